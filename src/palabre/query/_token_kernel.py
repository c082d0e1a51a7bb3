"""The compiled reading of a text: folded, cut into words, each word and each of its beginnings hashed.

Nothing here is Python once it runs, and it runs without the interpreter's lock. What a word is, is said by
`palabre.text.folding`, the slow twin. Arrays are few and flat, since each one costs time to compile and to call:

- `letters`: the bytes of all texts of a column. `fold`: letters of ASCII, then pages of cells, then rows of cells.
- `keys`: the numbers that hashing depends on, then the lengths of the beginnings asked for, a bit each.
- `hashes` and `room[POSITION]`: the tokens found. `begun`, `state`: the word and the handle being read.
"""

from __future__ import annotations

import numpy as np

from palabre.text.compiling import ONE, ZERO, Fold, Grid, Hash, Hashes, Letters, Places, compiled, inlined, whole

# Classes of folded code points, in the bits above the value.
SEPARATOR, LETTER, IGNORED, SINGLE, SIGN, JOINER, EXPANDED = range(7)
CLASS_SHIFT, CLASS_MASK, VALUE_MASK, IS_BLANK, ENDS_LINK = 24, 7, 0x1FFFFF, 0x40000000, 0x80000000
PAGE_SHIFT, PAGE_MASK = 7, 127
# Where the pages of `fold` begin; each holds where its cells begin. Before them stand the letters of ASCII, folded; 1
# for what only separates, 0 for all that must be looked at.
PAGES, PLAIN = 256, 1
TAG, CALLOUT = 1, 2
# Whose term a hash is: each salt keeps them apart; the odd ones are beginnings.
WORD, OF_TAG, OF_CALLOUT, URL, AUTHOR, SITE, KINDS = map(whole, range(0, 14, 2))
# What `keys` holds; last, which first two letters and which first four any beginning asked for has, a bit each.
BASIS, MULTIPLIER, INVERSE, BITMAP_SHIFT, SLOT_SHIFT, SALTS, LENGTHS = 0, 1, 2, 3, 4, 5, 17
FIRST_TWO, FIRST_FOUR, KEYS = 29, 45, 173
FIRST_TWO_SHIFT, FIRST_FOUR_SHIFT = 64 - 10, 64 - 13
# The lengths of beginnings that are told by the first two letters.
SHORT = (1 << 4) - 1
LONGEST_PREFIX = 63
# The most that one step of a text can add to the tokens: a word, its tag, a handle, and all their beginnings.
STEP = 256
# What heads `book`: where its parts begin, and what the queries read.
POSTING_STARTS, POSTINGS, ALWAYS, ALWAYS_END, JUMP, READS_HOSTS, READS_ADDRESSES, HEADING = range(8)
# The rows of `room`, as long as the tokens of a post may be many.
POSITION, FOLLOWING, CHOSEN, CURSOR, HELD, TALLY, OWNER, SEEN, ROOMS = range(9)
# The rows of `edges`: where the sides of a NEAR end and start, and the places of a `~n`.
LEFT, RIGHT, PAIRS, EDGES = map(whole, range(4))
# `begun` holds the beginnings of a word by their length, then those of a handle, then the handle so far.
OF_HANDLE = whole(LONGEST_PREFIX + 2)
HANDLE = 2 * OF_HANDLE
# What `state` holds: the first position of a handle, its letters, those since its last joiner, and the joiner that
# waits for a letter; then the stamp of the last row that was matched, and by which kernel.
FIRST, LENGTH, SINCE, WAITING, STAMP, EDITION, STATES = range(7)


@compiled
def decoded(letters: Letters, at: int, end: int) -> tuple[int, int]:
    """The code point at a place and the place of the next one; -1 for bytes that make none."""
    first = whole(letters[at])
    if first < 0x80:
        return first, at + 1
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if first < 0xC0 or first > 0xF4 or at + size > end:
        return whole(-1), at + 1
    point = first & (0xFF >> (size + 1))
    for place in range(at + 1, at + size):
        if letters[place] & 0xC0 != 0x80:
            return whole(-1), at + 1
        point = (point << 6) | (whole(letters[place]) & 0x3F)
    return (point if point < 0x110000 else whole(-1)), at + size


@compiled
def cell_of(fold: Fold, point: int) -> int:
    """The folded cell of a code point, its value filled in when it folds to itself."""
    if point < 0:
        return whole(ENDS_LINK)
    cell = whole(fold[whole(fold[PAGES + (point >> PAGE_SHIFT)]) + (point & PAGE_MASK)])
    return cell if cell & VALUE_MASK else cell | point


@compiled
def link_end(letters: Letters, first: int, colon: int, end: int, fold: Fold) -> int:
    """Where the link ends whose scheme ends at this colon; the colon itself when it makes no link."""
    if end - colon < 4 or letters[colon + 1] != 47 or letters[colon + 2] != 47 or colon - first < 4:
        return colon
    at = colon - 2 if letters[colon - 1] | 32 == 115 else colon - 1
    if at - first < 3 or letters[at] | 32 != 112 or letters[at - 1] | 32 != 116:
        return colon
    if letters[at - 2] | 32 != 116 or letters[at - 3] | 32 != 104:
        return colon
    place = colon + 3
    while place < end:
        if fold[letters[place]] > PLAIN:
            place += 1
            continue
        point, following = decoded(letters, place, end)
        if cell_of(fold, point) & ENDS_LINK:
            break
        place = following
    return place if place > colon + 3 else colon


@compiled
def without_scheme(rolled: Hash, is_secure: bool, inverse: Hash) -> Hash:
    """A rolling hash as it was before `http` or `https`."""
    if is_secure:
        rolled = (rolled * inverse) ^ np.uint64(115)
    rolled = (rolled * inverse) ^ np.uint64(112)
    rolled = (rolled * inverse) ^ np.uint64(116)
    rolled = (rolled * inverse) ^ np.uint64(116)
    return (rolled * inverse) ^ np.uint64(104)


@compiled
def put_beginnings(
    begun: Hashes,
    first: int,
    length: int,
    kind: int,
    lengths: Hash,
    position: int,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    n: int,
) -> int:
    """Adds the beginnings of a word whose lengths are asked for; how many tokens there are now."""
    salt = keys[SALTS + kind + 1]
    for at in range(1, min(length, LONGEST_PREFIX) + 1):
        lengths >>= np.uint64(1)
        if not lengths:
            break
        if lengths & np.uint64(1):
            hashes[n] = begun[first + at] ^ salt
            room[POSITION, n] = position
            n += 1
    return n


@inlined
def may_begin(lengths: Hash, length: int, keys: Hashes, begun: Hashes) -> Hash:
    """The lengths of beginnings asked for that a plain word may have, told by its first letters."""
    # Without a branch: how long a word is cannot be foretold. What `begun` holds beyond its length is not asked.
    two, four = begun[2] >> np.uint64(FIRST_TWO_SHIFT), begun[4] >> np.uint64(FIRST_FOUR_SHIFT)
    has_two = keys[FIRST_TWO + whole(two >> np.uint64(6))] >> (two & np.uint64(63)) & np.uint64(length > 1)
    has_four = keys[FIRST_FOUR + whole(four >> np.uint64(6))] >> (four & np.uint64(63)) & np.uint64(length > 3)
    short, long = lengths & np.uint64(SHORT), lengths & ~np.uint64(SHORT)
    return np.uint64((lengths & np.uint64(2)) | (short * has_two) | (long * has_four))


@compiled
def put_word(
    rolled: Hash,
    length: int,
    sign: int,
    kind: int,
    position: int,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    n: int,
) -> int:
    """Adds a word, its tag and their beginnings; how many tokens there are now."""
    hashes[n] = rolled ^ keys[SALTS + kind]
    room[POSITION, n] = position
    n += 1
    lengths = keys[LENGTHS + kind]
    if lengths:
        asked = may_begin(lengths, length, keys, begun) if kind == WORD else lengths
        n = put_beginnings(begun, ZERO, length, kind, asked, position, keys, hashes, room, n)
    return put_tag(rolled, length, position, keys, hashes, room, begun, n) if sign == TAG else n


@compiled
def put_tag(
    rolled: Hash, length: int, position: int, keys: Hashes, hashes: Hashes, room: Grid, begun: Hashes, n: int
) -> int:
    """Adds a tag and its beginnings; how many tokens there are now."""
    hashes[n] = rolled ^ keys[SALTS + OF_TAG]
    room[POSITION, n] = position
    lengths = keys[LENGTHS + OF_TAG]
    return put_beginnings(begun, ZERO, length, OF_TAG, lengths, position, keys, hashes, room, n + 1)


@compiled
def roll_handle(letter: int, keys: Hashes, begun: Hashes, state: Places) -> None:
    """Adds a letter or a joiner to the handle being read."""
    begun[HANDLE] = (begun[HANDLE] ^ np.uint64(letter)) * keys[MULTIPLIER]
    state[LENGTH] += 1
    begun[OF_HANDLE + min(state[LENGTH], LONGEST_PREFIX + 1)] = begun[HANDLE]


@compiled
def begin_handle(position: int, keys: Hashes, begun: Hashes, state: Places) -> None:
    """Begins to read a handle."""
    begun[HANDLE] = keys[BASIS]
    state[FIRST] = position
    state[LENGTH] = state[SINCE] = state[WAITING] = 0


@compiled
def letter_in_handle(letter: int, mode: int, keys: Hashes, begun: Hashes, state: Places) -> int:
    """Adds a letter to a handle, with the joiner that waited for it; 2 when the handle gives no more words."""
    joiner = state[WAITING]
    if joiner:
        roll_handle(joiner, keys, begun, state)
        state[WAITING] = state[SINCE] = 0
        if joiner != 45:
            mode = 2
    roll_handle(letter, keys, begun, state)
    state[SINCE] += 1
    return mode


@compiled
def end_handle(
    has_answer: int, has_ended: int, keys: Hashes, hashes: Hashes, room: Grid, begun: Hashes, state: Places, n: int
) -> int:
    """Adds what a handle answers to so far, and its beginnings once it has ended; how many tokens there are now."""
    if has_answer:
        hashes[n] = begun[HANDLE] ^ keys[SALTS + OF_CALLOUT]
        room[POSITION, n] = state[FIRST]
        n += 1
    lengths = keys[LENGTHS + OF_CALLOUT]
    if has_ended and lengths:
        n = put_beginnings(begun, OF_HANDLE, state[LENGTH], OF_CALLOUT, lengths, state[FIRST], keys, hashes, room, n)
    return n


@compiled
def cut_handle(is_secure: bool, keys: Hashes, begun: Hashes, state: Places) -> int:
    """Takes a link's scheme back from the handle being read; 0 when that leaves its last part empty, else 1."""
    begun[HANDLE] = without_scheme(begun[HANDLE], is_secure, keys[INVERSE])
    size = 5 if is_secure else 4
    state[LENGTH] -= size
    state[SINCE] -= size
    if state[SINCE] == 0:
        # The joiner goes too: nothing follows it.
        state[LENGTH] = max(state[LENGTH] - 1, 0)
    return whole(state[SINCE] > 0)


@compiled
def put_single(
    point: int,
    sign: int,
    kind: int,
    position: int,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    state: Places,
    n: int,
) -> int:
    """Adds a code point that is a word by itself; how many tokens there are now."""
    begun[1] = (keys[BASIS] ^ np.uint64(point)) * keys[MULTIPLIER]
    n = put_word(begun[1], ONE, sign, kind, position, keys, hashes, room, begun, n)
    if sign == CALLOUT:
        begin_handle(position, keys, begun, state)
        roll_handle(point, keys, begun, state)
        n = end_handle(ONE, ONE, keys, hashes, room, begun, state, n)
    return n


@compiled
def cut_link(
    letters: Letters,
    first: int,
    at: int,
    end: int,
    rolled: Hash,
    length: int,
    mode: int,
    fold: Fold,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    state: Places,
    n: int,
) -> tuple[int, Hash, int, int]:
    """Takes the scheme of a link, if one ends at the colon just read, back from the word and the handle before it.

    Where the link ends, or `at` when there is none; the hash and the letters of the word; the tokens.
    """
    past = link_end(letters, first, at - 1, end, fold)
    if past < at:
        return at, rolled, length, n
    is_secure = letters[at - 2] | 32 == 115
    if mode:
        has_answer = cut_handle(is_secure, keys, begun, state)
        n = end_handle(has_answer, ONE, keys, hashes, room, begun, state, n)
    if mode != 2:
        rolled = without_scheme(rolled, is_secure, keys[INVERSE])
        length -= 5 if is_secure else 4
    return past, rolled, length, n


@inlined
def plain_run(
    letters: Letters,
    at: int,
    end: int,
    rolled: Hash,
    length: int,
    sign: int,
    kind: int,
    position: int,
    most: int,
    fold: Fold,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    n: int,
) -> tuple[int, Hash, int, int, int, int]:
    """Adds the words of plain letters and plain separators, up to anything else: most of most texts.

    Where it stopped; the hash, the letters and the sign of the word that has not ended there, if any; the next
    position; the tokens.
    """
    basis, multiplier, salt, lengths = keys[BASIS], keys[MULTIPLIER], keys[SALTS + kind], keys[LENGTHS + kind]
    while n <= most:
        low = whole(fold[letters[at]]) if at < end else PLAIN
        while low > PLAIN:
            rolled = (rolled ^ np.uint64(low)) * multiplier
            length += 1
            begun[min(length, LONGEST_PREFIX + 1)] = rolled
            at += 1
            low = whole(fold[letters[at]]) if at < end else PLAIN
        if low == 0:
            break
        if length:
            hashes[n] = rolled ^ salt
            room[POSITION, n] = position
            n += 1
            if lengths:
                asked = may_begin(lengths, length, keys, begun) if kind == WORD else lengths
                if asked:
                    n = put_beginnings(begun, ZERO, length, kind, asked, position, keys, hashes, room, n)
            if sign:
                n = put_tag(rolled, length, position, keys, hashes, room, begun, n)
            position += 1
            rolled, length = basis, ZERO
        sign = ZERO
        if at == end:
            break
        at += 1
    return at, rolled, length, sign, position, n


@compiled
def read_text(
    letters: Letters,
    first: int,
    end: int,
    kind: int,
    position: int,
    fold: Fold,
    keys: Hashes,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    state: Places,
    n: int,
) -> tuple[int, int]:
    """Adds the tokens of a text; how many there are now, -1 when there is no room for them, and the next position."""
    most, multiplier, basis = len(hashes) - STEP, keys[MULTIPLIER], keys[BASIS]
    rolled, length, sign, word_sign, mode = basis, ZERO, ZERO, ZERO, 0
    at, row, row_end, ended = first, 0, 0, False
    while not ended:
        if row < row_end:
            cell = whole(fold[row])
            row += 1
        elif at < end:
            if fold[letters[at]] and mode == 0 and sign != CALLOUT:
                if length == 0:
                    word_sign, sign = sign, ZERO
                at, rolled, length, word_sign, position, n = plain_run(
                    letters,
                    at,
                    end,
                    rolled,
                    length,
                    word_sign,
                    kind,
                    position,
                    most,
                    fold,
                    keys,
                    hashes,
                    room,
                    begun,
                    n,
                )
                if n > most or at == end:
                    break
            point, at = decoded(letters, at, end)
            cell = cell_of(fold, point)
            if point == 58 and kind == WORD:
                past, rolled, length, n = cut_link(
                    letters, first, at, end, rolled, length, mode, fold, keys, hashes, room, begun, state, n
                )
                if past > at:
                    at, mode = past, 0
        else:
            cell, ended = SEPARATOR, True
        kind_of_cell, value = (cell >> CLASS_SHIFT) & CLASS_MASK, cell & VALUE_MASK
        if kind_of_cell == LETTER:
            if length == 0 and mode == 0:
                word_sign, sign = sign, 0
                if word_sign == CALLOUT:
                    mode = 1
                    begin_handle(position, keys, begun, state)
            if mode:
                mode = letter_in_handle(value, mode, keys, begun, state)
            if mode != 2:
                rolled = (rolled ^ np.uint64(value)) * multiplier
                length += 1
                begun[min(length, LONGEST_PREFIX + 1)] = rolled
        elif kind_of_cell == EXPANDED:
            row, row_end = value + 1, value + 1 + whole(fold[value])
        elif kind_of_cell != IGNORED:
            follows_letter = whole(length > 0 or (mode != 0 and state[WAITING] == 0))
            if length:
                n = put_word(rolled, length, word_sign, kind, position, keys, hashes, room, begun, n)
                position += 1
                rolled, length, word_sign = basis, 0, 0
            if mode:
                joiner = value if kind_of_cell == JOINER else 64 if kind_of_cell == SIGN and value == CALLOUT else 0
                has_ended = whole(follows_letter == 0 or joiner == 0)
                n = end_handle(follows_letter, has_ended, keys, hashes, room, begun, state, n)
                state[WAITING] = joiner
                mode = 0 if has_ended else mode
            if kind_of_cell == SINGLE:
                n = put_single(value, sign, kind, position, keys, hashes, room, begun, state, n)
                position += 1
            sign = value if kind_of_cell == SIGN and kind == WORD and follows_letter == 0 else ZERO
            if n > most:
                break
    return (n if n <= most else whole(-1)), position
