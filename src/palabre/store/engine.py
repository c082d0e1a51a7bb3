"""DuckDB over lists of Parquet files: one in-memory database a process, one cursor a query, all times in UTC."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.model import Table

if TYPE_CHECKING:
    import duckdb

    from palabre.store._delta import Part

SQL_TYPES = {
    "i64": "BIGINT",
    "i32": "INTEGER",
    "f32": "FLOAT",
    "f64": "DOUBLE",
    "bool": "BOOLEAN",
    "str": "VARCHAR",
    "ts": "TIMESTAMP WITH TIME ZONE",
    "list<str>": "VARCHAR[]",
    "list<i64>": "BIGINT[]",
    "list<media>": "STRUCT(kind VARCHAR, alt VARCHAR, url VARCHAR, phash BIGINT)[]",
}
MEMORY_LIMIT = "512MB"

_lock = threading.Lock()
_database: list[duckdb.DuckDBPyConnection] = []


@contextmanager
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own to the process's in-memory database; closing it frees what it registered."""
    with _lock:
        if not _database:
            _database.append(_open())
        one = _database[0].cursor()
    try:
        yield one
    finally:
        one.close()


def _open() -> duckdb.DuckDBPyConnection:
    import duckdb

    database = duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT, "threads": 2})
    database.execute("SET GLOBAL TimeZone = 'UTC'")
    return database


@contextmanager
def confined(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own for SQL that people write: it reads files of one folder, writes none, loads nothing."""
    import duckdb

    one = duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT, "threads": 2})
    try:
        one.execute("SET GLOBAL TimeZone = 'UTC'")
        one.execute("SET GLOBAL python_enable_replacements = false")
        one.execute(f"SET GLOBAL allowed_directories = [{quoted(str(folder))}]")
        one.execute("SET GLOBAL enable_external_access = false")
        yield one
    finally:
        one.close()


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _escaped(path: Path) -> str:
    """A path DuckDB takes literally: its file lists are glob patterns."""
    text = str(path)
    return quoted("".join(f"[{letter}]" if letter in "[*?" else letter for letter in text))


def rows_of(table: Table, root: Path, parts: Sequence[Part], columns: Sequence[str] | None = None) -> str:
    """The SQL of the rows in some files of a table, as a subquery: old files show NULL in the columns they lack."""
    wanted = [(name, kind) for name, kind in table.columns if columns is None or name in columns]
    versions = sorted({part.schema_version for part in parts})
    if not versions:
        empty = ", ".join(f"NULL::{SQL_TYPES[kind]} AS {name}" for name, kind in wanted)
        return f"(SELECT {empty} WHERE false)"
    return "(" + " UNION ALL ".join(_of_version(table, root, parts, wanted, version) for version in versions) + ")"


def _of_version(
    table: Table, root: Path, parts: Sequence[Part], wanted: Sequence[tuple[str, str]], version: int
) -> str:
    files = ", ".join(_escaped(root / part.path) for part in parts if part.schema_version == version)
    added = dict(table.added)
    columns = ", ".join(
        f"NULL::{SQL_TYPES[kind]} AS {name}" if added.get(name, 0) > version else name for name, kind in wanted
    )
    return f"SELECT {columns} FROM read_parquet([{files}], hive_partitioning = false)"
