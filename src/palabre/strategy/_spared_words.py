"""How people say that they will not buy an audience, look for a bought one, advertise, or speak of other things."""

from __future__ import annotations

import re

# A refusal reaches no further than the next of these: "no fans yet, so let's buy some".
_BREAK = (
    r"\b(?:so|donc|alors|then|let's|but|mais|instead|on va|nous allons|we will|we'll|il faut|autant|mieux vaut|hence"
    r"|du coup|par consequent|therefore)\b|:\s|\s-\s"
)
# Words that say no without refusing anything.
_IDIOMS = re.compile(
    r"pourquoi (?:ne )?pas|why not|not only|non seulement|(?:n'hesit\w*|hesit\w*) pas|(?:don't|do not|not) hesitate"
    r"|no (?:problem|worries|doubt|time|choice|longer|one will|one notices|questions?|password|drops?|risk|"
    r"effort|need to wait"
    r"|strings|big deal|more waiting|matter)"
    r"|pas (?:chers?|cheres?|de probleme|le temps|assez|encore|grand|mal|vu|d'autre|le choix)"
    r"|sans (?:attendre|efforts?|risques?|se faire|etre|que|limite|delai|engagement|mot de passe|complexe|"
    r"scrupule|tarder"
    r"|le dire|bruit|trop|passer|y passer|perdre|en parler|prevenir)(?: \w+){0,2}"
    r"|without (?:waiting|effort|risk|getting|being|anyone|password|delay|telling|asking|having|"
    r"breaking)(?: \w+){0,2}"
    r"|(?:avoid\w*|evad\w*|escap\w*|evit\w*|echapp\w*)(?: \w+){0,3} (?:detect\w*|banned|bans?|filters?|filtres?|"
    r"reper\w*"
    r"|flagged|controles?|moderation|bannissement)|not (?:enough|be \w+|get \w+|expensive|wait)|undetect\w*|"
    r"indetect\w*"
    r"|(?:personne|nobody|no one) (?:ne )?(?:\w+ ){0,2}\w+|can't wait|won't (?:notice|wait|be|get|show)(?: \w+)?"
    r"|(?:ca )?(?:ne )?se (?:verra|voit|remarque\w*) (?:pas|jamais)|jamais (?:assez|vu|trop)|"
    r"bien vus? par l'algorithme"
    r"|(?:from|at|de|a) (?:zero|scratch|nothing)|(?:n'existent|n'existe|do not exist|don't exist|doesn't exist|does "
    r"not exist)"
    r"|n'ont jamais (?:mange|teste|mis les pieds)|never (?:ate|came|visited|tried|set foot)|never (?:drop|ending"
    r"|enough)|(?:ni vu ni connu)|rien (?:de mal|d'illegal)|not against|ca ne coute rien"
)
_REFUSAL = (
    r"(?:\bne\b(?! faire)|\bn'|\bpas\b|\bjamais\b|\baucune?\b|\bsans\b|\brefus\w*|\binterdi\w*|\bproscri\w*|"
    r"\bexclu\w*"
    r"|\bbanni\w*|\bhors de question|\bevit\w+|\bnever\b|\bnot\b|\bno\b|n't\b|\bcannot\b|\bban(?:s|ned|ning)?\b|"
    r"\bforbid\w*"
    r"|\bprohibit\w*|\bagainst\b|\bwithout\b|\bavoid\w*|\binstead of\b|\brather than\b|\bplutot qu|\bau lieu d|"
    r"\bstop\w*"
    r"|\barret\w*|\brenonc\w*|\bcess\w+|\bfini\w*|\bcontre\b|\bdeclin\w+|\bzero\b|\bneither\b|\bnor\b|\bni\b|"
    r"\brejet\w*"
    r"|\breject\w*|\bdire non\b|\bsay(?:s|ing)? no\b|\billegal\w*|\bresist\w*|\btemptation|\btentation|\bin lieu of"
    r"|\bloin d|\bnon\b|\bnul besoin|\bfar from\b|\bquit\b|\bend(?:ing)? (?:the|all)|\bturn(?:ed|ing)? down|"
    r"\bruled? out"
    r"|\bnothing\b|\bnone\b|\bfree of\b|\bdont\b)"
)
_NEAR_REFUSAL = re.compile(rf"{_REFUSAL}(?:(?!{_BREAK})[^.;!?]){{0,90}}$")
_REFUSED_AFTER = re.compile(
    r"^(?:(?!\b(?:or|ou|so|because|if|while|until|pour|afin|histoire|personne|none|nobody|tant que|comme|qu'on|qu'il"
    r"|but|qui n'|who never|that never|which never"
    r"|mais)\b)[^.;]){0,70}?(?:\b(?:est|sont|is|are|was|were|will be|sera|seront|reste|remains?|"
    r"stays?)\s+(?:\w+ )?(?:interdit\w*"
    r"|proscrit\w*|exclu\w*|banni\w*|banned|forbidden|prohibited|refuse\w*|ruled out|off the table|"
    r"out of the question"
    r"|hors de question|illegal\w*|not|never|against|contraire\w*|supprim\w*|removed|deleted|blocked|signale\w*"
    r"|reported|purge\w*|retire\w*|hidden|masque\w*|a proscrire|a bannir|unacceptable|inacceptable\w*|a trap|un piege"
    r"|an? \w*scam|une (?:\w+ )?arnaque"
    r"|not allowed|left out|ecarte\w*|turned away|declined|a mistake|une erreur|inutiles?|useless|worthless|"
    r"pointless)"
    r"|\b(?:n'est|ne sont|n'a|n'ont|ne fait|ne font|ne sera|isn't|aren't|won't be|does not|doesn't|do not|don't)\b"
    r"|[:,(]\s*(?:jamais|non|no|never|interdit\w*|not for us|tres peu pour nous|no thanks|non merci|hors de question"
    r"|out of the question|not us|refuse)\b|\b(?:attaqu\w*|attack\w*|harcel\w*|harass\w*|target\w* us|"
    r"nous visent|imitating|off (?:our|the) lists?|accus\w*|in our name|a notre nom|circul\w*|"
    r"appear\w* against)\b|\b(?:(?<!la )nuit|nuisent|"
    r"harms?|damages?|kills?|tue|tuent|detrui\w*|entrain\w* (?:la|le|une?|l')|ends? (?:the|our|any|a) (?:contract"
    r"|deal|collab\w*)|resili\w*"
    r"|ne (?:sert|servent) a rien|leads? to (?:a |an )?(?:ban|exclusion|dismissal))\b)"
)
_SEARCH = re.compile(
    r"\b(?:lure\b|tempt\w*|tentant\w*|look(?:ing)? at|regarder|how\b|menage\b|enlev\w*|clear\w*|eras\w*|effac\w*"
    r"|elimin\w*|expuls\w*|deref\w*"
    r"|report to\b|tidy\w*|sweep\w*"
    r"|teach\w*|enseign\w*|apprendre a|workshop\w*|atelier\w*|scams?\b|arnaques?\b"
    r"|find(?:ing)? out|why (?=some|we|you|buy|people|brands|nobody|no one|they|fake|paid)|pourquoi (?=certain|achet"
    r"|l'achat|les faux|nous|on ne"
    r"|payer)"
    r"|caught|busted|pinc(?:e|er|es)\b|epingl\w*|convicted|condamn\w*|audit\w*|verifi\w*|detect\w*|identif\w*"
    r"|reper(?:e|er|ons|age)\b|supprim\w*|purg\w*|nettoy\w*|"
    r"nettoi\w*|signal\w*"
    r"|remov\w*|clean\w*|delet\w*|block\w*|bloqu\w*|check\w*|estim\w*|share of|part d(?:e|es|u)?|proportion|lutt\w*|"
    r"fight\w*|combat\w*"
    r"|protect\w*|proteg\w*|surveill\w*|monitor\w*|moder\w*|spot(?:ting)?\b|flag\w*|ecart\w*|retir\w*|denonc\w*|"
    r"expos\w*"
    r"|weed\w*|filter\w*|filtr\w*|screen\w*|debarrass\w*|rid of|chass\w*|hunt\w*|repon\w*|reply\w*|replies|respond\w*"
    r"|answer\w*|victim\w*|attaqu\w*|attack\w*|face a|facing|reconn\w*|recogni\w*|distingu\w*|tell apart|"
    r"expliqu\w*|explain\w*"
    r"|warn\w*|alert\w*|sensibilis\w*|soupcon\w*|suspect\w*|suspici\w*|savoir si|whether|know if|see if|voir si|"
    r"risk of"
    r"|risques? d(?:e|es|u)?|accus\w*|plainte|complain\w*|usurp\w*|trier|mesurer|compter|wary|mefi\w*|prouv\w*|"
    r"charte|"
    r"policy on"
    r"|sanction\w*|penali[sz]\w*|leave out|inert\w*|understand|comprendre|danger\w*|evaluer|assess\w*|analys\w*|"
    r"report(?:ing|ed)?(?= (?:\w+ ){0,4}$)"
    r"|que faire|what (?:to do|if (?!we|i |you))|comment reagir|beware\w*|rumou?rs?|rumeurs?|spread by|someone"
    r"|quelqu'un|"
    r"circul\w*|if an?|count(?:ing)? (?:the|how)|"
    r"quel(?:le)? part|how many|combien d|former agency"
    r"|ancienne agence|previous|scandale|scandal|investigat\w*|enquet\w*|inspect\w*|question (?:the|about)|purge|"
    r"ignore\w*"
    r"|publier? la part|documentary|article|reportage|debunk\w*|watch (?:out )?for|veille sur|if (?:an?|the|"
    r"our) \w+ (?:has|have)"
    r"|clauses?|ask(?:ing)? (?:the |our |every |each |any )?(?:agency|provider|candidate|influencer|creator)|subi\w*"
    r"|hit by|flooded|coordinated|a notre nom|in our name|against us|contre nous)\b"
)
_OTHERS_DO = re.compile(
    r"\b(?:concurrents?|competitors?|rivals?|rivaux|influenc\w+|youtubeu?rs?|others|d'autres|certains|marques|brands"
    r"|candidats?|candidates?|celebrit\w+)\s+(?:qui |who |that |has |have |a |ont |avaient |avait |had |"
    r"may have |might have "
    r"|only |also |aussi |probably |sans doute ){0,2}$"
)
# Views may be bought as advertising; not by the farm, and not where advertising is only compared with.
_MADE_UP = re.compile(
    r"\b(?:fermes?|farms?|usines?|factor\w+|bots?|robots?|faux|fausses?|fake|gonfl\w*|inflat\w*|pods?)\b"
)
_THAN = re.compile(
    r"\b(?:than|instead of|rather than|au lieu d[e']|plutot qu[e']|qu'une?|que d[e']|que|no|sans)\s?(?:la |les |des "
    r"|de la |l'|an? |the )?"
    r"(?:\w+ )?(?:ads?|pub|publicite\w*|advert\w*)\b"
)
# What is written, drawn or planned by a machine; who is paid to work; fans that turn.
_REPORTING = re.compile(
    r"\b(?:rapports?|reports?|reporting|dashboards?|tableaux?|exports?|releves?|bilans?|recap\w*|suivi|track\w*"
    r"|veille|monitor\w*"
    r"|planning|calend\w*|schedul\w*|planif\w*|programm\w*|archiv\w*)\b"
)
_WORKER = re.compile(r"^pa[yi]\w* (?:un|une|an?|our|notre|le|la|the) [\w-]+ (?:pour|for)\b(?! (?:de |des |\d))")
_COOLING = re.compile(r"\b(?:hot|heat\w*|cooling|ceiling|electric|chaud|chaleur|ventil\w*)\b")
# An account that was stolen or that passes for ours is a crisis, not a plan.
_CRISIS = re.compile(
    r"\b(?:vole|voles|volee|stolen|hack\w*|pirat\w*|phishing|hameconn\w*|scams?|arnaques?|usurp\w*|impersonat\w*)\b"
)
# Our fans swap seeds: they do it, and not with likes.
_SWAPPING = re.compile(r"(?:fans?|followers|subscribers|abonnes?) (?:swap|exchange|trade|echangent)\b")
# Twelve prints to followers at twenty euros are sold to them; work that makes opinions better is work.
_FOR_THEM = re.compile(
    r"^[\w., ]+? (?:to|for|aux|with|avec les) (?:followers|fans|subscribers|abonnes)\b"
    r"|\b(?:pour que|so that|afin que) (?:les |our |nos |the )?(?:avis|reviews|notes|ratings)\b"
)
# A rival who did it: "le concurrent a clairement acheté", "a rival brand got caught with".
_RIVAL_DID = re.compile(
    r"\b(?:concurren\w+|competitor\w*|rival\w*|rivaux|voisins?|neighbours?)\b(?: \w+ly| clairement| sans doute| "
    r"surement)?\s$|"
    r"\b(?:concurren\w+|competitor\w*|rival\w*|rivaux)\b(?: \w+){0,2}? "
    r"(?:a|ont|avait|avaient|s'est|se sont|has|have|had|got|was|were|is|are|est|sont|qui|who)\b[^.;,]{0,40}$"
)
# An offer that was turned down: "on a dit non", "straight in the bin".
_TURNED_DOWN = re.compile(
    r"\b(?:dit non|said no|say no|dire non|poubelle|(?:in|into|to) the (?:\w+ )?bin|(?:a|ai|avons|ont) (?:\w+ "
    r")?(?:refuse|decline)"
    r"|(?:was|were|we|i|been) (?:\w+ )?(?:refused|declined|turned \w+ ?\w* ?down)|sans suite|non merci|no thanks"
    r"|tres peu pour nous"
    r"|not for us|pas pour nous|jamais de la vie|no way|hors de question|out of the question|n'en v\w+ pas|don't "
    r"want (?:it|them|any))\b"
)
# Pictures, not people: "twenty aerial views of the town".
_SCENERY = re.compile(
    r"\b(?:aerial|drone|aerienne?s?|panoram\w*|photograph\w*|cartes? postales?|postcards?|sea|mer|street|castle"
    r"|chateau)\b"
)
# A game or a gift for those who follow is bait, which is shown; only opinions are bought that way.
_BAIT = re.compile(
    r"\b(?:tirage|tirer au sort|draw|lottery|loterie|tombola|raffle|giveaway|concours|contest|jeux?|win|gagner|free"
    r"|offert\w*"
    r"|offrir|cadeaux?|gifts?|gratuit\w*|goodies)\b"
)
_OPINION = re.compile(
    r"\b(?:avis|reviews?|stars?|etoiles?|comment\w*|notes?|ratings?|scores?|temoign\w*|testimonials?|votes?|voter"
    r"|voting"
    r"|pay\w*|cash|euros?)\b|[€$£]"
)
_COFFEE = re.compile(r"\b(?:coffee|cafe|tea|pea|seed|vanilla|detergent|glamping|camping) (?:\w+ )?$")
_WEAK = re.compile(
    r"\b(?:vues?|views?|impressions|clics|clicks|visionnages?|interactions|engagements?|audience|streams?)\b"
)
_ADVERTISING = re.compile(
    r"\b(?:google ads|meta ads|(?:facebook|youtube|instagram|tiktok|linkedin|display|native|video|social|search) ads?"
    r"|ads?\b|pub\b|publicit\w*|regie\w*|sponsor\w*|promoted|paid (?:media|social|search)|advert\w*|affichage|spots?"
    r"|campagne payante|annonces? (?:payantes?|video)|cpm|cpc|media ?plan|encarts?|pre-?roll)\b"
)
_BUYERS = re.compile(
    r"\b(?:qui|who|that|customers?|clients?|people|gens|visiteurs?|visitors?|shoppers?|they|ils|elles|members?|"
    r"membres?"
    r"|abonnes|followers|fans|users|lecteurs|readers)\s+(?:\w+ ){0,2}$"
)
_BUYERS_BUY = re.compile(r"^(?:achetent|achete|ont achete|bought|buy|buys|purchased?|commandent|order)\b")
_ANSWERING_BOT = re.compile(
    r"\b(?:moder\w*|spam|anti-?bots?|repon\w*|answer\w*|repl\w*|accueil\w*|welcom\w*|rappel\w*|remind\w*|notif\w*|faq"
    r"|support|alert\w*|trie|sorts?|route\w*|translat\w*|tradui\w*|collect\w*|archive\w*|orient\w*)\b"
)


_HONEST = re.compile(
    r"\bhonest|\bhonnete|libres? de (?:leur|son|ses|leurs)|whatever they think|good (?:or|and) bad|bons? (?:ou|"
    r"et|comme) mauvais"
    r"|quel qu'il soit|write what they want|own name|vrai nom|(?<!un)disclosed?|say where|disant (?:ou|qui)"
)


def without_idioms(sentence: str) -> str:
    """The sentence with blanks where words say no without refusing, letter for letter."""
    return _IDIOMS.sub(lambda found: "\u00b7" * len(found.group()), sentence)


def is_spared(sentence: str, start: int, end: int) -> bool:
    """Whether what stands there is refused, looked for, advertising, or done by others."""
    before, said, after = sentence[:start], sentence[start:end], sentence[end:]
    if re.search(r"\b(?:pas|jamais|never|not|no|aucune?|ni|instead of|plutot)\b", said):
        return True
    if _NEAR_REFUSAL.search(before) or _REFUSED_AFTER.search(after) or _SEARCH.search(before[-90:]):
        return True
    if _OTHERS_DO.search(before) or (_BUYERS_BUY.search(said) and _BUYERS.search(before)):
        return True
    if _RIVAL_DID.search(before) or _TURNED_DOWN.search(after) or _is_something_else(sentence, said, before):
        return True
    if _HONEST.search(sentence) and not re.search(r"\b(?:fake|faux|bots?)\b", said):
        return True
    if re.search(r"\bbots?\b", said) and _ANSWERING_BOT.search(said + after[:60]):
        return True
    return bool(_WEAK.search(said) and not _MADE_UP.search(said) and _ADVERTISING.search(_THAN.sub("", sentence)))


def _is_something_else(sentence: str, said: str, before: str) -> bool:
    """Whether the words are pictures, games and gifts, coffee pods, reports, or what is sold to our own fans."""
    if _FOR_THEM.search(said) or _REPORTING.search(said) or _WORKER.search(said):
        return True
    if any(words.search(said) and context.search(sentence) for words, context in _ELSE_BESIDE):
        return True
    if any(words.match(said) and context.search(before) for words, context in _ELSE_AFTER):
        return True
    return bool(_BAIT.search(said) and not _OPINION.search(said) and not _PLAIN_BUYING.search(said))


# Words that mean something else where the sentence has others; and words that do right after others.
_ELSE_BESIDE = (
    (re.compile(r"\b(?:views?|vues?)\b"), _SCENERY),
    (re.compile(r"\bfans\b"), _COOLING),
    (re.compile(r"\b(?:comptes?|accounts?|profi\w+)\b"), _CRISIS),
    (re.compile(r"\b(?:sale|vente)\b"), re.compile(r"\b(?:tickets?|billets?|seats|places|copies)\b")),
    (re.compile(r",\s*(?:nos|our|les|the|ses|their)\b"), re.compile("")),
)
_ELSE_AFTER = (
    (re.compile(r"pods?\b"), _COFFEE),
    (_SWAPPING, re.compile(r"\b(?:our|nos|the|les) $")),
    (re.compile(r"(?:abonnes|followers|fans|subscribers) (?:a|at|for|pour)\b"), re.compile(r"\b(?:aux|to) $")),
)
_PLAIN_BUYING = re.compile(r"\b(?:faux|fake|bots?|achet|buy)")
