"""Sensitive subjects are proposed on what several people say with hostile wording, with the figures and the posts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from palabre.query import parse
from palabre.query.compiled import matching
from palabre.strategy import keeping
from palabre.strategy.hostile_wording import QUERY
from tests.building import NOW, a_post, an_actor
from tests.strategy.town import listened_to, strategy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from palabre.model import Post
    from palabre.store import Workspace
    from palabre.strategy.sensitive import Proposal


def said(text: str, *, people: int, first: int, days: int = 100) -> Iterator[Post]:
    """A text said once by each of some people, one a day until so many days ago."""
    for n in range(people):
        moment = NOW - timedelta(days=days - n % 40, minutes=n)
        name = an_actor(f"p{first + n}")
        yield a_post(first + n, f"{text} {n}", native_id=f"s{first + n}", actor=name, created_at=moment)


def proposed(workspace: Workspace, *posts: Post) -> tuple[Proposal, ...]:
    quiet = said("bon fromage chez dairy", people=150, first=10_000)
    listened_to(workspace, *quiet, *posts, ours_dairy="dairy", competitor_rival="rival")
    return keeping.find(workspace, strategy_of()).proposals


def test_what_hits_a_competitor_is_proposed_and_its_posts_can_be_opened(workspace: Workspace) -> None:
    (found,) = proposed(
        workspace,
        *said("rival et l'huile de palme, honteux", people=12, first=1),
        *said("rival et l'huile de palme, on en parle", people=8, first=500),
    )

    assert found.why == ("hostile", "competitor")
    assert found.key in ("word:palme", "word:huile")
    assert set(found.words) == {"huile", "palme"}
    assert (found.posts, found.people) == (20, 20)
    assert (found.hostile.part, found.others.part, found.others.whole, found.ours.whole) == (12, 12, 20, 0)
    assert len(found.shown) == 10
    assert keeping.find(workspace, strategy_of()).proposals == (found,)


def test_one_person_who_shouts_and_insults_alone_propose_nothing(workspace: Workspace) -> None:
    shouting = [
        a_post(n, f"dairy et le plomb, scandaleux {n}", native_id=f"l{n}", actor=an_actor("loud")) for n in range(1, 60)
    ]

    assert proposed(workspace, *shouting, *said("dairy honteux scandaleux", people=12, first=300)) == ()


def test_what_grows_with_hostile_wording_in_it_says_so(workspace: Workspace) -> None:
    (found,) = proposed(
        workspace,
        *said("dairy et les pesticides", people=4, first=1),
        *said("dairy et les pesticides, inadmissible", people=14, first=100, days=20),
        *said("dairy, bonne journée", people=60, first=700, days=20),
    )

    assert found.key == "word:pesticides"
    assert found.why == ("hostile", "growing")
    assert (found.recent.part, found.before.part) == (14, 4)
    assert found.growth > 1.2


@pytest.mark.parametrize(
    ("text", "is_hostile"),
    [
        ("Quelle HONTE, vous n'avez aucune excuse", True),
        ("Bande d’escrocs, remboursez !", True),
        ("On se moque de nous", True),
        ("You are crooks, shame on you", True),
        ("What a rip-off. Boycott!", True),
        ("Un fromage honnête, sans mentir", False),
        ("Je ne comprends pas l'étiquette, quelqu'un sait ?", False),
        ("The cows are lying down", False),
        ("", False),
    ],
)
def test_hostile_wording_is_read_without_capitals_or_accents_in_both_languages(text: str, is_hostile: bool) -> None:
    import pyarrow as pa

    batch = pa.table({"title": pa.array([None], pa.string()), "text": [text]})

    assert matching(parse(QUERY)).mask(batch).to_pylist() == [is_hostile]
