"""Goals in followers, likes or views, as hurried people write them in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from palabre.strategy.goals import count_goals, counts
from tests.strategy.building import TODAY

SIX_WEEKS = date(2027, 1, 3)
CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("text", "goal", "due"),
    [
        ("100 000 fans en six semaines", 100_000, SIX_WEEKS),
        ("100 000 fans in six weeks", 100_000, SIX_WEEKS),
        ("100,000 fans within 6 weeks", 100_000, SIX_WEEKS),
        ("cent mille abonnes d'ici six semaines", 100_000, SIX_WEEKS),
        ("a hundred thousand followers over the next six weeks", 100_000, SIX_WEEKS),
        ("100.000 folowers en 6 sem", 100_000, SIX_WEEKS),
        ("3000 followers avant Noël", 3_000, CHRISTMAS),
        ("3000 followers before Christmas", 3_000, CHRISTMAS),
        ("3\u202f000 abonnés Instagram d’ici Noel", 3_000, CHRISTMAS),
        ("3K subscribers by xmas", 3_000, CHRISTMAS),
        ("Atteindre la barre des dix mille abonnés d'ici fin mars", 10_000, date(2027, 3, 31)),
        ("grow our followers to 10,000 by Q2", 10_000, date(2027, 6, 30)),
        ("un million de vues en 2027", 1_000_000, date(2027, 12, 31)),
        ("hit 1.5M likes by the end of the year", 1_500_000, date(2026, 12, 31)),
        ("vingt-cinq mille fans avant Pâques", 25_000, date(2027, 3, 28)),
        ("Followers : 10 000, le 15 mars", 10_000, date(2027, 3, 15)),
        ("reach 50k on TikTok by 15 March 2027", 50_000, date(2027, 3, 15)),
    ],
)
def test_a_number_to_reach_and_its_day_are_read_as_people_write_them(text: str, goal: int, due: date) -> None:
    (said,) = count_goals(text, today=TODAY)

    assert (said.goal, said.due) == (goal, due)


@pytest.mark.parametrize(
    ("text", "factor", "gain", "now"),
    [
        ("doubler nos abonnés", 2, None, None),
        ("double our follower count", 2, None, None),
        ("x3 followers", 3, None, None),
        ("+50 % d'abonnés", 1.5, None, None),
        ("increase our followers by 50%", 1.5, None, None),
        ("ten times more likes", 10, None, None),
        ("gagner 5 000 abonnés", None, 5_000, None),
        ("500 new followers", None, 500, None),
        ("passer de 2 000 à 10 000 abonnés", None, None, 2_000),
    ],
)
def test_a_goal_may_be_a_factor_a_gain_or_a_way_from_here_to_there(
    text: str, factor: float | None, gain: int | None, now: int | None
) -> None:
    (said,) = count_goals(text, today=TODAY)

    assert (said.factor, said.gain, said.now) == (factor, gain, now)


@pytest.mark.parametrize(
    "text",
    [
        "1000 newsletter sign-ups before Christmas",
        "3 000 abonnés à la newsletter avant Noël",
        "50 000 visiteurs au musée en 2027",
        "sell 300 tickets in six weeks",
        "80 % of questions answered within two hours",
        "trouver 40 bêta-testeurs en six semaines",
        "Nos 12 000 abonnés se répondent entre eux",
        "Get 50 of our 12,000 followers to answer each other",
        "50 % de nos abonnés lisent nos réponses",
        "Nous ne cherchons pas 100 000 fans",
        "Rather than 100,000 fans, fifty people who come back",
        "Rencontrer dix comptes de plus de 10 000 abonnés",
        "the views of 30 residents heard by June",
        "recueillir les points de vue de 20 habitants",
    ],
)
def test_outcomes_and_what_one_has_already_are_no_goals_in_numbers(text: str) -> None:
    assert count_goals(text, today=TODAY) == ()


def test_the_words_of_a_goal_are_given_back_as_they_were_written() -> None:
    text = "Œuvrer pour le cœur de ville. Puis : 3 000 Abonnés d'ici Noël !"

    (said,) = count_goals(text, today=TODAY)

    assert said.words == "3 000 Abonnés"


def test_a_delay_counts_from_the_day_the_work_starts() -> None:
    (said,) = count_goals("100 000 fans en six semaines", today=TODAY, since=date(2027, 1, 4))

    assert said.due == date(2027, 2, 15)


@pytest.mark.parametrize(
    "text", ["9" * 400 + " followers", "followers " * 1_500, "x" * 15_000 + " fans", "1 fan, 2 likes"]
)
def test_nonsense_is_no_goal_and_no_failure(text: str) -> None:
    assert count_goals(text, today=TODAY) == ()


def test_what_an_indicator_counts_is_told_from_what_followers_do() -> None:
    assert [counts(one) for one in ("Nombre d'abonnés", "followers_count", "vues", "Likes")] == [
        "followers",
        "followers",
        "views",
        "likes",
    ]
    assert not any(
        counts(one)
        for one in ("share of followers who answer", "points de vue recueillis", "abonnés à la newsletter", "réponses")
    )
