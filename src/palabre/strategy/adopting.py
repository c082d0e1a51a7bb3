"""Adopting a strategy: what stands in the way, what someone took upon themselves, what holds from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from palabre.errors import StrategyRefused
from palabre.store.strategies import named
from palabre.store.strategy_text import Written, read_strategy
from palabre.strategy.frozen import breaks_between, said_in
from palabre.strategy.hearing import heard_in
from palabre.strategy.judging import Around, Heard, Judgement, judge, named_path

if TYPE_CHECKING:
    from datetime import date

    from palabre.model.strategy import Strategy
    from palabre.model.strategy.findings import Finding, Path
    from palabre.model.strategy.kept import Adoption, Override
    from palabre.store import Workspace

# The strategy as a whole, where the place of a finding has no name.
WHOLE = "."


class ErrorsStand(StrategyRefused):
    """The strategy has errors that nobody overrode; `findings` lists them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("strategy-errors-stand", errors=len(findings))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faced:
    """Errors and overrides face to face."""

    # Those that nobody took upon themselves.
    errors: tuple[Finding, ...]
    overridden: tuple[tuple[Finding, Override], ...]
    # Overrides of errors that are no longer there.
    unneeded: tuple[Override, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A text that was read and judged, its errors faced with the overrides that stand."""

    written: Written
    judgement: Judgement
    faced: Faced

    def place_of(self, finding: Finding) -> str:
        """Where a finding is, by names."""
        return place_of(finding.path, self.written.strategy)


def place_of(path: Path, strategy: Strategy) -> str:
    """A place by names, as overrides keep it: `objectives[helpers].indicator`, or `.` for the whole strategy."""
    return named_path(path, strategy) or WHOLE


def face(
    judgement: Judgement, overrides: Sequence[Override], strategy: Strategy, *, faults: Sequence[Finding] = ()
) -> Faced:
    """Errors and the overrides that stand, face to face; no override helps against `faults` of the writing itself."""
    standing = {(one.code, one.place): one for one in reversed(overrides) if one.is_standing}
    errors, overridden = [], []
    for finding in judgement.errors:
        override = standing.get((finding.code, place_of(finding.path, strategy)))
        if override is None or finding in faults:
            errors.append(finding)
        else:
            overridden.append((finding, override))
    used = {override.override_id for _finding, override in overridden}
    unneeded = [one for one in overrides if one.is_standing and one.override_id not in used]
    return Faced(errors=tuple(errors), overridden=tuple(overridden), unneeded=tuple(unneeded))


def standing(judgement: Judgement, overrides: Sequence[Override], strategy: Strategy) -> tuple[Finding, ...]:
    """The errors that nobody overrode."""
    return face(judgement, overrides, strategy).errors


def around(workspace: Workspace, strategy: Strategy) -> Around:
    """What a judge of a strategy may know of a workspace: today, what was heard, what was adopted, what was signed."""
    adopted = workspace.strategies.adopted()
    return Around(
        today=workspace.clock().date(),
        heard=_heard(workspace, strategy),
        adopted=said_in(adopted) if adopted is not None else None,
        reviews=workspace.strategies.reviews(),
    )


def _heard(workspace: Workspace, strategy: Strategy) -> Heard:
    decided = workspace.strategies.decided().items()
    dismissed = frozenset(key for key, one in decided if one.decision == "dismissed")
    return replace(heard_in(workspace, strategy), dismissed=dismissed)


def judged_alone(content: bytes | str, *, today: date) -> Drafted:
    """A text judged by itself, without a workspace: what listening would tell is not known."""
    written = read_strategy(content)
    judgement = judge(written, Around(today=today))
    return Drafted(written=written, judgement=judgement, faced=face(judgement, (), written.strategy))


def judged_in(workspace: Workspace, content: bytes | str) -> Drafted:
    """A text judged with all that the workspace knows, errors faced with the overrides that stand."""
    written = read_strategy(content)
    judgement = judge(written, around(workspace, written.strategy))
    overrides = workspace.strategies.standing_overrides()
    return Drafted(
        written=written,
        judgement=judgement,
        faced=face(judgement, overrides, written.strategy, faults=written.faults),
    )


def drafted(workspace: Workspace) -> Drafted:
    """The strategy file of a workspace, judged; raises `StrategyRefused` when there is none, or no longer."""
    from palabre.store.strategy_file import StrategyFile, strategy_path

    path = strategy_path(workspace.path)
    content = StrategyFile(path).read().content
    if not content.strip():
        latest = workspace.strategies.latest()
        if latest is not None:
            raise StrategyRefused("strategy-file-gone", path=path, version=latest.version)
        raise StrategyRefused("no-strategy-file", path=path)
    return judged_in(workspace, content)


def adopt(workspace: Workspace, *, by: str) -> Adoption:
    """Adopts the strategy of the file as it is now, kept as a version with its judgement and its breaks.

    Raises `ErrorsStand` while errors stand that nobody overrode: nothing is kept then.
    """
    by = named(by)
    draft = drafted(workspace)
    if draft.faced.errors:
        raise ErrorsStand(draft.faced.errors)
    kept, before = workspace.strategies, workspace.strategies.adopted()
    after = draft.written.strategy
    breaks = breaks_between(said_in(before), after) if before is not None else ()
    saved = kept.save(draft.written.text, author=by)
    return kept.adopt(
        saved.version,
        by=by,
        findings=draft.judgement.findings,
        overrides=[override.override_id for _finding, override in draft.faced.overridden],
        breaks=breaks,
    )


def override(workspace: Workspace, code: str, place: str, *, by: str, why: str) -> Override:
    """Takes an error of the strategy file upon oneself, by name and in writing.

    Raises `StrategyRefused` when there is no such error there, when it is a fault of the writing, which is mended and
    never overridden, when someone did it already, or when the reason says too little.
    """
    draft = drafted(workspace)
    strategy = draft.written.strategy
    here = [one for one in draft.judgement.errors if (one.code, place_of(one.path, strategy)) == (code, place)]
    if not here:
        raise StrategyRefused("nothing-to-override", code=code, place=place)
    if any(one in draft.written.faults for one in here):
        raise StrategyRefused("writing-not-overridden", line=here[0].line)
    if not any(one in draft.faced.errors for one in here):
        raise StrategyRefused("overridden-already", code=code, place=place)
    return workspace.strategies.override(code, place, by=by, why=why)
