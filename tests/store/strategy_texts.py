"""Strategies drawn at random and written in any style, with comments; each line has its owner."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, is_dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from palabre.model.strategy import Strategy
from palabre.store._strategy_shape import fields_of, plain

if TYPE_CHECKING:
    from random import Random

WORDS = (
    "help", "no", "on", "12", "012", "12:30", "2026-01-01", "a: b", "# no", "l’équipe", "it's", 'say "hi"', "- dash",
    "fans", "@home", "C:\\new", "🧀 comté", "null", "~", "50 %", "x" * 130, "one two " * 20 + "end", "a\n\nb", "é\n  c",
    "[a]", "{b}", "*star*", "&co", "!", "a, b", "e:", ": f", "1e3", "0x1F", "<<", "=", "'", '"', "a\u2028b", "a\tb",
)  # fmt: skip
Where = tuple[str | int, ...]


@dataclass
class Drawn:
    """A text, what it says, and which path owns each line and each comment."""

    said: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    owners: list[Where | None] = field(default_factory=list)
    comments: dict[str, Where | None] = field(default_factory=dict)
    newline: str = "\n"
    ends: bool = True

    @property
    def text(self) -> str:
        return self.newline.join(self.lines) + (self.newline if self.ends and self.lines else "")


def value_of(kind: Any, rng: Random) -> Any:
    """A value of a kind of the model, as a form gives it."""
    if is_dataclass(kind):
        hints = fields_of(kind)  # type: ignore[arg-type] # a class, not one of its values
        names = [name for name in hints if rng.random() < (0.5 if len(hints) > 4 else 0.8)]
        return {name: one for name in names if (one := value_of(hints[name], rng)) not in (None, "", [], {})}
    if get_origin(kind) is tuple:
        return [
            one for _ in range(rng.choice((0, 1, 1, 2, 3))) if (one := value_of(plain(get_args(kind)[0]), rng)) != {}
        ]
    if get_origin(kind) is Literal:
        return rng.choice(get_args(kind))
    day = date(2026, rng.randint(1, 12), rng.randint(1, 28))
    made: dict[Any, Any] = {
        str: rng.choice(WORDS),
        int: rng.randint(0, 4000),
        float: rng.choice((0.5, 12.0, 33.25)),
        bool: rng.random() < 0.5,
        date: day,
        datetime: datetime(2026, 3, day.day, 12, 30, tzinfo=UTC),
    }
    return made[kind]


def drawn(rng: Random) -> Drawn:
    """A strategy and a text that says it."""
    page = Drawn(said=value_of(Strategy, rng))
    page.newline, page.ends = rng.choice(("\n", "\n", "\r\n")), rng.random() < 0.8
    if rng.random() < 0.5:
        _comment(page, rng, 0, None)
        _line(page, "", None)
    names = list(page.said)
    if rng.random() < 0.3:
        rng.shuffle(names)
    _fields(page, rng, {name: page.said[name] for name in names}, 0, ())
    if rng.random() < 0.3:
        _line(page, "", None)
        _comment(page, rng, 0, None)
    return page


def _line(page: Drawn, line: str, owner: Where | None) -> None:
    page.lines.append(line)
    page.owners.append(owner)


def _named(page: Drawn, owner: Where | None) -> str:
    comment = f"# c{len(page.comments)}: it's [“noted”]"
    page.comments[comment] = owner
    return comment


def _comment(page: Drawn, rng: Random, column: int, owner: Where | None) -> None:
    for _ in range(rng.choice((1, 1, 2))):
        _line(page, " " * column + _named(page, owner), owner)


def _end(page: Drawn, rng: Random, owner: Where) -> str:
    return "  " + _named(page, owner) if rng.random() < 0.2 else ""


def _fields(page: Drawn, rng: Random, value: dict[str, Any], column: int, path: Where) -> None:
    for number, (key, one) in enumerate(value.items()):
        here = (*path, key)
        if number and rng.random() < 0.15:
            _line(page, "", None)
            if rng.random() < 0.3:
                _comment(page, rng, column, path)
                _line(page, "", None)
        if rng.random() < 0.2:
            _comment(page, rng, column, here)
        _value(page, rng, " " * column + key + ":", one, column, here)
        if not isinstance(one, list) and rng.random() < 0.1:
            # Deeper than the field, and not so deep as to be read as a part of its text.
            _comment(page, rng, column + 1, here)


def _value(page: Drawn, rng: Random, head: str, value: Any, column: int, here: Where) -> None:
    if isinstance(value, dict) and value:
        _line(page, head + _end(page, rng, here), here)
        _fields(page, rng, value, column + 2, here)
    elif isinstance(value, list) and value and not (all(map(_is_short, value)) and rng.random() < 0.5):
        _line(page, head + _end(page, rng, here), here)
        _items(page, rng, value, column + rng.choice((0, 2)), here)
    elif isinstance(value, list):
        _line(page, f"{head} [{', '.join(json.dumps(one) for one in value)}]{_end(page, rng, here)}", here)
    else:
        _word(page, rng, head, value, column, here)


def _items(page: Drawn, rng: Random, value: list[Any], column: int, path: Where) -> None:
    for number, one in enumerate(value):
        here = (*path, number)
        if number and rng.random() < 0.2:
            _line(page, "", None)
        if rng.random() < 0.2:
            _comment(page, rng, column, here)
        if not isinstance(one, dict):
            _word(page, rng, " " * column + "-", one, column, here)
            continue
        begin = len(page.lines)
        quiet = _Quiet(rng)
        first, *others = one.items()
        _fields(page, quiet, dict([first]), column + 2, here)  # type: ignore[arg-type] # draws what a field draws
        page.lines[begin] = " " * column + "- " + page.lines[begin].lstrip()
        _fields(page, rng, dict(others), column + 2, here)


class _Quiet:
    """Draws no comment above: a first field stands on the line of its dash."""

    def __init__(self, rng: Random) -> None:
        self.choice, self._rng = rng.choice, rng

    def random(self) -> float:
        return 1.0


def _is_short(value: object) -> bool:
    return isinstance(value, (str, int)) and len(str(value)) < 30 and str(value).isascii()


def _word(page: Drawn, rng: Random, head: str, value: Any, column: int, here: Where) -> None:
    if not isinstance(value, str):
        said = value.isoformat() if isinstance(value, date) else str(value).lower()
        _line(page, f"{head} {said}{_end(page, rng, here)}", here)
    elif "\n" in value and value.replace("\n", "").isprintable():
        _line(page, f"{head} |-{_end(page, rng, here)}", here)
        for line in value.split("\n"):
            _line(page, " " * (column + 3) + line if line else "", here)
    elif value.isprintable() and " " in value and rng.random() < 0.5:
        _line(page, f"{head} >-{_end(page, rng, here)}", here)
        for line in value.split(" "):
            _line(page, " " * (column + 2) + line, here)
    elif value.isalpha() and value.isascii() and value != "null":
        _line(page, f"{head} {value}{_end(page, rng, here)}", here)
    elif "'" not in value and value.isprintable() and rng.random() < 0.5:
        _line(page, f"{head} '{value}'{_end(page, rng, here)}", here)
    else:
        quoted = json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028")
        _line(page, f"{head} {quoted}{_end(page, rng, here)}", here)
