"""Keys and tokens of a workspace: read from the environment or from its own file, written to that file alone."""

from __future__ import annotations

import fcntl
import json
import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palabre.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEADER = """# Keys and tokens of this workspace, one line each:  name = "value"
# Only you can read this file; it never enters the state, the logs, the exports or the backups.
# An environment variable PALABRE_SECRET_NAME wins over the line of the same name.
"""
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def variable_of(name: str) -> str:
    """The environment variable that wins over the line of a secret."""
    return "PALABRE_SECRET_" + name.upper()


def new_secrets(file: Path) -> None:
    """Makes an empty file of secrets that only its owner can read; raises `FileExistsError` when there is one."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(HEADER)


def read_secret(path: Path, name: str, environment: Mapping[str, str]) -> str | None:
    """A key or token of the workspace at `path`; the environment variable `PALABRE_SECRET_NAME` wins.

    Raises `StoreError` when `secrets.toml` is readable by others or is not TOML; its words are never repeated.
    """
    if given := environment.get(variable_of(name)):
        return given
    file = path / "secrets.toml"
    value = _parsed(file, _text(file)).get(name) if file.exists() else None
    return value if isinstance(value, str) else None


def write_secret(path: Path, name: str, value: str) -> None:
    """Keeps a key or token in `secrets.toml` of the workspace at `path`: its other lines and its comments stay.

    The file is replaced whole or not at all, and only its owner can read it. Raises `StoreError` as `read_secret`
    does, or when it cannot be written.
    """
    file = (path / "secrets.toml").resolve()
    try:
        with _one_at_a_time(file.parent):
            _replaced(file, _changed(file, name, value))
    except OSError as problem:
        raise StoreError("secrets-cannot-write", path=file, why=problem.strerror or type(problem).__name__) from problem


def _changed(file: Path, name: str, value: str) -> str:
    text = _text(file) if file.exists() else HEADER
    before = _parsed(file, text)
    written = _with_line(text, name, f"{name} = {_quoted(value)}\n")
    if _parsed(file, written) != {**before, name: value}:
        # A value over several lines, or a name written in another way: not for us to guess at.
        raise StoreError("secrets-not-toml", path=file)
    return written


def _text(file: Path) -> str:
    if file.stat().st_mode & 0o077:
        raise StoreError("secrets-readable-by-others", path=file)
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise StoreError("secrets-not-toml", path=file) from problem


def _parsed(file: Path, text: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        # Without its cause, which may hold the text.
        raise StoreError("secrets-not-toml", path=file) from None


def _quoted(value: str) -> str:
    """A text as TOML writes it, which is as JSON does but for one letter."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _with_line(text: str, name: str, line: str) -> str:
    """The text with a line in place of the one of the same name, or with the others that stand before any table."""
    first = _TABLE.search(text)
    head, tail = (text[: first.start()], text[first.start() :]) if first else (text, "")
    known = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*=.*\n?", re.MULTILINE)
    if known.search(head):
        return known.sub(lambda _match: line, head, count=1) + tail
    return head + ("" if head.endswith("\n") or not head else "\n") + line + tail


def _replaced(file: Path, text: str) -> None:
    # Made with the right to be read by its owner alone.
    descriptor, beside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, file)
    finally:
        Path(beside).unlink(missing_ok=True)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Held while the file is read, changed and replaced: two keys given at once are both kept."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
