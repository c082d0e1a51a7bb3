"""Feeds written in XML, every kind there ever was (RSS, Atom, RDF, CDF), well or badly formed: feedparser reads them.

What it takes is bounded. A document that declares entities is never read by the XML parser, so that nothing expands and
nothing is fetched; entities made of others, which only bombs have, refuse the feed. The number of marks is bounded, and
the length of what is read as a name, whose pattern takes a time that grows with the square of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from palabre.errors import BadRecord, SourceRefused
from palabre.model import Media
from palabre.sources._feed_shapes import Author, Entry, Feed, Told, told, told_plainly
from palabre.text.dates import EARLIEST, DateReader
from palabre.text.extract import clean_text, folded_tag
from palabre.text.marks import web_address

_STRICT_MARKS, _LOOSE_MARKS, _LOOSE_BYTES = 100_000, 20_000, 4 * 1024 * 1024
_LONGEST_NAME = 200
_MOST_TAGS = 50
_DTD_BYTES = 64 * 1024
_NESTED = re.compile(rb"<!ENTITY\s+(?:%\s*)?[^\s>]+\s+(?:\"[^\">]*&[^#][^\">]*\"|'[^'>]*&[^#][^'>]*')", re.IGNORECASE)
_HOURS = {"hourly": 1, "daily": 24, "weekly": 24 * 7, "monthly": 24 * 30, "yearly": 24 * 365}
_DAYS = (b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun")
_DAY = rb"(?i:mon|tues|wednes|thurs|fri|satur|sun)day"
_MEDIA = {"image": "image", "video": "video", "audio": "audio"}
_read_date = DateReader(zone=UTC)


class _TooMuch(Exception):
    """More marks than any feed has."""


def xml_feed(body: bytes, *, address: str, headers: Mapping[str, str]) -> Feed:
    """What a feed in XML says; raises `SourceRefused` when it is a bomb. What is no feed has no kind and no entries."""
    found = _parsed(body, address, headers)
    told_of = found["feed"]
    links = list(_links(told_of))
    itself = next((href for rel, _, href in links if rel == "self"), "")
    # A saved feed does not say where it was, but by its own links.
    address = address or web_address(itself) or web_address(_text(told_of, "link"))
    made = [_entry(one, address) for one in found["entries"]]
    entries = tuple(one for one in made if one.has_identity)
    return Feed(
        kind=found["version"] or ("unknown" if entries else ""),
        title=_plain(told_of, "title", address).text,
        link=web_address(_text(told_of, "link"), address),
        itself=web_address(itself, address),
        language=_language(_text(told_of, "language") or _detail(told_of, "title").get("language")),
        authors=_authors(told_of),
        entries=entries,
        pause=_pause(told_of),
        skip_hours=frozenset(int(hour) % 24 for hour in _skipped(found["data"], b"skipHours", rb"\d{1,2}")),
        skip_days=frozenset(_DAYS.index(day[:3].lower()) for day in _skipped(found["data"], b"skipDays", _DAY)),
        passed_over=len(made) - len(entries),
    )


def _parsed(body: bytes, address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    readable, is_certain = _readable(body, address, headers.get("content-type", ""))
    language = headers.get("content-language")
    parser: Any = _strictly(readable, address, language) if is_certain else None
    if parser is None:
        parser = _loosely(readable, address, language)
    return {"feed": parser.feeddata, "entries": parser.entries, "version": parser.version, "data": readable}


def _readable(body: bytes, address: str, kind: str) -> tuple[bytes, bool]:
    """The document in UTF-8, and whether its encoding is certain."""
    from feedparser.encodings import convert_to_utf8

    given = {"content-type": kind, "content-location": address}
    result: dict[str, Any] = {"headers": given, "bozo": False}
    try:
        readable = convert_to_utf8({name: value for name, value in given.items() if value}, body, result)
    except ValueError:
        # The name of an encoding that is itself not even text.
        return body.decode("utf-8", "replace").encode(), False
    return readable, bool(result.get("encoding"))


@lru_cache(maxsize=2)
def _bounded(kind: str) -> Any:  # noqa: ANN401 - a class of an untyped library
    """A parser of feedparser that gives up when there is too much of anything."""
    from feedparser import api

    base: Any = api.StrictFeedParser if kind == "strict" else api.LooseFeedParser
    most = _STRICT_MARKS if kind == "strict" else _LOOSE_MARKS

    def unknown_starttag(self: Any, tag: str, attrs: Any) -> None:  # noqa: ANN401
        self.marks_met = getattr(self, "marks_met", 0) + 1
        if self.marks_met > most:
            raise _TooMuch
        base.unknown_starttag(self, tag, attrs)

    def sync_author(self: Any, key: str = "author") -> None:  # noqa: ANN401
        context = self._get_context()
        if isinstance(name := context.get(key), str) and len(name) > _LONGEST_NAME:
            context[key] = name[:_LONGEST_NAME]
        base._sync_author_detail(self, key)

    return type("Bounded", (base,), {"unknown_starttag": unknown_starttag, "_sync_author_detail": sync_author})


def _strictly(data: bytes, address: str, language: str | None) -> Any:  # noqa: ANN401
    """The parser once it has read well-formed XML; None when it is not."""
    from xml.sax import SAXException
    from xml.sax.handler import feature_namespaces

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import create_parser

    parser = _set(_bounded("strict")(address, language, "utf-8"))
    reader = create_parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    reader.setFeature(feature_namespaces, True)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    try:
        reader.parse(io.BytesIO(data))
    except DefusedXmlException as problem:
        if _NESTED.search(data, 0, _DTD_BYTES):
            raise SourceRefused("feed-unsafe", address=address) from problem
        return None
    except _TooMuch as problem:
        raise SourceRefused("feed-too-long", address=address) from problem
    except (SAXException, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return None
    return parser


def _loosely(data: bytes, address: str, language: str | None) -> Any:  # noqa: ANN401
    """The parser once it has read anything at all; what is after the point where it gives up is left out."""
    from feedparser.sanitizer import replace_doctype

    # Without names for entities, they stay as they are written.
    parser = _set(_bounded("loose")(address, language, "utf-8", {}))
    try:
        parser.feed(replace_doctype(data[:_LOOSE_BYTES])[1].decode("utf-8", "replace"))
    except _TooMuch as problem:
        raise SourceRefused("feed-too-long", address=address) from problem
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        # A library from the days of anything goes: what it has read so far is good.
        pass
    return parser


def _set(parser: Any) -> Any:  # noqa: ANN401
    # Texts are made plain here, addresses in them completed here.
    parser.resolve_relative_uris = parser.sanitize_html = False
    return parser


def _entry(one: Mapping[str, Any], address: str) -> Entry:
    said = _said(one, address)
    title = _plain(one, "title", address)
    answered = _answered(one)
    return Entry(
        guid=clean_text(_text(one, "id")),
        link=_link(one, address),
        title=" ".join(title.text.split()),
        text=said.text,
        links=said.links,
        media=_media(one, said, address),
        authors=_authors(one),
        published=_moment(one, "published") or _moment(one, "created"),
        updated=_moment(one, "updated"),
        tags=_tags(one),
        language=_language(_text(one, "language") or _detail(one, "title").get("language")),
        comment_feed=_comment_feed(one, address),
        comment_count=_count(_text(one, "slash_comments")),
        answers=clean_text(answered.get("ref", "")),
        answers_link=web_address(answered.get("href", ""), address),
        says_something=any(_text(one, key) for key in ("title", "summary")) or any(map(_value, _held(one, "content"))),
    )


def _text(one: Mapping[str, Any], key: str) -> str:
    # The library answers for other keys than those asked, with warnings; what it holds is read as it is.
    found = dict.get(one, key)  # type: ignore[call-overload]
    return found if isinstance(found, str) else ""


def _held(one: Mapping[str, Any], key: str) -> list[Any]:
    found = dict.get(one, key)  # type: ignore[call-overload]
    return found if isinstance(found, list) else []


def _detail(one: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = dict.get(one, f"{key}_detail")  # type: ignore[call-overload]
    return found if isinstance(found, dict) else {}


def _plain(one: Mapping[str, Any], key: str, address: str) -> Told:
    detail = _detail(one, key)
    return _told(_text(one, key), str(detail.get("type") or ""), str(detail.get("base") or address))


def _told(value: str, kind: str, base: str) -> Told:
    return told_plainly(value) if kind == "text/plain" else told(value, base)


def _said(one: Mapping[str, Any], address: str) -> Told:
    """What an entry says of itself: the longest of its contents, else its summary."""
    found: list[Told] = []
    for content in _held(one, "content"):
        kind = str(content.get("type") or "text/html")
        if kind.startswith("text/") or kind.endswith(("xml", "html")):
            found.append(_told(_value(content), kind, str(content.get("base") or address)))
    longest = max(found, key=lambda one: len(one.text), default=Told())
    return longest if longest.text else _plain(one, "summary", address)


def _value(content: Mapping[str, Any]) -> str:
    value = content.get("value")
    return value if isinstance(value, str) else ""


def _links(one: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for link in _held(one, "links"):
        href = link.get("href")
        if isinstance(href, str) and href:
            yield str(link.get("rel") or "alternate"), str(link.get("type") or ""), href


def _link(one: Mapping[str, Any], address: str) -> str:
    if direct := web_address(_text(one, "link"), address):
        return direct
    pages = (href for rel, _, href in _links(one) if rel == "alternate")
    return next((found for href in pages if (found := web_address(href, address))), "")


def _comment_feed(one: Mapping[str, Any], address: str) -> str:
    if direct := web_address(_text(one, "wfw_commentrss"), address):
        return direct
    replies = (href for rel, kind, href in _links(one) if rel == "replies" and ("xml" in kind or "json" in kind))
    return next((found for href in replies if (found := web_address(href, address))), "")


def _answered(one: Mapping[str, Any]) -> Mapping[str, str]:
    found = dict.get(one, "thr_in-reply-to")  # type: ignore[call-overload]
    return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def _media(one: Mapping[str, Any], said: Told, address: str) -> tuple[Media, ...]:
    found: dict[str, Media] = {}
    for rel, kind, href in _links(one):
        if rel == "enclosure":
            _add(found, web_address(href, address), kind.partition("/")[0], "")
    for part in _held(one, "media_content"):
        kind = str(part.get("medium") or part.get("type") or "").partition("/")[0]
        _add(found, web_address(str(part.get("url") or ""), address), kind, "")
    for url, alt in said.pictures:
        _add(found, url, "image", alt)
    if not found:
        for part in _held(one, "media_thumbnail"):
            _add(found, web_address(str(part.get("url") or ""), address), "image", "")
    return tuple(found.values())


def _add(found: dict[str, Media], url: str, kind: str, alt: str) -> None:
    if url:
        found.setdefault(url, Media(kind=_MEDIA.get(kind, "other"), url=url, alt=alt or None))  # type: ignore[arg-type]


def _authors(one: Mapping[str, Any]) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for author in (*_held(one, "authors"), _detail(one, "author")):
        # An address of mail is never shown: what stands before its @ is, when there is no name.
        name = author.get("name") or str(author.get("email") or "").partition("@")[0]
        name = " ".join(clean_text(str(name))[:_LONGEST_NAME].split())
        if name:
            found.setdefault(name, Author(name=name, url=web_address(str(author.get("href") or "")) or None))
    return tuple(found.values())


def _tags(one: Mapping[str, Any]) -> tuple[str, ...]:
    words = (str(tag.get("label") or tag.get("term") or "") for tag in _held(one, "tags")[:_MOST_TAGS])
    return tuple(dict.fromkeys(word for word in map(folded_tag, map(clean_text, words)) if word))


def _moment(one: Mapping[str, Any], key: str) -> datetime | None:
    """A date the entry declares, None when it has none that makes sense: 1970 is what tools write for want of one."""
    parsed = dict.get(one, f"{key}_parsed")  # type: ignore[call-overload]
    found: datetime | None = None
    try:
        found = datetime(*parsed[:6]).replace(tzinfo=UTC) if parsed else _read_date(_text(one, key))  # noqa: DTZ001
    except (BadRecord, ValueError, TypeError, OverflowError):
        return None
    return found if found >= EARLIEST else None


def _count(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 12 else None


def _language(written: object) -> str | None:
    return written.strip() if isinstance(written, str) and 2 <= len(written.strip()) <= 20 else None


def _pause(told_of: Mapping[str, Any]) -> timedelta | None:
    """How often the feed says it changes: RSS in minutes, the syndication module in times per period."""
    minutes = _count(_text(told_of, "ttl").strip())
    if minutes:
        return timedelta(minutes=min(minutes, 10_000))
    hours = _HOURS.get(_text(told_of, "sy_updateperiod").strip().lower())
    if hours is None:
        return None
    times = _count(_text(told_of, "sy_updatefrequency").strip()) or 1
    return timedelta(hours=hours / times)


def _skipped(document: bytes, mark: bytes, word: bytes) -> list[bytes]:
    """The hours, or the days, at which RSS asks not to be read: the library keeps the last one alone."""
    start = document.find(b"<" + mark)
    end = document.find(b"</" + mark, start)
    if start < 0 or not start < end < start + 4096:
        return []
    return re.findall(rb">\s*(" + word + rb")\s*<", document[start:end])
