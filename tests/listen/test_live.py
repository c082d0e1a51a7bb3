"""What is kept of what is heard: mentions, their threads, our own; with respect; once."""

from datetime import timedelta
from typing import Any

import pytest

from palabre.listen.leaving import leaving
from palabre.listen.live import Live, choose, store
from palabre.listen.shown import Filters
from palabre.listen.taking_stock import state_of_play
from palabre.listen.views import every_post, gaps, newest
from palabre.model import Record
from palabre.model.ids import actor_id
from palabre.sources import Hole, Page
from palabre.store import KeptSource, Workspace
from tests.building import NOW, Clock, a_deletion, a_like, a_post, an_actor, bring_in, contents, rows_of
from tests.sources.pretend import kept_in


@pytest.fixture
def source(workspace: Workspace) -> KeptSource:
    workspace.radars.add("lait", "lait", subject="ours")
    return kept_in(workspace)


def hear(workspace: Workspace, source: KeptSource, *records: Record, live: Live | None = None, **page: Any) -> Live:
    """One page comes by."""
    live = live or Live.of(workspace, ["x"])
    pages = [Page(records=records, cursor="7", heard=len(records), **page)]
    store(live, source, choose(live, source, pages), pages, plans_threads=True)
    return live


def said(workspace: Workspace) -> list[str]:
    return sorted(post.native_id for post in newest(workspace, Filters()).posts)


def counted(workspace: Workspace, source: KeptSource) -> dict[str, int]:
    return dict(workspace.sources.counted(source.source_id, since=NOW - timedelta(days=1)))


def test_only_posts_of_a_radar_and_of_their_threads_are_kept(workspace: Workspace, source: KeptSource) -> None:
    live = hear(
        workspace,
        source,
        a_post(1, "le lait est bon"),
        a_post(2, "il pleut"),
        a_post(3, "tout à fait", kind="reply", reply_to="n1", root="n1"),
        a_post(4, "pas moi", kind="reply", reply_to="n3", root="n1"),
    )
    hear(workspace, source, a_post(5, "", kind="repost", repost_of="n1"), a_post(6, "du pain"), live=live)

    assert said(workspace) == ["n1", "n3", "n4", "n5"]
    assert counted(workspace, source) == {"heard": 6, "posts": 6, "dropped": 2, "kept": 4}
    assert workspace.sources.by_id(source.source_id).cursor == "7"


def test_a_place_of_ours_is_kept_whole(workspace: Workspace) -> None:
    ours = kept_in(workspace, is_ours=True)

    hear(workspace, ours, a_post(1, "il pleut"), a_post(2, "du pain"))

    assert said(workspace) == ["n1", "n2"]


def test_a_page_heard_twice_changes_nothing(workspace: Workspace, source: KeptSource) -> None:
    records = (a_post(1, "le lait"), a_like(1), a_deletion("post", "n9"))
    hear(workspace, source, *records)
    before = {name: rows for name, rows in contents(workspace).items() if not name.endswith("_day")}
    hear(workspace, source, *records)

    assert {name: rows for name, rows in contents(workspace).items() if not name.endswith("_day")} == before


def test_likes_of_what_is_held_are_kept_and_no_others(workspace: Workspace, source: KeptSource) -> None:
    live = hear(workspace, source, a_post(1, "le lait"))
    hear(workspace, source, a_like(1), a_like(2), live=live)

    assert [row["native_id"] for row in rows_of(workspace, "interactions") if row["kind"] == "like"] == ["like1"]


def test_a_deletion_hides_at_once_and_one_of_somebody_else_leaves_no_trace(
    workspace: Workspace, source: KeptSource
) -> None:
    live = hear(workspace, source, a_post(1, "le lait"), a_post(2, "encore du lait"))
    hear(workspace, source, a_deletion("post", "n1"), a_deletion("post", "n77"), live=live)

    assert said(workspace) == ["n2"]
    assert len(rows_of(workspace, "deletions")) == 1


def test_a_post_taken_away_in_the_same_page_is_never_shown(workspace: Workspace, source: KeptSource) -> None:
    hear(workspace, source, a_post(1, "le lait"), a_deletion("post", "n1"))

    assert said(workspace) == []


def test_an_account_taken_away_in_the_page_of_its_first_post_is_forgotten(
    workspace: Workspace, source: KeptSource
) -> None:
    hear(workspace, source, a_post(1, "le lait"), a_deletion("actor", "ana"))

    assert said(workspace) == []
    assert [row["scope"] for row in rows_of(workspace, "deletions")] == ["actor"]


def test_an_edit_of_a_mention_is_kept_although_it_matches_no_more(
    workspace: Workspace, source: KeptSource, clock: Clock
) -> None:
    live = hear(workspace, source, a_post(1, "le lait"))
    at = clock.forward(minutes=5)
    hear(workspace, source, a_post(1, "la crème", edited_at=at, observed_at=at), live=live)

    assert [post.text for post in newest(workspace, Filters()).posts] == ["la crème"]


@pytest.mark.parametrize("signal", ["not-indexable", "not-discoverable", "no-index", "protected"])
def test_who_asks_not_to_be_kept_is_never_stored_but_counted(
    workspace: Workspace, source: KeptSource, signal: Any
) -> None:
    hear(
        workspace,
        source,
        a_post(1, "le lait", actor=an_actor("bob", signals=(signal,))),
        a_post(2, "le lait", actor=an_actor("eve", bio="Maraîchère. #nobot")),
        a_post(3, "la pluie", actor=an_actor("bob", signals=(signal,))),
        a_like(2, actor="bob"),
    )

    assert said(workspace) == []
    assert rows_of(workspace, "posts") == rows_of(workspace, "actors") == rows_of(workspace, "interactions") == []
    assert counted(workspace, source)[f"left-out {signal}"] == 1
    assert counted(workspace, source)["left-out no-bots"] == 1


def test_an_opt_out_seen_after_storage_erases_and_is_remembered(workspace: Workspace, source: KeptSource) -> None:
    live = hear(workspace, source, a_post(1, "le lait", actor=an_actor("bob")), a_post(2, "le lait"))
    hear(workspace, source, an_actor("bob", bio="#NoBots"), live=live)

    assert said(workspace) == ["n2"]
    assert [row["reason"] for row in rows_of(workspace, "deletions")] == ["opt-out"]

    hear(workspace, source, a_post(3, "encore du lait", actor=an_actor("bob")))
    assert said(workspace) == ["n2"]


def test_an_author_looked_up_gives_a_handle_and_is_respected(workspace: Workspace, source: KeptSource) -> None:
    live = Live.of(workspace, ["x"])
    pages = [
        Page(records=(a_post(1, "le lait", actor=an_actor("did:1")), a_post(2, "le lait", actor=an_actor("did:2"))))
    ]
    chosen = choose(live, source, pages)
    looked = (
        an_actor("did:1", handle="ana.example", followers=12),
        an_actor("did:2", handle="bob.example", bio="#noindex"),
    )
    store(live, source, chosen, pages, looked)

    assert sorted(chosen.authors.values()) == ["did:1", "did:2"]
    assert [(post.native_id, post.handle) for post in newest(workspace, Filters()).posts] == [("n1", "ana.example")]
    assert {row["handle"] for row in rows_of(workspace, "actors")} <= {"did:1", "ana.example"}


def test_who_may_only_be_read_inside_is_kept_and_marked(workspace: Workspace, source: KeptSource) -> None:
    hear(workspace, source, a_post(1, "le lait", actor=an_actor("bob", signals=("logged-in-only",))))

    assert said(workspace) == ["n1"]
    assert workspace.signals.inside() == (actor_id("x", "bob"),)


def test_a_hole_that_a_source_tells_is_a_gap_once(workspace: Workspace, source: KeptSource) -> None:
    hole = Hole(from_at=NOW - timedelta(hours=3), to_at=NOW - timedelta(hours=1), why="cursor-lost", estimated_loss=40)
    hear(workspace, source, a_post(1, "le lait"), holes=(hole,))
    hear(workspace, source, a_post(1, "le lait"), holes=(hole,))

    assert [(gap.source, gap.why, gap.estimated_loss) for gap in gaps(workspace)] == [
        ("pretend there", "gap-cursor-lost", 40)
    ]


def test_the_thread_of_a_mention_is_planned_to_be_read_four_times(
    workspace: Workspace, source: KeptSource, clock: Clock
) -> None:
    hear(workspace, source, a_post(2, "le lait", kind="reply", reply_to="n1", root="n1"), a_post(3, "la pluie"))
    seen = []
    for hours in (0, 1, 23, 24 * 6, 24):
        clock.forward(hours=hours)
        for one in workspace.rereads.due(source.source_id):
            seen.append((one.native_id, hours))
            workspace.rereads.done(one.post_id)

    assert seen == [("n2", 0), ("n2", 1), ("n2", 23), ("n2", 24 * 6)]


def test_who_may_only_be_read_inside_is_in_no_file_and_no_state_of_play(
    workspace: Workspace, source: KeptSource
) -> None:
    bob = an_actor("bob", signals=("logged-in-only",))
    answer = a_post(2, "oui, le lait", kind="reply", reply_to="n1", root="n1")
    hear(workspace, source, a_post(1, "le lait", actor=bob, root="n1"), answer, a_post(3, "le lait", actor=bob))

    assert said(workspace) == ["n1", "n2", "n3"]
    leaves = [post.native_id for posts in every_post(workspace, leaving(workspace, Filters())) for post in posts]
    assert leaves == ["n2"]
    state = state_of_play(workspace)
    assert [one.handle for one in state.people.speakers] == ["ana"]
    assert [one.handle for one in state.people.answered] == []
    assert [(one.handle, one.excerpt) for one in state.threads.threads] == [(None, None)]


def test_what_was_declared_stays_when_an_account_is_looked_at_and_the_rest_follows_it(
    workspace: Workspace, source: KeptSource
) -> None:
    live = hear(
        workspace, source, a_post(1, "le lait", actor=an_actor("bob", signals=("no-dataset", "logged-in-only")))
    )
    hear(workspace, source, an_actor("bob", signals=()), live=live)

    assert workspace.signals.all() == {actor_id("x", "bob"): ("no-dataset",)}


def test_an_import_keeps_nothing_of_who_asks_not_to_be_kept_and_says_how_much_that_was(
    workspace: Workspace, source: KeptSource
) -> None:
    live = hear(workspace, source, a_post(1, "le lait", actor=an_actor("eve")))
    hear(workspace, source, an_actor("eve", signals=("no-index",)), live=live)
    told = bring_in(
        workspace,
        [
            a_post(2, "bonjour", actor=an_actor("bob", bio="Facteur #nobot")),
            a_post(3, "bonjour", actor=an_actor("ana")),
            a_post(4, "bonjour", actor=an_actor("eve")),
            an_actor("bob", bio="Facteur #nobot"),
            a_like(3, actor="bob"),
        ],
    )

    assert said(workspace) == ["n3"]
    assert (told.read, told.stored, told.reasons.get("opted-out", 0) + told.reasons.get("erased", 0)) == (5, 1, 4)


def test_what_an_import_brings_in_after_its_deletion_was_heard_goes_within_a_minute(
    workspace: Workspace, source: KeptSource
) -> None:
    live = hear(workspace, source, a_deletion("post", "n5"), a_deletion("actor", "bob"))
    bring_in(workspace, [a_post(5, "le pain"), a_post(6, "le vin", actor=an_actor("bob")), a_post(7, "le sel")])
    assert said(workspace) == ["n5", "n6", "n7"]

    live.refresh()

    assert said(workspace) == ["n7"]
