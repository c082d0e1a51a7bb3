"""Questions about what goes wrong: garbage, refusals, faults; and what of it is told to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from palabre.errors import PalabreError, RateLimited, SourceError, SourceRefused
from palabre.testing._sources_ear import expect
from palabre.testing.sources_contract import question
from palabre.testing.traces import traces

if TYPE_CHECKING:
    from palabre.testing._sources_ear import Ear

SECONDS = 240
REFUSALS = 20


@question()
async def garbage_never_crashes_and_what_follows_is_heard(ear: Ear) -> None:
    """Cut, of other types, not even text: it is passed over, or tried again."""
    await ear.begin()
    said = []
    for times in (1, 2, 3):
        ear.world.garble(times=times)
        said.append(await ear.say())
        try:
            await ear.read_through()
        except SourceRefused as problem:
            raise AssertionError(f"garbage is taken for a refusal, which nobody tries again: {problem}") from problem
    await ear.hear(*said)


@question()
async def who_asks_to_be_left_alone_is_not_asked_until_then(ear: Ear) -> None:
    """A 429 with its `Retry-After` is told as such; no request is made before; then all is heard."""
    await ear.begin()
    said = await ear.say()
    ear.world.refuse(429, {"Retry-After": str(SECONDS)}, times=1)
    first = await _trouble(ear)
    expect(isinstance(first, RateLimited), f"a 429 is told as {first!r}")
    expect(isinstance(first, RateLimited) and 0 < first.seconds <= SECONDS, f"it waits another time: {first}")
    asked = ear.way.asked if ear.way else 0
    for later in (0, SECONDS - 10):
        ear.ahead = timedelta(seconds=later)
        expect(isinstance(await _trouble(ear), RateLimited), f"it is asked again after {later} s")
    expect(asked == (ear.way.asked if ear.way else 0), "it is asked again before the time it said")
    ear.ahead = timedelta(seconds=SECONDS + 10)
    await ear.hear(said)


@question()
async def a_fault_of_the_network_is_tried_again(ear: Ear) -> None:
    """5xx: neither a refusal nor a crash; nothing of what was said meanwhile is lost."""
    await ear.begin()
    said = await ear.say()
    for status in (500, 502):
        ear.world.refuse(status, {}, times=1)
        found = await _trouble(ear)
        expect(type(found) is SourceError, f"a fault of the network ({status}) is told as {found!r}")
    await ear.hear(said)


@question()
async def a_key_that_is_not_known_is_a_refusal(ear: Ear) -> None:
    """401: trying again would not help, a person must do something."""
    await _expect_refused(ear, 401)


@question()
async def a_page_that_is_not_for_us_is_a_refusal(ear: Ear) -> None:
    """403: the same."""
    await _expect_refused(ear, 403)


async def _expect_refused(ear: Ear, status: int) -> None:
    await ear.begin()
    await ear.say()
    ear.world.refuse(status, {}, times=REFUSALS)
    found = await _trouble(ear)
    expect(isinstance(found, SourceRefused), f"a refusal ({status}) is told as {found!r}")
    expect(found is not None and found.message_id in _sentences(), f"{found} has no sentence")


def _sentences() -> frozenset[str]:
    from palabre.words.messages import MESSAGES

    return frozenset(MESSAGES)


@question()
async def no_secret_is_told_in_errors_logs_or_files(ear: Ear) -> None:
    """Whatever goes wrong, and after all went well."""
    secrets = {one.name for one in ear.world.kind.settings if one.secret}
    given = [value for name, value in ear.world.given.items() if name in secrets and value]
    await ear.begin()
    told: list[str] = []
    for status in (500, 429, 401):
        ear.world.refuse(status, {"Retry-After": "1"}, times=1)
        found = await _trouble(ear)
        while found is not None:
            told += [str(found), repr(found), *map(str, getattr(found, "fields", {}).values())]
            found = found.__cause__ if isinstance(found.__cause__, PalabreError) else None
        ear.ahead += timedelta(seconds=90)
    ear.world.garble(times=1)
    await ear.read_through()
    for secret in given:
        expect(not any(secret in one for one in told), "a secret is in an error")
        expect(not any(secret in one for one in ear.logs.lines), "a secret is in the logs")
        expect(not traces(ear.workspace, secret), f"a secret is in {traces(ear.workspace, secret)}")


async def _trouble(ear: Ear) -> PalabreError | None:
    """What a reading raises; None when all goes well."""
    try:
        await ear.read()
    except PalabreError as problem:
        return problem
    return None


CHECKS = (
    garbage_never_crashes_and_what_follows_is_heard,
    who_asks_to_be_left_alone_is_not_asked_until_then,
    a_fault_of_the_network_is_tried_again,
    a_key_that_is_not_known_is_a_refusal,
    a_page_that_is_not_for_us_is_a_refusal,
    no_secret_is_told_in_errors_logs_or_files,
)
