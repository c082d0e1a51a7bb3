"""What is asked of a server that speaks like Mastodon: what it is, its timelines, its posts and its accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from msgspec import Raw, Struct

from palabre.errors import SourceError, SourceRefused
from palabre.sources.http import host_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.sources.http import Http

A_PAGE = 40
# What is answered to whoever doesn't sign in.
_SIGNED_IN = (401, 403, 422)
_SECURED = {"http": "ws", "https": "wss"}
# Where the number of a post stands in its addresses, on the servers that write it there.
_NUMBERED = re.compile(r"/(?:users/[^/]+/statuses|@[^/]+(?:/statuses)?|notice|p/[^/]+)/([0-9A-Za-z]+)(?:/activity)?/?$")


class _Urls(Struct):
    streaming: str | None = None
    streaming_api: str | None = None


class _Configured(Struct):
    urls: _Urls | None = None


class Instance(Struct):
    """What a server says of itself, in the first form of this answer or in the second."""

    title: str | None = None
    domain: str | None = None
    account_domain: str | None = None
    uri: str | None = None
    version: str | None = None
    urls: _Urls | None = None
    configuration: _Configured | None = None


class _Link(Struct):
    rel: str = ""
    href: str = ""


class _Links(Struct):
    links: list[_Link] | None = None


class _Software(Struct):
    name: str = ""


class _NodeInfo(Struct):
    software: _Software | None = None


class Context(Struct):
    """What stands before and after a post."""

    ancestors: list[Raw] | None = None
    descendants: list[Raw] | None = None


class Found(Struct):
    """What a search found."""

    statuses: list[Raw] | None = None
    accounts: list[Raw] | None = None


class _Numbered(Struct):
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One timeline: its `name` in the cursor, where it is read, and what it is called in the stream, when it is."""

    name: str
    path: str
    params: Mapping[str, str]
    stream: Mapping[str, str] | None = None

    @property
    def is_search(self) -> bool:
        """Whether it is read by places from its top, not by the numbers of posts."""
        return self.path.endswith("/search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server, and what was learnt of it. `domain` is what its people are known by."""

    http: Http
    base: str
    token: str = ""
    title: str = ""
    domain: str = ""
    streaming: str = ""

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return host_of(self.base)

    async def asked(self, path: str, params: Mapping[str, str | int] | None = None, shape: Any = Any) -> Any:  # noqa: ANN401 - as the shape says
        """What the server answers, None when there is nothing there."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            return await self.http.get_json(self.base + path, shape, params=params, headers=headers)
        except SourceRefused as problem:
            if problem.fields.get("status") in _SIGNED_IN and not self.token:
                raise SourceRefused("mastodon-needs-token", host=self.host) from problem
            raise

    async def met(self) -> Server:
        """The server with what it says of itself; raises `SourceRefused` when it doesn't speak like Mastodon."""
        told = await self._instance("/api/v2/instance") or await self._instance("/api/v1/instance")
        if told is None:
            raise SourceRefused("mastodon-other-software", host=self.host, software=await self._software() or "?")
        urls = (told.configuration and told.configuration.urls) or told.urls or _Urls()
        return Server(
            http=self.http,
            base=self.base,
            token=self.token,
            title=told.title or self.host,
            domain=_host(told.account_domain or told.domain or told.uri) or self.host,
            streaming=self._stream_base(urls.streaming or urls.streaming_api or ""),
        )

    async def _instance(self, path: str) -> Instance | None:
        """What a server says of itself at one place; None when it says nothing there that can be read."""
        try:
            told: Instance | None = await self.asked(path, shape=Instance)
        except SourceError as problem:
            if problem.message_id in ("source-answer-unreadable", "source-says-no"):
                return None
            raise
        return told if told is not None and told.version else None

    async def _software(self) -> str:
        """What runs there, as it says where every server of the fediverse does."""
        try:
            told = await self.asked("/.well-known/nodeinfo", shape=_Links)
            address = next((one.href for one in (told.links if told else None) or () if "nodeinfo" in one.rel), "")
            node = await self.http.get_json(address, _NodeInfo) if host_of(address) == self.host else None
        except SourceError:
            return ""
        return node.software.name if node is not None and node.software is not None else ""

    def _stream_base(self, told: str) -> str:
        """Where the server streams, never less secured than the server itself; at home when it doesn't say."""
        scheme = _SECURED[urlsplit(self.base).scheme]
        if not host_of(told):
            return f"{scheme}://{urlsplit(self.base).netloc}"
        parts = urlsplit(told)
        return f"{'wss' if scheme == 'wss' or parts.scheme in ('wss', 'https') else 'ws'}://{parts.netloc}"

    def stream_address(self, stream: Mapping[str, str]) -> str:
        """The address of a stream. The token is in it, the one place where all kinds of servers look for it."""
        asked = {**stream, **({"access_token": self.token} if self.token else {})}
        return f"{self.streaming}/api/v1/streaming?{urlencode(asked)}"

    async def page(self, timeline: Timeline, **between: str) -> list[Raw]:
        """One page of a timeline, as the server writes it."""
        asked: dict[str, str | int] = {**timeline.params, **between, "limit": A_PAGE}
        shape = Found if timeline.is_search else list[Raw]
        told = await self.asked(timeline.path, asked, shape)
        return list((told.statuses if isinstance(told, Found) else told) or ())

    async def has_gone(self, uri: str) -> bool:
        """Whether a post is not at its lasting address any more, which the server that made it alone can tell."""
        answer = await self.http.get(uri, headers={"accept": "application/activity+json"})
        return answer.is_gone

    async def status(self, number: str) -> Raw | None:
        """A post by its number here; None when it is gone."""
        told: Raw | None = await self.asked(f"/api/v1/statuses/{quote(number, safe='')}", shape=Raw)
        return told

    async def context(self, number: str) -> Context:
        """What stands before and after a post."""
        told: Context | None = await self.asked(f"/api/v1/statuses/{quote(number, safe='')}/context", shape=Context)
        return told or Context()

    async def account(self, name: str) -> Raw | None:
        """An account by `name@host`, as the server writes it; with a token, also one it did not know yet."""
        bare, _, host = name.lstrip("@").partition("@")
        acct = bare if host in ("", self.host, self.domain, urlsplit(self.base).netloc) else f"{bare}@{host}"
        told: Raw | None = await self.asked("/api/v1/accounts/lookup", {"acct": acct}, Raw)
        if told is not None or not self.token:
            return told
        found = await self._found(f"@{bare}@{host or self.domain}", "accounts")
        return next((one for one in found.accounts or () if acct.lower() == (_acct(one) or "").lower()), None)

    async def number_at(self, address: str) -> str | None:
        """The number, here, of a post of any server, by its address; asks with a token alone."""
        if not self.token:
            return None
        found = await self._found(address, "statuses")
        return next((number for one in found.statuses or () if (number := number_of(one))), None)

    async def _found(self, query: str, kind: str) -> Found:
        asked: dict[str, str | int] = {"q": query, "type": kind, "resolve": "true", "limit": 5}
        return await self.asked("/api/v2/search", asked, Found) or Found()


def _host(written: str | None) -> str:
    """A machine, written alone or in an address."""
    return host_of(written if written and "://" in written else f"https://{written or ''}")


def number_of(raw: Raw) -> str | None:
    """The number of a post, also when the rest of its record cannot be read."""
    try:
        number = msgspec.json.decode(raw, type=_Numbered).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return None if number is None else str(number)


def number_in(address: str | None) -> str | None:
    """The number of a post on its own server, when its address holds it."""
    found = _NUMBERED.search(urlsplit(address or "").path)
    return found[1] if found else None


class _Acct(Struct):
    acct: str | None = None


def _acct(raw: Raw) -> str | None:
    try:
        return msgspec.json.decode(raw, type=_Acct).acct
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
