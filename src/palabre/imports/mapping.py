"""Which column of a table is which field of a post, or of an actor."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import collections.abc

Column = str | tuple[str, ...]

ID_FIELDS = ("native_id", "reply_to", "root", "quote_of", "repost_of")
COUNT_FIELDS = ("likes", "reposts", "replies", "quotes", "views")
ACTOR_COUNT_FIELDS = ("followers", "following", "posts")
LIST_FIELDS = ("tags", "links", "callouts")
POST_DATE_FIELDS = ("created_at", "edited_at")
ACTOR_DATE_FIELDS = ("account_created_at",)
ACTOR_WORD_FIELDS = ("author", "author_id", "author_name", "bio", "author_url")
ACTOR_REFERENCES = {
    "reply_to_author": "reply_to_actor",
    "quote_of_author": "quote_of_actor",
    "repost_of_author": "repost_of_actor",
}
POST_WORD_FIELDS = ("text", "title", "url", "instance", "kind", "lang", *ACTOR_REFERENCES, "visibility", "network")
POST_FIELDS = (
    "text",
    "created_at",
    "author",
    "native_id",
    "author_id",
    "author_name",
    "bio",
    "author_url",
    "followers",
    "following",
    "account_created_at",
    "kind",
    "title",
    "url",
    "instance",
    "network",
    "lang",
    "reply_to",
    "root",
    "quote_of",
    "repost_of",
    *ACTOR_REFERENCES,
    "visibility",
    "edited_at",
    *COUNT_FIELDS,
    *LIST_FIELDS,
)
ACTOR_FIELDS = (
    "author",
    "native_id",
    "author_name",
    "bio",
    "url",
    "followers",
    "following",
    "posts",
    "account_created_at",
    "network",
)
DATE_FIELDS = POST_DATE_FIELDS + ACTOR_DATE_FIELDS
UNNAMED_NETWORK = "other"
_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How to read a table. `columns` goes from the field to the column, several columns, or a template with `{Column}`.

    `constants` gives a field the same word on every row; `values` replaces what a column holds, blank meaning unknown.
    """

    columns: collections.abc.Mapping[str, Column]
    network: str = UNNAMED_NETWORK
    timezone: str | None = None
    rows: Literal["posts", "actors"] = "posts"
    constants: collections.abc.Mapping[str, str] = field(default_factory=dict)
    values: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = field(default_factory=dict)
    dates: str | None = None
    encoding: str | None = None

    @property
    def named_columns(self) -> tuple[str, ...]:
        """Every column of the file that the mapping reads, each once."""
        return tuple(dict.fromkeys(name for column in self.columns.values() for name in columns_of(column)))


def columns_of(column: Column) -> tuple[str, ...]:
    """The columns that one entry of a mapping reads: one, several, or those between the braces of a template."""
    if isinstance(column, tuple):
        return column
    return tuple(_PLACE.findall(column)) or (column,)


def is_template(column: Column) -> bool:
    """Whether an entry of a mapping is a template, such as `comment-{Id}`."""
    return isinstance(column, str) and bool(_PLACE.search(column))


def template_parts(column: str) -> list[str]:
    """A template cut in turns: words, column, words, column, words."""
    return _PLACE.split(column)


def folded_name(name: str) -> str:
    """A header as it is compared: one form of accents and blanks, no case."""
    return " ".join(unicodedata.normalize("NFC", name).replace("\u2019", "'").casefold().split())


def spelled(column: Column, spelling: collections.abc.Mapping[str, str]) -> Column:
    """An entry of a mapping with the file's own spelling of its columns, known by their folded names."""
    if isinstance(column, tuple):
        return tuple(spelling[folded_name(name)] for name in column)
    if is_template(column):
        parts = template_parts(column)
        return "".join(f"{{{spelling[folded_name(part)]}}}" if turn % 2 else part for turn, part in enumerate(parts))
    return spelling[folded_name(columns_of(column)[0])]
