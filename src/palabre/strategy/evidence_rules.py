"""Plans held against what was heard: places where our people are not, platforms nobody tried, attacks undecided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from palabre.strategy.judging import Around, note, rule, warning
from palabre.strategy.platform_fit import networks

if TYPE_CHECKING:
    from palabre.model.strategy import Presence, SensitiveSubject, Strategy, TestBench
    from palabre.model.strategy.findings import Finding
    from palabre.strategy.platform_fit import PlatformEvidence
    from palabre.strategy.sensitive import Proposal

# Platforms change their rules and their crowds: what was tried longer ago is to be tried again.
BENCH_HOLDS = timedelta(days=183)


@rule
def benches_can_be_trusted(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A test bench has a tester, an account, strengths and limits, and a verdict with its day, not too old."""
    for number, bench in enumerate(strategy.test_benches):
        at, name = ("test_benches", number), bench.platform or bench.id or number + 1
        for code in _lacking(bench):
            yield warning(code, *at, bench=name)
        if bench.points and len({one.strength for one in bench.points}) == 1:
            yield note("bench-one-sided", *at, "points", bench=name)
        if bench.verdict is None:
            yield note("bench-without-verdict", *at, bench=name)
        elif bench.verdict_on is None:
            yield warning("bench-verdict-undated", *at, "verdict", bench=name)
        elif around.today - bench.verdict_on > BENCH_HOLDS:
            yield warning("bench-verdict-old", *at, "verdict_on", bench=name, day=bench.verdict_on)


def _lacking(bench: TestBench) -> Iterator[str]:
    if not bench.tester:
        yield "bench-without-tester"
    if not bench.account:
        yield "bench-without-account"
    if not bench.points:
        yield "bench-without-points"


@rule
def places_are_where_our_people_are(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A place that is planned is held against what was heard of its platform, else against its test bench."""
    fit = around.heard.fit if around.heard else None
    benches = {networks.key_of_bench(one): one for one in strategy.test_benches}
    for number, place in enumerate(strategy.places):
        key = networks.key_of_place(place, strategy.test_benches)
        if place.state == "closed" or not key or key in networks.NOT_A_PLATFORM:
            continue
        evidence = fit.of(key) if fit else None
        name = place.name or place.id or key
        if evidence is not None and evidence.is_heard:
            yield from _by_evidence(place, number, name, evidence)
        elif evidence is not None or place.network == "other":
            yield from _by_bench(place, number, name, benches.get(key), around)
        if evidence is not None and evidence.curves.hype == "talk_without_people" and place.state != "open":
            figures = {"namers": evidence.curves.namers, "people": evidence.curves.present_people}
            yield warning("place-hyped", "places", number, place=name, **figures)


def _by_evidence(place: Presence, number: int, name: str, evidence: PlatformEvidence) -> Iterator[Finding]:
    people = evidence.presence.people
    figures = {"place": name, "people": people.part, "total": people.whole, "posts": evidence.posts}
    if place.state == "open":
        if evidence.verdict == "no":
            yield note("open-place-empty", "places", number, **figures)
    elif evidence.verdict == "no":
        yield warning("place-empty", "places", number, **figures)
    elif evidence.verdict == "not_yet":
        yield warning("place-not-yet", "places", number, **figures)
    elif evidence.verdict == "not_enough_evidence":
        yield warning("place-without-evidence", "places", number, weeks=evidence.weeks, **figures)


def _by_bench(place: Presence, number: int, name: str, bench: TestBench | None, around: Around) -> Iterator[Finding]:
    if bench is None:
        finding = note if place.state == "open" else warning
        yield finding("place-never-heard", "places", number, place=name)
    elif bench.verdict in ("no", "not_yet") and place.state != "open" and not _is_old(bench, around):
        code = "place-failed-bench" if bench.verdict == "no" else "place-bench-not-yet"
        yield warning(code, "places", number, place=name, bench=bench.platform or bench.id)


def _is_old(bench: TestBench, around: Around) -> bool:
    return bench.verdict_on is not None and around.today - bench.verdict_on > BENCH_HOLDS


@rule
def attacks_heard_are_decided_on(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A subject on which the archive shows attacks is taken among the sensitive ones, or ruled out by someone."""
    for one in undecided(strategy, around):
        figures = {"subject": one.name, "posts": one.posts, "people": one.people, "hostile": one.hostile.part}
        if "hostile" in one.why:
            yield note("attack-heard", "sensitive_subjects", **figures)
        elif "competitor" in one.why:
            hits = {"posts": one.others.whole, "hostile": one.others.part}
            yield note("attack-on-competitors", "sensitive_subjects", **(figures | hits))
        else:
            figures |= {"recent": one.recent.part, "before": one.before.part}
            yield note("attack-growing", "sensitive_subjects", **figures)


def undecided(strategy: Strategy, around: Around) -> tuple[Proposal, ...]:
    """The sensitive subjects proposed that nobody took, edited or ruled out.

    A risk whose question is the key of a proposal decides on it, as does a sensitive subject with its radar or words.
    """
    if around.heard is None:
        return ()
    decided = {one.question for one in strategy.risks if one.answer} | around.heard.dismissed
    return tuple(
        one
        for one in around.heard.proposals
        if one.key not in decided and not any(_is_about(subject, one) for subject in strategy.sensitive_subjects)
    )


def _is_about(subject: SensitiveSubject, proposal: Proposal) -> bool:
    if proposal.radar and subject.radar.casefold() == proposal.radar.casefold():
        return True
    told = networks.folded(" ".join((subject.subject, subject.query, *subject.words))).split()
    return bool(set(proposal.words) & set(told))
