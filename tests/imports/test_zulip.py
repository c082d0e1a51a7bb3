"""Messages of Zulip."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.errors import ImportRefused
from palabre.model import Metrics, Post

from .reading import ids, notes_of, posts, read, reasons, written

API = Path(__file__).parent / "zulip" / "sample_api.json"
REALM = {
    "zerver_realm": [{"string_id": "caves"}],
    "zerver_stream": [{"id": 3, "name": "affinage"}, {"id": 4, "name": "bureau", "invite_only": True}],
    "zerver_recipient": [
        {"id": 30, "type": 2, "type_id": 3},
        {"id": 40, "type": 2, "type_id": 4},
        {"id": 50, "type": 1, "type_id": 7},
        {"id": 60, "type": 3, "type_id": 1},
    ],
    "zerver_userprofile": [
        {"id": 7, "full_name": "Ana", "email": "ana@caves.example"},
        {"id": 8, "full_name": "Robot", "is_bot": True},
    ],
}
MESSAGES = {
    "zerver_message": [
        {"id": number, "sender": 7, "recipient": recipient, "subject": "Tommes", "content": "voilà @**Robot**"}
        | {"date_sent": 1772445600.5 + number, "rendered_content": None}
        for number, recipient in enumerate((30, 40, 50, 60, 99), 1)
    ],
    "zerver_usermessage": [{"id": 1}],
}


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(API))}


def test_messages_of_a_topic_share_their_root(found: dict[str, Post]) -> None:
    first, second = found["11"], found["13"]

    assert first.root == second.root == "3/tommes"
    assert (first.network, first.instance, first.text) == ("zulip", "affinage", "@Lou voir ici")
    assert (first.callouts, first.links) == (("8",), ("https://exemple.org/cave",))
    assert (first.metrics, first.edited_at) == (Metrics(likes=1), datetime(2026, 3, 2, 11, 13, 19, tzinfo=UTC))
    assert first.actor is not None
    assert (first.actor.native_id, first.actor.handle) == ("7", "Ana")


def test_private_messages_are_left_out_and_bad_ones_refused() -> None:
    assert [reason for _, reason in reasons(read(API))] == ["no-text", "future"]
    assert set(notes_of(API)) == {"site-unknown", "private-left-out"}


def test_an_export_gives_only_the_streams_open_to_all(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/messages-000001.json", json.dumps(MESSAGES))
        archive.writestr("export/realm.json", json.dumps(REALM))
    path = written(tmp_path, packed.getvalue(), "export.zip")
    (post,) = posts(read(path))

    assert (post.native_id, post.instance, post.root) == ("caves/1", "caves/affinage", "caves/3/tommes")
    assert post.callouts == ("caves/8",)
    assert post.actor is not None
    assert post.actor.handle == "Ana"
    assert notes_of(path) == ["private-left-out", "passed-over"]


def test_a_part_of_an_export_is_refused_without_what_tells_private_messages(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(MESSAGES), "messages-000001.json")
    with pytest.raises(ImportRefused, match="zulip-realm-needed"):
        read(path)
    written(tmp_path, json.dumps(REALM), "realm.json")

    assert ids(read(path)) == ["caves/1"]
