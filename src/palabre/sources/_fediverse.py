"""What posts of the fediverse share, whichever way they come: by the API of a server, or out of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from palabre.text.extract import clean_text, folded_handle, folded_tag, host_of
from palabre.text.html import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from palabre.model import Media

NETWORK = "fediverse"
_MEDIA: dict[str, Literal["image", "video", "audio"]] = {
    "image": "image",
    "gifv": "video",
    "video": "video",
    "audio": "audio",
}


class Said(NamedTuple):
    """What a post says: its text, what stands before it, and the addresses it leads to."""

    text: str
    title: str | None
    links: tuple[str, ...]


def said_of(html: str | None, warning: str | None, media: Iterable[Media], marks: Collection[str] = ()) -> Said:
    """What a post says. The warning before a text is its title; a picture alone is read as the words that describe it.

    `marks` are the addresses of those named and of tags: they are no links.
    """
    body = plain_text(html or "")
    described = "" if body.text else " ".join(one.alt for one in media if one.alt)
    links = tuple(link for link in body.links if link not in marks) if marks else body.links
    return Said(body.text, clean_text(warning or "") or described or None, links)


def named_at(name: str | None, host: str | None) -> str | None:
    """`name@host`, folded: what an account is known by from every server; None when a part is missing."""
    bare = folded_handle(name or "")
    if bare.count("@") == 1:
        return bare
    return folded_handle(f"{bare}@{host}") if bare and "@" not in bare and host else None


def named_in(names: Iterable[str | None]) -> tuple[str, ...]:
    """Those named in a text, each once, in order."""
    return tuple(dict.fromkeys(name for name in names if name))


def tags_in(names: Iterable[str | None]) -> tuple[str, ...]:
    """The tags of a text, folded, each once, in order."""
    return tuple(dict.fromkeys(tag for name in names if (tag := folded_tag(name or ""))))


def media_kind(word: str | None) -> Literal["image", "video", "audio", "other"]:
    """What goes with a text, from the word a server has for it, or from its media type."""
    return _MEDIA.get((word or "").partition("/")[0], "other")


def web_address(address: str | None) -> str | None:
    """An address that leads somewhere on the web; None for one inside an archive."""
    return address if host_of(address) else None


def poll_beside(answers: Iterable[tuple[str | None, int | None]], *, voters: int | None, several: bool) -> str | None:
    """A poll as it is kept beside its post, in JSON; None without answers. A count that is hidden is unknown."""
    told = [{"text": clean_text(text or ""), "votes": votes} for text, votes in answers]
    if not told:
        return None
    poll: dict[str, Any] = {"answers": told, "voters": voters, "several": several}
    return msgspec.json.encode({"poll": poll}).decode()
