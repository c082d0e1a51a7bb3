"""Radars: saved queries with a subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Subject = Literal["ours", "competitor", "topic", "audience", "sensitive"]
SUBJECTS: tuple[Subject, ...] = ("ours", "competitor", "topic", "audience", "sensitive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """A saved query. `version` grows with each edit; `shown` is the newest version that all of history was read with.

    Pages show the mentions of `shown`: 0 until history was read once, behind `version` while an edit is read again.
    """

    radar_id: int
    name: str
    subject: Subject
    query: str
    version: int
    shown: int
    created_at: datetime
    changed_at: datetime

    @property
    def is_ready(self) -> bool:
        """Whether its mentions are those of its newest version."""
        return self.shown == self.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A version of a radar that posts are matched with."""

    radar_id: int
    version: int
    query: str
