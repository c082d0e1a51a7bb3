"""Everyone who speaks in the story. All of them are invented, and their accounts live on `.example` domains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from palabre.model import Actor
from palabre.testing._ids import digest, names_of, slug
from palabre.testing._script import joined
from palabre.testing.scripts.cast import CAST, FIRST_NAMES, MASS_NAMES, SURROUNDINGS

PRODUCTS = {
    "fr": {
        "dairy": "Fromagerie des Trois Vals",
        "tomme": "tomme des Trois Vals",
        "old": "Vieux Vals",
        "blue": "Bleu de la Combe",
        "fresh": "Petit Val",
    },
    "en": {
        "dairy": "Three Vales Dairy",
        "tomme": "Three Vales tomme",
        "old": "Old Vale",
        "blue": "Coombe Blue",
        "fresh": "Little Vale",
    },
}
_FIRST_NAMES = FIRST_NAMES.split()
_SURROUNDINGS = SURROUNDINGS.split()
_MASS_NAMES = MASS_NAMES.split()
CROWD = tuple(f"crowd{number}" for number in range(1, 91))
INERT = tuple(f"inert{number}" for number in range(1, 21))
_CROWD_SINCE = tuple(f"{year}-{month:02d}" for year in range(2018, 2026) for month in (2, 5, 9, 11))
_NETWORK_SHARE = {"bluesky": 0.4, "fediverse": 0.15, "x": 1.0, "discourse": 0.0, "rss": 0.0, "reviews": 0.0}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the story, before any network: `domain` marks institutions, which are never multiplied."""

    key: str
    handle: str
    domain: str | None
    followers: int
    since: datetime
    name: str
    bio: str | None

    @property
    def is_public(self) -> bool:
        """Whether a longer story may have other people like this one; the cast has names and stays unique."""
        return self.key.startswith(("crowd", "inert"))


@lru_cache(maxsize=2)
def people(lang: str) -> dict[str, Person]:
    """Everyone by key, named and described in the language of the story."""
    named = (_named(row, lang) for row in joined(CAST))
    return {person.key: person for person in (*named, *map(_of_the_crowd, CROWD), *map(_inert, INERT))}


def actor_of(person: Person, network: str, generation: int, observed_at: datetime) -> Actor:
    """The person's account on a network; every generation after the first is another person of the same kind."""
    handle = person.handle + (f"_{generation}" if generation else "")
    native_id, shown, url = names_of(network, handle, person.domain)
    share = _NETWORK_SHARE[network]
    chance = digest("counts", network, handle)
    return Actor(
        network=network,
        native_id=native_id,
        handle=shown,
        display_name=person.name,
        bio=person.bio,
        url=url,
        followers=int(person.followers * share) if share else None,
        following=_following(person, chance[0]) if share else None,
        posts=3 if person.key in INERT else person.followers // 7 + chance[1],
        account_created_at=person.since,
        is_bot_declared=False if network == "fediverse" else None,
        observed_at=observed_at,
    )


def _following(person: Person, chance: int) -> int:
    return 1900 + 4 * chance if person.key in INERT else 40 + 3 * chance


def _named(row: str, lang: str) -> Person:
    key, handle, domain, followers, since, fr_name, en_name, fr_bio, en_bio = row.split("|")
    name = fr_name if lang == "fr" or en_name == "-" else en_name
    return Person(
        key=key,
        handle=handle,
        domain=None if domain == "-" else domain,
        followers=int(followers),
        since=_month(since),
        name=PRODUCTS[lang]["dairy"] if key == "dairy" else name,
        bio=fr_bio if lang == "fr" else en_bio,
    )


def _of_the_crowd(key: str) -> Person:
    number = int(key.removeprefix("crowd"))
    name = _FIRST_NAMES[number % len(_FIRST_NAMES)]
    place = _SURROUNDINGS[(number * 7) % len(_SURROUNDINGS)]
    chance = digest("crowd", number)
    return Person(
        key=key,
        handle=f"{slug(name)}_{place}{number}",
        domain=None,
        followers=12 + chance[0] * (1 + chance[1] // 40),
        since=_month(_CROWD_SINCE[chance[2] % len(_CROWD_SINCE)]),
        name=name,
        bio=None,
    )


def _inert(key: str) -> Person:
    number = int(key.removeprefix("inert"))
    chance = digest("inert", number)
    name = _MASS_NAMES[number % len(_MASS_NAMES)]
    return Person(
        key=key,
        handle=f"{name}{10_000 + int.from_bytes(chance[:2], 'big')}",
        domain=None,
        followers=chance[2] % 9,
        since=datetime(2026, 6, 22 + chance[3] % 3, chance[4] % 24, chance[5] % 60, tzinfo=UTC),
        name=name.capitalize(),
        bio=None,
    )


def _month(written: str) -> datetime:
    year, month = written.split("-")
    return datetime(int(year), int(month), 1 + digest(written)[0] % 28, tzinfo=UTC)
