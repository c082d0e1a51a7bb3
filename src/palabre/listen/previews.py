"""What a query would bring on this workspace, before it is saved: counts, clause by clause, samples and near misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, repeat, zip_longest
from typing import TYPE_CHECKING, Any

from palabre.errors import QueryError
from palabre.listen._remembered import Remembered
from palabre.listen.searching import columns_of, highlighted
from palabre.listen.shown import Filters, PostRow
from palabre.listen.views import SHOWN_FROM, remembered_under, shown
from palabre.listen.windows import POSTS, SHOWN, newest_first, stretches
from palabre.query import (
    And,
    Clause,
    Loosening,
    Looser,
    Node,
    Not,
    Or,
    Remark,
    Role,
    clauses_of,
    echoed,
    judged,
    looser_than,
    parse,
    said,
)
from palabre.query.remarks import remark
from palabre.query.said import parts_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from palabre.store import Workspace

READ = 300_000
STRETCH = 50_000
SAMPLES = 20
CLAUSES = 40
# A query of more words than this is counted whole: to count it again without each clause would take minutes.
EXPLAINED = 500
LOOSER = 24
BROAD_SHARE = 0.03
BROAD_FROM = 1_000


_previews = Remembered["Preview"](32)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCount:
    """A clause with the posts it matches by itself, and its `effect` on the whole.

    The effect is how many posts an excluded or required clause takes away, and how many only an `either` one brings;
    None when the query without it would require nothing.
    """

    role: Role
    text: str
    posts: int
    effect: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A post that a slightly looser query would have found: how it was loosened, and at which clause."""

    post: PostRow
    how: Loosening
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A query read over the newest posts: `read` of them, all there are when `is_whole`.

    `echo` is the query with every parenthesis that precedence implies; `uncounted` how many clauses were too many. A
    query of more than `EXPLAINED` words has no clauses and no near misses.
    """

    query: str
    echo: str
    remarks: tuple[Remark, ...]
    read: int
    is_whole: bool
    matched: int
    per_day: tuple[tuple[date, int], ...]
    clauses: tuple[ClauseCount, ...]
    uncounted: int
    samples: tuple[PostRow, ...]
    near_misses: tuple[NearMiss, ...]

    @property
    def share(self) -> float:
        """The part of the posts read that match, 0 to 1."""
        return self.matched / self.read if self.read else 0.0


def preview(workspace: Workspace, query: str, *, most: int = READ) -> Preview:
    """What a query finds among the newest `most` posts; raises `QueryError` when it means nothing.

    Remembered until the lake changes.
    """
    tree = parse(query)
    key = remembered_under(workspace, SHOWN_FROM, tree, most)
    found = _previews.get(key, lambda: _preview(workspace, tree, most))
    # What was remembered may have been written otherwise: only the remarks know of columns.
    return replace(found, remarks=(*judged(tree), *_on_volume(tree, found)))


def _preview(workspace: Workspace, tree: Node, most: int) -> Preview:
    clauses, looser = _taken_apart(tree)
    counted = _Counted(tree, clauses[:CLAUSES], looser)
    columns = ", ".join(dict.fromkeys(f"{SHOWN}, {columns_of(tree)}".split(", ")))
    for rows, _place in stretches(workspace, Filters(), None, sizes=repeat(STRETCH), columns=columns):
        counted.take(rows)
        if counted.read >= most:
            break
    return Preview(
        query=said(tree),
        echo=echoed(tree),
        remarks=(),
        read=counted.read,
        is_whole=counted.read >= workspace.lake.snapshot(POSTS).rows,
        matched=counted.matched,
        per_day=tuple(sorted(counted.per_day.items())),
        clauses=counted.clause_counts(),
        uncounted=max(0, len(clauses) - CLAUSES),
        samples=shown(workspace, [highlighted(tree, row) for row in counted.samples]),
        near_misses=_near_misses(workspace, looser, counted.missed),
    )


def _taken_apart(tree: Node) -> tuple[Sequence[Clause], Sequence[Looser]]:
    """The clauses of a query and some looser ones; none when it is too long to be explained."""
    if _leaves(tree) > EXPLAINED:
        return (), ()
    return clauses_of(tree), tuple(filter(_can_be_asked, looser_than(tree)[:LOOSER]))


def _can_be_asked(looser: Looser) -> bool:
    """Whether a looser query could have been written: what begins like a very long word could not."""
    try:
        parse(said(looser.node))
    except QueryError:
        return False
    return True


def _leaves(node: Node) -> int:
    return sum(map(_leaves, parts)) if (parts := parts_of(node)) else 1


@dataclass(slots=True)
class _Counted:
    """Adds up windows of posts under a query, its clauses, the query without each, and looser queries."""

    tree: Node
    clauses: Sequence[Clause]
    looser: Sequence[Looser]
    read: int = 0
    matched: int = 0
    per_day: Counter[date] = field(default_factory=Counter)
    alone: Counter[int] = field(default_factory=Counter)
    effects: Counter[int] = field(default_factory=Counter)
    samples: list[dict[str, Any]] = field(default_factory=list)
    missed: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from palabre.query.compiled import Percolator

        nodes = [self.tree, *(one.node for one in self.clauses), *(one.rest for one in self.clauses)]
        nodes += [one.node for one in self.looser]
        self._asked = {place: node for place, node in enumerate(nodes) if node is not None}
        self._percolator = Percolator(self._asked)
        self._size = len(nodes)

    _asked: dict[int, Node] = field(init=False)
    _percolator: Any = field(init=False)
    _size: int = field(init=False)

    def take(self, rows: pa.Table) -> None:
        """Counts a window."""
        import numpy as np

        found = self._percolator.match(rows)
        hits = np.zeros((self._size, rows.num_rows), dtype=np.bool_)
        hits[found.queries, found.rows] = True
        whole, n = hits[0], len(self.clauses)
        self.read += rows.num_rows
        self.matched += int(whole.sum())
        days, counts = np.unique(rows["created_at"].to_numpy()[whole].astype("datetime64[D]"), return_counts=True)
        self.per_day.update(dict(zip(days.astype(object).tolist(), counts.tolist(), strict=True)))
        for place in range(n):
            self.alone[place] += int(hits[1 + place].sum())
            rest = hits[1 + n + place]
            is_either = self.clauses[place].role == "either"
            self.effects[place] += int((whole & ~rest).sum() if is_either else (rest & ~whole).sum())
        self.samples += _some(rows, whole, SAMPLES - len(self.samples))
        for place in range(len(self.looser)):
            missed = self.missed.setdefault(place, [])
            missed += _some(rows, hits[1 + 2 * n + place] & ~whole, SAMPLES - len(missed))

    def clause_counts(self) -> tuple[ClauseCount, ...]:
        """What each clause does."""
        return tuple(
            ClauseCount(
                role=one.role,
                text=one.text,
                posts=self.alone[place],
                effect=self.effects[place] if one.rest is not None else None,
            )
            for place, one in enumerate(self.clauses)
        )


def _some(rows: pa.Table, mask: npt.NDArray[np.bool_], most: int) -> list[dict[str, Any]]:
    import numpy as np

    if most <= 0:
        return []
    places = newest_first(rows.select(["created_at", "post_id"]), np.flatnonzero(mask))[:most]
    chosen: list[dict[str, Any]] = rows.select(SHOWN.split(", ")).take(places).to_pylist() if len(places) else []
    return chosen


def _near_misses(
    workspace: Workspace, looser: Sequence[Looser], missed: dict[int, list[dict[str, Any]]]
) -> tuple[NearMiss, ...]:
    """Some of each looser query in turn, so that one of them does not fill the list; a post only once."""
    turns = zip_longest(*([(one, row) for row in missed.get(place, ())] for place, one in enumerate(looser)))
    chosen: dict[int, tuple[Looser, dict[str, Any]]] = {}
    for told in chain.from_iterable(turns):
        if told is not None and len(chosen) < SAMPLES:
            chosen.setdefault(told[1]["post_id"], told)
    posts = shown(workspace, [highlighted(_to_mark(one), row) for one, row in chosen.values()])
    return tuple(
        NearMiss(post=post, how=one.how, clause=said(one.clause))
        for post, (one, _row) in zip(posts, chosen.values(), strict=True)
    )


def _to_mark(looser: Looser) -> Node:
    """What to highlight in a near miss: what it matches, and what excluded it."""
    return Or(nodes=(looser.node, looser.clause)) if looser.how == "excluded" else looser.node


def _on_volume(tree: Node, found: Preview) -> list[Remark]:
    """What only posts can tell: a query that finds too much, clauses that match nothing."""
    if not found.read:
        return []
    told: list[Remark] = []
    if found.share > BROAD_SHARE and found.read >= BROAD_FROM:
        percent = round(100 * found.share)
        told.append(remark("query-finds-much", "warning", column=1, percent=percent, matched=found.matched))
    parts = tree.nodes if isinstance(tree, (And, Or)) else (tree,)
    silent = [
        (part.node.column if isinstance(part, Not) else part.column, clause.text)
        for part, clause in zip(parts, found.clauses, strict=False)
        if clause.posts == 0
    ]
    told += [
        remark("query-clause-silent", "warning", column=column, clause=text, read=found.read)
        for column, text in silent[:SAMPLES]
    ]
    return told
