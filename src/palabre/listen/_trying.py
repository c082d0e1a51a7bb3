"""Waits for a source to answer from where nobody may wait for ever: a page, a command, a notebook with its own loop."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

import anyio

from palabre import words
from palabre.errors import PalabreError, SourceError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Found = TypeVar("Found")
LONGEST_SECONDS = 25.0
# What cannot be called off, such as the look-up of a name, is left behind after this much more.
_GRACE_SECONDS = 3.0
log = logging.getLogger(__name__)


def waited(ask: Callable[[], Awaitable[Found]], *, kind: str) -> Found:
    """What a source gives when it is asked, on an event loop of its own in a thread of its own.

    Raises `SourceError` and its kinds, also when it takes too long, or breaks in a way nobody foresaw.
    """
    outcome: Future[Found] = Future()
    language = words.language()

    async def limited() -> Found:
        with anyio.fail_after(LONGEST_SECONDS):
            return await ask()

    def work() -> None:
        words.use(language)
        try:
            outcome.set_result(anyio.run(limited))
        except BaseException as problem:
            outcome.set_exception(problem)

    Thread(target=work, name="trying-a-source", daemon=True).start()
    try:
        return outcome.result(LONGEST_SECONDS + _GRACE_SECONDS)
    except PalabreError:
        raise
    except TimeoutError:
        raise SourceError("source-too-slow-to-try", kind=kind, seconds=round(LONGEST_SECONDS)) from None
    except Exception as problem:
        raise _foreseen(problem, kind) from problem


def _foreseen(problem: BaseException, kind: str) -> PalabreError:
    """Our error within a group of errors, or a sentence for what was not foreseen; its message may quote a key."""
    if isinstance(problem, BaseExceptionGroup):
        for one in problem.exceptions:
            found = _foreseen(one, kind)
            if found.message_id != "source-test-fault":
                return found
    if isinstance(problem, PalabreError):
        return problem
    log.error("Trying a source of kind %s: %s", kind, type(problem).__name__)
    return SourceError("source-test-fault", kind=kind, why=type(problem).__name__)
