"""Stop words: those that say nothing of a subject, by language: articles, pronouns, auxiliaries and the like.

Words of less than three letters and numbers are never counted as words of a subject, so they are not listed. Elisions
come apart when words are read: `qu'il` is `qu` and `il`, `don't` is `don` and `t`.
"""

from __future__ import annotations

from functools import lru_cache

from palabre.text.folding import fold

SHORTEST, LONGEST = 3, 40
BY_LANGUAGE = {
    "fr": """
        afin aie aient ailleurs ainsi ait alors ans apres après assez aucun aucune aujourd aura auraient aurais aurait
        aussi autant autre autres aux avaient avais avait avant avec avez aviez avions avoir avons ayant bah bcp
        beaucoup ben bien bientôt bon bonjour bonne bref car cas ceci cela celle celles celui cent cependant certain
        certaine certaines certains ces cet cette ceux chacun chacune chaque cher chez chose choses cinq combien comme
        comment contre dans davantage dedans dehors deja demain depuis dernier dernière derrière des desormais dessous
        dessus deux devant devez devoir devons devrait déjà désormais dire dit dites dix doit doivent donc dont due
        durant dû elle elles encore enfin ensuite entre envers est etaient etais etait etant etc ete etes etre eux
        étaient étais était étant été êtes être faire fais faisait faisant fait faites faudrait faut fera ferait fois
        font fut gens grace grâce hein hier hors hui ici ils jamais jour jours jusqu jusque juste laquelle lequel les
        lesquelles lesquels leur leurs loin lol lors lorsqu lorsque lui mais mal malgre malgré mdr meme merci mes même
        mêmes mien mienne mieux mille mis mme moi moins mon monsieur non nos notamment notre nous nouveau nouvelle
        nôtre ont onze ouais oui par parce parfois parmi pas passe pendant personne peu peut peuvent peux pfff plus
        plusieurs plutot plutôt point pour pourquoi pourrait pourtant pouvait pouvez pouvoir pouvons pres presque près
        ptdr puis puisqu puisque quand quant quatre que quel quelle quelles quelqu quelque quelques quels qui quoi
        quoique rien sais sait sans sauf savoir selon sera serai seraient serait seront ses seul seule seulement sien
        sienne sinon six soi soient sois soit sommes son sont sous souvent stp suis sur surtout svp tandis tant tel
        telle tellement telles tels tes toi ton toujours tous tout toute toutefois toutes tres très trois trop une uns
        vais vas vers veulent veut veux via viens vient voici voila voilà voir voit vont vos votre voudrait voulez
        vouloir vous vôtre vrai vraiment
    """,
    "en": """
        able about above according across after again against ain all almost alone along already also although always
        among and another any anybody anyone anything are aren around ask away back became because become been before
        behind being below best better between both but came can cannot come could couldn day days did didn does doesn
        doing don done down during each either else enough etc even ever every everybody everyone everything few first
        for from further gave get gets getting give given gives goes going gone good got great had hadn has hasn have
        haven having hello help hence her here hers herself him himself his how however indeed instead into isn its
        itself just keep kept know known last later least less let lets like likely look looking looks lot made make
        makes making many may maybe might mine more most much must myself need needn needs neither never new next
        nobody none nor not nothing now nowhere off often okay once one ones only onto other others otherwise our ours
        ourselves out over own people per perhaps please put quite rather real really said same saw say saying says
        see seem seems seen several shall she should shouldn since some somebody someone something sometimes somewhere
        soon still such sure take taken takes tell than thank thanks that the their theirs them themselves then there
        therefore these they thing things think this those though three through thus time times today together too
        took toward towards tried try trying two under unless until upon use used using usually very via want wants
        was wasn way ways week well went were weren what whatever when whenever where whether which while who whoever
        whole whom whose why will with within without won would wouldn year years yes yesterday yet you your yours
        yourself yourselves
    """,
    "de": """
        aber alle allem allen aller alles als also auch auf aus bei beim bin bis bist bitte dabei dadurch dafür damit
        danach dann daran darauf darum das dass dein deine dem den denn der des deshalb dich die dies diese diesem
        diesen dieser dieses dir doch dort durch ein eine einem einen einer eines einfach etwas euch euer für gab ganz
        gar gegen gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer immer
        ins ist jede jeder jedes jetzt kann kein keine keinen können könnte machen mal man mehr mein meine mich mir
        mit muss müssen nach nein nicht nichts noch nun nur oder ohne schon sehr sein seine seinem seinen seiner seit
        sich sie sind soll sollte sondern und uns unser unsere unter über viel viele vom von vor war waren warum was
        wegen weil wenn wer werden wie wieder will wir wird wirklich wurde würde zum zur zwar zwischen
    """,
    "es": """
        ahora algo alguna algunos algún allí ante antes aquel aquí así aunque aún bajo bien cada casi como con contra
        cosa cómo cual cuando cuál cuándo del desde donde dos dónde durante ella ellas ellos entre era eran eres esa
        esas ese eso esos esta estaba estar estas está están este esto estos estoy fue fueron había hace hacer hacia
        han hasta hay las les los mas más mejor menos mientras mis mucha mucho muchos muy nada nadie ninguno nos
        nosotros nuestra nuestro nunca otra otras otro otros para pero poco por porque puede pueden pues que qué quien
        quién sea según ser será sido siempre siendo sin sino sobre solo son soy sólo sus también tan tanto tener
        tengo tiene tienen toda todas todavía todo todos tras tus una unas uno unos usted vez vos
    """,
    "it": """
        abbiamo alla alle allora altra altri altro anche ancora avere aveva bene che chi cioè come con contro cosa
        così cui dai dal dalla dalle degli dei del della delle dello dentro deve dopo dove due ecco era erano essere
        fare fatto fino fra gli hai hanno infatti invece loro mai meno mentre mia mio molto nei nel nella nelle niente
        noi non nostra nostro ogni oppure ora per perchè perché però più poco poi prima proprio può quale quando
        quanto quella quelle quelli quello questa queste questi questo qui quindi sarà sempre senza sia siamo sono
        sopra sotto stata stato sua sue sugli sui sul sulla suo tra troppo tutta tutte tutti tutto una uno voi
    """,
    "pt": """
        ainda algum alguma alguns antes aos aquela aquele aqui assim até cada com como contra das dela dele depois
        desde dessa desse desta deste dos duas ela elas ele eles entre era essa esse esta estar estava está estão este
        estou eu fazer foi foram isso isto mais mas mesmo meu meus minha muita muito muitos nada nas não nem nessa
        nesta nos nossa nosso nós num numa nunca onde outra outro para pela pelas pelo pelos pode podem por porque pra
        qual quando que quem são seja sem sempre ser será seu seus sobre sua suas também tem têm tinha toda todas todo
        todos tudo uma umas uns vai você vocês
    """,
    "nl": """
        aan alle alleen als altijd andere bij daar dan dat der deze die dit doen door dus echt een eens eigenlijk elke
        gaan gaat geen geweest goed haar had heb hebben heeft heel hem het hier hij hoe hun ieder iemand iets jij jou
        jouw kan kunnen maar meer men met mijn moet moeten naar niet niets nog omdat onder ons onze ook over toch toen
        tot uit van veel voor waar waarom want waren was wat weer wel werd wie wij willen worden wordt zal zeer zei
        zelf zich zij zijn zo zou
    """,
}
OF_THE_WEB = "amp com html http https nbsp net org quot via www"


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Those of all languages together: a post in two languages, or in one nobody named, has them too."""
    return frozenset(word for words in (*BY_LANGUAGE.values(), OF_THE_WEB) for word in words.split())


@lru_cache(maxsize=1)
def _folded() -> frozenset[str]:
    return frozenset(fold(" ".join(stop_words())).split())


def says_something(folded: str) -> bool:
    """Whether a folded word may stand in a list of words: long enough, no number, and no stop word."""
    return len(folded) >= SHORTEST and folded not in _folded() and not folded[0].isdigit() and not folded.isnumeric()
