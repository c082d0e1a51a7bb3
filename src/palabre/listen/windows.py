"""Posts newest first, a window of time after another, each holding about as many rows as asked."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from palabre.errors import UsageError
from palabre.listen.shown import Filters, midnight
from palabre.model import TABLES
from palabre.store import Workspace, reading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

POSTS = TABLES["posts"]
# How many times longer than the density promises a window is: filters thin what it holds.
ROOM = 3
# A stretch that holds so many times what was asked is cut shorter: a burst must not fill the memory.
CROWDED = 4
SHORTEST = timedelta(seconds=1)
TICK = timedelta(microseconds=1)
BEFORE = "created_at >= $low AND (created_at < $at OR (created_at = $at AND post_id < $post_id))"
WITHIN = "created_at >= $low AND created_at <= $at"
SHOWN = """post_id, native_id, network, actor_id, handle, created_at, kind, title, text, url, lang, reply_to, root_id"""


class Place(NamedTuple):
    """A place in the posts, newest first: everything strictly older comes after it."""

    created_at: datetime
    post_id: int

    def written(self) -> str:
        """The place as an address carries it."""
        return base64.urlsafe_b64encode(f"{self.created_at.isoformat()} {self.post_id}".encode()).decode().rstrip("=")


def place_of(written: str) -> Place:
    """The place an address carries; raises `UsageError` when it is none of ours."""
    try:
        moment, number = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode().split(" ")
        place = Place(datetime.fromisoformat(moment), int(number))
    except (ValueError, binascii.Error) as problem:
        raise UsageError("bad-cursor") from problem
    if place.created_at.tzinfo is None or abs(place.post_id) >= 2**63:
        raise UsageError("bad-cursor")
    return place


def windows(
    workspace: Workspace, filters: Filters, place: Place | None, *, sizes: Iterable[int], columns: str = SHOWN
) -> Iterator[tuple[pa.Table, Place | None]]:
    """Posts newest first, a window of at most so many rows at a time, each with the place where the next begins.

    A window is a span of time as long as the density of the files promises that many rows, so that few are read.
    """
    top, bottom = _reach(workspace, filters)
    if top is None or bottom is None:
        return
    place = place or Place(top + TICK, 0)
    width = timedelta(0)
    for size in sizes:
        if place.created_at < bottom:
            return
        width = min(max(width * 4, _width(workspace, place.created_at, size)), place.created_at - bottom)
        low = place.created_at - width
        rows = _window(workspace, filters, place, low, size, columns)
        if rows.num_rows == size:
            place, width = place_at(rows, -1), timedelta(0)
        else:
            place = Place(_next_below(workspace, low) if low > bottom else bottom - TICK, 0)
        yield rows, place if place.created_at >= bottom else None


def stretches(
    workspace: Workspace, filters: Filters, place: Place | None, *, sizes: Iterable[int], columns: str
) -> Iterator[tuple[pa.Table, Place | None]]:
    """Posts by stretches of time, newest first, each of about so many rows in no order, with the place of the next.

    Three times quicker than windows, for whoever reads all of a stretch and keeps little of it.
    """
    top, bottom = _reach(workspace, filters)
    if top is None or bottom is None:
        return
    place = place or Place(top + TICK, 0)
    width = timedelta(0)
    for size in sizes:
        if place.created_at < bottom:
            return
        width = min(max(width * 4, _width(workspace, place.created_at, size)), place.created_at - bottom)
        while _rows_since(workspace, place, place.created_at - width) > CROWDED * size and width > SHORTEST:
            width /= 4
        low = place.created_at - width
        where, values = filters.posts_sql(WITHIN)
        sql = f"SELECT {columns} FROM posts WHERE {BEFORE} AND {where}"
        values |= {"low": low, "at": place.created_at, "post_id": place.post_id}
        rows = reading.query(workspace.lake, sql, values, since=low, until=place.created_at)
        place = Place(_next_below(workspace, low) if low > bottom else bottom - TICK, 0)
        yield rows, place if place.created_at >= bottom else None


def _rows_since(workspace: Workspace, place: Place, low: datetime) -> int:
    sql = "SELECT COUNT(*) AS n FROM posts WHERE created_at >= $low AND created_at <= $at"
    values = {"low": low, "at": place.created_at}
    counted = reading.query(workspace.lake, sql, values, since=low, until=place.created_at)
    return int(counted["n"][0].as_py())


def newest_first(rows: pa.Table, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Some rows of a stretch, newest first."""
    import numpy as np

    chosen = rows.select(["created_at", "post_id"]).take(places)
    order = np.lexsort([chosen["post_id"].to_numpy(), chosen["created_at"].to_numpy()])[::-1]
    return places[order]


def place_at(rows: pa.Table, number: int) -> Place:
    """The place of a row of a window."""
    return Place(rows["created_at"][number].as_py(), rows["post_id"][number].as_py())


def _reach(workspace: Workspace, filters: Filters) -> tuple[datetime | None, datetime | None]:
    parts = workspace.lake.snapshot(POSTS).parts
    last = max((part.last for part in parts if part.last), default=None)
    first = min((part.first for part in parts if part.first), default=None)
    if last is None or first is None:
        return None, None
    if filters.until:
        last = min(last, midnight(filters.until + timedelta(days=1)) - TICK)
    return last, max(first, midnight(filters.since)) if filters.since else first


def _width(workspace: Workspace, moment: datetime, size: int) -> timedelta:
    """How long a span ending at a moment must be to hold about `size` rows, by the files that reach it."""
    rates = [
        part.rows / max((part.last - part.first).total_seconds(), 1.0)
        for part in workspace.lake.snapshot(POSTS).parts
        if part.first and part.last and part.first <= moment <= part.last + timedelta(hours=1)
    ]
    return timedelta(seconds=ROOM * size / sum(rates)) if rates else timedelta(hours=1)


def _next_below(workspace: Workspace, low: datetime) -> datetime:
    """The moment to go on from below `low`: `low` itself, or the end of the next older file when nothing reaches it."""
    reached = [p.last for p in workspace.lake.snapshot(POSTS).parts if p.first and p.last and p.first < low]
    return min(low, max(reached) + TICK) if reached else datetime.min.replace(tzinfo=UTC)


def _window(workspace: Workspace, filters: Filters, place: Place, low: datetime, size: int, columns: str) -> pa.Table:
    where, values = filters.posts_sql(WITHIN)
    sql = f"""
        SELECT {columns} FROM posts
        WHERE {BEFORE} AND {where}
        ORDER BY created_at DESC, post_id DESC LIMIT {size}
    """
    values |= {"low": low, "at": place.created_at, "post_id": place.post_id}
    return reading.query(workspace.lake, sql, values, since=low, until=place.created_at)
