"""Files that a browser sent: kept in the workspace from their arrival until they are imported, or forgotten.

Each has a folder of its own under `imports/`, which takes its name once the file is whole. While it arrives, its
process holds a lock on the folder: what is not locked was left by a process that died, and is swept away. The file
itself goes once its posts are in the lake, for what is erased there must not stay here.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import IO, TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from palabre.errors import NotFound, StoreError, UsageError
from palabre.listen.files import JOB, queue_import
from palabre.listen.request import Request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from palabre.store import Job, Workspace

FOLDER = "imports"
RESERVE_BYTES = 1024**3
KEPT = timedelta(days=7)
LONGEST_NAME = 150
UNNAMED = "file"
_ARRIVING = ".arriving-"
_ABOUT, _FILE, _MAPPING, _LOOK = "about.json", "file", "mapping.yaml", "look-"
_ROOM_EVERY = 64 * 1024 * 1024
_SHAPE = re.compile(r"[0-9a-f]{16}")
_SEPARATORS = re.compile(r"[/\\]")
# Signs that mean several files, or a device, to one tool or another that will be given the name.
_MEANING_MORE = re.compile(r'[*?\[\]<>:"|]')


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a file beside it: where it comes from, how it is to be read, the job it became."""

    name: str
    size_bytes: int
    received_at: datetime
    digest: str
    format: str = "auto"
    timezone: str | None = None
    account: str | None = None
    has_mapping: bool = False
    job_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was received whole."""

    upload_id: str
    folder: Path
    about: About

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / _FILE / self.about.name

    @property
    def mapping(self) -> Path:
        """Where the mapping that a person made for it is."""
        return self.folder / _MAPPING

    @property
    def is_here(self) -> bool:
        """Whether the file still is: it goes once it is imported."""
        return self.path.is_file()

    @property
    def request(self) -> Request:
        """How it is to be imported."""
        return Request(
            path=self.path,
            format=self.about.format,
            mapping=self.mapping if self.about.has_mapping else None,
            timezone=self.about.timezone,
            account=self.about.account,
        )


class Incoming:
    """A file that arrives. It becomes an `Upload` with `finish`; closed before, it leaves nothing."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self._workspace = workspace
        self._root = _root(workspace)
        self._id = secrets.token_hex(8)
        self._folder = self._root / f"{_ARRIVING}{self._id}"
        self._name = safe_name(name)
        self._digest = hashlib.blake2b(digest_size=16)
        self._next_look = 0
        self.size_bytes = 0
        with _told_when_full(), _alone(self._root):
            self._folder.mkdir(mode=0o700)
            self._lock = os.open(self._folder, os.O_RDONLY)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        (self._folder / _FILE).mkdir()
        self._stream: IO[bytes] = open(self._folder / _FILE / self._name, "wb")  # noqa: SIM115 - closed in close

    def write(self, block: bytes | memoryview) -> None:
        """Takes in the next bytes; raises `UsageError` when the disk has no more room to give."""
        if self.size_bytes >= self._next_look:
            self._next_look = self.size_bytes + _ROOM_EVERY
            if room(self._workspace) < len(block):
                raise UsageError("upload-no-room", file=self._name)
        with _told_when_full():
            self._stream.write(block)
        self._digest.update(block)
        self.size_bytes += len(block)

    def finish(self, *, modified_at: datetime | None = None) -> Upload:
        """The file, whole and on disk. It is dated as its twin if it was sent before, else as its sender says."""
        now, digest = self._workspace.clock(), self._digest.hexdigest()
        twin = next((one for one in uploads(self._workspace) if one.about.digest == digest and one.is_here), None)
        path = self._folder / _FILE / self._name
        about = About(name=self._name, size_bytes=self.size_bytes, received_at=now, digest=digest)
        with _told_when_full():
            self._stream.flush()
            os.fsync(self._stream.fileno())
            dated = twin.path.stat().st_mtime if twin else _within(modified_at, now).timestamp()
            os.utime(path, (dated, dated))
            _write(self._folder / _ABOUT, msgspec.json.encode(about))
            final = self._root / self._id
            self._folder.rename(final)
        self._folder = final
        upload = Upload(upload_id=self._id, folder=final, about=about)
        self._stream.close()
        return upload

    def close(self) -> None:
        """Lets go of the file, and of what came of it when it is not whole."""
        with suppress(OSError):
            self._stream.close()
        if self._folder.name.startswith(_ARRIVING):
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def safe_name(name: str) -> str:
    """The last part of a name, without anything that a disk, a shell or a page could misread; its ending is kept.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\exports\\\\été.csv"), safe_name("..")
    ('passwd', 'été.csv', 'file')
    """
    last = unicodedata.normalize("NFC", _SEPARATORS.split(name.strip())[-1])
    last = "".join(letter for letter in last if letter.isprintable())
    last = " ".join(_MEANING_MORE.sub("_", last).split()).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, dot, ending = last, "", ""
    longest = LONGEST_NAME - len((dot + ending).encode())
    stem = stem.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore")
    return f"{stem}{dot}{ending}" if stem else UNNAMED


def room(workspace: Workspace) -> int:
    """How many bytes may still be received: what the disk has, less what the workspace needs to go on working."""
    return max(0, shutil.disk_usage(workspace.path).free - RESERVE_BYTES)


def uploads(workspace: Workspace) -> tuple[Upload, ...]:
    """Every file received, the newest first."""
    root = workspace.path / FOLDER
    names = [entry.name for entry in os.scandir(root)] if root.is_dir() else []
    found = (_read(workspace, name) for name in names if _SHAPE.fullmatch(name))
    return tuple(sorted((one for one in found if one), key=lambda one: one.about.received_at, reverse=True))


def upload(workspace: Workspace, upload_id: str) -> Upload:
    """A file by its id; raises `NotFound`."""
    found = _read(workspace, upload_id) if _SHAPE.fullmatch(upload_id) else None
    if found is None:
        raise NotFound("no-such-upload")
    return found


def upload_of(workspace: Workspace, job: Job) -> Upload | None:
    """The file that a job imports, when it came through a page and something of it is left."""
    return next((one for one in uploads(workspace) if one.about.job_id == job.job_id), None)


def decide(
    one: Upload, *, format: str = "auto", timezone: str | None = None, account: str | None = None, mapping: str | None
) -> Upload:
    """Keeps how a file is to be read; `mapping` is YAML, None to go by what the file itself says."""
    if mapping is not None:
        _write(one.mapping, mapping.encode("utf-8"))
    return _keep(
        one, replace(one.about, format=format, timezone=timezone, account=account, has_mapping=mapping is not None)
    )


def queue_upload(workspace: Workspace, one: Upload) -> int:
    """Hands a file to the worker and gives the job's id; asked twice, the job is the same."""
    job_id = queue_import(workspace, one.request, key=f"upload:{one.upload_id}:{one.about.job_id or 0}")
    _keep(one, replace(one.about, job_id=job_id))
    return job_id


def kept_look(one: Upload, key: str) -> bytes:
    """What was seen of a file under the same decisions, empty when nobody looked."""
    with suppress(OSError):
        return (one.folder / f"{_LOOK}{key}.json").read_bytes()
    return b""


def keep_look(one: Upload, key: str, seen: bytes) -> None:
    """Keeps what was seen of a file, instead of what was seen before."""
    for earlier in one.folder.glob(f"{_LOOK}*.json"):
        earlier.unlink(missing_ok=True)
    _write(one.folder / f"{_LOOK}{key}.json", seen)


def forget(one: Upload) -> None:
    """Takes a file away with all that was kept of it; nothing that it brought into the lake changes."""
    gone = one.folder.with_name(f"{_ARRIVING}{one.upload_id}")
    with suppress(FileNotFoundError):
        one.folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def sweep(workspace: Workspace) -> int:
    """Takes away what a dead process left, files that are imported, and those nobody asked for in a week."""
    root = workspace.path / FOLDER
    if not root.is_dir():
        return 0
    with _alone(root):
        left = [path for path in root.iterdir() if path.name.startswith(_ARRIVING) and not _is_held(path)]
        for path in left:
            shutil.rmtree(path, ignore_errors=True)
    return len(left) + sum(_swept(workspace, one) for one in uploads(workspace))


def _swept(workspace: Workspace, one: Upload) -> bool:
    status = None
    if one.about.job_id is not None:
        try:
            status = workspace.jobs.one(one.about.job_id).status
        except NotFound:
            status = "failed"
    if status in ("waiting", "running"):
        return False
    if status == "done" and one.is_here:
        shutil.rmtree(one.folder / _FILE, ignore_errors=True)
        for seen in one.folder.glob(f"{_LOOK}*.json"):
            seen.unlink(missing_ok=True)
        return True
    if status != "done" and workspace.clock() - one.about.received_at > KEPT:
        forget(one)
        return True
    return False


def is_busy(workspace: Workspace, one: Upload) -> bool:
    """Whether it is being imported, or is about to be."""
    return any(
        job.job_id == one.about.job_id and job.status in ("waiting", "running")
        for job in workspace.jobs.recent(200, kinds=(JOB,))
    )


def _root(workspace: Workspace) -> Path:
    root = workspace.path / FOLDER
    with _told_when_full():
        root.mkdir(mode=0o700, exist_ok=True)
    return root


def _read(workspace: Workspace, upload_id: str) -> Upload | None:
    folder = workspace.path / FOLDER / upload_id
    try:
        about = msgspec.json.decode((folder / _ABOUT).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError):
        return None
    return Upload(upload_id=upload_id, folder=folder, about=about)


def _keep(one: Upload, about: About) -> Upload:
    _write(one.folder / _ABOUT, msgspec.json.encode(about))
    return Upload(upload_id=one.upload_id, folder=one.folder, about=about)


def _write(path: Path, content: bytes) -> None:
    """A small file, all of it or as it was before, whatever happens meanwhile."""
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with _told_when_full():
        with open(beside, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)


def _within(said: datetime | None, now: datetime) -> datetime:
    """When a file was last changed, as its sender says: never in the future, nor before there were computers."""
    return said if said is not None and datetime(1990, 1, 1, tzinfo=UTC) <= said <= now else now


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keeps making a folder and sweeping apart: between being made and being locked, a folder looks left over."""
    descriptor = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_held(path: Path) -> bool:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StoreError("upload-cannot-write", why=problem.strerror or type(problem).__name__) from problem
