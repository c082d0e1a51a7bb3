"""Statuses and accounts as the API of Mastodon answers them."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palabre.imports import open_import
from palabre.model import Media, Metrics, Post, Reject

from .reading import NOW, actors, ids, notes_of, posts, read, reasons, written

HERE = Path(__file__).parent / "mastodon-api"
FIRST = "https://pouet.example/users/ana/statuses/101"


@pytest.fixture(scope="module")
def found() -> dict[str, Post]:
    return {post.native_id: post for post in posts(read(HERE / "sample_timeline.json"))}


def test_a_status_is_a_post_known_by_its_lasting_address(found: dict[str, Post]) -> None:
    post = found[FIRST]

    assert (post.network, post.instance, post.kind, post.visibility) == ("fediverse", "pouet.example", "post", "public")
    assert post.text == "La tomme est prête :vache: #LaitCru https://exemple.org/tomme-de-mars"
    assert (post.title, post.sensitive, post.lang_declared) == ("fromage", True, "fr")
    assert (post.links, post.tags) == (("https://exemple.org/tomme-de-mars",), ("laitcru",))
    assert post.media == (Media(kind="image", url="https://pouet.example/tomme.jpg", alt="Une tomme"),)
    assert post.metrics == Metrics(likes=3, reposts=2, replies=1)
    assert post.edited_at == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_accounts_are_known_by_name_and_host_whichever_server_was_asked(found: dict[str, Post]) -> None:
    ana, lou = found[FIRST].actor, found["https://alpage.example/users/Lou/statuses/102"].actor

    assert ana is not None
    assert lou is not None
    assert (ana.native_id, ana.bio, ana.followers, ana.is_bot_declared) == ("ana@pouet.example", "Affineuse", 12, False)
    assert (lou.native_id, lou.followers) == ("lou@alpage.example", None)


def test_replies_boosts_and_quotes_name_what_they_are_about(found: dict[str, Post]) -> None:
    reply = found["https://alpage.example/users/Lou/statuses/102"]
    boost = found["https://alpage.example/users/Lou/statuses/103/activity"]
    quote = found["https://alpage.example/users/Lou/statuses/109"]

    assert (reply.kind, reply.reply_to, reply.reply_to_actor) == ("reply", FIRST, "ana@pouet.example")
    assert found[FIRST].root == reply.root == FIRST
    assert reply.callouts == ("ana@pouet.example",)
    assert (boost.kind, boost.repost_of, boost.repost_of_actor) == ("repost", FIRST, "ana@pouet.example")
    assert (boost.text, boost.callouts, boost.metrics) == (found[FIRST].text, (), None)
    assert (quote.kind, quote.quote_of, quote.quote_of_actor) == ("quote", FIRST, "ana@pouet.example")


def test_whoever_asks_not_to_be_found_is_left_out_even_when_boosted(found: dict[str, Post]) -> None:
    assert not [post for post in found.values() if "trouvé" in post.text or "moi non plus" in post.text]
    assert found["https://alpage.example/users/Lou/statuses/108/activity"].text == ""
    with open_import(HERE / "sample_timeline.json", observed_at=NOW) as opened:
        list(opened)
        left = {note.message_id: note.fields["count"] for note in opened.notes}

    assert left == {"opted-out": 3, "private-left-out": 2}


def test_a_thread_and_accounts_alone_are_read(tmp_path: Path) -> None:
    assert ids(read(HERE / "sample_context.json")) == [FIRST, "https://alpage.example/users/Lou/statuses/102"]
    account = json.loads((HERE / "sample_context.json").read_text())["ancestors"][0]["account"]
    found = read(written(tmp_path, json.dumps([account, {**account, "indexable": False}]), "a.json"))

    assert [actor.native_id for actor in actors(found)] == ["ana@pouet.example"]


def test_a_picture_alone_is_read_as_the_words_that_describe_it(tmp_path: Path) -> None:
    status = json.loads((HERE / "sample_context.json").read_text())["ancestors"][0]
    (post,) = posts(read(written(tmp_path, json.dumps({**status, "content": "", "spoiler_text": ""}), "a.json")))

    assert (post.text, post.title) == ("", "Une tomme")


def test_conversations_are_private(tmp_path: Path) -> None:
    status = json.loads((HERE / "sample_context.json").read_text())["ancestors"][0]
    path = written(tmp_path, json.dumps([{"id": "1", "accounts": [], "last_status": status}]), "a.json")

    assert read(path) == []
    assert notes_of(path) == ["private-left-out"]


def test_a_status_without_its_date_or_its_account_is_refused(tmp_path: Path) -> None:
    status = json.loads((HERE / "sample_context.json").read_text())["ancestors"][0]
    odd = [{**status, "created_at": None}, {**status, "account": {"acct": "x"}}, {**status, "tags": 3}]
    found = read(written(tmp_path, "\n".join(map(json.dumps, odd)), "a.jsonl"))

    assert reasons(found) == [(1, "no-date"), (2, "no-actor"), (3, "bad-record")]


@pytest.mark.data
def test_real_timelines_and_answers_are_taken(shared_data: Path, tmp_path: Path) -> None:
    timeline = shared_data / "fediverse/mastodon_public_timeline_2020.jsonl.gz"
    statuses = [json.loads(line) for line in gzip.decompress(timeline.read_bytes()).splitlines()]
    refusing = {one["uri"] for one in statuses if ">nobot<" in one["account"]["note"]}

    assert len(refusing) == 2
    assert ids(read(timeline)) == [one["uri"] for one in statuses if one["uri"] not in refusing]
    counts: Counter[str] = Counter()
    with tarfile.open(shared_data / "fediverse/mastodon_api_responses.tar.gz") as archive:
        for entry in archive:
            stream = archive.extractfile(entry)
            body = json.load(stream)["body"] if stream is not None else None
            name = entry.name.rsplit("/", 1)[-1]
            if not name.startswith(("status", "context", "account", "poll", "quote", "filterresult", "media")):
                continue
            if not isinstance(body, dict) or not ("account" in body or "ancestors" in body):
                continue
            for record in read(written(tmp_path, json.dumps(body), name)):
                counts[record.reason if isinstance(record, Reject) else type(record).__name__] += 1

    assert counts["Post"] >= 5
    assert set(counts) <= {"Post", "no-text"}
