"""The scenes of one language put on the calendar: delays drawn, products named, counters given, sorted by time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from operator import add
from random import Random

from palabre.model import Media, Metrics, PostKind
from palabre.testing._cast import PRODUCTS, Person, people
from palabre.testing._ids import article_address, digest
from palabre.testing._rhythm import awake, delay_minutes, kept_within, soon
from palabre.testing._script import Line, Scene

_LABEL = re.compile(r"\{(\w+)\}")
_LINK = re.compile(r"https?://[^\s)»]+")
_TAG = re.compile(r"(?<!\w)#(\w+)")
CALLOUT = re.compile(r"@([a-z]+\d*)\b")
_EDITABLE = ("fediverse", "discourse", "reddit", "reviews")
_EDITED_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Beat:
    """A post of the story before it has ids: `parent` and `root` are places among the beats, `callouts` are people."""

    who: str
    network: str
    kind: PostKind
    lang: str
    created_at: datetime
    text: str
    title: str | None
    parent: int | None
    root: int
    place: int
    links: tuple[str, ...]
    tags: tuple[str, ...]
    callouts: tuple[str, ...]
    media: tuple[Media, ...]
    metrics: Metrics | None
    edited_at: datetime | None
    marks: tuple[str, ...]


def beats(scenes: Iterable[Scene], lang: str, rng: Random) -> tuple[Beat, ...]:
    """The beats of these scenes in order of time, those that answer after those they answer."""
    scenes = tuple(scenes)
    words = PRODUCTS[lang] | dict(_addresses(scenes, people(lang)))
    threads = [_thread(scene, words, people(lang), rng) for scene in scenes]
    flat: list[Beat] = []
    for thread in threads:
        flat += [_moved(beat, partial(add, len(flat))) for beat in thread]
    order = sorted(range(len(flat)), key=lambda place: (flat[place].created_at, place))
    new_place = {old: new for new, old in enumerate(order)}
    return tuple(_moved(flat[old], new_place.__getitem__) for old in order)


def _moved(beat: Beat, to: Callable[[int], int]) -> Beat:
    return replace(beat, parent=None if beat.parent is None else to(beat.parent), root=to(beat.root))


def _addresses(scenes: Iterable[Scene], cast: dict[str, Person]) -> Iterator[tuple[str, str]]:
    """Where each labelled article is, so that the other scenes can link to it."""
    for scene in scenes:
        host = cast[scene.lines[0].who].domain
        if scene.label and scene.title and host:
            yield scene.label, article_address(host, scene.title, 0)


def _thread(scene: Scene, words: dict[str, str], cast: dict[str, Person], rng: Random) -> list[Beat]:
    answers = Counter(line.parent for line in scene.lines if line.kind not in ("repost", "quote"))
    reposts = Counter(line.parent for line in scene.lines if line.kind == "repost")
    quotes = Counter(line.parent for line in scene.lines if line.kind == "quote")
    told: list[Beat] = []
    for place, line in enumerate(scene.lines):
        text = _LABEL.sub(lambda found: words[found[1]], line.text)
        seen = Metrics(replies=answers[place], reposts=reposts[place], quotes=quotes[place])
        at = _moment(scene, line, told, rng)
        told.append(
            Beat(
                who=line.who,
                network=scene.network,
                kind=line.kind,
                lang=line.lang or scene.lang,
                created_at=at,
                text=text,
                title=scene.title if place == 0 else None,
                parent=line.parent,
                root=0,
                place=place + 1,
                links=tuple(_LINK.findall(text)),
                tags=tuple(_TAG.findall(_LINK.sub(" ", text))),
                callouts=tuple(CALLOUT.findall(text)),
                media=_media(line),
                metrics=_metrics(line, scene.network, seen, cast[line.who].followers, rng),
                edited_at=_edited(at, scene.network, rng),
                marks=line.marks,
            )
        )
    return told


def _moment(scene: Scene, line: Line, told: list[Beat], rng: Random) -> datetime:
    """When a line is said: most answers come within the hour, a few the next morning."""
    if line.parent is None:
        return scene.at + timedelta(seconds=rng.randrange(60))
    before = told[line.parent].created_at
    minutes, seconds = line.delay_minutes, rng.randrange(1, 59)
    if minutes is None:
        drawn = soon(line.within_minutes, rng) if line.within_minutes else delay_minutes(rng)
        return kept_within(awake(before + timedelta(minutes=drawn, seconds=seconds), rng), before)
    return kept_within(before + timedelta(minutes=minutes, seconds=seconds), before)


def _edited(at: datetime, network: str, rng: Random) -> datetime | None:
    """A few people mend what they wrote, where the network lets them."""
    if network not in _EDITABLE or rng.random() > _EDITED_SHARE:
        return None
    return at + timedelta(minutes=rng.randrange(1, 90))


def _media(line: Line) -> tuple[Media, ...]:
    if line.photo is None:
        return ()
    name = digest("photo", line.photo).hex()[:12]
    return (Media(kind="image", url=f"https://media.troisvals.example/{name}.jpg", alt=line.photo),)


def _metrics(line: Line, network: str, seen: Metrics, followers: int, rng: Random) -> Metrics | None:
    """Counters in proportion to followers and heat, never below what the story itself shows; unknown for articles."""
    chance = rng.lognormvariate(-1.4, 0.7)
    if network == "rss" or line.kind == "repost":
        return None
    likes = int(line.heat * chance * (2 + followers**0.5))
    if network in ("discourse", "reviews", "reddit", "youtube"):
        views = likes * 47 + 300 if network == "youtube" and line.parent is None else None
        return Metrics(likes=likes // 6, replies=seen.replies, views=views)
    return Metrics(
        likes=likes,
        reposts=(seen.reposts or 0) + likes // 7,
        replies=(seen.replies or 0) + likes // 15,
        quotes=(seen.quotes or 0) + likes // 40,
        views=likes * 31 + rng.randrange(5, 60) if network == "x" else None,
    )
