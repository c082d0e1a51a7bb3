"""Which posts and accounts the lake holds, remembered as numbers: what is heard of any other is dropped at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from palabre.model import TABLES
from palabre.store import engine

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    import numpy.typing as npt

    from palabre.model import Table
    from palabre.store import Workspace

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.int64]

# Numbers met since the last sorting; above it they are sorted in.
_RECENT = 20_000


@dataclass(slots=True)
class Ids:
    """A growing set of ids, eight bytes each."""

    _sorted: Numbers
    _recent: set[int] = field(default_factory=set)

    def has(self, ids: Numbers) -> Mask:
        """Which of these are in the set."""
        import numpy as np

        if len(self._recent) > _RECENT:
            self._sorted = np.union1d(self._sorted, np.fromiter(self._recent, np.int64, len(self._recent)))
            self._recent.clear()
        if len(self._sorted):
            places = np.searchsorted(self._sorted, ids)
            places[places == len(self._sorted)] = 0
            found: Mask = self._sorted[places] == ids
        else:
            found = np.zeros(len(ids), dtype=np.bool_)
        if self._recent:
            found |= np.fromiter((one in self._recent for one in ids.tolist()), np.bool_, len(ids))
        return found

    def add(self, ids: Numbers) -> None:
        """Takes some in."""
        self._recent.update(ids.tolist())


@dataclass(slots=True)
class Held:
    """What the lake holds of some networks. `refresh` looks again when somebody else wrote in it."""

    workspace: Workspace
    networks: Collection[str]
    posts: Ids = field(init=False)
    actors: Ids = field(init=False)
    _versions: tuple[int, int] = field(init=False, default=(-1, -1))

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> bool:
        """Whether the lake was written in by others since, in which case all was read again."""
        versions = self._now()
        if versions == self._versions:
            return False
        self.posts, self.actors = Ids(self._ids("posts", "post_id")), Ids(self._ids("actors", "actor_id"))
        self._versions = versions
        return True

    def wrote(self, before: tuple[int, int], posts: Numbers, actors: Numbers) -> None:
        """Takes in what this process stored; `before` is what `versions` said then."""
        self.posts.add(posts)
        self.actors.add(actors)
        if before == self._versions:
            self._versions = self._now()

    @property
    def versions(self) -> tuple[int, int]:
        """The versions of the tables, to be given to `wrote`."""
        return self._now()

    def _now(self) -> tuple[int, int]:
        lake = self.workspace.lake
        return lake.snapshot(TABLES["posts"]).version, lake.snapshot(TABLES["actors"]).version

    def _ids(self, name: str, column: str) -> Numbers:
        import numpy as np

        table: Table = TABLES[name]
        rows = self.workspace.lake.snapshot(table).sql(columns=(column, "network"))
        named = ", ".join(f"'{one}'" for one in sorted(self.networks)) or "''"
        with engine.cursor() as db:
            found = db.sql(f"SELECT DISTINCT {column} FROM {rows} WHERE network IN ({named})").to_arrow_table()
        return np.sort(found[column].to_numpy())
