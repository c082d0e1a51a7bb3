"""How commands speak of queries: where one stops making sense, what is odd about it, what a translation changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from palabre.cli._telling import remark, safe
from palabre.errors import QueryError
from palabre.words import N_, _
from palabre.words.messages import sentence

if TYPE_CHECKING:
    from palabre.query import Remark

QUERY = "QUERY"
FROM_HELP = N_("The product the query was written for: it is translated, and what differs is told.")
Product = Literal["brandwatch", "talkwalker", "lucene"]
FromOption = Annotated[Product | None, typer.Option("--from", help=_(FROM_HELP), show_default=False)]
MARGIN = 4


@contextmanager
def pointed_at(query: str) -> Iterator[None]:
    """Shows the query with a caret under the column where it stops making sense, when it is refused meanwhile."""
    try:
        yield
    except QueryError as problem:
        column = problem.fields.get("column")
        if isinstance(column, int) and query.strip():
            for line in with_caret(query, column):
                remark(line)
        raise


def with_caret(query: str, column: int) -> tuple[str, str]:
    """The query on one line, cut to what the terminal holds around the column, and a caret under that column."""
    import shutil

    from rich.cells import cell_len

    line = safe(query).replace("\n", " ").replace("\t", " ")
    room = max(shutil.get_terminal_size().columns - MARGIN, 2 * MARGIN)
    start = max(0, column - 1 - room // 2) if len(line) > room else 0
    before = ("…" if start else "") + line[start : column - 1]
    rest = line[column - 1 : start + room]
    return f"  {before}{rest}{'…' if len(line) > start + room else ''}", f"  {' ' * cell_len(before)}^"


def say_remarks(remarks: Iterable[Remark]) -> None:
    """What there is to say of a query, beside the answer; each sentence begins with its column."""
    for one in remarks:
        remark(sentence(one.message_id, one.fields))


def as_remarks(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    """The same, for a machine."""
    return [
        {
            "id": one.message_id,
            "severity": one.severity,
            "column": one.column,
            "says": sentence(one.message_id, one.fields),
        }
        for one in remarks
    ]


def in_our_language(query: str, product: Product | None) -> str:
    """The query as it is, or translated from that of another product, with what differs told beside the answer."""
    if product is None:
        return query
    from palabre.query.foreign import translated

    found = translated(query, product)
    say_remarks(found.differences)
    remark(_("Translated: {query}").format(query=found.query))
    return found.query
