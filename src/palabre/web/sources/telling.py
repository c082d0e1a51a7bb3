"""Sources in the words of a page: what a trial found or why it failed, without a word of the command line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from palabre.web.naming import number
from palabre.words import N_, _, moment, ngettext
from palabre.words.messages import told
from palabre.words.sources import (
    choice_name,
    hears,
    left_out_name,
    length_told,
    pace_told,
    passed_over_name,
    registered_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from palabre.errors import PalabreError
    from palabre.listen.sources import SourceRow
    from palabre.sources import Source, Tested

# What the command line would have one write after a command, a page has beside it.
HERE: Mapping[str, str] = {
    "source-needs": N_("This is needed. For example: {example}"),
    "source-needs-contact": N_("Give an e-mail address or a page: every server we ask is shown it."),
    "source-needs-secret": N_("{kind} needs this. It is kept in secrets.toml, nowhere else."),
    "source-there-already": N_("{label} is already listened to."),
    "source-address-private": N_(
        "{host} is a machine of a private network, not of the internet, so it was not asked. If that is what you want, "
        "tick “On a private network” below."
    ),
    "source-unreachable": N_("{host} cannot be reached ({why}). Check the address, or try again later."),
    "source-broken": N_("{host} answers with a fault of its own ({status}). Try again later."),
    "source-too-slow": N_("{host} did not answer in full within {seconds} s. Try again later."),
    "source-answer-unreadable": N_("{host} answered with something that cannot be read. Check the address."),
}


def told_here(error: PalabreError) -> str:
    """What an error says to whoever reads a page."""
    return _(HERE[error.message_id]).format(**error.fields) if error.message_id in HERE else told(error)


def found_by(tested: Tested) -> str:
    """What a trial found, in a sentence."""
    if not tested.posts:
        return _("It answers; nothing was posted there lately.")
    if tested.newest is None:
        return ngettext("It answers: {n} post found.", "It answers: {n} posts found.", tested.posts).format(
            n=number(tested.posts)
        )
    return ngettext(
        "It answers: {n} post found, of {newest}.",
        "It answers: {n} posts found, the newest of {newest}.",
        tested.posts,
    ).format(n=number(tested.posts), newest=moment(tested.newest))


def kind_hears(kind: type[Source]) -> str:
    """What a kind of source hears, in a sentence."""
    return hears(kind.name, kind.__doc__) or _(kind.title)


def kind_needs(kind: type[Source]) -> str:
    """What must be given before it can be heard."""
    needed = [_(one.title) for one in kind.settings if one.required]
    return _("Needs: {needed}.").format(needed=", ".join(needed)) if needed else _("Needs nothing.")


def heard_among(row: SourceRow) -> str:
    """How much of what was heard was kept."""
    heard, kept = row.counts.get("heard", 0), row.counts.get("kept", 0)
    if not heard:
        return _("Nothing was heard in seven days.")
    return _("Heard in seven days: {heard}. Kept: {kept}.").format(heard=number(heard), kept=number(kept))


def reasons_of(row: SourceRow) -> Sequence[tuple[str, str]]:
    """What was heard and not kept: how many, and why."""
    counts = (
        (_("matched no radar, and was not said in a place of ours"), row.counts.get("dropped", 0)),
        *((left_out_name(signal), n) for signal, n in row.left_out),
        *((passed_over_name(word), n) for word, n in row.passed_over),
        (_("erased since: their authors or their network took them away"), row.counts.get("erased", 0)),
    )
    return tuple((why, number(n)) for why, n in counts if n)


def tally(rows: Sequence[SourceRow]) -> Sequence[tuple[str, int]]:
    """How many sources are doing how, most first."""
    return Counter(row.health for row in rows).most_common()


WORDS: Mapping[str, Callable[..., object]] = {
    "choice_name": choice_name,
    "found_by": found_by,
    "heard_among": heard_among,
    "kind_hears": kind_hears,
    "kind_needs": kind_needs,
    "length_told": length_told,
    "pace_told": pace_told,
    "reasons_of": reasons_of,
    "registered_name": registered_name,
    "tally": tally,
}
