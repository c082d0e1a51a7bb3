"""Made for tests, demonstrations and plug-ins: the story of a fictional dairy and its public, and checks of contracts.

>>> from palabre.testing import story, truth
>>> len(list(story()))  # six months of a French conversation, the same every time
4800
>>> truth().fire.spark[0]  # and the key of it: who is what, which posts are which part
'bluesky'
>>> posts = story(seed=1, lang="en", size=2_000_000)  # as many as a bench asks for, one at a time

Whoever writes a source plays its network in a `World` and asks `check_source` whether it keeps the promises of ours.
"""

from palabre.testing._around import RADARS, StoryGap, StoryRadar, story_gaps, story_later
from palabre.testing._rhythm import SPAN
from palabre.testing._tell import DEFAULT_SIZE, FICTION, MAX_SIZE, OBSERVED_AT, ORGANISATION, story
from palabre.testing._truth import Copy, FireTruth, Truth, truth
from palabre.testing.sources_contract import Ability, Act, Check, World, check_source, source_checks

__all__ = [
    "DEFAULT_SIZE",
    "FICTION",
    "MAX_SIZE",
    "OBSERVED_AT",
    "ORGANISATION",
    "RADARS",
    "SPAN",
    "Ability",
    "Act",
    "Check",
    "Copy",
    "FireTruth",
    "StoryGap",
    "StoryRadar",
    "Truth",
    "World",
    "check_source",
    "source_checks",
    "story",
    "story_gaps",
    "story_later",
    "truth",
]
