"""The archive that X (Twitter) gives a person of their own account: a zip, its parts, or what was unpacked of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from palabre.errors import BadRecord, ImportRefused
from palabre.imports._cut import objects_of
from palabre.imports._json import UNREADABLE, unreadable
from palabre.imports._lines import decoded
from palabre.imports._x_archive_posts import Archive, LongText, Tweet, post_of
from palabre.imports.contract import Import, Parts, rejected
from palabre.model import Reject
from palabre.text.dates import ONE_DAY, DateReader
from palabre.text.extract import clean_text, folded_handle, folded_tag
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

LEARNT = "x-archive"
LONG_TEXTS = 200_000
_BEGINNING = re.compile(r"\s*window\.(?:YTD\.(\w+)\.part\d+|(__THAR_CONFIG))\s*=")
_FOLDER = re.compile(r"(?:.*/)?data|")
_FIRST = re.compile(r"(?:manifest|account|profile|note-tweet(?:-part\d+)?)\.js")
_TOLD = re.compile(r"(?:account|tweets?(?:-part\d+)?)\.js")
_LIKES = re.compile(r"likes?(?:-part\d+)?\.js")
_FOLLOWS = re.compile(r"(?:follower|following|followers)(?:-part\d+)?\.js")
_PRIVATE = re.compile(r"direct-messages?(?:-\w+)*(?:-part\d+)?\.js")
_PART = re.compile(r"[ _-]*(?:part|partie)?[ _-]*\(?\d{1,3}\)?$", re.I)
T = TypeVar("T")


class Account(Struct, rename="camel"):
    """Whose archive it is. The address of mail is not read."""

    account_id: str | None = None
    username: str | None = None
    account_display_name: str | None = None
    created_at: str | None = None


class Description(Struct, rename="camel"):
    """What the account says of itself."""

    bio: str | None = None


class Profile(Struct, rename="camel"):
    """The page of the account."""

    description: Description | None = None


class Mark(Struct, rename="camel"):
    """Something marked in a long text."""

    text: str | None = None
    screen_name: str | None = None
    expanded_url: str | None = None


class Core(Struct, rename="camel"):
    """A long text with its marks."""

    text: str | None = None
    urls: list[Mark] = []
    mentions: list[Mark] = []
    hashtags: list[Mark] = []


class LongNote(Struct, rename="camel"):
    """A text longer than the usual length."""

    created_at: str | None = None
    core: Core | None = None


class UserInfo(Struct, rename="camel"):
    """Whose archive it is, as its manifest says."""

    account_id: str | None = None
    user_name: str | None = None
    display_name: str | None = None


class ArchiveInfo(Struct, rename="camel"):
    """When the archive was made."""

    generation_date: str | None = None


class Element(Struct, rename="camel"):
    """An element of a file of the archive; posts are sometimes written without the word before them."""

    tweet: Tweet | None = None
    account: Account | None = None
    profile: Profile | None = None
    note_tweet: LongNote | None = None
    user_info: UserInfo | None = None
    archive_info: ArchiveInfo | None = None


class XArchive(Import):
    """Posts of one's own account. Likes and lists of followers have no dates there and only their number is told."""

    name = "x-archive"
    title = N_("X (Twitter) archive of an account: the zip, its parts, the folder or tweets.js")

    def recognises(self, head: bytes, text: str) -> bool:
        """A script that begins as those of the archive do."""
        return _BEGINNING.match(text) is not None

    def parts_of(self, names: Sequence[str], reading: Reading) -> Parts | None:
        """The account and the long texts before the posts, wherever they lie; private messages are never opened."""
        last = {name: name.rpartition("/")[2].lower() for name in names if _FOLDER.fullmatch(name.rpartition("/")[0])}
        posts = {name for name, short in last.items() if _TOLD.fullmatch(short)}
        if not posts:
            return None
        first = frozenset(name for name, short in last.items() if _FIRST.fullmatch(short))
        likes = {name for name, short in last.items() if _LIKES.fullmatch(short)}
        follows = {name for name, short in last.items() if _FOLLOWS.fullmatch(short)}
        private = {name for name, short in last.items() if _PRIVATE.fullmatch(short)}
        if private:
            reading.note("private-unread", count=len(private))
        if others := len(names) - len(posts | first | likes | follows | private):
            reading.note("members-unread", count=others)
        return Parts(first=first, then=frozenset(posts | likes | follows))

    def learn(self, member: Member, reading: Reading) -> None:
        """Takes in the account, its profile, the date of the archive or its long texts."""
        archive = _archive(reading)
        moment = DateReader(zone=None, latest=reading.observed_at + ONE_DAY)
        for element in _elements(member, reading):
            if element.account:
                _take_account(archive, element.account, moment)
            elif element.profile and element.profile.description:
                archive.bio = clean_text(element.profile.description.bio or "") or None
            elif element.note_tweet and len(archive.long_texts) < LONG_TEXTS:
                _take_long_text(archive, element.note_tweet, moment)
            elif element.user_info or element.archive_info:
                _take_manifest(archive, element, moment)

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The posts of a file, or its account; of likes and follows nothing but their number, in a note."""
        word = _word_of(member)
        if word.startswith("direct_message"):
            reading.note("private-unread", count=1)
        elif word.startswith("like"):
            reading.note("list-undated", file=member.name, count=_count(member, b'"tweetId"'))
        elif word.startswith("follow"):
            reading.note("list-undated", file=member.name, count=_count(member, b'"accountId"'))
        elif word == "account":
            return self._account(member, reading)
        elif word in ("tweet", "tweets"):
            return self._posts(member, reading)
        else:
            reading.note("members-unread", count=1)
        return iter(())

    def _account(self, member: Member, reading: Reading) -> Iterator[Record]:
        if LEARNT not in reading.learnt:
            self.learn(member, reading)
        archive = _archive(reading)
        actor = archive.actor(archive.made_at or reading.observed_at)
        yield actor if actor is not None else rejected(1, "no-actor", member.name)

    def _posts(self, member: Member, reading: Reading) -> Iterator[Record]:
        archive = _owned(self, member, reading)
        observed_at = archive.made_at or reading.observed_at
        actor = archive.actor(observed_at)
        if actor is None:
            raise ImportRefused("archive-account-needed", file=member.name)
        moment = DateReader(zone=None, latest=reading.observed_at + ONE_DAY)
        decode = msgspec.json.Decoder(Element).decode
        bare = msgspec.json.Decoder(Tweet).decode
        for piece in objects_of(member, reading):
            if isinstance(piece, Reject):
                yield piece
                continue
            line, raw = piece
            try:
                element = decode(raw)
                tweet = element.tweet or bare(raw)
                yield post_of(tweet, archive, actor, moment, observed_at)
            except BadRecord as bad:
                yield rejected(line, bad.reason, bad.detail)
            except UNREADABLE as error:
                yield unreadable(line, raw, error)


def _archive(reading: Reading) -> Archive:
    archive = reading.learnt.setdefault(LEARNT, Archive())
    assert isinstance(archive, Archive)  # noqa: S101 - nothing else is kept there
    return archive


def _word_of(member: Member) -> str:
    found = _BEGINNING.match(decoded(member.head[:4096]))
    if found is None:
        raise ImportRefused("not-an-archive-file", file=member.name)
    return (found[1] or "manifest").lower()


def _elements(member: Member, reading: Reading) -> Iterator[Element]:
    _word_of(member)
    decode = msgspec.json.Decoder(Element).decode
    for piece in objects_of(member, reading):
        if not isinstance(piece, Reject):
            try:
                yield decode(piece[1])
            except UNREADABLE:
                continue


def _take_account(archive: Archive, account: Account, moment: DateReader) -> None:
    archive.account_id = account.account_id or archive.account_id
    archive.handle = clean_text(account.username or "").lstrip("@") or archive.handle
    archive.display_name = clean_text(account.account_display_name or "") or archive.display_name
    archive.account_created_at = _moment(moment, account.created_at)


def _take_manifest(archive: Archive, element: Element, moment: DateReader) -> None:
    if element.user_info:
        archive.account_id = archive.account_id or element.user_info.account_id
        archive.handle = archive.handle or clean_text(element.user_info.user_name or "").lstrip("@") or None
        archive.display_name = archive.display_name or clean_text(element.user_info.display_name or "") or None
    if element.archive_info:
        archive.made_at = _moment(moment, element.archive_info.generation_date)


def _take_long_text(archive: Archive, note: LongNote, moment: DateReader) -> None:
    created_at = _moment(moment, note.created_at)
    core = note.core
    if created_at is None or core is None or not core.text:
        return
    told = LongText(
        text=clean_text(core.text),
        links=_each(core.urls, lambda mark: mark.expanded_url or ""),
        tags=_each(core.hashtags, lambda mark: folded_tag(mark.text or "")),
        callouts=_each(core.mentions, lambda mark: folded_handle(mark.screen_name or "")),
    )
    archive.long_texts.setdefault(created_at.replace(microsecond=0), []).append(told)


def _each(marks: list[Mark], word: Callable[[Mark], str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(word, marks))))


def _moment(read: DateReader, written: str | None) -> datetime | None:
    try:
        return read(written) if written else None
    except BadRecord:
        return None


def _count(member: Member, mark: bytes) -> int:
    """How often something is written in a file, whatever its size."""
    count, end = 0, b""
    while raw := member.read():
        block = end + raw
        count += block.count(mark)
        end = block[-(len(mark) - 1) :]
    return count


def _owned(kind: XArchive, member: Member, reading: Reading) -> Archive:
    """What is known of the archive; a file or a part that does not say whose it is asks those that lie beside it."""
    archive = _archive(reading)
    if archive.handle is None and reading.account:
        archive.handle = clean_text(reading.account).lstrip("@") or None
    if archive.handle is None and archive.account_id is None:
        _ask_beside(kind, member, reading, archive)
    return archive


def _ask_beside(kind: XArchive, member: Member, reading: Reading, archive: Archive) -> None:
    path = reading.path
    if path is None:
        return
    for other in _siblings(path) if member.path is not None else _other_parts(path):
        try:
            for found in _first_files(other):
                kind.learn(found, reading)
        except (ImportRefused, OSError):
            continue
        if archive.handle or archive.account_id:
            reading.note("account-beside", file=other.name, account=archive.handle or archive.account_id)
            return


def _siblings(path: Path) -> list[Path]:
    """The files unpacked beside this one that say whose it is."""
    return [other for name in ("account.js", "manifest.js") if (other := path.parent / name).is_file()]


def _other_parts(path: Path) -> list[Path]:
    """The archives of the same folder whose names differ from this one's by the number of their part alone."""
    stem = _PART.sub("", path.stem)
    return sorted(
        other
        for other in path.parent.glob(f"*{path.suffix}")
        if other != path and other.is_file() and _PART.sub("", other.stem) == stem
    )


def _first_files(path: Path) -> Iterator[Member]:
    from palabre.imports._opened import Source

    source = Source(path)
    try:
        names = (
            (name for name in source.names() if _FIRST.fullmatch(name.rpartition("/")[2])) if source.is_archive else ()
        )
        yield from source.members(frozenset(names) if source.is_archive else None)
    finally:
        source.close()
