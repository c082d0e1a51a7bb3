"""`palabre try`: a query tried on a file, or on Bluesky as it is written, without a workspace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from palabre.cli._live_trial import try_live
from palabre.cli._narrowing import LimitOption
from palabre.cli._posts import AsJson, AsLines, print_posts
from palabre.cli._queries import QUERY, FromOption, in_our_language, pointed_at, say_remarks
from palabre.cli._telling import progress_bar, remark
from palabre.cli.import_ import FORMAT_HELP, MAPPING_HELP, TIMEZONE_HELP
from palabre.errors import UsageError
from palabre.words import N_, _, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from palabre.listen import PostRow, Request
    from palabre.listen.columns import Gathered
    from palabre.query import Node

HELP = N_("Try a query on Bluesky as it is written, or on a file, without a workspace: nothing is stored.")
FILE_HELP = N_("The file, as `palabre import` reads it; without one, Bluesky is heard live, until Ctrl-C.")
STREAM_HELP = N_("Another Jetstream than the public ones, as wss://example.org/subscribe.")
JSON_HELP = N_("Print one JSON document and nothing else; live, one on each line.")


def command(
    query: Annotated[str, typer.Argument(help=_(N_("The query, between quotation marks.")), metavar=QUERY)],
    file: Annotated[Path | None, typer.Option(help=_(FILE_HELP), show_default=False)] = None,
    stream: Annotated[str | None, typer.Option(help=_(STREAM_HELP), metavar="ADDRESS", show_default=False)] = None,
    format: Annotated[str, typer.Option(help=_(FORMAT_HELP))] = "auto",
    mapping: Annotated[Path | None, typer.Option(help=_(MAPPING_HELP))] = None,
    timezone: Annotated[str | None, typer.Option(help=_(TIMEZONE_HELP))] = None,
    product: FromOption = None,
    limit: LimitOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=_(JSON_HELP))] = False,
) -> int:
    """Prints the posts that match, in their order; status 3 when some rows of a file cannot be read."""
    from palabre.cli import DONE
    from palabre.listen import Request
    from palabre.query import judged, parse

    with pointed_at(query):
        tree = parse(in_our_language(query, product))
        say_remarks(judged(tree))
    if file is not None:
        if stream is not None:
            raise UsageError("try-file-or-stream")
        request = Request(path=file, format=format, mapping=mapping, timezone=timezone)
        return _try_file(tree, request, limit=limit, as_json=as_json)
    if format != "auto" or mapping or timezone:
        raise UsageError("try-without-file")
    try_live(tree, stream=stream, limit=limit, as_json=as_json)
    return DONE


def _try_file(tree: Node, request: Request, *, limit: int | None, as_json: bool) -> int:
    from palabre.cli import DONE, PARTLY

    printed, tried = AsJson() if as_json else AsLines(), _Tried(tree, limit=limit, is_marked=as_json)
    with progress_bar(request.path.name) as progress:
        print_posts(printed, tried.found(request, progress), limit)
    rejected = tried.rejected
    printed.end(count=tried.matched, read=tried.read, rejected=rejected.total(), reasons=dict(rejected))
    if not as_json:
        _say_counts(tried)
    return PARTLY if rejected else DONE


def _say_counts(tried: _Tried) -> None:
    from palabre.words.messages import sentence

    told = ngettext("{n} post of {read} matches.", "{n} posts of {read} match.", tried.matched)
    remark(told.format(n=number(tried.matched), read=number(tried.read)))
    for reason, n in tried.rejected.most_common():
        remark("  " + _("{n}: {reason}").format(n=number(n), reason=sentence(f"reject-{reason}", {})))


@dataclass(slots=True)
class _Tried:
    """A query tried on a file: the posts read and matched so far, and the rows refused by reason.

    Posts beyond the limit are only counted, and where the words are is looked up only for those who are told.
    """

    tree: Node
    limit: int | None
    is_marked: bool
    read: int = 0
    matched: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def found(self, request: Request, progress: Callable[[int, int], None]) -> Iterator[Sequence[PostRow]]:
        """The posts to print, chunk after chunk: nothing is kept of those before."""
        from palabre.listen.parsing import parsed
        from palabre.run import clock

        now = clock.now()
        with parsed(request, observed_at=now) as file:
            for chunk in file:
                self.rejected.update(one.reason for one in chunk.rejects)
                self.read += chunk.gathered.posts.num_rows
                yield self._matching(chunk.gathered)
                progress(chunk.position, file.size_bytes)
            for note in file.notes:
                remark(f"{request.path.name}: {note}")

    def _matching(self, gathered: Gathered) -> Sequence[PostRow]:
        from palabre.listen import PostRow
        from palabre.listen.rows import batch_of
        from palabre.listen.searching import highlighted, matching
        from palabre.listen.windows import SHOWN
        from palabre.run import clock

        posts = batch_of(gathered, run_id=None, observed_at=clock.now()).posts
        found = posts.filter(matching(self.tree).mask(posts)).select([name.strip() for name in SHOWN.split(",")])
        left = found.num_rows if self.limit is None else max(0, self.limit - self.matched)
        self.matched += found.num_rows
        rows = found.drop_columns("actor_id").slice(0, left).to_pylist()
        marked = (highlighted(self.tree, row) if self.is_marked else row for row in rows)
        return [PostRow(**row, display_name=None, edited=False) for row in marked]
