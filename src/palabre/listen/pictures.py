"""The pictures of posts heard live: each fetched once, small, told by its perceptual hash, then dropped.

What is to be fetched is found in the lake itself, from the feed: no post waits for its pictures, and a stop forgets
none. The address stays with the post; the hash is kept by the post and the hash of the address, and goes with the post.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import anyio

from palabre.errors import PalabreError, PictureRefused, RateLimited, SourceError, SourceRefused
from palabre.images import FAR, can_compare, perceptual_hash
from palabre.model import TABLES
from palabre.model.ids import hash63, hash63_sql
from palabre.store import Workspace, reading
from palabre.store.schema import schema_of
from palabre.store.state import read_cursor, write_cursor

if TYPE_CHECKING:
    import pyarrow as pa

    from palabre.sources import Http

log = logging.getLogger(__name__)
READER = "pictures"
MOST_BYTES = 5 * 1024 * 1024
MOST_SECONDS = 20.0
MOST_WAITING, MOST_AT_ONCE = 2_000, 200
FETCHED_TOGETHER = 8
# What cannot be reached now is asked again that much later; after the last one, no more.
AGAIN = (timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=2))
# Pictures of what was heard before are not looked for: their addresses are dead, and they would come all at once.
LOOKED_BACK = timedelta(days=7)

PENDING = f"""
    SELECT post_id, created_at, url, url_hash FROM (
        SELECT post_id, created_at, one.url AS url, {hash63_sql("'u'", "one.url")} AS url_hash
        FROM (
            SELECT post_id, created_at, UNNEST(media) AS one FROM posts
            WHERE run_id IS NULL AND observed_at >= $since AND created_at >= $first AND created_at < $last
        )
        WHERE one.kind = 'image' AND (one.url LIKE 'https://%' OR one.url LIKE 'http://%')
    ) AS shown
    ANTI JOIN pictures AS known ON known.post_id = shown.post_id AND known.url_hash = shown.url_hash
    WHERE url_hash NOT IN (SELECT UNNEST($put_off))
    ORDER BY created_at DESC LIMIT {MOST_WAITING}
"""
LIKE = """
    SELECT post_id, MIN(BIT_COUNT(XOR(phash, CAST($phash AS BIGINT)))) AS distance FROM pictures
    WHERE phash IS NOT NULL AND BIT_COUNT(XOR(phash, CAST($phash AS BIGINT))) <= $within
    GROUP BY post_id ORDER BY distance, post_id
"""
KNOWN = """
    SELECT url_hash, MAX(phash) AS phash FROM pictures
    WHERE phash IS NOT NULL AND url_hash IN (SELECT UNNEST($asked)) GROUP BY url_hash
"""
KEPT = "SELECT post_id FROM posts WHERE post_id IN (SELECT UNNEST($asked))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became of one picture: its hash, or why it has none."""

    phash: int | None = None
    failure: str | None = None


@dataclass(slots=True)
class Pictures:
    """Fetches the pictures of a workspace; `http` asks for them, as it does for sources."""

    workspace: Workspace
    http: Http
    counts: Counter[str] = field(default_factory=Counter)
    _put_off: dict[int, tuple[int, datetime]] = field(default_factory=dict)

    async def fetch(self) -> int:
        """Fetches some of those that are waiting and gives how many; 0 when none is, or when none can be now."""
        announced, waiting = await anyio.to_thread.run_sync(self._waiting)
        due = list(waiting)[:MOST_AT_ONCE]
        seen = {url: Seen(phash=phash) for url, phash in (await anyio.to_thread.run_sync(self._known, due)).items()}
        self.counts.update({"known": len(seen)} if seen else {})
        limit = anyio.CapacityLimiter(FETCHED_TOGETHER)
        async with anyio.create_task_group() as group:
            for url in due:
                if url not in seen:
                    group.start_soon(self._fetch, url, seen, limit)
        is_all = not self._put_off and len(seen) == len(waiting)
        await anyio.to_thread.run_sync(self._keep, seen, waiting, announced if is_all else None)
        return len(seen)

    def _waiting(self) -> tuple[int, dict[str, list[dict[str, Any]]]]:
        """The addresses to fetch, the newest first, each with the posts that show it; and how far the feed is read."""
        announced, spans, now = self.workspace.feed.last(), self._spans(), self.workspace.clock()
        found: dict[str, list[dict[str, Any]]] = {}
        if spans:
            first, last = min(first for first, _ in spans), max(last for _, last in spans)
            put_off = [0, *(url for url, (_, due) in self._put_off.items() if due > now)]
            values = {"since": now - LOOKED_BACK, "first": first, "last": last, "put_off": put_off}
            for row in reading.query(self.workspace.lake, PENDING, values, since=first, until=last).to_pylist():
                found.setdefault(row["url"], []).append(row)
        return announced, found

    def _spans(self) -> list[tuple[datetime, datetime]]:
        """The days of the posts that the feed announced since all that was announced before was done."""
        announced = self.workspace.feed.after(int(read_cursor(self.workspace.state, READER) or 0))
        return [
            (datetime.combine(first, time(), UTC), datetime.combine(last, time(), UTC) + timedelta(days=1))
            for one in announced
            if one.table == "posts"
            for first, last in one.days
        ]

    def _known(self, urls: Sequence[str]) -> dict[str, int]:
        """Those of which another post brought the hash already."""
        asked = {_hash(url): url for url in urls}
        rows = reading.query(self.workspace.lake, KNOWN, {"asked": list(asked)}).to_pylist() if asked else ()
        return {asked[row["url_hash"]]: row["phash"] for row in rows}

    async def _fetch(self, url: str, seen: dict[str, Seen], limit: anyio.CapacityLimiter) -> None:
        async with limit:
            found = await self._looked_at(url)
        if found is not None:
            seen[url] = found
            self.counts[found.failure or "hashed"] += 1
            self._put_off.pop(_hash(url), None)

    async def _looked_at(self, url: str) -> Seen | None:
        """What a picture is told by; None when it is to be asked for again later."""
        try:
            answer = await self.http.get(
                url, headers={"accept": "image/*"}, most=MOST_BYTES, seconds=MOST_SECONDS, polite=True
            )
        except SourceRefused as refusal:
            is_large = refusal.message_id == "source-answer-too-large"
            return Seen(failure="too-large" if is_large else "refused")
        except SourceError as problem:
            return self._later(url, problem)
        if answer.is_gone:
            return Seen(failure="gone")
        kind = answer.headers.get("content-type", "").lower()
        if not kind.startswith("image/") or kind.startswith("image/svg"):
            return Seen(failure="no-picture")
        try:
            phash = await anyio.to_thread.run_sync(perceptual_hash, answer.body)
        except PictureRefused as refusal:
            return Seen(failure="too-large" if refusal.message_id == "picture-too-large" else "no-picture")
        return Seen(phash=phash, failure="blank" if phash is None else None)

    def _later(self, url: str, problem: PalabreError) -> Seen | None:
        tries = self._put_off.get(_hash(url), (0, None))[0]
        if tries >= len(AGAIN):
            return Seen(failure="unreachable")
        wait = AGAIN[tries]
        if isinstance(problem, RateLimited):
            wait = max(wait, timedelta(seconds=problem.seconds))
        self._put_off[_hash(url)] = (tries + 1, self.workspace.clock() + wait)
        self.counts["put-off"] += 1
        return None

    def _keep(
        self, seen: Mapping[str, Seen], waiting: Mapping[str, Sequence[Mapping[str, Any]]], announced: int | None
    ) -> None:
        """Keeps what was seen, then how far the feed was followed: a stop between the two asks for nothing twice."""
        import pyarrow as pa

        now, table = self.workspace.clock(), TABLES["pictures"]
        rows = [
            {**post, "phash": one.phash, "failure": one.failure, "observed_at": now}
            for url, one in seen.items()
            for post in waiting[url]
        ]
        if rows:
            made = pa.Table.from_pylist(rows, schema_of(table))
            self.workspace.lake.append(table, _of_kept_posts(self.workspace, made))
        if announced is not None:
            write_cursor(self.workspace.state, READER, str(announced), now=now)


def _of_kept_posts(workspace: Workspace, rows: pa.Table) -> pa.Table:
    """The rows of posts that were not taken away meanwhile."""
    import pyarrow.compute as pc

    moments = pc.min_max(rows["created_at"]).as_py()
    asked = {"asked": rows["post_id"].to_pylist()}
    kept = reading.query(workspace.lake, KEPT, asked, since=moments["min"], until=moments["max"])
    return rows.filter(pc.is_in(rows["post_id"], value_set=kept["post_id"].combine_chunks()))


def _hash(url: str) -> int:
    return hash63("u", url)


async def follow_pictures(workspace: Workspace, open_http: Callable[[], Http], every_seconds: float) -> None:
    """Fetches pictures as posts come, until it is cancelled; does nothing where they cannot be read.

    `open_http` is asked once there is a source: the contact that is shown is said with the first one.
    """
    if not can_compare():
        log.warning("Pictures are not compared: pip install 'palabre[pictures]'")
        return
    while not await anyio.to_thread.run_sync(workspace.sources.all):
        await anyio.sleep(every_seconds)
    async with open_http() as http:
        pictures = Pictures(workspace, http)
        while True:
            fetched = 0
            try:
                fetched = await pictures.fetch()
            except Exception:
                # Pictures come after everything else: whatever breaks here stops no source.
                log.exception("Pictures could not be fetched; they are tried again")
            if not fetched:
                await anyio.sleep(every_seconds)


def posts_showing(workspace: Workspace, phash: int, *, within: int = FAR) -> tuple[tuple[int, int], ...]:
    """The posts that show a picture like this one, the nearest first: ids, and by how many bits they differ."""
    rows = reading.query(workspace.lake, LIKE, {"phash": phash, "within": within})
    return tuple((row["post_id"], row["distance"]) for row in rows.to_pylist())
