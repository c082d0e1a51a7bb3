"""The compiled reading and the slow, obvious one agree: on every post, for every query, whatever way it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pytest

from palabre.model import TABLES
from palabre.query import parse
from palabre.query.compiled import Percolator, matching, register
from palabre.store.schema import schema_of
from tests.query import naive
from tests.query.generated import heavy_posts, odd_posts, random_posts, random_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.query import Node

# Eight times 447 posts, the odd ones among them, with 600 queries: 2.1 million pairs. Most posts are cut short, for one
# that tries everything takes as long for a long post as for ten short ones.
SHARDS, POSTS, QUERIES = 8, 270, 600
WHOLE, SHORT = 60, 45


def batch_of(posts: Sequence[naive.Post]) -> pa.Table:
    """The posts as the lake's table has them."""
    schema = schema_of(TABLES["posts"])
    told = {name: [getattr(post, name) for post in posts] for name in ("title", "text", "lang", "handle", "kind")}
    told["network"] = [post.network for post in posts]
    for name in ("links", "tags"):
        told[name] = [getattr(post, name) for post in posts]
    told["callouts"] = [None if post.callouts is None else [1] * len(post.callouts) for post in posts]
    told["media"] = [None if post.media is None else [{"kind": kind} for kind in post.media] for post in posts]
    return pa.table({name: pa.array(values, schema.field(name).type) for name, values in told.items()})


def pairs(posts: Sequence[naive.Post], queries: Sequence[Node]) -> set[tuple[int, int]]:
    """Which posts the slow evaluator says match which queries."""
    return {
        (row, number)
        for row, post in enumerate(posts)
        for number, query in enumerate(queries)
        if naive.matches(query, post)
    }


def compiled_pairs(percolator: Percolator, batch: pa.Table) -> set[tuple[int, int]]:
    found = percolator.match(batch)
    return set(zip(found.rows.tolist(), found.queries.tolist(), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SHARDS))
def test_no_post_and_no_query_make_them_differ(seed: int) -> None:
    drawn, queries = random_posts(seed, POSTS), random_trees(seed, QUERIES)
    short = [replace(post, text=post.text and post.text[:SHORT]) for post in drawn[WHOLE:]]
    posts = [*drawn[:WHOLE], *short, *odd_posts()]
    assert len(posts) * len(queries) >= 2_000_000 / SHARDS

    wanted = pairs(posts, queries)
    differing = wanted ^ compiled_pairs(Percolator(enumerate(queries), seed=seed), batch_of(posts))
    assert [(posts[row], queries[number]) for row, number in sorted(differing)[:3]] == []
    assert len(wanted) > 10_000


@pytest.mark.slow
def test_very_long_posts_are_read_whole() -> None:
    posts, queries = heavy_posts(), random_trees(99, 40)

    assert compiled_pairs(Percolator(enumerate(queries)), batch_of(posts)) == pairs(posts, queries)


def test_every_way_of_asking_gives_the_same_rows() -> None:
    posts, queries = [*random_posts(7, 60), *odd_posts()], random_trees(7, 25)
    batch = batch_of(posts)
    together = compiled_pairs(Percolator(enumerate(queries)), batch)

    for number, query in enumerate(queries):
        wanted = {row for row, other in together if other == number}
        alone = matching(query).mask(batch)
        with duckdb.connect() as db:
            db.register("posts", batch.append_column("row", pa.array(range(len(posts)))))
            call = register(db, "matches", query)
            asked = db.execute(f'SELECT "row" FROM posts WHERE {call}').fetchall()
        assert {row for row, matched in enumerate(alone.to_pylist()) if matched} == wanted
        assert {row for (row,) in asked} == wanted


def test_pieces_of_a_batch_are_read_where_they_lie() -> None:
    posts, queries = [*random_posts(8, 80), *odd_posts()], random_trees(8, 60)
    batch, percolator = batch_of(posts), Percolator(enumerate(queries))
    wanted = compiled_pairs(percolator, batch)

    for first, last in ((0, 1), (3, 50), (17, 18), (100, len(posts)), (5, 5)):
        piece = compiled_pairs(percolator, batch.slice(first, last - first))
        assert piece == {(row - first, number) for row, number in wanted if first <= row < last}
    chunks = pa.concat_tables([batch.slice(0, 33), batch.slice(33, 1), batch.slice(34)])
    assert compiled_pairs(percolator, chunks) == wanted
    large = batch.set_column(batch.schema.get_field_index("text"), "text", batch["text"].cast(pa.large_string()))
    assert compiled_pairs(percolator, large) == wanted


def test_columns_that_are_not_there_count_as_empty() -> None:
    only_text = pa.table({"text": ["du fromage", None, ""]})

    assert matching(parse("fromage -lang:fr")).mask(only_text).to_pylist() == [True, False, False]
    assert matching(parse("fromage lang:fr")).mask(only_text).to_pylist() == [False, False, False]


def test_queries_come_and_go() -> None:
    batch = pa.table({"text": ["du lait cru", "du pain", "du lait"]})
    percolator = Percolator({1: parse("lait"), 2: parse("pain")})
    percolator.remove(1)
    percolator.add(7, parse("cru OR pain"))
    assert compiled_pairs(percolator, batch) == {(0, 7), (1, 2), (1, 7)}

    percolator.add(2, parse("lait"))
    percolator.rebuild()
    assert compiled_pairs(percolator, batch) == {(0, 2), (0, 7), (1, 7), (2, 2)}
    assert compiled_pairs(Percolator({}), batch) == set()
