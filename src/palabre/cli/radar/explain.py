"""`palabre radar explain`: what a query finds, clause by clause, and what it just misses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from palabre.cli._missing import remark_gaps
from palabre.cli._opening import JsonOption, WorkspaceOption, opened
from palabre.cli._posts import AsLines, as_found
from palabre.cli._queries import QUERY, FromOption, as_remarks, in_our_language, pointed_at, say_remarks
from palabre.cli._telling import say, say_json, say_table
from palabre.errors import UsageError
from palabre.words import N_, _, day, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.listen import Filters, PostRow
    from palabre.listen.previews import ClauseCount, Preview

HELP = N_("Explain a radar, or a query before it is saved: what it finds, clause by clause, and what it just misses.")
QUERY_HELP = N_("A query to explain, instead of a radar's.")
ROLES = {"required": N_("must be there"), "either": N_("one of them must"), "excluded": N_("must not be there")}
LOOSER = {
    "lacks": N_("lacks {clause}"),
    "excluded": N_("excluded by {clause}"),
    "apart": N_("the words are further apart than in {clause}"),
    "further": N_("the words are further apart than {clause} allows"),
    "begins": N_("a word only begins like {clause}"),
}
SHOWN = 5
BARS = " ▁▂▃▄▅▆▇█"
WIDEST = 60
MINUS = "\u2212"


def command(
    name: Annotated[str | None, typer.Argument(help=_(N_("The name of a radar.")), metavar="NAME")] = None,
    workspace: WorkspaceOption = None,
    query: Annotated[str | None, typer.Option(help=_(QUERY_HELP), metavar=QUERY, show_default=False)] = None,
    product: FromOption = None,
    as_json: JsonOption = False,
) -> None:
    """Reads the newest posts only when there are very many, and says how many it read."""
    from palabre.listen.previews import preview

    if (name is None) is (query is None):
        raise UsageError("cli-missing", name=f"NAME | --query {QUERY}", help="palabre radar explain --help")
    with opened(workspace) as ws:
        asked = query if query is not None else ws.radars.one(name or "").query
        with pointed_at(asked):
            found = preview(ws, in_our_language(asked, product))
        remark_gaps(ws, _days_of(found))
    if as_json:
        say_json(_as_json(found))
        return
    say_remarks(found.remarks)
    _say_counts(found)
    _say_posts(found)


def _days_of(found: Preview) -> Filters:
    """The days over which its posts were said."""
    from palabre.listen import Filters

    days = [one for one, _n in found.per_day]
    return Filters(since=min(days, default=None), until=max(days, default=None))


def _say_counts(found: Preview) -> None:
    say(found.echo)
    say()
    told = ngettext("{n} post of {read} matches.", "{n} posts of {read} match.", found.matched)
    if not found.is_whole:
        told = ngettext(
            "{n} post of the newest {read} matches.", "{n} posts of the newest {read} match.", found.matched
        )
    say(told.format(n=number(found.matched), read=number(found.read)))
    if found.per_day:
        first, last = found.per_day[0][0], found.per_day[-1][0]
        most = max(found.per_day, key=lambda one: one[1])
        told = _("From {first} to {last}, {most} at most in a day, on {day}:")
        say(told.format(first=day(first), last=day(last), most=number(most[1]), day=day(most[0])))
        say(bars_of(found))
    say()
    rows = [(one.text, _(ROLES[one.role]), number(one.posts), _effect(one)) for one in found.clauses]
    say_table((_("clause"), _("role"), _("posts that match it"), _("its effect")), rows)
    if found.uncounted:
        more = ngettext("{n} more clause was not counted.", "{n} more clauses were not counted.", found.uncounted)
        say(more.format(n=number(found.uncounted)))


def bars_of(found: Preview) -> str:
    """The posts that match over time, as a row of bars of equal numbers of days."""
    counts = dict(found.per_day)
    first = min(counts)
    days = (max(counts) - first).days + 1
    width = -(-days // WIDEST)
    sums = [0] * -(-days // width)
    for one, n in counts.items():
        sums[(one - first).days // width] += n
    # Rounded up: a single post is seen.
    return "".join(BARS[-(-n * (len(BARS) - 1) // max(sums))] for n in sums).rstrip()


def _effect(one: ClauseCount) -> str:
    """How many posts more or less the query finds because of a clause."""
    if one.effect is None:
        return "—"
    return f"{'+' if one.role == 'either' else MINUS}{number(one.effect)}" if one.effect else "0"


def _say_posts(found: Preview) -> None:
    printed = AsLines()
    if found.samples:
        say()
        say(_("The newest that match:"))
    for post in _unlike(found.samples):
        printed.post(post)
    missed = {miss.post.post_id: miss for miss in found.near_misses}
    for post in _unlike([miss.post for miss in found.near_misses]):
        miss = missed[post.post_id]
        say()
        say(_("Nearly found: {why}").format(why=_(LOOSER[miss.how]).format(clause=miss.clause)))
        printed.post(post)


def _unlike(posts: Sequence[PostRow]) -> list[PostRow]:
    """The first few that do not say the same: reposts would show one text over and over."""
    first: dict[str, PostRow] = {}
    for post in posts:
        first.setdefault(post.text, post)
    return list(first.values())[:SHOWN]


def _as_json(found: Preview) -> dict[str, Any]:
    return {
        "query": found.query,
        "echo": found.echo,
        "remarks": as_remarks(found.remarks),
        "read": found.read,
        "is_whole": found.is_whole,
        "matched": found.matched,
        "per_day": [{"day": one.isoformat(), "posts": n} for one, n in found.per_day],
        "clauses": [
            {"clause": one.text, "role": one.role, "posts": one.posts, "effect": one.effect} for one in found.clauses
        ],
        "uncounted": found.uncounted,
        "samples": [as_found(post) for post in found.samples],
        "near_misses": [
            {"how": one.how, "clause": one.clause, "post": as_found(one.post)} for one in found.near_misses
        ],
    }
