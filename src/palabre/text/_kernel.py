"""The compiled identification of languages: a text made readable, walked by the model's automaton, and scored.

It runs without the interpreter's lock. What is read of a text is said by `palabre.text.language.readable`, the slow
twin; the answers are those of the library whose model it is.

- `kinds`: what each code point is: its small letter in the low bits, and the marks below.
- `moves`, `states`: the automaton; for each state the row of `moves` that it reads, and the feature it has found.
- `near`: the weight of each feature for the languages that are always looked for; `far`, in halves, for all of them.
"""

from __future__ import annotations

import math

import numpy as np

from palabre.text.compiling import (
    ZERO,
    Flags,
    Fold,
    Grid,
    Halves,
    Letters,
    Numbers,
    Spans,
    WeightRows,
    Weights,
    borrowing_entry,
    compiled,
    whole,
)

# The marks of `kinds`; the last four are those of ASCII alone: parts of words, of links, of handles, and what may begin
# a link, a callout or `RT`.
SMALL, BLANK, IS_UPPER, IS_LOWER = 0x1FFFFF, 1 << 21, 1 << 22, 1 << 23
OF_WORD, OF_LINK, OF_HANDLE, BEGINS = 1 << 24, 1 << 25, 1 << 26, 1 << 27
KNOWN, NEVER_READ = 0x20000, 0xE0000
DOTTED_I, SIGMA, FINAL_SIGMA = 0x130, 0x3A3, 0x3C2
# What is read of a text, in bytes, and what small letters may take.
READ = 2048
ROOM = 2 * READ
PICTURE = np.frombuffer(b"pic.twitter.com/", np.uint8)
# The columns of `states`, and the rows of `met`: features found, and how often.
ROW, FEATURE = range(2)
FOUND, TIMES = range(2)
NONE = whole(-1)


@compiled
def point_at(letters: Flags, at: int, end: int) -> tuple[int, int]:
    """The code point at a place and the place of the next one; -1 for bytes that make none."""
    first = whole(letters[at])
    if first < 0x80:
        return first, at + 1
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if first < 0xC0 or first > 0xF4 or at + size > end:
        return NONE, at + 1
    point = first & (0xFF >> (size + 1))
    for place in range(at + 1, at + size):
        if letters[place] & 0xC0 != 0x80:
            return NONE, at + 1
        point = (point << 6) | (whole(letters[place]) & 0x3F)
    return (point if point < 0x110000 else NONE), at + size


@compiled
def kind_of(point: int, kinds: Fold) -> int:
    """What a code point is; those beyond the table are their own small letters."""
    if 0 <= point < KNOWN:
        return whole(kinds[point])
    return whole(BLANK) if point < 0 or point >= NEVER_READ else point


@compiled
def put(point: int, small: Flags, n: int) -> int:
    """Writes a code point in UTF-8; how many bytes there are now."""
    if point < 0x80:
        small[n] = np.uint8(point)
        return n + 1
    if point < 0x800:
        small[n] = np.uint8(0xC0 | (point >> 6))
        small[n + 1] = np.uint8(0x80 | (point & 0x3F))
        return n + 2
    if point < 0x10000:
        small[n] = np.uint8(0xE0 | (point >> 12))
        small[n + 1] = np.uint8(0x80 | ((point >> 6) & 0x3F))
        small[n + 2] = np.uint8(0x80 | (point & 0x3F))
        return n + 3
    small[n] = np.uint8(0xF0 | (point >> 18))
    small[n + 1] = np.uint8(0x80 | ((point >> 12) & 0x3F))
    small[n + 2] = np.uint8(0x80 | ((point >> 6) & 0x3F))
    small[n + 3] = np.uint8(0x80 | (point & 0x3F))
    return n + 4


@compiled
def run_of(mark: int, letters: Letters, at: int, end: int, kinds: Fold) -> int:
    """Where the run of letters of ASCII that bear a mark ends."""
    while at < end and letters[at] < 0x80 and kinds[letters[at]] & mark:
        at += 1
    return at


@compiled
def passed(letters: Letters, at: int, end: int, kinds: Fold) -> int:
    """Where the link, callout or `RT` that begins here ends; here when none does."""
    first, left = whole(letters[at]), end - at
    if first == 64:
        return run_of(OF_HANDLE, letters, at + 1, end, kinds)
    if first == 82:
        is_sign = left > 1 and letters[at + 1] == 84
        return at + 2 if is_sign and run_of(OF_WORD, letters, at + 2, end, kinds) == at + 2 else at
    if first | 32 == 119:
        is_link = left > 3 and letters[at + 1] | 32 == 119 and letters[at + 2] | 32 == 119 and letters[at + 3] == 46
        return run_of(OF_LINK, letters, at + 4, end, kinds) if is_link else at
    if first == 112:
        for place in range(len(PICTURE)):
            if place >= left or letters[at + place] != PICTURE[place]:
                return at
        return run_of(OF_LINK, letters, at + len(PICTURE), end, kinds)
    if left < 4 or letters[at + 1] | 32 != 116 or letters[at + 2] | 32 != 116 or letters[at + 3] | 32 != 112:
        return at
    last = at + 5 if left > 4 and letters[at + 4] | 32 == 115 else at + 4
    if end - last > 2 and letters[last] == 58 and letters[last + 1] == 47 and letters[last + 2] == 47:
        return run_of(OF_LINK, letters, last + 3, end, kinds)
    return last if run_of(OF_WORD, letters, last, end, kinds) == last else at


@compiled
def read(letters: Letters, first: int, end: int, kinds: Fold, clean: Flags) -> tuple[int, int]:
    """Writes what is to be read of a text; how many bytes, and how many more capitals than small letters."""
    at, n, capitals, has_gap = first, ZERO, ZERO, False
    while at < end:
        if letters[at] < 0x80:
            kind, following = whole(kinds[letters[at]]), at + 1
            if kind & BEGINS and not (at > first and kinds[letters[at - 1]] & OF_WORD):
                place = passed(letters, at, end, kinds)
                if place > at:
                    at, has_gap = place, True
                    continue
        else:
            point, following = point_at(letters, at, end)
            kind = kind_of(point, kinds)
        if kind & BLANK:
            at, has_gap = following, True
            continue
        if has_gap and n:
            clean[n] = 32
            n += 1
        has_gap = False
        if kind & IS_UPPER:
            capitals += 1
        elif kind & IS_LOWER:
            capitals -= 1
        while at < following:
            clean[n] = letters[at]
            n, at = n + 1, at + 1
    return n, capitals


@compiled
def put_in_small(clean: Flags, size: int, kinds: Fold, small: Flags) -> int:
    """Writes a text in small letters; how many bytes."""
    at, n, before = ZERO, ZERO, ZERO
    while at < size:
        point, at = point_at(clean, at, size)
        kind = kind_of(point, kinds)
        if point == DOTTED_I:
            n = put(whole(0x307), small, put(whole(105), small, n))
        elif point == SIGMA and before & (IS_UPPER | IS_LOWER):
            following = kind_of(point_at(clean, at, size)[0], kinds) if at < size else ZERO
            n = put(kind & SMALL if following & (IS_UPPER | IS_LOWER) else whole(FINAL_SIGMA), small, n)
        else:
            n = put(kind & SMALL, small, n)
        before = kind
    return n


@compiled
def meet(clean: Flags, size: int, moves: Fold, states: Grid, places: Numbers, met: Grid) -> int:
    """Walks a text; how many features it has, each with how often."""
    state, n = ZERO, ZERO
    for at in range(size):
        state = whole(moves[(whole(states[state, ROW]) << 8) + whole(clean[at])])
        feature = states[state, FEATURE]
        if feature < 0:
            continue
        place = places[feature]
        # What stands in `places` may be another text's: it is true only when it is answered for.
        if place < n and met[FOUND, place] == feature:
            met[TIMES, place] += 1
        else:
            places[feature], met[FOUND, n], met[TIMES, n] = n, feature, 1
            n += 1
    return n


@compiled
def score(n: int, met: Grid, near: WeightRows, logs: Weights, scores: Weights) -> None:
    """Adds the weights of the features found to the scores of the languages that are always looked for."""
    for one in range(n):
        feature, weight = met[FOUND, one], logs[met[TIMES, one]]
        for column in range(near.shape[1]):
            scores[column] += weight * near[feature, column]


@compiled
def score_one(n: int, met: Grid, far: Halves, halves: Weights, logs: Weights, column: int, prior: float) -> float:
    """The score of one more language."""
    total = np.float32(prior)
    for one in range(n):
        total += logs[met[TIMES, one]] * halves[far[met[FOUND, one], column]]
    return float(total)


@borrowing_entry
def identify(
    letters: Letters,
    spans: Spans,
    declared: Numbers,
    kinds: Fold,
    moves: Fold,
    states: Grid,
    near: WeightRows,
    near_priors: Weights,
    owners: Numbers,
    far: Halves,
    far_priors: Weights,
    others: Numbers,
    halves: Weights,
    logs: Weights,
    clean: Flags,
    small: Flags,
    places: Numbers,
    met: Grid,
    scores: Weights,
    best: Numbers,
    chances: Weights,
) -> None:
    """For each text, its likeliest language among those looked for and the one its row adds, and how likely that is.

    A language is its column: of `near`, or for the one that a row adds, told by `declared`, that of `far` from there
    on. Nothing to go by leaves -1. A language may have two columns: `owners` has the first one's number for each of
    `near`, and `others` the second of each of `far`.
    """
    looked_for = near.shape[1]
    for row in range(spans.shape[1]):
        best[row], chances[row] = -1, 0.0
        first, end = spans[0, row], spans[1, row]
        if end - first > READ:
            end = first + READ
            while end > first and letters[end] & 0xC0 == 0x80:
                end -= 1
        size, capitals = read(letters, first, end, kinds, clean)
        if capitals > 0:
            size = put_in_small(clean, size, kinds, small)
            n = meet(small, size, moves, states, places, met)
        else:
            n = meet(clean, size, moves, states, places, met)
        if n == 0:
            continue
        for column in range(looked_for):
            scores[column] = near_priors[column]
        score(n, met, near, logs, scores)
        last, added = looked_for, whole(declared[row])
        if added >= 0:
            scores[last] = score_one(n, met, far, halves, logs, added, far_priors[added])
            last += 1
            if others[added] >= 0:
                scores[last] = score_one(n, met, far, halves, logs, others[added], far_priors[others[added]])
                last += 1
        top = scores[0]
        for column in range(1, last):
            top = max(top, scores[column])
        # Longer texts would be all or nothing: the scores are spread by the root of what was read, as the library does.
        spread, total = 1.0 / math.sqrt(size), 0.0
        for column in range(last):
            scores[column] = np.float32(math.exp((scores[column] - top) * spread))
            total += scores[column]
        for column in range(looked_for):
            if owners[column] != column:
                scores[owners[column]] += scores[column]
                scores[column] = 0.0
        if last == looked_for + 2:
            scores[looked_for] += scores[looked_for + 1]
            last -= 1
        at = ZERO
        for column in range(1, last):
            if scores[column] > scores[at]:
                at = column
        best[row] = looked_for + added if at == looked_for else at
        chances[row] = scores[at] / total
