"""The radars of a workspace: saved queries, their versions, and which version pages may show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.exc import IntegrityError

from palabre.errors import NotFound, UsageError
from palabre.model import Radar, Rule, Subject
from palabre.store.state import radar_versions, radars

if TYPE_CHECKING:
    from sqlalchemy import Row

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Radars:
    """Reads and writes the radars. Queries are kept as given: whoever saves one has parsed it."""

    engine: Engine
    clock: Callable[[], datetime]
    _rules: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def add(self, name: str, query: str, *, subject: Subject) -> Radar:
        """A new radar, not read over history yet; raises `UsageError` when the name is empty, too long or taken."""
        name, now = _named(name), self.clock()
        row = {
            "name": name,
            "folded_name": name.casefold(),
            "subject": subject,
            "query": query,
            "version": 1,
            "shown": 0,
            "created_at": now,
            "changed_at": now,
        }
        try:
            with self.engine.begin() as connection:
                made: Any = connection.execute(radars.insert().values(**row)).inserted_primary_key
                self._keep_version(connection, made[0], 1, query, now)
        except IntegrityError as problem:
            raise UsageError("radar-name-taken", name=name) from problem
        return self.one(name)

    def edit(
        self,
        name: str,
        *,
        query: str | None = None,
        subject: Subject | None = None,
        new_name: str | None = None,
        means_the_same: Callable[[str, str], bool] = str.__eq__,
    ) -> Radar:
        """The radar changed; a query that does not mean the same makes a new version.

        Raises `NotFound`, or `UsageError` on a taken name.
        """
        before, now = self.one(name), self.clock()
        changed: dict[str, object] = {"changed_at": now}
        if subject is not None:
            changed["subject"] = subject
        if new_name is not None:
            changed |= {"name": _named(new_name), "folded_name": _named(new_name).casefold()}
        try:
            with self.engine.begin() as connection:
                if query is not None and means_the_same(before.query, query):
                    changed["query"] = query
                elif query is not None:
                    changed |= {"query": query, "version": before.version + 1}
                    self._keep_version(connection, before.radar_id, before.version + 1, query, now)
                connection.execute(update(radars).where(radars.c.radar_id == before.radar_id).values(**changed))
        except IntegrityError as problem:
            raise UsageError("radar-name-taken", name=new_name or name) from problem
        return self.by_id(before.radar_id)

    def _keep_version(self, connection: Connection, radar_id: int, version: int, query: str, now: datetime) -> None:
        row = {"radar_id": radar_id, "version": version, "query": query, "made_at": now}
        connection.execute(radar_versions.insert().values(**row))

    def remove(self, name: str) -> Radar:
        """The radar that is no more; its mentions are shown no longer and leave the lake with the next compaction."""
        gone = self.one(name)
        with self.engine.begin() as connection:
            connection.execute(radar_versions.delete().where(radar_versions.c.radar_id == gone.radar_id))
            connection.execute(radars.delete().where(radars.c.radar_id == gone.radar_id))
        return gone

    def show(self, radar_id: int, version: int) -> bool:
        """Says that all of history was read with a version; False when the radar is gone or has a newer one shown."""
        wanted = (radars.c.radar_id == radar_id) & (radars.c.shown < version) & (radars.c.version >= version)
        with self.engine.begin() as connection:
            return connection.execute(update(radars).where(wanted).values(shown=version)).rowcount == 1

    def all(self) -> tuple[Radar, ...]:
        """Every radar, by name."""
        with self.engine.connect() as connection:
            return tuple(map(_radar, connection.execute(select(radars).order_by(radars.c.folded_name))))

    def one(self, name: str) -> Radar:
        """The radar of this name, whatever its case; raises `NotFound`."""
        with self.engine.connect() as connection:
            wanted = select(radars).where(radars.c.folded_name == _named(name).casefold())
            row = connection.execute(wanted).first()
        if row is None:
            raise NotFound("no-such-radar", name=name)
        return _radar(row)

    def by_id(self, radar_id: int) -> Radar:
        """The radar of this number; raises `NotFound`."""
        with self.engine.connect() as connection:
            row = connection.execute(select(radars).where(radars.c.radar_id == radar_id)).first()
        if row is None:
            raise NotFound("no-such-radar", name=radar_id)
        return _radar(row)

    def rules(self) -> tuple[Rule, ...]:
        """What new posts are matched with: the newest version of each radar, and the one shown until that is ready.

        Asked with every live batch, so they are read again only when a radar came, went or changed.
        """
        # No version is made twice and no number given again: any change moves one of these sums.
        moved = select(func.count(), func.sum(radars.c.radar_id), func.sum(radars.c.version), func.sum(radars.c.shown))
        with self.engine.connect() as connection:
            mark = tuple(connection.execute(moved).one())
        if self._rules.get("mark") != mark:
            self._rules.update(mark=mark, rules=self._read_rules())
        rules: tuple[Rule, ...] = self._rules["rules"]
        return rules

    def _read_rules(self) -> tuple[Rule, ...]:
        wanted = (
            select(radar_versions)
            .join(radars, radars.c.radar_id == radar_versions.c.radar_id)
            .where((radar_versions.c.version == radars.c.version) | (radar_versions.c.version == radars.c.shown))
            .order_by(radar_versions.c.radar_id, radar_versions.c.version)
        )
        with self.engine.connect() as connection:
            rows = connection.execute(wanted)
            return tuple(Rule(radar_id=row.radar_id, version=row.version, query=row.query) for row in rows)

    def shown(self) -> tuple[Rule, ...]:
        """The version of each radar that pages show: the first one while history is being read, whatever it has."""
        return tuple(
            Rule(radar_id=one.radar_id, version=one.shown or one.version, query=one.query) for one in self.all()
        )

    def versions(self, radar_id: int) -> Sequence[tuple[int, str, datetime]]:
        """Every version of a radar, newest first: its number, its query, when it was made."""
        wanted = (
            select(radar_versions)
            .where(radar_versions.c.radar_id == radar_id)
            .order_by(radar_versions.c.version.desc())
        )
        with self.engine.connect() as connection:
            return [(row.version, row.query, row.made_at) for row in connection.execute(wanted)]


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError("radar-bad-name", name=name[:LONGEST_NAME], longest=LONGEST_NAME)
    return name


def _radar(row: Row[Any]) -> Radar:
    return Radar(**{name: getattr(row, name) for name in Radar.__dataclass_fields__})
