"""Sensitive subjects proposed from the radars: what is said with hostile wording of us or of competitors, what grows.

Nobody reads tone here yet: hostile wording is counted (`hostile_wording` says what that is and is not), and a subject
is proposed on the least its share may be, never on the share alone. A person accepts, edits or dismisses each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from palabre.model.bounds import NOTHING, Part, ratio_bounds, wilson
from palabre.strategy.platform_fit.gathering import BATCH, HOSTILE, rows

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from palabre.query.counting import WordCounts
    from palabre.strategy.platform_fit.values import Asked

Why = Literal["hostile", "growing", "competitor"]

# A subject is that of so many posts of so many people; so many of them hostile, by so many.
FEWEST_POSTS, FEWEST_PEOPLE, FEWEST_HOSTILE, FEWEST_HOSTILE_PEOPLE = 10, 5, 5, 3
# Hostile enough when, at the very least, so much of it is, and twice as much as of everything said. The list of words
# sees a part of hostility only: a twentieth seen is much.
LEAST_HOSTILE, TIMES_USUAL, LEAST_GROWTH = 0.05, 2, 1.2
LOOKED_AT, PROPOSED, SHOWN_POSTS, RECENT_DAYS = 60, 12, 10, 28
# Two words whose hostile posts are mostly the same ones tell one subject.
SAME = 0.5

# What is said of us, or of competitors: mentions, and the answers to them.
HITTING = """
    CREATE TEMP TABLE hitting AS
    WITH named AS (
        SELECT DISTINCT post_id, use = 'us' AS is_ours FROM mentioned WHERE use IN ('us', 'competitor')
    ), about AS (
        SELECT post_id, is_ours FROM named
        UNION SELECT s.post_id, n.is_ours FROM said AS s JOIN named AS n ON n.post_id = s.root_id
        UNION SELECT s.post_id, n.is_ours FROM said AS s JOIN named AS n ON n.post_id = s.reply_to
    )
    SELECT s.post_id, s.actor_id, s.created_at, BOOL_OR(n.is_ours) AS ours, BOOL_OR(NOT n.is_ours) AS others,
           h.post_id IS NOT NULL AS hostile
    FROM said AS s JOIN about AS n ON n.post_id = s.post_id
    LEFT JOIN (SELECT DISTINCT post_id FROM hits WHERE query = $hostile) AS h ON s.post_id = h.post_id
    WHERE NOT s.is_repost AND s.actor_id IS NOT NULL AND s.actor_id NOT IN (SELECT actor_id FROM houses)
    GROUP BY s.post_id, s.actor_id, s.created_at, h.post_id
"""
TEXTS = "SELECT p.post_id, p.title, p.text, t.hostile AS is_recent FROM posts AS p JOIN hitting AS t USING (post_id)"
EXAMPLES = "SELECT title, text FROM posts WHERE post_id IN (SELECT UNNEST($ids))"
BASE = """
    SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE hostile) AS hostile,
           COUNT(*) FILTER (WHERE created_at >= $recent) AS recent
    FROM hitting
"""
ABOUT = """
    SELECT a.subject, COUNT(*) AS posts, COUNT(DISTINCT t.actor_id) AS people,
           COUNT(*) FILTER (WHERE t.hostile) AS hostile,
           COUNT(DISTINCT t.actor_id) FILTER (WHERE t.hostile) AS hostile_people,
           COUNT(*) FILTER (WHERE t.created_at >= $recent) AS recent,
           COUNT(*) FILTER (WHERE t.ours) AS ours, COUNT(*) FILTER (WHERE t.ours AND t.hostile) AS hostile_ours,
           COUNT(*) FILTER (WHERE t.others) AS others, COUNT(*) FILTER (WHERE t.others AND t.hostile) AS hostile_others,
           LIST(t.post_id ORDER BY t.hostile DESC, t.created_at DESC, t.post_id)[:$shown] AS shown,
           LIST(t.post_id ORDER BY t.post_id) FILTER (WHERE t.hostile) AS hostile_posts,
           MIN(CAST(t.created_at AS DATE)) AS first, MAX(CAST(t.created_at AS DATE)) AS last
    FROM about AS a JOIN hitting AS t ON a.post_id = t.post_id GROUP BY a.subject
"""
# Words are numbered from 0 on, sensitive radars from -1 down.
SUBJECTS = """
    CREATE TEMP TABLE about AS
    SELECT subject, post_id FROM worded
    UNION ALL SELECT -1 - number, post_id FROM mentioned WHERE use = 'sensitive'
"""


# What the key of a proposal begins with: a risk whose question is such a key answers that proposal.
BY_WORD, BY_RADAR = "word:", "radar:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A subject on which we, or a competitor, are attacked: its figures, and posts to open, hostile ones first.

    `key` stays the same as long as its first word, or its radar, does. `hostile` counts posts with hostile wording
    among those about it, `usual` among all that is said of us and of competitors; `recent` and `before` are its posts
    among those of the last four weeks and of the time before.
    """

    key: str
    name: str
    words: tuple[str, ...] = ()
    radar: str = ""
    why: tuple[Why, ...] = ()
    posts: int = 0
    people: int = 0
    hostile: Part = NOTHING
    hostile_people: int = 0
    ours: Part = NOTHING
    others: Part = NOTHING
    usual: Part = NOTHING
    recent: Part = NOTHING
    before: Part = NOTHING
    growth: float = 0
    shown: tuple[int, ...] = ()


def proposals_of(db: duckdb.DuckDBPyConnection, asked: Asked, span: tuple[datetime, datetime]) -> tuple[Proposal, ...]:
    """The sensitive subjects that what was gathered proposes, those with the most hostile posts first."""
    when = {"recent": span[1] - timedelta(days=RECENT_DAYS)}
    db.execute(HITTING, {"hostile": HOSTILE})
    base = rows(db, BASE, when)[0]
    if not base["n"]:
        return ()
    names = _candidates(db, asked)
    db.register("worded", _holding(db, names))
    db.execute(SUBJECTS)
    found = rows(db, ABOUT, when | {"shown": SHOWN_POSTS})
    made = [(_proposal(row, base, names, asked), row) for row in found]
    worth = [(one, row) for one, row in made if one.why]
    worth.sort(key=lambda pair: (not pair[0].radar, -pair[0].hostile.part, pair[0].name))
    return tuple(_grouped(worth))[:PROPOSED]


def _candidates(db: duckdb.DuckDBPyConnection, asked: Asked) -> list[str]:
    """Words that stand in hostile posts more than elsewhere, the surest first; names and insults tell no subject."""
    import numpy as np

    from palabre.query.counting import WordCounts

    counts = WordCounts()
    for batch in db.sql(TEXTS).to_arrow_reader(BATCH):
        counts.add(batch)
    counted = counts.counted(fewest=FEWEST_HOSTILE)
    hostile, posts = counted.recent.astype(float), (counted.recent + counted.before).astype(float)
    least, _most = wilson(hostile, posts)
    order = np.lexsort((counted.hashes, -least))
    chosen = [int(at) for at in order if hostile[at] >= FEWEST_HOSTILE and posts[at] >= FEWEST_POSTS][: 4 * LOOKED_AT]
    spelt = _spelt(db, counts, counted.hashes[chosen], counted.examples[chosen])
    return [word for word in spelt if _is_a_subject(word, asked)][:LOOKED_AT]


def _spelt(db: duckdb.DuckDBPyConnection, counts: WordCounts, hashes: Any, examples: Any) -> list[str]:  # noqa: ANN401
    posts = rows(db, EXAMPLES, {"ids": [int(one) for one in examples]}) if len(examples) else []
    known = counts.spelt((post["title"], post["text"]) for post in posts)
    found = [known.get(int(one)) for one in hashes]
    return list(dict.fromkeys(one.folded for one in found if one is not None and one.sign != "@"))


def _is_a_subject(word: str, asked: Asked) -> bool:
    from palabre.strategy.hostile_wording import FOLDED
    from palabre.text.stop_words import says_something

    bare = word.lstrip("#")
    return says_something(bare) and bare not in FOLDED and bare not in asked.names


def _holding(db: duckdb.DuckDBPyConnection, names: Sequence[str]) -> pa.Table:
    """Which posts hold which of some words, as queries find them."""
    import pyarrow as pa

    from palabre.query import parse
    from palabre.query.compiled import Percolator

    subjects, posts = [pa.array([], pa.int64())], [pa.array([], pa.int64())]
    percolator = Percolator(enumerate(parse(f'"{name}"') for name in names))
    for batch in db.sql(TEXTS).to_arrow_reader(BATCH) if names else ():
        found = percolator.match(batch)
        subjects.append(pa.array(found.queries, pa.int64()))
        posts.append(batch.column("post_id").take(pa.array(found.rows)).cast(pa.int64()))
    return pa.table({"subject": pa.chunked_array(subjects), "post_id": pa.chunked_array(posts)})


def _proposal(row: Mapping[str, Any], base: Mapping[str, Any], names: Sequence[str], asked: Asked) -> Proposal:
    number = row["subject"]
    radar = asked.sensitive[-1 - number] if number < 0 else None
    recent = Part(part=row["recent"], whole=base["recent"])
    before = Part(part=row["posts"] - row["recent"], whole=base["n"] - base["recent"])
    usual = Part(part=base["hostile"], whole=base["n"])
    growth = ratio_bounds(recent, before)[0] if before.whole else 0.0
    return Proposal(
        key=f"{BY_RADAR}{radar[0]}" if radar else f"{BY_WORD}{names[number]}",
        name=radar[2] if radar else names[number],
        words=() if radar else (names[number],),
        radar=radar[2] if radar else "",
        why=tuple(_why(row, usual, growth)),
        posts=row["posts"],
        people=row["people"],
        hostile=Part(part=row["hostile"], whole=row["posts"]),
        hostile_people=row["hostile_people"],
        ours=Part(part=row["hostile_ours"], whole=row["ours"]),
        others=Part(part=row["hostile_others"], whole=row["others"]),
        usual=usual,
        recent=recent,
        before=before,
        growth=round(growth, 2),
        shown=tuple(row["shown"]),
    )


def _why(row: Mapping[str, Any], usual: Part, growth: float) -> Iterator[Why]:
    """Why it is worth proposing; nothing for what few say, or what is no more hostile than the rest."""
    if row["posts"] < FEWEST_POSTS or row["people"] < FEWEST_PEOPLE:
        return
    if row["hostile"] < FEWEST_HOSTILE or row["hostile_people"] < FEWEST_HOSTILE_PEOPLE:
        return
    least = max(LEAST_HOSTILE, TIMES_USUAL * usual.share)
    if Part(part=row["hostile"], whole=row["posts"]).low > least:
        yield "hostile"
    if growth >= LEAST_GROWTH and row["recent"] >= FEWEST_POSTS:
        yield "growing"
    if row["hostile_others"] >= FEWEST_HOSTILE and Part(part=row["hostile_others"], whole=row["others"]).low > least:
        yield "competitor"


def _grouped(worth: Sequence[tuple[Proposal, Mapping[str, Any]]]) -> Iterator[Proposal]:
    """One proposal for words whose hostile posts are mostly the same; radars come first and keep their words apart."""
    from dataclasses import replace

    kept: list[tuple[Proposal, frozenset[int]]] = []
    for one, row in worth:
        mine = frozenset(row["hostile_posts"] or ())
        same = next((n for n, (_other, theirs) in enumerate(kept) if len(mine & theirs) > SAME * len(mine)), None)
        if same is None or one.radar:
            kept.append((one, mine))
        else:
            other, theirs = kept[same]
            kept[same] = replace(other, words=(*other.words, *one.words)), theirs
    yield from (one for one, _posts in kept)
