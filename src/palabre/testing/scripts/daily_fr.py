"""Passing remarks in French, one a line: `?` begins a question, `*` a review, `{a|b}` is drawn, `06-08` are months."""

DAILY = """
{Midi|Treize heures|Pause de dix heures} : pain de Clémence, {tomme}, silence. Le travail reprendra quand il pourra.
J'ai mis {du Bleu|de la tomme|du vieux} dans {la purée|les pâtes|l'omelette} et personne n'a parlé pendant
  {six|huit|onze} minutes. #cuisine
Mon fils appelle le {old} « le fromage qui a un avis ».
? Quelqu'un a un créneau pour la visite de cave {samedi|dimanche|jeudi} ? On est {quatre|trois|sept} et un porte-bébé.
05-07 ? La boutique est ouverte {le lundi matin|pendant le pont|le 14 juillet} ? Le site dit oui, le panneau dit
  peut-être.
10-10 La navette du stade passe vraiment toutes les dix minutes. J'ai chronométré, je n'ai rien d'autre à faire, je
  suis {en vacances|retraité}.
Rappel : une {tomme} ne se met pas au congélateur. Une belle-sœur l'a fait. Nous avons tenu un conseil.
Le marché de Combeval à {sept|huit} heures : trois chiens, {deux|quatre} poireaux et toute la vérité sur tout le
  monde.
J'ai demandé « un petit bout » de {blue}. La crémière et moi n'avons pas la même définition de petit. La sienne est
  meilleure.
Deuxième jour de régime. J'ai rêvé d'une tomme. Elle me pardonnait.
* Accueil adorable, {blue} {remarquable|parfait|un peu jeune à mon goût}, parking {compliqué|sportif}. On reviendra {à
  pied|en navette|hors saison}.
* Commande reçue en {deux|trois} jours, bien froide, avec un mot écrit à la main. Le mot est sur le frigo, le fromage
  n'y est plus.
* Colis {en retard de quatre jours|ouvert à l'arrivée|laissé chez un voisin gourmand}. Remboursé sans discuter. Trois
  étoiles pour le colis, cinq pour les gens.
* Le plateau à {quatre|cinq} fromages suffit largement pour deux. Nous étions deux. Il n'a pas suffi.
Ma voisine de {84|91} ans mange du fromage à chaque repas et monte ses deux étages. Je ne dis pas qu'il y a un lien.
  Je dis que je regarde.
Grosse pluie sur le Val {Brun|Serein|d'Aune}, la passerelle {glisse|bouge un peu|est fermée}. Prenez par le pont.
  #sentiers
On a croisé {Praline|Chaussette|tout le troupeau} sur la route du col. Priorité à gauche, à droite, et au milieu.
Tu sais que tu vis ici quand tu reconnais les gens à leur {tracteur|klaxon|tablier}.
Le camion de lait a encore pris mon rétroviseur. Il l'a rendu, avec {un Petit Val|des excuses|un café}. Bon voisinage.
? Un vin {blanc|rouge|sans alcool} pour aller avec le {old} ? J'ai un beau-père à impressionner {dimanche|samedi
  soir}.
? Enceinte de {quatre|six} mois : la tomme pasteurisée, oui ou non ? Je demande à un médecin aussi, évidemment.
06-10 Enfin goûté la tomme de {printemps|juin|septembre}. On sent {le foin|les fleurs|la pluie}, ou alors c'est mon
  pull.
06-09 Bonvallon fait une promo sur sa tomme à {1,79|1,89} €. À ce prix-là, qui paie la vache ? #LeGoutDuVrai
06-09 Je l'avoue : j'aime aussi la tomme Bonvallon, dans un gratin, un mardi, sans témoins.
06-10 Acheté une Bonvallon par erreur. Ce n'est pas mauvais. Ce n'est pas grand-chose non plus. C'est rond.
06-10 Comparé à l'aveugle {trois|quatre} tommes avec les collègues. Celle des Trois Vals gagne, la Bonvallon finit
  avant le carton.
Le {lait|foin|gazole} augmente encore, dit le voisin éleveur. Il le dit en souriant, c'est mauvais signe.
Réunion du comité des fêtes : {deux|trois} heures pour choisir une couleur de nappe. Rouge. C'était la seule.
Le chien du facteur est devenu ami avec le chat de la fromagerie. Plus rien ne tient debout dans ce pays.
06-10 Vu passer un pull « frotté à la saumure ». J'en veux un. Pour {ma mère|mon chef|le chien}.
J'ai converti {un collègue|une colocataire|mon dentiste} au {blue}. Il n'y a pas de médaille, mais il devrait.
Ce matin la cave sentait {la noisette|le champignon|le sous-bois}. Une école entière s'est pincé le nez en rang.
05-08 Odeur de {lisier|foin coupé} sur tout le bas de Combeval. C'est la campagne. Mais fort.
Encore un car qui manœuvre {devant l'école|sur la place} à {8 h 20|16 h 30}. On attend quoi ?
08-08 Trop de monde à la cave {ce week-end|au mois d'août}. Qu'ils mettent des horaires, franchement.
Le standard de la fromagerie sonne dans le vide depuis {ce matin|hier}. Pas terrible, pour une réservation.
Petit coup de gueule : {5|6} euros de frais de port pour 300 g de {fresh}, c'est fort de café. Et de fromage.
J'ai attendu {vingt|trente} minutes, on m'a servi en souriant, j'ai oublié pourquoi j'étais énervé.
Un inconnu m'a tenu la porte, donné sa place dans la file et conseillé le {blue}. Il travaille où, cet homme ? On
  l'embauche.
09-10 Recette du soir : {blettes|poireaux|potiron}, crème, tomme râpée, four. Le reste est de la littérature.
09-10 Fondue {au {old}|moitié-moitié} chez les voisins. Bilan : un caquelon, trois croûtons perdus, aucun coupable.
? Vous coupez la tomme en triangle ou en tranches ? On ne se parle plus depuis {midi|hier soir}.
? Le {fresh} au petit-déjeuner avec {du miel|de la confiture de myrtilles}, c'est permis ici ?
10-10 ? À quelle heure passe le car pour la Fête des Caves, depuis {la gare|le Val Serein} ?
06-08 Soleil, terrasse, {fresh}, tomates. Je ne réponds plus au téléphone avant {septembre|lundi}.
Un enfant à la caisse : « c'est vous qui faites le bruit des vaches ? » La vendeuse a fait le bruit. Standing ovation.
J'écoute un podcast sur les bactéries en mangeant de la croûte. On se sent moins seul.
Mon grand-père disait « un fromage, ça se regarde d'abord ». Il était {myope|pressé}, mais il le disait.
10-10 J'ai lu l'étiquette jusqu'au bout, maintenant que c'est possible. Il y a une blague à la fin. {Merci
  Théo|Bravo|Je ne dirai rien}.
Coucher de soleil sur la cave, {deux|trois} chèvres, zéro réseau. Je poste ça depuis {le col|la fontaine}.
08-09 Bilan des vacances : {12|18} cols, {3|4} crevaisons, {2|5} kilos de tomme. Je n'ai maigri nulle part.
Essayé de faire mon fromage. Obtenu du lait contrarié.
J'aimerais que mes mails soient affinés {trois|dix-huit} mois avant qu'on y réponde.
Petite pensée pour la personne qui nettoie la cave. Elle mérite {son poids|le mien} en {blue}.
La fanfare répète {sous mes fenêtres|dans la cave}. Le trombone a faim, ça s'entend.
"""
HOME = """
Sept heures, brume sur le Val Serein, un tracteur chante faux. Bonjour {lundi|mardi|tout le monde}.
La mairie a repeint le banc. Il est vert. Il était vert. On se renseigne.
Perdu un gant {rouge|bleu} près de la fontaine. Récompense : une part, une petite.
? Quelqu'un sait pourquoi les cloches ont sonné {treize|quatorze} coups à midi ?
Mon coiffeur de Combeval m'a demandé si je voulais « une coupe ou une tranche ». On en est là.
05-08 Trois randonneurs perdus m'ont demandé le chemin du Val Brun. Je les ai envoyés goûter d'abord, on marche mieux.
? On fait comment pour devenir bénévole à la {bibliothèque|fanfare|cave}, sans passer par la belle-sœur de Marcel ?
Il a plu sur le linge, sur les vaches et sur le discours. Dans cet ordre de gravité.
Au conseil d'école : un quart d'heure sur la cantine, une heure sur le fromage de la cantine.
Le café de la place a affiché « wifi en panne, parlez-vous ». On s'est parlé. C'était {bien|long|instructif}.
* Petite boutique, grande patience. Ils ont expliqué trois fois la différence entre les deux tommes à mon père, qui
  faisait semblant.
* Je voulais un cadeau pour quelqu'un de difficile. Elle a souri, donc c'est un triomphe. Emballage {soigné|en papier
  journal}.
Panne de courant {d'une heure|de deux heures} : la vallée a dîné à la bougie et à la tomme. Personne ne s'est plaint.
J'ai expliqué l'affinage à mon neveu : « c'est comme toi, mais ça s'améliore ». Mauvais oncle, bon fromage.
Le vétérinaire, le boulanger et le curé ont le même klaxon. Le dimanche matin est un pari.
06-09 L'apéro des voisins commence à 19 h, dit l'affiche. À 18 h 20 il ne restait que {des olives|la nappe}.
? Où acheter des cloches d'occasion ? Pour une vache, pas pour {la décoration|un mariage}.
Ma boîte à fromage ferme mal, comme l'a dit Solange. Je ne savais pas que j'étais à la mode.
Nouveau dans le car : une annonce « prochain arrêt, fromagerie ». Tout le monde se lève, même ceux qui vont au lycée.
09-10 Premier feu dans la cheminée, premier chat devant. Le fromage est au chaud {aussi|avant nous}.
09-10 Les châtaignes sont là. Avec un bout de {blue} et du silence, on ferait un pays.
J'ai retrouvé ma liste de courses de la semaine dernière : « pain, lait, courage ». Il me manque {le pain|le courage}.
On m'a volé mon vélo et rapporté {le lendemain|le soir même} avec les freins réglés. Signé « pardon, urgence ».
05-07 Les foins sont coupés, j'éternue en rythme avec toute la classe.
Le prix du litre payé à l'éleveur devrait être écrit sur le paquet. En gros. Comme les allergènes.
Quand le camion d'un supermarché se perd ici, on lui offre un café et on lui rend sa liberté.
Mon voisin a mis un panneau « chien gentil, maître variable ». Je confirme pour {le chien|les deux}.
Quelqu'un a laissé un carton de pommes devant chaque porte de la rue. Pas de mot. Merci, {quelqu'un|toi}.
"""
