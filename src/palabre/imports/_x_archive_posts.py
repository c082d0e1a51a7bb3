"""From a post of the archive that X gives a person of their own account to ours."""

from __future__ import annotations

import html
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.imports._counts import UnreadableCount, count_of
from palabre.imports._x_api_v2_posts import LANGUAGES, MEDIA, NETWORK, REPOSTED, said_at
from palabre.model import Actor, Media, Metrics, Post
from palabre.text.extract import clean_text, folded_handle, folded_tag, marks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Count = str | int | None
# Since this day a post that ends with the address of another quotes it.
QUOTES_SINCE = datetime(2015, 4, 6, tzinfo=UTC)
_QUOTED = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,15})/status/(\d{1,20})(?:[/?#].*)?", re.I)
_CUT = ("…", "...")
_COMPARED = 60


class Tag(Struct, gc=False):
    """A tag of a text."""

    text: str | None = None


class Named(Struct, gc=False):
    """Someone named in a text."""

    screen_name: str | None = None
    id_str: str | None = None


class Place(Struct, gc=False):
    """An address written in a text."""

    url: str | None = None
    expanded_url: str | None = None


class File(Struct, gc=False):
    """A picture or a film."""

    type: str | None = None
    media_url_https: str | None = None
    ext_alt_text: str | None = None


class Entities(Struct, gc=False):
    """What the network found in a text."""

    hashtags: list[Tag] | None = None
    user_mentions: list[Named] | None = None
    urls: list[Place] | None = None
    media: list[File] | None = None


class Versions(Struct, gc=False, rename="camel"):
    """The ids of all versions of an edited post."""

    edit_tweet_ids: list[str] | None = None


class Edited(Struct, gc=False, rename="camel"):
    """A later version of an edited post."""

    initial_tweet_id: str | None = None
    edit_control_initial: Versions | None = None


class EditInfo(Struct, gc=False):
    """Which version of an edited post this is."""

    initial: Versions | None = None
    edit: Edited | None = None


class Tweet(Struct, gc=False):
    """A post as the archive writes it; counts are texts."""

    id_str: str | None = None
    id: str | int | None = None
    created_at: str | None = None
    full_text: str | None = None
    text: str | None = None
    lang: str | None = None
    favorite_count: Count = None
    retweet_count: Count = None
    possibly_sensitive: bool | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    in_reply_to_screen_name: str | None = None
    entities: Entities | None = None
    extended_entities: Entities | None = None
    edit_info: EditInfo | None = None


@dataclass(frozen=True, slots=True)
class LongText:
    """The whole of a text that the list of posts cuts short."""

    text: str
    links: tuple[str, ...]
    tags: tuple[str, ...]
    callouts: tuple[str, ...]


@dataclass(slots=True)
class Archive:
    """What the first files of an archive say: whose it is, when it was made, and the long texts by their second."""

    account_id: str | None = None
    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    account_created_at: datetime | None = None
    made_at: datetime | None = None
    long_texts: dict[datetime, list[LongText]] = field(default_factory=dict)

    def actor(self, observed_at: datetime) -> Actor | None:
        """The account, known by its folded handle, or by `id:` and its number; None when the archive says neither."""
        if not self.handle and not self.account_id:
            return None
        return Actor(
            network=NETWORK,
            native_id=folded_handle(self.handle) if self.handle else f"id:{self.account_id}",
            handle=self.handle or str(self.account_id),
            display_name=self.display_name,
            bio=self.bio,
            url=f"https://x.com/{self.handle}" if self.handle else None,
            account_created_at=self.account_created_at,
            observed_at=observed_at,
        )


def post_of(
    tweet: Tweet, archive: Archive, actor: Actor, moment: Callable[[object], datetime], observed_at: datetime
) -> Post:
    """The post a record describes; raises `BadRecord` when it has no id, no text or no date."""
    said_id = _said_id(tweet)
    written = tweet.full_text or tweet.text or ""
    if not tweet.created_at:
        raise BadRecord("no-date", written or said_id)
    created_at = moment(tweet.created_at)
    text = clean_text(html.unescape(written) if "&" in written else written)
    if not text:
        raise BadRecord("no-text", said_id)
    versions = _versions(tweet, said_id)
    native_id = versions[0]
    reposted = REPOSTED.match(text)
    whole = None if reposted else _long_text(archive, created_at, text)
    links, tags, callouts = _marks(text, tweet.entities)
    post = Post(
        network=NETWORK,
        native_id=native_id,
        created_at=created_at if native_id == said_id else said_at(native_id) or created_at,
        text=text,
        actor=actor,
        url=_address(actor, said_id),
        lang_declared=LANGUAGES.get(tweet.lang, tweet.lang),
        sensitive=tweet.possibly_sensitive,
        links=links,
        tags=tags,
        callouts=callouts,
        # The counters of a repost are those of nobody: its own are always zero.
        metrics=None if reposted or versions[-1] != said_id else _metrics(tweet),
        # The archive holds every version: an earlier one was seen when it was said, whatever its place in the file.
        observed_at=observed_at if versions[-1] == said_id else created_at,
    )
    rarer = _relations(tweet, text, native_id, reposted, created_at) | _files(tweet)
    if whole is not None:
        rarer |= asdict(whole)
    if native_id != said_id:
        rarer["edited_at"] = created_at
    return replace(post, **rarer)


def _said_id(tweet: Tweet) -> str:
    said_id = tweet.id_str or (str(tweet.id) if tweet.id is not None else "")
    if not said_id:
        raise BadRecord("bad-record", "id_str")
    return said_id


def _address(actor: Actor, said_id: str) -> str:
    return f"https://x.com/{'i' if actor.native_id.startswith('id:') else actor.handle}/status/{said_id}"


def _versions(tweet: Tweet, said_id: str) -> list[str]:
    info = tweet.edit_info
    if info is None:
        return [said_id]
    told = info.initial or (info.edit.edit_control_initial if info.edit else None)
    found = list((told.edit_tweet_ids or ()) if told else ())
    if info.edit and info.edit.initial_tweet_id:
        found.append(info.edit.initial_tweet_id)
    return sorted({*found, said_id}, key=lambda version: (len(version), version))


def _relations(
    tweet: Tweet, text: str, native_id: str, reposted: re.Match[str] | None, created_at: datetime
) -> dict[str, Any]:
    """What a post answers, quotes or repeats. Of a repost the archive tells whose post it is, never which."""
    if reposted:
        return {"kind": "repost", "repost_of_actor": folded_handle(reposted[1])}
    if tweet.in_reply_to_status_id_str or tweet.in_reply_to_user_id_str or tweet.in_reply_to_screen_name:
        fields: dict[str, Any] = {"reply_to_actor": _answered(tweet), "root": None}
        if tweet.in_reply_to_status_id_str:
            fields |= {"kind": "reply", "reply_to": tweet.in_reply_to_status_id_str}
    else:
        fields = {"root": native_id}
    quoted = _quoted(tweet, text) if created_at >= QUOTES_SINCE else None
    if quoted:
        fields |= {"quote_of": quoted[2], "quote_of_actor": folded_handle(quoted[1])}
        fields.setdefault("kind", "quote")
    return fields


def _answered(tweet: Tweet) -> str | None:
    if tweet.in_reply_to_screen_name:
        return folded_handle(tweet.in_reply_to_screen_name)
    return f"id:{tweet.in_reply_to_user_id_str}" if tweet.in_reply_to_user_id_str else None


def _quoted(tweet: Tweet, text: str) -> re.Match[str] | None:
    """The post whose address ends a text: the network shows it as a quote and leaves the address in the text."""
    places = tweet.entities.urls if tweet.entities else None
    if not places or not places[-1].url or not text.endswith(places[-1].url):
        return None
    return _QUOTED.fullmatch(places[-1].expanded_url or "")


def _files(tweet: Tweet) -> dict[str, Any]:
    files = (tweet.extended_entities and tweet.extended_entities.media) or (tweet.entities and tweet.entities.media)
    if not files:
        return {}
    return {
        "media": tuple(
            Media(kind=MEDIA.get(file.type or "", "other"), url=file.media_url_https, alt=file.ext_alt_text)
            for file in files
        )
    }


def _marks(text: str, entities: Entities | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if entities is None:
        return marks_of(text)
    return (
        _each(place.expanded_url for place in entities.urls or ()),
        _each(folded_tag(tag.text or "") for tag in entities.hashtags or ()),
        _each(folded_handle(named.screen_name or "") for named in entities.user_mentions or ()),
    )


def _each(words: Any) -> tuple[str, ...]:  # noqa: ANN401 - any iterable of words or none
    return tuple(dict.fromkeys(word for word in words if word))


def _metrics(tweet: Tweet) -> Metrics | None:
    likes, reposts = _count(tweet.favorite_count), _count(tweet.retweet_count)
    return None if likes is None and reposts is None else Metrics(likes=likes, reposts=reposts)


def _count(cell: Count) -> int | None:
    try:
        return count_of(cell)
    except UnreadableCount:
        return None


def _long_text(archive: Archive, created_at: datetime, text: str) -> LongText | None:
    """The whole of a text that ends with a cut, told by its second and its beginning."""
    beginning = text.rpartition(" https://t.co/")[0] or text
    if not archive.long_texts or not beginning.endswith(_CUT):
        return None
    beginning = beginning.rstrip("….")[:_COMPARED]
    candidates: Sequence[LongText] = archive.long_texts.get(created_at.replace(microsecond=0), ())
    return next((one for one in candidates if one.text.startswith(beginning)), None)
