"""HTML into the text a reader sees, with the addresses behind its words. Nothing of it is ever run or fetched.

The parser of the standard library takes a time that grows with the square of hostile marks; here each letter is looked
at a few times at most, whatever is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from palabre.text.extract import clean_text

_TOKEN = re.compile(
    r"(?P<text>[^<]+)|(?P<comment><!--)|<[!?][^<>]*>?|</?(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)[^<>]*>|(?P<sign><)"
)
_SAID = re.compile(r"""\b(href|class|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
# Everything up to their end is left out, marks included.
_SILENT = {
    tag: re.compile(rf"</{tag}\b[^<>]*>?", re.IGNORECASE)
    for tag in ("script", "style", "template", "head", "title", "svg", "math", "noscript", "iframe", "object")
}
_BLOCKS = frozenset(
    (
        *("p", "div", "blockquote", "ul", "ol", "table", "pre", "section", "article", "aside", "header", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "figure", "details", "dl", "hr", "figcaption", "summary"),
    )
)
_LINES = frozenset(("br", "li", "tr", "dt", "dd"))
_CELLS = frozenset(("td", "th"))
_PEOPLE = frozenset(("mention", "hashtag", "mention-group", "hashtag-cooked"))
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_AROUND_ENDS = re.compile(r"[ \t]+(?=\n)|(?<=\n) (?! )")
_ENDS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as it is read, and the web addresses its links lead to, each once, in order.

    Addresses of people and of tags (links of the class `mention` or `hashtag`) are not among them.
    """

    text: str
    links: tuple[str, ...] = ()


def plain_text(html: str) -> PlainText:
    """The text of a piece of HTML: paragraphs apart, a line for each `<br>`, scripts and styles left out."""
    if "<" not in html and "&" not in html:
        return PlainText(clean_text(_BLANKS.sub(" ", html)))
    reader = _Reader()
    reader.read(html)
    text = _ENDS.sub("\n\n", _AROUND_ENDS.sub("", "".join(reader.pieces)))
    return PlainText(clean_text(text), tuple(dict.fromkeys(reader.links)))


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._kept = 0

    def read(self, html: str) -> None:
        at = 0
        while found := _TOKEN.match(html, at):
            at = found.end()
            if found["text"] or found["sign"]:
                self._take_text(found[0])
            elif found["comment"]:
                end = html.find("-->", at)
                at = end + 3 if end >= 0 else len(html)
            elif tag := found["tag"]:
                at = self._take_tag(tag.lower(), found[0], html, at)

    def _take_text(self, text: str) -> None:
        text = unescape(text) if "&" in text else text
        self.pieces.append(text if self._kept else _BLANKS.sub(" ", text))

    def _take_tag(self, tag: str, written: str, html: str, at: int) -> int:
        """What a mark says, and where the text goes on."""
        opens = not written.startswith("</")
        if opens and tag in _SILENT:
            end = _SILENT[tag].search(html, at)
            return end.end() if end else len(html)
        if opens and tag == "a":
            self._link(_said(written))
        elif opens and tag == "img":
            self._picture(_said(written))
        elif tag == "pre":
            self._kept = max(self._kept + (1 if opens else -1), 0)
        if tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag in _LINES and (opens or tag != "br"):
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" ")
        return at

    def _link(self, told: dict[str, str]) -> None:
        address = told.get("href", "").strip()
        if address.startswith(("https://", "http://")) and _PEOPLE.isdisjoint(told.get("class", "").split()):
            self.links.append(address)

    def _picture(self, told: dict[str, str]) -> None:
        """A picture that stands for a letter is read as the words that stand for it."""
        if "emoji" in told.get("class", ""):
            self.pieces.append(told.get("alt", ""))


def _said(written: str) -> dict[str, str]:
    """What a mark says of itself, as far as it is read."""
    found = _SAID.findall(written)
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in reversed(found)}
