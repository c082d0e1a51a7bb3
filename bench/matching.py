"""How many posts a core matches with saved queries, beside plain Python and other engines; and one query over the past.

python bench/matching.py [--posts 200000] [--runs 5] [--queries 100 --queries 1000] [--peers-posts 20000]

Posts are real where the shared folder is there. "broad" queries are taken as drawn, "narrow" ones match fewer than
0.015 % of posts each, as those of one brand do. Plain Python, tantivy and mokaccino (where they are installed) get the
boolean queries, which know no places.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._measure import MB, Stopwatch, cpu_seconds, load, per, surroundings, tell
from bench._peers import installed
from bench._python_percolator import PlainPercolator, words_in
from bench._queries import SHARED, Drawn, texts
from palabre.query.compiled import Frequencies, Percolator, matching, register
from palabre.query.tree import Node, Term

if TYPE_CHECKING:
    import pyarrow as pa

OWED = {
    "posts_per_cpu_s": {1: 1_000_000, 1_000: 800_000, 10_000: 250_000},
    "times_plain_python": {1_000: 6, 10_000: 9},
    "times_mokaccino": {10_000: 10},
    "times_tantivy": {10_000: 3},
    "build_s": {10_000: 1},
    "add_ms": {10_000: 50},
    "size_mb": {10_000: 20},
}
DRAWN_FROM, JUDGED_ON, NARROW = 60_000, 100_000, 0.00015
SLICE = 4_000


def best(work: Callable[[], object], runs: int) -> float:
    """The least CPU seconds that some work took."""
    times = []
    for _ in range(runs):
        begun = cpu_seconds()
        work()
        times.append(cpu_seconds() - begun)
    return min(times)


def speed(percolator: Percolator, posts: pa.Table, runs: int) -> dict[str, Any]:
    """Posts a CPU second, slice by slice, each at its best: other people's work comes and goes on the machine."""
    slices = [posts.slice(first, SLICE) for first in range(0, posts.num_rows, SLICE)]
    percolator.match(slices[0])
    seconds = sum(best(lambda one=one: percolator.match(one), runs) for one in slices)  # type: ignore[misc]
    matches = sum(len(percolator.match(one)) for one in slices)
    return {
        "posts_per_cpu_s": per(posts.num_rows, seconds),
        "mb_per_cpu_s": round(posts.nbytes / seconds / MB),
        "matches_per_post": round(matches / posts.num_rows, 3),
        "load": load(),
    }


def measured(queries: Sequence[Node], posts: pa.Table, learnt: Frequencies, runs: int) -> dict[str, Any]:
    """Some queries compiled, asked of posts, one more added."""
    Percolator({0: queries[0]}).match(posts.slice(0, 10))
    with Stopwatch() as building:
        percolator = Percolator(enumerate(queries), frequencies=learnt)
    percolator.match(posts.slice(0, 1))
    begun = cpu_seconds()
    percolator.add(-1, queries[0])
    percolator.match(posts.slice(0, 1))
    add_ms = 1_000 * (cpu_seconds() - begun)
    percolator.remove(-1)
    return {
        "build_s": round(building.cpu_s, 3),
        "add_ms": round(add_ms, 1),
        "size_mb": round(percolator.size_bytes / MB, 1),
        **speed(percolator, posts, runs),
    }


def narrow(queries: Sequence[Node], posts: pa.Table) -> list[Node]:
    """The queries that few posts match."""
    import numpy as np

    found = np.bincount(Percolator(enumerate(queries)).match(posts).queries, minlength=len(queries))
    return [node for node, count in zip(queries, found, strict=True) if count < NARROW * posts.num_rows]


def learnt_on(queries: Sequence[Node], posts: pa.Table) -> Frequencies:
    """How frequent the terms of some queries are."""
    percolator = Percolator(enumerate(queries))
    percolator.learn(posts)
    return percolator.frequencies


def beside_others(drawn: Drawn, posts: pa.Table, count: int, few: int, runs: int) -> dict[str, Any]:
    """The same boolean queries asked by this kernel, by plain Python and by other engines, of the same posts."""
    queries, some = drawn.queries(count, boolean=True), posts.slice(0, few)
    written = some["text"].to_pylist()
    percolator = Percolator(enumerate(queries), frequencies=learnt_on(queries, posts.slice(0, 20_000)))
    told: dict[str, Any] = {"kernel": speed(percolator, posts.slice(0, max(few, 20_000)), runs)}
    own = told["kernel"]["posts_per_cpu_s"]
    told["kernel"]["matches"] = len(percolator.match(some))
    plain = PlainPercolator(queries, posts["text"][:20_000].to_pylist())
    folded = [words_in(text) for text in written]
    others: dict[str, Callable[[], int]] = {"plain python": lambda: plain.match(written)}
    for name, engine in installed().items():
        asked = engine(queries)
        others[name] = lambda asked=asked: asked(folded)  # type: ignore[misc]
    for name, count_pairs in others.items():
        begun = cpu_seconds()
        matches = count_pairs()
        rate = per(few, cpu_seconds() - begun)
        told[name] = {"posts_per_cpu_s": rate, "matches": matches, "times_slower": round(own / rate, 1), "load": load()}
    return told


def over_the_past(node: Node, posts: pa.Table, runs: int) -> dict[str, Any]:
    """One query over many posts: by itself, through SQL on a table, and through SQL on a Parquet file."""
    import duckdb
    import pyarrow.parquet as pq

    matcher, count, db = matching(node), posts.num_rows, duckdb.connect(config={"threads": 1})
    db.register("posts", posts)
    call = register(db, "matches", node)
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
        pq.write_table(posts, f"{folder}/posts.parquet")
        asked = {
            "kernel": lambda: matcher.mask(posts).true_count,
            "sql_table": lambda: db.execute(f"SELECT count(*) FROM posts WHERE {call}").fetchone(),
            "sql_parquet": lambda: db.execute(f"SELECT count(*) FROM '{folder}/posts.parquet' WHERE {call}").fetchone(),
        }
        return {
            name: {"posts_per_cpu_s": per(count, best(work, runs)), "matches": str(work()).strip("(),")}
            for name, work in asked.items()
        }


def started() -> dict[str, float]:
    """Seconds until the compiler and the kernel are there, kept on disk or made now."""
    begun, cpu_s = time.perf_counter(), cpu_seconds()
    matching(Term(written="chat"))
    return {"wall_s": round(time.perf_counter() - begun, 2), "cpu_s": round(cpu_seconds() - cpu_s, 2)}


def main() -> None:
    """Measures everything and prints it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--queries", type=int, action="append")
    parser.add_argument("--peers-posts", type=int, default=20_000)
    asked = parser.parse_args()
    import pyarrow as pa

    starting = started()
    posts = pa.table({"title": pa.nulls(asked.posts, pa.string()), "text": texts(asked.posts, seed=1)})
    drawn = Drawn(posts["text"][:DRAWN_FROM].to_pylist(), seed=2)
    counts = asked.queries or [1, 100, 1_000, 10_000]
    broad = drawn.queries(max(counts) * 8 // 5, boolean=False)
    few, kept = narrow(broad, posts.slice(0, JUDGED_ON)), posts.slice(0, 40_000)
    learnt = learnt_on(broad, posts.slice(posts.num_rows // 2, 40_000))
    regimes = {"broad": broad, "narrow": few}
    tell(
        {
            "bench": "matching",
            "posts": {"count": asked.posts, "real": SHARED.exists(), "mean_bytes": round(posts.nbytes / asked.posts)},
            "owed": OWED,
            "start": starting,
            **{
                name: {n: measured(queries[:n], kept, learnt, asked.runs) for n in counts}
                for name, queries in regimes.items()
            },
            "boolean": {n: beside_others(drawn, posts, n, asked.peers_posts, asked.runs) for n in counts if n > 1},
            "one_query_over_the_past": over_the_past(drawn.products(), posts, asked.runs),
            "around": surroundings(),
        }
    )


if __name__ == "__main__":
    main()
