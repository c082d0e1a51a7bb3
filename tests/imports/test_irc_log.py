"""Logs of IRC."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.errors import ImportRefused
from palabre.imports import open_import
from palabre.model import Post
from palabre.testing.imports_contract import check_record, read_all
from palabre.words.messages import told

from .reading import NOW, posts, read, reasons, written

HERE = Path(__file__).parent / "irc-log"
PARIS = ZoneInfo("Europe/Paris")
LINES = st.sampled_from(
    [
        "--- Day changed Tue Mar 03 2026\n",
        "00:05 <Ana> a\n",
        "[10:01:02] * Lou b\n",
        "=== x\n",
        "2026-13-45 10:00:00\ta\tb\n",
    ]
)


def said(tmp_path: Path, content: str, name: str) -> list[Post]:
    return posts(read(written(tmp_path, content, name), timezone=PARIS))


@pytest.fixture(scope="module")
def found() -> list[Post]:
    return posts(read(HERE / "sample_irssi.log", timezone=PARIS))


def test_days_come_from_the_lines_between_messages(found: list[Post]) -> None:
    assert found[0].created_at == datetime(2026, 3, 2, 22, 51, tzinfo=UTC)
    assert found[-1].created_at == datetime(2026, 3, 2, 23, 5, tzinfo=UTC)
    assert reasons(read(HERE / "sample_irssi.log", timezone=PARIS)) == [(12, "bad-record")]


def test_modes_are_no_part_of_names_and_only_known_names_are_called_out(found: list[Post]) -> None:
    assert [post.actor.handle for post in found if post.actor] == ["Ana", "Lou", "Passant", "Lou", "Lou", "Lou", "Ana"]
    assert [post.callouts for post in found[:3]] == [(), ("ana",), ()]
    assert (found[0].links, found[0].tags) == (("https://exemple.org/tomme",), ("laitcru",))
    assert found[5].text == "/me goûte"


def test_the_same_words_twice_in_a_minute_are_two_posts_and_reading_again_gives_the_same(found: list[Post]) -> None:
    assert len({post.native_id for post in found}) == 7
    assert [post.native_id for post in posts(read(HERE / "sample_irssi.log", timezone=PARIS))] == [
        post.native_id for post in found
    ]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("#fromage-2026-03-02.log", "[10:01:02] <Ana> bonjour"),
        ("20260302_#fromage.txt", "[10:01] <Ana> bonjour"),
        ("#fromage.log", "2026-03-02T10:01:02 <Ana> bonjour"),
        ("#fromage.log", "2026-03-02T09:01:02+0000 <Ana> bonjour"),
        ("#fromage.log", "[2026-03-02 10:01:02] <Ana> bonjour"),
        ("#fromage.log", "2026-03-02 10:01:02\t@Ana\tbonjour"),
        ("#fromage.log", "**** BEGIN LOGGING AT Mon Mar  2 09:00:00 2026\n\nMar 02 10:01:02 <Ana>\tbonjour"),
        ("#fromage.log", "--- Log opened lun. mars 02 09:00:00 2026\n10:01 <Ana> \x0304bonjour\x0f"),
    ],
)
def test_the_ways_of_writing_a_line_agree(tmp_path: Path, name: str, line: str) -> None:
    (post,) = said(tmp_path, f"{line}\n", name)
    (twin,) = said(tmp_path, "2026-03-02T10:01:00 <ana> bonjour\n", "#fromage.log")

    assert post.created_at.replace(second=0) == datetime(2026, 3, 2, 9, 1, tzinfo=UTC)
    assert (post.text, post.instance, post.native_id) == ("bonjour", "#fromage", twin.native_id)


def test_a_log_past_midnight_goes_on_the_next_day(tmp_path: Path) -> None:
    first, second = said(tmp_path, "[23:59] <Ana> tard\n[00:01] <Lou> tôt\n", "2026-03-02.log")

    assert (second.created_at - first.created_at).total_seconds() == 120


def test_without_a_day_or_a_zone_the_log_is_refused_saying_what_to_do(tmp_path: Path) -> None:
    path = written(tmp_path, "[10:01] <Ana> bonjour\n", "fromage.log")
    with pytest.raises(ImportRefused, match="chat-day-needed") as caught:
        read(path, timezone=PARIS)
    assert "2026-03-02.log" in told(caught.value)
    with pytest.raises(ImportRefused, match="chat-timezone-needed"):
        read(HERE / "sample_irssi.log")


def test_a_table_of_messages_under_headers_stays_a_table(tmp_path: Path) -> None:
    path = written(tmp_path, "date\tauthor\ttext\n2026-03-02 10:01:02\tana\tbonjour\n", "a.tsv")
    with open_import(path, observed_at=NOW, timezone=PARIS) as opened:
        assert opened.format == "csv"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES | st.text(max_size=30).map(lambda text: f"[10:01] <Ana> {text}\n"), max_size=8))
def test_any_lines(tmp_path: Path, lines: list[str]) -> None:
    path = written(tmp_path, "".join(lines).encode("utf-8", "replace"), "2026-03-02.log")
    for record in read_all(path, observed_at=NOW, timezone=PARIS):
        check_record(record, observed_at=NOW)
