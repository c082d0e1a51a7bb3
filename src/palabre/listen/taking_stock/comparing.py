"""The last days against those before: which stretches, and how sure it is that something rises."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from palabre.listen.shown import midnight
from palabre.listen.taking_stock._asking import ask, chosen
from palabre.listen.taking_stock.values import Compared, Volume
from palabre.model.bounds import rise

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from palabre.listen.shown import Filters
    from palabre.store import Workspace

    Numbers = npt.NDArray[np.int64]
    Ratios = npt.NDArray[np.float64]

# The last part is a quarter of the span, four weeks at most; it is compared with up to six times as many days.
PART, LONGEST_DAYS, TIMES_BEFORE = 4, 28, 6
FEWEST_POSTS = 20
# What rises stands in so many posts, of so many people, at least.
FEWEST, FEWEST_PEOPLE = 5, 3
FEWEST_COMPARED = 20
# Where nothing surely rises, what has at least doubled is worth a look.
WORTH_A_LOOK = 2

# Reposts repeat the words of another: one post that many pass on is one voice about its words.
OWN_WORDS = "kind <> 'repost' AND created_at >= $low AND created_at < $high"
SIZES = "SELECT created_at >= $recent AS is_recent, COUNT(*) AS n FROM posts WHERE {own} AND {where} GROUP BY 1"


def compared(workspace: Workspace, filters: Filters, volume: Volume) -> Compared | None:
    """The stretches to compare, with their posts; None when one of them holds too few."""
    stretches = stretches_of(volume)
    if stretches is None:
        return None
    before, recent, last = stretches
    where, values = chosen(filters)
    values |= parameters(before, recent, last)
    sizes = {row["is_recent"]: row["n"] for row in ask(workspace, SIZES.format(own=OWN_WORDS, where=where), values)}
    found = Compared(
        recent_first=recent,
        recent_last=last,
        before_first=before,
        before_last=recent - timedelta(days=1),
        recent_posts=sizes.get(True, 0),
        before_posts=sizes.get(False, 0),
    )
    return found if min(found.recent_posts, found.before_posts) >= FEWEST_POSTS else None


def stretches_of(volume: Volume) -> tuple[date, date, date] | None:
    """The first day of the stretch before, the first and the last day of the last one; None for less than two days."""
    if volume.first is None or volume.last is None or volume.first == volume.last:
        return None
    days = (volume.last - volume.first).days + 1
    length = timedelta(days=max(1, min(LONGEST_DAYS, days // PART)))
    recent = volume.last - length + timedelta(days=1)
    return max(volume.first, recent - TIMES_BEFORE * length), recent, volume.last


def parameters(before: date, recent: date, last: date) -> dict[str, object]:
    """The parameters of `OWN_WORDS`, and where the last stretch begins."""
    return {"low": midnight(before), "recent": midnight(recent), "high": midnight(last + timedelta(days=1))}


def parameters_of(found: Compared) -> dict[str, object]:
    """The same, of a comparison made."""
    return parameters(found.before_first, found.recent_first, found.recent_last)


def ratios(recent: Numbers, before: Numbers, found: Compared) -> tuple[Ratios, Ratios]:
    """How many times larger the share of the posts of each has become: at least, and as counted; 0 for the too rare.

    The first is the lower end of the interval of a log-ratio of shares, smoothed by half a post on each side. The more
    are compared the wider it is, so that one of them at most is expected to seem to rise by chance alone.
    """
    from statistics import NormalDist

    import numpy as np

    is_told = recent >= FEWEST
    certainty = NormalDist().inv_cdf(1 - 1 / max(FEWEST_COMPARED, int(is_told.sum())))
    sizes = found.recent_posts, found.before_posts
    least, counted, _most = rise((recent, sizes[0]), (before, sizes[1]), certainty=certainty)
    return np.where(is_told, least, 0.0), np.where(is_told, counted, 0.0)
