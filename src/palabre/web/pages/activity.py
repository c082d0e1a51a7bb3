"""Activity: what is being done for us, how far it is, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.web.pages import page
from palabre.web.rendering import render
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace

SHOWN = 50
UNDER_WAY = frozenset({"waiting", "running"})


@page("/activity", title=N_("Activity"))
def activity(request: Request, workspace: Workspace) -> Response:
    """The latest jobs, newest first; the part asks for itself again while one of them is under way."""
    jobs = workspace.jobs.recent(SHOWN)
    is_busy = any(job.status in UNDER_WAY for job in jobs)
    return render(request, "activity/index.html", parts=("jobs",), jobs=jobs, is_busy=is_busy)


@page("/activity/line")
def line(request: Request, workspace: Workspace) -> Response:
    """One line for the top of every page: the job that runs, or nothing."""
    running = next((job for job in workspace.jobs.recent(SHOWN) if job.status == "running"), None)
    return render(request, "activity/_line.html", job=running)
