"""Radars: the list, the editor with its preview, and what can be done to one: read again, remove."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from palabre.errors import NotFound, UsageError
from palabre.listen import radars, views
from palabre.listen.radars import RadarRow
from palabre.listen.shown import Filters
from palabre.model import SUBJECTS, Subject
from palabre.store.radars import LONGEST_NAME
from palabre.web import querying
from palabre.web.forms import form_of
from palabre.web.naming import SUBJECTS as SUBJECT_WORDS
from palabre.web.pages import page
from palabre.web.querying import Trial, checked, tried
from palabre.web.rendering import address, render
from palabre.words import N_
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from starlette.requests import Request
    from starlette.responses import Response

    from palabre.model import Radar
    from palabre.store import Workspace

    Versions = Sequence[tuple[int, str, datetime]]

EDITOR = "radars/editor.html"
LONGEST_PROPOSED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The form as it was filled in."""

    name: str = ""
    subject: str = SUBJECTS[0]
    query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the editor shows: what was written, what is wrong with it by field, what its query gives."""

    written: Written
    wrong: Mapping[str, str] = field(default_factory=dict)
    trial: Trial = field(default_factory=Trial)

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be saved as it is."""
        return bool(self.wrong) or self.trial.problem is not None


@page("/radars", section="listen", title=N_("Radars"))
def every_radar(request: Request, workspace: Workspace) -> Response:
    """All radars with what they found; the list asks for itself again while history is read for one of them."""
    rows = radars.listed(workspace)
    is_busy = any(row.reading for row in rows)
    missed = views.lossy_gaps(workspace, Filters()) if rows else ()
    return render(request, "radars/index.html", parts=("listed",), rows=rows, is_busy=is_busy, missed=missed)


@page("/radars/preview", method="POST", section="listen")
def preview(request: Request, workspace: Workspace) -> Response:
    """What a query would find, for the editor to show while it is typed; nothing is saved."""
    written = _written(request)
    trial = tried(workspace, written.query) if written.query.strip() else Trial()
    return _editor(request, Draft(written=written, trial=trial), parts=("reading", "findings"))


@page("/radars/new", section="listen")
def new_radar(request: Request, workspace: Workspace) -> Response:
    """The editor, empty, or with what the address proposes: a `name`, a `query`."""
    del workspace
    proposed = {name: request.query_params.get(name, "").strip()[:LONGEST_PROPOSED] for name in ("name", "query")}
    return _editor(request, Draft(written=Written(**proposed)))


@page("/radars/new", method="POST", section="listen")
def make_radar(request: Request, workspace: Workspace) -> Response:
    """Saves a new radar and goes to its page; or shows what its query finds; or says what is wrong with it."""

    def save(written: Written) -> Radar:
        return radars.save_new(workspace, name=written.name, query=written.query, subject=_subject(written))

    return _answer_form(request, workspace, save, saved="new")


@page("/radars/{radar_id:int}", section="listen")
def one_radar(request: Request, workspace: Workspace) -> Response:
    """The editor of a radar, with its state and versions; `version` in the address brings back an earlier query."""
    row = _found(request, workspace)
    versions = _versions(row, workspace)
    wanted = request.query_params.get("version", "")
    earlier = next((query for version, query, _made in versions if str(version) == wanted), None)
    query = row.radar.query if earlier is None else earlier
    written = Written(name=row.radar.name, subject=row.radar.subject, query=query)
    return _editor(request, Draft(written=written), row, versions, parts=("state",))


@page("/radars/{radar_id:int}", method="POST", section="listen")
def change_radar(request: Request, workspace: Workspace) -> Response:
    """Saves the changes of a radar, and otherwise does as for a new one."""
    row = _found(request, workspace)

    def save(written: Written) -> Radar:
        name, subject = written.name, _subject(written)
        return radars.save_changes(workspace, row.radar.name, query=written.query, subject=subject, new_name=name)

    return _answer_form(request, workspace, save, saved="changes", row=row)


@page("/radars/{radar_id:int}/again", method="POST", section="listen")
def read_again(request: Request, workspace: Workspace) -> Response:
    """Has history read again with a radar, unless it is being read already."""
    row = _found(request, workspace)
    if row.reading is None:
        radars.read_again(workspace, row.radar.name)
    return _to(row.radar.radar_id)


@page("/radars/{radar_id:int}/remove", section="listen")
def ask_before_removing(request: Request, workspace: Workspace) -> Response:
    """Says what removing a radar takes away, and asks."""
    return render(request, "radars/remove.html", row=_found(request, workspace))


@page("/radars/{radar_id:int}/remove", method="POST", section="listen")
def remove(request: Request, workspace: Workspace) -> Response:
    """Removes a radar and goes back to the list."""
    radars.remove(workspace, _found(request, workspace).radar.name)
    return RedirectResponse("/radars", status_code=303)


def _answer_form(
    request: Request,
    workspace: Workspace,
    save: Callable[[Written], Radar],
    *,
    saved: str,
    row: RadarRow | None = None,
) -> Response:
    written = _written(request)
    versions = _versions(row, workspace)
    if form_of(request).get("do") == "try":
        return _editor(request, Draft(written=written, trial=tried(workspace, written.query)), row, versions)
    draft = _judged(written)
    if not draft.is_refused:
        try:
            return _to(save(written).radar_id, saved=saved)
        except UsageError as error:
            draft = replace(draft, wrong={"name": told(error)})
    return _editor(request, draft, row, versions)


def _editor(
    request: Request, draft: Draft, row: RadarRow | None = None, versions: Versions = (), *, parts: tuple[str, ...] = ()
) -> Response:
    return render(
        request,
        EDITOR,
        parts=parts,
        status=400 if draft.is_refused and not parts else 200,
        draft=draft,
        trial=draft.trial,
        row=row,
        versions=versions,
        subjects=SUBJECT_WORDS,
        saved=request.query_params.get("saved"),
        querying=querying,
    )


def _written(request: Request) -> Written:
    form = form_of(request)
    return Written(name=form.get("name", ""), subject=form.get("subject", ""), query=form.get("query", ""))


def _judged(written: Written) -> Draft:
    wrong = {}
    if not written.name.strip():
        wrong["name"] = told(UsageError("radar-bad-name", longest=LONGEST_NAME))
    if written.subject not in SUBJECTS:
        wrong["subject"] = told(UsageError("filter-unknown", value=written.subject[:40]))
    return Draft(written=written, wrong=wrong, trial=checked(written.query))


def _subject(written: Written) -> Subject:
    return next(one for one in SUBJECTS if one == written.subject)


def _found(request: Request, workspace: Workspace) -> RadarRow:
    radar_id = request.path_params["radar_id"]
    row = next((row for row in radars.listed(workspace) if row.radar.radar_id == radar_id), None)
    if row is None:
        raise NotFound("no-such-radar", name=str(radar_id)[:40])
    return row


def _versions(row: RadarRow | None, workspace: Workspace) -> Versions:
    return workspace.radars.versions(row.radar.radar_id) if row else ()


def _to(radar_id: int, **asked: str) -> Response:
    return RedirectResponse(address(f"/radars/{radar_id}", **asked), status_code=303)
