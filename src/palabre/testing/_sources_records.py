"""What every page of a source has, and every record in it: what the pipeline stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.model import Actor, Post
from palabre.testing.imports_contract import check_record

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.model import Record
    from palabre.sources import Page, Source


def check_page(page: Page, *, kind: type[Source], now: datetime) -> None:
    """Raises `AssertionError` when a page, or a record of it, lacks what the pipeline needs."""
    _expect(page.cursor is None or isinstance(page.cursor, str), f"{page.cursor!r} is no cursor: it is text")
    _expect(page.heard >= 0 and all(n >= 0 for n in page.passed_over.values()), "a page counts less than nothing")
    _expect(page.newest is None or page.newest.tzinfo is not None, "the newest event has no time zone")
    for hole in page.holes:
        _expect(hole.from_at <= hole.to_at, f"{hole} ends before it begins")
    for record in page.records:
        check_record(record, observed_at=now)
        _check_live(record, kind)


def _check_live(record: Record, kind: type[Source]) -> None:
    network = getattr(record, "network", kind.network)
    _expect(network == kind.network, f"{record} is of {network}, although {kind.name} is of {kind.network}")
    if isinstance(record, Post):
        actor = record.actor
        _expect(actor is not None, f"{record.native_id} names nobody who said it")
        _check_address(record.native_id, record.url)
        _check_address(record.native_id, actor.url if actor else None)
    if isinstance(record, Actor):
        _check_address(record.native_id, record.url)


def _check_address(native_id: str, url: str | None) -> None:
    _expect(url is None or url.startswith(("https://", "http://")), f"{native_id}: {url} is no address of a page")


def _expect(holds: object, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)
