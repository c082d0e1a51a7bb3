"""What is wrong with a workspace, its lake or its state, and what to do now."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "no-such-radar": N_("There is no radar called “{name}”. The list of radars has them all."),
    "radar-name-taken": N_("There is already a radar called “{name}”. Choose another name, or edit that one."),
    "radar-bad-name": N_("Give the radar a name of 1 to {longest} letters, without control characters."),
    "no-such-workspace": N_('{path} is not a workspace. Make one with: palabre new DIR --purpose "why we listen"'),
    "workspace-bad-path": N_(
        "{path} cannot hold a workspace: choose a folder name without [ ] * ? \\ or %xx. Spaces and accents are fine."
    ),
    "workspace-needs-purpose": N_("Say why you listen, in one sentence, after --purpose."),
    "workspace-unknown-languages": N_(
        "Palabre cannot tell these languages: {languages}. After --languages, write codes such as fr,en,pl."
    ),
    "workspace-not-empty": N_("{path} already holds something. Choose a new or empty folder."),
    "workspace-inside-another": N_("{path} lies inside the workspace {other}. Choose a folder outside it."),
    "workspace-cannot-write": N_("{path} cannot be written: {why}. Choose another folder, or free some space."),
    "workspace-read-only": N_("{path} is read-only for you. Give yourself the right to write in it, or copy it."),
    "workspace-unfinished": N_("{path} was never finished: remove it and make it again with palabre new."),
    "workspace-newer": N_(
        "This workspace was written by a newer Palabre ({stored}; this one knows {known}). Upgrade Palabre; "
        "nothing was touched."
    ),
    "state-unreadable": N_(
        "The state {path} cannot be read: {why}. Restore it from a backup, then run palabre doctor."
    ),
    "secrets-readable-by-others": N_("{path} can be read by others. Run: palabre doctor"),
    "secrets-not-toml": N_('{path} cannot be read: write one line per key, as name = "value".'),
    "secrets-cannot-write": N_("{path} cannot be written: {why}. The key was not kept; nothing else was changed."),
    "lake-table-missing": N_("The table {table} is missing at {path}. Run: palabre doctor"),
    "lake-log-broken": N_("The log of the table {table} cannot be read ({why}). Run: palabre doctor"),
    "lake-cannot-write": N_(
        "Nothing more can be written in {path}: {why}. Free some space, then run the command again: "
        "what was stored stays."
    ),
    "lake-cannot-read": N_("The lake cannot be read: {why}. Run: palabre doctor"),
    "lake-wrong-columns": N_(
        "Rows for the table {table} do not have its columns: {columns}. Please report this fault."
    ),
    "lake-too-many-conflicts": N_(
        "The table {table} was busy {attempts} times in a row. Wait for the other imports to finish, then run it again."
    ),
    "lake-being-rewritten": N_("{path} is being rewritten by another process. Wait a moment, then run it again."),
    "sql-only-select": N_("Only one SELECT at a time is answered here; nothing can be changed in SQL."),
    "sql-other-source": N_("{names} cannot be read here. The tables are: {tables}."),
    "sql-refused": N_("The SQL was refused: {why}"),
    "bad-retention": N_("The retention of texts must be a number of months: see the settings of the workspace."),
    "no-such-job": N_("There is no job {job} here."),
    "job-interrupted": N_("It was interrupted. What was committed stays; run it again to finish."),
    "job-cancelled": N_("It was cancelled. What was committed stays; import the file again to finish."),
    "job-tried-too-often": N_("It was started {attempts} times without finishing. Look at the log of palabre run."),
    "job-broke": N_("It broke ({why}). The log of palabre run says where."),
    "strategy-edit-unreadable": N_(
        "The text of the strategy cannot be read (line {line}), so nothing was changed in it. Mend that line in the "
        "text first."
    ),
    "strategy-edit-failed": N_(
        "This change could not be written without touching the rest, so nothing was changed. Make it in the text of "
        "the strategy."
    ),
    "strategy-file-changed": N_(
        "{path} was changed meanwhile by someone else, so nothing was written over it. Look at both texts, then save "
        "again."
    ),
    "strategy-file-read-only": N_("{path} is read-only. Give yourself the right to write it, then save again."),
    "strategy-file-odd": N_("{path} is not a plain file. Put the text of the strategy there, or take it away."),
    "strategy-file-too-large": N_("{path} is larger than {largest_mb} MB: this is no strategy. Look at what it holds."),
    "strategy-file-cannot-read": N_("{path} cannot be read: {why}. Give yourself the right to read it."),
    "strategy-file-cannot-write": N_(
        "{path} cannot be written: {why}. Free some space, or give yourself the right to write in its folder. What was "
        "there stays."
    ),
    "strategy-text-not-utf8": N_(
        "The text of the strategy holds half a letter, as when it was cut in copying. Copy it again, then save."
    ),
    "no-such-post": N_("This post is not here, or was erased."),
    "bad-cursor": N_("This address is cut or was changed. Start again from the first page."),
    "nothing-to-erase": N_("Nothing here is called {named}. Give its id, its address, or network:id."),
    "erase-ambiguous": N_("{named} names several things: {choices}. Give one of these."),
    "no-such-timezone": N_("There is no time zone called {name}. Write it as Europe/Paris."),
    "file-not-there": N_("{file} is not there."),
    "not-a-file": N_("{file} is a folder, or something else that is not a file. Name the file itself."),
    "reject-erased": N_("erased here, or deleted on its network: refused for good"),
    "reject-opted-out": N_("its author asks not to be kept, in the profile or by a setting of the network"),
    "reject-id-clash": N_("another post already has this id"),
    "doctor-secrets-open": N_("{path} could be read by others."),
    "doctor-folder-missing": N_("The folder {path} was missing."),
    "doctor-disk-low": N_("Only {megabytes} MB are left on this disk: free some space."),
    "doctor-table-missing": N_("The table {table} was missing."),
    "doctor-table-lost": N_(
        "The table {table} is gone, with all it held. Restore a backup; or make a new workspace and import the "
        "files again."
    ),
    "state-refused": N_("The state cannot be written or read now: {why}. Free some space, or wait; then run it again."),
    "export-cannot-write": N_("{path} cannot be written: {why}. Free some space, or choose another place."),
    "extra-missing": N_(
        "This needs what is not installed: pip install 'palabre[{extra}]', then run it again. The system says: {why}"
    ),
    "doctor-torn-commit": N_(
        "The last commit of {table} ({file}) was cut by a power failure. Nobody was told it was done: import the file "
        "again if one was under way."
    ),
    "doctor-bad-checkpoint": N_("A checkpoint of {table} ({file}) was damaged; the log holds the same."),
    "doctor-files-lost": N_(
        "Files of {table} gone or damaged: {files}. Rows lost: {rows}, of {months}. Import these months again, or "
        "restore a backup."
    ),
    "doctor-cannot-write": N_(
        "{path} cannot be written by you, so nothing was examined; this does not mean that anything is damaged. Give "
        "yourself the right (chmod -R u+rwX on the workspace), or run palabre doctor as its owner."
    ),
    "doctor-feed-behind": N_("Commits not yet announced: {commits}."),
    "doctor-jobs-abandoned": N_("Interrupted imports still shown as running: {jobs}."),
    "doctor-rows-doubled": N_("Rows of {table} doubled in {month}, as after an OPTIMIZE from outside: {rows}."),
    "doctor-rows-moved": N_(
        "Rows of {table} stored again in another month, as when a date was changed: {rows}. The earliest are kept."
    ),
    "doctor-rollups-stale": N_("The daily counts {rollup} said {counted}; there are {posts}."),
    "doctor-leftovers": N_("Files of {table} left by an interrupted write: {files}."),
}
