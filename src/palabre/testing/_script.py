"""The scripts of the story, read: a small notation for threads, so that the texts are written and corrected as texts.

    == 09-18 17:40 bluesky #spark | A title, for articles and forum subjects
    vertepaix!40: The first post. Its text goes on
      on lines that begin by two spaces. [photo: what a picture shows]
    > aurore: an answer, at a delay drawn by chance
    >> marchetti +25m: an answer to the answer, 25 minutes later
    > ~nadia: (no text) nadia reposts the first post; ~inert*6 is six accounts doing so
    > "courrier +2h: a quote of the first post, with its comment

A kind may follow the network (`question`), a language the person (`priya/en`). `!40` is heat: how much more noticed
than usual. `@nadia` is a callout, `{spark}` the address of the article labelled so, `{old}` a product's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

from palabre.model import POST_KINDS, PostKind

YEAR = 2026
# The valley's summer time; the last week of October is told an hour late, which changes nothing.
_LOCAL = timezone(timedelta(hours=2))
_HEAD = re.compile(r"== (\d\d)-(\d\d) (\d\d):(\d\d) ([a-z]+)(?: ([a-z]+))?(?: #(\w+))?(?: \| (.+))?$")
_LINE = re.compile(r"(>*) ?([~\"]?)([a-z]+\d*)(?:/(fr|en))?(?:\*(\d+))?(?:!(\d+))?(?: \+(\d+)([mhd]))?(?:: (.+))?$")
_PHOTO = re.compile(r" ?\[photo: ([^\]]+)\]$")
_MINUTES = {"m": 1, "h": 60, "d": 1440}
_ROOTS: dict[str, PostKind] = {"rss": "article", "reviews": "review"}
_ANSWERS: dict[str, PostKind] = {"rss": "comment"}


@dataclass(frozen=True, slots=True)
class Line:
    """What one person says in a scene, answering the line at place `parent`; without a delay, chance decides."""

    who: str
    kind: PostKind
    text: str
    parent: int | None
    delay_minutes: int | None
    heat: int
    photo: str | None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A thread: when and where it starts, and what is said in it, each line after the one it answers."""

    at: datetime
    network: str
    lang: str
    title: str | None
    label: str | None
    lines: tuple[Line, ...]


def scenes(script: str, lang: str) -> tuple[Scene, ...]:
    """The scenes of a script, in written order; raises ValueError at a line that is not in the notation."""
    return tuple(_scene(block, lang) for block in _blocks(joined(script)))


def joined(script: str) -> Iterator[str]:
    """The whole lines of a script, blank ones left out: a line that begins by two spaces belongs to the one before."""
    whole = ""
    for line in filter(str.strip, script.splitlines()):
        if line.startswith("  "):
            whole += " " + line.strip()
            continue
        if whole:
            yield whole
        whole = line.rstrip()
    if whole:
        yield whole


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.startswith("==") and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _scene(block: list[str], lang: str) -> Scene:
    head = _HEAD.match(block[0])
    if head is None or len(block) < 2:
        raise ValueError(f"not the head of a scene: {block[0]!r}")
    month, day, hour, minute = (int(head[place]) for place in range(1, 5))
    network, kind, label, title = head[5], head[6], head[7], head[8]
    root = cast("PostKind", kind) if kind in POST_KINDS else _ROOTS.get(network, "post")
    return Scene(
        at=datetime(YEAR, month, day, hour, minute, tzinfo=_LOCAL).astimezone(UTC),
        network=network,
        lang=lang,
        title=title,
        label=label,
        lines=tuple(_lines(block[1:], network, root)),
    )


def _lines(block: list[str], network: str, root: PostKind) -> Iterator[Line]:
    answered: list[int] = []
    place = 0
    for written in block:
        match = _LINE.match(written)
        if match is None or len(match[1]) > len(answered):
            raise ValueError(f"not a line of a scene: {written!r}")
        depth, times = len(match[1]), int(match[5] or 0)
        parent = answered[depth - 1] if depth else None
        del answered[depth:]
        answered.append(place)
        for number in range(1, max(times, 1) + 1):
            yield _line(match, f"{match[3]}{number}" if times else match[3], parent, network, root)
            place += 1


def _line(match: re.Match[str], who: str, parent: int | None, network: str, root: PostKind) -> Line:
    kind: PostKind = root if parent is None else _ANSWERS.get(network, "reply")
    if match[2]:
        kind = "repost" if match[2] == "~" else "quote"
    text = match[9] or ""
    photo = _PHOTO.search(text)
    return Line(
        who=who,
        kind=kind,
        text=text[: photo.start()] if photo else text,
        parent=parent,
        delay_minutes=int(match[7]) * _MINUTES[match[8]] if match[7] else None,
        heat=int(match[6] or 1),
        photo=photo[1] if photo else None,
        lang=match[4],
    )
