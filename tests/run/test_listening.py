"""The listener: what breaks in one source stays there, is told, waited for and made up; a stop loses nothing."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import anyio
import pytest

from palabre.errors import RateLimited, SourceError, SourceRefused
from palabre.listen.shown import Filters
from palabre.listen.views import gaps, newest
from palabre.run import listening
from palabre.run.listening import Listener, back_off
from palabre.sources import registry
from palabre.store import KeptSource, Workspace
from tests.building import a_deletion, a_post, an_actor, rows_of
from tests.sources.pretend import Pretend, PretendStream, Town, kept_in

LONG_AGO = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def only_pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (registry, listening):
        monkeypatch.setattr(module, "every_source", lambda: (Pretend,))
    for name in ("GATHER_SECONDS", "WATCH_SECONDS", "REREAD_SECONDS", "FIRST_PAUSE_S"):
        monkeypatch.setattr(listening, name, 0.01)


@pytest.fixture
def lait(workspace: Workspace) -> Workspace:
    workspace.radars.add("lait", "lait", subject="ours")
    return workspace


@asynccontextmanager
async def listening_to(
    workspace: Workspace, towns: dict[str, Town], *, is_stream: bool = True
) -> AsyncIterator[Listener]:
    """A listener at work; stopped in order at the end."""

    def opened(kept: KeptSource) -> Pretend:
        return PretendStream(towns[kept.label]) if is_stream else Pretend(towns[kept.label])

    listener = Listener(workspace, opened, chance=random.Random(1))
    with anyio.fail_after(120):
        async with anyio.create_task_group() as group:
            group.start_soon(listener.run)
            yield listener
            listener.stop()


async def until(is_so: Callable[[], bool]) -> None:
    with anyio.fail_after(60):
        while not is_so():
            await anyio.sleep(0.01)


def said(workspace: Workspace) -> list[str]:
    return sorted(post.native_id for post in newest(workspace, Filters()).posts)


def health(workspace: Workspace, label: str = "there") -> str:
    return workspace.sources.one(f"pretend {label}").health


async def test_what_is_said_is_kept_and_the_source_is_said_to_be_listening(lait: Workspace) -> None:
    kept_in(lait)
    town = Town()
    async with listening_to(lait, {"there": town}):
        town.say(a_post(1, "le lait"))
        await until(lambda: said(lait) == ["n1"])
        await until(lambda: health(lait) == "listening")


async def test_cut_twenty_times_nothing_is_lost_nor_doubled(lait: Workspace) -> None:
    kept_in(lait)
    town = Town(problems=[(n, SourceError("source-unreachable", host="t", why="cut")) for n in range(20)])
    for number in range(1, 201):
        town.say(a_post(number, f"du lait {number}"))
    async with listening_to(lait, {"there": town}):
        await until(lambda: len(rows_of(lait, "posts")) >= 200)

    assert len(town.asked_from) > 20
    ids = [row["native_id"] for row in rows_of(lait, "posts")]
    assert len(ids) == len(set(ids)) == 200


async def test_one_that_breaks_says_so_and_the_other_goes_on(lait: Workspace) -> None:
    kept_in(lait)
    lait.sources.add("pretend", "here", title="H", settings={}, purpose="p", by="a")
    broken = Town(problems=[(0, ValueError("a fault of ours"))] * 50)
    fine = Town()
    async with listening_to(lait, {"there": broken, "here": fine}):
        fine.say(a_post(1, "le lait"))
        await until(lambda: said(lait) == ["n1"] and health(lait, "there") == "down")
        await until(lambda: health(lait, "here") == "listening")

        assert lait.sources.one("pretend there").why_id == "source-fault"


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (RateLimited("t", seconds=900), "rate-limited"),
        (SourceRefused("source-says-no", host="t", status=401), "refused"),
        (SourceError("source-too-slow", host="t", seconds=30), "down"),
    ],
)
async def test_each_trouble_is_a_state_with_its_reason(lait: Workspace, problem: Any, told: str) -> None:
    kept_in(lait)
    async with listening_to(lait, {"there": Town(problems=[(0, problem)] * 500)}):
        await until(lambda: health(lait) == told)

        assert lait.sources.one("pretend there").why_id == problem.message_id


async def test_a_source_paused_is_left_alone_and_resumes_where_it_was(lait: Workspace) -> None:
    kept = kept_in(lait)
    town = Town()
    town.say(a_post(1, "le lait"))
    async with listening_to(lait, {"there": town}):
        await until(lambda: said(lait) == ["n1"])
        lait.sources.pause(kept.source_id, purpose="p", by="a")
        await until(lambda: health(lait) == "paused")
        await anyio.sleep(0.1)
        town.say(a_post(2, "encore du lait"))
        await anyio.sleep(0.2)
        assert said(lait) == ["n1"]
        lait.sources.resume(kept.source_id, purpose="p", by="a")
        await until(lambda: said(lait) == ["n1", "n2"])

    assert town.asked_from == [None, "1"]


async def test_a_long_break_is_a_gap_although_all_was_told_again(lait: Workspace, clock: Any) -> None:
    kept = kept_in(lait)
    town = Town(at=clock)
    town.say(a_post(1, "le lait"))
    async with listening_to(lait, {"there": town}):
        await until(lambda: said(lait) == ["n1"])
    stopped = lait.sources.by_id(kept.source_id).last_heard_at
    again = clock.forward(hours=2)
    town.say(a_post(2, "encore du lait"))
    async with listening_to(lait, {"there": town}):
        await until(lambda: said(lait) == ["n1", "n2"])
        await until(lambda: bool(gaps(lait)))

    (gap,) = gaps(lait)
    assert (gap.from_at, gap.to_at, gap.why, gap.estimated_loss) == (stopped, again, "gap-stopped", 0)


async def test_the_thread_of_a_mention_is_read_with_its_counts_and_what_is_gone(lait: Workspace) -> None:
    kept_in(lait)
    town = Town()
    town.say(a_post(1, "le lait"))
    town.threads["n1"] = (a_post(7, "d'accord", kind="reply", reply_to="n1", root="n1"),)
    async with listening_to(lait, {"there": town}):
        await until(lambda: said(lait) == ["n1", "n7"])
        town.threads["n1"] = (a_deletion("post", "n1"),)
        lait.clock.forward(hours=1)  # type: ignore[attr-defined]
        await until(lambda: said(lait) == ["n7"])

    assert town.asked_for == ["n1", "n1"]


async def test_authors_are_looked_up_before_they_are_stored(lait: Workspace) -> None:
    kept_in(lait)
    town = Town(looks={"did:1": an_actor("did:1", handle="ana.example"), "did:2": an_actor("did:2", bio="#nobot")})
    town.say(a_post(1, "le lait", actor=an_actor("did:1")), a_post(2, "le lait", actor=an_actor("did:2")))
    async with listening_to(lait, {"there": town}):
        await until(lambda: [post.handle for post in newest(lait, Filters()).posts] == ["ana.example"])

    assert [row["native_id"] for row in rows_of(lait, "posts")] == ["n1"]


async def test_a_source_that_is_asked_again_reads_what_is_new(lait: Workspace) -> None:
    kept_in(lait)
    town = Town()
    async with listening_to(lait, {"there": town}, is_stream=False):
        town.say(a_post(1, "le lait"))
        await until(lambda: said(lait) == ["n1"])
        town.say(a_post(2, "le lait"))
        await until(lambda: said(lait) == ["n1", "n2"])


def test_pauses_double_up_to_five_minutes_and_part_those_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FIRST_PAUSE_S", 1.0)
    chance = random.Random(3)
    pauses = [back_off(failures, chance) for failures in range(1, 15)]

    assert pauses[0] <= 1 and max(pauses) <= 300 and min(pauses[9:]) >= 150
    assert len({back_off(5, chance) for _ in range(10)}) == 10


async def test_a_source_that_cannot_be_heard_is_a_gap_while_it_lasts(lait: Workspace) -> None:
    kept_in(lait)
    async with listening_to(
        lait, {"there": Town(problems=[(0, SourceRefused("source-says-no", host="t", status=401))])}
    ):
        await until(lambda: health(lait) == "refused")

    (gap,) = gaps(lait)
    assert (gap.source, gap.why, gap.is_lossy) == ("pretend there", "gap-refused", True)


async def test_an_answer_that_disappeared_from_a_thread_is_asked_for_and_forgotten(lait: Workspace) -> None:
    kept_in(lait)
    town = Town()
    first, answer = a_post(1, "le lait"), a_post(7, "d'accord", kind="reply", reply_to="n1", root="n1")
    town.say(first)
    town.threads |= {"n1": (first, answer), "n7": (a_deletion("post", "n7"),)}
    async with listening_to(lait, {"there": town}):
        await until(lambda: said(lait) == ["n1", "n7"])
        town.threads["n1"] = (first,)
        lait.clock.forward(hours=1)  # type: ignore[attr-defined]
        await until(lambda: said(lait) == ["n1"])


async def test_one_that_cannot_be_opened_or_is_known_no_more_leaves_the_others_alone(lait: Workspace) -> None:
    kept_in(lait)
    for kind, label in (("pretend", "broken"), ("gone", "plug-in")):
        lait.sources.add(kind, label, title="", settings={}, purpose="p", by="a")
    town = Town()
    async with listening_to(lait, {"there": town}):
        town.say(a_post(1, "le lait"))
        await until(lambda: said(lait) == ["n1"])
        await until(lambda: health(lait, "broken") == "refused")

        assert lait.sources.one("pretend broken").why_id == "source-fault"
