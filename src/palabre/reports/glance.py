"""The strategy at a glance: objectives, with whom, where, who does what, how we shall know; each with its state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre import words
from palabre.strategy.evidence import sentence
from palabre.strategy.wording import choice_name
from palabre.words import _, ngettext

if TYPE_CHECKING:
    from palabre.model.strategy import (
        Audience,
        Indicator,
        Objective,
        Operation,
        Person,
        Presence,
        ResponseLevel,
        SensitiveSubject,
        Strategy,
    )
    from palabre.strategy.evidence import EvidenceAtAGlance
    from palabre.strategy.judging import Judgement

    Part = Objective | Audience | Presence | Indicator | Operation | SensitiveSubject


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A part of the strategy on the sheet: its name, a few lines about it, what listening says, what is to mend."""

    section: str
    number: int
    id: str
    name: str
    lines: tuple[str, ...] = ()
    evidence: str = ""
    errors: int = 0
    warnings: int = 0

    @property
    def state(self) -> str:
        """Its state in words."""
        if self.errors:
            return ngettext("%(num)s thing to mend", "%(num)s things to mend", self.errors) % {
                "num": words.number(self.errors)
            }
        if self.warnings:
            return ngettext("%(num)s doubt", "%(num)s doubts", self.warnings) % {"num": words.number(self.warnings)}
        return _("in order")

    @property
    def sign(self) -> str:
        """Its state as one sign, for those who see it."""
        return "✕" if self.errors else "!" if self.warnings else "✓"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An objective, and all that serves it."""

    objective: Thing
    audiences: tuple[Thing, ...]
    places: tuple[Thing, ...]
    who: tuple[str, ...]
    indicators: tuple[Thing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A response level on the sheet."""

    number: int
    belongs: str
    who: str
    delay: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What stands on the sheet."""

    organisation: str
    guide: str
    rows: tuple[Row, ...]
    # Audiences and places that no objective asks for.
    apart: tuple[Thing, ...]
    levels: tuple[Level, ...]
    subjects: tuple[Thing, ...]
    operations: tuple[Thing, ...]
    content: tuple[str, ...]
    resources: tuple[str, ...]
    errors: int
    warnings: int


def glance_of(strategy: Strategy, judgement: Judgement, evidence: EvidenceAtAGlance | None = None) -> Glance:
    """The sheet of a strategy, in the language of the current context."""
    return _Sheet(strategy, judgement, evidence).glance()


class _Sheet:
    def __init__(self, strategy: Strategy, judgement: Judgement, evidence: EvidenceAtAGlance | None) -> None:
        self.strategy, self.judgement, self.evidence = strategy, judgement, evidence
        self.people = {one.id: one for one in strategy.organisation.people if one.id}

    def glance(self) -> Glance:
        said = self.strategy
        rows = tuple(self._row(number, one) for number, one in enumerate(said.objectives))
        guide = said.organisation.guide
        return Glance(
            organisation=said.context.organisation,
            guide=self._person(guide) if guide else "",
            rows=rows,
            apart=self._apart(rows),
            levels=tuple(self._level(one) for one in sorted(said.organisation.response_levels, key=_number)),
            subjects=tuple(self._subject(number, one) for number, one in enumerate(said.sensitive_subjects)),
            operations=tuple(self._operation(number, one) for number, one in enumerate(said.operations)),
            content=self._content(),
            resources=self._resources(),
            errors=len(self.judgement.of("error")),
            warnings=len(self.judgement.of("warning")),
        )

    def _row(self, number: int, one: Objective) -> Row:
        wanted = {place.id for place in self.strategy.places if one.id and one.id in place.objectives}
        met = [*one.for_whom]
        places = [(n, place) for n, place in enumerate(self.strategy.places) if place.id in wanted]
        audiences = [(n, each) for n, each in enumerate(self.strategy.audiences) if each.id in met]
        known = [(n, each) for n, each in enumerate(self.strategy.indicators) if each.id and each.id == one.indicator]
        return Row(
            objective=self._objective(number, one),
            audiences=tuple(self._audience(n, each) for n, each in audiences),
            places=tuple(self._place(n, each) for n, each in places),
            who=self._who(one, [place for _n, place in places]),
            indicators=tuple(self._indicator(n, each, one) for n, each in known),
        )

    def _thing(self, section: str, number: int, part: Part, name: str, lines: Iterable[str]) -> Thing:
        found = self.judgement.under(section, number)
        return Thing(
            section=section,
            number=number,
            id=part.id,
            name=name or part.id or _("not named"),
            lines=tuple(line for line in lines if line),
            evidence=self._heard(section, number),
            errors=sum(one.severity == "error" for one in found),
            warnings=sum(one.severity == "warning" for one in found),
        )

    def _heard(self, section: str, number: int) -> str:
        """What listening says of a part; nothing of those it knows nothing about."""
        known = getattr(self.evidence, section, ())
        return sentence(known[number]) if number < len(known) else ""

    def _objective(self, number: int, one: Objective) -> Thing:
        kind = choice_name(type(one), "kind", one.kind) if one.kind else ""
        dates = [_("by %(day)s") % {"day": words.day(one.due)} if one.due else ""]
        if one.review:
            dates.append(_("review on %(day)s") % {"day": words.day(one.review)})
        return self._thing("objectives", number, one, kind, (one.goal, " · ".join(filter(None, dates))))

    def _audience(self, number: int, one: Audience) -> Thing:
        kind = choice_name(type(one), "kind", one.kind) if one.kind else ""
        return self._thing("audiences", number, one, one.name, (kind, ", ".join(one.cares_about)))

    def _place(self, number: int, one: Presence) -> Thing:
        network = choice_name(type(one), "network", one.network) if one.network else ""
        state = choice_name(type(one), "state", one.state) if one.state else ""
        named = one.name or network
        about = ", ".join(filter(None, (network if network != named else "", state, one.hours)))
        return self._thing("places", number, one, named, (about,))

    def _indicator(self, number: int, one: Indicator, wanted: Objective) -> Thing:
        if one.not_measurable:
            return self._thing("indicators", number, one, one.name, (_("Not measurable"), one.not_measurable))
        aim = ""
        if wanted.now is not None and wanted.target is not None:
            aim = f"{words.number(wanted.now)} → {words.number(wanted.target)} {one.unit}".strip()
        return self._thing("indicators", number, one, one.name, (aim,))

    def _who(self, one: Objective, places: Sequence[Presence]) -> tuple[str, ...]:
        said = []
        if one.owner:
            said.append(_("%(person)s answers for it") % {"person": self._person(one.owner)})
        for place in places:
            if place.contact:
                where = place.name or place.id
                told = _("%(person)s at %(place)s") % {"person": self._person(place.contact), "place": where}
                if place.backup:
                    told += " " + _("(back-up: %(person)s)") % {"person": self._person(place.backup)}
                said.append(told)
        return tuple(said)

    def _apart(self, rows: Sequence[Row]) -> tuple[Thing, ...]:
        shown = {(one.section, one.id) for row in rows for one in (*row.audiences, *row.places)}
        audiences = (self._audience(n, one) for n, one in enumerate(self.strategy.audiences))
        places = (self._place(n, one) for n, one in enumerate(self.strategy.places))
        return tuple(one for one in (*audiences, *places) if (one.section, one.id) not in shown)

    def _level(self, one: ResponseLevel) -> Level:
        delay = "" if one.within_minutes is None else duration(one.within_minutes)
        who = ", ".join(self._person(person) for person in one.who)
        return Level(number=one.level or 0, belongs=", ".join(one.belongs), who=who, delay=delay)

    def _subject(self, number: int, one: SensitiveSubject) -> Thing:
        level = _("level %(n)s") % {"n": one.level} if one.level else ""
        scenario = _("scenario ready") if one.scenario else _("no scenario")
        return self._thing(
            "sensitive_subjects", number, one, one.subject, (", ".join(filter(None, (level, scenario))),)
        )

    def _operation(self, number: int, one: Operation) -> Thing:
        dates = " – ".join(words.day(each) for each in (one.starts, one.ends) if each)
        return self._thing("operations", number, one, one.name, (dates,))

    def _content(self) -> tuple[str, ...]:
        said = self.strategy.content
        messages = (_("“%(text)s”") % {"text": one.message} for one in said.key_messages if one.message)
        never = _("Never: %(what)s") % {"what": ", ".join(said.never)} if said.never else ""
        return tuple(one for one in (said.encounter, *messages, never) if one)

    def _resources(self) -> tuple[str, ...]:
        said = self.strategy.resources
        hours = sum(one.hours_a_week or 0 for one in said.time)
        told = [
            _("%(person)s: %(hours)s h") % {"person": self._person(one.person), "hours": words.number(one.hours_a_week)}
            for one in said.time
            if one.hours_a_week
        ]
        if hours:
            told.insert(0, _("Hours a week: %(hours)s") % {"hours": words.number(hours)})
        return tuple(told)

    def _person(self, person_id: str) -> str:
        known: Person | None = self.people.get(person_id)
        return (known.name if known else "") or person_id


def duration(minutes: int) -> str:
    """A delay as people say it: 30 min, 2 h, 3 d."""
    if minutes < 60:
        return _("%(n)s min") % {"n": words.number(minutes)}
    if minutes % 1440 == 0:
        return _("%(n)s d") % {"n": words.number(minutes // 1440)}
    return _("%(n)s h") % {"n": words.number(round(minutes / 60, 1))}


def _number(one: ResponseLevel) -> int:
    return one.level or 0
