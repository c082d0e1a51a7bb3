"""The key of the story agrees with its posts, and what it names can be found in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache

import msgspec
import pytest

from palabre.model import SUBJECTS, Deletion, Post
from palabre.query import parse
from palabre.testing import OBSERVED_AT, RADARS, SPAN, Truth, story, story_gaps, story_later, truth

LANGUAGES = ("fr", "en")
ROLES = {
    *("ally", "critic", "undecided", "target", "competitor_talker", "helper", "trusted_voice", "early_source"),
    *("newcomer", "amplified", "talkative", "ambassador", "cooling", "ours", "bought"),
}
Key = tuple[str, str]


class Telling:
    """A story beside its key, looked up by post and by account."""

    def __init__(self, lang: str) -> None:
        self.key: Truth = truth(lang=lang)
        self.posts = list(story(lang=lang))
        self.by_key = {(post.network, post.native_id): post for post in self.posts}
        self.said: dict[Key, list[Post]] = defaultdict(list)
        self.sharers: dict[Key, set[str]] = defaultdict(set)
        for post in self.posts:
            self.said[actor_of(post)].append(post)
            if post.repost_of_actor:
                self.sharers[post.network, post.repost_of_actor].add(actor_of(post)[1])

    def of(self, role: str) -> list[Post]:
        return [post for account in self.key.roles[role] for post in self.said[account]]

    def part(self, name: str) -> list[Post]:
        return [self.by_key[key] for key in self.key.parts[name]]


def actor_of(post: Post) -> Key:
    assert post.actor is not None
    return post.network, post.actor.native_id


@cache
def telling(lang: str) -> Telling:
    return Telling(lang)


@pytest.fixture(params=LANGUAGES)
def told(request: pytest.FixtureRequest) -> Telling:
    return telling(request.param)


def shingles(text: str) -> set[str]:
    folded = " ".join(text.casefold().split())
    return {folded[place : place + 5] for place in range(len(folded) - 4)}


def likeness(one: str, other: str) -> float:
    mine, theirs = shingles(one), shingles(other)
    return len(mine & theirs) / len(mine | theirs)


def test_every_post_and_account_of_the_key_is_in_the_story(told: Telling) -> None:
    named = {key for keys in told.key.parts.values() for key in keys}
    accounts = {key for keys in (*told.key.roles.values(), *told.key.people.values()) for key in keys}

    assert set(told.key.roles) == ROLES
    assert all(told.key.roles.values())
    assert named <= set(told.by_key)
    assert accounts == set(told.said)


def test_the_key_is_plain_data() -> None:
    plain = msgspec.json.decode(msgspec.json.encode(truth().as_json()))

    assert set(plain) == {"people", "roles", "parts", "copies", "fire"}
    assert plain["fire"]["spark"] == list(truth().fire.spark)


def test_the_fire_goes_from_precursors_to_out(told: Telling) -> None:
    fire = told.key.fire
    steps = (fire.spark, fire.first_amplifier, fire.first_reframing, fire.holding_statement, fire.answer, fire.out)
    moments = [told.by_key[key].created_at for key in steps]
    spark = told.by_key[fire.spark]

    assert moments == sorted(moments)
    assert all(told.by_key[key].created_at < spark.created_at for key in fire.precursors)
    assert min(told.by_key[key].created_at for key in fire.precursors) < spark.created_at - timedelta(days=5)
    assert actor_of(spark) == fire.ngo
    assert all(told.by_key[key].created_at > spark.created_at for key in fire.hostile)
    assert len(fire.hostile) >= 120


def test_nobody_amplified_the_spark_before_the_first_amplifier(told: Telling) -> None:
    spark = told.key.fire.spark
    passing_on = [post for post in told.posts if spark[1] in (post.repost_of, post.quote_of)]
    quotes = [post for post in passing_on if post.kind == "quote"]

    assert (passing_on[0].network, passing_on[0].native_id) == told.key.fire.first_amplifier
    assert (quotes[0].network, quotes[0].native_id) == told.key.fire.first_reframing


def test_the_fire_is_the_loudest_day_and_brings_people_never_heard(told: Telling) -> None:
    days = Counter(post.created_at.date().isoformat() for post in told.posts)
    before = {actor_of(post) for post in told.posts if post.created_at < told.by_key[told.key.fire.spark].created_at}
    hostile = {actor_of(told.by_key[key]) for key in told.key.fire.hostile}

    assert {day for day, _ in days.most_common(2)} == {"2026-09-18", "2026-09-19"}
    assert len(hostile - before) / len(hostile) > 0.4


def test_the_joke_is_a_burst_without_hostility_or_overlap_with_the_fire(told: Telling) -> None:
    joke = told.part("joke")
    first = min(post.created_at for post in joke)

    assert len(joke) >= 90
    assert sum(post.created_at < first + timedelta(days=2) for post in joke) >= 0.9 * len(joke)
    assert not set(told.key.parts["joke"]) & set(told.key.fire.hostile)


def test_a_copy_comes_later_by_another_and_resembles_its_original(told: Telling) -> None:
    like = {"verbatim": (0.6, 1.0), "paraphrase": (0.04, 0.5)}

    assert {copy.how for copy in told.key.copies} == set(like)
    for copy in told.key.copies:
        original, taken = told.by_key[copy.original], told.by_key[copy.copy]
        least, most = like[copy.how]
        assert actor_of(original) != actor_of(taken)
        assert original.created_at < taken.created_at
        assert least <= likeness(original.text, taken.text) <= most


def test_the_bought_audience_comes_in_bursts_of_reposts_and_is_reposted_by_nobody(told: Telling) -> None:
    posts = told.part("bought")

    assert {actor_of(post) for post in posts} <= set(told.key.roles["bought"])
    assert sum(post.kind == "repost" for post in posts) > 0.7 * len(posts)
    assert not any(told.sharers[account] for account in told.key.roles["bought"])


def test_trusted_voices_are_taken_up_and_talkative_ones_are_not(told: Telling) -> None:
    def taken_up(role: str) -> int:
        return sum(len(told.sharers[account]) for account in told.key.roles[role])

    talkative, trusted = told.of("talkative"), told.of("trusted_voice")

    assert taken_up("trusted_voice") > 10 * max(taken_up("talkative"), 1)
    assert taken_up("amplified") > taken_up("ambassador")
    assert len(talkative) > len(trusted) / 4
    assert max(post.actor.followers or 0 for post in trusted if post.actor) < 15_000


def test_an_early_source_tells_each_story_days_before_the_others(told: Telling) -> None:
    scoops = [told.part(name) for name in told.key.parts if name.startswith("scoop.")]

    assert len(scoops) >= 5
    for scoop in scoops:
        tag = scoop[0].tags[0]
        tellers = [post for post in scoop if tag in post.tags and post.kind != "repost"]
        assert actor_of(tellers[0]) in told.key.roles["early_source"]
        assert len({actor_of(post) for post in tellers}) >= 3
        assert tellers[1].created_at - tellers[0].created_at > timedelta(hours=36)


def test_newcomers_arrive_and_the_cooling_fall_silent(told: Telling) -> None:
    assert max(post.created_at for post in told.of("cooling")) < datetime(2026, 8, 1, tzinfo=UTC)
    for account in told.key.roles["newcomer"]:
        (actor,) = {post.actor.account_created_at for post in told.said[account] if post.actor}
        assert actor is not None
        assert actor > datetime(2026, 2, 1, tzinfo=UTC)


def test_helpers_answer_questions(told: Telling) -> None:
    questions = {post.native_id for post in told.posts if post.kind == "question"}
    answered = Counter(actor_of(post) for post in told.posts if post.reply_to in questions)

    assert sum(answered[account] for account in told.key.roles["helper"]) >= 40


def test_people_speak_by_day_most_on_saturdays_and_less_in_august(told: Telling) -> None:
    chosen = [post for post in told.posts if post.root is None and not post.repost_of and "fire" not in post.tags]
    hours = Counter((post.created_at + timedelta(hours=2)).hour for post in chosen)
    months = Counter(post.created_at.month for post in chosen)
    weekdays = Counter((post.created_at + timedelta(hours=2)).weekday() for post in chosen)

    assert sum(hours[hour] for hour in range(1, 5)) < 0.02 * hours.total()
    assert months[8] == min(months.values())
    assert weekdays[5] == max(weekdays.values())


def test_six_radars_in_each_language_can_be_read_and_cover_every_subject() -> None:
    for lang in LANGUAGES:
        assert len({radar.name for radar in RADARS[lang]}) == 6
        assert {radar.subject for radar in RADARS[lang]} == set(SUBJECTS)
        for radar in RADARS[lang]:
            parse(radar.query)


def test_gaps_lie_within_the_story() -> None:
    for gap in story_gaps():
        assert SPAN[0] < gap.from_at < gap.to_at < SPAN[1]


def test_later_counters_have_grown_and_some_posts_are_gone() -> None:
    known = {(post.network, post.native_id): post for post in story()}
    heard = list(story_later())
    gone = [one for one in heard if isinstance(one, Deletion)]
    posts = [one for one in heard if isinstance(one, Post)]

    assert gone
    assert {(one.network, one.native_id) for one in heard} <= set(known)
    assert any(post.text != known[post.network, post.native_id].text for post in posts)
    for post in posts:
        before = known[post.network, post.native_id].metrics
        assert post.observed_at is not None
        assert post.observed_at > OBSERVED_AT
        if post.metrics and before:
            assert (post.metrics.likes or 0) >= (before.likes or 0)
