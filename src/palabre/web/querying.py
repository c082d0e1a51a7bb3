"""A query in words: what is wrong with it and where, what each clause does, why a post was missed, how to write one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from palabre.errors import QueryError
from palabre.listen import previews, views
from palabre.query import judged, parse
from palabre.reports.volume import Volume, volume_of
from palabre.web.naming import counted_posts, number
from palabre.web.post_text import shortened
from palabre.words import N_, _, language, ngettext
from palabre.words.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from palabre.query import Remark
    from palabre.store import Workspace

    Severity = Literal["error", "contradiction", "warning", "note"]

AROUND = 60
LONGEST_PLACE = 80
LONGEST_CLAUSE = 120
_PIECE = re.compile(r"""["][^"\n]+["]|«[^»\n]*»|“[^”\n]*”|[^\s()"«»“”„]+|.""")

SEVERITIES: Mapping[Severity, str] = {
    "error": N_("To mend"),
    "contradiction": N_("Contradiction"),
    "warning": N_("Warning"),
    "note": N_("Note"),
}
ROLES = {
    "required": N_("must be there"),
    "either": N_("one of them must"),
    "excluded": N_("must not be there"),
}
MISSED = {
    "lacks": N_("lacks {clause}"),
    "excluded": N_("excluded by {clause}"),
    "apart": N_("the words are further apart than in {clause}"),
    "further": N_("the words are further apart than {clause} allows"),
    "begins": N_("a word only begins like {clause}"),
}
LESSONS = (
    (N_("strike tram"), N_("Both words, in any order and at any distance.")),
    (N_("strike OR walkout"), N_("One or the other. AND, OR and NOT are written in capitals.")),
    (N_("tram NOT bus"), N_("The first without the second; tram -bus says the same.")),
    (N_("(strike OR walkout) AND tram"), N_("Parentheses say what goes together; without them AND goes before OR.")),
    (N_('"Christmas market"'), N_('These words in a row. "Christmas market"~3: in any order, at most 3 others among.')),
    (N_("tram NEAR/5 late"), N_("At most five words between the two; NEAR/5f keeps their order.")),
    (N_("walk*"), N_("Whatever begins like this: walk, walks, walkout. At least two letters.")),
    (N_("#strike @cityhall"), N_("A tag, and a name that is called upon; without its sign, strike finds both.")),
    (
        N_("lang:en author:lemonde"),
        N_("Fields: lang, author, site, url, source (network), kind, has (image, link…)."),
    ),
    (N_("l'oréal"), N_("Accents, capitals and punctuation do not count: L’OREAL and #LOréal are found too.")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a query: its line and column, both from 1, and the words there with those around them."""

    line: int
    column: int
    before: str
    at: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something to say of a query; `place` is None when it is about the whole of it."""

    severity: Severity
    sentence: str
    line: int | None
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of reading a query: what is wrong, or what to know and, once asked of posts, what it finds."""

    problem: Told | None = None
    remarks: tuple[Told, ...] = ()
    found: previews.Preview | None = None
    volume: Volume | None = None


def checked(query: str) -> Trial:
    """A query read without asking it of any post."""
    try:
        tree = parse(query)
    except QueryError as error:
        return Trial(problem=problem_of(error, query))
    return Trial(remarks=_remarks(judged(tree), query))


def tried(workspace: Workspace, query: str) -> Trial:
    """A query asked of the newest posts."""
    try:
        found = previews.preview(workspace, query)
    except QueryError as error:
        return Trial(problem=problem_of(error, query))
    return Trial(
        remarks=_remarks(found.remarks, query),
        found=found,
        volume=volume_of(found.per_day, views.gaps(workspace), language=language()),
    )


def problem_of(error: QueryError, query: str) -> Told:
    """What is wrong with a query that means nothing."""
    return told_of("error", error.message_id, error.fields, query)


def told_of(severity: Severity, message_id: str, fields: Mapping[str, object], query: str) -> Told:
    """The sentence and the place; in a query of several lines, columns are counted in theirs."""
    places = {name: place_at(query, column) for name in ("column", "first") if type(column := fields.get(name)) is int}
    place = places.get("column")
    has_lines = "\n" in query.strip()
    columns = {name: one.column for name, one in places.items()}
    return Told(
        severity=severity,
        sentence=sentence(message_id, {**fields, **columns}),
        line=place.line if place and has_lines else None,
        place=place if place and query.strip() else None,
    )


def place_at(query: str, column: int) -> Place:
    """Where a column of a whole query is, with the piece that stands there."""
    start = min(max(column - 1, 0), len(query))
    line_start = query.rfind("\n", 0, start) + 1
    line_end = query.find("\n", start)
    line_end = len(query) if line_end < 0 else line_end
    piece = _PIECE.match(query, start, line_end)
    end = min(piece.end() if piece else start, start + LONGEST_PLACE)
    first, last = max(line_start, start - AROUND), min(line_end, end + AROUND)
    return Place(
        line=query.count("\n", 0, start) + 1,
        column=start - line_start + 1,
        before=("…" if first > line_start else "") + query[first:start],
        at=query[start:end],
        after=query[end:last] + ("…" if last < line_end else ""),
    )


def effect(one: previews.ClauseCount) -> str:
    """What a clause does to the whole query, in words."""
    if one.effect is None:
        return _("without it, nothing would have to be there")
    if one.role != "either":
        words = ngettext("takes away {n} post", "takes away {n} posts", one.effect)
    else:
        words = ngettext(
            "brings {n} post that nothing else brings", "brings {n} posts that nothing else brings", one.effect
        )
    return words.format(n=number(one.effect))


def role_name(one: previews.ClauseCount) -> str:
    """What a clause asks, in words."""
    return _(ROLES[one.role])


def reason(missed: previews.NearMiss) -> str:
    """Why a post is a near miss, in words."""
    return _(MISSED[missed.how]).format(clause=shortened(missed.clause, LONGEST_CLAUSE))


def matched_among(found: previews.Preview) -> str:
    """How much of what was read matches, in words."""
    if found.is_whole:
        words = ngettext("{n} of all {posts} matches", "{n} of all {posts} match", found.matched)
    else:
        words = ngettext("{n} of the newest {posts} matches", "{n} of the newest {posts} match", found.matched)
    return words.format(n=number(found.matched), posts=counted_posts(found.read))


def severity_name(told: Told) -> str:
    """How serious a remark is, in a word."""
    return _(SEVERITIES[told.severity])


def _remarks(remarks: Iterable[Remark], query: str) -> tuple[Told, ...]:
    return tuple(told_of(one.severity, one.message_id, one.fields, query) for one in remarks)
