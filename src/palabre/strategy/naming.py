"""The name that was likely meant, where the one that is written is none."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

# Nobody writes a longer name; comparing one would take time.
LONGEST = 60


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one, in any letters; nothing when none is like it."""
    plain: Mapping[str, str] = {one.lower(): one for one in known}
    near = difflib.get_close_matches(name.lower()[:LONGEST], plain, 1)
    return plain[near[0]] if near else ""
