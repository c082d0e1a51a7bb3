"""Where a text is cut and sewn: a value replaced, a field added, an item put in, taken out or moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from palabre.store._strategy_sheet import Part, Sheet
from palabre.store._strategy_values import Lost, raw_value
from palabre.store._strategy_writing import WIDEST, fields_of, in_brackets, inline, is_empty, item_of, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from palabre.model.strategy.findings import Path
    from palabre.store._strategy_nodes import Node

_MARK = re.compile(r"[|>][-+0-9]*")
_COMMENT = re.compile(r"(?:^|(?<=[\s,\[\]{}]))#[^\r\n]*", re.MULTILINE)


def replace_value(sheet: Sheet, part: Part, value: object) -> str:
    """The text with another value after a colon or a dash; what ends the line of the colon stays."""
    head, under = lines_of(value, part.column)
    text, node = sheet.text, part.value
    if node.is_block_text and (mark := _MARK.search(text, node.start)):
        begin, end, rest = mark.start(), mark.end(), max(node.end, sheet.line_end(mark.end()))
    elif node.what in ("list", "fields") and not node.is_flow and sheet.line_start(node.start) > part.after:
        begin, end, rest = part.after, part.after, sheet.line_end(node.end)
    else:
        begin, end, rest = node.start, node.end, sheet.line_end(node.end)
    begin = part.after if not text[part.after : begin].strip() and "\n" not in text[part.after : begin] else begin
    head = head if begin == part.after else head.lstrip()
    kept = text[end : sheet.line_end(end)]
    return text[:begin] + head + kept + "".join(sheet.newline + line for line in under) + text[rest:]


def add(sheet: Sheet, path: Path, key: str, value: object, order: Sequence[str]) -> str:
    """The text with one more field, after the nearest of those that come before it in the order."""
    node = sheet.node(path)
    parts = sheet.parts(node) if node and not node.is_null else []
    if not parts:
        return _add_first(sheet, key, value)
    rank = {name: number for number, name in enumerate(order)}
    mine = rank.get(key, len(order))
    before = [one for one in parts if rank.get(str(one.key), -1) < mine and str(one.key) in rank]
    lines = fields_of({key: value}, parts[0].column)
    if not before and key in rank:
        return _before(sheet, parts, lines)
    after = max(before, key=lambda one: rank[str(one.key)]) if before else parts[-1]
    return _after(sheet, parts, parts.index(after), lines)


def _add_first(sheet: Sheet, key: str, value: object) -> str:
    before = sheet.with_break(len(sheet.text))
    return before + sheet.joined(fields_of({key: value}, 0))


def put_in(sheet: Sheet, parts: Sequence[Part], number: int, value: object) -> str:
    """The text with one more item of a list before that of a number, or after the last."""
    lines = item_of(value if not is_empty(value) else {}, parts[0].column)
    return _before(sheet, parts, lines) if not number else _after(sheet, parts, number - 1, lines)


def _before(sheet: Sheet, parts: Sequence[Part], lines: list[str]) -> str:
    first = parts[0]
    at = sheet.head(first)
    if not sheet.begins_line(first):
        return sheet.text[:at] + sheet.joined(lines).lstrip(" ") + " " * first.column + sheet.text[at:]
    gap = sheet.newline if len(parts) > 1 and _is_apart(sheet, parts, 0) else ""
    return sheet.text[:at] + sheet.joined(lines) + gap + sheet.text[at:]


def _after(sheet: Sheet, parts: Sequence[Part], number: int, lines: list[str]) -> str:
    end = sheet.tail(parts[number])
    apart = _is_apart(sheet, parts, min(number, len(parts) - 2)) if len(parts) > 1 else False
    return sheet.with_break(end) + (sheet.newline if apart else "") + sheet.joined(lines) + sheet.text[end:]


def _is_apart(sheet: Sheet, parts: Sequence[Part], number: int) -> bool:
    """Whether a blank line stands between a part and the next."""
    return sheet.is_blank(sheet.tail(parts[number]), sheet.head(parts[number + 1]))


def cut(sheet: Sheet, part: Part, *, is_alone: bool) -> str:
    """The text without a part; a blank line before it goes too where another follows."""
    text, start, end = sheet.text, sheet.head(part), sheet.tail(part)
    if not sheet.begins_line(part):
        if is_alone:
            return text[: part.at] + "{}" + text[sheet.line_end(part.value.end) :]
        follower = sheet.text[end:]
        bare = follower.lstrip(" \r\n")
        if not bare.startswith("#"):
            return text[: part.at] + bare
        return text[: part.at].rstrip(" ") + sheet.newline + follower
    if text[end : sheet.line_end(end)].strip():
        return text[:start] + text[end:]
    if not part.floor and start:
        # The first of a list: the blank line under it would stand right after the key.
        while end < len(text) and not text[end : sheet.line_end(end)].strip():
            end = sheet.next_line(end)
    while start > part.floor:
        above = sheet.line_start(start - 1)
        if above < part.floor or text[above:start].strip():
            break
        start = above
    return text[:start] + text[end:]


def permute(sheet: Sheet, parts: Sequence[Part], number: int, to: int) -> str:
    """The text with an item at another place; what stands between items stays where it is."""
    if not all(map(sheet.begins_line, parts)):
        raise Lost
    spans = [(sheet.head(one), sheet.tail(one)) for one in parts]
    pieces = [sheet.text[start:end] for start, end in spans]
    had_break = pieces[-1].endswith(("\n", "\r"))
    pieces = [piece if piece.endswith(("\n", "\r")) else piece + sheet.newline for piece in pieces]
    pieces.insert(to, pieces.pop(number))
    if not had_break:
        pieces[-1] = pieces[-1].removesuffix(sheet.newline)
    written, last = "", 0
    for (start, end), piece in zip(spans, pieces, strict=True):
        written += sheet.text[last:start] + piece
        last = end
    return written + sheet.text[last:]


def write_in_brackets(sheet: Sheet, above: Path, path: Path, change: Callable[[Any], Any]) -> str:
    """The text with something changed inside brackets: these are written anew, on one line if that will do."""
    node = sheet.node(above)
    if node is None:
        raise Lost
    value = _with(raw_value(node, sheet.text), path, change)
    line = in_brackets(value)
    if len(line) + sheet.column(node.start) <= WIDEST and "\n" not in line:
        return sheet.text[: node.start] + line + sheet.text[node.end :]
    if not above:
        return sheet.text[: node.start] + sheet.joined(fields_of(value, 0)) + sheet.text[sheet.next_line(node.end) :]
    return replace_value(sheet, _there(sheet.part(above)), value)


def write_word(sheet: Sheet, node: Node, value: object) -> str:
    """The text with another word in the place of one inside brackets."""
    return sheet.text[: node.start] + inline(value, is_flow=True) + sheet.text[node.end :]


def has_comments(sheet: Sheet, above: Path) -> bool:
    """Whether comments stand inside the brackets at a path."""
    node = sheet.node(above)
    return node is not None and bool(_comments(sheet, node))


def out_of_brackets(sheet: Sheet, above: Path) -> str:
    """The text with what stood in brackets written in lines, each comment above what it was beside."""
    node = sheet.node(above)
    if node is None:
        raise Lost
    part = _there(sheet.part(above)) if above else None
    column = part.column + 2 if part else 0
    beside: dict[int, list[str]] = {}
    for at, comment in _comments(sheet, node):
        beside.setdefault(_child_beside(sheet, node, at), []).append(" " * column + comment)
    lines: list[str] = []
    written = [item_of(raw_value(one, sheet.text), column) for one in node.items]
    written += [fields_of({key.word: raw_value(one, sheet.text)}, column) for key, one in node.pairs]
    for number, child in enumerate([*written, []]):
        lines += beside.get(number, []) + child
    begin = part.after if part else node.start
    kept = sheet.text[node.end : sheet.line_end(node.end)]
    body = "".join(sheet.newline + line for line in lines) if part else sheet.newline.join(lines)
    return sheet.text[:begin] + (kept if part else "") + body + sheet.text[sheet.line_end(node.end) :]


def _comments(sheet: Sheet, node: Node) -> list[tuple[int, str]]:
    words = [(one.start, one.end) for one in _words(node)]
    found = ((one.start(), one.group()) for one in _COMMENT.finditer(sheet.text, node.start, node.end))
    return [(at, comment) for at, comment in found if not any(start <= at < end for start, end in words)]


def _words(node: Node) -> Iterator[Node]:
    if node.what in ("word", "alias"):
        yield node
    for one in node.items:
        yield from _words(one)
    for key, value in node.pairs:
        yield from _words(key)
        yield from _words(value)


def _child_beside(sheet: Sheet, node: Node, at: int) -> int:
    """The number of the child that a comment ends the line of, or else of the next one."""
    ends = [one.end for one in node.items] or [value.end for _, value in node.pairs]
    for number, end in enumerate(ends):
        if end > at or sheet.line_end(end) >= at:
            return number
    return len(ends)


def _with(value: Any, path: Path, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    if not path:
        return change(value)
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        items = list(value) if isinstance(value, list) else [] if is_empty(value) else [value]
        made = _with(items[key] if key < len(items) else None, rest, change)
        items[key : key + 1] = [] if is_empty(made) and not isinstance(made, dict) else [made]
        return items
    fields = dict(value) if isinstance(value, dict) else {}
    fields[key] = _with(fields.get(key), rest, change)
    return {name: one for name, one in fields.items() if name != key or not is_empty(one)}


def _there(part: Part | None) -> Part:
    if part is None:
        raise Lost
    return part
