"""The strategy as it stands: its text, what it says, what the judge finds in it, and which findings someone overrode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from palabre.store.strategy_file import StrategyFile, strategy_path
from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import SEVERITIES, Around, judge, named_path

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
    written: Written

    @property
    def is_there(self) -> bool:
        """Whether there is a strategy at all."""
        return bool(self.written.text.strip()) or not self.written.is_readable

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
        found = judge(self.written, Around(today=self.workspace.clock().date())).findings
        return worst_first(found)

    @cached_property
    def overrides(self) -> dict[tuple[str, str], Override]:
        """The overrides that stand, by code and place."""
        return {(one.code, one.place): one for one in reversed(self.workspace.strategies.standing_overrides())}

    def override_of(self, finding: Finding) -> Override | None:
        """Who took an error upon themselves; None when nobody did."""
        return self.overrides.get((finding.code, self.place_of(finding)))

    def place_of(self, finding: Finding) -> str:
        """Where a finding stands, by names."""
        return named_path(finding.path, self.written.strategy)

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """The findings nobody overrode."""
        return tuple(one for one in self.findings if one.severity != "error" or not self.override_of(one))

    def count(self, severity: Severity) -> int:
        """How many findings of a severity stand."""
        return sum(one.severity == severity for one in self.standing)

    def of(self, text: str) -> Opened:
        """Another text in the place of this one, to see what the judge would say of it."""
        return Opened(workspace=self.workspace, token=self.token, written=read_strategy(text))


def open_strategy(workspace: Workspace) -> Opened:
    """The strategy of a workspace as its file is now."""
    read = file_of(workspace).read()
    return Opened(workspace=workspace, token=read.token, written=read_strategy(read.text))


def file_of(workspace: Workspace) -> StrategyFile:
    """The file of the strategy of a workspace."""
    return StrategyFile(strategy_path(workspace.path))


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, each in the order of the text."""
    order: Sequence[Severity] = SEVERITIES
    return tuple(sorted(findings, key=lambda one: (order.index(one.severity), one.line, one.column)))
