"""What every request must show before a page sees it, and what every answer carries, on loopback as elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders

from palabre.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
BODY_LIMIT = 1024 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ANSWER_HEADERS = (
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    # Not `no-referrer`: browsers then send the forms of our own pages without their origin.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


class RequestRefused(UsageError):
    """The request itself is not one we answer, whatever it asks for; `status` is the answer's."""

    def __init__(self, message_id: str, status: HTTPStatus, /, **fields: object) -> None:
        super().__init__(message_id, **fields)
        self.status = int(status)


@dataclass(frozen=True, slots=True)
class Guard:
    """Middleware that refuses foreign hosts, cross-site changes and oversized bodies, and dresses every answer.

    A page elsewhere can point its own name at this machine (DNS rebinding), so the Host header is checked even on
    loopback. `refuse` turns a refusal into the answer a person reads. A body sent to one of `file_paths` may be as
    large as `file_limit` says at that moment; it is never held in memory.
    """

    app: ASGIApp
    allowed_hosts: tuple[str, ...]
    refuse: Callable[[Scope, RequestRefused], Response]
    body_limit: int = BODY_LIMIT
    file_paths: frozenset[str] = frozenset()
    file_limit: Callable[[], int] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or refuses it before anything else has read it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ANSWER_HEADERS:
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        headers = Headers(scope=scope)
        try:
            check_host(headers, self.allowed_hosts)
            check_origin(scope["method"], headers, self.allowed_hosts)
            limit = self._limit(scope)
            check_declared_size(headers, limit)
        except RequestRefused as refused:
            await self.refuse(scope, refused)(scope, receive, dressed)
            return
        await self.app(scope, measured(receive, limit), dressed)

    def _limit(self, scope: Scope) -> int:
        takes_files = scope["method"] == "POST" and scope["path"] in self.file_paths
        return max(self.body_limit, self.file_limit()) if takes_files and self.file_limit else self.body_limit


def check_host(headers: Headers, allowed: tuple[str, ...]) -> None:
    """Refuses a request that names no host, several, or one that is not ours."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not is_allowed(hosts[0], allowed):
        raise RequestRefused("host-refused", HTTPStatus.MISDIRECTED_REQUEST, host=shown(", ".join(hosts)))


def check_origin(method: str, headers: Headers, allowed: tuple[str, ...]) -> None:
    """Refuses a change asked by a page that is not ours.

    Browsers say where a change comes from, so a request that says nothing comes from a program, which no other site
    can drive. Other ports of this machine count as another site.
    """
    if method in SAFE_METHODS:
        return
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise RequestRefused("cross-site-refused", HTTPStatus.FORBIDDEN)
    origin = headers.get("origin")
    if origin is None:
        return
    netloc = urlsplit(origin).netloc.lower()
    if not is_allowed(netloc, allowed) or netloc != headers["host"].lower():
        raise RequestRefused("cross-site-refused", HTTPStatus.FORBIDDEN)


def check_declared_size(headers: Headers, limit: int) -> None:
    """Refuses a body that says it is over the limit, before a byte of it is read."""
    declared = headers.get("content-length", "0")
    if not declared.isascii() or not declared.isdigit() or int(declared) > limit:
        raise _too_large(limit)


def measured(receive: Receive, limit: int) -> Receive:
    """The same body, counted while it comes: one sent in pieces has no declared size to check."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise _too_large(limit)
        return message

    return counted


def is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """Whether a Host header is one of ours; a name allowed without a port is allowed on every port."""
    host = host.strip().lower()
    name, colon, port = host.rpartition(":")
    has_port = bool(colon) and port.isascii() and port.isdigit() and not name.endswith(":")
    return host in allowed or (has_port and name in allowed)


def as_named(host: str) -> str:
    """A host as a Host header names it: small letters, and brackets around an IPv6 address.

    >>> as_named("::1")
    '[::1]'
    """
    bare = host.strip().lower()
    return f"[{bare}]" if bare.count(":") > 1 and not bare.startswith("[") else bare


def shown(text: str) -> str:
    """A header as it may be repeated to a person: printable and short."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:100]) or "–"


def _too_large(limit: int) -> RequestRefused:
    if limit > BODY_LIMIT:
        return RequestRefused("upload-too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit_mb=limit // 1_000_000)
    return RequestRefused("body-too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit_kb=limit // 1024)
