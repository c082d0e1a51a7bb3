"""What a feed says, whichever way it is written: its entries, and how often it wants to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from palabre.text.extract import clean_text, links_of
from palabre.text.html import plain_text
from palabre.text.marks import marks_of, web_address

if TYPE_CHECKING:
    from palabre.model import Media

MOST_PICTURES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who signs."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. Texts are plain, addresses whole, dates those it declares; what it does not say is empty or None.

    `answers` is the guid of what it answers, and `answers_link` its address. `comment_feed` is where its comments are
    read, `comment_count` how many there are. `says_something` is true of marks without words too.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    comment_feed: str = ""
    comment_count: int | None = None
    answers: str = ""
    answers_link: str = ""
    says_something: bool = False

    @property
    def has_identity(self) -> bool:
        """Whether anything tells it from another one."""
        return bool(self.guid or self.link or self.title or self.text or self.says_something)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed read whole. `entries` are those with an identity, in its order; `passed_over` counts the others.

    `link` is the page it belongs to, `itself` the address it gives of itself; `pause` is how long it asks to be left
    alone between two readings; in some hours (UTC) and on some days (Monday is 0) it asks not to be read.
    """

    kind: str
    title: str = ""
    link: str = ""
    itself: str = ""
    language: str | None = None
    authors: tuple[Author, ...] = ()
    entries: tuple[Entry, ...] = ()
    pause: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    passed_over: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text as an entry holds it, with the addresses and the pictures found in it."""

    text: str = ""
    links: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()


def told(html: str, base: str) -> Told:
    """What a piece of HTML says."""
    plain = plain_text(html, base)
    return Told(text=plain.text, links=plain.links, pictures=pictures_in(html, base))


def told_plainly(text: str) -> Told:
    """What a text without marks says."""
    text = clean_text(text)
    return Told(text=text, links=links_of(text))


def pictures_in(html: str, base: str) -> tuple[tuple[str, str], ...]:
    """The first pictures of a piece of HTML with their descriptions; those of one dot, made to count readers, aside."""
    found: dict[str, str] = {}
    if "<img" not in html and "<IMG" not in html:
        return ()
    for mark in marks_of(html):
        if mark.tag != "img" or mark.ends or {mark.cells.get("width"), mark.cells.get("height")} & {"0", "1"}:
            continue
        if address := web_address(mark.cells.get("src", ""), base):
            found.setdefault(address, " ".join(mark.cells.get("alt", "").split()))
        if len(found) >= MOST_PICTURES:
            break
    return tuple(found.items())
