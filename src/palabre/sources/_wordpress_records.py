"""From a post or a comment of WordPress, as its REST interface writes them, to ours.

The id of a post is the address by its number that every WordPress answers to (`example.org/?p=12`), that of a comment
adds its own (`#comment-5`): they are those of the GUIDs in its feeds, so that one post read both ways is one post.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct, field

from palabre.errors import BadRecord
from palabre.model import Actor, Media, Metrics, Post
from palabre.sources._feed_identity import normal_link, site_of
from palabre.sources._feed_shapes import told
from palabre.text.dates import DateReader, known_moment
from palabre.text.extract import clean_text, folded_handle, folded_tag, tags_of
from palabre.text.html import plain_text
from palabre.text.marks import web_address

NETWORK = "wordpress"
_NAMED = re.compile(r"[?&]p(?:age_id)?=(\d{1,18})(?:#comment-(\d{1,18}))?$")
_read_date = DateReader(zone=UTC)


class Rendered(Struct, gc=False):
    """A text, as a page shows it; `protected` when a password hides it."""

    rendered: str | None = None
    protected: bool | None = None


class Person(Struct, gc=False):
    """An author of the site; an error in its place is without a name."""

    name: str | None = None
    link: str | None = None
    description: str | None = None


class Term(Struct, gc=False):
    """A tag or a category."""

    name: str | None = None
    taxonomy: str | None = None


class Picture(Struct, gc=False):
    """The picture of a post."""

    source_url: str | None = None
    alt_text: str | None = None
    media_type: str | None = None


class Embedded(Struct, gc=False):
    """What comes with a post."""

    author: list[Person] = []
    terms: list[list[Term]] = field(name="wp:term", default=[])
    pictures: list[Picture] = field(name="wp:featuredmedia", default=[])


class Article(Struct, gc=False):
    """A post, or a page."""

    id: int
    date_gmt: str | None = None
    modified_gmt: str | None = None
    link: str | None = None
    title: Rendered | None = None
    content: Rendered | None = None
    excerpt: Rendered | None = None
    embedded: Embedded | None = field(name="_embedded", default=None)


class Comment(Struct, gc=False):
    """A comment; `parent` is the one it answers, 0 for none."""

    id: int
    post: int
    parent: int = 0
    author_name: str | None = None
    author_url: str | None = None
    date_gmt: str | None = None
    content: Rendered | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """The site, by its home page, and when it was read."""

    home: str
    observed_at: datetime

    @property
    def host(self) -> str:
        """The site as instances are named."""
        return site_of(self.home)

    def post_id(self, number: int) -> str:
        """The id of a post or a page."""
        return f"{normal_link(self.home)}/?p={number}"

    def comment_id(self, post: int, number: int) -> str:
        """The id of a comment."""
        return f"{self.post_id(post)}#comment-{number}"


def numbers_of(native_id: str) -> tuple[int, int] | None:
    """The number of the post that an id names, and of the comment (0 for none); None when it names none."""
    found = _NAMED.search(native_id)
    return (int(found[1]), int(found[2] or 0)) if found else None


def articles_in(body: bytes) -> tuple[list[Article], int]:
    """The posts of an answer, and how many could not be read."""
    return _each(body, Article)


def comments_in(body: bytes) -> tuple[list[Comment], int]:
    """The comments of an answer, and how many could not be read."""
    return _each(body, Comment)


def _each(body: bytes, shape: Any) -> tuple[list[Any], int]:  # noqa: ANN401 - one of two shapes
    found, bad = [], 0
    for raw in msgspec.json.decode(body, type=list[msgspec.Raw]):
        try:
            found.append(msgspec.json.decode(raw, type=shape))
        except (msgspec.ValidationError, UnicodeDecodeError):
            bad += 1
    return found, bad


def changed_at(article: Article) -> datetime | None:
    """When a post was last changed."""
    return known_moment(_read_date, article.modified_gmt)


def is_hidden(record: Article | Comment) -> bool:
    """Whether a password hides it."""
    return bool(record.content and record.content.protected)


def said_at(record: Article | Comment) -> datetime | None:
    """When a post or a comment was published."""
    return known_moment(_read_date, record.date_gmt)


def post_of(article: Article, site: Site, *, comments: int | None = None) -> Post:
    """The post of a site; `comments` is how many there are. Raises `BadRecord` without a date or words."""
    native_id = site.post_id(article.id)
    created_at = said_at(article)
    if created_at is None:
        raise BadRecord("no-date", native_id)
    said = told(_html(article.content) or _html(article.excerpt), article.link or site.home)
    title = " ".join(plain_text(_html(article.title)).text.split()) or None
    if not said.text and not title:
        raise BadRecord("no-text", native_id)
    edited_at = changed_at(article)
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=min(created_at, site.observed_at),
        text=said.text,
        title=title,
        actor=_author(article, site),
        kind="article",
        url=web_address(article.link or "") or None,
        instance=site.host,
        root=native_id,
        links=said.links,
        tags=tuple(dict.fromkeys((*_tags(article), *tags_of(said.text)))),
        media=_media(article, said.pictures),
        metrics=None if comments is None else Metrics(replies=comments),
        edited_at=edited_at if edited_at and edited_at > created_at else None,
        observed_at=site.observed_at,
    )


def comment_of(comment: Comment, site: Site, *, edited_at: datetime | None = None) -> Post:
    """The comment of a post; raises `BadRecord` without a date or words."""
    root = site.post_id(comment.post)
    native_id = site.comment_id(comment.post, comment.id)
    created_at = said_at(comment)
    if created_at is None:
        raise BadRecord("no-date", native_id)
    said = told(_html(comment.content), comment.link or site.home)
    if not said.text:
        raise BadRecord("no-text", native_id)
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=min(created_at, site.observed_at),
        text=said.text,
        actor=_actor(comment.author_name, comment.author_url, site),
        kind="comment",
        url=web_address(comment.link or "") or None,
        instance=site.host,
        reply_to=site.comment_id(comment.post, comment.parent) if comment.parent else root,
        root=root,
        links=said.links,
        tags=tags_of(said.text),
        edited_at=edited_at,
        observed_at=site.observed_at,
    )


def _html(text: Rendered | None) -> str:
    return (text.rendered if text else None) or ""


def _author(article: Article, site: Site) -> Actor | None:
    author = next(iter(article.embedded.author), None) if article.embedded else None
    return _actor(author.name, author.link, site) if author else None


def _actor(name: str | None, url: str | None, site: Site) -> Actor | None:
    """Who signs, by the name shown: a site tells no other, and its feeds only that one."""
    shown = " ".join(plain_text(name or "").text.split())
    handle = folded_handle(shown)
    if not handle:
        return None
    return Actor(
        network=NETWORK,
        native_id=f"{handle}@{site.host}",
        handle=shown,
        url=web_address(url or "") or None,
        observed_at=site.observed_at,
    )


def _tags(article: Article) -> list[str]:
    terms = [term for group in article.embedded.terms for term in group] if article.embedded else []
    return [tag for term in terms if (tag := folded_tag(clean_text(plain_text(term.name or "").text)))]


def _media(article: Article, pictures: Sequence[tuple[str, str]]) -> tuple[Media, ...]:
    found = [(web_address(one.source_url or ""), one.alt_text or "") for one in _pictures(article)]
    shown = dict(reversed([*found, *pictures]))
    return tuple(Media(kind="image", url=url, alt=alt or None) for url, alt in reversed(shown.items()) if url)


def _pictures(article: Article) -> list[Picture]:
    return [one for one in article.embedded.pictures if one.media_type != "file"] if article.embedded else []
