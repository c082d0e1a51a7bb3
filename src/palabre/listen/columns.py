"""From records to columns: the fields of posts, actors and deletions as a parser read them, gathered in Arrow tables.

This is the last loop over single records; `palabre.listen.rows` shapes the columns into the lake's tables in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.model import Actor, Deletion, Media, Post
from palabre.store.schema import arrow_schema

if TYPE_CHECKING:
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
        ("observed_at", "ts"),
        ("is_member", "bool"),
        ("nth", "i64"),
    ),
    "deletions": (("network", "str"), ("scope", "str"), ("native_id", "str"), ("requested_at", "ts")),
}


@lru_cache(maxsize=8)
def gathered_schema(name: str) -> pa.Schema:
    """The columns of records as parsers give them, before ids: texts where the lake has numbers."""
    return arrow_schema(GATHERED[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Records read together, as columns named like their fields."""

    posts: pa.Table
    actors: pa.Table
    deletions: pa.Table


@dataclass(slots=True)
class Columns:
    """Gathers records and gives them back as columns; an actor met again unchanged is gathered once."""

    _given: dict[tuple[str, str], Actor] = field(default_factory=dict)
    _posts: list[pa.Table] = field(default_factory=list)
    _actors: list[Actor] = field(default_factory=list)
    _members: list[Actor] = field(default_factory=list)
    _deletions: list[Deletion] = field(default_factory=list)

    def add(self, posts: Sequence[Post], actors: Iterable[Actor] = (), deletions: Iterable[Deletion] = ()) -> None:
        """Takes in some records."""
        if len(self._given) > ACTORS_REMEMBERED:
            self._given.clear()
        given = self._given
        for post in posts:
            actor = post.actor
            if actor is not None and given.get(key := (actor.network, actor.native_id)) is not actor:
                if given.get(key) != actor:
                    self._actors.append(actor)
                given[key] = actor
        self._members.extend(actors)
        self._deletions.extend(deletions)
        self._posts.append(_posts_table(posts))

    def take(self) -> Gathered:
        """Everything gathered since the last time."""
        import pyarrow as pa

        gathered = Gathered(
            posts=pa.concat_tables([gathered_schema("posts").empty_table(), *self._posts]),
            actors=_actors_table(self._actors, self._members),
            deletions=_deletions_table(self._deletions),
        )
        self._posts, self._actors, self._members, self._deletions = [], [], [], []
        return gathered


def _posts_table(posts: Sequence[Post]) -> pa.Table:
    import pyarrow as pa

    columns: dict[str, list[object]] = {
        "network": [p.network for p in posts],
        "native_id": [p.native_id for p in posts],
        "instance": [p.instance for p in posts],
        "url": [p.url for p in posts],
        "actor": [p.actor.native_id if p.actor is not None else None for p in posts],
        "handle": [p.actor.handle if p.actor is not None else None for p in posts],
        "created_at": [p.created_at for p in posts],
        "observed_at": [p.observed_at for p in posts],
        "edited_at": [p.edited_at for p in posts],
        "kind": [p.kind for p in posts],
        "title": [p.title for p in posts],
        "text": [p.text for p in posts],
        "lang_declared": [p.lang_declared for p in posts],
        "reply_to": [p.reply_to for p in posts],
        "reply_to_actor": [p.reply_to_actor for p in posts],
        "root": [p.root for p in posts],
        "quote_of": [p.quote_of for p in posts],
        "quote_of_actor": [p.quote_of_actor for p in posts],
        "repost_of": [p.repost_of for p in posts],
        "repost_of_actor": [p.repost_of_actor for p in posts],
        "visibility": [p.visibility for p in posts],
        "sensitive": [p.sensitive for p in posts],
        "links": [p.links for p in posts],
        "tags": [p.tags for p in posts],
        "callouts": [p.callouts for p in posts],
        "media": [[_media(one) for one in p.media] if p.media else () for p in posts],
        "extra": [p.extra for p in posts],
    }
    metrics = [p.metrics for p in posts]
    for name in ("likes", "reposts", "replies", "quotes", "views"):
        columns[name] = [getattr(m, name) if m is not None else None for m in metrics]
    columns["measured"] = [m is not None for m in metrics]
    return pa.table(columns, schema=gathered_schema("posts"))


def _media(one: Media) -> dict[str, object]:
    return {"kind": one.kind, "alt": one.alt, "url": one.url, "phash": None}


def _actors_table(met: Sequence[Actor], members: Sequence[Actor]) -> pa.Table:
    import pyarrow as pa

    schema = gathered_schema("actors")
    every = [*met, *members]
    columns: dict[str, list[object]] = {
        name: [getattr(actor, name) for actor in every] for name in schema.names if name not in ("is_member", "nth")
    }
    columns["is_member"] = [*([False] * len(met)), *([True] * len(members))]
    columns["nth"] = list(range(len(every)))
    return pa.table(columns, schema=schema)


def _deletions_table(gone: Sequence[Deletion]) -> pa.Table:
    import pyarrow as pa

    schema = gathered_schema("deletions")
    return pa.table({name: [getattr(one, name) for one in gone] for name in schema.names}, schema=schema)
