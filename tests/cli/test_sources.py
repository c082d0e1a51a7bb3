"""Sources at the command line: added kind by kind, listed, tested, paused, removed, and told in the register."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from palabre import cli, words
from palabre.run import clock
from palabre.store import Workspace, read_secret
from palabre.words import moment
from tests.building import NOW
from tests.listen.village import Network, network

if TYPE_CHECKING:
    Command = Callable[..., SimpleNamespace]

__all__ = ["network"]
SECRET = "hush-hush-0123"
CONTACT = ("--contact", "ana@example.org")
HOME = "https://ambert.example"


@pytest.fixture
def palabre(
    workspace: Workspace, network: Network, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Runs `palabre sources …` here, where the made-up network is."""
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("PALABRE_WORKSPACE", str(workspace.path))
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr("getpass.getuser", lambda: "ana")

    def run(*arguments: str, lang: str = "en") -> SimpleNamespace:
        monkeypatch.setenv("PALABRE_LANG", lang)
        with pytest.raises(SystemExit) as ended:
            cli.main(["sources", *arguments])
        words.use("en")
        out, err = (one.decode() for one in capfdbinary.readouterr())
        return SimpleNamespace(status=ended.value.code, out=out, err=err)

    return run


def types(monkeypatch: pytest.MonkeyPatch, line: str, *, terminal: bool) -> list[str]:
    """Somebody types, or a file is read; gives the questions that were asked without an echo."""
    asked: list[str] = []

    def unseen(question: str) -> str:
        asked.append(question)
        return line

    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: terminal, readline=lambda: line + "\n"))
    monkeypatch.setattr("getpass.getpass", unseen)
    return asked


def test_a_source_is_added_tried_and_listed(palabre: Command, workspace: Workspace) -> None:
    added = palabre("add", "village", HOME, "--tag", "lait", "--tag", "foin", "--ours", *CONTACT)
    listed = json.loads(palabre("list", "--json").out)["sources"]
    lines = palabre("list").out.splitlines()

    assert added.status == 0
    assert added.out.splitlines()[:2] == [
        "1. village ambert.example: added.",
        "Board of the village: 3 posts found, the newest of 21 Nov 2026, 08:00.",
    ]
    assert "les tests" in added.out
    assert [(one["number"], one["is_ours"], one["health"]) for one in listed] == [(1, True, "starting")]
    assert listed[0]["settings"]["tag"] == "lait\nfoin"
    assert lines == [
        f"1. village ambert.example (our own place): starting, since {moment(NOW)}",
        "   last post: none yet · posts/min: 0 · errors: 0 · gaps: 0",
    ]
    assert workspace.sources.register()[0]["by"] == "ana"


def test_help_is_made_of_the_kinds_and_their_settings(palabre: Command) -> None:
    kinds, one = palabre("add", "--help").out, palabre("add", "village", "--help").out
    french = palabre("add", "village", "--help", lang="fr").out

    assert "village  What is posted on the boards of villages." in kinds
    assert "town " in kinds
    assert "add village [OPTIONS] [ADDRESS]" in one
    assert "Such as: https://board.example [required]" in " ".join(one.split())
    assert "--depth titles|whole" in " ".join(one.split())
    for option in ("--tag TAG", "--token", "--ours", "--allow-private", "--contact"):
        assert option in one
    assert "Show this message and exit." not in french


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("add", "hamlet", HOME), 2, "Palabre cannot listen to “hamlet”. It can listen to: village, town."),
        (("add", "village", *CONTACT), 2, "To listen to Village board, say Address too, such as: https://board"),
        (("add", "village", HOME, "--depth", "deep", *CONTACT), 2, "choose one of titles, whole."),
        (("add", "village", HOME), 2, "Add --contact, once for this workspace."),
        (("add", "village", HOME, "--colour", "red"), 2, "palabre sources add --help"),
        (("add",), 2, "village"),
        (("test", "7"), 1, "There is no source “7”."),
        (("pause", "nobody"), 1, "There is no source “nobody”."),
    ],
)
def test_what_is_written_wrongly_is_told(
    palabre: Command, network: Network, words: tuple[str, ...], status: int, told: str
) -> None:
    done = palabre(*words)

    assert (done.status, done.out, network.asked) == (status, "", [])
    assert told in " ".join(done.err.split())


def test_a_source_that_refuses_is_not_saved(palabre: Command, network: Network) -> None:
    network.status = 503
    done = palabre("add", "village", HOME, *CONTACT)

    assert done.status == 1
    assert done.err.splitlines()[0] == "Nothing was saved, for this source was tried first:"
    assert "ambert.example answers with a fault of its own (503)." in done.err
    assert json.loads(palabre("list", "--json").out) == {"sources": []}
    assert palabre("list").out == "Nothing is listened to yet. Begin with: palabre sources add bluesky\n"


def test_a_key_is_asked_for_without_showing_it(
    palabre: Command, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = types(monkeypatch, SECRET, terminal=True)
    done = palabre("add", "town", HOME, *CONTACT)
    again = palabre("add", "town", "https://thiers.example")

    assert (done.status, again.status, asked) == (0, 0, ["Key of the city (not shown): "])
    assert read_secret(workspace.path, "town_key", {}) == SECRET
    assert SECRET not in done.out + done.err


def test_where_nobody_types_a_key_comes_from_a_file_or_the_environment(
    palabre: Command, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, SECRET, terminal=False)
    lacking = palabre("add", "town", HOME, *CONTACT)
    assert (lacking.status, "Town hall needs Key of the city. Give it with --key" in lacking.err) == (2, True)

    monkeypatch.setenv("PALABRE_SECRET_TOWN_KEY", "of the environment")
    assert palabre("add", "town", HOME, *CONTACT).status == 0
    assert read_secret(workspace.path, "town_key", {}) is None
    monkeypatch.delenv("PALABRE_SECRET_TOWN_KEY")

    assert palabre("add", "village", HOME, "--token").status == 0
    assert read_secret(workspace.path, "village_token_ambert_example", {}) == SECRET


def test_all_are_tested_and_some_may_fail(palabre: Command, network: Network) -> None:
    palabre("add", "village", HOME, *CONTACT)
    palabre("add", "village", "https://thiers.example")
    well = palabre("test")
    network.status = 410
    alone = palabre("test", "village", "thiers.example")

    assert well.status == 0
    assert well.out.splitlines()[0].startswith("1. village ambert.example [it answers] Board of the village: 3 posts")
    assert (alone.status, len(alone.out.splitlines())) == (1, 1)
    assert "[it does not answer]" in alone.out


def test_a_source_is_paused_resumed_and_removed_once_confirmed(
    palabre: Command, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    palabre("add", "village", HOME, *CONTACT)
    paused = palabre("pause", "ambert.example")
    assert (paused.status, workspace.sources.by_id(1).health) == (0, "paused")
    assert palabre("resume", "1").status == 0

    types(monkeypatch, "n", terminal=True)
    kept = palabre("remove", "1")
    assert (kept.status, len(workspace.sources.all())) == (1, 1)
    assert "Listen to village ambert.example no more?" in kept.err
    types(monkeypatch, "oui", terminal=True)
    assert palabre("remove", "village", "ambert.example").status == 0
    assert workspace.sources.all() == ()

    register = palabre("register").out.splitlines()
    assert [line.split()[5] for line in register[1:]] == ["added", "paused", "resumed", "removed"]
    assert [one["what"] for one in json.loads(palabre("register", "--json").out)["register"]][-1] == "removed"
    assert palabre("register", "--csv").out.startswith("\ufeffat,what,number,kind,source,purpose,by\r\n")


def test_the_list_of_commands_loads_no_source(workspace: Workspace, tmp_path: Path) -> None:
    import subprocess
    import sys

    script = "import sys; from palabre.cli import main\ntry: main(['sources', '--help'])\nexcept SystemExit: pass\n"
    script += "print([name for name in sys.modules if name.startswith(('palabre.sources', 'httpx2', 'palabre.store'))])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
