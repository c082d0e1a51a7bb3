"""Which threads matter: by how many different people speak in them, then by their size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.listen.taking_stock._asking import ask, chosen
from palabre.listen.taking_stock.values import Thread, Threads

if TYPE_CHECKING:
    from palabre.listen.shown import Filters
    from palabre.store import Workspace

SHOWN = 8
LOOKED_AT = 1_000
EXCERPT = 160

# A network that does not name the first post of a thread names at least the post that is answered.
ANSWERS = """
    SELECT COALESCE(root_id, reply_to) AS root, post_id, actor_id, network, created_at FROM posts
    WHERE COALESCE(root_id, reply_to) <> post_id AND kind <> 'repost' AND {where}
"""
SIZES = """
    SELECT root, COUNT(*) AS n, COUNT(*) OVER () AS total, CAST(SUM(COUNT(*)) OVER () AS BIGINT) AS answers
    FROM ({answers}) GROUP BY root ORDER BY n DESC, root LIMIT {limit}
"""
THREADS = """
    WITH said AS (
        SELECT root, post_id, actor_id, network, created_at FROM ({answers}) WHERE root IN (SELECT UNNEST($roots))
        UNION ALL
        SELECT post_id, post_id, actor_id, network, created_at FROM posts WHERE post_id IN (SELECT UNNEST($roots)))
    SELECT root, COUNT(*) AS posts, COUNT(DISTINCT actor_id) AS people, MIN(created_at) AS first,
           MAX(created_at) AS last, MIN(network) AS network, ARG_MIN(post_id, created_at) AS earliest
    FROM said GROUP BY root ORDER BY people DESC, posts DESC, root LIMIT {limit}
"""
FIRST = """
    SELECT post_id, handle, COALESCE(NULLIF(title, ''), text) AS words FROM posts
    WHERE post_id IN (SELECT UNNEST($roots)) AND (actor_id IS NULL OR actor_id NOT IN (SELECT UNNEST($without)))
"""


def threads(workspace: Workspace, filters: Filters) -> Threads:
    """The threads that posts under some filters answer in, those with the most people first."""
    where, values = chosen(filters)
    answers = ANSWERS.format(where=where)
    largest = ask(workspace, SIZES.format(answers=answers, limit=LOOKED_AT), values)
    if not largest:
        return Threads(threads=(), total=0, answers=0)
    roots = [row["root"] for row in largest]
    rows = ask(workspace, THREADS.format(answers=answers, limit=SHOWN), {**values, "roots": roots})
    asked = {"roots": [row["root"] for row in rows], "without": list(filters.without) or [0]}
    firsts = {row["post_id"]: row for row in ask(workspace, FIRST, asked)}
    return Threads(
        threads=tuple(_thread(row, firsts.get(row["root"])) for row in rows),
        total=largest[0]["total"],
        answers=largest[0]["answers"],
    )


def _thread(row: dict[str, Any], first: dict[str, Any] | None) -> Thread:
    return Thread(
        post_id=row["root"] if first else row["earliest"],
        has_root=first is not None,
        network=row["network"],
        handle=first["handle"] if first else None,
        excerpt=_cut(first["words"] or "") if first else None,
        posts=row["posts"],
        people=row["people"],
        first=row["first"],
        last=row["last"],
    )


def _cut(words: str) -> str:
    line = " ".join(words[: 4 * EXCERPT].split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0].rstrip(" .,;:…") + "…"
