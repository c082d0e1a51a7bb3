"""A page as PDF, through weasyprint (extra `reports`), which is given everything and may fetch nothing."""

from __future__ import annotations

from typing import Any

from palabre.errors import UsageError


def pdf_of(html: str) -> bytes:
    """The PDF of a document that stands by itself; raises `UsageError` when weasyprint is not installed."""
    return bytes(_laid_out(html).write_pdf(pdf_ua=True))


def pages_of(html: str) -> int:
    """How many pages it takes; raises the same."""
    return len(_laid_out(html).render().pages)


def _laid_out(html: str) -> Any:  # noqa: ANN401 - weasyprint is not typed
    try:
        import weasyprint
    except (ImportError, OSError) as problem:
        # OSError: the wheel is there, and a library of the system that it calls is not.
        raise UsageError("extra-missing", extra="reports", why=str(problem).splitlines()[0][:200]) from problem
    return weasyprint.HTML(string=html, url_fetcher=refuse_to_fetch)


def refuse_to_fetch(url: str, *_given: object, **_named: object) -> Any:  # noqa: ANN401 - nothing ever comes back
    """Refuses any address: a document of ours names none, and a text of somebody may not make us ask for one."""
    raise ValueError(f"nothing is fetched for a report: {url[:100]}")
