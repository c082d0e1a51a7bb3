"""Feeds saved in files: RSS, Atom, RDF, CDF and JSON Feed, of posts or of comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from palabre.errors import ImportRefused, SourceError
from palabre.imports._json_records import holds
from palabre.imports._site import site_of
from palabre.imports.contract import Import, rejected
from palabre.sources._feed_entries import Place, posts_of, read_feed
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record
    from palabre.sources._feed_shapes import Feed

_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|channel|rdf)\b[^>]*", re.IGNORECASE)
_FEEDS_OF_RDF = ("purl.org/rss", "my.netscape.com/rdf", "purl.org/net/rss", "channel.netscape.com")
_MOST = 64 * 1024 * 1024


class SavedFeed(Import):
    """A feed as its site gave it: what is read live is read from a file the same way."""

    name = "feed"
    title = N_("Feed (RSS, Atom, JSON Feed)")

    def recognises(self, head: bytes, text: str) -> bool:
        """XML whose outermost element is that of a feed; JSON that says it is one."""
        if text.lstrip()[:1] == "{":
            return "jsonfeed.org/version" in text[:4096] and holds(text, "version", "items")
        at = 0
        while found := _BEFORE.match(text, at):
            at = found.end()
        root = _ROOT.match(text, at)
        if root is None:
            return False
        return root[1].lower() != "rdf" or any(one in text for one in _FEEDS_OF_RDF)

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The posts of the feed, oldest first; entries without words are refused."""
        feed = _feed_of(member)
        host = (reading.account or "").strip().lower() or None
        address = f"https://{host}/" if host else feed.itself or feed.link
        if not address:
            site = site_of(member, reading)
            if site is None:
                reading.note("site-unknown", file=member.name)
            address = f"https://{site}/" if site else ""
        reads = posts_of(feed, Place(address=address, now=reading.observed_at))
        for number, one in enumerate(reads, 1):
            yield one.post if one.post is not None else rejected(number, "no-text", one.known.native_id)
        for number in range(feed.passed_over):
            yield rejected(len(reads) + number + 1, "bad-record", member.name)


def _feed_of(member: Member) -> Feed:
    with member.whole() as file:
        body = file.read(_MOST + 1)
    if len(body) > _MOST:
        raise ImportRefused("member-too-large", file=member.name, limit_mb=_MOST // 2**20)
    try:
        return read_feed(body, address="")
    except SourceError as problem:
        if problem.message_id == "feed-unreadable":
            raise ImportRefused("file-damaged", file=member.name) from problem
        raise ImportRefused(problem.message_id, address=member.name) from problem
