"""What happens more than once: threads in words that are drawn, passing remarks, and bursts of a few hours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

from palabre.model import PostKind
from palabre.testing._crowd import Crowd
from palabre.testing._rhythm import awake, moment, soon
from palabre.testing._script import (
    LOCAL,
    MINUTES,
    YEAR,
    Line,
    Pattern,
    Scene,
    joined,
    lines_of,
    marks_of,
    patterns,
    photo_of,
)
from palabre.testing._wording import Told, lists, worded
from palabre.testing.scripts import bursts_of, remarks_of, threads_of

_ALL_MONTHS = (5, 10)
_REMARK = re.compile(r"(?:([a-z]+)> )?(?:(\d\d)-(\d\d) )?(?:([?*\"]) )?(.+)$")
_BURST = re.compile(
    r"-- (?:#(\w+) \+(\d+)([mh])|(\d\d)-(\d\d) (\d\d):(\d\d)) ~(\d+)([mh]) \*(\d+) ([a-z,]+)((?: &[\w.]+)*)$"
)
_KINDS: Mapping[str, PostKind] = {"?": "question", "*": "review", '"': "quote"}
_NETWORKS = ("bluesky",) * 6 + ("x",) * 6 + ("fediverse",) * 4 + ("reddit",)
_WORDINGS, _WORDINGS_OF_A_THREAD = 14, 60
# How much two wordings of one text may share: first little, more only when nothing else is left to say.
_LIKENESSES = (0.45, 0.7, 0.95)
_FAR = 10_000


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said in passing, by one person or by anyone, between two months."""

    origin: int
    months: tuple[int, int]
    kind: PostKind
    who: str | None
    text: str


class Chance:
    """What scenes are drawn with, so that all of one story share who has spoken and what was said."""

    def __init__(self, lang: str, rng: Random, told: Told, *, is_abroad: bool = False) -> None:
        self.lang = lang
        self.rng = rng
        self.crowd = Crowd(rng, is_abroad=is_abroad)
        self._lists = lists(lang)
        self._told = told

    def wording(self, origin: int, texts: Sequence[str], likeness: float) -> tuple[str, ...] | None:
        """These texts in words unlike those told before; None when none are found."""
        for _ in range(_WORDINGS_OF_A_THREAD if len(texts) > 1 else _WORDINGS):
            kept: dict[str, str] = {}
            said = tuple(worded(text, kept, self._lists, self.rng) for text in texts)
            read = tuple(photo_of(text)[0] for text in said)
            if self._told.are_new(origin, read, likeness):
                self._told.keep(origin, read)
                return said
        return None

    def person(self, who: str | None, network: str, at: datetime, besides: Iterable[str] = ()) -> str:
        """Who speaks: someone named, someone of the crowd, or a stranger."""
        if who == "new":
            return self.crowd.stranger()
        if who is None or who.rstrip("0123456789") == "any":
            return self.crowd.someone(network, at, set(besides))
        return who

    def with_people(self, scene: Scene) -> Scene:
        """The scene with its `any` and `new` replaced by people; `any2` is the same person all along."""
        known = {line.who: line.who for line in scene.lines}
        lines = []
        for line in scene.lines:
            who = known.get(line.who, line.who) if line.who not in ("any", "new") else line.who
            if who == line.who:
                who = self.person(line.who, scene.network, scene.at, known.values())
                known[line.who if line.who not in ("any", "new") else who] = who
            lines.append(replace(line, who=who))
        return replace(scene, lines=tuple(lines))


def threads(chance: Chance) -> Iterator[Scene]:
    """Each thread that happens several times, as often as it says or as its words allow."""
    for place, pattern in enumerate(patterns(threads_of(chance.lang))):
        for _ in range(pattern.times):
            scene = _thread(pattern, -1 - place, chance)
            if scene is not None:
                yield scene


def remarks(chance: Chance, lines: int, *, at_home: bool) -> Iterator[Scene]:
    """As many passing remarks as asked for, no two in the same words while other words are left."""
    banks = [tuple(_remarks(remarks_of(chance.lang, at_home=at_home)))]
    if not at_home:
        # Once all is said that is only said abroad, what anyone may say at home.
        banks.append(tuple(one for one in _remarks(remarks_of(chance.lang, at_home=True)) if one.who is None))
    for remark, text in _told(banks, lines, 0, chance):
        network = "reviews" if remark.kind == "review" else chance.rng.choice(_NETWORKS)
        at = moment(remark.months, remark.who or text, chance.rng)
        yield _alone(text, remark.kind, chance.person(remark.who, network, at), at, network, chance.lang)


def bursts(chance: Chance, scenes: Sequence[Scene]) -> Iterator[Scene]:
    """These scenes with what many people added to them, then the bursts that answer nothing."""
    added: dict[str, list[Line]] = defaultdict(list)
    alone: list[Scene] = []
    at_label = {scene.label: scene for scene in scenes if scene.label}
    for head, bank in _sections(bursts_of(chance.lang)):
        if head[1]:
            added[head[1]] += _answers(head, bank, at_label[head[1]], chance)
        else:
            alone += _outbursts(head, bank, chance)
    for scene in scenes:
        extra = added.get(scene.label or "", ())
        yield replace(scene, lines=(*scene.lines, *extra)) if extra else scene
    yield from alone


def _thread(pattern: Pattern, origin: int, chance: Chance) -> Scene | None:
    network = chance.rng.choice(pattern.networks)
    lines = lines_of(pattern.block, network, pattern.kind, pattern.marks)
    texts = [pattern.title or "", *(line.text for line in lines)]
    written = chance.wording(origin, [text for text in texts if text], 0.6)
    if written is None:
        return None
    said = iter(written)
    title = next(said) if pattern.title else None
    lines = tuple(replace(line, text=next(said)) if line.text else line for line in lines)
    at = moment(pattern.months, lines[0].who, chance.rng)
    scene = Scene(at=at, network=network, lang=chance.lang, title=title, label=None, lines=lines)
    return chance.with_people(scene)


def _remarks(script: str) -> Iterator[Remark]:
    for origin, written in enumerate(joined(script)):
        match = _REMARK.match(written)
        if match is None:
            raise ValueError(f"not a remark: {written!r}")
        months = (int(match[2]), int(match[3])) if match[2] else _ALL_MONTHS
        kind: PostKind = _KINDS.get(match[4] or "", "post")
        yield Remark(origin, months, kind, match[1], match[5])


def _alone(
    text: str, kind: PostKind, who: str, at: datetime, network: str, lang: str, marks: tuple[str, ...] = ()
) -> Scene:
    said, photo = photo_of(text)
    line = Line(who=who, kind=kind, text=said, parent=None, photo=photo, marks=marks)
    return Scene(at=at, network=network, lang=lang, title=None, label=None, lines=(line,))


def _sections(script: str) -> Iterator[tuple[re.Match[str], list[Remark]]]:
    head: re.Match[str] | None = None
    block: list[str] = []
    for line in (*joined(script), "--"):
        if not line.startswith("--"):
            block.append(line)
            continue
        if head is not None:
            yield head, list(_remarks("\n".join(block)))
        if line != "--" and (head := _BURST.match(line)) is None:
            raise ValueError(f"not the head of a burst: {line!r}")
        block = []


def _told(banks: Sequence[Sequence[Remark]], wanted: int, base: int, chance: Chance) -> Iterator[tuple[Remark, str]]:
    """So many remarks of these banks, all of them in turn, unlike each other as long as words are left."""
    missing = wanted
    for likeness, (number, bank) in product(_LIKENESSES, enumerate(banks)):
        left = list(bank)
        while left and missing > 0:
            chance.rng.shuffle(left)
            still = []
            for remark in left[:missing]:
                wording = chance.wording(base + _FAR * number + remark.origin, (remark.text,), likeness)
                if wording is not None:
                    still.append(remark)
                    missing -= 1
                    yield remark, wording[0]
            left = still
    if missing > 0:
        raise ValueError(f"{missing} remarks are missing in {chance.lang}: write more of them")


def _far(head: re.Match[str]) -> int:
    """Where the numbers of a burst's texts begin, far from those of remarks."""
    return _FAR * (2 + sum(map(ord, head[0])))


def _who(remark: Remark, network: str, at: datetime, chance: Chance) -> str:
    """Those of a burst are strangers as often as people one knows."""
    return chance.person(remark.who or ("new" if chance.rng.random() < 0.5 else None), network, at)


def _answers(head: re.Match[str], bank: Sequence[Remark], scene: Scene, chance: Chance) -> Iterator[Line]:
    wait = int(head[2]) * MINUTES[head[3]]
    within = int(head[8]) * MINUTES[head[9]]
    for remark, text in _told([bank], int(head[10]), _far(head), chance):
        said, photo = photo_of(text)
        yield Line(
            who=_who(remark, scene.network, scene.at, chance),
            kind="quote" if remark.kind == "quote" else "comment" if scene.network == "rss" else "reply",
            text=said,
            parent=0,
            delay_minutes=wait + soon(within, chance.rng),
            photo=photo,
            marks=marks_of(head[12]),
        )


def _outbursts(head: re.Match[str], bank: Sequence[Remark], chance: Chance) -> Iterator[Scene]:
    month, day, hour, minute = (int(head[place]) for place in range(4, 8))
    start = datetime(YEAR, month, day, hour, minute, tzinfo=LOCAL).astimezone(UTC)
    networks = head[11].split(",")
    within = int(head[8]) * MINUTES[head[9]]
    for remark, text in _told([bank], int(head[10]), _far(head), chance):
        network = chance.rng.choice(networks)
        at = awake(start + timedelta(minutes=soon(within, chance.rng)), chance.rng)
        yield _alone(text, remark.kind, _who(remark, network, at, chance), at, network, chance.lang, marks_of(head[12]))
