"""The marks of a piece of HTML, one after another, in a time that grows with its length and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from palabre.text.extract import clean_text

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Inside these, marks are only letters.
LETTERS = frozenset(("script", "style", "textarea", "title", "xmp", "noembed"))
TOKEN = re.compile(
    r"([^<]+)|<!--|<[!?][^<>]*>?|<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+[^<>]*)>|(<)",
    re.DOTALL,
)
_CELL = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


class Mark(NamedTuple):
    """A mark that begins or `ends` (its tag in small letters, what it says of itself), or a `text` between two.

    A script has its letters as its own text, undecoded.
    """

    tag: str = ""
    cells: Mapping[str, str] = {}
    ends: bool = False
    text: str = ""


def cells_of(written: str) -> dict[str, str]:
    """What a mark says of itself, empty for words without a value (`itemscope`); said twice: the first time."""
    if not written or written.isspace():
        return {}
    return {name.lower(): unescape(a or b or c) for name, a, b, c in reversed(_CELL.findall(written))}


def end_of(tag: str, html: str, at: int) -> int:
    """Where the mark that ends this one begins; the end of the text when there is none."""
    found = re.compile(rf"</{tag}\b", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def marks_of(html: str) -> Iterator[Mark]:
    """Every mark and every text, in order; comments and declarations are passed over."""
    at = 0
    while found := TOKEN.match(html, at):
        at = found.end()
        text, closes, tag, written, sign = found.groups()
        if text or sign:
            yield Mark(text=unescape(found[0]))
        elif tag and closes:
            yield Mark(tag.lower(), ends=True)
        elif tag:
            tag = tag.lower()
            end = end_of(tag, html, at) if tag in LETTERS else at
            yield Mark(tag, cells_of(written), text=html[at:end])
            at = end
        elif found[0] == "<!--":
            end = html.find("-->", at)
            at = end + 3 if end >= 0 else len(html)


def web_address(address: str, base: str = "") -> str:
    """An address as the web has it, whole; empty when it is none."""
    address = address.strip()
    if not address:
        return ""
    try:
        whole = urljoin(base, address) if base else address
        good = urlsplit(whole).scheme in ("http", "https") and bool(urlsplit(whole).hostname)
    except ValueError:
        return ""
    return clean_text(whole) if good else ""
