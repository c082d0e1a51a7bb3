"""Sources that other packages announce."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from palabre.errors import UsageError
from palabre.sources import every_source, registry, source_named
from tests.testing.village import Village


@pytest.fixture(autouse=True)
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    points = [
        EntryPoint("village", "tests.testing.village:Village", registry.ENTRY_POINTS),
        EntryPoint("broken", "no.such.module:Thing", registry.ENTRY_POINTS),
        EntryPoint("other", "builtins:dict", registry.ENTRY_POINTS),
        EntryPoint("bluesky", "tests.testing.village:Impostor", registry.ENTRY_POINTS),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == "palabre.sources" else [])
    every_source.cache_clear()
    yield
    every_source.cache_clear()


def test_a_source_of_another_package_is_found_and_a_broken_one_does_not_stop_the_others() -> None:
    names = [kind.name for kind in every_source()]

    assert source_named("village") is Village
    assert {"bluesky", "rss", "village"} <= set(names)
    assert len(names) == len(set(names))


def test_nobody_takes_the_place_of_a_source_of_ours() -> None:
    assert source_named("bluesky").__module__ == "palabre.sources.bluesky"


def test_one_that_is_not_there_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        source_named("vilage")

    assert "village" in str(refused.value.fields["names"])
