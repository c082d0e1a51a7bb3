"""Daily noise: passing remarks of the crowd, drawn by chance, with now and then a repost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from palabre.model import PostKind
from palabre.testing._cast import CROWD
from palabre.testing._script import Line, Scene, joined
from palabre.testing.scripts import daily_en, daily_fr

# What is said at home is not said abroad: the remarks of one language are often the other's, translated, and would
# meet their twins.
_AT_HOME = {"fr": tuple(joined(daily_fr.HOME)), "en": tuple(joined(daily_en.HOME))}
_ABROAD = {"fr": tuple(joined(daily_fr.DAILY)), "en": tuple(joined(daily_en.DAILY))}
_CHOICE = re.compile(r"\{((?:[^{}|]|\{\w+\})+(?:\|(?:[^{}|]|\{\w+\})+)+)\}")
_SEASON = re.compile(r"(\d\d)-(\d\d) ")
_KINDS: dict[str, PostKind] = {"?": "question", "*": "review"}
_NETWORKS = ("bluesky", "bluesky", "bluesky", "x", "x", "fediverse", "fediverse")
_REPOST_CHANCE = 0.02
# Nobody remarks at night: hours of the day when people do, in UTC, commoner ones repeated.
_HOURS = (5, 6, 7, 7, 8, 9, 10, 10, 11, 11, 12, 14, 15, 16, 16, 17, 17, 18, 18, 19, 19, 20)


def at_home(lang: str, lines: int, span: tuple[datetime, datetime], rng: Random) -> tuple[Scene, ...]:
    """Remarks in the language of the story: `lines` in all, spread over the span, none twice in the same words."""
    return _scenes(_AT_HOME[lang], lang, lines, span, rng)


def abroad(lang: str, lines: int, span: tuple[datetime, datetime], rng: Random) -> tuple[Scene, ...]:
    """The same in the story's other language, with remarks that do not repeat those made at home."""
    return _scenes(_ABROAD[lang], lang, lines, span, rng)


def _scenes(
    remarks: Sequence[str], lang: str, lines: int, span: tuple[datetime, datetime], rng: Random
) -> tuple[Scene, ...]:
    told: list[Scene] = []
    missing = lines
    for remark in _worded(remarks, rng):
        if missing <= 0:
            return tuple(told)
        scene = _scene(remark, lang, span, rng, repost=missing > 1 and rng.random() < _REPOST_CHANCE)
        missing -= len(scene.lines)
        told.append(scene)
    return tuple(told)


def _worded(remarks: Sequence[str], rng: Random) -> Iterator[str]:
    """Every remark in turn, in an order drawn by chance; a wording comes back only when chance finds no other."""
    seen: set[str] = set()
    while True:
        again = rng.sample(remarks, len(remarks))
        known = len(seen)
        for remark in again:
            said = _CHOICE.sub(lambda found: rng.choice(_options(found[1])), remark)
            if said not in seen:
                seen.add(said)
                yield said
        if len(seen) == known:
            seen.clear()


def _options(written: str) -> list[str]:
    return written.split("|")


def _scene(remark: str, lang: str, span: tuple[datetime, datetime], rng: Random, *, repost: bool) -> Scene:
    season = _SEASON.match(remark)
    months = (int(season[1]), int(season[2])) if season else (span[0].month, span[1].month)
    text = remark[season.end() :] if season else remark
    kind: PostKind = _KINDS.get(text[0], "post")
    network = "reviews" if kind == "review" else rng.choice(_NETWORKS)
    who, friend = rng.sample(CROWD, 2)
    said = Line(who=who, kind=kind, text=text.lstrip("?* "), parent=None, delay_minutes=None, heat=1, photo=None)
    passed_on = Line(who=friend, kind="repost", text="", parent=0, delay_minutes=None, heat=1, photo=None)
    return Scene(
        at=_moment(months, span, rng),
        network=network,
        lang=lang,
        title=None,
        label=None,
        lines=(said, passed_on) if repost and kind != "review" else (said,),
    )


def _moment(months: tuple[int, int], span: tuple[datetime, datetime], rng: Random) -> datetime:
    """A time of day on some day of these months, the last day of the span left free for what answers."""
    year = span[0].year
    first = max(span[0], datetime(year, months[0], 1, tzinfo=UTC))
    last = min(span[1], datetime(year, months[1] + 1, 1, tzinfo=UTC))
    day = first + timedelta(days=rng.randrange((last - first).days - 1))
    return day.replace(hour=rng.choice(_HOURS), minute=rng.randrange(60))
