"""Crisis scenarios: drafted from the people we have, and judged as one would want them on a Friday evening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from palabre.model.strategy import Fact, RelaySubject, Scenario, ScenarioKind
from palabre.strategy._phrases import Phrases, plain_of
from palabre.strategy.drafts import Draft, draft_of
from palabre.strategy.judging import Around, error, rule, warning
from palabre.strategy.policy import called, people_of
from palabre.words import N_, translations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from palabre.model.strategy import Network, Organisation, SensitiveSubject, Strategy
    from palabre.model.strategy.findings import Finding

__all__ = ["KIND_NAMES", "draft"]

KIND_NAMES: Mapping[ScenarioKind, str] = {
    "product_safety": N_("Product safety"),
    "ethics": N_("Ethics"),
    "service_failure": N_("Service failure"),
    "employee_speech": N_("Words by one of us"),
    "diverted_advert": N_("Diverted advert"),
    "competitor_attack": N_("Competitor’s attack"),
    "rumour": N_("Rumour"),
    "legal": N_("Justice and authorities"),
}
# Who is meant where nobody is named yet; the brackets make it a blank to fill.
UNNAMED: Mapping[str, str] = {
    "guide": N_("[who guides the strategy]"),
    "decider": N_("[who decides]"),
    "legal": N_("[who, for legal matters]"),
    "care": N_("[who, for customers and users]"),
    "quality": N_("[who, for quality]"),
    "technical": N_("[who, for technical matters]"),
    "people": N_("[who, for staff and volunteers]"),
    "press": N_("[who, for the press]"),
    "security": N_("[who, for security]"),
    "other": N_("[who]"),
}
# From this level on the relay reads first: a subject must be watched, known by someone and prepared.
PREPARED_FROM = 2
_BLANK = re.compile(r"\[[^\[\]]*\]")
_LAWYER = re.compile(r"\b(?:juri|legal|lawyer|avocat|counsel|solicitor|droit\b)")

# Just before a promise: “we cannot say that there is” promises nothing.
_NOT_SAID = (
    r"\b(?:pas|jamais|impossible de|peut|cannot|can t|not|never|nobody can)"
    r" +(?:dire|affirmer|garantir|assurer|promettre|say|state|promise|claim|tell)\b(?: +\w+){0,6} +$"
)
PROMISES = Phrases(
    (
        "aucun (?:risque|danger)",
        "zero risque",
        "sans (?:aucun )?(?:risque|danger)",
        "ne se reproduira",
        "n arrivera plus",
        "(?:parfaitement|totalement|absolument) surs?\\b",
        "nous garantissons",
        "rien a (?:cacher|craindre|nous reprocher)",
        "(?:incident|cas) isole",
        "(?:tout|situation) est (?:sous controle|maitrisee?)",
        "(?:produits?|clients?|donnees|visiteurs?) (?:est|sont) (?:tous |toutes )?(?:surs?\\b|en securite)",
        "(?:products?|data|customers?|visitors?|everyone) (?:is|are) (?:all )?safe\\b",
        "no (?:risk|danger)",
        "zero risk",
        "(?:perfectly|completely|totally|absolutely) safe",
        "risk free",
        "(?:never|not) happen again",
        "we guarantee",
        "nothing to (?:hide|worry|fear)",
        "isolated (?:incident|case)",
        "(?:everything|situation) is (?:fully )?under control",
    ),
    unless=_NOT_SAID,
)
BLAMES = Phrases(
    (
        "la faute (?:de|du|des|d)\\b",
        "(?:est|sont|seule?s?) responsables? de (?:cet|cette|ce)\\b",
        "mauvaise utilisation",
        "mal (?:utilise|lu)",
        "aura(?:it|ient) du (?:lire|verifier|faire|savoir)",
        "n avai(?:t|ent) qu a",
        "mensonge",
        "calomni",
        "diffamat",
        "malveillan",
        "orchestree?s?\\b",
        "denigrement",
        "n (?:a|ont|avaient|avait) pas respecte",
        "(?:fournisseur|prestataire|sous traitant|salarie|employe|client|agence)s? (?:est|sont) responsable",
        "fault of",
        "(?:their|your) own fault",
        "(?:is|are) to blame",
        "misus(?:e|ed|ing)\\b",
        "should have (?:read|checked|known)",
        "acted alone",
        "did not follow",
        "lies\\b",
        "smear",
        "slander",
        "defam",
        "malicious",
    ),
)


def draft(kind: ScenarioKind, subject: SensitiveSubject, strategy: Strategy, *, language: str) -> Scenario:
    """A scenario of a kind for a subject, in a language, with our own people in it and [blanks] to fill.

    The cell is the guide, the relays who know, and who decides; a place nobody holds stays a blank in the text. Its
    channels are those of our open places among the usual ones of the kind.
    """
    drafted, say = draft_of(kind), translations(language).gettext
    who = _who(strategy.organisation)
    names = _names(strategy.organisation, who, say)
    names["subject"] = subject.subject or say(KIND_NAMES[kind])

    def said(sentence: str) -> str:
        return say(sentence).format(**names)

    return Scenario(
        id=f"{subject.id or 'scenario'}-{kind.replace('_', '-')}",
        kind=kind,
        subject=subject.id,
        trigger=said(drafted.trigger),
        critics=tuple(map(said, drafted.critics)),
        facts=tuple(Fact(fact=said(fact), source=source.format(**names)) for fact, source in drafted.facts),
        holding_statement=said(drafted.holding_statement),
        cell=_cell(drafted, who),
        first_hour=tuple(map(said, drafted.first_hour)),
        channels=_channels(drafted, strategy),
        not_do=tuple(map(said, drafted.not_do)),
    )


def _who(organisation: Organisation) -> Mapping[str, str]:
    """The id of who holds each part, where someone does."""
    relays = {one.subject: one.who or one.backup for one in reversed(organisation.relays) if one.subject}
    found: dict[str, str] = {subject: relays.get(subject, "") for subject in get_args(RelaySubject)}
    found["guide"] = organisation.guide
    found["decider"] = next(_deciders(organisation), "")
    return found


def _names(organisation: Organisation, who: Mapping[str, str], say: Callable[[str], str]) -> dict[str, str]:
    people = {one.id: one.name for one in organisation.people if one.id}
    return {part: people.get(who[part]) or who[part] or say(unnamed) for part, unnamed in UNNAMED.items()}


def _cell(drafted: Draft, who: Mapping[str, str]) -> tuple[str, ...]:
    parts = ("guide", *drafted.cell, "decider")
    return tuple(dict.fromkeys(who[part] for part in parts if who[part]))


def _channels(drafted: Draft, strategy: Strategy) -> tuple[Network, ...]:
    ours = {place.network for place in strategy.places if place.network and place.state != "closed"}
    return tuple(one for one in drafted.channels if one in ours) if ours else drafted.channels


def _deciders(organisation: Organisation) -> Iterator[str]:
    """Who may decide, the highest first: those of level 4, those named for it, those matters go up to."""
    levels = sorted(organisation.response_levels, key=lambda one: -(one.level or 0))
    for one in levels:
        if one.level == 4:
            yield from (one.escalates_to, *one.who) if one.escalates_to else one.who
    yield from (one.id for one in organisation.people if one.id and "decide" in one.may)
    yield from (one.escalates_to for one in levels if one.escalates_to)
    yield from (one.id for one in organisation.people if one.id and one.status == "elected")


@rule
def sensitive_subjects_are_prepared(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """From level 2 on, a sensitive subject is watched, known by a relay, and has its scenario."""
    del around
    with_scenario = {one.subject for one in strategy.scenarios if one.subject}
    for number, subject in enumerate(strategy.sensitive_subjects):
        if (subject.level or 0) < PREPARED_FROM:
            continue
        here, fields = ("sensitive_subjects", number), {"subject": _name(subject, number), "level": subject.level}
        if not subject.scenario and subject.id not in with_scenario:
            yield error("subject-without-scenario", *here, **fields)
        if not (subject.radar or subject.query.strip() or subject.words):
            yield error("subject-not-watched", *here, **fields)
        if not subject.relay:
            yield error("subject-without-relay", *here, **fields)


def _name(subject: SensitiveSubject, number: int) -> str | int:
    return subject.subject or subject.id or number + 1


@rule
def scenarios_are_whole(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A scenario can be followed by someone who was not there when it was written, and holds no blank."""
    del around
    for number, scenario in enumerate(strategy.scenarios):
        here, name = ("scenarios", number), scenario.id or number + 1
        if not scenario.trigger.strip():
            yield warning("scenario-without-trigger", *here, scenario=name)
        if not scenario.facts:
            yield warning("scenario-without-facts", *here, scenario=name)
        if not scenario.holding_statement.strip():
            yield error("scenario-without-statement", *here, scenario=name)
        if not scenario.cell:
            yield error("scenario-without-cell", *here, scenario=name)
        if not scenario.first_hour:
            yield error("scenario-without-first-hour", *here, scenario=name)
        if not scenario.channels:
            yield warning("scenario-without-channels", *here, scenario=name)


@rule
def statements_are_ready(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A holding statement has no blank, promises nothing that nobody knows yet, and blames nobody."""
    del around
    for number, scenario in enumerate(strategy.scenarios):
        name, text = scenario.id or number + 1, scenario.holding_statement
        here = ("scenarios", number, "holding_statement")
        if blanks := _BLANK.findall(text):
            yield error("statement-with-blanks", *here, scenario=name, blanks=", ".join(dict.fromkeys(blanks)))
        if promise := PROMISES.first_in(text):
            yield warning("statement-promises", *here, scenario=name, phrase=promise)
        if blame := BLAMES.first_in(text):
            yield warning("statement-blames", *here, scenario=name, phrase=blame)
        others = " ".join((scenario.trigger, *(one.fact for one in scenario.facts), *scenario.first_hour))
        if blanks := _BLANK.findall(others):
            fields = {"scenario": name, "blanks": ", ".join(dict.fromkeys(blanks))}
            yield warning("scenario-with-blanks", "scenarios", number, **fields)


@rule
def cells_can_act(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A crisis cell is more than one person, one of whom knows the law and one of whom may decide."""
    del around
    lawyers, deciders = _lawyers(strategy.organisation), set(_deciders(strategy.organisation))
    for number, scenario in enumerate(strategy.scenarios):
        cell = set(scenario.cell)
        if not cell:
            continue
        here, name = ("scenarios", number, "cell"), scenario.id or number + 1
        if len(cell) == 1:
            yield warning(
                "cell-of-one", *here, scenario=name, who=called(scenario.cell[0], people_of(strategy.organisation))
            )
        if not cell & lawyers:
            yield warning("cell-without-legal", *here, scenario=name)
        if not cell & deciders:
            yield error("cell-without-decider", *here, scenario=name)


def _lawyers(organisation: Organisation) -> set[str]:
    """Legal relays and their back-ups, and people whose role says so."""
    relays = {who for one in organisation.relays if one.subject == "legal" for who in (one.who, one.backup) if who}
    return relays | {one.id for one in organisation.people if one.id and _LAWYER.search(plain_of(one.role))}
