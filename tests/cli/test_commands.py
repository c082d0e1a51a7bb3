"""The command line as a person types it: each command in a process of its own, started or forked from one ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from palabre import __version__
from palabre.testing import RADARS, story_gaps
from tests import ready

pytestmark = pytest.mark.slow
TABLE = """Id,Date,User,Tweet,Likes
1,2026-01-03T10:00:00Z,ana,Bonjour le Comté,3
2,2026-01-04T10:00:00Z,bob,@ana quelle odeur de Comté ! #fromage,
3,,bob,sans date,1
"""


def palabre(*words: object, lang: str = "en", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What a command says, in a fork of a process that has loaded Palabre."""
    return ready.run("palabre", [*map(str, words)], env=environment_in(lang), cwd=cwd, timeout=120)


def started(*words: object, lang: str = "en", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The same from the first instruction on, as a shell starts it."""
    command = [sys.executable, "-m", "palabre", *map(str, words)]
    env = environment_in(lang)
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=cwd, timeout=120, check=False)


def environment_in(lang: str) -> dict[str, str]:
    environment = {**os.environ, "PALABRE_LANG": lang, "COLUMNS": "120"}
    environment.pop("PALABRE_WORKSPACE", None)
    return environment


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    import shutil

    return shutil.copytree(template, tmp_path / "mon espace é #1")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "posts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_whole_walk_from_new_to_compact(tmp_path: Path, table: Path) -> None:
    ws = tmp_path / "mairie"
    assert started("new", ws, "--lang", "fr", "--purpose", "écouter").returncode == 0
    first = started("import", table, "-w", ws, "--json")
    again = started("import", table, "-w", ws, "--json")
    found = started("search", "comté", "-w", ws, "--json")

    assert first.returncode == 3, "a refused row is said by the status"
    counts = json.loads(first.stdout)
    assert {name: counts[name] for name in ("read", "stored", "updated", "unchanged", "rejected", "reasons")} == {
        "read": 3,
        "stored": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
        "reasons": {"no-date": 1},
    }
    assert json.loads(again.stdout)["unchanged"] == 2
    report = Path(counts["reports"][0]).read_text(encoding="utf-8-sig").splitlines()
    assert report[0] == "line,reason,meaning,content"
    assert report[1].startswith("4,no-date,")
    answer = json.loads(found.stdout)
    assert answer["count"] == 2
    assert [one["native_id"] for one in answer["posts"]] == ["2", "1"]
    for post in answer["posts"]:
        assert [post["text"][start:end] for start, end in post["matched"]] == ["Comté"]

    assert started("erase", "actor", "bob", "-w", ws).returncode == 0
    assert json.loads(started("search", "comté", "-w", ws, "--json").stdout)["count"] == 1
    assert json.loads(started("compact", "-w", ws, "--json").stdout)["rows_erased"] >= 1
    assert json.loads(started("import", table, "-w", ws, "--json").stdout)["reasons"]["erased"] == 1
    assert json.loads(started("doctor", "-w", ws, "--json").stdout) == {"healthy": True, "findings": []}
    assert json.loads(started("gaps", "-w", ws, "--json").stdout) == {"gaps": []}
    rows = json.loads(started("sql", "SELECT COUNT(*) AS n FROM posts", "-w", ws, "--json").stdout)["rows"]
    assert rows == [{"n": 1}]
    jobs = json.loads(started("jobs", "-w", ws, "--json").stdout)["jobs"]
    assert [job["status"] for job in jobs if job["kind"] == "import-here"] == ["done", "done", "done"]
    assert [job["status"] for job in jobs if job["kind"] == "overview"] == ["waiting"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("frobnicate",), 2, "frobnicate"),
        (("serch", "x"), 2, "search"),
        (("--frob",), 2, "palabre --help"),
        (("search",), 2, "QUERY"),
        (("search", "x", "-w"), 2, "-w"),
        (("search", "x", "--since", "2026-13-45"), 2, "2026-03-31"),
        (("search", "x", "--limit", "0"), 2, "1"),
        (("run", "--port", "99999"), 2, "65535"),
        (("new", "x"), 2, "--purpose"),
        (("new", "x", "--purpose", "x", "--lang", "de"), 2, "fr, en"),
        (("search", "x", "--nope"), 2, "--nope"),
        (("erase", "planet", "1"), 2, "post, actor"),
        (("gaps", "-w", "/nowhere"), 1, "/nowhere"),
        (("import", "missing.csv", "-w", "WS"), 1, "missing.csv"),
        (("import", "TABLE", "-w", "WS", "--timezone", "Mars/Olympus"), 2, "Mars/Olympus"),
        (("import", "TABLE", "-w", "WS", "--format", "papyrus"), 2, "papyrus"),
        (("search", "a AND", "-w", "WS"), 2, "AND"),
        (("search", '"open', "-w", "WS"), 2, "1"),
        (("erase", "post", "nobody", "-w", "WS"), 1, "nobody"),
        (("sql", "DROP TABLE posts", "-w", "WS"), 2, "SELECT"),
        (("sql", "SELECT * FROM read_csv('/etc/passwd')", "-w", "WS"), 2, "read_csv"),
        (("new", "WS", "--purpose", "again"), 1, "mon espace"),
        (("new", "odd[1]", "--purpose", "x"), 2, "odd[1]"),
        (("new", "silent", "--purpose", " "), 2, "--purpose"),
    ],
)
def test_a_refusal_is_a_sentence_on_standard_error(
    ws: Path, table: Path, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    real = [{"WS": str(ws), "TABLE": str(table)}.get(word, word) for word in words]

    done = palabre(*real, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_word_at_all_is_answered_by_the_list_of_commands_alone() -> None:
    lost = palabre()

    assert (lost.returncode, lost.stdout) == (2, "")
    assert lost.stderr == palabre("--help").stdout


def test_the_version_is_told() -> None:
    for done in (palabre("--version"), started("--version")):
        assert (done.returncode, done.stdout) == (0, f"{__version__}\n")


def test_what_to_type_next_can_be_pasted(tmp_path: Path) -> None:
    said = palabre("new", "mon espace #1", "--purpose", "x", cwd=tmp_path).stdout

    assert "-w 'mon espace #1'" in said


def test_refusals_are_said_in_french() -> None:
    assert "n’est pas un espace" in palabre("gaps", "-w", "/nowhere", lang="fr").stderr


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_command_has_its_help(lang: str) -> None:
    listed = palabre("--help", lang=lang).stdout
    for name in [
        "new",
        "import",
        "search",
        "gaps",
        "erase",
        "compact",
        "doctor",
        "run",
        "web",
        "work",
        "sql",
        "demo",
        "jobs",
        "radar",
        "mentions",
        "try",
    ]:
        assert f"  {name} " in listed
        assert palabre(name, "--help", lang=lang).returncode == 0


def test_the_workspace_may_be_the_current_folder_or_named_by_the_environment(ws: Path, table: Path) -> None:
    assert palabre("import", table, cwd=ws).returncode == 3
    assert "—" not in palabre("search", "comté", cwd=ws).stdout
    lost = palabre("search", "comté", cwd=table.parent)
    assert (lost.returncode, "PALABRE_WORKSPACE" in lost.stderr) == (1, True)


def test_one_bad_file_among_several_does_not_stop_the_others(ws: Path, table: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()

    done = palabre("import", empty, table, "-w", ws, "--json")

    assert done.returncode == 3
    assert json.loads(done.stdout)["stored"] == 2
    assert "empty.csv" in done.stderr


def test_an_account_says_its_name_and_its_likes_are_counted(ws: Path) -> None:
    sample = Path(__file__).resolve().parent.parent / "imports" / "bluesky-car" / "sample.car"
    asked = palabre("import", sample, "-w", ws, "--account", "@ana.exemple.fr")
    again = palabre("import", sample, "-w", ws, "--account", "ana.exemple.fr", "--json")
    found = json.loads(palabre("search", "lait", "-w", ws, "--json").stdout)["posts"]

    assert asked.returncode == 0
    assert asked.stderr.startswith("What is there, in plain words: palabre overview")
    assert "Likes and follows among those stored: 2" in asked.stdout
    assert {name: json.loads(again.stdout)[name] for name in ("stored", "interactions", "account_metrics")} == {
        "stored": 0,
        "interactions": 0,
        "account_metrics": 0,
    }
    assert [post["author"] for post in found] == ["ana.exemple.fr"]


def test_dates_without_an_offset_ask_for_a_time_zone_before_anything_is_written(ws: Path, tmp_path: Path) -> None:
    local = tmp_path / "local.csv"
    local.write_text("Date,Text\n2026-01-03 10:00,bonjour\n", encoding="utf-8")

    refused = palabre("import", local, "-w", ws)
    taken = palabre("import", local, "-w", ws, "--timezone", "Europe/Paris", "--json")

    assert refused.returncode == 1
    assert "--timezone" in refused.stderr
    assert json.loads(taken.stdout)["stored"] == 1
    found = json.loads(palabre("search", "bonjour", "-w", ws, "--json").stdout)["posts"]
    assert found[0]["created_at"] == "2026-01-03T09:00:00+00:00"


def test_a_text_cannot_drive_the_terminal(ws: Path, tmp_path: Path) -> None:
    nasty = tmp_path / "nasty.csv"
    nasty.write_text("Date,Text\n2026-01-03T10:00:00Z,bonjour \x1b[31mrouge\u202egauche\n", encoding="utf-8")
    palabre("import", nasty, "-w", ws)

    shown = palabre("search", "bonjour", "-w", ws).stdout

    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_the_demo_is_prepared_and_can_be_prepared_again(tmp_path: Path, table: Path) -> None:
    first = palabre("demo", "--no-serve", lang="fr", cwd=tmp_path)
    again = palabre("demo", "--no-serve", lang="fr", cwd=tmp_path)
    own = palabre("demo", table, "--no-serve", lang="fr", cwd=tmp_path)

    assert first.returncode == 0
    assert first.stdout == again.stdout
    assert "800 publications" in first.stdout
    ws = tmp_path / "demo-workspace"
    radars = json.loads(palabre("radar", "list", "-w", ws, "--json").stdout)["radars"]
    assert {radar["name"] for radar in radars} == {radar.name for radar in RADARS["fr"]}
    assert all(radar["is_ready"] and radar["mentions"] > 20 for radar in radars)
    assert len(json.loads(palabre("gaps", "-w", ws, "--json").stdout)["gaps"]) == len(story_gaps())
    assert "imaginaires" in first.stderr
    assert own.stdout.startswith("2 publications")
    assert "imaginaires" not in own.stderr
