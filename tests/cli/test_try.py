"""A query tried on a file, without a workspace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import palabre

pytestmark = pytest.mark.slow
TABLE = """Id,Date,User,Tweet,Likes
1,2026-01-03T10:00:00Z,ana,Bonjour le Comté,3
2,2026-01-04T10:00:00Z,bob,@ana quelle odeur de Comté ! https://comte.example/a #fromage,
3,,bob,sans date de comté,1
4,2026-01-05T10:00:00Z,eve,Un brie,1
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "posts.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_what_matches_is_printed_and_nothing_is_stored(table: Path, tmp_path: Path) -> None:
    done = palabre("try", "comte OU site:comte.example", "--file", table, "--json", cwd=tmp_path)

    told = json.loads(done.stdout)
    assert done.returncode == 3, "a row that cannot be read is said by the status"
    assert [post["native_id"] for post in told["posts"]] == ["1", "2"]
    for post in told["posts"]:
        assert [post["text"][start:end] for start, end in post["matched"]] == ["Comté"]
    assert {name: told[name] for name in ("count", "read", "rejected", "reasons")} == {
        "count": 2,
        "read": 3,
        "rejected": 1,
        "reasons": {"no-date": 1},
    }
    assert list(tmp_path.iterdir()) == [table]


def test_lines_for_people_keep_counts_beside(table: Path) -> None:
    done = palabre("try", "comté", "--file", table, "--limit", "1")

    assert done.stdout == "2026-01-03 10:00  other  ana  1\n  Bonjour le Comté\n"
    assert "2 posts of 3 match." in done.stderr
    assert "1: no date" in done.stderr


def test_fields_ask_of_a_file_what_they_ask_of_a_workspace(table: Path) -> None:
    for query, found in {
        "author:eve": ["4"],
        "comté has:link": ["2"],
        "@ana": ["2"],
        "url:a": ["2"],
        "source:other -comté": ["4"],
    }.items():
        told = json.loads(palabre("try", query, "--file", table, "--json").stdout)
        assert [post["native_id"] for post in told["posts"]] == found, query


def test_a_file_needs_its_time_zone_and_its_mapping_here_too(tmp_path: Path) -> None:
    table = tmp_path / "forum.csv"
    table.write_text("Quand,Remarque\n2026-01-03 10:00,bonjour\n", encoding="utf-8")
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("network: forum\ncolumns:\n  text: Remarque\n  created_at: Quand\n", encoding="utf-8")

    refused = palabre("try", "bonjour", "--file", table, "--mapping", mapping)
    done = palabre("try", "bonjour", "--file", table, "--mapping", mapping, "--timezone", "Europe/Paris")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--timezone" in refused.stderr
    assert (done.returncode, done.stdout.startswith("2026-01-03 09:00  forum")) == (0, True)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("x OR", "--file", "TABLE"), 2, "OR"),
        (("x", "--format", "csv"), 2, "--file"),
        (("x", "--file", "TABLE", "--stream", "ws://127.0.0.1/"), 2, "--stream"),
        (("x", "--file", "missing.csv"), 1, "missing.csv"),
        (("x", "--file", "TABLE", "--format", "papyrus"), 2, "papyrus"),
    ],
)
def test_a_refusal_is_a_sentence(table: Path, tmp_path: Path, words: tuple[str, ...], status: int, said: str) -> None:
    done = palabre("try", *(str(table) if word == "TABLE" else word for word in words), cwd=tmp_path)

    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_translation_of_another_product_is_tried(table: Path) -> None:
    done = palabre("try", "comté brie", "--file", table, "--from", "lucene", "--json")

    assert json.loads(done.stdout)["count"] == 3
    assert "comté OR brie" in done.stderr
