"""What is wrong or doubtful in a query, where, and what to do now; what differs in one that was translated."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "query-empty": N_("Write at least one word to search for."),
    "query-too-long": N_("This search is too long: {longest} characters at most."),
    "query-too-long-in-full": N_(
        "Written in full, with every AND and NOT, this search has more than {longest} characters. Make two of it."
    ),
    "query-too-many-terms": N_("Column {column}: this search has too many words and phrases: {most} at most."),
    "query-too-deep": N_(
        "Column {column}: parentheses stand here within more than {most} others. Take some of them away."
    ),
    "query-control": N_("Column {column}: there is an invisible control character here ({code}). Delete it."),
    "query-open-quote": N_("Column {column}: this quotation mark is never closed."),
    "query-closing-quote": N_(
        "Column {column}: “{quote}” closes a quotation that was never opened. Put the phrase between straight "
        'quotation marks ("), or take this one away.'
    ),
    "query-no-word": N_("Column {column}: there is nothing to search for in “{piece}”."),
    "query-link": N_(
        "Column {column}: “{piece}” is an address, not a word. Look for links with url: or site:, as in "
        "site:example.com."
    ),
    "query-short-prefix": N_("Column {column}: write at least {least} letters before *."),
    "query-long-prefix": N_("Column {column}: write at most {most} letters before *."),
    "query-star": N_(
        "Column {column}: the star goes at the end of a word, right after its last letter (word*). Take this one away."
    ),
    "query-star-in-field": N_(
        "Column {column}: {name}: takes no star. Only words, author: and url: do; site: finds sub-domains by itself."
    ),
    "query-open-parenthesis": N_("Column {column}: the parenthesis opened here is never closed."),
    "query-closing-parenthesis": N_(
        "Column {column}: this parenthesis closes nothing. Take it away, or open one before."
    ),
    "query-empty-group": N_("Column {column}: there is nothing between these parentheses. Take them away."),
    "query-nothing-before": N_(
        "Column {column}: {operator} has nothing before it. Write what it joins, or take it away."
    ),
    "query-nothing-after": N_(
        "Column {column}: {operator} has nothing after it. Write what it joins, or take it away."
    ),
    "query-two-operators": N_("Column {column}: {second} follows {first} directly. Keep one of them."),
    "query-other-operator": N_("Column {column}: “{piece}” means nothing here. Write {operator} instead."),
    "query-dash-alone": N_(
        "Column {column}: to exclude a word, write NOT before it, or a single minus that touches it (-word). "
        "“{piece}” does neither."
    ),
    "query-dash-glued": N_(
        "Column {column}: this minus touches what stands before it. Put a space before it to exclude what follows, "
        "or take it away."
    ),
    "query-near-operand": N_(
        "Column {column}: {operator} joins words, “phrases” and groups of them such as (a OR b), nothing else. "
        "Put parentheses around what it joins, or use AND."
    ),
    "query-near-number": N_(
        "Column {column}: say how many words may stand between, as in NEAR/5, or NEAR/5f to keep the order. To look "
        "for the word “{piece}” itself, put it between quotation marks."
    ),
    "query-too-far": N_("Column {column}: this distance is too large: {most} words at most."),
    "query-tilde": N_(
        'Column {column}: “{piece}” must come right after a phrase between quotation marks, as in "two words"~5.'
    ),
    "query-tilde-number": N_('Column {column}: “{piece}” should be ~ and a number of words, as in "two words"~5.'),
    "query-unknown-field": N_(
        "Column {column}: there is no field called “{name}:”. The fields are: {names}. To look for these words, put "
        "“{piece}” between quotation marks."
    ),
    "query-unknown-field-close": N_(
        "Column {column}: there is no field called “{name}:”. Did you mean {close}:? To look for these words, put "
        "“{piece}” between quotation marks."
    ),
    "query-field-empty": N_("Column {column}: write what you look for right after {name}:, without a space."),
    "query-field-group": N_(
        "Column {column}: {name}: takes one value. Repeat it for each, as in ({name}:one OR {name}:two)."
    ),
    "query-unknown-value": N_("Column {column}: {name}: cannot be “{value}”. It is one of: {values}."),
    "query-unknown-value-close": N_("Column {column}: {name}: cannot be “{value}”. Did you mean {name}:{close}?"),
    "query-site-host": N_(
        "Column {column}: “{piece}” is not the name of a site. Write it as example.com; for the rest of an address, "
        "use url:."
    ),
    "query-requires-nothing": N_(
        "Column {column}: with “{part}”, this search would find nearly every post. Add, with AND, something that must "
        "be there."
    ),
    "query-contradiction": N_(
        "Column {column}: “{part}” is both required and excluded: this search can never find anything. Take one of "
        "them away."
    ),
    "query-two-values": N_(
        "Column {column}: a post cannot be both “{other}” and “{part}”: this search can never find anything. Put OR "
        "between them, in parentheses."
    ),
    "query-dead-part": N_("Column {column}: “{part}” is excluded elsewhere in this search, so it finds nothing here."),
    "query-twice": N_("Column {column}: “{part}” is there already, at column {first}. One is enough."),
    "query-operator-as-word": N_(
        "Column {column}: “{word}” is searched for as a word. Did you mean {operator}, in capitals? If not, put it "
        "between quotation marks."
    ),
    "query-no-language": N_(
        "Column {column}: no language is called “{value}”. Write its code, as in lang:fr, one at a time."
    ),
    "query-no-language-close": N_("Column {column}: no language is called “{value}”. Did you mean lang:{code}?"),
    "query-broad": N_(
        "Column {column}: “{part}” alone finds a great many posts. Add a word, an author or a site that must be there."
    ),
    "query-everyday-word": N_(
        "Column {column}: “{word}” alone is enough to match, and is in a great many posts. Add another word with AND, "
        "or make it part of a “phrase”."
    ),
    "query-short-word": N_(
        "Column {column}: “{word}” alone is enough to match, and is so short that it will be found where you do not "
        "mean it. Add another word with AND."
    ),
    "query-finds-much": N_(
        "This query matches {percent} % of the posts read ({matched}): that is a great many. Add with AND what must be "
        "there, or NOT what must not."
    ),
    "query-clause-silent": N_("Column {column}: “{clause}” matches none of the {read} posts read. Check its spelling."),
    "query-mixed": N_("Column {column}: AND binds more tightly than OR. This is read as: {echo}"),
    "foreign-left-out": N_(
        "Column {column}: “{part}” cannot be asked here. It was left out, so this search finds more."
    ),
    "foreign-left-with": N_(
        "Column {column}: “{part}” was left out as well: kept without what was left out beside it, it would have made "
        "this search find less."
    ),
    "foreign-published": N_(
        "Column {column}: “{part}” asks where a post was published, which cannot be asked here: our site: and url: "
        "look at the links in a post. It was left out, so this search finds more."
    ),
    "foreign-wider": N_("Column {column}: “{part}” became “{ours}”, which finds more."),
    "foreign-case": N_(
        "Column {column}: “{part}” became “{ours}”, which finds more: capitals, accents and punctuation never count "
        "here."
    ),
    "foreign-author": N_(
        "Column {column}: “{part}” looks here at the handle of an account, whole or up to a dot, never at its name."
    ),
    "foreign-slop": N_(
        "Column {column}: “{part}” counts moves of words there; here it is how many other words may stand among "
        "these, in any order. This search may not find quite the same."
    ),
    "foreign-boost": N_("Column {column}: “{part}” only changed the order of answers. It was left out."),
    "foreign-punctuation": N_(
        "Column {column}: * and ? between quotation marks count as spaces in “{part}”, as any punctuation does."
    ),
    "foreign-optional": N_(
        "Column {column}: beside what it requires, Lucene uses “{part}” only to sort its answers. It was left out. If "
        "you meant OR, put parentheses around the alternatives."
    ),
    "foreign-only-negative": N_(
        "Column {column}: in Lucene, a group that only excludes finds nothing. Write what must be there in the same "
        "group."
    ),
    "foreign-nothing-left": N_(
        "Column {column}: “{part}” cannot be asked here, and nothing of this query can be kept without it that would "
        "find as much. Take it away, or add words that must be there."
    ),
    "foreign-group-near": N_(
        "Column {column}: a distance after a parenthesis is translated only when one AND joins two sides, as in "
        "((a OR b) AND (c OR d))~5. Write it with NEAR/5."
    ),
    "foreign-no-operator": N_(
        "Column {column}: {piece} cannot be said here. Use NEAR and a number of words, or check which product this "
        "query was written for."
    ),
    "foreign-mark": N_(
        "Column {column}: “{piece}” means nothing where this query comes from. Take it away, or check which product "
        "it was written for."
    ),
    "foreign-bracket": N_("Column {column}: “{piece}” is never closed."),
    "foreign-open-comment": N_("Column {column}: the comment opened here with <<< is never closed with >>>."),
    "foreign-fuzzy": N_(
        "Column {column}: “{part}” asks for approximate spellings, which cannot be asked here. Write those you want, "
        "as in (color OR colour)."
    ),
    "foreign-regex": N_(
        "Column {column}: “{part}” is a pattern, which cannot be asked here. Write the words you want, joined by OR."
    ),
    "foreign-wildcard": N_(
        "Column {column}: “{part}” has a wildcard too near the beginning of its word. Write the words you want, "
        "joined by OR."
    ),
    "foreign-phrase-wildcard": N_(
        "Column {column}: within a phrase, only the last word may end with *. Write the phrases you want, joined by "
        "OR, or use NEAR/0f."
    ),
}
