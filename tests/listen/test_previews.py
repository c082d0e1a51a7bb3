"""What a query would bring, counted on the workspace before anything is saved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from palabre.errors import QueryError
from palabre.listen import previews
from palabre.listen.previews import preview
from tests.building import NOW, a_deletion, a_post, bring_in

if TYPE_CHECKING:
    from palabre.store import Workspace

WORDS = ["du fromage frais"] * 6 + ["fromage de vache"] * 3 + ["les fromages"] * 2 + ["rien"] * 9


def test_each_clause_is_counted_by_itself_and_for_what_it_changes(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(n, text) for n, text in enumerate(WORDS)])
    seen = preview(workspace, "fromage -vache")

    assert (seen.read, seen.matched, seen.is_whole, seen.share) == (20, 6, True, 0.3)
    assert [(one.role, one.text, one.posts, one.effect) for one in seen.clauses] == [
        ("required", "fromage", 9, None),
        ("excluded", "vache", 3, 3),
    ]
    assert sum(n for _day, n in seen.per_day) == 6
    assert {post.text for post in seen.samples} == {"du fromage frais"}
    assert all(post.matched == ((3, 10),) for post in seen.samples)


def test_near_misses_say_why_they_were_missed(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(n, text) for n, text in enumerate(WORDS)])
    missed = preview(workspace, "fromage -vache").near_misses

    assert {(one.how, one.clause, one.post.text) for one in missed} == {
        ("excluded", "vache", "fromage de vache"),
        ("begins", "fromage", "les fromages"),
    }
    assert len({one.post.post_id for one in missed}) == len(missed) == 5


def test_an_alternative_tells_what_only_it_brings(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(1, "lait cru"), a_post(2, "lait"), a_post(3, "cru")])

    assert [(one.posts, one.effect) for one in preview(workspace, "lait OR cru OR sel").clauses] == [
        (2, 1),
        (2, 1),
        (0, 0),
    ]


def test_what_only_posts_can_tell_is_remarked(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(n, "de la pluie") for n in range(1_200)])
    remarks = {one.message_id: one for one in preview(workspace, "pluie OR introuvable").remarks}

    assert remarks["query-finds-much"].fields["percent"] == 100
    assert remarks["query-clause-silent"].column == 10


def test_only_the_newest_posts_are_read_and_it_is_said(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "STRETCH", 10)
    bring_in(workspace, [a_post(n, "mot", created_at=NOW - timedelta(days=n)) for n in range(200)])
    seen = preview(workspace, "mot", most=30)

    assert 30 <= seen.read < 200
    assert not seen.is_whole
    assert max(day for day, _n in seen.per_day) == NOW.date()


def test_what_was_deleted_is_not_counted(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(1, "mot"), a_post(2, "mot")])
    bring_in(workspace, [a_deletion("post", "n1")])

    assert preview(workspace, "mot").matched == 1


def test_a_query_that_means_nothing_reads_nothing(workspace: Workspace) -> None:
    with pytest.raises(QueryError):
        preview(workspace, "NOT mot")
