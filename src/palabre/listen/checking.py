"""A look at the beginning of a file before anything is stored: what it is, its first posts, what is still to be said.

Reading is Python and may take seconds, so it is done in a process of its own, and its answer is kept beside the file
until something else is decided about it.
"""

from __future__ import annotations

import hashlib
import itertools
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from palabre.errors import ImportRefused, PalabreError
from palabre.imports import Mapping, columns_seen, formats
from palabre.listen.request import Request
from palabre.listen.uploads import keep_look, kept_look
from palabre.model import Actor, Deletion, Metrics, Post, Record, Reject

if TYPE_CHECKING:
    from types import FrameType

    from palabre.imports._opened import Opened
    from palabre.listen.uploads import Upload
    from palabre.store import Workspace

SEEN = 1000
SHOWN = 10
REFUSED_SHOWN = 5
LONGEST_TEXT = 700
PATIENCE_SECONDS = 8
KILLED_SECONDS = 40
AT_ONCE = 2
_CHILD = "from palabre.listen.checking import serve; serve()"
_children = threading.BoundedSemaphore(AT_ONCE)
_asking = tuple(threading.Lock() for _ in range(16))
Told = tuple[str, dict[str, Any]]


class Rules(msgspec.Struct, frozen=True):
    """A mapping as it travels between processes."""

    columns: dict[str, str | tuple[str, ...]]
    network: str
    timezone: str | None
    rows: str
    constants: dict[str, str]
    values: dict[str, dict[str, str]]
    dates: str | None
    encoding: str | None

    @property
    def mapping(self) -> Mapping:
        """The mapping itself."""
        return Mapping(**msgspec.structs.asdict(self))


class PostSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One of the first posts, as it will be stored; a long text is cut."""

    network: str
    native_id: str
    created_at: datetime
    kind: str
    text: str
    title: str | None
    url: str | None
    lang: str | None
    handle: str | None
    display_name: str | None
    reply_to: str | None
    likes: int | None
    reposts: int | None
    replies: int | None
    quotes: int | None
    views: int | None


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What the beginning of a file holds. `refusal` is why nothing can be taken yet; `notes` are about the whole.

    `names` and `examples` are the columns when it is a table; `rules` the mapping in use, or the best guess at one
    while there is none. `is_whole` says whether the file was read to its end. `known` lists the formats there are.
    """

    format: str | None = None
    is_table: bool = False
    names: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()
    rules: Rules | None = None
    read: int = 0
    posts: int = 0
    actors: int = 0
    deletions: int = 0
    others: int = 0
    first_posts: tuple[PostSeen, ...] = ()
    reasons: dict[str, int] = {}
    refused: tuple[Reject, ...] = ()
    notes: tuple[Told, ...] = ()
    refusal: Told | None = None
    is_whole: bool = False
    known: tuple[tuple[str, str], ...] = ()

    @property
    def is_mapped(self) -> bool:
        """Whether a person can choose what its columns are: it is a table of posts, read by them or not read yet."""
        return self.is_table and bool(self.names) and self.rules is not None and self.rules.rows == "posts"

    @property
    def title(self) -> str:
        """The format in words, in English: a message to translate."""
        return dict(self.known).get(self.format or "", self.format or "")


class _Asked(msgspec.Struct):
    request: dict[str, Any]
    observed_at: datetime


class _OutOfTime(BaseException):
    """Enough was seen; not an error, so that no parser takes it for a bad row."""


def look_at(workspace: Workspace, upload: Upload) -> Look:
    """The beginning of a file as it would be imported now; never raises for what the file holds."""
    asked = msgspec.json.encode(_Asked(request=upload.request.payload(), observed_at=workspace.clock()))
    rules = upload.mapping.read_bytes() if upload.about.has_mapping else b""
    key = hashlib.blake2b(msgspec.json.encode(upload.request.payload()) + rules, digest_size=8).hexdigest()
    # Whoever asks the same meanwhile waits for the answer instead of working it out too.
    with _asking[hash((upload.upload_id, key)) % len(_asking)]:
        with suppress(msgspec.MsgspecError):
            if kept := kept_look(upload, key):
                return msgspec.json.decode(kept, type=Look)
        said = seen_beside(asked)
        try:
            look = msgspec.json.decode(said, type=Look)
        except msgspec.MsgspecError:
            return Look(refusal=("look-failed", {"file": upload.about.name}))
        keep_look(upload, key, said)
        return look


def seen_beside(asked: bytes) -> bytes:
    """What another process sees of a file, empty when it broke or took far too long."""
    try:
        with _children:
            done = subprocess.run(  # noqa: S603 - our own command
                [sys.executable, "-c", _CHILD], input=asked, capture_output=True, timeout=KILLED_SECONDS, check=False
            )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout


def serve() -> None:
    """The process that looks: reads what is asked on its input, says what it saw on its output."""
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    seen = seen_here(sys.stdin.buffer.read())
    signal.setitimer(signal.ITIMER_REAL, 0)
    sys.stdout.buffer.write(seen)


def seen_here(question: bytes) -> bytes:
    """What is seen of a file, in this process."""
    asked = msgspec.json.decode(question, type=_Asked)
    request = Request.of(asked.request)
    look = _columns_of(Look(known=tuple((one.name, one.title) for one in formats())), request)
    try:
        look = _seen(look, request, asked.observed_at)
    except PalabreError as problem:
        look = msgspec.structs.replace(look, refusal=_told(problem.message_id, problem.fields))
    except _OutOfTime:
        look = msgspec.structs.replace(look, refusal=("look-too-long", {"file": request.path.name}))
    return msgspec.json.encode(look)


def _ring(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise _OutOfTime


def _columns_of(look: Look, request: Request) -> Look:
    """The same with the columns, if there are any; whether the file can be read at all is told by reading it."""
    try:
        seen = columns_seen(request.path)
    except (PalabreError, _OutOfTime):
        return look
    if seen is None:
        return look
    rules = seen.guess
    with suppress(PalabreError):
        rules = request.rules() or rules
    return msgspec.structs.replace(look, is_table=True, names=seen.names, examples=seen.examples, rules=_rules(rules))


def _seen(look: Look, request: Request, observed_at: datetime) -> Look:
    with request.opened(observed_at=observed_at) as opened:
        records, is_whole = _first(opened)
        counts = Counter(type(one) for one in records)
        rejects = [one for one in records if isinstance(one, Reject)]
        posts = [one for one in records if isinstance(one, Post)]
        of_records = sum(counts[kind] for kind in (Post, Actor, Deletion, Reject))
        return msgspec.structs.replace(
            look,
            format=opened.format,
            rules=_rules(opened.mapping) if opened.mapping else None,
            read=len(records),
            posts=len(posts),
            actors=counts[Actor],
            deletions=counts[Deletion],
            others=len(records) - of_records,
            first_posts=tuple(map(_shown, posts[:SHOWN])),
            reasons=dict(Counter(one.reason for one in rejects).most_common()),
            refused=tuple(rejects[:REFUSED_SHOWN]),
            notes=tuple(_told(note.message_id, note.fields) for note in opened.notes),
            is_whole=is_whole,
        )


def _first(opened: Opened) -> tuple[list[Record], bool]:
    """The first records and whether there are no others; what can be had in the time there is."""
    records: list[Record] = []
    rest: Iterator[Record] = iter(opened)
    try:
        records.extend(itertools.islice(rest, SEEN))
        is_whole = len(records) < SEEN or next(rest, None) is None
    except ImportRefused as problem:
        if not records:
            raise
        opened.notes.append(_note(problem))
        is_whole = False
    except _OutOfTime:
        is_whole = False
        if not records:
            raise
    return records, is_whole


def _note(problem: ImportRefused) -> Any:  # noqa: ANN401 - made where it is told
    from palabre.imports import Note

    return Note(problem.message_id, problem.fields)


def _rules(mapping: Mapping) -> Rules:
    return Rules(
        columns=dict(mapping.columns),
        network=mapping.network,
        timezone=mapping.timezone,
        rows=mapping.rows,
        constants=dict(mapping.constants),
        values={field: dict(words) for field, words in mapping.values.items()},
        dates=mapping.dates,
        encoding=mapping.encoding,
    )


def _shown(post: Post) -> PostSeen:
    actor, counted = post.actor, post.metrics or Metrics()
    return PostSeen(
        network=post.network,
        native_id=post.native_id,
        created_at=post.created_at,
        kind=post.kind,
        text=post.text[:LONGEST_TEXT],
        title=post.title,
        url=post.url,
        lang=post.lang_declared,
        handle=actor.handle if actor else None,
        display_name=actor.display_name if actor else None,
        reply_to=post.reply_to,
        likes=counted.likes,
        reposts=counted.reposts,
        replies=counted.replies,
        quotes=counted.quotes,
        views=counted.views,
    )


def _told(message_id: str, fields: dict[str, object]) -> Told:
    plain = {
        name: value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
        for name, value in fields.items()
    }
    return message_id, plain
