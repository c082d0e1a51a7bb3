"""The formats there are: every module of this package, then those that other packages announce."""

from __future__ import annotations

import importlib
import inspect
import logging
import pkgutil
from functools import lru_cache
from importlib.metadata import entry_points

import palabre.imports
from palabre.imports.contract import Import

ENTRY_POINTS = "palabre.imports"
_log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def every_format() -> tuple[Import, ...]:
    """One of each format: those of one tool first, any table last, each group by name."""
    kinds: dict[str, type[Import]] = {}
    for module in pkgutil.iter_modules(palabre.imports.__path__):
        if not module.name.startswith("_"):
            kinds.update(_kinds_in(importlib.import_module(f"palabre.imports.{module.name}")))
    for point in entry_points(group=ENTRY_POINTS):
        try:
            kind = point.load()
        except Exception:
            _log.exception("The import format %s cannot be loaded; the others go on", point.name)
            continue
        if inspect.isclass(kind) and issubclass(kind, Import):
            kinds.setdefault(kind.name, kind)
    found = [kind() for kind in kinds.values()]
    return tuple(sorted(found, key=lambda one: (one.generic, one.name)))


def _kinds_in(module: object) -> dict[str, type[Import]]:
    kinds = (kind for _, kind in inspect.getmembers(module, inspect.isclass))
    return {
        kind.name: kind
        for kind in kinds
        if issubclass(kind, Import)
        and not inspect.isabstract(kind)
        and not kind.__name__.startswith("_")
        and kind.__module__ == getattr(module, "__name__", "")
    }
