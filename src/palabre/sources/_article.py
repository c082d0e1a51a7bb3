"""The whole text of an article, for feeds that give its beginning alone: the page is read politely, or left alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import anyio

from palabre.errors import SourceError, SourceRefused
from palabre.text.extract import clean_text

if TYPE_CHECKING:
    from palabre.sources.http import Http

MOST_BYTES = 3 * 1024 * 1024
MOST_LETTERS = 200_000


def check_articles() -> None:
    """Raises `SourceRefused` when what reads articles is not installed."""
    try:
        import trafilatura  # noqa: F401 - only looked for
    except ImportError as problem:
        raise SourceRefused("feed-needs-articles") from problem


async def article_at(http: Http, address: str) -> str:
    """The text of the article on a page; empty when the page is refused to robots, gone, or holds none."""
    try:
        answer = await http.get(address, polite=True, most=MOST_BYTES)
    except SourceError:
        return ""
    if answer.is_gone or "html" not in answer.headers.get("content-type", "html"):
        return ""
    return await anyio.to_thread.run_sync(partial(article_in, answer.body, address))


def article_in(page: bytes, address: str) -> str:
    """The text of the article in a page, without what stands around it; empty when there is none."""
    from trafilatura import extract

    try:
        found = extract(page, url=address, include_comments=False, include_tables=False, output_format="txt")
    except Exception:
        # A bulkhead: a page is anything at all, and the feed's own words stay when it cannot be read.
        return ""
    return clean_text(found or "")[:MOST_LETTERS]
