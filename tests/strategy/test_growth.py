"""A wanted number of followers beside what accounts really did."""

from __future__ import annotations

from datetime import timedelta

import pytest

from palabre.model.strategy import Account
from palabre.strategy.growth import REFERENCE, confronted, history_of, own_class, reference_in
from palabre.strategy.judging import Heard
from tests.strategy.building import TODAY


def weekly(*, weeks: int = 20, start: int = 2_000, gain: int = 50) -> tuple[tuple, ...]:
    """The followers of an account that gains as many every week until today."""
    return tuple((TODAY - timedelta(weeks=weeks - number), start + gain * number) for number in range(weeks + 1))


@pytest.mark.parametrize(
    ("goal", "standing", "times", "out_of"),
    [
        (3_000 + 6 * 40, "usual", 0.8, None),
        (3_000 + 6 * 100, "ambitious", 2.0, None),
        (3_000 + 6 * 250, "rare", 5.0, None),
        (3_000 + 6 * 500, "unseen", 10.0, 100),
        (3_000 + 6 * 2_500, "unseen", 50.0, 1_000),
    ],
)
def test_a_goal_is_usual_ambitious_rare_or_unseen_beside_the_accounts_own_pace(
    goal: int, standing: str, times: float, out_of: int | None
) -> None:
    verdict = confronted(3_000, goal, 6, weekly())

    assert (verdict.standing, verdict.out_of) == (standing, out_of)
    assert verdict.times == pytest.approx(times)
    assert verdict.pace == pytest.approx(50)


def test_without_eight_weeks_of_history_no_chances_are_told() -> None:
    for history in ((), weekly(weeks=7)):
        verdict = confronted(2_000, 100_000, 6, history)

        assert (verdict.standing, verdict.times, verdict.out_of) == ("no_history", None, None)
        assert verdict.multiples == (1.007, 1.028, 1.091, 1.69)
        assert verdict.is_above_all


def test_only_the_last_eight_weeks_make_the_pace() -> None:
    long_ago = tuple((TODAY - timedelta(weeks=30 - number), 100 * number) for number in range(10))
    verdict = confronted(None, 4_000, 6, (*long_ago, *weekly(weeks=10, start=2_500, gain=50)))

    assert verdict.pace == pytest.approx(50)


@pytest.mark.parametrize("gain", [0, -20])
def test_no_multiple_of_a_pace_that_is_nil_or_falling_is_told(gain: int) -> None:
    verdict = confronted(None, 9_000, 6, weekly(gain=gain))

    assert (verdict.standing, verdict.times) == ("no_pace", None)


def test_a_goal_may_be_reached_past_or_without_a_day() -> None:
    assert confronted(5_000, 3_000, 6, weekly()).standing == "reached"
    assert confronted(2_000, 3_000, -1, weekly()).standing == "past"
    assert confronted(2_000, 3_000, None, weekly()).standing == "no_day"
    assert confronted(2_000, None, 6, weekly()).standing == "no_figure"


def test_another_delay_than_six_weeks_says_what_is_assumed_and_a_far_one_is_not_compared() -> None:
    assert confronted(2_000, 2_100, 6).assumed == ""
    ten = confronted(2_000, 2_100, 10)
    assert ten.assumed == "other_weeks"
    assert ten.multiples[-1] == pytest.approx(1.69 ** (10 / 6))
    far = confronted(None, 9_000, 52, weekly())
    assert (far.standing, far.multiples, far.out_of) == ("far", (), None)


def test_a_fortnight_is_judged_as_if_six_weeks_were_given() -> None:
    verdict = confronted(3_000, 4_000, 2, weekly())

    # Ten times the pace over two weeks is 3.3 times over six: rare, not unseen.
    assert verdict.times == pytest.approx(10)
    assert (verdict.standing, verdict.assumed) == ("rare", "six_weeks_given")


def test_twice_as_many_is_a_goal_too() -> None:
    assert confronted(None, None, 6, weekly(), factor=2).goal == 6_000
    assert confronted(None, None, 6, factor=2).multiple == 2


def test_an_account_finds_its_history_whatever_its_capitals_and_sign() -> None:
    heard = Heard(histories={"instagram:maison.luciole": weekly()})
    account = Account(id="insta", network="instagram", handle=" @Maison.Luciole ")

    assert history_of(heard, account) == weekly()
    assert history_of(None, account) == history_of(heard, None) == history_of(heard, Account(id="x")) == ()


def test_the_users_own_accounts_replace_the_class_from_two_hundred_periods_on() -> None:
    few = {f"mastodon:a{number}": weekly(weeks=20) for number in range(99)}
    many = {f"mastodon:a{number}": weekly(weeks=20, gain=10 + number) for number in range(100)}

    assert own_class(few.values()) is None
    assert reference_in(Heard(histories=few)) is REFERENCE
    own = reference_in(Heard(histories=many))
    assert (own.is_own, own.cases) == (True, 200)
    assert own.pace(0.5) == pytest.approx(1.0)
    assert confronted(3_000, 3_000 + 6 * 60, 6, weekly(), reference=own).standing == "unseen"
