"""The compiled asking: which terms stand in a post, which queries they call for, and which of those it matches.

What a query means is said by `palabre.query.meaning` and the slow evaluator of the tests. `book` holds all programs:
what they point at is told by its place there.

- a posting: query, instruction, and a term that it needs. The last term is none, and always there.
- an instruction: what it asks, its subject, the next one when it holds, and when not. A list of terms stands behind it,
  as many as its subject says.
- a phrase: its end, how many positions it covers, 0, then terms with their offsets, the rarest first.
- a `~n`: its end, 0, its window, then terms with how often it wants them; 0 for those that are said again.
- a NEAR: the first and last sequence of each side, how many words may stand between them, whether in order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from palabre.query import _token_addresses, _token_kernel, _token_places
from palabre.query._token_addresses import read_author, read_links
from palabre.query._token_kernel import (
    ALWAYS,
    ALWAYS_END,
    BITMAP_SHIFT,
    CHOSEN,
    EDITION,
    FOLLOWING,
    JUMP,
    LEFT,
    POSTING_STARTS,
    READS_ADDRESSES,
    READS_HOSTS,
    SLOT_SHIFT,
    STAMP,
    WORD,
    read_text,
)
from palabre.query._token_places import ANYWHERE, HEAD, PRESENT, TAIL, are_near, put_in_order, walk
from palabre.text import compiling
from palabre.text.compiling import (
    ZERO,
    Flags,
    Fold,
    Grid,
    Hash,
    Hashes,
    Letters,
    Numbers,
    Places,
    Spans,
    borrowing_entry,
    compiled,
    entry,
    inlined,
    whole,
)

MatchRows = Callable[..., tuple[int, int, int]]
# What an instruction asks, and where a program ends.
TERM, ANY, IN_A_ROW, NEAR = range(4)
ACCEPT, REJECT = -1, -2
# How matching stopped: at the last row, or for want of room for the tokens of a post or for pairs.
DONE, MORE_TOKENS, MORE_PAIRS = range(3)
# The rows of `called`: a query, and the instruction to ask it from.
QUERY, AT = range(2)


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


@borrowing_entry
def fill_slots(hashes: Hashes, slots: Numbers, bitmap: Hashes, slot_shift: int, bitmap_shift: int) -> bool:
    """Puts terms in their slots, but for those whose hash is 0; False when two of them cannot be told apart."""
    mask = len(slots) - 1
    for term in range(len(hashes)):
        if not hashes[term]:
            continue
        slot = whole(hashes[term] >> np.uint64(slot_shift))
        while slots[slot]:
            if hashes[slots[slot] - 1] == hashes[term]:
                return False
            slot = (slot + 1) & mask
        slots[slot] = term + 1
        bit = hashes[term] >> np.uint64(bitmap_shift)
        bitmap[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))
    return True


@entry
def by_term(rows: Grid, terms: int) -> tuple[Numbers, Grid]:
    """Where the postings of each term begin, and the postings (query, instruction, need) in the order of the terms."""
    starts = np.zeros(terms + 1, np.int32)
    for row in range(len(rows)):
        starts[rows[row, 0] + 1] += 1
    for term in range(terms):
        starts[term + 1] += starts[term]
    following, postings = starts.copy(), np.empty((len(rows), 3), np.int32)
    for row in range(len(rows)):
        place = following[rows[row, 0]]
        for column in range(3):
            postings[place, column] = rows[row, column + 1]
        following[rows[row, 0]] += 1
    return starts, postings


@inlined
def read_row(
    row: int,
    title: Letters,
    title_spans: Spans,
    text: Letters,
    text_spans: Spans,
    author: Letters,
    author_spans: Spans,
    link_lists: Spans,
    links: Letters,
    link_spans: Spans,
    hosts: Letters,
    host_spans: Spans,
    fold: Fold,
    keys: Hashes,
    book: Numbers,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    state: Places,
) -> int:
    """Cuts a row into tokens; how many, -1 when there is no room for them."""
    n, position, first, end = ZERO, ZERO, title_spans[0, row], title_spans[1, row]
    if first < end:
        n, position = read_text(title, first, end, WORD, position, fold, keys, hashes, room, begun, state, n)
        position += book[JUMP]
    if n >= 0:
        first, end = text_spans[0, row], text_spans[1, row]
        n, position = read_text(text, first, end, WORD, position, fold, keys, hashes, room, begun, state, n)
    if n >= 0 and author_spans[0, row] < author_spans[1, row]:
        n = read_author(author, author_spans[0, row], author_spans[1, row], keys, hashes, room, begun, n)
    if n >= 0 and (book[READS_HOSTS] or book[READS_ADDRESSES]):
        first, end = link_lists[0, row], link_lists[1, row]
        n = read_links(
            first, end, links, link_spans, hosts, host_spans, position, fold, keys, book, hashes, room, begun, state, n
        )
    return n


@inlined
def look_up(
    n: int,
    keys: Hashes,
    bitmap: Hashes,
    slots: Numbers,
    terms_hashes: Hashes,
    hashes: Hashes,
    room: Grid,
    present: Flags,
    hits: Grid,
) -> int:
    """Finds the terms that tokens answer to, and chains their places in order; how many terms are present."""
    kept, shift = 0, keys[BITMAP_SHIFT]
    for token in range(n):
        # Without a branch: whether a word is asked for cannot be foretold.
        bit = hashes[token] >> shift
        room[CHOSEN, kept] = token
        kept += whole((bitmap[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1))
    mask, terms = len(slots) - 1, 0
    for place in range(kept):
        token = whole(room[CHOSEN, place])
        slot = whole(hashes[token] >> keys[SLOT_SHIFT])
        term = whole(slots[slot]) - 1
        while term >= 0 and terms_hashes[term] != hashes[token]:
            slot = (slot + 1) & mask
            term = whole(slots[slot]) - 1
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


@inlined
def add_fields(
    row: int, codes: Grid, code_starts: Numbers, code_terms: Numbers, present: Flags, hits: Grid, terms: int
) -> int:
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
def stands(asks: int, subject: int, present: Flags, edges: Spans, book: Numbers, hits: Grid, room: Grid) -> bool:
    """Whether a phrase, a `~n` or a NEAR stands somewhere in the row."""
    if asks == IN_A_ROW:
        return walk(subject, ANYWHERE, LEFT, present, edges, book, hits, room, ZERO) > 0
    return are_near(subject, present, edges, book, hits, room)


@inlined
def accepts(at: int, present: Flags, edges: Spans, book: Numbers, hits: Grid, room: Grid) -> bool:
    """Whether a program accepts the row, from one of its instructions on."""
    while at >= 0:
        asks, subject, holds = whole(book[at]), whole(book[at + 1]), False
        if asks == ANY:
            for place in range(at + 4, at + 4 + subject):
                if present[book[place]]:
                    holds = True
                    break
        elif asks == TERM:
            holds = present[subject] != 0
        else:
            holds = stands(asks, subject, present, edges, book, hits, room)
        at = whole(book[at + 2] if holds else book[at + 3])
    return at == ACCEPT


@inlined
def call(first: int, end: int, present: Flags, book: Numbers, called: Grid, n: int) -> int:
    """Lists what some postings call for, if the term that each one needs is present; how many calls there are."""
    touched = 0
    for posting in range(first, end, 3):
        called[QUERY, n], called[AT, n] = book[posting], book[posting + 1]
        # All programs are fetched at once, rather than one by one when each is asked.
        touched |= book[max(book[posting + 1], 0)]
        n += present[book[posting + 2]]
    called[QUERY, n] = touched
    return n


@inlined
def ask(
    row: int,
    terms: int,
    stamp: int,
    ids: Places,
    asked: Grid,
    out: Spans,
    present: Flags,
    edges: Spans,
    book: Numbers,
    hits: Grid,
    room: Grid,
    called: Grid,
    found: int,
) -> int:
    """Asks the queries that the terms present call for, once an instruction; how many pairs are kept."""
    calls = call(whole(book[ALWAYS]), whole(book[ALWAYS_END]), present, book, called, ZERO)
    for place in range(terms):
        starts = book[POSTING_STARTS] + hits[place, PRESENT]
        calls = call(whole(book[starts]), whole(book[starts + 1]), present, book, called, calls)
    for place in range(calls):
        query, at = whole(called[QUERY, place]), whole(called[AT, place])
        if asked[query, 0] == stamp and (asked[query, 1] == ACCEPT or asked[query, 1] == at):
            continue
        asked[query, 0], asked[query, 1] = stamp, at
        if at == REJECT or not accepts(at, present, edges, book, hits, room):
            continue
        asked[query, 1] = ACCEPT
        out[0, found], out[1, found] = row, ids[query]
        found += 1
    return found


def matching_of(edition: int) -> MatchRows:
    """The entry of the kernel. On disk it is known by the text of this file; `edition` tells those of what it calls."""

    @borrowing_entry
    def match_rows(
        row: int,
        last: int,
        title: Letters,
        title_spans: Spans,
        text: Letters,
        text_spans: Spans,
        author: Letters,
        author_spans: Spans,
        link_lists: Spans,
        links: Letters,
        link_spans: Spans,
        hosts: Letters,
        host_spans: Spans,
        codes: Grid,
        code_starts: Numbers,
        code_terms: Numbers,
        fold: Fold,
        keys: Hashes,
        bitmap: Hashes,
        slots: Numbers,
        terms_hashes: Hashes,
        book: Numbers,
        ids: Places,
        hashes: Hashes,
        room: Grid,
        edges: Spans,
        begun: Hashes,
        state: Places,
        present: Flags,
        hits: Grid,
        called: Grid,
        asked: Grid,
        out: Spans,
        counts: Places,
    ) -> tuple[int, int, int]:
        """Matches rows until the last, or until there is no room: the next row, how many pairs, and what was lacking.

        `state` holds the stamp of the last row matched, so that nothing need be wiped between rows.
        """
        state[EDITION] = edition
        found, counting = ZERO, len(counts) > 0
        while row < last:
            if found + len(ids) > out.shape[1]:
                return row, found, MORE_PAIRS
            n = read_row(
                row,
                title,
                title_spans,
                text,
                text_spans,
                author,
                author_spans,
                link_lists,
                links,
                link_spans,
                hosts,
                host_spans,
                fold,
                keys,
                book,
                hashes,
                room,
                begun,
                state,
            )
            if n < 0:
                return row, found, MORE_TOKENS
            terms = look_up(n, keys, bitmap, slots, terms_hashes, hashes, room, present, hits)
            terms = add_fields(row, codes, code_starts, code_terms, present, hits, terms)
            state[STAMP] += 1
            before = found
            found = ask(row, terms, state[STAMP], ids, asked, out, present, edges, book, hits, room, called, found)
            if found > before + 1:
                put_in_order(out[1], before, found)
            for place in range(terms):
                present[hits[place, PRESENT]] = 0
                if counting:
                    counts[hits[place, PRESENT]] += 1
            row += 1
        return row, found, DONE

    return match_rows


READINGS = (compiling, _token_kernel, _token_addresses, _token_places)
_SOURCES = b"".join(Path(str(one.__file__)).read_bytes() for one in READINGS)
match_rows = matching_of(int.from_bytes(hashlib.blake2b(_SOURCES, digest_size=7).digest()))
