"""Who speaks, beside whom, and why they listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from palabre.model.strategy.kinds import Id, LongText

Sector = Literal[
    "food", "retail", "industry", "health", "finance", "software", "culture", "public", "education", "ngo", "event",
    "other",
]  # fmt: skip
Network = Literal[
    "bluesky", "mastodon", "facebook", "instagram", "threads", "x", "tiktok", "youtube", "linkedin", "reddit", "twitch",
    "discord", "whatsapp", "telegram", "forum", "blog", "website", "newsletter", "reviews", "in_person", "other",
]  # fmt: skip
LegalBasis = Literal["legitimate_interest", "public_task", "consent", "research"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Competitor:
    """Someone our people also turn to."""

    id: Id = ""
    name: str = ""
    names: tuple[str, ...] = ()
    # Addresses or names of accounts, as one would open them.
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What the register of processing says of our listening."""

    purpose: LongText = ""
    legal_basis: LegalBasis | None = None
    balance: LongText = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who we are, and who stands beside us."""

    organisation: str = ""
    sector: Sector | None = None
    about: LongText = ""
    names: tuple[str, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    listening: Listening = Listening()
