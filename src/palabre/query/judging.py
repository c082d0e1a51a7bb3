"""What is doubtful in a query that can be read: what can never match, what matches too much, what was perhaps meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from palabre.query._exclusions import contradictions
from palabre.query._fields import shortened
from palabre.query.meaning import Sequence, meaning
from palabre.query.remarks import Remark, remark
from palabre.query.said import echoed, parts_of, said
from palabre.query.tree import And, Field, Near, Node, Not, Or, Term
from palabre.text.folding import is_alone

# These only narrow a search: alone, they find a whole network, language or kind of posts.
BROAD = frozenset({"lang", "source", "kind", "has"})
# Of one message; the others of its kind would say no more.
MOST_OF_ONE = 20
LONGEST_ECHO = 400
SHORT_WORD = 2
_READ_AS_WORDS = {"and": "AND", "et": "AND", "or": "OR", "ou": "OR", "not": "NOT", "sauf": "NOT"}
_NEAR_AS_WORD = re.compile(r"(?:o?near|pr[eè]s)/[0-9]+f?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_LANGUAGES = {
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "english": "en",
    "anglais": "en",
    "german": "de",
    "allemand": "de",
    "spanish": "es",
    "espagnol": "es",
    "italian": "it",
    "italien": "it",
    "portuguese": "pt",
    "portugais": "pt",
    "dutch": "nl",
    "néerlandais": "nl",
}
_EVERYDAY = frozenset(
    "les des une que qui pas pour par sur dans avec plus est sont ont ses mes ces cette tout tous mais bien comme fait "
    "nous vous ils elle elles leur aussi même sans donc quand tres jour the and for are was were this that with you "
    "your not but have has had from they them what all can will just its our out one new get like more about there "
    "when who how".replace("ê", "e").split()
)


def judged(tree: Node) -> tuple[Remark, ...]:
    """What there is to say of a query, by column: what can never match, is there twice, is too broad or misread."""
    nodes = tuple(_nodes(tree))
    found = (
        *contradictions(tree),
        *_twins(nodes),
        *_misread(nodes),
        *_no_languages(nodes),
        *_too_broad(tree, nodes),
        *_loud_words(tree),
        *_mixed(tree, nodes),
    )
    return tuple(sorted(_few_of_each(found), key=lambda one: one.column))


def requires_nothing(tree: Node) -> bool:
    """Whether a query would match nearly every post, since nothing in it is bound to be present: `NOT x`."""
    return unbound(tree) is not None


def unbound(node: Node, *, loose: frozenset[str] = frozenset(), denied: bool = False) -> Node | None:
    """The first part that lets a post match without holding anything asked for; None when each must hold something.

    Fields whose name is in `loose` count for nothing.
    """
    if isinstance(node, Not):
        return None if unbound(node.node, loose=loose, denied=not denied) is None else node
    if isinstance(node, Term | Field | Near):
        return node if denied or (isinstance(node, Field) and node.name in loose) else None
    first = None
    for part in node.nodes:
        free = unbound(part, loose=loose, denied=denied)
        if isinstance(node, And) is denied:
            # One of the parts is enough to match: each must be bound.
            if free is not None:
                return free
        elif free is None:
            return None
        first = first or free
    return first


def _nodes(tree: Node) -> Iterator[Node]:
    left = [tree]
    while left:
        node = left.pop()
        yield node
        left += reversed(parts_of(node))


def _few_of_each(remarks: Iterable[Remark]) -> Iterator[Remark]:
    told: dict[str, int] = {}
    for one in remarks:
        told[one.message_id] = told.get(one.message_id, 0) + 1
        if told[one.message_id] <= MOST_OF_ONE:
            yield one


def _twins(nodes: Iterable[Node]) -> Iterator[Remark]:
    for node in nodes:
        if not isinstance(node, And | Or):
            continue
        first: dict[object, Node] = {}
        for part in node.nodes:
            key = (True, _clause(part.node)) if isinstance(part, Not) else (False, _clause(part))
            if key[1] is None:
                continue
            twin = first.setdefault(key, part)
            if twin is not part:
                yield remark(
                    "query-twice", "warning", column=part.column, part=shortened(said(part)), first=twin.column
                )


def _clause(node: Node) -> tuple[Sequence, ...] | Field | Near | None:
    """What makes two clauses one: `Chat` and `chat` ask the same; None for what is made of clauses."""
    if isinstance(node, Term):
        return meaning(node)
    return node if isinstance(node, Field | Near) else None


def _misread(nodes: Iterable[Node]) -> Iterator[Remark]:
    for node in nodes:
        if not isinstance(node, And):
            continue
        last = len(node.nodes) - 1
        for place, part in enumerate(node.nodes[:-1]):
            if not isinstance(part, Term) or part.quoted or part.prefix:
                continue
            operator = _READ_AS_WORDS.get(part.written.lower())
            if operator is None and _NEAR_AS_WORD.fullmatch(part.written):
                operator = part.written.upper().removesuffix("F") + ("f" if part.written[-1] in "fF" else "")
            if operator and (operator == "NOT" or 0 < place < last):
                yield remark(
                    "query-operator-as-word", "warning", column=part.column, word=part.written, operator=operator
                )


def _no_languages(nodes: Iterable[Node]) -> Iterator[Remark]:
    for node in nodes:
        if not isinstance(node, Field) or node.name != "lang":
            continue
        value = shortened(node.value)
        if code := _LANGUAGES.get(node.value):
            yield remark("query-no-language-close", "warning", column=node.column, value=value, code=code)
        elif not _LANGUAGE.fullmatch(node.value):
            yield remark("query-no-language", "warning", column=node.column, value=value)


def _too_broad(tree: Node, nodes: Iterable[Node]) -> Iterator[Remark]:
    if unbound(tree, loose=BROAD) is None:
        return
    for node in nodes:
        if isinstance(node, Field) and node.name in BROAD:
            yield remark("query-broad", "warning", column=node.column, part=shortened(said(node)))
            return


def _loud_words(tree: Node) -> Iterator[Remark]:
    for term in _sufficient(tree):
        for sequence in meaning(term)[:1]:
            word = sequence.elements[0][1]
            if len(sequence.elements) > 1 or sequence.prefix or word[0] in "#@" or is_alone(word[0]):
                continue
            if word in _EVERYDAY:
                yield remark("query-everyday-word", "warning", column=term.column, word=term.written)
            elif len(word) <= SHORT_WORD:
                yield remark("query-short-word", "warning", column=term.column, word=term.written)


def _sufficient(tree: Node) -> Iterator[Term]:
    """The terms that are enough for a post to match, but for what it must not hold and what only narrows."""
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, Term):
            yield node
        elif isinstance(node, Or):
            left += node.nodes
        elif isinstance(node, And):
            asked = [part for part in node.nodes if not isinstance(part, Not)]
            asked = [part for part in asked if not isinstance(part, Field) or part.name not in BROAD]
            left += asked if len(asked) == 1 else []


def _mixed(tree: Node, nodes: Iterable[Node]) -> Iterator[Remark]:
    """A note that shows the query with its parentheses when AND stands beside OR and the person wrote none."""
    for node in nodes:
        for part in node.nodes if isinstance(node, Or) else ():
            if isinstance(part, And) and part.column == part.nodes[0].column:
                yield remark("query-mixed", "note", column=part.column, echo=shortened(echoed(tree), most=LONGEST_ECHO))
                return
