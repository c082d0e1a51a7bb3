"""The verdict on a platform: yes, no, not yet, or not enough evidence, each with what it rests on and what would
change it. A few people, a few posts or a few weeks make no verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.strategy.platform_fit.values import PlatformEvidence, Told, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

# Heard too little below: whatever is seen there may be chance.
FEWEST_POSTS, FEWEST_WEEKS, FEWEST_OF_OURS = 100, 4, 30
# So many of our people are a public one can meet; a tenth of them at the most is nearly nobody.
ENOUGH_PEOPLE, NEARLY_NOBODY = 20, 0.10
# To say that our people are not there takes more listening than to say that they are.
FEWEST_POSTS_FOR_NO, FEWEST_WEEKS_FOR_NO = 200, 8
FEWEST_THEIR_POSTS, ON_SUBJECT, FEWEST_ON_SUBJECT = 30, 0.05, 5


def decided(evidence: PlatformEvidence) -> tuple[Verdict, tuple[Told, ...], tuple[Told, ...]]:
    """The verdict, its reasons, and what would change it."""
    if lacking := tuple(_lacking(evidence)):
        return "not_enough_evidence", lacking, tuple(_to_be_known(evidence, lacking))
    people = evidence.presence.people
    there = Told(code="people-there", figures={"people": people.part, "total": people.whole})
    if people.part < ENOUGH_PEOPLE:
        wanted = Told(code="when-people-come", figures={"people": people.part, "wanted": ENOUGH_PEOPLE})
        return "no", (Told(code="hardly-anyone", figures=there.figures),), (wanted,)
    against = tuple(_against(evidence))
    if not against:
        return "yes", (there, *_for(evidence)), tuple(_would_spoil(evidence))
    return "not_yet", (there, *against), tuple(Told(code=f"when-{one.code}", figures=one.figures) for one in against)


def _lacking(evidence: PlatformEvidence) -> Iterator[Told]:
    people = evidence.presence.people
    if not evidence.is_heard:
        yield Told(code="not-heard")
        return
    if not people.whole:
        yield Told(code="nobody-known")
    elif people.whole < FEWEST_OF_OURS:
        yield Told(code="few-of-ours", figures={"people": people.whole, "wanted": FEWEST_OF_OURS})
    if evidence.posts < FEWEST_POSTS:
        yield Told(code="heard-too-little", figures={"posts": evidence.posts, "wanted": FEWEST_POSTS})
    elif evidence.weeks < FEWEST_WEEKS:
        yield Told(code="heard-too-briefly", figures={"weeks": evidence.weeks, "wanted": FEWEST_WEEKS})
    elif people.whole >= FEWEST_OF_OURS:
        yield from _lacking_there(evidence)


def _lacking_there(evidence: PlatformEvidence) -> Iterator[Told]:
    people, subjects = evidence.presence.people, evidence.presence.subjects
    if people.part < ENOUGH_PEOPLE:
        if not _surely_few(evidence):
            figures = {"people": people.part, "total": people.whole, "wanted": ENOUGH_PEOPLE}
            yield Told(code="few-there", figures=figures)
    elif not evidence.presence.has_subjects:
        yield Told(code="no-subjects")
    elif subjects.whole < FEWEST_THEIR_POSTS:
        figures = {"posts": subjects.whole, "wanted": FEWEST_THEIR_POSTS}
        yield Told(code="few-posts-of-theirs", figures=figures)


def _surely_few(evidence: PlatformEvidence) -> bool:
    return (
        evidence.presence.people.high < NEARLY_NOBODY
        and evidence.posts >= FEWEST_POSTS_FOR_NO
        and evidence.weeks >= FEWEST_WEEKS_FOR_NO
    )


def _against(evidence: PlatformEvidence) -> Iterator[Told]:
    subjects, exchange, upkeep = evidence.presence.subjects, evidence.exchange, evidence.upkeep
    if subjects.low < ON_SUBJECT or evidence.presence.subject_people < FEWEST_ON_SUBJECT:
        figures = {"posts": subjects.part, "total": subjects.whole, "people": evidence.presence.subject_people}
        yield Told(code="other-subjects", figures=figures)
    if exchange.conversation == "broadcast":
        figures = {"answered": exchange.answered.part, "total": exchange.answered.whole}
        yield Told(code="broadcast-only", figures=figures)
    elif exchange.conversation != "possible":
        yield Told(code="answers-unknown", figures={"total": exchange.answered.whole})
    if upkeep.hours_a_week is not None and upkeep.hours_given is not None and upkeep.hours_a_week > upkeep.hours_given:
        yield Told(code="too-costly", figures={"hours": upkeep.hours_a_week, "given": upkeep.hours_given})
    # After a fire those who came for it leave: what matters is that too few stay.
    recent, before = evidence.presence.recent, evidence.presence.before
    if evidence.presence.trend == "falling" and recent.part < ENOUGH_PEOPLE:
        yield Told(code="people-leave", figures={"recent": recent.part, "before": before.part})


def _for(evidence: PlatformEvidence) -> Iterator[Told]:
    subjects, answered = evidence.presence.subjects, evidence.exchange.answered
    yield Told(code="our-subjects", figures={"posts": subjects.part, "total": subjects.whole})
    yield Told(code="they-talk", figures={"answered": answered.part, "total": answered.whole})


def _would_spoil(evidence: PlatformEvidence) -> Iterator[Told]:
    yield Told(code="if-people-leave", figures={"people": evidence.presence.people.part, "wanted": ENOUGH_PEOPLE})
    if evidence.upkeep.hours_a_week is not None:
        yield Told(code="if-hours-lack", figures={"hours": evidence.upkeep.hours_a_week})


def _to_be_known(evidence: PlatformEvidence, lacking: tuple[Told, ...]) -> Iterator[Told]:
    for one in lacking:
        yield Told(code=f"when-{one.code}", figures=one.figures)
    if not evidence.is_heard and evidence.bench is None:
        yield Told(code="try-it")
