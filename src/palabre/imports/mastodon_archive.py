"""The archive a Mastodon server gives a person of their own account: a zip or a tar, or what was unpacked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from palabre.errors import BadRecord, ImportRefused
from palabre.imports._cut import objects_of
from palabre.imports._json import UNREADABLE, unreadable
from palabre.imports._mastodon_posts import Activity, Archive, Note, Person, actor_of, post_of, repost_of, visibility_of
from palabre.imports.contract import MAX_RECORD, Import, Parts, rejected
from palabre.model import Reject
from palabre.text.dates import ONE_DAY, DateReader
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

LEARNT = "mastodon-archive"
_OUTBOX, _ACTOR = "outbox.json", "actor.json"
_UNDATED = ("likes.json", "bookmarks.json")


class MastodonArchive(Import):
    """Posts, polls and reposts that everybody may read; others are counted. Likes and bookmarks have no dates."""

    name = "mastodon-archive"
    title = N_("Mastodon archive of an account: the zip or tar, the folder or outbox.json")

    def recognises(self, head: bytes, text: str) -> bool:
        """A collection of activities, as the outbox of an archive begins."""
        start = text[:20_000]
        return (
            text.lstrip().startswith("{")
            and '"orderedItems"' in start
            and '"OrderedCollection"' in start
            and ('"outbox.json"' in start or '"Create"' in text or '"Announce"' in text)
        )

    def parts_of(self, names: Sequence[str], reading: Reading) -> Parts | None:
        """The outbox and the account, which lies after it in most archives."""
        folders = [name[: -len(_OUTBOX)] for name in names if name.rpartition("/")[2] == _OUTBOX]
        if len(folders) != 1:
            return None
        (folder,) = folders
        known = set(names)
        actor = {folder + _ACTOR} & known
        undated = {folder + name for name in _UNDATED} & known
        if others := len(names) - len(actor) - len(undated) - 1:
            reading.note("members-unread", count=others)
        return Parts(first=frozenset(actor), then=frozenset({folder + _OUTBOX} | undated | actor))

    def learn(self, member: Member, reading: Reading) -> None:
        """Takes in whose archive it is."""
        _archive(reading).person = _person(member)

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The posts of the outbox, the account of `actor.json`; of likes and bookmarks nothing but their number."""
        name = member.name.rpartition("/")[2]
        if name in _UNDATED:
            reading.note("list-undated", file=name, count=_addresses(member))
            return iter(())
        if name == _ACTOR:
            return self._account(member, reading)
        return self._posts(member, reading)

    def _account(self, member: Member, reading: Reading) -> Iterator[Record]:
        archive = _archive(reading)
        archive.person = archive.person or _person(member)
        try:
            yield actor_of(archive, archive.person.id, _moment(reading), reading.observed_at)
        except BadRecord as bad:
            yield rejected(1, bad.reason, bad.detail)

    def _posts(self, member: Member, reading: Reading) -> Iterator[Record]:
        archive = _archive(reading)
        if archive.person is None and member.path is not None and (member.path.parent / _ACTOR).is_file():
            _ask_beside(member, archive)
        archive.account = reading.account
        moment = _moment(reading)
        decode = msgspec.json.Decoder(Activity).decode
        for piece in objects_of(member, reading, under="orderedItems"):
            if isinstance(piece, Reject):
                yield piece
                continue
            line, raw = piece
            try:
                if post := _post(decode(raw), archive, moment, reading.observed_at):
                    yield post
            except BadRecord as bad:
                yield rejected(line, bad.reason, bad.detail)
            except UNREADABLE as error:
                yield unreadable(line, raw, error)
        if archive.private:
            reading.note("private-left-out", file=member.name, count=archive.private)
            archive.private = 0


def _post(activity: Activity, archive: Archive, moment: DateReader, seen: datetime) -> Record | None:
    """The post an activity makes, None when not everybody may read it."""
    if activity.type == "Announce":
        if visibility_of(activity) == "private":
            archive.private += 1
            return None
        return repost_of(activity, actor_of(archive, activity.actor, moment, seen), moment, seen)
    if activity.type not in ("Create", "Update") or not isinstance(activity.object, msgspec.Raw):
        raise BadRecord("not-posts", activity.type)
    note = msgspec.json.decode(activity.object, type=Note)
    if visibility_of(note) == "private":
        archive.private += 1
        return None
    return post_of(note, actor_of(archive, note.attributed_to or activity.actor, moment, seen), moment, seen)


def _archive(reading: Reading) -> Archive:
    archive = reading.learnt.setdefault(LEARNT, Archive())
    assert isinstance(archive, Archive)  # noqa: S101 - nothing else is kept there
    return archive


def _moment(reading: Reading) -> DateReader:
    return DateReader(zone=None, latest=reading.observed_at + ONE_DAY)


def _person(member: Member) -> Person:
    raw = b""
    while block := member.read():
        raw += block
        if len(raw) > MAX_RECORD:
            break
    try:
        return msgspec.json.decode(raw, type=Person)
    except UNREADABLE as error:
        raise ImportRefused("not-an-archive-file", file=member.name) from error


def _ask_beside(member: Member, archive: Archive) -> None:
    from palabre.imports._opened import Source

    assert member.path is not None  # noqa: S101 - looked at before
    source = Source(member.path.parent / _ACTOR)
    try:
        for found in source.members():
            archive.person = _person(found)
    except ImportRefused:
        return
    finally:
        source.close()


def _addresses(member: Member) -> int:
    """How many addresses a list holds: those of its own vocabulary are not among them."""
    mark, count, end, began = b'"http', 0, b"", False
    while raw := member.read():
        block = end + raw
        if not began and (at := block.find(b'"orderedItems"')) >= 0:
            began, block = True, block[at:]
        count += block.count(mark) if began else 0
        end = block[-(len(mark) - 1) :]
    return count
