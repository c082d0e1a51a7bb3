"""What is missing: times not heard, rows refused, what posts do not say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.listen.taking_stock._asking import ask, chosen
from palabre.listen.taking_stock.values import Missing, Refusals
from palabre.listen.views import lossy_gaps

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.listen.shown import Filters
    from palabre.store import Workspace

JOBS_LOOKED_AT = 1_000

UNKNOWN = """
    SELECT COUNT(*) FILTER (lang IS NULL OR lang = 'und') AS no_lang, COUNT(*) FILTER (actor_id IS NULL) AS no_author,
           COUNT(*) FILTER (COALESCE(text, '') = '' AND COALESCE(title, '') = '' AND kind <> 'repost') AS no_text,
           COUNT(*) FILTER (created_at > $now) AS future, COUNT(*) FILTER (reply_to IS NOT NULL) AS replies
    FROM posts WHERE {where}
"""
ELSEWHERE = """
    SELECT COUNT(*) AS n FROM posts AS answer ANTI JOIN (SELECT post_id AS id FROM posts) AS here
    ON answer.reply_to = here.id WHERE answer.reply_to IS NOT NULL AND {where}
"""
HIDDEN = "SELECT COUNT(*) AS n FROM deletions"


def missing(workspace: Workspace, filters: Filters, *, now: datetime) -> Missing:
    """What is not here or not known, under some filters; rows refused and what was deleted are those of all imports."""
    where, values = chosen(filters)
    told = ask(workspace, UNKNOWN.format(where=where), {**values, "now": now})[0]
    return Missing(
        gaps=lossy_gaps(workspace, filters),
        refusals=_refusals(workspace),
        hidden=ask(workspace, HIDDEN)[0]["n"],
        elsewhere=ask(workspace, ELSEWHERE.format(where=where), values)[0]["n"],
        **told,
    )


def _refusals(workspace: Workspace) -> tuple[Refusals, ...]:
    return tuple(
        Refusals(
            job_id=job.job_id,
            title=job.title,
            at=job.created_at,
            rejected=job.result["rejected"],
            reasons=dict(job.result.get("reasons") or {}),
        )
        for job in workspace.jobs.recent(JOBS_LOOKED_AT)
        if job.result and job.result.get("rejected")
    )
