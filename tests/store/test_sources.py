"""The sources as the workspace keeps them: counted once, told apart, remembered in the register."""

from datetime import timedelta

import pytest

from palabre.errors import NotFound, UsageError
from palabre.store import Heard, Workspace
from tests.building import NOW, Clock


def added(workspace: Workspace, label: str = "example.org", kind: str = "rss") -> int:
    one = workspace.sources.add(kind, label, title=label, settings={"address": label}, purpose="why", by="ana")
    return one.source_id


def heard(n: int, cursor: str = "1") -> Heard:
    return Heard(cursor=cursor, counts={"heard": n, "kept": 0}, at=NOW)


def test_a_source_is_found_by_its_number_its_label_or_its_kind_and_label(workspace: Workspace) -> None:
    first, second = added(workspace), added(workspace, "other.example")

    for named, found in ((str(first), first), ("EXAMPLE.org", first), ("rss other.example", second)):
        assert workspace.sources.one(named).source_id == found
    with pytest.raises(UsageError, match="source-ambiguous"):
        workspace.sources.one("rss")
    with pytest.raises(NotFound):
        workspace.sources.one("elsewhere")


def test_the_same_place_is_not_listened_to_twice(workspace: Workspace) -> None:
    added(workspace)

    with pytest.raises(UsageError, match="source-there-already"):
        added(workspace)


def test_counts_add_up_by_the_minute_then_by_the_day(workspace: Workspace, clock: Clock) -> None:
    one = added(workspace)
    for minutes in (0, 0, 5):
        clock.forward(minutes=minutes)
        workspace.sources.count(one, {"heard": 2})
    workspace.sources.heard(one, heard(3))

    assert workspace.sources.counted(one, since=NOW) == {"heard": 9}
    workspace.sources.fold(before=NOW + timedelta(days=1))
    assert workspace.sources.counted(one, since=NOW) == {}
    assert workspace.sources.counted(one, since=NOW - timedelta(days=1)) == {"heard": 9}
    workspace.sources.fold(before=NOW + timedelta(days=2))
    assert workspace.sources.counted(one, since=NOW - timedelta(days=1)) == {"heard": 9}


def test_the_register_says_what_was_done_and_why_even_of_what_is_gone(workspace: Workspace) -> None:
    one = added(workspace)
    workspace.sources.pause(one, purpose="why", by="ana")
    workspace.sources.resume(one, purpose="why", by="ana")
    workspace.sources.remove(one, purpose="why", by="bob")

    assert workspace.sources.all() == ()
    assert [(row["label"], row["what"], row["by"]) for row in workspace.sources.register()] == [
        ("example.org", "added", "ana"),
        ("example.org", "paused", "ana"),
        ("example.org", "resumed", "ana"),
        ("example.org", "removed", "bob"),
    ]


def test_health_keeps_the_moment_since_when_and_never_wakes_a_paused_source(workspace: Workspace, clock: Clock) -> None:
    one = added(workspace)
    workspace.sources.set_health(one, "listening")
    since = clock.forward(minutes=1)
    workspace.sources.set_health(one, "down", UsageError("source-too-slow", host="h", seconds=3))
    clock.forward(minutes=1)
    workspace.sources.set_health(one, "down", UsageError("source-too-slow", host="h", seconds=9))

    assert (workspace.sources.by_id(one).health_since, workspace.sources.by_id(one).why_fields["seconds"]) == (
        since,
        "9",
    )
    workspace.sources.pause(one, purpose="p", by="a")
    workspace.sources.set_health(one, "listening")
    assert workspace.sources.by_id(one).health == "paused"
