"""A forum whose pages say in JSON-LD what they hold, with a feed of its threads, as XenForo has them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from palabre.sources.forum import Forum
from tests.sources.site import MISSING, START, Answered, SiteWorld

if TYPE_CHECKING:
    import httpx2

    from palabre.testing.sources_contract import Ability

HOST = "forum.example"
HOME = f"https://{HOST}/"


@dataclass(kw_only=True)
class Message:
    """A message of a thread."""

    number: int
    text: str
    author: str
    at: datetime
    likes: int = 0


@dataclass(kw_only=True)
class Thread:
    """A thread; its first message opens it."""

    number: int
    title: str
    messages: list[Message] = field(default_factory=list)

    @property
    def page(self) -> str:
        return f"{HOME}threads/le-fil.{self.number}/"


class ForumWorld(SiteWorld):
    """The forum. A page holds `size` messages; `tells` says whether its pages say what they hold."""

    kind = Forum
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "act", "thread", "metrics", "delete"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given = {"address": f"{HOME}forums/-/index.rss"}
        self.threads: dict[int, Thread] = {}
        self.size, self.tells = 20, True
        self._numbers = 0

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        self._numbers += 1
        message = Message(number=self._numbers, text=text, author=author, at=self.tick())
        if reply_to is None:
            number = len(self.threads) + 1
            self.threads[number] = Thread(number=number, title=f"Le fil {number}", messages=[message])
            return f"{HOST}/t/{number}"
        self._thread(reply_to).messages.append(message)
        return f"{HOST}/p/{message.number}"

    def _thread(self, native_id: str) -> Thread:
        number = int(native_id.rpartition("/")[2])
        if "/t/" in native_id:
            return self.threads[number]
        return next(one for one in self.threads.values() if any(said.number == number for said in one.messages))

    def _message(self, native_id: str) -> Message:
        number = int(native_id.rpartition("/")[2])
        messages = self._thread(native_id).messages
        return messages[0] if "/t/" in native_id else next(one for one in messages if one.number == number)

    async def edit(self, native_id: str, text: str) -> None:
        self.tick()
        self._message(native_id).text = text

    async def delete(self, native_id: str) -> None:
        self.tick()
        thread = self._thread(native_id)
        if "/t/" in native_id:
            del self.threads[thread.number]
        else:
            thread.messages.remove(self._message(native_id))

    async def act(self, kind: Literal["like", "repost", "follow"], author: str, towards: str) -> None:
        self.tick()
        self._message(towards).likes += kind == "like"

    def answer(self, request: httpx2.Request) -> Answered:
        path = request.url.path
        if path == "/":
            return Answered.of('<html><a href="/forums/-/index.rss">RSS</a></html>', "text/html")
        if path == "/forums/-/index.rss":
            return Answered.of(self.feed())
        for one in self.threads.values():
            place, _, page = path.partition("page-")
            if place == f"/threads/le-fil.{one.number}/":
                return Answered.of(self.page(one, int(page or 1)), "text/html")
        return MISSING

    def feed(self) -> str:
        """The threads, the latest answered first, each with the beginning of its first message."""
        threads = sorted(self.threads.values(), key=lambda one: one.messages[-1].at, reverse=True)
        items = "".join(
            f"<item><title>{one.title}</title><pubDate>{format_datetime(one.messages[-1].at)}</pubDate>"
            f'<link>{one.page}</link><guid isPermaLink="false">{one.number}</guid>'
            f"<dc:creator>{one.messages[0].author}</dc:creator>"
            f"<content:encoded>{escape('<div>' + escape(one.messages[0].text) + '</div>')}</content:encoded>"
            f"<slash:comments>{len(one.messages) - 1}</slash:comments></item>"
            for one in threads
        )
        return (
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
            ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>Le forum</title><link>{HOME}</link>{items}</channel></rss>"
        )

    def page(self, thread: Thread, number: int) -> str:
        """A page of a thread."""
        pages = -(-len(thread.messages) // self.size)
        shown = thread.messages[(number - 1) * self.size : number * self.size]
        links = "".join(
            f'<a href="{thread.page}{f"page-{one}" if one > 1 else ""}"{" rel=prev" * (one == number - 1)}>{one}</a>'
            for one in range(1, pages + 1)
        )
        words = "".join(f'<article id="js-post-{one.number}">{escape(one.text)}</article>' for one in shown)
        said = f'<script type="application/ld+json">{json.dumps(self.said(thread, shown))}</script>' * self.tells
        return f"<html><head><title>{thread.title}</title>{said}</head><body>{links}{words}</body></html>"

    def said(self, thread: Thread, shown: list[Message]) -> dict[str, Any]:
        """What a page says of itself."""
        first = thread.messages[0]
        answers = [self.one(one, "Comment", f"{HOME}posts/{one.number}/") for one in shown if one is not first]
        opening = self.one(first, "DiscussionForumPosting", thread.page) | {
            "headline": thread.title,
            "comment": answers,
        }
        opening["interactionStatistic"].append(_counted("CommentAction", len(thread.messages) - 1))
        return {"@context": "https://schema.org", "@type": "WebPage", "mainEntity": opening}

    def one(self, one: Message, kind: str, address: str) -> dict[str, Any]:
        """A message in the words of schema.org."""
        return {
            "@type": kind,
            "@id": address,
            "datePublished": one.at.isoformat(),
            "articleBody": one.text,
            "author": {"@type": "Person", "name": one.author, "url": f"{HOME}members/{one.author}.1/"},
            "interactionStatistic": [_counted("LikeAction", one.likes)],
        }


def _counted(action: str, count: int) -> dict[str, Any]:
    kind = f"https://schema.org/{action}"
    return {"@type": "InteractionCounter", "interactionType": kind, "userInteractionCount": str(count)}


@asynccontextmanager
async def world() -> AsyncIterator[ForumWorld]:
    """The forum, empty."""
    yield ForumWorld()
