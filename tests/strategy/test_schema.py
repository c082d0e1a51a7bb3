"""The schema that editors read: it takes what the reader takes, and refuses what the reader refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from palabre import words
from palabre.strategy.schema import DIALECT, schema_of, schema_text
from palabre.strategy.templates import TEMPLATES, template

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": (list, tuple),
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class Editor(SafeConstructor):
    """What JSON knows: it has no days."""


Editor.add_constructor("tag:yaml.org,2002:timestamp", lambda _self, node: node.value)


def refused(value: Any, shape: dict[str, Any], schema: dict[str, Any], where: str = "") -> list[str]:
    """Where a value has not the shape, by the few words of JSON Schema that ours is made of."""
    if "$ref" in shape:
        return refused(value, schema["$defs"][shape["$ref"].removeprefix("#/$defs/")], schema, where)
    if "enum" in shape and value not in shape["enum"]:
        return [where]
    kinds = shape.get("type", [])
    if kinds and not any(is_a(kind, value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return [where]
    found = []
    if isinstance(value, dict):
        for key, inner in value.items():
            known = shape["properties"].get(key)
            found += refused(inner, known, schema, f"{where}.{key}") if known else [f"{where}.{key}"]
    if isinstance(value, list):
        for number, inner in enumerate(value):
            found += refused(inner, shape["items"], schema, f"{where}.{number}")
    return found


def is_a(kind: str, value: object) -> bool:
    """Whether a value is of a kind of JSON, in which yes is no number."""
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def wrong(text: str, language: str = "en") -> list[str]:
    """Where a text has not the shape; days are words, as editors read them."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Editor
    schema = schema_of(language)
    return refused(yaml.load(text), schema, schema)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_has_the_shape(name: str, language: str) -> None:
    assert wrong(template(name, language), language) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("objectifs: []", ".objectifs"),
        ("objectives: [{goals: x}]", ".objectives.0.goals"),
        ("objectives: [{kind: conquer}]", ".objectives.0.kind"),
        ("objectives: [{target: many}]", ".objectives.0.target"),
        ("objectives: some words", ".objectives"),
        ("context: words", ".context"),
        ("accounts: [{two_factor: perhaps}]", ".accounts.0.two_factor"),
        ("organisation: {response_levels: [{level: 5}]}", ".organisation.response_levels.0.level"),
        ("organisation: {people: [{may: [sleep]}]}", ".organisation.people.0.may.0"),
    ],
)
def test_what_has_not_the_shape_is_refused_where_it_stands(text: str, where: str) -> None:
    assert wrong(text) == [where]


def test_what_the_reader_takes_is_taken() -> None:
    assert (
        wrong("""
        version: 1
        context: {names: Marée, organisation: 1664}
        objectives: [{id: a, due: 2027-03-31, target: 2.5, count_goal: {now: 12}, review: }]
        accounts: [{two_factor: oui}, {two_factor: no}]
        risks:
        """)
        == []
    )


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_example_has_the_shape_it_is_an_example_of(language: str) -> None:
    schema: Any = schema_of(language)
    fields = [one for kind in (schema, *schema["$defs"].values()) for one in kind["properties"].values()]

    assert [one for one in fields for example in one.get("examples", ()) if refused(example, one, schema)] == []
    assert all(one["title"] and one["description"] for one in fields)


def test_days_and_moments_say_so_and_a_name_says_where_it_is_given() -> None:
    schema: Any = schema_of("en")

    assert schema["$schema"] == DIALECT
    assert schema["$defs"]["Objective"]["properties"]["due"]["format"] == "date"
    assert schema["$defs"]["Shift"]["properties"]["since"]["format"] == "date-time"
    assert schema["$defs"]["Presence"]["properties"]["contact"]["description"].endswith("→ organisation.people")


def test_both_languages_have_one_shape_and_asking_leaves_the_language_as_it_was() -> None:
    def bare(shape: Any) -> Any:
        if isinstance(shape, list):
            return [bare(one) for one in shape]
        told = ("title", "description", "examples", "enumDescriptions")
        return {k: bare(v) for k, v in shape.items() if k not in told} if isinstance(shape, dict) else shape

    words.use("en")

    assert bare(json.loads(schema_text("fr"))) == bare(schema_of("en"))
    assert words.language() == "en"
