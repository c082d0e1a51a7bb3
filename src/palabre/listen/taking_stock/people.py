"""Who speaks most, and who is most answered: by how many different people, which one cannot do alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.listen.taking_stock._asking import ask, chosen, names_of
from palabre.listen.taking_stock.values import Answered, People, Speaker
from palabre.model.ids import actor_id
from palabre.text.extract import callouts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.listen.shown import Filters
    from palabre.store import Workspace

SHOWN = 10
# Different people cannot be more than acts: nobody beyond the most acted upon can be among the ten most answered, but
# where so many are acted upon alike that chance decides.
LOOKED_AT = 2_000

SPEAKERS = """
    WITH spoken AS (SELECT actor_id, COUNT(*) AS n FROM posts WHERE actor_id IS NOT NULL AND {where} GROUP BY actor_id),
         told AS (
            SELECT COUNT(*) AS accounts, COUNT(*) FILTER (n = 1) AS once, CAST(SUM(n) AS BIGINT) AS signed FROM spoken)
    SELECT actor_id, n, accounts, once, signed
    FROM (SELECT * FROM spoken ORDER BY n DESC, actor_id LIMIT {limit}) CROSS JOIN told ORDER BY n DESC, actor_id
"""
# Who is answered is often told by the post answered alone.
ACTS = """
    SELECT src_actor, dst_actor, kind, post_id, network
    FROM (
        SELECT * FROM interactions WHERE dst_actor IS NOT NULL
        UNION ALL BY NAME
        SELECT i.* REPLACE (p.actor_id AS dst_actor) FROM interactions AS i
        JOIN (SELECT post_id AS id, actor_id FROM posts) AS p ON i.target_post = p.id WHERE i.dst_actor IS NULL)
    WHERE kind IN ('reply', 'quote', 'repost', 'callout') AND src_actor <> dst_actor AND {where}
"""
MOST_ACTED_UPON = "SELECT dst_actor FROM ({acts}) GROUP BY dst_actor ORDER BY COUNT(*) DESC, dst_actor LIMIT {limit}"
ANSWERED = """
    SELECT dst_actor AS actor_id, MIN(network) AS network, COUNT(DISTINCT src_actor) AS people,
           COUNT(*) FILTER (kind = 'repost') AS reposts, COUNT(*) FILTER (kind = 'quote') AS quotes,
           COUNT(*) FILTER (kind = 'reply') AS replies, COUNT(*) FILTER (kind = 'callout') AS callouts,
           MIN(post_id) FILTER (kind = 'callout') AS example
    FROM ({acts}) WHERE dst_actor IN (SELECT UNNEST($ids))
    GROUP BY dst_actor ORDER BY people DESC, COUNT(*) DESC, dst_actor LIMIT {limit}
"""
EXAMPLES = "SELECT network, text FROM posts WHERE post_id IN (SELECT UNNEST($ids))"


def people(workspace: Workspace, filters: Filters) -> People:
    """The ten who speak most and the ten most answered, under some filters."""
    where, values = chosen(filters)
    spoken = ask(workspace, SPEAKERS.format(where=where, limit=SHOWN), values)
    answered = _answered(workspace, filters)
    names = names_of(workspace, [row["actor_id"] for row in (*spoken, *answered)])
    first = spoken[0] if spoken else {"accounts": 0, "once": 0, "signed": 0}
    names = _called_by_others(workspace, answered, names)
    return People(
        accounts=first["accounts"],
        once=first["once"],
        signed=first["signed"],
        by_most=sum(row["n"] for row in spoken),
        speakers=tuple(Speaker(**_who(row, names), posts=row["n"]) for row in spoken),
        answered=tuple(Answered(**_who(row, names), **_acts(row)) for row in answered),
    )


def _answered(workspace: Workspace, filters: Filters) -> list[dict[str, Any]]:
    where, values = _on_interactions(filters)
    acts = ACTS.format(where=where)
    most = ask(workspace, MOST_ACTED_UPON.format(acts=acts, limit=LOOKED_AT), values)
    ids = [row["dst_actor"] for row in most]
    ids = [one for one in ids if one not in filters.without]
    return ask(workspace, ANSWERED.format(acts=acts, limit=SHOWN), {**values, "ids": ids}) if ids else []


def _on_interactions(filters: Filters) -> tuple[str, dict[str, object]]:
    """The condition on interactions: they are those of the posts chosen. Kind and language belong to posts alone."""
    if filters.radars or filters.kind or filters.lang:
        where, values = chosen(filters)
        return f"post_id IN (SELECT post_id FROM posts WHERE {where})", values
    return filters.sql()


def _called_by_others(
    workspace: Workspace, answered: list[dict[str, Any]], names: Mapping[int, dict[str, Any]]
) -> dict[int, dict[str, Any]]:
    """The names, with the handle of those who never spoke here, taken from a post that calls on them."""
    known = dict(names)
    examples = [
        row["example"] for row in answered if row["example"] and not known.get(row["actor_id"], {}).get("handle")
    ]
    for post in ask(workspace, EXAMPLES, {"ids": examples}) if examples else ():
        for handle in callouts_of(post["text"]):
            one = {"network": post["network"], "handle": handle, "name": None}
            known.setdefault(actor_id(post["network"], handle), one)
    return known


def _who(row: Mapping[str, Any], names: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    known = names.get(row["actor_id"], {})
    network = known.get("network") or row.get("network") or ""
    return {
        "actor_id": row["actor_id"],
        "network": network,
        "handle": known.get("handle"),
        "name": known.get("name"),
    }


def _acts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("people", "reposts", "quotes", "replies", "callouts")}
