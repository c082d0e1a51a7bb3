"""Whether a platform is for us: figures first, no verdict on a few, and fashion told from presence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from palabre.model.bounds import Part
from palabre.run.worker import Worker
from palabre.strategy import keeping
from palabre.strategy.platform_fit import Exchange, PlatformEvidence, Presence, Upkeep, compute_fit
from palabre.strategy.platform_fit.deciding import decided
from palabre.strategy.platform_fit.telling import hype
from palabre.strategy.platform_fit.telling import told as read
from tests.building import a_deletion, a_post, an_actor, store
from tests.strategy.town import answers_to, listened_to, strategy_of, told

if TYPE_CHECKING:
    from palabre.store import Workspace

COOKS, DAIRY = "cuisine", "fromage"


@pytest.mark.parametrize(("part", "whole", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763)])
def test_a_share_comes_with_what_its_count_allows_to_say(part: int, whole: int, low: float, high: float) -> None:
    assert (Part(part=part, whole=whole).low, Part(part=part, whole=whole).high) == pytest.approx((low, high), abs=1e-3)


def test_of_nothing_nothing_is_known() -> None:
    assert (Part().share, Part().low, Part().high) == (0.0, 0.0, 1.0)


def test_an_empty_archive_gives_no_verdict(workspace: Workspace) -> None:
    fit = compute_fit(workspace, strategy_of("places: [{id: sky, network: bluesky}]"))

    assert [(one.key, one.verdict, one.reasons[0].code) for one in fit.platforms] == [
        ("bluesky", "not_enough_evidence", "not-heard")
    ]


def test_people_who_are_there_talk_of_us_and_are_answered_make_a_yes(workspace: Workspace) -> None:
    cooks = list(told("bluesky", people=30, first=1))
    dairy = list(told("bluesky", people=30, first=1, text="ce fromage", every_days=20, named="dairy"))
    others = list(told("bluesky", people=10, first=90_000, text="le foot"))
    answers = answers_to(cooks, by="helper", every=4)
    listened_to(workspace, *cooks, *dairy, *others, *answers, audience_cooks=COOKS, ours_dairy=DAIRY)

    evidence = compute_fit(workspace, strategy_of()).of("bluesky")

    assert evidence is not None
    assert evidence.verdict == "yes", evidence.reasons
    assert evidence.presence.people == Part(part=30, whole=30)
    assert evidence.presence.among == Part(part=30, whole=41)
    assert evidence.presence.subjects == Part(part=len(dairy), whole=len(cooks) + len(dairy))
    assert evidence.pace.first_answer_minutes == 30
    assert evidence.would_change


def test_people_who_speak_to_nobody_make_a_not_yet(workspace: Workspace) -> None:
    alone = list(told("x", people=35, first=1, text="la cuisine au fromage"))
    listened_to(workspace, *alone, *answers_to(alone, by="helper", every=50), audience_cooks=COOKS, ours_dairy=DAIRY)

    evidence = compute_fit(workspace, strategy_of()).of("x")

    assert evidence is not None
    assert (evidence.verdict, evidence.exchange.conversation) == ("not_yet", "broadcast")
    assert [one.code for one in evidence.reasons] == ["people-there", "broadcast-only"]
    assert [one.code for one in evidence.would_change] == ["when-broadcast-only"]


def test_a_platform_where_our_people_are_not_is_a_no_once_it_was_listened_to(workspace: Workspace) -> None:
    cooks, others = told("x", people=60, first=1), told("bluesky", people=30, first=1, text="le foot")
    listened_to(workspace, *cooks, *others, audience_cooks=COOKS)

    evidence = compute_fit(workspace, strategy_of()).of("bluesky")

    assert evidence is not None
    assert (evidence.verdict, evidence.presence.people) == ("no", Part(part=0, whole=60))


def test_a_few_people_make_no_verdict(workspace: Workspace) -> None:
    listened_to(workspace, *told("x", people=12, first=1), audience_cooks=COOKS)

    evidence = compute_fit(workspace, strategy_of()).of("x")

    assert evidence is not None
    assert (evidence.verdict, evidence.reasons[0].code) == ("not_enough_evidence", "few-of-ours")


def test_a_middling_number_of_people_makes_no_verdict(workspace: Workspace) -> None:
    here, there = told("x", people=60, first=1), told("bluesky", people=12, first=1)
    listened_to(workspace, *here, *there, audience_cooks=COOKS, ours_dairy=DAIRY)

    evidence = compute_fit(workspace, strategy_of()).of("bluesky")

    assert evidence is not None
    assert (evidence.verdict, evidence.reasons[0].code) == ("not_enough_evidence", "few-there")


def test_whoever_was_found_by_a_subject_does_not_prove_that_they_talk_of_it(workspace: Workspace) -> None:
    listened_to(workspace, *told("x", people=35, first=1), topic_cooks=COOKS)

    evidence = compute_fit(workspace, strategy_of()).of("x")

    assert evidence is not None
    assert (evidence.verdict, evidence.reasons[0].code) == ("not_enough_evidence", "no-subjects")


def test_our_own_accounts_and_those_of_competitors_are_not_our_people(workspace: Workspace) -> None:
    houses = [
        a_post(n, "la cuisine", native_id=f"h{n}", actor=an_actor(name))
        for n, name in enumerate(("Dairy", "rival", "someone"))
    ]
    listened_to(workspace, *houses, audience_cooks=COOKS)

    assert compute_fit(workspace, strategy_of()).people == 1


def test_an_audience_may_have_a_query_and_no_radar(workspace: Workspace) -> None:
    listened_to(workspace, *told("x", people=4, first=1), *told("x", people=3, first=9000, text="du foot"))
    cooks = strategy_of().audiences[0]
    asked = replace(strategy_of(), audiences=(replace(cooks, radar="", query=COOKS), replace(cooks, radar="")))

    assert [one.people for one in compute_fit(workspace, asked).audiences] == [4, None]


def test_talk_without_people_is_told_as_fashion(workspace: Workspace) -> None:
    talk = list(told("x", people=35, first=1, text="tout le monde est sur Pintagram+, en cuisine aussi", every_days=30))
    listened_to(workspace, *talk, audience_cooks=COOKS)
    asked = strategy_of("test_benches: [{id: pin, platform: Pintagram+}]")

    evidence = compute_fit(workspace, asked).of("pintagram")

    assert evidence is not None
    assert (evidence.curves.hype, evidence.curves.namers, evidence.curves.present_people) == (
        "talk_without_people",
        35,
        0,
    )
    assert sum(n for _week, n in evidence.curves.about) <= evidence.curves.posts_about == len(talk)
    assert "does not listen there" in hype(evidence)
    assert evidence.verdict == "not_enough_evidence"


def test_what_only_a_map_of_people_tells_is_said_not_to_be_known(workspace: Workspace) -> None:
    listened_to(workspace, *told("x", people=3, first=1), audience_cooks=COOKS)
    evidence = compute_fit(workspace, strategy_of()).of("x")

    assert evidence is not None
    assert all(sentence.startswith("Not enough evidence yet") for sentence in read(evidence).not_known)


def test_the_worker_finds_the_evidence_and_pages_read_what_it_kept(workspace: Workspace) -> None:
    listened_to(workspace, *told("x", people=5, first=1), audience_cooks=COOKS)
    job = keeping.ask_for(workspace, strategy_of())

    assert keeping.kept(workspace) is None
    assert keeping.ask_for(workspace, strategy_of()) == job
    while keeping.under_way(workspace):
        Worker(workspace).work_once()
    found = keeping.kept(workspace)
    assert found is not None
    fit = found.fit
    assert fit is not None
    assert fit == compute_fit(workspace, strategy_of())
    assert keeping.is_fresh(workspace, strategy_of(), fit)
    assert not keeping.is_fresh(workspace, strategy_of("places: [{id: sky, network: bluesky}]"), fit)

    store(workspace, a_post(9999, "encore", native_id="z"))
    assert not keeping.is_fresh(workspace, strategy_of(), fit)
    store(workspace, a_deletion("post", "z"))
    assert keeping.kept(workspace) is None
    assert keeping.sweep(workspace) == 1


@pytest.mark.parametrize(("stay", "verdict"), [(12, "not_yet"), (25, "yes")])
def test_people_who_leave_count_against_a_platform_when_too_few_stay(stay: int, verdict: str) -> None:
    evidence = PlatformEvidence(
        key="x",
        network="x",
        name="x",
        is_place=True,
        posts=900,
        weeks=20,
        presence=Presence(
            people=Part(part=80, whole=200),
            recent=Part(part=stay, whole=100),
            before=Part(part=70, whole=100),
            trend="falling",
            has_subjects=True,
            subjects=Part(part=80, whole=200),
            subject_people=30,
        ),
        exchange=Exchange(answered=Part(part=90, whole=300), conversation="possible"),
    )

    assert decided(evidence)[0] == verdict
    costly = replace(evidence, upkeep=Upkeep(messages_a_week=60, hours_a_week=10, hours_given=4))
    assert decided(costly)[0] == "not_yet"
    assert "too-costly" in {one.code for one in decided(costly)[1]}
