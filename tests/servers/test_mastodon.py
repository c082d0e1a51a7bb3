"""A server that speaks like Mastodon, listened to over loopback: streams, pages, edits, deletions, threads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anyio
import pytest
from anyio import to_thread

from palabre.errors import RateLimited, SourceError
from palabre.model import Deletion, Post
from palabre.sources import Http, Named
from palabre.sources._budget import Budgets
from palabre.sources.mastodon import Mastodon

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from palabre.model import Record
    from palabre.sources import Page
    from tests.servers.fediverse import Fediverse

pytestmark = pytest.mark.servers


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    def now() -> datetime:
        return datetime.now(UTC)

    async with Http(
        contact="mailto:pages@fromagerie.example", now=now, budgets=Budgets(pause_seconds=0), private={"127.0.0.1"}
    ) as made:
        yield made


async def until(pages: AsyncIterator[Page], met: Callable[[list[Record]], bool]) -> tuple[list[Record], str | None]:
    """What is heard until something is, and the last cursor."""
    records: list[Record] = []
    cursor: str | None = None
    with anyio.fail_after(60):
        while not met(records):
            page = await anext(pages)
            records += page.records
            cursor = page.cursor or cursor
    return records, cursor


def names(records: list[Record]) -> list[str]:
    return [record.native_id for record in records if isinstance(record, Post)]


async def test_a_real_stream_tells_posts_edits_and_deletions(mastodon: Fediverse, http: Http) -> None:
    await to_thread.run_sync(mastodon.post, "ada", "Avant #lait")
    source = Mastodon({"address": mastodon.address, "hashtag": "lait\nfromage"}, http)
    pages = source.pages(None)
    await until(pages, lambda records: len(records) == 1)
    said = await to_thread.run_sync(mastodon.post, "grace", "Le #fromage de @ada https://exemple.org/tomme")
    told, _ = await until(pages, lambda records: bool(records))
    await to_thread.run_sync(mastodon.edit, "grace", said, "La #fromage de @ada")
    edited, _ = await until(pages, lambda records: bool(records))
    await to_thread.run_sync(mastodon.delete, "grace", said)
    gone, _ = await until(pages, lambda records: bool(records))
    await pages.aclose()  # type: ignore[attr-defined]

    (post,), (again,), (deletion,) = told, edited, gone
    assert isinstance(post, Post)
    assert isinstance(again, Post)
    assert isinstance(deletion, Deletion)
    assert (post.links, post.tags, post.callouts) == (("https://exemple.org/tomme",), ("fromage",), ("ada@127.0.0.1",))
    assert (again.native_id, again.text) == (post.native_id, "La #fromage de @ada")
    assert again.edited_at is not None
    assert deletion.native_id == post.native_id


async def test_nothing_is_lost_nor_doubled_between_two_listenings(mastodon: Fediverse, http: Http) -> None:
    found: list[str] = []
    cursor: str | None = None
    for missed in (3, 42, 3):
        for number in range(missed):
            await to_thread.run_sync(mastodon.post, "ada", f"Manqué {missed}.{number}")
        pages = Mastodon({"address": mastodon.address}, http).pages(cursor)
        before, cursor = await until(pages, lambda records, missed=missed: len(records) >= missed)  # type: ignore[misc]
        for number in range(3):
            await to_thread.run_sync(mastodon.post, "grace", f"Entendu {number}")
        during, cursor = await until(pages, lambda records: len(records) >= 3)
        await pages.aclose()  # type: ignore[attr-defined]
        found += names(before) + names(during)

    assert len(found) == len(set(found)) == 3 + 42 + 3 + 3 * 3


async def test_lists_accounts_searches_and_threads_are_read(mastodon: Fediverse, http: Http) -> None:
    asked = await to_thread.run_sync(mastodon.post, "ada", "Quel lait ?")
    for _ in range(2):
        await to_thread.run_sync(lambda: mastodon.post("grace", "@ada Le cru", reply_to=asked))
    await to_thread.run_sync(mastodon.favourite, "katherine", asked)
    await to_thread.run_sync(lambda: mastodon.post("ada", "Entre nous", visibility="private"))
    host = mastodon.address.removeprefix("http://")
    given = {"address": mastodon.address, "account": f"@ada@{host}", "search": "lait", "token": mastodon.token("alan")}
    source = Mastodon(given, http)
    await source.settled()
    pages = source.pages(None)
    records, _ = await until(pages, lambda records: bool(records))
    await pages.aclose()  # type: ignore[attr-defined]
    (post,) = records
    assert isinstance(post, Post)
    thread = await source.thread(Named(native_id=post.native_id))
    (ada,) = await source.actors(("ada@127.0.0.1",))

    assert thread is not None
    assert [one.metrics.likes for one in thread.records if isinstance(one, Post) and one.metrics] == [1, 0, 0]
    assert {one.root for one in thread.records if isinstance(one, Post)} == {post.native_id}
    assert (ada.native_id, ada.signals) == ("ada@127.0.0.1", ())


async def test_a_server_that_asks_to_wait_or_breaks_is_told_apart(mastodon: Fediverse, http: Http) -> None:
    source = Mastodon({"address": mastodon.address}, http)
    await source.test()
    with mastodon.answering("/api/v1/timelines/*", "malformed", times=1), pytest.raises(SourceError):
        await source.test()
    with mastodon.answering("/api/v1/timelines/*", "ratelimit", times=1), pytest.raises(RateLimited):
        await source.test()
