"""Brings the tables of the lake forward: columns are added to the log, old files show NULL in them."""

from __future__ import annotations

import json

from palabre.errors import StoreError, WorkspaceError
from palabre.model import TABLES, Table
from palabre.store import _delta
from palabre.store._delta import SCHEMA_VERSION
from palabre.store.lake import Lake
from palabre.store.schema import schema_of


def migrate_lake(lake: Lake, *, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Makes the tables that are new, adds the columns that came since; gives the names of the tables that changed.

    Raises `StoreError` when a table of `known`, which was there before, is gone: an empty one would hide the loss.
    Raises `WorkspaceError` when a table was written by a newer Palabre. Nothing is touched then.
    """
    found = {table: _stored_version(lake, table) for table in TABLES.values()}
    for table, version in found.items():
        if version is not None and version > table.version:
            raise WorkspaceError("workspace-newer", stored=f"{table.name} {version}", known=table.version)
    for table, version in found.items():
        if version is None and table.name in known:
            raise StoreError("lake-table-missing", table=table.name, path=lake.path_of(table))
    late = [table for table, version in found.items() if version is not None and version < table.version]
    for table in late:
        _bring_forward(lake, table, found[table] or 0)
    missing = [table for table, version in found.items() if version is None]
    lake.create()
    return tuple(table.name for table in late + missing)


def _stored_version(lake: Lake, table: Table) -> int | None:
    root = lake.path_of(table)
    return _delta.stored_schema_version(_delta.open_log(root)) if _delta.exists(root) else None


def _bring_forward(lake: Lake, table: Table, version: int) -> None:
    from deltalake import Schema

    log = _delta.open_log(lake.path_of(table))
    newer = {name for name, since in table.added if since > version} - {field.name for field in log.schema().fields}
    if newer:
        fields = [field for field in Schema.from_arrow(schema_of(table)).fields if field.name in newer]
        log.alter.add_columns(fields)
    log = _delta.open_log(lake.path_of(table))
    log.alter.set_table_description(json.dumps({SCHEMA_VERSION: table.version}))
    _delta.sync_folder(_delta.log_folder(lake.path_of(table)))
