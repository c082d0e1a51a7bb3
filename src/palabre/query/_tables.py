"""What the kernel reads: every code point folded, kept on disk; the terms of queries, hashed so that none collides."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from array import array
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from palabre.query import _token_kernel as layout
from palabre.query._programs import AUTHOR, OF_CALLOUT, OF_TAG, SITE, URL, WORD
from palabre.text import folding
from palabre.text.kept import keep, kept

if TYPE_CHECKING:
    import numpy.typing as npt

    from palabre.query._programs import Programs

POINTS = 0x110000
BLANKS = 0x10000  # every blank of Unicode is below
PAGE = 1 << layout.PAGE_SHIFT
NOT_IN_LINKS = frozenset("<>\"'`{}|\\^\u00ab\u00bb\u201c\u201d\u2018\u2019\u2026")
# Runs of code points of these categories are alike: unassigned, private, surrogates, letters without cases.
UNIFORM = frozenset({"Cn", "Co", "Cs", "Lo"})
HANGUL = (0xAC00, 0xD7A4)
LONGEST_RUN, SHORTEST_RUN = 4096, 16
# Where the letters of a term's name begin, by its kind.
NAMED = {WORD: 0, OF_TAG: 1, OF_CALLOUT: 1, URL: 4, AUTHOR: 7, SITE: 5}
# A bitmap of 128 KiB at most: it should stay near the processor.
WIDEST_BITMAP = 20
FEWEST_PAIRS = 1 << 16


@cache
def fold_table() -> npt.NDArray[np.uint32]:
    """Every code point folded as `palabre.text.folding` does: from the user's cache folder, or made and kept there."""
    name = f"fold-{_fold_name()}"
    if (found := kept(name)) is not None:
        return np.frombuffer(found, np.uint32)
    made = make_fold_table()
    keep(name, made.tobytes())
    return made


def _fold_name() -> str:
    """What the table depends on: how we fold, this Python and its Unicode."""
    sources = [Path(str(one.__file__)).read_bytes() for one in (folding, sys.modules[__name__], layout)]
    digest = hashlib.blake2b(b"".join(sources), digest_size=8).hexdigest()
    return f"{digest}-{unicodedata.unidata_version}-{sys.implementation.cache_tag}"


def make_fold_table() -> npt.NDArray[np.uint32]:
    """Every code point folded: asked of `FOLD` one by one, but where a run of them is all alike."""
    cells, rows = np.zeros(POINTS, np.uint32), [0]
    for first in range(0, POINTS, LONGEST_RUN):
        _fill(cells, rows, first, LONGEST_RUN)
    for point in filter(lambda point: chr(point).isspace(), range(BLANKS)):
        cells[point] |= layout.IS_BLANK | layout.ENDS_LINK
    for letter in NOT_IN_LINKS:
        cells[ord(letter)] |= layout.ENDS_LINK
    for letter in ".-":
        cells[ord(letter)] = layout.JOINER << layout.CLASS_SHIFT | ord(letter)
    kept, pages = np.unique(cells.reshape(-1, PAGE), axis=0, return_inverse=True)
    first_cell = layout.PAGES + len(pages)
    is_row = (kept >> layout.CLASS_SHIFT) & layout.CLASS_MASK == layout.EXPANDED
    kept[is_row] += first_cell + kept.size
    return np.concatenate([_low(cells[:128]), first_cell + PAGE * pages.ravel(), kept.ravel(), rows]).astype(np.uint32)


def _low(cells: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """What each byte is at first sight: a letter of ASCII, folded; what only separates; or to be looked at."""
    classes, values = (cells >> layout.CLASS_SHIFT) & layout.CLASS_MASK, cells & layout.VALUE_MASK
    low = np.zeros(layout.PAGES, np.uint32)
    low[:128] = np.where(classes == layout.LETTER, np.where(values, values, np.arange(128)), 0)
    low[:128][(classes == layout.SEPARATOR) | (classes == layout.JOINER)] = layout.PLAIN
    low[ord(":")] = 0
    return low


def _fill(cells: npt.NDArray[np.uint32], rows: list[int], first: int, size: int) -> None:
    """Fills a run of cells: at once when all are alike, else run by shorter run, in the end one by one."""
    if _is_uniform(first, size) and len({_cell(first + one, []) for one in (0, size // 2, size - 1)}) == 1:
        cells[first : first + size] = _cell(first, [])
    elif size > SHORTEST_RUN:
        for start in range(first, first + size, size // 4):
            _fill(cells, rows, start, size // 4)
    else:
        cells[first : first + size] = [_cell(point, rows) for point in range(first, first + size)]


def _is_uniform(first: int, size: int) -> bool:
    """Whether nothing in Unicode tells these code points apart: one category without cases, and no decomposition."""
    if unicodedata.category(chr(first)) not in UNIFORM:
        return False
    letters = "".join(map(chr, range(first, first + size)))
    if len(set(map(unicodedata.category, letters))) > 1:
        return False
    is_hangul = HANGUL[0] <= first and first + size <= HANGUL[1]
    return is_hangul or unicodedata.category(letters[0]) != "Lo" or unicodedata.is_normalized("NFKD", letters)


def _cell(point: int, rows: list[int]) -> int:
    """What a code point becomes; several symbols are put in a row of their own."""
    symbols = folding.FOLD[point]
    if len(symbols) > 1 and folding.is_alone(symbols[1]):
        symbols = symbols[1:].removesuffix(" ")
    cells = [_symbol(one) for one in symbols]
    if len(cells) > 1:
        place = len(rows)
        rows += [len(cells), *cells]
        return layout.EXPANDED << layout.CLASS_SHIFT | place
    if not cells:
        return layout.IGNORED << layout.CLASS_SHIFT
    return cells[0] & ~layout.VALUE_MASK if cells[0] & layout.VALUE_MASK == point else cells[0]


def _symbol(letter: str) -> int:
    if letter in folding.SIGNS:
        return layout.SIGN << layout.CLASS_SHIFT | (layout.TAG if letter == "#" else layout.CALLOUT)
    if letter == " ":
        return layout.SEPARATOR
    kind = layout.SINGLE if folding.is_alone(letter) else layout.LETTER
    return kind << layout.CLASS_SHIFT | ord(letter)


class Tables(NamedTuple):
    """All queries compiled together, as the kernel reads them; never changed once made, but for what is removed."""

    keys: npt.NDArray[np.uint64]
    bitmap: npt.NDArray[np.uint64]
    slots: npt.NDArray[np.int32]
    terms_hashes: npt.NDArray[np.uint64]
    book: npt.NDArray[np.int32]
    ids: npt.NDArray[np.int64]


class Work(NamedTuple):
    """What one thread scribbles on while it matches, and where it leaves the pairs that it found."""

    hashes: npt.NDArray[np.uint64]
    room: npt.NDArray[np.int32]
    edges: npt.NDArray[np.int64]
    begun: npt.NDArray[np.uint64]
    state: npt.NDArray[np.int64]
    present: npt.NDArray[np.uint8]
    hits: npt.NDArray[np.int32]
    called: npt.NDArray[np.int32]
    asked: npt.NDArray[np.int32]
    out: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]


def keys_of(seed: int) -> npt.NDArray[np.uint64]:
    """The numbers that hashing depends on, drawn from a seed: no stranger can make words that look like others."""
    keys = np.zeros(layout.KEYS, np.uint64)
    drawn = np.frombuffer(hashlib.shake_256(str(seed).encode()).digest(8 * (layout.KINDS + 2)), np.uint64)
    multiplier = int(drawn[1]) | 1
    keys[layout.BASIS], keys[layout.MULTIPLIER] = drawn[0], multiplier
    keys[layout.INVERSE] = pow(multiplier, -1, 1 << 64)
    keys[layout.SALTS : layout.SALTS + layout.KINDS] = drawn[2:]
    return keys


def hashes_of(names: Sequence[str], kinds: Sequence[int], keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The hash of each term, as the kernel rolls it over letters; 0 for those that are no words."""
    from palabre.query._kernel import roll_keys

    spelt = [_letters(name, kind) for name, kind in zip(names, kinds, strict=True)]
    letters = np.frombuffer("".join(spelt).encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    ends = np.cumsum(np.fromiter(map(len, spelt), np.int64, len(spelt)))
    salts = keys[layout.SALTS : layout.SALTS + layout.KINDS]
    return roll_keys(letters, ends, np.array(kinds, np.int32), keys[layout.BASIS], keys[layout.MULTIPLIER], salts)


def _letters(name: str, kind: int) -> str:
    """The letters of a term that are hashed, without what says its kind; a host backwards, byte by byte."""
    if kind == WORD:
        return name
    if kind < 0:
        return ""
    letters = name[NAMED[kind & ~1] : -1 if kind & 1 else None]
    return letters.encode("utf-8", "surrogatepass")[::-1].decode("latin-1") if kind == SITE else letters


def tables_of(
    programs: Programs, hashes: npt.NDArray[np.uint64], keys: npt.NDArray[np.uint64]
) -> tuple[Tables, npt.NDArray[np.int64]] | None:
    """What the kernel reads of some programs; None when two of their terms cannot be told apart: try another seed.

    Terms are numbered anew, the most frequent first, so that what is read most often lies together; their former
    numbers come too, in the new order.
    """
    from palabre.query._kernel import fill_slots

    count = len(hashes)
    order = np.argsort(-np.array(programs.shares, np.float64), kind="stable")
    slot_bits = max(4, (2 * count).bit_length())
    bitmap_bits = min(max(10, (8 * count).bit_length()), WIDEST_BITMAP)
    slots, bitmap = np.zeros(1 << slot_bits, np.int32), np.zeros(1 << bitmap_bits - 6, np.uint64)
    ordered = hashes[order]
    if not fill_slots(ordered, slots, bitmap, 64 - slot_bits, 64 - bitmap_bits):
        return None
    own = keys.copy()
    own[layout.SLOT_SHIFT], own[layout.BITMAP_SHIFT] = 64 - slot_bits, 64 - bitmap_bits
    _mark_beginnings(own, programs)
    numbers = np.empty(count + 1, np.int32)
    numbers[order], numbers[count] = np.arange(count), count
    ids = np.array(programs.ids, np.int64)
    return Tables(own, bitmap, slots, ordered, _book_of(programs, numbers), ids), order


def _book_of(programs: Programs, numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """All programs in one array, whose parts point at one another by their places in it."""
    from palabre.query import _kernel as asking

    postings, always = _rows(programs.postings, 4), _rows(programs.always, 3)
    code, pool = _rows(programs.code, 4), numbers[np.array(programs.pool, np.int32)]
    sequences, elements = _rows(programs.sequences, 4), _rows(programs.elements, 2)
    nears, sides = _rows(programs.nears, 6), np.array(programs.sides, np.int32)
    is_any = code[:, 0] == asking.ANY
    code_sizes, sequence_sizes = 4 + code[:, 1] * is_any, 3 + 2 * (sequences[:, 1] - sequences[:, 0])
    lengths = [len(numbers), 3 * len(postings), always.size, code_sizes.sum(), sequence_sizes.sum(), nears.size]
    at_postings, at_always, at_code, at_sequences, at_nears, at_sides = layout.HEADING + np.cumsum(lengths)
    # Programs were written from their end: turned round, they are read onwards. The last place of all is for -1 and -2.
    code_at = np.concatenate([at_sequences - np.cumsum(code_sizes), [asking.REJECT, asking.ACCEPT]]).astype(np.int32)
    sequence_at = (at_sequences + np.cumsum(sequence_sizes) - sequence_sizes).astype(np.int32)
    book = np.zeros(at_sides + len(sides), np.int32)

    for column, placed_at in ((0, numbers), (2, code_at), (3, numbers)):
        postings[:, column] = placed_at[postings[:, column]]
    starts, placed = asking.by_term(postings, len(numbers) - 1)
    always[:, 1], always[:, 2] = code_at[always[:, 1]], len(numbers) - 1
    subjects = {asking.TERM: numbers, asking.IN_A_ROW: sequence_at, asking.NEAR: at_nears + 6 * np.arange(len(nears))}
    for asks, placed_at in subjects.items():
        is_asked = code[:, 0] == asks
        code[is_asked, 1] = placed_at[code[is_asked, 1]]
    code[:, 2:] = code_at[code[:, 2:]]
    _spread(book, code_at[: len(code)], code, is_any * (code_sizes - 4), pool)
    elements[:, 0] = numbers[elements[:, 0]]
    heads = np.column_stack([sequence_at + sequence_sizes, sequences[:, 2:]])
    _spread(book, sequence_at, heads, sequence_sizes - 3, elements.ravel())
    nears[:, :4] += at_sides

    book[: layout.HEADING] = _heading(programs, at_postings, at_always, at_code)
    book[layout.HEADING : at_code] = np.concatenate([starts * 3 + at_postings, placed.ravel(), always.ravel()])
    book[at_nears:at_sides], book[at_sides:] = nears.ravel(), sequence_at[sides]
    return book


def _heading(programs: Programs, at_postings: int, at_always: int, at_code: int) -> list[int]:
    """What heads the book: where its parts begin, how far title and text are apart, and whether links are read."""
    kinds = set(programs.kinds)
    reads_addresses = not kinds.isdisjoint((URL, URL + 1))
    jump = max(folding.JUMP, programs.longest_reach + 1)
    return [layout.HEADING, at_postings, at_always, at_code, jump, SITE in kinds, reads_addresses]


def _spread(
    book: npt.NDArray[np.int32],
    places: npt.NDArray[np.int32],
    heads: npt.NDArray[np.int32],
    sizes: npt.NDArray[np.int32],
    tails: npt.NDArray[np.int32],
) -> None:
    """Writes heads at their places, each followed by its own part of the tails."""
    for column in range(heads.shape[1]):
        book[places + column] = heads[:, column]
    firsts = np.cumsum(sizes) - sizes
    book[np.repeat(places + heads.shape[1] - firsts, sizes) + np.arange(len(tails))] = tails


def silence(book: npt.NDArray[np.int32], queries: Collection[int]) -> None:
    """Makes the postings of some queries reject, in place."""
    from palabre.query._kernel import REJECT

    postings = book[book[layout.POSTINGS] : book[layout.ALWAYS_END]].reshape(-1, 3)
    postings[np.isin(postings[:, 0], list(queries)), 1] = REJECT


def _rows(flat: array[int], width: int) -> npt.NDArray[np.int32]:
    return np.array(flat, np.int32).reshape(-1, width)


def _mark_beginnings(keys: npt.NDArray[np.uint64], programs: Programs) -> None:
    """Marks the lengths of the beginnings asked for, and the first two or four letters that plain words have then."""
    kinds, names = np.array(programs.kinds), tuple(programs.terms)
    for term in np.flatnonzero((kinds >= 0) & (kinds & 1 == 1)).tolist():
        kind = programs.kinds[term]
        letters = _letters(names[term], kind)
        keys[layout.LENGTHS + kind - 1] |= np.uint64(1 << len(letters))
        if kind == WORD + 1 and len(letters) > 1:
            first, place, shift = 2, layout.FIRST_TWO, layout.FIRST_TWO_SHIFT
            if not layout.SHORT >> len(letters) & 1:
                first, place, shift = 4, layout.FIRST_FOUR, layout.FIRST_FOUR_SHIFT
            rolled = int(keys[layout.BASIS])
            for letter in letters[:first]:
                rolled = (rolled ^ ord(letter)) * int(keys[layout.MULTIPLIER]) % (1 << 64)
            keys[place + (rolled >> shift + 6)] |= np.uint64(1 << (rolled >> shift & 63))


def work_for(tables: Tables, *, tokens: int, counting: bool) -> Work:
    """What a thread needs to match by some tables, with room for so many tokens in one post."""
    terms = len(tables.terms_hashes)
    calls = (tables.book[layout.ALWAYS_END] - tables.book[layout.POSTINGS]) // 3
    present = np.zeros(terms + 1, np.uint8)
    present[terms] = 1
    return Work(
        hashes=np.zeros(tokens, np.uint64),
        room=np.zeros((layout.ROOMS, tokens), np.int32),
        edges=np.zeros((layout.EDGES, tokens + 1), np.int64),
        begun=np.zeros(layout.HANDLE + 1, np.uint64),
        state=np.zeros(layout.STATES, np.int64),
        present=present,
        hits=np.zeros((terms, 3), np.int32),
        called=np.zeros((2, calls + 1), np.int32),
        asked=np.zeros((len(tables.ids), 2), np.int32),
        out=np.zeros((2, max(FEWEST_PAIRS, 2 * len(tables.ids))), np.int64),
        counts=np.zeros(terms if counting else 0, np.int64),
    )
