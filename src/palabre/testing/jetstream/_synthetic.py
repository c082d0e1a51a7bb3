"""The stream of a whole network, made up: mostly likes, a tenth of posts, in French and English, without end."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from random import Random
from types import MappingProxyType

import msgspec

from palabre.testing._beats import CALLOUT
from palabre.testing._cast import PRODUCTS
from palabre.testing._script import joined, photo_of
from palabre.testing._wording import lists, worded
from palabre.testing.jetstream._events import (
    BLOCK,
    FOLLOW,
    LIKE,
    REPOST,
    START_US,
    Event,
    account_event,
    delete_event,
    did_of,
    edit_event,
    foreign_event,
    handle_of,
    identity_event,
    post_event,
    profile_event,
    tid,
    uri_of,
    written_at,
)
from palabre.testing.scripts import remarks_of

MIX: Mapping[str, float] = MappingProxyType(
    {
        "like": 0.585,
        "follow": 0.12,
        "repost": 0.085,
        "post": 0.052,
        "reply": 0.042,
        "quote": 0.008,
        "unlike": 0.03,
        "unfollow": 0.025,
        "block": 0.015,
        "foreign": 0.012,
        "profile": 0.01,
        "delete": 0.006,
        "unrepost": 0.003,
        "identity": 0.003,
        "account": 0.003,
        "edit": 0.001,
    }
)
"""The share of each kind of event, as the network has them."""

_TEXT = re.compile(r"(?:[a-z]+> )?(?:\d\d-\d\d )?(?:[?*\"] )?(.+)$")
_NAME = re.compile(r"\{(\w+)\}")
_RECENT, _FRENCH, _PICTURES = 2_000, 0.4, 0.15
_CHUNK = 1024
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_STATUSES = ("deactivated", "deleted", "takendown", "suspended", None, None)
_FOREIGN = ("fm.teal.alpha.feed.play", "app.bsky.feed.threadgate", "place.stream.livestream", "blog.example.entry")


def synthetic(
    seed: int = 7,
    number: int | None = None,
    *,
    mix: Mapping[str, float] = MIX,
    rate: float = 2_000.0,
    start_us: int = START_US,
    accounts: int = 5_000,
    moments: Callable[[int], int] | None = None,
) -> Iterator[bytes]:
    """So many events of a made-up network, or events without end; the same seed gives the same ones.

    What is answered, liked, reposted or deleted is among the last things said. Events are `rate` a second apart from
    `start_us` on, unless `moments` says when each of them happens.
    """
    when = moments or (lambda place: start_us + int(place * 1e6 / rate))
    network = _Network(Random(f"jetstream/{seed}"), accounts)  # noqa: S311 - repeatable, not secret
    makers = network.makers()
    kinds, weights = tuple(mix), tuple(mix.values())
    places = iter(count() if number is None else range(number))
    while True:
        for kind in network.rng.choices(kinds, weights, k=_CHUNK):
            place = next(places, None)
            if place is None:
                return
            yield makers[kind](when(place))


class _Network:
    """Who is there, and what was said and done last."""

    def __init__(self, rng: Random, accounts: int) -> None:
        self.rng = rng
        self._people = tuple(f"voix{number}" for number in range(accounts))
        self._dids = tuple(map(did_of, self._people))
        self._tails = tuple("".join(rng.choices(_BASE32, k=26)) for _ in range(1024))
        self._clocks = count(1)
        self._posts: deque[Event] = deque(maxlen=_RECENT)
        self._subjects: deque[tuple[str, str]] = deque(maxlen=_RECENT)
        self._acts: dict[str, deque[str]] = {kind: deque(maxlen=_RECENT) for kind in (LIKE, REPOST, FOLLOW)}
        self._texts = {lang: tuple(_texts_of(lang)) for lang in ("fr", "en")}

    def makers(self) -> dict[str, Callable[[int], bytes]]:
        """What makes an event of each kind, at a moment."""
        return {
            "like": lambda at: self._act(LIKE, at),
            "repost": lambda at: self._act(REPOST, at),
            "follow": lambda at: self._towards(FOLLOW, at),
            "block": lambda at: self._towards(BLOCK, at),
            "unlike": lambda at: self._undone(LIKE, at),
            "unrepost": lambda at: self._undone(REPOST, at),
            "unfollow": lambda at: self._undone(FOLLOW, at),
            "post": self._post,
            "reply": lambda at: self._post(at, reply_to=self._lately()),
            "quote": lambda at: self._post(at, quote=self._lately()),
            "edit": self._edit,
            "delete": self._delete,
            "profile": self._profile,
            "identity": self._identity,
            "account": self._account,
            "foreign": self._foreign,
        }

    def _one(self, things: tuple[str, ...]) -> str:
        return things[int(self.rng.random() * len(things))]

    def _key(self, at: int) -> str:
        return tid(at, next(self._clocks) & 1023)

    def _cid(self) -> str:
        drawn = self.rng.getrandbits(20)
        return f"bafyrei{self._tails[drawn >> 10]}{self._tails[drawn & 1023]}"

    def _act(self, collection: str, at: int) -> bytes:
        """A like or a repost of something said lately, soon rather than late."""
        if not self._subjects:
            return self._post(at)
        back = int(self.rng.random() ** 3 * len(self._subjects))
        uri, cid = self._subjects[-1 - back]
        return self._commit(collection, f'{{"cid":"{cid}","uri":"{uri}"}}', at)

    def _towards(self, collection: str, at: int) -> bytes:
        return self._commit(collection, f'"{self._one(self._dids)}"', at)

    def _commit(self, collection: str, subject: str, at: int) -> bytes:
        """Most events are of these few shapes: written out, they cost little to make."""
        did, key, written = self._one(self._dids), self._key(at), written_at(at)
        if collection in self._acts:
            self._acts[collection].append(f"at://{did}/{collection}/{key}")
        return (
            f'{{"did":"{did}","time_us":{at},"kind":"commit","commit":{{"rev":"{key}","operation":"create",'
            f'"collection":"{collection}","rkey":"{key}","record":{{"$type":"{collection}",'
            f'"createdAt":"{written}","subject":{subject}}},"cid":"{self._cid()}"}}}}'
        ).encode()

    def _undone(self, collection: str, at: int) -> bytes:
        done = self._acts[collection]
        if not done:
            return self._act(LIKE, at)
        return msgspec.json.encode(delete_event(done.popleft(), time_us=at))

    def _lately(self) -> Event | None:
        """Something said lately, soon rather than late."""
        return self._posts[-1 - int(self.rng.random() ** 3 * len(self._posts))] if self._posts else None

    def _post(self, at: int, *, reply_to: Event | None = None, quote: Event | None = None) -> bytes:
        lang = "fr" if self.rng.random() < _FRENCH else "en"
        text, photo = self._said(lang)
        event = post_event(
            text,
            by=self._one(self._people),
            time_us=at,
            langs=(lang,),
            callouts={f"@{name}": name for name in CALLOUT.findall(text)},
            images=(photo,) if photo else (),
            rkey=self._key(at),
            reply_to=reply_to,
            quote=quote,
        )
        self._posts.append(event)
        self._subjects.append((uri_of(event), event["commit"]["cid"]))
        return msgspec.json.encode(event)

    def _said(self, lang: str) -> tuple[str, str | None]:
        """A sentence drawn, and what a picture shows, for those that have one."""
        drawn = worded(self._one(self._texts[lang]), {}, lists(lang), self.rng)
        names = PRODUCTS[lang]
        return photo_of(_NAME.sub(lambda found: names.get(found[1], found[1]), drawn))

    def _edit(self, at: int) -> bytes:
        if not self._posts:
            return self._post(at)
        original = self.rng.choice(self._posts)
        return msgspec.json.encode(edit_event(original, original["commit"]["record"]["text"] + " (+)", time_us=at))

    def _delete(self, at: int) -> bytes:
        if len(self._posts) < 2:
            return self._post(at)
        return msgspec.json.encode(delete_event(self._posts.popleft(), time_us=at))

    def _profile(self, at: int) -> bytes:
        """Described anew; some do not want to be heard by machines, some only by people with an account."""
        who, chance = self._one(self._people), self.rng.random()
        bio = self._said("fr" if self.rng.random() < _FRENCH else "en")[0][:200] + (" #nobot" if chance > 0.95 else "")
        labels = ("!no-unauthenticated",) if chance < 0.1 else ()
        is_new = self.rng.random() < 0.4
        return msgspec.json.encode(
            profile_event(who, name=who.capitalize(), bio=bio, labels=labels, time_us=at, is_new=is_new)
        )

    def _identity(self, at: int) -> bytes:
        who = self._one(self._people)
        handle = handle_of(who) if self.rng.random() < 0.8 else None
        return msgspec.json.encode(identity_event(who, handle=handle, time_us=at))

    def _account(self, at: int) -> bytes:
        return msgspec.json.encode(
            account_event(self._one(self._people), status=self.rng.choice(_STATUSES), time_us=at)
        )

    def _foreign(self, at: int) -> bytes:
        return msgspec.json.encode(foreign_event(self._one(_FOREIGN), by=self._one(self._people), time_us=at))


@lru_cache(maxsize=2)
def _texts_of(lang: str) -> tuple[str, ...]:
    """The passing remarks of the story, in the notation they are written in."""
    scripts = (remarks_of(lang, at_home=True), remarks_of(lang, at_home=False))
    return tuple(found[1] for script in scripts for line in joined(script) if (found := _TEXT.match(line)))
