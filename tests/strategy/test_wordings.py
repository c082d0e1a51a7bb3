"""How much is recognised of wordings by someone who had not seen our lists: floors under which we never go again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from palabre.strategy.buying import buying_in
from palabre.strategy.goals import count_goals
from tests.strategy.building import TODAY

WORDINGS = Path(__file__).parent / "wordings"


def wordings(name: str) -> list[dict[str, object]]:
    return json.loads((WORDINGS / f"{name}.json").read_text(encoding="utf-8"))


def recall_and_precision(name: str, wanted: str, says: Callable[[str], bool]) -> tuple[float, float]:
    rows = wordings(name)
    said = [says(str(row["text"])) for row in rows]
    right = sum(one and bool(row[wanted]) for one, row in zip(said, rows, strict=True))
    return right / sum(bool(row[wanted]) for row in rows), right / sum(said)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_bought_audiences_are_recognised_and_near_misses_left_alone(language: str) -> None:
    recall, precision = recall_and_precision(f"buying.{language}", "is_bought", lambda text: bool(buying_in(text)))

    assert recall >= 0.97
    assert precision >= 0.97


@pytest.mark.parametrize("language", ["fr", "en"])
def test_goals_in_numbers_are_recognised_and_outcomes_left_alone(language: str) -> None:
    recall, precision = recall_and_precision(
        f"goals.{language}", "is_count_goal", lambda text: bool(count_goals(text, today=TODAY))
    )

    assert recall >= 0.95
    assert precision >= 0.95


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_number_of_a_goal_and_what_it_counts_are_read(language: str) -> None:
    rows = [row for row in wordings(f"goals.{language}") if row["is_count_goal"] and ("goal" in row or "factor" in row)]

    right = sum(
        any(
            (one.counted, one.goal or one.gain, one.factor) == (row["counted"], row.get("goal"), row.get("factor"))
            for one in count_goals(str(row["text"]), today=TODAY)
        )
        for row in rows
    )

    assert right >= 0.9 * len(rows)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_wordings_never_looked_at_are_recognised_nearly_as_well(language: str) -> None:
    """Never tune on these: they are the other half of what the same author wrote, and they judge the lists."""
    bought = recall_and_precision(f"unseen.buying.{language}", "is_bought", lambda text: bool(buying_in(text)))
    counted = recall_and_precision(
        f"unseen.goals.{language}", "is_count_goal", lambda text: bool(count_goals(text, today=TODAY))
    )

    assert bought[0] >= 0.85
    assert bought[1] >= 0.95
    assert counted[0] >= 0.7
    assert counted[1] >= 0.9
