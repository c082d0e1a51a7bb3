"""What is true in the story: who is what, and which posts are which part, to hold against what the product finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Literal

from palabre.model import Post
from palabre.testing._beats import Beat
from palabre.testing._cast import INERT
from palabre.testing._reposts import roles_of
from palabre.testing._tell import plot_of, story

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A text taken up without its author's name: `how` says whether word for word."""

    copy: Key
    original: Key
    how: Literal["verbatim", "paraphrase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTruth:
    """The one real fire: `precursors` came days before, `hostile` holds what was said against the dairy, `out` ends it.

    `spark` is the NGO's first post, `first_amplifier` the first who passed it on, `first_reframing` the first who made
    it worse than it said, `holding_statement` the dairy's first answer.
    """

    ngo: Key
    precursors: tuple[Key, ...]
    spark: Key
    first_amplifier: Key
    first_reframing: Key
    holding_statement: Key
    answer: Key
    out: Key
    hostile: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The key of one telling. An account or a post is (network, native id); accounts are those that speak.

    `people` are accounts by the name of the script; `roles` are accounts by role, `ours` and `bought` among them.
    `parts` are posts by part of the story: `joke`, `campaign`, `bought`, `petition`, `request`, `scoop.*`…
    """

    people: Mapping[str, tuple[Key, ...]]
    roles: Mapping[str, tuple[Key, ...]]
    parts: Mapping[str, tuple[Key, ...]]
    copies: tuple[Copy, ...]
    fire: FireTruth

    def as_json(self) -> dict[str, object]:
        """The same as plain lists and dictionaries."""
        return {
            "people": {name: list(keys) for name, keys in self.people.items()},
            "roles": {name: list(keys) for name, keys in self.roles.items()},
            "parts": {name: list(keys) for name, keys in self.parts.items()},
            "copies": [asdict(one) for one in self.copies],
            "fire": asdict(self.fire),
        }


def truth(seed: int = 7, *, lang: str = "fr") -> Truth:
    """The key of `story(seed, lang=lang)` at its default size; the first round of any longer telling is the same."""
    posts = tuple(story(seed, lang=lang))
    plot = plot_of(seed, lang)
    people = _people(plot, posts)
    named = _parts(plot, posts)
    parts = {
        part: keys for part, keys in named.items() if not part.startswith(("original.", "verbatim.", "paraphrase."))
    }
    roles = {role: _accounts(people, keys) for role, keys in roles_of().items()}
    return Truth(
        people=MappingProxyType(people),
        roles=MappingProxyType({**roles, "bought": _accounts(people, INERT)}),
        parts=MappingProxyType(parts),
        copies=tuple(_copies(named)),
        fire=_fire(named, people),
    )


def _people(plot: tuple[Beat, ...], posts: tuple[Post, ...]) -> dict[str, tuple[Key, ...]]:
    found: dict[str, dict[Key, None]] = defaultdict(dict)
    for beat, post in zip(plot, posts, strict=True):
        if post.actor is not None:
            found[beat.who][post.network, post.actor.native_id] = None
    return {who: tuple(keys) for who, keys in sorted(found.items())}


def _parts(plot: tuple[Beat, ...], posts: tuple[Post, ...]) -> dict[str, tuple[Key, ...]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for beat, post in zip(plot, posts, strict=True):
        for mark in beat.marks:
            found[mark].append((post.network, post.native_id))
    return {part: tuple(keys) for part, keys in sorted(found.items())}


def _accounts(people: Mapping[str, tuple[Key, ...]], keys: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(account for key in keys for account in people.get(key, ()))


def _copies(named: Mapping[str, tuple[Key, ...]]) -> Iterator[Copy]:
    hows: tuple[Literal["verbatim", "paraphrase"], ...] = ("verbatim", "paraphrase")
    for part, keys in named.items():
        for how in hows:
            if part.startswith(how + "."):
                (original,) = named["original." + part.removeprefix(how + ".")]
                yield from (Copy(copy=key, original=original, how=how) for key in keys)


def _fire(named: Mapping[str, tuple[Key, ...]], people: Mapping[str, tuple[Key, ...]]) -> FireTruth:
    def one(part: str) -> Key:
        (key,) = named[f"fire.{part}"]
        return key

    spark = one("spark")
    return FireTruth(
        ngo=next(key for key in people["vertepaix"] if key[0] == spark[0]),
        precursors=named["fire.precursor"],
        spark=spark,
        first_amplifier=one("amplifier"),
        first_reframing=one("reframing"),
        holding_statement=one("holding"),
        answer=one("answer"),
        out=one("out"),
        hostile=named["fire.hostile"],
    )
