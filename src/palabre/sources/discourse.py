"""Discourse: a forum whose pages are also answered as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, TypeVar
from urllib.parse import urlencode

import msgspec
from msgspec import Raw, Struct, field

from palabre.errors import SourceError, SourceRefused
from palabre.model import Deletion
from palabre.sources._discourse_posts import (
    NETWORK,
    Forum,
    Listed,
    Said,
    Stream,
    Tag,
    folded_tags,
    post_of,
    sort_of,
)
from palabre.sources._forums import split_address, words_of
from palabre.sources._tally import Tally, Unreadable, decoded_cursor, encoded, moments
from palabre.sources.contract import Hole, Named, Page, Setting, Source, Tested
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_tag
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from palabre.model import Record
    from palabre.sources.http import Answer, Http

_FIRST_DAYS = timedelta(days=3)
_MOST_PAGES = 40
_WINDOW = 50
_LISTS = 3
_CHUNK = 50
_MOST_OF_A_TOPIC = 1000
_PRIVATE = "private_message"
# What follows the address of a forum in those of its pages.
_PAGES = frozenset(
    ("t", "c", "tag", "tags", "latest", "categories", "top", "new", "unread", "u", "posts", "about", "login", "hot")
)
_INSIDE = {"c": "category", "tag": "tag", "tags": "tag"}
Shape = TypeVar("Shape")


class _Known(Struct, gc=False):
    """How a post of the newest page was seen last."""

    topic: int
    number: int


class _Cursor(Struct):
    """The last post read, when the latest edit was made, and the posts then shown, by their number on the forum."""

    post: int
    at: datetime | None = None
    edited: datetime | None = None
    shown: dict[int, _Known] = field(default_factory=dict)


class _Latest(Struct):
    latest_posts: list[Raw]


class _Topics(Struct):
    topics: list[Listed] = []


class _List(Struct):
    topic_list: _Topics = field(default_factory=_Topics)


class _Topic(Struct):
    """A page of one topic."""

    id: int | None = None
    title: str | None = None
    archetype: str | None = None
    category_id: int | None = None
    tags: list[str | Tag] | None = None
    highest_post_number: int | None = None
    post_stream: Stream = field(default_factory=Stream)


class _Category(Struct):
    id: int
    name: str = ""
    slug: str = ""
    parent_category_id: int | None = None


class _Site(Struct):
    categories: list[_Category] = []


class _About(Struct):
    title: str | None = None


class Discourse(Source):
    """Posts of a forum as they come, with the titles and tags of their topics, their likes, edits and deletions.

    The newest posts are walked back to the last one read. Posts among the fifty newest that were edited or taken away
    since are told at once; older ones when their topic is read again. Without a token we act as a robot on pages made
    for people, so robots.txt is asked: the one that Discourse ships closes `/admin`, `/search`, `/u`, `/badges`, `/g`,
    and the feeds of topics, none of which is read; a forum that closes more is obeyed. With a token its people gave, we
    are one of its members, and it decides what that member reads; what is private between members is never taken.
    """

    name: ClassVar[str] = "discourse"
    title: ClassVar[str] = N_("Discourse forum")
    network: ClassVar[str] = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="address",
            title=N_("Address of the forum"),
            example="https://forum.example.org",
            help=N_("The address of one of its categories or tags is enough: then only that one is read."),
            first=True,
            required=True,
        ),
        Setting(
            name="category",
            title=N_("Categories"),
            example="produits",
            help=N_("As their addresses name them. Those inside them are read too. None: all of them."),
            many=True,
        ),
        Setting(name="tag", title=N_("Tags"), example="lait", help=N_("One of them is enough."), many=True),
        Setting(
            name="token",
            title=N_("API key"),
            help=N_("Only for a forum closed to visitors: its people make one, which need only read."),
            secret="host",  # noqa: S106 - where it is kept
        ),
        Setting(
            name="username",
            title=N_("Account of the API key"),
            help=N_("The name of the member the key was made for."),
            secret="host",  # noqa: S106 - where it is kept
        ),
    )
    every: ClassVar[timedelta] = timedelta(minutes=2)
    habit: ClassVar[timedelta] = timedelta(hours=24)
    obeys_robots: ClassVar[bool] = True

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        self._base, self._inside = split_address(self.given["address"], _PAGES, _INSIDE)
        self._wanted: frozenset[int] | None = None
        self._topics: dict[int, _Topic] = {}
        self._broken = Unreadable()

    @property
    def label(self) -> str:
        """The forum, with the categories and tags when it is not all of it."""
        parts = [self._host, *words_of(self.given["category"]), *(f"#{tag}" for tag in words_of(self.given["tag"]))]
        return " ".join(parts)

    @property
    def address(self) -> str:
        """The forum itself."""
        return self._base

    @property
    def _host(self) -> str:
        return self._base.partition("://")[2].lower()

    async def settled(self) -> Mapping[str, str]:
        """The address cut to that of the forum, its category or tag set apart, each of them found there."""
        kept = dict(self.given)
        kept["address"] = self._base
        for name, inside in self._inside.items():
            # Newer forums write the number of a tag after it.
            word = inside.partition("/")[0] if name == "tag" else inside
            kept[name] = "\n".join(dict.fromkeys((*words_of(kept[name]), word)))
        settled = Discourse(kept, self.http)
        try:
            await settled._newest()
        except SourceError as problem:
            if problem.message_id != "source-answer-unreadable":
                raise
            raise SourceRefused("discourse-not-there", address=self._base) from problem
        await settled._categories()
        return kept

    async def test(self) -> Tested:
        """The name the forum gives itself, and how many posts its newest page holds."""
        about = await self._asked("site/basic-info.json", _About)
        tally = Tally()
        newest = await self._newest()
        await self._tell(tally, self._wanted_of(newest, await self._categories()))
        title = clean_text(about.title or "") if about else ""
        return Tested(title=title or self._host, posts=len(tally.records), newest=tally.newest)

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """New posts, oldest first; then those of the newest page that were edited or taken away since."""
        known = decoded_cursor(cursor, _Cursor)
        categories = await self._categories()
        newest = await self._newest()
        unread, hole = await self._walked(newest, known)
        last = known or _Cursor(post=0)
        for at in range(len(unread), 0, -_WINDOW):
            posts = unread[max(at - _WINDOW, 0) : at][::-1]
            tally = Tally(holes=[hole] if hole else [])
            hole = None
            await self._tell(tally, self._wanted_of(posts, categories), others=posts)
            last = _moved(last, posts, tally.newest)
            yield tally.page(encoded(last))
        changed, last = await self._changed(self._wanted_of(newest, categories), last, is_first=known is None)
        yield changed.page(encoded(last))

    async def thread(self, post: Named) -> Page | None:
        """The topic around a post, up to a thousand posts; what is missing between the first and the last is gone."""
        place = post.native_id.rpartition("/t/")[2].split("/")
        if len(place) != 2 or not all(part.isdigit() for part in place):
            return None
        topic_id, number = map(int, place)
        topic = await self._topic(topic_id)
        tally = Tally()
        if topic is None or topic.archetype == _PRIVATE:
            # A forum that shows nothing at all any more is closed to us, which says nothing of this topic.
            await self._newest()
            tally.add(self._gone(topic_id, number))
            return tally.page(None)
        posts, missing = await self._posts_of(topic, topic_id, number)
        await self._tell(tally, posts)
        # A post that could not be read may stand at any number.
        for one in missing if not tally.passed_over["bad-record"] else ():
            tally.add(self._gone(topic_id, one))
        return tally.page(None)

    # --- asking -----------------------------------------------------------------------------------------------------

    async def _get(self, page: str) -> Answer:
        token, username = self.given["token"], self.given["username"]
        headers = {"accept": "application/json"}
        if token:
            headers |= {"api-key": token, "api-username": username or "system"}
        return await self.http.get(f"{self._base}/{page}", headers=headers, polite=not token)

    async def _asked(self, page: str, shape: type[Shape]) -> Shape | None:
        """What a page answers, in a shape; None when it is not there, or not for us."""
        try:
            answer = await self._get(page)
        except SourceRefused as refusal:
            if refusal.message_id == "source-says-no" and refusal.fields.get("status") == 403:
                return None
            raise
        if answer.is_gone:
            return None
        decoded: Shape = answer.json(shape)
        return decoded

    async def _newest(self, before: int | None = None) -> list[Said]:
        """The newest posts, newest first; raises `SourceRefused` when the forum shows none to us."""
        answer = await self._get("posts.json" if before is None else f"posts.json?before={before}")
        if answer.is_gone:
            raise SourceRefused("discourse-not-there", address=self._base)
        return self._said(answer.json(_Latest).latest_posts)

    def _said(self, raws: Iterable[Raw]) -> list[Said]:
        """The posts of an answer; those that cannot be read are counted, to be told with the next records."""
        found = []
        for raw in raws:
            try:
                found.append(msgspec.json.decode(raw, type=Said))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                self._broken.add(bytes(raw))
        return found

    async def _walked(self, newest: list[Said], known: _Cursor | None) -> tuple[list[Said], Hole | None]:
        """What is unread, newest first, back to the last post read; and what could not be reached any more."""
        since = self.http.now() - _FIRST_DAYS
        last = known.post if known else 0
        found, page, before = list(newest), newest, (newest[0].id or 0) + 1 if newest else 0
        for _ in range(_MOST_PAGES):
            # Older forums answer by the number of posts, not by how many there are: fifty deleted ones give none.
            before = min([one.id or 0 for one in page], default=before - _WINDOW) - 1
            if before <= last or (known is None and (not page or _is_before(page[-1], since))):
                unread = [one for one in found if (one.id or 0) > last and (known or not _is_before(one, since))]
                return unread, None
            page = [one for one in await self._newest(before) if (one.id or 0) <= before]
            found += page
        unread = [one for one in found if (one.id or 0) > last]
        return unread, self._hole(known, unread) if known and unread else None

    def _hole(self, known: _Cursor, unread: list[Said]) -> Hole:
        oldest = unread[-1]
        to_at = known_moment(moments(self.http.now()), oldest.created_at) or self.http.now()
        lost = max((oldest.id or 0) - known.post - 1, 0)
        return Hole(from_at=known.at or to_at, to_at=to_at, why="cursor-lost", estimated_loss=lost)

    # --- categories, topics -----------------------------------------------------------------------------------------

    async def _categories(self) -> frozenset[int] | None:
        """The categories to read, those inside them too; None for all. Raises `SourceRefused` for one not there."""
        words = words_of(self.given["category"])
        if not words:
            return None
        if self._wanted is None:
            site = await self._asked("site.json", _Site) or _Site()
            chosen = {one for word in words for one in self._category(word, site.categories)}
            size = 0
            while size != len(chosen):
                size = len(chosen)
                chosen |= {one.id for one in site.categories if one.parent_category_id in chosen}
            self._wanted = frozenset(chosen)
        return self._wanted

    def _category(self, word: str, categories: list[_Category]) -> tuple[int, ...]:
        last = word.strip("/").rpartition("/")[2]
        if last.isdigit():
            return (int(last),)
        found = tuple(one.id for one in categories if last.lower() in (one.slug.lower(), one.name.lower()))
        if not found:
            raise SourceRefused("forum-no-such-category", address=self._base, name=word)
        return found

    def _wanted_of(self, posts: Iterable[Said], categories: frozenset[int] | None) -> list[Said]:
        return [one for one in posts if categories is None or one.category_id in categories]

    async def _learn_topics(self, posts: list[Said], tags: frozenset[str]) -> None:
        """The tags of the topics these posts open, or of all of them when tags decide: lists first, they tell many."""
        needed = {one.topic_id for one in posts if one.topic_id and (tags or one.post_number == 1)}
        if len(self._topics) > 10 * _MOST_OF_A_TOPIC:
            self._topics.clear()
        for page in range(_LISTS):
            if not needed.difference(self._topics):
                return
            listed = await self._asked(f"latest.json?page={page}", _List)
            for one in listed.topic_list.topics if listed else ():
                if one.id is not None:
                    self._topics[one.id] = _Topic(id=one.id, title=one.title, tags=one.tags)
        for topic_id in sorted(needed.difference(self._topics)):
            self._topics[topic_id] = await self._topic(topic_id) or _Topic(id=topic_id, archetype=_PRIVATE)

    async def _topic(self, topic_id: int) -> _Topic | None:
        """A topic with its first posts; None when it is gone or shown to others only."""
        return await self._asked(f"t/{topic_id}.json", _Topic)

    async def _posts_of(self, topic: _Topic, topic_id: int, number: int) -> tuple[list[Said], list[int]]:
        """The posts of a topic, all of them or the first and those around one; and the numbers nobody has any more."""
        self._topics[topic_id] = topic
        stream = topic.post_stream.stream
        if stream is None:
            # The longest topics don't say which posts they have.
            near = await self._asked(f"t/{topic_id}/{number}.json", _Topic) or topic
            posts = self._said(near.post_stream.posts)
            return posts, [number] if all(one.post_number != number for one in posts) else []
        start = max(0, min(number - _MOST_OF_A_TOPIC // 2, len(stream) - _MOST_OF_A_TOPIC))
        found = {one.id: one for one in self._said(topic.post_stream.posts)}
        missing = [one for one in (*stream[:1], *stream[start : start + _MOST_OF_A_TOPIC]) if one not in found]
        for at in range(0, len(missing), _CHUNK):
            asked = urlencode([("post_ids[]", one) for one in missing[at : at + _CHUNK]])
            more = await self._asked(f"t/{topic_id}/posts.json?{asked}", _Topic)
            if more is None:
                raise SourceError("source-answer-unreadable", host=self._host)
            found |= {one.id: one for one in self._said(more.post_stream.posts)}
        here = {one.post_number for one in found.values()}
        whole = range(1, (topic.highest_post_number or 0) + 1) if len(stream) <= _MOST_OF_A_TOPIC else ()
        return list(found.values()), [one for one in dict.fromkeys((*whole, number)) if one not in here]

    # --- telling ----------------------------------------------------------------------------------------------------

    async def _tell(self, tally: Tally, posts: list[Said], *, others: list[Said] | None = None) -> None:
        """Adds the records of posts; `others` are all that were heard, of which these were chosen."""
        tags = frozenset(folded_tag(tag) for tag in words_of(self.given["tag"]))
        await self._learn_topics(posts, tags)
        now = self.http.now()
        scheme = self._base.partition("://")[0]
        forum = Forum(host=self._host, observed_at=now, moment=moments(now), scheme=scheme)
        for one in posts:
            topic = self._topics.get(one.topic_id or 0) or _Topic()
            if topic.archetype == _PRIVATE:
                tally.pass_over("private")
            elif tags and not tags.intersection(folded_tags(topic.tags)):
                tally.pass_over("other")
            else:
                self._tell_one(tally, one, topic, forum)
        for _ in range(len(others or posts) - len(posts)):
            tally.pass_over("other")
        self._broken.tell(tally)

    def _tell_one(self, tally: Tally, one: Said, topic: _Topic, forum: Forum) -> None:
        sort = sort_of(one)
        if sort in ("private", "action"):
            tally.pass_over("private" if sort == "private" else "other")
            return
        title = clean_text(one.topic_title or topic.title or "") or None

        def made() -> tuple[Record, ...]:
            if sort == "hidden" and one.topic_id is not None and one.post_number is not None:
                return (self._gone(one.topic_id, one.post_number),)
            return (post_of(one, forum, title=title, tags=folded_tags(topic.tags)),)

        tally.take(made)

    def _gone(self, topic: int, number: int) -> Deletion:
        return Deletion(network=NETWORK, scope="post", native_id=f"{self._host}/t/{topic}/{number}")

    async def _changed(self, newest: list[Said], last: _Cursor, *, is_first: bool) -> tuple[Tally, _Cursor]:
        """What became of the newest posts since they were read last."""
        moment = moments(self.http.now())
        tally = Tally()
        edits = {one.id: known_moment(moment, one.updated_at) for one in newest if (one.version or 1) > 1}
        latest = max((one for one in edits.values() if one), default=None)
        if not is_first:
            again = [one for one in newest if one.id in last.shown and _is_later(edits.get(one.id), last.edited)]
            await self._tell(tally, again)
            for number in await self._vanished(newest, last.shown):
                tally.add(self._gone(last.shown[number].topic, last.shown[number].number))
        shown = {
            one.id: _Known(topic=one.topic_id, number=one.post_number)
            for one in newest
            if one.id and one.topic_id is not None and one.post_number is not None
        }
        edited = max((one for one in (latest, last.edited) if one), default=None)
        return tally, _Cursor(post=last.post, at=last.at, edited=edited, shown=shown)

    async def _vanished(self, newest: list[Said], shown: Mapping[int, _Known]) -> list[int]:
        """Which posts shown before are not where they were, each asked for by its number to be sure."""
        here = {one.id: (one.topic_id, one.post_number) for one in newest}
        oldest = min((one for one in here if one), default=0)
        gone = []
        for number, known in shown.items():
            if number < oldest or here.get(number) == (known.topic, known.number):
                continue
            found = await self._asked(f"posts/{number}.json", Said) or Said(deleted_at="now")
            place = (found.topic_id, found.post_number)
            if found.deleted_at or found.user_deleted or found.hidden or place != (known.topic, known.number):
                gone.append(number)
        return gone


def _is_before(record: Said, moment: datetime) -> bool:
    return bool(record.created_at) and record.created_at < moment.isoformat()  # type: ignore[operator]


def _is_later(moment: datetime | None, than: datetime | None) -> bool:
    return moment is not None and (than is None or moment > than)


def _moved(last: _Cursor, posts: list[Said], newest: datetime | None) -> _Cursor:
    """The cursor once these posts are stored."""
    post = max([last.post, *(one.id or 0 for one in posts)])
    return _Cursor(
        post=post, at=max((one for one in (last.at, newest) if one), default=None), edited=last.edited, shown=last.shown
    )
