"""Answers remembered until what they rest on changes; asked by several at once, each is worked out once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """The last answers by key; the key names the versions of everything the answer was read from."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Future[Answer]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer of a key, made when not known; whoever asks meanwhile waits for it. A failure is not kept."""
        with self._lock:
            answer = self._answers.get(key)
            if is_mine := answer is None:
                answer = self._answers[key] = Future()
                if len(self._answers) > self._size:
                    self._answers.popitem(last=False)
            else:
                self._answers.move_to_end(key)
        if is_mine:
            self._make(key, answer, make)
        return answer.result()

    def _make(self, key: Hashable, answer: Future[Answer], make: Callable[[], Answer]) -> None:
        try:
            answer.set_result(make())
        except BaseException as problem:
            with self._lock:
                self._answers.pop(key, None)
            answer.set_exception(problem)
