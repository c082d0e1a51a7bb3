"""Three complete strategies of organisations that do not exist: a dairy, a city museum, a free program."""

from __future__ import annotations

from importlib.resources import files

EXAMPLES = ("dairy", "museum", "open-source")


def example(name: str, language: str) -> str:
    """The text of an example, in French or in English."""
    return files(__package__).joinpath(f"{name}.{language}.yaml").read_text(encoding="utf-8")
