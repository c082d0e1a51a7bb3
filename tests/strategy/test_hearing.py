"""What the archive tells a judge: counted from the story whose truth is known, and nothing where nothing was heard."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from palabre.listen import radars
from palabre.model.ids import post_id
from palabre.store import rollups
from palabre.store.strategy_text import read_strategy
from palabre.strategy import evidence, keeping
from palabre.strategy.hearing import heard_in
from palabre.strategy.judging import Heard
from palabre.testing import OBSERVED_AT, RADARS, story, truth
from tests.building import Clock, a_figure, an_actor, bring_in, copied, rows_of, store
from tests.strategy.building import found_by
from tests.strategy.town import strategy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Workspace

TEXT = """
version: 1
context: {organisation: Fromagerie des Trois Vals, names: [Trois Vals]}
objectives:
  - {id: help, kind: help_users, indicator: delay}
  - {id: love, kind: recruit_ambassadors, indicator: delay}
  - {id: meet, kind: bring_leads, indicator: delay, for_whom: [canteens]}
  - {id: fame, kind: other, indicator: fame}
indicators:
  - {id: delay, definition: answer-delay}
  - {id: fame, not_measurable: fame has no counter}
audiences:
  - {id: canteens, name: Canteens, radar: Cantines et restaurants}
  - {id: nobody, name: Nobody}
places:
  - {id: reviews, network: reviews, state: planned, objectives: [meet], audiences: [canteens]}
  - {id: sky, network: bluesky, state: planned, objectives: [meet], audiences: [canteens]}
  - {id: reddit, network: reddit, state: planned, objectives: [meet], audiences: [canteens]}
  - {id: pin, name: Pintagram, network: other, state: planned, objectives: [meet], audiences: [canteens]}
accounts:
  - {id: x, network: x, handle: "@troisvals"}
organisation: {timezone: Europe/Paris}
"""


@pytest.fixture(scope="module")
def valley(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The story, heard with its radars, and the evidence found in it."""
    opened = copied(template, tmp_path_factory.mktemp("valley") / "workspace", Clock(OBSERVED_AT))
    bring_in(opened, story())
    for one in RADARS["fr"]:
        radars.save_new(opened, name=one.name, query=one.query, subject=one.subject, queue=False)
    for radar in opened.radars.all():
        radars.read_history_here(opened, radar, lambda _done, _total: None)
    rollups.refresh(opened, with_uses=False)
    keeping.find(opened, read_strategy(TEXT).strategy)
    yield opened
    opened.close()


def test_nothing_is_known_of_what_was_never_heard(workspace: Workspace) -> None:
    assert heard_in(workspace, strategy_of()) == Heard(zone="Europe/Paris")


def test_messages_a_week_are_the_median_of_the_last_full_weeks(valley: Workspace) -> None:
    heard = heard_in(valley, read_strategy(TEXT).strategy)

    (ours,) = [one.radar_id for one in valley.radars.all() if one.subject == "ours"]
    mentions = [row for row in rows_of(valley, "mentions") if row["radar_id"] == ours and row["kind"] != "repost"]
    days = [row["created_at"].date() for row in mentions]
    weekly = Counter(day - timedelta(days=day.weekday()) for day in days)
    mondays = [date(2026, 10, 19) - timedelta(weeks=n) for n in range(12)]
    assert (heard.weeks, heard.until) == (12, date(2026, 10, 25))
    assert heard.messages_a_week == median(weekly[monday] for monday in mondays)
    hours = Counter(
        row["created_at"].astimezone(ZoneInfo("Europe/Paris")).hour
        for row in mentions
        if mondays[-1] <= row["created_at"].date() <= date(2026, 10, 25)
    )
    assert heard.hours_of_day == tuple(hours[hour] for hour in range(24))
    assert heard.radars == {one.name.casefold() for one in valley.radars.all()}


def test_followers_are_those_a_network_counted_and_those_an_account_showed(workspace: Workspace) -> None:
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (2, 1)]
    store(
        workspace,
        *(a_figure(100 + day.day, account="dairy", metric="followers", day=day) for day in days),
        a_figure(7, account="dairy", metric="new_followers", day=days[0]),
        an_actor("Dairy", followers=150, observed_at=datetime(2026, 11, 5, tzinfo=UTC)),
        an_actor("stranger", followers=9, observed_at=datetime(2026, 11, 5, tzinfo=UTC)),
    )

    assert heard_in(workspace, strategy_of()).histories == {
        "x:dairy": ((date(2026, 11, 1), 101), (date(2026, 11, 2), 102), (date(2026, 11, 5), 150))
    }


def test_the_fire_of_the_story_is_proposed_as_a_sensitive_subject_with_its_posts(valley: Workspace) -> None:
    heard = heard_in(valley)
    hostile = {post_id(*key) for key in truth().fire.hostile}

    (first,) = heard.proposals
    assert (first.radar, first.why) == ("Allergènes", ("hostile",))
    assert "oeufcache" in first.words
    assert first.hostile.low > 2 * first.usual.share
    assert set(first.shown) <= hostile
    assert first.posts == first.hostile.whole == first.recent.part + first.before.part


def test_a_proposal_is_a_note_until_somebody_decides_on_it(valley: Workspace) -> None:
    heard = heard_in(valley)
    key = heard.proposals[0].key

    assert _codes(TEXT, heard).count("attack-heard") == 1
    for decided in (
        "sensitive_subjects: [{id: egg, radar: allergènes}]",
        "sensitive_subjects: [{id: egg, words: [OeufCaché]}]",
        f"risks: [{{question: '{key}', answer: ruled_out, by: Ana}}]",
    ):
        assert "attack-heard" not in _codes(TEXT + decided, heard)


def test_plans_are_held_against_what_was_heard(valley: Workspace) -> None:
    findings = found_by("evidence", TEXT, heard=heard_in(valley), today=date(2026, 11, 2))
    of_places = [(one.path[1], one.code, one.severity) for one in findings if one.path[:1] == ("places",)]

    assert of_places == [
        (0, "place-empty", "warning"),
        (2, "place-without-evidence", "warning"),
        (3, "place-never-heard", "warning"),
    ]


def test_each_line_of_the_strategy_has_its_state(valley: Workspace) -> None:
    strategy = read_strategy(TEXT).strategy
    found = evidence.evidence_of(strategy, heard_in(valley, strategy))

    assert [one.state for one in found.objectives] == ["heard", "needs_people_map", "heard", "not_measurable"]
    assert [one.state for one in found.audiences] == ["heard", "nothing_yet"]
    assert found.audiences[0].figures["people"] == 72
    assert [one.state for one in found.indicators] == ["nothing_yet", "not_measurable"]
    assert evidence.sentence(found.audiences[0]) == "Posts heard: 131; people: 72; since 2 May 2026."
    assert evidence.sentence(found.indicators[1]) == "Not measurable, and said so: fame has no counter"
    before = evidence.evidence_of(strategy, None)
    assert {one.state for one in (*before.audiences, *before.places)} == {"nothing_yet"}


def _codes(text: str, heard: Heard) -> list[str]:
    return [one.code for one in found_by("evidence", text, heard=heard, today=date(2026, 11, 2))]
