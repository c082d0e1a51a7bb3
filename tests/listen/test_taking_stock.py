"""The state of play says what a plain reading of the same posts says; what is kept is shown while it is true."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from palabre.errors import UsageError
from palabre.listen import Filters, Request, import_here, taking_stock
from palabre.listen.erasing import erase
from palabre.listen.taking_stock import keeping, state_of_play
from palabre.model import Post
from palabre.run.worker import Worker
from palabre.store import rollups
from palabre.text.folding import words_of_post
from tests.building import NOW, a_deletion, a_post, an_actor, bring_in, rows_of, store

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.store import Workspace
    from tests.building import Clock

PEOPLE = [
    an_actor(name, network=network) for name in ("ana", "bob", "cleo", "dan", "eve") for network in ("x", "forum")
]
WORDS = ["tram", "bus", "panne", "marché", "retard", "ticket", "place", "ville", "soir", "pluie"]


def told() -> list[Post]:
    """Eight weeks of a town: in the last two, a strike that several talk of, and one who sells umbrellas."""
    drawn, made = random.Random(5), []
    for n in range(1, 400):
        actor = drawn.choice(PEOPLE)
        text = "le " + " ".join(drawn.choices(WORDS, k=4))
        told_of = {"network": actor.network, "actor": actor, "created_at": NOW - timedelta(hours=3.3 * n)}
        if n % 4 == 0 and n <= 90:
            text += " Grève"
            told_of |= {"tags": ("TramEnGreve",), "links": (f"https://www.greve.example/page/?utm_source=a{n}#ici",)}
        if n % 7 == 0 and n <= 90:
            seller = an_actor("vendeur", network=actor.network)
            text, told_of = text + " parapluie", told_of | {"actor": seller}
        if n % 5 == 0:
            told_of |= {"kind": "reply", "reply_to": f"n{n % 3 + 1}", "root": f"n{n % 3 + 1}"}
        if n % 6 == 0:
            other = drawn.choice(PEOPLE)
            told_of |= {"callouts": (other.native_id,)}
        if n % 11 == 0:
            told_of |= {"kind": "repost", "repost_of": "n2", "repost_of_actor": "bob", "reply_to": None, "root": None}
        made.append(a_post(n, text, **told_of, lang_declared=("fr", "en", None)[n % 3]))
    return made


@pytest.fixture
def town(workspace: Workspace) -> Workspace:
    store(workspace, *told())
    rollups.refresh(workspace)
    return workspace


def test_how_much_since_when_where_and_in_which_languages(town: Workspace) -> None:
    volume, posts = state_of_play(town).volume, told()

    assert volume.posts == len(posts)
    assert volume.reposts == sum(post.kind == "repost" for post in posts)
    assert dict(volume.per_day) == Counter(post.created_at.date() for post in posts)
    assert (volume.first, volume.last) == (min(dict(volume.per_day)), max(dict(volume.per_day)))
    assert {one.name: one.posts for one in volume.networks} == Counter(post.network for post in posts)
    assert {one.name: one.posts for one in volume.langs} == Counter(row["lang"] for row in rows_of(town, "posts"))


def test_who_speaks_and_who_is_answered_by_how_many_different_people(town: Workspace) -> None:
    people, posts = state_of_play(town).people, told()
    spoken = Counter((post.network, post.actor.native_id) for post in posts if post.actor)
    author = {(post.network, post.native_id): post.actor.native_id for post in posts if post.actor}
    answered: dict[tuple[str, str], set[str]] = defaultdict(set)
    for post in posts:
        assert post.actor is not None
        targets = [*post.callouts, post.repost_of_actor, author.get((post.network, post.reply_to or ""))]
        for one in targets:
            if one is not None and one != post.actor.native_id:
                answered[post.network, one].add(post.actor.native_id)

    assert {(one.network, one.handle): one.posts for one in people.speakers} == dict(spoken.most_common(10))
    assert (people.accounts, people.signed) == (len(spoken), len(posts))
    assert {(one.network, one.handle): one.people for one in people.answered}.items() <= {
        one: len(by) for one, by in answered.items()
    }.items()
    assert [one.people for one in people.answered] == sorted(map(len, answered.values()), reverse=True)[:10]


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/St_Johns", "UTC"])
def test_hours_are_those_of_a_time_zone(town: Workspace, zone: str) -> None:
    hours = state_of_play(town, zone=zone).hours
    clocks = [post.created_at.astimezone(ZoneInfo(zone)) for post in told()]

    counts = Counter((one.weekday(), one.hour) for one in clocks)
    assert {(d, h): n for d, row in enumerate(hours.posts) for h, n in enumerate(row) if n} == counts


def test_a_time_zone_that_does_not_exist_is_refused(town: Workspace) -> None:
    for zone in ("Europe/Atlantis", "../etc/passwd", "x" * 300):
        with pytest.raises(UsageError):
            state_of_play(town, zone=zone)


def test_what_rises_is_counted_once_a_post_in_two_stretches_and_carried_by_several(town: Workspace) -> None:
    state = state_of_play(town)
    compared = state.compared
    assert compared is not None
    own = [post for post in told() if post.kind != "repost"]
    lately = [post for post in own if compared.recent_first <= post.created_at.date() <= compared.recent_last]
    before = [post for post in own if compared.before_first <= post.created_at.date() <= compared.before_last]

    assert (compared.recent_posts, compared.before_posts) == (len(lately), len(before))
    assert (compared.recent_last - compared.recent_first).days + 1 == compared.recent_days == 14
    (strike,) = [one for one in state.words.rising if one.name == "greve"]
    assert (strike.recent, strike.before) == (holding("greve", lately), holding("greve", before))
    assert strike.people == len({post.actor for post in lately if "Grève" in post.text})
    assert strike.written == "grève"
    assert strike.is_sure
    assert "parapluie" not in {one.name for one in state.words.rising}
    assert {one.name: one.posts for one in state.words.most}["tram"] == holding("tram", own)
    assert [(one.name, one.recent) for one in state.tags.rising] == [("tramengreve", strike.recent)]
    assert [(one.name, one.recent) for one in state.links.rising] == [("greve.example/page", strike.recent)]


def holding(word: str, posts: list[Post]) -> int:
    return sum(word in {one.folded for one in words_of_post(post.title, post.text)[1]} for post in posts)


def test_nothing_rises_in_a_conversation_that_does_not_change(workspace: Workspace) -> None:
    drawn = random.Random(1)
    texts = ["le " + " ".join(drawn.choices(WORDS, k=4)) for _ in range(600)]
    store(
        workspace,
        *(a_post(n, text, actor=PEOPLE[n % 10], network=PEOPLE[n % 10].network) for n, text in enumerate(texts)),
    )

    state = state_of_play(workspace)

    assert state.compared is not None
    assert [one for one in state.words.rising if one.is_sure] == []


def test_too_little_is_not_compared(workspace: Workspace) -> None:
    store(workspace, *(a_post(n) for n in range(1, 30)))

    state = state_of_play(workspace)

    assert (state.compared, state.words.rising, state.tags.rising) == (None, (), ())


def test_threads_are_ranked_by_their_people(town: Workspace) -> None:
    threads, posts = state_of_play(town).threads, told()
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    sizes: Counter[tuple[str, str]] = Counter()
    for post in posts:
        if post.root and post.kind != "repost" and post.actor:
            people[post.network, post.root].add(post.actor.native_id)
            sizes[post.network, post.root] += 1
    for post in posts:
        if (post.network, post.native_id) in sizes and post.actor:
            people[post.network, post.native_id].add(post.actor.native_id)

    assert threads.total == len(sizes)
    assert threads.answers == sizes.total()
    assert [one.people for one in threads.threads] == sorted(map(len, people.values()), reverse=True)
    assert {one.has_root for one in threads.threads} == {True, False}


def test_what_is_missing_is_counted(workspace: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    rows = ("2026-01-03T10:00:00Z,bonjour", "hier,bonjour", "2026-01-03T10:00:00Z,")
    table.write_text("Date,Text\n" + "\n".join(rows), encoding="utf-8")
    import_here(workspace, Request(path=table), lambda _done, _total: None)
    store(
        workspace, a_post(1, "42", reply_to="ailleurs"), a_post(2, reply_to="n1"), a_post(3), a_deletion("post", "n3")
    )
    store(workspace, a_post(4, actor=None, created_at=NOW + timedelta(days=400)))

    missing = state_of_play(workspace).missing

    assert [(one.title, one.rejected) for one in missing.refusals] == [("posts.csv", 2)]
    assert (missing.no_author, missing.future, missing.hidden) == (2, 1, 1)
    assert (missing.replies, missing.elsewhere) == (2, 1)
    assert missing.no_lang == 1


def test_an_empty_workspace_has_a_state_of_play(workspace: Workspace) -> None:
    state = state_of_play(workspace)

    assert (state.volume.posts, state.people.accounts, state.threads.total) == (0, 0, 0)


def test_filters_narrow_all_of_it(town: Workspace) -> None:
    day = date(2026, 11, 15)
    state = state_of_play(town, Filters(since=day, until=day, network="x"))
    posts = [post for post in told() if post.created_at.date() == day and post.network == "x"]

    assert state.volume.posts == len(posts) == sum(map(sum, state.hours.posts)) == state.people.signed


def test_a_radar_narrows_it_to_its_mentions(town: Workspace) -> None:
    from palabre.listen import radars

    radars.save_new(town, name="Grève", query="grève", subject="topic")
    assert Worker(town).work_once()
    narrowed = radars.filters_of(town.radars.one("Grève"))

    state = state_of_play(town, narrowed)

    assert state.volume.posts == sum("Grève" in post.text for post in told())
    assert state.radar == "Grève"
    assert state.people.signed == state.volume.posts


def test_what_was_taken_is_kept_until_something_comes_in(town: Workspace, clock: Clock) -> None:
    asked = taking_stock.ask_about(town)
    first = taking_stock.take_stock(town, asked)
    clock.forward(hours=1)

    assert taking_stock.kept(town, asked) == first == taking_stock.take_stock(town, asked)
    assert taking_stock.take_again(town, asked).made_at == clock.at
    store(town, a_post(9_999, "du neuf"))
    known = taking_stock.kept(town, asked)
    assert known is not None
    assert not taking_stock.is_fresh(town, known)
    assert taking_stock.take_stock(town, asked).volume.posts == first.volume.posts + 1


def test_what_names_somebody_erased_is_shown_no_more_and_removed(town: Workspace) -> None:
    asked = taking_stock.ask_about(town)
    taking_stock.take_stock(town, asked)
    store(town, a_deletion("actor", "ana"))
    assert taking_stock.kept(town, asked) is None
    assert keeping.sweep(town) == 1
    taking_stock.take_stock(town, asked)
    erase(town, "actor", "x:bob", now=NOW)

    assert taking_stock.kept(town, asked) is None
    assert list(town.exports.glob("state-of-play*")) == []
    assert "bob" not in {
        one.handle for one in taking_stock.take_stock(town, asked).people.speakers if one.network == "x"
    }


def test_a_file_that_is_damaged_or_of_another_release_is_taken_again(town: Workspace) -> None:
    asked = taking_stock.ask_about(town)
    state = taking_stock.take_stock(town, asked)
    path = keeping.file_of(town, asked, ".json")
    for content in (b"", b"{", b"[]", path.read_bytes().replace(b'"format":1', b'"format":99')):
        path.write_bytes(content)
        assert taking_stock.kept(town, asked) is None
    assert taking_stock.take_stock(town, asked) == state


def test_after_an_import_the_worker_takes_stock_once(workspace: Workspace, tmp_path: Path) -> None:
    for n in (1, 2):
        table = tmp_path / f"posts{n}.csv"
        table.write_text(f"Date,Text\n2026-01-0{n}T10:00:00Z,bonjour {n}\n", encoding="utf-8")
        import_here(workspace, Request(path=table), lambda _done, _total: None)
    asked = taking_stock.ask_about(workspace)
    assert taking_stock.under_way(workspace, asked) is not None

    assert Worker(workspace).work_once()

    known = taking_stock.kept(workspace, asked)
    assert known is not None
    assert (known.volume.posts, taking_stock.under_way(workspace, asked)) == (2, None)
    assert [job.result for job in workspace.jobs.recent() if job.kind == "overview"] == [{"posts": 2}]


def test_progress_grows_to_the_end(town: Workspace) -> None:
    seen: list[int] = []

    state_of_play(town, progress=lambda done, total: seen.append(100 * done // total))

    assert seen == sorted(seen)
    assert seen[-1] == 100


def test_a_notebook_has_it_too(town: Workspace) -> None:
    import palabre

    opened = palabre.open(town.path)
    try:
        assert opened.state_of_play(zone="UTC").volume == replace(state_of_play(town).volume)
    finally:
        opened.close()


def test_reading_twice_gives_the_same(town: Workspace) -> None:
    assert state_of_play(town) == state_of_play(town)


def test_a_post_heard_before_the_first_second_of_a_day_is_of_its_day(workspace: Workspace) -> None:
    bring_in(workspace, [a_post(1, created_at=datetime(2026, 11, 1, 23, 59, 59, tzinfo=UTC))])

    assert state_of_play(workspace).volume.per_day == ((date(2026, 11, 1), 1),)
