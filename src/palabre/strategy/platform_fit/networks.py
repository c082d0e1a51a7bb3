"""Platforms by their names: which posts of the archive are theirs, and how people call them when they talk of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from palabre.model.strategy import Network
from palabre.text.folding import words_of_post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.model.strategy import Presence, TestBench

# Networks of posts that go by another name in a strategy.
_KNOWN_AS: Mapping[str, Network] = {
    "fediverse": "mastodon",
    "twitter": "x",
    "discourse": "forum",
    "nodebb": "forum",
    "stackexchange": "forum",
    "hackernews": "forum",
    "rss": "blog",
    "wordpress": "blog",
    "web": "website",
    "google": "reviews",
    "trustpilot": "reviews",
    "tripadvisor": "reviews",
}
# What cannot be heard as posts, or is ours alone: no archive and no test bench says whether our people are there.
NOT_A_PLATFORM: frozenset[str] = frozenset({"in_person", "newsletter", "website", "whatsapp", "other"})
_NETWORKS: frozenset[str] = frozenset(get_args(Network))
# Names and nicknames, as queries. Words that mean other things are left out: x, threads, forum, blog. “Discord” and
# “telegram” are English nouns too, rare enough today to be taken for the platforms.
_NAMED: Mapping[str, str] = {
    "bluesky": "bluesky OR bsky",
    "mastodon": "mastodon OR fediverse OR fedivers OR mastonaute*",
    "facebook": "facebook OR fb OR fbk",
    "instagram": "instagram OR insta",
    "threads": '#threads OR "meta threads" OR "threads app" OR "threads net"',
    "x": 'twitter OR twitto* OR "x com" OR "sur x" OR "on x"',
    "tiktok": 'tiktok* OR "tik tok"',
    "youtube": "youtube* OR ytb",
    "linkedin": 'linkedin OR "linked in"',
    "reddit": "reddit OR subreddit*",
    "twitch": "twitch",
    "discord": "discord",
    "whatsapp": 'whatsapp OR "whats app"',
    "telegram": "telegram",
}


def key_of_posts(network: str) -> str:
    """The platform that posts of a network of the archive belong to."""
    return _KNOWN_AS.get(network, network)


def networks_of(key: str, heard: frozenset[str]) -> tuple[str, ...]:
    """The networks of posts, of those heard, that are a platform."""
    return tuple(sorted(one for one in heard if key_of_posts(one) == key))


def as_network(key: str) -> Network | None:
    """The network of that name; None for a platform that strategies have no name for."""
    return next((one for one in get_args(Network) if one == key), None)


def folded(name: str) -> str:
    """A name as names are compared: its words without accents, capitals or signs."""
    return " ".join(word.folded for word in words_of_post(None, name)[1])


def key_of_place(place: Presence, benches: tuple[TestBench, ...]) -> str:
    """The platform of a place: its network, or the name of the platform for one that has none of ours.

    A place of no known network is on the platform of the test bench whose name it carries.
    """
    if place.network and place.network != "other":
        return place.network
    told = folded(f"{place.name} {place.address} {place.id}")
    for bench in benches:
        name = folded(bench.platform)
        if name and re.search(rf"\b{re.escape(name)}\b", told):
            return key_of_bench(bench)
    return folded(place.name or place.id)


def key_of_bench(bench: TestBench) -> str:
    """The platform that a test bench tries."""
    if bench.network and bench.network != "other":
        return bench.network
    name = folded(bench.platform)
    return name if name not in _NETWORKS else str(as_network(name))


def naming_query(key: str, name: str) -> str:
    """The query that finds talk about a platform; empty when its name is a word that means other things too."""
    if key in _NETWORKS:
        return _NAMED.get(key, "")
    words = folded(name)
    return f'"{words}"' if len(words) > 2 else ""
