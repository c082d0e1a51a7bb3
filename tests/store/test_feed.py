"""The feed misses nothing and says nothing twice; the daily counts are what a direct count gives."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.model import TABLES, Post
from palabre.store import feed, rewrite, rollups
from palabre.store.erasure import delete, deletion_rows
from palabre.store.state import read_cursor, write_settings
from tests.building import NOW, a_batch, a_deletion, a_post, an_actor, copied, reopened, rows_of, store

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.store import Workspace

POSTS = TABLES["posts"]


def lang_of(post: Post) -> str:
    """The language of a post is found in its words; where there are none, the network's word on it stands."""
    return "fr" if post.text == "bonjour à tous" else post.lang_declared or "und"


def counted(posts: list[Post]) -> set[tuple[Any, ...]]:
    """The counts of each day, made directly."""
    groups: dict[tuple[Any, ...], list[Post]] = defaultdict(list)
    for post in posts:
        midnight = post.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
        groups[midnight, post.network, lang_of(post), post.kind].append(post)
    return {(*key, len(group), len({p.actor for p in group if p.actor})) for key, group in groups.items()}


def said(workspace: Workspace) -> set[tuple[Any, ...]]:
    rows = [tuple(row.values()) for row in rows_of(workspace, "posts_day")]
    assert len(rows) == len(set(rows))
    return set(rows)


def tags(workspace: Workspace) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows_of(workspace, "terms_day"):
        found[row["term"]] += row["n"]
    return dict(found)


def test_a_reader_resumes_by_number(workspace: Workspace) -> None:
    for n in range(4):
        store(workspace, a_post(n * 24, tags=("a",)))
    store(workspace, a_post(0))

    announced = workspace.feed.after(0)

    assert [(one.table, one.rows) for one in announced] == [("posts", 1)] * 4
    assert [one.days for one in announced] == [(((NOW - timedelta(days=n)).date(),) * 2,) for n in range(4)]
    assert workspace.feed.after(announced[1].number) == announced[2:]
    assert workspace.feed.after(0, limit=1) == announced[:1]
    assert all(first.number < second.number for first, second in pairwise(announced))


def test_a_commit_that_a_crash_left_unannounced_is_announced_once(workspace: Workspace) -> None:
    store(workspace, a_post(1))
    workspace.lake.append(POSTS, a_batch(a_post(2), a_post(24 * 40)).posts)
    delete(workspace, deletion_rows("post", [5], reason="erasure", now=NOW, ticket=None))

    assert workspace.feed.catch_up() == 1
    assert workspace.feed.catch_up() == 0
    last = workspace.feed.after(0)[-1]
    assert (last.table, last.rows, len(last.days)) == ("posts", 2, 2)


def test_a_commit_is_announced_though_another_process_announced_a_later_one(workspace: Workspace) -> None:
    other = reopened(workspace.path)
    workspace.lake.append(POSTS, a_batch(a_post(1)).posts)
    store(other, a_post(24))
    other.close()

    workspace.feed.catch_up()
    rollups.refresh(workspace)

    assert sum(one.rows for one in workspace.feed.after(0) if one.table == "posts") == 2
    assert said(workspace) == counted([a_post(1), a_post(24)])


def test_announcing_again_says_nothing_more(workspace: Workspace) -> None:
    done = workspace.lake.append(POSTS, a_batch(a_post(1)).posts)
    for _ in range(3):
        workspace.feed.publish("posts", done)
        workspace.feed.catch_up()

    assert len(workspace.feed.after(0)) == 1


def test_a_compaction_is_no_news(workspace: Workspace) -> None:
    for n in range(3):
        store(workspace, a_post(n))
    rewrite.compact(workspace.lake, POSTS, everything=True)

    assert workspace.feed.catch_up() == 0


def test_a_commit_whose_log_entry_is_gone_makes_every_day_be_counted_again(workspace: Workspace) -> None:
    workspace.lake.append(POSTS, a_batch(a_post(1), a_post(24 * 40)).posts)
    snapshot = workspace.lake.snapshot(POSTS)
    cleaned = workspace.lake.path_of(POSTS) / "_delta_log" / f"{snapshot.version:020d}.json"
    cleaned.unlink()

    assert workspace.feed.catch_up() == 1
    assert len(workspace.feed.after(0)[-1].days) == 2


def test_the_tables_of_the_feed_are_tables(workspace: Workspace) -> None:
    assert set(feed.FED) <= set(TABLES)


def test_counts_follow_what_is_stored_and_deleted(workspace: Workspace) -> None:
    posts = [a_post(n * 5, actor=an_actor(f"a{n % 3}"), tags=("t", f"u{n % 2}"), kind="post") for n in range(12)]
    store(workspace, *posts[:7])
    assert rollups.refresh(workspace) == 2
    store(workspace, *posts[7:])
    rollups.refresh(workspace)
    assert said(workspace) == counted(posts)
    assert tags(workspace) == {"t": 12, "u0": 6, "u1": 6}

    store(workspace, a_deletion("actor", "a1"), a_deletion("post", posts[0].native_id))
    rollups.refresh(workspace)
    left = [post for post in posts[1:] if post.actor != an_actor("a1")]
    assert said(workspace) == counted(left)
    assert tags(workspace)["t"] == len(left)
    assert rollups.refresh(workspace) == 0


def test_the_last_post_of_a_day_leaves_no_count_behind(workspace: Workspace) -> None:
    store(workspace, a_post(1, tags=("t",)))
    rollups.refresh(workspace)
    store(workspace, a_deletion("post", "n1"))
    rollups.refresh(workspace)

    assert (said(workspace), tags(workspace)) == (set(), {})


@pytest.mark.parametrize("table", ["posts_day", "terms_day", "uses_day"])
def test_a_crash_between_two_counts_is_made_good(workspace: Workspace, monkeypatch, table: str) -> None:
    posts = [a_post(n, tags=("t",)) for n in range(3)]
    store(workspace, *posts)
    replace = rewrite.replace_days

    def torn(lake: Any, wanted: Any, *asked: Any, **more: Any) -> None:
        replace(lake, wanted, *asked, **more)
        if wanted.name == table:
            raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(rewrite, "replace_days", torn)
        with pytest.raises(KeyboardInterrupt):
            rollups.refresh(workspace)
    reader = rollups.USES_READER if table.endswith("uses_day") else rollups.READER
    assert read_cursor(workspace.state, reader) is None
    rollups.refresh(workspace)

    assert said(workspace) == counted(posts)
    assert tags(workspace) == {"t": 3}


def test_counting_everything_again_forgets_what_was_wrong(workspace: Workspace) -> None:
    posts = [a_post(n * 30, tags=("t",)) for n in range(4)]
    store(workspace, *posts)
    rollups.refresh(workspace)
    wrong = rows_of(workspace, "posts_day")[0] | {
        "n": 40,
        "network": "ghost",
        "day": datetime(2025, 10, 17, tzinfo=UTC),
    }
    import pyarrow as pa

    from palabre.store.schema import schema_of

    ghosts = pa.Table.from_pylist([wrong], schema=schema_of(TABLES["posts_day"]))
    workspace.lake.append(TABLES["posts_day"], ghosts)
    for _ in range(2):
        rollups.rebuild(workspace)
        assert said(workspace) == counted(posts)


# The date of a post never changes; who said it, how and in what language may be read otherwise.
SOME = st.builds(
    lambda n, who, kind, lang: a_post(
        n,
        "42",
        created_at=NOW - timedelta(days=18, hours=13 * n),
        actor=who and an_actor(who),
        kind=kind,
        lang_declared=lang,
    ),
    st.integers(0, 9),
    st.sampled_from(["ana", "bob", None]),
    st.sampled_from(["post", "reply"]),
    st.sampled_from(["fr", None]),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(SOME, min_size=1, max_size=5), min_size=1, max_size=3), st.sets(st.integers(0, 9), max_size=3))
def test_counts_are_those_of_a_direct_count_whatever_the_batches(
    template: Path, tmp_path_factory: pytest.TempPathFactory, batches: list[list[Post]], gone: set[int]
) -> None:
    workspace = copied(template, tmp_path_factory.mktemp("law") / "w")
    for n, batch in enumerate(batches):
        store(workspace, *batch)
        if n % 2:
            rollups.refresh(workspace)
    store(workspace, *(a_deletion("post", f"n{n}") for n in gone), a_deletion("actor", "bob"))
    rollups.refresh(workspace)
    # What is counted is what a reader sees; the first of several posts with one id is the one that was kept.
    seen: dict[str, Post] = {}
    for post in (one for batch in batches for one in batch):
        seen.setdefault(post.native_id, post)
    kept = [p for p in seen.values() if p.native_id not in {f"n{n}" for n in gone} and p.actor != an_actor("bob")]

    assert said(workspace) == counted(kept)
    before = said(workspace)
    rollups.rebuild(workspace)
    assert said(workspace) == before
    workspace.close()


def test_a_workspace_of_before_has_what_its_posts_use_counted_at_the_next_refresh(workspace: Workspace) -> None:
    store(workspace, *[a_post(n * 30, tags=("t",)) for n in range(4)])
    rollups.refresh(workspace)
    known = [name for name in TABLES if name not in ("uses_day", "mention_uses_day")]
    write_settings(workspace.state, {"tables": " ".join(known)})
    for name in ("uses_day", "mention_uses_day"):
        shutil.rmtree(workspace.lake.path_of(TABLES[name]))
    workspace.close()

    opened = reopened(workspace.path)
    assert rows_of(opened, "uses_day") == []
    rollups.refresh(opened)
    assert sum(row["n"] for row in rows_of(opened, "uses_day") if row["what"] == "tag") == 4
    opened.close()


def test_two_who_ask_for_other_days_to_be_counted_again_are_both_heard(workspace: Workspace) -> None:
    store(workspace, a_post(1), a_post(24 * 40))
    rollups.refresh(workspace)

    rollups.ask_recount(workspace, [NOW.date()])
    rollups.ask_recount(workspace, [(NOW - timedelta(days=40)).date()])

    assert rollups.refresh(workspace) == 2


def test_what_posts_use_may_be_counted_later(workspace: Workspace) -> None:
    store(workspace, a_post(1, "le fromage est bon", tags=("t",)))
    rollups.refresh(workspace, with_uses=False)
    assert tags(workspace) == {"t": 1}
    assert rollups.is_behind(workspace)
    assert rows_of(workspace, "uses_day") == []

    rollups.refresh(workspace)

    assert not rollups.is_behind(workspace)
    assert {row["what"] for row in rows_of(workspace, "uses_day")} == {"account", "tag", "word", "read"}
