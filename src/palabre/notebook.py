"""The door of notebooks: `ws = palabre.open("DIR")`, then Arrow tables that show themselves readably."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palabre.listen import Filters, ask_sql, gaps, search_all
from palabre.listen.searching import marked
from palabre.run import clock
from palabre.store import Workspace, open_workspace

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

    from palabre.listen.taking_stock import StateOfPlay

SHOWN_ROWS = 20
SHOWN_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """An Arrow table, in `table`, that a notebook shows as rows; `len`, `to_pandas` and `to_pylist` as on the table."""

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow stream that pandas, Polars and DuckDB read without a copy."""
        return self.table.__arrow_c_stream__(requested_schema)

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows as Python values."""
        rows: list[dict[str, Any]] = self.table.to_pylist()
        return rows

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.table.column_names)
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(value))}</td>" for value in row.values()) + "</tr>"
            for row in self.table.slice(0, SHOWN_ROWS).to_pylist()
        )
        more = len(self) - SHOWN_ROWS
        tail = f"<p>… {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{tail}"


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS] + "…"


@dataclass(frozen=True, slots=True)
class OpenWorkspace:
    """A workspace in a notebook.

    >>> ws = open("my-workspace")  # doctest: +SKIP
    >>> ws.search("allergène", since=date(2026, 9, 1))  # doctest: +SKIP
    >>> ws.sql("SELECT network, COUNT(*) AS n FROM posts GROUP BY network")  # doctest: +SKIP
    """

    workspace: Workspace

    def search(
        self, query: str, *, since: date | None = None, until: date | None = None, network: str | None = None
    ) -> Answer:
        """The posts that hold all the words, newest first, with `matched` spans in code points of `text`."""
        import pyarrow as pa

        filters = Filters(since=since, until=until, network=network)
        found = [
            post
            for _read, _total, posts in search_all(self.workspace, query, filters)
            for post in marked((query,), posts)
        ]
        columns = {
            "created_at": pa.array([one.created_at for one in found], pa.timestamp("us", tz="UTC")),
            "network": pa.array([one.network for one in found], pa.string()),
            "author": pa.array([one.handle for one in found], pa.string()),
            "title": pa.array([one.title for one in found], pa.string()),
            "text": pa.array([one.text for one in found], pa.string()),
            "url": pa.array([one.url for one in found], pa.string()),
            "native_id": pa.array([one.native_id for one in found], pa.string()),
            "matched": pa.array(
                [[list(span) for span in one.matched] for one in found], pa.list_(pa.list_(pa.int32()))
            ),
        }
        return Answer(pa.table(columns))

    def state_of_play(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        network: str | None = None,
        zone: str | None = None,
    ) -> StateOfPlay:
        """What is there, as figures: how much, who, when, what rises, what is missing. Nothing is written."""
        from palabre.listen.taking_stock import state_of_play

        return state_of_play(self.workspace, Filters(since=since, until=until, network=network), zone=zone)

    def gaps(self, *, source: str = "", since: date | None = None) -> Answer:
        """When a source was not, or not fully, heard: counts over such a time are a minimum. `is_open` ones last."""
        import pyarrow as pa

        from palabre.listen.gap_rows import narrowed

        found = narrowed(gaps(self.workspace), source=source, since=since)
        columns = {
            "source": pa.array([one.source for one in found], pa.string()),
            "from_at": pa.array([one.from_at for one in found], pa.timestamp("us", tz="UTC")),
            "to_at": pa.array([one.to_at for one in found], pa.timestamp("us", tz="UTC")),
            "is_open": pa.array([one.is_open for one in found], pa.bool_()),
            "why": pa.array([one.why for one in found], pa.string()),
            "estimated_loss": pa.array([one.estimated_loss for one in found], pa.int64()),
        }
        return Answer(pa.table(columns))

    def sql(self, query: str) -> Answer:
        """The answer to a SELECT over the lake's tables; raises `UsageError` with the reason when it is refused."""
        return Answer(ask_sql(self.workspace, query))

    def close(self) -> None:
        """Lets go of the workspace."""
        self.workspace.close()


def open(folder: str | Path) -> OpenWorkspace:
    """Opens a workspace for reading in a notebook; raises `WorkspaceError` when there is none."""
    return OpenWorkspace(open_workspace(Path(folder), clock=clock.now, wait=clock.wait))
