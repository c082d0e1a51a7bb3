"""Rows of tables into posts and actors."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from palabre.errors import ImportRefused
from palabre.imports import Mapping

from .reading import DATE, actors, ids, notes_of, posts, read, reasons, written

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.model import Post

COLUMNS = {"text": "text", "created_at": "date"}
PARIS = ZoneInfo("Europe/Paris")


def one(tmp_path: Path, mapping: dict[str, object], **cells: str) -> Post:
    names = {"text": "bonjour", "date": DATE, **cells}
    path = written(tmp_path, ";".join(names) + "\n" + ";".join(f'"{cell}"' for cell in names.values()) + "\n")
    columns = {**COLUMNS, **mapping.pop("columns", {})}  # type: ignore[dict-item]
    (post,) = posts(read(path, mapping=Mapping(columns=columns, **mapping)))  # type: ignore[arg-type]
    return post


def test_without_an_id_the_same_row_always_has_the_same_one(tmp_path: Path) -> None:
    first = one(tmp_path, {"columns": {"author": "who"}}, who="Ana")
    again = one(tmp_path, {"columns": {"author": "who"}}, who="@ana")
    other = one(tmp_path, {"columns": {"author": "who"}}, who="Bob")

    assert first.native_id == again.native_id != other.native_id
    assert first.native_id.startswith("~")


def test_templates_join_words_and_columns_and_blank_ones_give_nothing(tmp_path: Path) -> None:
    mapping: dict[str, object] = {
        "columns": {"native_id": "comment-{Id}", "reply_to": "post-{Of}", "root": "post-{No}"}
    }
    post = one(tmp_path, mapping, Id="7", Of="3", No="")

    assert (post.native_id, post.reply_to, post.root, post.kind) == ("comment-7", "post-3", None, "reply")


def test_values_and_constants_say_the_kind(tmp_path: Path) -> None:
    values = {"kind": {"1": "question", "true": "repost"}}

    assert one(tmp_path, {"columns": {"kind": "k"}, "values": values}, k="1").kind == "question"
    assert one(tmp_path, {"columns": {"kind": "k"}, "values": values}, k="True").kind == "repost"
    assert one(tmp_path, {"columns": {"kind": "k"}, "values": values}, k="Retweet").kind == "repost"
    assert one(tmp_path, {"constants": {"kind": "comment"}}).kind == "comment"


@pytest.mark.parametrize(
    ("field", "kind"),
    [("reply_to", "reply"), ("quote_of", "quote"), ("repost_of", "repost"), ("reply_to_author", "reply")],
)
def test_the_kind_follows_from_what_the_post_refers_to(tmp_path: Path, field: str, kind: str) -> None:
    assert one(tmp_path, {"columns": {field: "ref"}}, ref="9").kind == kind


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, f"text,date,k\na,{DATE},strange\n")

    assert reasons(read(path, mapping=Mapping(columns={**COLUMNS, "kind": "k"}))) == [(2, "bad-kind")]


def test_a_repost_or_a_title_may_stand_without_text(tmp_path: Path) -> None:
    path = written(tmp_path, f"text,date,of,title,id\n,{DATE},9,,1\n,{DATE},,Une,2\n \t,{DATE},,,3\n")
    mapping = Mapping(columns={**COLUMNS, "repost_of": "of", "title": "title", "native_id": "id"})
    found = read(path, mapping=mapping)

    assert ids(found) == ["1", "2"]
    assert reasons(found) == [(4, "no-text")]


def test_what_the_text_holds_is_found_unless_columns_give_it(tmp_path: Path) -> None:
    text = "Bravo @Ana, voir https://ex.org/a. #ÉTÉ"
    found = one(tmp_path, {}, text=text)
    given = one(
        tmp_path,
        {"columns": {"tags": "t", "callouts": "c", "links": "l"}},
        text=text,
        t="<un><deux>",
        c="@Bob, zoé",
        l="",
    )

    assert (found.tags, found.callouts, found.links) == (("été",), ("ana",), ("https://ex.org/a",))
    assert (given.tags, given.callouts, given.links) == (("un", "deux"), ("bob", "zoé"), ())


def test_the_text_is_one_form_of_unicode_without_control_signs(tmp_path: Path) -> None:
    assert one(tmp_path, {}, text=" e\u0301te\u0301\x07\x1b[0m ").text == "été[0m"


def test_the_actor_is_the_folded_handle_or_the_given_id(tmp_path: Path) -> None:
    by_handle = one(tmp_path, {"columns": {"author": "who"}}, who="@Zoé ").actor
    by_id = one(
        tmp_path, {"columns": {"author": "who", "author_id": "n", "followers": "f"}}, who="Zoé", n="12", f="1 204"
    ).actor

    assert by_handle is not None
    assert (by_handle.native_id, by_handle.handle) == ("zoé", "Zoé")
    assert by_id is not None
    assert (by_id.native_id, by_id.handle, by_id.followers) == ("12", "Zoé", 1204)
    assert one(tmp_path, {"columns": {"author": "who"}}, who=" ").actor is None


def test_the_network_may_change_from_row_to_row(tmp_path: Path) -> None:
    post = one(
        tmp_path, {"columns": {"network": "where", "author": "who"}, "network": "other"}, where="Twitter", who="a"
    )

    assert post.network == "x"
    assert post.actor is not None
    assert post.actor.network == "x"


def test_counts_that_are_not_exact_are_unknown_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, f"text,date,likes\na,{DATE},1.2K\nb,{DATE},1.234\nc,{DATE},4\n")
    first, second, third = posts(read(path))

    assert first.metrics is second.metrics is None
    assert third.metrics is not None
    assert "counts-unread" in notes_of(path)


def test_a_file_of_members_gives_actors(tmp_path: Path) -> None:
    path = written(tmp_path, "Id,Nick,Since,Fans\n7,@Ana,2020-01-02T00:00:00Z,12\n,,,\n8,,garbage,\n")
    columns = {"native_id": "Id", "author": "Nick", "account_created_at": "Since", "followers": "Fans"}
    found = read(path, mapping=Mapping(rows="actors", network="forum", columns=columns))
    ana, other = actors(found)

    assert (ana.native_id, ana.handle, ana.followers) == ("7", "Ana", 12)
    assert ana.account_created_at == datetime(2020, 1, 2, tzinfo=UTC)
    assert (other.handle, other.account_created_at) == ("8", None)
    assert reasons(found) == [(3, "no-actor")]


def test_the_command_s_time_zone_wins_over_the_mapping_s(tmp_path: Path) -> None:
    path = written(tmp_path, "text,date\na,2026-07-01 12:00\n")
    mapping = Mapping(columns=COLUMNS, timezone="UTC")

    assert posts(read(path, mapping=mapping))[0].created_at.hour == 12
    assert posts(read(path, mapping=mapping, timezone=PARIS))[0].created_at.hour == 10


def test_days_and_months_are_told_by_the_other_dates_or_asked(tmp_path: Path) -> None:
    told = written(tmp_path, "text,date\na,03/04/2024 10:00\nb,13/04/2024 10:00\n")
    assert [post.created_at.month for post in posts(read(told, timezone=PARIS))] == [4, 4]

    open_ = written(tmp_path, "text,date\na,03/04/2024 10:00\n")
    with pytest.raises(ImportRefused, match="dates-order"):
        read(open_, timezone=PARIS)
    month_first = Mapping(columns=COLUMNS, dates="month-first")
    assert posts(read(open_, mapping=month_first, timezone=PARIS))[0].created_at.month == 3


def test_a_pattern_of_dates_is_obeyed(tmp_path: Path) -> None:
    path = written(tmp_path, "text,date\na,02.03.26 9h15\nb,garbage\n")
    found = read(path, mapping=Mapping(columns=COLUMNS, dates="%d.%m.%y %Hh%M", timezone="UTC"))

    assert posts(found)[0].created_at == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert reasons(found) == [(3, "bad-date")]


def test_the_header_may_come_after_a_preamble(tmp_path: Path) -> None:
    path = written(tmp_path, f"Report;March\nMade by;us\n\ntext;date\na;{DATE}\n")

    assert [post.text for post in posts(read(path))] == ["a"]


def test_of_two_columns_of_one_name_the_first_is_read_and_that_is_told(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array([cell]) for cell in ("un", DATE, "deux")], names=["text", "date", "text"])
    pq.write_table(table, tmp_path / "a.parquet")
    for path in (written(tmp_path, f"text,date,text\nun,{DATE},deux\n"), tmp_path / "a.parquet"):
        for mapping in (None, Mapping(columns=COLUMNS)):
            assert [post.text for post in posts(read(path, mapping=mapping))] == ["un"]
            assert notes_of(path, mapping).count("column-doubled") == 1
    assert "column-doubled" not in notes_of(written(tmp_path, f"text,date,x,x\nun,{DATE},2,3\n"))


def test_records_inside_records_are_reached_with_a_dot(tmp_path: Path) -> None:
    path = written(
        tmp_path, f'{{"m": {{"t": "a"}}, "at": "{DATE}", "who": {{"name": "ana"}}, "k": ["#x", "y"]}}\n', "a.jsonl"
    )
    mapping = Mapping(columns={"text": "m.t", "created_at": "at", "author": "who.name", "tags": "k"})
    (post,) = posts(read(path, mapping=mapping))

    assert post.actor is not None
    assert (post.text, post.actor.native_id, post.tags) == ("a", "ana", ("x", "y"))


@pytest.mark.parametrize("zone", [None, "UTC", "Europe/Paris"])
def test_moments_of_a_parquet_file_are_read_with_or_without_a_zone_and_none_is_a_blank(
    tmp_path: Path, zone: str | None
) -> None:
    moments = [datetime(2026, 3, 2, 9, 15, 0, 5, tzinfo=UTC), None]

    found = read(parquet(tmp_path, moments, pa.timestamp("us", tz=zone)), timezone=ZoneInfo("UTC"))

    assert [post.created_at for post in posts(found)] == moments[:1]
    assert reasons(found) == [(2, "no-date")]


def test_a_moment_of_a_parquet_file_that_no_date_can_hold_is_refused(tmp_path: Path) -> None:
    found = read(parquet(tmp_path, [2**60, 0], pa.timestamp("us", tz="UTC")))

    assert (posts(found), reasons(found)) == ([], [(1, "truncated")])


def parquet(tmp_path: Path, moments: list[Any], kind: pa.DataType) -> Path:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"date": pa.array(moments, kind), "text": pa.array(["a"] * len(moments))}), path)
    return path
