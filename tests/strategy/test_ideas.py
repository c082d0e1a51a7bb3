"""Ways of saying are found by the ideas they are made of, in their order, near enough, with nothing else between."""

from __future__ import annotations

import pytest

from palabre.strategy._ideas import Ideas

IDEAS = Ideas(
    {"number": "ten", "goods": "like likes lik*", "money": "€ euro*", "other": "poster*"},
    alike={"goods": r"f+ol+ow+ers?"},
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("get ten likes for 5 euros", ["ten likes for 5 euros"]),
        ("get 3,000 new folowers: 9 €", ["3,000 new folowers: 9 €"]),
        ("likes, ten euros", []),
        ("ten big shiny new likes for 5 euros", []),
        ("ten likes, a poster, 5 euros", []),
        ("", []),
    ],
)
def test_a_way_needs_its_ideas_in_order_and_near(sentence: str, found: list[str]) -> None:
    way = IDEAS.way("number ..2 goods ..3 money")

    places = list(IDEAS.places_of_any([way], sentence))

    assert [sentence[start:end] for start, end in places] == found


def test_either_of_two_ideas_will_do() -> None:
    way = IDEAS.way("number ..0 goods|money")

    assert [len(list(IDEAS.places_of_any([way], one))) for one in ("ten likes", "ten euros", "ten things")] == [1, 1, 0]
