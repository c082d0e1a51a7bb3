"""The promises of the sources, asked of every one of them in the world that plays its network."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from palabre.sources import Source, every_source
from palabre.testing.sources_contract import Check, Worlds, source_checks

WORLDS = Path(__file__).resolve().parent.parent / "sources"


def name_of(kind: type[Source]) -> str:
    return kind.name


def world_of(kind: type[Source]) -> Worlds:
    """The world of a source of ours, in `tests/sources/NAME/world.py`; a source without one breaks its promise."""
    assert (WORLDS / kind.name / "world.py").is_file(), f"write tests/sources/{kind.name}/world.py"
    worlds: Worlds = importlib.import_module(f"tests.sources.{kind.name}.world").world
    return worlds


@pytest.mark.parametrize("check", source_checks(), ids=str)
@pytest.mark.parametrize("kind", every_source(), ids=name_of)
async def test_a_source_keeps_its_promises(kind: type[Source], check: Check) -> None:
    if not await check.ask(world_of(kind)):
        assert check.needs
