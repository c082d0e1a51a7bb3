"""From a video of YouTube, as its API writes it, to ours: an article its channel publishes, that comments answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from palabre.errors import BadRecord
from palabre.model import Actor, Media, Metrics, Post
from palabre.sources._youtube_comments import NETWORK
from palabre.text.extract import clean_text, folded_tag, marks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

# Numbers that may be larger than others can read are written as text.
Written = int | str | None
_SIZES = ("medium", "high", "default", "standard")


class Picture(Struct, gc=False):
    """One size of the picture that stands for a video."""

    url: str | None = None


class Resource(Struct, gc=False):
    """What an item of a list is."""

    video: str | None = field(name="videoId", default=None)


class Snippet(Struct, gc=False):
    """What a video says of itself."""

    title: str | None = None
    description: str | None = None
    published_at: str | None = field(name="publishedAt", default=None)
    channel: str | None = field(name="channelId", default=None)
    channel_title: str | None = field(name="channelTitle", default=None)
    tags: list[str] | None = None
    lang: str | None = field(name="defaultAudioLanguage", default=None)
    pictures: dict[str, Picture] | None = field(name="thumbnails", default=None)
    resource: Resource | None = field(name="resourceId", default=None)


class Details(Struct, gc=False):
    """Which video an item of a list is, and since when it can be seen."""

    video: str | None = field(name="videoId", default=None)
    published_at: str | None = field(name="videoPublishedAt", default=None)


class Statistics(Struct, gc=False):
    """What a video gathered; what its channel hides is missing."""

    views: Written = field(name="viewCount", default=None)
    likes: Written = field(name="likeCount", default=None)
    comments: Written = field(name="commentCount", default=None)


class Video(Struct, gc=False):
    """A video, or the item of a list that is one."""

    id: str | None = None
    snippet: Snippet | None = None
    details: Details | None = field(name="contentDetails", default=None)
    statistics: Statistics | None = None

    @property
    def native_id(self) -> str | None:
        """The id of the video."""
        resource = self.snippet.resource if self.snippet else None
        return (self.details.video if self.details else None) or (resource.video if resource else None) or self.id


def video_of(record: Video, *, moment: Callable[[object], datetime], observed_at: datetime, handle: str = "") -> Post:
    """The article a video is, its description as the text; `handle` is the one of its channel, when it is known.

    Raises `BadRecord` without an id, a date or a title.
    """
    native_id, said = record.native_id, record.snippet
    if not native_id or said is None:
        raise BadRecord("bad-record", "id, snippet")
    published_at = (record.details.published_at if record.details else None) or said.published_at
    if not published_at:
        raise BadRecord("no-date", native_id)
    title, text = clean_text(said.title or ""), clean_text(said.description or "")
    if not title and not text:
        raise BadRecord("no-text", native_id)
    links, tags, callouts = marks_of(text)
    told = (folded for tag in said.tags or () if (folded := folded_tag(tag)))
    return Post(
        network=NETWORK,
        native_id=native_id,
        created_at=moment(published_at),
        text=text,
        title=title or None,
        actor=_actor_of(said, handle, observed_at),
        kind="article",
        url=f"https://www.youtube.com/watch?v={native_id}",
        root=native_id,
        lang_declared=said.lang,
        links=links,
        tags=tuple(dict.fromkeys((*told, *tags))),
        callouts=callouts,
        media=_picture(said.pictures or {}),
        metrics=_metrics(record.statistics),
        observed_at=observed_at,
    )


def _actor_of(said: Snippet, handle: str, observed_at: datetime) -> Actor | None:
    if not said.channel:
        return None
    name = clean_text(said.channel_title or "")
    return Actor(
        network=NETWORK,
        native_id=said.channel,
        handle=handle.lstrip("@") or name or said.channel,
        display_name=name or None,
        url=f"https://www.youtube.com/channel/{said.channel}",
        observed_at=observed_at,
    )


def _picture(pictures: Mapping[str, Picture]) -> tuple[Media, ...]:
    found = next((pictures[size].url for size in _SIZES if size in pictures and pictures[size].url), None)
    return (Media(kind="image", url=found),) if found else ()


def _metrics(told: Statistics | None) -> Metrics | None:
    if told is None:
        return None
    likes, replies, views = _count(told.likes), _count(told.comments), _count(told.views)
    return None if likes is replies is views is None else Metrics(likes=likes, replies=replies, views=views)


def _count(written: Written) -> int | None:
    if isinstance(written, str):
        return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None
    return written
