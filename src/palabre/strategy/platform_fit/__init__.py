"""Is this platform for us? Our people there, their subjects, who answers whom, what it would cost; hype or presence."""

from palabre.strategy.platform_fit.asking import ask_about
from palabre.strategy.platform_fit.computing import compute_fit
from palabre.strategy.platform_fit.values import (
    AudienceHeard,
    Curves,
    Exchange,
    Pace,
    PlatformEvidence,
    PlatformFit,
    Presence,
    Told,
    Upkeep,
)

__all__ = [
    "AudienceHeard",
    "Curves",
    "Exchange",
    "Pace",
    "PlatformEvidence",
    "PlatformFit",
    "Presence",
    "Told",
    "Upkeep",
    "ask_about",
    "compute_fit",
]
