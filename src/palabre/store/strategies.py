"""The versions of the strategy, who adopted them, the errors someone overrode, the reviews someone signed.

Rows are only ever added: triggers of the database refuse to change or to remove one, whoever asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, exists, func, insert, literal, select
from sqlalchemy.exc import IntegrityError

from palabre.errors import NotFound, StrategyRefused, UsageError
from palabre.model.strategy.kept import (
    Adoption,
    Break,
    Decision,
    Override,
    ProposalDecision,
    Review,
    Saved,
    ToSign,
)
from palabre.store._kept_findings import as_json, from_json
from palabre.store.state import (
    Moment,
    strategy_adoptions,
    strategy_decisions,
    strategy_overrides,
    strategy_reviews,
    strategy_versions,
    strategy_withdrawals,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row, Select

    from palabre.model.strategy.findings import Finding

LONGEST_NAME = 120
# A reason shorter than that is no sentence.
LEAST_LETTERS = 20
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Strategies:
    """Keeps the strategy of a workspace. Texts are kept as given, even those that cannot be read."""

    engine: Engine
    clock: Callable[[], datetime]

    def save(self, text: str, *, author: str, note: str = "") -> Saved:
        """The newest version, made of a text; the one there is when it says just that. Raises `UsageError`."""
        if len(text) > LARGEST:
            raise StrategyRefused("strategy-too-long-to-keep", largest_kb=LARGEST // 1000)
        told = hashlib.sha256(text.encode()).hexdigest()
        columns = ("text", "hash", "author", "note", "saved_at")
        row = select(
            literal(text),
            literal(told),
            literal(named(author)),
            literal(note.strip()),
            literal(self.clock(), Moment),
        ).where(~exists().where(strategy_versions.c.version == _newest_number(), strategy_versions.c.hash == told))
        with self.engine.begin() as connection:
            # Compared and written in one order, so that two who save at once make no twin.
            connection.execute(insert(strategy_versions).from_select(columns, row))
            wanted = select(strategy_versions).where(strategy_versions.c.hash == told)
            return _saved(connection.execute(wanted.order_by(strategy_versions.c.version.desc()).limit(1)).one())

    def all(self) -> tuple[Saved, ...]:
        """Every version, newest first."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(strategy_versions).order_by(strategy_versions.c.version.desc()))
            return tuple(map(_saved, rows))

    def one(self, version: int) -> Saved:
        """A version by its number; raises `NotFound`."""
        with self.engine.connect() as connection:
            row = connection.execute(
                select(strategy_versions).where(strategy_versions.c.version == version),
            ).first()
        if row is None:
            raise NotFound("no-such-strategy-version", version=version)
        return _saved(row)

    def latest(self) -> Saved | None:
        """The newest version; None when none was saved."""
        with self.engine.connect() as connection:
            row = connection.execute(
                select(strategy_versions).where(strategy_versions.c.version == _newest_number())
            ).first()
        return _saved(row) if row is not None else None

    def adopt(
        self,
        version: int,
        *,
        by: str,
        findings: Sequence[Finding] = (),
        overrides: Sequence[int] = (),
        breaks: Sequence[Break] = (),
    ) -> Adoption:
        """Adopts a version, with what the judge said of it: `palabre.strategy.adopting` asks the judge first.

        Raises `NotFound`, or `StrategyRefused` when that version is the adopted one already.
        """
        self.one(version)
        before = self.adoption()
        if before is not None and before.version == version:
            raise StrategyRefused("strategy-already-adopted", version=version, by=before.by)
        row = {
            "version": version,
            "by": named(by),
            "at": self.clock(),
            "judgement": {"findings": as_json(findings), "overrides": list(overrides)},
            "breaks": [{"objective": one.objective, "fields": list(one.fields)} for one in breaks],
        }
        with self.engine.begin() as connection:
            connection.execute(strategy_adoptions.insert().values(**row))
        adopted = self.adoption()
        assert adopted is not None  # noqa: S101 - a row was just added, and none ever goes
        return adopted

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every adoption, newest first."""
        with self.engine.connect() as connection:
            rows = connection.execute(_newest_first(strategy_adoptions.c.adoption_id))
            return tuple(map(_adoption, rows))

    def adoption(self) -> Adoption | None:
        """The last adoption; None when nothing was adopted."""
        with self.engine.connect() as connection:
            row = connection.execute(_newest_first(strategy_adoptions.c.adoption_id).limit(1)).first()
        return _adoption(row) if row is not None else None

    def adopted(self) -> Saved | None:
        """The version that holds; None when nothing was adopted."""
        found = self.adoption()
        return self.one(found.version) if found is not None else None

    def override(self, code: str, place: str, *, by: str, why: str) -> Override:
        """Takes an error upon oneself, by name and with a reason; raises `StrategyRefused` when it says too little."""
        if sum(letter.isalpha() for letter in why) < LEAST_LETTERS:
            raise StrategyRefused("override-needs-reason", least=LEAST_LETTERS)
        row = {"code": code, "place": place, "by": named(by), "why": " ".join(why.split()), "at": self.clock()}
        with self.engine.begin() as connection:
            made: Any = connection.execute(strategy_overrides.insert().values(**row)).inserted_primary_key
        return self._override(made[0])

    def withdraw(self, override_id: int, *, by: str) -> Override:
        """Takes an override back; it stays in the history. Raises `NotFound`, `StrategyRefused` the second time."""
        self._override(override_id)
        row = {"override_id": override_id, "by": named(by), "at": self.clock()}
        try:
            with self.engine.begin() as connection:
                connection.execute(strategy_withdrawals.insert().values(**row))
        except IntegrityError as problem:
            raise StrategyRefused("override-withdrawn", override=override_id) from problem
        return self._override(override_id)

    def overrides(self) -> tuple[Override, ...]:
        """Every override, withdrawn ones too, newest first."""
        with self.engine.connect() as connection:
            wanted = _with_withdrawals().order_by(strategy_overrides.c.override_id.desc())
            return tuple(map(_override, connection.execute(wanted)))

    def standing_overrides(self) -> tuple[Override, ...]:
        """Those that nobody withdrew, newest first."""
        return tuple(one for one in self.overrides() if one.is_standing)

    def _override(self, override_id: int) -> Override:
        with self.engine.connect() as connection:
            wanted = _with_withdrawals().where(strategy_overrides.c.override_id == override_id)
            row = connection.execute(wanted).first()
        if row is None:
            raise NotFound("no-such-override", override=override_id)
        return _override(row)

    def sign(
        self,
        said: ToSign,
        *,
        version: int,
        expected: Mapping[str, object],
        signed_by: str,
        euros: Mapping[str, float],
        planned: date | None = None,
        hours_a_week: float | None = None,
    ) -> Review:
        """Keeps a signed review as it is; `palabre.strategy.reviewing` sees that it says something first."""
        row = {name: getattr(said, name) for name in ToSign.__dataclass_fields__}
        row |= {"version": version, "planned": planned, "expected": dict(expected), "hours_a_week": hours_a_week}
        row |= {"euros": dict(euros), "signed_by": named(signed_by), "signed_at": self.clock()}
        with self.engine.begin() as connection:
            connection.execute(strategy_reviews.insert().values(**row))
        return self.reviews(said.objective)[0]

    def reviews(self, objective: str | None = None) -> tuple[Review, ...]:
        """The signed reviews, of one objective or of all, newest first."""
        wanted = _newest_first(strategy_reviews.c.review_id)
        if objective is not None:
            wanted = wanted.where(strategy_reviews.c.objective == objective)
        with self.engine.connect() as connection:
            return tuple(map(_review, connection.execute(wanted)))

    def decide(self, key: str, decision: ProposalDecision, *, by: str, why: str = "") -> Decision:
        """Keeps what someone decided about a sensitive subject that was proposed; the last word on it holds."""
        if decision == "dismissed" and not why.strip():
            raise StrategyRefused("dismissal-needs-reason")
        row = {"key": key, "decision": decision, "by": named(by), "why": why.strip(), "at": self.clock()}
        with self.engine.begin() as connection:
            made: Any = connection.execute(strategy_decisions.insert().values(**row)).inserted_primary_key
        return next(one for one in self.decisions() if one.decision_id == made[0])

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision about proposals, newest first."""
        with self.engine.connect() as connection:
            rows = connection.execute(_newest_first(strategy_decisions.c.decision_id))
            return tuple(Decision(**row._mapping) for row in rows)

    def decided(self) -> dict[str, Decision]:
        """The decision that holds for each proposal."""
        return {one.key: one for one in reversed(self.decisions())}


def named(by: str) -> str:
    """A person's name, spaces tidied; raises `UsageError` when there is none."""
    by = " ".join(by.split())
    if not by or len(by) > LONGEST_NAME or not by.isprintable():
        raise UsageError("strategy-needs-name", longest=LONGEST_NAME)
    return by


def _newest_number() -> Any:  # noqa: ANN401 - a scalar subquery
    return select(func.max(strategy_versions.c.version)).scalar_subquery()


def _newest_first(key: Any) -> Select[Any]:  # noqa: ANN401 - a column
    return select(key.table).order_by(key.desc())


def _with_withdrawals() -> Select[Any]:
    gone = strategy_withdrawals
    return select(strategy_overrides, gone.c.by.label("withdrawn_by"), gone.c.at.label("withdrawn_at")).outerjoin(
        gone, gone.c.override_id == strategy_overrides.c.override_id
    )


def _saved(row: Row[Any]) -> Saved:
    return Saved(**row._mapping)


def _adoption(row: Row[Any]) -> Adoption:
    return Adoption(
        adoption_id=row.adoption_id,
        version=row.version,
        by=row.by,
        at=row.at,
        findings=from_json(row.judgement["findings"]),
        overrides=tuple(row.judgement["overrides"]),
        breaks=tuple(Break(objective=one["objective"], fields=tuple(one["fields"])) for one in row.breaks),
    )


def _override(row: Row[Any]) -> Override:
    return Override(**(dict(row._mapping) | {"withdrawn_by": row.withdrawn_by or ""}))


def _review(row: Row[Any]) -> Review:
    kept = dict(row._mapping)
    said = ToSign(**{name: kept.pop(name) for name in ToSign.__dataclass_fields__})
    return Review(said=said, **kept)
