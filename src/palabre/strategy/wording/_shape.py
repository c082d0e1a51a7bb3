"""What is said of a field and of a section."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """How a field is called, what it is for, and an example where one helps: one item of it when it is a list."""

    label: str
    why: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """How a section is called, and two sentences: why it comes at this moment of the path."""

    title: str
    why: str
