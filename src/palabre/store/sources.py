"""The sources of a workspace: what is listened to, how each is doing, what it heard, and why it was added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from palabre.errors import NotFound, PalabreError, UsageError
from palabre.store.state import rereads, source_counts, source_register, sources

if TYPE_CHECKING:
    from sqlalchemy import Row

State = Literal["starting", "listening", "catching-up", "rate-limited", "refused", "down", "paused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSource:
    """A source as the workspace keeps it. Secrets are elsewhere; `settings` holds lists joined by new lines.

    `health` with `why_id` and `why_fields` is what the listener last said of it, since `health_since`. `last_heard_at`
    is when it last answered, `last_event_at` the time of the latest thing it told, `last_post_at` that of the latest
    post kept of it.
    """

    source_id: int
    kind: str
    label: str
    title: str
    settings: Mapping[str, str]
    is_ours: bool
    allows_private: bool
    is_paused: bool
    added_at: datetime
    cursor: str | None
    health: State
    why_id: str | None
    why_fields: Mapping[str, Any]
    health_since: datetime
    last_heard_at: datetime | None
    last_event_at: datetime | None
    last_post_at: datetime | None

    @property
    def name(self) -> str:
        """How it is named in rows of gaps and in lists: `rss example.org`."""
        return f"{self.kind} {self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one page brought, once its posts are stored: kept with its cursor in one transaction."""

    cursor: str | None
    counts: Mapping[str, int]
    at: datetime
    last_event_at: datetime | None = None
    last_post_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Reads and writes the sources. Each change leaves a row in the register, with the purpose it serves."""

    engine: Engine
    clock: Callable[[], datetime]

    def add(
        self,
        kind: str,
        label: str,
        *,
        title: str,
        settings: Mapping[str, str],
        purpose: str,
        by: str,
        is_ours: bool = False,
        allows_private: bool = False,
    ) -> KeptSource:
        """A new source; raises `UsageError` when this one is listened to already."""
        now = self.clock()
        row = {
            "kind": kind,
            "label": label,
            "title": title,
            "settings": dict(settings),
            "is_ours": is_ours,
            "allows_private": allows_private,
            "is_paused": False,
            "added_at": now,
            "health": "starting",
            "health_since": now,
        }
        try:
            with self.engine.begin() as connection:
                made: Any = connection.execute(sources.insert().values(**row)).inserted_primary_key
                self._register(connection, made[0], kind, label, "added", purpose, by)
        except IntegrityError as problem:
            raise UsageError("source-there-already", label=f"{kind} {label}") from problem
        return self.by_id(made[0])

    def _register(
        self, connection: Connection, source_id: int, kind: str, label: str, what: str, purpose: str, by: str
    ) -> None:
        row = {"source_id": source_id, "kind": kind, "label": label, "what": what, "purpose": purpose, "by": by}
        connection.execute(source_register.insert().values(**row, at=self.clock()))

    def all(self) -> tuple[KeptSource, ...]:
        """Every source, oldest first."""
        with self.engine.connect() as connection:
            return tuple(map(_kept, connection.execute(select(sources).order_by(sources.c.source_id))))

    def by_id(self, source_id: int) -> KeptSource:
        """A source by its number; raises `NotFound`."""
        with self.engine.connect() as connection:
            found = connection.execute(select(sources).where(sources.c.source_id == source_id)).first()
        if found is None:
            raise NotFound("no-such-source", name=source_id)
        return _kept(found)

    def one(self, named: str) -> KeptSource:
        """A source by its number, label, or kind and label; raises `NotFound`, or `UsageError` when it is several."""
        wanted = named.strip().casefold()
        found = [
            one
            for one in self.all()
            if wanted in (str(one.source_id), one.label.casefold(), one.name.casefold(), one.kind.casefold())
        ]
        exact = [one for one in found if wanted == str(one.source_id)] or found
        if not exact:
            raise NotFound("no-such-source", name=named)
        if len(exact) > 1:
            choices = ", ".join(f"{one.source_id} ({one.name})" for one in exact)
            raise UsageError("source-ambiguous", name=named, choices=choices)
        return exact[0]

    def pause(self, source_id: int, *, purpose: str, by: str) -> None:
        """Stops listening to a source, until `resume`."""
        self._switch(source_id, "paused", purpose, by, is_paused=True, health="paused")

    def resume(self, source_id: int, *, purpose: str, by: str) -> None:
        """Listens to a source again from where it stopped."""
        self._switch(source_id, "resumed", purpose, by, is_paused=False, health="starting")

    def _switch(self, source_id: int, what: str, purpose: str, by: str, **values: Any) -> None:  # noqa: ANN401 - columns
        one = self.by_id(source_id)
        changed = {**values, "why_id": None, "why_fields": None, "health_since": self.clock()}
        with self.engine.begin() as connection:
            connection.execute(update(sources).where(sources.c.source_id == source_id).values(**changed))
            self._register(connection, source_id, one.kind, one.label, what, purpose, by)

    def remove(self, source_id: int, *, purpose: str, by: str) -> KeptSource:
        """Listens to a source no more; what it brought stays. Gives what was removed."""
        one = self.by_id(source_id)
        with self.engine.begin() as connection:
            for table in (sources, source_counts, rereads):
                connection.execute(delete(table).where(table.c.source_id == source_id))
            self._register(connection, source_id, one.kind, one.label, "removed", purpose, by)
        return one

    def heard(self, source_id: int, said: Heard) -> None:
        """Keeps the cursor of a page with what it counted: a page read again after a crash is counted once."""
        values: dict[str, object] = {"last_heard_at": said.at}
        if said.cursor is not None:
            values["cursor"] = said.cursor
        for name in ("last_event_at", "last_post_at"):
            if getattr(said, name) is not None:
                values[name] = getattr(said, name)
        with self.engine.begin() as connection:
            connection.execute(update(sources).where(sources.c.source_id == source_id).values(**values))
            self._count(connection, source_id, said.at, said.counts)

    def _count(self, connection: Connection, source_id: int, at: datetime, counts: Mapping[str, int]) -> None:
        minute = at.replace(second=0, microsecond=0)
        for what, n in counts.items():
            here = (
                source_counts.c.source_id == source_id,
                source_counts.c.minute == minute,
                source_counts.c.what == what,
            )
            more = update(source_counts).where(*here).values(n=source_counts.c.n + n)
            if n and not connection.execute(more).rowcount:
                row = {"source_id": source_id, "minute": minute, "what": what, "n": n}
                connection.execute(source_counts.insert().values(**row))

    def count(self, source_id: int, counts: Mapping[str, int]) -> None:
        """Adds to what was counted, apart from any page."""
        with self.engine.begin() as connection:
            self._count(connection, source_id, self.clock(), counts)

    def set_health(self, source_id: int, health: State, why: PalabreError | None = None) -> None:
        """What the listener says of a source; said again, it keeps the moment since when it is so."""
        one = self.by_id(source_id)
        fields = {name: str(value) for name, value in why.fields.items()} if why else {}
        if (one.health, one.why_id, dict(one.why_fields)) == (health, why.message_id if why else None, fields):
            return
        since = one.health_since if one.health == health else self.clock()
        values = {"health": health, "why_id": why.message_id if why else None, "why_fields": fields}
        here = (sources.c.source_id == source_id, sources.c.is_paused == (health == "paused"))
        with self.engine.begin() as connection:
            connection.execute(update(sources).where(*here).values(**values, health_since=since))

    def counted(self, source_id: int, *, since: datetime) -> Mapping[str, int]:
        """What was counted since a moment, by word: `heard`, `posts`, `kept`, `left-out not-indexable`…"""
        asked = (
            select(source_counts.c.what, func.sum(source_counts.c.n).label("n"))
            .where(source_counts.c.source_id == source_id, source_counts.c.minute >= since)
            .group_by(source_counts.c.what)
        )
        with self.engine.connect() as connection:
            return {row.what: int(row.n) for row in connection.execute(asked)}

    def fold(self, *, before: datetime) -> None:
        """Keeps what was counted before a moment by the day alone: by the minute it would grow for ever."""
        old = source_counts.c.minute < before.replace(hour=0, minute=0, second=0, microsecond=0)
        with self.engine.begin() as connection:
            asked = (
                select(source_counts.c.source_id, func.min(source_counts.c.minute), source_counts.c.what)
                .add_columns(func.sum(source_counts.c.n))
                .where(old)
                .group_by(source_counts.c.source_id, func.substr(source_counts.c.minute, 1, 10), source_counts.c.what)
            )
            days = connection.execute(asked).all()
            connection.execute(delete(source_counts).where(old))
            for source_id, minute, what, n in days:
                midnight = minute.replace(hour=0, minute=0, second=0, microsecond=0)
                row = {"source_id": source_id, "minute": midnight, "what": what, "n": int(n)}
                connection.execute(source_counts.insert().values(**row))

    def register(self) -> tuple[Mapping[str, Any], ...]:
        """What was listened to, since when and why: the rows of the register of processing, oldest first."""
        with self.engine.connect() as connection:
            asked = connection.execute(select(source_register).order_by(source_register.c.entry_id))
            return tuple(dict(row._mapping) for row in asked)


def _kept(row: Row[Any]) -> KeptSource:
    values = dict(row._mapping)
    return KeptSource(**{**values, "why_fields": values["why_fields"] or {}})
