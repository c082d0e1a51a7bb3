"""One thing broken in a sound strategy is one thing found: the code that says it, and nothing beside."""

from __future__ import annotations

import pytest

from palabre import words
from palabre.strategy.order import follows_fashion
from palabre.words.findings import told
from tests.strategy.building import found, judged
from tests.strategy.sound import SOUND, broken, codes


def test_a_sound_strategy_has_no_hole() -> None:
    assert codes(SOUND) == set()


ORDER = [
    ("    objectives: [quicker-answers]\n    audiences", "    audiences", {"place-without-objective"}),
    ("    audiences: [askers]\n    why", "    why", {"place-without-audience"}),
    ("why: They ask there already, eleven times a week", "why: Because everyone is there", {"place-by-fashion"}),
    ("    indicator: answered-share\n", "", {"objective-without-indicator", "indicator-unused"}),
    ("    for_whom: [askers]\n", "", {"objective-without-audience"}),
    ("kind: help_users", "kind: gain_visibility", {"objective-against-nobody"}),
    ("due: 2027-06-30", "due: 2026-10-01", {"objective-due-before-start", "objective-due-past", "review-too-late"}),
    ("review: 2027-07-10", "review: 2027-12-31", {"review-too-late"}),
    ("query: allerg* AND cheese", "query: allerg* AND", {"query-unreadable"}),
    ("query: allerg* AND cheese, cares_about: [labels]", "met_on: [blog]", {"audience-undefined"}),
    ("  tone: Calm and precise\n", "", {"content-without-tone"}),
    ("    rules: Open to all until the last day; winners are drawn\n", "", {"game-without-rules"}),
    ("animation: {weeks: 12, who", "animation: {weeks: 11, who", {"operation-left-early"}),
    ("    animation: {weeks: 12, who: ana, hours_a_week: 3}\n", "", {"operation-left-alone"}),
    ("    animation: {weeks: 12, who: ana, hours_a_week: 3}\n", "    exit_plan: It ends on its last day\n", set()),
    ("weeks: 12, who: ana, hours", "weeks: 12, hours", {"animation-by-nobody"}),
    ("which: Parents, due: 2026-12-22", "which: Parents, due: 2027-01-10", {"user-test-too-late"}),
    ("    ends: 2027-02-10", "    ends: 2027-01-02", {"operation-ends-before-start"}),
]
NAMES = [
    ("    contact: ana\n", "    contact: anna\n", {"name-unknown-near"}),
    ("objectives: [quicker-answers]", "objectives: [fame]", {"name-unknown"}),
    ("  - {id: askers, name", "  - {id: a skers, name", {"name-unknown-near", "name-malformed"}),
    ("    - {id: bo, name: Bo", "    - {id: ana, name: Bo", {"name-twice", "name-unknown"}),
    ("{id: big-dairy, name: Big Dairy}", "{name: Big Dairy}", {"name-missing"}),
]
POLICY = [
    ("  guide: ana\n", "", {"guided-by-nobody"}),
    ("  guide: ana\n", "  guide: tim\n", {"guided-by-trainee"}),
    ("    contact: ana\n", "", {"place-without-contact"}),
    (
        "    hours: mon-fri 9:00-18:00\n    account",
        "    hours: mon-sat 9:00-18:00\n    account",
        {"place-hours-uncovered"},
    ),
    ("two_factor: true", "two_factor: false", {"account-without-second-factor"}),
    ("owner: ana, access: [ana, bo]", "owner: ana, access: [ana]", {"account-with-one-key"}),
    ("owner: ana, access: [ana, bo]", "owner: tim, access: [tim]", {"account-held-outside"}),
    ("answer_1]", "answer_1, decide]", {"trainees-may-too-much"}),
    ("  trainees_may: [listen, draft, answer_1]\n", "", {"trainees-without-limits"}),
    ("who: [cy], backup", "who: [tim], backup", {"level-answered-by-trainee"}),
    ("who: [cy], backup: ana, within", "who: [cy], backup: cy, within", {"backup-is-oneself"}),
    ("belongs: [Complaints], who: [cy]", "belongs: [Complaints]", {"level-without-people"}),
    ("hours: mon-fri 9:00-22:00", "hours: toujours", {"delay-uncovered"}),
    ("within_minutes: 60,", "within_minutes: 180,", {"delay-grows"}),
    ("       escalates_to: bo}", "       escalates_to: tim}", {"escalation-loops"}),
    ("checking, escalates_to: ana}", "checking, escalates_to: bo}", {"escalation-down"}),
    ("checking, escalates_to: ana}", "checking}", {"escalation-unsaid"}),
    ("{level: 4,", "{level: 3,", {"level-twice", "levels-incomplete", "escalation-unsaid"}),
    ("who: cy, backup: ana, within_hours: 4", "backup: ana, within_hours: 4", {"relay-without-person"}),
    ("who: cy, backup: ana, within_hours: 4", "who: cy, backup: ana", {"relay-without-deadline"}),
    ("kinds: [answer, help], readers", "kinds: [answer], readers", {"kinds-without-approval"}),
    ("readers: [bo], approver: ana", "readers: [ana], approver: ana", {"chain-read-by-approver"}),
    ("readers: [bo], approver: ana", "readers: [bo], approver: tim", {"chain-approved-by-trainee"}),
    ("within_hours: 2, emergency: cy", "within_hours: 2", {"chain-without-emergency"}),
    ("within_hours: 2, emergency: cy", "within_hours: 6, emergency: cy", {"answer-slower-than-promised"}),
]
CONTRACTS = [
    ("    definition: answered-share\n", "", {"indicator-undefined"}),
    ("    definition: answered-share\n", "    not_measurable: They answer by phone\n", {"objective-not-measurable"}),
    ("    version: 1\n    unit: per cent\n", "    unit: per cent\n", {"indicator-without-version"}),
    ("    source: The archive\n", "", {"indicator-without-source"}),
    ("    minimum_n: 100\n    counter", "    counter", {"indicator-without-minimum"}),
    (
        "    minimum_n: 100\n    counter",
        "    minimum_n: 30\n    counter",
        {"share-of-too-few", "change-too-small-for-n"},
    ),
    ("counter: reopened", "counter: answered-share", {"counter-is-itself", "indicator-unused"}),
    ("counter: reopened", "counter: reopened\n    periods_as_target: 3", {"target-for-long"}),
    ("    counter: reopened", "    periods_as_target: 3", {"target-for-long-alone", "indicator-unused"}),
    ("target: 80", "target: 40", {"target-equals-now"}),
    ("target: 80", "target: 45", {"target-too-near"}),
    ("target: 80", "target: 180", {"target-out-of-range"}),
    ("smallest_change: 20", "smallest_change: 2", {"change-too-small-for-n"}),
    ("name: Questions answered the same day", "name: Questions sans réponse", {"target-on-wrong-side"}),
]
LEFT_OUT = [
    ("    goal: People who ask about allergens get an answer the same day\n", "objective-without-goal"),
    ("    due: 2027-06-30\n", "objective-without-due"),
    ("    review: 2027-07-10\n", "objective-without-review"),
    ("    smallest_change: 20\n", "objective-without-smallest-change"),
    ("    kind: help_users\n", "objective-without-kind"),
    (", query: allerg* AND cheese", "audience-unheard"),
    (", cares_about: [labels]", "audience-without-interest"),
    ("    account: page\n", "place-without-account"),
    ("     recovery: The address of the office", "account-without-recovery"),
    (", two_factor: true", "account-second-factor-unsaid"),
    ("    handover: A call on Monday at nine\n", "on-call-without-handover"),
    ("    hours: mon-fri 18:00-22:00, sat-sun 9:00-20:00\n", "on-call-without-hours"),
    ("    starts: 2026-11-02\n", "on-call-without-start"),
    ("  timezone: Europe/Paris\n", "timezone-missing"),
    (', phone: "0103"', "on-call-without-phone"),
    ("belongs: [Complaints], ", "level-without-belongs"),
    ("within_minutes: 60, ", "level-without-delay"),
    (", hours: mon-fri 9:00-22:00", "level-hours-unsaid"),
    ("subject: quality, ", "relay-without-subject"),
    ("approver: ana, ", "chain-without-approver"),
    (", within_hours: 2", "chain-without-delay"),
    ("kinds: [answer, help], ", "chain-for-nothing"),
    ("  encounter: People come worried and leave knowing\n", "content-without-encounter"),
    (", next_episode: The new label", "content-without-story"),
    ("  never: [We never joke about illness]\n", "content-without-never"),
    ("  languages: [fr, en]\n", "content-without-languages"),
    (", proof: The box itself", "key-message-without-proof"),
    ("    objective: quicker-answers\n", "operation-without-objective"),
    ("    brief: Twelve labels to read\n", "operation-without-brief"),
    ("    cost: 300\n", "operation-without-cost"),
    ("    steps:\n      - {what: Draw the labels, who: bo, hours: 12, due: 2026-12-20}\n", "operation-without-steps"),
    ("    user_test: {people: 5, which: Parents, due: 2026-12-22}\n", "operation-without-user-test"),
]
OTHERWISE = [
    (
        "id: cy, name: Cy, status: staff",
        "id: cy, name: Cy, status: provider",
        {"providers-without-limits", "chain-approved-by-provider"},
    ),
    ("name: Tim, status: trainee", "name: Tim, may: [decide], status: trainee", {"trainee-may-too-much"}),
    ("name: Tim, status: trainee", "name: Tim, may: [publish], status: trainee", {"person-may-too-much"}),
    ("Europe/Paris", "Europe/Pariss", {"timezone-unknown"}),
    ("turn_days: 7", "turn_days: 0", {"turn-too-short"}),
    ("until: 2026-12-27", "until: 2026-12-20", {"dates-reversed"}),
    ("who: bo, hours: 12, due: 2026-12-20", "who: bo, hours: 12, due: 2027-03-01", {"step-after-end"}),
    ("turns: [ana, bo, cy]", "turns: [ana]", {"on-call-always-same"}),
    ("review: 2027-07-10", "review: 2026-10-10", {"review-before-start"}),
    ("self_promotion_most: 20", "self_promotion_most: 120", {"content-share-impossible"}),
    ("counter: reopened", "counter: reopened\n    target_since: 2025-01-01", {"target-since-long"}),
    ("counter: reopened", "counter: reopened\n    not_measurable: No idea", {"indicator-both"}),
    ("smallest_change: 20", "smallest_change: -1", {"smallest-change-none"}),
    ("state: open", "state: planned", set()),
]


@pytest.mark.parametrize(("left_out", "code"), LEFT_OUT)
def test_what_is_left_out_is_asked_for(left_out: str, code: str) -> None:
    assert code in broken(left_out, "")
    assert len(broken(left_out, "")) <= 3


@pytest.mark.parametrize(("old", "new", "expected"), [*ORDER, *NAMES, *POLICY, *CONTRACTS, *OTHERWISE])
def test_a_hole_is_told_by_its_code(old: str, new: str, expected: set[str]) -> None:
    assert broken(old, new) == expected


@pytest.mark.parametrize(
    "why",
    [
        "Everybody's there",
        "It’s the place to be right now",
        "Our competitors are already there",
        "We must not miss the boat",
        "It is the next big thing",
        "Tout le monde y est",
        "Nos concurrents y sont déjà",
        "C’est à la mode en ce moment",
        "Il ne faut pas rater le train",
        "La direction le veut",
        "On ne peut pas passer à côté",
        "C’est la tendance du moment",
        "Un réseau incontournable",
    ],
)
def test_fashion_is_no_reason(why: str) -> None:
    assert follows_fashion(why)


@pytest.mark.parametrize(
    "why",
    [
        "They ask there already, eleven times a week",
        "Everyone who restores old tractors talks in this forum about parts",
        "Nos abonnés y posent leurs questions sur les allergènes",
        "Les bénévoles s’y retrouvent le soir",
        "Le forum incontournable des parents d’allergiques : 120 messages par semaine",
        "Les parents ont tendance à y poser leurs questions le soir",
    ],
)
def test_a_reason_is_a_reason(why: str) -> None:
    assert not follows_fashion(why)


def test_an_empty_strategy_is_told_where_to_begin_and_nothing_else() -> None:
    text = """
        version: 1
        language: fr
        context: {organisation: Musée de la Ville}
    """

    (finding,) = judged(text)

    assert (finding.code, finding.severity) == ("strategy-empty", "error")


def test_an_unknown_name_is_shown_at_its_place_in_the_list() -> None:
    text = """
        version: 1
        audiences: [{id: askers, cares_about: [labels]}]
        objectives:
          - id: helpers
            for_whom: [askers, askres]
    """

    (finding,) = found("name-unknown-near", text)

    assert finding.path == ("objectives", 0, "for_whom", 1)
    assert (finding.line, finding.column, finding.fields["nearest"]) == (6, 24, "askers")


def test_the_night_that_nobody_covers_is_told_in_the_readers_language() -> None:
    text = SOUND.replace("within_minutes: 60, hours: mon-fri 9:00-22:00", "within_minutes: 15, hours: toujours")

    (finding,) = found("delay-uncovered", text)
    words.use("fr")
    in_french = str(finding.fields["hours"])
    words.use("en")

    assert finding.severity == "error"
    assert in_french == "lun.–ven. 0 h – 9 h + 22 h – 24 h, sam.–dim. 0 h – 9 h + 20 h – 24 h"
    assert "Mon–Fri 0:00–9:00 + 22:00–24:00" in told(finding.code, finding.fields).what


def test_a_launch_needs_levels_and_scenarios_once() -> None:
    text = """
        version: 1
        operations:
          - {id: a, name: The first, kind: campaign, starts: 2027-01-01}
          - {id: b, name: The second, kind: launch, starts: 2027-01-01}
    """

    levels, scenarios = found("launch-without-levels", text), found("launch-without-scenarios", text)

    assert [one.path for one in (*levels, *scenarios)] == [("operations", 0), ("operations", 0)]
