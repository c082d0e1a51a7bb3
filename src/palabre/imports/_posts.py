"""A mapping compiled once into the function that makes a post, or an actor, of each row."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized

import msgspec
from msgspec.structs import replace

from palabre.errors import BadRecord
from palabre.imports._cells import Cells, is_blank, worded
from palabre.imports.mapping import (
    ACTOR_COUNT_FIELDS,
    ACTOR_REFERENCES,
    COUNT_FIELDS,
    ID_FIELDS,
    LIST_FIELDS,
    Mapping,
)
from palabre.model import POST_KINDS, Actor, Metrics, Post, PostKind
from palabre.text.extract import callouts_of, clean_text, folded_handle, folded_tag, links_of, marks_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from palabre.imports._cells import Getter, Row

    Reader = Callable[[Row], object]

KIND_WORDS: dict[str, PostKind] = {
    **{kind: kind for kind in POST_KINDS},
    "tweet": "post",
    "status": "post",
    "publication": "post",
    "retweet": "repost",
    "rt": "repost",
    "share": "repost",
    "partage": "repost",
    "réponse": "reply",
    "answer": "reply",
    "quoted": "quote",
    "citation": "quote",
    "commentaire": "comment",
    "avis": "review",
}
NETWORK_WORDS = {"twitter": "x", "x (twitter)": "x", "twitter/x": "x"}
_REMEMBERED = 200_000
_PLAIN = {"url": "url", "title": "title"}
_FEW = {"instance": "instance", "lang": "lang_declared", "visibility": "visibility"}


def derived_id(actor: Actor | None, created_at: datetime, text: str) -> str:
    """The id of a post whose file gives none: the same author, moment and text always make the same one."""
    said = "\n".join((actor.native_id if actor else "", created_at.isoformat(), text)).encode("utf-8", "replace")
    return "~" + hashlib.blake2b(said, digest_size=16).hexdigest()


def network_word(word: str) -> str:
    """The name of a network as the product writes it."""
    word = word.strip().lower()
    return NETWORK_WORDS.get(word, word)


class PostMaker:
    """Makes the post of a row. `dates` reads the date fields; a row that makes no post raises `BadRecord`."""

    def __init__(
        self, mapping: Mapping, cells: Cells, dates: dict[str, Callable[[object], datetime]], observed_at: datetime
    ) -> None:
        self._network = network_word(mapping.network)
        self._observed_at = observed_at
        self._text, self._raw_text = cells.word("text"), cells.raw("text")
        self._created, self._read_created = cells.raw("created_at"), dates["created_at"]
        self._native_id = cells.identifier("native_id") if cells.has("native_id") else None
        self._fields = _field_readers(cells, dates)
        self._metrics = _metrics_reader(cells)
        named = cells.has("author") or cells.has("author_id")
        self._actor = ActorMaker(mapping, cells, dates, observed_at) if named else None
        self._marks_of = _marks_reader(cells)

    def __call__(self, row: Row) -> Post:
        """The post of a row."""
        cell = self._created(row)
        try:
            created_at = self._read_created(cell)
        except BadRecord as bad:
            raise BadRecord("no-date" if is_blank(cell) else bad.reason, bad.detail or self._text(row)) from bad
        raw = self._raw_text(row)
        text = clean_text(raw if raw.__class__ is str else worded(raw))
        fields = self._told(row) if self._fields else {}
        # A text that nothing changed is the very object of the cell.
        if text is not raw and raw.__class__ is str and not is_normalized("NFC", raw):
            fields["extra"] = _kept(raw)
        if not text and fields.get("kind") != "repost" and "title" not in fields:
            raise BadRecord("no-text", created_at.isoformat())
        actor = self._actor(row) if self._actor else None
        links, tags, callouts = self._marks_of(text)
        post = Post(
            network=self._network,
            native_id=(self._native_id and self._native_id(row)) or derived_id(actor, created_at, text),
            created_at=created_at,
            text=text,
            actor=actor,
            links=links,
            tags=tags,
            callouts=callouts,
            metrics=self._metrics(row) if self._metrics else None,
            observed_at=self._observed_at,
        )
        # Naming every field at once costs twice as much on rows that have none of the rarer ones.
        return replace(post, **fields) if fields else post

    def _told(self, row: Row) -> dict[str, Any]:
        """The rarer fields that this row holds, and the kind of post they make of it."""
        fields = {name: value for name, read in self._fields if (value := read(row)) is not None}
        if fields and "kind" not in fields:
            fields["kind"] = _inferred(fields)
        return fields


class ActorMaker:
    """Makes the actor of a row; the same cells give the same object, so that a talkative one is made once."""

    def __init__(
        self, mapping: Mapping, cells: Cells, dates: dict[str, Callable[[object], datetime]], observed_at: datetime
    ) -> None:
        alone = mapping.rows == "actors"
        id_field, url_field = ("native_id", "url") if alone else ("author_id", "author_url")
        names = {"author_name": "display_name", "bio": "bio", url_field: "url"}
        self._network = network_word(mapping.network)
        self._network_of = cells.word("network") if cells.has("network") else None
        self._observed_at = observed_at
        self._handle, self._native = cells.word("author"), cells.identifier(id_field)
        self._key_of = _key_reader(cells, ("network", "author", id_field, *names, *_ACTOR_EXTRAS))
        self._readers: list[tuple[str, Reader]] = [
            (name, cells.word(field)) for field, name in names.items() if cells.has(field)
        ]
        self._readers += [(field, cells.count(field)) for field in ACTOR_COUNT_FIELDS if cells.has(field)]
        if cells.has("account_created_at"):
            self._readers.append(("account_created_at", _known_date(cells, dates, "account_created_at")))
        self._known: dict[object, Actor | None] = {}

    def __call__(self, row: Row) -> Actor | None:
        """The actor of a row, None when the row names nobody."""
        key = self._key_of(row)
        try:
            return self._known[key]
        except KeyError:
            actor = self._made(row)
        except TypeError:
            return self._made(row)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[key] = actor
        return actor

    def _made(self, row: Row) -> Actor | None:
        handle, native_id = self._handle(row), self._native(row)
        if handle is None and native_id is None:
            return None
        shown = (handle or native_id or "").lstrip("@").strip()
        native_id = native_id or folded_handle(shown)
        if not native_id:
            return None
        word = self._network_of(row) if self._network_of else None
        network = network_word(word) if word else self._network
        fields: dict[str, Any] = {name: read(row) for name, read in self._readers}
        return Actor(
            network=network, native_id=native_id, handle=shown or native_id, observed_at=self._observed_at, **fields
        )


_ACTOR_EXTRAS = (*ACTOR_COUNT_FIELDS, "account_created_at")


def _key_reader(cells: Cells, names: tuple[str, ...]) -> Getter:
    getters = [cells.raw(name) for name in names if cells.has(name)]
    if len(getters) == 1:
        return getters[0]
    return lambda row: tuple([get(row) for get in getters])


def _nothing_of(_text: str) -> tuple[str, ...]:
    return ()


def _marks_reader(cells: Cells) -> Callable[[str], tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """What is written in a text, apart from what a column of its own tells."""
    if not any(map(cells.has, LIST_FIELDS)):
        return marks_of
    links = _nothing_of if cells.has("links") else links_of
    tags = _nothing_of if cells.has("tags") else tags_of
    callouts = _nothing_of if cells.has("callouts") else callouts_of
    return lambda text: (links(text), tags(text), callouts(text))


def _metrics_reader(cells: Cells) -> Callable[[Row], Metrics | None] | None:
    """Most posts count little, so the same counts are made once."""
    readers = [(name, cells.count(name)) for name in COUNT_FIELDS if cells.has(name)]
    key_of = _key_reader(cells, COUNT_FIELDS)
    known: dict[object, Metrics | None] = {}

    def read_metrics(row: Row) -> Metrics | None:
        key = key_of(row)
        try:
            return known[key]
        except (KeyError, TypeError):
            counts = {name: count for name, read in readers if (count := read(row)) is not None}
        metrics = Metrics(**counts) if counts else None
        if len(counts) == len(readers):
            if len(known) >= _REMEMBERED:
                known.clear()
            known[key] = metrics
        return metrics

    return read_metrics if readers else None


def _field_readers(cells: Cells, dates: dict[str, Callable[[object], datetime]]) -> list[tuple[str, Reader]]:
    readers: list[tuple[str, Reader]] = []
    readers += [(field, cells.identifier(field)) for field in ID_FIELDS if field != "native_id" and cells.has(field)]
    readers += [(name, cells.word(field)) for field, name in _PLAIN.items() if cells.has(field)]
    readers += [(name, cells.once(field, cells.word(field))) for field, name in _FEW.items() if cells.has(field)]
    readers += [(name, _folded(cells.word(field))) for field, name in ACTOR_REFERENCES.items() if cells.has(field)]
    if cells.has("network"):
        readers.append(("network", cells.once("network", _network(cells.word("network")))))
    if cells.has("kind"):
        readers.append(("kind", cells.once("kind", _kind(cells.word("kind")))))
    if cells.has("edited_at"):
        readers.append(("edited_at", _known_date(cells, dates, "edited_at")))
    if cells.has("tags"):
        readers.append(("tags", _each(cells.words("tags"), folded_tag)))
    if cells.has("callouts"):
        readers.append(("callouts", _each(cells.words("callouts"), folded_handle)))
    if cells.has("links"):
        readers.append(("links", cells.words("links")))
    return readers


def _kept(raw: str) -> str:
    """The letters as they came, for what is kept beside a post."""
    return msgspec.json.encode({"raw_text": raw.encode("utf-8", "replace").decode()}).decode()


def _each(read: Callable[[Row], tuple[str, ...] | None], fold: Callable[[str], str]) -> Reader:
    def read_folded(row: Row) -> tuple[str, ...] | None:
        words = read(row)
        return tuple(dict.fromkeys(filter(None, map(fold, words)))) or None if words else None

    return read_folded


def _folded(read: Callable[[Row], str | None]) -> Reader:
    return lambda row: folded_handle(word) or None if (word := read(row)) else None


def _network(read: Callable[[Row], str | None]) -> Reader:
    return lambda row: network_word(word) if (word := read(row)) else None


def _kind(read: Callable[[Row], str | None]) -> Reader:
    def read_kind(row: Row) -> PostKind | None:
        word = read(row)
        if word is None:
            return None
        kind = KIND_WORDS.get(clean_text(word.casefold()))
        if kind is None:
            raise BadRecord("bad-kind", word)
        return kind

    return read_kind


def _known_date(cells: Cells, dates: dict[str, Callable[[object], datetime]], field: str) -> Reader:
    """A date that only completes a record: unreadable, it is unknown, and the record stays."""
    raw, read = cells.raw(field), dates[field]

    def read_known(row: Row) -> datetime | None:
        cell = raw(row)
        try:
            return None if is_blank(cell) else read(cell)
        except BadRecord:
            return None

    return read_known


def _inferred(fields: dict[str, Any]) -> PostKind:
    if "repost_of" in fields or "repost_of_actor" in fields:
        return "repost"
    if "reply_to" in fields or "reply_to_actor" in fields:
        return "reply"
    return "quote" if "quote_of" in fields or "quote_of_actor" in fields else "post"
