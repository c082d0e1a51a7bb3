"""What someone wrote on a page while the file of the strategy was changed: kept as a version, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.web.strategy import saving
from palabre.web.strategy.author import author_fault, author_of
from palabre.words import _

if TYPE_CHECKING:
    from starlette.requests import Request

    from palabre.model.strategy.kept import Saved
    from palabre.web.strategy.opening import Opened


def aside_of(request: Request, opened: Opened, text: str) -> Saved | None:
    """The version that keeps a text that did not enter the file; None when it says nothing new, or in nobody's name."""
    if text == opened.text or author_fault(request):
        return None
    note = _("Written while the file was changed by someone else")
    return saving.set_aside(opened.workspace, opened, text, author=author_of(request), note=note)
