"""The strategy as it stands: its text, what it says, what the judge finds in it, and what someone overrode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from palabre.store.strategy_file import StrategyFile, strategy_path
from palabre.store.strategy_text import read_strategy
from palabre.strategy.adopting import around, place_of
from palabre.strategy.judging import SEVERITIES, judge

if TYPE_CHECKING:
    from datetime import tzinfo

    from palabre.model.strategy.findings import Finding, Severity
    from palabre.model.strategy.kept import Override
    from palabre.store import Workspace
    from palabre.store.strategy_text import Written


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A text of the strategy and what is known of it; `token` is that of the file it was read from."""

    workspace: Workspace
    token: str
    # As it is in the file, even when it cannot be read.
    text: str
    written: Written

    @property
    def is_there(self) -> bool:
        """Whether there is a strategy at all."""
        return bool(self.text.strip())

    @property
    def zone(self) -> tzinfo:
        """The time zone of the people, UTC when they did not say one that exists."""
        try:
            return ZoneInfo(self.written.strategy.organisation.timezone or "UTC")
        except (ValueError, OSError):
            return ZoneInfo("UTC")

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the judge finds, worst first, then in the order of the text."""
        return worst_first(judge(self.written, around(self.workspace, self.written.strategy)).findings)

    @cached_property
    def overrides(self) -> dict[tuple[str, str], Override]:
        """The overrides that stand, by code and place."""
        return {(one.code, one.place): one for one in reversed(self.workspace.strategies.standing_overrides())}

    def override_of(self, finding: Finding) -> Override | None:
        """Who took an error upon themselves; None when nobody did, or nobody can: the writing is mended."""
        if finding.severity != "error" or finding in self.written.faults:
            return None
        return self.overrides.get((finding.code, place_of(finding.path, self.written.strategy)))

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """The findings nobody overrode."""
        return tuple(one for one in self.findings if self.override_of(one) is None)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity stand."""
        return sum(one.severity == severity for one in self.standing)

    def with_form(self, tried: Written) -> Opened:
        """The same file, as a form would have it."""
        return replace(self, written=tried)

    def of(self, text: str) -> Opened:
        """Another text in the place of this one, to see what the judge would say of it."""
        return Opened(workspace=self.workspace, token=self.token, text=text, written=read_strategy(text))


def open_strategy(workspace: Workspace) -> Opened:
    """The strategy of a workspace as its file is now."""
    read = file_of(workspace).read()
    return Opened(workspace=workspace, token=read.token, text=read.text, written=read_strategy(read.content))


def file_of(workspace: Workspace) -> StrategyFile:
    """The file of the strategy of a workspace."""
    return StrategyFile(strategy_path(workspace.path))


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, each in the order of the text."""
    order: Sequence[Severity] = SEVERITIES
    return tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.line, one.column)))
