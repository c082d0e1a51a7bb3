"""The risk interview: what could set fire to us, asked before anything was heard; each risk is answered by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, get_args

from palabre.model.strategy import SensitiveSubject
from palabre.strategy.judging import Around, error, note, rule, warning
from palabre.strategy.naming import nearest
from palabre.strategy.questions import Family, Question, every_question, questions_for
from palabre.strategy.sensitive import BY_RADAR, BY_WORD
from palabre.words import N_, translations
from palabre.words.later import Said, Together

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from palabre.model.strategy import Risk, Strategy
    from palabre.model.strategy.findings import Finding

__all__ = ["Answered", "FamilyAsked", "Interview", "Question", "interview_of", "questions_for", "subject_for"]

# What was true of a risk a year ago is asked again.
OLD = timedelta(days=365)
# How many open questions a sentence names.
NAMED = 4

FAMILY_NAMES: Mapping[Family, str] = {
    "product": N_("What we make and do"),
    "supply": N_("Whom we depend on"),
    "people": N_("The people who work with us"),
    "data": N_("Data and accounts"),
    "ethics": N_("What we claim and where the money goes"),
    "fires": N_("Past flare-ups, ours and our competitors’"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question and its answer, with the place of the answer in the strategy's list of risks; both may be missing."""

    question: Question
    risk: Risk | None = None
    number: int | None = None

    @property
    def is_answered(self) -> bool:
        """Whether someone accepted the risk or ruled it out."""
        return self.risk is not None and self.risk.answer is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyAsked:
    """The questions of one family; its name is English, marked to be said."""

    family: Family
    name: str
    questions: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """The whole interview of a strategy, by family, as a page shows it."""

    families: tuple[FamilyAsked, ...]

    @property
    def questions(self) -> tuple[Answered, ...]:
        """All of them, in the order they are asked."""
        return tuple(one for family in self.families for one in family.questions)

    @property
    def open(self) -> tuple[Question, ...]:
        """Those nobody answered yet."""
        return tuple(one.question for one in self.questions if not one.is_answered)


def interview_of(strategy: Strategy) -> Interview:
    """The fifteen questions of the strategy's sector with the answers it holds; the last answer to a question counts.

    Answers to questions of another sector stay in the file and are not shown here.
    """
    answers = {risk.question: (number, risk) for number, risk in enumerate(strategy.risks) if risk.question}
    asked = questions_for(strategy.context.sector)
    return Interview(
        families=tuple(
            FamilyAsked(
                family=family,
                name=FAMILY_NAMES[family],
                questions=tuple(_answered(one, answers) for one in asked if one.family == family),
            )
            for family in get_args(Family)
        )
    )


def _answered(question: Question, answers: Mapping[str, tuple[int, Risk]]) -> Answered:
    number, risk = answers.get(question.id, (None, None))
    return Answered(question=question, risk=risk, number=number)


def subject_for(question: Question, strategy: Strategy, *, language: str) -> SensitiveSubject:
    """The sensitive subject that an accepted risk becomes: level, words and relay proposed, for a person to edit.

    Nobody has decided it yet: `decided_by` and `decided_on` are left to whoever accepts.
    """
    say = translations(language).gettext
    relays = strategy.organisation.relays
    return SensitiveSubject(
        id=question.id,
        subject=say(question.risk),
        level=question.level,
        words=tuple(word.strip() for word in say(question.words).split(",")),
        relay=next((one.id for one in relays if one.subject == question.relay), ""),
    )


@rule
def the_interview_is_answered(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Foreseeable risks are looked at by name, and before anything is launched or opened."""
    interview = interview_of(strategy)
    if not interview.open:
        return
    fields = {
        "count": len(interview.open),
        "total": len(interview.questions),
        "first": Together(tuple(Said(one.risk) for one in interview.open[:NAMED])),
    }
    if ahead := _next_step(strategy, around.today):
        yield error("risks-unanswered-before-launch", "risks", **fields, ahead=ahead)
    elif len(interview.open) == len(interview.questions):
        yield warning("risks-unanswered", "risks", **fields)
    else:
        yield note("risks-unanswered", "risks", **fields)


def _next_step(strategy: Strategy, today: date) -> str:
    """The launch or the planned place that comes before the answers."""
    for operation in strategy.operations:
        last = operation.ends or operation.starts
        if operation.kind == "launch" and (last is None or last >= today):
            return operation.name or operation.id or "launch"
    for place in strategy.places:
        if place.state == "planned":
            return place.name or place.id or place.network or "planned"
    return ""


@rule
def risks_are_answered_by_name(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An accepted risk has a name, a date and a sensitive subject; one ruled out has a reason."""
    for number, risk in enumerate(strategy.risks):
        about = _about(risk.question) or number + 1
        if risk.answer is not None:
            yield from _signature_faults(number, risk, around.today, about)
        if risk.answer == "accepted" and not risk.subject:
            yield error("risk-without-subject", "risks", number, risk=about)
        if risk.answer == "ruled_out" and not risk.why.strip():
            yield error("risk-ruled-out-without-reason", "risks", number, risk=about)


def _about(question: str) -> Said | str:
    """What a risk is about in a sentence; the archive may have asked, and a word of it, or a radar, is its name."""
    asked = every_question().get(question)
    return Said(asked.risk) if asked else question.removeprefix(BY_WORD)


def _signature_faults(number: int, risk: Risk, today: date, about: object) -> Iterator[Finding]:
    if not risk.by.strip():
        yield error("risk-without-name", "risks", number, risk=about)
    if risk.on is None:
        yield warning("risk-without-date", "risks", number, risk=about)
    elif risk.on > today:
        yield warning("risk-dated-later", "risks", number, "on", risk=about, on=risk.on)
    elif today - risk.on > OLD:
        yield warning("risk-answer-old", "risks", number, "on", risk=about, on=risk.on)


@rule
def risks_answer_questions(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An answer names a question that is asked, by the interview or by what was heard, once."""
    del around
    times = Counter(risk.question for risk in strategy.risks)
    seen: set[str] = set()
    for number, risk in enumerate(strategy.risks):
        if not risk.question:
            yield error("risk-without-question", "risks", number)
        elif risk.question not in every_question() and not risk.question.startswith((BY_WORD, BY_RADAR)):
            known = [one.id for one in questions_for(strategy.context.sector)]
            near = nearest(risk.question, every_question())
            code = "risk-question-near" if near else "risk-question-unknown"
            fields = {"question": risk.question, "nearest": near, "known": ", ".join(known)}
            yield error(code, "risks", number, "question", **fields)
        elif risk.question in seen:
            yield warning(
                "risk-answered-twice",
                "risks",
                number,
                "question",
                risk=_about(risk.question),
                times=times[risk.question],
            )
        seen.add(risk.question)
