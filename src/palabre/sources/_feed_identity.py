"""Which post an entry is: identities that outlive the GUIDs of careless publishers.

The id of a post is made from what its entry says, in this order, so that two readings without a memory agree:

1. its GUID, when no other entry of the document has it with another link and title. One that is an address is
   compared without its scheme, `www.`, and the words that count readers; short numbers, which two feeds of one site may
   share, stand for their link when it is the entry's own;
2. its link, compared the same way, when no other entry of the document has it;
3. its title, date and words.

A feed whose GUIDs change has all its posts anew for a reader that looks no further. What was read lately is
remembered: an entry of unknown GUID is taken for a post known already when that post's own entry is no longer in the
document, and they share the link and either the date or the words, or the title and a date to the second. One title at
two dates is two posts, as bulletins and notices of state have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

if TYPE_CHECKING:
    from palabre.sources._feed_shapes import Entry

REMEMBERED = 500
_LONGEST = 300
_COUNTING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|xtor|mc_[ce]id|at_(?:medium|campaign|\w+)|cmpid|ncid|igshid|_hsenc)=.*", re.I
)
_READERS_COUNTED = re.compile(r"(?:xtor|utm_\w+|at_medium)=", re.I)
_FEW = 12


class Known(Struct, array_like=True, gc=False):
    """A post as it is remembered: its id, digests of its GUID, link, title and words, and when it was said.

    `is_dated` tells whether the feed dated it; else `at` is when it was first seen. `count` is that of its comments.
    """

    native_id: str
    guid: str
    link: str
    title: str
    words: str
    at: int
    is_dated: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """An entry with the id of its post, and what was remembered of it."""

    entry: Entry
    native_id: str
    known: Known | None


def site_of(address: str) -> str:
    """The site of an address as ids have it: its machine without `www.`, and its port when it is unusual."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}:{port}" if port and port not in (80, 443) else host


def normal_link(link: str) -> str:
    """An address as it is compared: without scheme, `www.`, the last slash, nor the words that count readers."""
    if not link.lower().startswith(("http://", "https://")) or not (site := site_of(link)):
        return link
    parts = urlsplit(link)
    asked = "&".join(part for part in parts.query.split("&") if part and not _COUNTING.match(part))
    fragment = "" if _READERS_COUNTED.match(parts.fragment) else parts.fragment
    # `/?p=12` keeps its slash: it is how most GUIDs of the web are written.
    path = parts.path if asked else parts.path.rstrip("/")
    return site + path + (f"?{asked}" if asked else "") + (f"#{fragment}" if fragment else "")


def id_of_guid(guid: str, site: str) -> str:
    """The id of the post that a GUID names; always within its site, so that no feed speaks for another one."""
    normal = normal_link(guid)
    is_inside = normal != guid and normal.partition("/")[0].partition("?")[0].partition("#")[0] == site
    return _bounded(normal if is_inside else f"{site}:{normal}")


def digest(*words: str) -> str:
    """A short mark of some words, empty when they all are."""
    return (
        md5("\x1f".join(words).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:12]
        if any(words)
        else ""
    )


def words_of(entry: Entry) -> str:
    """A digest of what an entry says: another one means that it was edited."""
    return digest(entry.title, entry.text, *entry.links)


def recognised(entries: Sequence[Entry], known: Iterable[Known], *, site: str, page: str) -> list[Recognised]:
    """Each post of a document once, with its id; `page` is the path of the feed, for GUIDs that are mere numbers."""
    document = _Document(entries, site, page)
    memory = _Memory(known)
    found: dict[int, Recognised] = {}
    for look in (memory.by_guid, memory.by_link, memory.by_title):
        for at, entry in enumerate(document.entries):
            if at not in found and (one := look(entry, document)) is not None:
                found[at] = Recognised(entry, one.native_id, one)
    ids = {one.native_id for one in found.values()}
    for at, entry in enumerate(document.entries):
        if at in found:
            continue
        native_id = document.native_id(entry)
        if native_id in ids:
            native_id = f"{native_id}:{digest(entry.guid, entry.link, entry.title, str(entry.published))}"
        ids.add(native_id)
        found[at] = Recognised(entry, native_id, memory.of_id(native_id))
    return [found[at] for at in sorted(found)]


class _Document:
    """What the entries of one document say together: which GUIDs and links are theirs alone."""

    def __init__(self, entries: Sequence[Entry], site: str, page: str) -> None:
        # The same entry twice is one.
        self.entries = list({(one.guid, one.link, one.title, one.published): one for one in entries}.values())
        self._site, self._page = site, page
        self._guids = Counter(one.guid for one in self.entries)
        self._links = Counter(normal_link(one.link) for one in self.entries)

    def guid(self, entry: Entry) -> str:
        """Its GUID when it is its own."""
        return entry.guid if entry.guid and self._guids[entry.guid] == 1 else ""

    def link(self, entry: Entry) -> str:
        """Its link as it is compared, when it is its own."""
        link = normal_link(entry.link)
        return link if link and self._links[link] == 1 else ""

    def native_id(self, entry: Entry) -> str:
        """The id it has by itself."""
        guid, link = self.guid(entry), self.link(entry)
        if guid and not (len(guid) < _FEW and ":" not in guid):
            return id_of_guid(guid, self._site)
        if link:
            return id_of_guid(entry.link, self._site)
        if guid:
            return _bounded(f"{self._site}{self._page}:{guid}")
        said = entry.published or entry.updated
        return f"{self._site}:{digest(entry.guid, entry.link, entry.title, said.isoformat() if said else entry.text)}"


class _Memory:
    """The posts read lately, each claimed by one entry of the document at most."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._all = list(known)
        self._guids = {one.guid: one for one in self._all if one.guid}
        self._links = {one.link: one for one in self._all if one.link}
        self._titles: dict[str, list[Known]] = {}
        for one in self._all:
            self._titles.setdefault(one.title, []).append(one)
        self._ids = {one.native_id: one for one in self._all}
        self._claimed: set[str] = set()

    def of_id(self, native_id: str) -> Known | None:
        return self._ids.get(native_id)

    def _claim(self, one: Known | None) -> Known | None:
        if one is None or one.native_id in self._claimed:
            return None
        self._claimed.add(one.native_id)
        return one

    def by_guid(self, entry: Entry, document: _Document) -> Known | None:
        return self._claim(self._guids.get(digest(normal_link(document.guid(entry)))))

    def by_link(self, entry: Entry, document: _Document) -> Known | None:
        one = self._links.get(digest(document.link(entry)))
        if one is None:
            return None
        same = _is_same_moment(entry, one) or one.words == words_of(entry) or not document.guid(entry)
        undated = not one.is_dated and entry.published is None and one.title == digest(entry.title)
        return self._claim(one) if same or undated else None

    def by_title(self, entry: Entry, _: _Document) -> Known | None:
        if not entry.title:
            return None
        for one in self._titles.get(digest(entry.title), ()):
            if one.native_id not in self._claimed and _is_same_moment(entry, one):
                return self._claim(one)
        return None


def _is_same_moment(entry: Entry, one: Known) -> bool:
    said = entry.published or entry.updated
    return said is not None and one.is_dated and int(said.timestamp()) == one.at


def _bounded(native_id: str) -> str:
    return native_id if len(native_id) <= _LONGEST else f"{native_id[:_LONGEST]}:{digest(native_id)}"


def known_of(entry: Entry, native_id: str, *, at: datetime, is_dated: bool) -> Known:
    """What is remembered of an entry."""
    return Known(
        native_id=native_id,
        guid=digest(normal_link(entry.guid)),
        link=digest(normal_link(entry.link)),
        title=digest(entry.title),
        words=words_of(entry),
        at=int(at.timestamp()),
        is_dated=is_dated,
        count=entry.comment_count,
    )


def moment_of(known: Known) -> datetime:
    """When a remembered post was said."""
    return datetime.fromtimestamp(known.at, UTC)
