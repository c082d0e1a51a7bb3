"""Real exports, read in place: every row is a record or is refused with a reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from palabre.errors import ImportRefused
from palabre.imports import Mapping, open_import

from .reading import NOW

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.data
UTC = ZoneInfo("UTC")
QUESTIONS = Mapping(
    network="stackexchange",
    timezone="UTC",
    columns={
        "text": "Body",
        "title": "Title",
        "created_at": "CreationDate",
        "author": "OwnerUserId",
        "native_id": "post-{Id}",
        "reply_to": "post-{ParentId}",
        "kind": "PostTypeId",
        "tags": "Tags",
        "likes": "Score",
        "views": "ViewCount",
    },
    values={"kind": {"1": "question", "2": "reply", "4": "article", "5": "article"}},
)
COMMENTS = Mapping(
    network="stackexchange",
    timezone="UTC",
    columns={
        "text": "Text",
        "created_at": "CreationDate",
        "author": "UserId",
        "native_id": "comment-{Id}",
        "reply_to": "post-{PostId}",
        "likes": "Score",
    },
    constants={"kind": "comment"},
)
MEMBERS = Mapping(
    network="stackexchange",
    timezone="UTC",
    rows="actors",
    columns={"author": "Id", "account_created_at": "CreationDate"},
)
CHAT = Mapping(
    network="irc",
    timezone="UTC",
    columns={"text": "text", "created_at": ("day", "time"), "author": "nick", "native_id": "{file}/{line}"},
)
TROLLS = Mapping(
    network="x",
    timezone="UTC",
    columns={
        "text": "text",
        "created_at": "publish_date",
        "author": "account",
        "lang": "language",
        "kind": "retweet",
        "followers": "followers",
        "following": "following",
    },
    values={"kind": {"true": "repost", "false": "post"}},
)


def counted(path: Path, mapping: Mapping | None = None) -> Counter[str]:
    """How many records of each sort a file gives, refusals by reason."""
    with open_import(path, mapping=mapping, observed_at=NOW) as opened:
        return Counter(getattr(record, "reason", type(record).__name__) for record in opened)


@pytest.mark.parametrize(
    ("name", "mapping", "expected"),
    [
        ("community/stackexchange_meta_history_posts.csv.gz", QUESTIONS, {"Post": 1656, "no-text": 1}),
        ("community/stackexchange_meta_history_comments.csv.gz", COMMENTS, {"Post": 3454}),
        ("community/stackexchange_meta_history_users.csv.gz", MEMBERS, {"Actor": 2295}),
    ],
)
def test_a_community_goes_in_whole(shared_data: Path, name: str, mapping: Mapping, expected: dict[str, int]) -> None:
    assert counted(shared_data / name, mapping) == expected


@pytest.mark.slow
def test_every_line_of_a_chat_is_a_post_or_is_empty(shared_data: Path) -> None:
    found = counted(shared_data / "community/irc_ubuntu_messages.csv.gz", CHAT)

    assert set(found) == {"Post", "no-text"}
    assert found.total() == 232_963
    assert found["no-text"] == 26


@pytest.mark.slow
@pytest.mark.parametrize(("part", "rows"), [(1, 207_987), (2, 207_988)])
def test_coordinated_posts_go_in_whole(shared_data: Path, part: int, rows: int) -> None:
    path = shared_data / f"coordinated/ira_troll_tweets_part{part}.parquet"

    assert counted(path, TROLLS).total() == rows


def test_an_archive_of_the_x_api_is_read_member_by_member(shared_data: Path) -> None:
    found = counted(shared_data / "importers/x_api_v2_jsonl.tar.gz")

    assert found["Deletion"] == 4
    assert found["Post"] > 1500
    assert found["not-posts"] == 3
    assert set(found) == {"Post", "Actor", "Deletion", "not-posts"}


def test_real_files_without_their_time_zone_ask_for_it(shared_data: Path) -> None:
    with pytest.raises(ImportRefused, match="timezone-needed"):
        open_import(shared_data / "community/stackexchange_meta_history_posts.csv.gz", observed_at=NOW)
