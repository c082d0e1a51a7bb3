"""Words that say nothing of a subject, by language: articles, pronouns, auxiliaries and the like, of three letters up.

Shorter words and numbers are never counted as words of a subject, so they are not listed.
"""

from __future__ import annotations

from functools import lru_cache

SHORTEST, LONGEST = 3, 40
BY_LANGUAGE = {
    "fr": """
        afin ailleurs ainsi alors apres après assez aucun aucune aujourd aura auraient aurais aurait aussi autant
        autre autres aux avaient avais avait avant avec avez aviez avions avoir avons ayant bah beaucoup ben bien
        bientôt bon car ceci cela celle celles celui cent cependant certain certaine certaines certains ces cet cette
        ceux chacun chacune chaque chez cinq combien comme comment contre dans davantage dedans dehors deja demain
        depuis derrière des dessous dessus deux devant devez devoir devons devrait dire dit dites dix doit doivent
        donc dont due durant déjà dû elle elles encore enfin ensuite entre envers est etaient etait etc ete etre eux
        faire fais faisait faisant fait faites faudrait faut fera ferait fois font hein hier hors hui ici ils jamais
        jusqu jusque juste laquelle lequel les lesquelles lesquels leur leurs loin lors lorsqu lorsque lui mais malgré
        meme merci mes mien mienne mieux mille moi moins mon même mêmes non nos notamment notre nous nôtre ont onze
        ouais oui par parce parfois parmi pas pendant personne peu peut peuvent peux plus plusieurs plutot plutôt pour
        pourquoi pourrait pourtant pouvait pouvez pouvoir pouvons presque près puis puisqu puisque quand quant quatre
        que quel quelle quelles quelqu quelque quelques quels qui quoi quoique rien sais sait sans sauf savoir selon
        sera serai seraient serait seront ses seul seule seulement sien sienne sinon six soi soient sois soit sommes
        son sont sous souvent suis sur surtout tandis tant tel telle tellement telles tels tes toi ton toujours tous
        tout toute toutefois toutes tres trois trop très une uns vais vas vers veulent veut veux via viens vient voici
        voila voilà voir vont vos votre voudrait voulez vouloir vous vrai vraiment vôtre étaient étais était étant été
        être
    """,
    "en": """
        able about above across after again against ain all almost alone along already also although always among and
        another any anyone anything are aren around away back became because become been before being below between
        both but came can cannot come could couldn did didn does doesn doing don done down during each either else
        enough etc even ever every everyone everything few for from further gave get gets getting give given gives
        going gone got had hadn has hasn have haven having her here hers herself him himself his how however into isn
        its itself just keep know let lets like likely look lot made make makes many may maybe might mine more most
        much must myself need needn never next nobody none nor not nothing now off often once one ones only onto other
        others our ours ourselves out over own per perhaps please put quite rather really said same say says see seem
        seen several shall she should shouldn since some someone something sometimes soon still such sure take taken
        than that the their theirs them themselves then there therefore these they thing things this those though
        three through thus too took toward towards two under until upon use used using very via want wants was wasn
        way well went were weren what whatever when where whether which while who whole whom whose why will with
        within without won would wouldn yes yet you your yours yourself yourselves
    """,
    "de": """
        aber alle allem allen aller alles als also auch auf aus bei beim bin bis bist bitte dabei dadurch dafür damit
        danach dann daran darauf darum das dass dein deine dem den denn der des deshalb dich die dies diese diesem
        diesen dieser dieses dir doch dort durch ein eine einem einen einer eines einfach etwas euch euer für gab ganz
        gar gegen gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer immer
        ins ist jede jeder jedes jetzt kann kein keine keinen können könnte machen mal man mehr mein meine mich mir
        mit muss müssen nach nein nicht nichts noch nun nur oder ohne schon sehr sein seine seinem seinen seiner seit
        sich sie sind soll sollte sondern und uns unser unsere unter viel viele vom von vor war waren warum was wegen
        weil wenn wer werden wie wieder will wir wird wirklich wurde würde zum zur zwar zwischen über
    """,
    "es": """
        ahora algo alguna algunos algún allí ante antes aquel aquí así aunque aún bajo bien cada casi como con contra
        cosa cual cuando cuál cuándo cómo del desde donde dos durante dónde ella ellas ellos entre era eran eres esa
        esas ese eso esos esta estaba estar estas este esto estos estoy está están fue fueron había hace hacer hacia
        han hasta hay las les los mas mejor menos mientras mis mucha mucho muchos muy más nada nadie ninguno nos
        nosotros nuestra nuestro nunca otra otras otro otros para pero poco por porque puede pueden pues que quien
        quién qué sea según ser será sido siempre siendo sin sino sobre solo son soy sus sólo también tan tanto tener
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
        desde dessa desse desta deste dos duas ela elas ele eles entre era essa esse esta estar estava este estou está
        estão eu fazer foi foram isso isto mais mas mesmo meu meus minha muita muito muitos nada nas nem nessa nesta
        nos nossa nosso num numa nunca não nós onde outra outro para pela pelas pelo pelos pode podem por porque pra
        qual quando que quem seja sem sempre ser será seu seus sobre sua suas são também tem tinha toda todas todo
        todos tudo têm uma umas uns vai você vocês
    """,
    "nl": """
        aan alle alleen als altijd andere bij daar dan dat der deze die dit doen door dus echt een eens eigenlijk elke
        gaan gaat geen geweest goed haar had heb hebben heeft heel hem het hier hij hoe hun ieder iemand iets jij jou
        jouw kan kunnen maar meer men met mijn moet moeten naar niet niets nog omdat onder ons onze ook over toch toen
        tot uit van veel voor waar waarom want waren was wat weer wel werd wie wij willen worden wordt zal zeer zei
        zelf zich zij zijn zo zou
    """,
}


@lru_cache(maxsize=1)
def little_words() -> frozenset[str]:
    """Those of all languages together: a post in two languages, or in one nobody named, has them too."""
    return frozenset(word for words in BY_LANGUAGE.values() for word in words.split())
