"""Gaps: when we did not hear everything, and which rows of a file could not be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import Response

from palabre.errors import UsageError
from palabre.listen import views
from palabre.listen.gap_rows import HEADER, cells, narrowed
from palabre.web.pages import page
from palabre.web.rendering import address, render
from palabre.words import N_
from palabre.words.cells import BOM, csv_line
from palabre.words.gaps import why_said
from palabre.words.messages import told
from palabre.words.sources import length_told

if TYPE_CHECKING:
    from starlette.requests import Request

    from palabre.listen.shown import GapRow
    from palabre.store import Workspace

JOBS_READ = 200
SHOWN = 200
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for: a source, a day; `wrong` says what is wrong with the day, which is then left out."""

    source: str
    since: date | None
    written: str
    wrong: str


@page("/gaps", section="listen", title=N_("Listening gaps"))
def gaps(request: Request, workspace: Workspace) -> Response:
    """The listening gaps, those under way first, and the imports that refused rows with their reasons."""
    imports = tuple(job for job in workspace.jobs.recent(JOBS_READ) if (job.result or {}).get("rejected"))
    asked, every = _asked(request), views.gaps(workspace)
    found = narrowed(every, source=asked.source, since=asked.since)
    return render(
        request,
        "gaps/index.html",
        parts=("listed",),
        status=400 if asked.wrong else 200,
        asked=asked,
        gaps=found[:SHOWN],
        more=max(0, len(found) - SHOWN),
        known=len(every),
        sources=sorted({gap.source for gap in every}),
        csv=address("/gaps/csv", source=asked.source, since=asked.since),
        imports=imports,
        why_said=why_said,
        length=_length,
    )


@page("/gaps/csv", section="listen")
def taken_away(request: Request, workspace: Workspace) -> Response:
    """The same gaps as CSV, all of them."""
    asked = _asked(request)
    if asked.wrong:
        raise UsageError("filters-refused", why=asked.wrong)
    found = narrowed(views.gaps(workspace), source=asked.source, since=asked.since)
    return Response(
        BOM + b"".join(map(csv_line, (HEADER, *cells(found)))),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="gaps.csv"'},
    )


def _length(gap: GapRow) -> str:
    return length_told(gap.to_at - gap.from_at)


def _asked(request: Request) -> Asked:
    written = request.query_params.get("since", "").strip()[:LONGEST]
    since, wrong = None, ""
    try:
        since = date.fromisoformat(written) if written else None
    except ValueError:
        wrong = told(UsageError("date-malformed", value=written[:40]))
    source = request.query_params.get("source", "").strip()[:LONGEST]
    return Asked(source=source, since=since, written=written, wrong=wrong)
