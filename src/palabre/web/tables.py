"""The tables of the Listening tabs, ready to be shown or taken away as CSV: the same rows, the same counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.listen import counting
from palabre.reports.naming import language_name
from palabre.store import rollups
from palabre.web.asking import quoted
from palabre.web.naming import counted_posts, kind_name, number
from palabre.web.post_text import one_line
from palabre.words import N_, _, day, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from palabre.listen.counting import Use, Uses, What
    from palabre.listen.shown import Overview
    from palabre.store import Workspace
    from palabre.web.asking import Asked

# What each tab is called, and the tables it shows.
TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "who": (N_("Who"), ("accounts",)),
    "where": (N_("Where"), ("networks", "places")),
    "words": (N_("Words"), ("words", "rising-words")),
    "tags": (N_("Tags"), ("tags", "rising-tags")),
    "links": (N_("Links"), ("sites", "links", "rising-sites")),
    "languages": (N_("Languages"), ("languages",)),
    "kinds": (N_("Kinds"), ("kinds",)),
}
USED: dict[str, What] = {
    "accounts": "account",
    "places": "place",
    "words": "word",
    "tags": "tag",
    "sites": "site",
    "links": "link",
}
TITLES = {
    "accounts": (N_("Accounts that speak most"), N_("Account")),
    "networks": (N_("Networks"), N_("Network")),
    "places": (N_("Servers and places"), N_("Place")),
    "words": (N_("Words most used"), N_("Word")),
    "tags": (N_("Tags most used"), N_("Tag")),
    "sites": (N_("Sites most linked"), N_("Site")),
    "links": (N_("Addresses most linked"), N_("Address")),
    "languages": (N_("Languages"), N_("Language")),
    "kinds": (N_("Kinds"), N_("Kind")),
    "rising-words": (N_("Words on the rise"), N_("Word")),
    "rising-tags": (N_("Tags on the rise"), N_("Tag")),
    "rising-sites": (N_("Sites on the rise"), N_("Site")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line: what is counted, where it leads, its counts. `share` is of the posts, `length` of the longest bar.

    `cells` is what the CSV says of it before the counts.
    """

    label: str
    hint: str
    link: str | None
    cells: tuple[str, ...]
    counts: tuple[int, ...]
    share: float | None
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with what it counts in words; `names` are over the counts, `columns` over the cells of the CSV."""

    key: str
    title: str
    heading: str
    names: tuple[str, ...]
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[Row, ...]

    def lines(self) -> Iterator[Sequence[object]]:
        """The table as lines of cells, its header first."""
        yield (*self.columns, *self.names)
        for row in self.rows:
            yield (*row.cells, *row.counts)


def tables_of(workspace: Workspace, asked: Asked, seen: Overview, tab: str) -> tuple[Table, ...]:
    """The tables of a tab that have something to say, all when none has."""
    every = tuple(table_of(workspace, asked, seen, key) for key in TABS[tab][1])
    return tuple(one for one in every if one.rows) or every[:1]


def table_of(workspace: Workspace, asked: Asked, seen: Overview, key: str) -> Table:
    """One table by its name in addresses."""
    if key in ("networks", "languages", "kinds"):
        return _counted(asked, seen, key)
    what = USED[key.removeprefix("rising-")]
    found = counting.uses(workspace, asked.filters, what, seen.per_day)
    return _rising(asked, found, key, what) if key.startswith("rising-") else _used(asked, seen, found, key, what)


def _counted(asked: Asked, seen: Overview, key: str) -> Table:
    """What every post has one of."""
    field = {"networks": "network", "languages": "language", "kinds": "kind"}[key]
    name: Callable[[str], str] = {"languages": language_name, "kinds": kind_name}.get(key, one_line)
    counts = {"networks": seen.networks, "languages": seen.langs, "kinds": seen.kinds}[key]
    most = max((n for _value, n in counts), default=1)
    known = sum(n for _value, n in counts)
    rows = [
        Row(
            label=name(value),
            hint="",
            link=asked.at("/listen", **{field: value}),
            cells=(value,),
            counts=(n,),
            share=n / seen.posts,
            length=n / most,
        )
        for value, n in counts
        if value
    ]
    unsaid = seen.posts - known
    notes = [_("{posts} do not say.").format(posts=counted_posts(unsaid))] if unsaid > 0 and rows else []
    return _table(asked, key, rows, names=(_("Posts"),), columns=(field,), notes=notes)


def _used(asked: Asked, seen: Overview, found: Uses, key: str, what: What) -> Table:
    """What posts use several of."""
    whole = seen.posts if found.read is None else found.read
    most = max((use.n for use in found.most), default=1)
    rows = [
        _row(asked, use, what, counts=(use.n, *_apart(use)), share=use.n / max(1, whole), length=use.n / most)
        for use in found.most
    ]
    names = (_("Posts"), *(_apart_names(asked)))
    columns = ("account", "name", "network") if what == "account" else (what,)
    return _table(asked, key, rows, names=names, columns=columns, notes=_how(asked, found, what))


def _rising(asked: Asked, found: Uses, key: str, what: What) -> Table:
    """What is used more since a day than before."""
    most = max((use.recent for use in found.rising), default=1)
    rows = [
        _row(asked, use, what, counts=(use.n - use.recent, use.recent), share=None, length=use.recent / most)
        for use in found.rising
    ]
    notes = []
    if found.since:
        notes = [
            _(
                "The last third of the period, from {day}, against what came before it: {recent} against {before}. "
                "Only what chance would bring less than once in a hundred."
            ).format(day=day(found.since), recent=counted_posts(found.recent), before=counted_posts(found.before))
        ]
    return _table(asked, key, rows, names=(_("Before"), _("Since")), columns=(what,), notes=notes)


def _table(
    asked: Asked, key: str, rows: Iterable[Row], *, names: Sequence[str], columns: Sequence[str], notes: Sequence[str]
) -> Table:
    title, heading = TITLES[key]
    told = list(notes)
    if asked.query:
        told.insert(
            0, _("The search is not taken into account: these counts are of all posts under the other filters.")
        )
    return Table(
        key=key,
        title=_(title),
        heading=_(heading),
        names=tuple(names),
        columns=tuple(columns),
        notes=tuple(told),
        rows=tuple(rows),
    )


def _row(asked: Asked, use: Use, what: What, *, counts: tuple[int, ...], share: float | None, length: float) -> Row:
    link = _link(asked, use, what)
    if what != "account":
        label = f"#{use.term}" if what == "tag" else use.term
        return Row(label=one_line(label), hint="", link=link, cells=(label,), counts=counts, share=share, length=length)
    handle = "@" + one_line(use.term).lstrip("@") if use.term else ""
    label = one_line(use.name) or handle or _("Unknown account")
    hint = " · ".join(said for said in (handle if handle != label else "", one_line(use.network)) if said)
    cells = (use.term, use.name or "", use.network or "")
    return Row(label=label, hint=hint, link=link, cells=cells, counts=counts, share=share, length=length)


def _link(asked: Asked, use: Use, what: What) -> str | None:
    """The posts behind a line."""
    if what == "place" or not use.term:
        return None
    field = {"account": "author", "site": "site", "link": "url"}.get(what)
    if field:
        return asked.with_words(quoted(field, use.term))
    return asked.with_words(f"#{use.term}" if what == "tag" else f'"{use.term}"')


def _apart(use: Use) -> tuple[int, ...]:
    return use.by_radar if len(use.by_radar) > 1 else ()


def _apart_names(asked: Asked) -> tuple[str, ...]:
    return tuple(one.name for one in asked.radars) if len(asked.radars) > 1 else ()


def _how(asked: Asked, found: Uses, what: What) -> list[str]:
    """What is counted and what is not, in words."""
    notes = []
    if found.terms > len(found.most):
        notes.append(_("The {n} most used of {all}.").format(n=number(len(found.most)), all=number(found.terms)))
    if what == "word" and found.read is not None:
        notes.append(
            _("Read in {posts}: {n} of each day at most. Little words such as “the” are left out.").format(
                posts=counted_posts(found.read), n=number(rollups.READ)
            )
        )
    kept = rollups.KEPT_OF_RADAR if asked.radars else rollups.KEPT
    if not (asked.radars and what == "account"):
        words = ngettext(
            "Of each day, only the most used is counted: what is rare is a minimum.",
            "Of each day, the {n} most used are counted: the count of what is rare is a minimum.",
            kept,
        )
        notes.append(words.format(n=number(kept)))
    if len(asked.radars) > 1:
        notes.append(_("A post that several of these radars matched counts once for each."))
    return notes
