"""Links, tags and callouts found in a plain text. Quick on texts that hold none: one look for the sign, no pattern."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Each begins with what the pattern matcher can look for at once; what must not stand before it is asked afterwards.
_LINK = re.compile(r"""https?://[^\s<>"'`{}|\\^\u00ab\u00bb\u201c\u201d\u2018\u2019\u2026]+""")
_TAG = re.compile(r"#(?<![\w#&/@=?.+-]#)(\w[\w\u00b7]*)")
# A dot belongs to a handle only when all of it reads as a domain (name.bsky.social), so that "@ana.Thanks" names ana.
_CALLOUT = re.compile(
    r"@(?<![\w@/.+=?&-]@)("
    r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.[a-z]{2,}(?![\w@-])"
    r"|\w(?:[\w-]*\w)?(?:@[\w-]+(?:\.[\w-]+)+)?"
    r")"
)
_TRAILING = ".,;:!?*_~"
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text in NFC, with `\\n` line ends, without control characters, lone surrogates or blanks around it."""
    if not text.isprintable():
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if _UNWANTED.search(text):
            text = _UNWANTED.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.strip()


def host_of(address: str | None) -> str | None:
    """The name of the machine in a web address, in small letters; None when it is no web address."""
    if not address or not address.startswith(("http://", "https://")):
        return None
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def folded_handle(handle: str) -> str:
    """A handle as it is compared: no `@` before it, no blanks around it, no case."""
    return _folded(handle.strip().lstrip("@\uff20").strip())


def folded_tag(tag: str) -> str:
    """A tag as it is compared: no `#` before it, no blanks around it, no case."""
    return _folded(tag.strip().lstrip("#\uff03").strip())


def marks_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The links, the tags and the callouts written in a text."""
    if "@" in text or "#" in text or "://" in text or "\uff03" in text:
        return links_of(text), tags_of(text), callouts_of(text)
    return (), (), ()


def links_of(text: str) -> tuple[str, ...]:
    """The web addresses written in a text, each once, in order; closing punctuation is not part of them."""
    if "://" not in text:
        return ()
    return tuple(dict.fromkeys([link for found in _LINK.findall(text) if (link := _trimmed(found))]))


def tags_of(text: str) -> tuple[str, ...]:
    """The folded tags written in a text, each once, in order. Numbers alone (#1) are not tags."""
    if "#" not in text and "\uff03" not in text:
        return ()
    found = _TAG.findall(text.replace("\uff03", "#"))
    return tuple(dict.fromkeys([_folded(tag) for tag in found if not tag.isdigit()]))


def callouts_of(text: str) -> tuple[str, ...]:
    """The folded handles a text names with `@`, each once, in order; addresses of mail and of pages are left out."""
    if "@" not in text:
        return ()
    return tuple(dict.fromkeys([_folded(handle) for handle in _CALLOUT.findall(text)]))


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.casefold())


def _trimmed(link: str) -> str:
    link = link.rstrip(_TRAILING)
    while link.endswith((")", "]")) and link.count("(") + link.count("[") < link.count(")") + link.count("]"):
        link = link[:-1].rstrip(_TRAILING)
    return link if len(link) > len("https://") else ""
