"""What the address of a Listening page asks for: filters, a search, where to go on; and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from palabre.errors import QueryError, UsageError
from palabre.listen.radars import filters_of
from palabre.listen.shown import Filters
from palabre.web.naming import KINDS
from palabre.web.rendering import address
from palabre.words.messages import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from palabre.model import Radar

FIELDS = ("q", "radar", "since", "until", "network", "kind", "language")
LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One reading of the address. `wrong` holds a sentence for each field that means nothing; its filter is left out.

    `found` is how many posts a search showed before this part, so that it knows when to pause. The language of the
    posts is `language` in the address, since `lang` chooses the language of the page.
    """

    fields: Mapping[str, str]
    filters: Filters
    radar: Radar | None
    wrong: Mapping[str, str]
    before: str | None
    found: int

    @property
    def query(self) -> str:
        """The words searched for, empty when nobody searches."""
        return self.fields["q"]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything at all was asked."""
        return any(self.fields.values())

    def further(self, before: str, found: int) -> str:
        """The address of what comes next; only a search needs to know how much was found before."""
        return address("/listen", **self.fields, before=before, found=found if self.query and found else None)


def asked_of(address_words: Mapping[str, str], radars: Sequence[Radar] = ()) -> Asked:
    """What an address asks for, of these radars if any; nothing in it can break the page."""
    fields = {name: address_words.get(name, "").strip()[:LONGEST] for name in FIELDS}
    wrong: dict[str, str] = {}
    if len(address_words.get("q", "").strip()) > LONGEST:
        wrong["q"] = told(QueryError("query-too-long", column=LONGEST + 1, longest=LONGEST))
    since, until = _day(fields, "since", wrong), _day(fields, "until", wrong)
    if since and until and until < since:
        wrong["until"] = told(UsageError("days-reversed"))
        until = None
    if fields["kind"] and fields["kind"] not in KINDS:
        wrong["kind"] = told(UsageError("filter-unknown", value=fields["kind"]))
    radar = next((one for one in radars if str(one.radar_id) == fields["radar"]), None)
    if fields["radar"] and radar is None:
        wrong["radar"] = told(UsageError("filter-unknown", value=fields["radar"][:40]))
    filters = Filters(
        since=since,
        until=until,
        network=fields["network"] or None,
        kind=None if "kind" in wrong else fields["kind"] or None,
        lang=fields["language"] or None,
    )
    found = address_words.get("found", "")
    return Asked(
        fields=fields,
        filters=filters_of(radar, filters) if radar else filters,
        radar=radar,
        wrong=wrong,
        before=address_words.get("before", "")[:LONGEST] or None,
        found=int(found) if found.isascii() and found.isdigit() and len(found) < 10 else 0,
    )


def _day(fields: Mapping[str, str], name: str, wrong: dict[str, str]) -> date | None:
    if not fields[name]:
        return None
    try:
        return date.fromisoformat(fields[name])
    except ValueError:
        wrong[name] = told(UsageError("date-malformed", value=fields[name][:40]))
        return None
