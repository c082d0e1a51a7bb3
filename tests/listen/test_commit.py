"""What becomes of each record of a batch: stored, updated, unchanged or refused, and the four always add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.listen.commit import Committed
from palabre.model import Metrics, Post, Record, Reject
from palabre.model.ids import actor_id, interaction_id, post_id
from palabre.store import reading
from tests.building import (
    LATER,
    NOW,
    a_deletion,
    a_figure,
    a_like,
    a_post,
    an_actor,
    bring_in,
    contents,
    copied,
    rows_of,
    store,
)

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.store import Workspace

OLDER = NOW - timedelta(hours=6)


def shown(workspace: Workspace, columns: str = "text") -> list[Any]:
    rows = reading.query(workspace.lake, f"SELECT {columns} FROM posts ORDER BY native_id").to_pylist()
    return [row[columns] for row in rows]


def test_a_batch_stored_again_changes_nothing(workspace: Workspace) -> None:
    records: list[Record] = [a_post(n, f"mot {n}", metrics=Metrics(likes=n), tags=("t",)) for n in range(20)]
    records += [an_actor("zoe", followers=3), a_deletion("post", "gone")]
    first = store(workspace, *records)
    before = contents(workspace)
    second = store(workspace, *records)

    assert first == Committed(stored=20, actors=1, deletions=1)
    assert second == Committed(unchanged=20, actors_known=1, deletions_known=1)
    assert contents(workspace) == before


def test_new_words_are_a_revision_and_the_post_shows_them(workspace: Workspace) -> None:
    store(workspace, a_post(1, "avant", title="Titre"))
    done = store(workspace, a_post(1, "après", title="Titre 2"), observed_at=LATER, run_id=2)

    revision = rows_of(workspace, "revisions")[0]
    assert done == Committed(updated=1)
    assert (revision["text"], revision["revised_at"], revision["run_id"]) == ("après", LATER, 2)
    assert (shown(workspace), shown(workspace, "title")) == (["après"], ["Titre 2"])
    assert len(rows_of(workspace, "posts")) == 1


def test_older_words_read_late_do_not_come_back(workspace: Workspace) -> None:
    store(workspace, a_post(1, "second"))
    store(workspace, a_post(1, "premier"), observed_at=OLDER)
    assert shown(workspace) == ["second"]

    store(workspace, a_post(1, "troisième"), observed_at=LATER)
    store(workspace, a_post(1, "entre deux"), observed_at=NOW + timedelta(hours=1))
    assert shown(workspace) == ["troisième"]


def test_words_that_come_back_are_shown_again(workspace: Workspace) -> None:
    for hours, text in enumerate(["un", "deux", "un"]):
        store(workspace, a_post(1, text), observed_at=NOW + timedelta(hours=hours))
    assert shown(workspace) == ["un"]

    for hours, text in enumerate(["deux", "trois", "deux"], start=3):
        store(workspace, a_post(1, text), observed_at=NOW + timedelta(hours=hours))
    assert shown(workspace) == ["deux"]


def test_only_counters_that_changed_make_a_row(workspace: Workspace) -> None:
    told = [
        store(workspace, a_post(1, metrics=Metrics(likes=1)), observed_at=NOW),
        store(workspace, a_post(1, metrics=Metrics(likes=1)), observed_at=NOW + timedelta(hours=1)),
        store(workspace, a_post(1, metrics=Metrics(likes=2)), observed_at=NOW + timedelta(hours=2)),
        store(workspace, a_post(1), observed_at=NOW + timedelta(hours=3)),
        store(workspace, a_post(1, metrics=Metrics(likes=1)), observed_at=NOW + timedelta(hours=4)),
    ]

    assert [(one.stored, one.updated, one.unchanged) for one in told] == [
        (1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 0, 1), (0, 1, 0),
    ]  # fmt: skip
    assert [row["likes"] for row in sorted(rows_of(workspace, "metrics"), key=lambda row: row["observed_at"])] == [
        1,
        2,
        1,
    ]


def test_blank_is_not_zero(workspace: Workspace) -> None:
    store(workspace, a_post(1, metrics=Metrics(likes=0)), a_post(2, metrics=Metrics(views=0)), a_post(3))
    rows = {row["post_id"]: row for row in rows_of(workspace, "metrics")}

    assert set(rows) == {post_id("x", "n1"), post_id("x", "n2")}
    assert (rows[post_id("x", "n1")]["likes"], rows[post_id("x", "n1")]["views"]) == (0, None)
    assert (rows[post_id("x", "n2")]["likes"], rows[post_id("x", "n2")]["views"]) == (None, 0)
    assert store(workspace, a_post(1, metrics=Metrics(likes=None, views=0)), observed_at=LATER).updated == 1


def test_words_and_counters_that_change_together_are_one_update(workspace: Workspace) -> None:
    store(workspace, a_post(1, metrics=Metrics(likes=1)), a_post(2))
    done = store(workspace, a_post(1, "neuf", metrics=Metrics(likes=2)), a_post(2), a_post(3), observed_at=LATER)

    assert (done.stored, done.updated, done.unchanged) == (1, 1, 1)


def test_an_actor_has_a_snapshot_for_each_look_and_no_more(workspace: Workspace) -> None:
    looks = [{"followers": 1}, {"followers": 1}, {"followers": 2}, {"followers": 1}]
    counts = [
        store(workspace, an_actor(**look), observed_at=NOW + timedelta(days=n))  # type: ignore[arg-type]
        for n, look in enumerate(looks)
    ]

    assert [(one.actors, one.actors_known) for one in counts] == [(1, 0), (0, 1), (1, 0), (1, 0)]
    assert [row["followers"] for row in sorted(rows_of(workspace, "actors"), key=lambda row: row["observed_at"])] == [
        1,
        2,
        1,
    ]


def test_an_actor_met_in_posts_is_stored_and_not_counted(workspace: Workspace) -> None:
    done = store(workspace, a_post(1), a_post(2), a_post(3, actor=an_actor("bob", display_name="Bob")))

    assert (done.actors, done.actors_known) == (0, 0)
    assert sorted(row["handle"] for row in rows_of(workspace, "actors")) == ["ana", "bob"]


def test_each_way_of_answering_is_an_interaction(workspace: Workspace) -> None:
    store(
        workspace,
        a_post(1, kind="reply", reply_to="p", reply_to_actor="bob", callouts=("bob", "zoe", "bob")),
        a_post(2, kind="quote", quote_of="q", quote_of_actor="carl"),
        a_post(3, kind="repost", repost_of="r"),
        a_post(4, actor=None, reply_to_actor="bob"),
        a_post(5),
    )
    x, a = "x", actor_id
    seen = {(r["kind"], r["src_actor"], r["dst_actor"], r["target_post"]) for r in rows_of(workspace, "interactions")}

    assert seen == {
        ("reply", a(x, "ana"), a(x, "bob"), post_id(x, "p")),
        ("callout", a(x, "ana"), a(x, "bob"), None),
        ("callout", a(x, "ana"), a(x, "zoe"), None),
        ("quote", a(x, "ana"), a(x, "carl"), post_id(x, "q")),
        ("repost", a(x, "ana"), None, post_id(x, "r")),
        ("reply", None, a(x, "bob"), None),
    }
    assert len(rows_of(workspace, "interactions")) == len(seen)


def test_ids_are_the_same_in_python_and_in_the_lake(workspace: Workspace) -> None:
    odd = ["n1", "", "é\u0301", "a\x1fb", "日本", "x" * 300]
    store(workspace, *(a_post(n, native_id=name, actor=an_actor(name)) for n, name in enumerate(odd)))

    assert {row["native_id"]: (row["post_id"], row["actor_id"]) for row in rows_of(workspace, "posts")} == {
        name: (post_id("x", name), actor_id("x", name)) for name in odd
    }


def test_another_post_with_the_same_id_is_refused_and_counted(workspace: Workspace, monkeypatch) -> None:
    import pyarrow as pa

    from tests import building

    store(workspace, a_post(1))
    batch = building.a_batch(a_post(2, "autre", metrics=Metrics(likes=9)), a_post(3))
    taken = pa.array([post_id("x", "n1"), post_id("x", "n3")])
    posts = batch.posts.set_column(0, "post_id", taken)
    metrics = batch.metrics.set_column(0, "post_id", taken.slice(0, 1))
    monkeypatch.setattr(building, "batch_of", lambda *_a, **_k: replace(batch, posts=posts, metrics=metrics))
    done = store(workspace)

    assert (done.stored, done.updated, done.unchanged, done.clashes) == (1, 0, 0, 1)
    assert shown(workspace) == ["bonjour à tous"] * 2
    assert rows_of(workspace, "metrics") == []


def test_what_was_deleted_is_refused_whoever_brings_it(workspace: Workspace) -> None:
    store(workspace, a_deletion("post", "n1"), a_deletion("actor", "bob"))
    done = store(workspace, a_post(1), a_post(2, actor=an_actor("bob")), an_actor("bob"), a_post(3, callouts=("bob",)))

    assert done == Committed(stored=1, erased=3)
    assert [row["native_id"] for row in rows_of(workspace, "posts")] == ["n3"]
    assert [row["handle"] for row in rows_of(workspace, "actors")] == ["ana"]


def test_a_deletion_in_the_same_batch_wins(workspace: Workspace) -> None:
    done = store(workspace, a_post(1), a_deletion("post", "n1"))

    assert (done.stored, done.erased, done.deletions) == (0, 1, 1)


def test_a_post_met_twice_in_one_batch_is_one_post(workspace: Workspace) -> None:
    done = store(workspace, a_post(1), a_post(1), a_post(1), a_post(2))

    assert (done.stored, done.updated, done.unchanged) == (2, 0, 2)
    assert len(rows_of(workspace, "posts")) == 2


def test_the_last_words_of_a_post_met_twice_are_kept(workspace: Workspace) -> None:
    records = [
        a_post(1, "un", observed_at=NOW),
        a_post(1, "deux", observed_at=NOW + timedelta(hours=1)),
        a_post(1, "trois", observed_at=NOW + timedelta(hours=2)),
    ]
    done = store(workspace, *records)

    assert (done.stored, done.updated, done.unchanged) == (1, 1, 1)
    assert shown(workspace) == ["trois"]
    assert store(workspace, *records).unchanged == 3


def test_an_import_adds_up_and_tells_why_rows_were_refused(workspace: Workspace) -> None:
    store(workspace, a_deletion("post", "n3"))
    records: list[Record] = [
        a_post(1), a_post(2), a_post(2), a_post(3), an_actor("zoe"), an_actor("zoe"), a_deletion("post", "n9"),
        Reject(line=7, reason="no-text", detail="=cmd|' /C calc'!A0"), Reject(line=9, reason="no-text"),
    ]  # fmt: skip
    told: list[int] = []
    done = bring_in(workspace, records, progress=told.append)

    assert (done.read, done.stored, done.updated, done.unchanged, done.rejected) == (9, 4, 0, 2, 3)
    assert done.reasons == {"no-text": 2, "erased": 1}
    assert told == [9]
    report = (workspace.exports / "rejects-1.csv").read_text(encoding="utf-8-sig").splitlines()
    assert report == ["line,reason,meaning,content", "7,no-text,no-text,'=cmd|' /C calc'!A0", "9,no-text,no-text,"]


def test_an_import_without_refusals_leaves_no_report(workspace: Workspace) -> None:
    done = bring_in(workspace, iter([a_post(1)]))

    empty = bring_in(workspace, [])

    assert (done.reports, empty.reports) == ((), ())
    assert (empty.read, empty.stored, empty.rejected, dict(empty.reasons)) == (0, 0, 0, {})
    assert list(workspace.exports.iterdir()) == []


def test_batches_are_committed_beside_the_reading(workspace: Workspace, monkeypatch) -> None:
    from palabre.listen import chunks, importing

    monkeypatch.setattr(importing, "BATCH_ROWS", 10)
    monkeypatch.setattr(chunks, "CHUNK", 5)
    done = bring_in(workspace, (a_post(n % 25) for n in range(33)))

    assert (done.read, done.stored, done.unchanged) == (33, 25, 8)
    assert len(workspace.feed.after(0)) == 3


def test_a_parser_that_breaks_keeps_what_was_committed(workspace: Workspace, monkeypatch) -> None:
    from palabre.listen import chunks, importing

    monkeypatch.setattr(importing, "BATCH_ROWS", 5)
    monkeypatch.setattr(chunks, "CHUNK", 5)

    def broken() -> Any:
        yield from (a_post(n) for n in range(12))
        raise ValueError("half a file")

    with pytest.raises(ValueError, match="half a file"):
        bring_in(workspace, broken())

    assert len(rows_of(workspace, "posts")) == 10
    assert bring_in(workspace, (a_post(n) for n in range(12))).stored == 2


POSTS = st.builds(
    lambda n, text, likes, hour: a_post(
        n, text, metrics=None if likes is None else Metrics(likes=likes), observed_at=NOW + timedelta(hours=hour)
    ),
    st.integers(1, 4),
    st.sampled_from(["un", "deux", "trois"]),
    st.none() | st.integers(0, 2),
    st.integers(0, 5),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(POSTS, min_size=1, max_size=12), st.integers(1, 12))
def test_counts_add_up_and_a_second_reading_brings_nothing(
    template: Path, tmp_path_factory: pytest.TempPathFactory, posts: list[Post], size: int
) -> None:
    workspace = copied(template, tmp_path_factory.mktemp("law") / "w")
    batches = [posts[n : n + size] for n in range(0, len(posts), size)]
    for batch in batches:
        done = store(workspace, *batch)
        assert done.stored + done.updated + done.unchanged == len(batch)
    before = contents(workspace)
    again = [store(workspace, *batch) for batch in batches]

    assert sum(one.stored for one in again) == 0
    assert len({row["post_id"] for row in before["posts"]}) == len(before["posts"]) == len({p.native_id for p in posts})
    assert len(rows_of(workspace, "posts")) == len(before["posts"])
    third = contents(workspace)
    assert [store(workspace, *batch).updated for batch in batches] == [0] * len(batches)
    assert contents(workspace) == third
    workspace.close()


def test_a_post_that_two_exports_date_days_apart_is_one_post(workspace: Workspace) -> None:
    store(workspace, a_post(1))
    again = a_post(1, "autre", created_at=NOW - timedelta(days=40))
    done = store(workspace, again, observed_at=NOW + timedelta(days=1))

    assert (done.stored, done.updated) == (0, 1)
    assert len(rows_of(workspace, "posts")) == 1
    assert shown(workspace) == ["autre"]


def test_a_like_and_a_follow_are_interactions_without_a_post(workspace: Workspace) -> None:
    follow = a_like(2, kind="follow", target_post=None, native_id=None)
    told = [store(workspace, a_like(1), follow), store(workspace, a_like(1), follow, observed_at=LATER)]
    rows = {row["kind"]: row for row in rows_of(workspace, "interactions")}

    assert told == [Committed(acts=2), Committed(acts_known=2)]
    assert rows["like"]["interaction_id"] == interaction_id("x", "like1")
    assert (rows["like"]["native_id"], rows["like"]["observed_at"]) == ("like1", NOW)
    assert (rows["like"]["post_id"], rows["like"]["target_post"]) == (None, post_id("x", "n1"))
    assert {(row["src_actor"], row["dst_actor"]) for row in rows.values()} == {
        (actor_id("x", "ana"), actor_id("x", "bob"))
    }
    assert rows["follow"]["target_post"] is None


def test_acts_without_a_name_are_told_apart_by_who_acts_towards_what(workspace: Workspace) -> None:
    likes = [a_like(1, native_id=None), a_like(2, native_id=None), a_like(1, native_id=None, actor="zoe")]
    store(workspace, *likes, a_like(1, native_id=None, kind="follow"))
    again = store(workspace, *likes)

    assert len(rows_of(workspace, "interactions")) == 4
    assert again == Committed(acts_known=3)


def test_an_account_figure_is_kept_for_each_export_that_says_otherwise(workspace: Workspace) -> None:
    told = [
        store(workspace, a_figure(value), observed_at=NOW + timedelta(days=n), run_id=n)
        for n, value in enumerate([10, 10, 12.5, 10])
    ]
    other = store(workspace, a_figure(7, metric="page_views"), a_figure(7, account="bob"), a_figure(12.5))
    rows = sorted(rows_of(workspace, "account_metrics"), key=lambda row: row["observed_at"])

    assert [(one.figures, one.figures_known) for one in told] == [(1, 0), (0, 1), (1, 0), (1, 0)]
    assert (other.figures, other.figures_known) == (2, 1)
    assert [row["value"] for row in rows if row["metric"] == "reach" and row["native_id"] == "ana"] == [10, 12.5, 10]
    assert rows[0]["actor_id"] in {actor_id("x", "ana"), actor_id("x", "bob")}


def test_acts_and_figures_add_up_with_the_posts_of_an_import(workspace: Workspace) -> None:
    records: list[Record] = [
        a_post(1),
        a_like(1),
        a_like(1),
        a_figure(3),
        an_actor("zoe"),
        Reject(line=4, reason="no-text"),
    ]
    first, second = bring_in(workspace, records), bring_in(workspace, records)

    assert (first.read, first.stored, first.unchanged, first.rejected) == (6, 4, 1, 1)
    assert (first.interactions, first.account_metrics) == (1, 1)
    assert (second.stored, second.unchanged, second.interactions, second.account_metrics) == (0, 5, 0, 0)
