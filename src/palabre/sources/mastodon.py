"""Servers of the fediverse that speak like Mastodon: streams, and timelines read again for what these missed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

import msgspec

from palabre.errors import BadRecord, SourceError, SourceRefused
from palabre.model import Deletion
from palabre.sources._fediverse import NETWORK
from palabre.sources._mastodon_memory import Memory
from palabre.sources._mastodon_reading import UNREADABLE, Reader
from palabre.sources._mastodon_server import Server, Timeline, number_in, number_of
from palabre.sources._mastodon_statuses import Account, Around, Status, actor_of
from palabre.sources._mastodon_streams import Streams
from palabre.sources.contract import Named, Page, Setting, Source, Tested
from palabre.sources.http import host_of
from palabre.text.dates import known_moment
from palabre.text.extract import folded_handle, folded_tag
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from msgspec import Raw

    from palabre.model import Actor
    from palabre.sources.http import Http


class Mastodon(Source):
    """Public posts, as one server of the fediverse shows them: of everybody, of tags, lists, accounts, or searched.

    What only followers may read is never taken. A post is known by its lasting address, so that heard from two servers
    it is one. Likes are not told: each post comes with its counts of the moment.
    """

    name = "mastodon"
    title = N_("Mastodon and servers like it")
    network = NETWORK
    settings = (
        Setting(
            name="address",
            title=N_("Server"),
            example="mastodon.example",
            help=N_("Mastodon, Pleroma, Akkoma, GoToSocial, Friendica or Pixelfed."),
            first=True,
            required=True,
        ),
        Setting(name="hashtag", title=N_("Hashtags"), example="lait", many=True),
        Setting(name="account", title=N_("Accounts"), example="@ana@mastodon.example", many=True),
        Setting(
            name="list",
            title=N_("List"),
            example="42",
            help=N_("The number of one of your lists, as in its address; it needs a token."),
        ),
        Setting(name="search", title=N_("Searches"), example="lait cru", help=N_("They need a token."), many=True),
        Setting(
            name="public",
            title=N_("Public timeline"),
            choices=("local", "federated", "none"),
            help=N_(
                "Of this server alone, or of all it knows. Read when no hashtag, account, list or search is given."
            ),
        ),
        Setting(
            name="token",
            title=N_("Access token"),
            help=N_("With the right “read”. Most servers stream to those alone who give one."),
            secret="host",  # noqa: S106 - says where it is kept
        ),
    )
    is_stream = True
    # What is streamed is read again every five minutes, what is not every minute.
    again_seconds = 300.0
    polled_seconds = 60.0

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        self._reader: Reader | None = None

    def _words(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word.strip() for word in self.given[name].splitlines() if word.strip()))

    @property
    def _tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag for word in self._words("hashtag") if (tag := folded_tag(word))))

    @property
    def _accounts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(folded_handle(word) for word in self._words("account")))

    @property
    def _public(self) -> str:
        """Which public timeline is read: one is, when nothing else is asked for."""
        is_narrower = any(self.given[one].strip() for one in ("hashtag", "account", "list", "search"))
        return self.given["public"] or ("none" if is_narrower else "federated")

    @property
    def address(self) -> str:
        """The one address of the server."""
        return base_of(self.given["address"])

    @property
    def label(self) -> str:
        """The server, then what is read of it: `mastodon.example #lait @ana@mastodon.example`."""
        told = [f"#{tag}" for tag in self._tags] + [f"@{name}" for name in self._accounts]
        told += [f"list {self.given['list']}"] if self.given["list"] else []
        told += [f"“{words}”" for words in self._words("search")]
        told += [self._public] if self._public != "none" and (told or self._public != "federated") else []
        return " ".join((urlsplit(self.address).netloc, *told))

    @property
    def can_be_ours(self) -> bool:
        """Accounts, a list, or a server of ours may be; all that a server knows of the others never."""
        return self._public != "federated"

    async def settled(self) -> Mapping[str, str]:
        """The settings, with the server under its one address and the public timeline that it does show.

        The address of a tag or of an account of a server asks for it. Raises `SourceRefused` with what to do.
        """
        given = _settled(self.given)
        one = type(self)(given, self.http)
        server = (await one._met()).server
        if (given["list"] or given["search"]) and not server.token:
            raise SourceRefused("mastodon-needs-token", host=server.host)
        if not given["public"] and one._public == "federated":
            one.given["public"] = given["public"] = await _widest(server)
        await one._first(server)
        return given

    async def test(self) -> Tested:
        """The name of the server, how many posts its timelines show at first, and when the latest was posted."""
        reader = await self._met()
        reader.now()
        posts, moments = 0, []
        for raw in await self._first(reader.server):
            try:
                status = msgspec.json.decode(raw, type=Status)
            except UNREADABLE:
                continue
            posts += 1
            moments.append(known_moment(reader.around.moment, status.created_at))
        newest = max(filter(None, moments), default=None)
        return Tested(title=f"{reader.server.title} ({self.label})", posts=posts, newest=newest)

    async def _met(self) -> Reader:
        if self._reader is None:
            server = await Server(http=self.http, base=self.address, token=self.given["token"]).met()
            self._reader = Reader(server, Memory(None))
        return self._reader

    async def _first(self, server: Server) -> list[Raw]:
        """The latest posts of each timeline, asked for so as to see that they are shown."""
        told: list[Raw] = []
        for timeline in await self._timelines(server, strict=True):
            told += await server.page(timeline)
        return told

    async def _timelines(self, server: Server, *, strict: bool) -> tuple[Timeline, ...]:
        """What is read. `strict` refuses accounts and lists that are not there; else they may be gone since."""
        found = [_public_timeline(self._public)] if self._public != "none" else []
        for tag in self._tags:
            path = f"/api/v1/timelines/tag/{quote(tag, safe='')}"
            found.append(Timeline(f"#{tag}", path, {}, {"stream": "hashtag", "tag": tag}))
        if number := self.given["list"].strip():
            if strict and await server.asked(f"/api/v1/lists/{quote(number, safe='')}") is None:
                raise SourceRefused("mastodon-no-such-list", host=server.host, number=number)
            path = f"/api/v1/timelines/list/{quote(number, safe='')}"
            found.append(Timeline(f"list {number}", path, {}, {"stream": "list", "list": number}))
        for name in self._accounts:
            raw = await server.account(name)
            if raw is not None and (number := number_of(raw) or ""):
                found.append(Timeline(f"@{name}", f"/api/v1/accounts/{quote(number, safe='')}/statuses", {}))
            elif strict:
                raise SourceRefused("mastodon-no-such-account", host=server.host, account=f"@{name}")
        for words in self._words("search"):
            found.append(Timeline(f"search {words}", "/api/v2/search", {"q": words, "type": "statuses"}))
        return tuple(found)

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """Streams where the server streams, and timelines read for what came before, meanwhile, or was missed.

        What is read is told before what is streamed meanwhile. A stream that is cut raises `SourceError`.
        """
        reader = await self._met()
        reader.starts(Memory(cursor))
        timelines = await self._timelines(reader.server, strict=False)
        clock = asyncio.get_running_loop().time
        due = dict.fromkeys((one.name for one in timelines), clock())
        async with Streams() as streams:
            while True:
                if min(due.values(), default=clock()) <= clock():
                    # Streams first: what is said while a timeline is read waits in them.
                    await streams.open(reader.server, timelines)
                for timeline in (one for one in timelines if due[one.name] <= clock()):
                    async for page in reader.timeline(timeline):
                        yield page
                    is_streamed = timeline.name in streams.names
                    due[timeline.name] = clock() + (self.again_seconds if is_streamed else self.polled_seconds)
                next_at = min(due.values(), default=clock() + self.again_seconds)
                if events := await streams.heard(max(next_at - clock(), 0.0)):
                    yield reader.events(events)

    async def thread(self, post: Named) -> Page | None:
        """The thread of a post, as this server knows it, or else as the server it comes from shows it to everybody.

        A post that is gone from there is a `Deletion`; None when neither can tell.
        """
        reader = await self._met()
        try:
            if number := await self._number(reader, post):
                return await _thread(reader, reader.server, number, post, reader.around)
            return await self._thread_at_home(reader, post)
        except SourceRefused:
            return None

    async def _number(self, reader: Reader, post: Named) -> str | None:
        """The number of a post on the server that is listened to."""
        if number := reader.memory.number_of(post.native_id):
            return number
        for address in (post.native_id, post.url):
            if host_of(address or "") == reader.server.host and (number := number_in(address)):
                return number
        return await reader.server.number_at(post.url or post.native_id)

    async def _thread_at_home(self, reader: Reader, post: Named) -> Page | None:
        """The thread as the server that the post comes from tells it, when that one speaks like Mastodon too."""
        host, number = host_of(post.native_id), number_in(post.native_id)
        if not host or host == reader.server.host:
            return None
        parts = urlsplit(post.native_id)
        home = Server(http=self.http, base=f"{parts.scheme}://{parts.netloc}")
        try:
            page = await _thread(reader, home, number, post, reader.around_of(home)) if number else None
        except SourceError:
            page = None
        if page is not None and not all(isinstance(one, Deletion) for one in page.records):
            return page
        # That its home has no such number says little of a server of another kind: the lasting address decides.
        return Page(records=(reader.deletion(post.native_id),)) if await home.has_gone(post.native_id) else None

    async def actors(self, native_ids: Sequence[str]) -> tuple[Actor, ...]:
        """The accounts as they are now. Those that a post showed within the last minute are not asked for again."""
        reader = await self._met()
        reader.now()
        found: list[Actor] = []
        for name in native_ids:
            known = reader.author(name)
            raw = None if known else await reader.server.account(name)
            try:
                account = msgspec.json.decode(raw, type=Account) if raw is not None else None
                if account is not None and not account.suspended:
                    known = actor_of(account, reader.around)
            except (*UNREADABLE, BadRecord):
                continue
            if known is not None:
                found.append(known)
        return tuple(found)


async def _thread(reader: Reader, server: Server, number: str, post: Named, around: Around) -> Page:
    raw = await server.status(number)
    if raw is None:
        return Page(records=(reader.deletion(post.native_id),))
    context = await server.context(number)
    return reader.thread((*(context.ancestors or ()), raw, *(context.descendants or ())), around)


def _public_timeline(reach: str) -> Timeline:
    is_local = reach == "local"
    params = {"local": "true"} if is_local else {}
    return Timeline("public", "/api/v1/timelines/public", params, {"stream": "public:local" if is_local else "public"})


async def _widest(server: Server) -> str:
    """The widest public timeline that a server shows."""
    try:
        await server.page(_public_timeline("federated"))
    except SourceRefused:
        return "local"
    return "federated"


def base_of(address: str) -> str:
    """The one address of a server, from whichever of its pages; raises `SourceRefused` when it is none."""
    written = address.strip()
    if "://" not in written:
        # A handle names its server too.
        written = f"https://{written.rpartition('@')[2] if '/' not in written else written}"
    try:
        parts = urlsplit(written)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise SourceRefused("source-address-bad", address=address)
    return f"{parts.scheme}://{host.lower()}{f':{port}' if port else ''}"


def _settled(given: Mapping[str, str]) -> dict[str, str]:
    """The settings with one address of the server; what else an address tells joins them."""
    written = given["address"].strip()
    host = base_of(written)
    path = urlsplit(written if "://" in written else f"https://{written}").path
    kind, _, name = path.strip("/").partition("/")
    found = {**given, "address": host}
    if kind == "tags" and name:
        found["hashtag"] = "\n".join((*given["hashtag"].splitlines(), unquote(name)))
    elif kind.startswith("@"):
        account = kind if kind.count("@") == 2 else f"{kind}@{urlsplit(host).netloc}"
        found["account"] = "\n".join((*given["account"].splitlines(), account))
    elif "/" not in written and written.count("@") in (1, 2):
        found["account"] = "\n".join((*given["account"].splitlines(), f"@{written.lstrip('@')}"))
    return found
