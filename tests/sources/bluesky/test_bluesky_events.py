"""What each event of Bluesky's stream tells, live and from a file alike."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.errors import BadRecord
from palabre.imports import open_import
from palabre.model import SIGNALS, Actor, Deletion, Interaction, Post, Record
from palabre.sources._bluesky_events import UNREADABLE, Events
from palabre.testing.jetstream import (
    START_US,
    account_event,
    block_event,
    delete_event,
    did_of,
    edit_event,
    follow_event,
    foreign_event,
    handle_of,
    identity_event,
    like_event,
    post_event,
    profile_event,
    repost_event,
    synthetic,
    uri_of,
)
from palabre.text.dates import DateReader

from .world import START

LATEST = START + timedelta(days=1)
ADA, LOU, THEO = map(did_of, ("ada", "lou", "theo"))


def reader() -> Events:
    return Events(DateReader(zone=None), LATEST)


def heard(*events: Any) -> list[Record | None]:
    events_of = reader()
    return [events_of.heard(msgspec.json.encode(one)).record for one in events]


def one(event: Any) -> Any:
    (record,) = heard(event)
    return record


def intents(**allowed: bool | None) -> dict[str, Any]:
    """What an account declares of the uses of all it says."""
    record = {name: {"updatedAt": "2026-11-01T08:00:00Z", "allow": allow} for name, allow in allowed.items()}
    event = foreign_event("org.user-intents.declaration", by="ada", record=record)
    event["commit"]["rkey"] = "self"
    return event


def test_a_post_has_its_people_its_tags_and_its_links_told_by_bytes() -> None:
    text = "🧀 Été chez @lou : exemple.org/tom... #LaitCru"
    event = post_event(
        text,
        by="ada",
        callouts={"@lou": "lou"},
        links={"exemple.org/tom...": "https://exemple.org/tomme-de-mars"},
        labels=("graphic-media",),
        langs=("fr", "en"),
    )
    beyond = {"index": {"byteStart": 3, "byteEnd": 900}, "features": [{"$type": "x#tag", "tag": "horsdutexte"}]}
    event["commit"]["record"]["facets"].append(beyond)

    post = one(event)

    assert (post.native_id, post.root, post.kind, post.text) == (uri_of(event), uri_of(event), "post", text)
    assert (post.tags, post.callouts, post.links) == (("laitcru",), (LOU,), ("https://exemple.org/tomme-de-mars",))
    assert (post.lang_declared, post.sensitive, post.created_at, post.actor.native_id) == ("fr", True, START, ADA)
    assert json.loads(post.extra) == {"labels": ["graphic-media"], "langs": ["fr", "en"]}


def test_a_quote_with_pictures_names_what_it_quotes_and_where_its_pictures_are() -> None:
    first = post_event("Le bleu est arrivé", by="lou")
    quote = one(post_event("À goûter", by="ada", quote=first, images=["Un bleu"]))
    card = one(post_event("À lire", by="ada", quote=first, card="https://journal.example/bleu"))
    film = post_event("Regardez", by="ada")
    film["commit"]["record"]["embed"] = {
        "$type": "app.bsky.embed.video",
        "video": {"$type": "blob", "ref": {"$link": "bafkreifilm"}},
        "alt": "La cave",
    }

    assert (quote.kind, quote.quote_of, quote.quote_of_actor) == ("quote", uri_of(first), LOU)
    (picture,) = quote.media
    assert (picture.kind, picture.alt) == ("image", "Un bleu")
    assert picture.url.startswith(f"https://cdn.bsky.app/img/feed_fullsize/plain/{ADA}/bafkrei")
    assert (card.quote_of, card.links) == (uri_of(first), ("https://journal.example/bleu",))
    (shown,) = one(film).media
    assert (shown.kind, shown.alt) == ("video", "La cave")
    assert shown.url == f"https://video.bsky.app/watch/{ADA}/bafkreifilm/playlist.m3u8"


def test_answers_know_their_thread_and_edits_their_moment() -> None:
    first = post_event("Un", by="ada")
    second = post_event("Deux", by="lou", reply_to=first, time_us=START_US + 1_000_000)
    third = post_event("Trois", by="ada", reply_to=second, time_us=START_US + 2_000_000)
    edited = edit_event(third, "Trois fois", time_us=START_US + 9_000_000)

    answer, changed = heard(third, edited)

    assert isinstance(answer, Post)
    assert isinstance(changed, Post)
    assert (answer.kind, answer.reply_to, answer.reply_to_actor) == ("reply", uri_of(second), LOU)
    assert (answer.root, answer.edited_at) == (uri_of(first), None)
    assert (changed.native_id, changed.text, changed.created_at) == (answer.native_id, "Trois fois", answer.created_at)
    assert changed.edited_at == START + timedelta(seconds=9)


def test_acts_towards_posts_and_people_are_interactions_and_reposts_are_posts() -> None:
    post = post_event("Un", by="ada")
    feed = like_event(f"at://{ADA}/app.bsky.feed.generator/lait", by="theo")

    like, repost, follow, other, block = heard(
        like_event(post), repost_event(post), follow_event("ada"), feed, block_event("ada")
    )

    assert isinstance(like, Interaction)
    assert (like.kind, like.actor, like.target_actor, like.target_post) == ("like", THEO, ADA, uri_of(post))
    assert isinstance(repost, Post)
    assert (repost.kind, repost.repost_of, repost.repost_of_actor) == ("repost", uri_of(post), ADA)
    assert isinstance(follow, Interaction)
    assert (follow.kind, follow.actor, follow.target_actor) == ("follow", THEO, ADA)
    assert (other, block) == (None, None)


def test_what_its_author_takes_away_is_forgotten_and_acts_undone_are_only_counted() -> None:
    post = post_event("Un", by="ada")
    repost, like, follow = repost_event(post), like_event(post), follow_event("ada")

    gone = heard(*map(delete_event, (post, repost, like, follow)))

    assert [one and (one.scope, one.native_id) for one in gone if one is None or isinstance(one, Deletion)] == [
        ("post", uri_of(post)),
        ("post", uri_of(repost)),
        None,
        None,
    ]


@pytest.mark.parametrize("status", ["deleted", "takendown"])
def test_an_account_that_is_gone_is_forgotten(status: str) -> None:
    assert one(account_event("ada", status=status)) == Deletion(
        network="bluesky", scope="actor", native_id=ADA, requested_at=START
    )


@pytest.mark.parametrize("status", ["deactivated", "suspended"])
def test_an_account_that_is_paused_is_not_passed_on_but_not_forgotten_either(status: str) -> None:
    actor = one(account_event("ada", status=status))

    assert (actor.native_id, actor.signals) == (ADA, ("paused",))
    assert SIGNALS["paused"] == "inside"


@pytest.mark.parametrize("status", ["desynchronized", "throttled", None])
def test_what_servers_say_of_themselves_concerns_no_account(status: str | None) -> None:
    assert one(account_event("ada", status=status)) is None


def test_a_new_handle_is_known_with_the_posts_that_follow() -> None:
    before, named, after = heard(
        post_event("Un", by="ada"), identity_event("ada", handle=handle_of("ada")), post_event("Deux", by="ada")
    )

    assert isinstance(before, Post)
    assert isinstance(after, Post)
    assert isinstance(named, Actor)
    assert before.actor is not None
    assert (before.actor.handle, named.handle) == (ADA, handle_of("ada"))
    assert after.actor == named
    assert one(identity_event("ada")) is None


def test_what_an_account_asks_of_its_readers_is_heard_and_its_two_places_stand_together() -> None:
    hidden = profile_event("ada", bio="Caves", labels=("!no-unauthenticated",))
    shown = profile_event("ada", bio="Caves")
    declared, undeclared = intents(bulkDataset=False, publicAccessArchive=False, protocolBridging=False), intents()

    asked = [one.signals for one in heard(hidden, declared, shown, hidden, undeclared) if isinstance(one, Actor)]

    assert asked == [
        ("logged-in-only",),
        ("logged-in-only", "no-dataset", "no-archive"),
        ("no-dataset", "no-archive"),
        ("logged-in-only", "no-dataset", "no-archive"),
        ("logged-in-only",),
    ]
    assert one(intents(bulkDataset=True, syntheticContentGeneration=False)) is None


def test_a_date_is_not_believed_when_the_network_had_the_post_before() -> None:
    late = one(post_event("Demain", by="ada", created_at="2036-01-01T00:00:00Z"))
    lost = one(post_event("Quand ?", by="ada", created_at="hier"))
    replayed = post_event("Rejoué", by="ada", created_at="2036-01-01T00:00:00Z")
    replayed["time_us"] += 3_600_000_000

    assert (late.created_at, lost.created_at, one(replayed).created_at) == (START, START, START)
    assert json.loads(late.extra) == {"created_at_said": "2036-01-01T00:00:00Z"}


def test_a_post_keeps_its_text_whatever_another_application_hangs_on_it() -> None:
    event = post_event("Un bleu", by="ada")
    event["commit"]["record"]["embed"] = {"$type": "example.ciel.map", "images": "carte", "record": 7}

    assert one(event).text == "Un bleu"


@pytest.mark.parametrize(
    "changed",
    [{"time_us": 1}, {"time_us": START_US * 2}, {"did": ""}, {"time_us": None}],
    ids=["before the web", "in the future", "of nobody", "at no time"],
)
def test_an_event_that_cannot_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(BadRecord):
        one(post_event("Un", by="ada") | changed)


def test_the_same_stream_heard_and_imported_gives_the_same_records(tmp_path: Path) -> None:
    lines = list(synthetic(7, 3_000))
    (tmp_path / "stream.jsonl").write_bytes(b"\n".join(lines))
    events_of = reader()
    live = [record for line in lines if (record := events_of.heard(line).record) is not None]

    with open_import(tmp_path / "stream.jsonl", observed_at=LATEST) as opened:
        imported = list(opened)

    assert imported == live
    assert Counter(type(record).__name__ for record in live).keys() == {"Post", "Interaction", "Actor", "Deletion"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
RECORD = msgspec.json.decode(
    msgspec.json.encode(
        post_event("Été 🧀 @lou #lait", by="ada", callouts={"@lou": "lou"}, images=["Un"], quote=f"at://{LOU}/a.b/c")
    )
)["commit"]["record"]


@given(field=st.sampled_from(sorted(RECORD)), value=JSON, sort=st.sampled_from(["post", "repost", "like"]))
def test_whatever_a_record_holds_it_is_read_or_refused(field: str, value: Any, sort: str) -> None:
    event = post_event("Un", by="ada")
    event["commit"] |= {"collection": f"app.bsky.feed.{sort}", "record": {**RECORD, field: value}}
    try:
        heard(event)
    except (BadRecord, *UNREADABLE):
        return


@pytest.mark.data
def test_every_real_event_is_read_without_a_refusal(shared_data: Path) -> None:
    import gzip

    events_of = Events(DateReader(zone=None), LATEST)
    with gzip.open(shared_data / "bluesky/jetstream_real_events.jsonl.gz") as lines:
        records = [events_of.heard(line).record for line in lines if line.strip()]

    assert len(records) == 120
    assert sum(isinstance(record, Post | Interaction) for record in records) == 109
