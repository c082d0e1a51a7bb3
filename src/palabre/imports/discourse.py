"""Answers of the API of Discourse forums: newest posts, topics with their posts, lists of topics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct

from palabre.imports._json_records import JsonImport, LeftOut, RecordReader, holds, moments_of, no_post, tried
from palabre.imports._lines import decoded
from palabre.imports._site import site_or_note
from palabre.sources._discourse_posts import (
    Forum,
    Listed,
    Member,
    Said,
    Stream,
    Tag,
    folded_tags,
    post_of,
    sort_of,
    topic_of,
)
from palabre.text.extract import clean_text
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member as File
    from palabre.imports.contract import Reading
    from palabre.model import Record

# Pictures of accounts are kept under the name of the forum.
_HOST = re.compile(r"/user_avatar/((?:[a-z0-9-]+\.)+[a-z]{2,})/", re.IGNORECASE)
_PRIVATE = "private_message"


class Topics(Struct):
    """A list of topics."""

    topics: list[Raw] = []


class Page(Said):
    """An answer of the API: a post by itself, or one of those below."""

    title: str | None = None
    archetype: str | None = None
    tags: list[str | Tag] | None = None
    users: list[Member] | None = None
    latest_posts: list[Raw] | None = None
    private_posts: list[Raw] | None = None
    post_stream: Stream | None = None
    topic_list: Topics | None = None


class Discourse(JsonImport):
    """Posts of a forum. What is private, hidden or a whisper of its staff is left out."""

    name = "discourse"
    title = N_("Discourse API (posts.json, topics, lists of topics)")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds posts of Discourse, or a list of its topics."""
        return (
            holds(text, "cooked", "post_number", "topic_id")
            or holds(text, "topic_list.topics.posts_count", "topic_list.topics.slug")
            or any(holds(text, f"{place}.cooked") for place in ("latest_posts", "private_posts", "post_stream.posts"))
        )

    def reader(self, member: File, reading: Reading) -> RecordReader:
        """The posts of each page."""
        told = _HOST.search(decoded(member.head)) if not reading.account else None
        host = told[1].lower() if told else site_or_note(member, reading)
        forum = Forum(host=host, observed_at=reading.observed_at, moment=moments_of(reading))
        return _Pages(forum, LeftOut(member, reading))


class _Pages:
    def __init__(self, forum: Forum, left: LeftOut) -> None:
        self._forum = forum
        self._left = left
        self._decode = msgspec.json.Decoder(Page).decode

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        if page.private_posts or page.archetype == _PRIVATE:
            for _ in page.private_posts or (page.post_stream or Stream()).posts:
                self._left.add("private-left-out")
        elif page.post_stream is not None:
            yield from self._posts(number, page.post_stream.posts, page)
        elif page.latest_posts is not None:
            yield from self._posts(number, page.latest_posts, page)
        elif page.topic_list is not None:
            members = {one.id: one for one in page.users or ()}
            for one in page.topic_list.topics:
                yield from tried(number, bytes(one), lambda listed: self._topic(listed, members))
        elif page.cooked is not None:
            yield from self._post(raw, page)
        else:
            raise no_post(raw)

    def _posts(self, number: int, raws: list[Raw], page: Page) -> Iterator[Record]:
        for one in raws:
            yield from tried(number, bytes(one), lambda post: self._post(post, page))

    def _post(self, raw: bytes, page: Page) -> Iterator[Record]:
        record = msgspec.json.decode(raw, type=Said)
        sort = sort_of(record)
        if sort == "private":
            self._left.add("private-left-out")
        elif sort != "post":
            self._left.add("passed-over", sort)
        else:
            title = clean_text(record.topic_title or page.title or "") or None
            yield post_of(record, self._forum, title=title, tags=folded_tags(page.tags))

    def _topic(self, raw: bytes, members: dict[int | None, Member]) -> Iterator[Record]:
        listed = msgspec.json.decode(raw, type=Listed)
        if listed.archetype == _PRIVATE:
            self._left.add("private-left-out")
        else:
            yield topic_of(listed, members, self._forum)

    def end(self) -> None:
        self._left.tell()
