"""The form that says how a file is to be read: which column is what, what its dates mean, whose it is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from palabre.errors import UsageError
from palabre.imports import Mapping, mapping_text
from palabre.imports.mapping import POST_FIELDS, UNNAMED_NETWORK, Column, columns_of, is_template
from palabre.words import N_, _
from palabre.words.messages import sentence, told

if TYPE_CHECKING:
    import collections.abc

    from palabre.listen.checking import Look
    from palabre.listen.uploads import About

COLUMNS = "columns"
AS_IT_IS = "="
HOUR = "created_at-hour"
DAY_FIRST, MONTH_FIRST, PATTERN = "day-first", "month-first", "pattern"
ORDERS = {
    "": N_("As the dates themselves tell"),
    DAY_FIRST: N_("Day first: 03/04 is the 3rd of April"),
    MONTH_FIRST: N_("Month first: 03/04 is the 4th of March"),
    PATTERN: N_("Another way, written below"),
}
ENCODINGS = {
    "": N_("As the file itself tells"),
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "iso-8859-15": "ISO-8859-15",
    "mac-roman": "Mac Roman",
    "utf-16": "UTF-16",
}
FIRST_FIELDS = ("text", "created_at", "author", "native_id", "url", "title")
SETTINGS = ("timezone", "account", "format")
TABLE_SETTINGS = ("timezone", "dates", "pattern", "encoding", "account", "format")
REQUIRED = frozenset(("text", "created_at"))
LABELS = {
    "text": N_("Text"),
    "created_at": N_("Date"),
    "author": N_("Account"),
    "native_id": N_("Id of the post"),
    "url": N_("Address of the post"),
    "title": N_("Title"),
    "author_id": N_("Id of the account"),
    "author_name": N_("Name of the account"),
    "bio": N_("Presentation of the account"),
    "author_url": N_("Address of the account"),
    "followers": N_("Followers"),
    "following": N_("Accounts followed"),
    "account_created_at": N_("Date of the account"),
    "kind": N_("Kind"),
    "instance": N_("Server or site"),
    "network": N_("Network"),
    "lang": N_("Language"),
    "reply_to": N_("Id of the post answered"),
    "reply_to_author": N_("Account answered"),
    "root": N_("Id of the thread"),
    "quote_of": N_("Id of the post quoted"),
    "quote_of_author": N_("Account quoted"),
    "repost_of": N_("Id of the post reposted"),
    "repost_of_author": N_("Account reposted"),
    "visibility": N_("Visibility"),
    "edited_at": N_("Date of the edit"),
    "likes": N_("Likes"),
    "reposts": N_("Reposts"),
    "replies": N_("Replies"),
    "quotes": N_("Quotes"),
    "views": N_("Views"),
    "tags": N_("Tags"),
    "links": N_("Links"),
    "callouts": N_("@-mentions"),
}
NETWORKS = ("bluesky", "facebook", "forum", "instagram", "linkedin", "mastodon", "reddit", "tiktok", "x", "youtube")
ZONES = (
    *("UTC", "Europe/Paris", "Europe/London", "Europe/Brussels", "Europe/Zurich", "Europe/Luxembourg"),
    *("Europe/Berlin", "Europe/Madrid", "Europe/Rome", "Europe/Lisbon", "Europe/Amsterdam", "Europe/Stockholm"),
    *("Europe/Athens", "America/Montreal", "America/New_York", "America/Chicago", "America/Los_Angeles"),
    *("America/Martinique", "America/Guadeloupe", "America/Cayenne", "Indian/Reunion", "Pacific/Noumea"),
    *("Pacific/Tahiti", "Africa/Casablanca", "Africa/Tunis", "Africa/Dakar", "Africa/Abidjan", "Asia/Beirut"),
)
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The form as it is filled in. `columns` holds the place of a column for each field, `=` for what it has already.

    It has no columns when the file is no table, or has nothing to choose.
    """

    columns: collections.abc.Mapping[str, str] = field(default_factory=dict)
    network: str = ""
    timezone: str = ""
    dates: str = ""
    pattern: str = ""
    encoding: str = ""
    account: str = ""
    format: str = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the form says: how to read the file, or what is wrong by field. `mapping` is YAML, None to go without."""

    format: str = "auto"
    timezone: str | None = None
    account: str | None = None
    mapping: str | None = None
    wrong: collections.abc.Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where each field of the form stands: columns at once or apart, answers above everything, settings apart.

    `is_open` says whether the columns are what has to be looked at.
    """

    first: tuple[str, ...]
    others: tuple[str, ...]
    is_open: bool
    answers: tuple[str, ...]
    settings: tuple[str, ...]


def filled(look: Look, about: About) -> Written:
    """The form as it is first shown: what is in use, or the best guess."""
    base = look.rules.mapping if look.rules else None
    order = base.dates or "" if base else ""
    is_order = order in ORDERS
    return Written(
        columns=_places(base, look.names) if base and look.is_mapped else {},
        network="" if base is None or base.network == UNNAMED_NETWORK else base.network,
        timezone=about.timezone or (base.timezone if base else None) or "",
        dates=order if is_order else PATTERN,
        pattern="" if is_order else order,
        encoding=(base.encoding if base else None) or "",
        account=about.account or "",
        format=about.format,
    )


def written_in(form: collections.abc.Mapping[str, str]) -> Written:
    """The form as it was sent; an empty field may be left out of it."""
    places = {name.removeprefix("c-"): place for name, place in form.items() if name.startswith("c-") and place}
    said = {name: form.get(name, "").strip()[:LONGEST] for name in ("network", "timezone", "pattern", "account")}
    return Written(
        columns={name: place for name, place in places.items() if name in (*POST_FIELDS, HOUR)},
        dates=form.get("dates", "") if form.get("dates", "") in ORDERS else "",
        encoding=form.get("encoding", "") if form.get("encoding", "") in ENCODINGS else "",
        format=form.get("format") or "auto",
        **said,
    )


def decided(written: Written, look: Look, about: About) -> Decided:
    """How the file is to be read, by what was written under what was seen of it.

    A mapping that says what the file says by itself is none: the file may say more than a mapping can.
    """
    wrong: dict[str, str] = {}
    if written.timezone and not _is_zone(written.timezone):
        wrong["timezone"] = told(UsageError("no-such-timezone", name=written.timezone))
    formats = {"auto", *(name for name, _title in look.known)}
    mapping = _mapping(written, look, wrong) if look.is_mapped else None
    if mapping is not None and not _must_keep(mapping, look, about):
        mapping = None
    return Decided(
        format=written.format if written.format in formats else "auto",
        timezone=written.timezone or None,
        account=written.account or None,
        mapping=mapping_text(mapping) if mapping and not wrong else None,
        wrong=wrong,
    )


def with_zone(mapping: Mapping, zone: str | None) -> Mapping:
    """The same mapping, whose dates without an offset are in a zone, or in none."""
    return dataclasses.replace(mapping, timezone=zone)


def label(name: str) -> str:
    """What a field of a post is called."""
    return LABELS.get(name, name)


def as_it_is(look: Look, name: str) -> str:
    """What a field is made of, when it is more than one column can say."""
    column = look.rules.columns.get(name, "") if look.rules else ""
    return column if isinstance(column, str) else " + ".join(column)


def summary(written: Written, look: Look) -> str:
    """The columns that were found, in a line: Text ← Message · Date ← Day."""
    told = []
    for name in (one for one in POST_FIELDS if one in written.columns):
        place = written.columns[name]
        parts = [as_it_is(look, name)] if place == AS_IT_IS else [_named(place, look.names) or ""]
        if name == "created_at" and (hour := _named(written.columns.get(HOUR, ""), look.names)):
            parts.append(hour)
        told.append(f"{_(label(name))} ← {' + '.join(parts)}")
    return " · ".join(told)


def shown_fields(written: Written, look: Look, *, answering: tuple[str, ...]) -> Shown:
    """Which fields the form shows where, when those in `answering` are asked for or wrong."""
    is_mapped = look.is_mapped
    first = (*FIRST_FIELDS, *(name for name in POST_FIELDS if name in written.columns and name not in FIRST_FIELDS))
    settings = TABLE_SETTINGS if is_mapped else SETTINGS
    return Shown(
        first=first if is_mapped else (),
        others=tuple(name for name in POST_FIELDS if name not in first) if is_mapped else (),
        is_open=any(name == COLUMNS or name.startswith("c-") for name in answering),
        answers=tuple(name for name in dict.fromkeys(answering) if name in settings),
        settings=tuple(name for name in settings if name not in answering),
    )


def _places(base: Mapping, names: tuple[str, ...]) -> dict[str, str]:
    places: dict[str, str] = {}
    for name, column in base.columns.items():
        parts = columns_of(column)
        if is_template(column) or any(part not in names for part in parts):
            places[name] = AS_IT_IS
        elif len(parts) == 1:
            places[name] = str(names.index(parts[0]))
        elif len(parts) == 2 and name == "created_at":
            places[name], places[HOUR] = (str(names.index(part)) for part in parts)
        else:
            places[name] = AS_IT_IS
    return places


def _mapping(written: Written, look: Look, wrong: dict[str, str]) -> Mapping:
    base = look.rules.mapping if look.rules else Mapping(columns={})
    columns: dict[str, Column] = {}
    for name in POST_FIELDS:
        column = _column(written, name, base, look.names)
        if column is not None:
            columns[name] = column
        elif name in REQUIRED and name not in base.constants and (look.refusal or name in base.columns):
            wrong[f"c-{name}"] = sentence("check-no-column", {})
    if written.dates == PATTERN and "%" not in written.pattern:
        wrong["pattern"] = sentence("check-pattern", {})
    return dataclasses.replace(
        base,
        columns=columns,
        network=written.network.lower() or UNNAMED_NETWORK,
        timezone=written.timezone or None,
        dates=(written.pattern if written.dates == PATTERN else written.dates) or None,
        encoding=written.encoding or None,
        values={name: words for name, words in base.values.items() if name in columns},
    )


def _column(written: Written, name: str, base: Mapping, names: tuple[str, ...]) -> Column | None:
    place = written.columns.get(name, "")
    if place == AS_IT_IS:
        return base.columns.get(name)
    chosen = [_named(place, names)]
    if name == "created_at" and chosen[0] is not None:
        chosen.append(_named(written.columns.get(HOUR, ""), names))
    parts = tuple(part for part in chosen if part is not None)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 and not is_template(parts[0]) else parts


def _named(place: str, names: tuple[str, ...]) -> str | None:
    if place.isascii() and place.isdigit() and len(place) < 6 and int(place) < len(names):
        return names[int(place)]
    return None


def _must_keep(mapping: Mapping, look: Look, about: About) -> bool:
    if about.has_mapping:
        return True
    if look.refusal is not None and look.refusal[0] not in ("timezone-needed", "look-too-long"):
        return True
    untouched = _mapping(filled(look, about), look, {})
    return with_zone(mapping, None) != with_zone(untouched, None)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
