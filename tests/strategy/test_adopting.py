"""A strategy is adopted without errors, or with errors someone took upon themselves; then objectives are frozen."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from palabre.errors import PalabreError, StrategyRefused, UsageError
from palabre.model.strategy import Strategy
from palabre.model.strategy.kept import Break
from palabre.strategy import adopting
from palabre.strategy.adopting import ErrorsStand, adopt, drafted, judged_in, override, standing
from tests.strategy.lenient import judge_little

if TYPE_CHECKING:
    from palabre.store import Workspace

SOUND = """
version: 1
objectives:
  - id: helpers
    kind: help_users
    goal: Members answer newcomers
    for_whom: [newcomers, members]
    indicator: answers
    target: 20
    due: 2027-03-01
indicators:
  - id: answers
    definition: member-answers
    version: 1
    unit: per cent
"""
# Two errors: what for, with whom.
ODD = """
places:
  - id: pintagram
    name: Pintagram
"""
WHY = "The town council asked for it before the summer, in writing."
PLACE = "places[pintagram]"
CODES = ["place-without-audience", "place-without-objective"]


@pytest.fixture(autouse=True)
def little_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    judge_little(monkeypatch)


def written(workspace: Workspace, *parts: str) -> Workspace:
    (workspace.path / "strategy.yaml").write_text("".join(map(dedent, parts)), encoding="utf-8")
    return workspace


def test_a_sound_strategy_is_adopted_as_it_was_read(workspace: Workspace) -> None:
    made = adopt(written(workspace, "# ours\n", SOUND), by="Ana Vals")
    held = workspace.strategies.adopted()

    assert held is not None
    assert (made.version, made.by, held.author) == (1, "Ana Vals", "Ana Vals")
    assert held.text == "# ours\n" + SOUND


def test_errors_keep_a_strategy_from_being_adopted_and_nothing_is_kept(workspace: Workspace) -> None:
    with pytest.raises(ErrorsStand) as refused:
        adopt(written(workspace, SOUND, ODD), by="Ana")

    assert sorted(one.code for one in refused.value.findings) == CODES
    assert (workspace.strategies.all(), workspace.strategies.adopted()) == ((), None)


def test_errors_that_someone_took_upon_themselves_let_it_pass_and_are_kept_with_it(workspace: Workspace) -> None:
    written(workspace, SOUND, ODD)
    first = override(workspace, CODES[0], PLACE, by="Ana", why=WHY)
    with pytest.raises(ErrorsStand) as refused:
        adopt(workspace, by="Ana")
    second = override(workspace, CODES[1], PLACE, by="Bob", why=WHY)
    made = adopt(workspace, by="Ana")

    assert [one.code for one in refused.value.findings] == CODES[1:]
    assert sorted(made.overrides) == [first.override_id, second.override_id]
    assert sorted(one.code for one in made.findings if one.severity == "error") == CODES


def test_a_withdrawn_override_lets_nothing_pass(workspace: Workspace) -> None:
    written(workspace, SOUND, ODD)
    for code in CODES:
        gone = override(workspace, code, PLACE, by="Ana", why=WHY)
    workspace.strategies.withdraw(gone.override_id, by="Bob")

    with pytest.raises(ErrorsStand):
        adopt(workspace, by="Ana")


def test_an_override_follows_its_thing_when_the_list_moves_and_is_told_once_it_serves_no_more(
    workspace: Workspace,
) -> None:
    written(workspace, ODD)
    made = [override(workspace, code, PLACE, by="Ana", why=WHY) for code in CODES]
    other = "\nplaces:\n  - {id: forum, state: closed}\n  - {id: pintagram}\n"

    assert drafted(written(workspace, other)).faced.errors == ()
    assert drafted(workspace).faced.unneeded == ()
    mended = drafted(written(workspace, "places:\n  - {id: pintagram, audiences: [us], objectives: [helpers]}\n"))
    assert sorted(one.override_id for one in mended.faced.unneeded) == [one.override_id for one in made]


@pytest.mark.parametrize(
    ("code", "place", "refusal"),
    [
        ("place-without-objective", "places[forum]", "nothing-to-override"),
        ("no-such-code", PLACE, "nothing-to-override"),
        ("strategy-needs-number", "objectives[helpers].target", "writing-not-overridden"),
    ],
)
def test_only_an_error_that_is_there_and_that_can_be_read_is_overridden(
    workspace: Workspace, code: str, place: str, refusal: str
) -> None:
    written(workspace, SOUND.replace("target: 20", "target: many"), ODD)

    with pytest.raises(StrategyRefused, match=refusal):
        override(workspace, code, place, by="Ana", why=WHY)
    assert workspace.strategies.overrides() == ()


def test_an_error_is_overridden_once_by_name(workspace: Workspace) -> None:
    written(workspace, ODD)
    with pytest.raises(UsageError, match="strategy-needs-name"):
        override(workspace, CODES[0], PLACE, by=" ", why=WHY)
    override(workspace, CODES[0], PLACE, by="Ana", why=WHY)
    with pytest.raises(StrategyRefused, match="overridden-already"):
        override(workspace, CODES[0], PLACE, by="Bob", why=WHY)


def test_a_fault_of_the_writing_stands_whatever_was_overridden(workspace: Workspace) -> None:
    workspace.strategies.override("strategy-needs-number", "objectives[helpers].target", by="Ana", why=WHY)
    draft = judged_in(workspace, SOUND.replace("target: 20", "target: many"))

    assert [one.code for one in draft.faced.errors] == ["strategy-needs-number"]
    assert standing(draft.judgement, (), draft.written.strategy) == draft.judgement.errors


def test_without_a_file_nothing_is_adopted(workspace: Workspace) -> None:
    for text in (None, "\n"):
        if text is not None:
            written(workspace, text)
        with pytest.raises(PalabreError, match="no-strategy-file"):
            adopt(workspace, by="Ana")


def test_an_adopted_objective_that_changes_marks_a_break_and_is_told_before(workspace: Workspace) -> None:
    adopt(written(workspace, SOUND), by="Ana")
    changed = SOUND.replace("2027-03-01", "2027-06-01").replace("target: 20", "target: 30")
    draft = drafted(written(workspace, changed))
    told = [(one.code, one.path, str(one.fields["fields"])) for one in draft.judgement.of("note")]
    second = adopt(workspace, by="Bob")

    assert told == [("adopted-objective-changed", ("objectives", 0, "target"), "Where we want to be, Due on")]
    assert second.version == 2
    assert second.breaks == (Break(objective="helpers", fields=("target", "due")),)
    assert workspace.strategies.adoptions()[1].breaks == ()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (("unit: per cent", "unit: answers"), ("indicator.unit",)),
        (("indicator: answers", "indicator: other"), ("indicator",)),
        (("for_whom: [newcomers, members]", "for_whom: [members, newcomers]"), None),
        (("goal: Members answer", "goal: >-\n      Members\n      answer"), None),
        (("target: 20", "target: 20\n    review: 2027-01-01\n    owner: ana"), None),
        (("id: helpers", "id: newcomers"), ()),
    ],
)
def test_what_breaks_a_series_and_what_does_not(workspace: Workspace, change: tuple[str, str], broken) -> None:
    adopt(written(workspace, SOUND), by="Ana")
    made = adopt(written(workspace, SOUND.replace(*change)), by="Ana")

    assert made.breaks == (() if broken is None else (Break(objective="helpers", fields=broken),))


def test_a_new_objective_breaks_nothing(workspace: Workspace) -> None:
    adopt(written(workspace, SOUND), by="Ana")
    more = SOUND.replace("indicators:", "  - id: leads\n    kind: bring_leads\nindicators:")

    assert adopt(written(workspace, more), by="Ana").breaks == ()


def test_the_judge_of_a_workspace_knows_its_radars_and_its_day(workspace: Workspace) -> None:
    workspace.radars.add("Trois Vals", "trois vals", subject="ours")
    known = adopting.around(workspace, Strategy())

    assert known.heard is not None
    assert known.heard.radars == {"trois vals"}
    assert (known.today, known.adopted) == (workspace.clock().date(), None)
