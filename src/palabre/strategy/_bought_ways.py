"""What buying or making up an audience is made of, in both languages: ideas, their words, and how they go together."""

from __future__ import annotations

from palabre.strategy._ideas import Ideas

# Plain words: without accents nor capitals. A star stands for any ending.
VOCABULARY = {
    "number": (
        "deux two trois three quatre four cinq five six sept seven huit eight neuf nine dix ten onze douze twelve "
        "quinze fifteen vingt twenty trente thirty quarante forty cinquante fifty soixante sixty cent cents hundred* "
        "mille thousand* millier* million* centaine* dizaine* douzaine* dozen* vingtaine quinzaine trentaine "
        "cinquantaine quelques few several plusieurs many lots loads plein max couple"
    ),
    "people_sold": (
        "abonne abonnes abonnee abonnees abo abos dabonnes followers follower folowers folower folowers "
        "followeurs followeuses follwers folowers followerz fans fan fanz suiveurs suiveuses subscribers "
        "subscriber subs subz"
    ),
    "marks": (
        "likes like lik liks likez coeurs hearts j'aime j'aimes pouces thumbs upvotes votes vote voix signatures "
        "retweets reposts reactions views view vues vus visionnages ecoutes streams stream plays lectures downloads "
        "telechargements installs installations impressions clics clicks engagement engagements interactions partages "
        "shares abonnements subscriptions follows viewers vieweurs"
    ),
    "praise": (
        "avis review reviews commentaire commentaires comments comment coms temoignage temoignages testimonial "
        "testimonials etoiles stars star etoile rating ratings note notes score scores mark recommandations "
        "recommendations endorsements"
    ),
    "people": (
        "members membres contacts connections relations spectat* viewers visiteurs visitors visites visits watchers "
        "watching people personnes auditeurs auditrices listeners participants public audience crowd inscrits "
        "clients customers "
        "utilisateurs users traffic trafic"
    ),
    "counter": (
        "compteur* counter* count counts numbers chiffres stat stats statis* popularit* audience following reach "
        "portee visibilite trafic traffic engagement metric* metrique* notoriete followership fanbase score ranking "
        "classement indicateurs courbe*"
    ),
    "buy": (
        "achet* achat* rachat* rachet* achte achter buy buying bought buys purchas* order ordering orders command* "
        "procur* souscri* paye payer payons payez paie pay paying pays facture* billed invoiced rent rents renting "
        "louer "
        "louons location commissionner subscribe"
    ),
    "acquire": (
        "acquisition acqui* acquer* achet* achat rachat rachet* reprise reprendre buy buying purchase purchasing "
        "takeover over"
    ),
    "treat": "treat* offr* payer paie paye splurge splash prend prendre prenne achete* fait faire",
    "grab": "grab* prend prends pren prenons prendre chope* choper chopons snag* cop",
    "off": "off",
    "boost": "boost boosts booster boosting push poussee",
    "payant": "payant payante paid",
    "rented": "loue loues louees rented hired",
    "bulk": "bulk masse mass serie batch",
    "ring": "cercle circle groupe group pod club ring membres members reseau network",
    "minute": "minute minutes heure hour",
    "indulge": "offr* payer paie paye splurge splurging",
    "small": "centime centimes cents pence",
    "ourselves": "ourselves s se nous m me myself",
    "money": (
        "€ $ £ euro euros eur dollar dollars usd balles bucks quid pounds pound cents cent centime centimes pence "
        "fiver "
        "tenner cash p tune thune prix price tarif ht ttc vat facture* billed invoiced"
    ),
    "cash": "€ $ £ euro euros dollar dollars balles bucks quid pounds cents centime centimes pence fiver tenner cash p",
    "apiece": "apiece piece each unite chacun chaque pop unit",
    "seller": (
        "prestataire* provider* fournisseur* supplier* vendor* vendeur* seller* revendeur* reseller* grossiste* "
        "panel* fiverr smm site sites website websites boite service services outfit broker* courtier* dealer* "
        "marketplace* agence* agency agencies intermediaire* middleman specialist* plateforme* platform* appli app apps"
    ),
    "pack": "pack packs package* bundle* paquet* lot lots formule* forfait* plan plans batch* offre offer deal stock",
    "promise": (
        "garanti* guarantee* guarantied promet* promis* promise* livr* deliver* supply supplied supplies fournit "
        "fournis fourniture apport apporte injecte* inject* assure* assures"
    ),
    "from": "from off via through chez aupres sur with avec par by grace thanks au aux chez",
    "get": (
        "get gets getting grab* grabbin prend prendre prends pren prenons chope* choper recup* obtenir avoir have pick "
        "picking take run faire fait ramene* trouve* rajoute* ajout* add adding"
    ),
    "fake": (
        "fake faked fakes faux fausse fausses bogus bidon bidons fictif fictifs fictive fictives fictional fictitious "
        "fantome* phantom ghost imaginaire* imaginary invent* factice* fantoche* phony dummy bot bots robot robots "
        "automat* "
        "pretend simule* simulated achetes achetees purchased bought artificiel* artificial truque* pseudonym* "
        "inexistant* nonexistent made synthetic synthetique* prefabrique* virtuels anonym* generated generes"
    ),
    "lie": "fake faux fausse fausses bogus bidon bidons fictif* fictive* fictional fictitious imaginaire* imaginary "
    "invente* invented factice* fantoche* phony dummy pretend simule* simulated inexistant* nonexistent",
    "bot": "bot bots robot robots botnet* viewbot* likebot* autobot*",
    "tool": (
        "tool tools outil outils logiciel* software script scripts extension program programme macro app appli plugin "
        "serveur* server* machine* telephones phones automat* autopilot ia ai robot robots bot bots"
    ),
    "that": "that which qui who to pour and et who's",
    "fan_act": (
        "like likes liker like likent likera likant liking aime aiment aimer follow follows following suit suivre "
        "suivent abonne abonnent abonner subscribe* upvot* vote voter vot* vue visionn* watch* commente commentent "
        "commenter comment comments commenting applaud* cheer* retweet* repost* partage partagent note noter rate "
        "rates rating thumbs pouce pouces clique cliquent clic clicks click clicking ecoute streams stream"
    ),
    "cheer": (
        "like likes liker likent liking upvot* vote voter votent voting applaud* cheer* praise praises prais* vanter "
        "vante feliciter louer reviews avis noter applaudit"
    ),
    "machine_act": "like likes liker likent likera follow follows suit suivre suivent abonne abonnent commente "
    "commentent "
    "comments comment commenter upvot* vote votes voter votent retweet* stream streams",
    "exchange": "echang* exchang* swap* trad* troqu* troc barter*",
    "stars": "etoiles stars star",
    "like": "like likes liker likent likera liking aime aiment aimer j'aime upvote* thumbs pouces pouce clique coeur "
    "coeurs",
    "follow": "follow follows following suit suivre suivent suivons suis abonne abonner abonnent add ajoute*",
    "drop": "unfollow* drop drops dropping lach* desabonn* jett* retir* quitt* defollow* ditch* dump* vire* virer",
    "persona": (
        "comptes accounts profils profiles identites identities personas avatars pseudonymes pseudos aliases mailboxes "
        "boites emails mails addresses adresses logins"
    ),
    "venue": "compte account page pages profil profile chaine channel groupe group comptes accounts serveur",
    "crew": (
        "chacun chaque each everyone everybody staff employe* employee* salarie* stagiaire* intern interns trainee* "
        "equipe team collegue* colleague* benevole* volunteer* famille family amis friends copains mates cousin* "
        "neveu* "
        "nephew* eleves students etudiants lyceens nous we tous"
    ),
    "everyone": "chacun chaque each everyone everybody tous toutes monde all we on",
    "others": "autres others autre other's mutuel* mutual* reciproque* reciprocal* monde everyone everybody entre",
    "inflate": (
        "gonfl* inflat* dope doper dopage dopons doping pump* padding pad juic* goos* truqu* trafiqu* bidouill* "
        "rigging "
        "rig fudg* artificiel* artificial* bourrer stuff* fausser maquill* enjoliv* muscl* beef* booste artificially"
    ),
    "reward": (
        "cadeau* gift gifts voucher* coupon* remise* reduction* discount* refund* rembours* offert* offerte gratuit* "
        "free reward* recompens* remuner* pay paying payer paye payons prime primes bon bons € $ £ % cash money argent "
        "euro* dollar* cents centimes pence goodies bribe* soudoy*"
    ),
    "pay": (
        "pay paying pays payer paye payons payez remuner* reward* bribe* soudoy* donner give giving verser hire hiring "
        "embaucher recruter"
    ),
    "for": "for pour contre against echange return exchange qui who whoever quiconque anyone everyone chaque per par",
    "per": "per par chaque each every who qui whoever quiconque anyone everyone toute tous",
    "good": (
        "positi* good bon bons bonne bonnes nice kind sympa* glowing excellent* great elogieu* cinq five 5 top favo* "
        "enthousias* enthusias* flatteur* meilleur* best rave dithyramb* maxim* parfait* perfect* chaleureu* lovely"
    ),
    "natural": "naturel* organi* natural* vrai vrais real genuine spontane*",
    "bought": "achete achetes achetees bought purchased fake faux payes artificiel* paid",
    "paid_for": "paye payee payes payees facture* billed invoiced",
    "not_there": "exist* existent inexistant* nonexistent",
    "say": "ecri* write writes writing written redig* draft* post posts posting poste laisse* leave leaves publi* "
    "mett*",
    "live": "livestream live direct stream twitch",
    # What stands between those and makes it another matter.
    "other": (
        "nos our ours notre vos your leurs leur ses ces these premier premiers premiere premieres first "
        "ad ads adverts advert* pub pubs publicit* sponsor* annonces annonce cpm billboard* poster* affich* flyer* "
        "tract* badge* shirt* goodies sticker* billet* ticket* article* visuel* photo* camera* partenari* partnership* "
        "influenceu* influencer* creatric* createur* creator* repon* repl* answer* respond* moder* tri trier lire read "
        "reading analys* mesur* measur* compter counting tracking suivi remerci* thank* rencontr* meet* meeting "
        "newsletter* "
        "infolettre* magazine* theatre* journal* saison season* schedul* planif* programme* archiv* collect* accueil* "
        "welcom* orient* route* traduct* traduire translat* salle* room* honest* honnete* "
        "mecontent* unhappy rappel* remind* invite* inviter signal* report* sav"
    ),
}
_GOODS = "people_sold|marks"
_ALL = "people_sold|marks|praise"
WRITTEN = (
    # A number of them with a price, by the pack, from a seller, promised or delivered.
    f"number ..2 {_GOODS} ..5 money",
    f"money ..5 number ..2 {_GOODS}",
    "number ..2 praise ..3 cash",
    f"{_ALL} ..3 number ..1 cash ..2 apiece",
    f"seller ..6 promise ..3 number ..3 {_ALL}",
    f"seller ..3 number ..2 {_GOODS}",
    f"number ..2 {_ALL} ..1 from ..4 seller|tool",
    f"number ..3 {_ALL} ..4 promise",
    f"promise ..3 number ..3 {_GOODS}|people",
    f"pack ..4 number ..2 {_GOODS}|praise",
    "pack ..3 number ..2 promise ..1 people",
    "pack ..3 number ..1 people ..2 promise",
    f"number ..2 {_GOODS} ..1 pack",
    f"seller ..2 promise ..3 {_GOODS}",
    f"paid_for ..1 number ..2 {_ALL}",
    "seller ..6 number ..2 people ..5 money",
    f"treat ..0 ourselves ..5 {_GOODS}",
    f"ourselves ..0 treat ..1 pack ..3 {_GOODS}",
    f"ourselves ..0 indulge ..2 number ..1 {_GOODS}",
    f"{_GOODS} ..3 number ..0 small",
    f"bought ..0 per|for ..1 number ..2 {_GOODS}",
    f"grab ..2 number ..2 {_GOODS}",
    f"number ..2 {_GOODS} ..0 off",
    "number ..0 promise ..2 people|people_sold|marks|praise",
    "number ..2 people ..4 money ..6 seller",
    f"payant ..1 boost ..2 number ..2 {_GOODS}",
    f"boost ..1 payant ..2 number ..2 {_GOODS}",
    f"rented ..0 people|{_GOODS}",
    f"people|{_GOODS} ..0 rented",
    "bulk ..3 persona ..8 machine_act",
    "persona ..4 bulk ..8 machine_act",
    "ring ..6 like ..8 minute",
    "natural ..4 number ..1 bought",
    "number ..0 bought ..3 natural",
    f"number ..0 bought ..1 {_ALL}",
    "acquire ..4 venue ..4 number ..3 people_sold",
    # An audience that is not there, accounts that are not those of their people.
    f"lie ..1 {_ALL}|people|persona",
    f"{_ALL}|people|persona ..1 lie",
    "crew ..6 number|fake ..3 persona ..9 fan_act|praise",
    "number ..3 persona ..5 cheer",
    "fake ..1 persona ..6 fan_act",
    "praise ..6 not_there",
    # Machines.
    f"bot ..6 fan_act|{_GOODS}|people|live",
    "tool ..1 that ..2 machine_act",
    "tool ..4 that ..3 like|follow",
    "tool ..4 that ..1 machine_act ..3 number",
    f"{_GOODS} ..5 bot",
    "live ..4 bot",
    f"inflate ..5 {_GOODS}|counter",
    f"{_GOODS}|counter ..1 inflate",
    "follow ..5 number ..12 drop",
    # People who are paid, rewarded or bound to do it.
    "reward ..8 for ..5 good ..1 praise",
    "reward ..8 for ..3 praise",
    "reward ..8 for ..3 praise ..2 good",
    "cash ..4 per ..6 fan_act|praise",
    "pay ..5 cash ..4 per ..4 fan_act|praise",
    "everyone ..5 like ..8 others",
    "everyone ..8 stars ..2 others",
    "everyone ..5 others ..3 stars",
    "exchange ..5 stars",
    "like ..5 others ..3 like",
)
# Hurried hands write "followers" in many ways.
IDEAS = Ideas(VOCABULARY, alike={"people_sold": r"f+[ao]+l+o*w+(?:e|eu|a)?r+[sz]?|fol+owe?u?[zs]|fl+w+rs?"})
WAYS = tuple(IDEAS.way(one) for one in WRITTEN)
# A sentence is read closely where something sold stands beside a way to come by it, or where one word is enough.
_WORTH = Ideas(
    {
        "sold": " ".join(
            VOCABULARY[one]
            for one in ("people_sold", "marks", "praise", "counter", "people", "persona", "venue", "fan_act")
        )
        + " communaut* communit* croissance growth popular* buzz hype influence preuve proof credib* instagram insta "
        "tiktok"
        " youtube twitter linkedin google tripadvisor trustpilot client* customer* user* utilisat* membre* member* "
        "public*"
        " audience* crowd visit* trafic traffic follow* abonn* desabonn* lik* comment* review* temoign* clic* click*"
        " usager* habitant* resident* shopper* consom* consumer* happy satisf* engagement* viral* support* soutien*",
        "come_by": " ".join(
            VOCABULARY[one]
            for one in (
                "buy",
                "money",
                "seller",
                "pack",
                "promise",
                "fake",
                "bot",
                "tool",
                "inflate",
                "reward",
                "drop",
                "good",
            )
        )
        + " echang* exchang* swap* trad* troqu* troc barter* contre against mutuel* reciproq* reciproc* mutual* cross"
        " croises each other others autres ourselves soi posing pose pretend* masquerad* passer couvert deguis*"
        " disguis* credit* coins jetons inject* import* top cheap* instant* bulk wholesale turnkey ready low cut "
        "discount*"
        " drip prepaid pre massiv* mass* auto* chaine serie propres own secondaire* miroir* parallel* doublon* "
        "multiple*"
        " several second extra additional plusieurs inter* stagiaire* employe* salarie* colleg* colleag* staff ami "
        "amis friend*"
        " famil* team equipe proche* relativ* seed* amorc* kick* jump* prechauff* preload* demarr* start* way from "
        "via through"
        " then puis ensuite before avant group* groupe* cercle* club* whatsapp telegram chat* ring* under sous nez "
        "nom noms"
        " names runs gere* anime* tient tiennent monter set open* ouvr* cre* creat* nudge coup promis* guarant* "
        "garant* assur*"
        " fois times off auto* though although hire hiring recrut* "
        "solicit* invent* ecri* redig* writ* undisclosed covert secret* hidden "
        "caches masques "
        "booster"
        " boost* reseau* network* armee* army dizaine* centaine* hundred* dozen* thousand* take* get* pick* grab* "
        "sourc*"
        " prendre prend gagn* gain* recuper* trouv* find* outsourc* sous* generat* gener* audience play joue*"
        " rent* lou* sale vendre vent* acquir* acquer* acqui* tourn* round* tirage lottery loterie 5 five cinq",
        "alone": "smm jarvee instazood kicksta instagress followliker socialbakr famoid buzzoid stormlikes twicsy "
        "getinsta"
        " fiverr puppet* sockpuppet* marionnett* astroturf* multicompte* ferme* farm* usine* factor* mill* pod pods "
        "bot bots"
        " botnet* robot* unfollow* defollow* followback f4f l4l s4s sub4sub like4like follow4follow viewbot* "
        "claqueur* figurant*"
        " achetes achetees purchased bought throwaway jetable* burner alts urnes ballot faux fake prete bourr* "
        "stuff* gonfl* inflat*",
    }
)


def is_worth_reading(sentence: str) -> bool:
    """Whether a sentence has the words without which nothing is bought or made up: most have not, and are read no "
    "more."""
    there = _WORTH.there(sentence)
    sold, come_by, alone = _WORTH.bits["sold"], _WORTH.bits["come_by"], _WORTH.bits["alone"]
    return bool(there & alone or (there & sold and there & come_by))
