"""Threads: every post once, each after what it answers, however tangled, however long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.listen import threads
from palabre.listen.threads import Turn, _in_order, thread_page
from palabre.listen.views import one_post
from palabre.model.ids import post_id
from tests.building import a_deletion, a_post, an_actor, store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.store import Workspace


def drawn(turns: Sequence[Turn]) -> list[object]:
    """A thread as nested lists of native ids."""
    return [[turn.post.native_id, *drawn(turn.answers)] if turn.answers else turn.post.native_id for turn in turns]


def asked(workspace: Workspace, native_id: str, page: int | None = None) -> threads.ThreadPage:
    return thread_page(workspace, one_post(workspace, post_id("x", native_id)).post, page=page)


def test_answers_stand_below_what_they_answer_in_the_order_they_came(workspace: Workspace) -> None:
    store(
        workspace,
        a_post(9, "la racine"),
        a_post(8, reply_to="n9", root="n9", actor=an_actor("bob")),
        a_post(7, reply_to="n9", root="n9"),
        a_post(6, reply_to="n8", root="n9"),
        a_post(5, reply_to="lost", root="n9"),
        a_post(4, reply_to="n6", root="n9"),
        a_post(3, "ailleurs"),
    )

    found = asked(workspace, "n6")

    assert drawn(found.turns) == [["n9", ["n8", ["n6", "n4"]], "n7", "n5"]]
    assert (found.posts, found.accounts, found.pages) == (6, 2, 1)
    assert found.holds(post_id("x", "n6"))
    assert drawn(asked(workspace, "n9").turns) == drawn(found.turns)
    assert asked(workspace, "n3").turns == ()


def test_a_long_thread_is_cut_in_pages_and_opens_where_the_post_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "PAGE", 10)
    chain = [a_post(60 - n, reply_to=f"n{61 - n}" if n else None, root="n60" if n else None) for n in range(35)]
    store(workspace, *chain)

    pages = [asked(workspace, "n60", page) for page in range(1, 5)]

    def flat(turns: Sequence[Turn]) -> list[str]:
        return [name for turn in turns for name in (turn.post.native_id, *flat(turn.answers))]

    assert [name for page in pages for name in flat(page.turns)] == [post.native_id for post in chain]
    assert {page.pages for page in pages} == {4}
    assert asked(workspace, "n35").page == 3
    assert asked(workspace, "n60", 99).page == 4
    first = pages[1].turns[0]
    assert (first.post.native_id, first.answered and first.answered.native_id) == ("n50", "n51")
    assert max(_depths(pages[0].turns)) == 6
    deepest = next(turn for turn in _every(pages[0].turns) if turn.post.native_id == "n52")
    assert deepest.answered and deepest.answered.native_id == "n53"


def _every(turns: Sequence[Turn]) -> list[Turn]:
    return [one for turn in turns for one in (turn, *_every(turn.answers))]


def _depths(turns: Sequence[Turn], level: int = 0) -> list[int]:
    return [one for turn in turns for one in (level, *_depths(turn.answers, level + 1))]


def test_an_erased_post_leaves_its_thread(workspace: Workspace) -> None:
    store(workspace, a_post(9), a_post(8, reply_to="n9", root="n9"), a_post(7, reply_to="n8", root="n9"))
    assert asked(workspace, "n9").posts == 3
    store(workspace, a_deletion("post", "n8"))

    assert drawn(asked(workspace, "n9").turns) == [["n9", "n7"]]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_whatever_answers_whatever_each_post_is_read_once(answered: list[int]) -> None:
    rows = [{"post_id": n, "reply_to": above or None} for n, above in enumerate(answered, start=1)]

    places = _in_order(rows, root=1)

    assert sorted(place.post_id for place in places) == [row["post_id"] for row in rows]
    seen: set[int] = set()
    for place in places:
        assert place.answers is None or place.answers in seen
        seen.add(place.post_id)
