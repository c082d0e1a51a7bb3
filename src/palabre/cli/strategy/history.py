"""`palabre strategy history`: every version, who adopted which, what was overridden, what was reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json, say_table
from palabre.cli.strategy._findings import override_as_json
from palabre.cli.strategy._reviews import review_as_json, review_told
from palabre.words import N_, _, day, moment

if TYPE_CHECKING:
    from palabre.model.strategy.kept import Adoption
    from palabre.store import Workspace

HELP = N_("List the versions of the strategy: who saved and adopted them, errors overridden, reviews, breaks.")


def command(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Prints the newest first."""
    with opened(workspace) as ws:
        if as_json:
            say_json(_as_json(ws))
            return
        if ws.strategies.all():
            _say_versions(ws)
        else:
            say(_("No version was saved yet: adopting the strategy saves the first one."))
        _say_adoptions(ws)
        _say_overrides(ws)
        _say_reviews(ws)


def _say_versions(ws: Workspace) -> None:
    held = ws.strategies.adoption()
    adopted = {one.version for one in ws.strategies.adoptions()}
    rows = []
    for one in ws.strategies.all():
        state = _("adopted before") if one.version in adopted else ""
        if held is not None and one.version == held.version:
            state = _("holds")
        rows.append((one.version, moment(one.saved_at), one.author, state, one.note))
    say_table((_("version"), _("saved"), _("by"), _("state"), _("note")), rows)


def _say_adoptions(ws: Workspace) -> None:
    from palabre.strategy.telling import breaks_told

    for one in ws.strategies.adoptions():
        say()
        told = _("Version {version} was adopted by {by} on {day}.")
        say(told.format(version=one.version, by=one.by, day=day(one.at)))
        for sentence in breaks_told(one.breaks):
            say("  " + _("Break in the figures: {what}").format(what=sentence))


def _say_overrides(ws: Workspace) -> None:
    for one in ws.strategies.overrides():
        say()
        told = _("Override {override}: {code} at {place}, by {by} on {day}: “{why}”")
        named = {"override": one.override_id, "code": one.code, "place": one.place, "by": one.by, "why": one.why}
        say(told.format(day=day(one.at), **named))
        if one.withdrawn_at is not None:
            say("  " + _("Withdrawn by {by} on {day}.").format(by=one.withdrawn_by, day=day(one.withdrawn_at)))


def _say_reviews(ws: Workspace) -> None:
    for one in ws.strategies.reviews():
        say()
        for line in review_told(one):
            say(line)


def _as_json(ws: Workspace) -> dict[str, Any]:
    kept = ws.strategies
    held = kept.adoption()
    return {
        "holds": held.version if held is not None else None,
        "versions": [
            {
                "version": one.version,
                "hash": one.hash,
                "author": one.author,
                "saved_at": one.saved_at,
                "note": one.note,
            }
            for one in kept.all()
        ],
        "adoptions": [_adoption(one) for one in kept.adoptions()],
        "overrides": [override_as_json(one) for one in kept.overrides()],
        "reviews": [review_as_json(one) for one in kept.reviews()],
    }


def _adoption(one: Adoption) -> dict[str, Any]:
    return {
        "version": one.version,
        "by": one.by,
        "at": one.at,
        "overrides": one.overrides,
        "breaks": [{"objective": broken.objective, "fields": broken.fields} for broken in one.breaks],
        "findings": [
            {"code": found.code, "severity": found.severity, "path": found.path, "line": found.line}
            for found in one.findings
        ],
    }
