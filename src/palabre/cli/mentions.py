"""`palabre mentions`: the posts that a radar matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._missing import remark_gaps
from palabre.cli._narrowing import LimitOption, NetworkOption, SinceOption, UntilOption, filters_of
from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._posts import AsCsv, AsJson, AsLines, Printed, print_posts
from palabre.cli._telling import remark
from palabre.words import N_, _, ngettext, number

if TYPE_CHECKING:
    from palabre.listen import Filters, PostRow
    from palabre.model import Radar
    from palabre.store import Workspace

HELP = N_("Print the mentions of a radar, newest first.")


def command(
    radar: Annotated[str, typer.Argument(help=_(N_("The name of the radar.")), metavar="RADAR")],
    workspace: WorkspaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    network: NetworkOption = None,
    limit: LimitOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_(N_("Print CSV that a spreadsheet opens.")))] = False,
    as_json: JsonOption = False,
) -> None:
    """Prints the mentions; `count` in the JSON is how many there are, whatever the limit."""
    from palabre.listen import overview
    from palabre.listen.leaving import leaving
    from palabre.listen.radars import filters_of as mentions_of

    printed: Printed = AsJson() if as_json else AsCsv() if as_csv else AsLines()
    filters = filters_of(since, until, network)
    with opened(workspace) as ws:
        one = ws.radars.one(radar)
        _warn(one)
        if as_json or as_csv:
            filters = leaving(ws, filters)
        count = print_posts(printed, _until(limit, _mentions(ws, one, filters, printed)), limit)
        if limit is not None and count >= limit:
            count = overview(ws, mentions_of(one, filters)).posts
        remark_gaps(ws, filters)
    printed.end(count=count)
    if not as_json:
        remark(ngettext("{n} mention", "{n} mentions", count).format(n=number(count)))


def _warn(radar: Radar) -> None:
    if not radar.shown:
        remark(_("History was not read yet with this radar: some of its mentions are missing. See: palabre radar list"))
    elif not radar.is_ready:
        remark(_("These are the mentions of its query before it was changed. See: palabre radar list"))


def _mentions(workspace: Workspace, radar: Radar, filters: Filters, printed: Printed) -> Iterator[Sequence[PostRow]]:
    """The mentions; where they match is told to machines only."""
    from palabre.listen.radars import marked_mentions, mentions

    return (marked_mentions if isinstance(printed, AsJson) else mentions)(workspace, radar, filters)


def _until(limit: int | None, found: Iterator[Sequence[PostRow]]) -> Iterator[Sequence[PostRow]]:
    """What is found, no further than the limit."""
    count = 0
    for posts in found:
        yield posts
        count += len(posts)
        if limit is not None and count >= limit:
            return
