"""How everything in a strategy is called, what it is for, and an example; forms, the schema and the docs say the same.

Words are kept in English as they are written here; `told` gives them in the language of the current context.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from types import NoneType
from typing import Literal, get_args, get_origin, get_type_hints, overload

from palabre.model.strategy import Strategy
from palabre.strategy.wording import _aims, _content, _context, _organisation, _risks, _strategy
from palabre.strategy.wording._choices import NAMES, OWN
from palabre.strategy.wording._sections import SECTIONS
from palabre.strategy.wording._shape import Section, Words
from palabre.words import _
from palabre.words.later import Said, Together, listed

__all__ = [
    "SECTIONS", "WORDS", "Section", "Words", "choice_name", "choices_of", "choices_said", "section_name",
    "section_words", "told", "words_of",
]  # fmt: skip

WORDS: dict[type, dict[str, Words]] = (
    _strategy.WORDS | _context.WORDS | _aims.WORDS | _organisation.WORDS | _content.WORDS | _risks.WORDS
)


def words_of(kind: type, field: str) -> Words:
    """What is said of a field, in English; `told` gives it in the language of the current context."""
    return WORDS[kind][field]


def section_words(name: str) -> Section:
    """What is said of a section of the file, in English."""
    return SECTIONS[name]


@overload
def told(words: Words) -> Words: ...
@overload
def told(words: Section) -> Section: ...
def told(words: Words | Section) -> Words | Section:
    """The same words in the language of the current context."""
    if isinstance(words, Section):
        return Section(_(words.title), _(words.why))
    # Nothing has no translation: the catalogue keeps its own header there.
    return Words(_(words.label), _(words.why), _(words.example) if words.example else "")


@lru_cache(maxsize=512)
def choices_of(kind: type, field: str) -> tuple[str | int, ...]:
    """The values among which a field, or each item of its list, is chosen; none when it is free."""
    choice = _choice(get_type_hints(kind)[field])
    return get_args(choice) if choice else ()


def choice_name(kind: type, field: str, value: str | int) -> str:
    """How a choice is called, in the language of the current context."""
    return _(_names(kind, field)[value])


def choices_said(kind: type, field: str, values: Iterable[str | int]) -> Together:
    """How choices are called, each once and in quotes, in the language of whoever reads it."""
    names = _names(kind, field)
    return listed(Said(names[value]) for value in dict.fromkeys(values))


def section_name(section: str) -> str:
    """How the list at a section is called, in English: that of `organisation.people` is “People”."""
    top, _dot, inside = section.partition(".")
    return words_of(get_type_hints(Strategy)[top], inside).label if inside else section_words(top).title


def _names(kind: type, field: str) -> dict[str | int, str]:
    own = OWN.get((kind, field))
    return own if own is not None else NAMES[_choice(get_type_hints(kind)[field])]


def _choice(hint: object) -> object:
    """The `Literal` in a type, whatever holds it; None when there is none."""
    if get_origin(hint) is Literal:
        return hint
    held = (one for one in get_args(hint) if one not in (NoneType, Ellipsis))
    return next((found for one in held if (found := _choice(one))), None)
