"""Made for tests, demonstrations and plug-ins: the story of a fictional dairy and its public, and checks of contracts.

>>> from palabre.testing import story
>>> len(list(story()))  # six months of a French conversation, the same every time
600
>>> posts = story(seed=1, lang="en", size=2_000_000)  # as many as a bench asks for, one at a time
"""

from palabre.testing._tell import DEFAULT_SIZE, FICTION, MAX_SIZE, OBSERVED_AT, ORGANISATION, SPAN, story

__all__ = ["DEFAULT_SIZE", "FICTION", "MAX_SIZE", "OBSERVED_AT", "ORGANISATION", "SPAN", "story"]
