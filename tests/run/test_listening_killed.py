"""A listener killed twenty times, at any moment: nothing it heard is lost, doubled or counted twice."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from palabre.listen.shown import Filters
from palabre.listen.views import every_post
from palabre.store import Heard
from tests.building import NOW, reopened, rows_of
from tests.run.killed_listener import EVENTS, kept
from tests.sources.pretend import kept_in

if TYPE_CHECKING:
    from palabre.store import Workspace

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


@pytest.mark.slow
def test_killed_twenty_times_nothing_is_lost_doubled_or_counted_twice(workspace: Workspace) -> None:
    workspace.radars.add("lait", "lait", subject="ours")
    source = kept_in(workspace)
    path, rng = workspace.path, random.Random(5)
    workspace.close()

    command = [sys.executable, "-m", "tests.run.killed_listener"]
    fates: list[str] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        longest = 3.0
        while fates.count("killed") < KILLS or fates[-1] != "done":
            seconds = 100 if fates.count("killed") >= KILLS else rng.uniform(0.05, longest)
            nursery.stdin.write(f"{seconds} {path}\n")
            nursery.stdin.flush()
            fates.append(nursery.stdout.readline().split()[0])
            assert fates[-1] != "died"
            # All heard before it was killed often enough: begin again from the first word.
            longest = longest / 2 if fates[-1] == "done" else longest
            if fates[-1] == "done" and fates.count("killed") < KILLS:
                again = reopened(path)
                again.sources.heard(source.source_id, _from_the_start())
                again.close()
        nursery.stdin.close()

    again = reopened(path)
    shown = [post.native_id for posts in every_post(again, Filters()) for post in posts]
    assert sorted(shown) == sorted(kept())
    for table, key in (("posts", "post_id"), ("interactions", "interaction_id"), ("mentions", "post_id")):
        ids = [row[key] for row in rows_of(again, table)]
        assert len(ids) == len(set(ids))
    counted = again.sources.counted(source.source_id, since=NOW - timedelta(days=1))
    assert counted["posts"] == EVENTS * (1 + sum(fate == "done" for fate in fates[:-1]))
    again.close()


def _from_the_start() -> Heard:

    return Heard(cursor="0", counts={}, at=NOW)
