"""Connections that only reach public machines: the address is looked up once, judged, and connected to as judged.

What a name resolves to is checked where the connection is made, so neither a redirect nor a name that changes between
two look-ups (DNS rebinding) leads to this machine or its neighbours.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import anyio
import httpcore2
import httpx2

from palabre.errors import SourceRefused

if TYPE_CHECKING:
    import ssl

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also when another one is wrapped in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def reachable(host: str, port: int, private: Collection[str]) -> str:
    """The IP address to connect to; raises `SourceRefused` when the host has only private ones, unless in `private`."""
    try:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as problem:
        raise httpcore2.ConnectError(str(problem)) from problem
    addresses = [str(one[4][0]) for one in found]
    if host.lower() in private and addresses:
        return addresses[0]
    allowed = [one for one in addresses if is_public(one)]
    if not allowed:
        raise SourceRefused("source-address-private", host=host)
    return allowed[0]


class _Backend(httpcore2.AnyIOBackend):
    def __init__(self, private: Collection[str]) -> None:
        self._private = private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        address = await reachable(host, port, self._private)
        return await super().connect_tcp(address, port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, path: str, *args: Any, **kwargs: Any) -> httpcore2.AsyncNetworkStream:  # noqa: ANN401
        raise SourceRefused("source-address-private", host=path)


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """The certificates that are trusted; made once, it takes tens of milliseconds."""
    return httpx2.create_ssl_context()


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """Speaks HTTP to public machines, and to the hosts named in `private`."""

    def __init__(self, private: Collection[str]) -> None:
        super().__init__(verify=trusted(), trust_env=False)
        # The library offers no other way to say how connections are made.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=trusted(), max_connections=8, keepalive_expiry=30, network_backend=_Backend(private)
        )
