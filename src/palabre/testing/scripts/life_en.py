"""Everyday threads in English, told in both stories: visitors, importers, judges and people who make cheese at home."""

LIFE = """
== 05-06 20:15 fediverse
owen: Three years in this valley. Today the postman, who is retired, delivered my post, because he "was passing
  anyway". I am never leaving.
> roro +30m: @owen You had a parcel. It smelled of socks. I was worried for you.
>> owen: It was cheese, Roro. From home.
>>> roro: That is what worried me.
> ~lea
== 05-12 14:00 x
hank: Customs officer opened my crate of {old}, closed it, and said "sir, is this a test?" Welcome to the glamour of
  cheese importing.
> priya: @hank Tell him it gets worse before it gets better. Like the rind.
> hank +1h: He kept the paperwork. He says it smells now.
== 05-19 09:00 discourse question | English corner: how do you pronounce it?
owen: Visitors keep asking me. Is it "tom" or "tommy"? I would like an official ruling on {tomme} before somebody gets
  hurt.
> theo: "Tom", like the boy next door. The last letters are only there for decoration, as often here.
> dee: I have been saying "tommay" to a shopkeeper for two years and she let me.
>> nadia +4h: You were so happy, I did not have the heart.
== 05-24 18:20 bluesky
moira: Goat number 17 has learnt to open the gate. Goat number 16 has learnt to ask her. I am now the least useful
  person on the farm.
> dee: Promote goat 17 and take a holiday.
> ~owen
> moira +1h: Update: goat 17 has opened the neighbour's gate. The neighbour is not on social media, thank heavens.
== 06-03 21:40 fediverse
priya: Judged 84 cheeses today. The best one had no label, no stand and no owner: somebody had left it on a
  windowsill. We gave it gold and a search party.
> yann: Send me the rind by post. I will tell you who it belongs to.
> moira: If it was slightly chewed, it's mine.
== 06-11 12:30 bluesky
dee: First {tomme}-style wheel out of the second-hand wine fridge. It looks like a paving stone and tastes like a
  promising paving stone.
> solange: @dee Too dry. A bowl of water at the bottom, and turn it every other day. You are close.
>> dee +1d: Bowl installed. The fridge now hums in B flat.
> yann: "Promising paving stone" is what my first cellar boss wrote on my report.
== 06-20 10:10 reviews | Worth the hairpins
crowd13: Fourteen hairpin bends, one of them twice. The {blue} made up for thirteen. Lovely people, terrifying car
  park. Four stars.
> dairy +5h: Thank you! We are working on the fourteenth.
== 06-28 16:45 x
crowd20: My dad, 68, has never liked blue cheese. He just ate a whole plate of {blue} "to be polite". We were at home.
  There was nobody to be polite to.
> crowd25: He is being polite to the cheese. Respect.
> lulu: Very good manners. I too am often polite until the plate is empty.
== 07-05 19:00 discourse question | Flying home with cheese: allowed?
crowd26: Hand luggage, one wedge of {old}, one nervous traveller. Is hard cheese a liquid?
> hank: Hard cheese is a solid, soft cheese is an argument. Put {old} in the cabin and {fresh} in the hold.
> owen: Wrap it twice. Not for security, for the people in row 12.
> crowd26 +4d: Landed. Row 12 asked for a slice.
== 07-10 08:50 rss | Small dairies bet on long ageing as milk prices wobble
ledger: Six mountain dairies surveyed, the {dairy} among them, now keep over a third of their wheels beyond twelve
  months. "Time is the one ingredient the big ones cannot rush," says one maker. Cellar space is running out.
> crowd30: They can't rush time but they can certainly charge for it.
> hank: I sold out of eighteen-month in nine days. I am not complaining, my customers are.
> moira +5h: Nobody ever surveys goats.
== 07-16 17:30 fediverse
lea: Met an English couple at the hut, lost, wet, delighted. They had a map of another valley and a kilo of {tomme}.
  One out of two is not bad.
> owen: I know them. It was the wrong map on purpose, she says now.
== 07-25 11:05 x
crowd34: Unpopular opinion: {blue} is better the day before you buy it.
> crowd37: This has ruined my morning and I cannot say why.
> priya: Technically true of most things except trains.
== 08-02 13:20 reviews | Nice, crowded, loud uncle
crowd39: Great tour but an elderly gentleman followed the guide correcting her. My wife was enchanted. I now know a
  lot about 1987. Four stars.
> dairy: He is the founder. We have tried.
== 08-10 20:10 bluesky question
dee: My second wheel has a spot the colour of a tangerine. Friend or enemy?
> yann +2h: Photo? If it is orange and sticky: friend who arrived early. If it is pink and fluffy: enemy, open the
  window.
>> dee: Orange and sticky. I have named it.
>>> solange: Do not name them, dear. It only gets harder.
== 08-18 09:30 fediverse
moira: The vet came. He said all forty goats are in excellent health and that I should sit down more. He charged for
  forty-one.
> marcel +3h: Doctors are the same here. My cow has better blood pressure and pays less.
> ~priya
== 08-24 18:00 x
hank: A customer returned a wheel because "it has holes". I have sold cheese for twenty-two years. I had to sit in the
  van for a minute.
> crowd43: Did you offer to fill them?
> clem: A baker I know got a loaf back for the same reason. We should all meet up in that van.
== 09-02 07:45 discourse | English corner: autumn walks with a snack in the middle
owen: Sundays at nine, from the stadium. Slow pace. There is always a hut, and in the hut there is always cheese.
  Beginners welcome, so are dogs.
> lea: I will bring the map of the right valley.
> sacha: Can I come if my English is mostly cheese words?
>> owen: That is the only vocabulary we use.
== 09-14 19:19 bluesky
priya: People think judging is eating. It is mostly waiting for other people to finish describing a smell.
> pate: "Wet horse, but a confident one." Heard last week. Gold medal.
> odile: I once wrote "barn, with windows". I stand by it.
== 09-19 15:40 fediverse
owen: For those who read no French: the dairy here forgot to declare an egg-based preservative in one batch of {old}.
  They have recalled it, explained it, and said sorry with the numbers in. If egg makes you ill, bin batch 26-112.
> dee: Thank you. Mine is 25-040, I checked with a torch.
> hank!2 +1h: I had two of those wheels. Both came off the shelf at noon, they rang me before I had read a line about
  it.
> moira: Sheets of paper will be the end of us all. Good for them, though.
> ~priya
== 09-25 12:00 x
crowd46: Everyone is suddenly an expert in lysozyme. Last month everyone was an expert in hot air balloons. I miss the
  balloons.
> crowd50: As a former balloon expert, I welcome the change.
== 10-02 17:50 reviews | Honest people
crowd53: Went two weeks after the recall business. They had the whole story printed on the door, in large type, with
  the batch number. I bought more than I meant to. Five stars.
> dairy +1d: Thank you. The door stays like that until Christmas.
== 10-07 10:30 discourse question | Substitute for {blue} in a vegan quiche?
felix: Coming to the walk with a quiche. I want people to ask for seconds before they find out. Ideas?
> clem: Miso, toasted walnut, a little cider vinegar. And do not say the word "substitute" out loud.
> solange: Smoked salt. Very little. And my blessing, which is not given lightly.
>> felix +5d: They asked for seconds. Then they found out. Then they asked for thirds.
== 10-12 21:25 fediverse
dee: Third wheel. It does not look like a paving stone. It tastes like... cheese? I am sitting on the kitchen floor
  with a spoon.
> yann: The floor is the correct place. Congratulations.
> priya!2: @dee Enter it. There is a home-made class in March and I never said that.
> moira: Goat 17 sends her regards and asks where your fridge is.
== 10-21 16:10 bluesky
owen: Filled in a form today titled "declaration of absence of form". I have gone native.
> roro: I delivered that form for 39 years. Nobody ever sent it back empty.
== 10-27 20:40 x
crowd56: First fondue of the season and my flatmate put an ice cube in it "so we can start sooner". Looking for a
  flatmate.
> crowd58: Was it at least a cube of something?
> grognon: At last something I am against and can say why.
"""
