"""The fields of a query: their names in both languages, and what may be asked of each."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches

from palabre.errors import QueryError
from palabre.model import POST_KINDS
from palabre.query.meaning import Sequence, meaning, meaning_of_url
from palabre.query.tree import FIELDS, Field, Term
from palabre.text.folding import is_alone

SHORTEST_PREFIX = 2
LONGEST_PREFIX = 40
# The fields whose value may end with a star.
STARRED = frozenset({"author", "url"})
HELD = ("link", "image", "video", "audio", "media", "tag", "callout", "title")

ALIASES = {"langue": "lang", "auteur": "author", "type": "kind", "genre": "kind", "avec": "has"}
NAMES = {name: name for name in FIELDS} | ALIASES
# What other products call our fields: never accepted here, since there it may mean another thing, only suggested.
_SUGGESTED = {
    "language": "lang",
    "lg": "lang",
    "from": "author",
    "user": "author",
    "username": "author",
    "de": "author",
    "domain": "site",
    "host": "site",
    "domaine": "site",
    "link": "url",
    "links": "url",
    "lien": "url",
    "network": "source",
    "sourcetype": "source",
    "reseau": "source",
    "filter": "has",
    "is": "kind",
}
_KIND_WORDS = {
    "message": "post",
    "publication": "post",
    "reponse": "reply",
    "partage": "repost",
    "citation": "quote",
    "commentaire": "comment",
    "avis": "review",
}
_HELD_WORDS = {
    "lien": "link",
    "photo": "image",
    "son": "audio",
    "visuel": "media",
    "hashtag": "tag",
    "interpellation": "callout",
    "mention": "callout",
    "titre": "title",
}
_SOURCE_WORDS = {"twitter": "x"}
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_WWW = re.compile(r"\A\.*(?:www\.)*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")


def field_of(name: str, value: str, *, column: int, value_column: int) -> Field:
    """The condition that `name:value` asks; raises `QueryError` when there is no such field or no such value."""
    known = NAMES.get(name.lower())
    if known is None:
        raise _unknown_field(name, value, column)
    value, prefix = starred(value, value_column) if known in STARRED else (value, False)
    if "*" in value:
        raise QueryError("query-star-in-field", column=value_column + value.index("*"), name=known)
    made = Field(name=known, value=_VALUES[known](" ".join(value.split()), value_column), prefix=prefix, column=column)
    if not made.value:
        raise QueryError("query-field-empty", column=column, name=known)
    if known == "author" and prefix:
        refuse_prefix(made.value, value_column)
    elif known == "url":
        refuse_sequences(meaning_of_url(made.value, prefix=prefix), made.value, value_column)
    return made


def starred(piece: str, column: int) -> tuple[str, bool]:
    """The piece without its star, and whether it had one; raises `QueryError` for one that ends no word."""
    place = piece.find("*")
    if place < 0:
        return piece, False
    if not piece.strip("*"):
        raise QueryError("query-no-word", column=column, piece=shortened(piece))
    if place != len(piece) - 1 or not _is_letter(piece[place - 1]):
        raise QueryError("query-star", column=column + place)
    return piece[:place], True


def _is_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    return letter == "_" or category[0] in "LMN" or category in ("So", "Sk", "Cf")


def refuse_wordless(term: Term, shown: str) -> None:
    """Raises `QueryError` for a term that holds no word, or whose prefix is too short or too long."""
    refuse_sequences(meaning(term), shown, term.column)


def refuse_sequences(sequences: tuple[Sequence, ...], shown: str, column: int) -> None:
    """Raises `QueryError` when there is no way to match, or one that begins with too little or too much."""
    if not sequences:
        is_link = "://" in shown
        raise QueryError("query-link" if is_link else "query-no-word", column=column, piece=shortened(shown))
    for sequence in sequences:
        if sequence.prefix:
            refuse_prefix(sequence.elements[-1][1].lstrip("#@"), column)


def refuse_prefix(beginning: str, column: int) -> None:
    """Raises `QueryError` for a beginning too short or too long to be looked for."""
    if len(beginning) < SHORTEST_PREFIX and not is_alone(beginning):
        raise QueryError("query-short-prefix", column=column, least=SHORTEST_PREFIX)
    if len(beginning) > LONGEST_PREFIX:
        raise QueryError("query-long-prefix", column=column, most=LONGEST_PREFIX)


def shortened(piece: str, most: int = 60) -> str:
    """A piece of a query as a message shows it."""
    return piece if len(piece) <= most else piece[: most - 1] + "…"


def _plain(word: str) -> str:
    """A word of the interface without case and accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))


def _unknown_field(name: str, value: str, column: int) -> QueryError:
    shown = shortened(f"{name}:{value}")
    wanted = _plain(name)
    close = _SUGGESTED.get(wanted) or next(iter(get_close_matches(wanted[:30], NAMES, n=1)), None)
    if close:
        return QueryError("query-unknown-field-close", column=column, name=name, close=NAMES[close], piece=shown)
    return QueryError("query-unknown-field", column=column, name=name, names=", ".join(FIELDS), piece=shown)


def _lang(value: str, _column: int) -> str:
    return value.lower().replace("_", "-")


def _author(value: str, _column: int) -> str:
    return value.lstrip("@\uff20 ").lower()


def _site(value: str, column: int) -> str:
    host = _WWW.sub("", _SCHEME.sub("", value.lower(), count=1)).rstrip("/")
    if host and not _HOST.fullmatch(host):
        raise QueryError("query-site-host", column=column, piece=shortened(value))
    return host


def _url(value: str, _column: int) -> str:
    return value


def _source(value: str, _column: int) -> str:
    return _SOURCE_WORDS.get(value.lower(), value.lower())


def _kind(value: str, column: int) -> str:
    return _one_of(value, POST_KINDS, _KIND_WORDS, "kind", column)


def _has(value: str, column: int) -> str:
    return _one_of(value, HELD, _HELD_WORDS, "has", column)


def _one_of(value: str, known: tuple[str, ...], words: dict[str, str], name: str, column: int) -> str:
    wanted = _plain(value)
    wanted = words.get(wanted, wanted)
    if not wanted or wanted in known:
        return wanted
    singular = wanted.removesuffix("s")
    close = words.get(singular) or next(iter(get_close_matches(wanted[:30], (*known, *words), n=1)), None)
    if close:
        raise QueryError(
            "query-unknown-value-close", column=column, name=name, value=shortened(value), close=words.get(close, close)
        )
    raise QueryError("query-unknown-value", column=column, name=name, value=shortened(value), values=", ".join(known))


_VALUES = {"lang": _lang, "author": _author, "site": _site, "url": _url, "source": _source, "kind": _kind, "has": _has}
