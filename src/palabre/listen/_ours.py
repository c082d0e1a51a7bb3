"""Our own accounts, as the adopted strategy registers them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.model.ids import actor_id
from palabre.store import Workspace, reading
from palabre.store.strategy_text import read_strategy
from palabre.text.extract import folded_handle

if TYPE_CHECKING:
    from palabre.model.strategy import Account

_KNOWN = "SELECT DISTINCT actor_id FROM actors WHERE LOWER(handle) = $handle"


def our_accounts(workspace: Workspace) -> Iterator[int]:
    """The ids of our accounts: those the lake knows by their handles, and what a handle alone makes."""
    adopted = workspace.strategies.adopted()
    if adopted is None:
        return
    for account in read_strategy(adopted.text.encode()).strategy.accounts:
        yield from _ids_of(workspace, account)


def _ids_of(workspace: Workspace, account: Account) -> Iterator[int]:
    handle = folded_handle(account.handle) if account.handle else None
    if not handle:
        return
    yield from reading.query(workspace.lake, _KNOWN, {"handle": handle})["actor_id"].to_pylist()
    if account.network:
        yield actor_id(account.network, handle)
