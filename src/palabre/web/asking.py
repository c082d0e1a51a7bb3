"""What the address of a Listening page asks for: filters, a search, where to go on; and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from palabre.errors import QueryError, UsageError
from palabre.listen.radars import filters_of_all
from palabre.listen.shown import Filters
from palabre.web.naming import KINDS
from palabre.web.rendering import address
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.datastructures import QueryParams

    from palabre.model import Radar

FIELDS = ("q", "since", "until", "network", "kind", "language")
CHARTS = ("lines", "stacked")
LONGEST = 2000
MOST_RADARS = 100
_PLAIN = re.compile(r"[\w.@#-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One reading of the address. `wrong` holds a sentence for each field that means nothing; its filter is left out.

    `found` is how many posts a search showed before this part, so that it knows when to pause. The language of the
    posts is `language` in the address, since `lang` chooses the language of the page. `chart` is how radars compared
    are drawn, empty when nobody chose.
    """

    path: str
    fields: Mapping[str, str]
    filters: Filters
    radars: tuple[Radar, ...]
    wrong: Mapping[str, str]
    before: str | None
    found: int
    chart: str

    @property
    def query(self) -> str:
        """The words searched for, empty when nobody searches."""
        return self.fields["q"]

    @property
    def radar(self) -> Radar | None:
        """The radar looked at when it is the only one."""
        return self.radars[0] if len(self.radars) == 1 else None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all was asked."""
        return any(self.fields.values()) or bool(self.radars)

    def at(self, path: str | None = None, /, **changed: object) -> str:
        """The address of a page under the same filters, some of them changed; None takes one away."""
        radars = tuple(str(one.radar_id) for one in self.radars)
        return address(path or self.path, **{**self.fields, "radar": radars, "chart": self.chart, **changed})

    def without_radar(self, radar: Radar) -> str:
        """The same page without one of the radars."""
        return self.at(radar=tuple(str(one.radar_id) for one in self.radars if one is not radar))

    def comparing(self, radars: Sequence[Radar]) -> str:
        """The same page with these radars side by side."""
        return self.at(radar=tuple(str(one.radar_id) for one in radars[:MOST_RADARS]))

    def with_words(self, more: str) -> str:
        """The posts that hold something more than what is searched for already."""
        before = f"({self.query}) " if self.query and " " in self.query else f"{self.query} ".lstrip()
        return self.at("/listen", q=before + more)

    def further(self, before: str, found: int) -> str:
        """The address of what comes next; only a search needs to know how much was found before."""
        return self.at("/listen", before=before, found=found if self.query and found else None)


def asked_of(words: QueryParams, radars: Sequence[Radar] = (), *, path: str = "/listen") -> Asked:
    """What an address asks for, of these radars if any; nothing in it can break the page."""
    fields = {name: words.get(name, "").strip()[:LONGEST] for name in FIELDS}
    wrong: dict[str, str] = {}
    if len(words.get("q", "").strip()) > LONGEST:
        wrong["q"] = told(QueryError("query-too-long", column=LONGEST + 1, longest=LONGEST))
    since, until = _day(fields, "since", wrong), _day(fields, "until", wrong)
    if since and until and until < since:
        wrong["until"] = told(UsageError("days-reversed"))
        until = None
    if fields["kind"] and fields["kind"] not in KINDS:
        wrong["kind"] = told(UsageError("filter-unknown", value=fields["kind"]))
    chosen = _radars(words.getlist("radar"), radars, wrong)
    filters = Filters(
        since=since,
        until=until,
        network=fields["network"] or None,
        kind=None if "kind" in wrong else fields["kind"] or None,
        lang=fields["language"] or None,
    )
    found, chart = words.get("found", ""), words.get("chart", "")
    return Asked(
        path=path,
        fields=fields,
        filters=filters_of_all(chosen, filters),
        radars=chosen,
        wrong=wrong,
        before=words.get("before", "")[:LONGEST] or None,
        found=int(found) if found.isascii() and found.isdigit() and len(found) < 10 else 0,
        chart=chart if chart in CHARTS else "",
    )


def quoted(name: str, value: str) -> str:
    """A field of a query with its value: `site:lemonde.fr`, `author:"Ana Lima"`."""
    plain = value.replace('"', " ").strip()
    return f"{name}:{plain}" if _PLAIN.fullmatch(plain) else f'{name}:"{plain}"'


def _radars(written: Sequence[str], radars: Sequence[Radar], wrong: dict[str, str]) -> tuple[Radar, ...]:
    """The radars asked for, once each, in the order of their list."""
    wanted = [one.strip() for one in written[:MOST_RADARS] if one.strip()]
    known = {str(one.radar_id) for one in radars}
    if unknown := next((one for one in wanted if one not in known), None):
        wrong["radar"] = told(UsageError("filter-unknown", value=unknown[:40]))
    return tuple(one for one in radars if str(one.radar_id) in wanted)


def _day(fields: Mapping[str, str], name: str, wrong: dict[str, str]) -> date | None:
    if not fields[name]:
        return None
    try:
        return date.fromisoformat(fields[name])
    except ValueError:
        wrong[name] = told(UsageError("date-malformed", value=fields[name][:40]))
        return None
