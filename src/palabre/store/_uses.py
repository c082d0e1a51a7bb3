"""What posts use, day by day: accounts, servers, tags, sites, addresses and words, the most used of each day.

Counts stop at so many terms of each sort a day, so that they stay small whatever is said; words are read in a part of
the posts of a crowded day, always the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from palabre.model import TABLES, Table
from palabre.store import reading
from palabre.store.schema import schema_of
from palabre.text.stop_words import LONGEST, SHORTEST, stop_words

if TYPE_CHECKING:
    from datetime import date

    import duckdb
    import pyarrow as pa

    from palabre.store.lake import Lake

# Terms kept of each sort a day: of all posts, and of each radar.
KEPT, KEPT_OF_RADAR = 200, 50
# Posts of a day whose words are read: of all posts, and of each radar.
READ = 400
DAY = "DATE_TRUNC('day', t.created_at)"
COLUMNS = ("post_id", "actor_id", "handle", "instance", "created_at", "network", "lang", "kind", "tags", "links")
# What is counted, read once: one row per post, or per mention.
SAID = {
    "uses_day": f"""
        CREATE TEMP TABLE said AS SELECT 0 AS radar_id, {DAY} AS day, {", ".join(COLUMNS)}
        FROM posts AS t SEMI JOIN days AS d ON {DAY} = d.day
    """,
    "mention_uses_day": f"""
        CREATE TEMP TABLE said AS SELECT m.radar_id, m.day, {", ".join(f"p.{name}" for name in COLUMNS)}
        FROM posts AS p JOIN (
            SELECT DISTINCT radar_id, post_id, {DAY} AS day FROM mentions AS t SEMI JOIN days AS d ON {DAY} = d.day
            SEMI JOIN rules AS r ON t.radar_id = r.radar_id AND t.rule_version = r.version
        ) AS m ON p.post_id = m.post_id
    """,
}
SPLIT = "radar_id, day, network, lang, kind"
HOST = r"REGEXP_EXTRACT(LOWER(link), '^https?://(?:www\.)?([^/:?#]+)', 1)"
ADDRESS = "REGEXP_REPLACE(link, '#.*$', '')"
UNWORDED = r"'(https?://|www\.)\S+|[#@]\S+'"
# The letters of all alphabets by ranges: the engine takes a hundred times longer over the classes of Unicode.
LETTERS = r"a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{1FFF}\x{2C00}-\x{2DFF}\x{3040}-\x{D7FF}\x{F900}-\x{FDFF}"
WORD = f"'[{LETTERS}][0-9{LETTERS}]{{{SHORTEST - 1},{LONGEST - 1}}}'"
# The posts whose words are read, drawn once for their counts and for their number.
SAMPLED = f"""
    CREATE TEMP TABLE sampled AS
    SELECT s.radar_id, s.day, s.network, s.lang, s.kind, p.title, p.text FROM posts AS p JOIN (
        SELECT {SPLIT}, post_id FROM said
        QUALIFY ROW_NUMBER() OVER (PARTITION BY radar_id, day ORDER BY HASH(post_id), post_id) <= {READ}
    ) AS s ON p.post_id = s.post_id
"""


def _listed(terms: str) -> str:
    """Counts of what each post has several of, once a post."""
    return f"""
        SELECT {SPLIT}, term, NULL::BIGINT AS actor_id, COUNT(*) AS n
        FROM (SELECT {SPLIT}, UNNEST(LIST_DISTINCT({terms})) AS term FROM said) WHERE term <> '' GROUP BY ALL
    """


COUNTED = {
    "account": f"""
        SELECT {SPLIT}, COALESCE(ARG_MAX(handle, created_at), '') AS term, actor_id, COUNT(*) AS n
        FROM said WHERE actor_id IS NOT NULL GROUP BY {SPLIT}, actor_id
    """,
    "place": f"""
        SELECT {SPLIT}, instance AS term, NULL::BIGINT AS actor_id, COUNT(*) AS n
        FROM said WHERE instance <> '' GROUP BY ALL
    """,
    "tag": _listed("tags"),
    "site": _listed(f"LIST_TRANSFORM(links, LAMBDA link: {HOST})"),
    "link": _listed(f"LIST_TRANSFORM(links, LAMBDA link: {ADDRESS})"),
    "word": f"""
        SELECT {SPLIT}, term, NULL::BIGINT AS actor_id, COUNT(*) AS n FROM (
            SELECT {SPLIT}, UNNEST(LIST_DISTINCT(REGEXP_EXTRACT_ALL(
                REGEXP_REPLACE(NFC_NORMALIZE(LOWER(CONCAT_WS(' ', title, text))), {UNWORDED}, ' ', 'g'), {WORD}
            ))) AS term FROM sampled
        ) WHERE term NOT IN (SELECT word FROM stop_words) GROUP BY ALL
    """,
}
# Of how many posts the words were read, beside their counts: one row of this name with no term.
READ_POSTS = f"SELECT {SPLIT}, '' AS term, NULL::BIGINT AS actor_id, COUNT(*) AS n FROM sampled GROUP BY ALL"
MOST_USED = """
    SELECT * EXCLUDE (whole) FROM (
        SELECT *, SUM(n) OVER (PARTITION BY radar_id, day, term, actor_id) AS whole FROM ({counted})
    ) QUALIFY DENSE_RANK() OVER (PARTITION BY radar_id, day ORDER BY whole DESC, term, actor_id) <= {kept}
"""


def counted_uses(lake: Lake, table: Table, days: Sequence[date], rules: pa.Table) -> pa.Table:
    """The rows of a table of uses for some days; `rules` are the versions of the radars that pages show."""
    import pyarrow as pa

    made = [schema_of(table).empty_table()]
    for group in _groups(sorted(days)):
        made += _counted(lake, table, group, rules)
    return pa.concat_tables(made)


def _groups(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """Days that are read together: those of a month, which lie in the same files."""
    for _month, group in groupby(days, key=lambda day: (day.year, day.month)):
        yield list(group)


def _counted(lake: Lake, table: Table, days: Sequence[date], rules: pa.Table) -> Iterator[pa.Table]:
    import pyarrow as pa

    touched = table_of_days(days)
    since, until = touched["day"][0].as_py(), touched["day"][-1].as_py() + timedelta(days=1)
    with reading.reading(lake, SAID[table.name], since=since, until=until) as db:
        db.register("days", touched)
        db.register("rules", rules)
        db.register("stop_words", pa.table({"word": sorted(stop_words())}))
        db.execute(SAID[table.name])
        db.execute(SAMPLED)
        kept = KEPT_OF_RADAR if "radar_id" in table.names else KEPT
        for what, sql in COUNTED.items():
            yield _typed(table, what, db, MOST_USED.format(counted=sql, kept=kept))
        yield _typed(table, "read", db, READ_POSTS)


def _typed(table: Table, what: str, db: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    rows = db.sql(f"SELECT '{what}' AS what, * FROM ({sql})").to_arrow_table()
    return rows.select(list(table.names)).cast(schema_of(table))


def table_of_days(days: Sequence[date]) -> pa.Table:
    """Days as the rollups write them."""
    import pyarrow as pa

    return pa.table({"day": pa.array(days, pa.date32()).cast(pa.timestamp("us")).cast(pa.timestamp("us", tz="UTC"))})


USES = tuple(TABLES[name] for name in SAID)
