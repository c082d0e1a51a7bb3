"""Arrow types of the tables that `palabre.model` describes in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.model import Table

if TYPE_CHECKING:
    import pyarrow as pa

MONTH = "month"


@lru_cache(maxsize=64)
def schema_of(table: Table) -> pa.Schema:
    """The Arrow schema of a table's part files, in stored order; the month lives in the path and the log only."""
    return arrow_schema(table.columns)


@lru_cache(maxsize=64)
def log_schema_of(table: Table) -> pa.Schema:
    """The schema declared in the Delta log: the columns, then the month that cuts the table."""
    return arrow_schema((*table.columns, (MONTH, "str")))


def arrow_schema(columns: Iterable[tuple[str, str]]) -> pa.Schema:
    """The Arrow schema of columns named by the type words of `palabre.model.tables`."""
    import pyarrow as pa

    types = {
        "i64": pa.int64(),
        "i32": pa.int32(),
        "f32": pa.float32(),
        "f64": pa.float64(),
        "bool": pa.bool_(),
        "str": pa.string(),
        "ts": pa.timestamp("us", tz="UTC"),
        "list<str>": pa.list_(pa.string()),
        "list<i64>": pa.list_(pa.int64()),
        "list<media>": pa.list_(
            pa.struct([("kind", pa.string()), ("alt", pa.string()), ("url", pa.string()), ("phash", pa.int64())])
        ),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind in columns])
