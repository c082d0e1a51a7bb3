"""The story keeps its promises: the same every time, whole threads, two languages, nobody real, any size."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from palabre.model import POST_KINDS, Post
from palabre.testing import DEFAULT_SIZE, FICTION, MAX_SIZE, OBSERVED_AT, SPAN, story
from palabre.testing._cast import CROWD, INERT, people
from palabre.testing._script import scenes
from palabre.testing.scripts import life_of, scenes_of

LANGUAGES = ("fr", "en")
HOST = re.compile(r"https?://([^/\s]+)")
REAL = re.compile(
    r"facebook|instagram|tiktok|twitter|youtube|mastodon\.social|bsky|\bnestl|lactalis|danone|carrefour|leclerc|"
    r"auchan|président|roquefort|comté|reblochon|camembert|cheddar|stilton",
    re.IGNORECASE,
)


def key_of(post: Post) -> tuple[str, str]:
    return post.network, post.native_id


@pytest.fixture(scope="module", params=LANGUAGES)
def told(request: pytest.FixtureRequest) -> list[Post]:
    return list(story(lang=request.param))


def test_the_same_seed_tells_the_same_story_to_the_byte() -> None:
    assert msgspec.json.encode(list(story(seed=3))) == msgspec.json.encode(list(story(seed=3)))


def test_another_seed_keeps_the_plot_and_changes_the_rest() -> None:
    first, second = list(story(seed=1)), list(story(seed=2))

    shared = {post.text for post in first} & {post.text for post in second}

    assert first != second
    assert any("Allergène non déclaré" in text for text in shared)


def test_a_story_has_its_default_size(told: list[Post]) -> None:
    assert len(told) == DEFAULT_SIZE


def test_a_small_story_is_the_beginning_of_the_default_one() -> None:
    assert list(story(size=40)) == list(story())[:40]


def test_no_two_posts_have_one_id(told: list[Post]) -> None:
    assert len({key_of(post) for post in told}) == len(told)


def test_no_two_posts_have_one_address(told: list[Post]) -> None:
    addresses = [post.url for post in told if post.url]

    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize("other", [{"lang": "en"}, {"seed": 8}])
def test_another_story_shares_no_id_but_those_of_articles(other: dict[str, Any]) -> None:
    ours, theirs = ({key_of(post) for post in posts if post.kind != "article"} for posts in (story(), story(**other)))

    assert not ours & theirs


def check_threads(posts: list[Post]) -> None:
    """Whatever is answered, quoted or reposted was said before, on the same network, by the actor named."""
    seen: dict[tuple[str, str], Post] = {}
    for post in posts:
        for target, actor in (
            (post.reply_to, post.reply_to_actor),
            (post.quote_of, post.quote_of_actor),
            (post.repost_of, post.repost_of_actor),
        ):
            if target is not None:
                parent = seen[post.network, target]
                assert parent.created_at < post.created_at
                assert parent.actor is not None
                assert parent.actor.native_id == actor
        assert post.root is None or (post.network, post.root) in seen
        assert (post.reply_to is None) == (post.root is None)
        seen[key_of(post)] = post


def test_what_is_answered_was_said_before(told: list[Post]) -> None:
    check_threads(told)


def test_a_root_answers_nothing(told: list[Post]) -> None:
    answers = {key_of(post) for post in told if post.reply_to}

    assert not answers & {(post.network, post.root) for post in told if post.root}


def test_callouts_name_people_of_the_story_and_their_handles_are_in_the_text(told: list[Post]) -> None:
    named = [post for post in told if post.callouts]

    assert len(named) >= 12
    assert all("@" in post.text for post in named)


def test_dates_are_aware_in_order_and_within_the_span(told: list[Post]) -> None:
    dates = [post.created_at for post in told]

    assert all(date.utcoffset() is not None and SPAN[0] <= date < SPAN[1] for date in dates)
    assert all(before <= after for before, after in pairwise(dates))
    assert {date.month for date in dates} == set(range(5, 11))


def test_nobody_posts_before_having_an_account(told: list[Post]) -> None:
    for post in told:
        assert post.actor is not None
        assert post.actor.account_created_at is not None
        assert post.actor.account_created_at < post.created_at
        assert post.actor.network == post.network
        assert post.actor.observed_at == OBSERVED_AT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_more_than_four_in_five_speak_the_language_asked_for(lang: str) -> None:
    spoken = Counter(post.lang_declared for post in story(lang=lang) if post.lang_declared)

    assert 0.8 <= spoken[lang] / spoken.total() <= 0.9
    assert set(spoken) == set(LANGUAGES)


def test_every_kind_and_several_networks_are_in_it(told: list[Post]) -> None:
    assert {post.kind for post in told} == set(POST_KINDS)
    spoken = Counter(post.network for post in told)

    assert set(spoken) == {"bluesky", "fediverse", "x", "discourse", "rss", "reviews", "reddit", "youtube"}
    assert min(spoken.values()) >= 24


def test_every_address_is_on_an_example_domain(told: list[Post]) -> None:
    hosts = set(HOST.findall(msgspec.json.encode(told).decode().replace('"', " ")))

    assert hosts
    assert {host for host in hosts if not host.endswith(".example")} == set()


def test_no_real_brand_is_named(told: list[Post]) -> None:
    assert [post.text for post in told if REAL.search(post.text)] == []


def test_texts_are_distinct_enough_to_be_read(told: list[Post]) -> None:
    own = [post.text for post in told if post.kind != "repost"]

    assert len(set(own)) / len(own) >= 0.97


def test_near_duplicates_are_rare(told: list[Post]) -> None:
    """Two texts are near when they share seven in ten of their runs of five letters; copies on purpose are few."""
    own = [post.text.casefold() for post in told if post.kind != "repost" and len(post.text) >= 30]
    runs = [{text[place : place + 5] for place in range(len(text) - 4)} for text in own]
    holders: dict[str, list[int]] = defaultdict(list)
    near: set[int] = set()
    for number, mine in enumerate(runs):
        shared = Counter(other for run in mine for other in holders[run])
        near |= {number for other, n in shared.items() if n >= 0.7 * (len(mine) + len(runs[other]) - n)}
        for run in mine:
            holders[run].append(number)

    assert len(near) <= 0.01 * len(own)


def test_nothing_of_the_notation_is_left_in_texts(told: list[Post]) -> None:
    assert [post.text for post in told if re.search(r"[{}|\x01]|\[photo| {2}|^[>~]", post.text)] == []


def test_counters_agree_with_what_the_story_shows(told: list[Post]) -> None:
    answered = Counter((post.network, post.reply_to) for post in told if post.reply_to)
    reposted = Counter((post.network, post.repost_of) for post in told if post.repost_of)

    for post in told:
        if post.metrics is not None:
            assert (post.metrics.replies or 0) >= answered[key_of(post)]
            assert post.metrics.reposts is None or post.metrics.reposts >= reposted[key_of(post)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_is_written_by_hand(lang: str) -> None:
    texts = {line.text for scene in scenes(scenes_of(lang) + life_of(lang), lang) for line in scene.lines if line.text}

    assert len(texts) >= 540


def test_a_question_waits_two_days_and_the_fire_follows() -> None:
    posts = list(story())
    asked = next(post for post in posts if post.title == "Y a-t-il de l'œuf dans le Vieux Vals ?")
    spark = next(post for post in posts if post.actor and post.actor.handle == "vertepaix.example")
    hour_after = [post for post in posts if 0 <= (post.created_at - spark.created_at).total_seconds() < 3600]

    assert (spark.created_at - asked.created_at).days == 1
    assert spark.created_at.isoformat()[:16] == "2026-09-18T15:40"
    assert len(hour_after) >= 12


def test_the_bought_audience_joined_in_one_week_and_says_little() -> None:
    bought = {people("fr")[key].handle for key in INERT}
    posts = [post for post in story() if post.actor and post.actor.handle in bought]

    assert len(posts) >= 20
    assert {post.actor.account_created_at.date().isoformat()[:7] for post in posts if post.actor} == {"2026-06"}  # type: ignore[union-attr]
    assert len({post.text for post in posts}) < len(posts) / 2


def test_a_long_story_streams_with_unique_ids_and_whole_threads() -> None:
    posts = list(story(size=20_000))

    assert len(posts) == 20_000
    assert len({key_of(post) for post in posts}) == 20_000
    assert all(SPAN[0] <= post.created_at < SPAN[1] for post in posts)
    assert len({post.actor.native_id for post in posts if post.actor}) > 400
    check_threads(posts)


def test_texts_differ_from_one_round_to_the_next() -> None:
    own = [post.text for post in story(size=20_000) if post.kind != "repost"]

    assert len(set(own)) / len(own) >= 0.95


def test_a_long_story_keeps_a_flat_memory() -> None:
    def peak_of(size: int) -> int:
        tracemalloc.start()
        for _ in story(size=size):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    peak_of(DEFAULT_SIZE)

    assert peak_of(40_000) < 1.5 * peak_of(10_000)


@pytest.mark.parametrize("size", [-1, MAX_SIZE + 1])
def test_a_size_out_of_bounds_is_refused_before_the_first_post(size: int) -> None:
    with pytest.raises(ValueError, match="size must be between"):
        story(size=size)


def test_a_third_language_is_refused() -> None:
    with pytest.raises(ValueError, match="told in fr or en"):
        story(lang="la")


@pytest.mark.parametrize("script", ["nadia: hello", "== 05-02 07:12 x\n", "== 05-02 07:12 x\nnadia: a\n>> lulu: b"])
def test_a_script_out_of_notation_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="scene"):
        scenes(script, "en")


def test_the_whole_crowd_has_names_of_its_own() -> None:
    handles = [person.handle for person in people("en").values()]

    assert len(set(handles)) == len(handles) > len(CROWD)


def test_the_story_says_that_it_is_one() -> None:
    assert "fictional" in FICTION
