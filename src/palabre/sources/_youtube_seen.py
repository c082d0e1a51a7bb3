"""What is kept in mind of YouTube between two readings, and the names people give to its channels and videos."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import msgspec
from msgspec import Raw, Struct, field

from palabre.sources._youtube_comments import Comment, Thread
from palabre.sources.contract import Hole

CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")
VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
_OF_VIDEOS = ("watch", "shorts", "live", "embed", "v")


class Known(Struct):
    """How a thread was seen last: when it began, how many answers it had, and the newest of those that were read."""

    at: datetime
    replies: int = 0
    newest: datetime | None = None
    answers: list[str] = field(default_factory=list)


class Seen(Struct):
    """How far comments were read, the threads and videos last shown, and the units spent on that day.

    What was begun before `since`, some days before the first reading, is not taken.
    """

    since: datetime
    at: datetime | None = None
    edited: datetime | None = None
    threads: dict[str, Known] = field(default_factory=dict)
    videos: list[str] = field(default_factory=list)
    day: str = ""
    spent: int = 0


class Told(Struct):
    """A thread with the dates of its first comment."""

    thread: Thread
    id: str
    at: datetime
    updated: datetime | None

    @property
    def replies(self) -> int:
        """How many answers it has."""
        return (self.thread.snippet.replies if self.thread.snippet else 0) or 0

    @property
    def shown(self) -> list[Raw]:
        """The answers that come with it: all of them, when they are few."""
        return self.thread.replies.comments if self.thread.replies else []

    @property
    def video(self) -> str | None:
        """The video it is under."""
        said = self.thread.snippet
        first = said.first.snippet if said and said.first else None
        return (said.video if said else None) or (first.video if first else None)


class Walked(Struct):
    """The threads of a list from its head, oldest first, back to `oldest`; and what lies beyond."""

    threads: list[Told]
    oldest: datetime
    hole: Hole | None = None


class Playlists(Struct):
    """The lists a channel has."""

    uploads: str = ""


class ChannelDetails(Struct):
    """Where what a channel holds is."""

    playlists: Playlists = field(name="relatedPlaylists", default_factory=Playlists)


class ChannelSnippet(Struct):
    """How a channel is called."""

    title: str = ""
    handle: str = field(name="customUrl", default="")


class Channel(Struct):
    """A channel."""

    id: str
    snippet: ChannelSnippet = field(default_factory=ChannelSnippet)
    details: ChannelDetails = field(name="contentDetails", default_factory=ChannelDetails)


def thread_in(raw: Raw) -> Thread | None:
    """A thread, or None when it cannot be read."""
    try:
        return msgspec.json.decode(raw, type=Thread)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def comment_in(raw: Raw) -> Comment:
    """A comment; an empty one when it cannot be read."""
    try:
        return msgspec.json.decode(raw, type=Comment)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Comment()


def written_at(raw: Raw) -> str:
    """When a comment was written, as it says it."""
    said = comment_in(raw).snippet
    return (said.published_at if said else None) or ""


def id_of(raw: Raw) -> str:
    """The id of a comment."""
    return comment_in(raw).id or ""


def is_after(moment: datetime | None, than: datetime | None) -> bool:
    """Whether a moment is known and later than another, if that is known."""
    return moment is not None and (than is None or moment > than)


def named(what: str) -> tuple[str, str]:
    """What somebody names: a `channel` by its id, a `handle`, a `user`, a `video`; `either` a video or a handle."""
    written = what.strip()
    if "/" in written:
        return _addressed(urlsplit(written if "://" in written else f"https://{written}"))
    if CHANNEL.fullmatch(written):
        return "channel", written
    return ("either", written) if VIDEO.fullmatch(written) else ("handle", f"@{written.lstrip('@')}")


def video_in(address: str) -> str | None:
    """The video that an address leads to."""
    kind, name = named(address) if "/" in address else ("", "")
    return name if kind == "video" else None


def _addressed(parts: SplitResult) -> tuple[str, str]:
    path = [unquote(part) for part in parts.path.split("/") if part]
    video = parse_qs(parts.query).get("v", [""])[0] or (path[-1] if path else "")
    is_video = (parts.hostname or "").endswith("youtu.be") or (path[:1] and path[0] in _OF_VIDEOS)
    if is_video and VIDEO.fullmatch(video):
        return "video", video
    if len(path) > 1 and path[0] in ("channel", "user"):
        return path[0], path[1]
    name = path[1] if len(path) > 1 and path[0] == "c" else path[0] if path else parts.netloc
    return "handle", f"@{name.lstrip('@')}"
