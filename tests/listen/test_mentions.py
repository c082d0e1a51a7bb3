"""Mentions: the same ones live, on import and in history; edits, removals and erasures included."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from palabre.errors import NotFound, QueryError, UsageError
from palabre.listen import erase, mentions, radars
from palabre.listen.shown import Filters
from palabre.store import doctor, reading, rollups
from palabre.store.upkeep import tidy
from tests.building import NOW, Clock, Waits, a_deletion, a_post, an_actor, bring_in, copied, rows_of, store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.model import Post, Radar
    from palabre.store import Workspace

QUERIES = {
    "fromage": "fromage* -vache",
    "proche": "lait NEAR/3 cru",
    "auteur": "author:ana fromage",
    "lien": "site:example.org",
    "titre": '"au cœur"',
}


@pytest.fixture
def another(template: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A second workspace."""
    opened = copied(template, tmp_path / "another")
    yield opened
    opened.close()


def told() -> list[Post]:
    """Posts of which each radar matches some."""
    return [
        a_post(1, "Du fromage frais"),
        a_post(2, "Fromagerie ouverte", actor=an_actor("bea")),
        a_post(3, "fromage de vache"),
        a_post(4, "du lait bien cru", title="Au cœur du sujet"),
        a_post(5, "voyez https://www.example.org/a", links=("https://www.example.org/a",)),
        a_post(6, "rien de rien", reply_to="n1"),
    ]


def save(workspace: Workspace, name: str, query: str) -> Radar:
    return radars.save_new(workspace, name=name, query=query, subject="topic")


def read_history(workspace: Workspace) -> None:
    """What the worker does with the jobs that radars queued."""
    while (job := workspace.jobs.claim((mentions.JOB,))) is not None:
        done = mentions.read_history(workspace, **job.payload, progress=lambda _done, _total: None)
        workspace.jobs.finish(job.job_id, done)


def found(workspace: Workspace, name: str) -> list[str]:
    """The posts that pages show of a radar, oldest name first."""
    radar = workspace.radars.one(name)
    windows = radars.mentions(workspace, radar, Filters())
    return sorted(post.native_id for posts in windows for post in posts)


def test_a_post_gives_the_same_mentions_whenever_it_is_heard(workspace: Workspace, another: Workspace) -> None:
    for name, query in QUERIES.items():
        save(workspace, name, query)
    bring_in(workspace, told())
    bring_in(another, told())
    for name, query in QUERIES.items():
        save(another, name, query)
    read_history(another)

    assert rows_of(workspace, "mentions") == rows_of(another, "mentions") != []
    assert {name: found(another, name) for name in QUERIES} == {
        "fromage": ["n1", "n2"],
        "proche": ["n4"],
        "auteur": ["n1", "n3"],
        "lien": ["n5"],
        "titre": ["n4"],
    }


def test_a_mention_repeats_what_it_needs_of_its_post(workspace: Workspace) -> None:
    save(workspace, "réponses", "rien")
    bring_in(workspace, told())

    (row,) = rows_of(workspace, "mentions")
    assert (row["handle"], row["network"], row["is_reply"], row["rule_version"]) == ("ana", "x", True, 1)
    assert row["created_at"] == NOW - timedelta(hours=6)


def test_another_query_makes_a_version_that_is_shown_once_history_was_read(workspace: Workspace) -> None:
    save(workspace, "Fromage", "fromage")
    bring_in(workspace, told())
    read_history(workspace)
    assert found(workspace, "fromage") == ["n1", "n3"]

    radars.save_changes(workspace, "Fromage", query="fromage OR lait")
    bring_in(workspace, [a_post(7, "encore du lait"), a_post(8, "encore du fromage")])
    assert found(workspace, "fromage") == ["n1", "n3", "n8"]

    read_history(workspace)
    assert workspace.radars.one("fromage").is_ready
    assert found(workspace, "fromage") == ["n1", "n3", "n4", "n7", "n8"]


def test_words_given_later_make_mentions_too(workspace: Workspace, another: Workspace) -> None:
    first = a_post(1, "du beurre", observed_at=NOW - timedelta(minutes=30))
    later = a_post(1, "du fromage", observed_at=NOW)
    save(workspace, "f", "fromage")
    bring_in(workspace, [first])
    bring_in(workspace, [later])
    for post in (first, later):
        bring_in(another, [post])
    save(another, "f", "fromage")
    read_history(another)

    assert found(workspace, "f") == found(another, "f") == ["n1"]
    assert rows_of(workspace, "mentions") == rows_of(another, "mentions")


def test_a_radar_saved_while_a_batch_is_on_its_way_misses_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, reading_history = type(workspace.lake).append, Thread(target=read_history, args=(workspace,))

    def slow(lake, table, *rest, **more):
        if table.name == "posts":
            # The batch was matched without this radar; its history waits for the posts to be there.
            save(workspace, "f", "fromage")
            reading_history.start()
            reading_history.join(0.2)
            assert reading_history.is_alive()
        return append(lake, table, *rest, **more)

    monkeypatch.setattr(type(workspace.lake), "append", slow)
    store(workspace, *told())
    reading_history.join(30)

    assert found(workspace, "f") == ["n1", "n3"]


def test_a_batch_cut_short_does_not_hold_history_up(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    append = type(workspace.lake).append

    def cut_short(lake, table, *rest, **more):
        if table.name == "posts":
            save(workspace, "f", "fromage")
            raise RuntimeError
        return append(lake, table, *rest, **more)

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(type(workspace.lake), "append", cut_short)
        store(workspace, *told())
    read_history(workspace)
    store(workspace, *told())

    assert found(workspace, "f") == ["n1", "n3"]


def test_what_is_learnt_on_the_stream_changes_no_mention(
    workspace: Workspace, another: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (workspace, another):
        for name, query in QUERIES.items():
            save(one, name, query)
    store(another, *told())
    mentions.compiled.cache_clear()
    monkeypatch.setattr(mentions, "LEARNT", 4)
    for post in told():
        store(workspace, post)

    learnt = mentions.compiled(workspace.radars.rules()).frequencies
    assert learnt.posts == 4
    assert learnt.of("lait") == pytest.approx(1.5 / 5)
    assert rows_of(workspace, "mentions") == rows_of(another, "mentions")


def test_the_layout_of_a_query_is_its_authors(workspace: Workspace) -> None:
    save(workspace, "f", " fromage*  \r\n  SAUF vache\n")
    assert workspace.radars.one("f").query == "fromage*\n  SAUF vache"

    radars.save_changes(workspace, "f", query="fromage* AND NOT vache")
    assert (workspace.radars.one("f").query, workspace.radars.one("f").version) == ("fromage* AND NOT vache", 1)

    radars.save_changes(workspace, "f", query="fromage*")
    assert workspace.radars.one("f").version == 2


def test_what_is_erased_or_deleted_is_no_mention(workspace: Workspace) -> None:
    save(workspace, "f", "fromage*")
    bring_in(workspace, told())
    bring_in(workspace, [a_deletion("post", "n1")])
    erase(workspace, "actor", "bea", now=NOW)

    assert found(workspace, "f") == ["n3"]
    tidy(workspace, now=NOW + timedelta(days=2), everything=True)
    assert len(rows_of(workspace, "mentions")) == 1


def test_daily_counts_follow_the_version_shown(workspace: Workspace) -> None:
    save(workspace, "f", "fromage")
    bring_in(workspace, told())
    read_history(workspace)
    radars.save_changes(workspace, "f", query="lait")
    read_history(workspace)
    rollups.refresh(workspace)

    counted = reading.query(workspace.lake, "SELECT CAST(SUM(n) AS BIGINT) AS n FROM mentions_day")["n"].to_pylist()
    assert counted == [1]
    assert doctor.examine(workspace.path, mend=False, clock=Clock(), wait=Waits()) == ()


def test_mentions_that_nobody_looks_at_leave_the_lake(workspace: Workspace) -> None:
    save(workspace, "f", "fromage")
    save(workspace, "l", "lait")
    bring_in(workspace, told())
    radars.save_changes(workspace, "f", query="fromage OR beurre")
    read_history(workspace)
    radars.remove(workspace, "l")
    tidy(workspace, now=NOW + timedelta(hours=1), everything=True)

    left = {(row["radar_id"], row["rule_version"]) for row in rows_of(workspace, "mentions")}
    assert left == {(workspace.radars.one("f").radar_id, 2)}


def test_a_radar_is_refused_before_anything_is_kept(workspace: Workspace) -> None:
    with pytest.raises(QueryError):
        save(workspace, "f", "fromage AND")
    with pytest.raises(UsageError, match="radar-bad-name"):
        save(workspace, "  ", "fromage")
    save(workspace, "Fromage", "fromage")
    with pytest.raises(UsageError, match="radar-name-taken"):
        save(workspace, " fromage ", "lait")
    with pytest.raises(NotFound):
        workspace.radars.one("autre")
    assert [radar.name for radar in workspace.radars.all()] == ["Fromage"]


def test_history_read_for_a_radar_that_is_gone_changes_nothing(workspace: Workspace) -> None:
    bring_in(workspace, told())
    save(workspace, "f", "fromage")
    radars.remove(workspace, "f")
    read_history(workspace)

    assert rows_of(workspace, "mentions") == []
