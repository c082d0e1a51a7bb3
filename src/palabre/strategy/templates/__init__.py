"""Strategies to start from: each explains itself, with what is sensible for its kind already chosen."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from palabre.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

# The name of each template, and for whom it was written.
TEMPLATES: Mapping[str, str] = {
    "brand": N_("A brand"),
    "institution": N_("A city, a museum, another institution"),
    "ngo": N_("An NGO, an association"),
    "open-community": N_("An open-source project, a community of members"),
    "event": N_("A festival, an event"),
}
LANGUAGES = ("en", "fr")


def template(name: str, language: str) -> str:
    """The text of a template, in English where there is none in that language; `KeyError` when none has that name."""
    if name not in TEMPLATES:
        raise KeyError(name)
    language = language if language in LANGUAGES else "en"
    return resources.files(__name__).joinpath(f"{name}.{language}.yaml").read_text(encoding="utf-8")
