"""Thousands of queries asked of each post at once, and one query asked of the whole past, by the same reading."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from palabre.query.frequencies import Frequencies
from palabre.query.highlighting import spans

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.query._tables import Tables, Work
    from palabre.query.tree import Node

__all__ = ["Frequencies", "Matcher", "Matches", "Percolator", "estimated", "matching", "register", "spans"]

# Tokens of a post that there is room for from the start, and how much room is kept for the next batch. No power of two:
# rows that far from one another would push one another out of the processor's nearest memory.
FIRST_ROOM, LAST_ROOM = 4_000, 1 << 18
LAST_STAMP = 2**31 - 2
# The columns of posts that a query may look at, in the order in which SQL hands them over, and their types there.
COLUMNS = {
    "title": "VARCHAR",
    "text": "VARCHAR",
    "lang": "VARCHAR",
    "handle": "VARCHAR",
    "network": "VARCHAR",
    "kind": "VARCHAR",
    "links": "VARCHAR[]",
    "tags": "VARCHAR[]",
    "callouts": "BIGINT[]",
    "media": "VARCHAR[]",
}


@dataclass(frozen=True, slots=True)
class Matches:
    """Which rows match which queries: two columns of numbers, sorted by row, then by query."""

    rows: npt.NDArray[np.int64]
    queries: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    def to_arrow(self) -> pa.Table:
        """The pairs as a table of two columns, `row` and `query`."""
        import pyarrow as pa

        return pa.table({"row": pa.array(self.rows), "query": pa.array(self.queries)})


@dataclass(frozen=True, slots=True)
class _Ready:
    """Queries compiled to the end: what a batch is matched by, whatever is added meanwhile.

    The tables number the terms in an `order` of their own.
    """

    tables: Tables
    columns: frozenset[str]
    terms: tuple[str, ...]
    order: npt.NDArray[np.int64]
    of_columns: Mapping[str, int]
    longest_sequence: int
    spare: list[Work] = field(default_factory=list)

    def work(self, rows: int) -> Work:
        """Something to scribble on, that no other thread has."""
        from palabre.query import _token_kernel as layout

        while self.spare:
            work = self.spare.pop()
            if int(work.state[layout.STAMP]) + rows < LAST_STAMP:
                return work
        return self.new_work(max(FIRST_ROOM, self.longest_sequence), counting=False)

    def new_work(self, tokens: int, *, counting: bool) -> Work:
        from palabre.query import _tables

        return _tables.work_for(self.tables, tokens=tokens, counting=counting)


class Percolator:
    """Queries compiled together, asked of every post of a batch.

    Several threads may match at once, without the interpreter's lock, while queries are added and removed: a batch is
    matched by the queries there were when it began, but for those removed since.
    """

    def __init__(
        self,
        queries: Mapping[int, Node] | Iterable[tuple[int, Node]],
        *,
        seed: int = 0,
        frequencies: Frequencies | None = None,
    ) -> None:
        self.frequencies = Frequencies() if frequencies is None else frequencies
        self._seed = seed
        self._queries: dict[int, Node] = dict(queries)
        self._lock = threading.RLock()
        self.rebuild()

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, identity: object) -> bool:
        return identity in self._queries

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of posts that the queries look at."""
        ready = self._compiled()
        return tuple(name for name in COLUMNS if name in ready.columns)

    @property
    def size_bytes(self) -> int:
        """The memory of what matching reads and of the terms' names; the trees and the threads' notes left out."""
        from palabre.query._tables import fold_table

        ready = self._compiled()
        read = sum(array.nbytes for array in (*ready.tables, fold_table()))
        return read + self._programs.size_bytes + self._hashes.nbytes

    def rebuild(self) -> None:
        """Compiles every query anew: by what was learnt since, and without what was removed."""
        import numpy as np

        from palabre.query import _tables
        from palabre.query._programs import Programs

        with self._lock:
            programs = Programs(self.frequencies.of)
            self._numbers = {identity: programs.add(identity, node) for identity, node in sorted(self._queries.items())}
            self._programs, self._removed = programs, set[int]()
            self._keys, self._hashes = _tables.keys_of(self._seed), np.zeros(0, np.uint64)
            self._ready: _Ready | None = None
            self._compiled()

    def add(self, identity: int, node: Node) -> None:
        """Adds a query, or asks something else under its number; the next batch is matched by it."""
        with self._lock:
            number = self._programs.add(identity, node)
            self.remove(identity)
            self._queries[identity], self._numbers[identity] = node, number
            self._ready = None

    def remove(self, identity: int) -> None:
        """Removes a query, at once; one that is not there is none."""
        from palabre.query import _tables

        with self._lock:
            number = self._numbers.pop(identity, None)
            self._queries.pop(identity, None)
            if number is None:
                return
            self._removed.add(number)
            if self._ready is not None:
                _tables.silence(self._ready.tables.book, {number})

    def match(self, batch: pa.Table | pa.RecordBatch) -> Matches:
        """Which rows of a batch match which queries. Columns that are missing count as empty."""
        import numpy as np

        ready = self._compiled()
        found = [np.zeros((2, 0), np.int64), *_pairs(ready, batch)]
        rows, queries = np.concatenate(found, axis=1)
        return Matches(rows, queries)

    def learn(self, batch: pa.Table | pa.RecordBatch) -> None:
        """Counts in how many posts each term of the queries is, so that rebuilding asks the rarest first."""
        ready = self._compiled()
        counts = ready.new_work(FIRST_ROOM, counting=True).counts
        for _ in _pairs(ready, batch, counts):
            continue
        counted = {ready.terms[term]: count for term, count in zip(ready.order.tolist(), counts.tolist(), strict=True)}
        self.frequencies.learn(batch.num_rows, counted)

    def _compiled(self) -> _Ready:
        """What matching reads, put together again when queries were added."""
        ready = self._ready
        if ready is not None:
            return ready
        with self._lock:
            if self._ready is None:
                self._ready = self._put_together()
            return self._ready

    def _put_together(self) -> _Ready:
        import numpy as np

        from palabre.query import _tables
        from palabre.query._programs import OF_COLUMN

        programs = self._programs
        names = tuple(programs.terms)
        while True:
            known = len(self._hashes)
            more = _tables.hashes_of(names[known:], programs.kinds[known:], self._keys)
            self._hashes = np.concatenate([self._hashes, more])
            made = _tables.tables_of(programs, self._hashes, self._keys)
            if made is not None:
                break
            # Two terms look alike under this seed, which chance alone hardly ever brings about: take another.
            self._seed += 1
            self._keys, self._hashes = _tables.keys_of(self._seed), np.zeros(0, np.uint64)
        tables, order = made
        _tables.silence(tables.book, self._removed)
        kinds = np.array(programs.kinds)[order]
        of_columns = {names[order[term]]: term for term in np.flatnonzero(kinds == OF_COLUMN).tolist()}
        return _Ready(tables, programs.columns_read, names, order, of_columns, programs.longest_sequence)


def _pairs(
    ready: _Ready, batch: pa.Table | pa.RecordBatch, counts: npt.NDArray[np.int64] | None = None
) -> Iterator[npt.NDArray[np.int64]]:
    """The pairs (row, query) of a batch, two columns at a time; terms are counted when there is where to."""
    import pyarrow as pa

    from palabre.query import _kernel, _tables
    from palabre.query._columns import batch_of

    fold, before = _tables.fold_table(), 0
    pieces = batch.to_batches() if isinstance(batch, pa.Table) else [batch]
    for rows in pieces:
        columns = batch_of(rows, ready.columns, ready.of_columns)
        work = ready.work(rows.num_rows)
        row, lacking = 0, _kernel.MORE_PAIRS
        while lacking != _kernel.DONE:
            noted = work if counts is None else work._replace(counts=counts)
            row, found, lacking = _kernel.match_rows(row, rows.num_rows, *columns, fold, *ready.tables, *noted)
            pairs = work.out[:, :found].copy()
            pairs[0] += before
            yield pairs
            if lacking == _kernel.MORE_TOKENS:
                work = ready.new_work(4 * len(work.hashes), counting=False)
        if len(work.hashes) <= LAST_ROOM:
            ready.spare.append(work)
        before += rows.num_rows


class Matcher:
    """One query, asked of batches of posts."""

    def __init__(self, node: Node) -> None:
        self._percolator = Percolator({0: node})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of posts that the query looks at."""
        return self._percolator.columns

    def mask(self, batch: pa.Table | pa.RecordBatch) -> pa.BooleanArray:
        """Whether each row matches. Columns that are missing count as empty."""
        import numpy as np
        import pyarrow as pa

        mask = np.zeros(batch.num_rows, np.bool_)
        mask[self._percolator.match(batch).rows] = True
        return pa.array(mask)


def matching(node: Node) -> Matcher:
    """One query compiled: what tells which posts of a batch match it."""
    return Matcher(node)


def register(db: duckdb.DuckDBPyConnection, name: str, node: Node) -> str:
    """Gives a connection a function that says whether a post matches; the SQL of its call on the columns of `posts`.

    It is the very reading that live posts get: `SELECT ... FROM posts WHERE created_at >= $since AND {call}`.
    """
    import pyarrow as pa
    from duckdb import func, sqltype

    matcher = matching(node)
    columns = matcher.columns or ("text",)
    row = ", ".join(f"{column} {COLUMNS[column]}" for column in columns)

    # DuckDB evaluates the annotations where Arrow's names are unknown, and wants as many parameters as types: one row.
    def matches(posts: Any) -> Any:  # noqa: ANN401 - see above
        return matcher.mask(pa.Table.from_struct_array(posts))

    db.create_function(
        name,
        matches,
        [sqltype(f"STRUCT({row})")],
        sqltype("BOOLEAN"),
        type=func.ARROW,
        null_handling=func.SPECIAL,
    )
    told = ((column, f"[one.kind for one in {column}]" if column == "media" else column) for column in columns)
    return f"{name}({{{', '.join(f'{column!r}: {value}' for column, value in told)}}})"


def estimated(node: Node, frequencies: Frequencies) -> float:
    """The share of posts, between 0 and 1, that a query may match at most: as many as hold its rarest needed terms."""
    from palabre.query._programs import Programs

    return min(1.0, Programs(frequencies.of).part_of(node).calls)
