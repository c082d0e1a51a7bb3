"""What accounts ask of those who read them, obeyed before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from palabre.model import SIGNALS, signals_in
from palabre.model.ids import actor_id

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.listen.holding import Held
    from palabre.listen.rows import Batch
    from palabre.model import Signal
    from palabre.store import Workspace

    Mask = npt.NDArray[np.bool_]

# Declared in a record of their own: an account looked at does not repeat them.
DECLARED = frozenset(("no-dataset", "no-archive"))
# Accounts met that ask something and of which nothing is kept: forgotten when there are more.
_MOST_MET = 200_000


@dataclass(slots=True)
class Respect:
    """What is known of what accounts ask: kept for those whose posts are kept, remembered a while for the others."""

    workspace: Workspace
    _known: dict[int, tuple[Signal, ...]] = field(init=False)
    _met: dict[int, tuple[Signal, ...]] = field(init=False, default_factory=dict)
    _fresh: dict[int, tuple[Signal, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known = self.workspace.signals.all()

    def learn(self, actors: pa.Table) -> None:
        """Takes in what some accounts say: by the marks of their network, and in the words of their bio."""
        import pyarrow.compute as pc

        if len(self._met) > _MOST_MET:
            self._met.clear()
        says = pc.or_(
            actors["signals"].is_valid(), pc.fill_null(pc.match_substring(actors["bio"], "#"), fill_value=False)
        )
        columns = ("network", "native_id", "bio", "signals")
        for row in actors.filter(says).select(columns).to_pylist():
            said = cast("tuple[Signal, ...]", tuple((row["signals"] or "").split()))
            signals = tuple(dict.fromkeys((*said, *signals_in(row["bio"] or ""))))
            actor = actor_id(row["network"], row["native_id"])
            signals += tuple(one for one in self.of(actor) if one in DECLARED and one not in signals)
            if signals != self.of(actor):
                self._met[actor] = self._fresh[actor] = signals

    def of(self, actor: int) -> tuple[Signal, ...]:
        """What an account asks, as far as is known."""
        met = self._met.get(actor)
        return met if met is not None else self._known.get(actor, ())

    def keeps(self, actors: npt.NDArray[np.int64]) -> tuple[Mask, Mapping[Signal, Mask]]:
        """Which accounts may be kept, and by which signal the others may not."""
        import numpy as np

        allowed = np.ones(len(actors), dtype=np.bool_)
        refused: dict[Signal, Mask] = {}
        if not self._met and not self._known:
            return allowed, refused
        for place, actor in enumerate(actors.tolist()):
            signal = next((one for one in self.of(actor) if SIGNALS.get(one) == "left-out"), None)
            if signal is not None:
                allowed[place] = False
                refused.setdefault(signal, np.zeros(len(actors), dtype=np.bool_))[place] = True
        return allowed, refused

    def opted_out(self, held: Held) -> npt.NDArray[np.int64]:
        """The accounts the lake holds that ask, since the last time, not to be."""
        import numpy as np

        asking = [one for one, said in self._fresh.items() if any(SIGNALS.get(word) == "left-out" for word in said)]
        ids = np.array(asking, dtype=np.int64)
        return ids[held.actors.has(ids)] if asking else ids

    def keep(self, network: str, batch: Batch) -> None:
        """Keeps what the accounts of a stored batch ask, and what those known to ask something ask now."""
        stored = set(batch.actors["actor_id"].to_pylist())
        said = {one: words for one, words in self._fresh.items() if one in stored or one in self._known}
        self._fresh.clear()
        if said:
            self.workspace.signals.put(network, said)
            self._known.update(said)
