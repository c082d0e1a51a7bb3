"""Everyday threads in French, told in both stories: questions, reviews, small quarrels, and people being kind."""

LIFE = """
== 05-05 19:20 discourse question | Raclette sans appareil : quelqu'un a une méthode ?
sacha: Studio, 14 m², une prise. J'ai un kilo de {tomme} et de l'ambition.
> clem: Poêle antiadhésive, feu doux, couvercle, trois minutes. Les pommes de terre au four. Ouvrez la fenêtre avant,
  pas après.
> roro: Un fer à repasser, à l'armée. Je ne recommande pas, mais l'uniforme sentait bon.
> solange: La poêle de Clémence, oui. Et la croûte en dernier, qu'elle grésille.
>> sacha +4h: Réussi. Les voisins ont frappé au mur, puis à la porte, avec une assiette.
== 05-09 11:02 reviews | On est venus pour dix minutes
crowd6: On s'est arrêtés parce que la petite avait envie de faire pipi. Deux heures plus tard : 1,8 kg, un sac en
  toile et le prénom de trois vaches. Cinq étoiles.
> dairy: Merci ! Revenez même sans envie pressante.
== 05-13 20:40 bluesky question
lea: Le sentier du Val Brun est-il déneigé ? J'ai un long week-end et des chaussures neuves à abîmer.
> guet +9m: @lea Déneigé jusqu'au refuge, névé dur au-dessus. Départ tôt et bâtons.
>> lea: Merci ! Et le refuge sert toujours l'omelette au {blue} ?
>>> guet: Toujours. C'est la seule chose ici qui n'est jamais en travaux.
== 05-20 18:00 fediverse
felix: J'ai passé l'après-midi chez des éleveurs, en tant que végane, à poser des questions. On n'est d'accord sur
  presque rien. On a parlé quatre heures. Ils m'ont donné des radis.
> marcel: Les radis sont de ma belle-sœur. Vous pouvez revenir, vous écoutez bien pour un jeune.
> ines: C'est le meilleur fil de l'année et il y a trois phrases.
> ~julie
== 05-30 09:45 bluesky
clem: Hier un monsieur m'a demandé « un pain qui ne couvre pas le goût du fromage ». Je crois que j'ai trouvé mon
  métier.
> nadia: @clem Envoie-le-moi, je cherche un fromage qui ne couvre pas le goût du pain.
== 06-04 12:15 discourse question | Croûte : on mange ou pas ?
crowd10: Débat familial depuis 1998. Ma belle-mère me regarde. J'ai besoin d'un verdict sur la {tomme}.
> yann: Comestible, sans additif. Le reste est une affaire de goût et de belle-mère.
> solange: Un tiers de la croûte si elle est sèche, tout si elle est souple. Et la belle-mère toujours servie en
  premier.
> marcel: On la gratte. Point. Ceux qui la mangent sont des gens pressés.
>> clem: Monsieur Ferrand, je vous respecte énormément et vous avez tort.
>>> marcel +20m: C'est possible. Ça m'est arrivé en 1987.
== 06-14 16:33 x
crowd16: File d'attente de 40 minutes à la boutique de la {dairy}. Le dimanche. Sous la pluie. Pour du fromage. J'y
  suis resté, évidemment.
> crowd18: 40 minutes c'est rien, moi j'y ai rencontré mon mari.
>> crowd16: Il était en promo ?
>>> crowd18: Fin de série. Ni repris ni échangé.
== 06-19 10:20 rss | Canicule : les cheminées des alpages tournent au ralenti
valinfo: Avec 31 degrés à 1 400 mètres, les bêtes produisent moins et la traite avance d'une heure. « Les vaches ont
  mis le ventilateur », résume un berger qui, lui, n'en a pas.
> crowd24: Et après on nous dira que le prix monte pour rien.
> maud: Une heure plus tôt, donc le camion aussi. 4 h 40, ce matin, pour être exacte.
== 06-24 17:05 reviews | Bon mais cher
crowd28: Le {old} est excellent. À 34 euros le kilo, j'aimerais qu'on me le présente avec un orchestre. Trois étoiles.
> dairy +6h: Merci pour le mot « excellent ». Pour l'orchestre, nous avons Marcel et son accordéon, le jeudi, mais
  c'est à vos risques.
== 06-27 21:00 fediverse
yann: Petit rappel de cave : la moisissure n'est pas « méchante ». Elle a faim, elle est nombreuse, et elle était là
  avant nous. Comme les touristes.
> ines: Je l'imprime pour l'office du tourisme.
> ~marcel
> sacha: Je débute, je me sens visé par une moisissure.
== 07-04 08:30 bluesky
guet: Brocante de Combeval demain, place fermée dès 6 h. Déviation par l'école. Oui, encore. Non, le lave-linge de
  Roro n'est pas à vendre.
> roro: Il est à donner. Il tourne, mais il chante.
> clem: Je prends. Mon four chante aussi, ils feront un duo.
== 07-11 13:50 discourse | Recette : soupe froide au {blue} et concombre
julie: Testée hier : 2 concombres, 120 g de {blue}, un yaourt, poivre, quatre glaçons, mixeur. Neuf adultes ont
  repris. Les enfants ont demandé une pizza.
> clem: Avec du pain de seigle grillé dessus, s'il vous plaît, un peu de tenue.
> crowd32: Essayé avec du {fresh}, pour les frileux du bleu : très bien, mais ça manque de caractère. Comme moi.
> solange: Une pointe de moutarde. Une pointe, Julie, je vous connais.
== 07-18 10:10 x
maud: @dairy Troisième car dans la rue de la cave depuis ce matin, moteur allumé. Je sais que c'est l'été. Je sais que
  c'est beau. Je voudrais aussi que ce soit respirable.
> grognon: Je suis pour les cars quand ils repartent.
> dairy +50m: @maud Vous avez raison. On affiche la consigne « moteur coupé » ce soir et on en parle aux autocaristes.
> crowd35: On habite la montagne ou on habite un parking ?
== 07-23 19:15 fediverse
bastien: Col du Val Serein, 1 912 m, 34 degrés, deux crevaisons, et au sommet une dame qui vend de la {tomme} sous un
  parasol. J'ai failli la demander en mariage.
> lea: C'est la belle-sœur de Marcel. Elle dit non à tout le monde, mais elle donne des radis.
> ~lucie
== 07-30 07:58 bluesky
lucie: La nuit, dans la cave, on entend les meules « travailler ». C'est le bois des planches. Enfin, c'est ce que je
  dis aux enfants.
> julie: Mes élèves sont persuadés qu'elles parlent de nous.
>> lucie: Elles disent que vous avez oublié un bonnet en mai.
== 08-05 15:40 reviews | Le monsieur du bout de la table
crowd38: Atelier dégustation très bien, mais un monsieur en bout de table corrigeait la guide à chaque phrase. On nous
  a dit ensuite que c'était le fondateur. Il avait raison à chaque fois. Cinq étoiles, épuisée.
> dairy: Nous avons parlé à Marcel. Il a corrigé notre façon de lui parler.
== 08-08 12:00 discourse question | Ramener une tomme en train : 9 heures, 33 degrés
crowd42: Retour de vacances samedi, deux correspondances. Elle survivra ? Et mes voisins de compartiment ?
> yann: Torchon humide, journal, sac isotherme, une bouteille gelée. Pas au soleil. Elle supportera mieux que vous.
> nadia: Demandez-la sous vide à la boutique, puis dix minutes à l'air chez vous avant de la juger.
> crowd42 +3d: Arrivée impeccable. Mon voisin a fini par demander ce que c'était. Il descend à Combeval le mois
  prochain.
== 08-15 11:11 x
crowd45: Le 15 août à Combeval : la fanfare joue faux, le curé bénit les tracteurs et Praline s'est échappée pendant
  le discours du maire. Je ne changerais rien.
> mairie: Le discours a repris à 11 h 40. Praline a été entendue.
> ~roro
> tomek: Mon premier tracteur béni. Il ne démarre toujours pas.
== 08-27 18:25 bluesky question
karim: Ma fille veut faire un exposé sur « les petits caractères ». Elle a 9 ans. Vous auriez une étiquette vraiment
  illisible à lui prêter ?
> gaspard: J'en ai quatre classeurs. Je suis ému.
> clem: Attention, c'est comme ça qu'on devient Gaspard.
== 09-03 08:05 fediverse
julie: Rentrée. Question posée à 8 h 05 par un enfant que je ne connaissais pas encore : « la vache, elle sait que
  c'est du fromage ? »
> yann: Trente ans que je me le demande.
> marcel: Elle s'en doute.
> felix: C'est ma question préférée de tous les temps.
== 09-08 20:00 discourse | Sortie champignons et {old}, dimanche
lea: Départ 8 h au stade. On cherche des cèpes, on trouvera sûrement du fromage. Places dans deux voitures.
> tomek: J'en suis, j'apporte le coupe-câble, c'est mon seul couteau.
> sacha: Je viens ! Je ne reconnais que le champignon de la cave.
>> yann: C'est déjà le bon.
== 09-12 17:17 x
crowd48: Quelqu'un peut m'expliquer pourquoi mon chat, qui refuse une pâtée à 4 euros, a ouvert le frigo pour du
  {blue} ?
> crowd49: Il a un palais et pas de loyer.
> lulu: Le tien ouvre le frigo, le mien demande la carte.
== 09-27 16:00 fediverse
solange: 72 ans aujourd'hui. Mes anciens élèves ont envoyé un fromage chacun. J'en ai 31. Je corrige les copies ce
  soir, à la cuillère.
> yann: Le mien est le troisième en partant de la gauche. Soyez indulgente.
>> solange +5h: Trop salé, Yann. Comme en 1999.
> lucie: Bon anniversaire Solange. Le mien est celui qui coule.
== 10-03 09:30 rss | Combeval : la fanfare cherche un trombone, et quelqu'un pour en jouer
valinfo: L'instrument a été retrouvé dans une cave d'affinage, entre deux meules. Il sonne, dit-on, plus rond
  qu'avant.
> roro: J'ai livré ce trombone en 1994. Je me demandais.
> crowd54: Combien de mois d'affinage, le trombone ?
== 10-06 13:30 bluesky
odile: Trois jours que je goûte des fromages pour un guide. Ma conclusion provisoire : l'eau est une boisson
  sous-estimée.
> pate: Tenez bon. Le quatrième jour on commence à comprendre les croûtes, le cinquième elles vous comprennent.
== 10-11 10:45 reviews | Service lent, mais quel service
crowd57: Il y avait du monde, la dame a pris le temps avec chacun, y compris avec un monsieur qui voulait « le même
  que l'autre fois, le rond ». Quatre étoiles parce que j'avais froid aux pieds.
> dairy +1d: On met un tapis. Et le monsieur a retrouvé son rond.
== 10-13 21:30 x
crowd59: Raclette du 13 octobre : quatre personnes, 1,6 kg, aucun regret, un peu de fièvre.
> bastien: Rythme amateur. On en reparle en janvier.
> grognon: Moi, 1,6 kg, c'est mon apéritif. Seul. Contre quelqu'un.
== 10-19 19:00 discourse question | Idées pour les restes de croûtes ?
crowd61: J'en ai un bocal. Il commence à avoir une personnalité.
> solange: Mixées dans une soupe de poireaux. Ou dans un fort de fromage, vin blanc, ail, une semaine.
> clem: Dans la pâte à gougères. Ne dites rien à personne.
>> crowd61 +2d: Gougères faites. Je l'ai dit à tout le monde.
== 10-28 08:40 bluesky
guet: Premiers flocons au Val Serein, 3 cm au col. Pneus, couverture, et un bout de tomme dans la boîte à gants, comme
  d'habitude.
> bastien: Vélo rangé. Fourchette sortie.
> mairie +1h: Le sel est commandé. Celui de la route.
"""
