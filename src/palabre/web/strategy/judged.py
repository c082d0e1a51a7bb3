"""The judgement as a page says it: three sentences, where it stands, who overrode it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.web.rendering import address
from palabre.web.strategy.asking import title_of
from palabre.web.strategy.shapes import value_at
from palabre.web.strategy.steps import dotted, kind_is_list, part_of, step_of
from palabre.words import N_, _
from palabre.words.findings import Told, told

if TYPE_CHECKING:
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path
    from palabre.model.strategy.kept import Override
    from palabre.web.strategy.opening import Opened

SEVERITY_NAMES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding in words. `address` is that of the form where it can be put right, `at` what the form is about, `field`
    the end of the field's id there."""

    finding: Finding
    told: Told
    override: Override | None
    where: str
    address: str
    at: str
    field: str

    @property
    def severity(self) -> str:
        """Error, warning or note, in the reader's language."""
        return _(SEVERITY_NAMES[self.finding.severity])


def shown_of(opened: Opened, findings: Iterable[Finding]) -> tuple[Shown, ...]:
    """Findings in words, in their order; those that someone overrode come last."""
    every = [_shown(opened, one) for one in findings]
    return tuple(sorted(every, key=lambda one: one.override is not None))


def form_at(path: Path, strategy: Strategy) -> tuple[str, str]:
    """The form that writes a place, as its address says it, and which of its fields; empty when there is none."""
    part = part_of(path)
    if part is None:
        return "", ""
    length = len(part.path) + (1 if part.is_list else 0)
    if len(path) < length or value_at(strategy, path[:length]) is None:
        return part.at if not part.is_list else "", ""
    return dotted(path[:length]), "-".join(map(str, path[length:]))


def _shown(opened: Opened, finding: Finding) -> Shown:
    strategy = opened.written.strategy
    at, field = form_at(finding.path, strategy)
    step = step_of(finding.path)
    return Shown(
        finding=finding,
        told=told(finding.code, finding.fields),
        override=opened.override_of(finding),
        where=_where(finding.path, strategy),
        address=address(f"/strategy/steps/{step.name}", at=at) + (f"#f-{field}" if field else "") if step else "",
        at=at,
        field=field,
    )


def _where(path: Path, strategy: Strategy) -> str:
    """The line a finding is about, in a few words; empty when it is about no line."""
    for length in range(len(path), 0, -1):
        here = path[:length]
        if isinstance(here[-1], int) and kind_is_list(here[:-1]):
            item = value_at(strategy, here)
            return title_of(here, item) if item is not None else ""
    return ""
