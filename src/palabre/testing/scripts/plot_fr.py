"""The plot in French, spring and summer: a herd, a caption gone wrong, a borrowed text, fans for sale."""

SEASONS = """
== 05-02 07:12 bluesky
dairy!3: Samedi 16 mai, les vaches montent à l'alpage. Départ 7 h devant la fromagerie, arrivée quand Praline voudra.
  Café offert, bottes conseillées. #transhumance [photo: une vache beige devant une porte d'étable, l'air pressé]
> bastien: Je monte à vélo derrière. Elle m'a doublé l'an dernier, j'ai une revanche à prendre.
>> lucie: @bastien Elle s'entraîne aussi, figure-toi.
> julie: On peut venir à 24 enfants de 8 ans ? Ils ont appris la chanson, désolée d'avance.
>> dairy +40m: Avec joie ! Prévoyez un change : il y a un ruisseau et ils le trouveront.
>>> julie: 24 changes, donc. C'est noté.
> ~nadia
> ~guet +9m
> roro: Attention, la route du col est en travaux jusqu'au 14. Après, c'est bon, j'ai demandé au gars du rouleau.
>> guet +1h: On confirme, réouverture le 14 au soir.
== 05-03 18:30 discourse question | On cherche un nom pour le veau de Praline
theo: Née cette nuit, trois pattes blanches, une noire, déjà un avis sur tout. Vos idées jusqu'à dimanche ? Les
  enfants de la classe de Julie départageront.
> solange: Chaussette. La quatrième est au lavage.
> roro: Recommandée. Parce qu'elle a réveillé tout le monde à six heures pour une signature.
> clem: Brioche. Je n'ai aucun argument, j'ai juste faim.
> yann: Penicillium. Personne ne votera pour moi, je le sais.
>> solange +3h: Moi je vote pour vous, Yann. Par pitié, mais je vote.
> julie +2d: La classe a délibéré pendant toute une récréation : CHAUSSETTE, 19 voix contre 5.
>> theo +1h: Adopté ! Merci à tous. Yann, on garde Penicillium pour le prochain tracteur.
== 05-16 12:40 fediverse
ines: Transhumance, sept heures du matin, sept degrés. Deux pellicules, dont une probablement ratée. [photo: des mains
  d'enfants sur le flanc d'une vache, brume derrière]
> marcel: Belle photo. C'est flou juste ce qu'il faut, comme moi à cette heure-là.
>> ines: Marcel, vous étiez en chemise. À sept degrés.
>>> marcel: On ne va pas s'habiller pour des vaches qu'on connaît depuis toujours.
> ~priya
> ~lucie +30m
> "dee/en +3h: Look at this. I make cheese in a flat above a laundrette and I have never been so jealous of a hand.
== 05-17 09:05 rss #montee | Trois Vals : la montée a réuni six cents personnes et un vélo
valinfo: Plus de six cents personnes ont suivi samedi le troupeau de la Fromagerie des Trois Vals. La vache Praline
  est arrivée première, devant un cycliste de Combeval qui réclame la photo d'arrivée.
> grognon: Six cents personnes pour regarder des vaches marcher. On est bien.
> bastien: Je réclame toujours cette photo.
> maud: Très joli, mais quarante voitures garées devant mon portail, c'est non. Un fléchage, l'an prochain ?
>> theo +3h: Vous avez raison, Maud, on aurait dû. Parking au stade et navette l'an prochain, je le note ici, devant
  témoins.
>>> maud +1d: Merci pour la réponse. Et le gendarme de Combeval embrasse les vaches, pour info.
== 05-26 10:00 x
bonvallon!4: NOUVEAU ! La Tomme des Hauts Alpages Bonvallon : toute la montagne, dès 1,99 €. Le goût du vrai.
  #LeGoutDuVrai
> gaspard!6: J'ai lu l'étiquette pour vous. « Hauts Alpages » est une marque déposée. L'usine est à 190 mètres
  d'altitude.
>> ~lulu
>> ~karim +20m
>> bastien: 190 m, c'est un dos-d'âne. J'ai plus de dénivelé pour aller chercher le pain.
>> lulu: Toute la montagne, vue de très loin, par temps clair.
> bonvallon +1h: Bonjour @gaspard ! Chez Bonvallon, la montagne est avant tout un état d'esprit.
>> gaspard!4: Merci. Je l'encadre.
>> karim: Mon découvert aussi est un état d'esprit.
== 05-27 08:15 bluesky
nadia: Une cliente ce matin : « vous avez la même à 1,99 ? » Je lui ai fait goûter les deux. Elle est repartie avec la
  nôtre et un air contrarié.
> clem: Contrariée d'avoir compris ?
>> nadia: Contrariée d'en avoir mangé quatre tranches et d'avoir raté son bus.
> felix: Et sans lait, tu fais goûter quoi ? Question sincère.
>> nadia +35m: Une amande affinée d'un voisin. Elle fond mal, elle le sait, elle est bonne quand même.
>>> felix: Une commerçante honnête. Je note l'adresse.
== 06-09 08:02 x
dairy!9: Nouvelle page « notre équipe » en ligne ! Rencontrez Lucie Ferrand : affinée 18 mois en cave, frottée à la
  saumure deux fois par semaine, à consommer de préférence avec un verre de blanc.
> lulu!30: La légende de la patronne et celle du fromage ont été inversées et je demande solennellement qu'on ne
  corrige JAMAIS. #FrotteeALaSaumure
>> ~odile
>> ~bastien
>> ~clem
>> crowd3: Mon couple après 18 mois de cave : pareil, mais sans le verre de blanc.
>> crowd8: Scandale alimentaire : cette femme n'indique pas son taux de matière grasse. #FrotteeALaSaumure
>> crowd11: Honteux. Et la croûte, elle est comestible ou pas ? On nous cache tout.
>> crowd15: Je porte plainte, mon mari n'est affiné que six mois et il pique déjà.
>> crowd22: C'est une catastrophe, je ris depuis l'arrêt Mairie et je descends à Gare.
>> grognon: Moi on me frotte deux fois par semaine, je mords.
>>> lulu: Appellation d'origine contrôlée, mon Jean.
> nadia: J'ai vérifié sur place : elle sonne creux quand on la tapote. Elle est à cœur.
>> lucie!12 +20m: Je confirme tout, sauf le verre de blanc : deux.
>>> ~dairy +3m
>>> ~nadia
>>> crowd31: La réponse du siècle. J'achète une meule, je ne sais même pas où la mettre.
> gaspard: Pour une fois qu'une étiquette est trop honnête.
> dairy!10 +1h: Après enquête interne, le coupable est @theo, copié-collé, 23 h 50. Il est puni de cave. On corrige ce
  soir : profitez-en. #FrotteeALaSaumure
>> theo: Il fait onze degrés et je n'ai pas de réseau. Je tiens bon.
>> julie: Mes élèves ont fait leur propre étiquette en arts plastiques. « Élio, moelleux, à conserver loin des filles.
  »
>> crowd40: Ça pue le coup de com. Et ça marche, je viens de commander.
>> solange: Un verre de blanc avec une pâte de 18 mois, je ne dis rien, mais je pense beaucoup.
== 06-10 07:50 rss #saumure | « Frottée à la saumure » : la coquille qui fait rire la montagne
courrier: Deux légendes interverties et toute une vallée hilare. La fromagère, elle, assure avoir vendu en un jour ce
  qu'elle vend en deux semaines. L'étiquette sera encadrée à la boutique.
> marcel: Quarante et un ans de métier, aucun article. Une faute de frappe, la une.
> crowd19: Marcel, on vous veut en vidéo. Affiné combien ?
>> marcel: Je suis hors d'âge.
== 06-12 21:10 discourse | Comment conserver un fromage entamé (le vrai mode d'emploi)
solange!3: On me le demande chaque semaine, alors une fois pour toutes. Le froid sec est l'ennemi, pas le froid. Un
  torchon humide essoré, une boîte en bois qui ferme mal, le bac du bas. Jamais de film plastique : le fromage n'est
  pas un otage. On le sort une heure avant. Et si la croûte se couvre d'un duvet blanc, on dit merci et on frotte.
> sacha: Et si le duvet est bleu ? Je demande pour un fromage que je connais bien.
>> solange: Bleu sur un bleu : normal. Bleu sur une tomme : on coupe un centimètre. Bleu sur le facteur : on appelle.
>>> roro: J'ai pris ma retraite juste à temps.
> yann: Rien à ajouter, tout est juste. J'épingle.
> clem: « Le fromage n'est pas un otage » : je le fais broder.
> aurore: Merci Solange. Question bête : un torchon qui a servi à une quiche, ça peut laisser des traces d'œuf ? Mon
  fils est allergique.
>> solange +2h: Pas bête du tout. Oui, ça peut. Un torchon neuf, réservé, et bouilli. Prenez soin de lui.
>>> aurore: Merci. On me répond rarement aussi vite, et aussi clairement.
== 07-02 09:30 rss #otage | Le fromage n'est pas un otage : nos astuces maison
malin: Le froid sec est l'ennemi, pas le froid. Un torchon humide essoré, une boîte en bois qui ferme mal, le bac du
  bas. Jamais de film plastique : le fromage n'est pas un otage. On le sort une heure avant. Et si la croûte se couvre
  d'un duvet blanc, on dit merci et on frotte. Une astuce 100 % Terroir Malin !
> clem: « Nos astuces maison » ? Dans la maison de Solange, alors. Mot pour mot, forum des Trois Vals, 12 juin.
> crowd27: Même la boîte qui ferme mal. Ils ont copié jusqu'à la boîte.
== 07-02 12:20 x
bonvallon: On adore cette astuce de nos amis de Terroir Malin : le fromage n'est pas un otage ! À lire sans
  modération. {otage} #LeGoutDuVrai
> ~kevin
> ~inert*2
> clem!5: Vos amis ont recopié une dame de 71 ans sans la citer. L'original a trois semaines et une signature.
>> ~nadia
>> ~gaspard
>> yann: Solange l'a écrit le 12 juin à 21 h 10. J'y étais, j'ai épinglé.
== 07-02 19:45 discourse | Un texte qui m'a l'air familier
solange: Des enfants (55 ans) m'ont signalé un article. Je ne suis pas fâchée. J'ai simplement enseigné 37 ans qu'on
  met un nom au bas d'un travail, et je trouve que ça se perd.
> theo: On leur a écrit. Poliment. Lucie voulait écrire elle-même, on a caché le clavier.
> roro: Vous voulez que je leur porte la lettre ? Je connais le chemin de toutes les boîtes.
> yann +1d: L'article est signé « la rédaction ». La rédaction a donc une mère laitière et 37 ans d'école.
> theo +3d: Ils ont ajouté « d'après une lectrice ». Une lectrice. J'en bafouille.
>> solange: Laissez, Théo. Une lectrice, c'est déjà quelqu'un qui lit.
== 07-06 11:02 x
kevin!2: BREAKING : la taille de votre audience, C'EST votre crédibilité. 100 000 abonnés en 90 jours, sans pub, sans
  produit, sans effort. Ma méthode en commentaire. #mindset
> inert*6 +4m: Tellement vrai !!
> ~inert*7 +6m
> inert13: Merci pour ce contenu de valeur
> inert14: Great content my friend
> inert17: Tellement inspirant, j'adore
> lulu: « Sans produit. » Le fromage rêvé : rien, mais bien emballé.
> odile!4: Vos 12 premiers commentateurs ont été inscrits la même semaine, suivent 2 000 comptes et ont 3 abonnés. Une
  méthode, en effet.
>> ~gaspard
>> kevin: @odile La jalousie est une énergie. Transformez-la.
>>> grognon: Voilà un homme que je n'aime pas pour de bonnes raisons, ça me change.
== 07-08 16:20 x
kevin: @dairy Vous avez un produit magnifique et 6 000 abonnés. C'est triste. Je vous propose 100 000 fans avant Noël,
  résultat garanti. Parlons vision.
> dairy!8 +2h: Bonjour @kevin. Nous avons 214 vaches. À 100 000 clients elles demanderaient une réunion. Bonne route !
>> ~lulu
>> ~bastien
>> lucie: J'ai rédigé quatre réponses avant celle-ci. Théo a bien fait.
>> kevin: Petite vision = petit fromage. Bonvallon, eux, ont compris.
> crowd33: Il propose 100 000 fans à des gens qui n'ont que 9 places de parking.
== 07-15 10:00 x
bonvallon: Grâce à vous, nous passons les 48 000 ! Merci à notre formidable communauté. #LeGoutDuVrai
> inert*5 +3m: Trop bon
> ~inert*6 +5m
> inert11: I love this brand
> inert19: Trop bon 😍
> crowd5: @bonvallon C'est moi ou toute votre communauté s'appelle Emma suivi de cinq chiffres ?
>> felix: Salut à toi, Emma40217. On se sent seul, parmi les vivants.
== 07-21 14:00 fediverse question
tomek: Bonjour. J'arrive dans la vallée en août pour réparer des tracteurs. Où mange-t-on, le midi, sans parler de
  tracteurs ?
> marcel: Nulle part. Mais à La Clochette on en parle bien.
> lea: La fromagerie fait des tartines le jeudi. Prends celle au bleu et ne prévois rien après.
>> tomek +1d: Merci à tous les deux. Je note : jeudi, bleu, rien après.
> ~roro
== 08-12 09:14 x
crowd44: @dairy Votre boutique en ligne affiche une page blanche au moment de payer. Deux fois. C'est pour un
  anniversaire demain !
> dairy +11m: Oh non. On regarde tout de suite. Envoyez-nous votre panier en message, on vous le met de côté à la
  main.
>> crowd44 +2h: Reçu un appel, c'est réglé, et la dame m'a souhaité bon anniversaire à moi. Bravo.
> crowd51: Pareil chez moi depuis hier soir. Un site qui tombe le jour de la promo, quelle organisation...
> crowd52: Moi j'ai été débité DEUX FOIS. Inadmissible.
>> dairy +25m: Ce n'est pas normal du tout : vous serez remboursé aujourd'hui, et on vous appelle avant midi.
>>> crowd52 +5h: Remboursé. Je retire « inadmissible », je laisse « pénible ».
> dairy!3 +5h: Boutique réparée à 14 h. 31 paiements étaient bloqués, 2 doublés, tous rendus. La cause : une mise à
  jour faite un mardi soir par quelqu'un qui voulait bien faire. Pardon pour la gêne.
>> crowd51: OK, ça c'est clair au moins.
== 08-20 17:00 discourse | Visite de la cave : vos retours ?
theo: 412 visiteurs ce mois-ci, une entorse, un évanouissement (l'odeur, il dit que non). Qu'est-ce qu'on améliore ?
> lea: Les marches. On ne voit pas la troisième, tout le monde s'appuie sur le panneau « ne pas s'appuyer ».
> sacha: Moi j'ai adoré. J'y suis entré en touriste, j'en suis ressorti avec un avis sur la morge.
>> yann: Bienvenue. On n'en guérit pas.
> maud: Les bus. Quand le moteur tourne vingt minutes, on affine aussi le salon.
>> theo +4h: Consigne donnée aux autocaristes dès lundi : moteur coupé. Dites-moi si ça ne suffit pas.
> karim: Des étiquettes plus grandes en boutique ? Je photographie et j'agrandis, et je ne suis pas le seul.
>> yann +6h: Bonne idée. Surtout les allergènes : sur le Vieux Vals, c'est écrit en corps 5, je ne les lis pas
  moi-même.
"""
