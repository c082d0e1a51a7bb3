"""Hostile wording: a short list of words and phrases, French and English, by which people attack, accuse or threaten.

It reads wording, not feelings: irony, questions and grief pass unseen, a quoted insult counts, “not a scandal” counts
too. It serves to compare subjects with one another and to choose posts worth reading, never to judge one post or
one person; every share told from it comes with its count and the least it may be.
"""

from __future__ import annotations

from palabre.text.folding import words_of_post

# Reproach and outrage.
_OUTRAGE = """
    honte honteux honteuse honteuses scandale scandales scandaleux scandaleuse scandaleuses inadmissible inadmissibles
    inacceptable inacceptables intolérable ignoble ignobles indigne indignes odieux odieuse abject abjecte révoltant
    révoltante écoeurant écoeurante dégueulasse dégueulasses dégoûtant dégoûtante infect infecte lamentable pitoyable
    minable minables pathétique déplorable inexcusable impardonnable
    shameful shameless disgrace disgraceful scandal scandalous outrage outraged outrageous unacceptable appalling
    appalled despicable disgusting disgusted sickening vile pathetic deplorable inexcusable unforgivable atrocious
"""
# Accusations: lying, stealing, hiding, harming.
_ACCUSATION = """
    menteur menteurs menteuse menteuses mensonge mensonges arnaque arnaques arnaqué arnaqués arnaquer
    arnaqueur arnaqueurs escroc escrocs escroquerie voleur voleurs fraude fraudeurs tricheurs tromperie magouille
    magouilles corrompu corrompus corruption hypocrite hypocrites hypocrisie cynisme imposture imposteur imposteurs
    empoisonne empoisonnent empoisonner empoisonnés empoisonneur empoisonneurs assassin assassins criminel criminels
    irresponsable irresponsables incompétent incompétents incompétence trahison trahis greenwashing
    liar liars scam scams scammed scammer scammers fraud fraudulent crook crooks thief thieves cheat
    cheats cheated corrupt corruption hypocrite hypocrites hypocrisy hypocritical poisoning poisoner poisoners poisoned
    murderers criminals irresponsible incompetent incompetence betrayal betrayed greedy ripoff
"""
# Threats and breaks: boycott, complaint, court.
_THREAT = """
    boycott boycotts boycotter boycottez boycottons boycotté boycotte remboursez
    boycotting boycotted lawsuit lawsuits
"""
# Contempt.
_CONTEMPT = """
    nullard nullards pourris ordure ordures raclure clowns guignols bouffons
    scum scumbag scumbags trash idiots morons clueless
"""
_PHRASES = (
    "se moque de nous", "se moquent de nous", "se fout de nous", "se foutent de nous", "foutage de gueule",
    "ras le bol", "plus jamais", "aucune excuse", "aucun pardon", "porter plainte", "porte plainte", "plainte en vue",
    "on nous ment", "vous mentez", "ils mentent", "nous ment", "faites honte",
    "shame on", "never again", "rip off", "ripped off", "cover up", "covered up", "fed up", "sick of",
    "no excuse", "no excuses", "press charges", "class action", "laughing at us", "taking us for", "how dare you",
)  # fmt: skip
WORDS = tuple(dict.fromkeys(" ".join((_OUTRAGE, _ACCUSATION, _THREAT, _CONTEMPT)).split()))
# One query, so that hostile wording is read as radars read: without accents, capitals or kinds of apostrophes.
QUERY = " OR ".join((*WORDS, *(f'"{phrase}"' for phrase in _PHRASES)))
# The words as radars compare them.
FOLDED = frozenset(word.folded for word in words_of_post(None, " ".join(WORDS))[1])
