"""Broken files: what can be read is kept, what cannot is refused with its line and its reason."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from palabre.errors import ImportRefused
from palabre.imports import formats, open_import, propose_mapping
from palabre.imports.contract import REASONS, Note
from palabre.words.messages import MESSAGES, told

from .reading import DATE, HEADER, NOW, PLAIN, ids, notes_of, posts, read, reasons, row, written

ROWS = HEADER + "".join(map(row, range(1, 6)))
ALL = ["1", "2", "3", "4", "5"]


def refusal(path: Path) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read(path)
    assert path.name in told(caught.value)
    return caught.value


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def tarred(name: str, content: bytes, *, link: str = "") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        if link:
            entry.type, entry.linkname = tarfile.SYMTYPE, link
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def test_every_reason_has_its_sentence() -> None:
    assert {f"reject-{reason}" for reason in REASONS} <= set(MESSAGES)


@pytest.mark.parametrize("content", [b"", gzip.compress(b""), zipped(a_csv=b"")], ids=["plain", "gzip", "zip"])
def test_an_empty_file_is_refused_saying_so(tmp_path: Path, content: bytes) -> None:
    assert refusal(written(tmp_path, content)).message_id == "file-empty"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="file-unreadable"):
        read(tmp_path / "none.csv")
    with pytest.raises(ImportRefused, match="file-is-folder"):
        read(tmp_path)


def test_what_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    for path in (tmp_path / "pipe.csv", Path("/dev/null")):
        assert refusal(path).message_id == "file-not-plain"


def test_a_name_with_spaces_accents_and_signs_is_read(tmp_path: Path) -> None:
    assert ids(read(written(tmp_path, ROWS, "mes données #1 (été).csv"))) == ALL


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda name: str(name)
)
def test_encodings_are_told_by_their_marks_or_their_zeros(tmp_path: Path, encoding: str) -> None:
    found = posts(read(written(tmp_path, (HEADER + row(1, "déjà vu 🙂")).encode(encoding))))

    assert [post.text for post in found] == ["déjà vu 🙂"]


def test_a_western_file_is_read_and_the_guess_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, (HEADER + row(1, "déjà “vu”")).encode("cp1252"))

    assert [post.text for post in posts(read(path))] == ["déjà “vu”"]
    assert "encoding-guessed" in notes_of(path)


def test_one_line_in_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    lines = [HEADER.encode(), row(1, "déjà").encode(), row(2, "déjà").encode("cp1252"), row(3, "été").encode()]
    found = read(written(tmp_path, b"".join(lines)))

    assert (ids(found), reasons(found)) == (["1", "3"], [(3, "not-utf8")])


def test_between_a_line_in_utf8_and_one_that_is_not_utf8_is_believed(tmp_path: Path) -> None:
    lines = [HEADER.encode(), row(1, "déjà").encode(), row(2, "été").encode("cp1252")]
    found = read(written(tmp_path, b"".join(lines)))

    assert ([post.text for post in posts(found)], reasons(found)) == (["déjà"], [(3, "not-utf8")])
    assert ids(read(written(tmp_path, b"".join([*lines, row(3, "là").encode("cp1252")])))) == ["1", "2", "3"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, end: str) -> None:
    assert ids(read(written(tmp_path, ROWS.replace("\n", end)))) == ALL


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_lone_carriage_return_ends_no_line(tmp_path: Path, end: str) -> None:
    bare = row(1, "un\rdeux") + row(2, '"un\rdeux"') + row(3, "trois\r") + "4,ana,,x,3\n"
    found = read(written(tmp_path, ("# Export\rof March\n" + HEADER + bare).replace("\n", end)))

    assert [post.text for post in posts(found)] == ["un deux", "un\ndeux", "trois"]
    assert reasons(found) == [(6, "no-date")]


def test_a_lone_carriage_return_cuts_no_json_record(tmp_path: Path) -> None:
    record = f'{{"id": 1,\r "date": "{DATE}",\r\n "text": "a"}}'
    one_a_line = record.replace("\r\n", "") + "\n{\n"

    assert reasons(read(written(tmp_path, f"[{record},\r\n{{]", "a.json"))) == [(3, "bad-json")]
    assert reasons(read(written(tmp_path, one_a_line, "a.jsonl"))) == [(2, "bad-json")]
    assert ids(read(written(tmp_path, one_a_line, "a.jsonl"))) == ["1"]


def test_nuls_are_taken_out(tmp_path: Path) -> None:
    found = posts(read(written(tmp_path, HEADER + row(1, "bon\0jour"))))

    assert [post.text for post in found] == ["bonjour"]


def test_an_endless_line_is_refused_without_filling_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write((HEADER + row(1)).encode())
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + row(2).encode())
    tracemalloc.start()
    found = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (ids(found), reasons(found)) == (["1", "2"], [(3, "too-long")])
    assert peak < 40_000_000


def test_a_quote_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    found = read(written(tmp_path, HEADER + row(1) + f'2,ana,{DATE},"never closed,3\n' + row(3) + row(4)))

    assert (ids(found), reasons(found)) == (["1", "3", "4"], [(3, "unclosed-quote")])


def test_a_quote_closed_by_a_later_one_swallows_nothing(tmp_path: Path) -> None:
    broken = f'2,ana,{DATE},"never closed,3\n'
    found = read(written(tmp_path, HEADER + row(1) + broken + row(3, '"quoted, well"') + row(4)))

    assert (ids(found), reasons(found)) == (["1", "3", "4"], [(3, "unclosed-quote")])


def test_a_quote_never_closed_over_many_blocks_is_found(tmp_path: Path) -> None:
    many = "".join(row(number, "mot " * 40) for number in range(3, 12_000))
    found = read(written(tmp_path, HEADER + row(1) + f'2,ana,{DATE},"never closed,3\n' + many))

    assert (len(ids(found)), reasons(found)) == (11_998, [(3, "unclosed-quote")])


def test_sloppy_quotes_are_read_as_spreadsheets_do(tmp_path: Path) -> None:
    found = posts(read(written(tmp_path, HEADER + f'1,ana,{DATE},"so" they said,3\n')))

    assert [post.text for post in found] == ["so they said"]


def test_a_text_over_several_lines_keeps_them_and_line_numbers_stay_right(tmp_path: Path) -> None:
    found = read(written(tmp_path, HEADER + row(1, '"one\n\ntwo"') + "2,ana,,x,3\n"))

    assert posts(found)[0].text == "one\n\ntwo"
    assert reasons(found) == [(5, "no-date")]


def test_more_cells_than_headers_are_refused_and_fewer_are_blank(tmp_path: Path) -> None:
    found = read(written(tmp_path, HEADER + row(1, "a,b") + f"2,ana,{DATE},short\n"))

    assert reasons(found) == [(2, "too-many-cells")]
    assert posts(found)[0].metrics is None


def test_a_declared_separator_and_comment_lines_are_passed_over(tmp_path: Path) -> None:
    content = "sep=;\n# Export\n# of March, 2026\n" + ROWS.replace(",", ";")

    assert ids(read(written(tmp_path, content))) == ALL


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped(posts_csv=raw), lambda raw: tarred("a.csv", raw)])
def test_packed_files_are_read_whatever_their_name(tmp_path: Path, pack: object) -> None:
    packed = pack(ROWS.encode())  # type: ignore[operator]

    assert ids(read(written(tmp_path, packed, "export.bin"))) == ALL
    assert ids(read(written(tmp_path, gzip.compress(tarred("d/a.csv", ROWS.encode())), "export.bin"))) == ALL


def test_gzip_of_several_members_is_read_to_the_end(tmp_path: Path) -> None:
    packed = gzip.compress(HEADER.encode()) + gzip.compress(row(1).encode()) + gzip.compress(row(2).encode())

    assert ids(read(written(tmp_path, packed))) == ["1", "2"]


def test_a_cut_gzip_keeps_the_rows_before_the_cut(tmp_path: Path) -> None:
    whole = gzip.compress((HEADER + "".join(row(number, f"texte {number * 7919}") for number in range(9000))).encode())
    found = read(written(tmp_path, whole[: len(whole) // 2]))

    assert len(ids(found)) > 3000
    assert [reason for _, reason in reasons(found)] == ["truncated"]
    assert ids(found) == [str(number) for number in range(len(ids(found)))]


def test_a_gzip_damaged_from_its_first_block_is_said_so(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(ROWS.encode())[:10] + b"\xff" * 50)

    assert refusal(path).message_id == "file-damaged"
    with pytest.raises(ImportRefused, match="file-damaged"):
        propose_mapping(path)


def test_a_damaged_file_of_an_archive_does_not_stop_the_others(tmp_path: Path) -> None:
    whole = bytearray(zipped(a_csv=ROWS.encode(), b_csv=ROWS.encode()))
    whole[35:45] = b"\xff" * 10
    found = read(written(tmp_path, bytes(whole)))

    assert (ids(found), reasons(found)) == (ALL, [(0, "truncated")])


def test_a_cut_zip_keeps_the_files_and_rows_before_the_cut(tmp_path: Path) -> None:
    second = HEADER + "".join(row(number, f"texte {number * 7919}") for number in range(9000))
    whole = zipped(a_csv=ROWS.encode(), b_csv=second.encode())
    found = read(written(tmp_path, whole[: len(whole) // 2]))

    assert ids(found)[:5] == ALL
    assert len(ids(found)) > 3000
    assert {reason for _, reason in reasons(found)} == {"truncated"}


class Pipe(io.BytesIO):
    """Where a zip is written without going back, so that sizes come after each file and not before it."""

    def seekable(self) -> bool:
        return False


def test_a_cut_zip_written_to_a_pipe_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", ROWS)
        archive.writestr("b.csv", ROWS)
    whole = pipe.getvalue()
    found = read(written(tmp_path, whole[: whole.index(b"PK\x01\x02")]))

    assert ids(found) == ALL + ALL
    assert [reason for _, reason in reasons(found)] == ["truncated"]


def test_a_cut_tar_keeps_the_rows_before_the_cut(tmp_path: Path) -> None:
    second = HEADER + "".join(row(number, f"texte {number * 7919}") for number in range(9000))
    whole = gzip.compress(tarred("a.csv", second.encode()))
    found = read(written(tmp_path, whole[: len(whole) // 2]))

    assert len(ids(found)) > 3000
    assert {reason for _, reason in reasons(found)} == {"truncated"}


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "a/../../b.csv", "C:\\evil.csv"])
def test_names_that_leave_the_archive_refuse_it(tmp_path: Path, name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good.csv", ROWS)
        archive.writestr(zipfile.ZipInfo(name), ROWS)

    assert refusal(written(tmp_path, packed.getvalue())).message_id == "archive-unsafe"
    assert refusal(written(tmp_path, tarred(name, ROWS.encode()))).message_id == "archive-unsafe"


def test_links_in_archives_refuse_them(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, tarred("a.csv", b"", link="/etc/passwd"))).message_id == "archive-unsafe"
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(written(tmp_path, packed.getvalue())).message_id == "archive-unsafe"


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda raw: zipped(a_csv=raw), lambda raw: gzip.compress(tarred("a", raw))]
)
def test_bombs_are_refused_while_they_unpack(tmp_path: Path, pack: object) -> None:
    packed = pack(ROWS.encode() + b"0" * 80_000_000)  # type: ignore[operator]

    assert refusal(written(tmp_path, packed)).message_id == "archive-bomb"


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    whole = bytearray(zipped(a_csv=ROWS.encode()))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + at] |= 1

    assert refusal(written(tmp_path, bytes(whole))).message_id == "archive-locked"


@pytest.mark.parametrize(
    "inner",
    [gzip.compress(b"x"), zipped(a_csv=b"x"), tarred("a", b"x"), b"BZh9" + b"x" * 20],
    ids=["gzip", "zip", "tar", "bzip2"],
)
def test_nothing_is_unpacked_twice(tmp_path: Path, inner: bytes) -> None:
    assert refusal(written(tmp_path, zipped(a_csv=inner))).message_id == "archive-nested"
    assert refusal(written(tmp_path, tarred("a", inner))).message_id == "archive-nested"


def test_other_packings_are_named(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, b"\xfd7zXZ\0" + b"\1\2\3" * 50)).message_id == "archive-packing"


def test_a_file_of_an_archive_that_is_no_table_does_not_stop_the_others(tmp_path: Path) -> None:
    found = read(written(tmp_path, zipped(a_csv=ROWS.encode(), b_txt=b"Thank you for your order", c_csv=b"")))

    assert ids(found) == ALL
    assert reasons(found) == [(0, "not-recognised")]


def test_what_is_told_of_many_files_is_summed_up(tmp_path: Path) -> None:
    empty = {f"e{number}_csv": b"" for number in range(500)}
    path = written(tmp_path, zipped(a_csv=ROWS.encode(), **empty, z_csv=ROWS.encode("utf-16")))
    with open_import(path, observed_at=NOW) as opened:
        notes = opened.notes
        list(opened)

    assert [note.message_id for note in notes].count("member-empty") == 10
    assert notes[-1] == Note("notes-unsaid", {"count": 490})
    assert [note.message_id for note in notes].count("columns-guessed") == 2


def test_a_picture_is_refused_naming_the_formats(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "photo.csv"))

    assert error.message_id == "format-unknown"
    assert all(kind.name in told(error) for kind in formats())


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_cut_parquet_or_workbook_is_refused(tmp_path: Path, part: float) -> None:
    here = Path(__file__).parent
    for sample in (here / "parquet/sample.parquet", here / "xlsx/sample.xlsx"):
        whole = sample.read_bytes()
        with pytest.raises(ImportRefused):
            read(written(tmp_path, whole[: int(len(whole) * part)], sample.name))


def test_half_a_json_line_is_refused_alone(tmp_path: Path) -> None:
    good = f'{{"id": "1", "date": "{DATE}", "text": "a"}}\n'
    found = read(written(tmp_path, good + '{"id": "2", "date": \n' + good.replace('"1"', '"3"'), "a.jsonl"))

    assert (ids(found), reasons(found)) == (["1", "3"], [(2, "bad-json")])


def test_json_without_any_column_is_refused_without_naming_none(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, ('{"a":' * 5000 + "1" + "}" * 5000 + "\n") * 2, "a.jsonl"))

    assert error.message_id == "columns-none"


def test_a_json_list_over_many_lines_is_read_record_by_record(tmp_path: Path) -> None:
    content = (
        f'[\n  {{"id": 1,\n "date": "{DATE}", "text": "a \\" {{ ["}},\n  {{"id": 2, "date": "{DATE}", "text": "b"}}\n]'
    )
    found = read(written(tmp_path, content, "a.json"))

    assert ids(found) == ["1", "2"]


def test_dates_without_offset_ask_before_anything_is_given(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, HEADER + row(1) + row(2).replace("Z,", ",")))

    assert error.message_id == "timezone-needed"
    assert "--timezone Europe/Paris" in told(error)


def test_a_date_without_offset_met_late_is_refused_alone(tmp_path: Path) -> None:
    content = HEADER + "".join(map(row, range(1500))) + row(1500).replace("Z,", ",")

    assert reasons(read(written(tmp_path, content))) == [(1502, "no-offset")]


def test_dates_in_the_future_or_before_1990_are_refused(tmp_path: Path) -> None:
    content = HEADER + row(1).replace("2026", "2031") + row(2).replace("2026", "1889") + row(3)

    assert reasons(read(written(tmp_path, content))) == [(2, "future"), (3, "too-old")]


def test_blank_is_unknown_and_zero_is_zero(tmp_path: Path) -> None:
    content = HEADER + f"1,ana,{DATE},a,\n2,ana,{DATE},b,0\n"
    blank, zero = posts(read(written(tmp_path, content)))

    assert blank.metrics is None
    assert zero.metrics is not None
    assert zero.metrics.likes == 0


def test_an_unknown_column_of_the_mapping_names_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, ROWS.replace("text", "tekst"))
    with pytest.raises(ImportRefused, match="column-missing") as caught:
        read(path, mapping=PLAIN)

    assert caught.value.fields["nearest"] == "tekst"


def test_the_position_goes_from_the_beginning_to_the_end(tmp_path: Path) -> None:
    many = HEADER + "".join(map(row, range(60_000)))
    for content in (many.encode(), gzip.compress(many.encode()), zipped(a_csv=many.encode())):
        path = written(tmp_path, content)
        with open_import(path, observed_at=NOW) as opened:
            seen = [opened.position() for record in opened]
            assert seen == sorted(seen)
            assert 0 < seen[0] <= seen[-1] <= opened.size_bytes == opened.position()
