"""Posts for benches, by the million, the same every time: words of the story, in an order that repeats little.

Columns are drawn with numpy and joined by Arrow; nothing here is a Python loop over posts but the writing of JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from palabre.listen.columns import Gathered, gathered_schema
from palabre.model import Post
from palabre.testing import story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST_DAY = datetime(2026, 4, 1, tzinfo=UTC)
OBSERVED_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SEVEN_MONTHS = timedelta(days=214)
PARIS_SUMMER = timedelta(hours=2)
WORD = "fromage"
WANTED_SHARE = 0.04
WANTED = ("le fromage frais", "du fromage !", "ce fromage-là", "#fromage", "Fromage ou dessert ?")
NETWORKS = ("x", "mastodon", "bluesky", "forum")
TAGS: tuple[tuple[str, ...], ...] = ((), (), (), ("alpage",), ("cuisine", "lait"), ("ecole",), ("tram",))
PHRASE_WORDS = 4
PHRASES = 4
X_EPOCH_MS = 1_288_834_974_657
POSTS_PER_ACTOR = 20
MAPPING = """network: x
columns:
  native_id: Id
  created_at: Date
  author: User
  text: Text
  likes: Likes
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """When posts happen: evenly from one moment on, for some time."""

    first: datetime = FIRST_DAY
    length: timedelta = SEVEN_MONTHS


@lru_cache(maxsize=1)
def phrases() -> pa.Array:
    """A few words each, as people of the story write them; none holds the word that benches search."""
    found: list[str] = []
    for post in (one for one in islice(story(size=20_000), 20_000) if isinstance(one, Post)):
        words = post.text.split()
        for place in range(0, len(words), PHRASE_WORDS):
            phrase = " ".join(words[place : place + PHRASE_WORDS])
            if WORD not in phrase.casefold():
                found.append(phrase)
    return pa.array(sorted(set(found)), pa.string())


def posts(n: int, *, seed: int, span: Span | None = None, actors: int | None = None) -> pa.Table:
    """`n` posts in time order: id, created_at, actor (a number), text, likes, is_reply. 4 % hold `WORD`.

    Ids hold their moment, as those of X do, and `seed`, so that two calls with different seeds share no post.
    """
    rng = np.random.default_rng(seed)
    span = span or Span()
    first_ms, length_ms = int(span.first.timestamp() * 1000), int(span.length.total_seconds() * 1000)
    moments = np.sort(rng.integers(first_ms, first_ms + length_ms, n))
    low_bits = (np.arange(n, dtype=np.int64) & 0xFFFF) | (np.int64(seed & 0x3F) << 16)
    pool = phrases()
    pieces = [pool.take(pa.array(rng.integers(0, len(pool), n))) for _ in range(PHRASES)]
    wanted = pa.array(WANTED, pa.string()).take(pa.array(rng.integers(0, len(WANTED), n)))
    pieces[1] = pc.if_else(pa.array(rng.random(n) < WANTED_SHARE), wanted, pieces[1])
    crowd = actors or max(10, n // POSTS_PER_ACTOR)
    return pa.table(
        {
            "id": pa.array(((moments - X_EPOCH_MS) << 22) | low_bits).cast(pa.string()),
            "created_at": pa.array(moments * 1000).cast(pa.timestamp("us", tz="UTC")),
            "actor": pa.array((crowd * rng.random(n) ** 3).astype(np.int64)),
            "text": pc.binary_join_element_wise(*pieces, " "),
            "likes": pa.array(np.minimum(rng.zipf(1.8, n) - 1, 1_000_000)),
            "is_reply": pa.array(rng.random(n) < 0.2),
        }
    )


def handle_of(actors: pa.ChunkedArray) -> pa.ChunkedArray:
    """The handle of each actor."""
    return pc.binary_join_element_wise("voix_", actors.cast(pa.string()), "")


def write_csv(path: Path, rows: pa.Table) -> None:
    """The table a person exports: Id, Date, User, Text, Likes; dates with the offset of a summer in Paris."""
    local = pc.add(rows["created_at"], pa.scalar(PARIS_SUMMER)).cast(pa.timestamp("s"), safe=False)
    table = pa.table(
        {
            "Id": rows["id"],
            "Date": pc.binary_join_element_wise(pc.strftime(local, "%Y-%m-%dT%H:%M:%S"), "+02:00", ""),
            "User": handle_of(rows["actor"]),
            "Text": rows["text"],
            "Likes": rows["likes"],
        }
    )
    csv.write_csv(table, path)


def write_x_jsonl(path: Path, rows: pa.Table) -> None:
    """Flattened posts as twarc writes those of the X API v2, one a line."""
    with path.open("w", encoding="utf-8") as stream:
        for batch in rows.to_batches(max_chunksize=10_000):
            stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in _x_records(batch))


def _x_records(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    previous = "1"
    for row in batch.to_pylist():
        moment = row["created_at"].strftime("%Y-%m-%dT%H:%M:%S.000Z")
        counts = {"retweet_count": row["likes"] // 7, "reply_count": 1, "like_count": row["likes"], "quote_count": 0}
        record = {
            "id": row["id"],
            "text": row["text"],
            "created_at": moment,
            "author_id": str(row["actor"] + 1000),
            "conversation_id": previous if row["is_reply"] else row["id"],
            "edit_history_tweet_ids": [row["id"]],
            "lang": "fr",
            "possibly_sensitive": False,
            "public_metrics": counts,
            "reply_settings": "everyone",
            "author": {
                "id": str(row["actor"] + 1000),
                "username": f"voix_{row['actor']}",
                "name": f"Voix {row['actor']}",
                "created_at": "2019-05-04T09:00:00.000Z",
                "public_metrics": {"followers_count": row["actor"] % 997, "following_count": 80, "tweet_count": 1200},
            },
            "__twarc": {"url": "https://api.twitter.com/2/tweets/search/all", "retrieved_at": "2026-11-20T12:00:00Z"},
        }
        if row["is_reply"]:
            record["referenced_tweets"] = [{"type": "replied_to", "id": previous}]
        previous = row["id"]
        yield record


def gathered(rows: pa.Table, *, seed: int, with_actors: bool) -> Gathered:
    """The same posts as parsers would have gathered them, on several networks, with counters, tags and replies.

    `with_actors` brings the snapshot of each actor met here.
    """
    n, rng = rows.num_rows, np.random.default_rng(seed)
    handles, previous = handle_of(rows["actor"]), pa.concat_arrays([pa.array(["1"]), *rows["id"].chunks])[:n]
    network = pa.array(NETWORKS, pa.string()).take(pc.bit_wise_and(rows["actor"], len(NETWORKS) - 1))
    replies = rows["is_reply"]
    told: dict[str, Any] = {
        "network": network,
        "native_id": rows["id"],
        "url": pc.binary_join_element_wise("https://exemple.fr/p/", rows["id"], ""),
        "actor": handles,
        "handle": handles,
        "created_at": rows["created_at"],
        "kind": pc.if_else(replies, "reply", "post"),
        "text": rows["text"],
        "lang_declared": pa.array(["fr", "en"]).take(pa.array((rng.random(n) < 0.3).astype(np.int64))),
        "reply_to": pc.if_else(replies, previous, pa.scalar(None, pa.string())),
        "tags": pa.array(TAGS, pa.list_(pa.string())).take(pa.array(rng.integers(0, len(TAGS), n))),
        "likes": rows["likes"],
        "measured": pa.array(np.ones(n, dtype=bool)),
    }
    posts = _filled("posts", told, n)
    actors = _actors(posts) if with_actors else gathered_schema("actors").empty_table()
    return Gathered(posts=posts, actors=actors, deletions=gathered_schema("deletions").empty_table())


def _filled(name: str, columns: dict[str, Any], n: int) -> pa.Table:
    """A table of gathered records in which what is not given is unknown, lists being empty."""
    schema = gathered_schema(name)
    empty = {field.name: pa.array([[]], field.type) for field in schema if pa.types.is_list(field.type)}
    arrays = []
    for field in schema:
        if field.name in columns:
            arrays.append(columns[field.name].cast(field.type))
        elif field.name in empty:
            arrays.append(empty[field.name].take(pa.array(np.zeros(n, dtype=np.int64))))
        else:
            arrays.append(pa.nulls(n, field.type))
    return pa.table(arrays, schema=schema)


def _actors(posts: pa.Table) -> pa.Table:
    each = posts.group_by(["network", "actor"]).aggregate([])
    n = each.num_rows
    names = pc.replace_substring(each["actor"], "voix_", "Voix ")
    told = {
        "network": each["network"],
        "native_id": each["actor"],
        "handle": each["actor"],
        "display_name": names,
        "followers": pa.array(np.arange(n) % 997),
        "is_member": pa.array(np.zeros(n, dtype=bool)),
        "nth": pa.array(np.arange(n)),
    }
    return _filled("actors", told, n)
