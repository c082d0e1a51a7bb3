"""What is kept in the cache folder comes back as it was, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from palabre.text import language
from palabre.text.kept import keep, kept

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "palabre"


def test_what_was_damaged_or_never_kept_is_not_there(folder: Path) -> None:
    assert kept("table-1") is None
    keep("table-1", b"letters")
    assert bytes(kept("table-1") or b"") == b"letters"

    written = (folder / "table-1").read_bytes()
    for damage in (written[:-1], b"", b"?" + written[1:]):
        (folder / "table-1").write_bytes(damage)
        assert kept("table-1") is None


def test_a_newer_one_of_its_kind_takes_the_place_of_the_last(folder: Path) -> None:
    for name in ("table-1", "tables-1", "table-2"):
        keep(name, b"letters")

    assert {one.name for one in folder.iterdir()} == {"table-2", "tables-1"}


def told(model: language.Whole) -> list[tuple[str, str, tuple[int, ...], bytes]]:
    arrays = {name: value for name, value in model._asdict().items() if name != "classes"}
    return [(name, one.dtype.str, one.shape, one.tobytes()) for name, one in arrays.items()]


def test_the_model_kept_answers_as_the_one_unpacked(folder: Path) -> None:
    language.whole_model.cache_clear()
    unpacked = language.whole_model()
    language.whole_model.cache_clear()
    found = language.whole_model()
    language.whole_model.cache_clear()

    assert [one.name.partition("-")[0] for one in folder.iterdir()] == ["language"]
    assert found.classes == unpacked.classes
    assert told(found) == told(unpacked)
