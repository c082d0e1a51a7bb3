"""What people give to name a forum: its address, or that of one of its pages; and lists of words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def split_address(address: str, pages: Collection[str], inside: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The address of a forum, and the setting that the address of one of its pages gives.

    `pages` are the words that follow a forum's own address, which may have a folder of its own; `inside` says which of
    them name a category or a tag, and so which setting what follows belongs to.
    """
    written = address.strip()
    parts = urlsplit(written if "://" in written else f"https://{written}")
    path = [part for part in parts.path.split("/") if part]
    at = next((place for place, part in enumerate(path) if part.partition(".")[0] in pages), len(path))
    base = "/".join((f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}", *path[:at]))
    page = [part.removesuffix(".json").removesuffix(".rss") for part in path[at:]]
    setting = inside.get(page[0]) if len(page) > 1 else None
    return base, {setting: "/".join(page[1:])} if setting else {}


def words_of(setting: str) -> tuple[str, ...]:
    """The words of a setting that takes many."""
    return tuple(word for line in setting.splitlines() if (word := line.strip()))
