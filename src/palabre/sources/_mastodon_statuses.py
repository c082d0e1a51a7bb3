"""From a status of Mastodon and of servers that speak like it, as their API writes it, to ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Media, Metrics, Post
from palabre.text.dates import known_moment
from palabre.text.extract import clean_text, folded_handle, folded_tag, host_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

NETWORK = "fediverse"
PUBLIC = frozenset(("public", "unlisted"))
# What people write in their own words when they do not want to be gathered.
_REFUSALS = re.compile(r"#(?:nobots?|noindex|noarchive)\b", re.IGNORECASE)
_MEDIA: dict[str | None, Literal["image", "video", "audio"]] = {
    "image": "image",
    "gifv": "video",
    "video": "video",
    "audio": "audio",
}
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}|localhost")


class Account(Struct, gc=False):
    """Who posts."""

    id: str | int | None = None
    username: str | None = None
    acct: str | None = None
    display_name: str | None = None
    note: str | None = None
    url: str | None = None
    uri: str | None = None
    bot: bool | None = None
    indexable: bool | None = None
    noindex: bool | None = None
    created_at: str | None = None
    followers_count: Count | None = None
    following_count: Count | None = None
    statuses_count: Count | None = None


class Named(Struct, gc=False):
    """Someone named in a text."""

    id: str | int | None = None
    username: str | None = None
    acct: str | None = None
    url: str | None = None


class Tag(Struct, gc=False):
    """A tag of a text."""

    name: str = ""


class Attached(Struct, gc=False):
    """A picture, a film or a sound."""

    type: str | None = None
    url: str | None = None
    remote_url: str | None = None
    description: str | None = None


class Quoted(Struct, gc=False):
    """The status that another one quotes, when it may be shown; some servers write it without the box around it."""

    quoted_status: Status | None = None
    uri: str | None = None
    account: Account | None = None


class Status(Struct, gc=False):
    """A status; a boost when it holds another in `reblog`."""

    id: str | int | None = None
    uri: str | None = None
    url: str | None = None
    created_at: str | None = None
    edited_at: str | None = None
    content: str | None = None
    spoiler_text: str | None = None
    visibility: str | None = None
    sensitive: bool | None = None
    language: str | None = None
    in_reply_to_id: str | int | None = None
    in_reply_to_account_id: str | int | None = None
    account: Account | None = None
    reblog: Status | None = None
    quote: Quoted | None = None
    mentions: list[Named] | None = None
    tags: list[Tag] | None = None
    media_attachments: list[Attached] | None = None
    favourites_count: Count | None = None
    reblogs_count: Count | None = None
    replies_count: Count | None = None
    quotes_count: Count | None = None


_REMEMBERED = 100_000


class Around:
    """What surrounds the statuses of one server: when they were taken, and those met, by their number there.

    A status names what it answers by the number it has on the server that was asked, and never by its lasting address.
    """

    def __init__(self, *, observed_at: datetime, moment: Callable[[object], datetime]) -> None:
        self.observed_at = observed_at
        self.moment = moment
        self._posts: dict[str, tuple[str, str | None]] = {}
        self._accounts: dict[str, str] = {}
        self._roots: dict[str, str] = {}

    def meet(self, status: Status) -> None:
        """Remembers the numbers of a status and of those it names, for what answers them."""
        if len(self._posts) > _REMEMBERED:
            self._posts.clear()
            self._accounts.clear()
            self._roots.clear()
        for one in (status.account, *(status.mentions or ())):
            if one is not None and one.id is not None and (name := full_name(one)):
                self._accounts[str(one.id)] = name
        if status.id is not None and status.uri:
            self._posts[str(status.id)] = (status.uri, full_name(status.account) if status.account else None)
            if root := self.root_of(status):
                self._roots[str(status.id)] = root

    def root_of(self, status: Status) -> str | None:
        """The first status of the thread: itself, or that of what it answers, when the file gave that one before."""
        return status.uri if status.in_reply_to_id is None else self._roots.get(str(status.in_reply_to_id))

    def answered(self, status: Status) -> tuple[str | None, str | None]:
        """The address of what a status answers, and who said it, as far as they were met."""
        uri, author = self._posts.get(str(status.in_reply_to_id), (None, None))
        return uri, author or self._accounts.get(str(status.in_reply_to_account_id))


def refuses_to_be_gathered(account: Account | None) -> bool:
    """Whether an account asks not to be found by search: by its settings, or in its own words."""
    if account is None:
        return False
    return account.indexable is False or account.noindex is True or bool(_REFUSALS.search(account.note or ""))


def full_name(account: Account | Named) -> str | None:
    """`name@host`, folded: what an account is known by from every server, whichever was asked."""
    name = folded_handle(account.acct or "")
    if name.count("@") != 1:
        host = host_of(account.url)
        if not account.username or not host:
            return None
        name = folded_handle(f"{account.username}@{host}")
    return name


def post_of(status: Status, around: Around) -> Post:
    """The post a status describes. A boost has the text of what it boosts, unless its author refuses to be gathered.

    The warning before a text is its title. Raises `BadRecord` without an address, an account, a date or anything said.
    """
    if not status.uri:
        raise BadRecord("bad-record", f"uri of {status.id}")
    if not status.created_at:
        raise BadRecord("no-date", status.uri)
    boosted = status.reblog
    told = status if boosted is None else Status() if refuses_to_be_gathered(boosted.account) else boosted
    body = plain_text(told.content or "")
    media = _media_of(told)
    # A picture alone is read as the words that describe it.
    described = "" if body.text else " ".join(one.alt for one in media if one.alt)
    title = clean_text(told.spoiler_text or described) or None
    if boosted is None and not body.text and not title:
        raise BadRecord("no-text", status.uri)
    return Post(
        network=NETWORK,
        native_id=status.uri,
        created_at=around.moment(status.created_at),
        text=body.text,
        title=title,
        actor=actor_of(status.account or Account(), around),
        url=status.url or (boosted.url if boosted else None),
        instance=_host_of(status.uri),
        lang_declared=told.language,
        visibility=status.visibility,
        sensitive=told.sensitive,
        links=body.links,
        tags=tuple(dict.fromkeys(folded_tag(tag.name) for tag in told.tags or () if tag.name)),
        callouts=_callouts(told) if boosted is None else (),
        media=media,
        metrics=_metrics(status) if boosted is None else None,
        edited_at=known_moment(around.moment, status.edited_at),
        observed_at=around.observed_at,
        **_relations(status, around),
    )


def actor_of(account: Account, around: Around) -> Actor:
    """The actor an account describes, known by its name and its host; raises `BadRecord` when either is missing."""
    name = full_name(account)
    if name is None:
        raise BadRecord("no-actor", account.acct or account.username or "")
    return Actor(
        network=NETWORK,
        native_id=name,
        handle=name,
        display_name=clean_text(account.display_name or "") or None,
        bio=plain_text(account.note or "").text or None,
        url=account.url,
        followers=_count(account.followers_count),
        following=_count(account.following_count),
        posts=_count(account.statuses_count),
        account_created_at=known_moment(around.moment, account.created_at),
        is_bot_declared=account.bot,
        observed_at=around.observed_at,
    )


def _relations(status: Status, around: Around) -> dict[str, Any]:
    """What kind of post it is, and what it answers or carries on."""
    if status.reblog is not None:
        author = full_name(status.reblog.account) if status.reblog.account else None
        return {"kind": "repost", "repost_of": status.reblog.uri, "repost_of_actor": author}
    fields: dict[str, Any] = {}
    quoted = (status.quote.quoted_status or status.quote) if status.quote else None
    if quoted is not None and quoted.uri:
        author = full_name(quoted.account) if quoted.account else None
        fields = {"kind": "quote", "quote_of": quoted.uri, "quote_of_actor": author}
    fields["root"] = around.root_of(status)
    if status.in_reply_to_id is not None:
        uri, author = around.answered(status)
        fields |= {"kind": "reply", "reply_to": uri, "reply_to_actor": author}
    return fields


def _host_of(uri: str) -> str | None:
    host = host_of(uri)
    return host if host and _HOST.fullmatch(host) else None


def _callouts(status: Status) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in status.mentions or () if (name := full_name(one))))


def _media_of(status: Status) -> tuple[Media, ...]:
    return tuple(
        Media(kind=_MEDIA.get(one.type, "other"), url=one.url or one.remote_url, alt=one.description)
        for one in status.media_attachments or ()
    )


def _count(count: int | None) -> int | None:
    """Servers that hide a count write -1."""
    return None if count is None or count < 0 else count


def _metrics(status: Status) -> Metrics | None:
    counts: Mapping[str, int | None] = {
        "likes": _count(status.favourites_count),
        "reposts": _count(status.reblogs_count),
        "replies": _count(status.replies_count),
        "quotes": _count(status.quotes_count),
    }
    return Metrics(**counts) if any(count is not None for count in counts.values()) else None
