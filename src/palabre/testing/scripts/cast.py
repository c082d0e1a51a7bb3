"""The cast, one person a row: key, handle, domain, followers, since, French and English name, French and English bio.

A dash is no domain, or the same name in English. Everyone is invented. The names of the crowd follow.
"""

CAST = """
dairy|troisvals|troisvals.example|6400|2019-03|{dairy}|-|Trois vallées, 214 vaches, une cave qui a du caractère. Ici
  Lucie et Théo.|Three valleys, 214 cows, one cellar with opinions. Lucie and Théo here.
lucie|lucie_ferrand|-|2100|2020-01|Lucie Ferrand|-|Fromagère aux Trois Vals. Je réponds après la traite.|Cheesemaker
  at Three Vales. I answer after milking.
marcel|marcel_ferrand|-|830|2021-11|Marcel Ferrand|-|Retraité. J'ai fait du fromage 41 ans, maintenant je regarde les
  autres en faire.|Retired. Made cheese for 41 years, now I watch others do it.
theo|theo_troisvals|-|310|2024-02|Théo (Trois Vals)|Théo (Three Vales)|Je tiens le forum et la caméra. Je ne sais pas
  traire.|I run the forum and hold the camera. I cannot milk.
nadia|nadia_laclochette|-|1450|2020-06|Nadia Benhaddou|-|Crémière à La Clochette, Combeval. J'emballe, je conseille,
  je goûte, surtout je goûte.|Cheesemonger at La Clochette, Combeval. I wrap, I advise, I taste. Mostly I taste.
bastien|bastien_roulelibre|-|540|2021-04|Bastien à vélo|Bastien on a bike|Je monte des cols pour mériter la
  raclette.|I ride up passes to deserve raclette.
julie|maitresse_julie|-|390|2022-09|Julie, CE2|Julie, year 4|Maîtresse d'école. Mes élèves connaissent plus de vaches
  que de rois.|Primary teacher. My pupils know more cows than kings.
roro|roro_du_val|-|270|2021-02|Roro, ancien facteur|Roro, retired postman|39 ans de tournée. Je sais qui reçoit
  quoi.|39 years on the round. I know who gets what.
ines|ines_argentique|-|980|2019-10|Inès Valadier|-|Photos argentiques, surtout des mains et des vaches.|Film
  photography, mostly hands and cows.
clem|clem_et_pain|-|610|2020-12|Clémence|-|Boulangère de nuit, mangeuse de croûtes de jour.|Baker by night, eater of
  crusts by day.
solange|solange_m|-|440|2019-05|Solange Morand|-|37 ans à l'école laitière. Posez vos questions, les bêtes surtout.|37
  years teaching dairy school. Ask away, the silly ones first.
yann|yann_caves|-|720|2020-03|Yann Le Fur|-|Technicien de cave, microbes et patience.|Cellar technician. Microbes and
  patience.
gaspard|gaspard_integre|-|8700|2018-08|Gaspard l'Intègre|Gaspard the Blunt|Je lis les étiquettes pour vous. On ne
  m'invite plus nulle part.|I read labels so you don't have to. Nobody invites me any more.
maud|maud_combeval|-|160|2023-01|Maud C.|-|Riveraine. J'aime le fromage, moins les camions.|Neighbour. I like cheese.
  Lorries less so.
felix|felix_vegetal|-|1900|2019-07|Félix, sans lait|Félix, no milk|Végane poli. Je discute volontiers, je ne mords
  pas, justement.|Polite vegan. Happy to talk. I don't bite, that's the point.
marchetti|dr_marchetti|-|14200|2018-02|Dr Hélène Marchetti|-|Allergologue. Ne remplace pas une
  consultation.|Allergist. No substitute for an appointment.
odile|odile_vasseur|odile-vasseur.example|21500|2018-01|Odile Vasseur|-|Journaliste, alimentation et campagnes. Je
  vérifie avant.|Reporter, food and countryside. I check first.
aurore|aurore_m|-|74|2025-11|Aurore M.|-|Maman de Malo, 6 ans, allergique à l'œuf et bavard.|Mum of Malo, 6, allergic
  to egg and never quiet.
karim|karim_s|-|118|2022-05|Karim S.|-|Papa, cuisinier du dimanche, lecteur de petits caractères.|Dad, Sunday cook,
  reader of small print.
guet|guet_des_combes|-|2300|2019-12|Le Guet des Combes|The Coombe Watch|Routes, neige, brocantes : on le sait avant la
  mairie.|Roads, snow, jumble sales: we know before the town hall.
bonvallon|laiterie_bonvallon|bonvallon.example|48200|2016-05|Laiterie Bonvallon|Bonvallon Creamery|Le goût du vrai,
  depuis votre rayon frais.|The taste of real, straight from your chiller cabinet.
kevin|kevin_brillant|-|61300|2025-12|Kévin Brillant|-|Stratège. 0 à 100 000 abonnés en 90 jours. Auteur, papa,
  visionnaire.|Strategist. 0 to 100,000 fans in 90 days. Author, dad, visionary.
vertepaix|vertepaix|vertepaix.example|96000|2014-09|VertePaix|-|Association indépendante. Nous lisons ce que vous
  mangez.|Independent association. We read what you eat.
valinfo|levalinfo|levalinfo.example|9800|2015-06|Le Val Info|Val News|L'actualité des trois vallées.|News of the three
  valleys.
courrier|courrier_des_combes|courrier-des-combes.example|17400|2012-03|Le Courrier des Combes|The Coombe
  Courier|Quotidien de montagne.|A mountain daily.
pate|revue_bonne_pate|bonne-pate.example|12700|2015-10|Revue Bonne Pâte|Good Rind Review|Le fromage pris au sérieux,
  sans se prendre au sérieux.|Cheese taken seriously by people who are not.
assiettes|assiettes_claires|assiettes-claires.example|134000|2013-01|Assiettes Claires|Clear Plates|Enquêtes sur ce
  qu'on mange.|Investigations into what we eat.
malin|terroir_malin|terroir-malin.example|5200|2024-07|Terroir Malin|Smart Terroir|Astuces, bons plans,
  authenticité.|Tips, deals, authenticity.
ledger|dairy_ledger|dairyledger.example|15800|2013-08|The Dairy Ledger|-|Milk, markets and the occasional cow.|Milk,
  markets and the occasional cow.
sacha|sacha_debute|-|45|2026-04|Sacha|-|Je découvre. Soyez gentils.|New here. Be kind.
lea|lea_rando|-|132|2026-03|Léa des sentiers|Léa of the trails|Randonneuse, 38 refuges au compteur.|Hiker. 38 mountain
  huts and counting.
tomek|tomek_w|-|89|2026-06|Tomek W.|-|Nouveau dans la vallée, je répare des tracteurs.|New in the valley. I mend
  tractors.
lulu|lulu_la_croute|-|33400|2017-11|Lulu la Croûte|Lulu Rind|Humour lactique. Toute ressemblance avec du sérieux est
  involontaire.|Lactic humour. Anything serious is accidental.
grognon|jean_grognon|-|3900|2019-02|Jean-Grognon|Jean Grumble|Contre. On verra pourquoi ensuite.|Against it. Reasons
  to follow.
mairie|ville_de_combeval|combeval.example|4100|2017-01|Ville de Combeval|Town of Combeval|Compte officiel de la
  commune.|Official account of the town.
owen|owen_pryce|-|860|2019-04|Owen Pryce|-|Moved for the cheese, stayed for the paperwork.|Moved for the cheese,
  stayed for the paperwork.
priya|priya_curds|-|3300|2018-06|Priya Nair|-|Cheese judge, washed-rind apologist.|Cheese judge, washed-rind
  apologist.
hank|hank_rowley|-|1200|2020-08|Hank Rowley|-|Imports small cheeses into a big country.|Imports small cheeses into a
  big country.
moira|moira_goats|-|690|2021-01|Moira Kincaid|-|Forty goats, one of whom is in charge.|Forty goats, one of whom is in
  charge.
dee|dee_calloway|-|410|2022-03|Dee Calloway|-|Home cheesemaker. My fridge hums in B flat.|Home cheesemaker. My fridge
  hums in B flat.
"""
FIRST_NAMES = """
Agathe Aïcha Alban Amandine Anouk Arsène Barnabé Bérénice Blaise Brune Cécile Cyprien Dalila Dorian Edmée Elio Émile
Faustine Firmin Gaëlle Gustave Hanane Hector Hortense Ilan Irène Jonas Judith Kenza Lazare Léonie Lison Malik Margot
Mehdi Mina Nils Noor Odon Ondine Pablo Perrine Quentin Rachid Régine Rosalie Samir Sixtine Tess Ulysse
"""
SURROUNDINGS = """
dubas delacombe auvillage surcime deladraille duvillage auvallon delalpage dupont delasource
"""
MASS_NAMES = """
emma lucas chloe nathan manon hugo sarah enzo laura louis marie paul
"""
