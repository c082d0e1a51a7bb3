"""Finds the post or the account a person names, and erases it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from palabre.errors import NotFound, UsageError
from palabre.listen.taking_stock import keeping
from palabre.store import Workspace, reading, rollups
from palabre.store.erasure import Scope, delete, deletion_rows

if TYPE_CHECKING:
    from datetime import datetime

POST = """
    SELECT post_id AS id, network, native_id FROM posts
    WHERE CAST(post_id AS VARCHAR) = $named OR native_id = $named OR url = $named
        OR network || ':' || native_id = $named
"""
ACTOR = """
    SELECT DISTINCT actor_id AS id, network, native_id FROM (
        SELECT actor_id, network, native_id, handle, url FROM actors
        UNION ALL SELECT actor_id, network, native_id, native_id, NULL FROM account_metrics
    )
    WHERE CAST(actor_id AS VARCHAR) = $named OR native_id = $named OR url = $named
        OR network || ':' || native_id = $named OR LOWER(handle) = LOWER(LTRIM($named, '@'))
        OR network || ':' || LOWER(handle) = LOWER($named)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was hidden: its id here, and how many posts no reader sees any more."""

    scope: Scope
    id: int
    network: str
    native_id: str
    posts: int

    def as_json(self) -> dict[str, Any]:
        """The same, for a machine."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def erase(workspace: Workspace, scope: Scope, named: str, *, now: datetime, ticket: str | None = None) -> Erased:
    """Hides a post, or an actor with all its posts, from every reader now; the files forget it at the next compaction.

    States of play that may name it are removed at once.

    `named` is an id of ours, the network's id or address, `network:id`, or for an actor a handle. Raises `NotFound`
    when it names nothing and `UsageError` when it names several things.
    """
    found = reading.query(workspace.lake, POST if scope == "post" else ACTOR, {"named": named}).to_pylist()
    if not found:
        raise NotFound("nothing-to-erase", scope=scope, named=named)
    if len(found) > 1:
        choices = ", ".join(sorted(f"{one['network']}:{one['native_id']}" for one in found))
        raise UsageError("erase-ambiguous", named=named, choices=choices)
    one = found[0]
    posts = 1 if scope == "post" else _posts_of(workspace, one["id"])
    delete(workspace, deletion_rows(scope, [one["id"]], reason="erasure", now=now, ticket=ticket))
    rollups.refresh(workspace)
    keeping.sweep(workspace)
    return Erased(scope=scope, id=one["id"], network=one["network"], native_id=one["native_id"], posts=posts)


def _posts_of(workspace: Workspace, actor: int) -> int:
    answer = reading.query(workspace.lake, "SELECT COUNT(*) AS n FROM posts WHERE actor_id = $actor", {"actor": actor})
    return int(answer["n"][0].as_py())
