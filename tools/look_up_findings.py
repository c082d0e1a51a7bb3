"""The look-up page of what the judge of a strategy says: every code, how serious it is, and its three sentences."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from palabre import strategy, words
from palabre.strategy import vanity
from palabre.strategy.judging import BEGINNING
from palabre.words import _, findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SAID = {
    "en": {
        "title": "What the judge says",
        "made": "This page is made from the code. [En français](constats.md).",
        "about": "`palabre strategy check` and the pages of the strategy say these. An **error** keeps a strategy from "
        "being adopted until someone mends it, or overrides it by name and in writing; a **warning** will hurt and may "
        "be lived with; a **note** is worth knowing. Codes are the same in both languages and do not change; where "
        "two severities stand, what was found decides. “…” stands for the names and figures of your strategy.",
        "code": "code",
        "severity": "is",
        "what": "what is wrong",
        "why": "why it matters",
        "do": "what to do",
        "error": "error",
        "warning": "warning",
        "note": "note",
    },
    "fr": {
        "title": "Ce que dit le juge",
        "made": "Cette page est tirée du code. [In English](findings.md).",
        "about": "Voilà ce que disent `palabre strategy check` et les pages de la stratégie. Une **erreur** empêche "
        "d’adopter la stratégie tant que personne ne la corrige, ou ne passe outre en donnant son nom et sa raison par "
        "écrit ; un **avertissement** annonce un ennui avec lequel on peut choisir de vivre ; une **remarque** est "
        "bonne à savoir. Les codes sont les mêmes dans les deux langues et ne changent pas ; quand deux gravités sont "
        "données, c’est ce qui a été trouvé qui décide. « … » tient la place des noms et des chiffres de votre "
        "stratégie.",
        "code": "code",
        "severity": "gravité",
        "what": "ce qui ne va pas",
        "why": "pourquoi cela compte",
        "do": "que faire",
        "error": "erreur",
        "warning": "avertissement",
        "note": "remarque",
    },
}
AREAS = {
    "shape": ("The writing of the file", "L’écriture du fichier"),
    "references": ("Short names", "Les noms courts"),
    "order": ("What for, with whom, then where", "Pour quoi, avec qui, puis où"),
    "contracts": ("Indicators and targets", "Indicateurs et cibles"),
    "vanity": ("Goals in numbers of followers", "Les objectifs en nombre d’abonnés"),
    "delays": ("Delays", "Les délais"),
    "buying": ("Audiences that are bought", "Les publics achetés"),
    "evidence": ("Platforms on trial, and what was heard", "Bancs d’essai, et ce qui s’est entendu"),
    "register": ("Accounts and their keys", "Les comptes et leurs clés"),
    "policy": ("Who may do what", "Qui peut faire quoi"),
    "levels": ("Response levels", "Les niveaux de réponse"),
    "chains": ("Internal contacts and approvals", "Référents et circuits de validation"),
    "hours": ("Hours", "Les horaires"),
    "rota": ("On-call rota", "Les astreintes"),
    "operations": ("Operations", "Les opérations"),
    "cost": ("Hours and money", "Le temps et l’argent"),
    "risks": ("The risk interview", "L’entretien sur les risques"),
    "scenarios": ("Sensitive subjects and scenarios", "Sujets sensibles et scénarios"),
    "adopting": ("What was adopted, and its reviews", "Ce qui a été adopté, et ses bilans"),
}
_SAY = frozenset(("error", "warning", "note"))
_FIELD = re.compile(r"\{\w+\}")


def findings_lines() -> Iterator[str]:
    """The page, in the language of the process."""
    said = SAID[words.language()]
    yield from (f"# {said['title']}", "", said["made"], "", said["about"])
    for area, titles in AREAS.items():
        yield from ("", f"## {titles[words.language() == 'fr']}", "")
        yield f"| {' | '.join(said[one] for one in ('code', 'severity', 'what', 'why', 'do'))} |"
        yield "|---|---|---|---|---|"
        told: Mapping[str, findings.Told] = import_module(f"palabre.words.findings._{area}").FINDINGS
        for code, one in told.items():
            sentences = (_cell(_(sentence)) for sentence in (one.what, one.why, one.what_to_do))
            yield f"| `{code}` | {_severity(code, area, said)} | {' | '.join(sentences)} |"


def areas() -> frozenset[str]:
    """The areas that have sentences."""
    return frozenset(module.name.removeprefix("_") for module in iter_modules(findings.__path__))


def _cell(sentence: str) -> str:
    return _FIELD.sub("…", sentence).replace("|", "\\|").replace("\n", " ")


def _severity(code: str, area: str, said: dict[str, str]) -> str:
    # Whatever cannot be read stops a strategy: no rule decides it.
    severities = {"error"} if area == "shape" else severities_of().get(code, set())
    if area == "vanity" and not severities:
        severities = {vanity.SEVERITIES.get(code, "warning")}
    return " · ".join(said[one] for one in ("error", "warning", "note") if one in severities)


@lru_cache(maxsize=1)
def severities_of() -> Mapping[str, set[str]]:
    """How serious each code is, read from the rules; several where a rule decides, none where that cannot be read."""
    found: dict[str, set[str]] = {BEGINNING: {"error"}}
    for module in sorted(Path(str(strategy.__file__)).parent.glob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
        yielded = {one.name: _yielded(one) for one in functions}
        for function in functions:
            for code, severity in _told_by(function, yielded):
                found.setdefault(code, set()).add(severity)
    return found


def _yielded(function: ast.FunctionDef) -> set[str]:
    """The codes that a function gives one after the other."""
    given = (one.value for one in ast.walk(function) if isinstance(one, ast.Yield) and one.value)
    return {text for value in given for text in _texts(value)}


def _told_by(function: ast.FunctionDef, yielded: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    names = _assigned(function, yielded)
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
            # `say = error if … else warning`.
            severities = {call.func.id} & _SAY or names.get(call.func.id, set()) & _SAY
            code = call.args[0]
            codes = names.get(code.id, set()) if isinstance(code, ast.Name) else _texts(code)
            yield from ((one, severity) for one in codes for severity in severities)


def _assigned(function: ast.FunctionDef, yielded: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """What each name of a function may hold: texts, names of functions, or what another function gives."""
    found: dict[str, set[str]] = {}
    for one in ast.walk(function):
        if isinstance(one, (ast.For, ast.comprehension)) and isinstance(one.target, ast.Name):
            if isinstance(one.iter, ast.Call) and isinstance(one.iter.func, ast.Name):
                found.setdefault(one.target.id, set()).update(yielded.get(one.iter.func.id, set()))
        elif isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            held = {part.id for part in ast.walk(one.value) if isinstance(part, ast.Name)}
            found.setdefault(one.targets[0].id, set()).update(_texts(one.value) | (held & _SAY))
    return found


def _texts(value: ast.expr) -> set[str]:
    """The texts among which an expression chooses."""
    if isinstance(value, ast.IfExp):
        return _texts(value.body) | _texts(value.orelse)
    return {value.value} if isinstance(value, ast.Constant) and isinstance(value.value, str) else set()
