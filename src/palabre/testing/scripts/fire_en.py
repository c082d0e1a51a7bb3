"""The fire in English, and after: a question left two days without an answer, a Friday evening, and what it changed."""

FIRE = """
== 09-16 20:48 discourse question | Is there egg in Old Vale?
aurore: Good evening. Malo (6, allergic to egg) came out in hives on Tuesday after two pieces of Old Vale. Nothing
  else was new that day. The label of batch 26-112 says nothing. Is there egg in it anywhere?
> sacha +3h: Odd, isn't it just milk, salt and rennet?
> karim +1d: Same question here. My daughter's mouth itched, same cheese, last Saturday.
> solange +26h: Aurore, keep the wrapper and give him no more. Some cheese agers use lysozyme, which comes from egg
  white. I never saw it at Three Vales. Théo, we need an answer from Lucie, soon.
>> aurore +2h: Thank you Solange. I used the contact form as well, on Tuesday night. Nothing yet.
== 09-17 08:20 bluesky
aurore: Does anyone know whether a "milk, salt, rennet" cheese can contain egg without saying so? My son has reacted
  twice.
> marchetti +5h: Yes: lysozyme (E1105), a preservative made from egg white. It must be declared. Keep the label, write
  down the batch, and see his allergist before trying again.
>> aurore: Thank you doctor. The label is in a plastic bag, like in the films.
> ~karim
== 09-18 17:40 bluesky
vertepaix!60: ⚠️ Undeclared allergen. Our tests find lysozyme, made from EGG, in the 18-month Old Vale of the Three
  Vales Dairy (batch 26-112). Nothing on the label. A child has reacted. We ask for an immediate recall.
> ~gaspard
> ~karim
> ~aurore +4m
> ~odile +38m
> crowd2: @dairy It is 2026 and they still hide an allergen in a cheese at 34 a kilo. Shameful.
> crowd17: My niece is allergic to egg. We had some on Sunday at my mother's. I am shaking.
>> marchetti +30m: If she did not react within two hours, the immediate danger has passed. Keep the rest sealed, and
  if in doubt call for help.
> crowd29: Artisan product, they said. Artisan chemistry, more like.
> "gaspard!20 +22m: They knew. A mother asked them on THEIR OWN forum on Wednesday. Two days of silence. Two days of
  selling. #HiddenEgg
>> ~grognon
>> crowd41: Two days! Yoghurt goes off faster than their customer service answers. #HiddenEgg
>> crowd12: So they knew and let kids eat it. Boycott, full stop.
>>> nadia: No. I was there on Thursday and nobody in the workshop had heard. That they were slow, yes. That they knew,
  no.
>>>> crowd12: You sell their cheese, of course you defend them.
>>>>> nadia +12m: I took it out of my window at five past six, in front of my customers. Come and see.
> felix: I could gloat and I can't: a child. Just label it. And label the milk too while you are there.
> yann: I am a cellar technician, not theirs. You only need lysozyme if you fear late blowing. Lucie uses none. The
  question is: who else handled those wheels?
>> odile!3 +15m: That is exactly the question. I ring again tomorrow morning.
> dairy!25 +145m: We have just read this. We put no lysozyme in our cheese and do not know yet where it came from. As
  a precaution: if egg makes you ill, stop eating batch 26-112. Sales stopped. Next word tomorrow at 10. Lucie.
>> ~nadia
>> ~theo
>> ~guet
>> ~marchetti
>> crowd36: "We do not know yet." Well. First human sentence of the evening.
>> crowd60: Too late and too little. And the mother on Wednesday, did she get an answer?
>>> lucie!9 +20m: No. That is our fault and mine. I am calling her as soon as I put the phone down on the cheese ager.
>>>> crowd60: Okay. Respect for saying so.
== 09-18 18:15 x
gaspard!18: @dairy 34 a kilo, 18 months in a cellar, and no room to print the word "egg". They have known since
  Wednesday. #HiddenEgg
> ~assiettes
> crowd9: Emptying my fridge. And I want my money back. #HiddenEgg
> crowd23: I hear there is gluten and fish as well. A cousin who works there told me.
>> yann: Your cousin is thinking of paella. One established fact: lysozyme, one batch. Let us stay there.
> crowd47: Washed in brine AND in egg. Suddenly not so funny.
> lulu!6: No joke from me tonight. There is a small boy in this one. Read @marchetti and leave the cousins alone.
>> ~odile
>> ~julie
> bonvallon +90m: At Bonvallon, openness has been a value since 1962. Our tommes tell you everything. #TheTasteOfReal
>> clem!4: Waiting for a child to be ill before running the advert. The taste of real, indeed.
>> inert*4: Yummy
> kevin: This is what happens when you turn down a real strategy. I did warn them. #mindset
>> grognon!3: Even I find that indecent.
== 09-18 19:02 rss #alerte | Undeclared egg: VertePaix accuses the Three Vales Dairy
courrier: The association says it found lysozyme, a preservative made from egg white, in a batch of Old Vale. Reached
  at 7 pm, the dairy says it is "looking" and will speak on Saturday.
> crowd55: I bought some at the market on Thursday. What do I do, take it back?
>> solange +45m: If nobody at home is allergic to egg, no danger at all. Otherwise bag it, and keep the label for the
  refund.
> maud: Blame them for the coaches, by all means. Poisoning children on purpose, honestly, no.
== 09-19 10:00 bluesky
dairy!40: What we know at 10. 1) Batch 26-112, 61 wheels, was finished by a fellow ager from April to August, during
  our building works. 2) He uses lysozyme. 3) His sheet said so. We did not carry it over to the label. The mistake is
  ours.
> dairy!20 +2m: All 61 wheels recalled: 48 found overnight, 13 sold by the slice from 1 to 18 September, at nine
  counters. List, picture of the label, refund without receipt: https://troisvals.example/recall
>> ~marchetti
>> ~mairie
>> ~guet
>> ~julie
>> roro: I will do the round of the farms with no internet this afternoon. I still have the cap.
>>> lucie: @roro I have no words. Thank you.
> ~odile
> ~vertepaix +50m
> ~clem
> aurore!10 +2h: Lucie rang me last night at nine, forty minutes. Malo is fine. She looked for no excuse. I am still
  angry, but at a sheet of paper, no longer at people.
>> ~nadia
>> ~lulu
>> gaspard +3h: That is dignified. I maintain that two days is too long. I withdraw "they knew".
> crowd29: "A fellow ager." So the artisan cheese is aged elsewhere and nobody says so. Shall we discuss that?
>> yann: During building works everybody does it. It ought to be written down, and there you are right.
> crowd63: She could have waffled. She put it in three points. Not buying yet, but I am reading.
> felix: Exemplary in form. In substance: proofread your sheets.
== 09-19 18:30 rss #enquete | How a missing word won itself a label
odile!2: I have seen both sheets. On the ager's: "E1105 (egg)", line 14. On the dairy's there are fourteen lines too,
  but the fourteenth says "salt". Nobody lied. Nobody read it twice.
> karim: Thank you for reading line 14. That is all we were asking for.
> crowd7: "Nobody read it twice": to be printed on the wall of every office in the land.
== 09-20 11:15 bluesky
vertepaix!15: Old Vale, where things stand. Recall done, cause published, labels corrected: a clear answer in under 48
  hours. We close the alert and ask the WHOLE trade to declare lysozyme. More soon.
> ~dairy
> ~aurore
> ~marchetti
> crowd17: Thank you. My niece is fine, my mother is offended, life goes on.
> grognon: An alert that ends well. I no longer know how to dress.
> lucie!6 +3h: @vertepaix Thank you for finding us. I would rather we had found ourselves.
>> gaspard: I am framing that one too.
== 09-21 08:00 discourse | What changes after 18 September
lucie!4: I would rather write it here, where the question was asked. 1) Any question that names an allergen rings
  three phones, mine included. 2) Two people read every sheet, one of whom does not like us (Karim said yes). 3)
  Labels in nine point.
> karim: To be precise: I do like the cheese. It is the labels I don't like.
> aurore: Thank you. Malo asks whether Sock gets a label.
>> theo +2h: Printed this morning: "Sock. Ingredients: grass, opinions. Allergens: Mondays."
>>> aurore: He has stuck it to his bed.
> solange: Nine point! I can put away my husband's magnifying glass.
> yann: And ageing done elsewhere, will you print that too?
>> lucie +1h: Yes. Place and length, on every wheel, from October.
== 09-23 07:40 rss #ledgerfr | Three Vales sales fall 19% after the recall
ledger: A week after the alert the dairy published the figure itself. "We earned it, we will climb back," says Lucie
  Ferrand, who has let nobody go.
> crowd21: Going back on Saturday. Not out of charity: the blue did nothing wrong.
> crowd66: Not going back. You cannot recall trust with a table of batches.
== 10-01 09:00 x
dairy!6: The new label is here. Readable without glasses, allergens first, place of ageing in full. It is so big that
  there is a little room left for cheese. [photo: a wheel of cheese with a very large white label]
> lulu!5: @dairy It looks like a phone book. Well done.
> gaspard: Read in full, standing up, without glasses. Nothing to object to. I feel empty.
>> clem: Come along, we will find you a yoghurt to shout at.
> ~vertepaix
> ~karim
== 10-08 06:30 rss #filiere | Lysozyme: nine brands out of twenty-two do not declare it
assiettes: Twenty-two cheeses tested with VertePaix. Nine contain undeclared lysozyme, among them Bonvallon Creamery's
  High Pasture Tomme. Asked about it, the brand spoke of "a state of mind of openness".
> clem: "Our tommes tell you everything." That was three weeks ago. I keep everything, me.
> crowd47: So the small ones recalled overnight and the big one is still in a meeting.
> crowd23: I knew it about the fish.
>> lulu: @crowd23 Leave the fish out of this.
== 10-08 12:10 x
bonvallon: At Bonvallon we take this matter very seriously. Our teams are fully mobilised. #TheTasteOfReal
> gaspard!8: @bonvallon Which batch? What date? What recall? Answer in three points, there is a model to follow.
>> ~nadia
>> ~odile
>> ~bastien
> inert*4: Great content
> aurore: @bonvallon Hello. Which ones should I take out of my fridge? It is a real question and I expect a real
  answer.
>> marchetti +1h: If in doubt: all those on the list published this morning, page 3. {filiere}
== 10-15 18:00 bluesky
dairy: Saturday 24: Cellar Day. We open everything, even the cupboard. Tastings, a "read a label" workshop by @gaspard
  (yes), a choir from Julie's class. #CellarDay
> gaspard!5: I said yes. Let it be known that I will pay for my cheese.
>> nadia: You will pay for all three helpings.
> bastien: @lucie Will Praline be there? I have finished training.
>> lucie: So has she. She gave up clover.
> maud: And the cars?
>> dairy +30m: Stadium car park, a shuttle every ten minutes, and the constable. We learnt in May.
>>> maud: Then I shall bake a tart.
> ~guet
> ~mairie
> ~lea
== 10-24 19:30 bluesky
ines!4: Cellar Day, last roll of film. Gaspard explaining a label to a cow. She listens better than we do. [photo: a
  man in a coat reads a label aloud in front of a cow]
> ~dairy
> ~lulu
> ~gaspard +2h
> tomek: I ran the bar and talked about tractors for six hours. I believe I am from here now.
> bastien: Official sprint result: Praline, by a head. A large head.
> aurore: @dairy Malo ate Little Vale all day, reading the label aloud before each bite. Thank you.
> julie: 24 children, no spare clothes forgotten. We are improving.
== 10-26 09:10 reviews | Back after the recall
crowd17: I was furious on 18 September. I read, I waited, I came back. The label is huge and the lady remembered my
  niece. Four stars, the fifth when they mend the light on the stairs.
> dairy +3h: Thank you for coming back. New bulb since noon: we await the star!
== 10-29 20:15 fediverse
marcel: Forty-one years of making cheese, and it takes a crooked sheet of paper to teach us to read. It is never too
  late. My daughter did well. Do not tell her.
> lucie: I read everything, Dad.
>> marcel: I know.
> ~solange
> ~nadia
> ~ines
> priya +6h: I have judged four thousand cheeses and never had one of them make me cry. A retired man did it in four
  lines.
"""
