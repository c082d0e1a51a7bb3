"""How every reading asks the lake: the same filters, the same parameters, rows as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.store import Workspace, reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.listen.shown import Filters


def ask(workspace: Workspace, sql: str, values: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    """The rows of an answer that is short."""
    rows: list[dict[str, Any]] = reading.query(workspace.lake, sql, values).to_pylist()
    return rows


def chosen(filters: Filters) -> tuple[str, dict[str, object]]:
    """The condition that chooses posts, and its parameters."""
    return filters.posts_sql()


NAMES = """
    SELECT actor_id, ARG_MAX(network, observed_at) AS network, ARG_MAX(handle, observed_at) AS handle,
           ARG_MAX(display_name, observed_at) AS name
    FROM actors WHERE actor_id IN (SELECT UNNEST($ids)) GROUP BY actor_id
"""
HANDLES = """
    SELECT actor_id, ARG_MAX(network, created_at) AS network, ARG_MAX(handle, created_at) AS handle
    FROM posts WHERE actor_id IN (SELECT UNNEST($ids)) GROUP BY actor_id
"""


def names_of(workspace: Workspace, actors: list[int]) -> dict[int, dict[str, Any]]:
    """The network, handle and display name of some actors, as far as they are known."""
    if not actors:
        return {}
    named = {row["actor_id"]: row for row in ask(workspace, NAMES, {"ids": actors})}
    for row in ask(workspace, HANDLES, {"ids": [one for one in actors if not named.get(one, {}).get("handle")]}):
        named[row["actor_id"]] = {**row, "name": None, **{k: v for k, v in named.get(row["actor_id"], {}).items() if v}}
    return named
