"""What is counted under filters is what a plain count of the same posts gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from palabre.listen import counting, radars, views
from palabre.listen.shown import Filters
from palabre.model import Post, Radar
from palabre.store import rollups
from palabre.text.stop_words import SHORTEST, stop_words
from tests.building import a_deletion, a_post, an_actor, copied, store

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.store import Workspace

START = datetime(2026, 8, 1, 12, tzinfo=UTC)
TEXTS = (
    "Le tram est en panne, le tram\u00a0!",
    "Encore une grève du tram à l’école https://www.gare.fr/greve?x=1#haut",
    "Rien à voir : le marché de Noël ouvre",
    "The tram is late again",
)
TAGS = (("tram", "greve"), (), ("marche",), ("tram",))


def told() -> list[Post]:
    """Thirty days of four voices; on the last days a new word is everywhere."""
    return [
        a_post(
            n,
            TEXTS[n % 4] + (" avalanche" if n > 80 and n % 2 else ""),
            created_at=START + timedelta(hours=7 * n),
            network=("x", "y")[n % 2],
            lang_declared=("fr", "fr", "fr", "en")[n % 4],
            kind=("post", "reply")[n % 3 == 0],
            tags=TAGS[n % 4],
            links=("https://www.gare.fr/greve?x=1#haut", "https://gare.fr/greve?x=1")[: 2 * (n % 4 == 1)],
            actor=an_actor(f"a{n % 5}", network=("x", "y")[n % 2], display_name=f"Nom {n % 5}"),
        )
        for n in range(100)
    ]


@pytest.fixture(scope="module")
def full(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A workspace with two radars that the tests of this file only read."""
    workspace = copied(template, tmp_path_factory.mktemp("counting") / "w")
    store(workspace, *told())
    for name, query in (("tram", "tram"), ("greve", "grève OR avalanche")):
        one = radars.save_new(workspace, name=name, query=query, subject="topic", queue=False)
        radars.read_history_here(workspace, one, lambda _done, _total: None)
    rollups.refresh(workspace)
    yield workspace
    workspace.close()


def matched(post: Post, radar: str) -> bool:
    words = re.findall(r"\w+", post.text.lower())
    return "tram" in words if radar == "tram" else "grève" in words or "avalanche" in words


def terms_of(post: Post, what: str) -> Iterable[str]:
    """The twin: what a post uses, read the slow way."""
    words = set(re.findall(r"[^\W\d_]\w*", re.sub(r"https?://\S+", " ", post.text.lower())))
    assert post.actor
    every: dict[str, Callable[[], set[str]]] = {
        "tag": lambda: set(post.tags),
        "site": lambda: {"gare.fr"} if post.links else set(),
        "link": lambda: {link.split("#")[0] for link in post.links},
        "account": lambda: {f"{post.network}:{post.actor.handle}" if post.actor else ""},
        "word": lambda: {word for word in words if len(word) >= SHORTEST} - stop_words(),
    }
    return every[what]()


FILTERS = {
    "everything": Filters(),
    "some days": Filters(since=date(2026, 8, 5), until=date(2026, 8, 20)),
    "all at once": Filters(since=date(2026, 8, 3), network="x", kind="post", lang="fr"),
    "nothing": Filters(network="nowhere"),
}


def kept(post: Post, filters: Filters) -> bool:
    day = post.created_at.date()
    return (
        (filters.since is None or day >= filters.since)
        and (filters.until is None or day <= filters.until)
        and filters.network in (None, post.network)
        and filters.kind in (None, post.kind)
        and filters.lang in (None, post.lang_declared)
    )


def known(workspace: Workspace, *names: str) -> tuple[Radar, ...]:
    return tuple(workspace.radars.one(name) for name in names)


def used(workspace: Workspace, filters: Filters, what: counting.What) -> counting.Uses:
    return counting.uses(workspace, filters, what, views.overview(workspace, filters).per_day)


def as_counted(found: counting.Uses, what: str) -> dict[str, int]:
    return {f"{use.network}:{use.term}" if what == "account" else use.term: use.n for use in found.most}


@pytest.mark.parametrize("what", ["tag", "site", "link", "account", "word"])
@pytest.mark.parametrize("name", FILTERS)
def test_uses_are_those_of_a_plain_count(full: Workspace, name: str, what: counting.What) -> None:
    posts = [post for post in told() if kept(post, FILTERS[name])]

    found = used(full, FILTERS[name], what)

    wanted = Counter(term for post in posts for term in terms_of(post, what))
    assert as_counted(found, what) == wanted
    assert found.terms == len(wanted)
    assert [use.n for use in found.most] == sorted(wanted.values(), reverse=True)
    assert found.read == (len(posts) if what == "word" and posts else found.read)


@pytest.mark.parametrize("what", ["tag", "link", "account", "word"])
def test_radars_side_by_side_are_each_counted(full: Workspace, what: counting.What) -> None:
    filters = radars.filters_of_all(known(full, "tram", "greve"), Filters(network="y"))
    apart = [
        Counter(t for p in told() if p.network == "y" and matched(p, name) for t in terms_of(p, what))
        for name in ("tram", "greve")
    ]

    found = used(full, filters, what)

    assert as_counted(found, what) == apart[0] + apart[1]
    shares = dict(zip(as_counted(found, what), [use.by_radar for use in found.most], strict=True))
    assert shares == {term: tuple(one[term] for one in apart) for term in shares}


def test_the_days_of_each_radar_add_up_and_a_post_of_both_is_one_post(full: Workspace) -> None:
    chosen = known(full, "tram", "greve")
    filters = radars.filters_of_all(chosen, Filters(until=date(2026, 8, 25)))
    posts = [post for post in told() if kept(post, filters)]

    days = counting.per_day_by_radar(full, filters)

    for radar in chosen:
        wanted = Counter(post.created_at.date() for post in posts if matched(post, radar.name))
        assert days[radar.radar_id] == wanted
    both = [post for post in posts if matched(post, "tram") or matched(post, "greve")]
    assert views.overview(full, filters).posts == len(both)
    assert sum(len(page) for page in views.every_post(full, filters)) == len(both)


def test_a_word_that_comes_late_rises_and_one_always_there_does_not(full: Workspace) -> None:
    rising = [use.term for use in used(full, Filters(), "word").rising]

    assert rising == ["avalanche"]


def test_too_short_a_time_says_nothing_of_what_rises(full: Workspace) -> None:
    found = used(full, Filters(since=date(2026, 8, 5), until=date(2026, 8, 6)), "word")

    assert (found.since, found.rising) == (None, ())


def test_an_account_that_is_erased_is_counted_no_more_and_named_nowhere(workspace: Workspace) -> None:
    store(workspace, *told()[:20])
    rollups.refresh(workspace)
    store(workspace, a_deletion("actor", "a1", network="y"))
    assert "y:a1" not in as_counted(used(workspace, Filters(), "account"), "account")

    rollups.refresh(workspace)
    left = [post for post in told()[:20] if post.actor != an_actor("a1", network="y", display_name="Nom 1")]
    wanted = Counter(term for post in left for term in terms_of(post, "word"))
    assert as_counted(used(workspace, Filters(), "word"), "word") == wanted
