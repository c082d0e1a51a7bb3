"""What leaves the house: files, reports, answers to machines. Who asked to be read inside alone is not in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palabre.listen.shown import Filters
    from palabre.store import Workspace


def leaving(workspace: Workspace, filters: Filters) -> Filters:
    """The filters for posts that will be read elsewhere: without those of accounts that refuse it.

    Such are Bluesky's `!no-unauthenticated` label and its user intents; counts keep them in.
    """
    return replace(filters, without=tuple(sorted(workspace.signals.inside())))
