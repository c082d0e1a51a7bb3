"""Words that say nothing by themselves, French and English, folded as `palabre.text.folding` folds."""

from __future__ import annotations

from palabre.text.folding import fold

# Elisions come apart when words are read: `qu'il` is `qu` and `il`, `don't` is `don` and `t`.
_FRENCH = """
a à afin ai aie aient ainsi ait alors apres après as assez au aucun aucune aujourd aussi autant autre autres aux
avaient avais avait avant avec avez aviez avoir avons ayant beaucoup bien bon bonne bonjour bref c ca ça car ce ceci
cela celle celles celui cent certains certaines ces cet cette ceux chacun chaque cher chez ci combien comme comment
contre d dans de deja déjà depuis dernier dernière derrière des desormais désormais dessous dessus deux devant devez
devrait dire dit dites dix doit doivent donc dont du durant elle elles en encore enfin ensuite entre envers es est et
etaient étaient etais étais était etant étant ete été etes êtes etre être eu eux faire fais faisait fait faites faut
fera font fois fut grace grâce gens hier hors hui ici il ils j jamais je jour jours jusqu jusque juste l la là
laquelle le lequel les lesquels leur leurs lors lorsqu lorsque lui m ma mais mal malgre malgré me meme même mes mieux
mis mme moi moins mon monsieur n ne ni non nos notre nous nouveau nouvelle ok on ont or ou où oui par parce parfois
parmi pas passe pendant peu peut peuvent peux plus plusieurs plutot plutôt point pour pourquoi pourrait pouvez pouvoir
pres près presque puis puisqu puisque qu quand quant que quel quelle quelles quelqu quelque quelques quels qui quoi
quoique rien s sa sais sait sans sauf se sera serait seront ses seul seule si sinon soi soient sois soit sommes son
sont sous souvent suis sur surtout t ta tandis tant te tel telle tellement tels tes toi ton toujours tous tout toute
toutes tres très trois trop tu un une va vais vas vers veut veux voici voila voilà voir voit vont vos votre vous
vraiment vu y an ans chose choses cas faudrait merci alors avais bah ben bcp donc est-ce etc svp stp pfff lol mdr ptdr
hein ouais
"""
_ENGLISH = """
a able about above according across after again against all almost alone along already also although always am among
an and another any anybody anyone anything are aren around as ask at away back be became because become been before
behind being below best better between both but by came can cannot could couldn d did didn do does doesn doing don
done down during each either else enough even ever every everybody everyone everything few first for from further get
gets getting give given gives go goes going gone good got great had hadn has hasn have haven having he hello help
hence her here hers herself hi him himself his how however i if in indeed instead into is isn it its itself just keep
kept know known last later least less let lets like likely ll look looking looks lot m made make makes making many may
maybe me might mine more most much must my myself need needs neither never new next no nobody none nor not nothing now
nowhere of off often oh ok okay on once one ones only onto or other others otherwise our ours ourselves out over own
per perhaps please put quite rather re real really s said same saw say saying says see seem seems seen several shall
she should shouldn since so some somebody someone something sometimes somewhere soon still such sure t take taken
takes tell than thank thanks that the their theirs them themselves then there these they thing things think this those
though through thus time times to today together too took toward towards tried try trying two under unless until up
upon us use used using usually ve very via want wants was wasn way ways we well went were weren what whatever when
whenever where whether which while who whoever whole whom whose why will with within without won would wouldn yes
yesterday yet you your yours yourself day days week year years people
"""
_OF_THE_WEB = "amp gt lt http https www com fr org net html nbsp rt via quot"

STOP_WORDS = frozenset(word for written in (_FRENCH, _ENGLISH, _OF_THE_WEB) for word in fold(written).split())
SHORTEST = 3


def says_something(folded: str) -> bool:
    """Whether a folded word may stand in a list of words: long enough, no number, and no stop word."""
    return len(folded) >= SHORTEST and folded not in STOP_WORDS and not folded[0].isdigit() and not folded.isnumeric()
