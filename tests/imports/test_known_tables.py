"""Tables of known tools: recognised by some of their columns, read as the tool means them."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from palabre.errors import ImportRefused
from palabre.imports import formats, open_import
from palabre.imports._addresses import post_at
from palabre.imports._known import KnownTable, known_tool
from palabre.imports._series import KnownSeries
from palabre.imports.mapping import POST_FIELDS, columns_of
from palabre.model import AccountMetric, Post, Record, Reject

from .reading import NOW, posts, reasons, written

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
PARIS = ZoneInfo("Europe/Paris")
TOOLS = [one for one in formats() if isinstance(one, KnownTable)]
BUSINESS = "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Date,Views,Reactions\n"


def taken(
    path: Path, *, format: str = "auto", account: str | None = "ferme", timezone: ZoneInfo | None = PARIS
) -> tuple[str, list[Record], list[str]]:
    """The format a file was taken for, its records and what is told of it."""
    with open_import(path, format=format, account=account, timezone=timezone, observed_at=NOW) as opened:
        records = list(opened)
        return opened.format, records, [note.message_id for note in opened.notes]


def sample(name: str) -> list[Post]:
    return posts(taken(HERE / name)[1])


def by_id(found: Iterable[Post], native_id: str) -> Post:
    return next(post for post in found if post.native_id == native_id)


def business(tmp_path: Path, *rows: str) -> Path:
    return written(tmp_path, BUSINESS + "".join(f"{row}\n" for row in rows))


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_names_columns_of_fields_that_exist(tool: KnownTable) -> None:
    fields = {*tool.columns, *tool.constants}

    dates = set(tool.columns.get("created_at", ()))
    assert fields <= set(POST_FIELDS)
    assert tool.rows == "actors" or isinstance(tool, KnownSeries) or any(dates >= set(one) for one in tool.required)
    assert set(tool.values) <= fields
    assert all(columns_of(column) for names in tool.columns.values() for column in names)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_no_other_tool_takes_a_table_that_has_only_what_one_requires(tool: KnownTable) -> None:
    names = [group[0] for group in tool.required]

    assert type(known_tool(names)) is type(tool)
    assert type(known_tool(["  " + name.upper() + " " for name in names])) is type(tool)


def test_one_tweet_from_several_formats_is_one_post_by_one_actor(tmp_path: Path) -> None:
    told = {
        "id": "1900000000000000002",
        "conversation_id": "1900000000000000001",
        "created_at": "2025-03-13T02:00:00.000Z",
        "text": "@ferme_du_val bravo",
        "lang": "fr",
        "author_id": "11",
        "author": {"id": "11", "username": "Camille_B"},
        "in_reply_to_user_id": "10",
        "in_reply_to_user": {"id": "10", "username": "Ferme_du_Val"},
        "referenced_tweets": [{"type": "replied_to", "id": "1900000000000000001"}],
    }
    from_the_interface = posts(taken(written(tmp_path, json.dumps(told), "a.jsonl"))[1])[0]
    others = [
        by_id(sample(f"{name}/sample.csv"), from_the_interface.native_id)
        for name in ("twarc-csv", "4cat-x", "gazouilloire")
    ]

    assert {essence(post) for post in others} == {essence(from_the_interface)}
    assert from_the_interface.reply_to_actor == "ferme_du_val"


def essence(post: Post) -> tuple[object, ...]:
    actor = post.actor and (post.actor.network, post.actor.native_id, post.actor.handle, post.actor.url)
    return (post.network, post.kind, post.created_at, post.text, post.url, post.reply_to_actor, post.callouts, actor)


@pytest.mark.parametrize("name", ["twarc-csv", "4cat-x", "gazouilloire", "brandwatch", "meltwater"])
def test_a_row_that_repeats_another_is_a_repost_of_its_author(name: str) -> None:
    repeated = by_id(sample(f"{name}/sample.csv"), "1900000000000000003")

    assert repeated.kind == "repost"
    assert repeated.repost_of_actor == "ferme_du_val"


def test_the_same_table_is_known_whatever_holds_it() -> None:
    as_csv, as_book = (taken(HERE / "brandwatch" / name) for name in ("sample.csv", "sample.xlsx"))

    assert as_csv[0] == as_book[0] == "brandwatch"
    assert as_csv[1] == as_book[1]
    assert taken(HERE / "4cat-bluesky/sample.csv")[1] == taken(HERE / "4cat-bluesky/sample.ndjson")[1]


def test_tables_of_several_tools_may_come_in_one_archive(tmp_path: Path) -> None:
    names = ("tiktok/sample.csv", "discourse-archive/sample.csv", "csv/sample_en.tsv", "trustpilot/sample.csv")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in names:
            archive.write(HERE / name, name.replace("/", "-"))
    format, records, _ = taken(tmp_path / "all.zip")

    assert format == "tiktok"
    assert records == [record for name in names for record in placed_in(name)]


def placed_in(name: str) -> list[Record]:
    records = taken(HERE / name)[1]
    return [
        replace(record, detail=f"{name.replace('/', '-')}: {record.detail}") if isinstance(record, Reject) else record
        for record in records
    ]


def test_a_format_asked_for_by_name_must_be_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="tool-columns-missing"):
        taken(HERE / "tiktok/sample.csv", format="brandwatch")
    assert taken(HERE / "tiktok/sample.csv", format="tiktok")[0] == "tiktok"
    with pytest.raises(ImportRefused, match="table-without-header"):
        taken(written(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(200)), format="tiktok")


def test_dates_without_offset_are_asked_and_those_that_name_their_zone_are_not() -> None:
    with pytest.raises(ImportRefused, match="timezone-needed"):
        taken(HERE / "meta-facebook-posts/sample_en.csv", timezone=None)
    summer, winter = posts(taken(HERE / "crowdtangle-facebook/sample.csv", timezone=None)[1])

    assert summer.created_at == datetime(2023, 7, 14, 13, 0, 1, tzinfo=UTC)
    assert winter.created_at == datetime(2023, 12, 14, 14, 0, 1, tzinfo=UTC)


def test_a_zone_that_a_tool_always_writes_in_wins_over_the_one_given() -> None:
    assert sample("trustpilot/sample.csv")[0].created_at == datetime(2026, 3, 12, 9, 15, tzinfo=UTC)
    assert sample("4cat/sample.csv")[0].created_at == datetime(2025, 3, 13, 1, 39, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "fr", "de", "sv"])
@pytest.mark.parametrize("network", ["facebook", "instagram"])
def test_headers_of_meta_are_known_in_four_languages(network: str, language: str) -> None:
    (path,) = (HERE / f"meta-{network}-posts").glob(f"sample_{language}*.csv")
    format, records, _ = taken(path)
    first = posts(records)[0]

    assert format == f"meta-{network}-posts"
    assert (first.network, first.created_at.hour, bool(first.text)) == (network, 17, True)
    assert first.actor is not None
    assert first.metrics is not None or "daily" in path.name


def test_the_caption_is_the_longer_of_two_and_day_and_month_are_those_of_meta(tmp_path: Path) -> None:
    path = business(
        tmp_path,
        "1,9,Val,A longer #title,Short,03/04/2026 10:00,u,Lifetime,5,2",
        "2,9,Val,Short,A longer description,03/05/2026 10:00,u,Lifetime,,0",
    )
    first, second = posts(taken(path)[1])

    assert (first.text, first.title, first.tags) == ("A longer #title", None, ("title",))
    assert (second.text, second.created_at.month) == ("A longer description", 3)
    assert second.metrics is not None
    assert (second.metrics.views, second.metrics.likes) == (None, 0)


def test_what_is_counted_in_one_day_is_not_what_a_post_counts(tmp_path: Path) -> None:
    path = business(tmp_path, *(f"1,9,Val,,Milk,03/04/2026 10:00,u,03/{day}/2026,5,2" for day in (20, 21)))
    _, records, notes = taken(path)

    assert [post.metrics for post in posts(records)] == [None, None]
    assert "daily-counts" in notes


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9.008E+11,9,Val,,Milk,03/28/2026 18:12,u,Lifetime,5,2", "damaged-id"),
        ('"9,01E+11",9,Val,,Milk,03/28/2026 18:12,u,Lifetime,5,2', "damaged-id"),
        ("1,1.2E+16,Val,,Milk,03/28/2026 18:12,u,Lifetime,5,2", "damaged-id"),
        ("1,9,Val,,Milk,########,u,Lifetime,5,2", "damaged-date"),
        ("1,9,Val,,Milk,46109.7583,u,Lifetime,5,2", "damaged-date"),
        ("1,9,Val,,Milk,12:05.3,u,Lifetime,5,2", "damaged-date"),
    ],
)
def test_what_a_spreadsheet_spoiled_is_refused_with_the_reason(tmp_path: Path, row: str, reason: str) -> None:
    good = "1,9,Val,,Milk,03/28/2026 18:12,u,Lifetime,5,2"

    assert reasons(taken(business(tmp_path, good, row))[1]) == [(3, reason)]


def test_a_number_too_long_for_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '{"id": 1.9e18, "text": "a", "created_at": "2026-03-02T09:15:00Z"}\n', "a.jsonl")

    assert reasons(taken(path)[1]) == [(1, "damaged-id")]


def test_private_messages_are_left_out_and_counted() -> None:
    _, records, notes = taken(HERE / "discourse-archive/sample.csv")

    assert [post.title for post in posts(records)] == ["Le lait cru", "Cheese"]
    assert [post.native_id for post in posts(records)] == ["forum.example.org/12/3", "forum.example.org/14/1"]
    assert {post.actor.native_id for post in posts(records) if post.actor} == {"ferme@forum.example.org"}
    assert len(records) == 2
    assert notes == ["private-left-out"]


def test_figures_of_an_account_need_its_name_and_keep_zero_apart_from_blank() -> None:
    with pytest.raises(ImportRefused, match="account-needed"):
        taken(HERE / "meta-series/sample.csv", account=None)
    records = taken(HERE / "meta-series/sample.csv", account="@Ferme", timezone=None)[1]
    told = [(one.network, one.metric, one.day.day, one.value) for one in records if isinstance(one, AccountMetric)]

    assert told == [("facebook", "reach", 1, 120.0), ("facebook", "reach", 2, 0.0), ("instagram", "visits", 1, 12.0)]
    assert {one.account for one in records if isinstance(one, AccountMetric)} == {"ferme"}


def test_a_row_of_figures_gives_one_for_each_column() -> None:
    records = taken(HERE / "linkedin-page/sample.xlsx")[1]
    first = {
        one.metric: one.value
        for one in records
        if isinstance(one, AccountMetric) and one.day == datetime(2026, 3, 1, tzinfo=UTC)
    }

    assert first == {
        "impressions_organic": 120,
        "impressions_total": 150,
        "clicks_total": 12,
        "engagement_rate_total": 0.08,
    }


def test_posts_that_are_gone_are_not_named() -> None:
    first, reply, gone, quote = sample("4cat-bluesky/sample.csv")

    assert (reply.kind, reply.reply_to, reply.reply_to_actor) == ("reply", first.native_id, "did:plc:ferme")
    assert (gone.kind, gone.quote_of, gone.quote_of_actor) == ("quote", None, None)
    assert quote.quote_of == "at://did:plc:zoe/app.bsky.feed.post/3abc9"


def test_letters_that_the_one_form_of_unicode_changed_are_kept_beside() -> None:
    (changed,) = sample("meta-instagram-posts/sample_fr.csv")
    plain = sample("meta-instagram-posts/sample_en.csv")[0]

    assert changed.text == "Le fromage de l'été"
    assert json.loads(changed.extra or "{}")["raw_text"] == "Le fromage de l'e\u0301te\u0301"
    assert "raw_text" not in json.loads(plain.extra or "{}")


def test_a_backslash_before_a_quote_does_not_break_a_row() -> None:
    found = sample("youtube-data-tools/sample.csv")

    assert [post.text for post in found[:2]] == ['Le lait arrive "à vélo" !', 'He said \\"bicycle\\", really']
    assert found[1].reply_to == found[0].native_id
    assert [post.kind for post in found] == ["comment", "reply", "comment"]


def test_stars_alone_make_a_review_and_stars_are_kept() -> None:
    told, alone = sample("google-reviews/sample.csv")

    assert {post.kind for post in (told, alone)} == {"review"}
    assert (alone.text, alone.title) == ("", "2/5")
    assert json.loads(told.extra or "{}")["stars"] == 4


def test_sites_of_stack_exchange_number_alike_so_their_name_stands_before() -> None:
    path = HERE / "stack-exchange-posts/sample.csv"
    there = posts(taken(path, account="Cheese.example.com")[1])[1]
    nowhere = posts(taken(path, account=None)[1])[1]

    assert (there.native_id, there.reply_to) == ("cheese.example.com/post-2", "cheese.example.com/post-1")
    assert (nowhere.native_id, nowhere.root) == ("post-2", "post-1")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://mobile.twitter.com/ana/status/19?s=20", ("x", "19")),
        ("https://x.com/i/web/status/19", None),
        ("https://www.facebook.com/ana/posts/1234567", ("facebook", "1234567")),
        ("https://www.facebook.com/permalink.php?story_fbid=1234567&id=9", ("facebook", "1234567")),
        ("https://www.facebook.com/watch/?v=1234567", ("facebook", "1234567")),
        ("https://www.instagram.com/ana/reel/Cu_1-x/", ("instagram", "Cu_1-x")),
        ("https://old.reddit.com/r/france/comments/abc12/titre/", ("reddit", "t3_abc12")),
        ("https://www.youtube.com/watch?v=aB_1&lc=Ugx1", ("youtube", "Ugx1")),
        ("https://bsky.app/profile/did:plc:a/post/3k", ("bluesky", "at://did:plc:a/app.bsky.feed.post/3k")),
        ("https://example.org/news", None),
    ],
)
def test_an_address_tells_the_post(address: str, place: tuple[str, str] | None) -> None:
    assert post_at(address) == place
