"""What keeps the lake small, quick and clean: compaction, purge, retention, rollups, in the right order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from palabre.errors import UsageError
from palabre.model import TABLES
from palabre.store import rewrite, rollups
from palabre.store.state import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from palabre.store.lake import Lake
    from palabre.store.workspace import Workspace

MONTH_DAYS = 30.44
TEXT_MONTHS = 12
MENTION_MONTHS = 24
REPORT_DAYS = 30
FEED_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What a compaction did: rows erased for good, files merged, files removed."""

    rows_erased: int
    files_before: int
    files_after: int
    files_removed: int
    texts_forgotten: bool

    def as_json(self) -> dict[str, Any]:
        """The same, for a machine."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def tidy(
    workspace: Workspace,
    *,
    now: datetime,
    everything: bool,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Tidied:
    """Erases for good what was deleted, forgets texts past their retention, merges small files, drops the old ones.

    `progress` is told the tables done and all there are. `everything` merges whatever month has more than one file and
    removes leftovers of kills; without it only what has grown long enough is rewritten. Raises `StoreError` when
    another process is rewriting.
    """
    rollups.refresh(workspace)
    lake = workspace.lake
    with rewrite.rewriting(lake):
        purged = rewrite.purge(lake, now=now)
        forgotten = _forget_old_texts(workspace, now=now)
        rewrite.drop_mentions(lake, lambda: rollups.wanted_rules(workspace))
        merged = _merged(lake, everything=everything, progress=progress)
        removed = sum(rewrite.vacuum(lake, table, unreferenced=everything) for table in TABLES.values())
    rollups.refresh(workspace)
    _drop_old_reports(workspace, now=now)
    workspace.feed.forget(before=now - timedelta(days=FEED_DAYS))
    workspace.sources.fold(before=now - timedelta(days=FEED_DAYS))
    return Tidied(
        rows_erased=sum(one.rows_removed for one in purged),
        files_before=sum(one.files_before for one in merged),
        files_after=sum(one.files_after for one in merged),
        files_removed=removed,
        texts_forgotten=forgotten.files_before > 0,
    )


def _forget_old_texts(workspace: Workspace, *, now: datetime) -> rewrite.Rewritten:
    """Forgets old texts, and the words and addresses counted from them."""
    text_before, mentions_before = _retention(read_settings(workspace.state), now)
    days = rewrite.days_to_forget(workspace.lake, text_before=text_before, mentions_before=mentions_before)
    # Asked for before as after: killed in between, the next refresh still counts these days again.
    rollups.ask_recount(workspace, days)
    forgotten = rewrite.forget_old_texts(workspace.lake, text_before=text_before, mentions_before=mentions_before)
    rollups.ask_recount(workspace, days)
    rollups.refresh(workspace)
    return forgotten


def merge_small_files(workspace: Workspace) -> None:
    """Merges the months where many small files piled up, and drops those; raises `StoreError` like `tidy`."""
    with rewrite.rewriting(workspace.lake):
        merged = _merged(workspace.lake, everything=False, progress=lambda _done, _total: None)
        for one in merged:
            if one.files_before:
                rewrite.vacuum(workspace.lake, TABLES[one.table])


def _merged(lake: Lake, *, everything: bool, progress: Callable[[int, int], None]) -> list[rewrite.Rewritten]:
    done: list[rewrite.Rewritten] = []
    for table in TABLES.values():
        progress(len(done), len(TABLES))
        done.append(rewrite.compact(lake, table, everything=everything))
    return done


def _retention(said: Mapping[str, str], now: datetime) -> tuple[datetime, datetime]:
    """The dates before which texts heard live are forgotten: outside mentions, and in mentions."""
    try:
        text = float(said.get("retention_text_months", TEXT_MONTHS))
        mentions = float(said.get("retention_mentions_months", MENTION_MONTHS))
    except ValueError as problem:
        raise UsageError("bad-retention") from problem
    return now - timedelta(days=text * MONTH_DAYS), now - timedelta(days=mentions * MONTH_DAYS)


def _drop_old_reports(workspace: Workspace, *, now: datetime) -> None:
    """Refused rows may quote people: their reports do not outlive a month."""
    oldest = (now - timedelta(days=REPORT_DAYS)).timestamp()
    for report in workspace.exports.glob("rejects-*.csv"):
        if report.stat().st_mtime < oldest:
            report.unlink(missing_ok=True)
