"""What the plan needs against what is given: too few hours are refused with the arithmetic shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from palabre.strategy._phrases import Phrases, plain_of
from palabre.strategy.cost import TASK_NAMES, Cost, cost_of
from palabre.strategy.delays import DELAY_NORMS
from palabre.strategy.judging import Around, error, note, rule, warning
from palabre.strategy.naming import nearest
from palabre.strategy.norms import NORMS
from palabre.strategy.policy import called, people_of
from palabre.words import N_
from palabre.words.later import Said, Together

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path
    from palabre.strategy.cost import Line

# Hours needed for one given: from here it hurts, from there nobody can.
TIGHT, IMPOSSIBLE = 1.10, 1.50
# Nobody gives more in a week and lasts.
MOST_HOURS = 45
# How many lines a sentence shows before it adds up the rest.
SHOWN = 8

# Minutes a day, by the ways of saying them; a space is whatever stands between two words.
_MINUTES = {
    30: "(?:une )?demie? heure|1 2\\s*h(?:eure)?|trente min(?:utes)?|(?:half an|a half|half) hour|thirty min(?:utes)?",
    60: r"(?:une )?heure|1\s*h(?:eure)?|(?:an|one) hour|1\s*hr",
    20: "vingt min(?:utes)?|twenty min(?:utes)?",
    15: "(?:un )?quart d heure|quinze min(?:utes)?|(?:a )?quarter of an hour|fifteen min(?:utes)?",
    10: "dix min(?:utes)?|ten min(?:utes)?",
}
_WAYS = "|".join(f"(?P<m{minutes}>{ways})" for minutes, ways in _MINUTES.items())
_A_DAY = re.compile(
    (
        rf"\b(?:(?P<figure>\d{{1,2}})\s*(?:minutes|min|mn)|{_WAYS})"
        r" (?:(?:par|a|the|per|every|each|chaque|tous les|le) )?"
        r"(?:jours?|day|matins?|morning|soirs?|evening|quotidien(?:ne)?s?|daily)\b"
    ).replace(" ", " +")
)
_COUNTED = {"une": 1, "an": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
_A_WEEK = re.compile(
    (
        rf"\b(\d{{1,2}}|{'|'.join(_COUNTED)})\s*(?:heures?|hours?|h)"
        r" (?:par|a|per|each|every) (?:semaine|week)\b"
    ).replace(" ", " +")
)
_WORKING_DAYS = 5

TRAINEE = Phrases(
    (
        "(?:stagiaires?|alternante?s?|apprentie?s?) (?:qui |s en |s |en |le |la |les |va |vont |peut |peuvent |sait )*"
        "(?:occup|charg|ger|fera|feront|faire|fait|suffi|anime)",
        "confi\\w* (?:cela |ca )?(?:au|a la|a un|a une|a notre|aux|a l) (?:stagiaire|alternant|apprenti)",
        "(?:trainees?|interns?|apprentices?) (?:who |that |will |can |could |should |to )*"
        "(?:take|look|handle|do |does|run|manage|deal|be enough|is enough|animate)",
        "(?:boulot|travail|affaire) (?:du|de la|d un|d une) (?:stagiaire|alternant|apprenti)",
        "(?:prend\\w*|recrut\\w*|trouv\\w*) (?:un|une) (?:stagiaire|alternant|apprenti)",
        "(?:gere|anime|tenu|assure|faite?)e?s? par (?:un|une|le|la|notre) (?:stagiaire|alternant|apprenti)",
        "(?:handled|run|managed|done|animated) by (?:a|an|the|our) (?:trainee|intern|apprentice)",
        "(?:hire|take|get|find) (?:a|an) (?:trainee|intern|apprentice)",
        "(?:trainee|intern) s job",
        "(?:leave|left|give|given) (?:it |this |that )?to (?:a|an|the|our) (?:trainee|intern|apprentice)",
    ),
    unless=r"\b(?:ne|pas|jamais|aucun|not|never|no)(?: +(?:le|la|un|une|the|a|an|be))? +$",
)
FREE = Phrases(
    (
        "coute(?:ra|rait)? (?:presque )?rien",
        "c est gratuit",
        "ne coute pas un (?:sou|centime|euro)",
        "(?:reseaux(?: sociaux)?|comptes?|plateformes?|outils?|pages?) (?:est|sont) gratuit",
        "(?:zero|0) euros?",
        "(?:zero|0|aucun|sans) budget",
        "(?:budget|cout) (?:zero|nul|0)\\b",
        "coute(?:ra|rait)? (?:zero|0)\\b",
        "pas besoin d(?:e |un )?(?:budget|argent)",
        "at no cost",
        "won t cost (?:us )?(?:a thing|anything)",
        "(?:facebook|instagram|tiktok|linkedin|youtube) (?:est|is) (?:gratuit|free)",
        "costs? (?:us )?(?:almost )?nothing",
        "(?:it|that) s free",
        "(?:it|that) is free",
        "(?:social media|networks?|accounts?|platforms?|tools?|pages?) (?:is|are) free",
        "(?:zero|0|no) budget",
    ),
)


@rule
def the_plan_is_paid_for(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """What is given covers what is needed, in hours, in money and in what is said of both."""
    cost = cost_of(strategy, around.heard, today=around.today)
    yield from _hours_cover_it(cost)
    yield from _money_covers_it(strategy, cost)
    if cost.lines:
        yield from _nobody_pays_in_words(strategy, cost)


def _hours_cover_it(cost: Cost) -> Iterator[Finding]:
    """A trainee alone, or nobody, covers nothing."""
    here = ("resources", "time")
    if cost.unknown:
        missing = Together(tuple(Said(N_("{task}: {missing}"), {
            "task": Said(TASK_NAMES[one.task]), "missing": one.missing}) for one in cost.unknown))  # fmt: skip
        yield note("cost-partly-unknown" if cost.lines else "cost-unknown", "resources", missing=missing)
    if not cost.lines:
        return
    fields = arithmetic(cost)
    if not cost.declared:
        yield error("nobody-gives-time", *here, **fields)
    elif _only_trainees(cost):
        trainees = ", ".join(one.name for one in cost.people if one.hours)
        yield error("only-trainees-give-time", *here, **fields, who=trainees, euros=round(cost.money_declared))
    elif (ratio := _exact(cost)) >= IMPOSSIBLE:
        yield error("hours-far-too-few", *here, **fields)
    elif ratio >= TIGHT:
        yield warning("hours-too-few", *here, **fields)


def arithmetic(cost: Cost) -> dict[str, object]:
    """What fills a sentence that refuses: hours needed and given, and the lines, largest first."""
    counted = [one for one in cost.lines if one.is_counted]
    shown: list[Said | str] = [_told(one) for one in counted[:SHOWN]]
    if rest := counted[SHOWN:]:
        hours = round(sum(one.hours for one in rest), 1)
        shown.append(Said(N_("other lines: {count}, together {hours} h"), {"count": len(rest), "hours": hours}))
    return {
        "needed": round(cost.needed, 1),
        "declared": round(cost.declared, 1),
        "ratio": round(100 * _exact(cost)) if cost.declared else 0,
        "lines": Together(tuple(shown)),
    }


def _told(one: Line) -> Said:
    fields = {
        "task": Said(TASK_NAMES[one.task]),
        "about": one.about,
        "counted": one.counted,
        "sum": one.arithmetic,
    }
    if one.about:
        return Said(N_("{task} of “{about}” ({counted}): {sum}"), fields)
    return Said(N_("{task} ({counted}): {sum}"), fields)


def _exact(cost: Cost) -> float:
    """Hours needed for one given, without the dust of additions: 110.0 per cent is 110."""
    return round(cost.ratio or 0, 6)


def _only_trainees(cost: Cost) -> bool:
    return all(one.status == "trainee" for one in cost.people if one.hours)


def _nobody_pays_in_words(strategy: Strategy, cost: Cost) -> Iterator[Finding]:
    """“Half an hour a day”, “the trainee will do it”, “it costs nothing” are confronted with the arithmetic."""
    fields = arithmetic(cost)
    is_covered = cost.declared > 0 and _exact(cost) < TIGHT and not _only_trainees(cost)
    for path, text in _texts(strategy):
        phrase, hours = _hours_said(text)
        if phrase and not is_covered and hours * TIGHT < cost.needed:
            yield error("half-an-hour-a-day", *path, **fields, phrase=phrase, hours=hours)
        if not is_covered and (phrase := TRAINEE.first_in(text)):
            yield error("trainee-will-do-it", *path, **fields, phrase=phrase)
        if not _has_cost(strategy, path) and (phrase := FREE.first_in(text)):
            yield warning("it-costs-nothing", *path, **fields, phrase=phrase, euros=round(cost.money_needed))


def _texts(strategy: Strategy) -> Iterator[tuple[Path, str]]:
    """What is said to ourselves about the work; what the public is told (rules, statements, messages) is left out."""
    yield ("context", "about"), strategy.context.about
    for number, objective in enumerate(strategy.objectives):
        yield ("objectives", number, "goal"), objective.goal
    for number, place in enumerate(strategy.places):
        yield ("places", number, "why"), place.why
    for number, person in enumerate(strategy.organisation.people):
        yield ("organisation", "people", number, "role"), person.role
    for number, operation in enumerate(strategy.operations):
        yield ("operations", number, "brief"), operation.brief
        yield ("operations", number, "exit_plan"), operation.exit_plan
    for number, money in enumerate(strategy.resources.money):
        yield ("resources", "money", number, "what"), money.what
    for number, norm in enumerate(strategy.resources.norms):
        yield ("resources", "norms", number, "source"), norm.source


def _has_cost(strategy: Strategy, path: Path) -> bool:
    """Whether the text is an operation's whose cost is said: what is free there is free for the public."""
    return path[0] == "operations" and bool(strategy.operations[int(path[1])].cost)


def _hours_said(text: str) -> tuple[str, float]:
    """A time a day or a week that a text speaks of, as it is written, and what it makes in a working week."""
    plain = plain_of(text)
    found = _A_DAY.search(plain) or _A_WEEK.search(plain)
    if not found:
        return "", 0
    said = text[found.start() : found.end()] if len(plain) == len(text) else found.group()
    if found.re is _A_WEEK:
        return said, float(_COUNTED.get(found[1]) or found[1])
    minutes = int(found["figure"]) if found["figure"] else next(n for n in _MINUTES if found[f"m{n}"])
    return said, round(minutes * _WORKING_DAYS / 60, 2)


@rule
def people_can_give_it(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Nobody gives more hours than a week has for one; whoever is called or answers gives some."""
    del around
    given: dict[str, float] = {}
    for number, one in enumerate(strategy.resources.time):
        if one.hours_a_week is None:
            yield warning("time-without-hours", "resources", "time", number, who=_person(strategy, one.person))
        given[one.person] = given.get(one.person, 0) + max(0, one.hours_a_week or 0)
        if given[one.person] > MOST_HOURS:
            fields = {"who": _person(strategy, one.person), "hours": given[one.person], "most": MOST_HOURS}
            yield warning("too-many-hours-for-one", "resources", "time", number, **fields)
    if not any(given.values()):
        return
    seen: set[str] = set()
    for path, who in _counted_on(strategy):
        if who and who not in seen and not given.get(who):
            yield warning("gives-no-time", *path, who=_person(strategy, who))
        seen.add(who)


def _counted_on(strategy: Strategy) -> Iterator[tuple[Path, str]]:
    """Who is on call or owns a response level, with where it is said."""
    known = {one.id for one in strategy.organisation.people if one.id}
    for number, who in enumerate(strategy.organisation.on_call.turns):
        if who in known:
            yield ("organisation", "on_call", "turns", number), who
    for number, level in enumerate(strategy.organisation.response_levels):
        for place, who in enumerate(level.who):
            if who in known:
                yield ("organisation", "response_levels", number, "who", place), who


def _person(strategy: Strategy, who: str) -> str:
    return called(who, people_of(strategy.organisation)) or "?"


@rule
def norms_can_be_used(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A norm of our own names a task that is counted, has a value, and says how it is known."""
    del around
    known = (*NORMS, *DELAY_NORMS)
    for number, norm in enumerate(strategy.resources.norms):
        here = ("resources", "norms", number)
        if norm.task not in known:
            near = nearest(norm.task, known)
            fields = {"task": norm.task or "?", "nearest": near, "known": ", ".join(known)}
            yield error("norm-near" if near else "norm-unknown", *here, **fields)
        elif norm.value is None or norm.value < 0 or (norm.value == 0 and norm.task in DELAY_NORMS):
            yield error("norm-without-value", *here, task=norm.task)
        elif not norm.source.strip():
            yield note("norm-without-source", *here, task=norm.task)


def _money_covers_it(strategy: Strategy, cost: Cost) -> Iterator[Finding]:
    """Operations that cost have money set aside, and the year's needs are covered."""
    operations = sum(one.cost for one in strategy.operations if one.cost and one.cost > 0)
    fields = {
        "needed": round(cost.money_needed),
        "declared": round(cost.money_declared),
        "operations": round(operations),
        "lines": Together(
            tuple(Said(N_("{what}: €{euros}"), {"what": one.what, "euros": round(one.euros)}) for one in cost.money)
        ),
    }
    if operations and not cost.money_declared:
        yield error("no-money-for-operations", "resources", "money", **fields)
    elif cost.money_declared and cost.money_needed >= TIGHT * cost.money_declared:
        yield warning("money-too-little", "resources", "money", **fields)
