"""Reddit: what is posted and commented in some communities."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from msgspec import Raw, Struct, field

from palabre.errors import SourceError, SourceRefused
from palabre.model import Deletion
from palabre.sources._forums import words_of
from palabre.sources._reddit_things import NETWORK, Listing, Nested, Said, Thing, post_of, things_in
from palabre.sources._tally import Tally, decoded_cursor, encoded, moments
from palabre.sources.contract import Hole, Named, Page, Setting, Source, Tested
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from palabre.model import Record
    from palabre.sources.http import Answer, Http

_TOKENS = "https://www.reddit.com/api/v1/access_token"
_API = "https://oauth.reddit.com"
_FIRST_DAYS = timedelta(days=3)
_PAGE = 100
# A listing ends at its thousandth thing, whatever there is beyond.
_MOST_PAGES = 10
_NEARLY_ALL = 950
_MOST_OF_A_THREAD = 500
_LISTINGS = ("new", "comments")
_COMMUNITY = re.compile(r"(?:^|/)r/([A-Za-z0-9_]{2,24})(?:/|$|\?)")
_NAME = re.compile(r"[A-Za-z0-9_]{2,24}")
_NOBODY = "[deleted]"


class _Seen(Struct):
    """How far a listing was read: the highest number, when it was said, the latest edit, and what its head showed."""

    last: int = 0
    at: float = 0
    edited: float = 0
    shown: list[str] = field(default_factory=list)


class _Cursor(Struct):
    """How far each listing of each community was read."""

    listings: dict[str, _Seen] = field(default_factory=dict)


class _Token(Struct):
    access_token: str = ""
    expires_in: float = 3600


class _Community(Struct):
    display_name: str | None = None
    title: str | None = None
    subreddit_type: str | None = None


class _Mark(Struct, gc=False):
    """What tells a thing from the others, even when the rest of it cannot be read."""

    id: str
    created_utc: Any = 0
    edited: Any = None
    author: Any = None
    link_id: Any = None


class _Told(Struct):
    """A thing with its mark."""

    thing: Thing
    mark: _Mark

    @property
    def number(self) -> int:
        """Its number: ids are written in base 36, and given in order."""
        return _number(self.mark.id)

    @property
    def at(self) -> float:
        """When it was said."""
        return _seconds(self.mark.created_utc)

    @property
    def edited_at(self) -> float:
        """When it was edited last; 0 when it never was."""
        return _seconds(self.mark.edited)

    @property
    def name(self) -> str:
        """Its full name, as other things name it."""
        return f"{self.thing.kind}_{self.mark.id}"


class Reddit(Source):
    """Submissions and comments of communities, with what was edited, deleted or removed since.

    Reddit lets programs read what is public with the keys of an application, which a token that lasts some hours
    stands for. Its listings end at a thousand things: when more were said between two readings, the rest is a hole. Who
    reads Reddit must forget what was deleted there, and who left: a post that lost its author is told as gone when it
    is read again. We name ourselves with a version and a way to reach the people behind, as its rules ask.
    """

    name: ClassVar[str] = "reddit"
    title: ClassVar[str] = N_("Reddit")
    network: ClassVar[str] = NETWORK
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            name="subreddit",
            title=N_("Subreddits"),
            example="france",
            help=N_("The name after r/, or its address."),
            first=True,
            many=True,
            required=True,
        ),
        Setting(
            name="client_id",
            title=N_("Identifier of the application"),
            help=N_("From reddit.com/prefs/apps: the word under the name of your application."),
            secret="kind",  # noqa: S106 - where it is kept
            required=True,
        ),
        Setting(
            name="client_secret",
            title=N_("Secret of the application"),
            help=N_("On the same page. Reddit may ask what you do with its posts before it lets you in."),
            secret="kind",  # noqa: S106 - where it is kept
            required=True,
        ),
    )
    every: ClassVar[timedelta] = timedelta(minutes=2)
    habit: ClassVar[timedelta] = timedelta(hours=24)

    def __init__(self, given: Mapping[str, str], http: Http) -> None:
        super().__init__(given, http)
        self._token = ""
        self._token_until = datetime.min.replace(tzinfo=UTC)

    @property
    def label(self) -> str:
        """The communities."""
        return " ".join(f"r/{name}" for name in self._names) or "Reddit"

    @property
    def address(self) -> str:
        """The service that is asked."""
        return _API

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(_named, words_of(self.given["subreddit"]))))

    async def settled(self) -> Mapping[str, str]:
        """The communities by the names they give themselves; raises `SourceRefused` for one that is not public."""
        names = []
        for name in self._names:
            community = await self._community(name)
            if community is None:
                raise SourceRefused("reddit-no-such-community", name=name)
            names.append(community.display_name or name)
        return {**self.given, "subreddit": "\n".join(dict.fromkeys(names))}

    async def test(self) -> Tested:
        """How many things the heads of the listings hold."""
        tally = Tally()
        for name in self._names:
            if await self._community(name) is None:
                raise SourceRefused("reddit-no-such-community", name=name)
            for kind in _LISTINGS:
                for told in (await self._listing(name, kind, None))[0]:
                    self._take(tally, told.thing)
        return Tested(title=self.label, posts=len(tally.records), newest=tally.newest)

    async def pages(self, cursor: str | None) -> AsyncIterator[Page]:
        """What is new in each community, oldest first: its submissions, then its comments."""
        last = decoded_cursor(cursor, _Cursor) or _Cursor()
        for name in self._names:
            for kind in _LISTINGS:
                async for tally in self._read(name, kind, last):
                    yield tally.page(encoded(last))

    async def thread(self, post: Named) -> Page | None:
        """The post, its submission and up to five hundred comments as they are now."""
        tally = Tally()
        found = await self._info((post.native_id,))
        if not found:
            # What its author deletes is still given, without its text: what is missing is public no more.
            tally.add(Deletion(network=NETWORK, scope="post", native_id=post.native_id))
            return tally.page(None)
        root = str(found[0].mark.link_id or found[0].name)
        around = await self._around(root.removeprefix("t3_"))
        for told in {one.name: one for one in (*around, *found)}.values():
            self._take_again(tally, told)
        return tally.page(None)

    # --- asking -----------------------------------------------------------------------------------------------------

    async def _get(self, path: str, **params: str | int) -> Answer:
        try:
            return await self._get_once(path, params)
        except SourceRefused as refusal:
            if refusal.fields.get("status") != 401:
                raise
        # The token may be taken back before its time.
        self._token = ""
        return await self._get_once(path, params)

    async def _get_once(self, path: str, params: Mapping[str, str | int]) -> Answer:
        if not self._token or self.http.now() >= self._token_until:
            await self._renew()
        return await self.http.get(f"{_API}/{path}", params=params, headers={"authorization": f"Bearer {self._token}"})

    async def _renew(self) -> None:
        keys = f"{self.given['client_id']}:{self.given['client_secret']}".encode()
        headers = {"authorization": f"Basic {base64.b64encode(keys).decode()}"}
        try:
            answer = await self.http.post_form(_TOKENS, {"grant_type": "client_credentials"}, headers=headers)
        except SourceRefused as refusal:
            if refusal.fields.get("status") in (400, 401, 403):
                raise SourceRefused("reddit-keys-refused") from None
            raise
        told: _Token = answer.json(_Token)
        if not told.access_token:
            # Some faults of the keys are answered with 200 and the name of the fault.
            raise SourceRefused("reddit-keys-refused")
        self._token = told.access_token
        self._token_until = self.http.now() + timedelta(seconds=max(told.expires_in - 60, 0))

    async def _community(self, name: str) -> _Community | None:
        """A community; None when there is none of this name, or it is not public."""
        try:
            answer = await self._get(f"r/{name}/about")
        except SourceRefused as refusal:
            if refusal.fields.get("status") == 403:
                return None
            raise
        if answer.is_gone:
            return None
        # For a name nobody has, Reddit answers with a search for it.
        thing: Thing = answer.json(Thing)
        found = msgspec.json.decode(thing.data, type=_Community) if thing.kind == "t5" else None
        return found if found and found.subreddit_type not in ("private", "gold_only", "employees_only") else None

    async def _listing(self, name: str, kind: str, after: str | None) -> tuple[list[_Told], str | None]:
        """A page of a listing, newest first, and where the next one begins."""
        params: dict[str, str | int] = {"limit": _PAGE} | ({"after": after} if after else {})
        answer = await self._get(f"r/{name}/{kind}", **params)
        if answer.is_gone:
            raise SourceRefused("reddit-no-such-community", name=name)
        thing: Thing = answer.json(Thing)
        try:
            listing = msgspec.json.decode(thing.data, type=Listing)
        except msgspec.DecodeError as problem:
            raise SourceError("source-answer-unreadable", host="oauth.reddit.com") from problem
        return _marked(listing.children), listing.after

    async def _info(self, names: tuple[str, ...]) -> list[_Told]:
        """Things by their full names, as they are now; those that are nowhere any more are missing."""
        found: list[_Told] = []
        for at in range(0, len(names), _PAGE):
            answer = await self._get("api/info", id=",".join(names[at : at + _PAGE]))
            found += [] if answer.is_gone else _marked(things_in(answer.json(Thing)))
        return found

    async def _around(self, root: str) -> list[_Told]:
        """The comments of a submission, those that its page leaves out asked for by their ids."""
        answer = await self._get(f"comments/{root}", limit=_MOST_OF_A_THREAD, sort="new")
        if answer.is_gone:
            return []
        things = [one for part in answer.json(list[Thing]) for one in things_in(part)]
        told = _marked(things)
        left = [f"t1_{one}" for thing in things if thing.kind == "more" for one in _children(thing.data)]
        return told + await self._info(tuple(left[: max(_MOST_OF_A_THREAD - len(told), 0)]))

    # --- reading ----------------------------------------------------------------------------------------------------

    async def _read(self, name: str, kind: str, last: _Cursor) -> AsyncIterator[Tally]:
        """What is new in a listing, what came into it late, and what changed or left it since."""
        seen = last.listings.get(f"{name}/{kind}", _Seen())
        is_first = f"{name}/{kind}" not in last.listings
        things, hole = await self._walked(name, kind, seen, is_first=is_first)
        shown = frozenset(seen.shown)
        lowest = min(map(_number, shown), default=seen.last)
        new = [one for one in things if one.mark.id not in shown and (one.number > seen.last or one.number > lowest)]
        for at in range(len(new), 0, -_PAGE):
            tally = Tally(holes=[hole] if hole else [])
            hole = None
            chunk = new[max(at - _PAGE, 0) : at][::-1]
            for one in chunk:
                self._take(tally, one.thing)
            seen = _Seen(
                last=max([seen.last, *(one.number for one in chunk)]),
                at=max([seen.at, *(one.at for one in chunk)]),
                edited=seen.edited,
                shown=[*seen.shown, *(one.mark.id for one in chunk)],
            )
            last.listings[f"{name}/{kind}"] = seen
            yield tally
        again = await self._changed(kind, things, shown, seen) if not is_first else Tally()
        last.listings[f"{name}/{kind}"] = _Seen(
            last=seen.last,
            at=seen.at,
            edited=max([seen.edited, *(one.edited_at for one in things)]),
            shown=[one.mark.id for one in things[:_PAGE]],
        )
        yield again

    async def _walked(self, name: str, kind: str, seen: _Seen, *, is_first: bool) -> tuple[list[_Told], Hole | None]:
        """A listing from its head back to what was read; and what lies beyond its end, when it ends before."""
        since = (self.http.now() - _FIRST_DAYS).timestamp()
        found: list[_Told] = []
        after: str | None = None
        for _ in range(_MOST_PAGES):
            page, after = await self._listing(name, kind, after)
            found += page
            # One without a readable date is neither old nor new: it is refused where it is read.
            if any(0 < one.at < since if is_first else one.number <= seen.last for one in page):
                return [one for one in found if not is_first or not 0 < one.at < since], None
            if after is None or not page:
                break
        if is_first or len(found) < _NEARLY_ALL:
            return found, None
        at = min(one.at for one in found)
        return found, Hole(from_at=_moment(seen.at), to_at=_moment(at), why="cursor-lost")

    async def _changed(self, kind: str, things: list[_Told], shown: frozenset[str], seen: _Seen) -> Tally:
        tally = Tally()
        for one in things:
            if one.mark.id in shown and one.edited_at > seen.edited:
                self._take_again(tally, one)
        here = {one.mark.id for one in things}
        oldest = min((one.number for one in things), default=0)
        prefix = "t3_" if kind == "new" else "t1_"
        gone = tuple(f"{prefix}{one}" for one in shown if one not in here and _number(one) >= oldest)
        known = {told.name: told for told in await self._info(gone)}
        for name in gone:
            if name in known:
                self._take_again(tally, known[name])
            else:
                tally.add(Deletion(network=NETWORK, scope="post", native_id=name))
        return tally

    # --- telling ----------------------------------------------------------------------------------------------------

    def _take_again(self, tally: Tally, told: _Told) -> None:
        """Takes a thing read before: who left Reddit since must be forgotten here too."""
        if told.mark.author == _NOBODY:
            tally.heard += 1
            tally.add(Deletion(network=NETWORK, scope="post", native_id=told.name))
        else:
            self._take(tally, told.thing)

    def _take(self, tally: Tally, thing: Thing) -> None:
        now = self.http.now()

        def made() -> tuple[Record, ...]:
            return (post_of(msgspec.json.decode(thing.data, type=Said), moment=moments(now), observed_at=now),)

        tally.take(made)


def _named(word: str) -> str:
    found = _COMMUNITY.search(word)
    name = found[1] if found else word.strip("/ ")
    if not _NAME.fullmatch(name):
        raise SourceRefused("reddit-no-such-community", name=word)
    return name


def _marked(things: Iterable[Thing]) -> list[_Told]:
    found = []
    for thing in things:
        if thing.kind in ("t1", "t3"):
            try:
                found.append(_Told(thing, msgspec.json.decode(thing.data, type=_Mark)))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                continue
    return found


def _children(data: Raw) -> list[str]:
    try:
        return msgspec.json.decode(data, type=Nested).children
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []


def _number(written: str) -> int:
    try:
        return int(written, 36)
    except ValueError:
        return 0


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _seconds(written: object) -> float:
    return float(written) if isinstance(written, (int, float)) and not isinstance(written, bool) else 0.0
