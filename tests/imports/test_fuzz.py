"""Whatever bytes come in, records come out, or a refusal that says why: never another error."""

from __future__ import annotations

import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.errors import PalabreError
from palabre.imports import formats, load_mapping, open_import, propose_mapping
from palabre.imports._known import KnownTable
from palabre.model import Record
from palabre.testing.imports_contract import check_record, every_format_with_sample
from palabre.words.messages import told

from .reading import NOW

HERE = Path(__file__).parent
EVERY = [(kind, sample.read_bytes()) for kind, sample in every_format_with_sample(HERE)]
# Known tables share one reader: each is tried, as many times as a format of its own all together.
KNOWN = [whole for kind, whole in EVERY if isinstance(kind, KnownTable)]
SAMPLES = [(kind.name, whole) for kind, whole in EVERY if not isinstance(kind, KnownTable)]
BITS = (
    b'"',
    b"\0",
    b"\xff",
    b"\r",
    b"\n",
    b",",
    b";",
    b"{",
    b"}",
    b"[",
    b"9" * 30,
    b"null",
    b"\\",
    b"\xed\xa0\x80",
    b"\xfe\xff",
)
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from([*BITS, b""]), st.integers(0, 40)), min_size=1, max_size=6
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def records_of(path: Path, **asked: object) -> list[Record]:
    """The records of a file; none, and a sentence, when it is refused."""
    try:
        with open_import(path, observed_at=NOW, **asked) as opened:  # type: ignore[arg-type]
            found = list(opened)
            assert all(str(note) for note in opened.notes)
    except PalabreError as error:
        assert told(error)
        return []
    for record in found:
        check_record(record, observed_at=NOW)
    return found


@quick
@given(raw=st.binary(max_size=400), format_name=st.sampled_from(["auto", *(kind.name for kind in formats())]))
def test_any_bytes(tmp_path: Path, raw: bytes, format_name: str) -> None:
    path = tmp_path / "any"
    path.write_bytes(raw)

    records_of(path, format=format_name)


@pytest.mark.parametrize(("name", "whole"), SAMPLES, ids=[name for name, _ in SAMPLES])
@quick
@given(changes=CHANGES, packed=st.booleans())
def test_samples_with_things_put_in_and_taken_out(
    tmp_path: Path, name: str, whole: bytes, changes: list[tuple[float, bytes, int]], packed: bool
) -> None:
    raw = changed(whole, changes)
    path = tmp_path / "changed"
    path.write_bytes(gzip.compress(raw) if packed else raw)

    records_of(path)


@settings(quick, max_examples=200)
@given(whole=st.sampled_from(KNOWN), changes=CHANGES)
def test_known_tables_with_things_put_in_and_taken_out(
    tmp_path: Path, whole: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    path = tmp_path / "changed"
    path.write_bytes(changed(whole, changes))

    records_of(path, timezone=ZoneInfo("Europe/Paris"), account="ana")


def changed(raw: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    for place, put, taken in changes:
        at = int(place * len(raw))
        raw = raw[:at] + put + raw[at + taken :]
    return raw


@quick
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=6))
def test_any_rows_under_good_headers(tmp_path: Path, cells: list[list[str]]) -> None:
    path = tmp_path / "rows.csv"
    lines = ["date,text,author,likes", *(",".join(row) for row in cells)]
    path.write_bytes("\n".join(lines).encode("utf-8", "replace"))

    records_of(path)


@quick
@given(text=st.text(max_size=200) | st.binary(max_size=100).map(lambda raw: raw.decode("latin-1")))
def test_any_mapping_and_any_proposal(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    for ask in (load_mapping, propose_mapping):
        try:
            ask(path)
        except PalabreError as error:
            assert told(error)
