"""The fire in French, and after: a question left two days without an answer, a Friday evening, and what it changed."""

FIRE = """
== 09-16 20:48 discourse question | Y a-t-il de l'œuf dans le Vieux Vals ?
aurore: Bonsoir. Malo (6 ans, allergique à l'œuf) a fait de l'urticaire mardi après deux morceaux de Vieux Vals. Rien
  d'autre de nouveau ce jour-là. L'étiquette du lot 26-112 ne dit rien. Est-ce qu'il y a de l'œuf quelque part ?
> sacha +3h: Bizarre, c'est juste du lait, du sel, de la présure, non ?
> karim +1d: Même question ici. Ma fille a eu la bouche qui gratte, même fromage, samedi dernier.
> solange +26h: Aurore, gardez l'emballage et ne lui en donnez plus. Certains affineurs mettent du lysozyme, qui vient
  du blanc d'œuf. Aux Trois Vals, jamais vu. Théo, il faut une réponse de Lucie, vite.
>> aurore +2h: Merci Solange. J'ai aussi écrit par le formulaire mardi soir. Toujours rien.
== 09-17 08:20 bluesky
aurore: Quelqu'un sait si un fromage « lait, sel, présure » peut contenir de l'œuf sans le dire ? Mon fils a réagi
  deux fois.
> marchetti +5h: Oui : le lysozyme (E1105), un conservateur tiré du blanc d'œuf. Sa mention est obligatoire. Gardez
  l'étiquette, notez le lot, et consultez son allergologue avant tout nouvel essai.
>> aurore: Merci docteur. L'étiquette est dans un sachet, comme dans les films.
> ~karim
== 09-18 17:40 bluesky
vertepaix!60: ⚠️ Allergène non déclaré. Nos analyses trouvent du lysozyme, issu de l'ŒUF, dans le Vieux Vals 18 mois
  de la Fromagerie des Trois Vals (lot 26-112). Rien sur l'étiquette. Un enfant a réagi. Nous demandons le rappel
  immédiat.
> ~gaspard
> ~karim
> ~aurore +4m
> ~odile +38m
> crowd2: @dairy En 2026, on en est encore à cacher un allergène sur un produit à 34 € le kilo. Honteux.
> crowd17: Ma nièce est allergique à l'œuf. On en a mangé dimanche chez ma mère. Je tremble.
>> marchetti +30m: Si elle n'a pas réagi sous deux heures, le risque immédiat est passé. Gardez le reste fermé, et en
  cas de doute le 15.
> crowd29: Produit artisanal, disaient-ils. Chimie artisanale, oui.
> "gaspard!20 +22m: Ils le savaient. Une maman leur a posé la question sur LEUR forum mercredi. Deux jours de silence.
  Deux jours de vente. #OeufCaché
>> ~grognon
>> crowd41: Deux jours ! Un yaourt périme plus vite que leur service clients. #OeufCaché
>> crowd12: Donc ils savaient, et ils ont laissé des gosses en manger. Boycott, point.
>>> nadia: Non. J'y étais jeudi, personne n'était au courant à l'atelier. Qu'ils aient été lents, oui. Qu'ils aient
  su, non.
>>>> crowd12: Tu vends leur fromage, évidemment que tu les défends.
>>>>> nadia +12m: Je l'ai retiré de la vitrine à 18 h 05, devant mes clients. Passe voir.
> felix: Je pourrais en rire, je ne peux pas : un enfant. Étiquetez, tout simplement. Le lait aussi, tant qu'on y est.
> yann: Je suis technicien de cave, pas chez eux. On n'a besoin de lysozyme que quand on a peur du gonflement. Lucie
  n'en met pas. La question est : qui d'autre a touché ces meules ?
>> odile!3 +15m: C'est exactement la question. Je rappelle demain matin.
> dairy!25 +145m: Nous venons de lire. Nous ne mettons pas de lysozyme chez nous, et nous ne savons pas encore d'où il
  vient. Par précaution : n'en mangez plus si vous êtes allergique à l'œuf, lot 26-112. Vente arrêtée. Point demain 10
  h. Lucie.
>> ~nadia
>> ~theo
>> ~guet
>> ~marchetti
>> crowd36: « Nous ne savons pas. » Bon. C'est la première phrase humaine de la soirée.
>> crowd60: Trop tard, trop peu. Et la maman de mercredi, elle a eu une réponse, elle ?
>>> lucie!9 +20m: Non. C'est notre faute et c'est la mienne. Je l'appelle dès que je raccroche avec l'affineur.
>>>> crowd60: Ok. Respect de le dire.
== 09-18 18:15 x
gaspard!18: @dairy 34 € le kilo, 18 mois de cave, et pas la place d'écrire « œuf » sur l'étiquette. Ils le savaient
  depuis mercredi. #OeufCaché
> ~assiettes
> crowd9: Je vide mon frigo. Et je demande le remboursement. #OeufCaché
> crowd23: Il paraît qu'il y a aussi du gluten et du poisson. Un cousin qui travaille là-bas me l'a dit.
>> yann: Votre cousin confond avec une paella. Un seul fait établi : lysozyme, un lot. Restons-y.
> crowd47: Frottée à la saumure ET aux œufs. On rit moins, d'un coup.
> lulu!6: Je ne ferai pas de blague ce soir. Il y a un petit garçon dedans. Lisez @marchetti et lâchez les cousins.
>> ~odile
>> ~julie
> bonvallon +90m: Chez Bonvallon, la transparence est une valeur depuis 1962. Nos tommes, elles, vous disent tout.
  #LeGoutDuVrai
>> clem!4: Attendre qu'un enfant soit malade pour sortir sa pub. Le goût du vrai, effectivement.
>> inert*4: Trop bon
> kevin: Voilà ce qui arrive quand on refuse une vraie stratégie. J'avais prévenu. #mindset
>> grognon!3: Même moi, je trouve ça indécent.
== 09-18 19:02 rss #alerte | Œuf non déclaré : VertePaix met en cause la Fromagerie des Trois Vals
courrier: L'association affirme avoir trouvé du lysozyme, un conservateur tiré du blanc d'œuf, dans un lot de Vieux
  Vals. La fromagerie, jointe à 19 h, dit « chercher » et annonce un point samedi.
> crowd55: J'en ai acheté jeudi au marché. Je fais quoi, je le rapporte ?
>> solange +45m: Si personne n'est allergique à l'œuf chez vous, aucun danger. Sinon au sac, et gardez l'étiquette
  pour le remboursement.
> maud: On peut leur reprocher leurs bus. Empoisonner des enfants exprès, franchement, non.
== 09-19 10:00 bluesky
dairy!40: Ce que nous savons à 10 h. 1) Le lot 26-112, 61 meules, a fini d'être affiné d'avril à août chez un
  confrère, le temps de nos travaux. 2) Lui utilise du lysozyme. 3) Sa fiche le disait. Nous ne l'avons pas reporté
  sur l'étiquette. C'est notre erreur.
> dairy!20 +2m: Rappel des 61 meules : 48 localisées cette nuit, 13 vendues à la coupe entre le 1er et le 18
  septembre, dans neuf points de vente. Liste, photo de l'étiquette, remboursement sans ticket :
  https://troisvals.example/rappel
>> ~marchetti
>> ~mairie
>> ~guet
>> ~julie
>> roro: Je fais la tournée des fermes sans Internet dans l'après-midi. J'ai encore la casquette.
>>> lucie: @roro je n'ai pas les mots. Merci.
> ~odile
> ~vertepaix +50m
> ~clem
> aurore!10 +2h: Lucie m'a appelée hier à 21 h, quarante minutes. Malo va bien. Elle n'a pas cherché d'excuse. Je
  reste en colère, mais contre un papier, plus contre des gens.
>> ~nadia
>> ~lulu
>> gaspard +3h: C'est digne. Je maintiens : deux jours, c'est trop long. Je retire « ils savaient ».
> crowd29: « Un confrère. » Donc l'artisanal se fait affiner ailleurs sans le dire. On en parle, de ça ?
>> yann: Pendant des travaux, ça se fait partout. Ça devrait s'écrire, vous avez raison là-dessus.
> crowd63: Elle aurait pu noyer le poisson. Elle a tout mis en trois points. Je n'achète pas encore, mais je lis.
> felix: Exemplaire sur la forme. Le fond : relisez vos fiches.
== 09-19 18:30 rss #enquete | Comment un mot manquant a gagné une étiquette
odile!2: J'ai vu les deux fiches. Sur celle de l'affineur, « E1105 (œuf) », ligne 14. Sur celle de la fromagerie,
  quatorze lignes aussi, mais la quatorzième dit « sel ». Personne n'a menti. Personne n'a relu.
> karim: Merci d'avoir lu la ligne 14. C'est tout ce qu'on demandait.
> crowd7: « Personne n'a relu » : à imprimer dans tous les bureaux du pays.
== 09-20 11:15 bluesky
vertepaix!15: Point sur le Vieux Vals. Rappel effectif, cause publiée, étiquettes corrigées : réponse claire en moins
  de 48 h. Nous clôturons l'alerte et demandons à TOUTE la filière de déclarer le lysozyme. La suite bientôt.
> ~dairy
> ~aurore
> ~marchetti
> crowd17: Merci. Ma nièce va bien, ma mère est vexée, tout rentre dans l'ordre.
> grognon: Une alerte qui finit bien. Je ne sais plus comment m'habiller.
> lucie!6 +3h: @vertepaix Merci de nous avoir trouvés. J'aurais préféré nous trouver nous-mêmes.
>> gaspard: Ça aussi, je l'encadre.
== 09-21 08:00 discourse | Ce qui change après le 18 septembre
lucie!4: Je préfère l'écrire ici, où la question avait été posée. 1) Toute question contenant un allergène sonne sur
  trois téléphones, dont le mien. 2) Deux personnes relisent chaque fiche, dont une qui ne nous aime pas (Karim a
  accepté). 3) Étiquettes en corps 9.
> karim: Je précise : j'aime bien le fromage. C'est les étiquettes que je n'aime pas.
> aurore: Merci. Malo demande si Chaussette a droit à une étiquette.
>> theo +2h: Imprimée ce matin : « Chaussette. Ingrédients : herbe, opinions. Allergènes : lundi. »
>>> aurore: Il l'a collée sur son lit.
> solange: Corps 9 ! Je vais pouvoir ranger la loupe de mon mari.
> yann: Et l'affinage ailleurs, on l'écrit aussi ?
>> lucie +1h: Oui. Lieu et durée, sur chaque meule, dès octobre.
== 09-23 07:40 rss #ledgerfr | Après le rappel, les ventes des Trois Vals reculent de 19 %
courrier: Une semaine après l'alerte, la fromagerie chiffre elle-même le recul. « On l'a mérité, on va le remonter »,
  dit Lucie Ferrand, qui n'a licencié personne.
> crowd21: J'y retourne samedi. Pas par charité : le bleu n'a rien fait.
> crowd66: Je n'y retournerai pas. La confiance, ça ne se rappelle pas avec un tableau.
== 10-01 09:00 x
dairy!6: La nouvelle étiquette est là. Lisible sans lunettes, allergènes en premier, lieu d'affinage en entier. Elle
  est si grande qu'il reste un peu de place pour le fromage. [photo: une meule avec une très grande étiquette blanche]
> lulu!5: @dairy On dirait l'annuaire. Bravo.
> gaspard: Lue en entier, debout, sans lunettes. Rien à redire. Je me sens vide.
>> clem: Viens, on te trouvera un yaourt à engueuler.
> ~vertepaix
> ~karim
== 10-08 06:30 rss #filiere | Lysozyme : neuf marques sur vingt-deux ne le déclarent pas
assiettes: Vingt-deux fromages analysés avec VertePaix. Neuf contiennent du lysozyme non mentionné, dont la Tomme des
  Hauts Alpages de la Laiterie Bonvallon. Interrogée, la marque évoque « un état d'esprit de transparence ».
> clem: « Nos tommes, elles, vous disent tout. » C'était il y a trois semaines. Je garde tout, moi.
> crowd47: Finalement les petits ont rappelé en une nuit et le gros est encore en réunion.
> crowd23: Je le savais pour le poisson.
>> lulu: @crowd23 Laisse le poisson tranquille.
== 10-08 12:10 x
bonvallon: Chez Bonvallon, nous prenons ce sujet très au sérieux. Nos équipes sont pleinement mobilisées.
  #LeGoutDuVrai
> gaspard!8: @bonvallon Quel lot ? Quelle date ? Quel rappel ? Répondez en trois points, il existe un modèle.
>> ~nadia
>> ~odile
>> ~bastien
> inert*4: Great content
> aurore: @bonvallon Bonjour. Lesquels dois-je retirer du frigo ? C'est une vraie question, j'attends une vraie
  réponse.
>> marchetti +1h: Dans le doute : tous ceux de la liste publiée ce matin, page 3. {filiere}
== 10-15 18:00 bluesky
dairy: Samedi 24 : Fête des Caves. On ouvre tout, même le placard. Dégustation, atelier « lire une étiquette » par
  @gaspard (oui), chorale de la classe de Julie. #FeteDesCaves
> gaspard!5: J'ai accepté. Je précise que je paierai mon fromage.
>> nadia: Tu paieras surtout tes trois parts.
> bastien: @lucie Praline sera là ? J'ai fini de m'entraîner.
>> lucie: Elle aussi. Elle a arrêté le trèfle.
> maud: Et les voitures ?
>> dairy +30m: Parking au stade, navette toutes les dix minutes, et le gendarme. On a retenu la leçon de mai.
>>> maud: Alors je ferai une tarte.
> ~guet
> ~mairie
> ~lea
== 10-24 19:30 bluesky
ines!4: Fête des Caves, dernière pellicule. Gaspard en train d'expliquer une étiquette à une vache. Elle écoute mieux
  que nous. [photo: un homme en manteau lit une étiquette à voix haute devant une vache]
> ~dairy
> ~lulu
> ~gaspard +2h
> tomek: J'ai tenu la buvette et parlé de tracteurs pendant six heures. Je crois que je suis d'ici.
> bastien: Résultat officiel du sprint : Praline, d'une tête. D'une grosse tête.
> aurore: @dairy Malo a mangé du Petit Val toute la journée en lisant l'étiquette à voix haute à chaque bouchée.
  Merci.
> julie: 24 enfants, zéro change oublié. On progresse.
== 10-26 09:10 reviews | Revenue après le rappel
crowd17: J'étais furieuse le 18 septembre. J'ai lu, j'ai attendu, je suis revenue. L'étiquette est immense et la dame
  se souvenait de ma nièce. Quatre étoiles, la cinquième quand ils auront rallumé la lumière de l'escalier.
> dairy +3h: Merci d'être revenue. L'ampoule est changée depuis midi : on attend l'étoile !
== 10-29 20:15 fediverse
marcel: Quarante et un ans à faire du fromage, et c'est un papier de travers qui nous apprend à lire. Il n'est jamais
  trop tard. Ma fille a bien travaillé. Ne lui dites pas.
> lucie: Je lis tout, papa.
>> marcel: Je sais.
> ~solange
> ~nadia
> ~ines
> priya/en +6h: My French is bad and I still got something in my eye.
"""
