"""YouTube: the comments of a channel's videos, or of one video, and the videos as they are published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

import msgspec
from msgspec import Raw

from palabre.errors import RateLimited, SourceRefused
from palabre.model import Deletion, Post
from palabre.sources._tally import Tally, Unreadable, decoded_cursor, encoded, moments
from palabre.sources._youtube_asking import API, Asked, Asking, Items
from palabre.sources._youtube_comments import NETWORK, Comment, post_of
from palabre.sources._youtube_seen import (
    VIDEO,
    Channel,
    Known,
    Seen,
    Told,
    Walked,
    id_of,
    is_after,
    named,
    thread_in,
    video_in,
    written_at,
)
from palabre.sources._youtube_videos import Video, video_of
from palabre.sources.contract import Hole, Named, Page, Setting, Source, Tested
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from palabre.model import Record
    from palabre.sources.http import Http

_FIRST_DAYS = timedelta(days=3)
_PAGE = 100
_MOST_PAGES = 20
_PAGES_OF_REPLIES = 10
_PAGES_OF_A_VIDEO = 3
_AT_ONCE = 50
# Threads kept in mind, to notice new answers, edits and what is taken away.
_REMEMBERED = 200
_ANSWERS = 10
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class YouTube(Source):
    """New comments with their answers, new videos as articles, what was edited and what was taken away.

    YouTube lists threads by their first comment: new answers are noticed in the two hundred threads begun last, and in
    others when they are read again. Each question costs a unit of the 10,000 a day that a key has; what this source
    spends is kept with its cursor, told as `quota` with each page, and it stops before its share is spent, until
    midnight in California. What comes from the API must be refreshed or forgotten within 30 days (`refresh_within`):
    reading threads again does the first.
    """

    name: ClassVar[str] = "youtube"
    title: ClassVar[str] = N_("YouTube comments")
    network: ClassVar[str] = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="what",
            title=N_("Channel or video"),
            example="@fromagerie",
            help=N_("The @name or the address of a channel, or the address of a video."),
            first=True,
            required=True,
        ),
        Setting(
            name="key",
            title=N_("API key"),
            help=N_("From the Google Cloud console: a key of a project where YouTube Data API v3 is enabled."),
            secret="kind",  # noqa: S106 - where it is kept
            required=True,
        ),
        Setting(
            name="quota",
            title=N_("Units a day"),
            example="9000",
            help=N_("YouTube gives a key 10,000 a day, for all that use it. A quiet channel costs about 300 a day."),
            default="9000",
        ),
    )
    every: ClassVar[timedelta] = timedelta(minutes=10)
    habit: ClassVar[timedelta] = timedelta(hours=24)
    refresh_within: ClassVar[timedelta] = timedelta(days=30)

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        written = self.given["quota"].strip()
        most = int(written) if written.isascii() and written.isdigit() else 9000
        self._asking = Asking(http=http, key=self.given["key"], most=most)
        self._channel: Channel | None = None
        self._broken = Unreadable()

    @property
    def label(self) -> str:
        """The channel or the video."""
        return self.given["what"].strip()

    @property
    def address(self) -> str:
        """The service that is asked."""
        return API

    async def settled(self) -> Mapping[str, str]:
        """The lasting id of the channel or the video; raises `SourceRefused` for one that is not public."""
        if not self.given["quota"].strip().isdigit():
            raise SourceRefused("youtube-bad-quota", quota=self.given["quota"])
        kind, name = named(self.given["what"])
        if kind in ("video", "either") and await self._videos([name], Tally()):
            return {**self.given, "what": name}
        return {**self.given, "what": (await self._found_channel("handle" if kind == "either" else kind, name)).id}

    async def test(self) -> Tested:
        """The name of the channel or the title of the video, and what the newest page of its comments holds."""
        kind, name = named(self.given["what"])
        if kind in ("video", "either"):
            videos = await self._videos([name], Tally())
            if not videos:
                raise SourceRefused("youtube-not-there", what=self.label)
            title = videos[0].title
        else:
            title = (await self._found_channel(kind, name)).snippet.title
        tally = Tally()
        for told in self._told((await self._threads({})).items):
            self._take(tally, told, told.shown)
        return Tested(title=clean_text(title or "") or name, posts=len(tally.records), newest=tally.newest)

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """New videos, then new comments, oldest first; then answers, edits and what was taken away."""
        last = decoded_cursor(cursor, Seen) or Seen(since=self.http.now() - _FIRST_DAYS)
        self._asking.go_on(last.day, last.spent)
        tally = Tally()
        try:
            await self._read_videos(tally, last)
            yield self._page(tally, last)
            tally = Tally()
            walked = await self._walked(last)
            new = [one for one in walked.threads if one.id not in last.threads and one.at >= last.since]
            known = [one for one in walked.threads if one.id in last.threads]
            # Of what was begun before, only what comes now is taken.
            old = {one.id: one for one in walked.threads if one.id not in last.threads and one.at < last.since}
            tally.holes += [walked.hole] if walked.hole else []
            for at in range(0, len(new), _PAGE):
                for one in new[at : at + _PAGE]:
                    await self._read_thread(tally, one, last)
                yield self._page(tally, last)
                tally = Tally()
            await self._read_changed(tally, known, last)
            await self._read_vanished(tally, walked, last)
        except RateLimited:
            # What was spent is stored, so that a restart does not spend it again.
            yield self._page(tally, last)
            raise
        last.threads |= {one.id: self._known(one, one.shown) for one in old.values()}
        last.edited = max((one.updated for one in walked.threads if one.updated), default=last.edited)
        last.at = last.at or last.since
        newest = sorted(last.threads, key=lambda one: last.threads[one].at, reverse=True)[:_REMEMBERED]
        last.threads = {one: last.threads[one] for one in newest}
        yield self._page(tally, last)

    async def thread(self, post: Named) -> Page | None:
        """A comment with all that answers it, its video, and the newest comments of that, as they are now."""
        tally = Tally()
        is_video = bool(VIDEO.fullmatch(post.native_id))
        video = post.native_id if is_video else await self._reread_comment(tally, post)
        if video is not None:
            await self._reread_video(tally, video, besides=post.native_id.partition(".")[0])
        self._count(tally)
        return tally.page(None)

    # --- asking -----------------------------------------------------------------------------------------------------

    async def _found_channel(self, kind: str, name: str) -> Channel:
        """A channel, kept in mind; raises `SourceRefused` when there is none of that name."""
        if self._channel is None:
            by = {"channel": "id", "user": "forUsername"}.get(kind, "forHandle")
            found = await self._asking.page("channels", {"part": "snippet,contentDetails", by: name})
            if found is None or not found.items:
                raise SourceRefused("youtube-not-there", what=self.label)
            self._channel = msgspec.json.decode(found.items[0], type=Channel)
        return self._channel

    async def _videos(self, ids: list[str], tally: Tally) -> list[Post]:
        """Videos as they are now, as articles; those that are not public any more are missing."""
        now = self.http.now()
        handle = self._channel.snippet.handle if self._channel else ""
        found: list[Record] = []
        for raw in await self._asking.named("videos", "snippet,statistics", ids):

            def made(raw: Raw = raw) -> tuple[Record, ...]:
                video = msgspec.json.decode(raw, type=Video)
                return (video_of(video, moment=moments(now), observed_at=now, handle=handle),)

            found += tally.take(made)
        return [one for one in found if isinstance(one, Post)]

    async def _threads(self, more: Mapping[str, str]) -> Items:
        """A page of the threads listened to, those begun last first."""
        kind, name = named(self.given["what"])
        by = "allThreadsRelatedToChannelId" if kind == "channel" else "videoId"
        asked: Asked = {"part": "snippet,replies", "order": "time", "maxResults": _PAGE, by: name}
        try:
            page = await self._asking.page("commentThreads", {**asked, **more})
        except SourceRefused as refusal:
            if refusal.message_id == "youtube-comments-closed":
                raise SourceRefused("youtube-comments-closed", what=self.label) from None
            raise
        if page is None:
            raise SourceRefused("youtube-not-there", what=self.label)
        return page

    async def _walked(self, last: Seen) -> Walked:
        """The threads of the head of the list, and those before it back to the last reading."""
        since = last.at or last.since
        found: dict[str, Told] = {}
        more: dict[str, str] = {}
        hole = None
        for _ in range(_MOST_PAGES):
            page = await self._threads(more)
            told = self._told(page.items)
            found |= {one.id: one for one in told}
            oldest = min((one.at for one in found.values()), default=since)
            if not page.onward:
                oldest = _LONG_AGO
            if not page.onward or oldest < since:
                break
            more = {"pageToken": page.onward}
        else:
            hole = Hole(from_at=since, to_at=oldest, why="cursor-lost") if last.at else None
        return Walked(sorted(found.values(), key=lambda one: one.at), oldest, hole)

    async def _answers(self, told: Told) -> list[Raw]:
        """All that answer a thread, oldest first: they come with it when they are few."""
        if told.replies <= len(told.shown):
            return sorted(told.shown, key=written_at)
        asked: Asked = {"part": "snippet", "parentId": told.id, "maxResults": _PAGE}
        return sorted(await self._asking.every("comments", asked, most=_PAGES_OF_REPLIES) or told.shown, key=written_at)

    def _told(self, raws: Iterable[Raw]) -> list[Told]:
        """Threads with their dates; those that cannot be read are counted."""
        moment = moments(self.http.now())
        found = []
        for raw in raws:
            thread = thread_in(raw)
            said = thread.snippet.first.snippet if thread and thread.snippet and thread.snippet.first else None
            at = known_moment(moment, said.published_at) if said else None
            if thread and thread.id and said and at:
                found.append(Told(thread, thread.id, at, known_moment(moment, said.updated_at)))
            else:
                self._broken.add(bytes(raw))
        return found

    # --- reading ----------------------------------------------------------------------------------------------------

    async def _read_videos(self, tally: Tally, last: Seen) -> None:
        """Takes the videos published since, and tells those taken away."""
        kind, name = named(self.given["what"])
        if kind != "channel":
            if not last.videos:
                await self._videos([name], tally)
                last.videos = [name]
            return
        uploads = (await self._found_channel(kind, name)).details.playlists.uploads
        asked: Asked = {"part": "contentDetails", "playlistId": uploads, "maxResults": _AT_ONCE}
        page = await self._asking.page("playlistItems", asked) if uploads else None
        items = [msgspec.json.decode(raw, type=Video) for raw in page.items] if page else []
        ids = [one.native_id for one in items if one.native_id]
        new = [one for one in items if one.native_id and one.native_id not in last.videos]
        if not last.at:
            new = [one for one in new if self._is_recent(one, last.since)]
        # As many as came leave the end of the list; others that left it may be gone.
        left = [one for one in last.videos[: len(last.videos) - len(new)] if one not in ids]
        asked_for = [one.native_id for one in reversed(new) if one.native_id] + left
        here = {one.native_id for one in await self._videos(asked_for, tally)}
        for one in left:
            if one not in here:
                tally.add(_gone(one))
        last.videos = ids

    def _is_recent(self, video: Video, since: datetime) -> bool:
        written = video.details.published_at if video.details else None
        published = known_moment(moments(self.http.now()), written)
        return published is not None and published >= since

    async def _read_thread(self, tally: Tally, told: Told, last: Seen) -> None:
        """Takes a thread that is new."""
        answers = await self._answers(told)
        self._take(tally, told, answers)
        last.threads[told.id] = self._known(told, answers)
        last.at = max(last.at or told.at, told.at)

    async def _read_changed(self, tally: Tally, known: list[Told], last: Seen) -> None:
        """Takes new answers of threads seen before, and first comments that were edited."""
        for told in known:
            before = last.threads[told.id]
            answers: list[Raw] = []
            if told.replies != before.replies:
                answers = await self._answers(told)
                here = set(map(id_of, answers))
                # The oldest are only kept in mind by their number.
                for one in before.answers if len(answers) >= told.replies else ():
                    if one not in here:
                        tally.add(_gone(one))
                last.threads[told.id] = self._known(told, answers)
            moment = moments(self.http.now())
            new = [one for one in answers if is_after(known_moment(moment, written_at(one)), before.newest)]
            if told.updated and told.updated > told.at and is_after(told.updated, last.edited):
                self._take(tally, told, new)
            else:
                self._take_answers(tally, told, new)

    async def _read_vanished(self, tally: Tally, walked: Walked, last: Seen) -> None:
        """Tells the threads that are not where they were, once they are found nowhere."""
        here = {one.id for one in walked.threads}
        left = [one for one, known in last.threads.items() if known.at > walked.oldest and one not in here]
        read = await self._asking.named("commentThreads", "id", left)
        found = {thread.id for raw in read if (thread := thread_in(raw))}
        for one in left:
            if one not in found:
                tally.add(_gone(one))
                del last.threads[one]

    async def _reread_video(self, tally: Tally, video: str, *, besides: str) -> None:
        """Takes a video and its newest threads, save one that was taken before."""
        if not await self._videos([video], tally):
            tally.add(_gone(video))
            return
        asked: Asked = {"part": "snippet,replies", "order": "time", "maxResults": _PAGE, "videoId": video}
        try:
            threads = await self._asking.every("commentThreads", asked, most=_PAGES_OF_A_VIDEO)
        except SourceRefused as refusal:
            if refusal.message_id != "youtube-comments-closed":
                raise
            return
        for told in self._told(threads or ()):
            if told.id != besides:
                self._take(tally, told, told.shown)

    async def _reread_comment(self, tally: Tally, post: Named) -> str | None:
        """Takes the thread of a comment, and gives the video it is under, when it is known."""
        first = post.native_id.partition(".")[0]
        read = await self._asking.named("commentThreads", "snippet,replies", [first])
        if not read:
            for one in dict.fromkeys((first, post.native_id)):
                tally.add(_gone(one))
        video = post.root or video_in(post.url or "")
        for told in self._told(read):
            answers = await self._answers(told)
            self._take(tally, told, answers)
            video = told.video or video
            is_here = post.native_id == first or post.native_id in map(id_of, answers)
            if not is_here and not await self._asking.named("comments", "id", [post.native_id]):
                tally.add(_gone(post.native_id))
        return video if video and VIDEO.fullmatch(video) else None

    # --- telling ----------------------------------------------------------------------------------------------------

    def _take(self, tally: Tally, told: Told, answers: Iterable[Raw]) -> None:
        """Takes the first comment of a thread, then what answers it."""
        first = told.thread.snippet.first if told.thread.snippet else None
        if first is not None:
            tally.take(lambda: (self._post(first, told.video, told.replies),))
        self._take_answers(tally, told, answers)

    def _take_answers(self, tally: Tally, told: Told, answers: Iterable[Raw]) -> None:
        for raw in answers:

            def made(raw: Raw = raw) -> tuple[Record, ...]:
                return (self._post(msgspec.json.decode(raw, type=Comment), told.video, None),)

            tally.take(made)

    def _post(self, comment: Comment, video: str | None, replies: int | None) -> Post:
        now = self.http.now()
        return post_of(comment, video=video, replies=replies, moment=moments(now), observed_at=now)

    def _known(self, told: Told, answers: Iterable[Raw]) -> Known:
        moment = moments(self.http.now())
        dated = {id_of(one): at for one in answers if (at := known_moment(moment, written_at(one)))}
        latest = sorted(dated, key=dated.__getitem__)[-_ANSWERS:]
        return Known(told.at, told.replies, max(dated.values(), default=None), latest)

    def _page(self, tally: Tally, last: Seen) -> Page:
        last.day, last.spent = self._asking.day, self._asking.spent
        self._count(tally)
        return tally.page(encoded(last))

    def _count(self, tally: Tally) -> None:
        """Adds what was spent and what could not be read since it was told last."""
        if spent := self._asking.told():
            tally.passed_over["quota"] += spent
        self._broken.tell(tally)


def _gone(native_id: str) -> Deletion:
    return Deletion(network=NETWORK, scope="post", native_id=native_id)
