"""Records by the chunk: columns of posts, actors, acts, figures and deletions, with the refused rows among them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from palabre.listen.columns import Columns, Gathered
from palabre.model import AccountMetric, Actor, Deletion, Interaction, Post, Record, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CHUNK = 5_000
Kind = TypeVar("Kind", Post, Actor, Deletion, Interaction, AccountMetric, Reject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some records read in a row. `read` counts them all, refused ones too; `position` is in bytes of the file."""

    gathered: Gathered
    rejects: tuple[Reject, ...]
    read: int
    position: int


def chunked(records: Iterable[Record], position: Callable[[], int] | None = None) -> Iterator[Chunk]:
    """The records in chunks; `position` is asked how far the reading is after each, else records are counted."""
    columns, rest, count = Columns(), iter(records), 0
    while chunk := list(islice(rest, CHUNK)):
        count += len(chunk)
        kinds = set(map(type, chunk))
        columns.add(
            _of(Post, chunk, kinds),
            _of(Actor, chunk, kinds),
            _of(Deletion, chunk, kinds),
            interactions=_of(Interaction, chunk, kinds),
            account_metrics=_of(AccountMetric, chunk, kinds),
        )
        yield Chunk(
            gathered=columns.take(),
            rejects=tuple(_of(Reject, chunk, kinds)),
            read=len(chunk),
            position=position() if position is not None else count,
        )


def _of(kind: type[Kind], chunk: list[Record], kinds: set[type[Record]]) -> list[Kind]:
    """The records of one kind; a chunk is looked through only for the kinds it holds."""
    return [one for one in chunk if isinstance(one, kind)] if kind in kinds else []
