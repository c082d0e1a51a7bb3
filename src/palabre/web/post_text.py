"""The text of a post as a page may show it: nothing in it is trusted, what matched is marked, links are links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EXCERPT_LENGTH = 700
LINK_ATTRIBUTES = 'rel="noopener noreferrer nofollow external" target="_blank"'
_NOT_IN_LINKS = r"\s<>\"'`«»\u2018-\u201d()\[\]{}\\^|\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
_LINK = re.compile(rf"https?://[^{_NOT_IN_LINKS}]+", re.IGNORECASE)
_CLOSING = ".,;:!?…"
# Controls have no business in a text and hide what is there; embeddings and overrides make it read in another order.
_UNTRUSTED = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}, "\N{REPLACEMENT CHARACTER}")
_UNTRUSTED |= dict.fromkeys((*range(0x202A, 0x202F), 0xFEFF), "")
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A), "")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a text a list shows; `start` is where it begins, in code points, and `is_cut` says it is not all."""

    text: str
    start: int
    is_cut: bool


def marked(text: str, matched: Sequence[tuple[int, int]] = (), *, start: int = 0) -> Markup:
    """The text as HTML: escaped, with `<mark>` around what matched and links that only lead to the web.

    `matched` counts in code points of the whole text, of which this one begins at `start`.
    """
    spans = _joined((low - start, high - start) for low, high in matched)
    html = []
    done = 0
    for low, high in _links(text):
        html.append(_with_marks(text, done, low, spans))
        html.append(Markup('<a href="{}" {}>').format(text[low:high], Markup(LINK_ATTRIBUTES)))  # noqa: S704
        html.append(_with_marks(text, low, high, spans))
        html.append(Markup("</a>"))
        done = high
    html.append(_with_marks(text, done, len(text), spans))
    return Markup("").join(html)


def excerpt(text: str, matched: Sequence[tuple[int, int]] = (), *, length: int = EXCERPT_LENGTH) -> Excerpt:
    """What a list shows of a text: all of it when short, else what surrounds the first match, cut between words."""
    if len(text) <= length * 5 // 4:
        return Excerpt(text, 0, False)
    first = matched[0][0] if matched else 0
    start = 0 if first < length * 3 // 4 else _word_start(text, first - length // 4)
    end = start + length
    space = text.rfind(" ", start + length // 2, end) if end < len(text) else -1
    return Excerpt(text[start : space if space > 0 else end], start, True)


def one_line(text: str | None) -> str:
    """A name or a title as it may stand within a sentence: no controls, no line break, no change of direction."""
    return " ".join((text or "").translate(_UNTRUSTED | _ISOLATES).split())


def shortened(text: str, length: int) -> str:
    """A text on one line, cut with … when it is longer than `length` characters."""
    line = one_line(text[: 4 * length])
    return line if len(line) <= length and len(text) <= 4 * length else f"{line[:length]}…"


def harmless(text: str) -> Markup:
    """A text as HTML: escaped, without controls and changes of direction."""
    return escape(text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNTRUSTED))


def web_address(url: str | None) -> str | None:
    """The address when following it only opens a web page, else None: no script, no file, no name and password."""
    if not url or not _LINK.fullmatch(url.replace("(", "").replace(")", "")):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.hostname and "@" not in parts.netloc else None


def _with_marks(text: str, low: int, high: int, spans: tuple[tuple[int, int], ...]) -> Markup:
    html = []
    for start, end in spans:
        start, end = max(start, low), min(end, high)
        if start < end:
            html += [harmless(text[low:start]), Markup("<mark>"), harmless(text[start:end]), Markup("</mark>")]
            low = end
    html.append(harmless(text[low:high]))
    return Markup("").join(html)


def _links(text: str) -> Iterator[tuple[int, int]]:
    for found in _LINK.finditer(text):
        address = found.group().rstrip(_CLOSING)
        if web_address(address):
            yield found.start(), found.start() + len(address)


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return tuple(joined)


def _word_start(text: str, near: int) -> int:
    space = text.find(" ", near, near + 40)
    return space + 1 if space >= 0 else near
