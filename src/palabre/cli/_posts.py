"""Posts as commands print them, one by one as they are found: lines for people, one JSON document, or CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from palabre.cli._telling import say
from palabre.words.cells import BOM, csv_line

if TYPE_CHECKING:
    from palabre.listen import PostRow


class Printed(Protocol):
    """A shape posts are printed in; nothing is written before the first post or the end."""

    def post(self, post: PostRow) -> None:
        """Prints a post."""

    def end(self, **told: object) -> None:
        """Ends the answer; `told` is what else a machine is told."""


def print_posts(printed: Printed, found: Iterable[Sequence[PostRow]], limit: int | None) -> int:
    """Prints posts as they are found, `limit` at most, and gives how many there were in all."""
    count = 0
    for posts in found:
        for post in posts[: None if limit is None else max(0, limit - count)]:
            printed.post(post)
        count += len(posts)
    return count


class AsLines:
    """Posts for people."""

    def post(self, post: PostRow) -> None:
        """Prints when, where, who and what."""
        say(f"{post.created_at:%Y-%m-%d %H:%M}  {post.network}  {post.handle or '—'}  {post.url or post.native_id}")
        if post.title:
            say(f"  {post.title}")
        say("  " + post.text.replace("\n", "\n  "))

    def end(self, **told: object) -> None:
        """Nothing: what else there is to tell people stands beside the answer."""


class AsJson:
    """Posts as one JSON document, written while they are found: `posts`, then what is known at the end."""

    def __init__(self) -> None:
        self._has_begun = False

    def post(self, post: PostRow) -> None:
        """Prints a post."""
        self._print(",\n" if self._has_begun else '{\n  "posts": [\n')
        self._has_begun = True
        self._print(_indented(as_found(post), "    "))

    def end(self, **told: object) -> None:
        """Closes the document."""
        self._print("\n  ]" if self._has_begun else '{\n  "posts": []')
        for name, value in told.items():
            self._print(f',\n  "{name}": {_indented(value, "  ").lstrip()}')
        self._print("\n}\n")

    def _print(self, text: str) -> None:
        print(text, end="")  # noqa: T201 - the door speaks


def _indented(value: object, blank: str) -> str:
    import textwrap

    import msgspec

    return textwrap.indent(msgspec.json.format(msgspec.json.encode(value), indent=2).decode(), blank)


class AsCsv:
    """Posts as CSV that a spreadsheet opens: UTF-8 with its mark, and no cell that it would run as a formula."""

    def __init__(self) -> None:
        self._has_begun = False

    def post(self, post: PostRow) -> None:
        """Prints a row."""
        from palabre.listen.post_cells import post_cells

        self._begin()
        sys.stdout.buffer.write(csv_line(post_cells(post)))

    def end(self, **told: object) -> None:
        """Ends the table; one without rows has its header."""
        self._begin()
        sys.stdout.buffer.flush()

    def _begin(self) -> None:
        from palabre.listen.post_cells import HEADER

        if not self._has_begun:
            self._has_begun = True
            sys.stdout.buffer.write(BOM + csv_line(HEADER))


def as_found(post: PostRow) -> dict[str, Any]:
    """A post found, for a machine."""
    return {
        "native_id": post.native_id,
        "network": post.network,
        "author": post.handle,
        "created_at": post.created_at.isoformat(),
        "title": post.title,
        "text": post.text,
        "url": post.url,
        "matched": [list(span) for span in post.matched],
        "matched_title": [list(span) for span in post.matched_title],
    }
