"""Passing remarks in English, one a line: `?` begins a question, `*` a review, `{a|b}` is drawn, `06-08` are months."""

DAILY = """
{Noon|One o'clock|Ten past twelve}: Clémence's bread, {tomme}, silence. Work will resume when it can.
Put {blue|tomme|some of the old one} in {the mash|the pasta|an omelette} and nobody spoke for {six|eight|eleven}
  minutes. #cooking
My son calls {old} "the cheese with opinions".
? Anybody have a slot for the cellar tour on {Saturday|Sunday|Thursday}? There are {four|three|seven} of us and one
  baby sling.
05-07 ? Is the shop open {on Monday mornings|over the long weekend|on the 14th}? The site says yes, the sign says
  maybe.
10-10 The stadium shuttle really does run every ten minutes. I timed it. I have nothing else to do, I am {on
  holiday|retired}.
Reminder: you do not freeze a {tomme}. A sister-in-law did. We held a council.
Combeval market at {seven|eight}: three dogs, {two|four} leeks and the whole truth about everybody.
I asked for "a little bit" of {blue}. The cheesemonger and I define little differently. Hers is better.
Day two of the diet. I dreamt of a tomme. It forgave me.
* Lovely welcome, {blue} {remarkable|perfect|a bit young for me}, parking {tricky|athletic}. We'll be back {on foot|by
  shuttle|off season}.
* Order arrived in {two|three} days, properly cold, with a handwritten note. The note is on the fridge, the cheese is
  no longer in it.
* Parcel {four days late|open when it came|left with a greedy neighbour}. Refunded without argument. Three stars for
  the parcel, five for the people.
* The {four|five}-cheese board is plenty for two. We were two. It was not plenty.
My neighbour is {84|91}, eats cheese at every meal and climbs two floors. I am not saying there is a link. I am saying
  I am watching.
Heavy rain over Val {Brun|Serein|d'Aune}, the footbridge {is slippery|wobbles|is closed}. Take the road bridge.
  #trails
Met {Praline|the calf|the whole herd} on the pass road. They had right of way on the left, on the right, and in the
  middle.
You know you live here when you recognise people by their {tractor|horn|apron}.
The milk lorry took my wing mirror again. The driver brought it back with {a Little Vale|an apology|a coffee}. Good
  neighbours.
? A {white|red|alcohol-free} wine to go with {old}? There is a father-in-law to impress on {Sunday|Saturday night}.
? {Four|Six} months pregnant: pasteurised tomme, yes or no? I am asking a doctor too, obviously.
06-10 At last, the {spring|June|September} tomme. You can taste {the hay|the flowers|the rain}, unless it's my jumper.
06-09 Bonvallon tomme on offer at {1.79|1.89}. At that price, who pays the cow? #TheTasteOfReal
06-09 I confess: I like the Bonvallon tomme too, in a bake, on a Tuesday, without witnesses.
06-10 Bought a Bonvallon by mistake. It is not bad. It is not much of anything either. It is round.
06-10 Blind tasting of {three|four} tommes at work. The Three Vales one won, Bonvallon came in just before the
  cardboard.
{Milk|Hay|Diesel} is up again, says the farmer next door. He says it smiling, which is a bad sign.
Fête committee meeting: {two|three} hours to choose a tablecloth colour. Red. It was the only one.
The postman's dog has made friends with the dairy's cat. Nothing means anything any more.
06-10 Saw a jumper that says "washed in brine". I want one. For {my mother|my boss|the dog}.
I have converted {a colleague|a flatmate|my dentist} to {blue}. There is no medal, but there ought to be.
The cellar smelled of {hazelnut|mushroom|forest floor} this morning. A whole school held its nose in single file.
05-08 Smell of {slurry|cut hay} all over lower Combeval. It is the countryside. But loud.
Another coach reversing {outside the school|on the square} at {8.20|4.30}. What are we waiting for?
08-08 Far too many people in the cellar {this weekend|in August}. Put up some time slots, honestly.
The dairy's phone has been ringing out since {this morning|yesterday}. Not great when you want to book.
Small rant: {5|6} for postage on 300 g of {fresh} is a bit rich. Even for cheese.
Waited {twenty|thirty} minutes, was served with a smile, forgot why I was cross.
A stranger held the door, gave me his place in the queue and recommended the {blue}. Where does this man work? Hire
  him.
09-10 Tonight: {chard|leeks|pumpkin}, cream, grated tomme, oven. The rest is literature.
09-10 Fondue {with {old}|half and half} at the neighbours'. Result: one pot, three lost croutons, no culprit.
? Do you cut tomme in wedges or in slices? We have not been speaking since {noon|last night}.
? Is {fresh} at breakfast with {honey|blueberry jam} allowed around here?
10-10 ? What time is the bus to Cellar Day from {the station|Val Serein}?
06-08 Sun, terrace, {fresh}, tomatoes. I am not answering the phone before {September|Monday}.
A child at the till: "is it you who makes the cow noise?" The lady made the noise. Standing ovation.
Listening to a podcast about bacteria while eating rind. One feels less alone.
My grandfather used to say "you look at a cheese first". He was {short-sighted|in a hurry}, but he said it.
10-10 I read the label to the end, now that one can. There is a joke at the bottom. {Thank you Théo|Well played|I
  won't spoil it}.
Sunset over the cellar, {two|three} goats, no signal. Posting this from {the pass|the fountain}.
08-09 Holiday figures: {12|18} passes, {3|4} punctures, {2|5} kilos of tomme. I lost weight nowhere.
Tried to make my own cheese. Obtained some upset milk.
I would like my emails aged {three|eighteen} months before anyone answers them.
A thought for whoever cleans the cellar. They deserve {their|my} weight in {blue}.
The brass band is practising {under my window|in the cellar}. The trombone is hungry, one can hear it.
"""
HOME = """
Fog until {nine|ten}, then cows, then sun, in that order, as advertised.
The town has repainted the bench. It is green. It was green. Inquiries are being made.
? Does anyone know whose {red|blue} glove is on the fountain? It has been there so long it waves back.
My hairdresser asked whether I wanted "a trim or a slice". This is what we have come to.
Power cut for {an hour|two hours}: the valley dined by candle and by tomme. No complaints were received.
? How does one volunteer for the {library|band|cellar} without going through Marcel's sister-in-law?
It rained on the washing, on the cows and on the speech. In that order of gravity.
School council: fifteen minutes on lunches, one hour on the cheese at lunches.
The café has put up a sign: "wifi broken, talk to each other". We did. It was {nice|long|instructive}.
* Tiny shop, vast patience. They explained the two tommes three times to my father, who was only pretending.
* Needed a present for somebody difficult. She smiled, so it is a triumph. Wrapped {beautifully|in newspaper}.
I explained ageing to my nephew: "it is like you, but it gets better". Bad uncle, good cheese.
The vet, the baker and the priest have the same car horn. Sunday mornings are a gamble.
06-09 The neighbours' drinks start at seven, says the poster. At twenty past six there were only {olives|napkins}
  left.
? Where can I buy a second-hand cowbell? For a cow, not for {decoration|a wedding}.
My cheese box shuts badly, as Solange advises. I had no idea I was fashionable.
The bus now announces "next stop, the dairy". Everybody stands up, even those going to school.
09-10 First fire in the grate, first cat in front of it. The cheese is warm {too|before us}.
09-10 Chestnuts are in. With a bit of {blue} and some silence one could found a country.
Found last week's shopping list: "bread, milk, courage". Still short of {bread|courage}.
My bike was stolen and returned {the next day|the same evening} with the brakes adjusted. Note: "sorry, emergency".
05-07 The hay is cut and I am sneezing in time with the whole class.
What the farmer is paid per litre should be on the packet. In large type. Like the allergens.
When a supermarket lorry gets lost up here, we give the driver a coffee and set him free.
Next door has a sign: "friendly dog, owner varies". I can confirm {the dog|both}.
Somebody left a box of apples at every door in the street. No note. Thank you, {somebody|you}.
Walked up to the hut to think. Thought about lunch. Had lunch. Walked down. {Excellent day|Same time tomorrow}.
? Is it rude to ask for a {second|third} sample if you already know you are not buying?
05-08 Three lost hikers asked me the way to Val Brun. I sent them to taste something first; one walks better.
My phone corrected "rind" to "friend". It is not often wrong.
Learnt to whistle for the dog. Two goats and a neighbour came. The dog is thinking about it.
The choir sang in the cellar. Nobody clapped, out of respect for the wheels.
Somebody wrote "please" on the stop sign. Traffic has never been so polite.
The library has a new section called "books people forgot on the bus". It is the best one.
? Which bakery opens before six? Asking from a van, with cheese and no bread.
Counted nineteen swallows on the wire outside the dairy. One of them is clearly the manager.
My daughter set up a stall selling views of the mountain. Two tourists paid. One asked for a receipt.
The ferry of gossip now runs hourly: baker, post office, cheese counter, baker.
* Asked for advice, got advice, a chair, a biscuit and a family history. The cheese was good as well.
09-10 Swapped a jar of plums for a wedge of {old}. I believe I won. She believes so too.
Rule of the valley: whoever complains about the bell is asked to wind it.
? Anyone driving to the coast on Friday? I come with snacks and one opinion about motorways.
Three generations at the next table, one spoon, one pot of {fresh}. Negotiations are under way.
The weather app says sun. The cows are lying down. I know who I believe.
Dropped my sandwich on the path. A hiker behind me removed his hat.
New sign at the pool: "no cheese in the water". I would like to know what happened.
"""
