"""Tables of real posts and people, imported twice: everything is counted, and nothing comes in a second time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from palabre.listen import Request, import_here

if TYPE_CHECKING:
    from palabre.store import Workspace

pytestmark = [pytest.mark.data, pytest.mark.slow]
MAPPINGS = Path(__file__).resolve().parent.parent / "imports" / "real"
# Posts that say nothing in words, and have no title.
WITHOUT_TEXT = {
    "snowball_posts": 6,
    "zulip_lean_messages": 0,
}
# Those that go all the way to a page are in the journeys.
TABLES = (
    "community/hackernews_posts.csv.gz",
    "community/reddit_top_posts.csv.gz",
    "community/zulip_lean_messages.parquet",
    "brands/airlines_feb2015.csv.gz",
    "brands/ibm_customer_care_threads.csv.gz",
    "brands/sanders_brand_sentiment.csv.gz",
    "brands/twcs_labelled_inbound.csv.gz",
    "brands/twcs_labelled_outbound.csv.gz",
    "brands/twcs_spotify_customer_side.csv.gz",
    "brands/twcs_threads_small.csv.gz",
    "bluesky/brand_account_posts.csv.gz",
    "bluesky/ego_nodes.csv.gz",
    "bluesky/recent_followers.csv.gz",
    "bluesky/snowball_posts.csv.gz",
    "coordinated/ira_troll_tweets_part2.parquet",
    "french/blogs_politiques_2006_nodes.csv.gz",
    "french/elus_twitter.csv.gz",
    "french/free_telecom_tweets.csv.gz",
    "french/medias_francais.csv.gz",
    "french/tweets_debat_2017.csv.gz",
    "french/twitter_medias_mai_juin_2022.csv.gz",
    "french/youtube_medias_videos.csv.gz",
    "importers/facebook_pages_2016.csv.gz",
)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_counted_and_nothing_comes_in_twice(workspace: Workspace, shared_data: Path, table: str) -> None:
    name = Path(table).name.partition(".")[0]
    mapping = MAPPINGS / f"{name}.yaml"
    request = Request(path=shared_data / table, mapping=mapping if mapping.is_file() else None)

    first = import_here(workspace, request, lambda *_: None).counts
    again = import_here(workspace, request, lambda *_: None).counts

    assert first.read == rows_told(shared_data, table)
    assert first.rejected == WITHOUT_TEXT.get(name, 0)
    assert (again.read, again.stored, again.updated) == (first.read, 0, 0)


def rows_told(shared_data: Path, table: str) -> int:
    """How many rows the list of these files says this one has."""
    listed = (shared_data / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"### `{re.escape(table)}` — ([\d,]+) rows", listed)
    assert found, table
    return int(found[1].replace(",", ""))
