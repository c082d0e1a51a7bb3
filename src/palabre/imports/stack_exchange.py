"""Dumps of Stack Exchange sites: the rows of Posts.xml, Comments.xml and Users.xml."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import msgspec

from palabre.errors import BadRecord
from palabre.imports._counts import UnreadableCount, count_of
from palabre.imports._json_records import LeftOut
from palabre.imports._lines import text_blocks
from palabre.imports._site import site_or_note
from palabre.imports.contract import Import, rejected
from palabre.model import Actor, Metrics, Post, PostKind
from palabre.text.dates import ONE_DAY, DateReader, known_moment
from palabre.text.extract import clean_text, folded_handle, folded_tag, links_of
from palabre.text.html import plain_text
from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from palabre.imports._member import Member
    from palabre.imports.contract import Reading
    from palabre.model import Record

    Maker = Callable[[Mapping[str, str]], Record]

NETWORK = "stackexchange"
_KINDS: dict[str, PostKind] = {"1": "question", "2": "reply"}
_READ = frozenset(("posts", "comments", "users"))
_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]*\?>)?\s*<(posts|comments|users|votes|badges|tags|posthistory|postlinks)>\s*(?:<row\s|</\1>)"
)
_ROW = re.compile(r"""<row\s(?:[^"'<>]|"[^"<]*+"|'[^'<]*+')*+/?>""")
# References to characters that XML does not allow, which some dumps hold all the same.
_FORBIDDEN = re.compile(r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE)
_TAGS = re.compile(r"[<>|]")
_REMEMBERED = 200_000


class StackExchange(Import):
    """Questions, answers, comments and members of one site; moments are in UTC, as the dumps say."""

    name = "stack-exchange"
    title = N_("Stack Exchange dump (Posts.xml, Comments.xml, Users.xml)")

    def recognises(self, head: bytes, text: str) -> bool:
        """XML whose outermost element is one of the files of a dump."""
        return _ROOT.match(text) is not None

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """A post or an actor a row; votes, badges, tags and histories of edits are passed over whole."""
        found = _ROOT.match(member.head[:4096].decode("utf-8", "ignore").lstrip("\ufeff"))
        kind = found[1] if found else "posts"
        left = LeftOut(member, reading)
        if kind not in _READ:
            left.add("passed-over", kind)
            left.tell()
            return
        rows = _Rows(site_or_note(member, reading), reading)
        makers: dict[str, Maker] = {"posts": rows.post_of, "comments": rows.comment_of, "users": rows.member_of}
        yield from _records(member, reading, makers[kind], closing=f"</{kind}>")


def _records(member: Member, reading: Reading, make: Maker, *, closing: str) -> Iterator[Record]:
    last = ""
    for block in text_blocks(member, reading):
        for number, line in enumerate(block.lines, block.first):
            if number in block.faults:
                yield rejected(number, block.faults[number], line)
                continue
            last = line if line.strip() else last
            rows = _ROW.findall(line)
            if not rows and "<row" in line:
                yield rejected(number, "bad-record", line)
            for row in rows:
                try:
                    yield make(_attributes(row))
                except BadRecord as bad:
                    yield rejected(number, bad.reason, bad.detail)
    if not last.rstrip().endswith(closing) and not member.cut_short:
        yield rejected(member.line, "truncated", member.name)


def _attributes(row: str) -> Mapping[str, str]:
    """The cells of a row. Each is read alone, so that no declaration of the file and no other row can harm it."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    row = row if row.endswith("/>") else f"{row[:-1]}/>"
    try:
        return dict(fromstring(_FORBIDDEN.sub("", row) if "&#" in row else row).attrib)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BadRecord("bad-record", row) from error


class _Rows:
    """Makes the records of one site. Its name stands before each id when it is known, since sites number alike."""

    def __init__(self, site: str | None, reading: Reading) -> None:
        self._site = site
        self._before = f"{site}/" if site else ""
        self._observed_at = reading.observed_at
        self._moment = DateReader(zone=UTC, latest=reading.observed_at + ONE_DAY)
        self._actors: dict[tuple[str, str], Actor] = {}

    def post_of(self, row: Mapping[str, str]) -> Post:
        """A question, an answer, or a page about a tag."""
        told = plain_text(row.get("Body", ""))
        title = clean_text(row.get("Title", "")) or None
        number = _number(row)
        if not told.text and not title:
            raise BadRecord("no-text", number)
        native_id = f"{self._before}post-{number}"
        parent = f"{self._before}post-{row['ParentId']}" if row.get("ParentId") else None
        accepted = row.get("AcceptedAnswerId")
        return Post(
            native_id=native_id,
            text=told.text,
            title=title,
            kind=_KINDS.get(row.get("PostTypeId", ""), "article"),
            url=self._address("a" if parent else "questions", number),
            reply_to=parent,
            root=parent or native_id,
            links=told.links,
            tags=tuple(dict.fromkeys(folded_tag(tag) for tag in _TAGS.split(row.get("Tags", "")) if tag.strip())),
            metrics=_metrics(row),
            edited_at=known_moment(self._moment, row.get("LastEditDate")),
            extra=_extra(f"{self._before}post-{accepted}" if accepted else None),
            **self._said(row, "OwnerUserId", "OwnerDisplayName"),
        )

    def comment_of(self, row: Mapping[str, str]) -> Post:
        """A comment under a question or an answer. Names after @ are shown names, which tell no account."""
        text = clean_text(row.get("Text", ""))
        number = _number(row)
        if not text:
            raise BadRecord("no-text", number)
        if not row.get("PostId"):
            raise BadRecord("bad-record", f"PostId {number}")
        return Post(
            native_id=f"{self._before}comment-{number}",
            text=text,
            kind="comment",
            url=self._address("posts/comments", number),
            reply_to=f"{self._before}post-{row['PostId']}",
            links=links_of(text),
            metrics=_metrics(row),
            **self._said(row, "UserId", "UserDisplayName"),
        )

    def member_of(self, row: Mapping[str, str]) -> Actor:
        """A member of the site, who may never have written."""
        number = _number(row)
        name = clean_text(row.get("DisplayName", ""))
        return Actor(
            network=NETWORK,
            native_id=f"{self._before}{number}",
            handle=name or number,
            display_name=name or None,
            bio=plain_text(row.get("AboutMe", "")).text or None,
            url=self._address("users", number),
            account_created_at=known_moment(self._moment, row.get("CreationDate")),
            is_bot_declared=True if number == "-1" else None,
            observed_at=self._observed_at,
        )

    def _said(self, row: Mapping[str, str], id_field: str, name_field: str) -> dict[str, Any]:
        """Where, when and by whom."""
        if not row.get("CreationDate"):
            raise BadRecord("no-date", row.get("Id", ""))
        return {
            "network": NETWORK,
            "instance": self._site,
            "created_at": self._moment(row["CreationDate"]),
            "actor": self._actor(row.get(id_field, ""), clean_text(row.get(name_field, ""))),
            "observed_at": self._observed_at,
        }

    def _actor(self, number: str, name: str) -> Actor | None:
        """Who wrote: by number; who left the site is only a name, and one who left none is nobody."""
        key = (number, name)
        if not number and not name:
            return None
        if key not in self._actors:
            if len(self._actors) >= _REMEMBERED:
                self._actors.clear()
            self._actors[key] = Actor(
                network=NETWORK,
                native_id=self._before + (number or f"name:{folded_handle(name)}"),
                handle=name or number,
                url=self._address("users", number) if number else None,
                observed_at=self._observed_at,
            )
        return self._actors[key]

    def _address(self, page: str, number: str) -> str | None:
        return f"https://{self._site}/{page}/{number}" if self._site else None


def _number(row: Mapping[str, str]) -> str:
    number = row.get("Id", "").strip()
    if not number.removeprefix("-").isdigit():
        raise BadRecord("bad-record", f"Id {number}")
    return number


def _metrics(row: Mapping[str, str]) -> Metrics | None:
    counts = [_count(row.get(name)) for name in ("Score", "AnswerCount", "ViewCount")]
    likes, replies, views = counts
    return None if counts == [None] * 3 else Metrics(likes=likes, replies=replies, views=views)


def _count(cell: str | None) -> int | None:
    try:
        return count_of(cell)
    except UnreadableCount:
        return None


def _extra(accepted: str | None) -> str | None:
    return msgspec.json.encode({"accepted_answer": accepted}).decode() if accepted else None
