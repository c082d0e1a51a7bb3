"""`palabre search`: posts that hold all the words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import progress_bar, remark, say, say_json
from palabre.words import N_, _, ngettext, number

if TYPE_CHECKING:
    from palabre.listen import PostRow

HELP = N_("Find the posts that hold all these words, newest first, in the whole history.")
WORDS_HELP = N_('Words, "phrases", #tags, @handles, begin* — all must be there.')
UNTIL_HELP = N_("Up to this day, included.")
DAYS, DAY = ["%Y-%m-%d"], "YYYY-MM-DD"


def command(
    words: Annotated[list[str], typer.Argument(help=_(WORDS_HELP), metavar="WORDS")],
    workspace: WorkspaceOption = None,
    since: Annotated[datetime | None, typer.Option(formats=DAYS, metavar=DAY, help=_(N_("From this day on.")))] = None,
    until: Annotated[datetime | None, typer.Option(formats=DAYS, metavar=DAY, help=_(UNTIL_HELP))] = None,
    network: Annotated[str | None, typer.Option(help=_(N_("Only this network.")))] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_(N_("Stop after so many posts.")))] = None,
    as_json: JsonOption = False,
) -> None:
    """Prints the posts found; `count` in the JSON is how many there are, whatever the limit."""
    from palabre.listen import Filters, search_all

    filters = Filters(since=since.date() if since else None, until=until.date() if until else None, network=network)
    found: list[dict[str, Any]] = []
    count = 0
    with opened(workspace) as ws, progress_bar(" ".join(words)) as progress:
        for scanned, total, posts in search_all(ws, " ".join(words), filters):
            progress(scanned, total)
            count += len(posts)
            for post in posts[: None if limit is None else max(0, limit - len(found))]:
                found.append(as_found(post))
                if not as_json:
                    _say_post(post)
    if as_json:
        say_json({"count": count, "posts": found})
    else:
        remark(ngettext("{count} post found", "{count} posts found", count).format(count=number(count)))


def as_found(post: PostRow) -> dict[str, Any]:
    """A post found, for a machine."""
    return {
        "native_id": post.native_id,
        "network": post.network,
        "author": post.handle,
        "created_at": post.created_at.isoformat(),
        "title": post.title,
        "text": post.text,
        "url": post.url,
        "matched": [list(span) for span in post.matched],
    }


def _say_post(post: PostRow) -> None:
    say(f"{post.created_at:%Y-%m-%d %H:%M}  {post.network}  {post.handle or '—'}  {post.url or post.native_id}")
    if post.title:
        say(f"  {post.title}")
    say("  " + post.text.replace("\n", "\n  "))
