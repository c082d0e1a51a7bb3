"""How fast posts are matched with many queries, beside what else could do it, and what building and changing them cost.

python bench/matching.py [--posts 60000] [--peers 20000] [--queries 100 1000 10000]

CPU seconds of one process. Peers are asked queries of words alone, since most know neither phrases nor NEAR; tantivy is
measured when it is installed.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyarrow as pa

from bench._measure import MB, per, surroundings, tell
from bench._queries import LINK, Drawn, texts
from palabre.query import And, Node, Not, Or, Term, parse
from palabre.query.compiled import Percolator, matching
from palabre.text.folding import FOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

OWED = {"1000": 800_000, "10000": 250_000, "python_ratio_10000": 9, "tantivy_ratio": 3, "mokaccino_ratio": 10}
BATCH, BEST_OF = 5_000, 3


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of some work, the best of three."""
    spent = []
    for _ in range(BEST_OF):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def matched(percolator: Percolator, batches: Sequence[pa.RecordBatch]) -> int:
    """How many pairs there are in all."""
    return sum(len(percolator.match(batch)) for batch in batches)


def of_kernel(posts: pa.Array, queries: Sequence[Node]) -> dict[str, Any]:
    """The kernel: built, learnt on a part, rebuilt, asked; then one query more, and less."""
    table = pa.table({"text": posts})
    batches = table.to_batches(max_chunksize=BATCH)
    start = time.process_time()
    percolator = Percolator(enumerate(queries))
    build_s = time.process_time() - start
    percolator.learn(table.slice(0, len(posts) // 5))
    percolator.rebuild()
    pairs = matched(percolator, batches)
    spent = cpu_of(lambda: matched(percolator, batches))
    start = time.process_time()
    percolator.add(len(queries), parse('fromage AND ("petit lait" OR yaourt)'))
    percolator.match(batches[0].slice(0, 1))
    return {
        "posts_per_cpu_s": per(len(posts), spent),
        "mb_per_cpu_s": round(posts.nbytes / MB / spent, 1),
        "matches_per_post": round(pairs / len(posts), 3),
        "build_s": round(build_s, 3),
        "add_ms": round(1000 * (time.process_time() - start), 1),
        "size_mb": round(percolator.size_bytes / MB, 2),
    }


def words_of(text: str) -> set[str]:
    """The words of a post as a percolator in Python would cut them: tags and handles also without their sign."""
    words = set(text.translate(FOLD).split())
    return words | {word.lstrip("#@") for word in words if word[0] in "#@"}


def condition(node: Node) -> str:
    """A query of words as a Python expression over the set `w`."""
    match node:
        case Term():
            return f"{node.written.translate(FOLD).strip()!r} in w"
        case Not():
            return f"not ({condition(node.node)})"
        case And():
            return " and ".join(f"({condition(one)})" for one in node.nodes)
        case Or():
            return " or ".join(f"({condition(one)})" for one in node.nodes)
        case _:
            raise ValueError(node)


def anchors(node: Node, counts: dict[str, int]) -> list[str]:
    """The rarest words of which one must be there."""
    match node:
        case Term():
            return [node.written.translate(FOLD).strip()]
        case Or():
            return [word for one in node.nodes for word in anchors(one, counts)]
        case And():
            sides = [found for one in node.nodes if (found := anchors(one, counts))]
            return min(sides, key=lambda side: sum(counts.get(word, 0) for word in side), default=[])
        case _:
            return []


def of_python(posts: Iterable[str], queries: Sequence[Node], counts: dict[str, int]) -> tuple[float, int]:
    """A percolator in Python, as good as it gets: words to the queries they call for, conditions compiled."""
    called: dict[str, list[int]] = {}
    asked = [eval(f"lambda w: {condition(node)}") for node in queries]  # noqa: S307 - our own expression
    for number, node in enumerate(queries):
        for word in anchors(node, counts):
            called.setdefault(word, []).append(number)

    def run() -> int:
        found = 0
        for text in posts:
            words = words_of(text)
            candidates = {number for word in words if word in called for number in called[word]}
            found += sum(1 for number in candidates if asked[number](words))
        return found

    return cpu_of(run), run()


def of_tantivy(posts: Sequence[str], queries: Sequence[Node]) -> tuple[float, int]:
    """Batch search: the posts indexed in memory, then every query run."""
    import tantivy  # type: ignore[import-not-found, unused-ignore]

    schema = tantivy.SchemaBuilder().add_text_field("text").build()

    def asked(node: Node) -> Any:  # noqa: ANN401 - an object of tantivy
        occur = tantivy.Occur
        match node:
            case Term():
                return tantivy.Query.term_query(schema, "text", node.written.translate(FOLD).strip().lstrip("#@"))
            case Or():
                return tantivy.Query.boolean_query([(occur.Should, asked(one)) for one in node.nodes])
            case And():
                sides = [(occur.MustNot, asked(one.node)) if isinstance(one, Not) else (occur.Must, asked(one))
                         for one in node.nodes]  # fmt: skip
                return tantivy.Query.boolean_query(sides)
            case _:
                raise ValueError(node)

    ready = [asked(node) for node in queries]

    def run() -> int:
        index = tantivy.Index(schema)
        writer = index.writer(50_000_000, 1)
        for text in posts:
            writer.add_document(tantivy.Document(text=text.translate(FOLD).replace("#", " ").replace("@", " ")))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        return sum(searcher.search(one, limit=1, count=True).count for one in ready)

    return cpu_of(run), run()


def beside_peers(posts: pa.Array, queries: Sequence[Node], counts: dict[str, int]) -> dict[str, Any]:
    """The kernel and its peers on the same posts and the same queries of words."""
    table = pa.table({"text": posts})
    percolator = Percolator(enumerate(queries))
    percolator.learn(table)
    percolator.rebuild()
    batches, told = table.to_batches(max_chunksize=BATCH), posts.to_pylist()
    ours = cpu_of(lambda: matched(percolator, batches))
    found: dict[str, Any] = {"kernel": {"posts_per_cpu_s": per(len(told), ours), "pairs": matched(percolator, batches)}}
    peers: dict[str, Callable[[], tuple[float, int]]] = {"python": lambda: of_python(told, queries, counts)}
    if find_spec("tantivy"):
        peers["tantivy"] = lambda: of_tantivy(told, queries)
    for name, run in peers.items():
        spent, pairs = run()
        found[name] = {"posts_per_cpu_s": per(len(told), spent), "pairs": pairs, "ratio": round(spent / ours, 1)}
    return found


def one_query(posts: pa.Array) -> dict[str, Any]:
    """One query over the past."""
    table = pa.table({"text": posts})
    matcher = matching(parse('(paris OR #paris OR "new york") NOT (hilton OR texas)'))
    matcher.mask(table)
    return {"posts_per_cpu_s": per(len(posts), cpu_of(lambda: matcher.mask(table)))}


def main() -> None:
    """Measures all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=60_000)
    parser.add_argument("--peers", type=int, default=20_000)
    parser.add_argument("--queries", type=int, nargs="+", default=[100, 1_000, 10_000])
    asked = parser.parse_args()
    posts = texts(asked.posts, seed=1)
    drawn = Drawn(posts.to_pylist(), seed=2)
    counts: dict[str, int] = {}
    for words in drawn.posts:
        for word in set(words):
            counts[word] = counts.get(word, 0) + 1
    # Our own reading takes links out of the text; the others are given it without.
    few = pa.array([LINK.sub(" ", one) for one in posts.slice(0, asked.peers).to_pylist()])
    tell({
        "bench": "matching",
        "bytes_per_post": round(posts.nbytes / len(posts)),
        "owed": OWED,
        "one_query": one_query(posts),
        "kernel": {str(n): of_kernel(posts, drawn.queries(n, boolean=False)) for n in asked.queries},
        "beside": {str(n): beside_peers(few, drawn.queries(n, boolean=True), counts) for n in asked.queries},
        "around": surroundings(),
    })  # fmt: skip


if __name__ == "__main__":
    main()
