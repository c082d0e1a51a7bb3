"""Which site a file comes from, when its records do not say it: the name of its folder, of itself or of its archive."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palabre.imports._member import Member
    from palabre.imports.contract import Reading

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:\.(?:xml|json|jsonl|ndjson|txt|log|gz|zst|zip|tar|tgz|7z))+$", re.IGNORECASE)
# What follows a dot in the name of a file is more often a version or a language than a country.
_SURE = frozenset(("com", "net", "org", "info", "dev", "social", "forum", "community", "example"))


def site_of(member: Member, reading: Reading) -> str | None:
    """The host a file comes from: the one asked for, else the nearest folder or file named like a host."""
    if reading.account:
        return reading.account.strip().lower()
    inside = PurePosixPath(member.name.replace("\\", "/"))
    names = [*reversed(inside.parts[:-1]), *_hosts_of_files(inside.name, member.opened.name)]
    if (folder := member.opened.absolute().parent.name) and _HOST.fullmatch(folder):
        names.append(folder)
    return next((name.lower() for name in names if _HOST.fullmatch(name)), None)


def site_or_note(member: Member, reading: Reading) -> str | None:
    """The host a file comes from; a note says what follows when nothing tells it."""
    site = site_of(member, reading)
    if site is None:
        reading.note("site-unknown", file=member.name)
    return site


def _hosts_of_files(*names: str) -> list[str]:
    bare = [_ENDINGS.sub("", name) for name in names]
    return [name for name in bare if name.count(".") >= 2 or name.rpartition(".")[2].lower() in _SURE]
