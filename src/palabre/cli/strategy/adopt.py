"""`palabre strategy adopt`: the strategy holds from now on."""

from __future__ import annotations

from palabre.cli._opening import WorkspaceOption, opened
from palabre.cli._telling import remark, say
from palabre.cli.strategy._deciding import ByOption, who
from palabre.cli.strategy._findings import tell_finding
from palabre.words import N_, _

HELP = N_("Adopt the strategy as the file says it now; refused while errors stand that nobody overrode.")


def command(by: ByOption = None, workspace: WorkspaceOption = None) -> None:
    """Prints the version that holds, and the breaks it marks; else each error that stands, on standard error."""
    from palabre.store.strategy_file import strategy_path
    from palabre.strategy.adopting import ErrorsStand, adopt, drafted
    from palabre.strategy.telling import breaks_told

    name = who(by, command="adopt")
    with opened(workspace) as ws:
        try:
            made = adopt(ws, by=name)
        except ErrorsStand as refused:
            draft, file = drafted(ws), str(strategy_path(ws.path))
            for finding in refused.findings:
                tell_finding(remark, finding, file=file, place=draft.place_of(finding))
            raise
        say(_("Version {version} is adopted, by {by}.").format(version=made.version, by=made.by))
        if made.overrides:
            say(_("Errors taken upon themselves by someone: {n}").format(n=len(made.overrides)))
        for sentence in breaks_told(made.breaks):
            say(_("Break in the figures: {what}").format(what=sentence))
        say(_("It is kept as it is: whatever changes from now on makes a new version."))
