"""What the API of Bluesky answers: feeds, searches, threads, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, field

from palabre.imports._json_records import JsonImport, RecordReader, holds, moments_of, no_post, tried
from palabre.sources._bluesky_views import ABSENT, NOTHING, Branch, Views
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


class Page(Branch, gc=False):
    """An answer, or one element of it: a post in a feed or in a thread, a post alone, an account."""

    feed: list[Raw] | None = None
    found: list[Raw] | int | None = field(name="posts", default=None)
    thread: Raw = NOTHING
    profiles: list[Raw] | None = None
    actors: list[Raw] | None = None
    record: Raw = NOTHING
    did: str | None = None


class BlueskyApi(JsonImport):
    """Posts with their counters, reposts of feeds, accounts. Posts shown only to who is logged in say so."""

    name = "bluesky-api"
    title = N_("Bluesky API (feeds, searches, threads, accounts), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds posts, or accounts, as Bluesky shows them."""
        places = ("", "post.", "feed.post.", "posts.", "thread.post.")
        if any(holds(text, *(f"{place}{name}" for name in ("uri", "record.text", "author.did"))) for place in places):
            return True
        return any(holds(text, f"{place}did", f"{place}handle") for place in ("", "profiles.", "actors."))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The posts and accounts of each page."""
        return _Pages(reading)


class _Pages:
    def __init__(self, reading: Reading) -> None:
        self._views = Views(moments_of(reading), reading.observed_at)
        self._decode = msgspec.json.Decoder(Page).decode

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        found = page.found if isinstance(page.found, list) else None
        lists = (page.feed, found, page.profiles, page.actors)
        if any(one is not None for one in lists):
            for one in (one for elements in lists for one in elements or ()):
                yield from tried(number, bytes(one), self._element)
        elif page.thread not in ABSENT or page.post not in ABSENT:
            yield from self._thread(number, raw if page.thread in ABSENT else bytes(page.thread))
        else:
            yield from self._element(raw)

    def _thread(self, number: int, first: bytes) -> Iterator[Record]:
        """The posts of a thread; blocked and lost ones hold no post."""
        for branch in self._views.branches(first):
            if branch.post not in ABSENT:
                yield from tried(number, bytes(branch.post), self._element)
                yield from self._reposted(branch)

    def _element(self, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        if page.post not in ABSENT:
            yield from self._element(bytes(page.post))
            yield from self._reposted(page)
        elif page.record not in ABSENT and page.uri:
            yield self._views.post(raw)
        elif page.did:
            yield self._views.actor(raw)
        else:
            raise no_post(raw)

    def _reposted(self, branch: Branch) -> Iterator[Record]:
        """The repost that put a post in a feed."""
        repost = self._views.reposted(branch.post, branch.reason) if branch.reason else None
        if repost is not None:
            yield repost

    def end(self) -> None:
        """Nothing is left out."""
