"""How people say that they will buy an audience, or make one up; and how they say that they will not.

All are patterns of plain text: without accents, capitals or typographic signs. Each list says one way to do it.
"""

from __future__ import annotations

import re

_FOLLOWERS = (
    r"(?:f+[ao]+l+o*w+(?:e|eu|a)?r+[sz]?|fol+owe?u?z|fl+w+rs?|fol+o+s?|follow+s|fans?|fanz|d?abonn?(?:e|ee|es|ees)|"
    r"d?abos?|suiveurs?"
    r"|subscribers?|subs|subz)"
)
_LIKES = (
    r"(?:like[sz]?|lik(?:er|ez)s?|(?:mentions? )?j'?aimes?|coeurs|hearts|pouces(?: bleus| en l'air)?|"
    r"thumbs[ -]ups?)"
)
_VIEWS = r"(?:vu[sz]|vue[sz]?|view[sz]?|visionnages?|ecoutes|streams?|plays|impressions)"
_REVIEWS = (
    r"(?:avis|review[sz]?|reviewers?|commentaires?|coms?|comments?|commentz|etoiles|stars|ratings?|temoignages?"
    r"|testimonials?|recommandations|recommendations|upvotes?|votes?|signatures|retweets?|rts?|reposts?|shares|"
    r"partages"
    r"|telechargements|downloads|installs|interactions|reactions|clics|clicks|clicks)"
)
# What is sold by the thousand.
GOODS = rf"(?:{_FOLLOWERS}|{_LIKES}|{_VIEWS}|{_REVIEWS}|engagements?)"
_CORE = rf"(?:{_FOLLOWERS}|{_LIKES}|{_VIEWS}|engagements?|upvotes?|avis|reviews?)"
_BUY = (
    r"(?:ahet(?:er|e|ez|ons)|r?ach(?:ete(?:r|z|s|e|es|ees|nt|ra|rons|rions|rait)?|etons|etant|etait|at|ats|"
    r"te[rz]?|ette[rz]?)"
    r"|bu(?:y(?:s|ing|in|in'|ng)?|ying)|bying|byu|bought|purchas\w*|purchac\w*"
    r"|monnayer|negocier|snag|cop|splash(?:ing)? out on|investi\w* (?:\d+ ?\S+ )?(?:dans|en)|"
    r"invest(?:ing)? (?:\S+ )?in"
    r"|se payer|s'offrir|se prendre|pay(?:ing|s)? for|shell(?:ing)? out for|spend\w* \S+ (?:\w+ )?on|"
    r"depenser \S+ \w+ en"
    r"|claquer \S+ \w+ (?:en|dans)|(?:mettre|put(?:ting)?) \S+ (?:\S+ )?(?:dans|sur|into|on)|"
    r"commander(?= (?:des |\d|un |quelques |d'))|order(?:ing)?(?= (?:a |some |\d))|paye?r|payons|payez)"
)
_STOP = (
    r"(?!(?:and|et|who|qui|that|que|leav\w*|laiss\w*|to|then|puis|or|ou|ads?|pub|publicit\w*|advert\w*|"
    r"sponsor\w*|promoted"
    r"|annonces?|apres|after|avoir|having|lu|read|grace|thanks|based|selon|because|when|quand|if|si|before|avant|"
    r"with|avec"
    r"|attention|tickets?|billets?|products?|produits?|answer\w*|repon\w*|moderat\w*|modera\w*|media|space|espaces?"
    r"|cadeaux?|gifts?|contre|against|jamais|never|pas|plus|aucune?|not|merch\w*|goodies|time|temps|outils?|"
    r"tools?|software|logiciels?|formation|training"
    r"|listening|veille|study|etude|better|mieux|quality content|partenari\w*|partnership\w*|community manager|"
    r"club|zone"
    r"|in order|by|par|where|ou|about|de nos|from our|of our|a nos|aux|their|leurs?|drinks?|photos?)\b)"
)
_GAP = rf"(?:[\s:,(\"'«-]+{_STOP}[\w.€$£%+/]+){{0,5}}?[\s:(\"'«-]+(?:d'|l')?"
_SELLER = (
    r"(?:fournisseurs?|vendeurs?|revendeurs?|grossistes?|sellers?|resellers?|vendors?|suppliers?|brokers?|"
    r"dealers?|shops?"
    r"|marketplaces?|providers?|prestataires?|packages?|packs?|bundles?|boutiques?|panels?)"
)
_FAKE = (
    r"(?:faux|fausses?|fake[sd]?|phony|bogus|bidons?|fictifs?|fictives?|fantomes?|ghost|phantom|dummy|made[- ]up|"
    r"invented"
    r"|factices?|simulated|simules?|artificiels?|artificial|achet(?:es|ees|e)|bought|purchased|paid[- ]for|"
    r"rented|robots?"
    r"|bots?|automatises?|automated|zombies?|de complaisance|truques?|sock[- ]?puppets?|burner|throwaway|alt|"
    r"jetables?"
    r"|hired|pretend|imaginaires?|inorganic|fabriqu(?:e|es|ees)|fabricated|robotises?|synthetiques?|synthetic|"
    r"real[- ]looking|realistic[- ]looking)"
)
_PERSONA = (
    r"(?:comptes?|accounts?|profils?|profiles?|personas?|identit(?:es?|y|ies)|clients?|customers?|users?|"
    r"utilisateurs?|members?|membres?)"
)
_GUARANTEE = (
    r"(?:garanti\w*|guarant\w*|garant\b|promet\w*|promis\w*|s'engage\w* sur|assur(?:e|ent|es|ees|ant)|ensur\w*|"
    r"satisf\w+ ou rembours\w+|money[- ]back)"
)
_AGENCY = (
    r"(?:agenc\w+|prestataires?|provider|freelance\w*|consultants?|gou?rous?|gurus?|growth[ -]\w+|boite|studio|"
    r"firm|company|service|expert\w*|specialist\w*|specialiste\w*|outfit|startup)"
)
_MONEY = r"(?:€|\$|£|eur\b|euros?\b|dollars?\b|balles\b|bucks\b|pounds?\b|quid\b|usd\b)"
_NUMBER = r"\d[\d .,]*(?:k|m|mille|millions?)?"
_TO_DO = (
    r"(?:lik(?:e|er|ent|ing)|follow(?:er|ing)?|comment(?:er|ent|ing)?|upvot\w*|vote[rz]?|voting|s'abonn\w+|"
    r"nous suivre|share our"
    r"|subscribe|suivre notre|suivre nos|aimer nos|partager nos|(?:leaves?|posts?|writes?|lai|laiss(?:er|e|ent)|"
    r"post(?:er|e|ent)|ecri(?:re|vent|t)|publi(?:er|e|ent)|mett(?:re|ent)|met|rediger|leaving|posting|writing|"
    r"giv(?:e|es|ing)|donn(?:er|e|ent)|chang(?:e|es|er|ent))"
    r" (?:\S+ ){0,3}?(?:avis|reviews?|comments?|commentaires?|etoiles|stars|likes?))"
)
_GOOD = (
    r"(?:positi[fv]e?s?|glowing|good|great|nice|rave|bons?|excellents?|elogieux|enthousiastes?|enthusiastic|"
    r"5[ -](?:etoiles?|stars?)"
    r"|five[ -]stars?|cinq etoiles|favou?rables?|flatteurs?|dithyrambiques?|sympas?|kind)"
)

_SOFT = (
    r"(?:pick(?:ing)? up|grab(?:bing)?|sourc(?:e|ing)|souscrire|procur\w+|acquir\w+|acquer\w+|acquisition|"
    r"prendre|prend|take|get(?:ting)?|obten\w+|gagner|gain\w*|recuper\w*|trouver|find(?:ing)?|pass\w*|us(?:e|"
    r"ing)|utilis\w*|boost\w*|augment\w*|increas\w*|grow\w*|faire)"
)
_ELSEWHERE = (
    r"(?:online sellers?|sellers?|resellers?|revendeurs?|vendeurs?|vendors?|third[- ]party|services? tiers?|"
    r"service (?:externe|payant)|paid (?:service|site|app)|external (?:service|provider|supplier)|"
    r"sites? (?:specialise\w*|payants?|de vente|chinois|russes?)|website (?:that|which) sells?|applis? d'echange|"
    r"exchange apps?|points system|systeme de points|fournisseurs?|suppliers?|grossistes?|panel)"
)

BUYING = (
    rf"^\s*by\s+{_NUMBER}\s*(?:{_FOLLOWERS}|{_LIKES}|{_VIEWS})\b",
    rf"\b(?:sites?|services?|applis?|apps?|applications?|plateformes?|platforms?|websites?)\s+(?:en ligne |"
    rf"online |web |payant |paid )?(?:pour|to|for|that|qui)\s+(?:obtenir|get|gagner|earn|win|recevoir|receive|"
    rf"avoir)\s+(?:\S+ ){{0,2}}?(?:{_FOLLOWERS}|{_LIKES})\b",
    rf"\b{_CORE}\b[^.;]{{0,25}}\b(?:thanks to|grace a|from|via|through|aupres d\S*|chez|"
    rf"by)\s+(?:\w+ ){{0,2}}(?:fournisseurs?|vendors?|brokers?|courtiers?|dealers?|resellers?|revendeurs?|"
    rf"sellers?)\b",
    rf"\b(?:se procurer|procurer|get hold of|obtenir|acquire|acquerir|recuperer)\s+(?:\S+ ){{0,2}}?(?:base|stock|"
    rf"fichier|portefeuille)\s(?:de |d'|of )(?:{_FOLLOWERS})\b",
    rf"\b(?:aide|coup de pouce|assistance|help|push)\s+(?:payante?|paid)\b[^.;]{{0,50}}\b{_CORE}\b|\bpaid (?:help|"
    rf"assistance|nudge)\b[^.;]{{0,50}}\b{_CORE}\b",
    rf"\b{_CORE}\s+pa chers?\b",
    r"\b(?:commentateurs?|commenters?|reviewers?|likers?|likeurs?|fans?|followers?|voteurs?)\s+(?:remuneres?|"
    r"payes?|stipendies)\b|\bpaid (?:reviewers?|commenters?|likers?|fans?|followers?|voters?)\b",
    rf"\b(?:euros?|dollars?|balles|bucks|pounds|quid|€|\$)\s+(?:de|d'|of|worth of|pour (?:des|les)|in|en|"
    rf"sur)\s*(?:des |les )?{_CORE}\b|[€$£]\s+(?:de|d'|of|worth of|pour des|en)\s*{_CORE}\b",
    rf"\b(?:sites?|services?|applis?|apps?|plateformes?|platforms?|tools?|outils?|programmes?|programs?|panels?|"
    rf"websites?)\b[^.;]{{0,15}}(?:\bthat|\bwhich|\bqui|\bd'|\bpour|\bto|\bfor|\bde)\s?(?:ajout|add|deliver|livr|"
    rf"donn|giv|suppl|fourni|sell|vend|gener|augment|increas|boost|gonfl|bring|apport|fait|fasse|liker|"
    rf"rapport)\w*\s+(?:\S+ ){{0,3}}?(?:d')?(?:{_FOLLOWERS}|{_LIKES}|{_VIEWS})\b",
    rf"\b(?:commander|order\w*|prendre|get|take)\b[^.;]{{0,30}}\b(?:sites?|services?|panels?|apps?|applis?|shop|"
    rf"website)\b[^.;]{{0,20}}{_NUMBER}\s*{_CORE}\b",
    rf"\b{_CORE}\s+(?:s'achet\w+|can be bought|se vend\w*|(?:are |is )?for sale|on sale|a vendre)|"
    rf"\b{_CORE}\b[^.;]{{0,20}}\b(?:panels?|reseller|revendeur)\b",
    r"\b\d+\s?k (?:package|pack|bundle|formule)\b",
    rf"(?:{_MONEY}\s?\d[\d.,]*|\d[\d.,]*\s?{_MONEY})\s+(?:pour|for|de|d'|en|of|on|sur|dans|worth of)\s*(?:des |"
    rf"un |une |a |some |petit |small |more |plus de )?(?:lot de |batch of |pack de |pack of |"
    rf"bundle of )?(?:{_FOLLOWERS}|{_LIKES}|reviews|avis google)\b",
    rf"\b(?:fourni\w*|suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing))\s+(?:us |nous |des |les |the |our |nos |"
    rf"with |{_NUMBER}\s?){{0,3}}(?:{_FOLLOWERS}|{_LIKES})\b",
    rf"\b(?:agenc\w+|entreprise|company|societe|firm|boite|prestataire|provider|freelance\w*|team|"
    rf"equipe)\b[^.;]{{0,30}}\b(?:generer|generate[sd]?|fabriqu\w*|produire)\s+(?:\S+ ){{0,3}}?(?:{_FOLLOWERS}|"
    rf"{_LIKES}|clics|clicks)\b",
    rf"\b(?:outsourc\w*|sous-trait\w*)\s+(?:\S+ ){{0,2}}?(?:{_FOLLOWERS}|{_LIKES}|{_VIEWS})\b",
    rf"\b{_CORE}\s+(?:\w+ )?(?:a bas (?:prix|cout)|au rabais|offshore|from abroad|asiatiques|indiens|d'asie|"
    rf"du bangladesh|venus d'ailleurs)\b|\b(?:low[- ]cost|offshore|cut-rate|bargain)\s+(?:\w+ )?{_CORE}\b",
    rf"\b(?:rachat|racheter|rachetons|reprise payante|take over|taking over|takeover)\b[^.;]{{0,50}}\b(?:pages?|"
    rf"comptes?|accounts?|groupes?|groups?|chaines?|channels?)\b[^.;]{{0,60}}(?:\d|{_FOLLOWERS})",
    rf"(?:^|\bto |\bwe |\bwill |\bon |\bpeut |\bva |\bfaut )\s*(?:acheter|achat d|buy|buying|"
    rf"purchase)\s+(?:\S+ ){{1,4}}?(?:et|and|\+|&|plus)\s+(?:des |les |d'|some |the |de |a few )?(?:{_FOLLOWERS}|"
    rf"{_LIKES})\b",
    rf"\b{_SOFT}\b[^.;]{{0,45}}\b{_CORE}\b[^.;]{{0,30}}\b{_ELSEWHERE}|\b{_ELSEWHERE}\b[^.;]{{0,40}}\b{_CORE}\b",
    rf"\b(?:credits?|coins|jetons)\b[^.;]{{0,20}}\b(?:{_FOLLOWERS}|likes)\b",
    r"\b(?:louer|location d|rent(?:ing)?|hiring|hire)\s?(?:an? |some |une |un |de l'|'un |'une |'|la |des |"
    r"notre |our |\d+ ){0,3}(?:audience|crowd|followers|abonnes|fans|likes|public|commenters|communaute|"
    r"community)\b",
    r"\bbuy(?:ing)? (?:our|my|the|their|its)? ?way\b",
    r"\b(?:pages?|accounts?|comptes?|groupes?|groups?|chaines?|channels?)\b[^.;]{0,50}(?:\d|"
    r"k\b)[^.;]{0,40}\b(?:for sale|a vendre|rachet\w*|buy it|l'acheter|la racheter)",
    rf"(?:\bcents?|\bcentimes?|{_MONEY})\s*(?:per|par|le|la|l'|un|une|each|a|the)\s*(?:new |nouvel |"
    rf"nouveau )?(?:follower|abonne|like|fan|"
    rf"subscriber|avis|review|comment|commentaire)\b",
    rf"\b{_CORE}\s+(?:contre|pour|for)\s+(?:quelques|une poignee d|some|a few|trois fois rien|"
    rf"peanuts)\W*(?:{_MONEY}|cents|centimes)?",
    rf"\b(?:coup de pouce|coup de pousse|nudge|little push|petit plus)\b[^.;]{{0,30}}\b(?:compteurs?|count(?:er)?|"
    rf"{_FOLLOWERS})\b(?=[^.;]{{0,40}})|\b(?:compteurs?|count(?:er)?)\b[^.;]{{0,20}}\bpaid (?:nudge|push|boost)",
    rf"\b(?:packs?|lots?|bundles?|forfaits?|formules?|"
    rf"packages?)\b[^.;]{{0,25}}?[\s«:(\"]{_NUMBER}\s*(?:\w+ )?{_CORE}\b",
    rf"{_BUY}{_GAP}{GOODS}\b",
    # A whole audience, or an account with its people in it.
    r"(?:achet\w+|achat|racheter|buy(?:ing)?|purchas\w+|s'offrir|acquerir)\s+(?:\w+ |d'|de l'|d'un |"
    r"d'une ){0,2}(?:audience|communaute|community"
    r"|following|fan ?base|popularit[ey]|credibilite|engagement|preuve sociale|social proof|buzz|hype|influence)\b"
    r"(?! (?:manager|tool|platform|software|segments?|data|insights|study|marketing))",
    rf"{_BUY}\s+(?:\S+ ){{0,3}}(?:comptes?|pages?|profils?|accounts?|profiles?|groupes?|groups?|channels?|"
    rf"chaines?)\b[^.;]{{0,40}}"
    rf"(?:{_FOLLOWERS}|\d\s?k\b|deja (?:suivi|etabli)|aged|existing audience|already (?:has|popular)|audience)",
    r"\b(?:aged|established|pre-?made|verified) accounts?\b[^.;]{0,20}\b(?:for sale|bought|cheap)",
    # By the pack, by the thousand, at a price.
    rf"\b(?:packs?|lots?|bundles?|packages?|batch(?:es)?|formules?|forfaits?|paquets?|stock)\s+(?:de |d'|of |"
    rf"with |a )?(?:{_NUMBER}\s*)?(?:\w+ )?{_CORE}\b",
    rf"\b{_CORE}[- ](?:packs?|packages?|bundles?|services?|sellers?|vendors?|suppliers?|resellers?|providers?|"
    rf"panels?|shops?|marketplaces?|farms?|factor(?:y|ies)|mills?|boosters?)\b",
    rf"\b{_SELLER}\s+(?:de |d'|of )(?:\w+ )?{_CORE}\b",
    rf"\b{_NUMBER}\s*(?:\w+ ){{0,2}}{_CORE}\s*(?:instagram |insta |tiktok |youtube |google )?(?:pour|for|a|at|@|=|"
    rf":|->|contre)\s*(?:seulement |only |just |about |moins de |under )?(?:{_MONEY}\s?\d|\d+[\d.,]*\s?{_MONEY})",
    rf"(?:{_MONEY}\s?\d[\d.,]*|\d+[\d.,]*\s?{_MONEY})\s*(?:pour|for|les|per|par|the|=|:|->|a|buys?(?: us)?|"
    rf"gets?(?: us)?)\s*(?:{_NUMBER}\s*|mille |cent |thousand |a thousand |hundred )(?:\w+ ){{0,2}}{_CORE}\b",
    rf"\b{_CORE}\s+(?:\w+ )?(?:pas chers?|pas cheres?|bon marche|au kilo|en gros|low[- ]cost|discount|"
    rf"a prix casse|instantanes?|cles? en main|clefs? en main|livres?|delivered|on demand|a la demande|en promo|"
    rf"en solde)\b",
    rf"\b(?:cheap|instant|bulk|wholesale|turnkey|ready[- ]made|drip[- ]feed\w*|paid(?! (?:subs|abonn))|pre-?paid|"
    rf"discount(?! (?:for|to|pour))|cut[- ]price|off[- ]the[- ]shelf)\s+(?!for |on )(?:\w+ )?(?:{_CORE}|comments?|"
    rf"votes?)\b(?! (?:partnership|campaign|ads?))",
    r"\b(?:audience|communaute|community|fan ?base|following)\s+(?:cles? en main|clefs? en main|toute faite|"
    r"ready[- ]made|turnkey)\b|\b(?:ready[- ]made|turnkey|instant|rented|paid[- ]for|"
    r"off[- ]the[- ]shelf)\s+(?:audience|community|following|fan ?base|crowd)\b",
    rf"\b(?:inject\w*|livr(?:er|aison|es|ent|e)|deliver\w*|top(?:ping)?[- ]up|importer|import)\s+(?:de |des |les |"
    rf"d'|the |our |nos |of |some |us |new |nouveaux |{_NUMBER}\s?){{0,3}}(?:{_FOLLOWERS}|{_LIKES})\b",
    rf"\bapport (?:externe|exterieur|artificiel)[^.;]{{0,15}}\b{_CORE}\b",
    r"\bsmm\b(?: ?panels?)?|\bpanels? smm\b|\b(?:jarvee|instazood|kicksta|instagress|followliker|socialbakr|"
    r"famoid|buzzoid|stormlikes|twicsy|getinsta)\b",
    rf"\bfiverr\b[^.;]{{0,60}}\b{_CORE}\b|\b{_CORE}\b[^.;]{{0,60}}\bfiverr\b",
)
FAKING = (
    r"\b(?:avis|etoiles|reviews?|stars|ratings?)\b[^.;]{0,30}\b(?:alors qu[e']|though|although|even if|even though"
    r"|meme si)"
    r"(?=[^.;]{0,40}\b(?:personne|none|never|nobody|no one|jamais|aucun))",
    r"\bvot\w+ (?:\w+ ){0,4}?(?:plusieurs|many|several|multiple|dix|ten|twenty|vingt|\d+) (?:fois|times)\b",
    r"\b(?:under|sous|avec|with)\s+(?:de |des )?(?:faux|fausses?|fake|false|assumed|invented)\s+(?:noms?|names?|"
    r"identit\w+)\b",
    r"\b(?:comptes|profils|profiles|accounts)\s+(?:\w+ )?(?:loues|achetes|rented|bought|purchased|hired)\b|"
    r"\b(?:louer|rent(?:ing)?)\s+(?:des |some |\d+ )?(?:\w+ )?(?:comptes|accounts|profils|profiles)\b",
    r"\b(?:creer|create|ouvrir|open|set up|monter|faire|creating|creation de)\s+(?:une |a )?(?:vingtaine|dizaine|"
    r"quinzaine|trentaine|centaine|dozen|twenty|thirty|ten|dix|vingt|trente|cinquante|fifty|cent|hundred|\d{2,}|"
    r"dozens|des dizaines|plein|lots|loads)\s+(?:of |de |d')?(?:\w+ )?(?:comptes|accounts|profils|profiles)\b",
    r"\b(?:interns?|stagiaires?|trainees?|staff|team|equipe|employees?|salaries?|colleagues?|collegues?|friends|"
    r"amis|nous|we)\b[^.;]{0,30}\b(?:play|joue\w*|act as|pretend\w*|font semblant|"
    r"faire semblant)\b[^.;]{0,25}\b(?:visit\w+|clients?|customers?|fans?|users?|utilisat\w+|members?|membres?|"
    r"enthousiast\w*)\b",
    r"\b(?:comptes? anonymes?|anonymous accounts?)\b[^.;]{0,30}\b(?:tenus?|run by|held by|kept by|of ours|a nous|"
    r"de l'equipe|geres?|animes?|to |pour )",
    r"\b(?:fake|faux|fausse|false|phony|bogus|manufactured|fabrique[e]?)\s+(?:\w+ )?(?:communaute|community|"
    r"audience|public|crowd|buzz|enthusiasm|engouement|popularite|popularity|traffic|trafic|grassroots|soutien|"
    r"support|hype)\b",
    r"\b(?:colleagues?|collegues?|salaries?|employees?|staff|stagiaires?|interns?|trainees?|famille|family|amis|"
    r"friends|equipe|team|proches|relatives)\b[^.;]{0,40}\b(?:ecri\w*|post\w*|laiss\w*|leav\w*|writ\w*|"
    r"publi\w*|rate|rating|noter|notent|mett\w*|met|donn\w*|giv\w*)\b[^.;]{0,30}"
    r"\b(?:(?:google|tripadvisor|trustpilot|amazon|app store|play store|positi\w+|good|bons?) (?:avis|reviews?)|"
    r"(?:avis|reviews?) (?:google|tripadvisor|trustpilot|amazon|positi\w+|elogieux)|(?:5|five|cinq)[ -](?:stars?|"
    r"etoiles?)|(?:avis|reviews?|comments?|commentaires?)\b[^.;]{0,20}\b(?:comme s|as though|as if|as guests|"
    r"as customers|en tant que clients?))",
    r"\b(?:runs?|gere(?:r|nt)?|anime(?:r|nt)?|manages?|operates?|tien(?:t|nent)|cree(?:r|nt)?|pilote(?:r|"
    r"nt)?)\s+(?:\S+ ){0,4}?(?:profils|profiles|accounts|comptes|personas)\s+(?:qui|that|which|to|"
    r"pour)\s+(?:\w+ )?(?:recomm|prais|vant|applaud|defend|soutien|lik|vot|upvot|comment|s'enthous|flatt|"
    r"promot)\w*",
    r"\bvot\w+ en masse\b|\bmass(?:ive)? voting\b|\bthrowaway (?:e-?mails?|mails?|addresses)\b|"
    r"\badresses jetables\b|\bbourr\w+ (?:les|l'|d')\s?urnes?\b|\bstuff\w* the (?:ballot|vote|poll)",
    r"\b(?:invent(?:er|ing|ons)?|fabriqu\w*|make up|making up|bidonner)\s+(?:\S+ ){0,2}(?:members?|membres?|"
    r"clients?|customers?|users?|utilisateurs|fans|followers|temoignages?|testimonials?|avis|reviews?|"
    r"commentaires?|comments?)\b",
    r"\b(?:ecri\w*|redig\w*|writ\w*)\s+(?:nous-memes|ourselves|soi-meme)\s+(?:\S+ ){0,3}(?:avis|temoignages?|"
    r"commentaires?|reviews?|testimonials?)\b",
    r"\bpuppet accounts?\b|\bmarionnettes? numeriques?\b|\b(?:undisclosed|covert|secret|unmarked|undeclared|"
    r"hidden) (?:network of )?(?:accounts?|profiles?)|\bcomptes? (?:non declares?|secrets?|caches?|masques?)\b",
    r"\b(?:comment\w*|post\w*|interven\w*|ecri\w*|writ\w*|publi\w*|repond\w*|react\w*|"
    r"repl\w*)\b[^.;]{0,50}\b(?:under|sous)\s+(?:(?:plusieurs|several|different\w*|various|multiple|false|"
    r"fausses?|assumed|des|d'autres|other|made-up|invented|divers\w*|many)\s+(?:identit\w+|names|noms|pseudo\w*|"
    r"alias\w*|personas|casquettes)|pseudonyms?\b|pseudos?\b|aliases\b)",
    rf"\b{_FAKE}\s+(?:\w+ )?(?:{GOODS}|{_PERSONA})\b",
    rf"\b(?:{GOODS}|visites|traffic|trafic)\s+(?:\w+ )?{_FAKE}\b",
    rf"\b{_PERSONA}\s+(?:fictifs?|fictives?|bidons?|factices?|fantomes?|jetables?|robots?|automatises?|achetes|"
    rf"imaginaires?|zombies?|inventes?)\b",
    r"\bsock[- ]?puppets?\b|\bfaux[- ]nez\b|\bastroturf\w*|\bmulti-?comptes?\b|\balts? accounts?\b|"
    r"\bprete-noms?\b|\bburner accounts?\b",
    r"\b(?:comptes?|accounts?|profils?|profiles?)\s+(?:secondaires?|miroirs?|paralleles?|doublons?|"
    r"multiples)\b[^.;]{0,50}\b(?:lik|comment|vot|avis|review|soutenir|abonn|follow|boost|relay|partag)\w*",
    r"\b(?:multiple|several|second|extra|additional|dozens of|dizaines? de|plusieurs|ouvr\w+ \S+|open\w* \S+|"
    r"creer \S+|create \S+)\s+(?:comptes?|accounts?|profils?|profiles?)\b[^.;]{0,40}"
    r"\b(?:to|pour|qui|that|which|and|et)\s+(?:\w+ )?(?:lik|comment|vot|upvot|boost|abonn|follow|nous suiv|"
    r"applaud)\w*",
    r"\b(?:se faire passer|nous faire passer|passer|posing|pose|pretend\w*|masquerad\w*|sous couvert|"
    r"impersonating|deguis\w*|disguis\w*)\b[^.;]{0,25}"
    r"\b(?:clients?|clientes?|customers?|fans?|users?|utilisat\w+|usagers?|visit(?:eu|o)r\w*|shoppers?|members?|"
    r"membres?|habitants?|residents?|consommat\w+|consumers?|happy|satisfaits?|ordinary|simples? citoyens?|"
    r"followers?)\b",
    r"\b(?:ecri\w*|redig\w*|post\w*|publi\w*|writ\w*|leav\w*|laiss\w*|mettre|produc\w*|generer|generat\w*|"
    r"fabriqu\w*|invent\w*|make up|draft\w*|seed\w*)\s+(?:\S+ ){0,4}?(?:avis|reviews?|comments?|commentaires?|"
    r"temoignages?|testimonials?)\b[^.;]{0,30}"
    r"\b(?:nous-memes|ourselves|ourself|soi-meme|sous (?:un |d'autres |des )?(?:faux|pseudo\w*|differents|autre|"
    r"plusieurs)|under (?:other|false|different|invented|several|assumed|made-up|fake)|a la place des?|"
    r"on behalf of (?:our )?customers|from (?:different|several|our own|staff|employees'?) accounts|comme si|"
    r"as if|pretending|en interne pour)\b",
    rf"\b(?:ecri\w*|redig\w*|post\w*|publi\w*|writ\w*|leav\w*|laiss\w*|mettre|produc\w*|generer|generat\w*|"
    rf"fabriqu\w*|invent\w*|commission\w*|seed\w*)\s+(?:\S+ ){{0,3}}?(?:{_GOOD}\s+(?:avis|reviews?|comments?|"
    rf"commentaires?)|(?:avis|reviews?|comments?|commentaires?)\s+(?:\w+ )?{_GOOD})\b",
    r"\b(?:nos propres|our own)\s+(?:\w+ )?(?:avis|reviews?|comments?|commentaires?|"
    r"temoignages)\b[^.;]{0,10}(?:$|[.;,]|on |sur |google|tripadvisor|trustpilot|app)",
)
MACHINES = (
    r"\bauto[- ]?(?:heart|like|follow|comment|view|upvote)\w*|\b(?:coeurs?|likes?|pouces?|hearts?) (?:automatiquement"
    r"|automatically)\b",
    r"\b(?:liking|following|commenting|upvoting|voting) (?:\w+ )?(?:macros?|scripts?|tools?|apps?|software"
    r"|programs?)\b",
    r"\b(?:with|via|avec|using|by|from|par des|aux|grace aux|grace a des)\s+(?:\w+ ){0,2}(?:bots|botnets?)\b|"
    r"\bbots?\b[^.;]{0,20}\b(?:suit|suivre|follows?|likes?|liker|commente\w*)\b|\brobots?\b[^.;]{0,15}\b(?:suit|"
    r"suivent|likent?|likes?|s'abonn\w+)\b",
    r"\b(?:fermes?|usines?)\s+[^.;]{0,20}\bclics\b|\bbot herders?\b",
    r"\b(?:follow\w*|suit|suivre|suivent|s'abonne\w*)\b[^.;]{0,20}\b(?:then|puis|ensuite|"
    r"and then)\s+(?:\w+ )?(?:drop|lach|unfollow|quit|leav|remov|oubli|retir|abandon|jett)\w*",
    r"\b(?:autopilot|pilote automatique)\b[^.;]{0,30}\b(?:lik|follow|comment|abonn)\w*|\b(?:lik|"
    r"follow)\w*\b[^.;]{0,30}\b(?:autopilot|pilote automatique)\b",
    r"\bbots?\b[^.;]{0,25}\b(?:questions?|commentaires|comments|conversation|discussions?)\b|\b(?:robots|"
    r"bots) (?:pour|to|for) (?:faire |win |gagner |make )",
    r"\b(?:view|like|follow|insta|comment|auto|vote|fan)-?bots?\b|\b(?:liker|like|follow|suivre|commenter|"
    r"comment|s'abonner)\s+(?:\S+ )?(?:automatiquement|automatically|en automatique)\b|\b(?:automatically|"
    r"automatiquement)\s+(?:like|follow|comment|liker|suivre|commenter)\b",
    r"\b(?:hundreds?|centaines?|dizaines?|dozens?|thousands?|\d+|network|reseau|armee|army|tas|bunch)\s+(?:of |"
    r"de |d')?(?:\w+ )?(?:accounts?|comptes|profils|profiles|telephones|phones|sims?)\s+(?:\w+ )?(?:that|to|qui|"
    r"pour|which)\s+(?:\w+ )?(?:lik|comment|follow|vot|boost|abonn|nous suiv|pouss|push|stream|view)\w*",
    r"\b(?:fermes?|usines?|moulins?)\s+(?:a|de|aux)\s+(?:clics?|likes?|vues?|abonnes|followers|trolls?|bots?"
    r"|telephones|smartphones|portables|"
    r"avis|comptes)\b",
    r"\b(?:click|like|bot|follower|engagement|review|view|troll|account|phone|stream)s?[- ]?(?:farm|mill|"
    r"factor)(?:s|ies|y|ing)?\b",
    r"\bbots?\b[^.;]{0,50}\b(?:lik|follow|comment|vues?\b|views?\b|boost|engag|gonfl|inflat|grow|abonn|vot|upvot|"
    r"review|avis|shar|partag|retweet|repost|stream|compteur|numbers|chiffres|trafic|traffic|count|popul|buzz|"
    r"tendance|trend)\w*",
    r"\b(?:lik|follow|comment|view|boost|engag|gonfl|inflat|grow|abonn|vot|upvot|review|shar|partag|retweet|"
    r"stream|compteur|numbers|chiffres|populat)\w*\b[^.;]{0,40}\b(?:bots?|botnets?|robots|scripts? automatique|"
    r"armee de robots)\b",
    r"\b(?:bot|robot|botnet) (?:army|network|instagram|insta|tiktok|twitter)\b|\b(?:armee|reseau) de (?:bots|"
    r"robots|trolls|comptes)\b|\b(?:instagram|insta|tiktok|twitter|youtube|growth|twitch) bots?\b|\bbott(?:er|"
    r"ing|ed)\b",
    r"\bfollow\s?(?:/|-|&|\+|,|and|et|puis|then)?\s?(?:then |puis )?-?(?:un|de)-?follow\w*|"
    r"\bun-?follow (?:strategy|trick|method|app|tool|technique)",
    r"\b(?:follow\w*|s'abonner|suivre|abonnement)\b[^.;]{0,50}\b(?:then|puis|avant de|before|et|and|ensuite|"
    r"/)\s*(?:\w+ ){0,3}(?:s'en )?(?:unfollow\w*|defollow\w*|desabonn\w*|se desabonn\w*|drop(?:ping)? them|"
    r"ne plus les suivre)",
    r"\b(?:mass|bulk|auto|automatic|automated|massif|massive)[- ]?(?:ly )?(?:follow\w*|lik(?:e|es|er|ing)\b|"
    r"un-?follow\w*|dms?\b|comment(?:s|er|ing)\b|subscrib\w*|abonnements?)",
    r"\b(?:follows?|likes?|abonnements?|commentaires?|desabonnements?|comments?)\s+(?:et \w+ |"
    r"and \w+ )?(?:automatiques?|automatises?|automated|en masse|massifs?|en automatique|on autopilot|"
    r"automatically|par script|en serie)\b",
    r"\b(?:automatiser|automatisation|automate|automating|automation|robotiser|scripter|script|logiciel|software|"
    r"tool|outil|app|appli|extension)\b[^.;]{0,35}\b(?:follows?|likes?|liker?|unfollow\w*|abonnements?|abonner|"
    r"desabonner|s'abonne|who likes|that likes|following)\b",
    r"\b(?:suivre|follow(?:ing)?|liker|liking)\s+(?:en masse|massivement|a la chaine|by the hundred|en serie|"
    r"(?:\d{3,}|des centaines|hundreds|thousands|des milliers)(?: of)?(?: \w+){1,3} (?:par jour|a day|per day|"
    r"every day|chaque jour|/jour|daily))\b",
)
ARRANGING = (
    r"\b(?:engagement|like|boost) groups?\b|\bgroupes? (?:d'engagement|de likes)\b",
    r"(?:[€$£]|\beuros?|\bdollars?|\bballes|\bbucks|\bvoucher|\bbon)[^.;]{0,15}\b(?:pour chaque|for every|"
    r"for each|par|per|contre chaque|a chaque)\s+(?:\w+ )?(?:likes?|follows?|abonnements?|(?:5|five|"
    r"cinq)[ -](?:stars?|etoiles?))\b",
    r"\b(?:offert\w*|free \w+|gratuit\w*|cadeaux?|discounts?|remises?|reductions?|boissons?|desserts?|"
    r"cafes?)\b[^.;]{0,20}\b(?:pour|for|contre|against|en echange d\w*)\s*(?:un |une |a |an |every |each |"
    r"chaque |tout )?(?:\w+ )?(?:5|five|cinq)[ -](?:etoiles?|stars?)",
    r"\b(?:complices?|ring|cartel|reseau|network|cercle|whatsapp|telegram)\b[^.;]{0,25}\b(?:likera|likeront|"
    r"likes?|liker|likent|comments?|commente\w*)\s+(?:tout|everything|all|chaque|every|each|nos|our)\b",
    r"\b(?:chacun|chaque membre|each|everyone|everybody|tous|tout le monde|all)\b[^.;]{0,25}\b(?:like|likes|"
    r"likent|commente|commentent|comments?|follows?|suit)\b[^.;]{0,30}\b(?:des autres|d'autres|"
    r"of (?:the )?others|others'|the others)",
    r"\b(?:join|joining|rejoindre|rejoignons|integrer|creer|create|start|lancer|in|dans|via|"
    r"with)\s+(?:\S+ ){0,2}?pods?\b|\bpods?\b[^.;]{0,60}\b(?:posts?|comments?|likes?|publications?|"
    r"commentaires)\b",
    r"\b(?:likes?|abonnes?|abos?|follows?|followers?|comments?|commentaires?|avis|reviews?|subs?|vues|views|"
    r"etoiles|stars)[ -](?:for|4|contre|against)[ -](?:likes?|abonnes?|abos?|follows?|followers?|comments?|"
    r"commentaires?|avis|reviews?|subs?|vues|views|etoiles|stars)\b(?![- ](?:comparison|sales|basis|figures|"
    r"growth|period|like))",
    r"\b(?:engagement|like|comment|instagram|insta|boost|liking|commenting|linkedin|growth|support)[- ]?(?:pods?|"
    r"ring|circle|cartel|squad|rounds?)\b(?!cast)|\bpods?\b(?: \w+){0,2} (?:d'engagement|de likes?|d'entraide|"
    r"de commentaires|linkedin|insta\w*|telegram|whatsapp)\b|\bpods? d[e']",
    r"\b(?:groupes?|cercles?|clubs?|boucles?|groups?|rings?|chats?|whatsapp|"
    r"telegram)\b[^.;]{0,50}\b(?:d'engagement|de likes|like[- ]?(?:for|4)|like mutuel\w*|se liker|"
    r"liker mutuellement|s'entre-?liker|se commenter|like each other|liking each other|comment on each other|"
    r"boost each other|likent|liking)",
    r"\b(?:likes?|follows?|abonnements?)\s+(?:reciproques?|mutuels?|croises?)\b|\b(?:reciprocal|mutual|"
    r"cross)[- ](?:likes?|liking|follows?|following)\b"
    r"|\bcomments? on each other\b[^.;]{0,25}within|\bevery(?:one|body)\b[^.;]{0,25}\b(?:likes|"
    r"comments on) each other|\bse (?:liker|likent)\b",
    r"\b(?:liker|likent|like|liking|commenting|upvote|retweet|"
    r"commenter mutuellement)\b[^.;]{0,30}\b(?:mutuellement|entre nous|reciproque\w*|entre eux|les uns (?:les|"
    r"des|aux) autres|each other's|one another's|mutually|a tour de role|dans la minute|dans les (?:cinq|5|dix|"
    r"10) minutes)",
    r"\b(?:follow|f|like|l|sub|s|abo|abonne|comment|com|like)\s?(?:4|for|contre|pour|=)\s?(?:follow|f|like|l|sub|"
    r"s|abo|abonne|comment|com)\b(?![- ](?:comparison|sales|basis|figures|growth|period))",
    r"\bfollow[- ]?back (?:group|scheme|chain|list|train|team|deal)s?\b|\b(?:team ?)followback\b|"
    r"\bfollow[- ]?(?:loops?|trains?|chains?)\b|\bsub4sub\b|\b[fls]4[fls]\b|\bje te (?:suis|"
    r"like),? tu me (?:suis|like)|\bi follow you,? you follow me|\byou like (?:mine|ours) (?:and )?(?:we|"
    r"i) like yours",
    rf"\b(?:echang\w*|exchang\w*|swap\w*|trad(?:e|ing)|troqu\w*|troc|barter\w*)\s+(?:d'|de |des |of |our |nos |"
    rf"quelques |some ){{0,3}}(?:{_FOLLOWERS}|{_LIKES}|shout-?outs|follows|upvotes|abonnements|(?:github )?stars|"
    rf"etoiles)\b",
    rf"\b(?:{_FOLLOWERS}|likes?|reviews?|follows?|avis google|upvotes?|votes?)[- ](?:exchanges?|swaps?|swapping|"
    rf"trading|trade|echanges?|club|ring)\b",
    r"\b(?:echang\w*|swap\w*|trad(?:e|ing)|troqu\w*|exchang\w*)\b[^.;]{0,25}\b(?:avis (?:google|positif\w*|5|"
    r"cinq|tripadvisor|trustpilot)|(?:5|five)[- ]star|positive reviews|google reviews|reviews? with|"
    r"comments? for comments?|commentaires? contre)",
    rf"\b(?:pay|paying|paid|payer|payez|payons|paye|remunerer|embaucher|hire|hiring|recruter|engager|"
    rf"solliciter contre|reward\w*|bribe|soudoyer|rewarding)\b(?![^.;]{{0,25}}(?:influenc|creat|partenar|moderat|"
    rf"community manager|journalis))[^.;]{{0,45}}\b(?:to|pour|qui|who|de quoi|for|afin de|a|pour qu'ils|"
    rf"pour qu'elles|afin qu'ils|so that they)\s+(?:\w+ly )?{_TO_DO}",
    rf"(?:\b(?:bons? d'achat|remises?|reductions?|cadeaux?|discounts?|vouchers?|coupons?|gift cards?|free \w+|"
    rf"gratuit\w*|offert\w*|offrir|refund\w*|rembours\w*|tirage au sort|lottery|prize draw|goodies|donner|give)\b|"
    rf"\d ?€|€ ?\d)[^.;]{{0,45}}\b(?:qui|who|whoever|quiconque)\s+(?:nous |us )?{_TO_DO}",
    rf"\b(?:bons? d'achat|remises?|reductions?|cadeaux?|discounts?|vouchers?|coupons?|gift cards?|cartes? cadeau|"
    rf"free \w+|gratuit\w*|offert\w*|cash|money|argent|refund\w*|rembours\w*|un cafe|prime|€|\$|euros?|goodies|"
    rf"\d+ ?%)\b[^.;]{{0,40}}\b(?:contre|en echange d\w*|en contrepartie|in exchange for|in return for|for each|"
    rf"for every|pour (?:chaque|tout|un)|for an?|a chaque)\s*(?:\w+ |d'){{0,3}}?(?:avis|reviews?|(?:5|five|"
    rf"cinq)[- ](?:stars?|etoiles?)|likes?|follows?|abonnements?|{_GOOD}|comments?|commentaires?|votes?)\b",
    r"\b(?:avis|reviews?|commentaires?|comments?|likes?|votes?|temoignages?|"
    r"testimonials?)\s+(?:\w+ )?(?:remuneres?|payes?|payants?|tarifes?|contre (?:remuneration|cadeau\w*|argent|"
    r"bon)|recompenses?|incentivi[sz]ed|for (?:cash|money|hire|sale|pay))\b",
    r"\b(?:incentivi[sz]ed|compensated|remunerated)\s+(?:\w+ )?(?:reviews?|comments?|likes|follows|ratings)\b",
)
PROMISED = (
    rf"\b{_AGENCY}\b[^.;]{{0,70}}\b{_GUARANTEE}[^.;]{{0,50}}(?:{_CORE}|\d|croissance|audience|communaute|chiffres|"
    rf"growth|numbers|following|hundred|thousand|mille|million|viral\w*)",
    rf"\b{_GUARANTEE}(?![^.;]{{0,30}}\b(?:repon|answer|repl|honest|qualit|delai|delay))[^.;]{{0,30}}\b{_CORE}\b|"
    rf"\b{_CORE}\b[^.;,]{{0,25}}\b(?:garanti\w*|guarant\w*|satisf\w+ ou rembours\w+|money[- ]back|or (?:your|"
    rf"our) money back|ou rembours\w+)",
    rf"\b(?:service|appli\w*|app|outil|plateforme|platform|site|tool|prestation|formule|"
    rf"abonnement)\s+(?:\w+ )?(?:de |d'|of |for )?(?:growth|croissance|boost|boosting|"
    rf"gonflage)\b[^.;]{{0,50}}\b(?:{_CORE}|instagram|insta|tiktok|youtube|twitter|linkedin|compte|account)|"
    rf"\b(?:growth|boosting|boost) (?:services?|packages?|packs?)\b",
    r"\b(?:gonfl\w*|inflat\w*|pump\w* up|pad(?:ding)?(?: out)?|juic(?:e|ing)|goos(?:e|ing)|doper|dopons|"
    r"booster artificiellement|truquer|bidouiller|trafiquer|rig(?:ging)?|fudg(?:e|ing)|bump(?:ing)? up|"
    r"beef(?:ing)? up|boost(?:er|ing)?)\b[^.;]{0,35}"
    r"\b(?:artificiel\w*|artificial\w*)|\b(?:gonfl\w*|inflat\w*|pump\w* up|padd?(?:ing)?(?: out)?|juic(?:e|ing)|"
    r"goos(?:e|ing)|doper|dopons|truquer|bidouiller|trafiquer|rig(?:ging)?|fudg(?:e|ing)|fak(?:e|ing)|simuler|"
    r"simulate)\b[^.;]{0,35}"
    rf"\b(?:{_FOLLOWERS}|{_LIKES}|{_VIEWS}|compteurs?|count(?:er)?s?|numbers|chiffres|stats?|statistiques|"
    rf"statistics|popularit\w+|engagement|audience|votes?|notes?|ratings?|avis|reviews)\b",
    rf"\b(?:artificiel\w*|artificial\w*)\s+(?:[\w']+ ){{0,4}}(?:d'|l')?(?:{_CORE}|compteur|count|audience|"
    rf"popularit\w+|growth|croissance|buzz|communaute|community|numbers|chiffres|boost\w*|inflat\w*|gonfl\w*)",
    r"\b(?:claqueurs?|figurants?|paid crowd|crowd for hire|rent-a-crowd|paid commenters?|commentateurs? payes|"
    r"likeurs? payes|paid likers?|faux public)\b",
    rf"\b(?:amorc\w+|seed(?:ing)?|kick-?start\w*|jump-?start\w*|pre-?load\w*|prechauff\w*|demarrer|"
    rf"start(?:ing)? (?:off )?)\b[^.;]{{0,40}}\b(?:with|avec|par)\s+(?:\w+ ){{0,3}}(?:thousand|milliers?|mille|"
    rf"hundred|{_NUMBER})\s*(?:\w+ |d'){{0,3}}{_FOLLOWERS}\b[^.;]{{0,30}}\b(?:from|d'un|aupres|via|chez|par un|"
    rf"through|sur un)",
)
_ALL = (*BUYING, *FAKING, *MACHINES, *ARRANGING, *PROMISED)
# What is sold, or a number of it: most patterns need one, most sentences have none, and are read the faster.
SOLD = re.compile(
    rf"\d|\b(?:{GOODS}|compteurs?|count\w*|numbers|chiffres|stat\w*|popular\w*|audience|growth|croissance|notes?"
    r"|communaut\w*|communit\w*|follow\w*|hundred|thousand|mille|million|viral\w*|shout\S*|abonnements?|trafic|"
    r"traffic"
    r"|visites|instagram|insta|tiktok|youtube|twitter|linkedin|comptes?|accounts?|buzz|clics|clicks|stars|"
    r"etoiles|boost\w*|croissance|inflat\w*|gonfl\w*|pack\w*|payante?|paid)\b"
)


def _needs_sold(pattern: str) -> bool:
    """Whether each way of a pattern names what is sold."""
    depth, ways, begun = 0, [], 0
    for place, letter in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(letter, 0) if pattern[place - 1 : place] != "\\" else 0
        if letter == "|" and depth == 0:
            ways.append(pattern[begun:place])
            begun = place + 1
    return all(_FOLLOWERS in way or _LIKES in way for way in (*ways, pattern[begun:]))


# Patterns that are tried on every sentence, and those that are tried where something sold is named.
_SALES = tuple(pattern for pattern in (*BUYING, *PROMISED) if _needs_sold(pattern))
WHERE_SOLD = tuple(re.compile(pattern) for pattern in _SALES)
ALWAYS = tuple(re.compile(pattern) for pattern in _ALL if pattern not in _SALES)
