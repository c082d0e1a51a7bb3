"""Readers of the Listening pages: each asks for one page every two seconds, whatever the last one took.

A page's time runs from the moment its reader wanted it, so a slow page also counts against those queued behind it.
"""

from __future__ import annotations

import html
import http.client
import random
import re
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bench._measure import percentile
from bench._posts import NETWORKS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_S = 2.0
PATIENCE_S = 30.0
OLDER = re.compile(r'hx-get="(/listen\?[^"]*before=[^"]+)"')
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
# How often each kind of page is asked for, out of the sum.
MIX = {
    "front": 5,
    "network": 3,
    "days": 3,
    "search": 3,
    "search-on": 2,
    "older": 3,
    "tabs": 4,
    "radar": 2,
    "activity": 1,
}
TABS = ("who", "where", "words", "tags", "links", "languages", "kinds")


@dataclass(slots=True)
class Times:
    """Milliseconds of every page by kind, bytes, and what went wrong."""

    ms: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    kilobytes: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: Times) -> None:
        """Takes in those of another reader."""
        for kind, values in other.ms.items():
            self.ms[kind] += values
        self.errors += other.errors
        self.kilobytes += other.kilobytes

    def as_json(self) -> dict[str, Any]:
        """Pages, p50, p95 and the slowest, over all and by kind."""
        every = [one for values in self.ms.values() for one in values]
        kinds = {kind: _summary(self.ms[kind]) for kind in MIX if self.ms.get(kind)}
        mean_kb = round(self.kilobytes / max(1, len(every)), 1)
        return {"all": _summary(every), "kinds": kinds, "errors": dict(self.errors), "mean_kb": mean_kb}


def _summary(values: list[float]) -> dict[str, float]:
    ranks = {"p50_ms": 0.5, "p95_ms": 0.95, "max_ms": 1.0} if values else {}
    return {"pages": len(values)} | {name: round(percentile(values, share), 1) for name, share in ranks.items()}


class Reader:
    """Somebody reading: front page, one network, some days, a search, what comes next."""

    def __init__(self, address: str, *, seed: int, days: tuple[date, date]) -> None:
        self._host = urlsplit(address).netloc
        self._rng = random.Random(seed)
        self._days = days
        self._link = http.client.HTTPConnection(self._host, timeout=PATIENCE_S)
        self._next: dict[str, str] = {}
        self.times = Times()

    def read(self, *, until: float) -> None:
        """Asks for pages until a moment of the monotonic clock."""
        wanted_at = time.monotonic() + self._rng.uniform(0, EVERY_S)
        kinds, weights = list(MIX), list(MIX.values())
        while wanted_at < until:
            time.sleep(max(0.0, wanted_at - time.monotonic()))
            self.ask(self._rng.choices(kinds, weights)[0], wanted_at=wanted_at)
            wanted_at += EVERY_S
        self._link.close()

    def ask(self, kind: str, *, wanted_at: float) -> None:
        """Asks for one page of a kind and keeps how long it took."""
        path, headers = self._request(kind)
        try:
            self._link.request("GET", path, headers=headers)
            answer = self._link.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as problem:
            self.times.errors[type(problem).__name__] += 1
            self._link.close()
            return
        self.times.ms[kind].append((time.monotonic() - wanted_at) * 1000)
        self.times.kilobytes += len(body) / 1000
        if answer.status != HTTPStatus.OK:
            self.times.errors[f"{kind} {answer.status}"] += 1
        self._remember(kind, body.decode("utf-8"))

    def _request(self, kind: str) -> tuple[str, dict[str, str]]:
        going_on = {"older": "front", "search-on": "search"}.get(kind)
        if going_on is not None:
            following = self._next.get(going_on)
            return (following, PART) if following else (self._first(going_on), {})
        return self._first(kind), {}

    def _first(self, kind: str) -> str:
        if kind == "network":
            return f"/listen?network={self._rng.choice(NETWORKS)}"
        if kind == "days":
            return f"/listen?{self._some_days()}"
        if kind in ("tabs", "radar"):
            tab, asked = self._rng.choice(TABS), self._rng.choice(("", f"network={NETWORKS[0]}", self._some_days()))
            return f"/listen/{tab}?{asked}" if kind == "tabs" else f"/listen?radar=1&{asked}"
        return {"front": "/listen", "search": f"/listen?q={WORD}", "activity": "/activity"}[kind]

    def _some_days(self) -> str:
        first, last = self._days
        since = first + timedelta(days=self._rng.randrange(max(1, (last - first).days)))
        return f"since={since}&until={since + timedelta(days=self._rng.choice((0, 6, 29)))}"

    def _remember(self, kind: str, page: str) -> None:
        """Where the list goes on, for a reader who scrolls."""
        kind = {"older": "front", "search-on": "search"}.get(kind, kind)
        if kind in ("front", "search") and (found := OLDER.search(page)):
            self._next[kind] = html.unescape(found[1])


def read_together(address: str, *, readers: int, seconds: float, days: tuple[date, date], seed: int) -> Times:
    """The times of some readers side by side."""
    crowd = [Reader(address, seed=seed + number, days=days) for number in range(readers)]
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=_reading(one, end), daemon=True) for one in crowd]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    times = Times()
    for reader in crowd:
        times.add(reader.times)
    return times


def _reading(reader: Reader, end: float) -> Callable[[], None]:
    return lambda: reader.read(until=end)


def first_pages(address: str, *, days: tuple[date, date]) -> dict[str, float]:
    """Milliseconds of the first page of each kind, which also pays for what is loaded once."""
    reader = Reader(address, seed=0, days=days)
    for kind in MIX:
        reader.ask(kind, wanted_at=time.monotonic())
    return {kind: round(values[0], 1) for kind, values in reader.times.ms.items()}
