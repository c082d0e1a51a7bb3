"""A query tried on Bluesky as it is written: posts that match are printed as they come, until Ctrl-C."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from palabre.cli._posts import as_found
from palabre.cli._telling import remark, safe, say
from palabre.errors import SourceError, SourceRefused
from palabre.words import _, ngettext, number
from palabre.words.messages import told
from palabre.words.sources import length_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from palabre.listen import PostRow
    from palabre.listen.overheard import Overheard
    from palabre.query import Node
    from palabre.sources import Page

MARK, END_OF_MARK = "\x1b[1;4m", "\x1b[0m"


def try_live(tree: Node, *, stream: str | None, limit: int | None, as_json: bool) -> None:
    """Prints the posts that match, `limit` at most, and at the end how much was heard."""
    from palabre.listen.overheard import Overheard
    from palabre.run import clock
    from palabre.run.overhearing import overhear

    trial = _Trial(Overheard(tree), limit=limit, as_json=as_json)
    began = clock.monotonic()
    remark(_("Listening to Bluesky; nothing is stored. Ctrl-C to stop."))
    try:
        overhear(stream, trial.hear, lambda problem: remark(told(problem)))
    except KeyboardInterrupt:
        remark("")
    except SourceRefused:
        raise
    except SourceError as problem:
        raise SourceError("try-cannot-hear", host=problem.fields.get("host", "")) from problem
    trial.say_counts(clock.monotonic() - began)


@dataclass(slots=True)
class _Trial:
    overheard: Overheard
    limit: int | None
    as_json: bool
    printed: int = 0

    def hear(self, page: Page) -> bool:
        """Prints what matches of a page; False once enough was printed."""
        from palabre.run import clock

        posts = self.overheard.matching(page, now=clock.now())
        for post in posts[: None if self.limit is None else self.limit - self.printed]:
            self._print(post)
        if posts:
            sys.stdout.flush()
        return self.limit is None or self.printed < self.limit

    def _print(self, post: PostRow) -> None:
        import msgspec

        self.printed += 1
        if self.as_json:
            print(msgspec.json.encode(as_found(post)).decode())  # noqa: T201 - the door speaks
            return
        say(f"{post.created_at:%Y-%m-%d %H:%M:%S}  {post.handle or '—'}  {post.url or post.native_id}")
        # The marks drive the terminal on purpose: what is around them is made harmless piece by piece.
        print("  " + with_marks(post.text, post.matched if sys.stdout.isatty() else ()))  # noqa: T201

    def say_counts(self, seconds: float) -> None:
        from datetime import timedelta

        matched, posts = self.overheard.matched, self.overheard.posts
        counted = ngettext("{n} post of {read} matches.", "{n} posts of {read} match.", matched)
        remark(counted.format(n=number(matched), read=number(posts)))
        pace = _("Heard for {length}; posts a second: {pace}.")
        length = length_told(timedelta(seconds=seconds))
        remark(pace.format(length=length, pace=number(round(posts / max(seconds, 0.001), 1))))


def with_marks(text: str, matched: Sequence[tuple[int, int]]) -> str:
    """A text for a terminal, with what matched in bold and underlined, each line set in."""
    pieces, done = [], 0
    for start, end in sorted(matched):
        if start >= done:
            pieces += [safe(text[done:start]), MARK, safe(text[start:end]), END_OF_MARK]
            done = end
    return "".join((*pieces, safe(text[done:]))).replace("\n", "\n  ")
