"""The sources there are: every module of this package, then those that other packages announce."""

from __future__ import annotations

import importlib
import inspect
import logging
import pkgutil
from functools import lru_cache
from importlib.metadata import entry_points

import palabre.sources
from palabre.errors import UsageError
from palabre.sources.contract import Source

ENTRY_POINTS = "palabre.sources"
NOT_SOURCES = frozenset(("contract", "http", "registry"))
_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def every_source() -> tuple[type[Source], ...]:
    """Every kind of source, ours first by name, then those of other packages; one that cannot be loaded is logged."""
    kinds: dict[str, type[Source]] = {}
    for module in sorted(one.name for one in pkgutil.iter_modules(palabre.sources.__path__)):
        if not module.startswith("_") and module not in NOT_SOURCES:
            for kind in _kinds_in(importlib.import_module(f"palabre.sources.{module}")):
                kinds[kind.name] = kind
    for point in entry_points(group=ENTRY_POINTS):
        try:
            found = point.load()
        except Exception:
            _log.exception("The source %s cannot be loaded; the others go on", point.name)
            continue
        if inspect.isclass(found) and issubclass(found, Source):
            kinds.setdefault(found.name, found)
    return tuple(kinds.values())


def source_named(name: str) -> type[Source]:
    """A kind of source by its name; raises `UsageError` with those there are."""
    found = next((kind for kind in every_source() if kind.name == name), None)
    if found is None:
        raise UsageError("no-such-source-kind", name=name, names=", ".join(kind.name for kind in every_source()))
    return found


def _kinds_in(module: object) -> list[type[Source]]:
    return [
        kind
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Source)
        and not inspect.isabstract(kind)
        and not kind.__name__.startswith("_")
        and kind.__module__ == getattr(module, "__name__", "")
    ]
