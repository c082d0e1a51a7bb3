"""`palabre gaps`: when we were not listening."""

from __future__ import annotations

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_table
from palabre.words import N_, _, moment

HELP = N_("List the listening gaps: when a source was not, or not fully, heard.")


def command(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Prints the gaps, newest first."""
    from dataclasses import asdict

    from palabre.listen import gaps

    with opened(workspace) as ws:
        found = gaps(ws)
    if as_json:
        say_json({"gaps": [asdict(gap) for gap in found]})
    elif not found:
        say(_("No listening gap is known."))
    else:
        headers = (_("source"), _("from"), _("to"), _("why"), _("estimated loss"))
        say_table(
            headers, [(g.source, moment(g.from_at), moment(g.to_at), _why(g.why), g.estimated_loss) for g in found]
        )


def _why(written: str) -> str:
    """The sentence of a reason we know, or the words of whoever declared the gap."""
    from palabre.words.messages import MESSAGES, sentence

    return sentence(written, {}) if written in MESSAGES else written
