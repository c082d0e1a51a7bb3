"""What is made up has the shape of the network, and is the same again."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import islice

from palabre.imports import open_import
from palabre.model import Actor, Deletion, Interaction, Post
from palabre.testing.imports_contract import read_all
from palabre.testing.jetstream import (
    MIX,
    account_event,
    delete_event,
    did_of,
    edit_event,
    follow_event,
    foreign_event,
    identity_event,
    like_event,
    post_event,
    profile_event,
    repost_event,
    synthetic,
    timed,
    uri_of,
)
from tests.testing.hearing import times


def test_what_the_builders_say_is_what_an_import_reads(tmp_path) -> None:
    post = post_event(
        "Éh @nadia 🧀 du #Bleu, voir ici",
        by="aurore",
        callouts={"@nadia": "nadia"},
        links={"ici": "https://a.example/x"},
    )
    reply = post_event("Oui", by="nadia", reply_to=post, images=["une vache"])
    deeper = post_event("Et non", by="theo", reply_to=reply, langs=("en",))
    quote = post_event("Lisez", by="theo", quote=post, card="https://b.example/", labels=("nudity",))
    acts = [repost_event(post), like_event(reply), follow_event("aurore"), edit_event(post, "Autre #Bleu")]
    told = [identity_event("aurore", handle="aurore.example"), profile_event("aurore", name="Aurore", bio="#nobot")]
    gone = [delete_event(reply), account_event("theo", status="deleted"), account_event("nadia", status="suspended")]
    path = tmp_path / "stream.jsonl"
    said = post["commit"]["record"]["text"].encode()
    parts = [one["index"] for one in post["commit"]["record"]["facets"]]
    assert [said[one["byteStart"] : one["byteEnd"]] for one in parts] == [b"#Bleu", b"@nadia", b"ici"]

    events = timed([post, reply, deeper, quote, *acts, *told, *gone, foreign_event()])
    path.write_text("\n".join(map(json.dumps, events)))

    read = read_all(path, observed_at=datetime(2027, 1, 1, tzinfo=UTC))

    first, second, third, fourth, fifth, edited = (one for one in read if isinstance(one, Post))
    assert (first.callouts, first.tags, first.links) == ((did_of("nadia"),), ("bleu",), ("https://a.example/x",))
    assert (second.reply_to, second.media[0].alt, third.root) == (uri_of(post), "une vache", uri_of(post))
    assert (fourth.quote_of, fourth.links, fourth.sensitive) == (uri_of(post), ("https://b.example/",), True)
    assert fifth.repost_of == uri_of(post)
    assert (edited.native_id, edited.text, edited.edited_at is None) == (uri_of(post), "Autre #Bleu", False)
    assert [one.kind for one in read if isinstance(one, Interaction)] == ["like", "follow"]
    looks = [(one.handle, one.display_name, one.bio) for one in read if isinstance(one, Actor)]
    described = [("aurore.example", None, None), ("aurore.example", "Aurore", "#nobot")]
    assert looks == [*described, (did_of("nadia"), None, None)]
    taken = [(one.scope, one.native_id) for one in read if isinstance(one, Deletion)]
    assert taken == [("post", uri_of(reply)), ("actor", did_of("theo"))]


def test_a_made_up_network_is_the_same_again_and_has_its_mix() -> None:
    events = [json.loads(line) for line in synthetic(3, 10_000)]
    names = [(event.get("commit", {}).get("collection"), event.get("commit", {}).get("operation")) for event in events]
    addresses = [(event["did"], event["commit"]["rkey"]) for event in events if event.get("commit", {}).get("record")]
    told = [event["commit"]["record"] for event, name in zip(events, names, strict=True) if name[1] == "create"]
    said = [record for record in told if record["$type"] == "app.bsky.feed.post"]

    assert list(synthetic(3, 50)) == list(islice(synthetic(3), 50))
    assert list(synthetic(3, 50)) != list(synthetic(4, 50))
    assert abs(names.count(("app.bsky.feed.like", "create")) / 10_000 - MIX["like"]) < 0.02
    assert 0.08 < len(said) / 10_000 < 0.13
    assert {record["langs"][0] for record in said} == {"fr", "en"}
    assert not [record["text"] for record in said if re.search(r"[{}|]", record["text"])]
    assert times(events) == sorted(times(events))
    assert len({pair for pair in addresses if pair[1] != "self"}) > 0.99 * len(addresses) - 400
    assert {event["kind"] for event in events} == {"commit", "identity", "account"}
    profiles = [record for record in told if record["$type"] == "app.bsky.actor.profile"]
    assert 0 < sum("labels" in record for record in profiles) < len(profiles)


def test_a_made_up_network_can_be_imported(tmp_path) -> None:
    path = tmp_path / "stream.jsonl"
    path.write_bytes(b"\n".join(synthetic(5, 3_000)))
    with open_import(path, observed_at=datetime(2027, 1, 1, tzinfo=UTC)) as opened:
        records = list(opened)

    assert opened.format == "bluesky-jetstream"
    assert sum(isinstance(record, Post) for record in records) > 400
