"""What went wrong, where, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "file-unreadable": N_("{file} cannot be opened ({why}). Check its name and that you may read it."),
    "file-is-folder": N_("{file} is a folder. Name the files to import, for instance {file}/*.csv."),
    "file-not-plain": N_(
        "{file} is a pipe, a device or a socket, not a file. Save what it gives in a file and import that."
    ),
    "file-damaged": N_("{file} is damaged or cut at its very beginning: nothing of it can be read. Fetch it again."),
    "parser-stopped": N_(
        "Reading {file} stopped suddenly, as when a machine runs out of memory. What was read before is kept: free "
        "some memory and import the file again, what is already there is left alone."
    ),
    "file-empty": N_("{file} is empty: there is nothing to import. Export it again."),
    "format-unknown": N_(
        "Nothing here knows how to read {file}. Formats: {formats}. Choose one with --format, or save the file as CSV."
    ),
    "format-not-there": N_("There is no format called {format}. Formats: {formats}."),
    "archive-bomb": N_(
        "{file} unpacks to more than {ratio} times its size, which no honest export does. It was not read further; "
        "unpack it yourself if you trust it."
    ),
    "archive-unsafe": N_(
        "{file} holds {member}, which points outside the archive. Unpack it yourself and import what you trust."
    ),
    "archive-locked": N_("{file} is protected by a password ({member}). Unpack it yourself and import what is inside."),
    "archive-nested": N_("{file} holds {member}, which is itself packed. Unpack {file} and import the files inside."),
    "archive-packing": N_(
        "{file} is packed with {packing}, which is not read here. Unpack it and import what is inside."
    ),
    "archive-account-needed": N_(
        "Whose posts are these? {file} does not say it, and no account.js lies beside it. Say it with --account NAME, "
        "or put all parts of the archive in one folder under the names they were given."
    ),
    "not-an-archive-file": N_("{file} does not begin as a file of this archive does. Unpack the archive again."),
    "field-missing": N_("{file} holds no list “{field}”: it is not what its name says. Export it again."),
    "car-damaged": N_(
        "{file} is not the repository of an account: it names nobody, or what it names is not in it. Fetch it again."
    ),
    "archive-damaged": N_("{file} is damaged at {member}. Fetch it again."),
    "member-too-large": N_("{file} takes more than {limit_mb} MB once unpacked. Save it as CSV and import that."),
    "workbook-locked": N_("{file} is protected by a password. Save it without one and import it again."),
    "workbook-damaged": N_("{file} cannot be read as a spreadsheet. Open it, save it again as XLSX or CSV, and retry."),
    "parquet-damaged": N_(
        "{file} is cut or damaged: the end of a Parquet file says where its rows are, and it is missing. "
        "Fetch it again."
    ),
    "mapping-not-needed": N_("{file} is in the format {format}, which needs no mapping: import it as it is."),
    "table-without-header": N_(
        "{file} holds no line of headers with at least two columns. Add one, or save the table again as CSV."
    ),
    "columns-none": N_(
        "No column was found in {file}: its first rows are empty, wrongly written or too deeply nested. "
        "Export it again as plain rows under headers, or as one plain JSON record a line."
    ),
    "columns-unknown": N_(
        "Which columns of {file} hold the text and the date? Its columns: {columns}.\n"
        "Save the lines below as mapping.yaml, correct them, and import again with --mapping mapping.yaml\n\n{proposal}"
    ),
    "column-missing": N_(
        "The mapping names the column “{column}”, which {file} does not have. Did you mean “{nearest}”? "
        "Its columns: {columns}."
    ),
    "timezone-needed": N_(
        "The dates of {file} have no time zone (column {column}: {example}). Say which one they are in: "
        "--timezone Europe/Paris, or “timezone: Europe/Paris” in the mapping."
    ),
    "chat-timezone-needed": N_(
        "The hours of {file} have no time zone ({example}). Say which one they are in: --timezone Europe/Paris."
    ),
    "chat-day-needed": N_(
        "Nothing tells the day of {file}: its lines give hours alone ({example}). Name the file after its day, such as "
        "2026-03-02.log."
    ),
    "zulip-realm-needed": N_(
        "{file} is a part of a Zulip export: only the file realm.json that comes with it tells public messages from "
        "private ones. Import the whole export, or put both in one folder."
    ),
    "dates-order": N_(
        "Is {example} day first or month first? Nothing in {file} tells (column {column}). "
        "Write “dates: day-first” or “dates: month-first” in the mapping."
    ),
    "tool-columns-missing": N_(
        "{file} is no table of {format}: it has no column {columns}. "
        "Leave out --format to have it recognised by itself."
    ),
    "account-needed": N_("{file} holds the figures of an account and does not say which one. Name it: --account NAME."),
    "mapping-unreadable": N_("The mapping {file} cannot be opened ({why}). Check its name and that you may read it."),
    "mapping-not-yaml": N_(
        "{file}, line {line}, column {column}: this is not a mapping in YAML. Write one “field: column” a "
        "line, under “columns:”."
    ),
    "mapping-unknown-key": N_(
        "{file}, line {line}, column {column}: “{key}” means nothing here. Did you mean “{nearest}”?"
    ),
    "mapping-no-columns": N_(
        "{file}, line {line}: “columns:” is missing. Under it, write one “field: column” a line; text and "
        "created_at are required."
    ),
    "mapping-bad-shape": N_(
        "{file}, line {line}, column {column}: “{key}” is not written as expected. See the page “Mapping” of "
        "the documentation."
    ),
    "mapping-unknown-field": N_(
        "{file}, line {line}, column {column}: “{field}” cannot stand here. Did you mean “{nearest}”? "
        "The field is on the left, the column of your file on the right."
    ),
    "mapping-lacks-field": N_(
        "{file}, line {line}: “{field}” is required under “columns:”. Name the column that holds it."
    ),
    "mapping-bad-timezone": N_(
        "{file}, line {line}, column {column}: there is no time zone called “{timezone}”. Write one such as "
        "Europe/Paris or UTC."
    ),
    "mapping-bad-dates": N_(
        "{file}, line {line}, column {column}: “{dates}” says nothing about dates. Write day-first, month-first, "
        "or a pattern such as %d/%m/%y %H:%M."
    ),
    "mapping-bad-encoding": N_(
        "{file}, line {line}, column {column}: there is no encoding called “{encoding}”. Write one such as "
        "utf-8 or cp1252."
    ),
    "encoding-guessed": N_(
        "{file} is not in UTF-8: it was read as {encoding}. If accents look wrong, write “encoding:” in the mapping."
    ),
    "columns-guessed": N_("Columns of {file} told by their names: {columns}."),
    "columns-ignored": N_("Columns of {file} not used: {columns}."),
    "column-doubled": N_(
        "{file} has several columns called “{column}”: the first of them was read. To read another, rename it."
    ),
    "counts-unread": N_(
        "{file}: values of “{field}” that are not exact counts, such as {example}, were left unknown: {count}."
    ),
    "sheet-chosen": N_("{file} has several sheets; “{sheet}” was read."),
    "member-empty": N_("{file} is empty and was passed over."),
    "private-unread": N_("Private messages were not opened (files: {count})."),
    "members-unread": N_("Files that hold no posts and were passed over: {count}."),
    "private-left-out": N_("{file}: what not everybody may read is never imported; left out: {count}."),
    "records-unread": N_("Records that are no posts, likes or follows and were passed over: {count}."),
    "handle-unsaid": N_(
        "{file} does not say the name of the account, only its lasting number. Give it with --account NAME."
    ),
    "list-undated": N_("{file}: what it lists has no date and was not imported ({count})."),
    "account-beside": N_("{file}, which lies beside, says whose posts these are: {account}."),
    "passed-over": N_("{file}: passed over, being no posts: {count} ({what})."),
    "opted-out": N_("{file}: left out because their authors ask not to be indexed: {count}."),
    "site-unknown": N_(
        "Nothing says which site {file} comes from. Put it in a folder named after it, such as forum.example.org: two "
        "sites that number their posts alike would be mixed up."
    ),
    "notes-unsaid": N_("More remarks like these were left out: {count}."),
    "daily-counts": N_(
        "{file} counts each post day by day: the posts were taken, their counts left unknown. Export totals "
        "(“Lifetime”) to have them."
    ),
    "actor-deletions": N_(
        "{file} asks to delete accounts by number. An account imported under its handle is only found when "
        "the same file also gives it."
    ),
    "reject-no-text": N_("no text"),
    "reject-no-date": N_("no date"),
    "reject-bad-date": N_("a date that cannot be read"),
    "reject-no-offset": N_("a date without time zone: give one with --timezone"),
    "reject-ambiguous-date": N_("a date that could be day first or month first: write “dates:” in the mapping"),
    "reject-future": N_("a date in the future"),
    "reject-too-old": N_("a date before 1990"),
    "reject-bad-kind": N_("an unknown kind of post: say what it means under “values:” in the mapping"),
    "reject-no-actor": N_("no account named"),
    "reject-damaged-date": N_(
        "a date that a spreadsheet spoiled: export the file again and import it without opening it there"
    ),
    "reject-damaged-id": N_(
        "an id whose last digits a spreadsheet lost: export the file again and import it without opening it there"
    ),
    "reject-too-many-cells": N_("more cells than headers"),
    "reject-unclosed-quote": N_("a quotation mark that is never closed"),
    "reject-not-utf8": N_("letters that are not in the encoding of the file"),
    "reject-too-long": N_("a row too long to be a post (over 8 MB)"),
    "reject-bad-json": N_("JSON that stops halfway or is wrongly written"),
    "reject-bad-record": N_("a record without the shape of its format"),
    "reject-not-posts": N_("no post here: a count, a list or an order of another kind"),
    "reject-unclear-deletion": N_("a post or an account to delete? Name the file so that it holds “tweets” or “users”"),
    "reject-not-recognised": N_("a file of the archive in no known format"),
    "reject-truncated": N_("the file stops here: it was cut, or is damaged. Fetch it again"),
}
