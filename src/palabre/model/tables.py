"""The columns of each table of the lake, as plain tuples; the words are those of the product's glossary.

Types: `i64`, `i32`, `f32`, `f64`, `bool`, `str`, `ts` (microseconds, UTC), `list<str>`, `list<i64>`, `list<media>`.
Every table is cut by the UTC month of its `time` column and holds one row per `key`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the lake: which column tells time, which columns make a row unique, and what each column is.

    `version` grows when columns are added; `added` says in which version each newer column came.
    """

    name: str
    time: str
    key: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    version: int = 1
    added: tuple[tuple[str, int], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in stored order."""
        return tuple(name for name, _ in self.columns)


POSTS = Table(
    name="posts",
    time="created_at",
    key=("post_id",),
    columns=(
        ("post_id", "i64"),
        ("network", "str"),
        ("instance", "str"),
        ("native_id", "str"),
        ("url", "str"),
        ("actor_id", "i64"),
        ("handle", "str"),
        ("created_at", "ts"),
        ("observed_at", "ts"),
        ("kind", "str"),
        ("title", "str"),
        ("text", "str"),
        ("lang", "str"),
        ("lang_declared", "str"),
        ("reply_to", "i64"),
        ("reply_to_actor", "i64"),
        ("root_id", "i64"),
        ("quote_of", "i64"),
        ("repost_of", "i64"),
        ("visibility", "str"),
        ("sensitive", "bool"),
        ("links", "list<str>"),
        ("tags", "list<str>"),
        ("callouts", "list<i64>"),
        ("media", "list<media>"),
        ("text_hash", "i64"),
        ("run_id", "i64"),
        ("extra", "str"),
    ),
)
ENRICHMENTS = Table(
    name="enrichments",
    time="created_at",
    key=("post_id", "model", "model_version"),
    columns=(
        ("post_id", "i64"),
        ("created_at", "ts"),
        ("model", "str"),
        ("model_version", "str"),
        ("sentiment", "f32"),
        ("sentiment_label", "str"),
        ("stance", "str"),
        ("topics", "list<str>"),
        ("hostility", "f32"),
        ("irony", "f32"),
        ("is_promo", "bool"),
        ("enriched_at", "ts"),
    ),
)
METRICS = Table(
    name="metrics",
    time="created_at",
    key=("post_id", "observed_at"),
    columns=(
        ("post_id", "i64"),
        ("created_at", "ts"),
        ("observed_at", "ts"),
        ("likes", "i64"),
        ("reposts", "i64"),
        ("replies", "i64"),
        ("quotes", "i64"),
        ("views", "i64"),
        ("run_id", "i64"),
    ),
)
REVISIONS = Table(
    name="revisions",
    time="created_at",
    key=("post_id", "observed_at", "text_hash"),
    columns=(
        ("post_id", "i64"),
        ("created_at", "ts"),
        ("revised_at", "ts"),
        ("observed_at", "ts"),
        ("title", "str"),
        ("text", "str"),
        ("text_hash", "i64"),
        ("reason", "str"),
        ("run_id", "i64"),
    ),
)
INTERACTIONS = Table(
    name="interactions",
    time="created_at",
    key=("interaction_id",),
    columns=(
        ("interaction_id", "i64"),
        ("kind", "str"),
        ("src_actor", "i64"),
        ("dst_actor", "i64"),
        ("post_id", "i64"),
        ("target_post", "i64"),
        ("created_at", "ts"),
        ("observed_at", "ts"),
        ("network", "str"),
        ("weight", "f32"),
        ("native_id", "str"),
    ),
)
ACTORS = Table(
    name="actors",
    time="observed_at",
    key=("actor_id", "observed_at"),
    columns=(
        ("actor_id", "i64"),
        ("network", "str"),
        ("native_id", "str"),
        ("handle", "str"),
        ("display_name", "str"),
        ("bio", "str"),
        ("url", "str"),
        ("avatar_phash", "i64"),
        ("followers", "i64"),
        ("following", "i64"),
        ("posts", "i64"),
        ("account_created_at", "ts"),
        ("is_bot_declared", "bool"),
        ("observed_at", "ts"),
        ("snapshot_hash", "i64"),
    ),
)
ACCOUNT_METRICS = Table(
    name="account_metrics",
    time="day",
    key=("actor_id", "metric", "day", "observed_at"),
    columns=(
        ("actor_id", "i64"),
        ("network", "str"),
        ("native_id", "str"),
        ("day", "ts"),
        ("metric", "str"),
        ("value", "f64"),
        ("observed_at", "ts"),
        ("run_id", "i64"),
    ),
)
MENTIONS = Table(
    name="mentions",
    time="created_at",
    key=("radar_id", "rule_version", "post_id"),
    columns=(
        ("radar_id", "i32"),
        ("rule_version", "i32"),
        ("post_id", "i64"),
        ("actor_id", "i64"),
        ("handle", "str"),
        ("created_at", "ts"),
        ("network", "str"),
        ("kind", "str"),
        ("lang", "str"),
        ("matched", "list<str>"),
        ("is_reply", "bool"),
        ("root_id", "i64"),
        ("sentiment", "f32"),
        ("relevance", "f32"),
    ),
)
PICTURES = Table(
    name="pictures",
    time="created_at",
    key=("post_id", "url_hash"),
    columns=(
        ("post_id", "i64"),
        ("created_at", "ts"),
        ("url_hash", "i64"),
        ("phash", "i64"),
        ("failure", "str"),
        ("observed_at", "ts"),
    ),
)
GAPS = Table(
    name="gaps",
    time="from_at",
    key=("gap_id",),
    columns=(
        ("gap_id", "i64"),
        ("source", "str"),
        ("from_at", "ts"),
        ("to_at", "ts"),
        ("why", "str"),
        ("estimated_loss", "i64"),
        ("observed_at", "ts"),
    ),
)
DELETIONS = Table(
    name="deletions",
    time="requested_at",
    key=("scope", "id"),
    columns=(
        ("scope", "str"),
        ("id", "i64"),
        ("reason", "str"),
        ("requested_at", "ts"),
        ("purged_at", "ts"),
        ("ticket", "str"),
    ),
)
POSTS_DAY = Table(
    name="posts_day",
    time="day",
    key=("day", "network", "lang", "kind"),
    columns=(
        ("day", "ts"),
        ("network", "str"),
        ("lang", "str"),
        ("kind", "str"),
        ("n", "i64"),
        ("actors", "i64"),
    ),
)
MENTIONS_DAY = Table(
    name="mentions_day",
    time="day",
    key=("radar_id", "day", "network", "lang", "is_reply"),
    columns=(
        ("radar_id", "i32"),
        ("day", "ts"),
        ("network", "str"),
        ("lang", "str"),
        ("is_reply", "bool"),
        ("n", "i64"),
        ("actors", "i64"),
    ),
)
TERMS_DAY = Table(
    name="terms_day",
    time="day",
    key=("day", "kind", "term"),
    columns=(
        ("day", "ts"),
        ("kind", "str"),
        ("term", "str"),
        ("n", "i64"),
        ("actors", "i64"),
    ),
)
USES_DAY = Table(
    name="uses_day",
    time="day",
    key=("what", "day", "term", "actor_id", "network", "lang", "kind"),
    columns=(
        ("what", "str"),
        ("day", "ts"),
        ("term", "str"),
        ("actor_id", "i64"),
        ("network", "str"),
        ("lang", "str"),
        ("kind", "str"),
        ("n", "i64"),
    ),
)
MENTION_USES_DAY = Table(
    name="mention_uses_day",
    time="day",
    key=("radar_id", *USES_DAY.key),
    columns=(("radar_id", "i32"), *USES_DAY.columns),
)

STORED = (
    POSTS,
    ENRICHMENTS,
    METRICS,
    REVISIONS,
    INTERACTIONS,
    ACTORS,
    MENTIONS,
    GAPS,
    DELETIONS,
    ACCOUNT_METRICS,
    PICTURES,
)
ROLLUPS = (POSTS_DAY, MENTIONS_DAY, TERMS_DAY, USES_DAY, MENTION_USES_DAY)
TABLES = {table.name: table for table in STORED + ROLLUPS}
