"""The main job on real input: public exports go in, a search finds them, the page shows them, twice changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from palabre.listen import Filters, Request, import_here, overview, search_all
from palabre.listen.searching import marked
from palabre.store.doctor import examine
from tests.building import Clock, Waits

if TYPE_CHECKING:
    from palabre.store import Workspace

POSTS = """
network: stackexchange
timezone: UTC
columns:
  text: Body
  title: Title
  created_at: CreationDate
  author: OwnerUserId
  native_id: "post-{Id}"
  kind: PostTypeId
  reply_to: "post-{ParentId}"
  views: ViewCount
  likes: Score
values:
  kind: {"1": question, "2": reply, "3": article, "4": article, "5": article, "6": article, "7": article}
"""
COMMENTS = """
network: stackexchange
timezone: UTC
columns:
  text: Text
  created_at: CreationDate
  author: UserId
  native_id: "comment-{Id}"
  reply_to: "post-{PostId}"
  likes: Score
constants: {kind: comment}
"""
MEMBERS = """
network: stackexchange
timezone: UTC
rows: actors
columns: {author: Id, account_created_at: CreationDate}
"""
CHAT = """
network: irc
timezone: UTC
columns: {text: text, created_at: [day, time], author: nick, native_id: "{file}:{line}"}
"""
TROLLS = """
network: x
timezone: UTC
columns: {text: text, created_at: publish_date, author: account, lang: language}
"""
# What goes in: file, mapping, network, a word that real people said there, rows as the data's own notes count them.
FILES = (
    ("community/stackexchange_meta_history_posts.csv.gz", POSTS, "stackexchange", "history", 1_657),
    ("community/stackexchange_meta_history_comments.csv.gz", COMMENTS, "stackexchange", "question", 3_454),
    ("community/stackexchange_meta_history_users.csv.gz", MEMBERS, None, "", 2_295),
    ("community/irc_ubuntu_messages.csv.gz", CHAT, "irc", "ubuntu", 232_963),
    ("coordinated/ira_troll_tweets_part1.parquet", TROLLS, "x", "news", 207_987),
    ("importers/x_api_v2_jsonl.tar.gz", None, "x", "lega", 2_078),
)


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize(("name", "mapping", "network", "word", "rows"), FILES, ids=[one[0] for one in FILES])
def test_a_real_file_goes_in_is_found_and_is_seen(
    workspace: Workspace,
    shared_data: Path,
    tmp_path: Path,
    name: str,
    mapping: str | None,
    network: str | None,
    word: str,
    rows: int,
) -> None:
    request = Request(path=shared_data / name, mapping=_written(tmp_path, mapping))

    first = import_here(workspace, request, lambda _done, _total: None).counts
    again = import_here(workspace, request, lambda _done, _total: None).counts

    assert first.read == rows
    assert first.stored + first.updated + first.unchanged + first.rejected == rows
    assert first.stored > 0.7 * rows
    assert (again.stored, again.updated) == (0, 0)
    assert (again.unchanged, again.rejected) == (rows - first.rejected, first.rejected)
    if network is not None:
        _is_found_and_seen(workspace, network, word)
    assert examine(workspace.path, mend=False, clock=Clock(), wait=Waits()) == ()


def _written(folder: Path, mapping: str | None) -> Path | None:
    if mapping is None:
        return None
    path = folder / "mapping.yaml"
    path.write_text(mapping, encoding="utf-8")
    return path


def _is_found_and_seen(workspace: Workspace, network: str, word: str) -> None:
    from starlette.testclient import TestClient

    from palabre.web.app import create_app

    assert network in dict(overview(workspace, Filters()).networks)
    found = next(posts for _read, _total, posts in search_all(workspace, word, Filters(network=network)) if posts)
    found = marked([word], found)
    spans = [post.text[start:end] for post in found for start, end in post.matched]
    assert {span.casefold().lstrip("#@") for span in spans} == {word}
    with TestClient(create_app(workspace, clock=Clock()), base_url="http://127.0.0.1") as client:
        page = client.get("/listen", params={"q": word, "network": network, "lang": "en"})
    assert page.status_code == 200
    assert "<mark>" in page.text
