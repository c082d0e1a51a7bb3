"""From a post as the pages of X load it to the shape its API v2 gives, so that both make the same post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from palabre.errors import BadRecord
from palabre.imports._counts import UnreadableCount, count_of
from palabre.imports._x_api_v2_shapes import (
    Attachments,
    Entities,
    LongText,
    MediaFile,
    Named,
    Place,
    PublicMetrics,
    Referenced,
    Tag,
    User,
    UserMetrics,
)
from palabre.model import Count

if TYPE_CHECKING:
    from palabre.imports._x_api_v2_posts import Around


class Account(Struct, gc=False):
    """What a page tells of an account: names moved from `legacy` to `core` in 2025."""

    screen_name: str | None = None
    name: str | None = None
    description: str | None = None
    created_at: str | None = None
    followers_count: Count | None = None
    friends_count: Count | None = None
    statuses_count: Count | None = None


class AccountResult(Struct, gc=False):
    """An account."""

    rest_id: str | None = None
    legacy: Account | None = None
    core: Account | None = None


class AccountBox(Struct, gc=False):
    """Where an account is."""

    result: AccountResult | None = None


class Core(Struct, gc=False):
    """Who wrote."""

    user_results: AccountBox | None = None


class Address(Struct, gc=False):
    """An address of a text."""

    expanded_url: str | None = None


class Hashtag(Struct, gc=False):
    """A tag of a text."""

    text: str | None = None


class Mentioned(Struct, gc=False):
    """Someone named in a text."""

    screen_name: str | None = None
    id_str: str | None = None


class Attached(Struct, gc=False):
    """A picture or a film."""

    type: str | None = None
    media_url_https: str | None = None
    ext_alt_text: str | None = None


class Marks(Struct, gc=False):
    """What the network found in a text."""

    urls: list[Address] | None = None
    hashtags: list[Hashtag] | None = None
    user_mentions: list[Mentioned] | None = None
    media: list[Attached] | None = None


class Legacy(Struct, gc=False):
    """Most of a post."""

    full_text: str | None = None
    created_at: str | None = None
    user_id_str: str | None = None
    conversation_id_str: str | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    in_reply_to_screen_name: str | None = None
    quoted_status_id_str: str | None = None
    lang: str | None = None
    possibly_sensitive: bool | None = None
    favorite_count: Count | None = None
    retweet_count: Count | None = None
    reply_count: Count | None = None
    quote_count: Count | None = None
    entities: Marks | None = None
    extended_entities: Marks | None = None
    retweeted_status_result: Box | None = None


class Views(Struct, gc=False):
    """How often a post was seen, in letters."""

    count: str | int | None = None


class Note(Struct, gc=False):
    """The whole of a long text."""

    text: str | None = None
    entity_set: Marks | None = None


class NoteResult(Struct, gc=False):
    """Where the whole of a long text is."""

    result: Note | None = None


class NoteBox(Struct, gc=False):
    """Where a long text is."""

    note_tweet_results: NoteResult | None = None


class Edits(Struct, gc=False):
    """The ids of all versions of a post, the first one first."""

    edit_tweet_ids: list[str] | None = None
    edit_control_initial: Edits | None = None


class Tweet(Struct, gc=False):
    """A post; one shown with a warning has it one level further down, one that is gone has only a tombstone."""

    rest_id: str | None = None
    core: Core | None = None
    legacy: Legacy | None = None
    views: Views | None = None
    note_tweet: NoteBox | None = None
    quoted_status_result: Box | None = None
    edit_control: Edits | None = None
    tweet: Tweet | None = None


class Box(Struct, gc=False):
    """Where a post is."""

    result: Tweet | None = None


def referenced_of(tweet: Tweet, around: Around) -> Referenced:
    """The post in the shape of the API, with those it repeats or quotes inside; its author joins `around`.

    Raises `BadRecord` when it holds no post.
    """
    tweet = tweet.tweet or tweet
    said = tweet.legacy
    if said is None or not tweet.rest_id:
        raise BadRecord("not-posts", tweet.rest_id or "")
    note = _note(tweet)
    history = _history(tweet.edit_control)
    return Referenced(
        id=tweet.rest_id,
        text=said.full_text,
        author_id=_met(tweet, said, around),
        created_at=said.created_at,
        conversation_id=said.conversation_id_str,
        in_reply_to_user_id=said.in_reply_to_user_id_str,
        in_reply_to_user=User(username=said.in_reply_to_screen_name) if said.in_reply_to_screen_name else None,
        lang=said.lang,
        possibly_sensitive=said.possibly_sensitive,
        entities=_entities(said.entities),
        note_tweet=LongText(text=note.text, entities=_entities(note.entity_set)) if note and note.text else None,
        public_metrics=_metrics(said, tweet.views),
        attachments=_attachments(said),
        referenced_tweets=_references(tweet, said, around) or None,
        edit_history_tweet_ids=list(history) if history else None,
    )


def _references(tweet: Tweet, said: Legacy, around: Around) -> list[Referenced]:
    """What a post repeats, quotes and answers; whole where the page holds it."""
    found: list[Referenced] = []
    if said.retweeted_status_result and said.retweeted_status_result.result:
        original = referenced_of(said.retweeted_status_result.result, around)
        original.type = "retweeted"
        return [original]
    if said.in_reply_to_status_id_str:
        found.append(Referenced(type="replied_to", id=said.in_reply_to_status_id_str))
    if said.quoted_status_id_str:
        quoted = Referenced(id=said.quoted_status_id_str)
        box = tweet.quoted_status_result.result if tweet.quoted_status_result else None
        if box is not None and (box.tweet or box).legacy is not None:
            quoted = referenced_of(box, around)
        quoted.type = "quoted"
        found.append(quoted)
    return found


def _met(tweet: Tweet, said: Legacy, around: Around) -> str | None:
    """The number of who wrote, whose look joins `around`."""
    box = tweet.core.user_results.result if tweet.core and tweet.core.user_results else None
    number = said.user_id_str or (box.rest_id if box else None)
    if box is None or number is None:
        return number
    names, counts = box.core or box.legacy or Account(), box.legacy or Account()
    around.users[number] = User(
        id=number,
        username=names.screen_name or counts.screen_name,
        name=names.name or counts.name,
        description=counts.description,
        created_at=names.created_at or counts.created_at,
        public_metrics=UserMetrics(
            followers_count=counts.followers_count,
            following_count=counts.friends_count,
            tweet_count=counts.statuses_count,
        ),
    )
    return number


def _note(tweet: Tweet) -> Note | None:
    box = tweet.note_tweet.note_tweet_results if tweet.note_tweet else None
    return box.result if box else None


def _history(edits: Edits | None) -> list[str] | None:
    if edits is None:
        return None
    return edits.edit_tweet_ids or _history(edits.edit_control_initial)


def _entities(marks: Marks | None) -> Entities | None:
    if marks is None:
        return None
    return Entities(
        urls=[Place(expanded_url=one.expanded_url) for one in marks.urls or ()],
        mentions=[Named(username=one.screen_name, id=one.id_str) for one in marks.user_mentions or ()],
        hashtags=[Tag(tag=one.text) for one in marks.hashtags or () if one.text],
    )


def _attachments(said: Legacy) -> Attachments | None:
    marks = said.extended_entities or said.entities
    if marks is None or not marks.media:
        return None
    files = [MediaFile(type=one.type, url=one.media_url_https, alt_text=one.ext_alt_text) for one in marks.media]
    return Attachments(media=files)


def _metrics(said: Legacy, views: Views | None) -> PublicMetrics:
    try:
        seen = count_of(views.count) if views else None
    except UnreadableCount:
        seen = None
    return PublicMetrics(
        like_count=said.favorite_count,
        retweet_count=said.retweet_count,
        reply_count=said.reply_count,
        quote_count=said.quote_count,
        impression_count=seen,
    )
