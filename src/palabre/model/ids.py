"""Ids made from the network's own: the same post read from three files gets one id.

63 bits of MD5, so that Python, DuckDB and Spark compute the same number. Two different posts share one with a
probability of about 1.4e-4 at 50 million posts; `native_id` is compared before a post is taken for another, and a clash
is refused and counted, never merged.
"""

from __future__ import annotations

from hashlib import md5

SEPARATOR = "\x1f"


def hash63(*words: str) -> int:
    """A positive 63-bit hash of some words, the same on every machine (MD5, RFC 1321, bytes 8-15 little-endian)."""
    digest = md5(SEPARATOR.join(words).encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 1


def hash63_sql(*words: str) -> str:
    """The DuckDB expression of `hash63` of some SQL texts; NULL when one of them is."""
    return f"CAST(md5_number_lower({' || chr(31) || '.join(words)}) >> 1 AS BIGINT)"


def post_id(network: str, native_id: str) -> int:
    """The id of a post from the name of its network and the id it has there."""
    return hash63("p", network, native_id)


def interaction_id(network: str, native_id: str) -> int:
    """The id of a like or a follow from the id its network gave it, by which it may be undone."""
    return hash63("i", network, native_id)


def actor_id(network: str, native_id: str) -> int:
    """The id of an actor from the name of its network and the id it has there."""
    return hash63("a", network, native_id)
