"""A blog with a feed of its posts, one of its comments, and a home page that names both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, ClassVar

from palabre.sources.rss import Rss
from tests.sources.site import MISSING, START, Answered, SiteWorld

if TYPE_CHECKING:
    import httpx2

    from palabre.testing.sources_contract import Ability

HOST = "journal.example"
HOME = f"https://{HOST}/"
FEED = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{title}</title>'
    "<link>https://journal.example/</link><language>fr-FR</language>{more}{items}</channel></rss>"
)


@dataclass(kw_only=True)
class Written:
    """A post of the blog, or a comment below one."""

    number: int
    text: str
    author: str
    at: datetime
    title: str = ""
    parent: int = 0
    answers: int = 0
    updated: datetime | None = None
    guid: str = ""
    link: str = ""
    comments: list[int] = field(default_factory=list)
    is_gone: bool = False

    @property
    def page(self) -> str:
        return self.link or f"https://{HOST}/2026/{self.number}/"


class BlogWorld(SiteWorld):
    """The blog. `more` is put in the head of its feed, `headers` on its answers."""

    kind = Rss
    abilities: ClassVar[frozenset[Ability]] = frozenset(("reply", "edit", "metrics"))

    def __init__(self, now: datetime = START) -> None:
        super().__init__(now)
        self.given = {"address": f"{HOME}feed/", "comments": "yes"}
        self.written: dict[int, Written] = {}
        self.more = ""
        self.headers: dict[str, str] = {}
        self.pages: dict[str, Answered] = {}

    async def post(self, text: str, *, author: str = "ada", reply_to: str | None = None) -> str:
        number = len(self.written) + 1
        parent = _number(reply_to) if reply_to else 0
        above = self.written[parent] if parent else None
        root = (above.parent or above.number) if above else 0
        self.written[number] = Written(number=number, text=text, author=author, at=self.tick(), parent=root)
        if above is None:
            return f"{HOST}/?p={number}"
        self.written[number].answers = parent if parent != root else 0
        self.written[root].comments.append(number)
        return f"{HOST}/?p={root}#comment-{number}"

    async def edit(self, native_id: str, text: str) -> None:
        self.tick()
        self.written[_number(native_id)].text = text

    def answer(self, request: httpx2.Request) -> Answered:
        path = request.url.raw_path.decode()
        if path in self.pages:
            return self.pages[path]
        if path == "/":
            return Answered.of(self.home(), "text/html")
        if path == "/feed/":
            items = "".join(self.item(one) for one in reversed(self.written.values()) if not one.parent)
            return Answered.of(FEED.format(title="Le journal", more=self.more, items=items), **self.headers)
        if path == "/comments/feed/":
            return self.comments([one for one in self.written.values() if one.parent])
        for one in self.written.values():
            if path == f"/2026/{one.number}/feed/":
                return self.comments([self.written[number] for number in one.comments])
            if path == f"/2026/{one.number}/" and not one.is_gone:
                return Answered.of(self.page(one), "text/html")
        return MISSING

    def home(self) -> str:
        """The home page, which names its feeds."""
        return (
            "<!doctype html><html><head><title>Le journal</title>"
            '<link rel="alternate" type="application/rss+xml" title="Le journal &raquo; Commentaires"'
            ' href="/comments/feed/">'
            '<link rel="alternate" type="application/rss+xml" title="Le journal &raquo; Flux" href="/feed/">'
            "</head><body><p>Bonjour</p></body></html>"
        )

    def page(self, one: Written) -> str:
        """The page of a post."""
        words = "".join(f"<p>{escape(one.text)} {escape('Le reste de la page, que le flux ne dit pas. ' * 5)}</p>" * 3)
        return (
            f'<!doctype html><html lang="fr"><head><title>{escape(one.title)}</title>'
            f'<link rel="alternate" type="application/rss+xml" title="Commentaires" href="{one.page}feed/"></head>'
            f"<body><nav>Menu</nav><article><h1>{escape(one.title)}</h1>{words}</article></body></html>"
        )

    def item(self, one: Written) -> str:
        """A post in the feed."""
        guid = escape(one.guid or f"http://{HOST}/?p={one.number}")
        return (
            f"<item><title>{escape(one.title)}</title><link>{escape(one.page)}</link>"
            f"<dc:creator>{escape(one.author)}</dc:creator><pubDate>{format_datetime(one.at)}</pubDate>"
            f'<guid isPermaLink="false">{guid}</guid>'
            f"<description>{escape('<p>' + escape(one.text) + '</p>')}</description>"
            f"<wfw:commentRss>{one.page}feed/</wfw:commentRss>"
            f"<slash:comments>{len(one.comments)}</slash:comments></item>"
        )

    def comments(self, found: list[Written]) -> Answered:
        """A feed of comments."""
        items = "".join(self.comment(one) for one in reversed(found))
        return Answered.of(FEED.format(title="Commentaires sur : Le journal", more="", items=items), **self.headers)

    def comment(self, one: Written) -> str:
        """A comment in a feed, as WordPress writes it."""
        above = self.written[one.parent]
        said = f"<p>{escape(one.text)}</p>"
        if one.answers:
            towards = f"{above.page}#comment-{one.answers}"
            said = f'<p>En réponse à <a href="{towards}">{self.written[one.answers].author}</a>.</p>\n{said}'
        return (
            f"<item><title>Commentaires sur {escape(above.title)} par {one.author}</title>"
            f"<link>{above.page}#comment-{one.number}</link><dc:creator>{one.author}</dc:creator>"
            f"<pubDate>{format_datetime(one.at)}</pubDate>"
            f'<guid isPermaLink="false">http://{HOST}/?p={one.parent}#comment-{one.number}</guid>'
            f"<description>{escape(said)}</description></item>"
        )


def _number(native_id: str) -> int:
    return int(native_id.rpartition("comment-" if "#" in native_id else "=")[2])


@asynccontextmanager
async def world() -> AsyncIterator[BlogWorld]:
    """The blog, empty."""
    yield BlogWorld()
