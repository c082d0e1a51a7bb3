"""Threads whole: who answers whom, in the order of the conversation, a page of posts at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from palabre.listen._remembered import Remembered
from palabre.listen.views import SHOWN_FROM, remembered_under, shown
from palabre.listen.windows import SHOWN
from palabre.store import reading

if TYPE_CHECKING:
    from datetime import datetime

    from palabre.listen.shown import PostRow
    from palabre.store import Workspace

# A thread longer than this is read from its first post so far; the page says so.
LONGEST = 20_000
PAGE = 200
# A branch of more answers than this is folded until somebody opens it.
FEW = 12

_orders = Remembered["Order"](64)


@dataclass(frozen=True, slots=True)
class Place:
    """A post in its thread: which it answers, if that one is here, and how deep it lies below the first."""

    post_id: int
    answers: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Order:
    """All of a thread, each post before its answers, answers in the order they came; `is_cut` when it is longer."""

    places: tuple[Place, ...]
    accounts: int
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A post as the thread shows it; `answered` is the post it answers when it stands elsewhere in the thread."""

    post: PostRow
    answered: PostRow | None
    depth: int
    answers: tuple[Turn, ...]

    @property
    def below(self) -> int:
        """How many posts hang below it on this page."""
        return sum(1 + one.below for one in self.answers)

    def holds(self, post_id: int) -> bool:
        """Whether a post is this one or hangs below it on this page."""
        return self.post.post_id == post_id or any(one.holds(post_id) for one in self.answers)

    def is_open(self, post_id: int) -> bool:
        """Whether its answers are to be seen at once: they are few, they begin the thread, or lead to a post."""
        return self.below <= FEW or self.depth == 0 or self.holds(post_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """Some of a thread: its turns as trees, which page of how many, and how much there is in all."""

    turns: tuple[Turn, ...]
    posts: int
    accounts: int
    page: int
    pages: int
    is_cut: bool

    def holds(self, post_id: int) -> bool:
        """Whether a post stands on this page."""
        return any(turn.holds(post_id) for turn in self.turns)


def thread_page(workspace: Workspace, post: PostRow, *, page: int | None = None, deepest: int = 6) -> ThreadPage:
    """A page of the thread a post belongs to; without a number, the page where the post stands.

    Below `deepest`, answers stand side by side, each saying whom it answers. Empty when nothing else is in the thread.
    """
    order = _orders.get(remembered_under(workspace, SHOWN_FROM, post.post_id), lambda: _order(workspace, post))
    pages = max(1, -(-len(order.places) // PAGE))
    at = next((n for n, place in enumerate(order.places) if place.post_id == post.post_id), 0)
    page = min(max(page, 1), pages) if page else at // PAGE + 1
    here = order.places[(page - 1) * PAGE : page * PAGE]
    return ThreadPage(
        turns=_turns(workspace, here, deepest) if len(order.places) > 1 else (),
        posts=len(order.places),
        accounts=order.accounts,
        page=page,
        pages=pages,
        is_cut=order.is_cut,
    )


def _order(workspace: Workspace, post: PostRow) -> Order:
    root = post.root_id or post.reply_to or post.post_id
    # Whatever the clocks of two networks say, nothing answers a post the day before.
    said, day = post.created_at, timedelta(days=1)
    if root != post.post_id:
        first = _ask(workspace, FIRST, {"id": root}, until=said + day)
        since = first[0]["created_at"] - day if first else None
    else:
        since = said - day
    values = {"id": post.post_id, "root": root, "parent": post.reply_to or post.post_id}
    rows = _ask(workspace, MEMBERS, values, since=since)
    rows, is_cut = rows[:LONGEST], len(rows) > LONGEST
    return Order(
        places=_in_order(rows, root),
        accounts=len({row["actor_id"] for row in rows if row["actor_id"] is not None}),
        is_cut=is_cut,
    )


FIRST = "SELECT created_at FROM posts WHERE post_id = $id"
MEMBERS = f"""
    SELECT post_id, reply_to, actor_id, created_at FROM posts
    WHERE post_id IN ($id, $root, $parent) OR root_id IN ($root, $id) OR reply_to IN ($id, $root)
    ORDER BY created_at, post_id LIMIT {LONGEST + 1}
"""


def _in_order(rows: Sequence[Mapping[str, Any]], root: int) -> tuple[Place, ...]:
    """Each post before its answers; one that answers a post nobody heard hangs below the first post, if it is here."""
    known = {row["post_id"] for row in rows}
    below: dict[int | None, list[int]] = {}
    for row in rows:
        below.setdefault(_above(row, known, root), []).append(row["post_id"])
    places: list[Place] = []
    waiting: list[Place] = [Place(one, None, 0) for one in reversed(below.pop(None, []))]
    while waiting or below:
        if not waiting:
            # Posts that answer each other in a circle: broken at the oldest, so that each is read once.
            waiting = [Place(one, None, 0) for one in reversed(below.pop(next(iter(below))))]
        place = waiting.pop()
        places.append(place)
        answers = below.pop(place.post_id, [])
        waiting += [Place(one, place.post_id, place.depth + 1) for one in reversed(answers)]
    return tuple(places)


def _above(row: Mapping[str, Any], known: set[int], root: int) -> int | None:
    answered = row["reply_to"]
    if answered in known and answered != row["post_id"]:
        return int(answered)
    return root if root in known and row["post_id"] != root else None


def _turns(workspace: Workspace, here: Sequence[Place], deepest: int) -> tuple[Turn, ...]:
    ids = {place.post_id for place in here}
    elsewhere = {place.answers for place in here if place.answers is not None} - ids
    sql = f"SELECT {SHOWN} FROM posts WHERE post_id IN (SELECT UNNEST($ids))"
    rows = _ask(workspace, sql, {"ids": [*ids, *elsewhere]})
    posts = {post.post_id: post for post in shown(workspace, rows)}
    # A post erased since the order was made is there no longer.
    return _grown([place for place in here if place.post_id in posts], posts, deepest)


def _grown(here: Sequence[Place], posts: Mapping[int, PostRow], deepest: int) -> tuple[Turn, ...]:
    """Trees of turns from places in order, the last first, so that answers are there before what they answer."""
    drawn: dict[int | None, list[Turn]] = {}
    holders = _holders(here, deepest)
    for place in reversed(here):
        holder = holders[place.post_id]
        answered = posts.get(place.answers) if place.answers is not None and place.answers != holder else None
        turn = Turn(
            post=posts[place.post_id],
            answered=answered,
            depth=place.depth,
            answers=tuple(reversed(drawn.pop(place.post_id, []))),
        )
        drawn.setdefault(holder, []).append(turn)
    return tuple(reversed(drawn.pop(None, [])))


def _holders(here: Sequence[Place], deepest: int) -> dict[int, int | None]:
    """Below which post each is drawn: the one it answers, unless that one is elsewhere or drawn too deep."""
    holders: dict[int, int | None] = {}
    levels: dict[int, int] = {}
    for place in here:
        holder = place.answers if place.answers in levels else None
        if holder is not None and levels[holder] >= deepest:
            holder = holders[holder]
        holders[place.post_id] = holder
        levels[place.post_id] = 0 if holder is None else levels[holder] + 1
    return holders


def _ask(
    workspace: Workspace,
    sql: str,
    values: Mapping[str, object],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reading.query(workspace.lake, sql, values, since=since, until=until).to_pylist()
    return rows
