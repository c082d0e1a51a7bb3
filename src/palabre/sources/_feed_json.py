"""Feeds written in JSON: JSON Feed 1.0 and 1.1 (jsonfeed.org), taken as leniently as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

from palabre.model import Media
from palabre.sources._feed_shapes import Author, Entry, Feed, Told, told, told_plainly
from palabre.text.dates import EARLIEST, DateReader, known_moment
from palabre.text.extract import clean_text, folded_tag
from palabre.text.marks import web_address

_MEDIA = {"image": "image", "video": "video", "audio": "audio"}
_MOST_TAGS = 50
_read_date = DateReader(zone=UTC)
Word = str | int | float | bool | None


class Signed(Struct, gc=False):
    """Who signs."""

    name: Word = None
    url: Word = None


class Attached(Struct, gc=False):
    """A file that goes with an item."""

    url: Word = None
    mime_type: Word = None
    title: Word = None


class Item(Struct, gc=False):
    """An item. Ids are texts; the first version let them be numbers."""

    id: Word = None
    url: Word = None
    external_url: Word = None
    title: Word = None
    content_html: Word = None
    content_text: Word = None
    summary: Word = None
    image: Word = None
    banner_image: Word = None
    date_published: Word = None
    date_modified: Word = None
    author: Signed | None = None
    authors: list[Signed | None] | None = None
    tags: list[Any] | None = None
    language: Word = None
    attachments: list[Attached | None] | None = None


class JsonFeed(Struct, gc=False):
    """A feed."""

    version: Annotated[str, Meta(pattern="jsonfeed")]
    title: Word = None
    home_page_url: Word = None
    feed_url: Word = None
    language: Word = None
    author: Signed | None = None
    authors: list[Signed | None] | None = None
    items: list[Raw] = []


def json_feed(body: bytes, *, address: str) -> Feed:
    """What a feed in JSON says; raises what msgspec raises when it is none."""
    found = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=JsonFeed)
    base = web_address(_word(found.feed_url)) or address
    entries = [entry for raw in found.items if (entry := _entry(raw, base)) is not None]
    return Feed(
        kind="json",
        title=" ".join(clean_text(_word(found.title)).split()),
        link=web_address(_word(found.home_page_url), base),
        itself=web_address(_word(found.feed_url)),
        language=_word(found.language) or None,
        authors=_authors(found.authors, found.author),
        entries=tuple(entries),
        passed_over=len(found.items) - len(entries),
    )


def _entry(raw: Raw, base: str) -> Entry | None:
    try:
        item = msgspec.json.decode(raw, type=Item)
    except (msgspec.ValidationError, UnicodeDecodeError):
        return None
    said = _said(item, base)
    entry = Entry(
        guid=clean_text(_word(item.id)),
        link=web_address(_word(item.url), base),
        title=" ".join(clean_text(_word(item.title)).split()),
        text=said.text,
        links=_links(item, said, base),
        media=_media(item, said, base),
        authors=_authors(item.authors, item.author),
        published=_moment(item.date_published),
        updated=_moment(item.date_modified),
        tags=_tags(item.tags),
        language=_word(item.language) or None,
        says_something=bool(said.text or said.pictures),
    )
    return entry if entry.has_identity else None


def _word(written: Word) -> str:
    if isinstance(written, float) and written.is_integer():
        return str(int(written))
    return "" if written is None or isinstance(written, bool) else str(written)


def _said(item: Item, base: str) -> Told:
    if html := _word(item.content_html):
        return told(html, _word(item.url) or base)
    return told_plainly(_word(item.content_text) or _word(item.summary))


def _links(item: Item, said: Told, base: str) -> tuple[str, ...]:
    about = web_address(_word(item.external_url), base)
    return tuple(dict.fromkeys((about, *said.links))) if about else said.links


def _media(item: Item, said: Told, base: str) -> tuple[Media, ...]:
    found: dict[str, Media] = {}
    for url, kind, alt in _attached(item, said, base):
        if url:
            found.setdefault(url, Media(kind=_MEDIA.get(kind, "other"), url=url, alt=alt or None))  # type: ignore[arg-type]
    return tuple(found.values())


def _attached(item: Item, said: Told, base: str) -> Iterator[tuple[str, str, str]]:
    for one in filter(None, item.attachments or ()):
        kind = _word(one.mime_type).partition("/")[0]
        yield web_address(_word(one.url), base), kind, clean_text(_word(one.title))
    for picture in (item.image, item.banner_image):
        yield web_address(_word(picture), base), "image", ""
    for url, alt in said.pictures:
        yield url, "image", alt


def _authors(several: list[Signed | None] | None, one: Signed | None) -> tuple[Author, ...]:
    found: dict[str, Author] = {}
    for author in filter(None, (*(several or ()), one)):
        if name := " ".join(clean_text(_word(author.name)).split())[:200]:
            found.setdefault(name, Author(name=name, url=web_address(_word(author.url)) or None))
    return tuple(found.values())


def _tags(tags: list[Any] | None) -> tuple[str, ...]:
    words = (tag for tag in (tags or [])[:_MOST_TAGS] if isinstance(tag, str))
    return tuple(dict.fromkeys(word for word in map(folded_tag, map(clean_text, words)) if word))


def _moment(written: Word) -> datetime | None:
    found = known_moment(_read_date, _word(written) or None)
    return found if found is not None and found >= EARLIEST else None
