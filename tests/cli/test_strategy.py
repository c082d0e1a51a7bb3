"""The strategy at the command line: begun, judged, adopted, compared, overridden, reviewed."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from palabre.words.findings import every_finding
from tests.building import reopened
from tests.cli.test_commands import palabre

pytestmark = pytest.mark.slow
SOUND = """
context: {organisation: Les Trois Vals}
objectives:
  - id: helpers
    goal: Members answer newcomers
    for_whom: [newcomers]
    indicator: answers
    now: 8
    target: 20
    due: 2100-06-01
    review: 2100-02-01
indicators:
  - {id: answers, name: Answers by members, unit: per cent}
audiences:
  - {id: newcomers, name: Newcomers}
places:
  - {id: forum, objectives: [helpers], audiences: [newcomers], contact: ana}
organisation:
  guide: ana
  people: [{id: ana, name: Ana Vals}]
"""
ODD = SOUND.replace("places:\n", "places:\n  - {id: pintagram, audiences: [newcomers]}\n")
WHY = "The town council asked for it, in writing."
CODE, PLACE = "place-without-objective", "places[pintagram]"


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    import shutil

    return shutil.copytree(template, tmp_path / "workspace")


def write(ws: Path, text: str) -> Path:
    (ws / "strategy.yaml").write_text(dedent(text), encoding="utf-8")
    return ws / "strategy.yaml"


def errors_of(answer: str) -> list[tuple[str, str]]:
    return [(one["code"], one["place"]) for one in json.loads(answer)["findings"] if one["severity"] == "error"]


def test_a_file_is_judged_without_any_workspace(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(ODD, encoding="utf-8")
    told, asked = palabre("strategy", "check", file), palabre("strategy", "check", file, "--json")
    line = 1 + ODD.splitlines().index("  - {id: pintagram, audiences: [newcomers]}")

    assert (told.returncode, asked.returncode) == (1, 1)
    assert f"{file}:{line}:5: error: {CODE} {PLACE}" in told.stdout
    found = next(one for one in json.loads(asked.stdout)["findings"] if one["code"] == CODE)
    assert (found["line"], found["column"], found["path"]) == (line, 5, ["places", 0])
    assert (found["what"], found["overridden"]) == ("“pintagram” serves no objective.", None)
    assert all(found[sentence] in told.stdout for sentence in ("what", "why", "what_to_do"))


def test_a_judgement_says_the_same_places_in_french(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(ODD, encoding="utf-8")
    english, french = (palabre("strategy", "check", file, "--json", lang=lang).stdout for lang in ("en", "fr"))

    assert errors_of(english) == errors_of(french) != []


def test_a_file_that_is_not_there_or_a_workspace_without_strategy_is_told(ws: Path, tmp_path: Path) -> None:
    lost, none = palabre("strategy", "check", tmp_path / "lost.yaml"), palabre("strategy", "check", "-w", ws)
    folder = palabre("strategy", "check", tmp_path)

    assert (folder.returncode, "folder" in folder.stderr, "not there" in folder.stderr) == (1, True, False)
    assert (lost.returncode, "lost.yaml" in lost.stderr) == (1, True)
    assert (none.returncode, "palabre strategy new" in none.stderr) == (1, True)


def test_an_error_is_overridden_by_name_and_counted_no_more(ws: Path) -> None:
    write(ws, ODD)
    before = palabre("strategy", "adopt", "--by", "Ana", "-w", ws)
    nameless = palabre("strategy", "override", CODE, PLACE, "--because", WHY, "-w", ws)
    done = palabre("strategy", "override", CODE, PLACE, "--because", WHY, "--by", "Ana", "-w", ws)
    left = {one for one in errors_of(palabre("strategy", "check", "--json", "-w", ws).stdout) if one != (CODE, PLACE)}
    for code, place in left:
        palabre("strategy", "override", code, place, "--because", WHY, "--by", "Ana", "-w", ws)
    checked = palabre("strategy", "check", "-w", ws)
    counts = json.loads(palabre("strategy", "check", "--json", "-w", ws).stdout)

    assert before.returncode == 1
    assert f"error: {CODE} {PLACE}" in before.stderr
    assert before.stdout == ""
    assert (nameless.returncode, "PALABRE_AUTHOR" in nameless.stderr) == (2, True)
    assert done.returncode == 0, done.stderr
    assert checked.returncode == 0
    assert f"overridden: {CODE} {PLACE}" in checked.stdout
    assert WHY in checked.stdout
    assert (counts["errors"], counts["overridden"]) == (0, 1 + len(left))
    withdrawn = palabre("strategy", "withdraw", "1", "--by", "Bob", "-w", ws)
    assert withdrawn.returncode == 0
    assert palabre("strategy", "check", "-w", ws).returncode == 1


def adopt(ws: Path, text: str) -> None:
    """Adopts a text whatever rules say of it: what they say is not the matter here."""
    from palabre.store.strategy_text import read_strategy
    from palabre.strategy.frozen import breaks_between

    write(ws, text)
    workspace = reopened(ws)
    before = workspace.strategies.adopted()
    after = read_strategy(text).strategy
    breaks = breaks_between(read_strategy(before.text).strategy, after) if before else ()
    version = workspace.strategies.save(text, author="Ana Vals").version
    workspace.strategies.adopt(version, by="Ana Vals", breaks=breaks)
    workspace.close()


def test_an_error_taken_on_is_in_the_history_before_any_version(ws: Path) -> None:
    write(ws, ODD)
    palabre("strategy", "override", CODE, PLACE, "--because", WHY, "--by", "Ana", "-w", ws)

    assert WHY in palabre("strategy", "history", "-w", ws).stdout


def test_an_adopted_strategy_is_told_compared_and_kept(ws: Path) -> None:
    adopt(ws, SOUND)
    shown = palabre("strategy", "show", "-w", ws).stdout
    adopt(ws, SOUND.replace("target: 20", "target: 30"))
    write(ws, SOUND.replace("2100-06-01", "2100-09-01"))
    history = palabre("strategy", "history", "-w", ws).stdout
    kept = json.loads(palabre("strategy", "history", "--json", "-w", ws).stdout)

    assert shown.startswith("Version 1, adopted by Ana Vals on ")
    for said in ("Members answer newcomers", "Newcomers", "forum (contact: Ana Vals)", "8 → 20 per cent", "1 Jun 2100"):
        assert said in shown
    assert (kept["holds"], [one["version"] for one in kept["versions"]]) == (2, [2, 1])
    assert kept["adoptions"][0]["breaks"] == [{"objective": "helpers", "fields": ["target"]}]
    assert "Break in the figures: objective “helpers”" in history
    assert "(20 → 30)" in palabre("strategy", "diff", "1", "2", "-w", ws).stdout
    draft = palabre("strategy", "diff", "-w", ws).stdout
    assert draft.startswith("From version 2 to the file:")
    assert "1 Jun 2100 → 1 Sep 2100" in draft
    text = palabre("strategy", "diff", "1", "--text", "-w", ws).stdout
    assert "-    due: 2100-06-01\n+    due: 2100-09-01\n" in text
    assert palabre("strategy", "show", "-w", ws).stdout.startswith("The file as it is now, changed since version 2")
    saved = json.loads(palabre("strategy", "show", "--version", "1", "--json", "-w", ws).stdout)
    assert saved["strategy"]["objectives"][0]["target"] == 20
    assert palabre("strategy", "show", "--version", "9", "-w", ws).returncode == 1


def test_a_file_that_is_gone_is_had_back_from_its_versions(ws: Path) -> None:
    adopt(ws, SOUND)
    file = ws / "strategy.yaml"
    before = file.read_bytes()
    file.unlink()
    gone = palabre("strategy", "check", "-w", ws)
    file.write_text(palabre("strategy", "show", "--version", "1", "--text", "-w", ws).stdout, encoding="utf-8")

    assert gone.returncode == 1
    assert "palabre strategy show --version 1 --text" in gone.stderr
    assert "strategy new" not in gone.stderr
    assert file.read_bytes() == before


def test_a_review_is_shown_signed_and_kept(ws: Path) -> None:
    adopt(ws, SOUND)
    meeting = palabre("strategy", "review", "-w", ws).stdout
    refused = palabre("strategy", "review", "helpers", "--decision", "keep", "--by", "Ana", "-w", ws)
    order = ("strategy", "review", "helpers", "--decision", "keep", "--unknown", "Nobody counted yet.", "--by", "Ana")
    signed = palabre(*order, "--next", "2100-05-01", "-w", ws)
    (review,) = json.loads(palabre("strategy", "history", "--json", "-w", ws).stdout)["reviews"]

    assert "Expected: 20 per cent" in meeting
    assert "Next review: 1 Feb 2100" in meeting
    assert (refused.returncode, refused.stdout) == (1, "")
    assert signed.returncode == 0, signed.stderr
    assert "not yet measurable" in signed.stdout
    assert (review["measured"], review["unknown"], review["next_review"]) == (None, "Nobody counted yet.", "2100-05-01")
    assert palabre("strategy", "review", "visits", "-w", ws).returncode == 1


def test_a_first_strategy_is_written_once(ws: Path) -> None:
    begun = palabre("strategy", "new", "--template", "brand", "--lang", "fr", "-w", ws)
    text = (ws / "strategy.yaml").read_text(encoding="utf-8")
    again = palabre("strategy", "new", "--template", "event", "-w", ws)
    schema = json.loads(palabre("strategy", "schema", "--lang", "fr").stdout)

    assert begun.returncode == 0, begun.stderr
    assert "strategy check" in begun.stdout
    assert json.loads((ws / "strategy.schema.json").read_text(encoding="utf-8")) == schema
    assert (again.returncode, (ws / "strategy.yaml").read_text(encoding="utf-8")) == (1, text)
    assert palabre("strategy", "new", "--template", "shop", "-w", ws).returncode == 2


def test_the_name_of_whoever_decides_may_come_from_the_environment(ws: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(ws, ODD)
    monkeypatch.setenv("PALABRE_AUTHOR", "Ana Vals")
    done = palabre("strategy", "override", CODE, PLACE, "--because", WHY, "-w", ws)

    assert "Ana Vals" in done.stdout


def test_a_finding_of_an_earlier_palabre_is_told_by_its_code() -> None:
    from palabre.cli.strategy._findings import sentences_of
    from palabre.model.strategy.findings import Finding

    gone = Finding(code="no-longer-known", severity="error")

    assert gone.code not in every_finding()
    assert sentences_of(gone).what == "no-longer-known"
