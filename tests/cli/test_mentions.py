"""The mentions of a radar as a person and a program read them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import a_post, copied, store
from tests.cli.test_commands import palabre

pytestmark = pytest.mark.slow
TEXTS = ["=HYPERLINK(1) fromage", "@ana du fromage", 'fromage, "été"\net plus', "du lait", "un fromage", "fromage"]


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "workspace"
    workspace = copied(template, path)
    store(workspace, *(a_post(24 * n, text) for n, text in enumerate(TEXTS, 1)))
    store(workspace, a_post(999, "autre réseau, fromage", network="bluesky", title="Le fromage"))
    workspace.close()
    done = palabre("radar", "add", "Fromage", "fromage", "--subject", "ours", "-w", path)
    assert done.returncode == 0, done.stderr
    return path


def test_mentions_come_newest_first_with_what_matched(ws: Path) -> None:
    done = json.loads(palabre("mentions", "fromage", "-w", ws, "--json").stdout)

    assert done["count"] == 6
    assert [post["text"] for post in done["posts"][:5]] == [text for text in TEXTS if "fromage" in text]
    last = done["posts"][-1]
    assert [last["title"][start:end] for start, end in last["matched_title"]] == ["fromage"]
    assert [last["text"][start:end] for start, end in last["matched"]] == ["fromage"]


def test_filters_narrow_and_the_limit_leaves_the_count(ws: Path) -> None:
    days = ("--since", "2026-11-16", "--until", "2026-11-19", "--network", "x")
    some = json.loads(palabre("mentions", "fromage", "-w", ws, "--json", *days, "--limit", "1").stdout)
    none = json.loads(palabre("mentions", "fromage", "-w", ws, "--json", "--network", "rss").stdout)
    lines = palabre("mentions", "fromage", "-w", ws, "--limit", "2")

    assert [post["text"] for post in some["posts"]] == [TEXTS[1]]
    assert some["count"] == 3
    assert none == {"posts": [], "count": 0}
    assert len(lines.stdout.splitlines()) == 4
    assert "6 mentions" in lines.stderr


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(ws: Path) -> None:
    command = [sys.executable, "-m", "palabre", "mentions", "fromage", "-w", str(ws), "--csv"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    none = subprocess.run([*command, "--network", "rss"], capture_output=True, check=True).stdout

    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in rows[:3]] == ["'" + TEXTS[0], "'" + TEXTS[1], TEXTS[2]]
    assert {row["author"] for row in rows} == {"ana"}
    assert none.decode("utf-8-sig").count("\n") == 1


def test_who_reads_before_history_was_read_is_told(ws: Path) -> None:
    palabre("radar", "add", "later", "lait", "--subject", "topic", "--queue", "-w", ws)
    palabre("radar", "edit", "fromage", "lait", "--queue", "-w", ws)

    unread = palabre("mentions", "later", "-w", ws)
    before = palabre("mentions", "fromage", "-w", ws)

    assert (unread.returncode, "radar list" in unread.stderr) == (0, True)
    assert "radar list" in before.stderr
    assert "6 mentions" in before.stderr
