"""The scripts of the story, read: a small notation for threads, so that the texts are written and corrected as texts.

    # A comment
    == 09-18 17:40 bluesky #spark &fire | A title, for articles and forum subjects
    vertepaix!40: The first post. Its text goes on
      on lines that begin by two spaces. [photo: what a picture shows]
    > aurore: an answer, at a delay drawn by chance
    >> marchetti +25m: an answer to the answer, 25 minutes later
    > ~nadia &fire.amplifier: (no text) nadia reposts the first post; ~inert*6 is six accounts doing so
    > ~any*30 +20h: thirty people of the public do, most of them soon, all within 20 hours
    > "courrier +2h: a quote of the first post, with its comment

    == 06-08 *4 bluesky,x | four scenes of June to August, on either network, whose {words|terms} are drawn

A kind may follow the network (`question`), a language the person (`priya/en`). `!40` is heat: how much more noticed
than usual. `&part` says which part of the story a scene or a line belongs to, for those who test what is found in it.
`any`, `any2` are people of the public drawn anew in each scene, `new` someone never heard before. `@nadia` is a
callout, `{spark}` the address of the article labelled so, `{old}` a product's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from palabre.model import POST_KINDS, PostKind

YEAR = 2026
# The valley's summer time; the last week of October is told an hour late, which changes nothing.
LOCAL = timezone(timedelta(hours=2))
MINUTES = {"m": 1, "h": 60, "d": 1440}
_MARKS = r"((?: &[\w.]+)*)"
_TAIL = rf"(?: ([a-z]+))?(?: #(\w+))?{_MARKS}(?: \| (.+))?$"
_HEAD = re.compile(r"== (\d\d)-(\d\d) (\d\d):(\d\d) ([a-z]+)" + _TAIL)
_OFTEN = re.compile(r"== (\d\d)-(\d\d) \*(\d+) ([a-z,]+)" + _TAIL)
_LINE = re.compile(
    rf"(>*) ?([~\"]?)([a-z]+\d*)(?:/(fr|en))?(?:\*(\d+))?(?:!(\d+))?{_MARKS}(?: \+(\d+)([mhd]))?(?:: (.+))?$"
)
_PHOTO = re.compile(r" ?\[photo: ([^\]]+)\]$")
_ROOTS: dict[str, PostKind] = {"rss": "article", "reviews": "review"}
_ANSWERS: dict[str, PostKind] = {"rss": "comment", "youtube": "comment", "reddit": "comment"}


@dataclass(frozen=True, slots=True)
class Line:
    """What one person says in a scene, answering the line at place `parent`; without a delay, chance decides.

    `within_minutes` is for crowds: most of them come soon, all of them before that.
    """

    who: str
    kind: PostKind
    text: str
    parent: int | None
    delay_minutes: int | None = None
    heat: int = 1
    photo: str | None = None
    lang: str | None = None
    within_minutes: int | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A thread: when and where it starts, and what is said in it, each line after the one it answers."""

    at: datetime
    network: str
    lang: str
    title: str | None
    label: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A thread that happens several times between two months, in words that are drawn."""

    months: tuple[int, int]
    times: int
    networks: tuple[str, ...]
    kind: str | None
    marks: tuple[str, ...]
    title: str | None
    block: tuple[str, ...]


def scenes(script: str, lang: str) -> tuple[Scene, ...]:
    """The scenes of a script, in written order; raises ValueError at a line that is not in the notation."""
    return tuple(_scene(block, lang) for block in _blocks(joined(script)))


def patterns(script: str) -> tuple[Pattern, ...]:
    """The threads of a script that happen several times; raises ValueError at a head that is not in the notation."""
    return tuple(map(_pattern, _blocks(joined(script))))


def joined(script: str) -> Iterator[str]:
    """The whole lines of a script, comments and blank ones left out; two spaces continue the line before."""
    whole = ""
    for line in script.splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("  "):
            whole += " " + line.strip()
            continue
        if whole:
            yield whole
        whole = line.rstrip()
    if whole:
        yield whole


def lines_of(block: tuple[str, ...], network: str, kind: str | None, marks: tuple[str, ...]) -> tuple[Line, ...]:
    """What is said in a thread, written line by line."""
    root = kind if kind in POST_KINDS else _ROOTS.get(network, "post")
    return tuple(_lines(block, network, root, marks))


def photo_of(text: str) -> tuple[str, str | None]:
    """A text without the photo it ends with, and what the photo shows."""
    photo = _PHOTO.search(text)
    return (text[: photo.start()], photo[1]) if photo else (text, None)


def marks_of(written: str | None) -> tuple[str, ...]:
    """The parts of the story named in `&one &two`."""
    return tuple((written or "").replace("&", "").split())


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
    return Scene(
        at=datetime(YEAR, month, day, hour, minute, tzinfo=LOCAL).astimezone(UTC),
        network=head[5],
        lang=lang,
        title=head[9],
        label=head[7],
        lines=lines_of(tuple(block[1:]), head[5], head[6], marks_of(head[8])),
    )


def _pattern(block: list[str]) -> Pattern:
    head = _OFTEN.match(block[0])
    if head is None or len(block) < 2:
        raise ValueError(f"not the head of scenes that come back: {block[0]!r}")
    return Pattern(
        months=(int(head[1]), int(head[2])),
        times=int(head[3]),
        networks=tuple(head[4].split(",")),
        kind=head[5],
        marks=marks_of(head[7]),
        title=head[8],
        block=tuple(block[1:]),
    )


def _lines(block: tuple[str, ...], network: str, root: PostKind, marks: tuple[str, ...]) -> Iterator[Line]:
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
        is_drawn = match[3] in ("any", "new")
        for number in range(1, max(times, 1) + 1):
            who = f"{match[3]}{number}" if times and not is_drawn else match[3]
            yield _line(match, who, parent, (network, root), marks)
            place += 1


def _line(
    match: re.Match[str], who: str, parent: int | None, where: tuple[str, PostKind], marks: tuple[str, ...]
) -> Line:
    network, root = where
    kind: PostKind = root if parent is None else _ANSWERS.get(network, "reply")
    if match[2]:
        kind = "repost" if match[2] == "~" else "quote"
    text, photo = photo_of(match[10] or "")
    minutes = int(match[8]) * MINUTES[match[9]] if match[8] else None
    is_crowd = match[5] is not None and match[3] in ("any", "new")
    return Line(
        who=who,
        kind=kind,
        text=text,
        parent=parent,
        delay_minutes=None if is_crowd else minutes,
        within_minutes=minutes if is_crowd else None,
        heat=int(match[6] or 1),
        photo=photo,
        lang=match[4],
        marks=marks + marks_of(match[7]),
    )
