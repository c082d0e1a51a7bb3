"""What the kernel reads: every code point folded, kept on disk, and the queries' terms, hashed so that none collides."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import unicodedata
from array import array
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from palabre.query import _token_kernel as layout
from palabre.text import folding

if TYPE_CHECKING:
    import numpy.typing as npt

    from palabre.query._programs import Programs

POINTS = 0x110000
BLANKS = 0x10000  # every blank of Unicode is below
PAGE = 1 << layout.PAGE_SHIFT
NOT_IN_LINKS = frozenset("<>\"'`{}|\\^«»“”‘’…")
DIGEST = 16
# Runs of code points of these categories are alike: unassigned, private, surrogates, letters without cases.
UNIFORM = frozenset({"Cn", "Co", "Cs", "Lo"})
HANGUL = (0xAC00, 0xD7A4)
LONGEST_RUN, SHORTEST_RUN = 4096, 16
# Where the letters of a term's name begin, by its kind.
NAMED = {layout.WORD: 0, layout.OF_TAG: 1, layout.OF_CALLOUT: 1, layout.URL: 4, layout.AUTHOR: 7, layout.SITE: 5}
# A bitmap of 128 KiB at most: it should stay near the processor.
WIDEST_BITMAP = 20
FEWEST_PAIRS = 1 << 16


@cache
def fold_table() -> npt.NDArray[np.uint32]:
    """Every code point folded as `palabre.text.folding` does: from the user's cache folder, or made and kept there."""
    path = _cache_folder() / f"fold-{_fold_name()}"
    if (kept := _read_fold(path)) is not None:
        return kept
    made = make_fold_table()
    _keep_fold(path, made)
    return made


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "palabre"


def _fold_name() -> str:
    """What the table depends on: how we fold, this Python and its Unicode."""
    sources = [Path(str(one.__file__)).read_bytes() for one in (folding, sys.modules[__name__], layout)]
    digest = hashlib.blake2b(b"".join(sources), digest_size=8).hexdigest()
    return f"{digest}-{unicodedata.unidata_version}-{sys.implementation.cache_tag}"


def _read_fold(path: Path) -> npt.NDArray[np.uint32] | None:
    """The table kept on disk; None when there is none, or when it is not what was written."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    digest, table = kept[:DIGEST], kept[DIGEST:]
    return np.frombuffer(table, np.uint32).copy() if digest == _digest(table) else None


def _keep_fold(path: Path, table: npt.NDArray[np.uint32]) -> None:
    """Writes a table beside its place and puts it there at once; a folder that cannot be written is no trouble."""
    kept = table.tobytes()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as written:
            written.write(_digest(kept) + kept)
        os.replace(written.name, path)
    except OSError:
        return


def _digest(table: bytes) -> bytes:
    return hashlib.blake2b(table, digest_size=DIGEST).digest()


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
    """The letter of each ASCII byte that is one, folded; 0 for all other bytes."""
    values = cells & layout.VALUE_MASK
    is_letter = (cells >> layout.CLASS_SHIFT) & layout.CLASS_MASK == layout.LETTER
    low = np.zeros(layout.PAGES, np.uint32)
    low[:128] = np.where(is_letter, np.where(values, values, np.arange(128)), 0)
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
    slots: npt.NDArray[np.uint64]
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
    asked: npt.NDArray[np.int32]
    out: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]


def keys_of(seed: int) -> npt.NDArray[np.uint64]:
    """The numbers that hashing depends on, drawn from a seed so that no stranger can make words that look like others."""
    keys = np.zeros(layout.STARTS_WITH + (1 << layout.START_BITS), np.uint64)
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
    return roll_keys(
        letters, ends, np.array(kinds, np.int32), keys[layout.BASIS], keys[layout.MULTIPLIER], salts
    )


def _letters(name: str, kind: int) -> str:
    """The letters of a term that are hashed, without what says its kind; a host backwards, byte by byte."""
    if kind == layout.WORD:
        return name
    if kind < 0:
        return ""
    letters = name[NAMED[kind & ~1] : -1 if kind & 1 else None]
    return letters.encode("utf-8", "surrogatepass")[::-1].decode("latin-1") if kind == layout.SITE else letters


def tables_of(
    programs: Programs, hashes: npt.NDArray[np.uint64], keys: npt.NDArray[np.uint64]
) -> Tables | None:
    """What the kernel reads of some programs; None when two of their terms cannot be told apart: try another seed."""
    from palabre.query._kernel import fill_slots

    kinds = np.array(programs.kinds, np.int32)
    slot_bits = max(4, (3 * len(kinds)).bit_length())
    bitmap_bits = min(max(10, (16 * len(kinds)).bit_length()), WIDEST_BITMAP)
    slots, bitmap = np.zeros((1 << slot_bits, 2), np.uint64), np.zeros(1 << bitmap_bits - 6, np.uint64)
    if not fill_slots(hashes, kinds, slots, bitmap, 64 - slot_bits, 64 - bitmap_bits):
        return None
    own = keys.copy()
    own[layout.SLOT_SHIFT], own[layout.BITMAP_SHIFT] = 64 - slot_bits, 64 - bitmap_bits
    _mark_beginnings(own, programs, kinds)
    return Tables(own, bitmap, slots, _book_of(programs, kinds), np.array(programs.ids, np.int64))


def _book_of(programs: Programs, kinds: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """All programs in one array, whose parts point at one another by their places in it."""
    from palabre.query._kernel import ANY, IN_A_ROW, NEAR, by_term

    starts, postings = by_term(_rows(programs.postings, 3), len(kinds))
    always, code, pool = _rows(programs.always, 2), _rows(programs.code, 4), _rows(programs.pool, 1)
    sequences, elements = _rows(programs.sequences, 4), _rows(programs.elements, 2)
    nears, sides = _rows(programs.nears, 6), _rows(programs.sides, 1)
    parts = [starts, postings, always, code, pool, sequences, elements, nears, sides]
    at = layout.HEADING + np.cumsum([0, *(part.size for part in parts)])
    postings[:, 1] = np.where(postings[:, 1] >= 0, at[3] + 4 * postings[:, 1], postings[:, 1])
    always[:, 1] = np.where(always[:, 1] >= 0, at[3] + 4 * always[:, 1], always[:, 1])
    code[:, 2:] = np.where(code[:, 2:] >= 0, at[3] + 4 * code[:, 2:], code[:, 2:])
    for asks, first, width in ((ANY, at[4], 1), (IN_A_ROW, at[5], 4), (NEAR, at[7], 6)):
        code[:, 1] = np.where(code[:, 0] == asks, first + width * code[:, 1], code[:, 1])
    sequences[:, :2] = at[6] + 2 * sequences[:, :2]
    nears[:, :4] += at[8]
    sides[:] = at[5] + 4 * sides
    has = [layout.SITE in kinds, layout.URL in kinds or layout.URL + 1 in kinds]
    heading = [at[0], at[1], at[2], at[2], at[3], max(folding.JUMP, programs.longest_reach + 1), *has]
    return np.concatenate([heading, starts * 2 + at[1], *(part.ravel() for part in parts[1:])]).astype(np.int32)


def silence(book: npt.NDArray[np.int32], queries: Collection[int]) -> None:
    """Makes the postings of some queries reject, in place."""
    from palabre.query._kernel import REJECT

    postings = book[book[layout.POSTINGS] : book[layout.ALWAYS_END]].reshape(-1, 2)
    postings[np.isin(postings[:, 0], list(queries)), 1] = REJECT


def _rows(flat: array[int], width: int) -> npt.NDArray[np.int32]:
    return np.array(flat, np.int32).reshape(-1, width)


def _mark_beginnings(keys: npt.NDArray[np.uint64], programs: Programs, kinds: npt.NDArray[np.int32]) -> None:
    """Marks the lengths of the beginnings asked for, a bit each: for each kind, and by a word's first two letters."""
    names = list(programs.terms)
    for term in np.flatnonzero((kinds >= 0) & (kinds & 1 == 1)).tolist():
        kind = int(kinds[term])
        letters = _letters(names[term], kind)
        bit = np.uint64(1 << len(letters))
        keys[layout.LENGTHS + kind - 1] |= bit
        if kind == layout.WORD + 1 and len(letters) > 1:
            rolled = int(keys[layout.BASIS])
            for letter in letters[:2]:
                rolled = (rolled ^ ord(letter)) * int(keys[layout.MULTIPLIER]) % (1 << 64)
            keys[layout.STARTS_WITH + (rolled >> 64 - layout.START_BITS)] |= bit


def work_for(tables: Tables, *, terms: int, tokens: int, counting: bool) -> Work:
    """What a thread needs to match by some tables, with room for so many tokens in one post."""
    return Work(
        hashes=np.zeros(tokens, np.uint64),
        room=np.zeros((layout.ROOMS, tokens), np.int32),
        edges=np.zeros((layout.EDGES, tokens + 1), np.int64),
        begun=np.zeros(layout.HANDLE + 1, np.uint64),
        state=np.zeros(layout.STATES, np.int64),
        present=np.zeros(terms, np.uint8),
        hits=np.zeros((terms, 3), np.int32),
        asked=np.zeros((len(tables.ids), 2), np.int32),
        out=np.zeros((2, max(FEWEST_PAIRS, 2 * len(tables.ids))), np.int64),
        counts=np.zeros(terms if counting else 0, np.int64),
    )
