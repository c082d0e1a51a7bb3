"""What pages are given: every post once, newest first, however dense; searches in slices that add up to a full one."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.errors import NotFound, QueryError, UsageError
from palabre.listen import searching, views, windows
from palabre.listen.shown import Filters, GapRow
from palabre.model import TABLES, Metrics, Post
from palabre.model.ids import post_id
from palabre.store import rollups
from palabre.store.schema import schema_of
from palabre.text.language import WIDELY_USED, languages_of
from tests.building import LATER, NOW, a_deletion, a_post, an_actor, copied, store
from tests.query import naive

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.listen.shown import PostRow
    from palabre.store import Workspace

NOTHING = Filters()
WORDS = ["fromage", "Crème brûlée", "cœur", "le fromage du cœur", "rien"]
START = datetime(2026, 8, 1, tzinfo=UTC)


def told() -> list[Post]:
    """A crowd at one moment, a few an hour, then months with almost nothing; some titles, several networks."""
    moments = [START] * 40 + [START + timedelta(minutes=n // 3) for n in range(60)]
    moments += [START + timedelta(days=9 * n, microseconds=n) for n in range(11)]
    return [
        a_post(
            n,
            WORDS[n % len(WORDS)],
            created_at=moment,
            network=("x", "y")[n % 2],
            lang_declared=("fr", "en-GB", None)[n % 3],
            kind=("post", "reply", "article")[n % 3],
            title="Au cœur" if n % 7 == 0 else None,
            actor=an_actor(f"a{n % 4}", network=("x", "y")[n % 2], display_name=f"Nom {n % 4}"),
        )
        for n, moment in enumerate(moments)
    ]


@pytest.fixture(scope="module")
def full(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A workspace that the tests of this file only read, in several files a month."""
    workspace = copied(template, tmp_path_factory.mktemp("views") / "w")
    posts = told()
    for n in range(3):
        store(workspace, *posts[n::3])
    rollups.refresh(workspace)
    yield workspace
    workspace.close()


def language(post: Post) -> str:
    words = "\n".join(filter(None, (post.title, post.text)))
    found = languages_of(pa.array([words]), pa.array([post.lang_declared], pa.string()), WIDELY_USED)
    return str(found[0].as_py())


def in_order(posts: list[Post]) -> list[str]:
    newest = sorted(posts, key=lambda p: (p.created_at, post_id(p.network, p.native_id)), reverse=True)
    return [post.native_id for post in newest]


def every_page(workspace: Workspace, filters: Filters, limit: int) -> list[PostRow]:
    found: list[PostRow] = []
    before = None
    for _ in range(1_000):
        page = views.newest(workspace, filters, before=before, limit=limit)
        assert len(page.posts) <= limit
        found.extend(page.posts)
        if page.older is None:
            return found
        assert len(page.posts) == limit
        before = page.older
    raise AssertionError


@pytest.mark.parametrize("limit", [1, 7, 50, 1_000])
def test_pages_show_every_post_once_newest_first(full: Workspace, limit: int) -> None:
    if limit == 1:
        filters = Filters(since=date(2026, 8, 9))
        wanted = [post for post in told() if post.created_at.date() >= date(2026, 8, 9)]
    else:
        filters, wanted = NOTHING, told()

    assert [row.native_id for row in every_page(full, filters, limit)] == in_order(wanted)


@pytest.mark.parametrize("limit", [100_000, 10_000_000])
def test_a_page_may_be_larger_than_the_lake(full: Workspace, limit: int) -> None:
    assert len(views.newest(full, NOTHING, limit=limit).posts) == len(told())


@pytest.mark.parametrize(
    ("filters", "keeps"),
    [
        (Filters(network="y"), lambda p: p.network == "y"),
        (Filters(kind="reply"), lambda p: p.kind == "reply"),
        (Filters(lang="en"), lambda p: language(p) == "en"),
        (Filters(since=date(2026, 8, 2)), lambda p: p.created_at.date() >= date(2026, 8, 2)),
        (Filters(until=date(2026, 8, 1)), lambda p: p.created_at.date() <= date(2026, 8, 1)),
        (Filters(since=date(2026, 8, 10), until=date(2026, 9, 6), network="x"),
         lambda p: date(2026, 8, 10) <= p.created_at.date() <= date(2026, 9, 6) and p.network == "x"),
        (Filters(since=date(2027, 1, 1)), lambda p: False),
        (Filters(until=date(1999, 1, 1)), lambda p: False),
        (Filters(network="nowhere"), lambda p: False),
    ],
)  # fmt: skip
def test_filters_keep_what_they_say(full: Workspace, filters: Filters, keeps: Any) -> None:
    kept = [post for post in told() if keeps(post)]

    assert [row.native_id for row in every_page(full, filters, 20)] == in_order(kept)
    assert views.overview(full, filters).posts == len(kept)


MOMENTS = st.one_of(
    st.sampled_from([START, START + timedelta(microseconds=1), START + timedelta(days=31)]),
    st.timedeltas(timedelta(0), timedelta(days=13_000)).map(lambda ago: NOW - ago),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOMENTS, max_size=25), st.integers(1, 9), st.integers(1, 3))
def test_pages_show_every_post_once_whatever_the_times(
    template: Path, tmp_path_factory: pytest.TempPathFactory, moments: list[datetime], limit: int, files: int
) -> None:
    workspace = copied(template, tmp_path_factory.mktemp("law") / "w")
    posts = [a_post(n, "fromage", created_at=moment) for n, moment in enumerate(moments)]
    for n in range(files):
        store(workspace, *posts[n::files])

    assert [row.native_id for row in every_page(workspace, NOTHING, limit)] == in_order(posts)
    assert [row.native_id for row in sliced(workspace, "fromage", limit, 0.0)] == in_order(posts)
    found = [row.native_id for *_, rows in searching.search_all(workspace, "fromage", NOTHING) for row in rows]
    assert found == in_order(posts)
    workspace.close()


def sliced(workspace: Workspace, query: str, limit: int, budget: float, filters: Filters = NOTHING) -> list[PostRow]:
    """A search carried on, slice after slice, until it has seen everything."""
    found: list[PostRow] = []
    before, ticks = None, count()
    for _ in range(1_000):
        one = searching.search(
            workspace,
            query,
            filters,
            before=before,
            limit=limit,
            budget_seconds=budget,
            clock=lambda: float(next(ticks)),
        )
        found.extend(one.posts)
        assert len(one.posts) <= limit
        assert one.finished == (one.older is None) == (one.reached is None)
        if one.finished:
            return found
        before = one.older
    raise AssertionError


@pytest.mark.parametrize("query", ["fromage", "creme brulee", '"du cœur"', "coeur", "introuvable", "rien*"])
@pytest.mark.parametrize(("limit", "budget"), [(7, 0.0), (1_000, 1e9)])
def test_slices_of_a_search_add_up_to_a_full_one(
    full: Workspace, query: str, limit: int, budget: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "SMALLEST", 16)
    monkeypatch.setattr(searching, "LARGEST", 16)
    from palabre.query import parse

    wanted = [one for one in told() if naive.matches(parse(query), naive.Post(title=one.title, text=one.text))]

    assert [row.native_id for row in sliced(full, query, limit, budget)] == in_order(wanted)


def test_a_slice_stops_when_its_time_is_over(full: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SMALLEST", 16)
    monkeypatch.setattr(searching, "LARGEST", 16)
    ticks = iter([0.0, 0.1, 0.2, 5.0])
    one = searching.search(full, "introuvable", NOTHING, budget_seconds=1.0, clock=lambda: next(ticks))

    assert (one.finished, one.posts) == (False, ())
    assert 0 < one.scanned < len(told())


def test_a_search_keeps_to_its_filters(full: Workspace) -> None:
    kept = [post for post in told() if post.network == "x" and "romage" in post.text]

    assert [row.native_id for row in sliced(full, "fromage", 5, 0.0, Filters(network="x"))] == in_order(kept)


def test_places_of_what_matched_are_those_of_the_text(full: Workspace) -> None:
    for row in sliced(full, "cœur", 500, 1e9):
        if "cœur" in row.text:
            assert [row.text[start:end] for start, end in row.matched] == ["cœur"]
        else:
            assert (row.matched, row.title) == ((), "Au cœur")


def test_a_search_that_means_nothing_is_refused_before_reading(full: Workspace) -> None:
    for search in (
        lambda: searching.search(full, "", NOTHING, clock=lambda: 0.0),
        lambda: next(searching.search_all(full, "(", NOTHING)),
    ):
        with pytest.raises(QueryError):
            search()


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "bad",
    [
        "x", "%%%", "é", "=", "A" * 5_000, cursor("2026-11-21"), cursor("2026-11-21T00:00:00 1"), cursor("now 1"),
        cursor("2026-11-21T00:00:00+00:00 one"), cursor("2026-11-21T00:00:00+00:00 1 2"),
        cursor(f"2026-11-21T00:00:00+00:00 {10**60}"), cursor(f"2026-11-21T00:00:00+00:00 {'9' * 5_000}"),
    ],
)  # fmt: skip
def test_a_cursor_that_is_none_of_ours_is_refused(full: Workspace, bad: str) -> None:
    with pytest.raises(UsageError, match="bad-cursor"):
        views.newest(full, NOTHING, before=bad)
    with pytest.raises(UsageError, match="bad-cursor"):
        searching.search(full, "fromage", NOTHING, before=bad, clock=lambda: 0.0)


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59.999999+00:00",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
    ],
)
def test_a_cursor_at_the_end_of_time_is_refused_or_answered(full: Workspace, moment: str) -> None:
    try:
        page = views.newest(full, NOTHING, before=cursor(f"{moment} 1"), limit=500)
    except UsageError:
        return
    assert len(page.posts) in {0, len(told())}


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_tampered_cursor_never_breaks_a_page(full: Workspace, data: st.DataObject) -> None:
    written = list(windows.Place(START + timedelta(hours=3), 5).written())
    for _ in range(data.draw(st.integers(1, 3))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(
            st.characters(codec="ascii", categories=("L", "N"))
        )
    try:
        page = views.newest(full, NOTHING, before="".join(written), limit=5)
    except UsageError:
        return
    assert len(page.posts) <= 5


def test_a_post_is_shown_with_what_other_tables_know(workspace: Workspace) -> None:
    store(
        workspace,
        a_post(5, "racine", actor=an_actor(display_name="Ana B."), metrics=Metrics(likes=1)),
        a_post(4, "réponse", reply_to="n5", root="n5", actor=an_actor("bob")),
        a_post(3, "réponse à la réponse", reply_to="n4", root="n5", actor=an_actor("bob")),
        a_post(2, "ailleurs", actor=None),
    )
    store(workspace, a_post(5, "racine, revue", actor=None, metrics=Metrics(likes=0, views=7)), observed_at=LATER)
    store(workspace, a_post(5, "racine", actor=None, metrics=Metrics(likes=3)), observed_at=NOW - timedelta(hours=1))
    detail = views.one_post(workspace, post_id("x", "n5"))

    post = detail.post
    assert (post.text, post.edited, post.display_name) == ("racine, revue", True, "Ana B.")
    assert (post.likes, post.views, post.replies) == (0, 7, None)
    assert [row.likes for row in detail.metrics] == [3, 1, 0]
    assert [row.text for row in detail.revisions] == ["racine, revue"]
    for unknown in (1, -1, 2**63 - 1):
        with pytest.raises(NotFound, match="no-such-post"):
            views.one_post(workspace, unknown)


def test_a_deleted_post_leaves_every_view(workspace: Workspace) -> None:
    store(workspace, a_post(1, "un"), a_post(2, "deux"))
    rollups.refresh(workspace)
    assert views.overview(workspace, NOTHING).posts == 2
    store(workspace, a_deletion("post", "n1"))
    rollups.refresh(workspace)

    assert [row.text for row in views.newest(workspace, NOTHING).posts] == ["deux"]
    assert views.overview(workspace, NOTHING).posts == 1
    assert sliced(workspace, "un", 5, 0.0) == []


def test_totals_are_those_of_the_posts(full: Workspace) -> None:
    posts, seen = told(), views.overview(full, NOTHING)

    assert (seen.posts, seen.first, seen.last) == (len(posts), START.date(), max(p.created_at for p in posts).date())
    assert dict(seen.networks) == {"x": 56, "y": 55}
    assert sum(n for _, n in seen.kinds) == sum(n for _, n in seen.per_day) == len(posts)
    assert dict(seen.langs) == Counter(map(language, posts))
    assert set(dict(seen.langs)) == {"fr", "en", "und"}
    assert seen.actors == len({(p.network, p.actor.native_id) for p in posts if p.actor})
    assert views.overview(full, Filters(since=START.date())).actors is None


def test_an_empty_workspace_has_empty_views(workspace: Workspace) -> None:
    seen = views.overview(workspace, NOTHING)

    assert (seen.posts, seen.first, seen.last, seen.actors, seen.gaps) == (0, None, None, 0, ())
    assert views.newest(workspace, NOTHING).posts == ()
    assert sliced(workspace, "fromage", 5, 0.0) == []
    assert not [rows for *_, rows in searching.search_all(workspace, "fromage", NOTHING) if rows]


def test_gaps_are_shown_newest_first_and_within_the_filters(workspace: Workspace) -> None:
    import pyarrow as pa

    starts = [START + timedelta(days=n) for n in range(3)]
    wanted = [
        GapRow(source="radio", from_at=start, to_at=start + timedelta(hours=1), why="coupée", estimated_loss=None)
        for start in reversed(starts)
    ]
    rows = [asdict(gap) | {"gap_id": n, "observed_at": NOW} for n, gap in enumerate(wanted)]
    workspace.lake.append(TABLES["gaps"], pa.Table.from_pylist(rows, schema=schema_of(TABLES["gaps"])))

    assert list(views.gaps(workspace)) == wanted
    assert list(views.overview(workspace, Filters(since=date(2026, 8, 2), until=date(2026, 8, 2))).gaps) == wanted[1:2]
