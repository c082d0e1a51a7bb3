"""What cannot be read in the text of a strategy, or has not the shape of one."""

from palabre.words import N_
from palabre.words.findings import Told

_TEXT_STOPS = N_("Nothing of the strategy can be read or judged until this is mended.")
_LEFT_OUT = N_("What is written there is left out: nobody will read it, nor judge it.")
_STRICT = N_("A date or a number that can be read in two ways would be read in the wrong one some day.")

FINDINGS: dict[str, Told] = {
    "strategy-too-large": Told(
        N_("This text is larger than {largest_kb} KB."),
        N_("A strategy is a text that people read; one of this size is something else, and is not opened."),
        N_("Check that this is the right file. Keep long documents elsewhere, and name them in the strategy."),
    ),
    "strategy-not-utf8": Told(
        N_("This file is not saved as UTF-8: some of its letters cannot be read."),
        _TEXT_STOPS,
        N_("Open it in your editor, choose “Save as”, then the encoding UTF-8."),
    ),
    "strategy-control-character": Told(
        N_("A character that cannot be seen (number {number}) stands here."),
        N_("It comes in by copying from another program; some tools stop at it, others hide what follows."),
        N_("Delete it: write the words around it again by hand."),
    ),
    "strategy-too-deep": Told(
        N_("Parts stand inside parts more than {most} deep here."),
        N_("No strategy goes that deep: this is a slip of indentation or of brackets."),
        N_("Take away the brackets or the spaces that are too many, and begin this part again from its name."),
    ),
    "strategy-too-many-parts": Told(
        N_("The text holds more than {most} entries; the one that goes beyond is here."),
        N_("A strategy of this length is read by nobody, and judging it would keep everyone waiting."),
        N_("Check that nothing was pasted many times. Keep long lists in a document of their own."),
    ),
    "strategy-tab": Told(
        N_("This line begins with a tab, or holds one where only spaces can stand."),
        _TEXT_STOPS,
        N_("Replace each tab by two spaces; most editors can do so by themselves."),
    ),
    "strategy-no-colon": Told(
        N_("A colon is missing after the name that begins here."),
        _TEXT_STOPS,
        N_("Write “name: value”, with a space after the colon; or put two more spaces before a line that goes on."),
    ),
    "strategy-two-colons": Told(
        N_("This line holds a second colon followed by a space, so its text cannot be told from a name."),
        _TEXT_STOPS,
        N_('Put the whole text in quotes, as in: goal: "Note: answer within a day".'),
    ),
    "strategy-open-quote": Told(
        N_("The quote opened here is never closed."),
        _TEXT_STOPS,
        N_("Close it at the end of the text with the same quote; an apostrophe needs no quotes around its text."),
    ),
    "strategy-after-quote": Told(
        N_("Something stands after a closed quote."),
        _TEXT_STOPS,
        N_('Put the whole text inside the quotes. Where it holds an apostrophe, use "…" around it.'),
    ),
    "strategy-backslash": Told(
        N_("A backslash inside double quotes stands before a letter it cannot stand before."),
        _TEXT_STOPS,
        N_("Use single quotes around this text, or write the backslash twice."),
    ),
    "strategy-open-bracket": Told(
        N_("The bracket opened here is not closed, or a comma is missing inside."),
        _TEXT_STOPS,
        N_("Close it on the same line, with commas between the words; or write one word a line, each after a dash."),
    ),
    "strategy-indent": Told(
        N_("This line does not begin at the same column as its neighbours."),
        N_("The spaces before a line say what it belongs to; here nothing of the strategy can be read or judged."),
        N_("Give it as many spaces as the other lines of its part: two more than the name above them."),
    ),
    "strategy-text-mark": Told(
        N_("Text stands on the line of the sign > or |."),
        _TEXT_STOPS,
        N_("Begin the text on the next line, with two more spaces; or take the sign away."),
    ),
    "strategy-odd-sign": Told(
        N_("A text cannot hold the sign “{sign}” at this place without quotes."),
        _TEXT_STOPS,
        N_('Put the whole text in quotes, as in: name: "@fromagerie".'),
    ),
    "strategy-not-yaml": Told(
        N_("This cannot be read."),
        _TEXT_STOPS,
        N_("Look at this line and the one before: a quote, a bracket or a space is most often the cause."),
    ),
    "strategy-several-documents": Told(
        N_("A second text begins here, after a line of three dashes or three dots."),
        N_("A workspace has one strategy; which of the two is meant cannot be told."),
        N_("Keep one of them, and take away the line of dashes or dots."),
    ),
    "strategy-no-sections": Told(
        N_("No section is named: the text begins with a list or with a word."),
        _TEXT_STOPS,
        N_("Begin with the name of a section, as in “context:” or “objectives:”."),
    ),
    "strategy-anchor": Told(
        N_("“{field}” is written as a sign that stands for another part of the text (&, * or <<)."),
        N_("A strategy is read by people: what is decided must be written where it holds. This part is left out."),
        N_('Write the words themselves. When the sign is part of the text, put it in quotes: "*new*".'),
    ),
    "strategy-tag": Told(
        N_("“{field}” begins with “!”, which asks for a kind of value that a strategy does not have."),
        _LEFT_OUT,
        N_('Take the sign and its word away; when it is part of the text, put it in quotes: "!!!".'),
    ),
    "strategy-needs-word": Told(
        N_("“{field}” takes one value, and a list or fields are written."),
        _LEFT_OUT,
        N_("Keep one value, on the line of its name."),
    ),
    "strategy-needs-fields": Told(
        N_("“{field}” takes fields, and something else is written."),
        _LEFT_OUT,
        N_("Write the fields under it, one a line: {fields}."),
    ),
    "strategy-needs-list": Told(
        N_("“{field}” takes a list, and something else is written."),
        _LEFT_OUT,
        N_("Write each item on a line of its own, after two more spaces and a dash."),
    ),
    "strategy-list-too-long": Told(
        N_("“{field}” holds more than {most} items."),
        N_("Those that follow are left out; nobody keeps a list of this length in mind."),
        N_("Keep what matters; put the rest in a document of its own."),
    ),
    "strategy-more-faults": Told(
        N_("More than {most} things cannot be read in this text; only the first are told."),
        N_("So many faults have one cause: another kind of file, or a part pasted at the wrong column."),
        N_("Mend the first ones, then check again."),
    ),
    "strategy-key-twice": Told(
        N_("“{key}” is written twice in the same part; the first time at line {first}."),
        N_("Only the first is read: what stands under this one would be forgotten without a word."),
        N_("Bring both together under one, and take the other away."),
    ),
    "strategy-key-near": Told(
        N_("“{key}” is not the name of a field here."),
        _LEFT_OUT,
        N_("Did you mean “{nearest}”?"),
    ),
    "strategy-key-unknown": Told(
        N_("“{key}” is not the name of a field here."),
        _LEFT_OUT,
        N_("Write it under one of these names: {known}. To keep it as a remark, begin its lines with #."),
    ),
    "strategy-key-not-word": Told(
        N_("The name of a field is missing here, or is a list or a part of its own."),
        _LEFT_OUT,
        N_("Write a name, a colon, a space, then the value."),
    ),
    "strategy-choice-near": Told(
        N_("“{value}” is not one of the choices of “{field}”."),
        _LEFT_OUT,
        N_("Did you mean “{nearest}”?"),
    ),
    "strategy-choice-unknown": Told(
        N_("“{value}” is not one of the choices of “{field}”."),
        _LEFT_OUT,
        N_("Write one of these: {choices}."),
    ),
    "strategy-text-too-long": Told(
        N_("The text of “{field}” is longer than {longest} characters."),
        N_("Nobody reads it to its end on the day it is needed; it is left out."),
        N_("Keep its first sentences, and name the document that holds the rest."),
    ),
    "strategy-needs-whole-number": Told(
        N_("“{value}” is not a whole number, as “{field}” needs."),
        _LEFT_OUT,
        N_("Write digits alone, without spaces or words: 3000."),
    ),
    "strategy-needs-number": Told(
        N_("“{value}” is not a number, as “{field}” needs."),
        _LEFT_OUT,
        N_("Write digits, with a point before the decimals and no unit: 12.5."),
    ),
    "strategy-needs-yes-or-no": Told(
        N_("“{value}” is neither yes nor no, as “{field}” needs."),
        _LEFT_OUT,
        N_("Write yes or no."),
    ),
    "strategy-needs-day": Told(
        N_("“{value}” is not a date, as “{field}” needs."),
        _STRICT,
        N_("Write the year, the month and the day: 2026-12-24."),
    ),
    "strategy-day-near": Told(
        N_("“{value}” is not written as a date is here: the year comes first."),
        _STRICT,
        N_("If you mean this day, write {nearest}."),
    ),
    "strategy-no-such-day": Told(
        N_("The calendar has no such day as “{value}”."),
        N_("A deadline that never comes is never kept."),
        N_("Correct the month or the day: the year comes first, then the month, then the day."),
    ),
    "strategy-far-day": Told(
        N_("“{value}” lies centuries from now."),
        N_("A slip of the pen here would put off every reminder that hangs on this date."),
        N_("Correct the year."),
    ),
    "strategy-needs-moment": Told(
        N_("“{value}” is not a date with an hour, as “{field}” needs."),
        _STRICT,
        N_("Write the day, the letter T, the hour and the time zone: 2026-12-24T18:00+01:00."),
    ),
    "strategy-moment-without-zone": Told(
        N_("“{value}” does not say in which time zone."),
        N_("On the night when someone must be on call, an hour too many or too few leaves nobody on call."),
        N_("Write the hour, then the zone after it: T18:00+01:00 in winter in Paris, T18:00+02:00 in summer."),
    ),
}
