"""The slow, obvious evaluator: what a query means, read straight off the tree, one post at a time.

It tries everything: each word as the beginning of each term, each choice of words for `~n`, each pair for NEAR. The
compiled one must agree with it on every post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from palabre.query.meaning import Sequence as Wanted
from palabre.query.meaning import meaning, meaning_of_url, words_of_url
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term
from palabre.text.folding import Word, words_of_post

Span = tuple[int, int]
_meant = lru_cache(maxsize=100_000)(meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What of a post a query can ask for; `media` holds the kinds alone."""

    title: str | None = None
    text: str | None = None
    lang: str | None = None
    handle: str | None = None
    network: str | None = None
    kind: str | None = None
    links: tuple[str, ...] | None = ()
    tags: tuple[str, ...] | None = ()
    callouts: tuple[str, ...] | None = ()
    media: tuple[str, ...] | None = ()


class Text:
    """The words of a text, and what finds the word at each position."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.at = {word.position: word.answers for word in words}


@lru_cache(maxsize=10_000)
def _read(title: str | None, text: str | None) -> tuple[Text, Text]:
    of_title, of_text = words_of_post(title, text)
    return Text(of_title), Text(of_text)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a term matches: its first and last position, and the runs of positions that are the match itself."""

    first: int
    last: int
    runs: tuple[Span, ...]


def matches(node: Node, post: Post) -> bool:
    """Whether a post is what a query asks for."""
    match node:
        case And():
            return all(matches(one, post) for one in node.nodes)
        case Or():
            return any(matches(one, post) for one in node.nodes)
        case Not():
            return not matches(node.node, post)
        case Field():
            return _FIELDS[node.name](node, post)
        case Term() | Near():
            return any(True for text in _read(post.title, post.text) for _ in _found(node, text))


def spans(node: Node, post: Post) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What to highlight in the title and in the text of a post that matches, in order, each place once.

    Every match of every term, and of both sides of every NEAR that fit; each word of a `~n` by itself; nothing of what
    stands under a NOT. Places may overlap.
    """
    title, text = _read(post.title, post.text)
    return _highlighted(node, title), _highlighted(node, text)


def _highlighted(node: Node, text: Text) -> tuple[Span, ...]:
    at = {word.position: word for word in text.words}
    runs = {run for part in _positive(node) for found in _found(part, text) for run in found.runs}
    return tuple(
        sorted({(at[first].start, max(at[place].end for place in range(first, last + 1))) for first, last in runs})
    )


def _positive(node: Node) -> Iterator[Term | Near]:
    match node:
        case And() | Or():
            for one in node.nodes:
                yield from _positive(one)
        case Term() | Near():
            yield node
        case Not() | Field():
            return


def _found(node: Node, text: Text) -> Iterator[Match]:
    """Every match of a term, of one of several terms, or of both sides of a NEAR, in a text."""
    match node:
        case Term():
            for wanted in _meant(node):
                yield from _sequence_found(wanted, text)
        case Or():
            for one in node.nodes:
                yield from _found(one, text)
        case Near():
            yield from _pairs(node, text)
        case _:
            raise TypeError(f"{node} has no place in a text")


def _pairs(near: Near, text: Text) -> Iterator[Match]:
    rights = list(_found(near.right, text))
    for left in _found(near.left, text):
        for right in rights:
            if _fit(left, right, near.words) or (not near.ordered and _fit(right, left, near.words)):
                yield Match(min(left.first, right.first), max(left.last, right.last), left.runs + right.runs)


def _fit(before: Match, after: Match, words: int) -> bool:
    return 0 <= after.first - before.last - 1 <= words


def _sequence_found(wanted: Wanted, text: Text) -> Iterator[Match]:
    if wanted.within is not None:
        yield from _anyhow_found(wanted, text, wanted.within)
        return
    for first in text.at:
        if all(
            _answers(text.at.get(first + offset, ()), key, begun=_is_begun(wanted, n))
            for n, (offset, key) in enumerate(wanted.elements)
        ):
            last = first + wanted.width - 1
            yield Match(first, last, ((first, last),))


def _anyhow_found(wanted: Wanted, text: Text, within: int) -> Iterator[Match]:
    places = [
        [place for place, answers in text.at.items() if _answers(answers, key, begun=_is_begun(wanted, n))]
        for n, (_, key) in enumerate(wanted.elements)
    ]
    for chosen in _choices(places, (), len(places) + within):
        yield Match(min(chosen), max(chosen), tuple((place, place) for place in chosen))


def _choices(places: list[list[int]], chosen: tuple[int, ...], longest: int) -> Iterator[tuple[int, ...]]:
    """Every choice of a place for each element, all different, from the first to the last no more than `longest`."""
    if len(chosen) == len(places):
        yield chosen
        return
    for place in places[len(chosen)]:
        more = (*chosen, place)
        if place not in chosen and max(more) - min(more) + 1 <= longest:
            yield from _choices(places, more, longest)


def _is_begun(wanted: Wanted, n: int) -> bool:
    return wanted.prefix and n == len(wanted.elements) - 1


def _answers(answers: Sequence[str], key: str, *, begun: bool) -> bool:
    return any(answer.startswith(key) for answer in answers) if begun else key in answers


def _lang(asked: Field, post: Post) -> bool:
    lang = (post.lang or "").lower()
    return bool(lang) and asked.value.strip().lower() in (lang, lang.split("-")[0])


def _author(asked: Field, post: Post) -> bool:
    handle, value = ((one or "").strip().lower().removeprefix("@") for one in (post.handle, asked.value))
    if asked.prefix:
        return bool(value) and handle.startswith(value)
    beginnings = {handle, *(handle[:place] for place, letter in enumerate(handle) if letter in ".@")}
    return bool(value) and value in beginnings


def _site(asked: Field, post: Post) -> bool:
    value = re.sub(r"\A[a-z][a-z0-9+.-]*://", "", asked.value.strip().lower()).removeprefix("www.").rstrip("/")
    hosts = [_host(link) for link in post.links or ()]
    return bool(value) and any(host == value or host.endswith("." + value) for host in hosts)


def _host(link: str) -> str:
    authority = re.split(r"[/?#\\]", re.sub(r"\A[a-z][a-z0-9+.-]*://", "", link.strip().lower()))[0]
    return re.sub(r":[0-9]*\Z", "", authority.rpartition("@")[2]).removeprefix("www.")


def _url(asked: Field, post: Post) -> bool:
    return any(
        True
        for wanted in meaning_of_url(asked.value, prefix=asked.prefix)
        for link in post.links or ()
        for _ in _sequence_found(wanted, Text(words_of_url(link)))
    )


def _source(asked: Field, post: Post) -> bool:
    return bool(post.network) and (post.network or "").lower() == asked.value.strip().lower()


def _kind(asked: Field, post: Post) -> bool:
    return bool(post.kind) and (post.kind or "").lower() == asked.value.strip().lower()


def _has(asked: Field, post: Post) -> bool:
    media = post.media or ()
    return {
        "link": bool(post.links),
        "image": "image" in media,
        "video": "video" in media,
        "audio": "audio" in media,
        "media": bool(media),
        "tag": bool(post.tags),
        "callout": bool(post.callouts),
        "title": bool((post.title or "").strip()),
    }[asked.value.strip().lower()]


_FIELDS = {"lang": _lang, "author": _author, "site": _site, "url": _url, "source": _source, "kind": _kind, "has": _has}
