"""Real exports, read in place: every row is a record or is refused with a reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from palabre.errors import ImportRefused
from palabre.imports import open_import

from .reading import NOW

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.data
# Links between posts or people, words, counts of days: nothing anybody said, or nothing that says when.
NO_POSTS = (
    "bluesky/daily_posts.csv.gz",
    "bluesky/ego_edges.csv.gz",
    "bluesky/one_post_likes.csv.gz",
    "bluesky/stream_sample.csv.gz",
    "brands/entity_sentiment.csv.gz",
    "community/irc_ubuntu_reply_links.csv.gz",
    "french/blogs_politiques_2006_edges.csv.gz",
    "french/cyberagression_chats.csv.gz",
    "french/lexique_feel.csv.gz",
)


def counted(path: Path) -> Counter[str]:
    """How many records of each sort a file gives, refusals by reason."""
    with open_import(path, observed_at=NOW) as opened:
        return Counter(getattr(record, "reason", type(record).__name__) for record in opened)


@pytest.mark.parametrize(
    ("name", "format", "expected"),
    [
        ("posts", "stack-exchange-posts", {"Post": 1656, "no-text": 1}),
        ("comments", "stack-exchange-comments", {"Post": 3454}),
        ("users", "stack-exchange-users", {"Actor": 2295}),
    ],
)
def test_a_community_goes_in_whole(shared_data: Path, name: str, format: str, expected: dict[str, int]) -> None:
    path = shared_data / f"community/stackexchange_meta_history_{name}.csv.gz"

    with open_import(path, observed_at=NOW) as opened:
        assert opened.format == format
    assert counted(path) == expected


@pytest.mark.parametrize("name", NO_POSTS)
def test_a_table_that_holds_no_posts_is_refused_with_its_columns(shared_data: Path, name: str) -> None:
    with pytest.raises(ImportRefused, match="columns-unknown") as refused:
        open_import(shared_data / name, observed_at=NOW)

    assert refused.value.fields["columns"]


def test_an_archive_of_the_x_api_is_read_member_by_member(shared_data: Path) -> None:
    found = counted(shared_data / "importers/x_api_v2_jsonl.tar.gz")

    assert found["Deletion"] == 4
    assert found["Post"] > 1500
    assert found["not-posts"] == 3
    assert set(found) == {"Post", "Actor", "Deletion", "not-posts"}


def test_real_files_without_their_time_zone_ask_for_it(shared_data: Path) -> None:
    with pytest.raises(ImportRefused, match="timezone-needed"):
        open_import(shared_data / "brands/twcs_threads_small.csv.gz", observed_at=NOW)
