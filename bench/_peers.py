"""Other people's engines on the same posts and boolean queries, where they are installed; texts come folded."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import TYPE_CHECKING

from palabre.query.tree import And, Node, Not, Or, Term

if TYPE_CHECKING:
    from collections.abc import Callable

    # What makes queries ready, and what then counts the pairs among posts.
    Engine = Callable[[Sequence[Node]], Callable[[Sequence[set[str]]], int]]


def installed() -> dict[str, Engine]:
    """The engines that are here."""
    engines: dict[str, Engine] = {"tantivy": tantivy_batch, "mokaccino": mokaccino_percolator}
    return {name: engine for name, engine in engines.items() if importlib.util.find_spec(name)}


def tantivy_batch(queries: Sequence[Node]) -> Callable[[Sequence[set[str]]], int]:
    """An index in memory for each batch, and every query run on it."""
    tantivy = importlib.import_module("tantivy")
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="basic")
    schema = builder.build()

    def made(node: Node) -> object:
        if isinstance(node, Term):
            return tantivy.Query.term_query(schema, "text", node.written, index_option="basic")
        assert isinstance(node, And | Or)
        occur = tantivy.Occur.Must if isinstance(node, And) else tantivy.Occur.Should
        parts = [
            (tantivy.Occur.MustNot, made(one.node)) if isinstance(one, Not) else (occur, made(one))
            for one in node.nodes
        ]
        return tantivy.Query.boolean_query(parts)

    ready = [made(node) for node in queries]

    def count(posts: Sequence[set[str]]) -> int:
        index = tantivy.Index(schema)
        writer = index.writer(heap_size=50_000_000, num_threads=1)
        for words in posts:
            writer.add_document(tantivy.Document(text=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()
        return sum(len(searcher.search(query, limit=len(posts), count=False).hits) for query in ready)

    return count


def mokaccino_percolator(queries: Sequence[Node]) -> Callable[[Sequence[set[str]]], int]:
    """Mokaccino's own percolator; making its documents is part of matching."""
    mokaccino = importlib.import_module("mokaccino")

    def made(node: Node) -> object:
        if isinstance(node, Term):
            return mokaccino.Query.from_kv("w", node.written)
        if isinstance(node, Not):
            return mokaccino.Query.from_not(made(node.node))
        assert isinstance(node, And | Or)
        parts = [made(one) for one in node.nodes]
        return mokaccino.Query.from_and(parts) if isinstance(node, And) else mokaccino.Query.from_or(parts)

    percolator = mokaccino.Percolator()
    for query in queries:
        percolator.add_query(made(query))

    def count(posts: Sequence[set[str]]) -> int:
        found = 0
        for words in posts:
            document = mokaccino.Document()
            for word in words:
                document.add_value("w", word)
            found += len(percolator.percolate_list(document))
        return found

    return count
