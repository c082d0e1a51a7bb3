"""The filters at work, each a word or two with the address of the same page without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.reports.naming import language_name
from palabre.web.naming import kind_name
from palabre.web.post_text import one_line, shortened
from palabre.words import _, day

if TYPE_CHECKING:
    from palabre.web.asking import Asked

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words; `without` leads to the page without it."""

    label: str
    without: str


def chips_of(asked: Asked) -> tuple[Chip, ...]:
    """One for each filter at work, in the order of the form."""
    fields, found = asked.fields, []
    if fields["q"]:
        found.append(Chip(_("Search: {words}").format(words=shortened(fields["q"], LONGEST)), asked.at(q=None)))
    found += [
        Chip(_("Radar: {name}").format(name=one_line(one.name)), asked.without_radar(one)) for one in asked.radars
    ]
    since, until = asked.filters.since, asked.filters.until
    if since and since == until:
        found.append(Chip(day(since), asked.at(since=None, until=None)))
    else:
        if since:
            found.append(Chip(_("From {day}").format(day=day(since)), asked.at(since=None)))
        if until:
            found.append(Chip(_("To {day}").format(day=day(until)), asked.at(until=None)))
    if fields["network"]:
        found.append(
            Chip(_("Network: {name}").format(name=one_line(fields["network"][:LONGEST])), asked.at(network=None))
        )
    if fields["kind"]:
        found.append(Chip(_("Kind: {name}").format(name=kind_name(fields["kind"])), asked.at(kind=None)))
    if fields["language"]:
        found.append(
            Chip(
                _("Language: {name}").format(name=language_name(fields["language"][:LONGEST])), asked.at(language=None)
            )
        )
    return tuple(found)
