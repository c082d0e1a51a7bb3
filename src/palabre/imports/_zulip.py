"""From a message of Zulip, as its API and its exports write them, to ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from palabre.errors import BadRecord
from palabre.model import Actor, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_tag, links_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

NETWORK = "zulip"
_NAMED_IN_HTML = re.compile(r'class="user-mention[^"<>]{0,100}"[^<>]{0,200}\bdata-user-id="(\d{1,12})"')
_NAMED_IN_MARKS = re.compile(r"@_?\*\*([^*|\n]{1,100})(?:\|(\d{1,12}))?\*\*")


class Reaction(Struct, gc=False):
    """Somebody's sign under a message; they are only counted."""

    emoji_name: str | None = None


class Said(Struct, gc=False):
    """A message, under the names of the API or under those of an export."""

    id: int | None = None
    sender_id: int | None = None
    sender: int | None = None
    sender_full_name: str | None = None
    recipient: int | None = None
    type: str | None = None
    stream_id: int | None = None
    display_recipient: str | list[dict[str, object]] | None = None
    is_channel_message: bool | None = None
    subject: str | None = None
    timestamp: int | float | None = None
    date_sent: int | float | str | None = None
    content: str | None = None
    content_type: str | None = None
    rendered_content: str | None = None
    last_edit_timestamp: int | float | None = None
    last_edit_time: int | float | str | None = None
    reactions: list[Reaction] | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """Where messages come from. Its host stands before each id when it is known, since servers number alike."""

    host: str | None
    observed_at: datetime
    moment: Callable[[object], datetime]
    names: dict[int, str] = field(default_factory=dict)
    bots: frozenset[int] = frozenset()

    def named(self, number: object) -> str:
        """An id that no other server gives."""
        return f"{self.host}/{number}" if self.host else str(number)


def post_of(record: Said, server: Server, *, stream_id: int, stream: str) -> Post:
    """The post a message of a public stream describes.

    All messages of a topic have one root, named after the stream and the topic, whichever part of it a file holds.
    Raises `BadRecord` when there is no id, no sender, no text or no date.
    """
    sender = record.sender_id if record.sender_id is not None else record.sender
    if record.id is None or sender is None:
        raise BadRecord("bad-record", "id, sender")
    written = record.timestamp if record.timestamp is not None else record.date_sent
    if written is None:
        raise BadRecord("no-date", record.id)
    marked = record.rendered_content or (record.content if record.content_type == "text/html" else None)
    plain = clean_text(record.content or "")
    told = plain_text(marked) if marked else None
    text = told.text if told else plain
    if not text:
        raise BadRecord("no-text", record.id)
    topic = clean_text(record.subject or "")
    edited = record.last_edit_timestamp if record.last_edit_timestamp is not None else record.last_edit_time
    return Post(
        network=NETWORK,
        native_id=server.named(record.id),
        created_at=server.moment(written),
        text=text,
        actor=_actor_of(record, sender, server),
        url=f"https://{server.host}/#narrow/near/{record.id}" if server.host else None,
        instance=server.named(stream),
        root=server.named(f"{stream_id}/{folded_tag(topic)}"),
        links=told.links if told else links_of(text),
        callouts=_callouts(marked or record.content or "", server),
        metrics=Metrics(likes=len(record.reactions)) if record.reactions is not None else None,
        edited_at=known_moment(server.moment, edited),
        observed_at=server.observed_at,
        extra=msgspec.json.encode({"topic": topic}).decode() if topic else None,
    )


def _actor_of(record: Said, sender: int, server: Server) -> Actor:
    """Who wrote, by number; addresses of mail are left where they are."""
    name = clean_text(record.sender_full_name or server.names.get(sender) or "")
    return Actor(
        network=NETWORK,
        native_id=server.named(sender),
        handle=name or str(sender),
        display_name=name or None,
        is_bot_declared=True if sender in server.bots else None,
        observed_at=server.observed_at,
    )


def _callouts(text: str, server: Server) -> tuple[str, ...]:
    """Who is named: by number in HTML, by a name that must be known in Zulip's own marks."""
    found = list(_NAMED_IN_HTML.findall(text))
    if "@" in text and "**" in text and not found:
        numbers = {name: number for number, name in server.names.items()}
        marks = ((name.strip(), number) for name, number in _NAMED_IN_MARKS.findall(text))
        found = [number or str(numbers[name]) for name, number in marks if number or name in numbers]
    return tuple(dict.fromkeys(map(server.named, found)))
