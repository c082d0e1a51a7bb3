"""Reading the lake: SQL over the newest version of the tables it names, without what must be hidden.

`posts` shows each post with its newest known text; every table leaves out what was deleted or erased, from the moment
the deletion is committed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from palabre.errors import StoreError, UsageError
from palabre.model import TABLES, Table
from palabre.store import engine
from palabre.store.lake import Lake

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb
    import pyarrow as pa

STILL_HIDDEN = timedelta(days=1)
HARMLESS = {"range", "generate_series", "unnest"}
HIDDEN_BY = {
    "posts": (("post_id", "post"), ("actor_id", "actor")),
    "mentions": (("post_id", "post"), ("actor_id", "actor")),
    "enrichments": (("post_id", "post"),),
    "metrics": (("post_id", "post"),),
    "revisions": (("post_id", "post"),),
    "pictures": (("post_id", "post"),),
    "interactions": (("post_id", "post"), ("src_actor", "actor"), ("dst_actor", "actor")),
    "actors": (("actor_id", "actor"),),
    "account_metrics": (("actor_id", "actor"),),
    "uses_day": (("actor_id", "actor"),),
    "mention_uses_day": (("actor_id", "actor"),),
}


def query(
    lake: Lake,
    sql: str,
    parameters: Mapping[str, object] | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> pa.Table:
    """The answer to one SELECT over the lake's tables, as an Arrow table; `$name` in the SQL takes a parameter.

    `since` and `until` leave out the files of other times; the SQL still says which rows it wants. A file rewritten
    and removed while the query started is looked up again once.
    """
    import duckdb

    for last in (False, True):
        try:
            with reading(lake, sql, since=since, until=until) as db:
                return db.sql(sql, params=dict(parameters or {})).to_arrow_table()
        except duckdb.IOException as problem:
            if last:
                raise StoreError("lake-cannot-read", why=str(problem).splitlines()[0][:200]) from problem
            lake.forget()
    raise AssertionError


def user_query(lake: Lake, sql: str) -> pa.Table:
    """The answer to a SELECT a person wrote; anything but reading the lake's tables is refused with DuckDB's reason."""
    import duckdb

    try:
        with engine.confined(lake.root) as db:
            statements = db.extract_statements(sql)
            if len(statements) != 1 or statements[0].type.name != "SELECT":
                raise UsageError("sql-only-select")
            if others := _sources(db, sql) - TABLES.keys() - HARMLESS:
                raise UsageError("sql-other-source", names=", ".join(sorted(others)), tables=", ".join(TABLES))
            _make_views(lake, db, sql)
            db.execute("SET lock_configuration = true")
            return db.sql(sql).to_arrow_table()
    except duckdb.Error as problem:
        raise UsageError("sql-refused", why=str(problem)[:500]) from problem


def _sources(db: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    """The tables and table functions a SELECT reads, its own WITH names apart: files would show what was deleted."""
    ((written,),) = db.execute("SELECT json_serialize_sql($sql)", {"sql": sql}).fetchall()
    nodes = list(_nodes(json.loads(written)))
    # A WITH name that is no plain word could be a path, and open a file where it is out of sight.
    own = {node["key"] for node in nodes if _is_with(node) and re.fullmatch(r"\w+", node["key"])}
    tables = {node["table_name"] for node in nodes if node.get("type") == "BASE_TABLE"}
    functions = {node["function"]["function_name"] for node in nodes if node.get("type") == "TABLE_FUNCTION"}
    return (tables - own) | functions


def _is_with(node: dict[str, Any]) -> bool:
    value = node.get("value")
    return "key" in node and isinstance(value, dict) and "query_node" in value


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON of DuckDB's own shape
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for one in tree:
            yield from _nodes(one)


@contextmanager
def reading(
    lake: Lake, sql: str, *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on which the tables named in `sql` are views; files outside a span are not even listed."""
    with engine.cursor() as db:
        _make_views(lake, db, sql, since=since, until=until)
        yield db


def _make_views(
    lake: Lake,
    db: duckdb.DuckDBPyConnection,
    sql: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> None:
    hidden = _register_hidden(lake, db)
    for table in TABLES.values():
        if re.search(rf"\b{table.name}\b", sql, re.IGNORECASE):
            snapshot = lake.snapshot(table)
            rows = snapshot.sql(snapshot.between(since, until))
            revised = lake.snapshot(TABLES["revisions"])
            words = revised.between(since, until) if table.name == "posts" else ()
            rows = _with_newest_text(rows, revised.sql(words)) if words else f"SELECT t.* FROM {rows} AS t"
            db.execute(f"CREATE TEMP VIEW {table.name} AS {rows}{_unhidden(table, hidden)}")


def pending(lake: Lake) -> Mapping[str, pa.Table]:
    """Ids that readers must not see, by scope: deleted and not yet purged, or purged so lately that an import under way
    may have stored them once more. A deleted actor's posts are named one by one, for tables that know only posts.
    """
    gone = lake.snapshot(TABLES["deletions"]).sql()
    posts = lake.snapshot(TABLES["posts"]).sql(columns=("post_id", "actor_id"))
    recent = f"SELECT scope, id FROM {gone} WHERE purged_at IS NULL OR purged_at > $since"
    values = {"since": lake.clock() - STILL_HIDDEN}
    with engine.cursor() as db:
        db.register("gone", db.sql(recent, params=values).to_arrow_table())
        actors = db.sql("SELECT DISTINCT id FROM gone WHERE scope = 'actor'").to_arrow_table()
        said = "SELECT DISTINCT id FROM gone WHERE scope = 'post'"
        if actors.num_rows:
            of_actors = "actor_id IN (SELECT id FROM gone WHERE scope = 'actor')"
            said += f" UNION SELECT post_id AS id FROM {posts} WHERE {of_actors}"
        return {"post": db.sql(said).to_arrow_table(), "actor": actors}


def _register_hidden(lake: Lake, db: duckdb.DuckDBPyConnection) -> frozenset[str]:
    hidden = lake.hidden(pending)
    for scope, ids in hidden.items():
        if ids.num_rows:
            db.register(f"hidden_{scope}", ids)
    return frozenset(scope for scope, ids in hidden.items() if ids.num_rows)


def _unhidden(table: Table, hidden: frozenset[str]) -> str:
    """The joins that leave out of a table `t` what deletions hide."""
    return "".join(
        f" ANTI JOIN hidden_{scope} AS h_{column} ON t.{column} = h_{column}.id"
        for column, scope in HIDDEN_BY.get(table.name, ())
        if scope in hidden
    )


def _with_newest_text(rows: str, revisions: str) -> str:
    return f"""
        SELECT t.* REPLACE (
            CASE WHEN r.seen_at >= t.observed_at THEN r.text ELSE t.text END AS text,
            CASE WHEN r.seen_at >= t.observed_at THEN r.title ELSE t.title END AS title)
        FROM {rows} AS t LEFT JOIN (
            SELECT post_id, MAX(observed_at) AS seen_at, ARG_MAX(text, (observed_at, revised_at)) AS text,
                   ARG_MAX(title, (observed_at, revised_at)) AS title
            FROM {revisions} GROUP BY post_id) AS r ON t.post_id = r.post_id
    """
