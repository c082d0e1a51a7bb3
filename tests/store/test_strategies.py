"""Versions of the strategy are kept as they were saved; what was adopted, overridden or signed stays for good."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError

from palabre.errors import NotFound, StrategyRefused, UsageError
from palabre.model.strategy.findings import Finding
from palabre.model.strategy.kept import Break, ToSign
from palabre.store.state import HEAD, METADATA, open_state, stored_version
from palabre.store.strategies import Strategies
from tests.building import NOW, Clock, reopened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Workspace

WHY = "The management decided so on Monday, knowing the risk."
SIGNED = ToSign(
    objective="helpers", decision="keep", measured=12.5, source="counted by hand", next_review=date(2027, 3, 1)
)
KEPT = ("versions", "adoptions", "overrides", "withdrawals", "reviews", "decisions")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("state") / "state.sqlite"
    open_state(path).dispose()
    return path


@pytest.fixture
def kept(migrated: Path, tmp_path: Path) -> Iterator[Strategies]:
    engine = open_state(shutil.copy(migrated, tmp_path / "state.sqlite"))
    yield Strategies(engine, Clock())
    engine.dispose()


def fill(kept: Strategies) -> None:
    """One row in each table."""
    kept.save("a: 1\n", author="Ana", note="first")
    kept.adopt(1, by="Bob")
    kept.withdraw(kept.override("no-guide", "organisation", by="Bob", why=WHY).override_id, by="Ana")
    kept.sign(SIGNED, version=1, expected={"target": 20}, signed_by="Ana", euros={"year": 900.0})
    kept.decide("radar:egg", "accepted", by="Ana")


def test_a_version_is_kept_as_it_was_written(kept: Strategies) -> None:
    text = "# référent\r\ncontext: {}\n\n"
    saved = kept.save(text, author="  Ana   Vals ", note=" first draft ")

    assert (saved.version, saved.author, saved.note, saved.saved_at) == (1, "Ana Vals", "first draft", NOW)
    assert kept.one(1).text == text
    assert kept.latest() == saved


def test_the_same_text_makes_no_new_version_but_going_back_does(kept: Strategies) -> None:
    first, same = kept.save("a", author="Ana"), kept.save("a", author="Bob")
    kept.save("b", author="Ana")
    back = kept.save("a", author="Bob")

    assert same == first
    assert [one.version for one in kept.all()] == [3, 2, 1]
    assert (back.version, back.text, back.author) == (3, "a", "Bob")


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "a\x1b[31m"])
def test_nobody_saves_or_adopts_without_a_name(kept: Strategies, name: str) -> None:
    kept.save("a", author="Ana")
    with pytest.raises(UsageError, match="strategy-needs-name"):
        kept.save("b", author=name)
    with pytest.raises(UsageError, match="strategy-needs-name"):
        kept.adopt(1, by=name)

    assert (len(kept.all()), kept.adopted()) == (1, None)


def test_an_adoption_keeps_what_the_judge_said_on_that_day(kept: Strategies) -> None:
    said = Finding(
        code="review-late", severity="warning", path=("objectives", 0, "review"), line=7, column=3,
        fields={"due": date(2026, 3, 1), "days": 20, "objective": "aider"},
    )  # fmt: skip
    kept.save("a", author="Ana")
    broken = Break(objective="helpers", fields=("due", "indicator.unit"))
    adopted = kept.adopt(1, by="Ana", findings=(said,), overrides=(4,), breaks=(broken,))

    assert kept.adoption() == adopted
    assert (adopted.findings, adopted.overrides, adopted.breaks) == ((said,), (4,), (broken,))
    assert kept.adopted() == kept.one(1)


def test_a_version_is_adopted_once_until_another_is(kept: Strategies) -> None:
    kept.save("a", author="Ana")
    kept.adopt(1, by="Ana")
    with pytest.raises(StrategyRefused, match="strategy-already-adopted"):
        kept.adopt(1, by="Bob")
    with pytest.raises(NotFound, match="no-such-strategy-version"):
        kept.adopt(2, by="Bob")
    kept.save("b", author="Ana")
    kept.adopt(2, by="Bob")
    kept.adopt(1, by="Ana")

    assert [one.version for one in kept.adoptions()] == [1, 2, 1]


@pytest.mark.parametrize("why", ["", "because", "                    because        ", "1234 5678 9012 3456 7890"])
def test_an_override_needs_a_sentence(kept: Strategies, why: str) -> None:
    with pytest.raises(StrategyRefused, match="override-needs-reason"):
        kept.override("no-guide", "organisation", by="Ana", why=why)

    assert kept.overrides() == ()


def test_a_withdrawn_override_stays_in_the_history(kept: Strategies) -> None:
    first = kept.override("no-guide", "organisation", by="Ana", why=WHY)
    second = kept.override("no-hours", "places[forum]", by="Ana", why=WHY)
    gone = kept.withdraw(first.override_id, by="Bob")

    assert kept.standing_overrides() == (second,)
    assert kept.overrides() == (second, gone)
    assert (gone.by, gone.withdrawn_by, gone.withdrawn_at) == ("Ana", "Bob", NOW)
    with pytest.raises(StrategyRefused, match="override-withdrawn"):
        kept.withdraw(first.override_id, by="Ana")
    with pytest.raises(NotFound, match="no-such-override"):
        kept.withdraw(99, by="Ana")


def test_a_review_is_kept_as_it_was_signed(kept: Strategies) -> None:
    kept.save("a", author="Ana")
    first = kept.sign(
        SIGNED, version=1, expected={"due": "2026-12-01"}, signed_by="Ana", euros={"month": 50.0},
        planned=date(2026, 11, 1), hours_a_week=12,
    )  # fmt: skip

    assert first.said == SIGNED
    assert (first.signed_by, first.signed_at, first.planned) == ("Ana", NOW, date(2026, 11, 1))
    assert (first.expected, first.hours_a_week, first.euros) == ({"due": "2026-12-01"}, 12, {"month": 50.0})
    assert kept.reviews("helpers") == kept.reviews() == (first,)
    assert kept.reviews("other") == ()


def test_the_last_word_on_a_proposal_holds_and_setting_aside_needs_a_reason(kept: Strategies) -> None:
    with pytest.raises(StrategyRefused, match="dismissal-needs-reason"):
        kept.decide("radar:egg", "dismissed", by="Ana")
    kept.decide("radar:egg", "dismissed", by="Ana", why="Nobody eats eggs here.")
    last = kept.decide("radar:egg", "accepted", by="Bob")

    assert kept.decided() == {"radar:egg": last}
    assert [one.decision for one in kept.decisions()] == ["accepted", "dismissed"]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize(
    "order",
    ["DELETE FROM {table}", 'UPDATE {table} SET "{column}" = "{column}"', "REPLACE INTO {table} SELECT * FROM {table}"],
)
def test_not_even_an_order_in_sql_changes_what_is_kept(kept: Strategies, table: str, order: str) -> None:
    fill(kept)
    name = f"strategy_{table}"
    column = METADATA.tables[name].columns.keys()[-1]
    with kept.engine.connect() as connection:
        before = connection.exec_driver_sql(f"SELECT * FROM {name}").all()

    with pytest.raises(DatabaseError, match="never changes"), kept.engine.begin() as connection:
        connection.exec_driver_sql(order.format(table=name, column=column))
    with kept.engine.connect() as connection:
        assert connection.exec_driver_sql(f"SELECT * FROM {name}").all() == before
    assert len(before) == 1


def test_a_state_from_before_gets_the_tables_and_keeps_what_it_had(workspace: Workspace) -> None:
    workspace.radars.add("nous", "trois vals", subject="ours")
    with workspace.state.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table.name not in ("settings", "jobs", "feed", "cursors", "radars", "radar_versions"):
                connection.exec_driver_sql(f"DROP TABLE {table.name}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    workspace.close()
    again = reopened(workspace.path)

    assert stored_version(again.state) == HEAD
    assert [one.name for one in again.radars.all()] == ["nous"]
    assert again.strategies.save("a", author="Ana").version == 1
    again.close()


def test_the_migrations_make_the_tables_that_the_code_names(kept: Strategies) -> None:
    made = inspect(kept.engine)

    for table in METADATA.sorted_tables:
        there = {one["name"]: (str(one["type"]), one["nullable"]) for one in made.get_columns(table.name)}
        assert there == {
            one.name: (str(one.type.compile(kept.engine.dialect)), bool(one.nullable)) for one in table.columns
        }
