"""What is heard live and what is imported from a file of the same are the same, table by table."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import anyio
import pytest

from palabre.imports import open_import
from palabre.listen.live import Live, choose, store
from palabre.sources import Budgets, Http, Source
from palabre.sources.bluesky import Bluesky
from palabre.sources.rss import Rss
from palabre.store import Workspace
from palabre.testing.jetstream import (
    START_US,
    Event,
    Script,
    account_event,
    delete_event,
    edit_event,
    identity_event,
    like_event,
    not_utf8,
    post_event,
    profile_event,
    replaying,
    repost_event,
    truncated,
)
from tests.building import NOW, Clock, bring_in, clock, quick_disk, reopened, rows_of, template, workspace
from tests.sources.rss.world import BlogWorld
from tests.sources.rss.world import world as blog

if TYPE_CHECKING:
    from palabre.sources import Page
    from palabre.store import KeptSource

__all__ = ["clock", "quick_disk", "template", "workspace"]
TABLES = ("posts", "interactions", "mentions", "deletions", "revisions", "metrics")
# When something was read, and by which import, is what tells the two apart.
APART = frozenset(("observed_at", "run_id", "requested_at", "extra"))


@pytest.fixture
def other(template: Path, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A second workspace like the first."""
    shutil.copytree(template, tmp_path / "other")
    opened = reopened(tmp_path / "other", clock)
    yield opened
    opened.close()


def conversation() -> list[Event]:
    """What a day on Bluesky may hold, a second apart."""
    at = (START_US + second * 1_000_000 for second in range(100))
    first = post_event("Le lait est bon. #lait https://fromagerie.example/lait", by="aurore", time_us=next(at))
    edited = post_event("Du lait, vraimant ?", by="theo", time_us=next(at), reply_to=first)
    quote = post_event("Voyez ce lait", by="ada", time_us=next(at), quote=first)
    gone = post_event("Trop de lait", by="lou", time_us=next(at), reply_to=first)
    callout = post_event("@aurore.ciel.example du lait", time_us=next(at), callouts={"@aurore.ciel.example": "aurore"})
    left = post_event("Mon lait", by="eve", time_us=next(at))
    return [
        profile_event("aurore", name="Aurore", bio="Fromagère", time_us=next(at)),
        identity_event("theo", handle="theo.ciel.example", time_us=next(at)),
        first,
        edited,
        quote,
        gone,
        callout,
        left,
        like_event(first, by="theo", time_us=next(at)),
        repost_event(first, by="lou", time_us=next(at)),
        edit_event(edited, "Du lait, vraiment ?", time_us=next(at)),
        delete_event(gone, time_us=next(at)),
        account_event("eve", status="deleted", time_us=next(at)),
        post_event("Fin du lait", by="ada", time_us=next(at)),
    ]


async def heard(workspace: Workspace, source: Source, is_last: Callable[[Page], bool]) -> None:
    """Listens to a source up to a page, and keeps it, whole."""
    kept: KeptSource = workspace.sources.add(
        source.name, source.label, title="Live", settings={}, purpose="les tests", by="ana", is_ours=True
    )
    live = Live.of(workspace, [source.network])
    with anyio.fail_after(20):
        async with source.http, aclosing(cast("Any", source.pages(None))) as pages:
            async for page in pages:
                store(live, kept, choose(live, kept, [page]), [page])
                if is_last(page):
                    break


def imported(workspace: Workspace, path: Path, *, account: str | None = None) -> None:
    with open_import(path, observed_at=NOW, account=account) as opened:
        bring_in(workspace, list(opened))


def tables(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """What the tables hold, in an order that only depends on it."""
    found = {}
    for name in TABLES:
        rows = [{key: value for key, value in row.items() if key not in APART} for row in rows_of(workspace, name)]
        found[name] = sorted(rows, key=str)
    return found


def expect_same(live: Workspace, saved: Workspace, *, not_empty: Sequence[str]) -> None:
    here, there = tables(live), tables(saved)
    for name in TABLES:
        assert here[name] == there[name], name
    assert all(here[name] for name in not_empty)


async def test_a_recorded_stream_replayed_live_and_the_same_file_imported_give_the_same_tables(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    for one in (workspace, other):
        one.radars.add("lait", "lait", subject="ours")
    events = conversation()
    path = tmp_path / "stream.jsonl"
    lines = [json.dumps(event).encode() for event in events]
    lines[5:5] = [b'{"did":"did:plc:aurore","time_us":17', b'{"did":"\xff\xfe","time_us":1,"kind":"commit"}']
    path.write_bytes(b"\n".join(lines))

    async with replaying(Script(events=events, mishaps=[truncated(at=5), not_utf8(at=5)])) as replay:
        http = Http(
            contact="mailto:a@b.example", now=workspace.clock, budgets=Budgets(), private=frozenset(("127.0.0.1",))
        )
        source = Bluesky({"address": replay.address}, http)
        await heard(workspace, source, lambda page: any("Fin du lait" in str(one) for one in page.records))
    imported(other, path)

    expect_same(workspace, other, not_empty=("posts", "interactions", "mentions", "deletions", "revisions"))


async def test_a_feed_read_live_and_the_same_feed_imported_give_the_same_tables(
    workspace: Workspace, other: Workspace, tmp_path: Path
) -> None:
    for one in (workspace, other):
        one.radars.add("lait", "lait", subject="ours")
    async with blog() as world:
        assert isinstance(world, BlogWorld)
        for text in ("Le lait est bon", "La pluie", "Encore du lait https://journal.example/2026/1/"):
            await world.post(text)
        http = Http(contact="mailto:a@b.example", now=world.clock, budgets=Budgets(), transport=world.transport)
        source = Rss({**world.given, "comments": ""}, http)
        path = tmp_path / "feed.xml"
        async with http:
            path.write_bytes((await http.get(world.given["address"])).body)
            await heard(workspace, source, lambda _page: False)
    imported(other, path)

    expect_same(workspace, other, not_empty=("posts", "mentions"))
