"""Why a source was not, or not fully, heard."""

from palabre.words import N_

MESSAGES: dict[str, str] = {
    "gap-disconnected": N_("The connection was lost."),
    "gap-silent": N_("The source said nothing for far longer than it ever does."),
    "gap-rate-limited": N_("The source asked us to wait before the next question."),
    "gap-cursor-lost": N_("We were away for longer than the source keeps what it said."),
    "gap-dropped": N_("More came than could be read in time."),
    "gap-refused": N_("The source refused us."),
    "gap-paused": N_("The source was paused here."),
    "gap-stopped": N_("Palabre was not running."),
    "gap-source-slowed": N_("The source slowed our questions down, so only part of it was heard."),
}
