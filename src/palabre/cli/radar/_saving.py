"""What the commands that save a radar share: its subject, its name, and reading history with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._telling import progress_bar, remark, say
from palabre.model import Subject
from palabre.words import N_, _, day, ngettext, number

if TYPE_CHECKING:
    from palabre.listen.radars import RadarRow
    from palabre.model import Radar
    from palabre.store import Workspace

SUBJECT_HELP = N_("What it listens to: us, a competitor, a topic, an audience, a sensitive subject.")
QUEUE_HELP = N_("Hand the reading of history to the worker of `palabre run` and return at once.")
SUBJECTS: dict[Subject, str] = {
    "ours": N_("Ours"),
    "competitor": N_("Competitor"),
    "topic": N_("Topic"),
    "audience": N_("Audience"),
    "sensitive": N_("Sensitive"),
}
NameArgument = Annotated[str, typer.Argument(help=_(N_("The name of the radar.")), metavar="NAME")]
QueueOption = Annotated[bool, typer.Option("--queue", help=_(QUEUE_HELP))]


def read_history(workspace: Workspace, radar: Radar, *, queue: bool) -> None:
    """Reads history with the newest version of a radar, here or by the worker, and says what it found."""
    from palabre.listen import radars
    from palabre.run.priority import step_aside

    if queue:
        job = radars.read_again(workspace, radar.name)
        say(_("Queued as job {job}: {file}").format(job=job, file=radar.name))
        return
    step_aside()
    with progress_bar(radar.name) as progress:
        is_done = radars.read_history_here(workspace, radar, progress)
    if not is_done:
        remark(_("The worker of this workspace took over the reading of history. See: palabre jobs"))
        return
    row = next(one for one in radars.listed(workspace) if one.radar.radar_id == radar.radar_id)
    say(found_by(row))


def found_by(row: RadarRow) -> str:
    """How many mentions a radar has, and over which days."""
    if not row.mentions or row.first is None or row.last is None:
        return _("No mention in the history of this workspace.")
    told = ngettext("{n} mention, {first}", "{n} mentions, from {first} to {last}", row.mentions)
    return told.format(n=number(row.mentions), first=day(row.first), last=day(row.last))
