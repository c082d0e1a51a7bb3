"""Which words, tags and links rise, and which are used most: each counted once a post, reposts left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.listen.taking_stock._asking import ask, chosen
from palabre.listen.taking_stock.comparing import (
    FEWEST_PEOPLE,
    OWN_WORDS,
    WORTH_A_LOOK,
    parameters_of,
    ratios,
)
from palabre.listen.taking_stock.values import LEAST_RATIO, Compared, Rise, Share, Terms
from palabre.query import parse
from palabre.query.counting import Counted, Spelt, WordCounts
from palabre.store import reading
from palabre.text.stop_words import says_something

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.listen.shown import Filters
    from palabre.store import Workspace

SHOWN, SHOWN_UNSURE = 20, 5
# How many of the surest and of the most used are looked at closely: stop words and tags among them are then left out.
LOOKED_AT = 300
BATCH = 50_000
NOTHING = Terms(rising=(), most=())

TAGS = "UNNEST(LIST_DISTINCT(LIST_TRANSFORM(tags, LAMBDA one: LOWER(one))))"
# Where a link leads, without what only says who passed it on.
LINKS = r"""
    UNNEST(LIST_DISTINCT(LIST_TRANSFORM(links, LAMBDA one: RTRIM(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(one,
        '^https?://(www\.)?', '', 'i'), '#.*$', ''),
        '[?&](utm_[a-z]+|fbclid|gclid|igshid|xtor)=[^&]*', '', 'g'), '/'))))
"""
TERMS = """
    WITH held AS (
        SELECT {term} AS term, actor_id, created_at >= $recent AS is_recent
        FROM posts WHERE {own} AND {where} AND LEN({column}) > 0)
"""
COUNTS = "SELECT term, COUNT(*) FILTER (is_recent) AS recent, COUNT(*) FILTER (NOT is_recent) AS before"
ALL = "{terms} {counts} FROM held WHERE term <> '' GROUP BY term HAVING COUNT(*) >= {fewest}"
PEOPLE = """
    {terms}, wrote AS (
        SELECT term, actor_id, COUNT(*) AS n FROM held
        WHERE is_recent AND actor_id IS NOT NULL AND term IN (SELECT UNNEST($chosen)) GROUP BY term, actor_id)
    SELECT term, COUNT(*) AS people, MAX(n) AS by_one FROM wrote GROUP BY term
"""
WORDS = "SELECT post_id, title, text, created_at >= $recent AS is_recent FROM posts WHERE {own} AND {where}"
LATELY = """
    SELECT actor_id, title, text FROM posts
    WHERE {own} AND {where} AND created_at >= $recent AND actor_id IS NOT NULL
"""
EXAMPLES = "SELECT title, text FROM posts WHERE post_id IN (SELECT UNNEST($ids))"


def tags(workspace: Workspace, filters: Filters, found: Compared) -> Terms:
    """The tags that rise and those used most."""
    return _listed(workspace, filters, found, column="tags", term=TAGS)


def links(workspace: Workspace, filters: Filters, found: Compared) -> Terms:
    """The pages that links lead to: those that rise and those named most."""
    return _listed(workspace, filters, found, column="links", term=LINKS)


def _listed(workspace: Workspace, filters: Filters, found: Compared, *, column: str, term: str) -> Terms:
    where, values = chosen(filters)
    values |= parameters_of(found)
    terms = TERMS.format(term=term, own=OWN_WORDS, where=where, column=column)
    rows = reading.query(workspace.lake, ALL.format(terms=terms, counts=COUNTS, fewest=2), values)
    if rows.num_rows == 0:
        return NOTHING
    recent, before = (rows[name].to_numpy() for name in ("recent", "before"))
    best, least = _surest(recent, before, found)
    names = rows["term"].take(best).to_pylist()
    wrote = {}
    if names:
        asked = ask(workspace, PEOPLE.format(terms=terms), {**values, "chosen": names})
        wrote = {row["term"]: (row["people"], row["by_one"]) for row in asked}
    rising = (
        Rise(
            name=name,
            written=name,
            recent=int(recent[at]),
            before=int(before[at]),
            people=wrote[name][0],
            ratio=round(float(least[at]), 2),
        )
        for name, at in zip(names, best.tolist(), strict=True)
        if name in wrote and _is_of_several(int(recent[at]), *wrote[name])
    )
    totals = rows.append_column("n", [recent + before]).sort_by([("n", "descending"), ("term", "ascending")])
    most = totals.slice(0, SHOWN).select(["term", "n"]).to_pylist()
    return Terms(rising=_told(rising), most=tuple(Share(name=row["term"], posts=row["n"]) for row in most))


def _surest(
    recent: npt.NDArray[np.int64], before: npt.NDArray[np.int64], found: Compared
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The places of what surely rises, or else of what seems to, the surest first; and all the least ratios."""
    import numpy as np

    least, counted = ratios(recent, before, found)
    rising = np.flatnonzero(least >= LEAST_RATIO)
    if not len(rising):
        rising = np.flatnonzero(counted >= WORTH_A_LOOK)
    return rising[np.lexsort((-recent[rising], -least[rising]))][:LOOKED_AT], least


def _is_of_several(posts: int, people: int, by_one: int) -> bool:
    """Whether several people carry it: enough of them, and none wrote more than half of the posts."""
    return people >= FEWEST_PEOPLE and 2 * by_one <= posts


def _told(rising: Iterable[Rise]) -> tuple[Rise, ...]:
    """As many as a page shows; few of what only seems to rise."""
    told = list(rising)
    return tuple(told[: SHOWN if told and told[0].is_sure else SHOWN_UNSURE])


def words(
    workspace: Workspace, filters: Filters, found: Compared, *, tags: Terms, progress: Callable[[int], None]
) -> Terms:
    """The words that rise and those used most; stop words, names called upon and the tags that rise left out.

    `progress` is told how many posts were read.
    """
    counts = _counted(workspace, filters, found, progress)
    counted = counts.counted(fewest=2)
    best, least = _surest(counted.recent, counted.before, found)
    most = _most_used(counted)
    spelt = _spelt(workspace, counts, counted, [*best.tolist(), *most.tolist()])
    known = {one.name for one in tags.rising}
    chosen_words = [at for at in best.tolist() if at in spelt and _is_word(spelt[at]) and spelt[at].folded not in known]
    wrote = _people(workspace, filters, found, [spelt[at].folded for at in chosen_words])
    rising = (
        Rise(
            name=spelt[at].folded,
            written=spelt[at].written,
            recent=int(counted.recent[at]),
            before=int(counted.before[at]),
            people=wrote[n][0],
            ratio=round(float(least[at]), 2),
        )
        for n, at in enumerate(chosen_words)
        if _is_of_several(int(counted.recent[at]), *wrote[n])
    )
    used = [at for at in most.tolist() if at in spelt and _is_word(spelt[at])][:SHOWN]
    return Terms(
        rising=_told(rising),
        most=tuple(Share(name=spelt[at].written, posts=int(counted.recent[at] + counted.before[at])) for at in used),
    )


def _is_word(spelt: Spelt) -> bool:
    return spelt.sign != "@" and says_something(spelt.folded)


def _counted(workspace: Workspace, filters: Filters, found: Compared, progress: Callable[[int], None]) -> WordCounts:
    counts, read = WordCounts(), 0
    for batch in _batches(workspace, filters, found, WORDS):
        counts.add(batch)
        read += batch.num_rows
        progress(read)
    return counts


def _batches(workspace: Workspace, filters: Filters, found: Compared, wanted: str) -> Iterable[pa.RecordBatch]:
    where, values = chosen(filters)
    values |= parameters_of(found)
    sql = wanted.format(own=OWN_WORDS, where=where)
    low, high = values["low"], values["high"]
    with reading.reading(workspace.lake, sql, since=low, until=high) as db:  # type: ignore[arg-type]
        yield from db.sql(sql, params=values).to_arrow_reader(BATCH)


def _most_used(counted: Counted) -> npt.NDArray[np.int64]:
    import numpy as np

    return np.lexsort((counted.hashes, -(counted.recent + counted.before)))[:LOOKED_AT]


def _spelt(workspace: Workspace, counts: WordCounts, counted: Counted, places: Sequence[int]) -> Mapping[int, Spelt]:
    """How some of the words counted are spelt, read in one post that holds each."""
    ids = sorted({int(counted.examples[at]) for at in places})
    posts = ask(workspace, EXAMPLES, {"ids": ids}) if ids else []
    by_hash = counts.spelt((post["title"], post["text"]) for post in posts)
    return {at: by_hash[one] for at in places if (one := int(counted.hashes[at])) in by_hash}


def _people(workspace: Workspace, filters: Filters, found: Compared, names: Sequence[str]) -> list[tuple[int, int]]:
    """How many people wrote each of some words lately, found as their queries find them; and how often one did most."""
    import pyarrow as pa

    from palabre.query.compiled import Percolator

    if not names:
        return []
    percolator = Percolator(enumerate(parse(f'"{name}"') for name in names))
    wrote: pa.Table = pa.table({"word": pa.array([], pa.int64()), "actor": pa.array([], pa.int64())}).append_column(
        "n", pa.array([], pa.int64())
    )
    for batch in _batches(workspace, filters, found, LATELY):
        matches = percolator.match(batch)
        actors = batch.column("actor_id").to_numpy(zero_copy_only=False)[matches.rows]
        more = pa.table({"word": matches.queries, "actor": actors, "n": pa.repeat(1, len(matches))})
        both = pa.concat_tables([wrote, more.cast(wrote.schema)]).group_by(["word", "actor"]).aggregate([("n", "sum")])
        wrote = both.rename_columns({"n_sum": "n"}).select(["word", "actor", "n"])
    counted = wrote.group_by("word").aggregate([("n", "count"), ("n", "max")]).to_pylist()
    by_word = {row["word"]: (row["n_count"], row["n_max"]) for row in counted}
    return [by_word.get(n, (0, 0)) for n in range(len(names))]
