"""Listen to public conversation, map the people in it, decide, animate, protect, measure and audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palabre.notebook import open

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def __getattr__(name: str) -> object:
    if name == "open":
        from palabre import notebook

        return notebook.open
    raise AttributeError(f"module 'palabre' has no attribute {name!r}")
