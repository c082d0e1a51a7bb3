"""What accounts ask of those who read them, as last seen: only of accounts whose posts would be kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from sqlalchemy import Engine, delete, select

from palabre.model import SIGNALS
from palabre.store.state import actor_signals

if TYPE_CHECKING:
    from palabre.model import Signal


@dataclass(frozen=True, slots=True)
class Signals:
    """Reads and writes what accounts ask, by the id of the account."""

    engine: Engine
    clock: Callable[[], datetime]

    def all(self) -> dict[int, tuple[Signal, ...]]:
        """What each account that asks something asks."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(actor_signals.c.actor_id, actor_signals.c.signals))
            return {row.actor_id: cast("tuple[Signal, ...]", tuple(row.signals.split())) for row in rows}

    def put(self, network: str, said: Mapping[int, tuple[Signal, ...]]) -> None:
        """Keeps what accounts ask now; one that asks nothing any more is forgotten."""
        now = self.clock()
        with self.engine.begin() as connection:
            for actor_id, signals in said.items():
                connection.execute(delete(actor_signals).where(actor_signals.c.actor_id == actor_id))
                if signals:
                    row = {"actor_id": actor_id, "network": network, "signals": " ".join(signals), "seen_at": now}
                    connection.execute(actor_signals.insert().values(**row))

    def inside(self) -> tuple[int, ...]:
        """The accounts that are kept out of whatever leaves the house: public reports and exports."""
        return tuple(actor for actor, said in self.all().items() if any(SIGNALS.get(one) == "inside" for one in said))
