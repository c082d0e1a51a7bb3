"""`palabre radar`: saved queries, one file per command under it."""

from palabre.words import N_

HELP = N_("Save queries as radars, explain them, and read history with them.")
