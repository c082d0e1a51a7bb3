"""Sensitive subjects proposed from listening, as their page shows them; and the one that a person accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from palabre.listen import views
from palabre.strategy.evidence_rules import undecided
from palabre.strategy.judging import Around, Heard
from palabre.strategy.platform_fit.telling import between
from palabre.strategy.sensitive import LEAST_GROWTH
from palabre.web.strategy.naming import short_name
from palabre.words import N_, _, number

if TYPE_CHECKING:
    from datetime import date

    from palabre.listen.shown import PostRow
    from palabre.model.strategy import Strategy
    from palabre.model.strategy.kept import Decision, ProposalDecision
    from palabre.strategy.sensitive import Proposal, Why
    from palabre.web.strategy.opening import Opened

SHOWN_POSTS = 5
WHY: Mapping[Why, str] = {
    "hostile": N_("It is said with hostile wording more than the rest of what is said of you and of competitors."),
    "growing": N_("It grows, and there is hostile wording in it."),
    "competitor": N_("It hits a competitor: what hits them today may hit you tomorrow."),
}
DECISIONS: Mapping[ProposalDecision, str] = {
    "accepted": N_("accepted as it was proposed"),
    "edited": N_("accepted with changes"),
    "dismissed": N_("set aside"),
}
METHOD = (
    N_(
        "Hostile wording is a short list of words and phrases, in French and in English, by which people attack, "
        "accuse or threaten. It reads words, not feelings: irony and grief pass unseen, a quoted insult counts."
    ),
    N_(
        "A subject is proposed when several people say it with hostile wording, when even the least its share may be "
        "is well above the usual, when it grows, or when it hits a competitor. One person who shouts proposes nothing."
    ),
    N_("“Between 12 and 18%” is what the count allows to say, nineteen times in twenty. The fewer, the wider."),
)
# What the form of a proposal writes, as a sensitive subject of the file names it.
FIELDS = ("subject", "words", "query", "level", "relay")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal in words. `filled` is what its form shows, by field; `decision` the one that holds, if any."""

    number: int
    proposal: Proposal
    name: str
    why: tuple[str, ...]
    figures: tuple[str, ...]
    posts: tuple[PostRow, ...]
    filled: Mapping[str, str]
    decision: Decision | None = None
    decided: str = ""
    # What is wrong with the form that was just sent for it, by field.
    wrong: Mapping[str, str] = field(default_factory=dict)


def proposals_of(opened: Opened, proposals: Sequence[Proposal]) -> tuple[list[ProposalView], list[ProposalView]]:
    """The proposals that wait for someone, then those decided on already, by a decision or by the file itself."""
    decided = opened.workspace.strategies.decided()
    around = Around(today=opened.workspace.clock().date(), heard=Heard(proposals=tuple(proposals)))
    open_ones = {one.key for one in undecided(opened.written.strategy, around)} - decided.keys()
    posts = views.posts_of(opened.workspace, [one for each in proposals for one in each.shown[:SHOWN_POSTS]])
    shown = [_view(n, one, posts, decided.get(one.key)) for n, one in enumerate(proposals, 1)]
    waiting = [one for one in shown if one.proposal.key in open_ones]
    return waiting, [one for one in shown if one.proposal.key not in open_ones]


def subject_from(plain: Mapping[str, Any], proposal: Proposal, strategy: Strategy, *, by: str, on: date) -> Any:  # noqa: ANN401
    """The sensitive subject that a filled form makes of a proposal, as plain values for the file."""
    taken = {one.id for one in strategy.sensitive_subjects}
    said = {name: plain.get(name) for name in FIELDS}
    return {
        "id": short_name({"subject": said["subject"]}, taken=taken, otherwise="subject"),
        **said,
        "radar": proposal.radar,
        "decided_by": by,
        "decided_on": on,
    }


def decision_on(plain: Mapping[str, Any], proposal: Proposal) -> ProposalDecision:
    """Whether what a form says is what was proposed; its level and its relay are always the person's own."""
    proposed = first_filled(proposal)
    same = plain.get("subject") == proposed["subject"] and plain.get("query") == proposed["query"]
    return "accepted" if same and not plain.get("words") else "edited"


def first_filled(proposal: Proposal) -> dict[str, str]:
    """What the form of a proposal shows at first. No word raises an alarm by itself until a person says so."""
    query = " OR ".join(f'"{one}"' for one in proposal.words)
    return {"subject": name_of(proposal), "words": "", "query": query, "level": "2", "relay": ""}


def name_of(proposal: Proposal) -> str:
    """What a proposal is about in a few words."""
    return proposal.radar or ", ".join(proposal.words) or proposal.name


def _view(n: int, one: Proposal, posts: Mapping[int, PostRow], decision: Decision | None) -> ProposalView:
    return ProposalView(
        number=n,
        proposal=one,
        name=name_of(one),
        why=tuple(_(WHY[why]) for why in one.why),
        figures=tuple(_figures(one)),
        posts=tuple(posts[post_id] for post_id in one.shown[:SHOWN_POSTS] if post_id in posts),
        filled=first_filled(one),
        decision=decision,
        decided=_(DECISIONS[decision.decision]) if decision else "",
    )


def _figures(one: Proposal) -> Iterator[str]:
    yield _("Posts about it: {posts}; people: {people}.").format(posts=number(one.posts), people=number(one.people))
    yield _("With hostile wording: {part} of {whole} ({share}), by {people} of them.").format(
        part=number(one.hostile.part),
        whole=number(one.hostile.whole),
        share=between(one.hostile),
        people=number(one.hostile_people),
    )
    yield _("In all that is said of you and of competitors: {share}.").format(share=between(one.usual))
    yield _("In the last four weeks: {recent} of the {all} posts heard; before: {before} of {rest}.").format(
        recent=number(one.recent.part),
        all=number(one.recent.whole),
        before=number(one.before.part),
        rest=number(one.before.whole),
    )
    if one.growth >= LEAST_GROWTH:
        yield _("Its share has grown at least {times} times.").format(times=number(one.growth))
    else:
        yield _("Whether it grows cannot be told.")
    for label, part in (
        (N_("Posts about you or answering them: {whole}; with hostile wording: {part}."), one.ours),
        (N_("Posts about a competitor or answering them: {whole}; with hostile wording: {part}."), one.others),
    ):
        if part.whole:
            yield _(label).format(whole=number(part.whole), part=number(part.part))
