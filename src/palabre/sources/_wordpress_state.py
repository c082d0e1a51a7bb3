"""What a source of a WordPress site remembers between two readings, as its cursor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec
from msgspec import Struct

from palabre.sources._feed_identity import digest
from palabre.sources._wordpress_records import Article, Comment, changed_at, said_at

REMEMBERED = 300
# Times are told to the second, and two posts may share one.
OVERLAP = timedelta(seconds=2)
FIRST = timedelta(days=7)
SLOW = 3_600
Kept = TypeVar("Kept")


class SeenComment(Struct, array_like=True, gc=False):
    """A comment read lately: the post it is below, a digest of its words, and when it was said."""

    post: int
    words: str
    at: int


class SiteState(Struct, omit_defaults=True, gc=False):
    """The cursor. `api` is where the REST interface is, `feed` the cursor of the feed read in its place.

    `dated` and `changed` are the latest publication and the latest change that were read, `posts` the changes of those
    read lately by number; `said` is the latest comment, `comments` those read lately; all in seconds since 1970.
    `newest` is the highest number of a post.
    """

    api: str = ""
    feed: str | None = None
    dated: int = 0
    changed: int = 0
    said: int = 0
    tried_at: int = 0
    swept_at: int = 0
    newest: int = 0
    posts: dict[int, int] = {}
    comments: dict[int, SeenComment] = {}

    @classmethod
    def of(cls, cursor: str | None, now: datetime) -> SiteState:
        """What a cursor says; without one, as if all of the last days were still to be read, and no change before."""
        try:
            return msgspec.json.decode(cursor or "", type=cls)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            first = int((now - FIRST).timestamp())
            stamp = int(now.timestamp())
            # The clock of the site may be slow.
            return cls(dated=first, changed=stamp - SLOW, said=first, swept_at=stamp)

    def told(self) -> str:
        """The cursor."""
        return msgspec.json.encode(self).decode()

    def opened(self, api: str, now: datetime) -> None:
        """Remembers where the interface is, empty for nowhere; what the feed gave in the meantime is not read again."""
        self.api, self.tried_at = api, int(now.timestamp())
        if api and self.feed is not None:
            self.feed = None
            self.dated = self.changed = self.said = self.tried_at

    def said_until(self) -> int:
        """Up to when everything was read through the interface; 0 when nothing was."""
        return max(self.dated, self.said) if self.posts else 0

    def seen_post(self, article: Article) -> bool:
        """Whether a post was read as it is now; remembers it."""
        at = changed_at(article)
        stamp = int(at.timestamp()) if at else 0
        return _kept(self.posts, article.id, stamp) == stamp

    def seen_comment(self, comment: Comment) -> SeenComment | None:
        """What was remembered of a comment; remembers it as it is now."""
        at = said_at(comment)
        return _kept(
            self.comments,
            comment.id,
            SeenComment(comment.post, words_of(comment), int(at.timestamp()) if at else 0),
        )

    def forget(self, number: int, comment: int) -> None:
        """Forgets a post, or a comment of it, that was taken away."""
        if comment:
            self.comments.pop(comment, None)
        else:
            self.posts.pop(number, None)


def _kept(among: dict[int, Kept], number: int, now: Kept) -> Kept | None:
    before = among.pop(number, None)
    among[number] = now
    while len(among) > REMEMBERED:
        del among[next(iter(among))]
    return before


def words_of(comment: Comment) -> str:
    """A digest of what a comment says: another one means that it was edited."""
    return digest((comment.content.rendered if comment.content else None) or "")


def since(stamp: int) -> str:
    """A moment as the interface takes it: a little before, so that nothing of the same second is missed."""
    return f"{datetime.fromtimestamp(stamp, UTC) - OVERLAP:%Y-%m-%dT%H:%M:%SZ}"
