"""Who passes on what: a few voices far more than others, and each camp what pleases it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from random import Random

from palabre.testing._crowd import Crowd
from palabre.testing._rhythm import soon
from palabre.testing._script import Line, Scene, joined
from palabre.testing.scripts import text

_NETWORKS = ("bluesky", "fediverse", "x")
_OF_THE_CROWD, _OF_THE_CAST, _OF_AN_ANSWER = 0.35, 1.5, 0.4
_PULL = {
    "lulu": 16.0,
    "gaspard": 12.0,
    "vertepaix": 12.0,
    "solange": 11.0,
    "yann": 9.0,
    "marchetti": 8.0,
    "odile": 7.0,
    "guet": 7.0,
    "ines": 5.0,
    "dairy": 4.0,
    "julie": 3.0,
    "lucie": 3.0,
    "collectif": 3.0,
    "carnet": 8.0,
    "kevin": 0.05,
    "bonvallon": 0.4,
    "gilbert": 0.05,
    "ludo": 0.6,
}
_FRIENDLY_CHANCE, _WITHIN_MINUTES = 0.3, 40 * 60
_CRITICAL_CHANCE = 0.25


def with_reposts(scenes: Sequence[Scene], wanted: int, crowd: Crowd, rng: Random) -> tuple[Scene, ...]:
    """These scenes with so many reposts added, no one passing the same post on twice."""
    targets = [
        (number, place)
        for number, scene in enumerate(scenes)
        if scene.network in _NETWORKS
        for place, line in enumerate(scene.lines)
        if line.kind != "repost" and not line.who.startswith("inert")
    ]
    weights = tuple(accumulate(_pull(scenes[number].lines[place]) for number, place in targets))
    added: dict[int, list[Line]] = {}
    for _ in range(wanted):
        number, place = rng.choices(targets, cum_weights=weights)[0]
        scene = scenes[number]
        lines = added.setdefault(number, [])
        who = _sharer(scene, place, {line.who for line in (*scene.lines, *lines)}, crowd, rng)
        lines.append(
            Line(who=who, kind="repost", text="", parent=place, delay_minutes=soon(_WITHIN_MINUTES, rng), marks=())
        )
    return tuple(replace(scene, lines=(*scene.lines, *added.get(number, ()))) for number, scene in enumerate(scenes))


def _pull(line: Line) -> float:
    is_drawn = line.who.startswith(("crowd", "inert", "passing"))
    pull = _OF_THE_CROWD if is_drawn else _PULL.get(line.who, _OF_THE_CAST)
    return pull * math.sqrt(line.heat) * (1.0 if line.parent is None else _OF_AN_ANSWER)


def _sharer(scene: Scene, place: int, besides: set[str], crowd: Crowd, rng: Random) -> str:
    who = scene.lines[place].who
    roles = roles_of()
    if who in roles["ours"] or who in roles["ally"]:
        friends = [one for one in roles["ally"] if one not in besides]
        if friends and rng.random() < _FRIENDLY_CHANCE:
            return rng.choice(friends)
        return crowd.someone(scene.network, scene.at, besides, camp=1)
    if who in roles["critic"] or who in ("vertepaix", "collectif"):
        others = [one for one in roles["critic"] if one not in besides]
        if others and rng.random() < _CRITICAL_CHANCE:
            return rng.choice(others)
        return crowd.someone(scene.network, scene.at, besides, camp=-1)
    return crowd.someone(scene.network, scene.at, besides)


@lru_cache(maxsize=1)
def roles_of() -> dict[str, tuple[str, ...]]:
    """The people of each role, as the story has them."""
    named = (line.partition(": ") for line in joined(text("roles.txt")))
    return {role: tuple(people.split()) for role, _, people in named}
