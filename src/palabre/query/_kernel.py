"""The compiled asking: which terms stand in a post, which queries they call for, and which of those it matches.

What a query means is said by `palabre.query.meaning` and the slow evaluator of the tests. `book` holds all programs:
what they point at is told by its place there.

- a posting: query, instruction. An instruction: what it asks, its subject, the next one when it holds, or when not.
- a list of terms: how many, each. A phrase: its first and last element, how many positions it covers, 0.
- a `~n`: its first and last element, 0, its window. An element: a term, and its offset, or how often `~n` wants it.
- a NEAR: the first and last sequence of each side, how many words may stand between them, whether in order.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from palabre.query import _token_kernel
from palabre.query._token_kernel import (
    ALWAYS,
    ALWAYS_END,
    BITMAP_SHIFT,
    CHOSEN,
    CURSOR,
    FOLLOWING,
    HELD,
    JUMP,
    LEFT,
    OWNER,
    PAIRS,
    POSITION,
    POSTING_STARTS,
    POSTINGS,
    READS_ADDRESSES,
    READS_HOSTS,
    RIGHT,
    SEEN,
    SLOT_SHIFT,
    STAMP,
    TALLY,
    WORD,
    Flags,
    Fold,
    Grid,
    Hash,
    Hashes,
    Letters,
    Numbers,
    Places,
    Slots,
    Spans,
    compiled,
    entry,
    read_author,
    read_links,
    read_text,
)

# What an instruction asks, and where a program ends.
TERM, ANY, IN_A_ROW, NEAR = range(4)
ACCEPT, REJECT = -1, -2
# How matching stopped: at the last row, or for want of room for the tokens of a post or for pairs.
DONE, MORE_TOKENS, MORE_PAIRS = range(3)
# What is wanted of the places of a sequence: any, or all where it ends, or where it starts.
ANYWHERE, ENDS, STARTS = range(3)
# A small product of two sides is compared pair by pair; a larger one is sorted first.
FEW_PAIRS = 64
# The columns of `hits`: the first and the last token of a term, then the terms present, one after the other.
HEAD, TAIL, PRESENT = range(3)


@entry
def roll_keys(letters: Fold, ends: Places, kinds: Numbers, basis: Hash, multiplier: Hash, salts: Hashes) -> Hashes:
    """The hash of each key, its letters in a row with those of the others; 0 for the kinds below 0."""
    hashes, first = np.zeros(len(ends), np.uint64), 0
    for key in range(len(ends)):
        rolled = basis
        for place in range(first, ends[key]):
            rolled = (rolled ^ np.uint64(letters[place])) * multiplier
        if kinds[key] >= 0:
            hashes[key] = rolled ^ salts[kinds[key]]
        first = ends[key]
    return hashes


@entry
def fill_slots(hashes: Hashes, kinds: Numbers, slots: Slots, bitmap: Hashes, slot_shift: int, bitmap_shift: int) -> bool:
    """Puts terms in their slots; False when two of them cannot be told apart."""
    mask = len(slots) - 1
    for term in range(len(hashes)):
        if kinds[term] < 0:
            continue
        slot = np.int64(hashes[term] >> np.uint64(slot_shift))
        while slots[slot, 1]:
            if slots[slot, 0] == hashes[term]:
                return False
            slot = (slot + 1) & mask
        slots[slot, 0], slots[slot, 1] = hashes[term], np.uint64(term + 1)
        bit = hashes[term] >> np.uint64(bitmap_shift)
        bitmap[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))
    return True


@entry
def by_term(rows: Grid, terms: int) -> tuple[Numbers, Grid]:
    """Where the postings of each term begin, and the postings (query, instruction) put together by their terms."""
    starts = np.zeros(terms + 1, np.int32)
    for row in range(len(rows)):
        starts[rows[row, 0] + 1] += 1
    for term in range(terms):
        starts[term + 1] += starts[term]
    following, postings = starts.copy(), np.empty((len(rows), 2), np.int32)
    for row in range(len(rows)):
        place = following[rows[row, 0]]
        postings[place, 0], postings[place, 1] = rows[row, 1], rows[row, 2]
        following[rows[row, 0]] += 1
    return starts, postings


@compiled
def read_row(
    row: int, title: Letters, title_spans: Spans, text: Letters, text_spans: Spans, author: Letters, author_spans: Spans,
    link_lists: Spans, links: Letters, link_spans: Spans, hosts: Letters, host_spans: Spans, fold: Fold, keys: Hashes,
    book: Numbers, hashes: Hashes, room: Grid, begun: Hashes, state: Places,
) -> int:
    """Cuts a row into tokens; how many, -1 when there is no room for them."""
    n, position = int(0), int(0)
    if title_spans[0, row] < title_spans[1, row]:
        first, end = title_spans[0, row], title_spans[1, row]
        n, position = read_text(title, first, end, int(WORD), position, fold, keys, hashes, room, begun, state, n)
        position += book[JUMP]
    if n >= 0:
        first, end = text_spans[0, row], text_spans[1, row]
        n, position = read_text(text, first, end, int(WORD), position, fold, keys, hashes, room, begun, state, n)
    if n >= 0 and author_spans[0, row] < author_spans[1, row]:
        n = read_author(author, author_spans[0, row], author_spans[1, row], keys, hashes, room, begun, n)
    if n >= 0 and (book[READS_HOSTS] or book[READS_ADDRESSES]):
        first, end = link_lists[0, row], link_lists[1, row]
        n = read_links(
            first, end, links, link_spans, hosts, host_spans, position, fold, keys, book, hashes, room, begun, state, n
        )
    return n


@compiled
def look_up(n: int, keys: Hashes, bitmap: Hashes, slots: Slots, hashes: Hashes, room: Grid, present: Flags, hits: Grid) -> int:
    """Finds the terms that tokens answer to, and chains their places in order; how many terms are present."""
    kept, shift = 0, keys[BITMAP_SHIFT]
    for token in range(n):
        # Without a branch: whether a word is asked for cannot be foretold.
        bit = hashes[token] >> shift
        room[CHOSEN, kept] = token
        kept += np.int64((bitmap[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1))
    mask, terms = len(slots) - 1, 0
    for place in range(kept):
        token = room[CHOSEN, place]
        slot = np.int64(hashes[token] >> keys[SLOT_SHIFT])
        while slots[slot, 1] and slots[slot, 0] != hashes[token]:
            slot = (slot + 1) & mask
        term = np.int64(slots[slot, 1]) - 1
        if term < 0:
            continue
        room[FOLLOWING, token] = -1
        if present[term]:
            room[FOLLOWING, hits[term, TAIL]] = token
        else:
            present[term] = 1
            hits[terms, PRESENT] = term
            terms += 1
            hits[term, HEAD] = token
        hits[term, TAIL] = token
    return terms


@compiled
def add_fields(row: int, codes: Grid, code_starts: Numbers, code_terms: Numbers, present: Flags, hits: Grid, terms: int) -> int:
    """Adds the terms that the other columns of a row answer to; how many terms are present."""
    for field in range(len(codes)):
        code = codes[field, row]
        for place in range(code_starts[code], code_starts[code + 1]):
            term = code_terms[place]
            if not present[term]:
                present[term] = 1
                hits[terms, PRESENT] = term
                terms += 1
    return terms


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
        put_in_order(edges[side], np.int64(0), n)
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
    first, end, width = book[sequence], book[sequence + 1], book[sequence + 2]
    for element in range(first, end, 2):
        room[CURSOR, (element - first) >> 1] = hits[book[element], HEAD]
    rarest = np.int64(room[CURSOR, 0])
    while rarest >= 0:
        start = np.int64(room[POSITION, rarest]) - book[first + 1]
        stands = True
        for element in range(first + 2, end, 2):
            place, cursor = start + book[element + 1], np.int64(room[CURSOR, (element - first) >> 1])
            while cursor >= 0 and room[POSITION, cursor] < place:
                cursor = np.int64(room[FOLLOWING, cursor])
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
        rarest = np.int64(room[FOLLOWING, rarest])
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
                before = np.int64(room[HELD, mover])
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
    for element in range((end - first) >> 1):
        if not find_room(element, first, low, high, edges, book, room):
            return False
    return True


@compiled
def places_of(first: int, end: int, edges: Spans, book: Numbers, hits: Grid, room: Grid) -> tuple[int, bool]:
    """Gathers every (position, element that it answers) of a `~n`, in order; how many, and whether any overlap."""
    n, pairs = 0, edges[PAIRS]
    for element in range(first, end, 2):
        # Only the first of equal elements: it says how often they are wanted.
        token = np.int64(hits[book[element], HEAD]) if book[element + 1] else np.int64(-1)
        while token >= 0:
            pairs[n] = (np.int64(room[POSITION, token]) << 32) | ((element - first) >> 1)
            n += 1
            token = np.int64(room[FOLLOWING, token])
    put_in_order(pairs, np.int64(0), n)
    overlap = False
    for place in range(1, n):
        overlap |= pairs[place] >> 32 == pairs[place - 1] >> 32
    return n, overlap


@compiled
def close_by(sequence: int, wanted: int, side: int, edges: Spans, book: Numbers, hits: Grid, room: Grid, n: int) -> int:
    """Walks the windows where a `~n` fits; how many edges there are, or 1 at the first window when any will do."""
    first, end, window = np.int64(book[sequence]), np.int64(book[sequence + 1]), np.int64(book[sequence + 3])
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
    for element in range(book[sequence], book[sequence + 1], 2):
        if not present[book[element]]:
            return n
    if book[sequence + 3]:
        return close_by(sequence, wanted, side, edges, book, hits, room, n)
    return in_a_row(sequence, wanted, side, edges, book, hits, room, n)


@compiled
def follow(
    near: int, other: int, present: Flags, edges: Spans, book: Numbers, hits: Grid, room: Grid
) -> bool:
    """Whether one side of a NEAR ends and the other starts with few enough words between: 0 the left one first, 2 not."""
    n = m = int(0)
    for place in range(book[near + other], book[near + other + 1]):
        n = walk(np.int64(book[place]), int(ENDS), int(LEFT), present, edges, book, hits, room, n)
    if n == 0:
        return False
    for place in range(book[near + 2 - other], book[near + 3 - other]):
        m = walk(np.int64(book[place]), int(STARTS), int(RIGHT), present, edges, book, hits, room, m)
    left, right, apart = edges[LEFT], edges[RIGHT], book[near + 4] + 1
    if n * m <= FEW_PAIRS:
        for place in range(n):
            for following in range(m):
                if 1 <= right[following] - left[place] <= apart:
                    return True
        return False
    put_in_order(left, np.int64(0), n)
    put_in_order(right, np.int64(0), m)
    last = 0
    for place in range(m):
        while last < n and left[last] < right[place]:
            last += 1
        if last and right[place] - left[last - 1] <= apart:
            return True
    return False


@compiled
def accepts(at: int, present: Flags, edges: Spans, book: Numbers, hits: Grid, room: Grid) -> bool:
    """Whether a program accepts the row, from one of its instructions on."""
    while at >= 0:
        asks, subject, holds = book[at], np.int64(book[at + 1]), False
        if asks == TERM:
            holds = present[subject] != 0
        elif asks == ANY:
            for place in range(subject + 1, subject + 1 + book[subject]):
                if present[book[place]]:
                    holds = True
                    break
        elif asks == IN_A_ROW:
            holds = walk(subject, int(ANYWHERE), int(LEFT), present, edges, book, hits, room, int(0)) > 0
        else:
            holds = follow(subject, int(0), present, edges, book, hits, room)
            if not holds and not book[subject + 5]:
                holds = follow(subject, int(2), present, edges, book, hits, room)
        at = np.int64(book[at + 2] if holds else book[at + 3])
    return at == ACCEPT


@compiled
def ask(
    first: int, end: int, row: int, ids: Places, asked: Grid, out: Spans, present: Flags, edges: Spans, book: Numbers,
    hits: Grid, room: Grid, stamp: int, found: int,
) -> int:
    """Asks the queries of some postings, once a row and instruction; how many pairs are kept."""
    for posting in range(first, end, 2):
        query, at = np.int64(book[posting]), np.int64(book[posting + 1])
        if asked[query, 0] == stamp and (asked[query, 1] == ACCEPT or asked[query, 1] == at):
            continue
        asked[query, 0], asked[query, 1] = stamp, at
        if at == REJECT or not accepts(at, present, edges, book, hits, room):
            continue
        asked[query, 1] = ACCEPT
        out[0, found], out[1, found] = row, ids[query]
        found += 1
    return found


@entry
def match_rows(
    row: int, last: int, title: Letters, title_spans: Spans, text: Letters, text_spans: Spans, author: Letters,
    author_spans: Spans, link_lists: Spans, links: Letters, link_spans: Spans, hosts: Letters, host_spans: Spans,
    codes: Grid, code_starts: Numbers, code_terms: Numbers, fold: Fold, keys: Hashes, bitmap: Hashes, slots: Slots,
    book: Numbers, ids: Places, hashes: Hashes, room: Grid, edges: Spans, begun: Hashes, state: Places, present: Flags,
    hits: Grid, asked: Grid, out: Spans, counts: Places,
) -> tuple[int, int, int]:
    """Matches rows until the last, or until there is no room: the next row, how many pairs, and what was lacking.

    `state` holds the stamp of the last row matched, so that nothing need be wiped between rows.
    """
    found, counting = int(0), len(counts) > 0
    while row < last:
        if found + len(ids) > out.shape[1]:
            return row, found, MORE_PAIRS
        n = read_row(
            row, title, title_spans, text, text_spans, author, author_spans, link_lists, links, link_spans, hosts,
            host_spans, fold, keys, book, hashes, room, begun, state,
        )
        if n < 0:
            return row, found, MORE_TOKENS
        terms = look_up(n, keys, bitmap, slots, hashes, room, present, hits)
        terms = add_fields(row, codes, code_starts, code_terms, present, hits, terms)
        state[STAMP] += 1
        before, stamp = found, state[STAMP]
        for place in range(terms):
            starts = book[POSTING_STARTS] + hits[place, PRESENT]
            found = ask(
                np.int64(book[starts]), np.int64(book[starts + 1]), row, ids, asked, out, present, edges, book, hits, room, stamp, found
            )
        found = ask(
            np.int64(book[ALWAYS]), np.int64(book[ALWAYS_END]), row, ids, asked, out, present, edges, book, hits, room, stamp, found
        )
        if found > before + 1:
            put_in_order(out[1], before, found)
        for place in range(terms):
            present[hits[place, PRESENT]] = 0
            if counting:
                counts[hits[place, PRESENT]] += 1
        row += 1
    return row, found, DONE
