"""From records to columns: the fields of records as a parser read them, gathered in Arrow tables by their kind.

This is the last loop over single records; `palabre.listen.rows` shapes the columns into the lake's tables in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from msgspec.structs import astuple

from palabre.model import AccountMetric, Actor, Deletion, Interaction, Media, Metrics, Post
from palabre.store.schema import arrow_schema

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

ACTORS_REMEMBERED = 1_000_000
GATHERED: dict[str, tuple[tuple[str, str], ...]] = {
    "posts": (
        *((name, "str") for name in ("network", "native_id", "instance", "url", "actor", "handle")),
        *((name, "ts") for name in ("created_at", "observed_at", "edited_at")),
        *((name, "str") for name in ("kind", "title", "text", "lang_declared", "reply_to", "reply_to_actor", "root")),
        *((name, "str") for name in ("quote_of", "quote_of_actor", "repost_of", "repost_of_actor", "visibility")),
        ("sensitive", "bool"),
        *((name, "list<str>") for name in ("links", "tags", "callouts")),
        ("media", "list<media>"),
        ("extra", "str"),
        *((name, "i64") for name in ("likes", "reposts", "replies", "quotes", "views")),
        ("measured", "bool"),
    ),
    "actors": (
        *((name, "str") for name in ("network", "native_id", "handle", "display_name", "bio", "url")),
        *((name, "i64") for name in ("followers", "following", "posts")),
        ("account_created_at", "ts"),
        ("is_bot_declared", "bool"),
        # Words between blanks; null when the record does not say.
        ("signals", "str"),
        ("observed_at", "ts"),
        ("is_member", "bool"),
        ("nth", "i64"),
    ),
    "deletions": (("network", "str"), ("scope", "str"), ("native_id", "str"), ("requested_at", "ts")),
    "interactions": (
        *((name, "str") for name in ("network", "kind", "actor", "target_actor", "target_post", "native_id")),
        *((name, "ts") for name in ("created_at", "observed_at")),
    ),
    "account_metrics": (
        *((name, "str") for name in ("network", "account", "metric")),
        *((name, "ts") for name in ("day", "observed_at")),
        ("value", "f64"),
    ),
}


@lru_cache(maxsize=8)
def gathered_schema(name: str) -> pa.Schema:
    """The columns of records as parsers give them, before ids: texts where the lake has numbers."""
    return arrow_schema(GATHERED[name])


def nothing_of(name: str) -> pa.Table:
    """No record of a kind."""
    return gathered_schema(name).empty_table()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Records read together, as columns named like their fields."""

    posts: pa.Table
    actors: pa.Table
    deletions: pa.Table = field(default_factory=partial(nothing_of, "deletions"))
    interactions: pa.Table = field(default_factory=partial(nothing_of, "interactions"))
    account_metrics: pa.Table = field(default_factory=partial(nothing_of, "account_metrics"))

    @classmethod
    def joined(cls, parts: Sequence[Gathered]) -> Self:
        """Several of them as one; actors keep the order in which they were met."""
        import pyarrow as pa

        actors = pa.concat_tables([part.actors for part in parts])
        nth = pa.array(range(len(actors)), pa.int64())
        return cls(
            posts=pa.concat_tables([part.posts for part in parts]),
            actors=actors.set_column(actors.schema.get_field_index("nth"), "nth", nth),
            deletions=pa.concat_tables([part.deletions for part in parts]),
            interactions=pa.concat_tables([part.interactions for part in parts]),
            account_metrics=pa.concat_tables([part.account_metrics for part in parts]),
        )


@dataclass(slots=True)
class Columns:
    """Gathers records and gives them back as columns; an actor met again unchanged is gathered once."""

    _given: dict[tuple[str, str], Actor] = field(default_factory=dict)
    # Parsers make a talkative actor once: the very same object needs no comparison. Held, so that its id stays its own.
    _seen: dict[int, Actor] = field(default_factory=dict)
    _posts: list[pa.Table] = field(default_factory=list)
    _actors: list[Actor] = field(default_factory=list)
    _members: list[Actor] = field(default_factory=list)
    _deletions: list[Deletion] = field(default_factory=list)
    _interactions: list[Interaction] = field(default_factory=list)
    _account_metrics: list[AccountMetric] = field(default_factory=list)

    def add(
        self,
        posts: Sequence[Post],
        actors: Iterable[Actor] = (),
        deletions: Iterable[Deletion] = (),
        *,
        interactions: Iterable[Interaction] = (),
        account_metrics: Iterable[AccountMetric] = (),
    ) -> None:
        """Takes in some records."""
        if len(self._given) > ACTORS_REMEMBERED or len(self._seen) > ACTORS_REMEMBERED:
            self._given.clear()
            self._seen.clear()
        seen = self._seen
        for post in posts:
            actor = post.actor
            if actor is not None and id(actor) not in seen:
                self._meet(actor)
        self._members.extend(actors)
        self._deletions.extend(deletions)
        self._interactions.extend(interactions)
        self._account_metrics.extend(account_metrics)
        self._posts.append(_posts_table(posts))

    def _meet(self, actor: Actor) -> None:
        key = (actor.network, actor.native_id)
        before = self._given.get(key)
        if before == actor:
            self._seen[id(actor)] = actor
            return
        self._actors.append(actor)
        self._given[key] = actor
        if before is not None:
            # Seen otherwise since: the earlier look must be gathered again, should it come back.
            self._seen.pop(id(before), None)
        self._seen[id(actor)] = actor

    def take(self) -> Gathered:
        """Everything gathered since the last time."""
        import pyarrow as pa

        gathered = Gathered(
            posts=pa.concat_tables([gathered_schema("posts").empty_table(), *self._posts]),
            actors=_actors_table(self._actors, self._members),
            deletions=_plain_table("deletions", self._deletions),
            interactions=_plain_table("interactions", self._interactions),
            account_metrics=_plain_table("account_metrics", self._account_metrics),
        )
        self._posts, self._actors, self._members, self._deletions = [], [], [], []
        self._interactions, self._account_metrics = [], []
        return gathered


def _posts_table(posts: Sequence[Post]) -> pa.Table:
    import pyarrow as pa

    schema = gathered_schema("posts")
    if not posts:
        return schema.empty_table()
    # Whole tuples turned over: a third of the time of reading each field of each post by its name.
    fields = zip(*map(astuple, posts), strict=True)
    told: dict[str, Sequence[Any]] = dict(zip(Post.__struct_fields__, fields, strict=True))
    actors, metrics = told["actor"], told["metrics"]
    told["actor"] = [one.native_id if one is not None else None for one in actors]
    told["handle"] = [one.handle if one is not None else None for one in actors]
    if any(told["media"]):
        told["media"] = [[_media(one) for one in media] for media in told["media"]]
    for name in Metrics.__struct_fields__:
        told[name] = [getattr(one, name) if one is not None else None for one in metrics]
    told["measured"] = [one is not None for one in metrics]
    columns = {name: _array(told[name], schema.field(name).type) for name in schema.names if name != "created_at"}
    columns["created_at"] = _moments(told["created_at"]).cast(schema.field("created_at").type)
    return pa.table(columns).select(schema.names).cast(schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """The values in Arrow; those that are one and the same object all along are not looked at one by one."""
    import pyarrow as pa

    first = values[0]
    if first is values[-1] and not pa.types.is_list(kind) and values.count(first) == len(values):
        return pa.nulls(len(values), kind) if first is None else pa.repeat(pa.scalar(first, kind), len(values))
    return pa.array(values, kind)


def _moments(dates: Sequence[datetime]) -> pa.Array:
    """Dates in microseconds: twice as quick as Arrow does it, and exact until the year 2255."""
    import numpy as np
    import pyarrow as pa

    return pa.array(np.rint(np.array([date.timestamp() for date in dates]) * 1_000_000).astype(np.int64))


def _media(one: Media) -> dict[str, object]:
    return {"kind": one.kind, "alt": one.alt, "url": one.url, "phash": None}


def _actors_table(met: Sequence[Actor], members: Sequence[Actor]) -> pa.Table:
    import pyarrow as pa

    schema = gathered_schema("actors")
    every = [*met, *members]
    columns: dict[str, list[object]] = {
        name: [getattr(actor, name) for actor in every]
        for name in schema.names
        if name not in ("signals", "is_member", "nth")
    }
    columns["signals"] = [None if actor.signals is None else " ".join(actor.signals) for actor in every]
    columns["is_member"] = [*([False] * len(met)), *([True] * len(members))]
    columns["nth"] = list(range(len(every)))
    return pa.table(columns, schema=schema)


def _plain_table(name: str, records: Sequence[Struct]) -> pa.Table:
    """Records whose fields are plain words and dates, as they are."""
    import pyarrow as pa

    schema = gathered_schema(name)
    if not records:
        return schema.empty_table()
    return pa.table({name: [getattr(one, name) for one in records] for name in schema.names}, schema=schema)
