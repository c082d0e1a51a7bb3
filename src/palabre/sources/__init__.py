"""Networks that are listened to live, and how the records of each are read, live or from a saved file.

One file per network; they are discovered, never listed. Others add theirs through the entry-point group
`palabre.sources` and try it with `palabre.testing.check_source`.
"""

from palabre.sources._budget import Budgets
from palabre.sources.contract import Hole, Named, Page, Setting, Source, Tested
from palabre.sources.http import Answer, Http
from palabre.sources.registry import every_source, source_named

__all__ = [
    "Answer",
    "Budgets",
    "Hole",
    "Http",
    "Named",
    "Page",
    "Setting",
    "Source",
    "Tested",
    "every_source",
    "source_named",
]
