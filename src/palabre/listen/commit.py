"""Commits a batch: each table drops what it already holds, everything else first, posts last, then the feed.

A crash at any point leaves rows that the same batch, read again, finds and skips: nothing is lost, nothing doubles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from palabre.listen import mentions
from palabre.listen.rows import Batch
from palabre.model import TABLES
from palabre.store import Snapshot, Workspace, engine, turns
from palabre.store.erasure import delete
from palabre.store.lake import near
from palabre.store.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from palabre.store import Part

POSTS, METRICS, REVISIONS = TABLES["posts"], TABLES["metrics"], TABLES["revisions"]
COUNTERS = ("likes", "reposts", "replies", "quotes", "views")


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """What became of the posts of a batch; the four add up to its rows.

    Actors, deletions, acts without posts and figures of accounts are counted apart.
    """

    stored: int = 0
    updated: int = 0
    unchanged: int = 0
    erased: int = 0
    clashes: int = 0
    actors: int = 0
    actors_known: int = 0
    deletions: int = 0
    deletions_known: int = 0
    acts: int = 0
    acts_known: int = 0
    figures: int = 0
    figures_known: int = 0

    def __add__(self, other: Committed) -> Committed:
        return Committed(
            **{name: getattr(self, name) + getattr(other, name) for name in Committed.__dataclass_fields__}
        )


def commit(workspace: Workspace, batch: Batch) -> Committed:
    """Stores a batch and says what was new; safe to repeat, alone or beside other writers."""
    lake = workspace.lake
    gone = delete(workspace, batch.deletions)
    posts, erased = _respected(workspace, batch.posts, {"post_id": "post", "actor_id": "actor"})
    actors, _ = _respected(workspace, batch.actors, {"actor_id": "actor"})
    snapshots = lake.append(TABLES["actors"], actors, fresh=changed_actors)
    firsts, repeats, superseded = _first_of_each(posts)
    counts = _counted_actors(batch, kept=actors, stored=snapshots.stored)
    counts += _commit_acts(workspace, batch.acts) + _commit_figures(workspace, batch.account_metrics)
    if erased:
        batch = replace(batch, metrics=_only(batch.metrics, posts), interactions=_only(batch.interactions, posts))
    counts += _commit_posts(workspace, replace(batch, posts=firsts))
    if repeats.num_rows:
        counts += _commit_posts(workspace, replace(batch, posts=repeats))
    return counts + Committed(
        unchanged=superseded,
        erased=erased,
        deletions=gone.rows,
        deletions_known=gone.known,
    )


def _commit_acts(workspace: Workspace, acts: pa.Table) -> Committed:
    if acts.num_rows == 0:
        return Committed()
    acts, erased = _respected(workspace, acts, {"src_actor": "actor", "dst_actor": "actor"})
    done = workspace.lake.append(TABLES["interactions"], acts)
    return Committed(acts=done.rows, acts_known=acts.num_rows - done.rows, erased=erased)


def _commit_figures(workspace: Workspace, figures: pa.Table) -> Committed:
    if figures.num_rows == 0:
        return Committed()
    figures, erased = _respected(workspace, figures, {"actor_id": "actor"})
    done = workspace.lake.append(TABLES["account_metrics"], figures, fresh=changed_figures)
    return Committed(figures=done.rows, figures_known=figures.num_rows - done.rows, erased=erased)


def _counted_actors(batch: Batch, *, kept: pa.Table, stored: pa.Table) -> Committed:
    """What became of the actors that were records of their own."""
    import numpy as np

    listed = batch.members.to_numpy()
    forbidden = np.setdiff1d(batch.actors["actor_id"].to_numpy(), kept["actor_id"].to_numpy())
    erased = int(np.isin(listed, forbidden).sum())
    new = int(np.isin(np.unique(listed), stored["actor_id"].to_numpy()).sum())
    return Committed(actors=new, actors_known=len(listed) - erased - new, erased=erased)


def _respected(workspace: Workspace, rows: pa.Table, columns: dict[str, str]) -> tuple[pa.Table, int]:
    """The rows that no deletion forbids, and how many were left out."""
    deletions = workspace.lake.snapshot(TABLES["deletions"])
    if deletions.rows == 0 or rows.num_rows == 0:
        return rows, 0
    gone = deletions.sql()
    left = "".join(
        f" ANTI JOIN (SELECT id FROM {gone} WHERE scope = '{scope}') AS d_{column} ON i.{column} = d_{column}.id"
        for column, scope in columns.items()
    )
    kept = _ask(f"SELECT i.* FROM incoming AS i{left}", incoming=rows).cast(rows.schema)
    return kept, rows.num_rows - kept.num_rows


def _ask(sql: str, **tables: pa.Table) -> pa.Table:
    with engine.cursor() as db:
        for name, rows in tables.items():
            db.register(name, rows)
        return db.sql(sql).to_arrow_table()


def _first_of_each(posts: pa.Table) -> tuple[pa.Table, pa.Table, int]:
    """The first of each post, the last of those met again with other words, and how many are neither."""
    import numpy as np

    ids = posts["post_id"].to_numpy()
    unique, first = np.unique(ids, return_index=True)
    if len(unique) == len(ids):
        return posts, posts.slice(0, 0), 0
    others = np.setdiff1d(np.arange(len(ids)), first)
    hashes = posts["text_hash"].to_numpy()
    changed = others[hashes[others] != hashes[first[np.searchsorted(unique, ids[others])]]]
    last = {ids[row]: row for row in changed}
    again = posts.take(np.array(sorted(last.values()), dtype=np.int64))
    return posts.take(np.sort(first)), again, len(others) - len(last)


def _commit_posts(workspace: Workspace, batch: Batch) -> Committed:
    with turns.storing(workspace.lake):
        return _stored(workspace, batch)


def _stored(workspace: Workspace, batch: Batch) -> Committed:
    lake, posts = workspace.lake, batch.posts
    seen = _seen(lake.snapshot(POSTS), posts)
    clashing = seen.filter(seen["clash"])
    posts = _without(posts, clashing)
    new = _without(posts, seen)
    rules = workspace.radars.rules()
    mentions.keep(workspace, mentions.mentions_of(rules, new))
    # Nothing of the batch is known: what its posts bring is all theirs, without looking at each.
    is_new = seen.num_rows == 0
    lake.append(TABLES["interactions"], batch.interactions if is_new else _only(batch.interactions, new))
    metrics = batch.metrics if is_new else _only(batch.metrics, posts)
    measured = lake.append(METRICS, metrics, fresh=changed_metrics)
    rewordings = _as_revisions(posts, seen, batch.edits)
    mentions.keep_reworded(workspace, rules, _reworded(rewordings, seen))
    revised = lake.append(REVISIONS, rewordings, fresh=partial(new_words, seen))
    done = lake.append(POSTS, new)
    workspace.feed.publish("posts", done)
    updated = _distinct(_without(measured.stored, new), revised.stored)
    return Committed(
        stored=done.rows,
        updated=updated,
        unchanged=posts.num_rows - done.rows - updated,
        clashes=clashing.num_rows,
    )


def _reworded(rewordings: pa.Table, seen: pa.Table) -> pa.Table:
    """Those whose words are not the ones first stored."""
    if rewordings.num_rows == 0:
        return rewordings
    sql = "SELECT i.* FROM incoming AS i JOIN seen AS s ON s.post_id = i.post_id WHERE i.text_hash <> s.text_hash"
    return _ask(sql, incoming=rewordings, seen=seen)


def _seen(snapshot: Snapshot, posts: pa.Table) -> pa.Table:
    """Which of these posts the lake holds, with the words it knows and whether another post took the same id."""
    # In the whole table: two exports may date one post days apart.
    stored = snapshot.sql(columns=("post_id", "network", "native_id", "created_at", "observed_at", "text_hash"))
    sql = f"""
        SELECT i.post_id, s.created_at, s.observed_at, s.text_hash,
               s.native_id <> i.native_id OR s.network <> i.network AS clash
        FROM (SELECT post_id, network, native_id FROM incoming) AS i JOIN {stored} AS s ON s.post_id = i.post_id
    """
    return _ask(sql, incoming=posts)


def _without(rows: pa.Table, ids: pa.Table) -> pa.Table:
    return _kept(rows, ids, invert=True)


def _only(rows: pa.Table, ids: pa.Table) -> pa.Table:
    return _kept(rows, ids, invert=False)


def _kept(rows: pa.Table, ids: pa.Table, *, invert: bool) -> pa.Table:
    import numpy as np

    if ids.num_rows == 0 or rows.num_rows == 0:
        return rows if invert else rows.slice(0, 0)
    chosen = np.isin(rows["post_id"].to_numpy(), ids["post_id"].to_numpy(), invert=invert)
    return rows if chosen.all() else rows.filter(chosen)


def _distinct(*tables: pa.Table) -> int:
    import numpy as np

    return len(np.unique(np.concatenate([table["post_id"].to_numpy() for table in tables])))


def changed_metrics(snapshot: Snapshot, rows: pa.Table) -> pa.Table:
    """The counters that differ from the latest ones known at their time, one row per post and time."""
    return _differing(snapshot, rows, near(snapshot, rows), entity=("post_id",), looks=COUNTERS)


def changed_actors(snapshot: Snapshot, rows: pa.Table) -> pa.Table:
    """The snapshots of actors that differ from the latest one known at their time."""
    return _differing(snapshot, rows, snapshot.parts, entity=("actor_id",), looks=("snapshot_hash",))


def changed_figures(snapshot: Snapshot, rows: pa.Table) -> pa.Table:
    """The figures of accounts that differ from the latest ones known at their time, for the same day."""
    return _differing(snapshot, rows, near(snapshot, rows), entity=("actor_id", "metric", "day"), looks=("value",))


def _differing(
    snapshot: Snapshot, rows: pa.Table, parts: Sequence[Part], *, entity: Sequence[str], looks: Sequence[str]
) -> pa.Table:
    if rows.num_rows == 0:
        return rows
    look, whose = ", ".join(looks), ", ".join(entity)
    same = " AND ".join(f"i.{name} = s.{name}" for name in entity)
    differs = " OR ".join(f"i.{name} IS DISTINCT FROM s.{name}" for name in looks)
    sql = f"""
        SELECT {", ".join(f"i.{name}" for name in snapshot.table.names)} FROM (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY {whose}, observed_at ORDER BY {look}) AS nth FROM incoming
        ) AS i
        ASOF LEFT JOIN {snapshot.sql(parts, (*entity, "observed_at", *looks))} AS s
            ON {same} AND i.observed_at >= s.observed_at
        WHERE i.nth = 1 AND (s.{entity[0]} IS NULL OR (s.observed_at < i.observed_at AND ({differs})))
    """
    return _ask(sql, incoming=rows).cast(rows.schema)


def _as_revisions(posts: pa.Table, seen: pa.Table, edits: pa.Table) -> pa.Table:
    """Known posts as revisions of themselves, dated by their author when they say when they were edited."""
    sql = """
        SELECT i.post_id, s.created_at, COALESCE(e.edited_at, i.observed_at) AS revised_at, i.observed_at, i.title,
               i.text, i.text_hash, CASE WHEN e.edited_at IS NULL THEN 'refetch' ELSE 'edit' END AS reason, i.run_id
        FROM incoming AS i JOIN seen AS s ON s.post_id = i.post_id
        LEFT JOIN edits AS e ON e.post_id = i.post_id AND e.text_hash = i.text_hash
    """
    return _ask(sql, incoming=posts, seen=seen, edits=edits).cast(schema_of(REVISIONS))


def new_words(seen: pa.Table, snapshot: Snapshot, rows: pa.Table) -> pa.Table:
    """The revisions whose words differ from those known at their time: first ones stored, or a later revision."""
    if rows.num_rows == 0:
        return rows
    revisions = snapshot.sql(near(snapshot, rows), ("post_id", "observed_at", "text_hash"))
    sql = f"""
        WITH known AS (
            SELECT post_id, observed_at, text_hash FROM seen
            UNION ALL SELECT post_id, observed_at, text_hash FROM {revisions}
        )
        SELECT i.* FROM (SELECT DISTINCT * FROM incoming) AS i
        ANTI JOIN known AS k
            ON k.post_id = i.post_id AND k.observed_at = i.observed_at AND k.text_hash = i.text_hash
        JOIN seen AS s ON s.post_id = i.post_id
        ASOF LEFT JOIN known AS l ON l.post_id = i.post_id AND i.observed_at >= l.observed_at
        WHERE i.text_hash <> COALESCE(l.text_hash, s.text_hash)
    """
    return _ask(sql, incoming=rows, seen=seen).cast(rows.schema)
