"""Builds repositories as Bluesky's servers write them: records, the tree that names them, a commit, in a CAR file."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256
from typing import Any

import cbor2

DID = "did:plc:anaanaanaanaanaanaanaana"
OTHER = "did:plc:bobbobbobbobbobbobbobbob"
# The first of November 2026, nine in the morning.
REVISION = "3mzah2la32222"
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def tid(micros: int) -> str:
    """The ordered name of a moment."""
    number = micros << 10
    return "".join(LETTERS[(number >> (5 * place)) & 31] for place in reversed(range(13)))


def name_of(raw: bytes) -> bytes:
    """The name of a block."""
    return b"\x01\x71\x12\x20" + sha256(raw).digest()


def link(raw: bytes) -> cbor2.CBORTag:
    """A reference to a block."""
    return cbor2.CBORTag(42, b"\0" + name_of(raw))


def spelt(raw: bytes) -> str:
    """The name of a block as addresses write it."""
    return "b" + b32encode(name_of(raw)).decode().lower().rstrip("=")


def number(value: int) -> bytes:
    """A number of seven bits a byte."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def section(raw: bytes, name: bytes | None = None) -> bytes:
    """A block in its file."""
    name = name or name_of(raw)
    return number(len(name) + len(raw)) + name + raw


def header(root: bytes, **changed: Any) -> bytes:
    """The beginning of a file."""
    told = cbor2.dumps({"roots": [link(root)], "version": 1} | changed)
    return number(len(told)) + told


def node(entries: list[tuple[str, bytes]], left: bytes | None = None, rights: dict[int, bytes] | None = None) -> bytes:
    """A node of the tree; each name leaves out what it shares with the one before."""
    told: list[dict[str, Any]] = []
    last = b""
    for at, (place, record) in enumerate(entries):
        key = place.encode()
        shared = next((n for n, (a, b) in enumerate(zip(key, last, strict=False)) if a != b), min(len(key), len(last)))
        right = (rights or {}).get(at)
        told.append({"p": shared, "k": key[shared:], "v": link(record), "t": link(right) if right else None})
        last = key
    return cbor2.dumps({"l": link(left) if left else None, "e": told})


def repository(records: dict[str, Any], **changed: Any) -> bytes:
    """A whole file: the first half of the records in a branch of their own, as in a tree of some size."""
    blocks = [(place, cbor2.dumps(record)) for place, record in sorted(records.items())]
    half = len(blocks) // 2
    branch = node(blocks[:half])
    root = node(blocks[half:], left=branch)
    commit = cbor2.dumps(
        {"did": DID, "version": 3, "data": link(root), "rev": REVISION, "prev": None, "sig": b"\1" * 64} | changed
    )
    raws = [commit, root, branch, *(raw for _, raw in blocks)]
    return header(commit) + b"".join(map(section, raws))
