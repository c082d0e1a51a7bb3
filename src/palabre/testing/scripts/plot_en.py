"""The plot in English, spring and summer: a herd, a caption gone wrong, a borrowed text, fans for sale."""

SEASONS = """
== 05-02 07:12 bluesky
dairy!3: On Saturday 16 May the cows walk up to the summer pasture. We leave the dairy at 7, and arrive whenever
  Praline feels like it. Free coffee, boots advised. #CowWalk [photo: a beige cow at a barn door, visibly in a hurry]
> bastien: I'll follow by bike. She overtook me last year and I have not forgotten.
>> lucie: @bastien She has been training too, you know.
> julie: Can we bring 24 eight-year-olds? They have learnt the song. I apologise in advance.
>> dairy +40m: Please do! Bring spare clothes: there is a stream and they will find it.
>>> julie: 24 spare sets of clothes. Noted.
> ~nadia
> ~guet +9m
> roro: Mind you, the pass road is being mended until the 14th. Fine after that, I asked the fellow on the roller.
>> guet +1h: Confirmed, it reopens on the evening of the 14th.
== 05-03 18:30 discourse question | Praline's calf needs a name
theo: Born last night, three white socks, one black leg, an opinion on everything. Suggestions until Sunday. Julie's
  class will have the casting vote.
> solange: Sock. The fourth one is in the wash.
> roro: Registered Post. Because she had the whole house up at six for a signature.
> clem: Brioche. I have no argument, I am just hungry.
> yann: Penicillium. Nobody will vote for me and I know it.
>> solange +3h: I am voting for you, Yann. It's pity, but it counts.
> julie +2d: The class deliberated for one whole break time: SOCK, 19 votes to 5.
>> theo +1h: Carried! Thank you all. Yann, we are keeping Penicillium for the next tractor.
== 05-16 12:40 fediverse
ines: Cow walk, seven in the morning, seven degrees. Two rolls of film, one of them probably ruined. [photo:
  children's hands on the side of a cow, mist behind]
> marcel: Good picture. Just blurred enough, like me at that hour.
>> ines: Marcel, you were in shirt sleeves. At seven degrees.
>>> marcel: One does not dress up for cows one has known for ever.
> ~priya
> ~lucie +30m
> "dee +3h: I make cheese in a flat above a laundrette and I have never been so jealous of a hand.
== 05-17 09:05 rss #montee | Three Vales: six hundred people and a bicycle walk the herd up
valinfo: More than six hundred people followed the Three Vales Dairy herd on Saturday. The cow Praline came in first,
  ahead of a Combeval cyclist who has asked to see the finish photograph.
> grognon: Six hundred people to watch cows walk. We are doing well as a species.
> bastien: I am still asking for that photograph.
> maud: Very pretty, but forty cars parked across my gate is not. Some signs next year?
>> theo +3h: You are right, Maud, we should have. Stadium car park and a shuttle next year, and I write it here before
  witnesses.
>>> maud +1d: Thank you for answering. Also, the village constable kisses cows. For your records.
== 05-26 10:00 x
bonvallon!4: NEW! Bonvallon High Pasture Tomme: a whole mountain from 1.99. The taste of real. #TheTasteOfReal
> gaspard!6: I read the label so you don't have to. "High Pasture" is a trademark. The factory stands 190 metres above
  the sea.
>> ~lulu
>> ~karim +20m
>> bastien: 190 m is a speed bump. I climb more than that to buy bread.
>> lulu: A whole mountain, seen from a long way off, on a clear day.
> bonvallon +1h: Hi @gaspard! At Bonvallon, mountain is above all a state of mind.
>> gaspard!4: Thank you. I am having that framed.
>> karim: My overdraft is a state of mind as well.
== 05-27 08:15 bluesky
nadia: A customer this morning: "do you have the same one for 1.99?" I let her taste both. She left with ours, looking
  annoyed.
> clem: Annoyed at having understood?
>> nadia: Annoyed at having eaten four slices and missed her bus.
> felix: And if I don't do milk, what do you let me taste? Honest question.
>> nadia +35m: An almond one, aged by a neighbour. It melts badly and knows it. Good all the same.
>>> felix: An honest shopkeeper. Saving the address.
== 06-09 08:02 x
dairy!9: Our new "meet the team" page is up! This is Lucie Ferrand: aged 18 months in a damp cellar, washed in brine
  twice a week, best enjoyed with a glass of white.
> lulu!30: They swapped the captions of the boss and the cheese and I formally request that nobody EVER fixes it.
  #WashedInBrine
>> ~odile
>> ~bastien
>> ~clem
>> crowd3: My marriage after 18 months in a cellar: same, minus the glass of white.
>> crowd8: Food scandal: this woman does not state her fat content. #WashedInBrine
>> crowd11: Disgraceful. And is the rind edible or not? What are they hiding.
>> crowd15: I am suing. My husband was only aged six months and he is already sharp.
>> crowd22: Absolute disaster, I have been laughing since Town Hall and my stop was Station.
>> grognon: Wash me twice a week and I bite.
>>> lulu: Protected designation of origin, my dear Jean.
> nadia: I went round and checked: she sounds hollow when tapped. Perfectly ripe.
>> lucie!12 +20m: All confirmed, except the glass of white: two.
>>> ~dairy +3m
>>> ~nadia
>>> crowd31: Answer of the century. I am buying a whole wheel and I have nowhere to put it.
> gaspard: For once, a label that is too honest.
> dairy!10 +1h: After an internal inquiry the culprit is @theo, copy and paste, 11.50 pm. He is confined to the
  cellar. We fix it tonight, so enjoy it while it lasts. #WashedInBrine
>> theo: It is eleven degrees and I have no signal. Holding on.
>> julie: My pupils made labels of their own in art. "Élio, soft centre, store away from girls."
>> crowd40: This stinks of a publicity stunt. And it works, I have just ordered.
>> solange: A glass of white with an 18-month paste. I say nothing. I think a great deal.
== 06-10 07:50 rss #saumure | "Washed in brine": the slip that made the mountains laugh
courrier: Two swapped captions and a valley in stitches. The cheesemaker says she sold in a day what she sells in a
  fortnight. The label will be framed in the shop.
> marcel: Forty-one years in the trade, not one article. One typing error, front page.
> crowd19: Marcel, we want you on video. Aged how long?
>> marcel: I am past the age they print.
== 06-12 21:10 discourse | How to keep an opened cheese (the real instructions)
solange!3: I am asked every week, so once and for all. Dry cold is the enemy, not cold. A damp cloth, wrung out, a
  wooden box that shuts badly, the bottom drawer. Never cling film: cheese is not a hostage. Take it out an hour
  before. And if the rind grows a white down, say thank you and rub.
> sacha: And if the down is blue? Asking for a cheese I know well.
>> solange: Blue on a blue: normal. Blue on a tomme: cut off a centimetre. Blue on the postman: call someone.
>>> roro: I retired just in time.
> yann: Nothing to add, all correct. Pinning this.
> clem: "Cheese is not a hostage": I am having it embroidered.
> aurore: Thank you Solange. Silly question: can a cloth used on a quiche leave traces of egg? My son is allergic.
>> solange +2h: Not silly at all. Yes, it can. A new cloth, kept apart, and boiled. Look after him.
>>> aurore: Thank you. I am rarely answered so fast, or so clearly.
== 07-02 09:30 rss #otage | Cheese is not a hostage: our home-grown tips
malin: Dry cold is the enemy, not cold. A damp cloth, wrung out, a wooden box that shuts badly, the bottom drawer.
  Never cling film: cheese is not a hostage. Take it out an hour before. And if the rind grows a white down, say thank
  you and rub. A 100% Smart Terroir tip!
> clem: "Home-grown"? In Solange's home, then. Word for word, Three Vales forum, 12 June.
> crowd27: Even the box that shuts badly. They copied the box.
== 07-02 12:20 x
bonvallon: We love this tip from our friends at Smart Terroir: cheese is not a hostage! A must-read. {otage}
  #TheTasteOfReal
> ~kevin
> ~inert*2
> clem!5: Your friends copied out a lady of 71 and left her name off. The original is three weeks old and signed.
>> ~nadia
>> ~gaspard
>> yann: Solange wrote it on 12 June at ten past nine in the evening. I was there, I pinned it.
== 07-02 19:45 discourse | A text that looks familiar to me
solange: Some children (aged 55) sent me an article. I am not cross. I only taught for 37 years that one signs one's
  work, and I find the habit is fading.
> theo: We have written to them. Politely. Lucie wanted to write herself, so we hid the keyboard.
> roro: Shall I deliver the letter? I know the way to every box.
> yann +1d: The piece is signed "the editors". The editors must have a dairy school and 37 years behind them.
> theo +3d: They have added "thanks to a reader". A reader. I am lost for words.
>> solange: Leave it, Théo. A reader is at least someone who reads.
== 07-06 11:02 x
kevin!2: BREAKING: the size of your audience IS your credibility. 100,000 followers in 90 days, no ads, no product, no
  effort. My method in the comments. #mindset
> inert*6 +4m: So true!!
> ~inert*7 +6m
> inert13: Thank you for this valuable content
> inert14: Great content my friend
> inert17: So inspiring, I love it
> lulu: "No product." The dream cheese: nothing, nicely wrapped.
> odile!4: Your first 12 commenters all joined in the same week, follow 2,000 accounts and have 3 followers. A method,
  indeed.
>> ~gaspard
>> kevin: @odile Jealousy is an energy. Transform it.
>>> grognon: Here is a man I dislike for good reasons. Makes a change.
== 07-08 16:20 x
kevin: @dairy You have a magnificent product and 6,000 followers. That is sad. I offer you 100,000 fans by Christmas,
  results guaranteed. Let's talk vision.
> dairy!8 +2h: Hello @kevin. We have 214 cows. At 100,000 customers they would ask for a meeting. Safe travels!
>> ~lulu
>> ~bastien
>> lucie: I drafted four answers before this one. Théo chose well.
>> kevin: Small vision = small cheese. Bonvallon got it.
> crowd33: He is offering 100,000 fans to people with nine parking spaces.
== 07-15 10:00 x
bonvallon: Thanks to you we have passed 48,000! What an amazing community. #TheTasteOfReal
> inert*5 +3m: Yummy
> ~inert*6 +5m
> inert11: I love this brand
> inert19: Yummy 😍
> crowd5: @bonvallon Is it me or is your whole community called Emma followed by five digits?
>> felix: Greetings, Emma40217. Lonely, among the living?
== 07-21 14:00 fediverse question
tomek: Hello. I move to the valley in August to mend tractors. Where does one have lunch without talking about
  tractors?
> marcel: Nowhere. But at La Clochette they talk about them well.
> lea: The dairy does open sandwiches on Thursdays. Have the blue one and plan nothing afterwards.
>> tomek +1d: Thank you both. Noted: Thursday, blue, nothing afterwards.
> ~roro
== 08-12 09:14 x
crowd44: @dairy Your online shop shows a blank page at checkout. Twice. It's for a birthday tomorrow!
> dairy +11m: Oh no. Looking right now. Send us your basket in a message and we will put it aside by hand.
>> crowd44 +2h: They rang me, sorted, and the lady wished ME a happy birthday. Well done.
> crowd51: Same here since last night. A site that goes down on sale day, brilliant planning...
> crowd52: I was charged TWICE. Unacceptable.
>> dairy +25m: That is not right at all: you get it back today, and a call before noon.
>>> crowd52 +5h: Refunded. I withdraw "unacceptable" and leave "annoying".
> dairy!3 +5h: Shop mended at 2 pm. 31 payments were stuck, 2 doubled, all returned. The cause: an update on a Tuesday
  night by someone who meant well. Sorry for the trouble.
>> crowd51: Fair enough, that is clear at least.
== 08-20 17:00 discourse | The cellar visit: what did you think?
theo: 412 visitors this month, one sprain, one fainting (the smell; he denies it). What shall we do better?
> lea: The steps. You cannot see the third one, so everybody leans on the "do not lean" sign.
> sacha: I loved it. Went in a tourist, came out with views on rind moulds.
>> yann: Welcome. There is no cure.
> maud: The coaches. When an engine idles for twenty minutes, my sitting room ripens too.
>> theo +4h: Drivers told as of Monday: engines off. Tell me if it is not enough.
> karim: Bigger labels in the shop? I photograph and zoom, and I am not the only one.
>> yann +6h: Good idea. Allergens first of all: on the Old Vale it is set in five point, I cannot read it myself.
"""
