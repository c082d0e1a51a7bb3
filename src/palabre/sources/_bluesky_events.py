"""From events of a Jetstream to our records: the same for the live stream and for one that was saved to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.model import Actor, Deletion
from palabre.sources._bluesky_records import (
    FOLLOW,
    INTENTS,
    LIKE,
    NETWORK,
    POST,
    PROFILE,
    REPOST,
    Made,
    actor_of,
    address_of,
    described_by,
    follow_of,
    labels_of,
    like_of,
    micros_of_tid,
    moment_of_micros,
    post_of,
    repost_of,
    said_of,
    signals_of,
    signals_of_intents,
)
from palabre.sources._bluesky_shapes import Act, Followed, Intents, Profile
from palabre.text.dates import EARLIEST

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from palabre.model import Interaction, Record
    from palabre.model.signals import Signal

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
# What an account has become for good, and what it is for a time: the AT Protocol asks that what it published be not
# passed on meanwhile, and says that it needn't be deleted.
_GONE = frozenset(("deleted", "takendown"))
_PAUSED = frozenset(("deactivated", "suspended"))
_REMEMBERED = 20_000
_EARLIEST_US = int(EARLIEST.timestamp()) * 1_000_000


class Commit(Struct, gc=False):
    """A record made, changed or taken away."""

    operation: str | None = None
    collection: str = ""
    rkey: str = ""
    rev: str = ""
    record: Raw = Raw(b"{}")


class Identity(Struct, gc=False):
    """The handle of an account, as it is from now on."""

    handle: str | None = None


class State(Struct, gc=False):
    """Whether an account is there."""

    active: bool | None = None
    status: str | None = None


class Event(Struct, gc=False):
    """What happened, as Jetstream tells it."""

    did: str | None = None
    time_us: int | None = None
    kind: str | None = None
    commit: Commit | None = None
    identity: Identity | None = None
    account: State | None = None


class Heard(NamedTuple):
    """What an event gives: its record, None when it holds nothing for us, and its time in microseconds."""

    record: Record | None
    time_us: int
    sort: str


class Events:
    """Reads the events of one stream in their order. What accounts say of themselves completes their later posts.

    Nothing is dated after `latest`, and the stream itself must not be: a clock gone wrong is a bad record. `intents`
    holds what accounts declared before, and what they declare here.
    """

    def __init__(
        self,
        moment: Callable[[object], datetime],
        latest: datetime,
        intents: dict[str, tuple[Signal, ...]] | None = None,
    ) -> None:
        self._moment = moment
        self._latest_us = 0
        self.trust_until(latest)
        self._decode = msgspec.json.Decoder(Event).decode
        self._act = msgspec.json.Decoder(Act).decode
        self._followed = msgspec.json.Decoder(Followed).decode
        self._actors: dict[str, Actor] = {}
        self._intents = {} if intents is None else intents
        self._makers: dict[str, Callable[[Commit, Made], Record | None]] = {
            POST: self._post,
            REPOST: self._repost,
            LIKE: self._like,
            FOLLOW: lambda commit, made: follow_of(self._followed(commit.record), made),
            PROFILE: self._profile,
            **dict.fromkeys(INTENTS, self._intended),
        }
        # Likes and follows that are undone, and profiles, leave nothing to forget by their address.
        self._unmakers: dict[str, Callable[[Commit, Made], Record | None]] = {
            **dict.fromkeys((POST, REPOST), self._undone),
            **dict.fromkeys(INTENTS, self._unsaid),
        }

    def trust_until(self, latest: datetime) -> None:
        """No event can be later than this."""
        self._latest_us = int(latest.timestamp()) * 1_000_000

    def heard(self, raw: bytes) -> Heard:
        """What an event gives; raises `BadRecord`, or one of `UNREADABLE`, when it is damaged."""
        event = self._decode(raw)
        time_us, commit = event.time_us, event.commit
        if not event.did or time_us is None:
            raise BadRecord("bad-record", "did, time_us")
        if not _EARLIEST_US <= time_us <= self._latest_us:
            raise BadRecord("future" if time_us > self._latest_us else "too-old", time_us)
        if commit is None:
            return Heard(self._of_account(event, event.did, time_us), time_us, event.kind or "")
        is_undone = commit.operation == "delete"
        make = (self._unmakers if is_undone else self._makers).get(commit.collection)
        if make is None:
            return Heard(None, time_us, commit.collection)
        return Heard(make(commit, self._made(event.did, commit, time_us)), time_us, commit.collection)

    def _made(self, did: str, commit: Commit, time_us: int) -> Made:
        """A stream may be played again long afterwards: the revision says when the network had it."""
        at = seen = moment_of_micros(time_us)
        revised = micros_of_tid(commit.rev)
        if revised is not None and _EARLIEST_US <= revised < time_us:
            at = moment_of_micros(revised)
        uri = address_of(did, commit.collection, commit.rkey)
        return Made(did=did, uri=uri, at=at, latest=at, observed_at=seen, moment=self._moment)

    def _of_account(self, event: Event, did: str, time_us: int) -> Record | None:
        """What befell a whole account. That it is back is not told: it may have asked for something meanwhile."""
        seen = moment_of_micros(time_us)
        if event.identity is not None and event.identity.handle:
            return self._look(did, seen, handle=actor_of(did, event.identity.handle, seen).handle)
        if event.account is None or event.account.active or event.account.status is None:
            return None
        if event.account.status in _GONE:
            self._actors.pop(did, None)
            return Deletion(network=NETWORK, scope="actor", native_id=did, requested_at=seen)
        if event.account.status in _PAUSED:
            known = self._actors.get(did) or actor_of(did, None, seen)
            return replace(known, observed_at=seen, signals=("paused",))
        return None

    def _undone(self, commit: Commit, made: Made) -> Deletion:
        return Deletion(network=NETWORK, scope="post", native_id=made.uri, requested_at=made.at)

    def _unsaid(self, commit: Commit, made: Made) -> Record | None:
        return self._intend(made, ()) if commit.rkey == "self" else None

    def _post(self, commit: Commit, made: Made) -> Record:
        post = post_of(said_of(commit.record), made, actor=self._actor(made))
        return replace(post, edited_at=made.at) if commit.operation == "update" else post

    def _repost(self, commit: Commit, made: Made) -> Record:
        return repost_of(self._act(commit.record), made, actor=self._actor(made))

    def _like(self, commit: Commit, made: Made) -> Interaction | None:
        """Only likes of posts: of a feed, or a list, there is nothing that we hold."""
        like = like_of(self._act(commit.record), made)
        return like if like.target_post else None

    def _profile(self, commit: Commit, made: Made) -> Record:
        profile = msgspec.json.decode(commit.record, type=Profile)
        fields = described_by(profile, self._moment, made.latest)
        signals = signals_of(labels_of(profile.labels)) + self._intents.get(made.did, ())
        return self._look(made.did, made.observed_at, signals=signals, **fields)

    def _intended(self, commit: Commit, made: Made) -> Record | None:
        """A declaration is about the whole account when its key is `self`, else about one application."""
        if commit.rkey != "self":
            return None
        return self._intend(made, signals_of_intents(msgspec.json.decode(commit.record, type=Intents)))

    def _intend(self, made: Made, signals: tuple[Signal, ...]) -> Actor | None:
        """Profiles and declarations are two records: what one of them asks stands when the other changes."""
        if signals == self._intents.get(made.did, ()):
            return None
        if len(self._intents) >= _REMEMBERED:
            self._intents.clear()
        self._intents[made.did] = signals
        known = self._actors.get(made.did)
        in_profile = tuple(one for one in (known.signals or () if known else ()) if one == "logged-in-only")
        return self._look(made.did, made.observed_at, signals=in_profile + signals)

    def _actor(self, made: Made) -> Actor:
        """Who acts: as last described in the stream."""
        return self._actors.get(made.did) or actor_of(made.did, None, made.observed_at)

    def _look(self, did: str, seen: datetime, **fields: Any) -> Actor:  # noqa: ANN401 - fields of an actor
        known = self._actors.get(did) or actor_of(did, None, seen)
        look = replace(known, observed_at=seen, **fields)
        if len(self._actors) >= _REMEMBERED:
            self._actors.clear()
        self._actors[did] = look
        return look
