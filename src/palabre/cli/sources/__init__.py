"""`palabre sources`: what is listened to live, one file per command under it."""

from palabre.words import N_

HELP = N_("Listen live to networks, sites and forums: add, list, test, pause and remove sources.")
