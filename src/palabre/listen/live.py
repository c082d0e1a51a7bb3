"""What becomes of the pages of a live source: what matters is kept, with respect; the rest is counted, then dropped.

Kept are posts that a radar matches, those of a thread the lake holds something of, all of our own accounts, and all of
a source that is a place of ours. A page read again after a crash changes nothing: every table knows its rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from palabre.listen import listening_gaps
from palabre.listen._ours import our_accounts
from palabre.listen._respect import Respect
from palabre.listen.chunks import chunked
from palabre.listen.columns import Columns, Gathered, nothing_of
from palabre.listen.commit import commit
from palabre.listen.holding import Held
from palabre.listen.mentions import mentions_of
from palabre.listen.rows import Batch, batch_of
from palabre.store import Heard, KeptSource, Workspace, reading
from palabre.store.erasure import Scope, delete, deletion_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.listen.commit import Committed
    from palabre.model import Actor
    from palabre.sources import Page

    Mask = npt.NDArray[np.bool_]

# Which columns of a post name another one of its thread.
TOWARDS = ("root_id", "reply_to", "quote_of", "repost_of")
# A reply to a reply to a mention, all in one page, takes a turn each; deeper ones come with the thread itself.
_TURNS = 4
MOST_PASSED_BY = 200_000


@dataclass(slots=True)
class Live:
    """What the listener of a workspace remembers from page to page, for all its sources."""

    workspace: Workspace
    held: Held
    respect: Respect
    ours: frozenset[int] = frozenset()
    # Deletions of what the lake does not hold, by id: an import under way may be bringing it in.
    passed_by: dict[int, Scope] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, networks: Sequence[str]) -> Live:
        """What is remembered of a workspace, for sources of some networks."""
        live = cls(workspace, Held(workspace, frozenset(networks)), Respect(workspace))
        live.refresh()
        return live

    def refresh(self) -> None:
        """Looks again at what others may have changed: the lake, the adopted strategy."""
        if self.held.refresh() and self.passed_by:
            self._delete_what_came_since()
        self.ours = frozenset(our_accounts(self.workspace))

    def _delete_what_came_since(self) -> None:
        import numpy as np

        ids = np.fromiter(self.passed_by, np.int64, len(self.passed_by))
        here = ids[self.held.posts.has(ids) | self.held.actors.has(ids)].tolist()
        now = self.workspace.clock()
        for scope in ("post", "actor"):
            if gone := [one for one in here if self.passed_by[one] == scope]:
                delete(self.workspace, deletion_rows(scope, gone, reason="upstream", now=now, ticket=None))
        for one in here:
            del self.passed_by[one]

    def pass_by(self, deletions: pa.Table) -> None:
        """Remembers deletions of what is not held, the latest ones."""
        for scope, one in zip(deletions["scope"].to_pylist(), deletions["id"].to_pylist(), strict=True):
            self.passed_by[one] = scope
        while len(self.passed_by) > MOST_PASSED_BY:
            del self.passed_by[next(iter(self.passed_by))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is to be kept of some pages, before their authors are looked up: `authors` are native ids by our ids."""

    batch: Batch
    mentions: pa.Table
    counts: Counter[str]
    authors: dict[int, str]
    heard_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What was done with some pages."""

    committed: Committed
    mentions: int
    dropped: int


def choose(live: Live, source: KeptSource, pages: Sequence[Page], *, whole: bool = False) -> Chosen:
    """What to keep of some pages read in a row; with `whole`, everything that respect allows, as for a thread."""
    workspace = live.workspace
    now = workspace.clock()
    gathered, counts = _gathered(pages)
    live.respect.learn(gathered.actors)
    batch = batch_of(gathered, run_id=None, observed_at=now, languages=workspace.settings.languages)
    mentions = mentions_of(workspace.radars.rules(), batch.posts)
    wanted = _wanted(live, batch.posts, mentions, everything=whole or source.is_ours)
    respected, left_out = live.respect.keeps(batch.posts["actor_id"].to_numpy())
    for signal, refused in left_out.items():
        counts[f"left-out {signal}"] += int((refused & wanted).sum())
    kept = wanted & respected
    counts["posts"] += batch.posts.num_rows
    counts["dropped"] += int((~wanted).sum())
    chosen = _narrowed(live, batch, kept)
    authors = dict(
        zip(chosen.posts["actor_id"].to_pylist(), gathered.posts.filter(kept)["actor"].to_pylist(), strict=True)
    )
    return Chosen(
        batch=chosen,
        mentions=mentions.filter(_isin(mentions["post_id"], chosen.posts["post_id"])),
        counts=counts,
        authors={ours: native for ours, native in authors.items() if ours is not None and native},
        heard_at=now,
    )


def _gathered(pages: Sequence[Page]) -> tuple[Gathered, Counter[str]]:
    counts: Counter[str] = Counter()
    chunks = list(chunked(record for page in pages for record in page.records))
    for page in pages:
        counts["heard"] += page.heard or len(page.records)
        counts.update({f"passed-over {word}": n for word, n in page.passed_over.items()})
    counts["passed-over bad-record"] += sum(len(chunk.rejects) for chunk in chunks)
    if chunks:
        return Gathered.joined([chunk.gathered for chunk in chunks]), counts
    return Gathered(posts=nothing_of("posts"), actors=nothing_of("actors")), counts


def _wanted(live: Live, posts: pa.Table, mentions: pa.Table, *, everything: bool) -> Mask:
    import numpy as np

    if everything or posts.num_rows == 0:
        return np.ones(posts.num_rows, dtype=np.bool_)
    ids = posts["post_id"].to_numpy()
    wanted: Mask = np.isin(ids, mentions["post_id"].to_numpy()) | live.held.posts.has(ids)
    wanted |= np.isin(posts["actor_id"].fill_null(0).to_numpy(), list(live.ours))
    towards = [posts[name].fill_null(0).to_numpy() for name in TOWARDS]
    for others in towards:
        wanted |= live.held.posts.has(others)
    for _ in range(_TURNS):
        before = int(wanted.sum())
        for others in towards:
            wanted |= np.isin(others, ids[wanted])
        if int(wanted.sum()) == before:
            break
    return wanted


def _narrowed(live: Live, batch: Batch, kept: Mask) -> Batch:
    """The batch with the chosen posts alone, and of the rest what is about them or about what the lake holds."""
    import numpy as np

    posts = batch.posts.filter(kept)
    ids = posts["post_id"]
    actors = batch.actors["actor_id"].to_numpy()
    keeps_actor = np.isin(actors, posts["actor_id"].to_numpy()) | live.held.actors.has(actors)
    gone = batch.deletions["id"].to_numpy()
    is_ours = live.held.posts.has(gone) | live.held.actors.has(gone) | np.isin(gone, ids.to_numpy())
    # An account may go in the page that brought its first post.
    is_ours |= np.isin(gone, posts["actor_id"].fill_null(0).to_numpy())
    live.pass_by(batch.deletions.filter(~is_ours))
    targets = batch.acts["target_post"].fill_null(0).to_numpy()
    towards = batch.acts["dst_actor"].fill_null(0).to_numpy()
    # A like is kept when its post is; a follow when it goes to one of our accounts.
    follows = np.isin(towards, list(live.ours)) & (targets == 0)
    acts = live.held.posts.has(targets) | np.isin(targets, ids.to_numpy()) | follows
    respected, _ = live.respect.keeps(batch.acts["src_actor"].to_numpy())
    return replace(
        batch,
        posts=posts,
        edits=batch.edits.filter(_isin(batch.edits["post_id"], ids)),
        metrics=batch.metrics.filter(_isin(batch.metrics["post_id"], ids)),
        interactions=batch.interactions.filter(_isin(batch.interactions["post_id"], ids)),
        actors=batch.actors.filter(keeps_actor),
        deletions=batch.deletions.filter(is_ours),
        members=batch.members.filter(_isin(batch.members, posts["actor_id"])),
        acts=batch.acts.filter(acts & respected),
    )


def _isin(ids: pa.ChunkedArray, among: pa.ChunkedArray) -> pa.ChunkedArray:
    import pyarrow.compute as pc

    return pc.is_in(ids, value_set=among.combine_chunks())


def store(
    live: Live,
    source: KeptSource,
    chosen: Chosen,
    pages: Sequence[Page],
    looked: Sequence[Actor] = (),
    *,
    plans_threads: bool = False,
) -> Stored:
    """Keeps what was chosen, then the cursor with what was counted, in that order: a crash between is read again.

    `looked` are the authors as they are now; with `plans_threads` the threads of mentions will be read again.
    """
    workspace, held = live.workspace, live.held
    batch = _with_looks(live, chosen, looked)
    opted_out = live.respect.opted_out(held)
    if len(opted_out):
        rows = deletion_rows("actor", opted_out.tolist(), reason="opt-out", now=chosen.heard_at, ticket=None)
        batch = replace(batch, deletions=_joined(batch.deletions, rows))
    before = held.versions
    done = commit(workspace, batch) if _holds_something(batch) else _nothing()
    held.wrote(before, batch.posts["post_id"].to_numpy(), batch.actors["actor_id"].to_numpy())
    live.respect.keep(source.kind, batch)
    listening_gaps.keep_holes(workspace, source, [hole for page in pages for hole in page.holes])
    counts = chosen.counts + Counter(kept=done.stored + done.updated, erased=done.erased, deletions=done.deletions)
    if plans_threads:
        left = workspace.rereads.plan(source.source_id, list(_threads(batch, chosen.mentions)))
        counts["threads-not-read"] += left
    workspace.sources.heard(source.source_id, _heard(chosen, pages, batch, counts))
    return Stored(committed=done, mentions=chosen.mentions.num_rows, dropped=counts["dropped"])


def held_elsewhere(
    workspace: Workspace, root: int, shown: Sequence[str], *, limit: int
) -> tuple[tuple[str, str | None], ...]:
    """Posts of a thread that the lake holds and that are not among those shown: their network's names and addresses."""
    sql = """
        SELECT native_id, url FROM posts WHERE (root_id = $root OR post_id = $root) AND kind <> 'repost'
            AND native_id NOT IN (SELECT UNNEST($shown)) ORDER BY created_at LIMIT $limit
    """
    rows = reading.query(workspace.lake, sql, {"root": root, "shown": list(shown) or [""], "limit": limit})
    return tuple((row["native_id"], row["url"]) for row in rows.to_pylist())


def _with_looks(live: Live, chosen: Chosen, looked: Sequence[Actor]) -> Batch:
    """The batch with its authors as they were looked up: their handles on the posts, and what they ask respected."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not looked:
        return chosen.batch
    columns = Columns()
    columns.add((), looked)
    gathered = columns.take()
    live.respect.learn(gathered.actors)
    actors = batch_of(gathered, run_id=None, observed_at=chosen.heard_at).actors
    batch = chosen.batch
    places = pc.index_in(batch.posts["actor_id"], value_set=actors["actor_id"].combine_chunks())
    handles = pc.coalesce(actors["handle"].combine_chunks().take(places.combine_chunks()), batch.posts["handle"])
    at = batch.posts.schema.get_field_index("handle")
    posts = batch.posts.set_column(at, batch.posts.schema.field(at), pa.chunked_array([handles]))
    respected, left_out = live.respect.keeps(posts["actor_id"].to_numpy())
    for signal, refused in left_out.items():
        chosen.counts[f"left-out {signal}"] += int(refused.sum())
    known = live.respect.keeps(actors["actor_id"].to_numpy())[0] | live.held.actors.has(actors["actor_id"].to_numpy())
    batch = replace(batch, posts=posts, actors=_joined(batch.actors, actors.filter(known)))
    return batch if respected.all() else _narrowed(live, batch, respected)


def _joined(*tables: pa.Table) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables([one.cast(tables[0].schema) for one in tables])


def _holds_something(batch: Batch) -> bool:
    return any(
        len(one)
        for one in (batch.posts, batch.actors, batch.deletions, batch.acts, batch.metrics, batch.account_metrics)
    )


def _nothing() -> Committed:
    from palabre.listen.commit import Committed

    return Committed()


def _threads(batch: Batch, mentions: pa.Table) -> Iterator[dict[str, object]]:
    """The threads of new mentions, each named by the post of it that was heard."""
    import pyarrow.compute as pc

    found = batch.posts.filter(pc.is_in(batch.posts["post_id"], value_set=mentions["post_id"].combine_chunks()))
    columns = ("post_id", "root_id", "native_id", "url", "instance")
    for row in found.select(columns).to_pylist():
        root = row.pop("root_id")
        yield {**row, "post_id": root or row["post_id"], "root": None}


def _heard(chosen: Chosen, pages: Sequence[Page], batch: Batch, counts: Counter[str]) -> Heard:
    import pyarrow.compute as pc

    cursor = next((page.cursor for page in reversed(pages) if page.cursor is not None), None)
    events = [page.newest for page in pages if page.newest is not None]
    return Heard(
        cursor=cursor,
        counts={word: n for word, n in counts.items() if n},
        at=chosen.heard_at,
        last_event_at=max(events, default=None),
        last_post_at=pc.max(batch.posts["created_at"]).as_py() if batch.posts.num_rows else None,
    )
