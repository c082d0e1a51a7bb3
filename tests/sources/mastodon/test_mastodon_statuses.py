"""Real timelines and answers of servers, taken as a source takes them."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec import Raw

from palabre.imports._mastodon_posts import Note, post_of
from palabre.model import Actor, Post
from palabre.sources._mastodon_memory import KEPT_POSTS, Memory
from palabre.sources._mastodon_reading import Reader
from palabre.sources._mastodon_server import Instance, Server, number_in
from palabre.sources._mastodon_statuses import Account, Status, actor_of

from .world import MastodonWorld

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://mastodon.example/users/ana/statuses/7"
HTML = (
    '<p><span class="h-card"><a href="https://alpage.example/@lou" class="u-url mention">@<b>lou</b></a></span>'
    ' <a href="https://mastodon.example/tags/LaitCru" class="mention hashtag" rel="tag">#<span>LaitCru</span></a>'
    ' :vache: <a href="https://exemple.org/tomme-de-mars"><span class="invisible">https://</span>'
    '<span class="ellipsis">exemple.org/tomme</span><span class="invisible">-de-mars</span></a></p>'
)
STATUS: dict[str, object] = {
    "id": "7",
    "uri": ADDRESS,
    "url": "https://mastodon.example/@ana/7",
    "created_at": "2026-03-02T09:00:00.000Z",
    "content": HTML,
    "spoiler_text": "fromage",
    "visibility": "public",
    "sensitive": True,
    "language": "fr",
    "account": {"id": "1", "username": "ana", "acct": "ana", "url": "https://mastodon.example/@ana"},
    "mentions": [{"id": "2", "username": "lou", "acct": "lou@alpage.example", "url": "https://alpage.example/@lou"}],
    "tags": [{"name": "laitcru", "url": "https://mastodon.example/tags/laitcru"}],
    "media_attachments": [{"type": "image", "url": "https://files.example/1.png", "description": "Une tomme"}],
    "poll": {"multiple": False, "voters_count": 2, "options": [{"title": "cru", "votes_count": 2}]},
}
NOTE: dict[str, object] = {
    "id": ADDRESS,
    "type": "Question",
    "summary": "fromage",
    "published": "2026-03-02T09:00:00Z",
    "url": "https://mastodon.example/@ana/7",
    "to": ["https://www.w3.org/ns/activitystreams#Public"],
    "sensitive": True,
    "content": HTML,
    "contentMap": {"fr": HTML},
    "attachment": [{"mediaType": "image/png", "url": "https://files.example/1.png", "name": "Une tomme"}],
    "tag": [
        {"type": "Mention", "href": "https://alpage.example/users/lou", "name": "@lou@alpage.example"},
        {"type": "Hashtag", "href": "https://mastodon.example/tags/laitcru", "name": "#laitcru"},
    ],
    "oneOf": [{"name": "cru", "replies": {"totalItems": 2}}],
    "votersCount": 2,
}


@pytest.fixture
def reader() -> Reader:
    # After the latest of the real records: what is dated later than it was read is refused.
    server = Server(
        http=MastodonWorld(now=datetime(2026, 11, 1, tzinfo=UTC)).http(),
        base="https://mastodon.example",
        domain="mastodon.example",
    )
    return Reader(server, Memory(None))


@pytest.mark.data
def test_a_real_public_timeline_is_taken_whole(shared_data: Path, reader: Reader) -> None:
    lines = gzip.decompress(
        (shared_data / "fediverse/mastodon_public_timeline_2020.jsonl.gz").read_bytes()
    ).splitlines()
    page = reader.thread((Raw(line) for line in lines), reader.around)

    assert [one.native_id for one in page.records if isinstance(one, Post)] == [
        json.loads(line)["uri"] for line in lines
    ]
    assert page.passed_over == {}
    signals = Counter(one.actor.signals for one in page.records if isinstance(one, Post) and one.actor)
    assert signals == {("not-discoverable",): 10, (): 7, None: 3}


@pytest.mark.data
def test_real_answers_of_servers_are_taken(shared_data: Path, reader: Reader) -> None:
    found: Counter[str] = Counter()
    with tarfile.open(shared_data / "fediverse/mastodon_api_responses.tar.gz") as archive:
        for entry in archive:
            stream = archive.extractfile(entry)
            body = json.load(stream)["body"] if stream is not None else None
            for one in body if isinstance(body, list) else [body]:
                _take(one, reader, found)

    assert found["posts"] == 51
    assert found["accounts"] == 292
    assert found["instances"] == 50
    assert found["bad-record"] == 0


def test_a_post_is_the_same_in_an_archive_and_from_a_server(reader: Reader) -> None:
    (told,) = reader.thread([Raw(json.dumps(STATUS).encode())], reader.around).records
    actor = Actor(network="fediverse", native_id="ana@mastodon.example", handle="ana@mastodon.example")
    moment, seen = reader.around.moment, reader.around.observed_at
    archived = post_of(msgspec.json.decode(json.dumps(NOTE), type=Note), actor, moment, seen)

    assert isinstance(told, Post)
    assert told.text == "@lou #LaitCru :vache: https://exemple.org/tomme-de-mars"
    assert told.actor is not None
    assert told.actor.native_id == actor.native_id
    assert msgspec.structs.replace(told, actor=actor) == archived


def _take(body: Any, reader: Reader, found: Counter[str]) -> None:
    if not isinstance(body, dict):
        return
    for nested in body.values():
        for one in nested if isinstance(nested, list) else [nested]:
            _take(one, reader, found)
    raw = json.dumps(body).encode()
    if "content" in body and "account" in body and "uri" in body:
        page = reader.thread((Raw(raw),), reader.around)
        found["posts"] += len(page.records)
        found.update(page.passed_over)
        assert msgspec.json.decode(raw, type=Status).uri
    elif "acct" in body and "note" in body:
        actor_of(msgspec.json.decode(raw, type=Account), reader.around)
        found["accounts"] += 1
    elif "version" in body and "title" in body:
        found["instances"] += msgspec.json.decode(raw, type=Instance).version is not None


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://a.example/users/ana/statuses/1093", "1093"),
        ("https://a.example/users/ana/statuses/1093/activity", "1093"),
        ("https://a.example/@ana/1093", "1093"),
        ("https://a.example/notice/AbC9xYz", "AbC9xYz"),
        ("https://a.example/@ana/statuses/01HX0Z", "01HX0Z"),
        ("https://a.example/ap/users/115/statuses/116", "116"),
        ("https://a.example/p/ana/771", "771"),
        ("https://a.example/objects/0b5e-77", None),
        ("https://a.example/@ana", None),
        (None, None),
    ],
)
def test_addresses_that_hold_the_number_of_a_post_give_it(address: str | None, number: str | None) -> None:
    assert number_in(address) == number


def test_the_cursor_stays_small_however_much_is_heard() -> None:
    memory = Memory(None)
    for number in range(3 * KEPT_POSTS):
        memory.meets(Status(id=f"11{number:016}", uri=f"https://mastodon.example/users/ana/statuses/11{number:016}"))
        memory.passes("public", [f"11{number:016}"])
    again = Memory(memory.cursor())

    assert len(memory.cursor()) < 64_000
    assert (
        again.uri_of(f"11{3 * KEPT_POSTS - 1:016}")
        == f"https://mastodon.example/users/ana/statuses/11{3 * KEPT_POSTS - 1:016}"
    )
    assert again.uri_of("110000000000000000") is None
    assert Memory("2026-03-02").numbers_of("public") == ()
