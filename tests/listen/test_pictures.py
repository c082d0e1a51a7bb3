"""Pictures of posts: fetched once, small, told by what they show, then dropped; never in the way of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import httpx2
import pytest

from palabre.images import perceptual_hash
from palabre.listen import pictures as module
from palabre.listen.pictures import Pictures, follow_pictures, posts_showing
from palabre.model import Media
from palabre.model.ids import post_id
from palabre.sources import Budgets, Http
from palabre.store import Workspace, reading
from palabre.store.upkeep import tidy
from tests.building import NOW, Clock, a_deletion, a_post, rows_of, store
from tests.images.test_likeness import advert, written
from tests.sources.pretend import kept_in

if TYPE_CHECKING:
    from palabre.model import Post

ADVERT = written(advert(1), "JPEG", quality=90)
SMALLER = written(advert(1).resize((200, 150)), "WEBP", quality=70)
OTHER = written(advert(2))


class Shelf(httpx2.AsyncBaseTransport):
    """Where pictures lie: bytes, with their type; a status for those that don't."""

    def __init__(self, **lying: Any) -> None:
        self.lying = {f"/{name}": what for name, what in lying.items()}
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/robots.txt":
            return httpx2.Response(404)
        self.asked.append(request.url.path)
        found = self.lying.get(request.url.path, 404)
        if isinstance(found, int):
            return httpx2.Response(found)
        content, kind = found if isinstance(found, tuple) else (found, "image/jpeg")
        return httpx2.Response(200, headers={"content-type": kind}, stream=httpx2.ByteStream(content))


def showing(number: int, *names: str, host: str = "https://images.example", **more: Any) -> Post:
    media = tuple(Media(kind="image", url=f"{host}/{name}") for name in names)
    return a_post(number, f"du lait {number}", media=media, **more)


def fetching(workspace: Workspace, shelf: httpx2.AsyncBaseTransport | None) -> Pictures:
    budgets = Budgets(pause_seconds=0)
    http = Http(contact="mailto:a@b.example", now=workspace.clock, budgets=budgets, transport=shelf)
    return Pictures(workspace, http)


async def test_posts_that_show_the_same_picture_are_found_by_another_copy_of_it(workspace: Workspace) -> None:
    shelf = Shelf(a=ADVERT, b=(SMALLER, "image/webp"), c=OTHER)
    store(workspace, showing(1, "a"), showing(2, "b"), showing(3, "c"), a_post(4), run_id=None)

    assert await fetching(workspace, shelf).fetch() == 3

    found = posts_showing(workspace, perceptual_hash(written(advert(1).convert("L"))) or 0)
    assert {one for one, _ in found} == {post_id("x", "n1"), post_id("x", "n2")}


async def test_each_address_is_asked_once_whoever_shows_it(workspace: Workspace) -> None:
    shelf = Shelf(a=ADVERT)
    store(workspace, showing(1, "a"), showing(2, "a"), run_id=None)
    await fetching(workspace, shelf).fetch()
    store(workspace, showing(3, "a"), run_id=None)
    again = fetching(workspace, shelf)
    await again.fetch()

    assert await again.fetch() == 0
    assert shelf.asked == ["/a"]
    assert len({row["phash"] for row in rows_of(workspace, "pictures")}) == 1
    assert len(rows_of(workspace, "pictures")) == 3


async def test_what_was_imported_is_not_fetched(workspace: Workspace) -> None:
    shelf = Shelf(a=ADVERT)
    store(workspace, showing(1, "a"), run_id=7)

    assert await fetching(workspace, shelf).fetch() == 0
    assert shelf.asked == []


@pytest.mark.parametrize(
    ("lying", "why"),
    [
        (404, "gone"),
        (403, "refused"),
        ((b"<html>", "text/html"), "no-picture"),
        ((b"<svg/>", "image/svg+xml"), "no-picture"),
        ((b"not one", "image/png"), "no-picture"),
        (b"\xff\xd8" + b"0" * (module.MOST_BYTES + 1), "too-large"),
    ],
)
async def test_what_cannot_be_told_by_a_picture_is_counted_and_asked_for_no_more(
    workspace: Workspace, lying: Any, why: str
) -> None:
    shelf = Shelf(a=lying)
    store(workspace, showing(1, "a"), run_id=None)
    fetched = fetching(workspace, shelf)
    await fetched.fetch()
    await fetched.fetch()

    assert [(row["phash"], row["failure"]) for row in rows_of(workspace, "pictures")] == [(None, why)]
    assert (dict(fetched.counts), shelf.asked) == ({why: 1}, ["/a"])


async def test_a_machine_that_is_down_is_asked_again_later_and_holds_up_no_other(
    workspace: Workspace, clock: Clock
) -> None:
    shelf = Shelf(a=500, b=OTHER)
    store(workspace, showing(1, "a"), showing(2, "b", host="https://others.example"), run_id=None)
    fetched = fetching(workspace, shelf)
    tries = []
    for minutes in (0, 0, 1, 15, 120, 120):
        clock.forward(minutes=minutes)
        await fetched.fetch()
        tries.append(shelf.asked.count("/a"))

    assert tries == [1, 1, 2, 3, 4, 4]
    assert {row["failure"] for row in rows_of(workspace, "pictures")} == {None, "unreachable"}


async def test_after_a_stop_those_that_were_waiting_are_fetched(workspace: Workspace) -> None:
    store(workspace, showing(1, "a"), run_id=None)
    await fetching(workspace, Shelf(a=500)).fetch()

    assert await fetching(workspace, Shelf(a=ADVERT)).fetch() == 1


async def test_a_picture_on_a_machine_of_ours_is_not_asked_for(workspace: Workspace) -> None:
    store(workspace, showing(1, "a", host="http://127.0.0.1:9"), run_id=None)
    await fetching(workspace, None).fetch()

    assert [row["failure"] for row in rows_of(workspace, "pictures")] == ["refused"]


async def test_a_picture_goes_with_its_post(workspace: Workspace) -> None:
    shelf = Shelf(a=ADVERT, b=OTHER)
    store(workspace, showing(1, "a"), showing(2, "b"), run_id=None)
    await fetching(workspace, shelf).fetch()
    store(workspace, a_deletion("post", "n1"), run_id=None)

    shown = reading.query(workspace.lake, "SELECT post_id FROM pictures")["post_id"].to_pylist()
    assert shown == [post_id("x", "n2")]

    tidy(workspace, now=NOW, everything=True)
    assert [row["post_id"] for row in rows_of(workspace, "pictures")] == [post_id("x", "n2")]


async def test_pictures_are_followed_as_posts_come(workspace: Workspace) -> None:
    shelf = Shelf(a=ADVERT, b=OTHER)
    fetched = fetching(workspace, shelf)
    kept_in(workspace)
    with anyio.fail_after(20):
        async with anyio.create_task_group() as group:
            group.start_soon(follow_pictures, workspace, lambda: fetched.http, 0.01)
            for number, name in ((1, "a"), (2, "b")):
                store(workspace, showing(number, name), run_id=None)
                while len(rows_of(workspace, "pictures")) < number:
                    await anyio.sleep(0.01)
            group.cancel_scope.cancel()


async def test_without_what_reads_pictures_it_says_what_to_install(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "can_compare", lambda: False)
    await follow_pictures(workspace, lambda: fetching(workspace, Shelf()).http, 0.01)

    assert "palabre[pictures]" in caplog.text
