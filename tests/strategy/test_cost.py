"""Hours and money that a plan needs, counted by hand here, against what is given."""

from __future__ import annotations

from datetime import date

import pytest

from palabre import words
from palabre.store.strategy_text import read_strategy
from palabre.strategy.cost import Cost, cost_of
from palabre.strategy.judging import Heard
from palabre.words.findings import told
from tests.strategy.building import TODAY, found, found_by, judged

PLAN = """
objectives: [{id: meet, goal: Meet people who cook}]
audiences: [{id: cooks}, {id: critics}]
indicators: [{id: replies}, {id: love, not_measurable: Nobody can count it}]
places:
  - {id: insta, name: Instagram, state: open, posts_a_week: 3}
  - {id: site, name: The site, state: open, posts_a_week: 2, conversations: false}
  - {id: old, name: Old page, state: closed, posts_a_week: 50}
organisation:
  people:
    - {id: nora, name: Nora, status: staff}
    - {id: lea, name: Léa, status: trainee}
  approvals: [{id: posts, readers: [nora], approver: lea}]
"""
# Listening alone, of as many minutes a working day as one likes.
LISTENING = """
objectives: [{{id: meet}}]
organisation: {{people: [{{id: nora, name: Nora}}]}}
resources:
  time: [{{person: nora, hours_a_week: {given}}}]
  norms:
    - {{task: listen_day, value: {minutes}, source: timed}}
    - {{task: report_month, value: 0, source: timed}}
"""


def cost(text: str, *, volume: float | None = None, today: date | None = TODAY) -> Cost:
    heard = None if volume is None else Heard(messages_a_week=volume, weeks=6)
    return cost_of(read_strategy(text).strategy, heard, today=today)


def hours(of: Cost) -> dict[str, float]:
    return {task: round(count, 2) for task, count in of.by_task()}


def test_the_hours_of_a_plan_are_those_one_counts_by_hand() -> None:
    counted = cost(PLAN, volume=60)

    assert hours(counted) == {
        "listen": 2.0,  # 5 days of 20 min, 2 audiences of 10
        "answer": 7.8,  # 48 of 4 min, 9 of 12, 2.4 of 40, 0.6 of 120
        "relations": 1.5,  # 2 of 45 min
        "write": 3.75,  # 5 of 45 min: the closed page counts for nothing
        "images": 1.67,  # 5 of 20 min
        "approve": 1.33,  # 5 read by 2 people, 8 min each
        "moderate": 1.0,  # 1 place where people talk
        "measure": 0.25,  # 1 indicator, the other cannot be measured
        "report": 0.92,  # 12 a year of 4 h
    }
    assert round(counted.needed, 2) == 20.22


def test_what_was_heard_comes_before_what_was_declared_and_neither_is_unknown() -> None:
    declared = PLAN + "resources: {answers_a_week: 30}\n"

    assert hours(cost(declared))["answer"] == 3.9
    assert hours(cost(declared, volume=60))["answer"] == 7.8
    assert "answer" not in hours(cost(PLAN))
    assert [one.task for one in cost(PLAN).unknown] == ["answer"]


def test_a_norm_of_ones_own_comes_first_and_keeps_its_source() -> None:
    counted = cost(PLAN + "resources: {norms: [{task: write_post, value: 90, source: two weeks timed}]}\n")

    (writing,) = (one for one in counted.lines if one.task == "write")
    assert (writing.hours, writing.norm.is_own, writing.norm.source) == (7.5, True, "two weeks timed")


def test_an_operation_costs_in_its_own_weeks_and_the_total_is_the_busiest_one() -> None:
    text = """
operations:
  - id: opening
    name: Opening
    kind: launch
    starts: 2027-03-01
    cost: 4000
    steps: [{what: film, hours: 30, due: 2027-01-04}, {what: page, hours: 12}, {what: press}]
    user_test: {people: 4}
    animation: {weeks: 12, hours_a_week: 5}
"""
    counted = cost(text)

    # 30 + 12 + 6 by the norm, over the 8 weeks from 4 January to 1 March; then 5 h a week, never both.
    assert hours(counted)["create"] == 6.0
    assert hours(counted)["test"] == 1.25  # 4 h and 4 people of 1.5 h, over 8 weeks
    assert hours(counted)["animate"] == 0
    assert counted.busiest == date(2027, 1, 4)
    assert (counted.money_needed, counted.money_declared) == (4000, 0)
    assert not [one for one in cost(text, today=date(2027, 6, 1)).lines if one.task in {"create", "animate"}]


def test_an_operation_without_steps_or_dates_takes_what_is_usual() -> None:
    counted = cost("operations: [{id: quiz, kind: game}]")

    assert hours(counted)["create"] == 5.0  # 60 h over 12 weeks
    assert hours(counted)["test"] == 0.96  # 4 h and 5 people of 1.5 h, over 12 weeks


def test_readiness_counts_drills_scenarios_and_the_rota() -> None:
    text = """
organisation: {on_call: {turns: [nora]}}
scenarios: [{id: a, cell: [nora, paul]}, {id: b, cell: [nora, ines]}]
"""

    # 3 people, 2 drills of 3 h; 2 scenarios of 3 h a year; 2 h on call a week.
    assert hours(cost(text))["crisis"] == round((3 * 2 * 3 + 2 * 3) / 52 + 2, 2)


def test_an_empty_plan_says_what_is_missing_and_counts_no_hour() -> None:
    counted = cost("context: {organisation: Fromages Aubry}")

    assert (counted.lines, counted.ratio) == ((), None)
    assert {one.task for one in counted.unknown} == {"listen", "write", "answer", "create"}
    assert [one.severity for one in found("cost-unknown", "content: {tone: Calm}")] == ["note"]
    assert not found("nobody-gives-time", "content: {tone: Calm}")


@pytest.mark.parametrize(
    ("minutes", "given", "code"),
    [
        (264, 20, "hours-too-few"),  # 22 h for 20
        (264, 20.1, ""),
        (269, 15, "hours-too-few"),  # 22.4 h for 15
        (270, 15, "hours-far-too-few"),  # 22.5 h for 15
        (270, 0, "nobody-gives-time"),
    ],
)
def test_too_few_hours_warn_from_110_and_are_refused_from_150(minutes: int, given: float, code: str) -> None:
    text = LISTENING.format(minutes=minutes, given=given)

    about = [one.code for one in found_by("cost", text) if one.path == ("resources", "time")]

    assert about == ([code] if code else [])


def test_half_an_hour_a_day_by_a_trainee_for_nothing_is_refused_with_its_arithmetic() -> None:
    text = PLAN + "resources: {time: [{person: lea, hours_a_week: 2.5}]}\n"

    (finding,) = found("only-trainees-give-time", text, heard=Heard(messages_a_week=60, weeks=6))

    said = told(finding.code, finding.fields).what
    assert finding.severity == "error"
    assert "(Léa: 2.5 h a week, money: €0 a year); the plan needs 20.2 h a week." in said
    largest = "Writing (publications a week, all places together): 5 × 45 min = 3.8 h; Answering (messages of level 1"
    assert largest in said
    assert "48 × 4 min = 3.2 h" in said


def test_a_refusal_is_told_in_french() -> None:
    (finding,) = found("nobody-gives-time", PLAN)
    words.use("fr")
    try:
        said = told(finding.code, finding.fields).what
    finally:
        words.use("en")

    assert said.startswith("Le plan demande 12,4 h par semaine et personne n’en donne. Rédaction (publications")
    assert "5 × 45 min = 3,8 h" in said


@pytest.mark.parametrize(
    ("why", "codes"),
    [
        ("Une demi-heure par jour, ça ne coûte rien", {"half-an-hour-a-day", "it-costs-nothing"}),
        ("30 min/jour suffisent", {"half-an-hour-a-day"}),
        ("Half an hour a day is enough, it’s free", {"half-an-hour-a-day", "it-costs-nothing"}),
        ("Thirty minutes daily", {"half-an-hour-a-day"}),
        ("Le stagiaire s’en occupe", {"trainee-will-do-it"}),
        ("La stagiaire va gérer la page, 0 €", {"trainee-will-do-it", "it-costs-nothing"}),
        ("The intern will look after it", {"trainee-will-do-it"}),
        ("C’est gratuit", {"it-costs-nothing"}),
        ("Deux heures par semaine", {"half-an-hour-a-day"}),
        ("Géré par une stagiaire, budget zéro", {"trainee-will-do-it", "it-costs-nothing"}),
        ("We hire an intern, it won’t cost a thing", {"trainee-will-do-it", "it-costs-nothing"}),
        ("Le stagiaire ne publie jamais sans relecture, l’entrée est gratuite le dimanche", set()),
        ("Nos gens y parlent tous les jours, le stagiaire observe", set()),
        ("Rien n’est gratuit : les réseaux ne sont pas gratuits", set()),
        ("People there answer each other all day", set()),
    ],
)
def test_what_is_said_in_words_is_confronted_too(why: str, codes: set[str]) -> None:
    text = PLAN.replace("state: open, posts_a_week: 3", f"state: open, posts_a_week: 3, why: '{why}'")

    about = [one for one in found_by("cost", text) if one.path == ("places", 0, "why")]

    assert {one.code for one in about} == codes
    assert all("Writing" in told(one.code, one.fields).what for one in about)


def test_a_trainee_who_listens_half_an_hour_a_day_among_people_who_have_the_hours_is_no_fault() -> None:
    text = PLAN.replace("name: Léa", "name: Léa, role: Le stagiaire s’occupe des images une demi-heure par jour")

    assert found("trainee-will-do-it", text)
    covered = text + "resources: {time: [{person: nora, hours_a_week: 12}, {person: lea, hours_a_week: 3}]}\n"
    assert not [one for one in found_by("cost", covered) if one.path[-1:] == ("role",)]


def test_people_give_what_a_week_holds_and_those_who_answer_give_some() -> None:
    text = """
organisation:
  people: [{id: nora, name: Nora}, {id: paul, name: Paul}]
  on_call: {turns: [nora, paul, gone]}
  response_levels: [{level: 1, who: [paul]}]
resources:
  time: [{person: nora, hours_a_week: 30}, {person: nora, hours_a_week: 16}, {person: paul}]
"""

    (much,), (none,) = found("too-many-hours-for-one", text), found("gives-no-time", text)

    assert (much.fields["who"], much.fields["hours"], much.path) == ("Nora", 46, ("resources", "time", 1))
    assert (none.fields["who"], none.path) == ("Paul", ("organisation", "on_call", "turns", 1))
    assert [one.fields["who"] for one in found("time-without-hours", text)] == ["Paul"]


def test_norms_name_a_task_have_a_value_and_a_source() -> None:
    norms = "{task: write_posts, value: 3}, {task: zzz}, {task: write_post}, {task: image_post, value: 9}"
    text = f"resources: {{norms: [{norms}]}}"

    codes = [one.code for one in found_by("cost", text) if one.path[:2] == ("resources", "norms")]

    assert codes == ["norm-near", "norm-unknown", "norm-without-value", "norm-without-source"]


def test_money_is_set_aside_for_what_costs() -> None:
    text = "operations: [{{id: quiz, name: Quiz, kind: poll, cost: 900}}]\nresources: {{money: [{}]}}\n"

    assert [one.severity for one in found("no-money-for-operations", text.format(""))] == ["error"]
    assert found("money-too-little", text.format("{what: all, euros: 60, per: month}"))  # 720 for 900
    assert not found("money-too-little", text.format("{what: all, euros: 75, per: month}"))  # 900 for 900


def test_values_no_plan_has_are_judged_without_falling_over() -> None:
    text = """
operations:
  - {kind: launch, starts: 9999-12-31, animation: {weeks: 999999999, hours_a_week: -4}, steps: [{due: 0001-01-01}]}
  - {kind: game, ends: 0001-01-02, user_test: {people: -3}}
places: [{posts_a_week: -5}, {}]
resources: {time: [{}], norms: [{}, {task: production_weeks, value: 0}], money: [{}], answers_a_week: -1}
risks: [{}]
scenarios: [{}]
sensitive_subjects: [{}]
"""

    assert all(told(one.code, one.fields).what for one in judged(text))
    assert all(one.hours >= 0 for one in cost(text, today=None).lines)


def test_our_own_delays_stand_among_the_norms() -> None:
    norms = "{task: delay_help_users, value: 6, source: last year}, {task: delay_help_user, value: 6}"

    codes = [one.code for one in found_by("cost", f"resources: {{norms: [{norms}]}}")]

    assert codes.count("norm-near") == 1
    assert "norm-unknown" not in codes
