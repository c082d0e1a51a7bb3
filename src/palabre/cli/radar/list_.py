"""`palabre radar list`: the radars and what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_table
from palabre.cli.radar._saving import SUBJECTS
from palabre.words import N_, _, day, number

if TYPE_CHECKING:
    from palabre.listen.radars import RadarRow

HELP = N_("List the radars: subject, mentions, days, and whether history was read.")


def command(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Prints the radars by name."""
    from palabre.listen import radars

    with opened(workspace) as ws:
        rows = radars.listed(ws)
    if as_json:
        say_json({"radars": [_as_json(row) for row in rows]})
        return
    if not rows:
        say(_("No radar yet. Make one with: palabre radar add NAME 'QUERY' --subject ours"))
        return
    headers = (_("radar"), _("subject"), _("mentions"), _("first"), _("last"), _("history"), _("query"))
    say_table(headers, [_cells(row) for row in rows])


def _cells(row: RadarRow) -> tuple[str, ...]:
    days = (day(one) if one else "" for one in (row.first, row.last))
    subject = _(SUBJECTS[row.radar.subject])
    return row.radar.name, subject, number(row.mentions), *days, _history(row), row.radar.query


def _history(row: RadarRow) -> str:
    if row.reading is not None:
        done, total = row.reading.done, row.reading.total
        return _("being read: {percent} %").format(percent=100 * done // total if total else 0)
    return _("all read") if row.radar.is_ready else _("to be read: palabre radar rerun")


def _as_json(row: RadarRow) -> dict[str, Any]:
    radar, job = row.radar, row.reading
    return {
        "name": radar.name,
        "subject": radar.subject,
        "query": radar.query,
        "version": radar.version,
        "is_ready": radar.is_ready,
        "mentions": row.mentions,
        "first": row.first.isoformat() if row.first else None,
        "last": row.last.isoformat() if row.last else None,
        "reading": {"job": job.job_id, "done": job.done, "total": job.total} if job else None,
        "created_at": radar.created_at,
        "changed_at": radar.changed_at,
    }
