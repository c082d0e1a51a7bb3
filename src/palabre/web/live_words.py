"""How listening goes, in a line of words: what was heard in the last minute, how late, how the sources are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from palabre.web.naming import number
from palabre.words import _, ngettext

if TYPE_CHECKING:
    from palabre.listen.arrivals import Pace

# A stream is always a moment late: the time to gather what comes and to store it.
USUAL_LAG = timedelta(seconds=5)


def pace_told(pace: Pace) -> str:
    """What was heard, by how much we are late, and how many sources are in which health."""
    heard = _("In the last minute: {heard} heard, {kept} kept").format(
        heard=number(pace.heard),
        kept=number(pace.kept),
    )
    late = [_lag_told(pace.lag)] if pace.lag is not None else []
    return " · ".join((heard, *late, *(_health_told(health, n) for health, n in pace.health)))


def _lag_told(lag: timedelta) -> str:
    if lag <= USUAL_LAG:
        return _("up to date")
    seconds = round(lag.total_seconds())
    if seconds < 120:
        return ngettext("{n} second late", "{n} seconds late", seconds).format(n=number(seconds))
    if seconds < 7200:
        return ngettext("{n} minute late", "{n} minutes late", seconds // 60).format(n=number(seconds // 60))
    return ngettext("{n} hour late", "{n} hours late", seconds // 3600).format(n=number(seconds // 3600))


def _health_told(health: str, n: int) -> str:
    words = {
        "starting": ngettext("{n} source starting", "{n} sources starting", n),
        "listening": ngettext("{n} source listening", "{n} sources listening", n),
        "catching-up": ngettext("{n} source catching up", "{n} sources catching up", n),
        "rate-limited": ngettext("{n} source asked to slow down", "{n} sources asked to slow down", n),
        "refused": ngettext("{n} source refused", "{n} sources refused", n),
        "down": ngettext("{n} source not answering", "{n} sources not answering", n),
        "paused": ngettext("{n} source paused", "{n} sources paused", n),
    }
    return words.get(health, health).format(n=number(n))
