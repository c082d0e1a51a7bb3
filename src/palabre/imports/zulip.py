"""Messages of Zulip: exports of an organisation, answers of its API."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct

from palabre.errors import BadRecord, ImportRefused
from palabre.imports._json import UNREADABLE
from palabre.imports._json_records import LeftOut, fields_in, holds, moments_of, no_post, tried
from palabre.imports._lines import encoding_of
from palabre.imports._site import site_of, site_or_note
from palabre.imports._zulip import Said, Server, post_of
from palabre.imports.contract import Import
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

_REALM = "realm.json"
_STREAM = 2
_LARGEST = 256 * 1024 * 1024


class Stream(Struct, gc=False):
    """A stream, also called a channel."""

    id: int
    name: str = ""
    invite_only: bool = False


class Recipient(Struct, gc=False):
    """Where messages go: a stream, a person, a group of people."""

    id: int
    type: int
    type_id: int


class Person(Struct, gc=False):
    """An account of the organisation; its address of mail is not read."""

    id: int
    full_name: str = ""
    is_bot: bool = False


class Organisation(Struct, gc=False):
    """The short name of an organisation on its server."""

    string_id: str = ""


class Realm(Struct):
    """What tells public messages from private ones, in the file realm.json of an export."""

    organisations: list[Organisation] = msgspec.field(name="zerver_realm", default_factory=list)
    streams: list[Stream] = msgspec.field(name="zerver_stream", default_factory=list)
    recipients: list[Recipient] = msgspec.field(name="zerver_recipient", default_factory=list)
    people: list[Person] = msgspec.field(name="zerver_userprofile", default_factory=list)


class Page(Struct):
    """A file of an export, or an answer of the API, or one message of it."""

    exported: list[Raw] | None = msgspec.field(name="zerver_message", default=None)
    messages: list[Raw] | None = None


class Zulip(Import):
    """Messages of public streams. Private messages and streams by invitation are left out, and counted."""

    name = "zulip"
    title = N_("Zulip (export, API), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds messages of Zulip, or describes an organisation."""
        if any(holds(text, f"{place}sender_id", f"{place}display_recipient") for place in ("messages.", "")):
            return True
        return holds(text, "zerver_message.recipient") or (
            not holds(text, "zerver_message") and any(name.startswith("zerver_") for name in _tops(text))
        )

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """The public messages of one file; a part of an export is refused without the realm.json it belongs to."""
        raw = _whole(member)
        left = LeftOut(member, reading)
        try:
            page = msgspec.json.decode(raw, type=Page)
        except UNREADABLE:
            page = Page()
        if page.exported is not None:
            yield from _exported(page.exported, member, reading, left)
        elif page.messages is None and b'"zerver_' in raw[:65_536]:
            left.add("passed-over", PurePosixPath(member.name).name)
        else:
            server = Server(site_or_note(member, reading), reading.observed_at, moments_of(reading))
            lines = (
                enumerate(raw.split(b"\n"), 1) if page.messages is None else ((1, bytes(one)) for one in page.messages)
            )
            for number, line in lines:
                if line.strip():
                    yield from tried(number, line, lambda message: _answered(message, server, left))
        left.tell()


def _tops(text: str) -> set[str]:
    return {name for name in fields_in(text) if "." not in name}


def _whole(member: Member) -> bytes:
    """All of a file, in UTF-8: parts of an export hold a thousand messages each."""
    blocks: list[bytes] = []
    size = 0
    while block := member.read():
        size += len(block)
        if size > _LARGEST:
            raise ImportRefused("member-too-large", file=member.name, limit_mb=_LARGEST // 2**20)
        blocks.append(block)
    encoding = encoding_of(member.head)
    raw = b"".join(blocks)
    return raw if encoding == "utf-8" else raw.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")


def _answered(raw: bytes, server: Server, left: LeftOut) -> Iterator[Record]:
    """A message as the API answers it, which says itself whether it is public enough: in a stream."""
    page = msgspec.json.decode(raw, type=Page)
    if page.messages is not None:
        for one in page.messages:
            yield from _answered(bytes(one), server, left)
        return
    record = msgspec.json.decode(raw, type=Said)
    if record.type is None and record.stream_id is None:
        raise no_post(raw)
    if record.type not in ("stream", "channel") or record.stream_id is None:
        left.add("private-left-out")
        return
    stream = record.display_recipient if isinstance(record.display_recipient, str) else str(record.stream_id)
    yield post_of(record, server, stream_id=record.stream_id, stream=stream)


def _exported(raws: list[Raw], member: Member, reading: Reading, left: LeftOut) -> Iterator[Record]:
    realm = _realm_of(member)
    site = site_of(member, reading) or next((one.string_id for one in realm.organisations if one.string_id), None)
    people = {one.id: one.full_name for one in realm.people}
    bots = frozenset(one.id for one in realm.people if one.is_bot)
    server = Server(site, reading.observed_at, moments_of(reading), people, bots)
    public = {one.id: one for one in realm.streams if not one.invite_only}
    places = {one.id: public.get(one.type_id) for one in realm.recipients if one.type == _STREAM}

    def made(raw: bytes) -> Iterator[Record]:
        record = msgspec.json.decode(raw, type=Said)
        if record.id is None:
            raise BadRecord("bad-record", "id")
        stream = places.get(record.recipient) if record.recipient is not None else None
        if stream is None:
            left.add("private-left-out")
        else:
            yield post_of(record, server, stream_id=stream.id, stream=stream.name)

    for raw in raws:
        yield from tried(1, bytes(raw), made)


def _realm_of(member: Member) -> Realm:
    try:
        stamp = member.opened.stat().st_mtime_ns
        folder = PurePosixPath(member.name).parent.as_posix()
        return _read_realm(member.opened, stamp, folder, packed=member.path is None)
    except (OSError, *UNREADABLE) as error:
        raise ImportRefused("zulip-realm-needed", file=member.name) from error


@lru_cache(maxsize=1)
def _read_realm(opened: Path, _stamp: int, folder: str, *, packed: bool) -> Realm:
    """The realm.json beside a file, on disk or in the same archive."""
    from palabre.imports._opened import Source

    raw: bytes | None = None
    if not packed:
        raw = (opened.parent / _REALM).read_bytes()
    else:
        source = Source(opened)
        try:
            wanted = (PurePosixPath(folder) / _REALM).as_posix()
            raw = next((_whole(one) for one in source.members() if PurePosixPath(one.name).as_posix() == wanted), None)
        finally:
            source.close()
    if raw is None:
        raise FileNotFoundError(_REALM)
    return msgspec.json.decode(raw, type=Realm)
