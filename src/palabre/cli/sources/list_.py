"""`palabre sources list`: what is listened to, and how each source is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._telling import say, say_json
from palabre.words import N_, _, moment, number
from palabre.words.sources import left_out_name, length_told, pace_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.listen.sources import SourceRow

HELP = N_("List the sources: health, last post, posts a minute, lag, errors, gaps, what was left out.")

# What needs no sentence beside its word.
QUIET = frozenset({"starting", "listening", "paused"})


def command(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Prints the sources, oldest first; errors are those of a day, gaps and what was left out those of seven days."""
    from palabre.listen import sources
    from palabre.run import clock

    with opened(workspace) as ws:
        rows = sources.listed(ws, clock.now())
    if as_json:
        say_json({"sources": [_as_json(row) for row in rows]})
        return
    if not rows:
        say(_("Nothing is listened to yet. Begin with: palabre sources add bluesky"))
        return
    for row in rows:
        for line in _lines(row):
            say(line)


def _lines(row: SourceRow) -> Iterator[str]:
    kept = row.kept
    ours = f" ({_('our own place')})" if kept.is_ours else ""
    yield f"{kept.source_id}. {kept.name}{ours}: {row.health}, " + _("since {moment}").format(
        moment=moment(kept.health_since)
    )
    if row.state not in QUIET:
        yield f"   {row.meaning}"
    told = [
        _("last post: {moment}").format(moment=moment(kept.last_post_at) if kept.last_post_at else _("none yet")),
        _("posts/min: {n}").format(n=pace_told(row.posts_per_minute)),
        *([_("lag: {length}").format(length=length_told(row.lag))] if row.lag is not None else []),
        _("errors: {n}").format(n=number(row.errors)),
        _("gaps: {n}").format(n=number(len(row.gaps))),
    ]
    yield "   " + " · ".join(told)
    for signal, n in row.left_out:
        yield "   " + _("left out, {n}: {why}").format(n=number(n), why=left_out_name(signal))


def _as_json(row: SourceRow) -> dict[str, Any]:
    kept = row.kept
    return {
        "number": kept.source_id,
        "kind": kept.kind,
        "label": kept.label,
        "title": kept.title,
        "settings": kept.settings,
        "is_ours": kept.is_ours,
        "allows_private": kept.allows_private,
        "is_paused": kept.is_paused,
        "added_at": kept.added_at,
        "health": kept.health,
        "health_since": kept.health_since,
        "why": row.why or None,
        "is_unattended": row.is_unattended,
        "last_heard_at": kept.last_heard_at,
        "last_event_at": kept.last_event_at,
        "last_post_at": kept.last_post_at,
        "posts_per_minute": round(row.posts_per_minute, 3),
        "lag_seconds": row.lag.total_seconds() if row.lag is not None else None,
        "errors_of_a_day": row.errors,
        "gaps_of_seven_days": len(row.gaps),
        "counts_of_seven_days": row.counts,
    }
