"""The look-up page of the strategy file: each section, what each field is for, what may be written there."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args, get_origin, get_type_hints

from palabre import words
from palabre.model import strategy
from palabre.model.strategy import Context, Network, Objective, Sector, Sentences, Strategy
from palabre.model.strategy.kinds import references_of
from palabre.strategy.delays import DELAY_NORMS, DELAYS
from palabre.strategy.norms import NORMS, UNIT_NAMES
from palabre.strategy.questions import questions_for
from palabre.strategy.schema import FIRST_LINE
from palabre.strategy.wording import SECTIONS, choice_name, choices_of, section_words, told, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID = {
    "en": {
        "title": "The strategy file",
        "made": "This page is made from the code. [En français](fichier-de-strategie.md).",
        "about": "`strategy.yaml`, in the folder of a workspace, says what you want, with whom, where and how. Its "
        "sections follow the order in which one decides. Every field may be missing: `palabre strategy check` says "
        "what is wanting, why it matters and what to do.",
        "names": "Parts name each other by their **short name** (`id`): letters, digits and dashes, the same nowhere "
        "else in its list. Days are written `2027-03-31`, moments with their time zone `2027-03-31T18:00+02:00`, "
        "numbers without spaces and with a dot (`2.5`). Anchors, aliases and tags of YAML are refused.",
        "schema": "Editors that know JSON Schema complete and check the file as you write: "
        "[strategy.schema.json](strategy.schema.json) ([in French](strategy.schema.fr.json)). In an editor that runs "
        "yaml-language-server, the first line of the file is enough, with the schema beside it:",
        "field": "field",
        "means": "is for",
        "written": "is written",
        "example": "for example",
        "top": "The top of the file",
        "part": "Each item of `{fields}`",
        "within": "Under `{fields}`",
        "list": "list: {items}",
        "items": "items, below",
        "fields": "fields, below",
        "short": "short name, from `{section}`",
        "radar": "name of a radar",
        "id": "short name",
        "sentences": "sentences",
        "network": "one of the [networks](#networks)",
        "networks": "Networks",
        "questions": "Questions of the risk interview",
        "about_questions": "Each risk names one of them in `question`: those of everyone and those of the sector that "
        "`context.sector` names. These names do not change.",
        "sector": "sector",
        "everyone": "everyone",
        "risk": "the risk",
        "norms": "Norms of work",
        "about_norms": "What hours and money are counted from, and the least delay of each kind of objective. They "
        "come from the trade: `resources.norms` replaces any of them, by its `task`, with a value that you measured, "
        "in the same unit.",
        "delay": "The least time for an objective: {kind}",
        "name": "name",
        "str": "words",
        "int": "whole number",
        "float": "number",
        "bool": "`yes` or `no`",
        "date": "day",
        "datetime": "moment",
    },
    "fr": {
        "title": "Le fichier de stratégie",
        "made": "Cette page est tirée du code. [In English](strategy-file.md).",
        "about": "`strategy.yaml`, dans le dossier de l’espace, dit ce que vous voulez, avec qui, où et comment. Ses "
        "sections suivent l’ordre dans lequel on décide. Tout champ peut manquer : `palabre strategy check` dit ce "
        "qui manque, pourquoi cela compte et que faire.",
        "names": "Les parties se nomment entre elles par leur **nom court** (`id`) : lettres, chiffres et tirets, "
        "unique dans sa liste. Un jour s’écrit `2027-03-31`, un moment avec son fuseau `2027-03-31T18:00+02:00`, un "
        "nombre sans espace et avec un point (`2.5`). Ancres, alias et étiquettes de YAML sont refusés.",
        "schema": "Les éditeurs qui connaissent JSON Schema complètent et vérifient le fichier pendant que vous "
        "l’écrivez : [strategy.schema.fr.json](strategy.schema.fr.json) ([en anglais](strategy.schema.json)). Dans un "
        "éditeur muni de yaml-language-server, la première ligne du fichier suffit, avec le schéma à côté :",
        "field": "champ",
        "means": "sert à",
        "written": "s’écrit",
        "example": "par exemple",
        "top": "Le haut du fichier",
        "part": "Chaque élément de `{fields}`",
        "within": "Sous `{fields}`",
        "list": "liste : {items}",
        "items": "éléments, plus bas",
        "fields": "champs, plus bas",
        "short": "nom court, pris dans `{section}`",
        "radar": "nom d’un radar de veille",
        "id": "nom court",
        "sentences": "phrases",
        "network": "l’un des [réseaux](#réseaux)",
        "networks": "Réseaux",
        "questions": "Les questions de l’entretien sur les risques",
        "about_questions": "Chaque risque nomme l’une d’elles dans `question` : celles de tous et celles du secteur "
        "que donne `context.sector`. Ces noms ne changent pas.",
        "sector": "secteur",
        "everyone": "tous",
        "risk": "le risque",
        "norms": "Les normes de travail",
        "about_norms": "Ce dont se comptent les heures et l’argent, et le délai minimal de chaque type d’objectif. "
        "Elles viennent du métier : `resources.norms` remplace n’importe laquelle, par son nom (`task`), par une "
        "valeur que vous avez mesurée, dans la même unité.",
        "delay": "Le délai minimal d’un objectif : {kind}",
        "name": "nom",
        "str": "mots",
        "int": "nombre entier",
        "float": "nombre",
        "bool": "`oui` ou `non`",
        "date": "jour",
        "datetime": "moment",
    },
}


def strategy_lines() -> Iterator[str]:
    """The page, in the language of the process."""
    said = SAID[words.language()]
    yield from (f"# {said['title']}", "", said["made"], "", said["about"], "", said["names"], "", said["schema"])
    yield from ("", "```yaml", FIRST_LINE, "```", "", f"## {said['top']}")
    yield from _table(Strategy, [one.name for one in dataclasses.fields(Strategy) if one.name not in SECTIONS])
    for name in SECTIONS:
        section = told(section_words(name))
        yield from ("", f"## {section.title} (`{name}`)", "", section.why)
        yield from _part(Strategy, name, name)
    yield from ("", f"## {said['networks']}", "", f"| {said['written']} | {said['name']} |", "|---|---|")
    yield from (f"| `{one}` | {choice_name(strategy.Presence, 'network', one)} |" for one in get_args(Network))
    yield from _questions()
    yield from _norms()


def _questions() -> Iterator[str]:
    """The questions of the risk interview, by their ids: those of everyone, then those of each sector."""
    said = SAID[words.language()]
    everyone = [one for one in questions_for(None) if all(one in questions_for(kind) for kind in get_args(Sector))]
    groups = {said["everyone"]: everyone}
    for sector in get_args(Sector):
        own = [one for one in questions_for(sector) if one not in everyone]
        groups[choice_name(Context, "sector", sector)] = own
    yield from ("", f"## {said['questions']}", "", said["about_questions"])
    yield from ("", f"| {said['sector']} | `question` | {said['risk']} |", "|---|---|---|")
    for name, asked in groups.items():
        yield from (f"| {name} | `{one.id}` | {words._(one.risk)} |" for one in asked)


def _norms() -> Iterator[str]:
    """The norms of work, by the task under which `resources.norms` replaces each."""
    said = SAID[words.language()]
    yield from ("", f"## {said['norms']}", "", said["about_norms"])
    yield from ("", f"| `task` | {said['means']} | `value` |", "|---|---|---|")
    for one in NORMS.values():
        yield f"| `{one.id}` | {words._(one.label)} | {words.number(one.value)} {words._(UNIT_NAMES[one.unit])} |"
    for task, (kind, usual) in zip(DELAY_NORMS, DELAYS.items(), strict=True):
        goal = said["delay"].format(kind=choice_name(Objective, "kind", kind))
        yield f"| `{task}` | {goal} | {words.number(round(usual.least / 7))} {words._(UNIT_NAMES['weeks'])} |"


def _part(kind: type, name: str, path: str) -> Iterator[str]:
    """The fields of what a field holds, then of what these hold."""
    inner, is_list = _held(get_type_hints(kind)[name])
    said = SAID[words.language()]
    if inner is None:
        return
    if "." in path:
        yield from ("", f"### {said['part' if is_list else 'within'].format(fields=path)}")
    fields = [one.name for one in dataclasses.fields(inner)]
    yield from _table(inner, fields)
    for one in fields:
        yield from _part(inner, one, f"{path}.{one}")


def _held(hint: object) -> tuple[type | None, bool]:
    """The kind of value a field holds, and whether it holds a list of them; None for words and numbers."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint, False
    found = next((kind for one in get_args(hint) if (kind := _held(one)[0])), None)
    return found, get_origin(hint) is tuple


def _table(kind: type, fields: list[str]) -> Iterator[str]:
    said = SAID[words.language()]
    yield from (
        "",
        f"| {said['field']} | {said['means']} | {said['written']} | {said['example']} |",
        "|---|---|---|---|",
    )
    for name in fields:
        one = told(words_of(kind, name))
        yield f"| `{name}` | **{one.label}.** {one.why} | {_written(kind, name)} | {one.example} |".replace("  |", " |")


def _written(kind: type, name: str) -> str:
    said = SAID[words.language()]
    hint = get_type_hints(kind, include_extras=True)[name]
    inner, is_list = _held(get_type_hints(kind)[name])
    if inner:
        return said["items" if is_list else "fields"]
    one = _one(kind, name, hint)
    return said["list"].format(items=one) if get_origin(hint) is tuple else one


def _one(kind: type, name: str, hint: object) -> str:
    said = SAID[words.language()]
    choices = choices_of(kind, name)
    if choices == get_args(Network):
        return said["network"]
    if choices:
        return " · ".join(f"`{one}` {choice_name(kind, name, one)}" for one in choices)
    if section := references_of(kind).get(name):
        return said["radar"] if section == "radars" else said["short"].format(section=section)
    if name == "id":
        return said["id"]
    held = set(_leaves(hint))
    if Sentences() in held:
        return said["sentences"]
    return next(said[one.__name__] for one in (str, int, float, bool, date, datetime) if one in held)


def _leaves(hint: object) -> Iterator[object]:
    """All that a type is made of, its annotations included."""
    if not get_args(hint):
        yield hint
    for one in get_args(hint):
        yield from _leaves(one)
