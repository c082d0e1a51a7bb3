"""Sources: what is listened to and how each is doing, a form for each kind, and the register of processing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from palabre.errors import NotFound, SourceError, UsageError
from palabre.listen import sources
from palabre.sources import every_source
from palabre.web.forms import every_value_of
from palabre.web.pages import page
from palabre.web.rendering import address, render, wants_part
from palabre.web.sources import telling
from palabre.web.sources.asking import Refused, Written, fields_of, refused_by, written_in
from palabre.words import N_

if TYPE_CHECKING:
    from starlette.requests import Request

    from palabre.sources import Source
    from palabre.store import KeptSource, Workspace

# Until there are users, all that is known of whoever acts is the door.
BY = "web"
GAPS_SHOWN = 5


@page("/sources", section="listen", title=N_("Sources"))
def every_row(request: Request, workspace: Workspace) -> Response:
    """All sources with how they are doing; the list asks for itself again, quietly."""
    return _index(request, workspace)


@page("/sources/new", section="listen")
def choose_kind(request: Request, workspace: Workspace) -> Response:
    """The kinds of sources there are: what each hears, what it needs."""
    del workspace
    return render(request, "sources/kinds.html", kinds=every_source(), telling=telling.WORDS)


@page("/sources/new/{kind}", section="listen")
def new_source(request: Request, workspace: Workspace) -> Response:
    """The form of a kind of source."""
    return _form(request, workspace, _kind(request), Written(), Refused())


@page("/sources/new/{kind}", method="POST", section="listen")
def make_source(request: Request, workspace: Workspace) -> Response:
    """Tries a source, then saves it and goes to the list; or says what is wrong at the field where it is."""
    kind = _kind(request)
    written = written_in(kind, every_value_of(request))
    try:
        added = sources.add_source(
            workspace,
            kind.name,
            written.given,
            by=BY,
            is_ours=written.is_ours,
            allows_private=written.allows_private,
            contact=written.contact or None,
            secrets=written.keys,
        )
    except (UsageError, SourceError) as error:
        return _form(request, workspace, kind, written, refused_by(error))
    where = address("/sources", added=added.kept.source_id, posts=added.tested.posts)
    return RedirectResponse(where, status_code=303)


@page("/sources/{source_id:int}/test", method="POST", section="listen")
def test(request: Request, workspace: Workspace) -> Response:
    """Tries a source once more, and shows beside it what was found."""
    kept = _kept(request, workspace)
    try:
        found, is_well = telling.found_by(sources.test_source(workspace, kept)), True
    except (SourceError, UsageError) as error:
        found, is_well = telling.told_here(error), False
    answer = {"found": found, "is_well": is_well}
    if wants_part(request):
        return render(request, "sources/_answer.html", answer=answer)
    return _index(request, workspace, answers={kept.source_id: answer})


@page("/sources/{source_id:int}/pause", method="POST", section="listen")
def pause(request: Request, workspace: Workspace) -> Response:
    """Stops listening to a source, and goes back to the list."""
    kept = _kept(request, workspace)
    if not kept.is_paused:
        sources.pause(workspace, kept, by=BY)
    return _to_list(kept)


@page("/sources/{source_id:int}/resume", method="POST", section="listen")
def resume(request: Request, workspace: Workspace) -> Response:
    """Listens to a source again, and goes back to the list."""
    kept = _kept(request, workspace)
    if kept.is_paused:
        sources.resume(workspace, kept, by=BY)
    return _to_list(kept)


@page("/sources/{source_id:int}/remove", section="listen")
def ask_before_removing(request: Request, workspace: Workspace) -> Response:
    """Says what removing a source changes, and asks."""
    row = sources.row_of(workspace, _kept(request, workspace), request.app.state.clock())
    return render(request, "sources/remove.html", row=row)


@page("/sources/{source_id:int}/remove", method="POST", section="listen")
def remove(request: Request, workspace: Workspace) -> Response:
    """Listens to a source no more, and goes back to the list."""
    sources.remove(workspace, _kept(request, workspace), by=BY)
    return RedirectResponse("/sources", status_code=303)


@page("/sources/register", section="listen")
def register(request: Request, workspace: Workspace) -> Response:
    """The register of processing: what was listened to, since when, by whom and why; newest first."""
    entries = tuple(reversed(workspace.sources.register()))
    return render(request, "sources/register.html", entries=entries, telling=telling.WORDS)


@page("/sources/register.csv", section="listen")
def register_csv(request: Request, workspace: Workspace) -> Response:
    """The same for a spreadsheet, oldest first."""
    del request
    named = {"content-disposition": 'attachment; filename="register.csv"'}
    content = sources.register_csv(workspace.sources.register())
    return Response(content, media_type="text/csv; charset=utf-8", headers=named)


def _index(request: Request, workspace: Workspace, *, answers: dict[int, dict[str, object]] | None = None) -> Response:
    rows = sources.listed(workspace, request.app.state.clock())
    added, posts = (_number(request, name) for name in ("added", "posts"))
    return render(
        request,
        "sources/index.html",
        parts=("listed",),
        rows=rows,
        answers=answers or {},
        added=next((row for row in rows if row.kept.source_id == added), None),
        posts=posts,
        has_radars=bool(workspace.radars.all()),
        gaps_shown=GAPS_SHOWN,
        telling=telling.WORDS,
    )


def _form(request: Request, workspace: Workspace, kind: type[Source], written: Written, refused: Refused) -> Response:
    contact = sources.contact_of(workspace)
    fields = fields_of(workspace, kind, written, refused)
    at_field = {one.name for one in kind.settings} | {"contact"}
    return render(
        request,
        "sources/form.html",
        status=400 if refused.sentence else 200,
        kind=kind,
        fields=fields,
        written=written,
        problem="" if refused.setting in at_field else refused.sentence,
        wrong_contact=refused.sentence if refused.setting == "contact" else "",
        asks_contact=not contact or refused.setting == "contact",
        contact=contact,
        telling=telling.WORDS,
    )


def _kind(request: Request) -> type[Source]:
    name = request.path_params["kind"]
    found = next((kind for kind in every_source() if kind.name == name), None)
    if found is None:
        raise NotFound("page-not-found", status=404)
    return found


def _kept(request: Request, workspace: Workspace) -> KeptSource:
    return workspace.sources.by_id(request.path_params["source_id"])


def _number(request: Request, name: str) -> int | None:
    said = request.query_params.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _to_list(kept: KeptSource) -> Response:
    return RedirectResponse(f"/sources#s{kept.source_id}", status_code=303)
