"""The page shown when the strategy was changed while someone was writing: both are shown, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.web.forms import form_of
from palabre.web.rendering import render
from palabre.web.strategy import editing, saving
from palabre.web.strategy.asking import Sheet
from palabre.web.strategy.author import author_fault, author_of, remember
from palabre.web.strategy.conflicts import differences, found_again, kept_in_form, merged_text, on_top, read_back
from palabre.web.strategy.editing import Place
from palabre.web.strategy.filling import filled_of
from palabre.web.strategy.shapes import kind_at, value_at
from palabre.web.strategy.step_view import NEW, words_of_part
from palabre.web.strategy.steps import dotted, part_of
from palabre.words import _

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.model.strategy.findings import Path
    from palabre.web.strategy.conflicts import Difference
    from palabre.web.strategy.filling import Filled, Reading
    from palabre.web.strategy.opening import Opened
    from palabre.web.strategy.steps import Step


def form_conflict(request: Request, opened: Opened, step: Step, path: Path, reading: Reading) -> Response:
    """Both sides of a form written while the file changed, and the three ways out. What was written is kept aside."""
    part = part_of(path)
    assert part is not None  # noqa: S101 - the page looked for it
    before = read_back(form_of(request).get("was", ""))
    where = found_again(opened.written.strategy, path, before, opened.zone)
    here = where if where is not None else editing.end_of(opened.written, path[:-1])
    held = value_at(opened.written.strategy, here)
    theirs = filled_of(kind_at(here), held, zone=opened.zone)
    changes = differences(kind_at(here), before, theirs, reading.filled)
    mine = editing.written_with(opened.written, Place(path=here, fields=part.fields), reading)
    aside = None
    if not author_fault(request):
        note = _("Written while the file was changed by someone else")
        aside = saving.set_aside(opened.workspace, opened, mine, author=author_of(request), note=note)
    answer = render(
        request,
        "strategy/conflict.html",
        status=409,
        step=step,
        words=words_of_part(part.path),
        here=f"/strategy/steps/{step.name}",
        at=dotted(here) if held is not None else f"{dotted(here[:-1])}.{NEW}",
        token=opened.token,
        now=kept_in_form(theirs) if held is not None else "{}",
        is_gone=where is None,
        rows=_rows(opened, here, part.fields, changes),
        mine=reading.filled,
        merged=on_top(theirs, changes) if where is not None and not any(one.collides for one in changes) else None,
        aside=aside,
        by=author_of(request),
    )
    return remember(request, answer)


def text_conflict(request: Request, opened: Opened, text: str) -> Response:
    """Both sides of a text written while the file changed, line by line, and the three ways out."""
    from palabre.web.strategy.lines import differing

    aside = None
    if not author_fault(request):
        note = _("Written while the file was changed by someone else")
        aside = saving.set_aside(opened.workspace, opened, text, author=author_of(request), note=note)
    base = saving.version_with(opened.workspace, form_of(request).get("was", ""))
    answer = render(
        request,
        "strategy/text_conflict.html",
        status=409,
        token=opened.token,
        was=saving.mark_of(opened.text),
        mine=text,
        blocks=differing(opened.text, text),
        merged=merged_text(base.text, opened.text, text) if base else None,
        knows_before=base is not None,
        aside=aside,
        by=author_of(request),
    )
    return remember(request, answer)


def _rows(
    opened: Opened, path: Path, fields: frozenset[str], changes: tuple[Difference, ...]
) -> list[dict[str, object]]:
    """Each field that differs, by its label, in the words of before, of the file and of the form."""
    return [
        {
            "label": _label(opened, path, fields, one.name),
            "before": _said(one.before),
            "theirs": _said(one.theirs),
            "mine": _said(one.mine),
            "difference": one,
        }
        for one in changes
    ]


def _label(opened: Opened, path: Path, fields: frozenset[str], name: str) -> str:
    sheet = Sheet(strategy=opened.written.strategy, path=path, fields=fields, filled={}, wrong={}, found=())
    first, _dot, rest = name.partition(".")
    found = next((one for one in sheet.shown() if one.name == first), None)
    if found is None:
        return name
    within = next((one for one in found.within if one.asked.name == rest), None)
    return f"{found.words.label} · {within.words.label}" if within else found.words.label


def _said(filled: Filled) -> str:
    told = ("\n".join(words) for name, words in filled.items() if not name.endswith((".@", ".#")))
    return "\n".join(told)
