"""From a status of Mastodon and of servers that speak like it, as their API writes it, to ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from palabre.errors import BadRecord
from palabre.model import Actor, Count, Media, Metrics, Post
from palabre.model.signals import SIGNALS, signals_in
from palabre.sources._fediverse import (
    NETWORK,
    media_kind,
    named_at,
    named_in,
    poll_beside,
    said_of,
    tags_in,
    web_address,
)
from palabre.text.dates import known_moment
from palabre.text.extract import callouts_of, clean_text, host_of, tags_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from palabre.model.signals import Signal

PUBLIC = frozenset(("public", "unlisted"))
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
    discoverable: bool | None = None
    suspended: bool | None = None
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

    name: str | None = None
    url: str | None = None


class Choice(Struct, gc=False):
    """An answer of a poll."""

    title: str | None = None
    votes_count: Count | None = None


class Poll(Struct, gc=False):
    """A poll of a status."""

    multiple: bool | None = None
    voters_count: Count | None = None
    options: list[Choice] | None = None


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
    poll: Poll | None = None
    favourites_count: Count | None = None
    reblogs_count: Count | None = None
    replies_count: Count | None = None
    quotes_count: Count | None = None


_REMEMBERED = 100_000


class Around:
    """What surrounds the statuses of one server: when they were taken, and those met, by their number there.

    A status names what it answers by the number it has on the server that was asked, and never by its lasting address.
    `domain` is what the people of that server are known by, when it told: it need not be the host of its pages.
    """

    def __init__(
        self, *, observed_at: datetime, moment: Callable[[object], datetime], domain: str | None = None
    ) -> None:
        self.observed_at = observed_at
        self.moment = moment
        self.domain = domain
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
            if one is not None and one.id is not None and (name := self.name_of(one)):
                self._accounts[str(one.id)] = name
        if status.id is not None and status.uri:
            self._posts[str(status.id)] = (status.uri, self.name_of(status.account))
            if root := self.root_of(status):
                self._roots[str(status.id)] = root

    def name_of(self, account: Account | Named | None) -> str | None:
        """`name@host`, folded: what an account is known by from every server, whichever was asked."""
        if account is None:
            return None
        is_here = "@" not in (account.acct or "@")
        return full_name(account, self.domain if is_here else None)

    def root_of(self, status: Status) -> str | None:
        """The first status of the thread: itself, or that of what it answers, when the file gave that one before."""
        return status.uri if status.in_reply_to_id is None else self._roots.get(str(status.in_reply_to_id))

    def answered(self, status: Status) -> tuple[str | None, str | None]:
        """The address of what a status answers, and who said it, as far as they were met."""
        uri, author = self._posts.get(str(status.in_reply_to_id), (None, None))
        return uri, author or self._accounts.get(str(status.in_reply_to_account_id))


def asked_by(account: Account | None) -> tuple[Signal, ...]:
    """What an account asks of those who read it, by its settings and in its own words."""
    if account is None:
        return ()
    said = signals_in(plain_text(account.note or "").text)
    return tuple(dict.fromkeys((*(signals_of(account) or ()), *said)))


def refuses_to_be_gathered(account: Account | None) -> bool:
    """Whether an account asks not to be found by search. One that is not shown in directories may still be in a file.

    Who saved the file was let read it; what a live source hears of such an account is judged by what it asks.
    """
    return any(signal != "not-discoverable" for signal in asked_by(account))


def signals_of(account: Account) -> tuple[Signal, ...] | None:
    """What the settings of an account ask; None when its server tells none of them. A locked account is no secret."""
    told: tuple[tuple[Signal, bool | None], ...] = (
        ("not-indexable", None if account.indexable is None else not account.indexable),
        ("not-discoverable", None if account.discoverable is None else not account.discoverable),
        ("no-index", account.noindex),
    )
    if all(is_asked is None for _, is_asked in told):
        return None
    return tuple(signal for signal, is_asked in told if is_asked)


def full_name(account: Account | Named, domain: str | None = None) -> str | None:
    """`name@host`, folded: what an account is known by from every server; the host of its page without a domain."""
    return named_at(account.acct, None) or named_at(account.username, domain or host_of(account.url))


def post_of(status: Status, around: Around) -> Post:
    """The post a status describes. A boost has the text of what it boosts, unless its author refuses to be gathered.

    The warning before a text is its title. Raises `BadRecord` without an address, an account, a date or anything said.
    """
    if not status.uri:
        raise BadRecord("bad-record", f"uri of {status.id}")
    if not status.created_at:
        raise BadRecord("no-date", status.uri)
    boosted = status.reblog
    told = status if boosted is None else Status() if _is_left_out(boosted.account) else boosted
    media = _media_of(told)
    said = said_of(told.content, told.spoiler_text, media, _marks(told))
    if boosted is None and not said.text and not said.title:
        raise BadRecord("no-text", status.uri)
    return Post(
        network=NETWORK,
        native_id=status.uri,
        created_at=around.moment(status.created_at),
        text=said.text,
        title=said.title,
        actor=actor_of(status.account or Account(), around),
        url=status.url or (boosted.url if boosted else None),
        instance=_host_of(status.uri),
        lang_declared=told.language,
        visibility=status.visibility,
        sensitive=told.sensitive,
        links=said.links,
        tags=tags_of(said.text) if told.tags is None else tags_in(tag.name for tag in told.tags),
        callouts=_callouts(told, said.text, around) if boosted is None else (),
        media=media,
        metrics=_metrics(status) if boosted is None else None,
        edited_at=known_moment(around.moment, status.edited_at),
        observed_at=around.observed_at,
        extra=_poll(told),
        **_relations(status, around),
    )


def actor_of(account: Account, around: Around) -> Actor:
    """The actor an account describes, known by its name and its host; raises `BadRecord` when either is missing."""
    name = around.name_of(account)
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
        signals=signals_of(account),
        observed_at=around.observed_at,
    )


def _relations(status: Status, around: Around) -> dict[str, Any]:
    """What kind of post it is, and what it answers or carries on."""
    if status.reblog is not None:
        author = around.name_of(status.reblog.account)
        return {"kind": "repost", "repost_of": status.reblog.uri, "repost_of_actor": author}
    fields: dict[str, Any] = {}
    quoted = (status.quote.quoted_status or status.quote) if status.quote else None
    if quoted is not None and quoted.uri:
        author = around.name_of(quoted.account)
        fields = {"kind": "quote", "quote_of": quoted.uri, "quote_of_actor": author}
    fields["root"] = around.root_of(status)
    if status.in_reply_to_id is not None:
        uri, author = around.answered(status)
        fields |= {"kind": "reply", "reply_to": uri, "reply_to_actor": author}
    return fields


def _host_of(uri: str) -> str | None:
    host = host_of(uri)
    return host if host and _HOST.fullmatch(host) else None


def _is_left_out(account: Account | None) -> bool:
    return any(SIGNALS[signal] == "left-out" for signal in asked_by(account))


def _marks(status: Status) -> frozenset[str]:
    """The addresses of those named and of tags, which are no links; some servers do not mark them so in the text."""
    return frozenset(one.url for one in (*(status.mentions or ()), *(status.tags or ())) if one.url)


def _callouts(status: Status, text: str, around: Around) -> tuple[str, ...]:
    if status.mentions is None:
        return tuple(name for name in callouts_of(text) if "@" in name)
    return named_in(around.name_of(one) for one in status.mentions)


def _poll(status: Status) -> str | None:
    poll = status.poll
    if poll is None:
        return None
    answers = ((one.title, _count(one.votes_count)) for one in poll.options or ())
    return poll_beside(answers, voters=_count(poll.voters_count), several=bool(poll.multiple))


def _media_of(status: Status) -> tuple[Media, ...]:
    return tuple(
        Media(
            kind=media_kind(one.type),
            url=web_address(one.url) or web_address(one.remote_url),
            alt=clean_text(one.description or "") or None,
        )
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
