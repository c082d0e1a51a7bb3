"""Asking the REST interface of a WordPress site, wherever it is: pretty addresses, plain ones, or none at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from msgspec import Struct

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.sources._feed_finding import page_text
from palabre.text.marks import marks_of, web_address

if TYPE_CHECKING:
    from palabre.sources.http import Answer, Http

PER_PAGE = 100
_RELATION = "https://api.w.org/"
_LINK = re.compile(r"<([^<>]{1,500})>\s*;\s*rel=[\"']?https://api\.w\.org/")
_CLOSED = frozenset((401, 403, 405))
Kind = TypeVar("Kind")


class Closed(Exception):
    """The site keeps its interface to itself."""


class Index(Struct, gc=False):
    """What a site tells of itself."""

    name: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[Kind]):
    """A page of a list; `bad` counts what could not be read in it, `total` is how many the whole list holds."""

    found: list[Kind]
    bad: int = 0
    total: int | None = None
    is_last: bool = True


@dataclass(frozen=True, slots=True)
class Rest:
    """The interface of one site."""

    http: Http
    root: str

    @classmethod
    async def of(cls, http: Http, home: str) -> Rest | None:
        """The interface that a home page names in its headers or its head; None when it is no site of WordPress."""
        answer = await http.get(home)
        if answer.is_gone:
            raise SourceRefused("feed-not-found", address=home)
        said = _LINK.search(answer.headers.get("link", ""))
        root = web_address(said[1], answer.address) if said else ""
        for mark in marks_of(page_text(answer)) if not root else ():
            if mark.tag == "link" and _RELATION in mark.cells.get("rel", ""):
                root = web_address(mark.cells.get("href", ""), answer.address)
                break
        return cls(http, root) if root else None

    async def index(self) -> Index:
        """What the site tells of itself."""
        try:
            return await self.http.get_json(self.root, Index) or Index()
        except RateLimited:
            raise
        except SourceError:
            return Index()

    async def _get(self, path: str, asked: dict[str, Any]) -> Answer:
        # With plain addresses the way of the interface is itself a word of the query.
        joint = "&" if "?" in self.root else "?"
        return await self.http.get(f"{self.root}wp/v2/{path}" + (joint + urlencode(asked) if asked else ""))

    async def listed(self, kind: str, read: Callable[[bytes], tuple[list[Kind], int]], **asked: Any) -> Listed[Kind]:  # noqa: ANN401
        """A page of a list; past the last one, none. Raises `Closed` when the site does not show it."""
        try:
            answer = await self._get(kind, {"per_page": PER_PAGE, **asked})
        except SourceRefused as refusal:
            if refusal.fields.get("status") == 400 and int(asked.get("page", 1)) > 1:
                return Listed(found=[])
            if refusal.fields.get("status") in _CLOSED:
                raise Closed from refusal
            raise
        if answer.is_gone:
            raise Closed
        found, bad = _read(read, answer)
        pages, total = (answer.headers.get(f"x-wp-total{name}", "") for name in ("pages", ""))
        many = len(found) + bad >= int(asked.get("per_page", PER_PAGE))
        is_last = int(asked.get("page", 1)) >= int(pages) if pages.isdigit() else not many
        return Listed(found=found, bad=bad, total=int(total) if total.isdigit() else None, is_last=is_last)

    async def one(self, kind: str, number: int, read: Callable[[bytes], Kind], **asked: Any) -> Kind | None:  # noqa: ANN401
        """A post or a comment by its number; None when it is gone, in the bin, or hidden again."""
        try:
            answer = await self._get(f"{kind}/{number}", asked)
        except SourceRefused as refusal:
            if refusal.fields.get("status") in (401, 403):
                return None
            raise
        return None if answer.is_gone else _read(read, answer)

    async def is_open(self) -> bool:
        """Whether the site still shows its posts to strangers: else nothing can be said of one that it hides."""
        try:
            await self.listed("posts", lambda body: (msgspec.json.decode(body, type=list[Any]), 0), per_page=1)
        except (Closed, SourceRefused):
            return False
        return True


def _read(read: Callable[[bytes], Any], answer: Answer) -> Any:  # noqa: ANN401 - as the reader says
    try:
        return read(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        from palabre.sources.http import host_of

        raise SourceError("source-answer-unreadable", host=host_of(answer.address)) from problem
