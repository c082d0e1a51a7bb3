"""What is promised of queries compiled together: the meaning of the slow reading, whatever the batch and its size."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from palabre.errors import QueryError
from palabre.query import _tables
from palabre.query import _token_kernel as layout
from palabre.query.compiled import Frequencies, Percolator, estimated, matching, register, spans
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term
from palabre.text.folding import FOLD, is_alone

from . import naive
from .arrow_posts import posts_table
from .compared import differences, joined, leaves_of, pairs
from .generated import heavy_posts, odd_posts, random_posts, random_trees

CHAT, FIN, JEAN = Term(written="chat"), Term(written="fin"), Term(written="jean")


def texts(*written: str | None) -> pa.Table:
    return pa.table({"text": pa.array(written, pa.string())})


def finds(node: Node, *written: str | None) -> list[bool]:
    return list(matching(node).mask(texts(*written)).to_pylist())


# The same meaning as the slow reading


def test_odd_posts_are_read_as_they_are_slowly() -> None:
    posts = [*odd_posts(), *random_posts(1, 20)]

    assert differences(posts, random_trees(2, 60), seed=3) == []


@pytest.mark.slow
def test_posts_of_9_000_words_are_read_as_they_are_slowly() -> None:
    assert differences(heavy_posts(), random_trees(99, 40), seed=4) == []


# Together 2.1 million pairs. Most posts are cut short: a reading that tries everything takes as long for a long post as
# for ten short ones.
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_thousands_of_queries_asked_at_once_are_each_read_as_they_are_slowly(seed: int) -> None:
    rng, drawn, trees = Random(seed), random_posts(seed, 170), random_trees(seed, 240)
    posts = [*drawn[:40], *(replace(post, text=post.text and post.text[:45]) for post in drawn[40:])]
    leaves = list(dict.fromkeys(leaf for tree in trees for leaf in leaves_of(tree)))
    trees += [joined(rng, leaves, rng.randint(1, 3)) for _ in range(2_500 - len(trees))]

    assert differences(posts, trees, seed=seed) == []


@pytest.mark.slow
def test_code_points_are_folded_as_they_are_slowly() -> None:
    table = _tables.make_fold_table()
    pages = table[layout.PAGES : layout.PAGES + 0x110000 // 128]

    def symbols(cell: int, point: int) -> str:
        kind, value = cell >> layout.CLASS_SHIFT & layout.CLASS_MASK, cell & layout.VALUE_MASK or point
        if kind == layout.EXPANDED:
            return "".join(symbols(int(one), 0) for one in table[value + 1 : value + 1 + int(table[value])])
        if kind == layout.SIGN:
            return "#@"[value - 1]
        return "" if kind == layout.IGNORED else chr(value) if kind in (layout.LETTER, layout.SINGLE) else " "

    wrong = []
    for point in [*range(0x3400), *range(0x3400, 0x110000, 11)]:
        folded = FOLD[point]
        first = folded[1:].rstrip(" ") if len(folded) > 1 and is_alone(folded[1]) else folded
        if symbols(int(table[pages[point >> 7] + (point & 127)]), point) != first:
            wrong.append((hex(point), folded))

    assert wrong == []


def test_a_damaged_table_on_disk_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound, made = _tables.fold_table(), []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def make() -> np.ndarray:
        made.append(1)
        return sound

    def read() -> int:
        _tables.fold_table.cache_clear()
        assert np.array_equal(_tables.fold_table(), sound)
        return len(made)

    monkeypatch.setattr(_tables, "make_fold_table", make)
    assert [read(), read()] == [1, 1]
    (kept,) = (tmp_path / "palabre").iterdir()
    for times, damage in enumerate((kept.read_bytes()[:-4], b"", b"\0" * 200, b"?" + kept.read_bytes()[1:]), 2):
        kept.write_bytes(damage)
        assert read() == times


def test_nothing_need_be_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    _tables.fold_table.cache_clear()

    assert finds(Term(written="été"), "ÉTÉ") == [True]


# Batches as they come


def odd_batches() -> Iterator[tuple[str, pa.Table | pa.RecordBatch]]:
    table = posts_table(random_posts(8, 60))
    plain = [name for name in table.schema.names if table.schema.field(name).type == pa.string()]

    def as_type(kind: pa.DataType) -> pa.Table:
        fields = [pa.field(one.name, kind if one.name in plain else one.type) for one in table.schema]
        return table.cast(pa.schema(fields))

    lists = {"links": pa.large_list(pa.large_string()), "tags": pa.list_(pa.string_view())}
    yield "large strings", as_type(pa.large_string())
    yield "views", as_type(pa.string_view())
    yield "dictionaries", as_type(pa.dictionary(pa.int16(), pa.string()))
    yield "chunks", pa.concat_tables([table.slice(0, 7), table.slice(7, 0), table.slice(7)])
    yield "chunks that differ", _rechunked(table)
    yield "a slice", pa.concat_tables([table, table]).combine_chunks().slice(60)
    yield "a batch", table.combine_chunks().to_batches()[0]
    yield "large lists", table.cast(pa.schema([pa.field(f.name, lists.get(f.name, f.type)) for f in table.schema]))
    yield "kinds of media alone", _with_kinds(table)


def _rechunked(table: pa.Table) -> pa.Table:
    columns = [
        pa.chunked_array([column.combine_chunks().slice(0, 5 + n), column.combine_chunks().slice(5 + n)])
        for n, column in enumerate(table.columns)
    ]
    return pa.table(columns, names=table.schema.names)


def _with_kinds(table: pa.Table) -> pa.Table:
    kinds = [None if media is None else [one["kind"] for one in media] for media in table["media"].to_pylist()]
    return table.set_column(table.schema.get_field_index("media"), "media", pa.array(kinds, pa.list_(pa.string())))


def test_a_batch_means_the_same_however_it_is_made() -> None:
    percolator = Percolator(enumerate([*random_trees(9, 60), *every_field()]))
    expected = pairs(percolator, posts_table(random_posts(8, 60)))

    assert expected
    assert {name: pairs(percolator, batch) == expected for name, batch in odd_batches()} == dict.fromkeys(
        dict(odd_batches()), True
    )


def every_field() -> list[Node]:
    values = ("link", "image", "video", "audio", "media", "tag", "callout", "title")
    asked = [("lang", "pt"), ("author", "lemonde.fr"), ("site", "lemonde.fr"), ("url", "chat"), ("source", "rss")]
    return [
        Field(name=name, value=value) for name, value in [*asked, ("kind", "reply"), *(("has", one) for one in values)]
    ]


def test_an_empty_batch_matches_nothing() -> None:
    percolator = Percolator(enumerate([CHAT, Not(node=CHAT), Field(name="has", value="image")]))
    table = posts_table(random_posts(1, 3))

    assert [len(percolator.match(one)) for one in (table.slice(0, 0), table.schema.empty_table(), pa.table({}))] == [
        0
    ] * 3


def test_what_is_missing_is_empty() -> None:
    nodes: dict[int, Node] = {n: Not(node=node) for n, node in enumerate([CHAT, *every_field()])}
    nulls = pa.table({name: pa.nulls(2) for name in ("title", "text", "lang", "handle", "links", "tags", "media")})

    assert {query for _, query in pairs(Percolator(nodes), pa.table({"post_id": [7, 8]}))} == set(nodes)
    assert {query for _, query in pairs(Percolator(nodes), nulls)} == set(nodes)


def test_only_the_columns_that_are_asked_for_are_read() -> None:
    node = And(nodes=(CHAT, Field(name="lang", value="fr"), Not(node=Field(name="has", value="image"))))

    assert matching(node).columns == ("title", "text", "lang", "media")
    assert matching(Field(name="site", value="lemonde.fr")).columns == ("links",)


def test_a_column_of_numbers_is_refused() -> None:
    with pytest.raises(TypeError, match="int64"):
        matching(CHAT).mask(pa.table({"text": [1, 2]}))


def test_places_outside_a_column_are_refused() -> None:
    places = pa.py_buffer(np.array([0, 400, 4], np.int32).tobytes())
    damaged = pa.Array.from_buffers(pa.string(), 2, [None, places, pa.py_buffer(b"chat")])

    with pytest.raises(ValueError, match="damaged"):
        matching(CHAT).mask(pa.table({"text": damaged}))


def test_bytes_that_are_no_text_disturb_nothing() -> None:
    rng = Random(7)
    written = [b"chat " + rng.randbytes(rng.randrange(40)) for _ in range(400)]
    written += [
        b"\xf0\x9f",
        b"\xff" * 9 + b" chat",
        b"chat \xc3",
        b"\xed\xa0\x80 chat",
        b"\xf4\x90\x80\x80 chat",
        b"@\xe2\x82",
    ]
    offsets = np.cumsum([0, *map(len, written)]).astype(np.int32)
    column = pa.Array.from_buffers(
        pa.string(), len(written), [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(written))]
    )
    found = matching(CHAT).mask(pa.table({"text": column})).to_pylist()

    assert found[400:] == [False, True, True, True, True, False]
    assert sum(found) > 350


# Sizes


def test_a_post_of_100_000_words_is_read_to_its_end() -> None:
    rng = Random(1)
    words = [f"w{rng.randrange(300)}" for _ in range(100_000)]
    words[-3:] = ["chat", "x", "fin"]
    long = " ".join(words)
    wanted: dict[int, Node] = {
        1: Term(written="chat x fin", quoted=True),
        2: Near(left=CHAT, right=FIN, words=1, ordered=True),
        3: Near(left=CHAT, right=FIN, words=0),
        4: Term(written="fin chat", quoted=True, within=1),
        5: Near(left=Or(nodes=tuple(Term(written=f"w{n}") for n in range(300))), right=CHAT, words=0),
        6: Term(written="chat w1 x fin w2 w3", quoted=True, within=0),
    }

    found = {1: {1, 2, 4, 5}, 2: {3, 4}, 3: {1, 2, 4, 5}}
    assert pairs(Percolator(wanted), texts("chat", long, "fin chat", long)) == [
        (row, query) for row, queries in found.items() for query in sorted(queries)
    ]


def test_sides_of_thousands_of_places_are_compared_wholly() -> None:
    near = Near(left=CHAT, right=FIN, words=0, ordered=True)

    assert finds(near, "fin " + "chat " * 3_000 + "x fin", "fin " + "chat " * 3_000 + "fin", "fin " * 900 + "chat") == [
        False, True, False,
    ]  # fmt: skip


def test_more_pairs_than_there_is_room_for_are_all_told() -> None:
    wanted: dict[int, Node] = {**dict.fromkeys(range(300), CHAT), 300: FIN}
    found = Percolator(wanted).match(texts(*["chat", "chien", "chat fin"] * 400))

    assert len(found) == 800 * 300 + 400
    assert found.rows.tolist() == sorted(found.rows.tolist())
    assert found.queries[:300].tolist() == list(range(300))


@pytest.mark.parametrize("length", [1, 2, 39, 40, 62, 63, 64, 65, 70, 4_000])
def test_long_words_are_whole(length: int) -> None:
    word = ("abcdefgé" * 600)[:length]

    assert finds(Term(written=word), word, word + "z", "z" + word, "@" + word, f"-{word}.") == [
        True, False, False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 40, 63])
def test_a_beginning_is_found_whatever_its_length(length: int) -> None:
    begun = ("abcdefgé" * 9)[:length]

    for sign in ("", "#", "@"):
        node = Term(written=sign + begun, prefix=True)
        assert finds(node, sign + begun, sign + begun + "z" * 80, sign + begun[:-1], sign + "z" + begun) == [
            True, True, False, False,
        ]  # fmt: skip


def test_50_000_terms_are_each_found() -> None:
    node = Or(nodes=tuple(Term(written=f"mot{n}") for n in range(50_000)))
    sample = range(0, 50_000, 997)

    assert finds(node, *(f"un mot{n}" for n in sample), "mot", "mot50000") == [True] * len(sample) + [False] * 2


def test_a_prefix_longer_than_can_be_looked_up_is_refused() -> None:
    for node in (Term(written="a" * 64, prefix=True), Field(name="author", value="a" * 64, prefix=True)):
        with pytest.raises(QueryError, match="query-long-prefix"):
            matching(node)


def test_what_has_no_place_in_a_query_is_refused() -> None:
    with pytest.raises(QueryError, match="query-near-operand"):
        matching(Near(left=CHAT, right=And(nodes=(FIN, JEAN)), words=1))
    with pytest.raises(QueryError, match="query-unknown-value"):
        matching(Field(name="has", value="gif"))


# Queries that come and go


def test_queries_come_and_go() -> None:
    percolator = Percolator({5: CHAT, 3: FIN})
    said = texts("chat fin", "jean", "fin")

    assert pairs(percolator, said) == [(0, 3), (0, 5), (2, 3)]
    percolator.add(4, JEAN)
    percolator.add(1, Not(node=Or(nodes=(CHAT, JEAN))))
    assert pairs(percolator, said) == [(0, 3), (0, 5), (1, 4), (2, 1), (2, 3)]
    percolator.remove(3)
    percolator.remove(99)
    assert pairs(percolator, said) == [(0, 5), (1, 4), (2, 1)]
    percolator.add(5, JEAN)
    assert pairs(percolator, said) == [(1, 4), (1, 5), (2, 1)]
    percolator.remove(1)
    percolator.rebuild()
    assert pairs(percolator, said) == [(1, 4), (1, 5)]
    assert (len(percolator), 4 in percolator, 3 in percolator) == (2, True, False)


def test_a_query_that_cannot_be_compiled_leaves_the_others_as_they_were() -> None:
    percolator = Percolator({1: CHAT, 2: FIN})
    with pytest.raises(QueryError):
        percolator.add(1, And(nodes=(JEAN, Term(written="a" * 70, prefix=True))))

    assert pairs(percolator, texts("chat", "jean", "fin")) == [(0, 1), (2, 2)]


def test_threads_match_while_queries_come_and_go() -> None:
    percolator = Percolator(enumerate(random_trees(5, 100)))
    table = posts_table(random_posts(5, 400))
    expected, wrong = pairs(percolator, table), []

    def match() -> None:
        for _ in range(12):
            found = [pair for pair in pairs(percolator, table) if pair[1] < 1_000]
            if found != expected:
                wrong.append(found)

    threads = [threading.Thread(target=match) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number, tree in enumerate(random_trees(6, 200), 1_000):
        percolator.add(number, tree)
        percolator.remove(number - 50)
    for thread in threads:
        thread.join()

    assert not wrong


def test_terms_that_look_alike_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    sound, seeds = _tables.hashes_of, []

    def poor(names: Sequence[str], kinds: Sequence[int], keys: np.ndarray) -> np.ndarray:
        hashes = sound(names, kinds, keys)
        seeds.append(keys[layout.BASIS])
        return np.full_like(hashes, 12_345) if len(set(seeds)) < 3 else hashes

    monkeypatch.setattr(_tables, "hashes_of", poor)
    percolator = Percolator({1: CHAT, 2: FIN}, seed=8)

    assert pairs(percolator, texts("chat", "fin", "jean")) == [(0, 1), (1, 2)]
    assert len(set(seeds)) == 3


def test_numbers_are_those_given() -> None:
    wanted = {-5: CHAT, 2**40: CHAT, 0: CHAT}
    found = Percolator(wanted).match(texts("chat")).to_arrow()

    assert found.to_pydict() == {"row": [0, 0, 0], "query": [-5, 0, 2**40]}


# The past, and what is shown


def test_sql_finds_what_live_posts_are_found_by() -> None:
    posts, trees = random_posts(11, 3_000), [tree for tree in random_trees(12, 25) if not isinstance(tree, Not)]
    table, db = posts_table(posts), duckdb.connect()
    db.register("posts", table)
    for number, tree in enumerate([*trees, *every_field()]):
        call = register(db, f"matches_{number}", tree)
        told = [row[0] for row in db.execute(f"SELECT {call} FROM posts").fetchall()]
        assert told == matching(tree).mask(table).to_pylist()
        assert told[:60] == [naive.matches(tree, post) for post in posts[:60]]


def test_what_is_shown_is_what_the_slow_reading_shows_joined() -> None:
    trees = random_trees(21, 60)
    for post in [*random_posts(20, 20), *odd_posts()[::4]]:
        for tree in trees:
            slow = naive.spans(tree, post)
            assert spans(tree, post.title, post.text) == tuple(_joined_spans(places) for places in slow), (tree, post)


def _joined_spans(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


# What is frequent


def test_frequencies_are_learnt_and_change_nothing_but_speed(tmp_path: Path) -> None:
    percolator = Percolator(enumerate(random_trees(30, 150)))
    table = posts_table(random_posts(31, 300))
    expected = pairs(percolator, table)
    percolator.learn(table)
    percolator.rebuild()

    assert pairs(percolator, table) == expected
    learnt = percolator.frequencies
    learnt.save(tmp_path / "frequencies")
    assert Frequencies.load(tmp_path / "frequencies").as_dict() == learnt.as_dict()
    assert learnt.posts == 300


def test_a_frequency_comes_near_what_was_counted() -> None:
    percolator = Percolator({1: Or(nodes=(CHAT, Term(written="#fin"), Term(written="je", prefix=True)))})
    percolator.learn(texts(*["chat chat #fin"] * 5_000, *["fin jean"] * 5_000))
    of = percolator.frequencies.of

    assert [round(of(term), 1) for term in ("chat", "#fin", "je*")] == [0.5, 0.5, 0.5]
    assert of("the") > of("absent") > of("#absent") > 0


def test_a_query_is_estimated_by_what_it_needs() -> None:
    learnt = Frequencies(1_000_000, {"chat": 100_000, "fin": 1_000, "lang:fr": 600_000})
    french = Field(name="lang", value="fr")

    def share(node: Node) -> float:
        return round(estimated(node, learnt), 3)

    assert share(CHAT) == 0.1
    assert share(And(nodes=(CHAT, FIN, french))) == 0.001
    assert share(Or(nodes=(CHAT, FIN))) == 0.101
    assert share(And(nodes=(french, Not(node=CHAT)))) == 0.6
    assert share(Not(node=CHAT)) == 1


def test_importing_the_query_language_loads_no_compiler() -> None:
    script = (
        "import sys, palabre.query, palabre.query.compiled; print('numba' in sys.modules, 'pyarrow' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
