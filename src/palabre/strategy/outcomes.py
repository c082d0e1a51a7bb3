"""What may tell that an objective is met, by kind of objective: outcomes, never numbers of followers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from palabre.words import N_

if TYPE_CHECKING:
    from palabre.model.strategy import ObjectiveKind

Unit = Literal["per_cent", "people", "posts", "hours", "days", "requests", "fires", "defects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An indicator of outcome: its short name, its sentence, its unit, whether today's archive can count it.

    `measured` is true only where posts, threads, accounts and dates that are heard are enough; the others need what
    people note down, or the map of people.
    """

    id: str
    sentence: str
    unit: Unit
    measured: bool = False


OUTCOMES: dict[str, Outcome] = {
    one.id: one
    for one in (
        Outcome(
            id="members-answering-members",
            sentence=N_("share of answers that members give to each other"),
            unit="per_cent",
        ),
        Outcome(
            id="authors-returning",
            sentence=N_("share of authors who write again within 28 days"),
            unit="per_cent",
            measured=True,
        ),
        Outcome(
            id="threads-not-ours",
            sentence=N_("share of discussions that someone else than us began"),
            unit="per_cent",
            measured=True,
        ),
        Outcome(
            id="answer-delay",
            sentence=N_("median delay between a question and our first answer"),
            unit="hours",
            measured=True,
        ),
        Outcome(
            id="hours-to-notice",
            sentence=N_("hours between the first hostile post and the moment we saw it"),
            unit="hours",
        ),
        Outcome(
            id="fires-by-level",
            sentence=N_("flare-ups a year by alert level, those that went out alone apart"),
            unit="fires",
        ),
        Outcome(
            id="hostile-share",
            sentence=N_("share of hostile mentions on our sensitive subjects"),
            unit="per_cent",
        ),
        Outcome(
            id="unasked-recommendations",
            sentence=N_("people who recommend us without being asked, a month"),
            unit="people",
        ),
        Outcome(
            id="ambassadors-active",
            sentence=N_("ambassadors who wrote in their own words in the last 28 days"),
            unit="people",
        ),
        Outcome(
            id="answers-by-ambassadors",
            sentence=N_("questions of the public that ambassadors answered"),
            unit="posts",
        ),
        Outcome(
            id="share-of-voice",
            sentence=N_("our share of voice beside the competitor, counted in authors"),
            unit="per_cent",
            measured=True,
        ),
        Outcome(
            id="cited-by-trusted-voices",
            sentence=N_("posts of trusted voices that name us"),
            unit="posts",
        ),
        Outcome(
            id="key-messages-taken-up",
            sentence=N_("share of mentions that take up one of our key messages"),
            unit="per_cent",
        ),
        Outcome(
            id="mentions-by-others",
            sentence=N_("different authors who name us of their own accord, a week"),
            unit="people",
            measured=True,
        ),
        Outcome(
            id="testers-who-report",
            sentence=N_("testers who sent at least one useful report"),
            unit="people",
        ),
        Outcome(
            id="defects-found",
            sentence=N_("defects and misunderstandings found before the launch"),
            unit="defects",
        ),
        Outcome(
            id="testers-who-stay",
            sentence=N_("share of testers who still test after four weeks"),
            unit="per_cent",
        ),
        Outcome(
            id="questions-answered",
            sentence=N_("share of questions that got an answer"),
            unit="per_cent",
            measured=True,
        ),
        Outcome(
            id="solved-by-users",
            sentence=N_("share of questions that other users solved"),
            unit="per_cent",
        ),
        Outcome(
            id="requests-heard",
            sentence=N_("requests and needs heard, then handed to a colleague"),
            unit="requests",
        ),
        Outcome(
            id="requests-with-outcome",
            sentence=N_("share of requests handed on whose outcome is known"),
            unit="per_cent",
        ),
        Outcome(
            id="conversations-lasting",
            sentence=N_("people with whom we had a third exchange"),
            unit="people",
            measured=True,
        ),
    )
}
_OF_KIND: dict[str, tuple[str, ...]] = {
    "animate_community": ("members-answering-members", "authors-returning", "threads-not-ours"),
    "prevent_fires": ("hours-to-notice", "answer-delay", "fires-by-level", "hostile-share"),
    "recruit_ambassadors": ("ambassadors-active", "unasked-recommendations", "answers-by-ambassadors"),
    "gain_visibility": ("share-of-voice", "cited-by-trusted-voices", "key-messages-taken-up", "mentions-by-others"),
    "find_beta_testers": ("testers-who-report", "defects-found", "testers-who-stay"),
    "help_users": ("questions-answered", "answer-delay", "solved-by-users"),
    "bring_leads": ("requests-heard", "requests-with-outcome", "conversations-lasting"),
    "other": ("conversations-lasting", "authors-returning", "mentions-by-others"),
}


def outcomes_for(kind: ObjectiveKind | None) -> tuple[Outcome, ...]:
    """Three indicators of outcome or more that tell whether an objective of a kind is met, the most telling first."""
    return tuple(OUTCOMES[name] for name in _OF_KIND[kind or "other"])
