"""From the HTML that networks write to plain text: what a reader sees, and the addresses behind it.

The parser of the standard library takes a time that grows with the square of hostile marks; here each letter is looked
at a few times at most.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from palabre.text.extract import clean_text
from palabre.text.marks import TOKEN, VOID, cells_of, end_of, web_address

_UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "iframe", "object"))
_PARAGRAPHS = frozenset(
    ("p", "blockquote", "pre", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "aside", "figure", "hr")
)
_LINES = frozenset(
    ("div", "li", "dt", "dd", "tr", "section", "article", "header", "footer", "details", "summary", "figcaption", "br")
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A block begins and ends a line; two that follow each other share the break.
_BLOCK = "\x1e"
_SPACES = re.compile(r"[ \t\r\f]+")
_BREAKS = re.compile(r" ?(?:[\x1e\n] ?)++")
_DEEPEST = 10


class PlainText(NamedTuple):
    """A text as a reader sees it, and the web addresses it leads to, each once, in order."""

    text: str
    links: tuple[str, ...] = ()


def plain_text(html: str, base: str = "") -> PlainText:
    """The text of a piece of HTML: blocks on lines of their own, quotes behind `> `, list items behind `- `.

    A link whose text is its own address, shortened or not, gives the whole address; `@name` and `#tag` stay as written
    and are no links. Custom emoji stay `:named:`. Scripts, styles and what a page hides are left out. Addresses
    that are not whole are completed from `base`, left out when there is none.
    """
    if "<" not in html and "&" not in html:
        return PlainText(clean_text(html))
    reader = _Reader(base)
    reader.read(html)
    return reader.told()


class _Anchor:
    """A link being read: what it leads to, what it shows, and whether part of its address is hidden."""

    def __init__(self, address: str, *, is_mark: bool) -> None:
        self.address = address
        self.is_mark = is_mark
        self.is_shortened = False
        self.shown: list[str] = []

    def text(self) -> str:
        """What stands in the text for this link."""
        shown = "".join(self.shown)
        if self.is_mark or not self.address:
            return shown
        bare = _BLANKS.sub("", shown).rstrip("…").removesuffix("...")
        if self.is_shortened or not bare or _is_part(bare, self.address):
            return self.address
        return shown


def _is_part(shown: str, address: str) -> bool:
    """Whether a text is the address it leads to, with or without its scheme, perhaps cut."""
    return "." in shown and shown in address and address.find(shown) <= len("https://www.")


class _Reader:
    def __init__(self, base: str) -> None:
        self._base = base
        self._buffers: list[list[str]] = [[]]
        self._links: dict[str, None] = {}
        self._anchor: _Anchor | None = None
        self._hidden = ""
        self._depth = 0
        self._quotes = 0
        self._pre = 0

    def told(self) -> PlainText:
        while len(self._buffers) > 1:
            self._end_quote()
        self._end_anchor()
        return PlainText(clean_text(_laid_out(self._buffers[0])), tuple(self._links))

    def read(self, html: str) -> None:
        at = 0
        while found := TOKEN.match(html, at):
            at = found.end()
            text, closes, tag, cells, sign = found.groups()
            if text or sign:
                self._said(unescape(found[0]))
            elif tag and closes:
                self._ended(tag.lower())
            elif tag:
                self._began(tag.lower(), cells_of(cells))
                if self._hidden and tag.lower() in _UNSEEN:
                    # Inside these, marks are only letters.
                    at = end_of(tag, html, at)
            elif found[0] == "<!--":
                end = html.find("-->", at)
                at = end + 3 if end >= 0 else len(html)

    def _began(self, tag: str, told: dict[str, str]) -> None:
        if self._hidden:
            self._depth += tag == self._hidden
            return
        classes = told.get("class", "").split()
        if tag in _UNSEEN or "quote-inline" in classes:
            self._hide(tag)
        elif "invisible" in classes and self._anchor is not None:
            self._anchor.is_shortened = True
            self._hide(tag)
        elif tag == "a":
            self._end_anchor()
            self._anchor = _Anchor(self._web(told.get("href", "")), is_mark=_is_mark(classes, told.get("rel", "")))
        elif tag == "img":
            self._put(told.get("alt", "") if "emoji" in classes or "custom-emoji" in classes else "")
        else:
            self._begin(tag)

    def _web(self, address: str) -> str:
        if self._base:
            return web_address(address, self._base)
        return clean_text(address) if address.lower().startswith(("http://", "https://")) else ""

    def _hide(self, tag: str) -> None:
        """Leaves out all that follows, up to the end of this mark."""
        if tag not in VOID:
            self._hidden, self._depth = tag, 1

    def _begin(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._put("\n\n")
        elif tag in _LINES:
            self._put("\n" if tag == "br" else _BLOCK)
        if tag == "li":
            self._put("- ")
        elif tag == "pre":
            self._pre += 1
        elif tag == "blockquote":
            self._quotes += 1
            if self._quotes <= _DEEPEST:
                self._buffers.append([])

    def _ended(self, tag: str) -> None:
        if self._hidden:
            self._depth -= tag == self._hidden
            self._hidden = self._hidden if self._depth else ""
            return
        if tag == "a":
            self._end_anchor()
        else:
            self._end(tag)

    def _end(self, tag: str) -> None:
        if tag == "blockquote" and self._quotes:
            if self._quotes <= _DEEPEST:
                self._end_quote()
            self._quotes -= 1
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)
        if tag in _PARAGRAPHS:
            self._put("\n\n")
        elif tag in _LINES and tag != "br":
            self._put(_BLOCK)
        elif tag in ("td", "th"):
            self._put(" ")

    def _said(self, text: str) -> None:
        if not self._hidden:
            self._put(text if self._pre else _BLANKS.sub(" ", text))

    def _put(self, text: str) -> None:
        (self._buffers[-1] if self._anchor is None else self._anchor.shown).append(text)

    def _end_anchor(self) -> None:
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        if anchor.address and not anchor.is_mark:
            self._links[anchor.address] = None
        self._put(anchor.text())

    def _end_quote(self) -> None:
        self._end_anchor()
        quoted = _laid_out(self._buffers.pop())
        if quoted:
            self._put("\n\n" + "\n".join(f"> {line}".rstrip() for line in quoted.split("\n")) + "\n\n")


def _laid_out(parts: list[str]) -> str:
    text = _SPACES.sub(" ", "".join(parts))
    return _BREAKS.sub(lambda found: "\n" * min(max(found[0].count("\n"), 1), 2), text).strip()


def _is_mark(classes: list[str], relation: str) -> bool:
    """Whether a link only dresses up a `@name` or a `#tag`."""
    return (
        bool({"mention", "hashtag", "mention-group", "plugin-mentions-a"}.intersection(classes))
        or "tag" in relation.split()
    )
