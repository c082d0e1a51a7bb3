"""The compiled counting of words: in how many posts, of two stretches of time, each word stands.

`slots` holds the hash of each word, where its first bits say; `tally` how many posts hold it in each stretch, and the
last post counted; `examples` a post that holds it.
"""

from __future__ import annotations

import numpy as np

from palabre.query._token_kernel import POSITION, WORD, read_text
from palabre.text.compiling import (
    Flags,
    Fold,
    Grid,
    Hash,
    Hashes,
    Letters,
    Places,
    Spans,
    borrowing_entry,
    inlined,
    whole,
)

# The columns of `tally`.
BEFORE, RECENT, LAST, COLUMNS = range(4)
# How counting stopped: at the last row, or for want of room for the tokens of a post or for words.
DONE, MORE_TOKENS, MORE_WORDS = range(3)


@inlined
def slot_of(word: Hash, slots: Hashes, shift: int) -> int:
    """Where a word is, or where it would be."""
    at, mask = whole(word >> np.uint64(shift)), len(slots) - 1
    while slots[at] != 0 and slots[at] != word:
        at = (at + 1) & mask
    return at


@borrowing_entry
def count_rows(
    row: int,
    rows: int,
    stamp: int,
    jump: int,
    title: Letters,
    title_places: Spans,
    text: Letters,
    text_places: Spans,
    recent: Flags,
    ids: Places,
    fold: Fold,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    state: Places,
    slots: Hashes,
    tally: Grid,
    examples: Places,
    shift: int,
    used: int,
    most: int,
) -> tuple[int, int, int]:
    """Counts the words of each row, each once; the row where it stopped, the words there are, and why it stopped."""
    while row < rows:
        n, position = read_text(
            title, title_places[0, row], title_places[1, row], WORD, 0, fold, keys, hashes, room, begun, state, 0
        )
        if n >= 0:
            n, position = read_text(
                text,
                text_places[0, row],
                text_places[1, row],
                WORD,
                position + jump,
                fold,
                keys,
                hashes,
                room,
                begun,
                state,
                n,
            )
        if n < 0:
            return row, used, MORE_TOKENS
        if used + n > most:
            return row, used, MORE_WORDS
        column = whole(recent[row])
        for token in range(n):
            # What a tag or a handle adds to its word stands at the same position.
            if token > 0 and room[POSITION, token] == room[POSITION, token - 1]:
                continue
            at = slot_of(hashes[token], slots, shift)
            if slots[at] == 0:
                slots[at] = hashes[token]
                used += 1
            if tally[at, LAST] != stamp + row:
                tally[at, LAST] = stamp + row
                tally[at, column] += 1
                examples[at] = ids[row]
        row += 1
    return row, used, DONE


@borrowing_entry
def move_words(
    slots: Hashes,
    tally: Grid,
    examples: Places,
    new_slots: Hashes,
    new_tally: Grid,
    new_examples: Places,
    shift: int,
    fewest: int,
) -> int:
    """Puts the words that stand in so many posts at least in new tables; how many they are."""
    used = 0
    for at in range(len(slots)):
        if slots[at] != 0 and tally[at, BEFORE] + tally[at, RECENT] >= fewest:
            place = slot_of(slots[at], new_slots, shift)
            new_slots[place] = slots[at]
            new_examples[place] = examples[at]
            for column in range(COLUMNS):
                new_tally[place, column] = tally[at, column]
            used += 1
    return used
