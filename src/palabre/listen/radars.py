"""Radars, as pages and commands save them: a query that is right, a new version when it changes, history read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from palabre.errors import PalabreError, StoreError
from palabre.listen._remembered import Remembered
from palabre.listen.mentions import JOB, ask_for_history, read_history
from palabre.listen.searching import marked, with_marks
from palabre.listen.shown import Filters, PostPage, PostRow
from palabre.listen.views import SHOWN_FROM, every_post, newest, remembered_under
from palabre.model import Radar, Subject
from palabre.query import parse, said
from palabre.store import Job, JobLost, Workspace, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_pages = Remembered[PostPage](64)


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarRow:
    """A radar with its mentions: how many, over which days, and the job that reads history for it, if one does."""

    radar: Radar
    mentions: int
    first: date | None
    last: date | None
    reading: Job | None


def save_new(workspace: Workspace, *, name: str, query: str, subject: Subject, queue: bool = True) -> Radar:
    """A new radar, handed to the worker to read history with; raises `QueryError`, or `UsageError` on a bad name.

    Without `queue`, history is left to the caller: see `read_history_here`.
    """
    radar = workspace.radars.add(name, _checked(query), subject=subject)
    if queue:
        ask_for_history(workspace, radar.radar_id, radar.version)
    return radar


def save_changes(
    workspace: Workspace,
    name: str,
    *,
    query: str | None = None,
    subject: Subject | None = None,
    new_name: str | None = None,
    queue: bool = True,
) -> Radar:
    """A radar changed; history is read again when its query did. Until then pages show the version before.

    Without `queue`, history is left to the caller: see `read_history_here`.
    """
    before = workspace.radars.one(name)
    written = _checked(query) if query is not None else None
    radar = workspace.radars.edit(name, query=written, subject=subject, new_name=new_name, means_the_same=_same_meaning)
    if queue and radar.version != before.version:
        ask_for_history(workspace, radar.radar_id, radar.version)
    return radar


def _checked(query: str) -> str:
    """The query as its author laid it out, once it is known to be right."""
    parse(query)
    return "\n".join(line.rstrip() for line in query.strip().splitlines())


def _same_meaning(before: str, after: str) -> bool:
    return said(parse(before)) == said(parse(after))


def read_again(workspace: Workspace, name: str) -> int:
    """Hands history to the worker once more with the newest version of a radar, and gives the job's id."""
    radar = workspace.radars.one(name)
    return ask_for_history(workspace, radar.radar_id, radar.version)


def read_history_here(workspace: Workspace, radar: Radar, progress: Callable[[int, int], None]) -> bool:
    """Reads history with the newest version of a radar in this process, as a job others can watch.

    `progress` is told posts read and posts in all. False when a worker took the job over meanwhile, which it does when
    this process says nothing for longer than a lease.
    """
    payload = {"radar_id": radar.radar_id, "version": radar.version}
    job = workspace.jobs.begin(JOB, title=radar.name, payload=payload, unit="posts")

    def tell(done: int, total: int) -> None:
        workspace.jobs.progress(job, done=done, total=total)
        progress(done, total)

    try:
        found = read_history(workspace, radar_id=radar.radar_id, version=radar.version, progress=tell)
        workspace.jobs.finish(job, found)
    except JobLost:
        return False
    except BaseException as problem:
        told = problem if isinstance(problem, PalabreError) else PalabreError("job-interrupted")
        # A full disk that stopped the reading may refuse this line too: its own refusal is the one to tell.
        with suppress(StoreError, JobLost):
            workspace.jobs.fail(job, told)
        raise
    return True


def remove(workspace: Workspace, name: str) -> Radar:
    """The radar that is no more; its mentions are seen no longer, and leave the disk with the next compaction."""
    return workspace.radars.remove(name)


def filters_of(radar: Radar, filters: Filters | None = None) -> Filters:
    """Filters narrowed to the mentions that pages show of a radar."""
    return filters_of_all((radar,), filters or Filters())


def filters_of_all(radars: Sequence[Radar], filters: Filters) -> Filters:
    """Filters narrowed to the mentions that pages show of some radars."""
    return replace(filters, radars=tuple((one.radar_id, one.shown or one.version) for one in radars))


def listed(workspace: Workspace) -> tuple[RadarRow, ...]:
    """Every radar with what it found, by name."""
    jobs = readings(workspace)
    sql = """
        SELECT radar_id, CAST(SUM(n) AS BIGINT) AS n, MIN(day) AS first, MAX(day) AS last
        FROM mentions_day GROUP BY radar_id
    """
    counted: Mapping[int, dict[str, object]] = {
        row["radar_id"]: row for row in reading.query(workspace.lake, sql).to_pylist()
    }
    return tuple(_row(radar, counted.get(radar.radar_id), jobs.get(radar.radar_id)) for radar in workspace.radars.all())


def readings(workspace: Workspace) -> Mapping[int, Job]:
    """The job that reads history for each radar that has one under way, or waiting, by the radar's number."""
    return {job.payload["radar_id"]: job for job in workspace.jobs.unfinished(JOB)}


def newest_mentions(
    workspace: Workspace, radars: Sequence[Radar], filters: Filters, *, before: str | None = None, limit: int = 50
) -> PostPage:
    """The newest mentions that pages show of some radars, with where they match, from a cursor on; remembered."""
    queries, narrowed = queries_shown(workspace, radars), filters_of_all(radars, filters)

    def made() -> PostPage:
        return with_marks(queries, newest(workspace, narrowed, before=before, limit=limit))

    return _pages.get(remembered_under(workspace, SHOWN_FROM, queries, narrowed, before, limit), made)


def queries_shown(workspace: Workspace, radars: Sequence[Radar]) -> tuple[str, ...]:
    """The queries that found the mentions pages show of some radars."""
    return tuple(query_shown(workspace, radar) for radar in radars)


def query_shown(workspace: Workspace, radar: Radar) -> str:
    """The query that found the mentions pages show: that of the version before while an edit is read."""
    queries = {version: query for version, query, _made in workspace.radars.versions(radar.radar_id)}
    return queries.get(radar.shown, radar.query)


def _row(radar: Radar, counted: dict[str, object] | None, job: Job | None) -> RadarRow:
    if counted is None:
        return RadarRow(radar=radar, mentions=0, first=None, last=None, reading=job)
    first, last = (counted[name].date() for name in ("first", "last"))  # type: ignore[attr-defined]
    return RadarRow(radar=radar, mentions=int(str(counted["n"])), first=first, last=last, reading=job)


def mentions(workspace: Workspace, radar: Radar, filters: Filters) -> Iterator[tuple[PostRow, ...]]:
    """The mentions that pages show of a radar, newest first, a window at a time."""
    return every_post(workspace, filters_of(radar, filters))


def marked_mentions(workspace: Workspace, radar: Radar, filters: Filters) -> Iterator[tuple[PostRow, ...]]:
    """The same with where each matches, which costs as much again as finding it."""
    queries = (query_shown(workspace, radar),)
    for posts in mentions(workspace, radar, filters):
        yield marked(queries, posts)


def count(workspace: Workspace, radar: Radar) -> int:
    """How many mentions pages show of a radar."""
    sql = f"SELECT COUNT(*) AS n FROM mentions WHERE {filters_of(radar).mentioned()}"
    found: int = reading.query(workspace.lake, sql)["n"][0].as_py()
    return found
