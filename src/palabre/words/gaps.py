"""Listening gaps in words: why, and how much was missed."""

from __future__ import annotations

from palabre.words import _, number
from palabre.words.messages import MESSAGES


def why_said(why: str) -> str:
    """The sentence of a reason we know, or the words of whoever declared the gap."""
    return _(MESSAGES[why]) if why in MESSAGES else why


def loss_said(estimated: int | None) -> str:
    """How many posts were missed, in a word."""
    if estimated is None:
        return _("unknown")
    return number(estimated) if estimated else _("none, told again")
