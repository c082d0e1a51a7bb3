"""A dated goal is given what its kind usually takes, and what was added is confronted with what it changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from palabre.strategy.delays import DELAYS, Effort, added_against_changed
from tests.strategy.building import TODAY, found


def dated(kind: str, days: int, more: str = "") -> str:
    due = TODAY + timedelta(days=days)
    return f"objectives:\n  - id: luciole\n    kind: {kind}\n    due: {due}\n    {more}\n"


@pytest.mark.parametrize(
    ("kind", "enough", "short", "absurd"),
    [
        ("animate_community", 366, 120, 80),
        ("prevent_fires", 92, 60, 20),
        ("recruit_ambassadors", 184, 120, 40),
        ("gain_visibility", 184, 120, 40),
        ("find_beta_testers", 28, 20, 6),
        ("help_users", 61, 40, 14),
        ("bring_leads", 184, 120, 40),
    ],
)
def test_each_kind_has_its_delay_and_only_an_absurd_one_is_an_error(
    kind: str, enough: int, short: int, absurd: int
) -> None:
    for days, codes in ((enough, []), (short, ["delay-short"]), (absurd, ["delay-absurd"])):
        text = dated(kind, days)
        told = [*found("delay-short", text), *found("delay-absurd", text)]

        assert [one.code for one in told] == codes
        assert [one.severity for one in told] == ["error" if one == "delay-absurd" else "warning" for one in codes]


def test_every_kind_but_own_words_says_what_can_be_had_sooner() -> None:
    assert all(one.instead[0][0] == 0 and one.least < one.most for one in DELAYS.values())
    assert found("delay-absurd", dated("other", 2)) == ()
    (finding,) = found("delay-short", dated("animate_community", 120))
    assert "a question that a member answers before us" in str(finding.fields["instead"])
    assert (str(finding.fields["given"]), str(finding.fields["least"])) == ("4 months", "12 months")


def test_the_delay_runs_from_the_start_that_is_said() -> None:
    assert found("delay-short", dated("prevent_fires", 120, "starts: 2027-02-01"))
    assert not found("delay-short", dated("prevent_fires", 30, "starts: 2026-06-01"))


def test_a_delay_said_in_the_goal_counts_as_a_day() -> None:
    text = (
        "objectives:\n  - {id: luciole, kind: animate_community, goal: des membres qui se répondent en six semaines}\n"
    )

    (finding,) = found("delay-absurd", text)

    assert finding.path == ("objectives", 0)


def test_a_day_behind_or_none_is_left_to_others() -> None:
    assert found("delay-absurd", dated("help_users", -3)) == ()
    assert found("delay-absurd", "objectives:\n  - {kind: help_users}\n") == ()


def test_our_own_norm_replaces_that_of_the_trade_and_is_named() -> None:
    own = "resources:\n  norms:\n    - {task: delay_help_users, value: 2, source: our forum in 2025}\n"

    assert found("delay-short", dated("help_users", 40)) != ()
    assert found("delay-short", dated("help_users", 40) + own) == ()
    (finding,) = found("delay-short", dated("help_users", 10) + own)
    assert str(finding.fields["source"]) == "Your own norm: our forum in 2025"


def efforts(*rows: tuple[float, float, float | None]) -> list[Effort]:
    return [
        Effort(day=date(2026, 1 + number, 1), hours_a_week=hours, money=money, figure=figure)
        for number, (hours, money, figure) in enumerate(rows)
    ]


def test_two_increases_without_a_change_that_matters_ask_what_else_stops_it() -> None:
    told = added_against_changed(efforts((5, 0, 12), (8, 0, 12), (8, 200, 13), (8, 200, 13)), smallest_change=5)

    assert (told.told, told.increases, told.before, told.after) == ("no_change", 2, 12, 13)
    assert "ask what else stops it" in str(told)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(5, 0, 12), (5, 0, 13)], "nothing_added"),
        ([(8, 0, 12), (5, 0, 30)], "nothing_added"),
        ([(5, 0, 12), (8, 0, 13)], "not_yet_measurable"),
        ([(5, 0, None), (8, 0, None), (8, 0, 13)], "not_yet_measurable"),
        ([(5, 0, 12), (8, 0, 12), (8, 0, 20)], "changed"),
        ([(5, 0, 12), (8, 0, 12), (8, 0, 4)], "worse"),
        ([(5, 0, 0), (8, 0, None), (8, 0, 20)], "changed"),
    ],
)
def test_nothing_is_concluded_without_a_figure_before_and_one_after(
    rows: list[tuple[float, float, float | None]], told: str
) -> None:
    assert added_against_changed(efforts(*rows), smallest_change=5).told == told


def test_a_figure_that_should_fall_is_read_the_other_way_and_no_change_is_told_without_its_size() -> None:
    rows = efforts((5, 0, 12), (8, 0, 12), (8, 0, 4))

    assert added_against_changed(rows, smallest_change=5, lower_is_better=True).told == "changed"
    assert added_against_changed(rows, smallest_change=None).told == "not_yet_measurable"
