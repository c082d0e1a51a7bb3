"""Mentions: which posts the radars of a workspace match, as they come in and over all of history.

Both go through the same compiled queries, so that a post gives the same mentions whenever it was heard. A post is a
mention when its first words match, or any later words it was given.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.model import TABLES, Rule
from palabre.query import parse
from palabre.store import Workspace, engine, rollups, turns
from palabre.store.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import duckdb
    import pyarrow as pa

    from palabre.query.compiled import Percolator
    from palabre.store import Part, Snapshot

JOB = "radar"
MENTIONS, POSTS, REVISIONS = TABLES["mentions"], TABLES["posts"], TABLES["revisions"]
SCANNED = 50_000
# Posts from which a process learns how frequent the terms of its radars are; until then it goes by guesses.
LEARNT = 20_000
# What the fields of a query look at, and what a mention repeats of its post.
READ = """
    post_id, actor_id, handle, created_at, network, kind, lang, reply_to, root_id, title, text, links, tags, callouts,
    media
"""


@lru_cache(maxsize=4)
def compiled(rules: tuple[Rule, ...]) -> Percolator:
    """The rules as one percolator, whose ids are their places among the rules."""
    from palabre.query.compiled import Percolator

    # Words made to collide with those of a radar would slow every batch: nobody knows the seed of a process.
    seed = secrets.randbits(62)
    return Percolator(((place, parse(rule.query)) for place, rule in enumerate(rules)), seed=seed)


def mentions_of(rules: tuple[Rule, ...], posts: pa.Table) -> pa.Table:
    """The mentions that some posts give under some rules, one row per post and rule."""
    import numpy as np
    import pyarrow as pa

    schema = schema_of(MENTIONS)
    if not rules or posts.num_rows == 0:
        return schema.empty_table()
    percolator = compiled(rules)
    _learn(percolator, posts)
    found = percolator.match(posts)
    if len(found.rows) == 0:
        return schema.empty_table()
    matched = posts.take(pa.array(found.rows))
    radars = np.array([rule.radar_id for rule in rules], dtype=np.int32)
    versions = np.array([rule.version for rule in rules], dtype=np.int32)
    told: dict[str, pa.Array | pa.ChunkedArray] = {
        "radar_id": pa.array(radars[found.queries]),
        "rule_version": pa.array(versions[found.queries]),
        "is_reply": matched["reply_to"].is_valid(),
    }
    columns = [
        told[field.name]
        if field.name in told
        else matched[field.name]
        if field.name in matched.column_names
        else pa.nulls(matched.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, names=schema.names).cast(schema)


def _learn(percolator: Percolator, posts: pa.Table) -> None:
    """Counts the terms in the first posts that come by, then asks the rarest of each radar first."""
    wanted = LEARNT - percolator.frequencies.posts
    if wanted > 0:
        percolator.learn(posts.slice(0, wanted))
        if percolator.frequencies.posts >= LEARNT:
            percolator.rebuild()


def keep(workspace: Workspace, mentions: pa.Table) -> int:
    """Stores mentions, those that are new, and says how many were."""
    done = workspace.lake.append(MENTIONS, mentions)
    workspace.feed.publish(MENTIONS.name, done)
    return done.rows


def keep_reworded(workspace: Workspace, rules: tuple[Rule, ...], revisions: pa.Table) -> None:
    """Stores the mentions that posts of the lake give once they have the words of some revisions."""
    if not rules or revisions.num_rows == 0:
        return
    with engine.cursor() as db:
        db.register("revised", revisions.select(["post_id", "title", "text"]))
        posts = db.sql(_with_words_of("revised", workspace.lake.snapshot(POSTS).sql())).to_arrow_table()
    keep(workspace, mentions_of(rules, posts))


def _with_words_of(revisions: str, posts: str) -> str:
    return f"""
        SELECT {READ} FROM (
            SELECT p.* REPLACE (r.title AS title, r.text AS text)
            FROM {posts} AS p JOIN {revisions} AS r ON r.post_id = p.post_id)
    """


def ask_for_history(workspace: Workspace, radar_id: int, version: int) -> int:
    """Hands the reading of history with a version of a radar to the worker and gives the job's id."""
    title, payload = workspace.radars.by_id(radar_id).name, {"radar_id": radar_id, "version": version}
    return workspace.jobs.add(JOB, title=title, payload=payload, unit="posts")


def read_history(
    workspace: Workspace, *, radar_id: int, version: int, progress: Callable[[int, int], None]
) -> Mapping[str, int]:
    """Reads all of history with a version of a radar, newest months first, then shows that version.

    A version that is no longer the newest, or a radar that is gone, is left alone. Safe to begin again.
    """
    rules = tuple(rule for rule in workspace.radars.rules() if (rule.radar_id, rule.version) == (radar_id, version))
    found = 0
    if rules:
        turns.wait_for_batches(workspace.lake)
        for batch in _history(workspace, progress):
            found += keep(workspace, mentions_of(rules, batch))
        if workspace.radars.show(radar_id, version):
            rollups.recount_mentions(workspace)
        rollups.refresh(workspace)
    return {"mentions": found}


def _history(workspace: Workspace, progress: Callable[[int, int], None]) -> Iterator[pa.Table]:
    """Every post, then every post with each of its later words."""
    posts, revisions = workspace.lake.snapshot(POSTS), workspace.lake.snapshot(REVISIONS)
    done, total = 0, posts.rows + revisions.rows
    progress(0, total)
    for sql in (*_newest_first(posts), _with_words_of(revisions.sql(), posts.sql())):
        for batch in _batches(sql):
            yield batch
            done += batch.num_rows
            progress(min(done, total), total)


def _newest_first(posts: Snapshot) -> Iterator[str]:
    parts: Sequence[Part] = sorted(posts.parts, key=lambda part: part.month, reverse=True)
    for part in parts:
        yield f"SELECT {READ} FROM {posts.sql([part])}"


def _batches(sql: str) -> Iterator[pa.Table]:
    import pyarrow as pa

    with engine.cursor() as db:
        rows: duckdb.DuckDBPyRelation = db.sql(sql)
        for batch in rows.to_arrow_reader(SCANNED):
            yield pa.Table.from_batches([batch])
