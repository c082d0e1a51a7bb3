"""A query tried on Bluesky as it is written, played on loopback: what matches is printed as it comes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from palabre.cli._live_trial import END_OF_MARK, MARK, with_marks
from palabre.testing.jetstream import (
    Cut,
    Script,
    did_of,
    handle_of,
    identity_event,
    like_event,
    post_event,
    replaying_aside,
    timed,
)
from tests.cli.test_commands import palabre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
POSTS = tuple(
    timed(
        [
            post_event("Le comté est arrivé, quel Comté !", by="aurore"),
            post_event("Il pleut.\nEncore.", by="theo"),
            identity_event(by="theo", handle=handle_of("theo")),
            like_event("at://did:plc:x/app.bsky.feed.post/3k", by="theo"),
            post_event("Un brie et du comté", by="theo"),
        ]
    )
)


@contextmanager
def trying(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The command at work, killed at the end if it still is."""
    command = [sys.executable, "-m", "palabre", "try", *words]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PALABRE_LANG": "en"},
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_what_matches_is_one_line_of_json_until_there_is_enough(tmp_path: Path) -> None:
    with replaying_aside(POSTS) as stream:
        done = palabre("try", "comte", "--stream", stream.address, "--limit", "2", "--json", cwd=tmp_path)

    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert [first["text"][start:end] for start, end in first["matched"]] == ["comté", "Comté"]
    assert (first["author"], second["author"]) == (did_of("aurore"), handle_of("theo"))
    assert "2 posts of 3 match." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_it_with_the_counts() -> None:
    with replaying_aside(POSTS) as stream, trying("comté", "--stream", stream.address) as process:
        assert process.stdout is not None
        head, text, _head, other = (process.stdout.readline() for _ in range(4))
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=30)

    assert (process.returncode, rest) == (0, "")
    assert did_of("aurore") in head
    assert (text, other) == ("  Le comté est arrivé, quel Comté !\n", "  Un brie et du comté\n")
    assert "2 posts of 3 match." in said
    assert "posts a second" in said
    assert "Traceback" not in said


def test_a_stream_that_is_cut_is_taken_up_again() -> None:
    script = Script(events=POSTS, mishaps=[Cut(at=2)])
    with replaying_aside(script) as stream:
        done = palabre("try", "brie", "--stream", stream.address, "--limit", "1", "--json")

    assert json.loads(done.stdout)["text"] == "Un brie et du comté"
    assert "127.0.0.1" in done.stderr, "that it was cut is told"


@pytest.mark.parametrize("address", ["ws://127.0.0.1:9/subscribe", "wss://jetstream.invalid/subscribe"])
def test_without_network_it_says_what_to_do(address: str) -> None:
    done = palabre("try", "comté", "--stream", address)

    assert (done.returncode, done.stdout) == (1, "")
    assert "Bluesky cannot be reached" in done.stderr
    assert "--file" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_matched_is_marked_and_nothing_else_drives_the_terminal() -> None:
    assert with_marks("a\x1b[2Jb comté\nc", ((7, 12),)) == f"a [2Jb {MARK}comté{END_OF_MARK}\n  c"
