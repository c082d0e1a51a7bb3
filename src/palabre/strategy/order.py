"""First what for and with whom, then where and how: what comes before its reason is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from palabre.errors import QueryError
from palabre.model.strategy import Content, Context, Strategy
from palabre.strategy._plain import plain, spelt
from palabre.strategy.judging import BEGINNING, Around, error, note, rule, warning
from palabre.words.later import Said

if TYPE_CHECKING:
    from palabre.model.strategy import Objective
    from palabre.model.strategy.findings import Finding, Path

# A review that comes later than this after the day it judges has nothing left to change.
LATEST_REVIEW = timedelta(days=45)
# Reasons that say what others do, not what we want, as they are written in French and in English.
_FASHION = re.compile(
    r"\b(?:every(?:one|body)(?: else)?(?: is|'s) (?:already )?(?:there|here|on|doing|using|talking)"
    r"|every(?:one|body) (?:uses|has|goes|does)|where every(?:one|body) is|(?:have|need|got) to be (?:there|on it|seen)"
    r"|must be (?:there|on it)|can(?:not|'t) be absent|miss(?:ing)? (?:out|the (?:boat|train|wave))|fomo|trend(?:y|ing)"
    r"|fashionable|in fashion|the (?:new|next) (?:big )?thing|hype|buzz|because (?:it is|it's) new"
    r"|competitors? (?:is|are|have|has) (?:already )?(?:there|on it|one|an account)"
    r"|(?:it is|it's) where it happens|place to be|all the rage|hottest|latest craze|like everyone else|keep up with"
    r"|young people are (?:all )?(?:there|on it)|(?:the boss|management|the director) (?:wants|asked)"
    r"|tout le monde (?:y|est|en|l'utilise)|tous y sont|ils y sont tous|il faut (?:y etre|en etre|etre present)"
    r"|on doit y etre|(?:faut|doit|veut) pas rater|rater le (?:train|coche)|a la mode|dans le vent"
    r"|tendance(?! a\b)|incontournable aujourd'hui"
    r"|faire moderne|(?:est|reste|devenue?|c'est|reseau|plateforme|outil) incontournable|effet de mode"
    r"|nos concurrents (?:y|en|sont|l'ont)|les autres y sont"
    r"|les jeunes y sont|parce que c'est nouveau|passer a cote|tout le monde s'y met|comme tout le monde|faire comme"
    r"|la ou (?:ca|tout) se passe|(?:plateforme|reseau) du moment|dernier cri|l'air du temps|se doit d'y etre"
    r"|(?:le patron|la direction|le directeur|la directrice) (?:le |l'a |y )?(?:veut|demande|tient|voulu))\b"
)


def is_begun(strategy: Strategy) -> bool:
    """Whether something was decided: a strategy that only says who we are has not begun."""
    return replace(strategy, version=None, language=None, context=Context()) != Strategy()


def follows_fashion(why: str) -> bool:
    """Whether a reason is that of fashion: everyone is there, our competitors are, it is new."""
    return _FASHION.search(plain(spelt(why))) is not None


@rule
def there_is_a_beginning(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An empty strategy is told where to begin, and nothing else; one that decides anything says first what for."""
    del around
    if not is_begun(strategy):
        yield error(BEGINNING)
    elif not strategy.objectives:
        yield error("objectives-missing", "objectives")
    elif not strategy.audiences:
        # Each objective tells for itself that it has no audience.
        yield warning("audiences-missing", "audiences")


@rule
def places_have_a_reason(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A place serves an objective and meets an audience: what for, with whom? Fashion is no answer, and is a warning
    only where there is another one."""
    del around
    for number, place in enumerate(strategy.places):
        if place.state == "closed":
            continue
        name = place.name or place.id or place.network or number + 1
        if not place.objectives:
            yield error("place-without-objective", "places", number, place=name)
        if not place.audiences:
            yield error("place-without-audience", "places", number, place=name)
        if follows_fashion(place.why):
            why = " ".join(place.why.split())[:120]
            yield warning("place-by-fashion", "places", number, "why", place=name, why=why)


@rule
def objectives_can_be_told(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Without audience, indicator or goal an objective is a wish: errors. Without a day, an owner, a review or a least
    change it can still be worked on: warnings."""
    del around
    for number, objective in enumerate(strategy.objectives):
        here, name = ("objectives", number), name_of_objective(objective, number)
        if not objective.goal.strip() and objective.count_goal is None:
            yield error("objective-without-goal", *here, objective=name)
        if not objective.for_whom:
            yield error("objective-without-audience", *here, objective=name)
        if not objective.indicator:
            yield error("objective-without-indicator", *here, objective=name)
        if objective.kind == "gain_visibility" and not objective.against:
            yield error("objective-against-nobody", *here, objective=name)
        for code in _lacking(objective):
            yield warning(code, *here, objective=name)
        if objective.kind is None:
            yield note("objective-without-kind", *here, objective=name)


def name_of_objective(objective: Objective, number: int) -> str | int:
    """What an objective is called in a sentence: its short name, else its place in the list."""
    return objective.id or number + 1


def _lacking(objective: Objective) -> Iterator[str]:
    if objective.due is None:
        yield "objective-without-due"
    if objective.review is None:
        yield "objective-without-review"
    if not objective.owner:
        yield "objective-without-owner"
    if objective.indicator and objective.smallest_change is None:
        yield "objective-without-smallest-change"


@rule
def objectives_follow_the_calendar(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """An objective due before it starts cannot be held: an error. One whose day has gone by waits for its review."""
    for number, objective in enumerate(strategy.objectives):
        here, name = ("objectives", number), name_of_objective(objective, number)
        due, review = objective.due, objective.review
        if due and objective.starts and due < objective.starts:
            yield error("objective-due-before-start", *here, "due", objective=name, due=due, starts=objective.starts)
        if due and due < around.today:
            yield warning("objective-due-past", *here, "due", objective=name, due=due)
        if due and review and review - due > LATEST_REVIEW:
            late = {"days": (review - due).days, "most": LATEST_REVIEW.days}
            yield warning("review-too-late", *here, "review", objective=name, due=due, review=review, **late)
        elif review and objective.starts and review < objective.starts:
            yield warning(
                "review-before-start", *here, "review", objective=name, review=review, starts=objective.starts
            )


@rule
def audiences_can_be_met(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A bare name is nobody: an error. A way to hear them, or what they care about, can come after: warnings."""
    del around
    for number, audience in enumerate(strategy.audiences):
        here, name = ("audiences", number), audience.name or audience.id or number + 1
        is_heard, is_known = bool(audience.radar or audience.query.strip()), bool(audience.cares_about)
        if not is_heard and not is_known:
            yield error("audience-undefined", *here, audience=name)
        elif not is_heard:
            yield warning("audience-unheard", *here, audience=name)
        elif not is_known:
            yield warning("audience-without-interest", *here, audience=name)
        if audience.kind is None:
            yield note("audience-without-kind", *here, audience=name)


@rule
def queries_can_be_read(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A query that does not parse hears nothing: an error, with the column where it stops making sense."""
    del around
    queries = {
        "audiences": [one.query for one in strategy.audiences],
        "sensitive_subjects": [one.query for one in strategy.sensitive_subjects],
    }
    for section, written in queries.items():
        for number, query in enumerate(written):
            if query.strip() and (wrong := _fault_of(query)):
                yield _unreadable(wrong, (section, number, "query"))


@lru_cache(maxsize=1024)
def _fault_of(query: str) -> QueryError | None:
    from palabre.query import parse

    try:
        parse(query)
    except QueryError as wrong:
        return wrong
    return None


def _unreadable(wrong: QueryError, path: Path) -> Finding:
    from palabre.words.messages import MESSAGES

    column = wrong.fields.get("column", 1)
    reason = Said(MESSAGES[wrong.message_id], wrong.fields)
    return error("query-unreadable", *path, in_query=column, reason=reason)


@rule
def content_has_guidelines(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """Speaking without any guidelines is an error; each rule that is missing among others is told once."""
    del around
    content = strategy.content
    if content != Content():
        yield from (warning(code, "content") for code in _unsaid(content))
        if not content.languages:
            yield note("content-without-languages", "content")
    elif strategy.operations or any(place.state != "closed" for place in strategy.places):
        yield error("content-missing", "content")


@rule
def content_rules_can_be_held(strategy: Strategy, around: Around) -> Iterator[Finding]:
    """A share beyond a hundred per cent, a key message without words: warnings; without proof, worth knowing."""
    del around
    content = strategy.content
    for field in ("self_promotion_most", "community_least"):
        share = getattr(content, field)
        if share is not None and not 0 <= share <= 100:
            yield warning("content-share-impossible", "content", field, share=share)
    for number, one in enumerate(content.key_messages):
        here = ("content", "key_messages", number)
        if not one.message.strip():
            yield warning("key-message-empty", *here, message=one.id or number + 1)
        elif not one.proof.strip():
            yield note("key-message-without-proof", *here, message=one.id or number + 1)


def _unsaid(content: Content) -> Iterator[str]:
    story = content.story
    if not content.encounter.strip():
        yield "content-without-encounter"
    if not (story.who.strip() and story.stake.strip() and story.next_episode.strip()):
        yield "content-without-story"
    if not content.key_messages:
        yield "content-without-key-messages"
    if not content.tone.strip():
        yield "content-without-tone"
    if not content.never:
        yield "content-without-never"
    if content.self_promotion_most is None and content.community_least is None:
        yield "content-without-shares"
