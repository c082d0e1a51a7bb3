"""Radars at the command line: saved, explained, read over history, changed, removed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from palabre.cli._queries import with_caret
from palabre.listen import radars
from palabre.store import Workspace
from palabre.store.jobs import Jobs
from palabre.testing import DEFAULT_SIZE, OBSERVED_AT, story
from tests.building import Clock, a_post, bring_in, copied
from tests.cli.test_commands import palabre

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the story in English, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "workspace"
    workspace = copied(template, path, Clock(OBSERVED_AT))
    bring_in(workspace, story(lang="en"))
    workspace.close()
    return path


@pytest.fixture
def ws(filled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(filled, tmp_path / "workspace")


def add(ws: Path, name: str, query: str, *more: str) -> subprocess.CompletedProcess[str]:
    return palabre("radar", "add", name, query, "--subject", "topic", "-w", ws, *more)


def listed(ws: Path) -> dict[str, dict[str, object]]:
    return {one["name"]: one for one in json.loads(palabre("radar", "list", "--json", "-w", ws).stdout)["radars"]}


def test_a_radar_finds_what_a_search_finds(ws: Path) -> None:
    query = '(egg OU lysozyme) NEAR/10 label -"new label"'
    done = add(ws, "egg", query)
    found = json.loads(palabre("search", query, "-w", ws, "--json").stdout)
    radar = listed(ws)["egg"]

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == 'egg: (egg OR lysozyme) NEAR/10 label AND NOT "new label"'
    assert str(found["count"]) in done.stdout.splitlines()[1]
    assert found["count"] > 2
    assert (radar["mentions"], radar["is_ready"], radar["reading"]) == (found["count"], True, None)
    jobs = json.loads(palabre("jobs", "-w", ws, "--json").stdout)["jobs"]
    assert [(job["kind"], job["status"], job["title"]) for job in jobs] == [("radar", "done", "egg")]


def test_history_is_left_to_the_worker_when_asked(ws: Path) -> None:
    done = add(ws, "egg", "egg", "--queue")

    assert done.returncode == 0
    assert [job["status"] for job in json.loads(palabre("jobs", "-w", ws, "--json").stdout)["jobs"]] == ["waiting"]
    assert not listed(ws)["egg"]["is_ready"]
    assert listed(ws)["egg"]["reading"] is not None


def test_an_edit_reads_history_again_only_when_the_query_changed(ws: Path) -> None:
    add(ws, "egg", "egg")
    renamed = palabre("radar", "edit", "egg", "--name", "The egg", "--subject", "sensitive", "-w", ws)
    before = listed(ws)["The egg"]
    changed = palabre("radar", "edit", "the egg", "egg AND label", "-w", ws)
    after = listed(ws)["The egg"]
    lost = palabre("radar", "edit", "The egg", "-w", ws)

    assert (renamed.stdout, renamed.returncode) == ("The egg: egg\n", 0)
    assert changed.returncode == 0
    assert (before["subject"], before["version"], after["version"]) == ("sensitive", 1, 2)
    assert (after["query"], after["is_ready"]) == ("egg AND label", True)
    assert len(json.loads(palabre("jobs", "-w", ws, "--json").stdout)["jobs"]) == 2
    assert (lost.returncode, "--subject" in lost.stderr) == (2, True)


def test_history_read_again_gives_the_same_mentions(ws: Path) -> None:
    first = add(ws, "egg", "egg")
    again = palabre("radar", "rerun", "egg", "-w", ws)

    assert again.stdout == first.stdout.splitlines()[1] + "\n"


def test_a_reading_that_was_stopped_is_told_and_can_be_taken_up_again(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(1, "un œuf")])
    radar = radars.save_new(workspace, name="œuf", query="œuf", subject="topic", queue=False)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        radars.read_history_here(workspace, radar, stop)
    assert [(job.status, job.error_id) for job in workspace.jobs.recent()] == [("failed", "job-interrupted")]
    assert radars.listed(workspace)[0].reading is None

    assert radars.read_history_here(workspace, workspace.radars.one("œuf"), lambda _done, _total: None)
    assert radars.count(workspace, workspace.radars.one("œuf")) == 1


def test_a_worker_may_take_over_from_a_process_that_sleeps(
    workspace: Workspace, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(workspace, [a_post(1, "un œuf")])
    radar = radars.save_new(workspace, name="œuf", query="œuf", subject="topic", queue=False)

    def sleep(_done: int, _total: int) -> None:
        clock.forward(minutes=5)
        with monkeypatch.context() as other:
            other.setattr(Jobs, "me", "another process")
            assert workspace.jobs.claim(("radar",)) is not None

    assert not radars.read_history_here(workspace, radar, sleep)
    assert [job.status for job in workspace.jobs.recent()] == ["running"]


def test_a_radar_is_removed_only_by_who_says_so(ws: Path) -> None:
    add(ws, "egg", "egg")
    environment = {**os.environ, "PALABRE_LANG": "fr", "PALABRE_WORKSPACE": str(ws)}
    command = [sys.executable, "-m", "palabre", "radar", "remove", "egg"]

    for said in ("", "non\n"):
        kept = subprocess.run(command, input=said, capture_output=True, text=True, env=environment, check=False)
        assert (kept.returncode, kept.stdout, "--yes" in kept.stderr) == (1, "", True)
    assert palabre("radar", "list", "-w", ws).stdout.startswith("radar")
    gone = subprocess.run(command, input="Oui\n", capture_output=True, text=True, env=environment, check=False)
    assert gone.returncode == 0
    assert "radar add" in palabre("radar", "list", "-w", ws).stdout
    assert palabre("radar", "remove", "egg", "--yes", "-w", ws).returncode == 1


def test_an_explanation_counts_clause_by_clause(ws: Path) -> None:
    add(ws, "egg", "egg (label OR batch) -grognon")
    told = json.loads(palabre("radar", "explain", "egg", "-w", ws, "--json").stdout)
    asked = palabre("radar", "explain", "--query", "egg AND (label OR batch) AND NOT grognon", "-w", ws)

    assert told["query"] == told["echo"] == "egg AND (label OR batch) AND NOT grognon"
    assert (told["read"], told["is_whole"]) == (DEFAULT_SIZE, True)
    assert told["matched"] == sum(day["posts"] for day in told["per_day"]) >= len(told["samples"]) > 0
    egg, either, excluded = told["clauses"]
    assert egg["posts"] - either["effect"] < egg["posts"] <= DEFAULT_SIZE
    assert [one["role"] for one in told["clauses"]] == ["required", "required", "excluded"]
    assert excluded["posts"] == excluded["effect"] == 0
    assert all("egg" in post["text"].casefold() for post in told["samples"] if not post["matched_title"])
    assert {one["how"] for one in told["near_misses"]} >= {"lacks"}
    assert asked.returncode == 0
    assert "label OR batch" in asked.stdout
    assert str(told["matched"]) in asked.stdout


def test_bars_of_equal_days_show_a_single_post() -> None:
    from datetime import date, timedelta
    from types import SimpleNamespace

    from palabre.cli.radar.explain import bars_of

    first = date(2026, 5, 1)
    days = ((first, 1), (first + timedelta(days=2), 800), (first + timedelta(days=3), 400))

    assert bars_of(SimpleNamespace(per_day=days)) == "▁ █▄"  # type: ignore[arg-type]
    assert len(bars_of(SimpleNamespace(per_day=(*days, (first + timedelta(days=900), 1))))) <= 60  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "line", "caret", "said"),
    [
        (("radar", "add", "x", "egg AND (label OR", "--subject", "ours"), "  egg AND (label OR", 17, "OR"),
        (("radar", "explain", "--query", "NOT egg"), "  NOT egg", 2, "nearly every post"),
        (("search", "東京", "langage:fr"), "  東京 langage:fr", 7, "lang:"),
        (("radar", "add", "x", "egg /x/", "--subject", "ours", "--from", "lucene"), "  egg /x/", 6, "Column 5"),
    ],
)
def test_a_wrong_query_is_shown_with_a_mark_under_the_column(
    ws: Path, words: tuple[str, ...], line: str, caret: int, said: str
) -> None:
    done = palabre(*words, "-w", ws)

    shown, mark, told = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert (shown, mark.index("^")) == (line, caret)
    assert said in told
    assert listed(ws) == {}


def test_a_long_query_is_cut_around_the_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    query = "x" * 500 + "\x1b!\n" + "y" * 500

    line, mark = with_caret(query, 502)

    assert len(line) == 64
    assert line[mark.index("^")] == "!"
    assert "\x1b" not in line
    assert with_caret("short", 6) == ("  short", "       ^")


def test_what_is_doubtful_is_told_beside_the_answer(ws: Path) -> None:
    done = add(ws, "x", "egg AND label OR dairy")

    assert done.returncode == 0
    assert "Column 1: AND binds more tightly than OR. This is read as: (egg AND label) OR dairy" in done.stderr


def test_a_query_of_another_product_is_translated_and_told(ws: Path) -> None:
    done = add(ws, "x", "title:egg NEAR/5f label AND country:fra", "--from", "brandwatch")

    assert done.returncode == 0
    assert done.stdout.startswith("x: egg NEAR/5f label\n")
    assert "country:fra" in done.stderr
    assert "Column 1: “title:egg”" in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("radar",), 2, "  explain"),
        (("radar", "lst"), 2, "radar list"),
        (("rada", "list"), 2, "radar"),
        (("radar", "add", "x"), 2, "QUERY"),
        (("radar", "add", "x", "egg"), 2, "--subject"),
        (("radar", "add", "x", "egg", "--subject", "planet"), 2, "sensitive"),
        (("radar", "add", "x", "egg", "--subject", "ours", "--from", "bing"), 2, "brandwatch"),
        (("radar", "add", " ", "egg", "--subject", "ours"), 2, "name"),
        (("radar", "explain"), 2, "--query"),
        (("radar", "rerun", "nobody"), 1, "nobody"),
        (("mentions", "nobody"), 1, "nobody"),
    ],
)
def test_a_refusal_is_a_sentence(ws: Path, words: tuple[str, ...], status: int, said: str) -> None:
    done = palabre(*words, cwd=ws)

    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_two_radars_cannot_have_one_name(ws: Path) -> None:
    add(ws, "Egg", "egg")
    again = add(ws, "egg", "label")

    assert again.returncode == 2
    assert listed(ws)["Egg"]["query"] == "egg"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_command_of_a_radar_has_its_help(lang: str) -> None:
    listed = palabre("radar", "--help", lang=lang).stdout
    for name in ["add", "edit", "explain", "list", "remove", "rerun"]:
        assert f"  {name} " in listed
        assert palabre("radar", name, "--help", lang=lang).returncode == 0
