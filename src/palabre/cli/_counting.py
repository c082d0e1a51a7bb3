"""What became of a file that was imported, said by `import` and by `demo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.cli._telling import remark, say
from palabre.words import _

if TYPE_CHECKING:
    from palabre.listen import FileImported


def say_notes(done: FileImported) -> None:
    """What reading the file taught, beside the answer."""
    for note in done.notes:
        remark(f"{done.file}: {note}")


def say_counts(done: FileImported) -> None:
    """What became of the rows, and why some were refused."""
    from palabre.words import number
    from palabre.words.messages import sentence

    counts = done.counts
    say(
        _("{file}: {read} read, {stored} stored, {updated} updated, {unchanged} unchanged, {rejected} rejected").format(
            file=done.file,
            read=number(counts.read),
            stored=number(counts.stored),
            updated=number(counts.updated),
            unchanged=number(counts.unchanged),
            rejected=number(counts.rejected),
        )
    )
    if counts.interactions:
        say("  " + _("Likes and follows among those stored: {n}").format(n=number(counts.interactions)))
    if counts.account_metrics:
        say("  " + _("Daily figures of accounts among those stored: {n}").format(n=number(counts.account_metrics)))
    for reason, n in sorted(counts.reasons.items(), key=lambda one: -one[1]):
        say("  " + _("{n}: {reason}").format(n=number(n), reason=sentence(f"reject-{reason}", {})))
    for report in counts.reports:
        say("  " + _("Every refused row, with its line and reason: {path}").format(path=report))
