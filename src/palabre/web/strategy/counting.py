"""How many findings there are, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from palabre.words import _, ngettext, number
from palabre.words.findings import told

if TYPE_CHECKING:
    from palabre.web.strategy.judged import Shown


def counted_errors(n: int) -> str:
    """A number of errors in words."""
    return ngettext("{n} error", "{n} errors", n).format(n=number(n))


def counted_warnings(n: int) -> str:
    """A number of warnings in words."""
    return ngettext("{n} warning", "{n} warnings", n).format(n=number(n))


def counted_notes(n: int) -> str:
    """A number of notes in words."""
    return ngettext("{n} note", "{n} notes", n).format(n=number(n))


def counted_findings(shown: Iterable[Shown]) -> str:
    """Findings by severity in words, those that someone overrode apart."""
    counts = Counter("overridden" if one.override else str(one.finding.severity) for one in shown)
    said = [
        words_of(counts[name])
        for name, words_of in (("error", counted_errors), ("warning", counted_warnings), ("note", counted_notes))
        if counts[name]
    ]
    if counts["overridden"]:
        said.append(_("overridden: {n}").format(n=number(counts["overridden"])))
    return " · ".join(said) or _("No error, no warning.")


STRATEGY_WORDS: Mapping[str, Callable[..., object]] = {
    "counted_errors": counted_errors,
    "counted_findings": counted_findings,
    "counted_notes": counted_notes,
    "counted_warnings": counted_warnings,
    "finding_told": told,
}
