"""How many posts hold each word, in the whole of two stretches of time, by the same reading as queries.

A word is counted once a post, wherever a query of that word would find it: also as a tag, or as the name of a callout.
Memory stays flat: beyond a million and a half different words, those seen least are forgotten; a word that comes back
later is then counted from that time on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.text.folding import JUMP, words_of_post

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

FIRST_BITS, LAST_BITS = 16, 21
FIRST_ROOM = 4_000
# How full the table of words may be before it is made larger, or thinned out.
FULLEST = 0.7
LONGEST_EXAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Counted:
    """Columns with a row for each word: posts before, posts lately, and a post that holds it."""

    hashes: npt.NDArray[np.uint64]
    before: npt.NDArray[np.int64]
    recent: npt.NDArray[np.int64]
    examples: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spelt:
    """A word as queries name it, as the post wrote it, and the sign that stood before it there."""

    folded: str
    written: str
    sign: str


class WordCounts:
    """Counts words over batches of posts."""

    def __init__(self, *, seed: int = 0, last_bits: int = LAST_BITS) -> None:
        import numpy as np

        from palabre.query import _tables
        from palabre.query import _token_kernel as layout

        self._keys, self._fold = _tables.keys_of(seed), _tables.fold_table()
        self._begun = np.zeros(layout.HANDLE + 1, np.uint64)
        self._state = np.zeros(layout.STATES, np.int64)
        self._last_bits, self._bits, self._used = last_bits, min(FIRST_BITS, last_bits), 0
        self._stamp = 1
        self._make_room(FIRST_ROOM)
        self._slots, self._tally, self._examples = self._tables()

    def add(self, batch: pa.RecordBatch) -> None:
        """Counts the words of a batch with `post_id`, `title`, `text` and `is_recent`."""
        import numpy as np

        from palabre.query import _token_counts as kernel
        from palabre.text.strings import strings_of

        title, text = strings_of(batch.column("title")), strings_of(batch.column("text"))
        recent = batch.column("is_recent").to_numpy(zero_copy_only=False).astype(np.uint8)
        ids = np.array(batch.column("post_id").to_numpy(zero_copy_only=False), np.int64)
        row, lacking = 0, kernel.MORE_WORDS
        while lacking != kernel.DONE:
            row, self._used, lacking = kernel.count_rows(
                row,
                batch.num_rows,
                self._stamp,
                JUMP,
                *title,
                *text,
                recent,
                ids,
                self._fold,
                self._keys,
                self._hashes,
                self._room,
                self._begun,
                self._state,
                self._slots,
                self._tally,
                self._examples,
                shift_of(self._bits),
                self._used,
                int(FULLEST * len(self._slots)),
            )
            if lacking == kernel.MORE_TOKENS:
                self._make_room(4 * len(self._hashes))
            elif lacking == kernel.MORE_WORDS:
                self._grow()
        self._stamp += batch.num_rows

    def counted(self, *, fewest: int = 1) -> Counted:
        """The words that stand in so many posts at least."""
        import numpy as np

        from palabre.query import _token_counts as kernel

        posts = self._tally[:, kernel.BEFORE] + self._tally[:, kernel.RECENT]
        at = np.flatnonzero((self._slots != 0) & (posts >= fewest))
        tally = self._tally[at].astype(np.int64)
        return Counted(self._slots[at], tally[:, kernel.BEFORE], tally[:, kernel.RECENT], self._examples[at])

    def spelt(self, posts: Iterable[tuple[str | None, str | None]]) -> Mapping[int, Spelt]:
        """How the words of some posts are spelt, by their hash; title and text of each post."""
        from palabre.query._programs import WORD
        from palabre.query._tables import hashes_of

        found: dict[str, Spelt] = {}
        for title, text in posts:
            shown = ((title or "")[:LONGEST_EXAMPLE], (text or "")[:LONGEST_EXAMPLE])
            for written, words in zip(shown, words_of_post(*shown), strict=True):
                for word in words:
                    spelt = Spelt(word.folded, written[word.start : word.end].lower().lstrip("#@"), word.sign)
                    # A word that somebody wrote without a sign is told without it.
                    if word.folded not in found or (found[word.folded].sign and not word.sign):
                        found[word.folded] = spelt
        names = list(found)
        hashes = hashes_of(names, [WORD] * len(names), self._keys) if names else ()
        return {int(one): found[name] for one, name in zip(hashes, names, strict=True)}

    def _make_room(self, tokens: int) -> None:
        import numpy as np

        from palabre.query import _token_kernel as layout

        self._hashes = np.zeros(tokens, np.uint64)
        self._room = np.zeros((layout.ROOMS, tokens), np.int32)

    def _tables(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
        import numpy as np

        from palabre.query._token_counts import COLUMNS

        size = 1 << self._bits
        return np.zeros(size, np.uint64), np.zeros((size, COLUMNS), np.int32), np.zeros(size, np.int64)

    def _grow(self) -> None:
        """Makes the tables larger; as large as they may be, forgets the words seen least, then the next ones."""
        from palabre.query import _token_counts as kernel

        fewest, half = 0, len(self._slots) // 2
        if self._bits < self._last_bits or self._used == 0:
            self._bits += 1
        else:
            fewest = 2
        while True:
            new = self._tables()
            self._used = kernel.move_words(self._slots, self._tally, self._examples, *new, shift_of(self._bits), fewest)
            if not fewest or self._used <= half:
                break
            fewest *= 2
        self._slots, self._tally, self._examples = new


def shift_of(bits: int) -> int:
    """How far a hash is shifted to say its slot among so many bits."""
    return 64 - bits
