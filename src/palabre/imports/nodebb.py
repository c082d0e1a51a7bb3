"""Answers of the API of NodeBB forums: topics with their posts, recent posts, lists of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from palabre.imports._json_records import JsonImport, LeftOut, RecordReader, holds, moments_of, no_post, tried
from palabre.imports._site import site_or_note
from palabre.sources._nodebb_posts import Forum, Said, Topic, post_of, topic_of
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


class Page(Topic, gc=False):
    """A topic with its posts, posts on their own, or a list of topics."""

    posts: list[Raw] | None = None
    topics: list[Raw] | None = None
    pid: int | str | None = None
    response: Raw = Raw()


class NodeBB(JsonImport):
    """Posts of a forum. Lists of topics give their titles, for want of the texts."""

    name = "nodebb"
    title = N_("NodeBB API (topics, recent posts, lists of topics), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds posts or topics of NodeBB, which name their parts by short words."""
        posts = any(holds(text, *(place + name for name in ("pid", "tid", "content"))) for place in _PLACES)
        return posts or any(holds(text, *(place + name for name in _OF_TOPICS)) for place in ("topics.", ""))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The posts of each page."""
        host = site_or_note(member, reading)
        return _Pages(Forum(host, reading.observed_at, moments_of(reading)), LeftOut(member, reading))


_PLACES = ("", "posts.", "response.", "response.posts.")
_OF_TOPICS = ("tid", "cid", "mainPid", "postcount")


class _Pages:
    def __init__(self, forum: Forum, left: LeftOut) -> None:
        self._forum = forum
        self._left = left
        self._decode = msgspec.json.Decoder(Page).decode

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        if page.response:
            yield from self.records(number, bytes(page.response))
        elif page.topics is not None:
            for one in page.topics:
                yield from tried(number, bytes(one), self._listed)
        elif page.posts is not None:
            for one in page.posts:
                yield from tried(number, bytes(one), lambda post: self._post(post, page))
        elif page.pid is not None:
            yield from self._post(raw, Topic())
        elif page.main is not None:
            yield from self._listed(raw)
        else:
            raise no_post(raw)

    def _post(self, raw: bytes, page: Topic) -> Iterator[Record]:
        record = msgspec.json.decode(raw, type=Said)
        # A list of posts says of each which topic it is in; a topic says it once for all.
        topic = page if page.tid is not None else record.topic or Topic()
        yield post_of(record, topic, self._forum)

    def _listed(self, raw: bytes) -> Iterator[Record]:
        yield topic_of(msgspec.json.decode(raw, type=Topic), self._forum)

    def end(self) -> None:
        self._left.tell()
