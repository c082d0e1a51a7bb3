"""The compiled comparing of places: where phrases stand, where words are close to one another, what is near what."""

from __future__ import annotations

from palabre.query._token_kernel import (
    CURSOR,
    FOLLOWING,
    HELD,
    LEFT,
    OWNER,
    PAIRS,
    POSITION,
    RIGHT,
    SEEN,
    TALLY,
)
from palabre.text.compiling import (
    ZERO,
    Flags,
    Grid,
    Numbers,
    Places,
    Spans,
    compiled,
    whole,
)

# What is wanted of the places of a sequence: any, or all where it ends, or where it starts.
ANYWHERE, ENDS, STARTS = map(whole, range(3))
# A small product of two sides is compared pair by pair; a larger one is sorted first.
FEW_PAIRS = 64
# The columns of `hits`: the first and the last token of a term, then the terms present, one after the other.
HEAD, TAIL, PRESENT = range(3)


@compiled
def put_in_order(numbers: Places, first: int, end: int) -> None:
    """Sorts some numbers where they are: most often few, or nearly in order."""
    gap = 1
    while gap < (end - first) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(first + gap, end):
            number, at = numbers[place], place
            while at >= first + gap and numbers[at - gap] > number:
                numbers[at] = numbers[at - gap]
                at -= gap
            numbers[at] = number
        gap //= 3


@compiled
def add_edge(position: int, side: int, edges: Spans, n: int) -> int:
    """Adds a position to the edge of a side; how many there are now. Each is kept once when there are too many."""
    if n == edges.shape[1]:
        put_in_order(edges[side], ZERO, n)
        n = 1
        for place in range(1, edges.shape[1]):
            if edges[side, place] != edges[side, n - 1]:
                edges[side, n] = edges[side, place]
                n += 1
    edges[side, n] = position
    return n + 1


@compiled
def in_a_row(sequence: int, wanted: int, side: int, edges: Spans, book: Numbers, hits: Grid, room: Grid, n: int) -> int:
    """Walks the places where a phrase stands; how many edges there are, or 1 at the first place when any will do."""
    first, end, width = sequence + 3, whole(book[sequence]), book[sequence + 1]
    for element in range(first, end, 2):
        room[CURSOR, (element - first) >> 1] = hits[book[element], HEAD]
    rarest = whole(room[CURSOR, 0])
    while rarest >= 0:
        start = whole(room[POSITION, rarest]) - book[first + 1]
        stands = True
        for element in range(first + 2, end, 2):
            place, cursor = start + book[element + 1], whole(room[CURSOR, (element - first) >> 1])
            while cursor >= 0 and room[POSITION, cursor] < place:
                cursor = whole(room[FOLLOWING, cursor])
            room[CURSOR, (element - first) >> 1] = cursor
            if cursor < 0:
                return n
            if room[POSITION, cursor] != place:
                stands = False
                break
        if stands and wanted == ANYWHERE:
            return 1
        if stands:
            n = add_edge(start + width - 1 if wanted == ENDS else start, side, edges, n)
        rarest = whole(room[FOLLOWING, rarest])
    return n


@compiled
def find_room(element: int, first: int, low: int, high: int, edges: Spans, book: Numbers, room: Grid) -> bool:
    """Gives an element a place of its own, moving others when it must; False when there is none."""
    pairs = edges[PAIRS]
    for place in range(low, high):
        room[SEEN, place] = -2
    room[CURSOR, 0], head, tail = element, 0, 1
    while head < tail:
        asking = room[CURSOR, head]
        term = book[first + 2 * asking]
        head += 1
        for place in range(low, high):
            own = place
            while own > low and pairs[own - 1] >> 32 == pairs[place] >> 32:
                own -= 1
            if room[SEEN, own] != -2 or book[first + 2 * (pairs[place] & 0xFFFFFFFF)] != term:
                continue
            room[SEEN, own] = asking
            if room[OWNER, own] >= 0:
                room[CURSOR, tail] = room[OWNER, own]
                tail += 1
                continue
            while own >= 0:
                mover = room[SEEN, own]
                before = whole(room[HELD, mover])
                room[HELD, mover] = own
                room[OWNER, own] = mover
                own = before
            return True
    return False


@compiled
def all_have_room(first: int, end: int, low: int, high: int, edges: Spans, book: Numbers, room: Grid) -> bool:
    """Whether each element of a `~n` can have a place of its own among some places."""
    for place in range(low, high):
        room[OWNER, place] = -1
    for element in range((end - first) >> 1):
        room[HELD, element] = -1
    for element in range((end - first) >> 1):  # noqa: SIM110 - the compiler knows no `all` of what is yet to come
        if not find_room(element, first, low, high, edges, book, room):
            return False
    return True


@compiled
def places_of(first: int, end: int, edges: Spans, book: Numbers, hits: Grid, room: Grid) -> tuple[int, bool]:
    """Gathers every (position, element that it answers) of a `~n`, in order; how many, and whether any overlap."""
    n, pairs = 0, edges[PAIRS]
    for element in range(first, end, 2):
        # Only the first of equal elements: it says how often they are wanted.
        token = whole(hits[book[element], HEAD]) if book[element + 1] else whole(-1)
        while token >= 0:
            pairs[n] = (whole(room[POSITION, token]) << 32) | ((element - first) >> 1)
            n += 1
            token = whole(room[FOLLOWING, token])
    put_in_order(pairs, ZERO, n)
    overlap = False
    for place in range(1, n):
        overlap |= pairs[place] >> 32 == pairs[place - 1] >> 32
    return n, overlap


@compiled
def close_by(sequence: int, wanted: int, side: int, edges: Spans, book: Numbers, hits: Grid, room: Grid, n: int) -> int:
    """Walks the windows where a `~n` fits; how many edges there are, or 1 at the first window when any will do."""
    first, end, window = sequence + 3, whole(book[sequence]), whole(book[sequence + 2])
    pairs = edges[PAIRS]
    count, overlap = places_of(first, end, edges, book, hits, room)
    missing = 0
    for element in range(first, end, 2):
        missing += book[element + 1] > 0
        room[TALLY, (element - first) >> 1] = 0
    low = high = 0
    for place in range(count):
        position = pairs[place] >> 32
        start = position if wanted == STARTS else position - window + 1
        while high < count and pairs[high] >> 32 < start + window:
            element = pairs[high] & 0xFFFFFFFF
            room[TALLY, element] += 1
            missing -= room[TALLY, element] == book[first + 2 * element + 1]
            high += 1
        while pairs[low] >> 32 < start:
            element = pairs[low] & 0xFFFFFFFF
            missing += room[TALLY, element] == book[first + 2 * element + 1]
            room[TALLY, element] -= 1
            low += 1
        if missing == 0 and (not overlap or all_have_room(first, end, low, high, edges, book, room)):
            if wanted == ANYWHERE:
                return 1
            n = add_edge(position, side, edges, n)
    return n


@compiled
def walk(
    sequence: int, wanted: int, side: int, present: Flags, edges: Spans, book: Numbers, hits: Grid, room: Grid, n: int
) -> int:
    """Walks the places of a sequence, if its terms are all present; how many edges there are, or 1 when any will do."""
    for element in range(sequence + 3, book[sequence], 2):
        if not present[book[element]]:
            return n
    if book[sequence + 2]:
        return close_by(sequence, wanted, side, edges, book, hits, room, n)
    return in_a_row(sequence, wanted, side, edges, book, hits, room, n)


@compiled
def are_near(near: int, present: Flags, edges: Spans, book: Numbers, hits: Grid, room: Grid) -> bool:
    """Whether one side of a NEAR ends and the other starts with few enough words between them."""
    apart = whole(book[near + 4]) + 1
    for order in range(1 if book[near + 5] else 2):
        counts = (ZERO, ZERO)
        for edge in range(2):
            # The ends of the side that comes first, then the starts of the other.
            n, side = ZERO, near + 2 * (edge ^ order)
            for place in range(book[side], book[side + 1]):
                n = walk(whole(book[place]), ENDS + edge, LEFT + edge, present, edges, book, hits, room, n)
            counts = (counts[1], n)
        if fit(counts[0], counts[1], apart, edges):
            return True
    return False


@compiled
def fit(n: int, m: int, apart: int, edges: Spans) -> bool:
    """Whether a start follows an end closely enough."""
    left, right = edges[LEFT], edges[RIGHT]
    if n * m <= FEW_PAIRS:
        for place in range(n):
            for following in range(m):
                if 1 <= right[following] - left[place] <= apart:
                    return True
        return False
    put_in_order(left, ZERO, n)
    put_in_order(right, ZERO, m)
    last = 0
    for place in range(m):
        while last < n and left[last] < right[place]:
            last += 1
        if last and right[place] - left[last - 1] <= apart:
            return True
    return False
