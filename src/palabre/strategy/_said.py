"""Fields of a finding that are written in the reader's language: hours, days, what a parser answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.words import N_, _, day, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Self


class Said(str):
    """A text that is the same everywhere, and is shown in the language of whoever reads it."""

    __slots__ = ("_say",)
    _say: Callable[[], str]

    def __new__(cls, plain: str, say: Callable[[], str]) -> Self:
        """The text as a program keeps it, and how it is said."""
        made = super().__new__(cls, plain)
        made._say = say
        return made

    def __str__(self) -> str:
        return self._say()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _seen: object) -> Self:
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        # How it is said is not kept in a file: there it is a text like another.
        return str, (str.__str__(self),)


def days_said(spans: Iterable[tuple[date, date]]) -> Said:
    """Days and stretches of days, both ends included: 3 Dec 2026, 7 Dec 2026 – 9 Dec 2026."""
    spans = tuple(spans)

    def one(span: tuple[date, date], written: Callable[[date], str]) -> str:
        since, until = span
        return written(since) if since == until else f"{written(since)} – {written(until)}"

    plain = ", ".join(one(span, lambda when: when.isoformat()) for span in spans)
    return Said(plain, lambda: ", ".join(one(span, day) for span in spans))


def listed(names: Iterable[str]) -> str:
    """Names one after the other, each between the quotes of the reader."""
    names = tuple(names)
    return Said(", ".join(names), lambda: ", ".join(_quoted(name) for name in names))


def _quoted(name: str) -> str:
    return f"« {name} »" if language() == "fr" else f"“{name}”"


_CHOICES = {
    "answer": N_("Answers"),
    "exclusive": N_("Exclusive content"),
    "poll": N_("Polls"),
    "behind_the_scenes": N_("Behind the scenes"),
    "help": N_("Help and advice"),
    "humour": N_("Humour and self-mockery"),
    "news": N_("News"),
    "story": N_("Stories and episodes"),
    "promotion": N_("Promotion"),
    "event": N_("Events"),
    "crisis": N_("Words in a crisis"),
    "listen": N_("Listen"),
    "draft": N_("Draft"),
    "publish": N_("Publish"),
    "answer_1": N_("Answer at level 1"),
    "answer_2": N_("Answer at level 2"),
    "answer_3": N_("Answer at level 3"),
    "moderate": N_("Moderate"),
    "decide": N_("Decide"),
}


def choices_said(values: Iterable[str]) -> Said:
    """Kinds of content or tasks, as they are called on the forms."""
    values = tuple(values)
    return Said(", ".join(values), lambda: ", ".join(_quoted(_(_CHOICES[value])) for value in values))
