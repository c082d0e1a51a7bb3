"""What an account says of being read, searched and kept by others, and what follows from it.

Sources: Mastodon's entities (`indexable`, `discoverable`, `noindex`), the habit of `#nobot` and its kin in profiles,
Bluesky's `!no-unauthenticated` label, the draft of user intents of the AT Protocol (proposal 0008), and the status of
accounts there: what a deactivated or suspended one published is not to be passed on, though not to be deleted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Signal = Literal[
    "not-indexable",
    "not-discoverable",
    "no-index",
    "no-bots",
    "protected",
    "logged-in-only",
    "no-dataset",
    "no-archive",
    "paused",
]
# "left-out": nothing of the account is stored, it is counted. "inside": kept, but never in a public report or export.
SIGNALS: Mapping[Signal, Literal["left-out", "inside"]] = {
    "not-indexable": "left-out",
    "not-discoverable": "left-out",
    "no-index": "left-out",
    "no-bots": "left-out",
    "protected": "left-out",
    "logged-in-only": "inside",
    "no-dataset": "inside",
    "no-archive": "inside",
    "paused": "inside",
}
_IN_BIO: tuple[tuple[Signal, re.Pattern[str]], ...] = (
    ("no-bots", re.compile(r"(?i)(?<![\w#])#no_?-?(?:bots?|scrap(?:e|ing)|crawl(?:er|ing)?|ai)(?!\w)")),
    ("no-index", re.compile(r"(?i)(?<![\w#])#no_?-?(?:index|archive|search)(?!\w)")),
)


def signals_in(bio: str) -> tuple[Signal, ...]:
    """What a profile says in its own words: `#nobot`, `#noindex`, `#noarchive` and their kin."""
    return tuple(signal for signal, pattern in _IN_BIO if pattern.search(bio)) if "#" in bio else ()
