"""A workspace: one folder for one organisation, everything in it, nothing outside."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.errors import PalabreError, UsageError, WorkspaceError
from palabre.model import ROLLUPS, TABLES
from palabre.store.feed import Feed
from palabre.store.jobs import Jobs
from palabre.store.lake import Lake
from palabre.store.migrate import migrate_lake
from palabre.store.radars import Radars
from palabre.store.rereads import Rereads
from palabre.store.secrets import new_secrets
from palabre.store.signals import Signals
from palabre.store.sources import Sources
from palabre.store.state import open_state, read_settings, write_settings
from palabre.store.strategies import Strategies
from palabre.text.language import unknown_languages

if TYPE_CHECKING:
    from sqlalchemy import Engine

FORBIDDEN = re.compile(r"[\[\]*?\\]|%[0-9A-Fa-f]{2}|[\x00-\x1f]")
# The languages a workspace expects, until it says otherwise.
LANGUAGES = ("fr", "en")
FOLDERS = ("lake", "media", "exports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was said when the workspace was made. `lang` is that of its pages, `languages` those of the posts.

    `contact` is shown to the servers we ask, so that the people behind them can reach us; it is said later.
    """

    name: str
    lang: str
    purpose: str
    created_at: str
    languages: tuple[str, ...] = LANGUAGES
    fictional: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An open workspace. `clock` and `wait` come from the door that opened it."""

    path: Path
    settings: Settings
    lake: Lake
    state: Engine
    jobs: Jobs
    feed: Feed
    radars: Radars
    strategies: Strategies
    sources: Sources
    rereads: Rereads
    signals: Signals
    clock: Callable[[], datetime]
    wait: Callable[[float], None]

    @property
    def exports(self) -> Path:
        """Where files made for people are written."""
        return self.path / "exports"

    def close(self) -> None:
        """Lets go of the state."""
        self.state.dispose()


def create_workspace(
    path: Path,
    *,
    lang: str,
    purpose: str,
    clock: Callable[[], datetime],
    wait: Callable[[float], None],
    name: str | None = None,
    languages: Sequence[str] = LANGUAGES,
    fictional: bool = False,
) -> Workspace:
    """Makes a workspace in a new or empty folder, named after it unless told otherwise.

    `languages` are those its posts may be in, besides the most used ones.

    Raises `UsageError` or `WorkspaceError` when it cannot be made there.
    """
    path = path.expanduser().absolute()
    if FORBIDDEN.search(str(path)):
        raise UsageError("workspace-bad-path", path=path)
    if not purpose.strip():
        raise UsageError("workspace-needs-purpose")
    expected = _expected(languages)
    for other in path.resolve().parents:
        if os.path.isfile(other / "state.sqlite") and os.path.isdir(other / "lake"):
            raise WorkspaceError("workspace-inside-another", path=path, other=other)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WorkspaceError("workspace-not-empty", path=path)
    was_there = path.exists()
    try:
        said = {"name": name or path.name, "lang": lang, "purpose": purpose.strip(), "languages": expected}
        _fill(path, said, clock, wait, fictional)
    except OSError as problem:
        _take_back(path, was_there=was_there)
        raise WorkspaceError("workspace-cannot-write", path=path, why=problem.strerror or str(problem)) from problem
    except PalabreError:
        _take_back(path, was_there=was_there)
        raise
    return open_workspace(path, clock=clock, wait=wait)


def _expected(languages: Sequence[str]) -> str:
    """Languages as the state keeps them: each once, in small letters."""
    wanted = tuple(dict.fromkeys(filter(None, (one.strip().lower() for one in languages))))
    if unknown := unknown_languages(wanted):
        raise UsageError("workspace-unknown-languages", languages=", ".join(unknown))
    return " ".join(wanted)


def _fill(
    path: Path,
    said: Mapping[str, str],
    clock: Callable[[], datetime],
    wait: Callable[[float], None],
    fictional: bool,
) -> None:
    for folder in FOLDERS:
        (path / folder).mkdir(parents=True, exist_ok=True)
    new_secrets(path / "secrets.toml")
    state = open_state(path / "state.sqlite")
    try:
        Lake(root=path / "lake", clock=clock, wait=wait).create()
        # The settings come last: a folder without them is not a workspace yet.
        made = {"created_at": clock().isoformat(), "tables": " ".join(TABLES)}
        write_settings(state, {**said, **made, "fictional": "yes" if fictional else "no"})
    finally:
        state.dispose()


def _take_back(path: Path, *, was_there: bool) -> None:
    """Leaves the folder as it was found: absent or empty."""
    shutil.rmtree(path, ignore_errors=True)
    if was_there:
        path.mkdir(parents=True, exist_ok=True)


def open_workspace(path: Path, *, clock: Callable[[], datetime], wait: Callable[[float], None]) -> Workspace:
    """Opens a workspace, bringing its state and tables forward; raises `WorkspaceError` when there is none."""
    path = path.expanduser().absolute()
    if not (path / "state.sqlite").is_file():
        raise WorkspaceError("no-such-workspace", path=path)
    if not os.access(path, os.W_OK) or not os.access(path / "lake", os.W_OK):
        raise WorkspaceError("workspace-read-only", path=path)
    state = open_state(path / "state.sqlite")
    try:
        return _opened(path, state, clock, wait)
    except BaseException:
        state.dispose()
        raise


def _opened(path: Path, state: Engine, clock: Callable[[], datetime], wait: Callable[[float], None]) -> Workspace:
    from palabre.store import rollups

    said = read_settings(state)
    if "name" not in said:
        raise WorkspaceError("workspace-unfinished", path=path)
    lake = Lake(root=path / "lake", clock=clock, wait=wait)
    known = frozenset(said.get("tables", "").split())
    migrate_lake(lake, known=known)
    workspace = Workspace(
        path=path,
        settings=_settings(said),
        lake=lake,
        state=state,
        jobs=Jobs(state, clock),
        feed=Feed(state, lake, clock),
        radars=Radars(state, clock),
        strategies=Strategies(state, clock),
        sources=Sources(state, clock),
        rereads=Rereads(state, clock),
        signals=Signals(state, clock),
        clock=clock,
        wait=wait,
    )
    if known != TABLES.keys():
        # Asked for before the tables are known: opened again after a crash, it is asked for again.
        if not known >= {table.name for table in ROLLUPS}:
            rollups.ask_rebuild(workspace)
        write_settings(state, {"tables": " ".join(TABLES)})
    return workspace


def _settings(said: Mapping[str, str]) -> Settings:
    return Settings(
        name=said["name"],
        lang=said["lang"],
        purpose=said["purpose"],
        created_at=said["created_at"],
        # Workspaces made before say nothing of it.
        languages=tuple(said.get("languages", " ".join(LANGUAGES)).split()),
        fictional=said.get("fictional") == "yes",
        contact=said.get("contact", ""),
    )


def with_settings_of_now(workspace: Workspace) -> Workspace:
    """The workspace with its settings as they are now: another process may have changed them since it was opened."""
    return replace(workspace, settings=_settings(read_settings(workspace.state)))


def write_contact(workspace: Workspace, contact: str) -> Workspace:
    """Keeps where the people behind a server can reach us, and gives the workspace that knows it."""
    write_settings(workspace.state, {"contact": contact.strip()})
    return with_settings_of_now(workspace)
