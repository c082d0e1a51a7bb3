"""JSONL of the X (Twitter) API v2, as twarc writes it: pages with what they include, flattened posts, orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import UNSET

from palabre.errors import BadRecord
from palabre.imports._json import UNREADABLE, pieces, unreadable
from palabre.imports._lines import decoded
from palabre.imports._x_api_v2_posts import FIRST_TIMED_ID, NETWORK, Around, actor_of, post_of
from palabre.imports._x_api_v2_shapes import Includes, Kind, Line, MediaFile, Referenced, User
from palabre.imports.contract import DETAIL, Import, rejected
from palabre.model import Deletion, Reject
from palabre.text.dates import ONE_DAY, DateReader
from palabre.text.extract import folded_handle
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from typing import Literal

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Actor, Record

_MARKS = (
    '"author_id"',
    '"conversation_id"',
    '"edit_history_tweet_ids"',
    '"possibly_sensitive"',
    '"public_metrics"',
    '"referenced_tweets"',
    '"reply_settings"',
    '"tweet_count"',
    '"total_tweet_count"',
    '"__twarc"',
    '"owner_id"',
    '"follower_count"',
)
# 4CAT lays the same fields flat, among others of its own.
_OF_4CAT = ('"thread_id"', '"body"', '"author"')
T = TypeVar("T")
_ORDER = ('"action"', '"id"', '"created_at"')
_REMEMBERED = 100_000
# From the day ids hold a time, posts have longer ones; accounts kept short ones for five more years.
_SHORT_ID = 10**10
_POSTS_ONLY = frozenset(("deleted", "bounced", "scrub_geo"))


class XApiV2(Import):
    """Posts of X. An included post is a post too; an edited one keeps the id of its first version."""

    name = "x-api-v2"
    title = N_("X (Twitter) API v2, JSONL")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds at least two fields which only this interface writes, or orders to delete."""
        if text.lstrip()[:1] not in ("{", "[") or all(mark in text for mark in _OF_4CAT):
            return False
        return sum(mark in text for mark in _MARKS) >= 2 or all(mark in text[:2000] for mark in _ORDER)

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """Posts with their actors, actors seen without a post, deletions; lines that hold none of them are refused."""
        lines = _Lines(member.name, reading)
        for piece in pieces(member, reading, decoded(member.head)):
            if isinstance(piece, Reject):
                yield piece
            else:
                yield from lines.records(*piece)


class _Lines:
    def __init__(self, name: str, reading: Reading) -> None:
        self._name = name.lower()
        self._reading = reading
        self._read_date = DateReader(zone=reading.timezone)
        self._moment = DateReader(zone=reading.timezone, latest=reading.observed_at + ONE_DAY)
        self._decode = msgspec.json.Decoder(Line).decode
        self._handles: dict[str, str] = {}
        self._included: dict[str, None] = {}
        self._known: dict[str, tuple[User, Actor]] = {}
        self._last: tuple[str | None, Around] | None = None

    def records(self, number: int, raw: bytes) -> Iterable[Record]:
        """The records of one line."""
        try:
            line = self._decode(raw)
        except UNREADABLE as error:
            return (unreadable(number, raw, error),)
        if line.data is not UNSET:
            return self._page(number, line)
        if line.action is not None:
            return self._order(number, line)
        try:
            if line.username is not None:
                return (actor_of(msgspec.json.decode(raw, type=User), self._alone(line)),)
            if line.text is None and line.referenced_tweets is None:
                raise BadRecord("not-posts", raw[: 2 * DETAIL].decode("utf-8", "replace"))
            post = post_of(line, self._alone(line))
        except BadRecord as bad:
            return (rejected(number, bad.reason, bad.detail),)
        except UNREADABLE as error:
            return (unreadable(number, raw, error),)
        return (*self._inline(number, line), post) if line.referenced_tweets else (post,)

    def _inline(self, number: int, line: Line) -> Iterator[Record]:
        """The posts written out inside another, each given once however often it is repeated."""
        for reference in line.referenced_tweets or ():
            if reference.text is None or reference.created_at is None or reference.id is None:
                continue
            key = str(reference.id)
            if key not in self._included:
                if len(self._included) >= _REMEMBERED:
                    self._included.clear()
                self._included[key] = None
                yield self._post(number, reference, self._alone(line))

    def _page(self, number: int, line: Line) -> Iterator[Record]:
        found: list[Record] = []
        elements = _elements(line.data)
        around = self._around(line)
        self._include(number, line, around, found)
        told, users, others = _sorted(elements, number, found)
        if others:
            found.append(rejected(number, "not-posts", bytes(others[0])[: 2 * DETAIL].decode("utf-8", "replace")))
        included = list(around.posts.values())
        posts = _decoded(told, Referenced, number, found)
        around.posts.update((str(post.id), post) for post in posts)
        actors = _decoded(users, User, number, found)
        around.users.update((str(user.id), user) for user in actors)
        yield from found
        yield from (self._post(number, post, around) for post in (*included, *posts))
        yield from self._actors(number, actors, around)
        given = {str(post.author_id) for post in (*included, *posts)} | {str(user.id) for user in actors}
        yield from self._actors(number, [user for key, user in around.users.items() if key not in given], around)

    def _include(self, number: int, line: Line, around: Around, found: list[Record]) -> None:
        if not isinstance(line.includes, msgspec.Raw):
            return
        try:
            includes = msgspec.json.decode(line.includes, type=Includes)
        except UNREADABLE as error:
            found.append(unreadable(number, bytes(line.includes), error))
            return
        around.users.update((str(user.id), user) for user in _decoded(includes.users or (), User, number, found))
        around.posts.update((str(post.id), post) for post in _decoded(includes.tweets or (), Referenced, number, found))
        files = _decoded(includes.media or (), MediaFile, number, found)
        around.media.update((file.media_key, file) for file in files if file.media_key)
        for key, user in around.users.items():
            if user.username and len(self._handles) < _REMEMBERED:
                self._handles[key] = folded_handle(user.username)

    def _post(self, number: int, record: Referenced, around: Around) -> Record:
        try:
            return post_of(record, around)
        except BadRecord as bad:
            return rejected(number, bad.reason, bad.detail)

    def _actors(self, number: int, users: list[User], around: Around) -> Iterator[Record]:
        for user in users:
            if user.username and user.id is not None and len(self._handles) < _REMEMBERED:
                self._handles[str(user.id)] = folded_handle(user.username)
            try:
                yield actor_of(user, around)
            except BadRecord as bad:
                yield rejected(number, bad.reason, bad.detail)

    def _around(self, line: Line) -> Around:
        taken = line.retrieved.retrieved_at if line.retrieved else None
        observed_at = _moment_of(self._read_date, taken) or self._reading.observed_at
        return Around(observed_at=observed_at, moment=self._moment, known=self._known)

    def _alone(self, line: Line) -> Around:
        """What surrounds a post that came without its page: only when it was taken, the same for many lines."""
        taken = line.retrieved.retrieved_at if line.retrieved else None
        if self._last is None or self._last[0] != taken:
            self._last = taken, self._around(line)
        return self._last[1]

    def _order(self, number: int, line: Line) -> Iterator[Record]:
        if line.action != "delete" or line.id is None:
            yield rejected(number, "not-posts", f"{line.action} {line.id}")
            return
        native_id = str(line.id)
        scope = self._scope(line, native_id)
        if scope is None:
            yield rejected(number, "unclear-deletion", native_id)
            return
        requested_at = _moment_of(self._read_date, line.redacted_at)
        if scope == "post":
            yield Deletion(network=NETWORK, scope="post", native_id=native_id, requested_at=requested_at)
            return
        self._reading.note("actor-deletions", file=self._name)
        for key in (f"id:{native_id}", self._handles.get(native_id)):
            if key:
                yield Deletion(network=NETWORK, scope="actor", native_id=key, requested_at=requested_at)

    def _scope(self, line: Line, native_id: str) -> Literal["post", "actor"] | None:
        """A post or an account: the line seldom says. What only one of them can be wins, then the name of the file."""
        if line.redacted_at or line.reason in _POSTS_ONLY:
            return "post"
        made_at = _moment_of(self._read_date, line.created_at)
        if native_id.isdigit() and int(native_id[:20]) < _SHORT_ID and made_at and made_at > FIRST_TIMED_ID:
            return "actor"
        if "user" in self._name or "account" in self._name:
            return "actor"
        if "tweet" in self._name or "post" in self._name:
            return "post"
        return None


def _moment_of(read: DateReader, written: str | None) -> datetime | None:
    try:
        return read(written) if written else None
    except BadRecord:
        return None


def _elements(raw: msgspec.Raw | msgspec.UnsetType) -> list[msgspec.Raw]:
    if not isinstance(raw, msgspec.Raw):
        return []
    try:
        return msgspec.json.decode(raw, type=list[msgspec.Raw])
    except UNREADABLE:
        return [raw]


def _sorted(
    elements: list[msgspec.Raw], number: int, found: list[Record]
) -> tuple[list[msgspec.Raw], list[msgspec.Raw], list[msgspec.Raw]]:
    """The elements of a page that are posts, accounts, and neither: a page of counts or of lists has only those."""
    told: list[msgspec.Raw] = []
    users: list[msgspec.Raw] = []
    others: list[msgspec.Raw] = []
    for raw in elements:
        for kind in _decoded((raw,), Kind, number, found):
            if kind.text is not UNSET:
                told.append(raw)
            else:
                (others if kind.username is UNSET else users).append(raw)
    return told, users, others


def _decoded(raws: Iterable[msgspec.Raw], kind: type[T], number: int, found: list[Record]) -> list[T]:
    """The elements that have the expected shape; the others are refused one by one."""
    decode = msgspec.json.Decoder(kind).decode
    good: list[T] = []
    for raw in raws:
        try:
            good.append(decode(raw))
        except UNREADABLE as error:
            found.append(unreadable(number, bytes(raw), error))
    return good
