"""The evidence for a platform in plain sentences: the verdict first, what it rests on, what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre import words
from palabre.model.strategy import Presence
from palabre.strategy.platform_fit.networks import as_network
from palabre.strategy.wording import choice_name
from palabre.words import N_, _, number
from palabre.words.later import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from palabre.model.bounds import Part
    from palabre.strategy.platform_fit.values import PlatformEvidence, Told

VERDICTS = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "not_yet": N_("Not yet"),
    "not_enough_evidence": N_("Not enough evidence"),
}
SENTENCES: Mapping[str, str] = {
    # Why.
    "people-there": N_("Our people are there: {people} of the {total} heard."),
    "hardly-anyone": N_("Hardly any of our people are there: {people} of the {total} heard."),
    "our-subjects": N_(
        "They talk of our subjects there. Their posts in their own words: {total}; about our subjects: {posts}."
    ),
    "they-talk": N_("People get answers there. First posts: {total}; answered by someone else: {answered}."),
    "other-subjects": N_(
        "There they talk of something else. Their posts in their own words: {total}; about our subjects: {posts}."
    ),
    "broadcast-only": N_(
        "One speaks there, and hardly anyone answers. First posts: {total}; answered by someone else: {answered}."
    ),
    "answers-unknown": N_(
        "Whether people get answers there cannot be told: too few first posts, or their answers were not heard."
    ),
    "too-costly": N_("Hours a week that answering would take: {hours}; hours given for everything: {given}."),
    "people-leave": N_("Our people speak there less: {recent} in the last four weeks, {before} in the four before."),
    "not-heard": N_("Nothing of it is in the archive, so it says nothing of it."),
    "nobody-known": N_("Nobody knows yet who our people are: no audience has a radar or a query that found anyone."),
    "few-of-ours": N_("Our people heard so far: {people}. A verdict takes {wanted}."),
    "heard-too-little": N_("Posts heard there: {posts}. A verdict takes {wanted}."),
    "heard-too-briefly": N_("Weeks in which it was heard: {weeks}. A verdict takes {wanted}."),
    "few-there": N_("Our people heard there: {people} of {total}. That is too few to say yes, too many to say no."),
    "no-subjects": N_(
        "What they talk of there cannot be told: no radar of ours or of a subject is left to tell it by, apart from "
        "those that found these people."
    ),
    "few-posts-of-theirs": N_("Their posts there, in their own words: {posts}. A verdict takes {wanted}."),
    # What would change it.
    "when-people-come": N_("When {wanted} of our people are heard there."),
    "when-other-subjects": N_("When one in ten of their posts is about our subjects: set a radar and wait."),
    "when-broadcast-only": N_("When one first post in ten gets an answer from somebody else."),
    "when-answers-unknown": N_("When answers are heard too: import whole threads, not only what a search found."),
    "when-too-costly": N_("When the hours are there, {hours} a week, or another place is given up."),
    "when-people-leave": N_("When their number stops falling for four weeks."),
    "when-not-heard": N_("When something is heard of it: an export, a source, or people who tell."),
    "when-nobody-known": N_("When an audience has a radar that finds people."),
    "when-few-of-ours": N_("When {wanted} of our people have been heard anywhere."),
    "when-heard-too-little": N_("When enough posts have been heard there: {wanted}."),
    "when-heard-too-briefly": N_("When it has been heard for long enough, in weeks: {wanted}."),
    "when-few-there": N_("When {wanted} of our people are heard there, or enough is heard to say that they are not."),
    "when-no-subjects": N_("When a radar listens to us or to one of our subjects."),
    "when-few-posts-of-theirs": N_("When more of their posts have been heard there: {wanted}."),
    "try-it": N_("Until then, a test bench: someone tries it with an account, a checklist and a day for the verdict."),
    "if-people-leave": N_("If fewer than {wanted} of our people were heard there in half a year."),
    "if-hours-lack": N_("If nobody had the hours to answer there: {hours} a week."),
    # What no table tells yet.
    "map-same-person": N_("Not enough evidence yet: whether two accounts are one person takes the map of people."),
    "map-whose-word-counts": N_(
        "Not enough evidence yet: whether those who count for the others are there takes the map of people."
    ),
}
HYPE = {
    "talk_without_people": N_(
        "People talk about it, and our people are not there. Accounts that name it: {namers}; our people on it: "
        "{people}."
    ),
    "people_without_talk": N_(
        "Little is said about it, and our people are there. Accounts that name it: {namers}; our people on it: "
        "{people}."
    ),
    "both": N_("It is talked about and used. Accounts that name it: {namers}; our people on it: {people}."),
    "unknown": N_("Its name means other things too: talk about it cannot be told apart, nor counted."),
    "quiet": N_("Too little is said about it, by too few, to tell fashion from use."),
}
UNHEARD_HYPE = N_(
    "People talk about it, and the archive does not listen there: nobody can say whether our people are there. "
    "Accounts that name it: {namers}."
)
TRENDS = {
    "rising": N_("More of them speak there than a month ago."),
    "falling": N_("Fewer of them speak there than a month ago."),
    "steady": N_("About as many of them speak there as a month ago."),
    "unclear": N_("Too few of them speak there to tell a rise from a fall."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is asked of a platform, and what the archive answers."""

    code: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The evidence for a platform as a page tells it."""

    name: str
    verdict: str
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]
    lines: tuple[Line, ...]
    not_known: tuple[str, ...]
    method: tuple[str, ...]


METHOD = (
    N_(
        "Our people are the accounts whose posts the audiences' radars found in half a year, those of organisations "
        "left out."
    ),
    N_("One person with two accounts counts as two. What was not imported or not heard is not counted."),
    N_("“Between 12 and 18%” is what the count allows to say, nineteen times in twenty. The fewer, the wider."),
    N_("Answers are those in the archive, and those that the network's own counters tell."),
)


def platform_name(evidence: PlatformEvidence) -> str:
    """The name of a platform in a sentence."""
    network = as_network(evidence.key)
    return choice_name(Presence, "network", network) if network else evidence.name


def told(evidence: PlatformEvidence) -> Read:
    """Everything known of a platform, in the language of the current context."""
    return Read(
        name=platform_name(evidence),
        verdict=_(VERDICTS[evidence.verdict]),
        reasons=tuple(map(sentence, evidence.reasons)),
        would_change=tuple(map(sentence, evidence.would_change)),
        lines=tuple(_lines(evidence)),
        not_known=tuple(map(sentence, evidence.not_known)),
        method=tuple(map(_, METHOD)),
    )


def sentence(one: Told) -> str:
    """One reason, or one thing that would change the verdict."""
    return _(SENTENCES[one.code]).format(**{name: shown(value) for name, value in one.figures.items()})


def hype(evidence: PlatformEvidence) -> str:
    """Talk about a platform against our people on it."""
    curves = evidence.curves
    unheard = curves.hype == "talk_without_people" and not evidence.is_heard
    said = UNHEARD_HYPE if unheard else HYPE[curves.hype]
    return _(said).format(namers=number(curves.namers), people=number(curves.present_people))


def between(part: Part) -> str:
    """A share as far as its count allows to say: between 12 and 18%."""
    from babel.numbers import format_percent

    low, high = round(100 * part.low), round(100 * part.high)
    if low == high:
        return str(format_percent(high / 100, locale=words.language()))
    return _("between {low} and {high}").format(
        low=number(low), high=format_percent(high / 100, locale=words.language())
    )


def _lines(evidence: PlatformEvidence) -> Iterator[Line]:
    if evidence.is_heard:
        yield Line(code="people", title=_("Are our people there?"), sentences=tuple(_people(evidence)))
        yield Line(code="subjects", title=_("Do they talk of our subjects?"), sentences=tuple(_subjects(evidence)))
        yield Line(code="exchange", title=_("Who answers whom?"), sentences=tuple(_exchange(evidence)))
        yield Line(code="pace", title=_("At what pace, at what hours?"), sentences=tuple(_pace(evidence)))
        yield Line(code="upkeep", title=_("What would keeping up cost us?"), sentences=tuple(_upkeep(evidence)))
    yield Line(code="hype", title=_("Fashion or presence?"), sentences=(hype(evidence),))


def _people(evidence: PlatformEvidence) -> Iterator[str]:
    presence = evidence.presence
    if not presence.people.whole:
        yield _("Nobody knows yet: no audience found anyone.")
        return
    yield _("Heard there: {people} of our {total} ({share}).").format(
        people=number(presence.people.part), total=number(presence.people.whole), share=between(presence.people)
    )
    yield _("Of the accounts heard there, {share} are theirs.").format(share=between(presence.among))
    yield _(TRENDS[presence.trend])


def _subjects(evidence: PlatformEvidence) -> Iterator[str]:
    presence = evidence.presence
    if not presence.subjects.whole or not presence.has_subjects:
        yield _("Not enough evidence yet.")
        return
    yield _(
        "Of their posts there, in their own words, {share} are about our subjects. People who do: {people}."
    ).format(share=between(presence.subjects), people=number(presence.subject_people))


def _exchange(evidence: PlatformEvidence) -> Iterator[str]:
    exchange = evidence.exchange
    yield _("Answers among the posts: {share}.").format(share=between(exchange.answers))
    if exchange.conversation == "not_heard":
        yield _("Not enough evidence yet: no answer was ever heard there.")
        return
    yield _("First posts that someone else answers: {share}.").format(share=between(exchange.answered))
    if exchange.between.whole:
        yield _("Answers of our people that go to each other: {part} of {whole}.").format(
            part=number(exchange.between.part), whole=number(exchange.between.whole)
        )
    if exchange.organisations.whole:
        yield _("Posts of organisations, ours or competitors', that got an answer: {part} of {whole}.").format(
            part=number(exchange.organisations.part), whole=number(exchange.organisations.whole)
        )
    else:
        yield _("Whether organisations get answers there: not enough evidence yet.")
    if exchange.deep.whole:
        yield _("Threads that go beyond one answer: {part} of {whole}.").format(
            part=number(exchange.deep.part), whole=number(exchange.deep.whole)
        )


def _pace(evidence: PlatformEvidence) -> Iterator[str]:
    pace = evidence.pace
    yield _("Posts heard a day: {n}.").format(n=number(pace.posts_a_day))
    if pace.thread_posts_a_day is not None:
        yield _("Posts a day in an ordinary thread: {n}.").format(n=number(pace.thread_posts_a_day))
    if pace.first_answer_minutes is not None:
        yield _("Half of the first answers come within {length}.").format(length=_length(pace.first_answer_minutes))
    if pace.busiest is not None:
        first, last = pace.busiest
        yield _("Half of the posts are said between {first}:00 and {last}:00, in {zone}.").format(
            first=f"{first:02}", last=f"{last:02}", zone=pace.zone.rpartition("/")[2].replace("_", " ")
        )


def _upkeep(evidence: PlatformEvidence) -> Iterator[str]:
    upkeep = evidence.upkeep
    if upkeep.messages_a_week is None or upkeep.hours_a_week is None:
        yield _("Not enough evidence yet: it takes a radar of ours and three full weeks heard there.")
        return
    yield _("Messages that call us there in an ordinary week: {messages}. Weeks counted: {weeks}.").format(
        messages=number(upkeep.messages_a_week), weeks=number(upkeep.weeks)
    )
    yield _("Hours a week to answer all of them, at {minutes} min each: {hours}.").format(
        minutes=number(upkeep.minutes_each), hours=number(upkeep.hours_a_week)
    )


def _length(minutes: float) -> str:
    from datetime import timedelta

    from babel.dates import format_timedelta

    return str(format_timedelta(timedelta(minutes=minutes), threshold=1.5, locale=words.language()))
