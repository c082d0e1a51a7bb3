"""Gaps: when we did not hear everything, and which rows of a file could not be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.listen import views
from palabre.web.pages import page
from palabre.web.rendering import render
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.store import Workspace

JOBS_READ = 200


@page("/gaps", section="listen", title=N_("Listening gaps"))
def gaps(request: Request, workspace: Workspace) -> Response:
    """All listening gaps, and the imports that refused rows with their reasons."""
    imports = tuple(job for job in workspace.jobs.recent(JOBS_READ) if (job.result or {}).get("rejected"))
    return render(request, "gaps/index.html", gaps=views.gaps(workspace), imports=imports)
