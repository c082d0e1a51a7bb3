"""`palabre search`: posts that a query matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._missing import remark_gaps
from palabre.cli._narrowing import LimitOption, NetworkOption, SinceOption, UntilOption, filters_of
from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._posts import AsJson, AsLines, print_posts
from palabre.cli._queries import QUERY, pointed_at, say_remarks
from palabre.cli._telling import progress_bar, remark
from palabre.words import N_, _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from palabre.listen import Filters, PostRow
    from palabre.store import Workspace

HELP = N_("Find the posts that a query matches, newest first, in the whole history.")
QUERY_HELP = N_('Words, "phrases", #tags, @handles, begin*, AND, OR, NOT, NEAR/5, lang:fr… as radars are written.')


def command(
    query: Annotated[list[str], typer.Argument(help=_(QUERY_HELP), metavar=QUERY)],
    workspace: WorkspaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    network: NetworkOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
) -> None:
    """Prints the posts found; `count` in the JSON is how many there are, whatever the limit."""
    from palabre.listen.leaving import leaving
    from palabre.query import judged, parse

    asked = " ".join(query)
    printed = AsJson() if as_json else AsLines()
    with opened(workspace) as ws, progress_bar(asked) as progress:
        with pointed_at(asked):
            say_remarks(judged(parse(asked)))
        filters = filters_of(since, until, network)
        found = _found(ws, asked, leaving(ws, filters) if as_json else filters, progress)
        count = print_posts(printed, _marked(asked, found) if as_json else found, limit)
        remark_gaps(ws, filters)
    printed.end(count=count)
    if not as_json:
        remark(ngettext("{count} post found", "{count} posts found", count).format(count=number(count)))


def _found(
    workspace: Workspace, query: str, filters: Filters, progress: Callable[[int, int], None]
) -> Iterator[Sequence[PostRow]]:
    from palabre.listen import search_all

    for scanned, total, posts in search_all(workspace, query, filters):
        progress(scanned, total)
        yield posts


def _marked(query: str, found: Iterator[Sequence[PostRow]]) -> Iterator[Sequence[PostRow]]:
    """The same with where each matches, which only a machine is told."""
    from palabre.listen.searching import marked

    return (marked((query,), posts) for posts in found)
