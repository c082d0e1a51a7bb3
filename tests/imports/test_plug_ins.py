"""Formats that other packages announce."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from palabre.imports import Import, _registry, formats, open_import
from palabre.imports.contract import Reading
from palabre.model import Actor, Record

from .reading import NOW, written

if TYPE_CHECKING:
    from pathlib import Path

    from palabre.imports._member import Member


class Guestbook(Import):
    """One name a line, after a line that says so."""

    name = "guestbook"
    title = "Guestbook"

    def recognises(self, head: bytes, text: str) -> bool:
        """The first line."""
        return text.startswith("GUESTBOOK\n")

    def read(self, member: Member, reading: Reading) -> Iterator[Record]:
        """An actor a line."""
        for name in member.head.decode().splitlines()[1:]:
            yield Actor(network="guestbook", native_id=name.lower(), handle=name, observed_at=reading.observed_at)


@pytest.fixture(autouse=True)
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    points = [
        EntryPoint("guestbook", f"{__name__}:Guestbook", _registry.ENTRY_POINTS),
        EntryPoint("broken", "no.such.module:Thing", _registry.ENTRY_POINTS),
    ]
    monkeypatch.setattr(EntryPoint, "load", lambda point: Guestbook if point.name == "guestbook" else _missing())
    monkeypatch.setattr(_registry, "entry_points", lambda group: points)
    _registry.every_format.cache_clear()
    yield
    _registry.every_format.cache_clear()


def _missing() -> None:
    raise ImportError("no.such.module")


def test_a_format_of_another_package_is_found_and_a_broken_one_does_not_stop_the_others(tmp_path: Path) -> None:
    assert {"guestbook", "csv", "x-api-v2"} <= {kind.name for kind in formats()}

    with open_import(written(tmp_path, "GUESTBOOK\nAna\n"), observed_at=NOW) as opened:
        assert opened.format == "guestbook"
        assert [actor.handle for actor in opened if isinstance(actor, Actor)] == ["Ana"]
