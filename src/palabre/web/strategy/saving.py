"""Writes the file of the strategy and keeps each text as a version, so that nothing that was written can be lost."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from palabre.web.strategy.author import FILE
from palabre.web.strategy.opening import file_of

if TYPE_CHECKING:
    from palabre.model.strategy.kept import Saved
    from palabre.store import Workspace
    from palabre.web.strategy.opening import Opened


def save(opened: Opened, text: str, *, author: str, note: str = "") -> Saved:
    """The version made of a text, now in the file; raises `StrategyChanged` when the file was changed meanwhile.

    What was in the file without being a version, written by hand there, becomes one first.
    """
    keep_found(opened)
    file_of(opened.workspace).write(text, expected=opened.token)
    return opened.workspace.strategies.save(text, author=author, note=note)


def keep_found(opened: Opened) -> None:
    """Keeps as a version what somebody wrote in the file by other means than these pages."""
    strategies, text = opened.workspace.strategies, opened.text
    latest = strategies.latest()
    if opened.is_there and (latest is None or latest.text != text):
        strategies.save(text, author=FILE)


def set_aside(workspace: Workspace, opened: Opened, text: str, *, author: str, note: str) -> Saved:
    """Keeps a text that did not enter the file; what is in the file stays the newest version."""
    keep_found(opened)
    aside = workspace.strategies.save(text, author=author, note=note)
    keep_found(opened)
    return aside


def mark_of(text: str) -> str:
    """What tells a text from any other, short enough for a form to carry it."""
    return hashlib.sha256(text.encode()).hexdigest()


def version_with(workspace: Workspace, mark: str) -> Saved | None:
    """The version that holds the text of a mark; None when that text was never kept."""
    return next((one for one in workspace.strategies.all() if one.hash == mark), None)
