"""What is left of something in the files of a workspace, whether readers see it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.model import TABLES
from palabre.store import engine

if TYPE_CHECKING:
    from palabre.store import Workspace

SECRETS = "secrets.toml"


def rows_in(workspace: Workspace, table: str) -> list[dict[str, Any]]:
    """Every row in the files of a table, hidden ones included."""
    workspace.lake.forget()
    with engine.cursor() as db:
        files = workspace.lake.snapshot(TABLES[table]).sql()
        rows: list[dict[str, Any]] = db.sql(f"SELECT * FROM {files}").to_arrow_table().to_pylist()  # noqa: S608 - files
    return rows


def traces(workspace: Workspace, word: str) -> list[str]:
    """The files of a workspace in which a word can be found, Parquet unpacked; keys have a file where they belong."""
    import pyarrow.parquet as pq

    found = []
    for path in sorted(workspace.path.rglob("*")):
        if not path.is_file() or path.name == SECRETS:
            continue
        is_there = word.encode() in path.read_bytes()
        if path.suffix == ".parquet" and not is_there:
            is_there = word in str(pq.read_table(path, partitioning=None).to_pylist())
        if is_there:
            found.append(str(path.relative_to(workspace.path)))
    return found
