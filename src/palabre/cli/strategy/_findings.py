"""How commands tell what the judge found: where, how serious, what is wrong, why it matters, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from palabre.words import N_, _, day
from palabre.words.findings import Told, every_finding, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from palabre.model.strategy.findings import Finding
    from palabre.model.strategy.kept import Override

SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def sentences_of(finding: Finding) -> Told:
    """The three sentences of a finding; the code alone for one that an earlier Palabre knew and this one does not."""
    if finding.code not in every_finding():
        return Told(finding.code, "", "")
    return told(finding.code, finding.fields)


def tell_finding(
    say: Callable[[str], None], finding: Finding, *, file: str, place: str, override: Override | None = None
) -> None:
    """A finding on a few lines: the first one is for editors, which jump to `file:line:column`."""
    severity = _(SEVERITIES[finding.severity]) if override is None else _("overridden")
    say(f"{file}:{finding.line}:{finding.column}: {severity}: {finding.code} {place}")
    sentences = sentences_of(finding)
    for sentence in (sentences.what, sentences.why, sentences.what_to_do):
        if sentence:
            say(f"    {sentence}")
    if override is not None:
        by = _("{by} took it upon themselves on {day}: “{why}”")
        say("    " + by.format(by=override.by, day=day(override.at), why=override.why))
    say("")


def finding_as_json(finding: Finding, *, place: str, override: Override | None = None) -> dict[str, Any]:
    """The same, for a machine."""
    sentences = sentences_of(finding)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "place": place,
        "path": list(finding.path),
        "line": finding.line,
        "column": finding.column,
        "what": sentences.what,
        "why": sentences.why,
        "what_to_do": sentences.what_to_do,
        "overridden": override_as_json(override) if override is not None else None,
    }


def override_as_json(one: Override) -> dict[str, Any]:
    """An override, for a machine."""
    return {
        "override": one.override_id,
        "code": one.code,
        "place": one.place,
        "by": one.by,
        "why": one.why,
        "at": one.at,
        "withdrawn_by": one.withdrawn_by or None,
        "withdrawn_at": one.withdrawn_at,
    }
