"""NodeBB: a forum whose pages are also answered as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, TypeVar
from urllib.parse import quote, unquote, urlsplit

import msgspec
from msgspec import Raw, Struct, field

from palabre.errors import SourceError, SourceRefused
from palabre.model import Deletion
from palabre.sources._forums import split_address, words_of
from palabre.sources._nodebb_posts import NETWORK, Category, Forum, Number, Said, Topic, post_of, tags_in
from palabre.sources._nodebb_posts import Page as TopicPage
from palabre.sources._tally import Tally, decoded_cursor, encoded, moments
from palabre.sources.contract import Hole, Named, Page, Setting, Source, Tested
from palabre.text.extract import clean_text, folded_tag
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from palabre.model import Record
    from palabre.sources.http import Answer, Http

_FIRST_DAYS = timedelta(days=3)
_MOST_LISTS = 50
_MOST_OF_A_TOPIC = 60
# Topics spoken in lately are looked at again for what was edited or taken away.
_LATELY_MS = 2 * 60 * 60 * 1000
_LOOKED_AT = 5
_REMEMBERED = 500
_PAGES = frozenset(
    ("topic", "category", "tags", "recent", "popular", "top", "unread", "categories", "post", "user", "users", "api")
)
_INSIDE = {"category": "category", "tags": "tag"}
Shape = TypeVar("Shape")


class _Cursor(Struct):
    """Up to when everything was read, in milliseconds, and further in some topics; what was told to be gone."""

    at: int
    topics: dict[str, int] = field(default_factory=dict)
    edited: int = 0
    gone: list[str] = field(default_factory=list)


class _List(Struct):
    topics: list[Topic]


class _Category(Category):
    children: list[_Category] = field(default_factory=list)


class _Categories(Struct):
    categories: list[_Category] = []


class _Site(Struct):
    site_title: str | None = field(name="siteTitle", default=None)
    title: str | None = None


class NodeBB(Source):
    """Posts of a forum as they come, with the titles and tags of their topics, their votes, edits and deletions.

    The topics spoken in since the last reading are read from their end back to it; the five spoken in most lately are
    looked at again for what was edited or taken away, the others when they are read again. Without a token we act as
    a robot on pages made for people, so robots.txt is asked: the one that NodeBB ships closes `/admin/`, `/reset/` and
    `/compose`, none of which is read; a forum that closes more is obeyed.
    """

    name: ClassVar[str] = "nodebb"
    title: ClassVar[str] = N_("NodeBB forum")
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
            example="5/produits",
            help=N_("As their addresses name them. Those inside them are read too. None: all of them."),
            many=True,
        ),
        Setting(name="tag", title=N_("Tags"), example="lait", help=N_("One of them is enough."), many=True),
        Setting(
            name="token",
            title=N_("API token"),
            help=N_("Only for a forum closed to visitors: its people make one, which need only read."),
            secret="host",  # noqa: S106 - where it is kept
        ),
    )
    every: ClassVar[timedelta] = timedelta(minutes=2)
    habit: ClassVar[timedelta] = timedelta(hours=24)
    obeys_robots: ClassVar[bool] = True

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        self._base, self._inside = split_address(self.given["address"], _PAGES, _INSIDE)
        self._wanted: frozenset[str] | None = None

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
            kept[name] = "\n".join(dict.fromkeys((*words_of(kept[name]), unquote(inside))))
        settled = NodeBB(kept, self.http)
        try:
            await settled._list(1)
        except SourceError as problem:
            if problem.message_id != "source-answer-unreadable":
                raise
            raise SourceRefused("nodebb-not-there", address=self._base) from problem
        await settled._categories()
        return kept

    async def test(self) -> Tested:
        """The name the forum gives itself, and how many topics its newest list holds."""
        categories = await self._categories()
        topics = [one for one in await self._list(1) if self._is_wanted(one, categories)]
        site = await self._asked("config", _Site) or _Site()
        newest = max((one.last_at or 0 for one in topics), default=0)
        return Tested(
            title=clean_text(site.site_title or site.title or "") or self._host,
            posts=len(topics),
            newest=moments(self.http.now())(newest) if newest else None,
        )

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """New posts, topic by topic, those spoken in longest ago first."""
        known = decoded_cursor(cursor, _Cursor)
        first = int((self.http.now() - _FIRST_DAYS).timestamp() * 1000)
        last = known or _Cursor(at=first, edited=_ms(self.http.now()))
        categories = await self._categories()
        topics, hole = await self._changed(last.at)
        newest = max([last.at, *(one.last_at or 0 for one in topics)])
        for topic in sorted(topics, key=lambda one: one.last_at or 0):
            since = last.topics.get(str(topic.tid), last.at)
            if (topic.last_at or 0) <= since:
                continue
            tally = Tally(holes=[hole] if hole else [])
            hole = None
            if self._is_wanted(topic, categories):
                last.topics[str(topic.tid)] = await self._read_end(tally, topic, since, last)
            else:
                tally.pass_over("other")
                last.topics[str(topic.tid)] = topic.last_at or 0
            yield tally.page(encoded(last))
        # Everything up to here is read; what came meanwhile in some topics stays noted.
        last = _Cursor(
            at=newest,
            topics={tid: at for tid, at in last.topics.items() if at > newest},
            edited=last.edited,
            gone=last.gone,
        )
        again = Tally(holes=[hole] if hole else [])
        await self._look_again(again, last, categories)
        yield again.page(encoded(last))

    async def thread(self, post: Named) -> Page | None:
        """The topic of a post, all of it up to sixty pages, with its votes and what is gone."""
        number = post.native_id.rpartition("/post/")[2]
        if not number.isdigit():
            return None
        tally = Tally()
        tid = await self._topic_of(number)
        pages = [page async for page in self._pages_of(tid)] if tid else []
        if not pages:
            # A forum that shows nothing at all any more is closed to us, which says nothing of this post.
            await self._list(1)
            tally.add(self._gone(number))
            return tally.page(None)
        seen: set[str] = set()
        for page in pages:
            for raw in page.posts:
                self._take(tally, raw, page)
                seen.add(_number(raw))
        if number not in seen and len(pages) < _MOST_OF_A_TOPIC and not tally.passed_over["bad-record"]:
            tally.add(self._gone(number))
        return tally.page(None)

    # --- asking -----------------------------------------------------------------------------------------------------

    async def _get(self, page: str) -> Answer:
        token = self.given["token"]
        headers = {"accept": "application/json"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        return await self.http.get(f"{self._base}/api/{page}", headers=headers, polite=not token)

    async def _asked(self, page: str, shape: type[Shape]) -> Shape | None:
        """What a page answers, in a shape; None when it is not there, or not for us."""
        answer = await self._answered(page)
        if answer is None:
            return None
        decoded: Shape = answer.json(shape)
        return decoded

    async def _answered(self, page: str) -> Answer | None:
        try:
            answer = await self._get(page)
        except SourceRefused as refusal:
            if refusal.message_id == "source-says-no" and refusal.fields.get("status") in (401, 403):
                return None
            raise
        return None if answer.is_gone else answer

    async def _list(self, page: int) -> list[Topic]:
        """A page of the topics spoken in most lately; raises `SourceRefused` when there is no such list."""
        answer = await self._get(f"recent?page={page}")
        if answer.is_gone and page == 1:
            raise SourceRefused("nodebb-not-there", address=self._base)
        found: list[Topic] = [] if answer.is_gone else answer.json(_List).topics
        return found

    async def _changed(self, since: int) -> tuple[list[Topic], Hole | None]:
        """The topics spoken in since a moment, each once; and what could not be reached any more."""
        found: dict[str, Topic] = {}
        for number in range(1, _MOST_LISTS + 1):
            topics = await self._list(number)
            new = [one for one in topics if str(one.tid) not in found]
            found |= {str(one.tid): one for one in new if (one.last_at or 0) > since}
            if not new or any((one.last_at or 0) <= since for one in new):
                return list(found.values()), None
        oldest = min(one.last_at or 0 for one in found.values())
        moment = moments(self.http.now())
        return list(found.values()), Hole(from_at=moment(since), to_at=moment(oldest), why="cursor-lost")

    async def _topic_of(self, number: str) -> str | None:
        """The topic a post is in, from where its address leads; None when it is not there, or not for us."""
        answer = await self._answered(f"post/{number}")
        if answer is None:
            return None
        # Newer forums name the page in a header and in the body, older ones send there.
        told = [unquote(answer.headers.get("x-redirect", "")), answer.address]
        if answer.body[:1] == b'"':
            told.insert(1, answer.json(str))
        for address in told:
            parts = urlsplit(address).path.split("/")
            if "topic" in parts[:-1] and (tid := parts[parts.index("topic") + 1]).isdigit():
                return tid
        raise SourceError("source-answer-unreadable", host=self._host)

    async def _pages_of(self, tid: str) -> AsyncIterator[TopicPage]:
        """A topic from its beginning, page by page."""
        reached = -1
        for number in range(1, _MOST_OF_A_TOPIC + 1):
            page = await self._asked(f"topic/{tid}?page={number}", TopicPage)
            last = _last_index(page.posts) if page else -1
            if page is None or last <= reached:
                return
            yield page
            reached = last

    # --- telling ----------------------------------------------------------------------------------------------------

    async def _read_end(self, tally: Tally, topic: Topic, since: int, last: _Cursor) -> int:
        """Takes what is new in a topic, oldest first, and gives the moment of its newest post."""
        found: dict[str, tuple[int, Raw, TopicPage]] = {}
        index = max(topic.posts_count or 1, 1)
        for _ in range(_MOST_OF_A_TOPIC):
            page = await self._near(topic, index)
            if page is None:
                break
            found |= {_number(raw): (_at(raw), raw, page) for raw in page.posts}
            first, at = _run(page.posts)
            if first == 0 or at <= since or first >= index:
                break
            # Places are counted from 0 in answers, from 1 in addresses: this is the one before.
            index = first
        for at, raw, page in sorted(found.values(), key=lambda one: one[0]):
            if at > since:
                self._take(tally, raw, page)
            else:
                self._take_changed(tally, raw, page, last)
        return max([topic.last_at or 0, *(at for at, _, _ in found.values())])

    async def _near(self, topic: Topic, index: int) -> TopicPage | None:
        """The page of a topic that holds the post at a place, counted from 1."""
        where = quote(f"topic/{topic.slug or topic.tid}")
        return await self._asked(f"{where}/{index}" if index > 1 else where, TopicPage)

    async def _look_again(self, tally: Tally, last: _Cursor, categories: frozenset[str] | None) -> None:
        """Takes what was edited or taken away in the topics spoken in most lately."""
        recent = [one for one in await self._list(1) if self._is_wanted(one, categories)]
        for topic in recent[:_LOOKED_AT]:
            if (topic.last_at or 0) < _ms(self.http.now()) - _LATELY_MS:
                break
            page = await self._near(topic, max(topic.posts_count or 1, 1))
            read_to = max(last.at, last.topics.get(str(topic.tid), 0))
            for raw in page.posts if page else ():
                if _at(raw) <= read_to:
                    self._take_changed(tally, raw, page or TopicPage(), last)
        last.edited = max(last.edited, self._latest_edit(tally))

    def _latest_edit(self, tally: Tally) -> int:
        return max((_ms(at) for one in tally.records if (at := getattr(one, "edited_at", None))), default=0)

    def _take_changed(self, tally: Tally, raw: Raw, page: TopicPage, last: _Cursor) -> None:
        """Takes a post read before if it was edited since, or if it is gone and was not told to be."""
        said = _read(raw)
        if said is None:
            return
        if said.deleted:
            if _number(raw) not in last.gone:
                self._take(tally, raw, page)
                last.gone = [*last.gone, _number(raw)][-_REMEMBERED:]
        elif isinstance(said.edited, int) and said.edited > last.edited:
            self._take(tally, raw, page)

    def _take(self, tally: Tally, raw: Raw, topic: Topic) -> None:
        now = self.http.now()
        forum = Forum(self._host, now, moments(now), self._base.partition("://")[0])

        def made() -> tuple[Record, ...]:
            return (post_of(msgspec.json.decode(raw, type=Said), topic, forum),)

        tally.take(made)

    def _gone(self, number: str) -> Deletion:
        return Deletion(network=NETWORK, scope="post", native_id=f"{self._host}/post/{number}")

    # --- what is wanted ---------------------------------------------------------------------------------------------

    async def _categories(self) -> frozenset[str] | None:
        """The categories to read, those inside them too; None for all. Raises `SourceRefused` for one not there."""
        words = words_of(self.given["category"])
        if not words:
            return None
        if self._wanted is None:
            tree = await self._asked("categories", _Categories) or _Categories()
            known = [(one, inside) for root in tree.categories for one, inside in _walked(root)]
            wanted: set[str] = set()
            for word in words:
                parts = word.strip("/").split("/")
                found = [inside for one, inside in known if _is_named(one, parts)]
                if not found and not parts[0].isdigit():
                    raise SourceRefused("forum-no-such-category", address=self._base, name=word)
                wanted.update((parts[0],) if not found else (), *found)
            self._wanted = frozenset(wanted)
        return self._wanted

    def _is_wanted(self, topic: Topic, categories: frozenset[str] | None) -> bool:
        tags = frozenset(folded_tag(tag) for tag in words_of(self.given["tag"]))
        if tags and not tags.intersection(tags_in(topic)):
            return False
        return categories is None or str(topic.cid) in categories


def _is_named(category: _Category, parts: list[str]) -> bool:
    if parts[0].isdigit():
        return str(category.cid) == parts[0]
    name = parts[-1].lower()
    return name in ((category.slug or "").rpartition("/")[2].lower(), (category.name or "").lower())


def _walked(root: _Category) -> Iterable[tuple[_Category, frozenset[str]]]:
    """A category and those inside it, each with the numbers of all that is inside."""
    inside = frozenset((str(root.cid),))
    for child in root.children:
        for one, deeper in _walked(child):
            yield one, deeper
            inside |= deeper
    yield root, inside


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _read(raw: Raw) -> Said | None:
    try:
        return msgspec.json.decode(raw, type=Said)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class _Place(Struct, gc=False):
    """Where a post is, told even when the rest of it cannot be read."""

    pid: Number = None
    index: int = 0
    timestamp: int | str | None = None


def _place(raw: Raw) -> _Place:
    try:
        return msgspec.json.decode(raw, type=_Place)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Place()


def _at(raw: Raw) -> int:
    at = _place(raw).timestamp
    return at if isinstance(at, int) else 0


def _number(raw: Raw) -> str:
    number = _place(raw).pid
    return "" if number is None else str(number)


def _index(raw: Raw) -> int:
    return _place(raw).index


def _run(posts: list[Raw]) -> tuple[int, int]:
    """Where the last unbroken run of a page begins, and when its first post was written.

    Some pages repeat the post that opens the topic.
    """
    written = {_index(raw): _at(raw) for raw in posts}
    first = max(written, default=0)
    while first - 1 in written:
        first -= 1
    return first, written.get(first, 0)


def _last_index(posts: list[Raw]) -> int:
    return max(map(_index, posts), default=-1)
