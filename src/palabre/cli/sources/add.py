"""`palabre sources add`: a source, tried before it is saved."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from palabre.cli._opening import opened
from palabre.cli._telling import remark, say
from palabre.cli.sources._acting import found_by, whoever_runs
from palabre.cli.sources._kinds import PREFIX, Kinds
from palabre.errors import SourceError
from palabre.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.sources import Setting, Source
    from palabre.store import Workspace

HELP = N_("Listen to a network, a site or a forum from now on: it is tried first, and saved only when it answers.")
METAVAR = "KIND [OPTIONS]..."


def command() -> None:
    """Nothing comes between the word and the kind of source."""


def add(kind: type[Source], typed: dict[str, Any]) -> int:
    """Adds a source and says what it found; status 1, and nothing is kept, when it does not answer."""
    from palabre.cli import DONE
    from palabre.listen import sources

    given = {one.name: _written(typed[PREFIX + one.name]) for one in kind.settings if not one.secret}
    with opened(typed["workspace"]) as ws:
        try:
            added = sources.add_source(
                ws,
                kind.name,
                given,
                by=whoever_runs(),
                is_ours=typed["ours"],
                allows_private=typed["allow_private"],
                contact=typed["contact"],
                secrets=_typed_secrets(ws, kind, given, typed),
            )
        except SourceError:
            remark(_("Nothing was saved, for this source was tried first:"))
            raise
        say(_("{number}. {name}: added.").format(number=added.kept.source_id, name=added.kept.name))
        say(found_by(added.tested))
        say(_("Why: {purpose} (kept in the register: palabre sources register)").format(purpose=ws.settings.purpose))
        remark(_("It is listened to as long as palabre run, or palabre listen, is running."))
    return DONE


class Under(Kinds):
    """The kinds of sources that can be added."""

    add = staticmethod(add)


def _written(value: str | list[str] | None) -> str:
    return "\n".join(value) if isinstance(value, list) else value or ""


def _typed_secrets(
    workspace: Workspace, kind: type[Source], given: Mapping[str, str], typed: Mapping[str, Any]
) -> Mapping[str, str]:
    """The keys asked for on the line, and on a terminal those that are needed and not known yet."""
    from palabre.listen import sources

    asked = [one for one in kind.settings if one.secret]
    known = sources.kept_secrets(workspace, kind.name, given) if asked else frozenset()
    is_terminal = sys.stdin.isatty()
    return {
        one.name: _without_showing(one) if is_terminal else sys.stdin.readline().strip()
        for one in asked
        if typed[PREFIX + one.name] or (is_terminal and one.required and one.name not in known)
    }


def _without_showing(one: Setting) -> str:
    from getpass import getpass

    if one.help:
        remark(_(one.help))
    return getpass(_("{what} (not shown): ").format(what=_(one.title)))
