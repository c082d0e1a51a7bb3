"""The only way out of a source: public machines alone, limits on size, time and redirects, one budget per host."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import anyio
import httpcore2
import httpx2
import msgspec

from palabre.errors import SourceError, SourceRefused
from palabre.sources._guarded import GuardedTransport, reachable, trusted
from palabre.sources._robots import AGENT, Rules, rules_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from websockets.asyncio.client import ClientConnection

    from palabre.sources._budget import Budgets

MOST_BYTES = 8 * 1024 * 1024
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
LONGEST_LINE = 1024 * 1024
SILENT_SECONDS = 90.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_PASSED_ON = frozenset((304, 404, 410))
_OPEN = frozenset(("user-agent", "accept", "accept-language"))
_REFUSED = frozenset((400, 401, 402, 403, 405, 406, 407, 422, 451))
Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: 200, or 304, 404 and 410, which mean something to a source; others are raised.

    `address` is where the answer came from in the end, `headers` have names in small letters. `has_moved` when it came
    from elsewhere than was asked, for good: every redirect on the way was a permanent one.
    """

    status: int
    address: str
    headers: Mapping[str, str]
    body: bytes
    has_moved: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing (any more) at this address."""
        return self.status in (404, 410)

    def json(self, shape: type[Shape] | Any = Any) -> Any:  # noqa: ANN401 - as the shape says
        """The body, decoded to a shape of msgspec; raises `SourceError` when it has another."""
        try:
            return msgspec.json.decode(self.body, type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise SourceError("source-answer-unreadable", host=host_of(self.address)) from problem


def host_of(address: str) -> str:
    """The machine of an address, in small letters; empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


@dataclass(slots=True, kw_only=True)
class Http:
    """Asks servers. `contact` is shown to them; `private` names the machines that may be reached although not public.

    `budgets` is shared by all the sources of a process, so that two of them don't press one host twice.
    `patience_seconds` is how long a whole answer may take, unless a question says otherwise.
    """

    contact: str
    now: Callable[[], datetime]
    budgets: Budgets
    private: Collection[str] = ()
    transport: httpx2.AsyncBaseTransport | None = None
    patience_seconds: float = MOST_SECONDS
    _client: httpx2.AsyncClient | None = field(default=None, init=False)
    _rules: dict[str, Rules] = field(default_factory=dict, init=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    @property
    def agent(self) -> str:
        """How we name ourselves to servers."""
        return f"{AGENT} (+{self.contact})"

    def _opened(self) -> httpx2.AsyncClient:
        if self._client is None:
            transport = self.transport or GuardedTransport(self.private)
            base = {"user-agent": self.agent, "accept-encoding": "gzip, deflate"}
            self._client = httpx2.AsyncClient(transport=transport, headers=base, timeout=MOST_SECONDS, trust_env=False)
        return self._client

    async def get(
        self,
        address: str,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        most: int = MOST_BYTES,
        seconds: float | None = None,
        polite: bool = False,
        refusals: Collection[int] = (),
    ) -> Answer:
        """What a server answers; `polite` asks its robots.txt first. Raises `SourceError` and its kinds.

        `refusals` are statuses that are answered with their body instead, for a network that says there why it refuses.
        """
        request = self._opened().build_request("GET", _web(address), params=params, headers=headers)
        wait = self.patience_seconds if seconds is None else seconds
        return await self._asked(request, most=most, seconds=wait, polite=polite, refusals=refusals)

    async def get_json(self, address: str, shape: type[Shape] | Any = Any, **asked: Any) -> Any:  # noqa: ANN401
        """The JSON a server answers, in a shape of msgspec; None for 404 and 410. `asked` as in `get`."""
        answer = await self.get(address, **asked)
        return None if answer.is_gone else answer.json(shape)

    async def post_form(
        self, address: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """What a server answers to a form, such as the request of a token; a redirect is refused."""
        request = self._opened().build_request("POST", _web(address), data=dict(form), headers=headers)
        return await self._asked(request, most=MOST_BYTES, seconds=self.patience_seconds, polite=False)

    async def _asked(
        self, request: httpx2.Request, *, most: int, seconds: float, polite: bool, refusals: Collection[int] = ()
    ) -> Answer:
        host = host_of(str(request.url))
        moves: set[int] = set()
        try:
            with anyio.fail_after(seconds):
                for _ in range(MOST_REDIRECTS + 1):
                    if polite:
                        await self._check_robots(str(request.url))
                    asked = host_of(str(request.url))
                    self.budgets.check(asked, now=self.now())
                    async with self.budgets.turn(asked):
                        answer, onward = await self._once(request, most, refusals)
                    if onward is None:
                        return replace(answer, has_moved=bool(moves) and moves <= _PERMANENT)
                    moves.add(answer.status)
                    request = onward
        except TimeoutError as problem:
            raise SourceError("source-too-slow", host=host, seconds=round(seconds)) from problem
        except httpx2.HTTPError as problem:
            raise SourceError("source-unreachable", host=host, why=_why(problem)) from problem
        raise SourceRefused("source-redirects", host=host)

    async def _once(
        self, request: httpx2.Request, most: int, refusals: Collection[int]
    ) -> tuple[Answer, httpx2.Request | None]:
        async with self._streaming(request) as response:
            address = str(request.url)
            answer = Answer(status=response.status_code, address=address, headers=_headers(response), body=b"")
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return answer, self._redirected(request, response)
            self.budgets.learn(host_of(address), answer.headers, now=self.now(), status=answer.status)
            if answer.status not in refusals:
                _refuse(answer)
            body = b"" if answer.status in _PASSED_ON else await _body(response, most, host=host_of(address))
            return replace(answer, body=body), None

    @asynccontextmanager
    async def _streaming(self, request: httpx2.Request) -> AsyncIterator[httpx2.Response]:
        response = await self._opened().send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            await response.aclose()

    def _redirected(self, request: httpx2.Request, response: httpx2.Response) -> httpx2.Request:
        address = _web(urljoin(str(request.url), response.headers["location"]))
        if request.method != "GET":
            raise SourceRefused("source-redirects", host=host_of(address))
        same = host_of(address) == host_of(str(request.url)) and address.startswith(request.url.scheme + ":")
        # A key may stand in any header: nothing but who we are and what we read is shown to another machine.
        kept = {name: value for name, value in request.headers.items() if name != "host" and (same or name in _OPEN)}
        return self._opened().build_request("GET", address, headers=kept)

    async def _check_robots(self, address: str) -> None:
        host = host_of(address)
        rules = self._rules.get(host)
        if rules is None or rules.until <= self.now():
            rules = self._rules[host] = await rules_of(self, address)
        rules.check(address)
        self.budgets.space(host, rules.delay_seconds)

    @asynccontextmanager
    async def lines(
        self, address: str, *, headers: Mapping[str, str] | None = None, silent_seconds: float = SILENT_SECONDS
    ) -> AsyncIterator[AsyncIterator[str]]:
        """The lines of an answer that doesn't end, such as server-sent events; cut after a silence."""
        host = host_of(address)
        self.budgets.check(host, now=self.now())
        request = self._opened().build_request("GET", _web(address), headers=headers)
        request.extensions["timeout"] = {"connect": 15.0, "read": silent_seconds, "write": 15.0, "pool": 15.0}
        try:
            async with self._streaming(request) as response:
                answer = Answer(status=response.status_code, address=address, headers=_headers(response), body=b"")
                self.budgets.learn(host, answer.headers, now=self.now(), status=answer.status)
                _refuse(answer)
                if response.status_code != 200:
                    raise SourceRefused("source-says-no", host=host, status=response.status_code)
                yield _lines(response, host)
        except httpx2.HTTPError as problem:
            raise SourceError("source-unreachable", host=host, why=_why(problem)) from problem

    @asynccontextmanager
    async def socket(
        self, address: str, *, headers: Mapping[str, str] | None = None, most: int = LONGEST_LINE
    ) -> AsyncIterator[ClientConnection]:
        """A WebSocket; messages over `most` bytes cut it. Raises `SourceError` and its kinds, also while it is used."""
        from websockets.asyncio.client import connect
        from websockets.exceptions import InvalidStatus, WebSocketException

        parts = urlsplit(address)
        host, port = host_of(address), parts.port or (443 if parts.scheme == "wss" else 80)
        if parts.scheme not in ("ws", "wss") or not host:
            raise SourceRefused("source-address-bad", address=address)
        try:
            self.budgets.check(host, now=self.now())
            ip = await reachable(host, port, self.private)
            secured: dict[str, Any] = {"ssl": trusted(), "server_hostname": host} if parts.scheme == "wss" else {}
            connection = connect(
                address,
                host=ip,
                port=port,
                user_agent_header=self.agent,
                additional_headers=dict(headers or {}),
                max_size=most,
                proxy=None,
                compression=None,
                **secured,
            )
            async with connection as opened:
                yield opened
        except InvalidStatus as problem:
            told = {name.lower(): value for name, value in problem.response.headers.raw_items()}
            self.budgets.learn(host, told, now=self.now(), status=problem.response.status_code)
            _refuse(Answer(status=problem.response.status_code, address=address, headers=told, body=b""))
            raise SourceRefused("source-says-no", host=host, status=problem.response.status_code) from problem
        except (OSError, TimeoutError, WebSocketException, httpx2.HTTPError, httpcore2.ConnectError) as problem:
            raise SourceError("source-unreachable", host=host, why=_why(problem)) from problem


def _refuse(answer: Answer) -> None:
    """Raises what an answer means, unless it brings something. 429 was told by the budget already."""
    host = host_of(answer.address)
    if answer.status in _REFUSED:
        raise SourceRefused("source-says-no", host=host, status=answer.status)
    if answer.status >= 400 and answer.status not in _PASSED_ON:
        raise SourceError("source-broken", host=host, status=answer.status)


def _web(address: str) -> str:
    if urlsplit(address).scheme not in ("http", "https") or not host_of(address):
        raise SourceRefused("source-address-bad", address=address)
    return address


def _headers(response: httpx2.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _why(problem: Exception) -> str:
    """What went wrong on the way, without the address: it may carry a key."""
    return type(problem).__name__


async def _body(response: httpx2.Response, most: int, *, host: str) -> bytes:
    """The body, unpacked here so that what a small answer unpacks to is bounded too."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    unpack = zlib.decompressobj(47) if encoding in ("gzip", "x-gzip", "deflate") else None
    if unpack is None and encoding not in ("", "identity"):
        raise SourceError("source-answer-unreadable", host=host)
    found = bytearray()
    try:
        async for chunk in response.aiter_raw():
            found += unpack.decompress(chunk, most + 1 - len(found)) if unpack else chunk
            if len(found) > most or (unpack and unpack.unconsumed_tail):
                raise SourceRefused("source-answer-too-large", host=host, megabytes=most // (1024 * 1024))
    except zlib.error as problem:
        raise SourceError("source-answer-unreadable", host=host) from problem
    return bytes(found)


async def _lines(response: httpx2.Response, host: str) -> AsyncIterator[str]:
    rest = b""
    async for chunk in response.aiter_raw():
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise SourceError("source-answer-too-large", host=host, megabytes=LONGEST_LINE // (1024 * 1024))
        for line in whole:
            yield line.removesuffix(b"\r").decode("utf-8", "replace")
