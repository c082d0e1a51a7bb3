"""Everyone who speaks in the story. All of them are invented, and their accounts live on `.example` domains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from palabre.model import Actor
from palabre.testing._ids import digest, names_of, slug
from palabre.testing._script import joined
from palabre.testing.scripts import text

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
_FIRST_NAMES, _SURROUNDINGS, _MASS_NAMES, _PASSING_NAMES = (words.split() for words in joined(text("names.txt")))
CROWD = tuple(f"crowd{number}" for number in range(1, 421))
PASSING = tuple(f"passing{number}" for number in range(1, 301))
INERT = tuple(f"inert{number}" for number in range(1, 121))
# The first ones have parts in the scripts: they are there from beginning to end.
_SCRIPTED = 90
_DAYS = 184
_CROWD_SINCE = tuple(f"{year}-{month:02d}" for year in range(2018, 2026) for month in (2, 5, 9, 11))
_FIRST_DAY = datetime(2026, 5, 1, tzinfo=UTC)
_NETWORK_SHARE = {"bluesky": 0.4, "fediverse": 0.15, "x": 1.0, "youtube": 0.1}


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
        return self.key.startswith(("crowd", "inert", "passing"))


@lru_cache(maxsize=2)
def people(lang: str) -> dict[str, Person]:
    """Everyone by key, named and described in the language of the story."""
    named = (_named(row, lang) for row in joined(text("cast.txt")))
    drawn = (*map(_of_the_crowd, CROWD), *map(_passing, PASSING), *map(_inert, INERT))
    return {person.key: person for person in (*named, *drawn)}


@lru_cache(maxsize=512)
def presence(key: str) -> tuple[int, int]:
    """The days of the story on which someone of the crowd first and last speaks: some arrive late, some fall silent."""
    number = int(key.removeprefix("crowd"))
    if number <= _SCRIPTED:
        return 0, _DAYS
    chance = digest("presence", number)
    arrival = 0 if chance[0] < 120 else chance[1] * _DAYS // 256
    silence = 70 + chance[3] // 2 if chance[2] < 30 and arrival == 0 else _DAYS
    return arrival, silence


def actor_of(person: Person, network: str, generation: int, observed_at: datetime) -> Actor:
    """The person's account on a network; every generation after the first is another person of the same kind."""
    handle = person.handle + (f"_{generation}" if generation else "")
    native_id, shown, url = names_of(network, handle, person.domain)
    share = _NETWORK_SHARE.get(network)
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
    arrival = presence(key)[0]
    is_recent = arrival > 20 and chance[4] < 128
    return Person(
        key=key,
        handle=f"{slug(name)}_{place}{number}",
        domain=None,
        followers=chance[0] // 3 if is_recent else 12 + chance[0] * (1 + chance[1] // 40),
        since=_FIRST_DAY + timedelta(days=arrival - 2 - chance[2] % 18)
        if is_recent
        else _month(_CROWD_SINCE[chance[2] % len(_CROWD_SINCE)]),
        name=name,
        bio=None,
    )


def _passing(key: str) -> Person:
    number = int(key.removeprefix("passing"))
    name = _PASSING_NAMES[number % len(_PASSING_NAMES)]
    chance = digest("passing", number)
    return Person(
        key=key,
        handle=f"{slug(name)}{1960 + chance[3] % 48}_{number}",
        domain=None,
        followers=4 + chance[0] * (1 + chance[1] // 60),
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
