"""What the address of a post tells of it: its network and the id it has there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from palabre.model import Actor
from palabre.text.extract import folded_handle

if TYPE_CHECKING:
    from palabre.model import Post

_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (network, re.compile(pattern, re.IGNORECASE), made)
    for network, pattern, made in (
        ("x", r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/[^/]+/status(?:es)?/(\d+)", "{0}"),
        ("instagram", r"https?://(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w-]+)", "{0}"),
        ("tiktok", r"https?://(?:www\.|m\.)?tiktok\.com/@[^/]+/(?:video|photo)/(\d+)", "{0}"),
        ("bluesky", r"https?://bsky\.app/profile/(did:[^/]+)/post/(\w+)", "at://{0}/app.bsky.feed.post/{1}"),
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
_REPOSTED = re.compile(r"RT @(\w{1,15}):")
_HANDLE = {
    "x": re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)/", re.IGNORECASE),
    "tiktok": re.compile(r"https?://(?:www\.|m\.)?tiktok\.com/@([^/?]+)", re.IGNORECASE),
}


def post_at(address: str) -> tuple[str, str] | None:
    """The network of the post at an address and its id there; None when the address does not say it."""
    for network, pattern, made in _PATTERNS:
        if found := pattern.match(address):
            return network, made.format(*found.groups())
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
    return replace(post, network=network, native_id=native_id, actor=_actor_there(post, network))


def as_repost(post: Post) -> Post:
    """The post; one that X repeats from someone, as its first words say, is a repost."""
    found = _REPOSTED.match(post.text) if post.network == "x" and post.repost_of_actor is None else None
    return replace(post, kind="repost", repost_of_actor=folded_handle(found[1])) if found else post


def _actor_there(post: Post, network: str) -> Actor | None:
    """The actor of a post on the network of its address, which may be the only one to name them."""
    if post.actor is not None:
        return post.actor if post.actor.network == network else replace(post.actor, network=network)
    handle = handle_at(network, post.url or "")
    if handle is None:
        return None
    return Actor(network=network, native_id=folded_handle(handle), handle=handle, observed_at=post.observed_at)
