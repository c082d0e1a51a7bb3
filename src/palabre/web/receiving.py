"""Files that a form sends, laid into the workspace while they come: no more than a block of them is in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from palabre.errors import UsageError
from palabre.listen.uploads import Incoming
from palabre.web.security import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Self

    from starlette.requests import Request

    from palabre.listen.uploads import Upload
    from palabre.store import Workspace

KIND = "multipart/form-data"
FILES, CHANGED = "file", "changed"
MOST_FILES = 50
BLOCK = 1024 * 1024
LONGEST_FIELD = 4096


async def receive(request: Request, workspace: Workspace) -> tuple[Upload, ...]:
    """The files of a form, whole and in the workspace; empty when none was chosen.

    Raises `RequestRefused` when it is no such form or is cut, `UsageError` when there is no room. Then none is kept.
    """
    from python_multipart.multipart import parse_options_header

    kind, parameters = parse_options_header(request.headers.get("content-type", ""))
    boundary = parameters.get(b"boundary", b"")
    if kind.decode("latin-1") != KIND or not 0 < len(boundary) <= 200:
        raise RequestRefused("form-unreadable", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    waiting = bytearray()
    with _Form(workspace, boundary) as form:
        try:
            async for block in request.stream():
                waiting += block
                if len(waiting) >= BLOCK:
                    await run_in_threadpool(form.take, bytes(waiting))
                    waiting.clear()
        except ClientDisconnect:
            raise RequestRefused("form-cut", HTTPStatus.BAD_REQUEST) from None
        return await run_in_threadpool(form.finish, bytes(waiting))


def files_of(request: Request) -> tuple[Upload, ...]:
    """What the form of a request sent."""
    files: tuple[Upload, ...] = request.state.files
    return files


@dataclass(slots=True)
class _Part:
    headers: dict[str, str] = field(default_factory=dict)
    name: str = ""
    file: Incoming | None = None
    content: bytearray = field(default_factory=bytearray)


class _Form:
    """A form that is read piece by piece. Left before its end, it leaves no file behind."""

    def __init__(self, workspace: Workspace, boundary: bytes) -> None:
        from python_multipart import MultipartParser

        self._workspace = workspace
        self._arrived: list[Incoming] = []
        self._fields: dict[str, str] = {}
        self._part = _Part()
        self._header: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._is_over = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda block, start, end: self._header[0].extend(block[start:end]),
                "on_header_value": lambda block, start, end: self._header[1].extend(block[start:end]),
                "on_header_end": self._end_header,
                "on_headers_finished": self._open,
                "on_part_data": self._write,
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for incoming in self._arrived:
            incoming.close()

    def take(self, block: bytes) -> None:
        """The next bytes of the form."""
        from python_multipart.exceptions import FormParserError

        try:
            self._parser.write(block)
        except FormParserError:
            raise RequestRefused("form-unreadable", HTTPStatus.BAD_REQUEST) from None

    def finish(self, block: bytes) -> tuple[Upload, ...]:
        """The last bytes of the form, and the files it held: all of them, or none when it is cut."""
        if block:
            self.take(block)
        if not self._is_over:
            raise RequestRefused("form-cut", HTTPStatus.BAD_REQUEST)
        dates = _dates(self._fields.get(CHANGED, ""), len(self._arrived))
        return tuple(one.finish(modified_at=at) for one, at in zip(self._arrived, dates, strict=True))

    def _begin(self) -> None:
        self._part = _Part()

    def _end_header(self) -> None:
        name, value = (bytes(part).decode("utf-8", "replace") for part in self._header)
        self._part.headers[name.strip().lower()] = value
        self._header = (bytearray(), bytearray())

    def _open(self) -> None:
        from python_multipart.multipart import parse_options_header

        raw = self._part.headers.get("content-disposition", "")
        # The library speaks the Latin alphabet of old headers; browsers send names as UTF-8.
        _, said = parse_options_header(raw.encode("utf-8").decode("latin-1"))
        self._part.name = said.get(b"name", b"").decode("utf-8", "replace")
        name = said.get(b"filename", b"").decode("utf-8", "replace")
        if self._part.name != FILES or not name:
            return
        if len(self._arrived) >= MOST_FILES:
            raise UsageError("upload-too-many", most=MOST_FILES)
        self._part.file = Incoming(self._workspace, name)
        self._arrived.append(self._part.file)

    def _write(self, block: bytes, start: int, end: int) -> None:
        if self._part.file is not None:
            self._part.file.write(memoryview(block)[start:end])
        elif len(self._part.content) < LONGEST_FIELD:
            self._part.content += block[start : min(end, start + LONGEST_FIELD)]

    def _end(self) -> None:
        if self._part.file is None:
            self._fields[self._part.name] = self._part.content.decode("utf-8", "replace")

    def _finish(self) -> None:
        self._is_over = True


def _dates(said: str, files: int) -> Sequence[datetime | None]:
    """When each file was last changed, as the page's script says in milliseconds; None where it does not."""
    words = said.split(",")
    if len(words) != files or not all(word.isascii() and word.isdigit() and len(word) < 15 for word in words):
        return [None] * files
    return [datetime.fromtimestamp(int(word) / 1000, UTC) for word in words]
