"""The shape of the file of a strategy, for editors: a JSON Schema (2020-12) in French or in English.

An editor that reads it completes names and choices, shows under each field what it is for, and underlines what has not
its shape. It lets through whatever `palabre strategy check` can read, empty fields included.
"""

from __future__ import annotations

import dataclasses
import json
from contextvars import copy_context
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from palabre import words
from palabre.model.strategy import Strategy
from palabre.model.strategy.kinds import references_of
from palabre.strategy.wording import SECTIONS, choice_name, choices_of, section_words, told, words_of
from palabre.words import N_, _

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The name under which a schema is written beside a strategy; the first line of a template points at it.
FILE_NAME = "strategy.schema.json"
FIRST_LINE = f"# yaml-language-server: $schema={FILE_NAME}"
TITLE = N_("The strategy of an organisation")
ABOUT = N_("What we want, with whom, where, who does what, what may go wrong, and how we shall know.")
# Words are read as they are written: a number, or a yes in either language, is one without its quotes too.
_WRITTEN: dict[object, dict[str, object]] = {
    str: {"type": ["string", "number", "boolean", "null"]},
    int: {"type": ["integer", "null"]},
    float: {"type": ["number", "null"]},
    bool: {"enum": [True, False, "yes", "no", "oui", "non", None]},
    date: {"type": ["string", "null"], "format": "date"},
    datetime: {"type": ["string", "null"], "format": "date-time"},
}


def schema_of(language: str) -> dict[str, object]:
    """The schema with its titles, descriptions and examples in a language."""
    return copy_context().run(_schema, language)


def schema_text(language: str) -> str:
    """The same as the text of a file."""
    return json.dumps(schema_of(language), ensure_ascii=False, indent=1) + "\n"


def _schema(language: str) -> dict[str, object]:
    words.use(language)
    kinds: dict[str, dict[str, object]] = {}
    top = _value(Strategy, kinds)
    return {"$schema": DIALECT, "title": _(TITLE), "description": _(ABOUT), **top, "$defs": dict(sorted(kinds.items()))}


def _value(kind: type, kinds: dict[str, dict[str, object]]) -> dict[str, object]:
    """What a value holds; the values inside it are told once, by their name, in `kinds`."""
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: _field(kind, name, hint, kinds) for name, hint in hints.items()}
    return {"type": ["object", "null"], "properties": fields, "additionalProperties": False}


def _field(kind: type, name: str, hint: object, kinds: dict[str, dict[str, object]]) -> dict[str, object]:
    said = told(words_of(kind, name))
    shape = _shape(kind, name, hint, kinds)
    why = told(section_words(name)).why if kind is Strategy and name in SECTIONS else said.why
    section = references_of(kind).get(name, "")
    # The short names among which one chooses stand elsewhere in the file: the editor can only say where.
    where = f" → {section}" if section else ""
    example = {"examples": [_example(said.example, shape)]} if said.example else {}
    return {"title": said.label, "description": f"{why}{where}", **shape, **example}


def _shape(kind: type, name: str, hint: object, kinds: dict[str, dict[str, object]]) -> dict[str, object]:
    plain = _plain(hint)
    if isinstance(plain, type) and dataclasses.is_dataclass(plain):
        if plain.__name__ not in kinds:
            kinds[plain.__name__] = {}
            kinds[plain.__name__] = _value(plain, kinds)
        return {"$ref": f"#/$defs/{plain.__name__}"}
    if get_origin(plain) is tuple:
        item = _shape(kind, name, get_args(plain)[0], kinds)
        # A list of words may be one word, without its dash.
        return {"type": ["array", "null"] if "$ref" in item else ["array", "string", "number", "null"], "items": item}
    if get_origin(plain) is Literal:
        values = choices_of(kind, name)
        names = [choice_name(kind, name, value) for value in values]
        return {"enum": [*values, None], "enumDescriptions": [*names, ""]}
    return dict(_WRITTEN[plain])


def _example(text: str, shape: dict[str, object]) -> object:
    if "items" in shape:
        return [text]
    kinds = str(shape.get("type"))
    return (float(text) if "." in text else int(text)) if "string" not in kinds and text.isdecimal() else text


def _plain(hint: object) -> Any:  # noqa: ANN401 - a type, as typing gives it
    """A type without its annotation, and without the None that any field may be."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
        return _plain(hint)
    return hint
