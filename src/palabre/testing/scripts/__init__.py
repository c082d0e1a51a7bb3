"""The texts of the story, as files anyone can correct: `fr/` and `en/` are each written for themselves.

In a folder: `scenes/` is what the valley tells at home, thread by thread; `life.txt` is told in both stories;
`threads/`, `remarks/`,
`abroad.txt` and `bursts.txt` are drawn from, in words that change. They are texts of a tale, not words of the product.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def scenes_of(lang: str) -> str:
    """The plot as its own valley tells it, file after file."""
    return _all(lang, "scenes")


def life_of(lang: str) -> str:
    """Everyday threads of one language, told in both stories."""
    return text(f"{lang}/life.txt")


def threads_of(lang: str) -> str:
    """Threads that happen more than once, in words drawn each time."""
    return _all(lang, "threads")


def remarks_of(lang: str, *, at_home: bool) -> str:
    """Passing remarks of one's own story or, others, in the other language's: what is said twice is not translated."""
    return _all(lang, "remarks") if at_home else text(f"{lang}/abroad.txt")


def bursts_of(lang: str) -> str:
    """What is said in great numbers for a few hours: a joke, a campaign, a fire."""
    return text(f"{lang}/bursts.txt")


@lru_cache(maxsize=64)
def text(name: str) -> str:
    """One file of the story."""
    return files(__name__).joinpath(*name.split("/")).read_text("utf-8")


@lru_cache(maxsize=16)
def _all(lang: str, folder: str) -> str:
    """The files of a folder in the order of their names."""
    found = [one for one in files(__name__).joinpath(lang, folder).iterdir() if one.name.endswith(".txt")]
    return "\n".join(one.read_text("utf-8") for one in sorted(found, key=lambda one: one.name))
