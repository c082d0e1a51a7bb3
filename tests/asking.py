"""Asks the process that has Palabre loaded to run a command; as a program, what `palabre` is for a shell of the tests.

It loads next to nothing, or nothing would be gained.
"""

import json
import os
import socket
import sys

TYPED = """#!/bin/sh
exec '{python}' -IS '{program}' '{address}' palabre "$@"
"""


def ask(
    address: str,
    module: str,
    words: list[str],
    *,
    env: dict[str, str],
    cwd: str,
    files: tuple[int, int, int],
    seconds: float | None,
) -> int:
    """The status of `python -m module words`, which reads and writes these files; below zero, the signal that ended it.

    Raises `TimeoutError` after so many seconds, `EOFError` when the process that was asked is gone.
    """
    asked = json.dumps({"module": module, "words": words, "env": env, "cwd": cwd}).encode()
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(seconds)
        asking.connect(address)
        socket.send_fds(asking, [len(asked).to_bytes(4, "big")], list(files))
        asking.sendall(asked)
        told = asking.recv(4)
    if not told:
        raise EOFError
    return int.from_bytes(told, "big", signed=True)


def typed(address: str) -> str:
    """The `palabre` that a shell finds."""
    return TYPED.format(python=sys.executable, program=__file__, address=address)


if __name__ == "__main__":
    _program, address, module, *words = sys.argv
    status = ask(address, module, words, env=dict(os.environ), cwd=os.getcwd(), files=(0, 1, 2), seconds=None)
    sys.exit(status if status >= 0 else 128 - status)
