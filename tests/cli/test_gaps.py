"""`palabre gaps`: a table for people, all of it for machines, narrowed to a source and a time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from palabre.errors import SourceError
from palabre.listen import listening_gaps
from palabre.sources import Hole
from palabre.words.messages import MESSAGES
from tests.building import copied
from tests.cli.test_commands import palabre
from tests.sources.pretend import kept_in

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
START = datetime(2026, 10, 12, 8, tzinfo=UTC)


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    """A source that lost things twice, and one that does not answer."""
    path = tmp_path / "ws"
    workspace = copied(template, path)
    there = kept_in(workspace)
    here = workspace.sources.add("pretend", "here", title="H", settings={}, purpose="p", by="a")
    holes = [
        Hole(from_at=START, to_at=START + timedelta(hours=30), why="cursor-lost", estimated_loss=1200),
        Hole(from_at=START - timedelta(days=9), to_at=START - timedelta(days=8), why="stopped", estimated_loss=0),
    ]
    listening_gaps.keep_holes(workspace, there, holes)
    workspace.sources.set_health(here.source_id, "down", SourceError("source-too-slow", host="t", seconds=3))
    workspace.close()
    return path


def test_people_read_a_table(ws: Path) -> None:
    done = palabre("gaps", "-w", ws)

    lines = done.stdout.splitlines()
    words = " ".join(done.stdout.split())
    assert lines[0].split()[0] == "source"
    assert lines[1].startswith("pretend here"), "what lasts comes first"
    for told in ("under way", "30 h", "1,200", "none, told again", "unknown"):
        assert told in words
    assert "We were away" in words


def test_machines_read_all_of_it_narrowed(ws: Path) -> None:
    told = json.loads(palabre("gaps", "-w", ws, "--source", "there", "--since", "2026-10-12", "--json").stdout)["gaps"]
    table = palabre("gaps", "-w", ws, "--csv", "--source", "PRETEND THERE").stdout.splitlines()

    (gap,) = told
    assert (gap["source"], gap["estimated_loss"], gap["is_open"]) == ("pretend there", 1200, False)
    assert (gap["seconds"], gap["says"]) == (108_000, MESSAGES["gap-cursor-lost"])
    assert len(table) == 3
    assert table[1].split(",")[:5] == [
        "pretend there",
        "2026-10-12T08:00:00+00:00",
        "2026-10-13T14:00:00+00:00",
        "no",
        "108000",
    ]
    assert palabre("gaps", "-w", ws, "--source", "nobody").stdout == "No listening gap there, or then.\n"


def test_counts_of_commands_say_that_they_are_minima(ws: Path) -> None:
    for words in (("search", "lait"), ("radar", "explain", "--query", "lait")):
        assert "Not everything was heard: 2 listening gaps" in palabre(*words, "-w", ws).stderr
