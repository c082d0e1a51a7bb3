"""Which feeds a site has: those its home page names, else those found where sites usually have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.sources._feed_entries import read_feed
from palabre.text.marks import marks_of, web_address

if TYPE_CHECKING:
    from palabre.sources._feed_shapes import Feed
    from palabre.sources.http import Answer, Http

USUAL = (
    "feed",
    "feed/",
    "rss",
    "rss.xml",
    "atom.xml",
    "feed.xml",
    "index.xml",
    "feed.json",
    "feeds/posts/default",
    "?feed=rss2",
    "spip.php?page=backend",
)
MOST_TRIED = 6
_KINDS = re.compile(r"(?:application|text)/(?:(?:rss|atom|rdf|feed)\+)?(?:xml|json)", re.I)
_COMMENTS = re.compile(r"comment|kommentar|coment[aá]ri|/feeds/\d+/", re.I)
_FEED_LINK = re.compile(
    r"(?:/(?:feed|rss|atom)/?|\.(?:rss|atom|rdf)|(?:rss|atom|feed)\.(?:xml|json|php))(?:\?|$)", re.I
)
_IS_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
PAGE_BYTES = 3 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A feed that a page names."""

    address: str
    title: str = ""

    @property
    def is_of_comments(self) -> bool:
        """Whether it looks like a feed of comments."""
        return bool(_COMMENTS.search(self.address) or _COMMENTS.search(self.title))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The feed of a site, with what it holds."""

    address: str
    feed: Feed


def offered_in(html: str, base: str) -> list[Offered]:
    """The feeds that a page names in its head, in its order; then those its links seem to lead to."""
    named: dict[str, Offered] = {}
    linked: dict[str, Offered] = {}
    for mark in marks_of(html):
        if mark.tag == "base" and (href := web_address(mark.cells.get("href", ""), base)):
            base = href
        elif mark.tag == "link" and _names_a_feed(mark.cells.get("rel", ""), mark.cells.get("type", "")):
            _offer(named, mark.cells.get("href", ""), base, mark.cells.get("title", ""))
        elif mark.tag == "a" and _FEED_LINK.search(mark.cells.get("href", "")):
            _offer(linked, mark.cells.get("href", ""), base, mark.cells.get("title", ""))
    return list((named or linked).values())


def _names_a_feed(relations: str, kind: str) -> bool:
    words = relations.lower().split()
    return "feed" in words or ("alternate" in words and _KINDS.fullmatch(kind.strip().partition(";")[0]) is not None)


def _offer(found: dict[str, Offered], href: str, base: str, title: str) -> None:
    address = web_address(href.replace("feed://", "https://", 1) if href.startswith("feed://") else href, base)
    if address:
        found.setdefault(address, Offered(address=address, title=title))


async def feed_at(http: Http, address: str, *, usual: Sequence[str] = USUAL) -> Found:
    """The feed at an address, or that of the site which has its home page there; `usual` is where it may be.

    Raises `SourceRefused` when there is none, `SourceError` when it cannot be known now.
    """
    answer = await http.get(address, polite=True)
    if answer.is_gone:
        raise SourceRefused("feed-not-found", address=address)
    feed = _feed_in(answer)
    if feed is not None:
        return Found(address=answer.address if answer.has_moved else address, feed=feed)
    offered = offered_in(page_text(answer), answer.address)
    main = [one.address for one in offered if not one.is_of_comments]
    found = await _first(http, main[:MOST_TRIED])
    found = found or await _first(http, [urljoin(_folder(answer.address), one) for one in usual])
    if found is None:
        raise SourceRefused("feed-not-found", address=address)
    return found


async def comments_of(http: Http, page: str) -> str:
    """The feed of all the comments of a site, as its home page names it; empty when it names none."""
    try:
        answer = await http.get(page, polite=True, most=PAGE_BYTES)
    except RateLimited:
        raise
    except SourceError:
        return ""
    offered = () if answer.is_gone else offered_in(page_text(answer), answer.address)
    return next((one.address for one in offered if one.is_of_comments), "")


async def _first(http: Http, addresses: list[str]) -> Found | None:
    """The first of these that is a feed with entries, else the first that is one at all."""
    empty: Found | None = None
    for address in addresses:
        try:
            answer = await http.get(address, polite=True)
        except RateLimited:
            raise
        except SourceError:
            continue
        feed = None if answer.is_gone else _feed_in(answer)
        if feed is not None and feed.entries:
            return Found(address=address, feed=feed)
        if feed is not None:
            empty = empty or Found(address=address, feed=feed)
    return empty


def _feed_in(answer: Answer) -> Feed | None:
    try:
        feed = read_feed(answer.body, address=answer.address, headers=answer.headers)
    except SourceError as problem:
        if problem.message_id == "feed-unreadable":
            return None
        raise
    # Any page may have a mark that looks like an entry; a feed says what it is.
    return feed if feed.kind not in ("", "unknown", "rss", "atom") or _says_feed(answer) else None


def _says_feed(answer: Answer) -> bool:
    return "html" not in answer.headers.get("content-type", "") and not _IS_PAGE.search(answer.body[:2000])


def page_text(answer: Answer) -> str:
    """A page as text, in the encoding its server or itself names."""
    charset = _CHARSET.search(answer.headers.get("content-type", "").encode()) or _CHARSET.search(answer.body[:2048])
    name = charset[1].decode("ascii", "ignore") if charset else "utf-8"
    try:
        return answer.body.decode(name, "replace")
    except LookupError:
        return answer.body.decode("utf-8", "replace")


def _folder(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"
