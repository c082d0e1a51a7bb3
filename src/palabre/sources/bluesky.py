"""Bluesky, live: the Jetstream streams of its whole network, and its public API for threads and accounts."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import AsyncExitStack, aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

import anyio
import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from palabre.errors import BadRecord, RateLimited, SourceError, SourceRefused
from palabre.model import Deletion, Post
from palabre.sources._bluesky_events import UNREADABLE, Events
from palabre.sources._bluesky_position import Position, Reading
from palabre.sources._bluesky_records import FOLLOW, INTENTS, LIKE, NETWORK, POST, PROFILE, REPOST
from palabre.sources._bluesky_stream import LONGEST_EVENT, Dictionary, Stream, Unpacker
from palabre.sources._bluesky_views import ABSENT, Views
from palabre.sources.contract import Named, Page, Setting, Source, Tested
from palabre.sources.http import host_of
from palabre.text.dates import DateReader
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence
    from datetime import datetime

    from websockets.asyncio.client import ClientConnection

    from palabre.model import Actor, Record
    from palabre.model.signals import Signal
    from palabre.sources.http import Http

# The public instances: those that will stay, then those that are to be retired. Cursors are times, the same for all.
PUBLIC = (
    "wss://jetstream.us-east.bsky.network/subscribe",
    "wss://jetstream.us-west.bsky.network/subscribe",
    "wss://jetstream2.us-east.bsky.network/subscribe",
    "wss://jetstream2.us-west.bsky.network/subscribe",
    "wss://jetstream1.us-east.bsky.network/subscribe",
    "wss://jetstream1.us-west.bsky.network/subscribe",
)
API = "https://public.api.bsky.app"
HEARD = {"posts": POST, "reposts": REPOST, "likes": LIKE, "follows": FOLLOW}
SILENT_SECONDS = 60.0
TEST_SECONDS = 10.0
# For those who may say nothing for hours: what they said lately comes at once, or there was nothing.
QUIET_SECONDS = 2.0
_LATELY = timedelta(hours=6)
MOST_ACCOUNTS = 10_000
# The names of more accounts than that are sent once connected: addresses have their limits.
_MOST_IN_ADDRESS = 50
_LARGEST_MESSAGE = 8 * LONGEST_EVENT
_AT_ONCE = 25
_ABOVE, _BELOW = 100, 50
_NOT_FOUND = 400
_HANDLE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


Shape = TypeVar("Shape")


class _Thread(Struct, gc=False):
    thread: Raw


class _Profiles(Struct, gc=False):
    profiles: list[Raw]


class _Posts(Struct, gc=False):
    posts: list[Raw]


class Bluesky(Source):
    """What happens on Bluesky, as it happens: posts, edits, deletions, reposts, likes, follows, accounts.

    Messages are only compressed when a dictionary is given: the one Jetstream packs with is made of real people's
    posts, so that we don't ship it; it stands in the repository of Jetstream. An account that is deleted or taken down
    is forgotten; of one that is deactivated or suspended nothing is passed on until its profile is read again.
    """

    name = "bluesky"
    title = N_("Bluesky")
    network = NETWORK
    is_stream = True
    settings = (
        Setting(
            name="accounts",
            title=N_("Accounts"),
            example="@name.bsky.social",
            help=N_("Only hear these accounts; without any, the whole network is heard."),
            first=True,
            many=True,
        ),
        Setting(
            name="hear",
            title=N_("What to hear"),
            help=N_("Likes and follows are most of the network; without them, less is received."),
            default="\n".join(HEARD),
            choices=tuple(HEARD),
            many=True,
        ),
        Setting(
            name="address",
            title=N_("Address of the stream"),
            example=PUBLIC[0],
            help=N_("Another Jetstream than the public ones."),
            default=PUBLIC[0],
        ),
        Setting(
            name="api",
            title=N_("Address of the API"),
            example=API,
            help=N_("Where threads and accounts are asked for."),
            default=API,
        ),
        Setting(
            name="dictionary",
            title=N_("Dictionary of zstd"),
            example="zstd_dictionary",
            help=N_("The file Jetstream compresses with, to receive half as much; without it, nothing is compressed."),
        ),
    )

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        self._turn = 0
        self._moment = DateReader(zone=None)
        self._intents: dict[str, tuple[Signal, ...]] = {}

    @property
    def label(self) -> str:
        """The accounts, or the instance when it isn't a public one."""
        names = [f"@{one.partition('=')[0]}" for one in self._accounts()]
        if names:
            return ", ".join(names[:3]) + (f" (+{len(names) - 3})" if len(names) > 3 else "")
        return "bsky.network" if self.address in PUBLIC else host_of(self.address) or self.address

    @property
    def address(self) -> str:
        """The stream that is listened to."""
        return self.given["address"].strip() or PUBLIC[0]

    @property
    def can_be_ours(self) -> bool:
        """Accounts may be, the whole network never."""
        return bool(self._accounts())

    async def settled(self) -> Mapping[str, str]:
        """The settings, each account with its lasting id: handles may change, ids don't."""
        accounts = await self._resolved(self._accounts())
        await self._dictionary()
        return dict(self.given) | {"accounts": "\n".join(f"{name}={did}" for name, did in accounts)}

    async def test(self) -> Tested:
        """Asks the API, then listens until something is heard; of a small network, it is enough to be let in."""
        accounts = await self._resolved(self._accounts())
        if not accounts:
            await self._profiles(["bsky.app"])
        posts, newest, is_let_in = 0, None, False
        is_quiet = bool(accounts) or self.address not in PUBLIC
        with anyio.move_on_after(TEST_SECONDS):
            if is_quiet:
                is_let_in = await self._is_let_in([did for _, did in accounts])
                with anyio.move_on_after(QUIET_SECONDS):
                    posts, newest = await self._first_heard(self._lately())
            else:
                posts, newest = await self._first_heard(None)
        if newest is None and not is_let_in:
            raise SourceError("bluesky-silent", host=host_of(self.address), seconds=round(TEST_SECONDS))
        return Tested(title=self.label, posts=posts, newest=newest)

    async def pages(self, cursor: str | None) -> AsyncGenerator[Page]:
        """What happens, in the order of the stream; the last seconds before the cursor are read again."""
        accounts = [did for _, did in await self._resolved(self._accounts())]
        dictionary = await self._dictionary()
        position = Position(cursor, is_whole=not accounts)
        if accounts and position.cursor is None:
            # Accounts may be silent for days: what they say while we are cut off is not to be lost.
            position.cursor = int(self.http.now().timestamp() * 1_000_000)
        async with AsyncExitStack() as opened:
            socket, host = await self._opened(opened, position, accounts, dictionary)
            stream = await opened.enter_async_context(Stream(socket))
            events = Events(self._moment, self.http.now(), self._intents)
            reading = Reading(position, Unpacker(host, dictionary), events)
            while True:
                messages = await stream.batch(SILENT_SECONDS)
                if not messages and not accounts:
                    raise SourceError("bluesky-silent", host=host, seconds=round(SILENT_SECONDS))
                if not messages:
                    position.pass_time(SILENT_SECONDS)
                yield reading.page(messages, self.http.now())

    async def thread(self, post: Named) -> Page | None:
        """What a post answers and what answers it, with their counters; a deletion when it isn't there any more."""
        asked = {"uri": post.native_id, "parentHeight": _ABOVE, "depth": _BELOW}
        try:
            found = await self._asked("app.bsky.feed.getPostThread", asked, _Thread)
        except SourceRefused as refusal:
            # A post that is gone is answered so, and so is a question it doesn't understand: another one tells.
            if refusal.fields.get("status") != _NOT_FOUND:
                raise
            return await self._alone(post)
        return self._threaded(post, bytes(found.thread))

    async def actors(self, native_ids: Sequence[str]) -> tuple[Actor, ...]:
        """The accounts as they are now; those that are gone, or paused, are missing.

        What they declare of the uses of their posts is not in their profiles: it is known when it was heard.
        """
        views = Views(self._moment, self.http.now())
        found: list[Actor] = []
        for start in range(0, len(native_ids), _AT_ONCE):
            for raw in await self._profiles(native_ids[start : start + _AT_ONCE]):
                try:
                    actor = views.actor(raw)
                except (BadRecord, *UNREADABLE):
                    continue
                declared = self._intents.get(actor.native_id, ())
                found.append(replace(actor, signals=(*(actor.signals or ()), *declared)) if declared else actor)
        return tuple(found)

    def _accounts(self) -> list[str]:
        """The accounts as they are written: a handle, an id, or both with a sign between."""
        return [one for line in self.given["accounts"].split("\n") if (one := _account(line))]

    async def _resolved(self, accounts: Sequence[str]) -> list[tuple[str, str]]:
        """The handle and the id of each account; raises `SourceRefused` for one that isn't there."""
        if len(accounts) > MOST_ACCOUNTS:
            raise SourceRefused("bluesky-too-many-accounts", most=MOST_ACCOUNTS)
        asked = [one for one in accounts if "=" not in one]
        known = {actor.native_id: actor.handle for actor in await self.actors(asked)} if asked else {}
        ids = {handle.lower(): did for did, handle in known.items()} | {did: did for did in known}
        pairs: list[tuple[str, str]] = []
        for one in accounts:
            handle, _, did = one.partition("=")
            did = did or ids.get(one, "")
            if not did:
                raise SourceRefused("source-not-found", what=one)
            pairs.append((known.get(did, handle), did))
        return pairs

    async def _dictionary(self) -> Dictionary | None:
        path = self.given["dictionary"].strip()
        if not path:
            return None
        try:
            return Dictionary(await (await anyio.Path(path).expanduser()).read_bytes())
        except (OSError, ValueError) as problem:
            raise SourceRefused("bluesky-dictionary-missing", path=path) from problem

    async def _opened(
        self, opened: AsyncExitStack, position: Position, accounts: Sequence[str], dictionary: Dictionary | None
    ) -> tuple[ClientConnection, str]:
        """A connection, to the first instance that accepts it; one that asks us to wait is obeyed, not avoided."""
        places = [self.address]
        if self.address in PUBLIC:
            first = PUBLIC.index(self.address) + self._turn
            places = [PUBLIC[(first + step) % len(PUBLIC)] for step in range(len(PUBLIC))]
        wanted = self._wanted(accounts)
        is_long = len(accounts) > _MOST_IN_ADDRESS
        refusal: SourceError | None = None
        for place in places:
            self._turn += 1
            address = _asking(place, wanted, position.asked, is_packed=dictionary is not None, is_long=is_long)
            try:
                socket = await opened.enter_async_context(self.http.socket(address, most=_LARGEST_MESSAGE))
            except RateLimited:
                raise
            except SourceError as problem:
                refusal = refusal or problem
                continue
            if is_long:
                await socket.send(msgspec.json.encode({"type": "options_update", "payload": wanted}).decode())
            return socket, host_of(place)
        raise refusal or SourceError("source-unreachable", host=host_of(self.address), why="")

    def _wanted(self, accounts: Sequence[str]) -> dict[str, object]:
        """What to receive, as the protocol names it. What accounts say of themselves always comes."""
        chosen = [HEARD[one] for one in self.given["hear"].split() if one in HEARD]
        return {
            "wantedCollections": [*chosen, PROFILE, *INTENTS],
            "wantedDids": list(accounts),
            "maxMessageSizeBytes": LONGEST_EVENT,
        }

    async def _is_let_in(self, accounts: Sequence[str]) -> bool:
        async with AsyncExitStack() as opened:
            await self._opened(opened, Position(None, is_whole=not accounts), accounts, None)
        return True

    async def _first_heard(self, cursor: str | None) -> tuple[int, datetime | None]:
        """How many posts the first page holds, and when the last of it happened."""
        async with aclosing(self.pages(cursor)) as pages:
            async for page in pages:
                return sum(isinstance(one, Post) for one in page.records), page.newest
        return 0, None

    def _lately(self) -> str:
        return str(int((self.http.now() - _LATELY).timestamp() * 1_000_000))

    async def _asked(self, method: str, asked: Mapping[str, object], shape: type[Shape]) -> Shape:
        """What the API answers; that it knows nothing of a question (404) means that it isn't the API we think."""
        api = self.given["api"].strip().rstrip("/") or API
        found: Shape | None = await self.http.get_json(f"{api}/xrpc/{method}?{urlencode(asked, doseq=True)}", shape)
        if found is None:
            raise SourceRefused("source-says-no", host=host_of(api), status=404)
        return found

    async def _profiles(self, actors: Sequence[str]) -> list[Raw]:
        return (await self._asked("app.bsky.actor.getProfiles", {"actors": list(actors)}, _Profiles)).profiles

    async def _alone(self, post: Named) -> Page:
        """A post without its thread; its deletion when the API, asked for it by name, gives nothing."""
        posts = (await self._asked("app.bsky.feed.getPosts", {"uris": post.native_id}, _Posts)).posts
        return self._page_of(posts) if posts else Page(records=(self._deletion(post),), heard=1)

    def _threaded(self, post: Named, thread: bytes) -> Page:
        views = Views(self._moment, self.http.now())
        posts: list[Raw] = []
        gone: list[Record] = []
        others = 0
        try:
            for branch in views.branches(thread):
                if branch.post not in ABSENT:
                    posts.append(branch.post)
                elif branch.not_found and branch.uri == post.native_id:
                    gone.append(self._deletion(post))
                else:
                    others += 1
        except UNREADABLE as problem:
            raise SourceError("source-answer-unreadable", host=host_of(self.given["api"])) from problem
        return self._page_of(posts, gone, others)

    def _page_of(self, posts: Sequence[Raw], gone: Sequence[Record] = (), others: int = 0) -> Page:
        views = Views(self._moment, self.http.now())
        records: list[Record] = list(gone)
        passed = Counter({"other": others} if others else {})
        for raw in posts:
            try:
                records.append(views.post(raw))
            except (BadRecord, *UNREADABLE):
                passed["bad-record"] += 1
        return Page(records=tuple(records), heard=len(posts) + len(gone) + others, passed_over=passed)

    def _deletion(self, post: Named) -> Deletion:
        return Deletion(network=NETWORK, scope="post", native_id=post.native_id, requested_at=self.http.now())


def _account(written: str) -> str:
    """An account as people write it: with or without `@`, or the address of its page. Empty for an empty line."""
    one = written.strip().removeprefix("https://bsky.app/profile/").strip("/").lstrip("@")
    if not one or one.startswith("did:"):
        return one
    handle, _, did = one.lower().partition("=")
    if not _HANDLE.fullmatch(handle) or (did and not did.startswith("did:")):
        raise SourceRefused("bluesky-bad-account", account=written.strip())
    return one.lower()


def _asking(place: str, wanted: Mapping[str, object], cursor: int | None, *, is_packed: bool, is_long: bool) -> str:
    """The address that asks a stream for what is wanted, from a time on."""
    asked: dict[str, object] = {"requireHello": "true"} if is_long else dict(wanted)
    asked |= {} if cursor is None else {"cursor": cursor}
    asked |= {"compress": "true"} if is_packed else {}
    return f"{place}{'&' if '?' in place else '?'}{urlencode(asked, doseq=True)}"
