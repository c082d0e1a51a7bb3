"""`palabre strategy`: what we want, with whom, where, under which rules; one file per command under it."""

from palabre.words import N_

HELP = N_("Write the strategy, have it judged, adopt it, review it.")
