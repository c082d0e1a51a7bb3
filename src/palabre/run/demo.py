"""The demonstration: a workspace filled with a fictional story, or with a person's own export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from palabre import testing
from palabre.errors import ImportRefused
from palabre.listen import FileImported, Filters, Request, import_here, overview, radars
from palabre.listen.chunks import chunked
from palabre.listen.importing import Rejects, import_chunks
from palabre.model import TABLES
from palabre.run import clock
from palabre.store import Workspace, create_workspace, open_workspace, rollups
from palabre.store.schema import schema_of
from palabre.store.strategy_file import StrategyFile, strategy_path
from palabre.store.strategy_text import read_strategy
from palabre.strategy import adopting, schema
from palabre.strategy import keeping as evidence
from palabre.testing import strategies
from palabre.words import N_, _

PURPOSE = N_("Demonstration of Palabre")
# Who adopts the strategy of the story.
STRATEGIST = "Lucie Ferrand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A demonstration workspace; `fiction` is the notice its pages carry when its people do not exist."""

    path: Path
    posts: int
    fiction: str | None
    imported: FileImported | None = None


def prepare_demo(folder: Path, *, lang: str, request: Request | None, progress: Callable[[int, int], None]) -> Prepared:
    """Makes the workspace in a new folder, or opens the one made before, and fills it; safe to repeat.

    A person's own file goes into a folder beside, named after the file, so that facts and fiction never mix.
    """
    if request is not None:
        if not request.path.is_file():
            # Said before anything is made: a misspelt name leaves no empty workspace behind.
            raise ImportRefused("file-not-there", file=request.path)
        folder = folder.with_name(f"{folder.name}-{request.path.name.split('.')[0]}")
    workspace = _opened(folder, lang=lang, fictional=request is None)
    try:
        imported = import_here(workspace, request, progress) if request is not None else None
        if imported is None:
            _tell_story(workspace, lang=workspace.settings.lang)
            _declare_gaps(workspace)
            _listen_for(workspace, lang=workspace.settings.lang)
            _decide(workspace, lang=workspace.settings.lang)
        fiction = testing.FICTION if workspace.settings.fictional else None
        return Prepared(
            path=workspace.path, posts=overview(workspace, Filters()).posts, fiction=fiction, imported=imported
        )
    finally:
        workspace.close()


def _opened(folder: Path, *, lang: str, fictional: bool) -> Workspace:
    if (folder / "state.sqlite").exists():
        return open_workspace(folder, clock=clock.now, wait=clock.wait)
    name = testing.ORGANISATION[lang] if fictional else None
    return create_workspace(
        folder, lang=lang, purpose=_(PURPOSE), clock=clock.now, wait=clock.wait, name=name, fictional=fictional
    )


def _tell_story(workspace: Workspace, *, lang: str) -> None:
    job = workspace.jobs.begin("import-here", title="story", payload={})
    rejects = Rejects(workspace.exports / f"rejects-{job}.csv", str)
    story = chunked(testing.story(lang=lang))
    done = import_chunks(
        workspace, story, run_id=job, observed_at=testing.OBSERVED_AT, rejects=rejects, progress=lambda _rows: None
    )
    rollups.refresh(workspace)
    workspace.jobs.finish(job, done.as_json())


def _decide(workspace: Workspace, *, lang: str) -> None:
    """The strategy of the story, adopted; one that somebody changed since is left as it is."""
    file = StrategyFile(strategy_path(workspace.path))
    found = file.read()
    if found.text.strip():
        return
    (workspace.path / schema.FILE_NAME).write_text(schema.schema_text(lang), encoding="utf-8")
    written = file.write(strategies.example("dairy", lang), expected=found.token)
    adopting.adopt(workspace, by=STRATEGIST)
    evidence.ask_for(workspace, read_strategy(written.text).strategy)


def _declare_gaps(workspace: Workspace) -> None:
    """The hours in which the story was not fully heard; declared again, they are known and not doubled."""
    import pyarrow as pa

    declared = [
        asdict(gap) | {"gap_id": number, "observed_at": testing.OBSERVED_AT}
        for number, gap in enumerate(testing.story_gaps(), 1)
    ]
    workspace.lake.append(TABLES["gaps"], pa.Table.from_pylist(declared, schema=schema_of(TABLES["gaps"])))


def _listen_for(workspace: Workspace, *, lang: str) -> None:
    """Saves the radars of the story that are not there, and reads history with them."""
    known = {radar.name for radar in workspace.radars.all()}
    for one in testing.RADARS[lang]:
        if one.name not in known:
            radars.save_new(workspace, name=one.name, query=one.query, subject=one.subject, queue=False)
    for radar in workspace.radars.all():
        if not radar.is_ready:
            radars.read_history_here(workspace, radar, lambda _done, _total: None)
