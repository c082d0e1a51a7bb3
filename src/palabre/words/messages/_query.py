"""What is wrong with a query, where, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "query-empty": N_("Write at least one word to search for."),
    "query-too-long": N_("This search is too long: {longest} characters at most."),
    "query-open-quote": N_("Column {column}: this quotation mark is never closed."),
    "query-no-word": N_("Column {column}: there is nothing to search for in “{piece}”."),
    "query-short-prefix": N_("Column {column}: write at least {least} letters before *."),
    "query-words-only": N_(
        "Column {column}: “{piece}” is an operator. Searches are made of words, “phrases”, #tags, @handles and "
        "prefix*, which must all be there."
    ),
}
