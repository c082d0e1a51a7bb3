"""The stand-in for Mastodon answers as a server does: timelines by pages, threads, streams, and faults on demand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.fediverse import Fediverse

pytestmark = pytest.mark.servers
PUBLIC = "/api/v1/timelines/public"
STREAM = "/api/v1/streaming/public"


def get(address: str) -> httpx2.Response:
    return httpx2.get(address, timeout=60, trust_env=False)


def pages(address: str) -> Iterator[list[str]]:
    """The numbers of the posts on each page, followed by the links between them."""
    following: str | None = address
    while following:
        answer = get(following).raise_for_status()
        yield [one["id"] for one in answer.json()]
        following = answer.links.get("next", {}).get("url")


def told(lines: Iterator[str]) -> tuple[str, Any]:
    """The next event of a stream, with its payload: a record, or the number of a deleted post."""
    event = next(line for line in lines if line.startswith("event: ")).removeprefix("event: ")
    payload = next(lines).removeprefix("data: ")
    return event, payload if event == "delete" else json.loads(payload)


def test_every_post_is_found_once_by_following_the_pages(mastodon: Fediverse) -> None:
    said = [mastodon.post("ada", f"Message {number} #place") for number in range(45)]

    read = list(pages(f"{mastodon.address}/api/v1/timelines/tag/place?limit=20"))

    assert [len(page) for page in read] == [20, 20, 5]
    assert sorted(one for page in read for one in page) == sorted(said)


def test_a_thread_is_read_with_its_edits_its_boosts_and_its_date(mastodon: Fediverse) -> None:
    morning = datetime(2026, 1, 5, 9, tzinfo=UTC)
    asked = mastodon.post("ada", "Le marché samedi ?", date=morning, language="fr")
    reply = mastodon.post("grace", "@ada Oui.", reply_to=asked)
    mastodon.edit("ada", asked, "Le marché dimanche ?")
    mastodon.boost("alan", asked)
    mastodon.favourite("katherine", asked)

    post = get(f"{mastodon.address}/api/v1/statuses/{asked}").json()
    thread = get(f"{mastodon.address}/api/v1/statuses/{asked}/context").json()

    assert (post["replies_count"], post["reblogs_count"], post["favourites_count"]) == (1, 1, 1)
    assert (datetime.fromisoformat(post["created_at"]), post["language"]) == (morning, "fr")
    assert (post["content"], bool(post["edited_at"])) == ("<p>Le marché dimanche ?</p>", True)
    assert [(one["id"], one["in_reply_to_id"]) for one in thread["descendants"]] == [(reply, asked)]
    assert [one["username"] for one in thread["descendants"][0]["mentions"]] == ["ada"]


def test_what_happens_is_streamed_as_it_happens(mastodon: Fediverse) -> None:
    with httpx2.stream("GET", f"{mastodon.address}{STREAM}", timeout=60, trust_env=False) as answer:
        lines = answer.iter_lines()
        assert next(lines).startswith(":")

        post = mastodon.post("ada", "Le marché samedi")
        event, said = told(lines)
        assert (event, said["id"], said["account"]["acct"]) == ("update", post, "ada")

        mastodon.edit("ada", post, "Le marché dimanche")
        event, said = told(lines)
        assert (event, said["content"]) == ("status_update", "<p>Le marché dimanche</p>")

        mastodon.delete("ada", post)
        assert told(lines) == ("delete", post)
    assert get(f"{mastodon.address}/api/v1/statuses/{post}").status_code == 404


def test_a_picture_is_served_with_its_description(mastodon: Fediverse) -> None:
    picture = b"\x89PNG\r\n\x1a\n what a picture holds"
    number = mastodon.upload("ada", picture, description="La halle vue de la place")
    post = mastodon.post("ada", "La halle", media=[number])

    (shown,) = get(f"{mastodon.address}/api/v1/statuses/{post}").json()["media_attachments"]

    assert (shown["type"], shown["description"]) == ("image", "La halle vue de la place")
    assert get(shown["url"]).content == picture


def test_people_say_whether_they_agree_to_be_found(mastodon: Fediverse) -> None:
    mastodon.describe("grace", note="#nobot", indexable=False)
    for name in ("ada", "grace"):
        mastodon.post(name, "Bonjour")

    read = {one["account"]["acct"]: one["account"] for one in get(f"{mastodon.address}{PUBLIC}").json()}

    assert (read["ada"]["indexable"], read["grace"]["indexable"], read["grace"]["note"]) == (True, False, "#nobot")


def test_a_server_can_be_made_to_refuse_once(mastodon: Fediverse) -> None:
    timeline = f"{mastodon.address}{PUBLIC}"

    with mastodon.answering(PUBLIC, "ratelimit", times=1, headers={"Retry-After": "2"}):
        refused = get(timeline)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
        assert get(timeline).status_code == 200
    with mastodon.answering(PUBLIC, "status", status=503):
        assert [get(timeline).status_code for _ in range(2)] == [503, 503]
    assert get(timeline).status_code == 200


def test_each_test_finds_people_who_have_posted_nothing(mastodon: Fediverse) -> None:
    assert get(f"{mastodon.address}{PUBLIC}").json() == []
