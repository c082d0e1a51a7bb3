"""From the page of a thread to its posts, by what it says of itself in the words of schema.org.

The thread is a `DiscussionForumPosting` (or a `Question`), its answers are `Comment`s and `Answer`s, flat or below each
other. Nothing is guessed from how a page looks: one that says nothing of itself gives no post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from palabre.model import Actor, Metrics, Post, PostKind
from palabre.sources._feed_identity import digest, id_of_guid, site_of
from palabre.sources._forum_addresses import named_by, post_id, thread_id
from palabre.sources._schema_items import Item, items_in
from palabre.text.dates import EARLIEST, DateReader, known_moment
from palabre.text.extract import clean_text, folded_handle, folded_tag, tags_of
from palabre.text.html import plain_text
from palabre.text.marks import marks_of, web_address

NETWORK = "forum"
_OPENING = frozenset(("DiscussionForumPosting", "Question", "SocialMediaPosting"))
_ANSWERING = frozenset(("Comment", "Answer", "UserComments"))
_ANSWERS = ("comment", "comments", "suggestedAnswer", "acceptedAnswer")
_MOST_POSTS, _DEEPEST = 1_000, 20
_COUNTS = {
    "LikeAction": "likes",
    "AgreeAction": "likes",
    "CommentAction": "replies",
    "ReplyAction": "replies",
    "WriteAction": "",
    "ViewAction": "views",
    "ReadAction": "views",
    "ShareAction": "reposts",
}
_read_date = DateReader(zone=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """A page of a thread: its posts, the one that opens it first when it is there; the last page, the one before."""

    posts: tuple[Post, ...]
    last_page: str = ""
    previous: str = ""


def thread_in(html: str, address: str, *, site: str, now: datetime) -> ThreadPage:
    """The posts of a thread's page; none when it says nothing of itself."""
    reader = _Thread(address, site, now)
    last_page, previous = pages_named(html, address)
    return ThreadPage(posts=tuple(reader.read(items_in(html, address))), last_page=last_page, previous=previous)


def pages_named(html: str, address: str) -> tuple[str, str]:
    """The last page of the same thread that a page names, empty when it is the last; and the one before it."""
    own = named_by(address)
    last, found, previous = own.page if own else 0, "", ""
    for mark in marks_of(html):
        if mark.tag not in ("a", "link") or not (href := web_address(mark.cells.get("href", ""), address)):
            continue
        named = named_by(href)
        if own is None or named is None or named[:2] != own[:2] or site_of(href) != site_of(address) or named.post:
            continue
        if "prev" in mark.cells.get("rel", "").lower():
            previous = href
        if named.page > last:
            last, found = named.page, href
    return found, previous


class _Thread:
    def __init__(self, address: str, site: str, now: datetime) -> None:
        self._address, self._site, self._now = address, site, now
        self._root = thread_id(address, site) or id_of_guid(address.partition("#")[0], site)
        self._count = 0
        self._met: set[str] = set()

    def read(self, items: list[Item]) -> Iterator[Post]:
        """The posts, in the order of the page."""
        opening = next(_of_kinds(items, _OPENING), None)
        if opening is not None:
            if own := self._own(opening):
                self._root = thread_id(own, self._site) or self._root
            yield from self._opened(opening)
            yield from self._answers(opening, self._root, 0)
        # Answers beside the thread, as some themes have them, are its own too.
        for item in items:
            if item.kinds & _ANSWERING:
                yield from self._answered(item, self._root, 0)

    def _opened(self, item: Item) -> Iterator[Post]:
        kind: PostKind = "question" if "Question" in item.kinds else "post"
        title = " ".join(clean_text(plain_text(item.word("headline", "name")).text).split())
        post = self._post(item, self._root, kind, title=title)
        if post is not None:
            self._met.add(post.native_id)
            yield post

    def _answers(self, item: Item, above: str, depth: int) -> Iterator[Post]:
        for one in item.items(*_ANSWERS):
            if depth < _DEEPEST:
                yield from self._answered(one, above, depth)

    def _answered(self, item: Item, above: str, depth: int) -> Iterator[Post]:
        native_id = self._id(item)
        if native_id in self._met or self._count >= _MOST_POSTS:
            return
        self._count += 1
        self._met.add(native_id)
        post = self._post(item, native_id, "reply", above=above)
        if post is not None:
            yield post
        yield from self._answers(item, native_id if post else above, depth + 1)

    def _own(self, item: Item) -> str:
        words = (item.word("url"), item.name, item.word("mainEntityOfPage", "discussionUrl"))
        return next((found for word in words if word and (found := web_address(word, self._address))), "")

    def _id(self, item: Item) -> str:
        """The id of an answer: its number when its address tells it, its address, else who said what and when."""
        own = self._own(item)
        if found := post_id(own, self._site) if own else "":
            return found
        if own and own != self._address.partition("#")[0]:
            return id_of_guid(own, self._site)
        said = (item.word("identifier"), _name(item)[0], item.word("datePublished", "dateCreated"))
        return f"{self._root}:{digest(*said, item.word('text', 'articleBody')[:200])}"

    def _post(
        self, item: Item, native_id: str, kind: PostKind, *, title: str = "", above: str | None = None
    ) -> Post | None:
        told = plain_text(item.word("text", "articleBody", "description"), self._address)
        created_at = _moment(item, "datePublished", "dateCreated", "uploadDate")
        if created_at is None or not (told.text or title):
            return None
        edited_at = _moment(item, "dateModified")
        is_edited = edited_at is not None and above is not None and created_at < edited_at <= self._now
        return Post(
            network=NETWORK,
            native_id=native_id,
            created_at=min(created_at, self._now),
            text=told.text,
            title=title or None,
            actor=self._actor(item),
            kind=kind,
            url=self._own(item) or self._address.partition("#")[0],
            instance=self._site,
            lang_declared=item.word("inLanguage") or None,
            reply_to=above,
            root=self._root,
            links=told.links,
            tags=tuple(dict.fromkeys((*_tags(item), *tags_of(told.text)))),
            metrics=_metrics(item),
            # The date of change of a thread is that of its last answer.
            edited_at=edited_at if is_edited else None,
            observed_at=self._now,
        )

    def _actor(self, item: Item) -> Actor | None:
        name, url = _name(item)
        if not (handle := folded_handle(name)):
            return None
        native_id = f"{handle}@{self._site}"
        url = web_address(url, self._address)
        return Actor(network=NETWORK, native_id=native_id, handle=name, url=url or None, observed_at=self._now)


def _of_kinds(items: list[Item], kinds: frozenset[str], depth: int = 0) -> Iterator[Item]:
    for item in items:
        if item.kinds & kinds:
            yield item
        elif depth < 3:
            yield from _of_kinds(item.items("mainEntity", "mainEntityOfPage", "hasPart"), kinds, depth + 1)


def _name(item: Item) -> tuple[str, str]:
    person = next(iter(item.items("author", "creator")), None)
    name, url = (person.word("name"), person.word("url", "sameAs")) if person else (item.word("author", "creator"), "")
    return " ".join(clean_text(plain_text(name).text).split())[:200], url


def _moment(item: Item, *properties: str) -> datetime | None:
    found = known_moment(_read_date, item.word(*properties))
    return found if found is not None and found >= EARLIEST else None


def _tags(item: Item) -> list[str]:
    words = [word for one in item.of.get("keywords", ()) if isinstance(one, str) for word in one.split(",")]
    return [tag for tag in map(folded_tag, map(clean_text, words[:50])) if tag]


def _metrics(item: Item) -> Metrics | None:
    found: dict[str, int] = {}
    for one in item.items("interactionStatistic"):
        kinds = {one.word("interactionType").rstrip("/").rpartition("/")[2]}
        for action in one.items("interactionType"):
            kinds |= {*action.kinds, action.name.rpartition("/")[2]}
        name = next((_COUNTS[kind] for kind in kinds if _COUNTS.get(kind)), "")
        count = _number(one.word("userInteractionCount"))
        if name and count is not None:
            found.setdefault(name, count)
    for name, words in (("likes", ("upvoteCount",)), ("replies", ("commentCount", "answerCount"))):
        count = _number(item.word(*words))
        if count is not None:
            found.setdefault(name, count)
    return Metrics(**found) if found else None


def _number(written: str) -> int | None:
    written = written.replace(",", "").replace("\u202f", "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 12 else None
