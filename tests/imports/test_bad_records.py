"""Formats made of JSON records, given records that are not as they should be: refused one by one, never an error."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palabre.imports import Import, open_import
from palabre.imports._json_records import JsonImport
from palabre.imports.zulip import Zulip
from palabre.model import Record
from palabre.testing.imports_contract import check_record, every_format_with_sample

from .reading import NOW, reasons

SAMPLES = [
    (kind, sample)
    for kind, sample in every_format_with_sample(Path(__file__).parent)
    if isinstance(kind, (JsonImport, Zulip))
]
WRONG: list[Any] = [None, "", 0, -1, 1e300, True, [], {}, [None], [[]], {"a": []}, "9" * 400, "\u0000\ud800é", 2**70]
each_format = pytest.mark.parametrize(("kind", "sample"), SAMPLES, ids=lambda part: getattr(part, "name", ""))


def read_as(kind: Import, path: Path) -> list[Record]:
    with open_import(path, format=kind.name, observed_at=NOW) as opened:
        found = list(opened)
    for record in found:
        check_record(record, observed_at=NOW)
    return found


def records_of(sample: Path) -> list[Any]:
    text = sample.read_text()
    try:
        whole = json.loads(text)
    except ValueError:
        return list(_lines(text))
    return whole if isinstance(whole, list) else [whole]


def _lines(text: str) -> Iterator[Any]:
    for line in text.splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each value of a record is."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places_in(one, (*path, key))


@each_format
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_any_value_in_the_place_of_another(tmp_path: Path, kind: Import, sample: Path, choice: st.DataObject) -> None:
    record = copy.deepcopy(choice.draw(st.sampled_from(records_of(sample))))
    for _ in range(choice.draw(st.integers(1, 3))):
        places = list(places_in(record))
        if not places:
            break
        *above, last = choice.draw(st.sampled_from(places))
        inside = record
        for step in above:
            inside = inside[step]
        inside[last] = copy.deepcopy(choice.draw(st.sampled_from(WRONG)))
    path = tmp_path / "changed.json"
    path.write_bytes(json.dumps(record).encode())

    read_as(kind, path)


@each_format
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_give_the_same_records(tmp_path: Path, kind: Import, sample: Path, encoding: str) -> None:
    path = tmp_path / sample.name
    path.write_bytes(sample.read_text().encode(encoding))

    assert read_as(kind, path) == read_as(kind, sample)


@each_format
def test_deep_and_endless_records_are_refused_alone(tmp_path: Path, kind: Import, sample: Path) -> None:
    good = "".join(json.dumps(record) + "\n" for record in records_of(sample))
    path = tmp_path / "a.jsonl"
    path.write_text(good)
    expected = read_as(kind, path)
    deep, endless = '{"a":' * 50_000 + "1" + "}" * 50_000 + "\n", '{"text": "' + "x" * 9_000_000 + '"}\n'
    path.write_text(good + deep + endless + good)
    found = read_as(kind, path)

    assert [one for one in found if one in expected]
    assert {reason for _, reason in reasons(found)} - {reason for _, reason in reasons(expected)} <= {
        "bad-json",
        "too-long",
        "not-posts",
        "bad-record",
    }
    assert len(found) >= 2 * len(expected) - 1
