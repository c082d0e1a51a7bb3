"""Records by the chunk: columns of posts, actors and deletions, with the refused rows among them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from palabre.listen.columns import Columns, Gathered
from palabre.model import Actor, Deletion, Post, Record, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CHUNK = 5_000


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
        columns.add(
            [one for one in chunk if isinstance(one, Post)],
            [one for one in chunk if isinstance(one, Actor)],
            [one for one in chunk if isinstance(one, Deletion)],
        )
        yield Chunk(
            gathered=columns.take(),
            rejects=tuple(one for one in chunk if isinstance(one, Reject)),
            read=len(chunk),
            position=position() if position is not None else count,
        )
