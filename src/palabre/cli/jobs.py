"""`palabre jobs`: what is being done, and what was."""

from __future__ import annotations

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_table
from palabre.words import N_, _, moment
from palabre.words.messages import sentence

HELP = N_("List the work under way, waiting and done, with its progress.")
STATUSES = {
    "waiting": N_("waiting"),
    "running": N_("running"),
    "done": N_("done"),
    "failed": N_("failed"),
    "uncertain": N_("uncertain"),
}


def command(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Prints the newest jobs first."""
    from dataclasses import asdict

    with opened(workspace) as ws:
        jobs = ws.jobs.recent()
    if as_json:
        say_json({"jobs": [asdict(job) for job in jobs]})
        return
    if not jobs:
        say(_("Nothing was asked yet."))
        return
    rows = [
        (
            job.job_id,
            job.title,
            _(STATUSES[job.status]),
            f"{100 * job.done // job.total} %" if job.total else "",
            moment(job.created_at),
            sentence(job.error_id, job.error_fields) if job.error_id else "",
        )
        for job in jobs
    ]
    say_table((_("job"), _("what"), _("state"), _("progress"), _("asked"), _("remark")), rows)
