"""The compiled reading of handles and links: what an author, a host and the words of an address answer to."""

from __future__ import annotations

import numpy as np

from palabre.query._token_kernel import (
    AUTHOR,
    BASIS,
    IS_BLANK,
    JUMP,
    LENGTHS,
    LONGEST_PREFIX,
    MULTIPLIER,
    READS_ADDRESSES,
    READS_HOSTS,
    SALTS,
    SITE,
    STEP,
    URL,
    cell_of,
    decoded,
    put_beginnings,
    read_text,
)
from palabre.text.compiling import (
    ZERO,
    Fold,
    Grid,
    Hashes,
    Letters,
    Numbers,
    Places,
    Spans,
    compiled,
)


@compiled
def trimmed(letters: Letters, first: int, end: int) -> tuple[int, int]:
    """Where a text begins and ends without the ASCII blanks around it."""
    while first < end and (letters[first] == 32 or 9 <= letters[first] <= 13 or 28 <= letters[first] <= 31):
        first += 1
    while first < end and (letters[end - 1] == 32 or 9 <= letters[end - 1] <= 13 or 28 <= letters[end - 1] <= 31):
        end -= 1
    return first, end


@compiled
def read_author(
    letters: Letters, first: int, end: int, keys: Hashes, hashes: Hashes, room: Grid, begun: Hashes, n: int
) -> int:
    """Adds what a handle answers to: all of it, and what stands before each dot and each @; -1 without room for it."""
    first, end = trimmed(letters, first, end)
    if first < end and letters[first] == 64:
        first += 1
    if n + end - first > len(hashes) - STEP:
        return -1
    rolled, length, at = keys[BASIS], 0, first
    while at < end:
        letter, at = decoded(letters, at, end)
        if 65 <= letter <= 90:
            letter += 32
        if letter == 46 or letter == 64:
            hashes[n] = rolled ^ keys[SALTS + AUTHOR]
            n += 1
        rolled = (rolled ^ np.uint64(letter)) * keys[MULTIPLIER]
        length += 1
        begun[min(length, LONGEST_PREFIX + 1)] = rolled
    hashes[n] = rolled ^ keys[SALTS + AUTHOR]
    return put_beginnings(begun, ZERO, length, AUTHOR, keys[LENGTHS + AUTHOR], ZERO, keys, hashes, room, n + 1)


@compiled
def past_scheme(letters: Letters, first: int, end: int, fold: Fold) -> int:
    """Where an address begins, after blanks and `scheme://`; its beginning when it has none."""
    at = first
    while at < end:
        point, following = decoded(letters, at, end)
        if not cell_of(fold, point) & IS_BLANK:
            break
        at = following
    start = at
    while at < end and letters[at] != 44:
        # After the first letter also digits, and + - . which stand together, with the comma among them.
        if not (97 <= letters[at] | 32 <= 122 or (at > start and (48 <= letters[at] <= 57 or 43 <= letters[at] <= 46))):
            break
        at += 1
    if start < at <= end - 3 and letters[at] == 58 and letters[at + 1] == 47 and letters[at + 2] == 47:
        return at + 3
    return first


@compiled
def host_of(letters: Letters, first: int, end: int, fold: Fold) -> tuple[int, int]:
    """Where the host of an address begins and ends: without user, port and leading `www.`."""
    first, end = trimmed(letters, first, end)
    first = past_scheme(letters, first, end, fold)
    for at in range(first, end):
        if letters[at] == 35 or letters[at] == 47 or letters[at] == 63 or letters[at] == 92:
            end = at
            break
    for at in range(end - 1, first - 1, -1):
        if letters[at] == 64:
            first = at + 1
            break
    port = end
    while port > first and 48 <= letters[port - 1] <= 57:
        port -= 1
    if port > first and letters[port - 1] == 58:
        end = port - 1
    w = 0
    while w < 3 and first + w < end and letters[first + w] | 32 == 119:
        w += 1
    return (first + 4 if w == 3 and first + 3 < end and letters[first + 3] == 46 else first), end


@compiled
def read_host(letters: Letters, first: int, end: int, fold: Fold, keys: Hashes, hashes: Hashes, n: int) -> int:
    """Adds what the host of an address answers to: all of it and what stands after each dot; -1 without room for it."""
    first, end = host_of(letters, first, end, fold)
    if n + end - first > len(hashes) - STEP:
        return -1
    rolled = keys[BASIS]
    for at in range(end - 1, first - 1, -1):
        letter = letters[at] + 32 if 65 <= letters[at] <= 90 else letters[at]
        if letter == 46:
            hashes[n] = rolled ^ keys[SALTS + SITE]
            n += 1
        rolled = (rolled ^ np.uint64(letter)) * keys[MULTIPLIER]
    hashes[n] = rolled ^ keys[SALTS + SITE]
    return n + 1


@compiled
def read_links(
    first: int,
    end: int,
    letters: Letters,
    spans: Spans,
    hosts: Letters,
    host_spans: Spans,
    position: int,
    fold: Fold,
    keys: Hashes,
    book: Numbers,
    hashes: Hashes,
    room: Grid,
    begun: Hashes,
    state: Places,
    n: int,
) -> int:
    """Adds the hosts and the words of some links; how many tokens there are now, -1 when there is no room for them."""
    for link in range(first, end):
        if n >= 0 and book[READS_HOSTS]:
            n = read_host(hosts, host_spans[0, link], host_spans[1, link], fold, keys, hashes, n)
        if n >= 0 and book[READS_ADDRESSES]:
            position += book[JUMP]
            start = past_scheme(letters, spans[0, link], spans[1, link], fold)
            n, position = read_text(
                letters, start, spans[1, link], URL, position, fold, keys, hashes, room, begun, state, n
            )
    return n
