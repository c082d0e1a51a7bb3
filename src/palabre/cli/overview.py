"""`palabre overview`: what is there, in plain sentences; or as a web page, a PDF, JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._narrowing import NetworkOption, SinceOption, UntilOption, filters_of
from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import progress_bar, remark, say, say_json, say_table
from palabre.words import N_, _, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.listen.taking_stock import Asked, StateOfPlay, Terms
    from palabre.store import Workspace

HELP = N_("Tell what is there: how much, since when, where, who, when, what rises, what is missing.")
ZONE_HELP = N_("The time zone in which hours are told, as Europe/Paris.")
AGAIN_HELP = N_("Read it all again, even when nothing changed since the last time.")
ROWS = 10


def command(
    workspace: WorkspaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    network: NetworkOption = None,
    radar: Annotated[str | None, typer.Option(help=_(N_("Only the mentions of this radar.")))] = None,
    timezone: Annotated[str | None, typer.Option(help=_(ZONE_HELP))] = None,
    again: Annotated[bool, typer.Option("--again", help=_(AGAIN_HELP))] = False,
    html: Annotated[Path | None, typer.Option(help=_(N_("Write it to this file, as a web page.")))] = None,
    pdf: Annotated[Path | None, typer.Option(help=_(N_("Write it to this file, as a PDF.")))] = None,
    as_json: JsonOption = False,
) -> None:
    """Prints the state of play, or writes it; what was read is kept, for the page too."""
    from palabre.listen.radars import filters_of as mentions_of
    from palabre.listen.taking_stock import ask_about

    with opened(workspace) as ws:
        filters = filters_of(since, until, network)
        if radar is not None:
            filters = mentions_of(ws.radars.one(radar), filters)
        state = _taken(ws, ask_about(ws, filters, zone=timezone), again=again)
        _write(ws, state, html, pdf)
    if as_json:
        import msgspec

        say_json(msgspec.to_builtins(state))
    elif not html and not pdf:
        _tell(state)


def _taken(workspace: Workspace, asked: Asked, *, again: bool) -> StateOfPlay:
    from palabre.listen.taking_stock import take_again, take_stock
    from palabre.run.priority import step_aside

    step_aside()
    with progress_bar(_("State of play")) as progress:
        return (take_again if again else take_stock)(workspace, asked, progress)


def _write(workspace: Workspace, state: StateOfPlay, html: Path | None, pdf: Path | None) -> None:
    from palabre.listen.taking_stock.keeping import write_whole
    from palabre.reports.files import html_of
    from palabre.reports.pdf import pdf_of

    if not html and not pdf:
        return
    page = html_of(workspace, state)
    for path, ending in ((html, "html"), (pdf, "pdf")):
        if path:
            write_whole(path, pdf_of(page) if ending == "pdf" else page.encode())
            remark(_("Written: {file}").format(file=path))


def _tell(state: StateOfPlay) -> None:
    from palabre.reports import stock

    say(f"{stock.subject(state)}.")
    for section in stock.told(state):
        say()
        say(section.title.upper())
        for sentence in section.sentences:
            say(sentence)
        _TABLES.get(section.code, _nothing)(state)


def _nothing(state: StateOfPlay) -> None:
    del state


def _speakers(state: StateOfPlay) -> None:
    from palabre.reports import stock

    rows = [(stock.called(one), one.network, number(one.posts)) for one in state.people.speakers[:ROWS]]
    _table((_("account"), _("network"), _("posts")), rows)


def _answered(state: StateOfPlay) -> None:
    from palabre.reports import stock

    rows = [(stock.called(one), one.network, number(one.people)) for one in state.people.answered[:ROWS]]
    _table((_("account"), _("network"), _("different people")), rows)


def _terms(state: StateOfPlay) -> None:
    from palabre.reports import stock

    terms: tuple[tuple[str, Terms], ...] = (("", state.words), ("#", state.tags), ("", state.links))
    rows = [
        (before + one.written, number(one.recent), number(one.before), number(one.people), stock.at_least(one))
        for before, found in terms
        for one in found.rising[:ROWS]
    ]
    headers = (_("what rises"), _("posts lately"), _("posts before"), _("people lately"), _("at least"))
    _table(headers, rows)


def _threads(state: StateOfPlay) -> None:
    from palabre.reports import stock

    rows = [((one.excerpt or "…")[:60], one.network, stock.thread_size(one)) for one in state.threads.threads]
    _table((_("thread"), _("network"), _("size")), rows)


def _table(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        say_table(headers, rows)


_TABLES = {"speakers": _speakers, "answered": _answered, "terms": _terms, "threads": _threads}
