"""What the API of Mastodon, and of servers that speak like it, answers: timelines, threads, searches, accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct

from palabre.errors import BadRecord
from palabre.imports._json_records import JsonImport, LeftOut, RecordReader, holds, moments_of, no_post, tried
from palabre.sources._mastodon_statuses import (
    PUBLIC,
    Account,
    Around,
    Status,
    actor_of,
    post_of,
    refuses_to_be_gathered,
)
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record


class Page(Struct):
    """An answer that holds several statuses, or one of its records."""

    ancestors: list[Raw] | None = None
    descendants: list[Raw] | None = None
    statuses: list[Raw] | None = None
    accounts: list[Raw] | None = None
    uri: str | None = None
    content: str | None = None
    acct: str | None = None
    last_status: Raw = Raw()


class MastodonApi(JsonImport):
    """Public statuses. Whoever asks not to be indexed is left out, and counted."""

    name = "mastodon-api"
    title = N_("Mastodon API (statuses, threads, searches, accounts), JSON")

    def recognises(self, head: bytes, text: str) -> bool:
        """JSON that holds statuses, or accounts, of Mastodon."""
        places = ("", "ancestors.", "descendants.", "statuses.", "last_status.")
        if any(holds(text, *(f"{place}{name}" for name in ("uri", "content", "account.acct"))) for place in places):
            return True
        return any(holds(text, f"{place}acct", f"{place}statuses_count") for place in ("", "accounts."))

    def reader(self, member: Member, reading: Reading) -> RecordReader:
        """The statuses of each record."""
        around = Around(observed_at=reading.observed_at, moment=moments_of(reading))
        return _Records(around, LeftOut(member, reading))


class _Records:
    def __init__(self, around: Around, left: LeftOut) -> None:
        self._around = around
        self._left = left
        self._decode = msgspec.json.Decoder(Page).decode

    def records(self, number: int, raw: bytes) -> Iterator[Record]:
        page = self._decode(raw)
        lists = [page.ancestors, page.descendants, page.statuses]
        if bytes(page.last_status):
            self._left.add("private-left-out")
        elif any(one is not None for one in (*lists, page.accounts)):
            for one in page.accounts or ():
                yield from tried(number, bytes(one), self._account)
            for one in (one for found in lists for one in found or ()):
                yield from tried(number, bytes(one), self._status)
        elif page.uri is not None and page.content is not None:
            yield from self._status(raw)
        elif page.acct is not None:
            yield from self._account(raw)
        else:
            raise no_post(raw)

    def _status(self, raw: bytes) -> Iterator[Record]:
        status = msgspec.json.decode(raw, type=Status)
        self._around.meet(status)
        if (status.visibility or "public") not in PUBLIC:
            self._left.add("private-left-out")
        elif refuses_to_be_gathered(status.account):
            self._left.add("opted-out")
        else:
            yield from self._boosted(status.reblog)
            yield post_of(status, self._around)

    def _boosted(self, status: Status | None) -> Iterator[Record]:
        """What a boost carries on is a post too."""
        if status is None or (status.visibility or "public") not in PUBLIC:
            return
        self._around.meet(status)
        if refuses_to_be_gathered(status.account):
            self._left.add("opted-out")
            return
        try:
            post = post_of(status, self._around)
        except BadRecord:
            # The boost tells of it all the same.
            return
        yield post

    def _account(self, raw: bytes) -> Iterator[Record]:
        account = msgspec.json.decode(raw, type=Account)
        if refuses_to_be_gathered(account):
            self._left.add("opted-out")
        else:
            yield actor_of(account, self._around)

    def end(self) -> None:
        self._left.tell()
