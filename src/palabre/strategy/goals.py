"""Reads sentences that want a number of followers, likes or views, as people write them in French and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.strategy._plain import plain, sentences_of, spelt
from palabre.strategy._said_days import day_said
from palabre.strategy._said_numbers import NUMBER, number_of

if TYPE_CHECKING:
    from datetime import date

    from palabre.model.strategy import Counted

# What a sentence says of a goal, and where from and to.
_Said = tuple[dict[str, object], int, int]
# The least number that is a goal: "a fan", "two likes" are not.
LEAST = 10
NETWORK = (
    r"(?:insta(?:gram)?|ig|facebook|fb|tik ?tok|you ?tube|yt|twitter|x|linked ?in|threads|bluesky|mastodon|twitch|"
    r"snap(?:chat)?|pinterest|pintagram\w*\+?)"
)
FOLLOWERS = (
    r"fol+o*w+(?:eu?|e)?rs?(?:hip)?|fol+owe?u?z|fans?|abonn?(?:e|ee|es|ees)|abos|suiveurs?|suiveuses?|subscribers?|subs"
)
LIKES = r"likes?|likez|(?:mentions? )?j'?aimes?|coeurs|hearts|pouces bleus|thumbs[ -]up"
VIEWS = (
    r"(?:pages? )?vues?|(?:page )?views?|vuez|viewz|impressions?|visionnages?|plays|ecoutes|listens|streams"
    r"|lectures (?=(?:de |pour |sur )(?:la |le |notre )?(?:video|clip|film))"
)
NOUN = rf"(?:{FOLLOWERS}|{LIKES}|{VIEWS})"
# Those who subscribe to something else than an account, and views that are no screens.
_AFTER = (
    r"(?:\s+\S+){0,2}?\s+(?:a|au|aux|de|du|des|d'|to|of|for|on|sur)?\s*(?:la |le |les |notre |nos |our |the |l'|a )?"
    r"(?:news ?letters?|infolettre|lettre|mailing|e-?mails?|mail|magazine|journal|revue|saison|season|theatre|opera"
    r"|orchestre|box|print|papier|offre|formule|abonnement|podcast|stade|stadium|salle|concert|match|affiches?|3d)\b"
)
_PAYING = r"(?:\s+(?:payants?|premium|paying))\b"
_OTHER = r"(?:news ?letters?|e-?mail|mailing|magazine|paying|paid|print|season|journal|revue|theatre)[ -]*"
# "The newsletter from 400 to 1,000 subscribers": what is spoken of may be said before the numbers.
_OTHER_SUBJECT = re.compile(
    rf"\b(?:news ?letters?|infolettre|lettre d'info\w*|mailing(?: list)?|liste de diffusion|magazine|revue|bulletin"
    rf"|podcast)"
    rf"\s*(?:[:=,(-]\s*|de |d'|from |a |to |has |compte |beyond |au-dela de )*(?:{NUMBER}[^a-z]*(?:a|to|de|d'|of|>"
    rf"|-)?\s*){{1,2}}$"
)
_SCENERY = re.compile(
    r"(?:vues?|views?) (?:of|over|de|du|sur|des) ?(?:la |le |les |l'|the |our |notre )?(?:\w+ )?(?:ville|town|village"
    r"|port|harbour"
    r"|sea|mer|castle|chateau|vallee|valley|city|river|riviere|rue|street|monument\w*|musee|museum|jardin|garden"
    r"|landscape|paysage)\b"
)
_BETWEEN = (
    rf"(?:\s*(?:de |d'|d |of |nouveaux |nouvelles |nouveau |new |real |vrais |vraies |more |additional |extra |active |"
    rf"organic |supplementaires |page |video |loyal |total |our |nos |{NETWORK} |en )){{0,4}}\s*"
)
_COUNT = re.compile(rf"(?P<plus>\+\s?)?(?P<number>{NUMBER})\s+?{_BETWEEN}(?P<noun>{NOUN})\b")
_FROM_TO = re.compile(
    rf"\b(?:de|from)\s+(?P<now>{NUMBER})\s*(?:{NOUN})?\s*(?:a|to|>|->|=>|jusqu'a)\s*(?P<number>{NUMBER})"
    rf"{_BETWEEN}(?P<noun>{NOUN})\b"
    rf"|\b(?P<noun2>{NOUN})\b[^.;]{{0,30}}?\b(?:de|from)\s+(?P<now2>{NUMBER})\s*(?:a|to|>|->"
    rf"|=>)\s*(?P<number2>{NUMBER})"
    rf"|\b(?:de|from)\s+(?P<now3>{NUMBER})\s*(?:a|to|>|->|=>)\s*(?P<number3>{NUMBER})(?P<noun3>) "
    rf"(?:sur|on) (?:notre |our |le |la )?{NETWORK}\b"
)
_END = (
    rf"(?=\s*(?:$|[.,;:!?)]|en |in |by |avant |d'ici|before |within |sur |on |a la |au |pour |dans |sous |{NETWORK}\b))"
)
_NOUN_FIRST = re.compile(
    rf"\b(?P<noun>{NOUN})\b(?:\s+{NETWORK}\b|\s+(?:count|base|number|sur|on)\b|\s+{NETWORK}\b)*"
    rf"\s*(?::|=|>|->|=>|\ba\b|\bto\b|\bup to\b|\bjusqu'a\b|\bau-?dela de\b|\bpast\b|\bbeyond\b|\bhit\b|\breach\w*\b"
    rf"|\btoucher\b|\batteindre\b|\bby\b|\bde\b)\s*"
    rf"(?:l(?:es|a barre des) )?(?P<plus>\+\s?)?(?P<number>{NUMBER}){_END}"
)
# People on an account are its followers, whatever they are called.
_ACCOUNT = rf"(?:(?:page|compte|account|chaine|channel|profil|profile)\b|{NETWORK}\b)"
_FOLLOWED = re.compile(
    rf"\b(?:suivie?s?|followed) (?:\w+ ){{0,2}}?(?:par|by) (?:\w+ ){{0,2}}?(?P<number>{NUMBER})(?! others| autres)"
    rf"|(?P<number2>{NUMBER})\s+(?:personnes|people|gens|membres|members|habitants|residents) "
    rf"(?:qui nous suivent|(?:who )?follow(?:ing)? us|a nous suivre|(?:sur|on) (?:notre |our |la |the |le )?{_ACCOUNT})"
    rf"|\b(?:communaute|community|audience|following|fan ?base)\b(?: (?!news|mail|lect|read)[\w+]+){{0,4}}? "
    rf"(?:(?:forte )?de|of|a|to|:) "
    rf"(?P<number3>{NUMBER})(?=\s*(?:$|[.,;:!?)]|(?:personnes|people|membres|members|comptes|en|in|by|avant|before"
    rf"|d'ici|sur|on|a l')\b))"
    rf"|(?P<network>\b{NETWORK})\b(?: \w+){{0,3}}? (?P<number4>{NUMBER}) (?:membres|members|strong)\b"
    rf"|(?P<number6>\d[\d.,]*\s?[km]?) (?:communaute|community|following|audience)\b"
    rf"|\b(?:communaute|community)\b(?: \w+){{0,3}}? (?P<number5>{NUMBER}) strong\b"
)
_MOST = re.compile(r"\b(?:plus|most)[ -](?:suivie?s?|followed|likee?s?|liked)\b")
_SEEN = re.compile(
    rf"\b(?P<seen>vue?s?|visionnee?s?|regardee?s?|ecoutee?s?|jouee?s?|likee?s?|aimee?s?|watched|viewed|seen|played"
    rf"|streamed"
    rf"|liked)\s+(?:(?:\w+ ){{0,3}}?(?P<number>{NUMBER})\s+(?:fois|times)\b"
    rf"|(?:par|by) (?:\w+ ){{0,2}}?(?P<number2>{NUMBER})\s+(?:personnes|people|gens|utilisat\w+|users|comptes"
    rf"|accounts)\b)"
)
_REACH = re.compile(
    rf"\b(?:portee|reach|couverture)\b(?: (?!de\b|of\b)\w+){{0,3}}?\s*(?:de|of|:|=|>|a|to)\s*(?:[a-z]+ "
    rf")?(?P<number>{NUMBER})"
    rf"(?=\s*(?:$|[.,;!?)]|(?:comptes?|accounts?|personnes|people|utilisat\w+|users|impressions|en|in|by|par|per)\b))"
    rf"|(?P<number2>{NUMBER}) (?:comptes|accounts)(?: uniques?| unique)? (?:touches|atteints|reached)"
)
_IMPLIED = re.compile(
    rf"(?P<number2>\d[\d.,]*\s?[km])\s+(?:sur|on)\s+(?:notre |our |le |la )?{NETWORK}\b"
    rf"|\b(?:barre|cap|seuil|palier|mark|milestone)\b (?:symbolique )?(?:des?|of) (?:la |les |l')?(?P<number3>{NUMBER})"
    rf"(?=\s*(?:$|[.,;:!?)]|(?:en|in|by|avant|d'ici|before|within|sur|on|a la|au)\b))"
    rf"|\b(?:atteindre|monter|arriver|passer|grow|get|reach|climb|hit) (?:a |to |at )?(?P<number5>\d[\d., ]*\d) "
    rf"(?:sur|on|across) {NETWORK}\b"
    rf"|\b(?:cross|pass|hit|reach|break)\w* (?:the |our )?(?P<number4>{NUMBER})(?: |-)(?:mark|milestone|barrier)\b|"
    rf"\b(?:atteindre|atteigne|depasser|franchir|passer|viser|hit|reach|cross|pass|get to|grow to)\b"
    rf"(?: (?:a|la barre des|le cap des|les|the|to))*\s+(?P<number>\d[\d.,]*\s?[km])\b"
    rf"(?=\s*(?:(?:sur|on) {NETWORK}\b))"
)
_TIMES = re.compile(
    rf"\b(?P<verb>doubl\w+|tripl\w+|quadrupl\w+|decupl\w+|twice|deux fois)\b|(?<!\w)x\s?(?P<x>\d+(?:[.,]\d)?)\b"
    rf"|\b(?P<x2>\d+(?:[.,]\d)?)\s?x(?!\w)|\b(?:multipl\w+|fois)\b(?:\s+\w+){{0,4}}?\s+(?:par|by)\s+(?P<by>{NUMBER})"
    rf"|(?P<times>{NUMBER})\s+(?:fois|times)\b"
)
_VERBS = (("doubl", 2), ("twice", 2), ("deux", 2), ("tripl", 3), ("quadrupl", 4), ("decupl", 10))
_SHARE = re.compile(rf"(?P<plus>\+\s?)?(?P<number>{NUMBER})\s?(?:%|pour ?cents?\b|per ?cent\b|pct\b)")
_GROWTH = re.compile(
    r"\b(?:augment\w*|accroi\w*|croi\w*|hausse|progress\w*|gagn\w*|grow\w*|increas\w*|rais\w*|boost\w*|gain\w*|more"
    r"|de plus|en plus|d'avantage|davantage|expand\w*|up)\b"
)
_COUNTED_NAME = re.compile(
    rf"(?<!points de )(?<!point de )\b(?P<noun>{FOLLOWERS}|likes|(?:mentions? )?j'aimes?|coeurs|vues|views|impressions"
    rf"|visionnages)\b|^(?P<noun2>{NOUN})$|\b(?:nombre|number) (?:de |d'|of )(?P<noun3>{NOUN})\b"
)
_DOING = re.compile(
    r"repon|repl(?:y|ie)|answer|dialog|convers|discu|revien|retour|return|question|recomm|comment|parl|talk|particip"
    r"|contribu|inert|inactif|faux|fake|temoign|demande|request|idee|idea"
)
# Twenty followers who meet are people who do something.
_DO_SOMETHING = re.compile(
    r"\s+(?:(?:qui|who|that)\s+(?!nous suiv|follow)|(?:come|comes|came|sont|were|ont|viennent|meet|bring|help|join"
    r"|attend|apportent"
    r"|aident)\b)"
)
_EVERY = re.compile(r"\s+(?:par|a|per|un|une)\s+(?:\w+ )?(?:jour|semaine|day|week|mois|month)")
_GAINED = re.compile(
    r"(?:gagn\w*|gain(?:ing|s)?|add(?:ing)?|win(?:ning)?|attir\w*|attract\w*|recrut\w*|recruit\w*|acquir\w*|acquer\w*"
    r"|ramen\w*|rafler|pick up)\s*(?:\S+\s){0,2}$"
)
_NEW = re.compile(r"\b(?:nouveaux|nouvelles|new|more|additional|extra|supplementaires|de plus|en plus)\b")
_MORE = re.compile(
    rf"\b(?:gagn\w+|augment\w+|accroitre|developper|faire (?:grandir|grossir|monter|exploser)|booster|multiplier"
    rf"|collect\w*|plus d[e']|un max(?:imum)? d[e']|davantage d[e']|grow|increase|boost|gain|get|maximi[sz]e|more"
    rf"|rack up|as many)\s*(?:(?:plus d[e'] ?|more |le nombre d[e'] ?|le compteur d[e'] ?|the number of |as many |our "
    rf"|nos |des |de |d'|les |the |likes and |plus |total |{NETWORK} )){{0,3}}(?P<noun>{NOUN})\b"
)
# What makes a number of followers a fact, a rate, someone else's, or something that is not wanted.
_HAD = re.compile(
    r"(?:\b(?:nos|our|vos|leurs?|their|ses|its|ces|these|parmi|among|of our|sur|pour|per|par|for every|for|chaque|each"
    r"|mes|my|notre|of|seulement)\s+(?:les |the )?$)"
    r"|\b(?:(?:we|they|i) (?:now |still |currently |already )?(?:have|had|count)|(?:voisine?|maire|ils?|elles?) (?:a"
    r"|ont)|has"
    r"|boasts?|comptons|totalisons|nous avons|on a|j'ai|we have|we've(?: got)?|there are|il y a|nous en avons|avons "
    r"deja|have already|had"
    r"|lost|perdu|currently|actuellement|aujourd'hui|a deja|compte deja|already has?|des|\w+'s)\s+"
    r"(?:deja |already |perdu |currently |now |aujourd'hui |actuellement |a ce jour |environ |about |around |some "
    r"|over |de |d'){0,3}$"
)
_REACHED = (
    r"\b(?:atteindre|atteigne\w*|depasser|franchir|passer|vise\w*|visons|target\w*|aim\w*|after|barre|cap|reach\w*"
    r"|hit\w*|cross\w*|pass\w*|objectif)\b"
)
_THE = re.compile(r"\b(?:les|the|des|ces)\s+$")
_MARK = re.compile(rf"{_REACHED}[^.;]{{0,25}}$")
_OTHERS = re.compile(
    r"\b(?:comptes|accounts|influenc\w+|creators?|createurs|creatrices|people|personnes|quelqu'un|someone|ambassad\w+"
    r"|concurrent\w*|competitors?|celles|ceux|those|youtubeu?rs?)\b[^.;]{0,40}?\b(?:de|a|avec|ayant|with|having|ont"
    r"|have|has|dont|over|under|plus|moins|than|entre|between)\s+(?:(?:plus|moins) de |(?:more|fewer|less) than "
    r"|over |under |au moins |at least )?$"
)
_REFUSED = re.compile(
    r"\b(?:n[e'](?:\s?\w+){1,3} (?:pas|plus|jamais|aucun|ni)|pas (?:de|d'|les|un|une|chercher|viser|courir)|sans"
    r"|plutot que|au lieu d|et non|non pas|peu importe|inutile|ni|not(?! only)|no|never|rather than|instead of"
    r"|without|don't|nor|regardless)\b[^.;:]{0,45}$"
)

_MAY_COUNT = re.compile(
    rf"\b{NOUN}\b|\d\s?[km]\b|\b(?:portee|reach|couverture|suivie?s?|suivre|suivent|follow\w*|communaute|community"
    rf"|audience|fan ?base"
    r"|fois|times|barre|cap|seuil|palier|mark|milestone|personnes|likee?s?|liked|aimee?s?|sur|on|people|membres"
    r"|members)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGoalSaid:
    """A goal in numbers of followers, likes or views found in a sentence: what is wanted, by which day, in which words.

    `goal` is the number to have, `gain` the number to add, `factor` what to multiply by; all are None where the
    sentence only wants more of them.
    """

    counted: Counted
    words: str
    now: int | None = None
    goal: int | None = None
    gain: int | None = None
    factor: float | None = None
    due: date | None = None


def count_goals(text: str, *, today: date, since: date | None = None) -> tuple[CountGoalSaid, ...]:
    """The goals of a text that count followers, likes or views; a delay counts from `since`, or from today.

    Newsletter readers, visitors, sales, answers and testers are outcomes and are left out, and so are numbers that
    tell what one has, or what others have.
    """
    whole = spelt(text)
    folded = plain(whole)
    found: list[CountGoalSaid] = []
    for start, end in sentences_of(folded):
        sentence = folded[start:end]
        if not _MAY_COUNT.search(sentence):
            continue
        day = day_said(sentence, today=today, since=since)
        for said, place in _goals_of(sentence):
            words = " ".join(whole[start + place[0] : start + place[1]].split())
            found.append(CountGoalSaid(**said, words=words, due=day))  # type: ignore[arg-type] # its own fields
    return tuple(found)


def counts(text: str) -> Counted | None:
    """What a name, a definition or a unit counts, when it counts followers, likes or views; None otherwise.

    The share of followers who answer each other counts answers: what people do with each other goes first.
    """
    folded = plain(spelt(text)).replace("_", " ").replace("-", " ")
    if _DOING.search(folded):
        return None
    for found in _COUNTED_NAME.finditer(folded):
        noun = next(one for one in ("noun", "noun2", "noun3") if found[one])
        if not _is_other(folded, found.start(noun), found.end(noun)):
            return _counted(found[noun])
    return None


def _counted(noun: str) -> Counted:
    if re.fullmatch(LIKES, noun):
        return "likes"
    return "views" if re.fullmatch(VIEWS, noun) else "followers"


def _is_other(sentence: str, start: int, end: int) -> bool:
    """Whether those counted are readers of a newsletter, holders of a season ticket, people in a hall."""
    after = re.match(rf"{_AFTER}|{_PAYING}", sentence[end:])
    if _SCENERY.match(sentence[start:]):
        return True
    return bool(after or re.search(rf"(?:{_OTHER})$", sentence[:start]) or _OTHER_SUBJECT.search(sentence[:start]))


def _goals_of(sentence: str) -> Iterator[tuple[dict[str, object], tuple[int, int]]]:
    taken: list[tuple[int, int]] = []
    for reader in (_from_to, _seen, _reached, _followed, _times, _shares, _numbers, _implied, _mores):
        for said, start, end in reader(sentence):
            if all(end <= begun or start >= ended for begun, ended in taken):
                taken.append((start, end))
                yield said, (start, end)


def _is_wanted(sentence: str, start: int) -> bool:
    before = sentence[:start]
    if _REFUSED.search(before) or _OTHERS.search(before):
        return False
    if _THE.search(before):
        return bool(_MARK.search(before))
    return not _HAD.search(before)


def _from_to(sentence: str) -> Iterator[_Said]:
    for found in _FROM_TO.finditer(sentence):
        key = next(one for one in ("", "2", "3") if found["number" + one])
        noun = "noun" + key
        now, goal = number_of(found["now" + key]), number_of(found["number" + key])
        if goal < LEAST or _is_other(sentence, found.start(noun), found.end(noun)):
            continue
        if not _REFUSED.search(sentence[: found.start()]):
            counted = _counted(found[noun] or "followers")
            said: dict[str, object] = {"counted": counted, "now": round(now), "goal": round(goal)}
            yield said, found.start(), found.end()


def _times(sentence: str) -> Iterator[_Said]:
    for found in _TIMES.finditer(sentence):
        noun = _near(sentence, found.start(), found.end(), words=6)
        if noun is None or _REFUSED.search(sentence[: found.start()]):
            continue
        number = next((found[one] for one in ("x", "x2", "by", "times") if found[one]), "")
        verb = found["verb"] or ""
        factor = number_of(number) if number else next(value for name, value in _VERBS if verb.startswith(name))
        if 1 < factor <= 1_000 and not _EVERY.match(sentence[found.end() :]):
            yield {"counted": noun[0], "factor": factor}, min(found.start(), noun[1]), max(found.end(), noun[2])


def _shares(sentence: str) -> Iterator[_Said]:
    for found in _SHARE.finditer(sentence):
        noun = _near(sentence, found.start(), found.end(), words=6)
        grows = found["plus"] or _GROWTH.search(sentence[max(0, found.start() - 60) : found.end() + 20])
        of_ours = re.match(r"\s*(?:de|of|des)\s+(?:nos|our|the|les|mes)\b|\s*des\b", sentence[found.end() :])
        if noun and grows and (found["plus"] or not of_ours) and not _REFUSED.search(sentence[: found.start()]):
            said: dict[str, object] = {"counted": noun[0], "factor": 1 + number_of(found["number"]) / 100}
            yield said, min(found.start(), noun[1]), max(found.end(), noun[2])


def _numbers(sentence: str) -> Iterator[_Said]:
    for pattern in (_COUNT, _NOUN_FIRST):
        for found in pattern.finditer(sentence):
            number, start = round(number_of(found["number"])), found.start()
            if number < LEAST or _is_other(sentence, found.start("noun"), found.end("noun")):
                continue
            # "Our followers to 10,000" is wanted, "our 10,000 followers" is what one has.
            if _DO_SOMETHING.match(sentence[found.end() :]):
                continue
            is_wanted = _is_wanted(sentence, start) if pattern is _COUNT else not _REFUSED.search(sentence[:start])
            if is_wanted:
                kind = "gain" if _is_gain(sentence, found) else "goal"
                yield {"counted": _counted(found["noun"]), kind: number}, *found.span()


def _is_gain(sentence: str, found: re.Match[str]) -> bool:
    """Whether a number is to be added to what there is."""
    return bool(
        found["plus"]
        or _NEW.search(found.group())
        or re.search(r"\bby\s*\S+$", found.group())
        or _GAINED.search(sentence[: found.start()])
        or re.match(r"\s+(?:(?:de|en) plus\b|supplementaires|more\b)", sentence[found.end() :])
    )


def _seen(sentence: str) -> Iterator[_Said]:
    for found in _SEEN.finditer(sentence):
        counted: Counted = "likes" if re.match(r"lik|aim", found["seen"]) else "views"
        yield from _stated(sentence, found, counted)


def _reached(sentence: str) -> Iterator[_Said]:
    for found in _REACH.finditer(sentence):
        yield from _stated(sentence, found, "views")


def _followed(sentence: str) -> Iterator[_Said]:
    for found in _FOLLOWED.finditer(sentence):
        yield from _stated(sentence, found, "followers")


def _implied(sentence: str) -> Iterator[_Said]:
    for found in _IMPLIED.finditer(sentence):
        yield from _stated(sentence, found, "followers")


def _stated(sentence: str, found: re.Match[str], counted: Counted) -> Iterator[_Said]:
    """The goal of a match that has one number, whichever of its ways was taken."""
    number = next(said for name, said in found.groupdict().items() if said and name.startswith("number"))
    goal = round(number_of(number))
    if goal >= LEAST and not _REFUSED.search(sentence[: found.start()]) and _is_wanted(sentence, found.start()):
        yield {"counted": counted, "goal": goal}, *found.span()


def _mores(sentence: str) -> Iterator[_Said]:
    for found in _MOST.finditer(sentence):
        if not _REFUSED.search(sentence[: found.start()]):
            yield {"counted": "likes" if "lik" in found.group() else "followers"}, *found.span()
    for found in _MORE.finditer(sentence):
        other = _is_other(sentence, found.start("noun"), found.end("noun"))
        if not other and not _REFUSED.search(sentence[: found.start()]):
            yield {"counted": _counted(found["noun"])}, *found.span()


def _near(sentence: str, start: int, end: int, *, words: int) -> tuple[Counted, int, int] | None:
    """What is counted within a few words after a place, or else before it."""
    after = re.match(rf"(?:[^\w.;]*[\w+]+){{0,{words}}}?[^\w.;]*\b(?P<noun>{NOUN})\b", sentence[end:])
    if after and not _is_other(sentence, end + after.start("noun"), end + after.end("noun")):
        return _counted(after["noun"]), end + after.start("noun"), end + after.end("noun")
    before = re.search(rf"\b(?P<noun>{NOUN})\b(?:[^\w.;]+\w+){{0,{words}}}?[^\w.;]*$", sentence[:start])
    if before and not _is_other(sentence, before.start("noun"), before.end("noun")):
        return _counted(before["noun"]), before.start("noun"), before.end("noun")
    return None
