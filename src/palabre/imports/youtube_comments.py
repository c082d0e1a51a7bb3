"""Comments as the API of YouTube answers them: threads, answers, pages of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from palabre.imports._json_records import JsonImport, RecordReader, holds, moments_of, no_post, tried
from palabre.sources._youtube_comments import Comment, Thread, post_of
from palabre.sources._youtube_videos import Video, video_of
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


_VIDEOS = ("youtube#video", "youtube#playlistItem")


class Page(Thread):
    """A page of threads, comments or videos, or one of them."""

    items: list[Raw] | None = None
    kind: str | None = None


class YoutubeComments(JsonImport):
    """Comments of videos, and videos. The video is the root of the thread of its comments."""

    name = "youtube-comments"
    title = N_("YouTube comments and videos (commentThreads, comments, videos, playlistItems), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds threads of comments, comments or videos."""
        places = ("items.", "")
        marks = ("snippet.topLevelComment.snippet.publishedAt", "snippet.topLevelComment.snippet.textDisplay")
        alone = ("snippet.publishedAt", "snippet.authorDisplayName", "snippet.textDisplay")
        videos = ("kind", "snippet.publishedAt", "snippet.channelTitle", "snippet.title")
        kinds = (marks, alone, videos)
        return any(holds(text, *(place + mark for mark in found)) for place in places for found in kinds)

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The comments of each page."""
        return _Pages(reading)


class _Pages:
    def __init__(self, reading: Reading) -> None:
        self._moment = moments_of(reading)
        self._observed_at = reading.observed_at
        self._decode = msgspec.json.Decoder(Page).decode

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        if page.items is not None:
            for one in page.items:
                yield from tried(number, bytes(one), lambda item: self.records(number, item))
            return
        if page.kind in _VIDEOS:
            yield video_of(msgspec.json.decode(raw, type=Video), moment=self._moment, observed_at=self._observed_at)
            return
        if page.snippet is None:
            raise no_post(raw)
        if page.snippet.first is None:
            yield from self._comment(raw, None)
            return
        first, replies = page.snippet.first, page.snippet.replies
        video = page.snippet.video or (first.snippet.video if first.snippet else None)
        yield from tried(number, raw, lambda _: (self._post(first, video, replies),))
        for one in page.replies.comments if page.replies else ():
            yield from tried(number, bytes(one), lambda answer: self._comment(answer, video))

    def _comment(self, raw: bytes, video: str | None) -> Iterator[Record]:
        yield self._post(msgspec.json.decode(raw, type=Comment), video, None)

    def _post(self, comment: Comment, video: str | None, replies: int | None) -> Record:
        return post_of(comment, video=video, replies=replies, moment=self._moment, observed_at=self._observed_at)

    def end(self) -> None:
        """Nothing is left out."""
