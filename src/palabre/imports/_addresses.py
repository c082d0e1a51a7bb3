"""What the address of a post tells of it: its network and the id it has there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from palabre.model import Post

_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (network, re.compile(pattern, re.IGNORECASE), made)
    for network, pattern, made in (
        ("x", r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d+)", "{0}"),
        ("instagram", r"https?://(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w-]+)", "{0}"),
        ("tiktok", r"https?://(?:www\.|m\.)?tiktok\.com/@[^/]+/(?:video|photo)/(\d+)", "{0}"),
        ("youtube", r"https?://(?:www\.|m\.)?youtube\.com/watch\?\S*?\blc=([\w.-]+)", "{0}"),
        ("youtube", r"https?://(?:www\.|m\.)?youtube\.com/(?:watch\?\S*?\bv=|shorts/)([\w-]+)", "{0}"),
        ("youtube", r"https?://youtu\.be/([\w-]+)", "{0}"),
        ("reddit", r"https?://(?:\w+\.)?reddit\.com/r/[^/]+/comments/\w+/[^/]*/(\w+)", "t1_{0}"),
        ("reddit", r"https?://(?:\w+\.)?reddit\.com/r/[^/]+/comments/(\w+)", "t3_{0}"),
        (
            "facebook",
            r"https?://(?:[\w-]+\.)?facebook\.com/\S*?(?:posts/|videos/|permalink/|reel/|photos/\S*?/|fbid=|[?&]v="
            r"|story_fbid=)(?:[^/?&]+/)?(\d{6,}|pfbid\w+)",
            "{0}",
        ),
    )
)
_HANDLE = {
    "x": re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)/", re.IGNORECASE),
    "tiktok": re.compile(r"https?://(?:www\.|m\.)?tiktok\.com/@([^/?]+)", re.IGNORECASE),
}


def post_at(address: str) -> tuple[str, str] | None:
    """The network of the post at an address and its id there; None when the address does not say it."""
    for network, pattern, made in _PATTERNS:
        if found := pattern.match(address):
            return network, made.format(found[1])
    return None


def handle_at(network: str, address: str) -> str | None:
    """Who said the post at an address, on the networks whose addresses tell."""
    found = _HANDLE[network].match(address) if network in _HANDLE else None
    return found[1] if found and found[1] != "i" else None


def placed(post: Post) -> Post:
    """The post under the id its address tells, so that it is the same one from whatever tool it comes."""
    found = post_at(post.url) if post.url else None
    if found is None:
        return post
    network, native_id = found
    actor = post.actor
    if actor is not None and actor.network != network:
        actor = replace(actor, network=network)
    return replace(post, network=network, native_id=native_id, actor=actor)
