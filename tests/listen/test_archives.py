"""Archives of an account in a workspace: whatever the way a post came, it is one post, and acts are kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from palabre.listen import FileImported, Request, import_here
from palabre.listen import parsing as parsing_beside
from palabre.model.ids import actor_id, post_id
from tests.building import rows_of

if TYPE_CHECKING:
    from palabre.store import Workspace

SAMPLES = Path(__file__).resolve().parent.parent / "imports"


def brought_in(workspace: Workspace, path: Path, account: str | None = None) -> FileImported:
    return import_here(workspace, Request(path=path, account=account), lambda _done, _total: None)


def test_the_same_post_from_the_archive_and_from_the_interface_is_one(workspace: Workspace, tmp_path: Path) -> None:
    page = {
        "data": {
            "id": "1500000000000000001",
            "author_id": "4242",
            "created_at": "2026-03-04T09:15:01.000Z",
            "text": "Notre lait arrive à vélo #LaitCru",
            "entities": {"hashtags": [{"tag": "LaitCru"}]},
            "conversation_id": "1500000000000000001",
        },
        "includes": {"users": [{"id": "4242", "username": "Ana_Laitiere", "name": "Ana Laitière"}]},
    }
    collected = tmp_path / "api.jsonl"
    collected.write_text(json.dumps(page), encoding="utf-8")

    first = brought_in(workspace, SAMPLES / "x-archive" / "sample.zip").counts
    second = brought_in(workspace, collected).counts
    again = brought_in(workspace, SAMPLES / "x-archive" / "sample.zip").counts
    posts = rows_of(workspace, "posts")

    assert (first.stored, first.rejected) == (4, 0)
    assert (second.stored, second.updated, again.stored) == (0, 0, 0)
    assert len(posts) == 3
    assert {post["actor_id"] for post in posts} == {actor_id("x", "ana_laitiere")}


@pytest.mark.parametrize("beside_from", [1, 10**9], ids=["beside", "here"])
def test_likes_and_follows_of_a_repository_are_kept_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside_from: int
) -> None:
    monkeypatch.setattr(parsing_beside, "BESIDE_FROM", beside_from)
    path = tmp_path / "repo.car"
    shutil.copy(SAMPLES / "bluesky-car" / "sample.car", path)
    first = brought_in(workspace, path, "ana.exemple.fr")
    again = brought_in(workspace, path, "ana.exemple.fr")
    acts = {row["kind"]: row for row in rows_of(workspace, "interactions")}

    assert (first.format, first.counts.stored, first.counts.interactions) == ("bluesky-car", 6, 2)
    assert (again.counts.stored, again.counts.unchanged, again.counts.interactions) == (0, 6, 0)
    assert set(acts) == {"like", "follow", "reply", "repost"}
    assert acts["like"]["target_post"] == acts["repost"]["target_post"] == acts["reply"]["target_post"]
    assert acts["like"]["target_post"] == post_id(
        "bluesky", "at://did:plc:bobbobbobbobbobbobbobbob/app.bsky.feed.post/3kbbbbbbbbbb2"
    )
    assert acts["follow"]["dst_actor"] == actor_id("bluesky", "did:plc:bobbobbobbobbobbobbobbob")
    assert {row["handle"] for row in rows_of(workspace, "posts")} == {"ana.exemple.fr"}
