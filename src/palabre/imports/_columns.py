"""Finds the columns of a table: those a mapping names, or those whose headers say plainly what they are."""

from __future__ import annotations

import dataclasses
import difflib
from typing import TYPE_CHECKING

from palabre.errors import ImportRefused
from palabre.imports._known import known_tool
from palabre.imports.mapping import Column, Mapping, columns_of, folded_name, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from palabre.imports.contract import Reading

# The first header found in the file wins, so the plainest names come first.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "texte", "full text", "full_text", "tweet", "tweet text", "message", "content", "contenu",
        "body", "post text", "corps", "caption", "légende", "comment", "commentaire", "post", "publication",
    ),
    "created_at": (
        "created_at", "created at", "date", "datetime", "date_time", "date time", "timestamp", "created",
        "created_utc", "posted at", "published at", "published_at", "publish_date", "publish date",
        "publish time", "published", "creation date", "creationdate", "creation_time", "date de publication",
        "date de création", "publié le", "créé le", "posté le", "horodatage", "post created",
        "date published",
    ),
    "author": (
        "author", "auteur", "auteure", "autrice", "handle", "username", "user name", "user_name",
        "screen_name", "user_screen_name", "user", "utilisateur", "account", "compte", "nick", "pseudo",
        "pseudonyme", "member", "membre", "author.username", "from",
    ),
    "author_name": (
        "author_name", "display_name", "display name", "author name", "nom affiché", "fullname", "full name",
    ),
    "native_id": (
        "id", "native_id", "post id", "post_id", "tweet id", "tweet_id", "message id", "message_id",
        "identifiant", "comment id", "comment_id", "status_id",
    ),
    "url": ("url", "link", "lien", "permalink", "permalien", "adresse", "post url", "tweet link", "mcl_url"),
    "title": ("title", "titre", "headline", "subject", "sujet", "objet"),
    "lang": ("lang", "language", "langue"),
    "network": ("network", "réseau", "platform", "plateforme"),
    "kind": ("kind",),
    "likes": (
        "likes", "like_count", "favorite_count", "favorites", "likes_count", "j'aime", "mentions j'aime",
        "nombre de j'aime",
    ),
    "reposts": (
        "reposts", "retweets", "retweet_count", "repost_count", "shares", "share_count", "partages",
        "nombre de partages",
    ),
    "replies": ("replies", "reply_count", "replies_count", "réponses", "comments", "comment_count", "commentaires"),
    "quotes": ("quotes", "quote_count", "citations"),
    "views": ("views", "view_count", "impressions", "impression_count", "vues"),
    "followers": (
        "followers", "followers_count", "author_followers", "user_followers", "abonnés", "nombre d'abonnés",
    ),
    "following": ("following", "following_count", "friends", "friends_count", "abonnements"),
    "reply_to": ("reply_to", "in_reply_to", "in_reply_to_id", "in_reply_to_status_id", "parent_id", "en réponse à"),
    "root": ("root", "conversation_id", "thread_id", "fil de discussion"),
    "tags": ("hashtags", "mots-dièse", "hashtag"),
}  # fmt: skip
_PARTED = (("date", "time"), ("date", "heure"), ("date", "hour"))
_FIELD_OF = {name: field for field, names in reversed(SYNONYMS.items()) for name in names}


def recognised(names: Iterable[str]) -> dict[str, Column]:
    """The fields whose columns have a plain name, in French or English; a day and an hour apart make one date."""
    folded = {folded_name(name): name for name in reversed(list(names))}
    found: dict[str, Column] = {}
    for field, synonyms in SYNONYMS.items():
        for synonym in synonyms:
            if synonym in folded:
                found[field] = folded[synonym]
                break
    for day, hour in _PARTED:
        if day in folded and hour in folded and found["created_at"] == folded[day]:
            found["created_at"] = (folded[day], folded[hour])
    return found


def field_of(name: str) -> str | None:
    """The field a header plainly names."""
    return _FIELD_OF.get(folded_name(name))


def matched(names: Sequence[str], mapping: Mapping | None) -> int:
    """How many of the wanted columns a possible header holds; without a mapping, how many have a plain name.

    The header of a tool that is known comes before any other.
    """
    if mapping is None:
        found = recognised(names)
        plain = len(found) + (100 if "text" in found and "created_at" in found else 0)
        return plain + (1000 if known_tool(names) else 0)
    here = set(map(folded_name, names))
    return sum(1 for name in mapping.named_columns if folded_name(name) in here)


def settled(names: Sequence[str], reading: Reading, *, file: str, proposal: str) -> Mapping:
    """The mapping with the file's own spelling of its columns; a guessed one when none was given.

    Raises `ImportRefused` naming the nearest column when one is missing, or with a mapping to correct when text and
    date cannot be told by their names.
    """
    shown = ", ".join(name for name in names if name)
    if not shown:
        raise ImportRefused("columns-none", file=file)
    if reading.mapping is None:
        found = recognised(names)
        if "text" not in found or "created_at" not in found:
            raise ImportRefused("columns-unknown", file=file, columns=shown, proposal=proposal)
        told = ", ".join(f"{field} = {' + '.join(columns_of(column))}" for field, column in found.items())
        reading.note("columns-guessed", file=file, columns=told)
        mapping = Mapping(columns=found)
    else:
        spelling = {folded_name(name): name for name in reversed(list(names))}
        for name in reading.mapping.named_columns:
            if folded_name(name) not in spelling:
                nearest = difflib.get_close_matches(folded_name(name), list(spelling), n=1, cutoff=0.0)
                near = spelling[nearest[0]] if nearest else ""
                raise ImportRefused("column-missing", file=file, column=name, nearest=near, columns=shown)
        columns = {field: spelled(column, spelling) for field, column in reading.mapping.columns.items()}
        mapping = dataclasses.replace(reading.mapping, columns=columns)
    _tell_left_out(names, mapping, reading, file)
    return mapping


def _tell_left_out(names: Sequence[str], mapping: Mapping, reading: Reading, file: str) -> None:
    for name in mapping.named_columns:
        if names.count(name) > 1:
            reading.note("column-doubled", file=file, column=name)
    unused = [name for name in names if name and name not in mapping.named_columns]
    if unused:
        reading.note("columns-ignored", file=file, columns=", ".join(unused))
