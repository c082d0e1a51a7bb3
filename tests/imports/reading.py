"""Builders of these tests: a file in one line, its records in another."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from palabre.imports import Mapping, open_import
from palabre.model import Actor, Post, Record, Reject

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEADER = "id,author,date,text,likes\n"
DATE = "2026-03-02T09:15:00Z"
PLAIN = Mapping(
    columns={"native_id": "id", "author": "author", "created_at": "date", "text": "text", "likes": "likes"}, network="x"
)


def row(number: int, text: str = "bonjour") -> str:
    """A good line of a table."""
    return f"{number},ana,{DATE},{text},3\n"


def written(folder: Path, content: str | bytes, name: str = "posts.csv") -> Path:
    """The file, written."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, *, mapping: Mapping | None = None, timezone: ZoneInfo | None = None) -> list[Record]:
    """Every record of a file."""
    with open_import(path, mapping=mapping, timezone=timezone, observed_at=NOW) as opened:
        return list(opened)


def notes_of(path: Path, mapping: Mapping | None = None) -> list[str]:
    """The ids of what is told about a file as a whole."""
    with open_import(path, mapping=mapping, observed_at=NOW) as opened:
        list(opened)
        return [note.message_id for note in opened.notes]


def posts(records: list[Record]) -> list[Post]:
    """Only the posts."""
    return [record for record in records if isinstance(record, Post)]


def actors(records: list[Record]) -> list[Actor]:
    """Only the actors that came without a post."""
    return [record for record in records if isinstance(record, Actor)]


def ids(records: list[Record]) -> list[str]:
    """The ids of the posts."""
    return [post.native_id for post in posts(records)]


def reasons(records: list[Record]) -> list[tuple[int, str]]:
    """Where rows were refused, and why."""
    return [(record.line, record.reason) for record in records if isinstance(record, Reject)]
