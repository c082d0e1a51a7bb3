"""Import: files are received, looked at, read as their owner says, and followed until their posts are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import FileResponse, RedirectResponse, Response

from palabre.errors import NotFound, PalabreError, UsageError
from palabre.imports import mapping_text
from palabre.listen import uploads
from palabre.listen.checking import Look, look_at
from palabre.listen.files import JOB, JOB_HERE
from palabre.web import mapping_form
from palabre.web.forms import form_of
from palabre.web.importing import can_import, question_of, told_plainly, waiting
from palabre.web.mapping_form import Decided, Written, decided, filled, written_in
from palabre.web.pages import page, page_for_files
from palabre.web.receiving import files_of
from palabre.web.rendering import address, render, wants_part
from palabre.words import N_
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request

    from palabre.listen.uploads import Upload
    from palabre.store import Job, Workspace

KINDS = (JOB, JOB_HERE)
SHOWN = 50
UNDER_WAY = frozenset({"waiting", "running"})
CHECK = "imports/check.html"


@page("/import", section="listen", title=N_("Import"))
def imports(request: Request, workspace: Workspace) -> Response:
    """Where files are given; those that wait to be looked at; what was imported before."""
    return _index(request, workspace)


@page_for_files("/import", section="listen")
def receive(request: Request, workspace: Workspace) -> Response:
    """Goes on to the file that was sent, or back to the list when there are several."""
    files = files_of(request)
    if not files:
        return _index(request, workspace, problem=UsageError("upload-nothing"))
    uploads.sweep(workspace)
    return _to_file(files[0]) if len(files) == 1 else RedirectResponse("/import", status_code=303)


@page("/import/files/{upload_id}", section="listen", title=N_("Import"))
def check(request: Request, workspace: Workspace) -> Response:
    """What a file holds and how it would be read; nothing of it is stored yet."""
    one = _asked(request, workspace)
    look = look_at(workspace, one)
    return _check(request, workspace, one, look, filled(look, one.about))


@page("/import/files/{upload_id}", method="POST", section="listen")
def decide(request: Request, workspace: Workspace) -> Response:
    """Keeps how a file is to be read and shows what comes of it; imports it when that was seen before."""
    one = _asked(request, workspace)
    if uploads.is_busy(workspace, one):
        return _to_job(one)
    look, written = look_at(workspace, one), written_in(form_of(request))
    said = decided(written, look, one.about)
    if said.wrong:
        return _check(request, workspace, one, look, written, wrong=said.wrong)
    is_new = _is_new(one, said)
    if is_new:
        one = uploads.decide(
            one, format=said.format, timezone=said.timezone, account=said.account, mapping=said.mapping
        )
    wants_import = form_of(request).get("do") == "import"
    if wants_import and not is_new and can_import(look):
        uploads.queue_upload(workspace, one)
        return _to_job(uploads.upload(workspace, one.upload_id))
    if wants_part(request):
        look = look_at(workspace, one)
        return _check(request, workspace, one, look, filled(look, one.about))
    return _to_file(one, changed="yes" if wants_import and is_new else None)


@page("/import/files/{upload_id}/mapping.yaml", section="listen")
def mapping_file(request: Request, workspace: Workspace) -> Response:
    """The mapping in use for a file, as `palabre import --mapping` reads it."""
    one = _asked(request, workspace)
    look = look_at(workspace, one)
    if one.about.has_mapping:
        text = one.mapping.read_text(encoding="utf-8")
    elif look.rules and look.refusal is None:
        text = mapping_text(mapping_form.with_zone(look.rules.mapping, one.about.timezone or look.rules.timezone))
    else:
        raise NotFound("no-such-mapping")
    named = {"content-disposition": 'attachment; filename="mapping.yaml"'}
    return Response(text, media_type="application/yaml", headers=named)


@page("/import/files/{upload_id}/remove", method="POST", section="listen")
def remove(request: Request, workspace: Workspace) -> Response:
    """Takes a file away; nothing of it was stored, or what was stays."""
    one = uploads.upload(workspace, request.path_params["upload_id"])
    if uploads.is_busy(workspace, one):
        raise UsageError("upload-busy")
    uploads.forget(one)
    return RedirectResponse("/import", status_code=303)


@page("/import/jobs/{job_id:int}", section="listen", title=N_("Import"))
def result(request: Request, workspace: Workspace) -> Response:
    """How far an import is, and what came of it; the part asks for itself again while it is under way."""
    job = _job(request, workspace)
    one = uploads.upload_of(workspace, job)
    return render(
        request,
        "imports/result.html",
        parts=("state",),
        job=job,
        is_busy=job.status in UNDER_WAY,
        wrong=told_plainly(workspace, job.error_id, job.error_fields) if job.error_id else None,
        counts=job.result or {},
        has_report=_report(workspace, job).is_file(),
        upload=one if one and one.is_here else None,
        others=waiting(workspace),
    )


@page("/import/jobs/{job_id:int}/rejects.csv", section="listen")
def rejects(request: Request, workspace: Workspace) -> Response:
    """The rows of a file that were refused, each with its reason, for a spreadsheet."""
    job = _job(request, workspace)
    report = _report(workspace, job)
    if not report.is_file():
        raise NotFound("no-such-report")
    return FileResponse(report, media_type="text/csv", filename=f"rejects-{job.job_id}.csv")


@page("/import/jobs/{job_id:int}/cancel", method="POST", section="listen")
def cancel(request: Request, workspace: Workspace) -> Response:
    """Stops an import; what it stored stays."""
    job = _job(request, workspace)
    if job.kind == JOB:
        workspace.jobs.cancel(job.job_id)
    return RedirectResponse(f"/import/jobs/{job.job_id}", status_code=303)


def _index(request: Request, workspace: Workspace, *, problem: PalabreError | None = None) -> Response:
    jobs = workspace.jobs.recent(SHOWN, kinds=KINDS)
    return render(
        request,
        "imports/index.html",
        parts=("listed",),
        status=400 if problem else 200,
        problem=told(problem) if problem else None,
        limit_bytes=request.app.state.file_limit(),
        days=uploads.KEPT.days,
        waiting=waiting(workspace),
        jobs=jobs,
        is_busy=any(job.status in UNDER_WAY for job in jobs),
    )


def _check(
    request: Request,
    workspace: Workspace,
    one: Upload,
    look: Look,
    written: Written,
    *,
    wrong: Mapping[str, str] | None = None,
) -> Response:
    question = question_of(workspace, look)
    asked, wrong = question.fields if question else (), wrong or {}
    return render(
        request,
        CHECK,
        parts=("check",),
        status=400 if wrong and not wants_part(request) else 200,
        upload=one,
        look=look,
        written=written,
        wrong=wrong,
        question=question,
        asked=asked,
        form=mapping_form,
        shown=mapping_form.shown_fields(written, look, answering=(*asked, *wrong)),
        can_import=can_import(look) and not wrong,
        is_busy=uploads.is_busy(workspace, one),
        is_changed=bool(request.query_params.get("changed")),
        notes=tuple(told_plainly(workspace, *note) for note in look.notes),
    )


def _asked(request: Request, workspace: Workspace) -> Upload:
    one = uploads.upload(workspace, request.path_params["upload_id"])
    if not one.is_here:
        raise NotFound("no-such-upload")
    return one


def _job(request: Request, workspace: Workspace) -> Job:
    job = workspace.jobs.one(request.path_params["job_id"])
    if job.kind not in KINDS:
        raise NotFound("no-such-job", job=job.job_id)
    return job


def _report(workspace: Workspace, job: Job) -> Path:
    return workspace.exports / f"rejects-{job.job_id}.csv"


def _is_new(one: Upload, said: Decided) -> bool:
    about = one.about
    kept = one.mapping.read_text(encoding="utf-8") if about.has_mapping else None
    return (about.format, about.timezone, about.account, kept) != (
        said.format,
        said.timezone,
        said.account,
        said.mapping,
    )


def _to_file(one: Upload, **asked: str | None) -> Response:
    return RedirectResponse(address(f"/import/files/{one.upload_id}", **asked), status_code=303)


def _to_job(one: Upload) -> Response:
    return RedirectResponse(f"/import/jobs/{one.about.job_id}", status_code=303)
