"""The file of a strategy on disk: read with a token that names its content, written whole or not at all.

Whoever writes says which content they had read; when another stands there now, nothing is written. Two programs that
write at once wait for each other. Editors outside know nothing of this and may still write between the look and the
replacement: that is a few thousandths of a second.
"""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import StoreError, StrategyChanged

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "strategy.yaml"
# Far above what is read as a strategy: such a file is something else, and is not taken into memory.
LARGEST_MB = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What a file says, and the token of its content: empty when there is no file.

    `content` is what to judge: `text` shows a mark in the place of what is not UTF-8.
    """

    text: str
    token: str
    content: bytes = b""


def strategy_path(workspace_path: Path) -> Path:
    """Where the strategy of a workspace is written."""
    return workspace_path / NAME


class StrategyFile:
    """The file of a strategy. A link is followed: the file it leads to is the one that is replaced."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> FileRead:
        """What the file says now; nothing when there is none."""
        try:
            # Without waiting: a pipe in the place of the file would never answer.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return FileRead(text="", token="")
        except OSError as error:
            raise StoreError("strategy-file-cannot-read", path=self.path, why=error.strerror) from error
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            os.close(descriptor)
            raise StoreError("strategy-file-odd", path=self.path)
        with open(descriptor, "rb") as stream:
            if state.st_size > LARGEST_MB * 1_000_000:
                raise StoreError("strategy-file-too-large", path=self.path, largest_mb=LARGEST_MB)
            return _read(stream.read())

    def write(self, text: str, *, expected: str) -> FileRead:
        """Replaces what the file says, when its token is still the expected one; raises `StrategyChanged` if not.

        A file that already says this text is left alone.
        """
        try:
            wanted = _read(text.encode("utf-8"))
        except UnicodeEncodeError as error:
            raise StoreError("strategy-text-not-utf8") from error
        target = Path(os.path.realpath(self.path))
        try:
            with _alone(target):
                now = self.read()
                if now.token == wanted.token:
                    return now
                if now.token != expected:
                    raise StrategyChanged(self.path)
                self._replace(target, wanted.content)
        except OSError as error:
            raise StoreError("strategy-file-cannot-write", path=self.path, why=error.strerror) from error
        return wanted

    def _replace(self, target: Path, content: bytes) -> None:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not (mode & 0o222 and os.access(target, os.W_OK)):
            raise StoreError("strategy-file-read-only", path=self.path)
        # One name for all: what a killed program left there is replaced by the next.
        draft = target.with_name(f".{target.name}.new")
        with suppress(FileNotFoundError):
            draft.unlink()
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            with open(descriptor, "wb") as stream:
                stream.write(content)
                if mode is not None:
                    os.fchmod(descriptor, mode)
                stream.flush()
                os.fsync(descriptor)
            os.replace(draft, target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        _keep(target.parent)


def _read(content: bytes) -> FileRead:
    text = content.decode("utf-8", errors="replace")
    return FileRead(text=text, token=sha256(content).hexdigest(), content=content)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Held while the file is looked at and replaced, by one program at a time."""
    with open(target.with_name(f".{target.name}.lock"), "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(folder: Path) -> None:
    """Makes the new name of a file outlive a power failure."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
