"""The archive X gives of an account: whole, in parts in any order, unpacked, cut, or not what its names say."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from palabre.errors import ImportRefused
from palabre.imports import _cut, open_import, propose_mapping
from palabre.model import Post

from .reading import NOW, actors, ids, notes_of, posts, read, reasons, written

if TYPE_CHECKING:
    from pathlib import Path

MADE = datetime(2026, 10, 1, 8, tzinfo=UTC)
# fmt: off
SAME = (
    "native_id", "created_at", "text", "kind", "url", "lang_declared", "reply_to", "reply_to_actor", "links", "tags",
    "callouts", "metrics",
)
# fmt: on
ACCOUNT = {
    "email": "ana@exemple.fr",
    "username": "Ana_Laitiere",
    "accountId": "4242",
    "createdAt": "2012-03-04T05:06:07.000Z",
    "accountDisplayName": "Ana Laitière",
}


def script(name: str, elements: list[Any], part: int = 0) -> str:
    return f"window.YTD.{name}.part{part} = {json.dumps(elements, indent=2, ensure_ascii=False)}"


def a_tweet(number: int, text: str = "Notre lait arrive à vélo", **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id_str": str(1_500_000_000_000_000_000 + number),
        "created_at": "Wed Mar 04 09:15:00 +0000 2026",
        "full_text": text,
        "lang": "fr",
        "favorite_count": "3",
        "retweet_count": "0",
        "entities": {"hashtags": [], "user_mentions": [], "urls": []},
    }
    return {"tweet": told | changed}


FIRST = {
    "data/account.js": script("account", [{"account": ACCOUNT}]),
    "data/profile.js": script("profile", [{"profile": {"description": {"bio": "Du lait, à vélo"}}}]),
    "data/manifest.js": "window.__THAR_CONFIG = "
    + json.dumps({"archiveInfo": {"generationDate": "2026-10-01T08:00:00.000Z"}, "userInfo": {"accountId": "4242"}}),
}
REST = {
    "Your archive.html": "<html></html>",
    "assets/js/main.js": "var a = 1",
    "data/like.js": script("like", [{"like": {"tweetId": str(n), "fullText": "secret"}} for n in range(7)]),
    "data/following.js": script("following", [{"following": {"accountId": str(n)}} for n in range(3)]),
    "data/direct-messages.js": script("direct_messages", [{"dmConversation": {"text": "secret"}}]),
    "data/deleted-tweets.js": script("deleted_tweets", [a_tweet(99, "secret")]),
}


def zipped(folder: Path, files: dict[str, str], name: str = "twitter-2026.zip") -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return folder / name


def one(tmp_path: Path, tweet: dict[str, Any], **more: str) -> Post:
    files = FIRST | {"data/tweets.js": script("tweets", [tweet])} | more
    (post,) = posts(read(zipped(tmp_path, files)))
    return post


def test_whose_archive_it_is_goes_with_every_post_wherever_it_is_said(tmp_path: Path) -> None:
    files = REST | {"data/tweets.js": script("tweets", [a_tweet(1), a_tweet(2)])} | FIRST
    records = read(zipped(tmp_path, files))

    assert ids(records) == ["1500000000000000001", "1500000000000000002"]
    assert {(post.actor.native_id, post.actor.bio) for post in posts(records) if post.actor} == {
        ("ana_laitiere", "Du lait, à vélo")
    }
    assert [(actor.handle, actor.observed_at) for actor in actors(records)] == [("Ana_Laitiere", MADE)]
    assert "secret" not in repr(records) and "exemple" not in repr(records)
    assert reasons(records) == []
    assert sorted(notes_of(tmp_path / "twitter-2026.zip")) == [
        "list-undated",
        "list-undated",
        "members-unread",
        "private-unread",
    ]


def test_a_post_of_the_archive_is_the_post_of_the_interface(tmp_path: Path) -> None:
    archived = one(
        tmp_path,
        a_tweet(
            1,
            "@Bob &amp; moi #LaitCru https://t.co/a",
            in_reply_to_status_id_str="12",
            in_reply_to_screen_name="Bob",
            in_reply_to_user_id_str="7",
            entities={
                "hashtags": [{"text": "LaitCru"}],
                "user_mentions": [{"screen_name": "Bob", "id_str": "7"}],
                "urls": [{"url": "https://t.co/a", "expanded_url": "https://exemple.fr/lait"}],
            },
        ),
    )
    page = {
        "data": {
            "id": "1500000000000000001",
            "author_id": "4242",
            "created_at": "2026-03-04T09:15:00.000Z",
            "text": "@Bob &amp; moi #LaitCru https://t.co/a",
            "lang": "fr",
            "in_reply_to_user_id": "7",
            "referenced_tweets": [{"type": "replied_to", "id": "12"}],
            "public_metrics": {"like_count": 3, "retweet_count": 0},
            "entities": {
                "hashtags": [{"tag": "LaitCru"}],
                "mentions": [{"username": "Bob", "id": "7"}],
                "urls": [{"expanded_url": "https://exemple.fr/lait"}],
            },
        },
        "includes": {"users": [{"id": "4242", "username": "Ana_Laitiere"}]},
    }
    (collected,) = posts(read(written(tmp_path, json.dumps(page), "api.jsonl")))

    assert {name: getattr(archived, name) for name in SAME} == {name: getattr(collected, name) for name in SAME}
    assert archived.actor and collected.actor and archived.actor.native_id == collected.actor.native_id
    assert archived.observed_at == MADE


def test_a_repost_says_whose_it_is_and_counts_nothing(tmp_path: Path) -> None:
    post = one(tmp_path, a_tweet(1, "RT @Bob_L: du lait, du vrai…"))

    assert (post.kind, post.repost_of, post.repost_of_actor, post.metrics) == ("repost", None, "bob_l", None)


def test_a_text_that_ends_with_the_address_of_a_post_quotes_it(tmp_path: Path) -> None:
    place = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/Bob_L/status/77?s=20"}
    ends = one(tmp_path, a_tweet(1, "Lisez https://t.co/q", entities={"urls": [place]}))
    within = one(tmp_path, a_tweet(2, "Lisez https://t.co/q demain", entities={"urls": [place]}))

    assert (ends.kind, ends.quote_of, ends.quote_of_actor) == ("quote", "77", "bob_l")
    assert (within.kind, within.quote_of) == ("post", None)


def test_every_version_of_an_edited_post_is_that_post_and_the_last_one_wins(tmp_path: Path) -> None:
    last = {"edit": {"initialTweetId": str(1_500_000_000_000_000_001), "editControlInitial": {"editTweetIds": []}}}
    first = {"initial": {"editTweetIds": ["1500000000000000001", "1500000000000000002"]}}
    tweets = [a_tweet(2, "après", edit_info=last), a_tweet(1, "avant", edit_info=first)]
    after, before = posts(read(zipped(tmp_path, FIRST | {"data/tweets.js": script("tweets", tweets)})))

    assert after.native_id == before.native_id == "1500000000000000001"
    assert before.observed_at is not None and after.observed_at is not None
    assert before.observed_at < after.observed_at == MADE
    assert after.edited_at is not None and before.metrics is None


def test_a_long_text_is_read_whole(tmp_path: Path) -> None:
    whole = "Le lait cru se garde trois jours. " * 20
    note = {
        "createdAt": "2026-03-04T09:15:00.000Z",
        "core": {"text": whole, "urls": [], "mentions": [{"screenName": "Bob"}], "hashtags": [{"text": "Lait"}]},
    }
    tweets = [a_tweet(1, whole[:270] + "… https://t.co/x"), a_tweet(2, "Autre chose… https://t.co/x")]
    files = {"data/tweets.js": script("tweets", tweets)} | FIRST
    files |= {"data/note-tweet.js": script("note_tweet", [{"noteTweet": note}])}
    first, second = posts(read(zipped(tmp_path, files)))

    assert (first.text, first.tags, first.callouts) == (whole.strip(), ("lait",), ("bob",))
    assert second.text == "Autre chose… https://t.co/x"


def five_parts(folder: Path, stem: str = "twitter-2026-part") -> list[Path]:
    parts = [{f"data/tweets-part{n}.js": script("tweets", [a_tweet(10 * n), a_tweet(10 * n + 1)], n)} for n in range(5)]
    parts[3] |= FIRST
    return [zipped(folder, part, f"{stem}{n}.zip") for n, part in enumerate(parts)]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
def test_five_parts_in_any_order_are_one_account(tmp_path: Path, order: tuple[int, ...]) -> None:
    parts = five_parts(tmp_path)
    found = [post for n in order for post in posts(read(parts[n]))]

    assert len({post.native_id for post in found}) == 10
    assert {post.actor.native_id for post in found if post.actor} == {"ana_laitiere"}
    assert notes_of(parts[0]) == ["account-beside"]


def test_a_part_alone_asks_whose_it_is(tmp_path: Path) -> None:
    part = five_parts(tmp_path)[0]
    alone = tmp_path / "renamed.zip"
    shutil.copy(part, alone)
    with pytest.raises(ImportRefused, match="archive-account-needed"):
        read(alone)
    with open_import(alone, observed_at=NOW, account="@Ana_Laitiere") as opened:
        (post, _) = posts(list(opened))
    assert post.actor and (post.actor.native_id, post.actor.handle) == ("ana_laitiere", "Ana_Laitiere")


def test_an_unpacked_archive_and_one_of_its_files_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    for name, content in (FIRST | REST | {"data/tweet.js": script("tweet", [a_tweet(1)])}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")

    whole, alone = posts(read(folder)), posts(read(folder / "data" / "tweet.js"))
    assert [post.native_id for post in whole] == [post.native_id for post in alone] == ["1500000000000000001"]
    assert whole[0].actor and alone[0].actor and whole[0].actor.native_id == alone[0].actor.native_id
    assert posts(read(folder / "data")) == whole
    with pytest.raises(ImportRefused, match="file-is-folder"):
        read(folder / "assets")


def test_an_archive_needs_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="mapping-not-needed"):
        propose_mapping(zipped(tmp_path, REST | FIRST))


def test_a_file_that_is_not_what_its_name_says_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    files = FIRST | {"data/tweets.js": "id,text\n1,bonjour\n"}
    files |= {"data/tweets-part1.js": script("tweets", [a_tweet(1)], 1)}
    records = read(zipped(tmp_path, files))

    assert ids(records) == ["1500000000000000001"]
    assert reasons(records) == [(0, "not-recognised")]


def test_a_bad_post_costs_itself_alone(tmp_path: Path) -> None:
    bad = [a_tweet(2, created_at="hier"), a_tweet(3, ""), a_tweet(4, entities=7), {"tweet": {}}]
    tweets = [a_tweet(1), *bad, a_tweet(5)]
    records = read(zipped(tmp_path, FIRST | {"data/tweets.js": script("tweets", tweets)}))

    assert ids(records) == ["1500000000000000001", "1500000000000000005"]
    assert [reason for _, reason in reasons(records)] == ["bad-date", "no-text", "bad-record", "bad-record"]
    lines = [line for line, _ in reasons(records)]
    assert lines == sorted(lines) and lines[0] > 10


def test_an_object_too_long_to_be_a_post_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_cut, "MAX_RECORD", 20_000)
    long = a_tweet(2, entities={"hashtags": [{"text": "a ] } {"}] * 60_000})
    tweets = [a_tweet(1), long, *(a_tweet(n) for n in range(3, 9))]
    # On one line, as a file that was written again by another tool.
    path = zipped(tmp_path, FIRST | {"data/tweets.js": "window.YTD.tweets.part0 = " + json.dumps(tweets)})
    records = read(path)

    assert reasons(records) == [(1, "too-long")]
    assert [int(one[-1]) for one in ids(records)] == [1, *range(3, 9)]


def test_a_cut_archive_gives_what_it_still_holds(tmp_path: Path) -> None:
    tweets = script("tweets", [a_tweet(n, f"mot {n} " * 20) for n in range(2_000)])
    whole = zipped(tmp_path, FIRST | {"data/tweets.js": tweets}).read_bytes()
    records = read(written(tmp_path, whole[: len(whole) * 2 // 3], "cut.zip"))

    assert 100 < len(posts(records)) < 2_000
    assert [reason for _, reason in reasons(records)] == ["truncated"]
    assert posts(records)[0].actor is not None
