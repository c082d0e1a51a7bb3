"""The repository of a Bluesky account: what it says is read, what it pretends is checked, whatever the bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.errors import ImportRefused, PalabreError
from palabre.imports import _car, open_import
from palabre.model import Interaction, Record
from palabre.testing.imports_contract import check_record

from .reading import NOW, actors, notes_of, posts, read, reasons, written
from .repositories import DID, OTHER, REVISION, header, link, node, number, repository, section, spelt, tid

if TYPE_CHECKING:
    from palabre.model import Post

SAID = "2026-03-04T09:15:00.000Z"
POST, PARENT = "app.bsky.feed.post/3kaaaaaaaaaa2", f"at://{OTHER}/app.bsky.feed.post/3kbbbbbbbbbb2"
ROOT = f"at://{OTHER}/app.bsky.feed.post/3kcccccccccc2"
REVISED = datetime(2026, 11, 1, 9, tzinfo=UTC)


def a_record(text: str = "Du lait à vélo", **changed: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": SAID, "langs": ["fr"]} | changed


def car(folder: Path, records: dict[str, Any], **changed: Any) -> Path:
    return written(folder, repository(records, **changed), "repo.car")


def one(tmp_path: Path, place: str = POST, **changed: Any) -> Post:
    (post,) = posts(read(car(tmp_path, {place: a_record(**changed)})))
    return post


def acts(records: list[Record]) -> list[Interaction]:
    return [record for record in records if isinstance(record, Interaction)]


def test_a_post_is_known_by_its_address_and_its_account_by_its_lasting_number(tmp_path: Path) -> None:
    profile = {"$type": "app.bsky.actor.profile", "displayName": "Ana", "description": "Du lait"}
    path = car(tmp_path, {POST: a_record(), "app.bsky.actor.profile/self": profile})
    with open_import(path, observed_at=NOW, account="@Ana.exemple.fr") as opened:
        records = list(opened)
    (post,) = posts(records)

    assert post.native_id == post.root == f"at://{DID}/{POST}"
    assert (post.url, post.lang_declared) == (f"https://bsky.app/profile/{DID}/post/3kaaaaaaaaaa2", "fr")
    assert [(actor.native_id, actor.handle, actor.display_name, actor.bio) for actor in actors(records)] == [
        (DID, "ana.exemple.fr", "Ana", "Du lait")
    ]
    assert post.actor == actors(records)[0]
    assert notes_of(path) == ["handle-unsaid"]


def test_pieces_of_a_text_are_told_by_bytes(tmp_path: Path) -> None:
    text = "Été 🐄 @bob #lait exemple.fr"

    def at(word: str) -> dict[str, int]:
        start = text.encode().index(word.encode())
        return {"byteStart": start, "byteEnd": start + len(word.encode())}

    facets = [
        {"index": at("@bob"), "features": [{"$type": "app.bsky.richtext.facet#mention", "did": OTHER}]},
        {"index": at("#lait"), "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "Lait"}]},
        {"index": at("exemple.fr"), "features": [{"$type": "x#link", "uri": "https://exemple.fr/un"}]},
        {"index": {"byteStart": 3, "byteEnd": 900}, "features": [{"$type": "x#tag", "tag": "faux"}]},
        {"index": {"byteStart": -4, "byteEnd": 2}, "features": [{"$type": "x#link", "uri": "https://faux.example"}]},
    ]
    external = {"$type": "app.bsky.embed.external", "external": {"uri": "https://exemple.fr/deux", "title": "Deux"}}
    post = one(tmp_path, text=text, facets=facets, tags=["Vélo"], embed=external)

    assert (post.callouts, post.tags) == ((OTHER,), ("lait", "vélo"))
    assert post.links == ("https://exemple.fr/un", "https://exemple.fr/deux")


def test_answers_quotes_and_pictures(tmp_path: Path) -> None:
    picture = b"une vache"
    shown = {"$type": "app.bsky.embed.images", "images": [{"alt": "Une vache", "image": {"ref": link(picture)}}]}
    quoted = {"$type": "app.bsky.embed.record", "record": {"uri": PARENT, "cid": "x"}}
    both = {"$type": "app.bsky.embed.recordWithMedia", "record": quoted, "media": shown}
    reply = {"root": {"uri": ROOT, "cid": "x"}, "parent": {"uri": PARENT, "cid": "x"}}
    quote, answer, silent = (
        one(tmp_path, embed=both), one(tmp_path, reply=reply, embed=quoted), one(tmp_path, text="", embed=shown),
    )  # fmt: skip

    assert (quote.kind, quote.quote_of, quote.quote_of_actor) == ("quote", PARENT, OTHER)
    assert (quote.media[0].kind, quote.media[0].alt) == ("image", "Une vache")
    assert quote.media[0].url == f"https://cdn.bsky.app/img/feed_fullsize/plain/{DID}/{spelt(picture)}@jpeg"
    assert (answer.kind, answer.reply_to, answer.reply_to_actor, answer.root) == ("reply", PARENT, OTHER, ROOT)
    assert answer.quote_of == PARENT
    assert silent.text == "Une vache"


def test_reposts_likes_and_follows_and_nothing_of_blocks(tmp_path: Path) -> None:
    subject = {"uri": PARENT, "cid": "x"}
    feed = {"uri": f"at://{OTHER}/app.bsky.feed.generator/lait", "cid": "x"}
    path = car(
        tmp_path,
        {
            "app.bsky.feed.repost/3kaaaaaaaaaa2": {"subject": subject, "createdAt": SAID},
            "app.bsky.feed.like/3kaaaaaaaaaa2": {"subject": subject, "createdAt": SAID},
            "app.bsky.feed.like/3kaaaaaaaaaa3": {"subject": feed, "createdAt": SAID},
            "app.bsky.graph.follow/3kaaaaaaaaaa2": {"subject": OTHER, "createdAt": SAID},
            "app.bsky.graph.block/3kaaaaaaaaaa2": {"subject": "did:plc:secret", "createdAt": SAID},
        },
    )
    records = read(path)
    (repost,) = posts(records)

    assert (repost.kind, repost.repost_of, repost.repost_of_actor, repost.text) == ("repost", PARENT, OTHER, "")
    assert [(act.kind, act.actor, act.target_actor, act.target_post, act.native_id) for act in acts(records)] == [
        ("like", DID, OTHER, PARENT, f"at://{DID}/app.bsky.feed.like/3kaaaaaaaaaa2"),
        ("like", DID, OTHER, None, f"at://{DID}/app.bsky.feed.like/3kaaaaaaaaaa3"),
        ("follow", DID, OTHER, None, f"at://{DID}/app.bsky.graph.follow/3kaaaaaaaaaa2"),
    ]
    assert "secret" not in repr(records)
    assert "records-unread" in notes_of(path)


def test_a_date_later_than_the_repository_is_brought_back_to_it(tmp_path: Path) -> None:
    made = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    named = f"app.bsky.feed.post/{tid(int(made.timestamp() * 1_000_000))}"
    later = one(tmp_path, "app.bsky.feed.post/moi", createdAt="2031-01-01T00:00:00Z")
    named_later = one(tmp_path, named, createdAt="2031-01-01T00:00:00Z")
    lost = one(tmp_path, named, createdAt="hier")
    old = one(tmp_path, createdAt="2009-01-01T00:00:00+02:00")

    assert later.created_at == REVISED
    assert json.loads(later.extra or "")["created_at_said"] == "2031-01-01T00:00:00Z"
    assert (named_later.created_at, lost.created_at, old.created_at.year) == (made, made, 2008)
    assert reasons(read(car(tmp_path, {"app.bsky.feed.post/moi": a_record(createdAt="hier")})))[0][1] == "bad-date"


def test_what_its_author_asks_is_kept_with_every_post(tmp_path: Path) -> None:
    labels = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "!no-unauthenticated"}]}
    adult = labels | {"values": [{"val": "porn"}]}
    path = car(tmp_path, {POST: a_record(labels=adult), "app.bsky.actor.profile/self": {"labels": labels}})
    (post,) = posts(read(path))

    assert json.loads(post.extra or "")["labels"] == ["porn", "!no-unauthenticated"]
    assert post.sensitive


def many(count: int = 40) -> dict[str, Any]:
    return {f"app.bsky.feed.post/3kaaaaaaaa{n:03}": a_record(f"mot {n}") for n in range(count)}


def test_a_record_that_is_no_record_costs_itself_alone(tmp_path: Path) -> None:
    records = many(5) | {"app.bsky.feed.post/3kz": a_record(facets=7), "app.bsky.feed.post/3ky": a_record("")}
    found = read(car(tmp_path, records))

    assert len(posts(found)) == 5
    assert [reason for _, reason in reasons(found)] == ["no-text", "bad-record"]


def test_a_block_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    raw = repository(many(5)).replace(b"mot 3", b"mot X")
    found = read(written(tmp_path, raw, "repo.car"))

    assert [post.text for post in posts(found)] == ["mot 0", "mot 1", "mot 2", "mot 4"]
    assert [reason for _, reason in reasons(found)] == ["bad-record"]


@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_a_cut_repository_gives_what_it_still_holds(tmp_path: Path, share: float) -> None:
    raw = repository(many())
    found = read(written(tmp_path, raw[: int(len(raw) * share)], "repo.car"))

    assert 5 < len(posts(found)) < 40
    assert [reason for _, reason in reasons(found)] == ["truncated"]


def commit_of(tree: bytes, **changed: Any) -> bytes:
    told = {"did": DID, "version": 3, "data": link(tree), "rev": REVISION, "prev": None, "sig": b""}
    return cbor2.dumps(told | changed)


def with_tree(tree: bytes, *others: bytes) -> bytes:
    commit = commit_of(tree)
    return header(commit) + b"".join(map(section, (commit, tree, *others)))


def doubling(depth: int = 60) -> bytes:
    """A tree whose every branch leads twice to the same one: as many records as there are grains of sand."""
    record = cbor2.dumps(a_record())
    branch = node([(POST, record)])
    blocks = [record, branch]
    for _ in range(depth):
        branch = node([(POST, record)], left=branch, rights={0: branch})
        blocks.append(branch)
    return with_tree(branch, *blocks)


def test_a_tree_that_leads_twice_to_its_branches_is_walked_once(tmp_path: Path) -> None:
    assert len(read(written(tmp_path, doubling(), "repo.car"))) < 200


LOOP = cbor2.dumps({"l": None, "e": []})
DEEP = b"\x81" * 50_000 + b"\x01"
HOSTILE = {
    "no commit": header(b"elsewhere"),
    "no did": header(commit_of(LOOP, did="me")) + section(commit_of(LOOP, did="me")),
    "no tree": header(commit_of(LOOP, data=7)) + section(commit_of(LOOP, data=7)),
    "not a map": header(cbor2.dumps([1])) + section(cbor2.dumps([1])),
    "long header": number(2**62) + header(b"x")[1:],
    "endless number": header(b"x") + b"\xff" * 40,
    "long block": header(b"x") + number(2**62) + b"x" * 100,
    "short block": header(b"x") + number(3) + b"xxx",
}
ODD = {
    "deep": DEEP,
    "deep record": cbor2.dumps({"text": "a", "createdAt": SAID, "embed": 1})[:-1] + DEEP,
    "endless list": b"\xa1\x64text\x9b\xff\xff\xff\xff\xff\xff\xff\xff",
    "pattern": b"\xa1\x64text\xd8\x23\x61(",
    "date": b"\xa1\x64text\xc1\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
    "shared": b"\xd8\x1c\xa1\x64text\xd8\x1d\x00",
    "link": b"\xa1\x64text\xd8\x2a\x41\x00",
    "indefinite": b"\xbf\x64text\x61a\xff",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_repository_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(ImportRefused, match="car-damaged"):
        read(written(tmp_path, raw, "repo.car"))


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD)
def test_a_record_that_would_harm_its_reader_is_refused_alone(tmp_path: Path, raw: bytes) -> None:
    good = cbor2.dumps(a_record())
    tree = node([(POST, good), ("app.bsky.feed.post/3kz", raw)])
    found = read(written(tmp_path, with_tree(tree, good, raw), "repo.car"))

    assert len(posts(found)) == 1
    assert [reason for _, reason in reasons(found)] == ["bad-record"]


WHOLE = repository(many(6) | {"app.bsky.graph.follow/3k": {"subject": OTHER, "createdAt": SAID}})


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    places=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=6),
    cut=st.one_of(st.none(), st.integers(0, len(WHOLE))),
    is_believed=st.booleans(),
)
def test_whatever_the_bytes_records_come_out_or_a_refusal(
    tmp_path: Path, places: list[tuple[int, int]], cut: int | None, is_believed: bool
) -> None:
    raw = bytearray(WHOLE)
    for place, byte in places:
        raw[place] = byte
    with pytest.MonkeyPatch.context() as patch:
        if is_believed:
            # As if somebody had given each block its right name again.
            patch.setattr(_car.Link, "holds", lambda _link, _raw: True)
        try:
            with open_import(
                written(tmp_path, bytes(raw[:cut]), "r.car"), format="bluesky-car", observed_at=NOW
            ) as one:
                for record in one:
                    check_record(record, observed_at=NOW)
        except PalabreError as error:
            assert error.message_id in ("car-damaged", "file-empty", "file-damaged")
