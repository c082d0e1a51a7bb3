"""A small archive of known truth: who is on which network, who talks of what, who answers whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from palabre.listen import radars
from palabre.model import SUBJECTS
from palabre.store import rollups
from palabre.store.strategy_text import read_strategy
from tests.building import NOW, a_post, an_actor, store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from palabre.model import Post
    from palabre.model.strategy import Strategy
    from palabre.store import Workspace

DAYS = 63
STRATEGY = """
version: 1
context:
  competitors:
    - {id: rival, name: Rival, accounts: ["https://rival.example/@rival"]}
audiences:
  - {id: cooks, name: Cooks, radar: Cooks}
accounts:
  - {id: ours, network: x, handle: "@dairy"}
"""


def strategy_of(text: str = "") -> Strategy:
    return read_strategy(STRATEGY + text).strategy


def told(
    network: str,
    *,
    people: int,
    first: int,
    text: str = "une recette de cuisine",
    every_days: int = 7,
    named: str = "",
) -> Iterable[Post]:
    """Posts of `people` accounts of a network, numbered from `first`, one each every so many days."""
    for n in range(people):
        for day in range(n % every_days, DAYS, every_days):
            number = first + n * DAYS + day
            yield a_post(
                number,
                text,
                network=network,
                native_id=f"{network}{number}{named}",
                actor=an_actor(f"{network}-{first}-{n}", network=network),
                created_at=NOW - timedelta(days=day, hours=n % 24),
            )


def answers_to(posts: Iterable[Post], *, by: str, every: int, minutes: int = 30) -> Iterable[Post]:
    """An answer to one post out of so many, by an account of its network."""
    for n, post in enumerate(posts):
        if n % every == 0:
            yield a_post(
                1,
                "bien vu",
                network=post.network,
                native_id=f"answer-{post.native_id}",
                actor=an_actor(by, network=post.network),
                kind="reply",
                reply_to=post.native_id,
                root=post.native_id,
                created_at=post.created_at + timedelta(minutes=minutes),
            )


def listened_to(workspace: Workspace, *posts: Post, **queries: str) -> None:
    """Stores posts, then reads history with radars: `subject_name="query"`."""
    store(workspace, *posts)
    for name, query in queries.items():
        kind, _, title = name.partition("_")
        subject = next(one for one in SUBJECTS if one == kind)
        radars.save_new(workspace, name=title.capitalize(), query=query, subject=subject, queue=False)
    for radar in workspace.radars.all():
        radars.read_history_here(workspace, radar, lambda _done, _total: None)
    rollups.refresh(workspace, with_uses=False)
