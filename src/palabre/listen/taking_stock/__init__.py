"""The state of play: what a workspace holds, told from figures the first hour after an import."""

from palabre.listen.taking_stock.keeping import ask_again, ask_for, is_fresh, kept, take_again, take_stock, under_way
from palabre.listen.taking_stock.taking import ask_about, state_of_play, versions_of
from palabre.listen.taking_stock.values import (
    Answered,
    Asked,
    Compared,
    Hours,
    Missing,
    People,
    Refusals,
    Rise,
    Share,
    Speaker,
    StateOfPlay,
    Terms,
    Thread,
    Threads,
    Volume,
)

__all__ = [
    "Answered",
    "Asked",
    "Compared",
    "Hours",
    "Missing",
    "People",
    "Refusals",
    "Rise",
    "Share",
    "Speaker",
    "StateOfPlay",
    "Terms",
    "Thread",
    "Threads",
    "Volume",
    "ask_about",
    "ask_again",
    "ask_for",
    "is_fresh",
    "kept",
    "state_of_play",
    "take_again",
    "take_stock",
    "under_way",
    "versions_of",
]
