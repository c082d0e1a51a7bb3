"""Judges a strategy: every rule is asked, each says what it finds, and what it finds has a line in the text.

A rule is one function of one module of this package, marked `@rule`; it yields findings and never raises. It sees the
strategy and what is known around it, nothing else, so that a judgement can be had of any text at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path as File
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from palabre.model.strategy.findings import Finding, Path, Severity

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.kept import Review
    from palabre.store.strategy_text import Written
    from palabre.strategy.platform_fit.values import PlatformFit
    from palabre.strategy.sensitive import Proposal

# The code of an empty strategy.
BEGINNING = "strategy-empty"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the archive of a workspace tells a judge; nothing in it when nothing was heard."""

    # Names of the radars there are, in small letters.
    radars: frozenset[str] = frozenset()
    # Followers of accounts by day, oldest first, by "network:handle" in small letters without @.
    histories: Mapping[str, tuple[tuple[date, int], ...]] = field(default_factory=dict)
    # Posts a week that call us by name, median of the last full weeks, and how many weeks that is.
    messages_a_week: float | None = None
    weeks: int = 0
    # The day those weeks end, and the same posts by hour of the day in a time zone.
    until: date | None = None
    hours_of_day: tuple[int, ...] = ()
    zone: str = "UTC"
    # What the worker found last: the evidence for each platform, and the sensitive subjects it proposes.
    fit: PlatformFit | None = None
    proposals: tuple[Proposal, ...] = ()
    # Keys of the proposals that a person dismissed.
    dismissed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a rule may know beside the strategy. `heard` is None where there is no workspace to look into."""

    today: date
    heard: Heard | None = None
    # The strategy that holds, when one was adopted, and the reviews that were signed, newest first.
    adopted: Strategy | None = None
    reviews: tuple[Review, ...] = ()


Rule = Callable[["Strategy", Around], Iterable[Finding]]
_rules: list[Rule] = []


def rule(judge: Rule) -> Rule:
    """Registers a function as a rule."""
    _rules.append(judge)
    return judge


@lru_cache(maxsize=1)
def every_rule() -> tuple[Rule, ...]:
    """All rules, by module then in the order they are written."""
    for module in iter_modules([str(File(__file__).parent)]):
        import_module(f"palabre.strategy.{module.name}")
    return tuple(sorted(_rules, key=lambda one: one.__module__))


def error(code: str, *path: str | int, **fields: object) -> Finding:
    """Something that keeps the strategy from being adopted."""
    return Finding(code=code, severity="error", path=path, fields=fields)


def warning(code: str, *path: str | int, **fields: object) -> Finding:
    """Something that will hurt, and that one may choose to live with."""
    return Finding(code=code, severity="warning", path=path, fields=fields)


def note(code: str, *path: str | int, **fields: object) -> Finding:
    """Something worth knowing."""
    return Finding(code=code, severity="note", path=path, fields=fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that was found, in the order of the text; worst first where two things stand at one place."""

    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Those of one severity."""
        return tuple(one for one in self.findings if one.severity == severity)

    def under(self, *path: str | int) -> tuple[Finding, ...]:
        """Those at a place or inside it."""
        return tuple(one for one in self.findings if one.path[: len(path)] == path)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps the strategy from being adopted."""
        return self.of("error")


def judge(written: Written, around: Around) -> Judgement:
    """What is wrong, doubtful or worth knowing in a written strategy; only its writing when that cannot be read."""
    found = list(written.faults)
    if written.is_readable:
        for one in every_rule():
            found += (_placed(finding, written) for finding in one(written.strategy, around))
    if any(finding.code == BEGINNING for finding in found):
        # Fifty things are missing in an empty strategy: one says where to begin, beside what cannot be read in it.
        found = [finding for finding in found if finding.code == BEGINNING or finding in written.faults]
    return Judgement(findings=tuple(sorted(found, key=_order)))


def _placed(finding: Finding, written: Written) -> Finding:
    line, column = written.spot(finding.path)
    return replace(finding, line=line, column=column)


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.line, finding.column, SEVERITIES.index(finding.severity), finding.code


def named_path(path: Path, strategy: Strategy) -> str:
    """A place by names, stable when lists change their order: `objectives[helpers].indicator`."""
    named = ""
    value: object = strategy
    for key in path:
        if isinstance(key, int):
            value = value[key] if isinstance(value, tuple) and key < len(value) else None
            named += f"[{getattr(value, 'id', '') or getattr(value, 'level', '') or key + 1}]"
        else:
            value = getattr(value, key, None)
            named += f".{key}" if named else key
    return named
