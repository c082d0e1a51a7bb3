"""One answer of the risk interview: its form, and what it writes: the risk, and the sensitive subject it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from palabre.errors import UsageError
from palabre.model.strategy import Risk, SensitiveSubject
from palabre.store.strategy_text import read_strategy
from palabre.strategy.interview import Answered, FamilyAsked, interview_of, subject_for
from palabre.strategy.questions import every_question
from palabre.web.strategy import editing
from palabre.web.strategy.asking import Sheet, title_of
from palabre.web.strategy.editing import Place
from palabre.web.strategy.filling import Reading, filled_of
from palabre.web.strategy.naming import short_name
from palabre.web.strategy.shapes import asked_of
from palabre.web.strategy.step_view import NEW
from palabre.words import N_, language
from palabre.words.messages import told

if TYPE_CHECKING:
    from datetime import date

    from palabre.model.strategy import Strategy
    from palabre.web.strategy.asking import Field
    from palabre.web.strategy.filling import Filled
    from palabre.web.strategy.opening import Opened

SUBJECTS = "sensitive_subjects"
# What a new sensitive subject is asked for at once; the rest is written in the path.
ASKED = frozenset(("subject", "level", "words", "relay"))
ANOTHER = N_("A question of another sector")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer as a form says it; `fields` are those of the new sensitive subject."""

    answer: str
    why: str
    becomes: str
    fields: Filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A form that answers one question, as its page shows it."""

    asked: Answered
    said: Said
    subjects: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    wrong: Mapping[str, str] = field(default_factory=dict)


def families_of(strategy: Strategy, open_question: str) -> tuple[FamilyAsked, ...]:
    """The interview by family; a question of another sector that someone answers all the same comes last."""
    families = interview_of(strategy).families
    known = {one.question.id for family in families for one in family.questions}
    if open_question in known or open_question not in every_question():
        return families
    risks = {risk.question: (number, risk) for number, risk in enumerate(strategy.risks)}
    number, risk = risks.get(open_question, (None, None))
    question = every_question()[open_question]
    another = Answered(question=question, risk=risk, number=number)
    return (*families, FamilyAsked(family=question.family, name=ANOTHER, questions=(another,)))


def said_before(opened: Opened, asked: Answered) -> Said:
    """What the form shows first: the answer there is, and the sensitive subject that is proposed."""
    strategy, risk = opened.written.strategy, asked.risk or Risk()
    proposed = subject_for(asked.question, strategy, language=strategy.language or language())
    known = {one.id for one in strategy.sensitive_subjects if one.id}
    return Said(
        answer=risk.answer or "",
        why=risk.why,
        becomes=next((one for one in (risk.subject, asked.question.id) if one in known), NEW),
        fields=filled_of(SensitiveSubject, proposed, zone=opened.zone),
    )


def form_of_answer(opened: Opened, asked: Answered, said: Said, wrong: Mapping[str, str]) -> Answer:
    """The form of one answer, filled in some way."""
    strategy = opened.written.strategy
    sheet = Sheet(
        strategy=strategy,
        path=editing.end_of(opened.written, (SUBJECTS,)),
        fields=ASKED,
        filled=said.fields,
        wrong=wrong,
        found=(),
    )
    subjects = ((one.id, title_of((n,), one)) for n, one in enumerate(strategy.sensitive_subjects) if one.id)
    return Answer(asked=asked, said=said, subjects=tuple(subjects), fields=sheet.shown(), wrong=wrong)


def answered_with(
    opened: Opened, asked: Answered, said: Said, *, by: str, today: date
) -> tuple[str, Mapping[str, str]]:
    """The text with an answer in it, and with the sensitive subject it becomes; what is wrong with it, by field."""
    wrong: dict[str, str] = {}
    if said.answer not in {"accepted", "ruled_out"}:
        wrong["answer"] = told(UsageError("risk-needs-answer"))
    if said.answer == "ruled_out" and not said.why.strip():
        wrong["why"] = told(UsageError("risk-needs-reason"))
    text, becomes = opened.text, ""
    if said.answer == "accepted":
        text, becomes = _with_subject(opened, asked, said, wrong, by=by, today=today)
    risk = {
        "question": asked.question.id,
        "answer": said.answer,
        "why": said.why,
        "by": by,
        "on": today.isoformat(),
        "subject": becomes,
    }
    reading = Reading(filled=_filled(risk), zone=opened.zone)
    written = read_strategy(text)
    number = asked.number if asked.number is not None else len(written.strategy.risks)
    place = Place(path=("risks", number), fields=frozenset(one.name for one in asked_of(Risk)))
    text = editing.written_with(written, place, reading)
    return text, {**reading.wrong, **wrong}


def with_sector(opened: Opened, sector: str) -> tuple[str, str]:
    """The text with a sector in it, and what is wrong with that one."""
    reading = Reading(filled=_filled({"sector": sector}), zone=opened.zone)
    text = editing.written_with(opened.written, Place(path=("context",), fields=frozenset(("sector",))), reading)
    wrong = reading.wrong.get("sector", "") if sector else told(UsageError("sector-needed"))
    return text, wrong


def _with_subject(
    opened: Opened, asked: Answered, said: Said, wrong: dict[str, str], *, by: str, today: date
) -> tuple[str, str]:
    known = {one.id for one in opened.written.strategy.sensitive_subjects}
    if said.becomes != NEW:
        if said.becomes not in known:
            wrong["becomes"] = told(UsageError("subject-not-there"))
        return opened.text, said.becomes
    name = short_name({}, taken=known, otherwise=asked.question.id)
    signed = _filled({"id": name, "decided_by": by, "decided_on": today.isoformat()})
    asked_for = {key: words for key, words in said.fields.items() if key in ASKED}
    reading = Reading(filled={**asked_for, **signed}, zone=opened.zone)
    if not reading.one("subject"):
        reading.wrong["subject"] = told(UsageError("risk-needs-subject"))
    place = Place(path=editing.end_of(opened.written, (SUBJECTS,)), fields=ASKED | signed.keys())
    text = editing.written_with(opened.written, place, reading)
    wrong.update(reading.wrong)
    return text, name


def _filled(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: (str(value),) for name, value in said.items() if value}
