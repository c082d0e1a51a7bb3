"""From gathered columns to rows of the lake: ids, interactions, counters and snapshots, in one SQL statement each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from palabre.listen.columns import Gathered
from palabre.model import TABLES
from palabre.model.ids import hash63_sql
from palabre.store import engine
from palabre.store.schema import schema_of
from palabre.text.language import languages_looked_for, languages_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import duckdb
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows of several tables that were read together and are committed together.

    `edits` holds when posts say they were edited; `members` holds the ids of the actors that were records of their
    own, one per record. `acts` are the interactions that leave no post.
    """

    posts: pa.Table
    edits: pa.Table
    metrics: pa.Table
    interactions: pa.Table
    actors: pa.Table
    deletions: pa.Table
    members: pa.ChunkedArray
    acts: pa.Table
    account_metrics: pa.Table


def _post(native_id: str) -> str:
    return hash63_sql("'p'", "network", native_id)


def _actor(native_id: str) -> str:
    return hash63_sql("'a'", "network", native_id)


POSTS = f"""
    SELECT {_post("native_id")} AS post_id, network, instance, native_id, url, {_actor("actor")} AS actor_id, handle,
           created_at, COALESCE(observed_at, $observed_at) AS observed_at, kind, title, text, lang, lang_declared,
           {_post("reply_to")} AS reply_to, {_actor("reply_to_actor")} AS reply_to_actor,
           {_post("root")} AS root_id, {_post("quote_of")} AS quote_of, {_post("repost_of")} AS repost_of, visibility,
           sensitive, links, tags, LIST_TRANSFORM(callouts, LAMBDA one: {_actor("one")}) AS callouts, media,
           {hash63_sql("COALESCE(title, '')", "text")} AS text_hash, $run_id AS run_id, extra,
           edited_at, actor, reply_to_actor AS answered, quote_of_actor AS quoted, repost_of_actor AS reposted,
           callouts AS named, measured, likes, reposts, replies, quotes, views
    FROM gathered
"""
EDITS = "SELECT post_id, text_hash, MAX(edited_at) AS edited_at FROM shaped WHERE edited_at IS NOT NULL GROUP BY ALL"
METRICS = """
    SELECT post_id, created_at, observed_at, likes, reposts, replies, quotes, views, run_id
    FROM shaped WHERE measured
"""
INTERACTIONS = f"""
    WITH acts AS (
        SELECT *, 'reply' AS act, {_actor("answered")} AS dst, reply_to AS target FROM shaped
        WHERE reply_to IS NOT NULL OR answered IS NOT NULL
        UNION ALL SELECT *, 'quote', {_actor("quoted")}, quote_of FROM shaped
        WHERE quote_of IS NOT NULL OR quoted IS NOT NULL
        UNION ALL SELECT *, 'repost', {_actor("reposted")}, repost_of FROM shaped
        WHERE repost_of IS NOT NULL OR reposted IS NOT NULL
        UNION ALL SELECT *, 'callout', UNNEST(LIST_DISTINCT(callouts)), NULL FROM shaped WHERE LEN(callouts) > 0
    )
    SELECT {hash63_sql("act", "post_id", "COALESCE(dst, 0)", "COALESCE(target, 0)")} AS interaction_id, act AS kind,
           actor_id AS src_actor, dst AS dst_actor, post_id, target AS target_post, created_at, observed_at, network,
           NULL AS weight, NULL AS native_id
    FROM acts
"""
# An act that its network names can be undone by that name; another is told by who acts towards what.
ACTS = f"""
    WITH acts AS (
        SELECT *, {_actor("actor")} AS src, {_actor("target_actor")} AS dst, {_post("target_post")} AS target
        FROM gathered_interactions
    )
    SELECT COALESCE({hash63_sql("'i'", "network", "native_id")},
                    {hash63_sql("kind", "src", "COALESCE(dst, 0)", "COALESCE(target, 0)")}) AS interaction_id,
           kind, src AS src_actor, dst AS dst_actor, NULL AS post_id, target AS target_post, created_at,
           COALESCE(observed_at, $observed_at) AS observed_at, network, NULL AS weight, native_id
    FROM acts
"""
ACCOUNT_METRICS = f"""
    SELECT {_actor("account")} AS actor_id, network, account AS native_id, day, metric, value,
           COALESCE(observed_at, $observed_at) AS observed_at, $run_id AS run_id
    FROM gathered_account_metrics
"""
LOOK = hash63_sql(
    *(
        f"COALESCE({name}::VARCHAR, '')"
        for name in (
            "handle",
            "display_name",
            "bio",
            "url",
            "followers",
            "following",
            "posts",
            "account_created_at",
            "is_bot_declared",
        )
    )
)
ACTORS = f"""
    SELECT {_actor("native_id")} AS actor_id, network, native_id, handle, display_name, bio, url, NULL AS avatar_phash,
           followers, following, posts, account_created_at, is_bot_declared,
           COALESCE(observed_at, $observed_at) AS observed_at, {LOOK} AS snapshot_hash, is_member, nth
    FROM gathered_actors
"""
DELETIONS = f"""
    SELECT scope, CASE scope WHEN 'post' THEN {_post("native_id")} ELSE {_actor("native_id")} END AS id,
           'upstream' AS reason, COALESCE(requested_at, $observed_at) AS requested_at, NULL AS purged_at, NULL AS ticket
    FROM gathered_deletions
"""


def batch_of(gathered: Gathered, *, run_id: int | None, observed_at: datetime, languages: Sequence[str] = ()) -> Batch:
    """The rows that gathered records make. `run_id` names the import; `observed_at` dates what does not say.

    `languages` are those of the workspace: posts are told to be in one of them, or in one of the most used.
    """
    when = {"observed_at": observed_at}
    with engine.cursor() as db:
        db.register("gathered", _with_languages(gathered.posts, languages))
        db.register("gathered_actors", gathered.actors)
        db.register("gathered_deletions", gathered.deletions)
        db.register("gathered_interactions", gathered.interactions)
        db.register("gathered_account_metrics", gathered.account_metrics)
        shaped = db.sql(POSTS, params={**when, "run_id": run_id}).to_arrow_table()
        db.register("shaped", shaped)
        actors = db.sql(ACTORS, params=when).to_arrow_table()
        return Batch(
            posts=_typed("posts", shaped),
            edits=db.sql(EDITS).to_arrow_table(),
            metrics=_table(db, "metrics", METRICS, {}),
            interactions=_table(db, "interactions", INTERACTIONS, {}),
            actors=_newest_of_each(actors),
            deletions=_table(db, "deletions", DELETIONS, when),
            members=actors.filter(actors["is_member"])["actor_id"],
            acts=_table(db, "interactions", ACTS, when, of=gathered.interactions),
            account_metrics=_table(
                db, "account_metrics", ACCOUNT_METRICS, {**when, "run_id": run_id}, of=gathered.account_metrics
            ),
        )


def only_posts(batch: Batch, posts: Mask, actors: Mask) -> Batch:
    """The batch with some of its posts and some of its actors alone, and of the rest what is theirs."""
    import pyarrow.compute as pc

    kept, known = batch.posts.filter(posts), batch.actors.filter(actors)
    ids, people = kept["post_id"].combine_chunks(), known["actor_id"].combine_chunks()
    return replace(
        batch,
        posts=kept,
        edits=batch.edits.filter(pc.is_in(batch.edits["post_id"], value_set=ids)),
        metrics=batch.metrics.filter(pc.is_in(batch.metrics["post_id"], value_set=ids)),
        interactions=batch.interactions.filter(pc.is_in(batch.interactions["post_id"], value_set=ids)),
        actors=known,
        members=batch.members.filter(pc.is_in(batch.members, value_set=people)),
    )


def _with_languages(posts: pa.Table, languages: Sequence[str]) -> pa.Table:
    """The same posts with the language that each is in, of its title and text together."""
    import pyarrow.compute as pc

    title, words = posts["title"], posts["text"]
    if title.null_count < len(title):
        words = pc.binary_join_element_wise(title, words, "\n", null_handling="skip")
    return posts.append_column("lang", languages_of(words, posts["lang_declared"], languages_looked_for(languages)))


def _table(
    db: duckdb.DuckDBPyConnection, name: str, sql: str, parameters: Mapping[str, object], *, of: pa.Table | None = None
) -> pa.Table:
    if of is not None and of.num_rows == 0:
        return schema_of(TABLES[name]).empty_table()
    return _typed(name, db.sql(sql, params=parameters).to_arrow_table())


def _typed(name: str, rows: pa.Table) -> pa.Table:
    schema = schema_of(TABLES[name])
    return rows.select(schema.names).cast(schema)


def _newest_of_each(actors: pa.Table) -> pa.Table:
    """The last snapshot met of each actor and time, in the order they were met."""
    with engine.cursor() as db:
        db.register("actors", actors)
        sql = """
            SELECT * FROM actors
            QUALIFY ROW_NUMBER() OVER (PARTITION BY actor_id, observed_at ORDER BY nth DESC) = 1
        """
        return _typed("actors", db.sql(sql).to_arrow_table())
