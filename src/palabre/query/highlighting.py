"""Where a post that matches says what a query asks for, to be shown; read slowly, for the posts of a page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from palabre.query.meaning import Sequence as Meant
from palabre.query.meaning import meaning
from palabre.query.tree import And, Near, Node, Or, Term
from palabre.text.folding import Word, words_of_post

Span = tuple[int, int]
# A position where something starts or ends, and the runs of positions (first, last) to show for it.
Edge = tuple[int, list[Span]]


def spans(node: Node, title: str | None, text: str | None) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What to highlight in the title and in the text of a post that matches: (start, end) in code points, in order.

    Every place of every term that is not excluded, and of both sides of each NEAR that fit; places that overlap are
    one.
    """
    above, below = words_of_post(title, text)
    return _shown(node, above), _shown(node, below)


class _Words(dict[int, Word]):
    """The words of a text by position; `places` finds them by what they answer to."""

    def __init__(self, words: Sequence[Word]) -> None:
        super().__init__((word.position, word) for word in words)
        self.places: dict[str, list[int]] = {}
        for word in words:
            for answer in word.answers:
                self.places.setdefault(answer, []).append(word.position)

    def starts(self, meant: Meant) -> Sequence[int]:
        """Where the first word of a phrase stands."""
        key = meant.elements[0][1]
        if meant.prefix and len(meant.elements) == 1:
            begun = [places for answer, places in self.places.items() if answer.startswith(key)]
            return sorted({place for places in begun for place in places})
        return self.places.get(key, ())


def _shown(node: Node, words: Sequence[Word]) -> tuple[Span, ...]:
    at = _Words(words)
    runs = {run for part in _positive(node) for run in _runs(part, at)}
    places = sorted((at[first].start, max(at[place].end for place in range(first, last + 1))) for first, last in runs)
    merged: list[Span] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _positive(node: Node) -> Iterator[Term | Near]:
    if isinstance(node, And | Or):
        for one in node.nodes:
            yield from _positive(one)
    elif isinstance(node, Term | Near):
        yield node


def _runs(part: Term | Near, at: _Words) -> Iterator[Span]:
    if isinstance(part, Term):
        for _, runs in _edges(part, at, is_end=True):
            yield from runs
        return
    yield from _near_runs(part.left, part.right, part.words, at)
    if not part.ordered:
        yield from _near_runs(part.right, part.left, part.words, at)


def _near_runs(before: Node, after: Node, words: int, at: _Words) -> Iterator[Span]:
    """The runs of both sides that fit, the first side before the second."""
    ends, starts = sorted(_edges(before, at, is_end=True)), sorted(_edges(after, at, is_end=False))
    for own, others, nearest, furthest in ((ends, starts, 1, words + 1), (starts, ends, -words - 1, -1)):
        positions = [position for position, _ in others]
        for position, runs in own:
            found = bisect_left(positions, position + nearest)
            if found < len(positions) and positions[found] <= position + furthest:
                yield from runs


def _edges(node: Node, at: _Words, *, is_end: bool) -> Iterator[Edge]:
    """Where the matches of a term, or of one of several terms, end or start, and what to show of them."""
    if isinstance(node, Or):
        for one in node.nodes:
            yield from _edges(one, at, is_end=is_end)
    elif isinstance(node, Term):
        for meant in meaning(node):
            if meant.within is None:
                yield from _phrase_edges(meant, at, is_end=is_end)
            else:
                yield from _close_edges(meant, len(meant.elements) + meant.within, at, is_end=is_end)


def _phrase_edges(meant: Meant, at: _Words, *, is_end: bool) -> Iterator[Edge]:
    for first in at.starts(meant):
        if all(
            first + offset in at and _is_answered(meant, element, at[first + offset])
            for element, (offset, _) in enumerate(meant.elements)
        ):
            last = first + meant.width - 1
            yield last if is_end else first, [(first, last)]


def _close_edges(meant: Meant, window: int, at: _Words, *, is_end: bool) -> Iterator[Edge]:
    """Each end (or start) of a choice of words close to one another, and all the words of such choices."""
    wanted = range(len(meant.elements))
    answered = {place: {one for one in wanted if _is_answered(meant, one, word)} for place, word in at.items()}
    for edge in filter(answered.__getitem__, at):
        first = edge - window + 1 if is_end else edge
        near = {place: answered[place] for place in range(first, first + window) if answered.get(place)}
        if _all_have_room(len(wanted), near):
            # A word goes with the one at the edge unless both could only be the same word of the query.
            yield edge, [(place, place) for place in near if place == edge or len(near[place] | near[edge]) > 1]


def _is_answered(meant: Meant, element: int, word: Word) -> bool:
    key = meant.elements[element][1]
    if meant.prefix and element == len(meant.elements) - 1:
        return any(answer.startswith(key) for answer in word.answers)
    return key in word.answers


def _all_have_room(count: int, near: dict[int, set[int]]) -> bool:
    """Whether each word wanted can have a place of its own."""
    owners: dict[int, int] = {}

    def has_room(element: int, seen: set[int]) -> bool:
        for place, answered in near.items():
            if element in answered and place not in seen:
                seen.add(place)
                if place not in owners or has_room(owners[place], seen):
                    owners[place] = element
                    return True
        return False

    return all(has_room(element, set()) for element in range(count))
