"""Everything that is kept: the lake, the state, the feed between them."""

from palabre.store._delta import Part
from palabre.store.feed import Announced, Feed
from palabre.store.jobs import Job, JobLost, Jobs
from palabre.store.lake import Appended, Lake, Snapshot
from palabre.store.radars import Radars
from palabre.store.secrets import read_secret, write_secret
from palabre.store.sources import Heard, KeptSource, Sources
from palabre.store.strategies import Strategies
from palabre.store.workspace import (
    Settings,
    Workspace,
    create_workspace,
    open_workspace,
    with_settings_of_now,
    write_contact,
)

__all__ = [
    "Announced",
    "Appended",
    "Feed",
    "Heard",
    "Job",
    "JobLost",
    "Jobs",
    "KeptSource",
    "Lake",
    "Part",
    "Radars",
    "Settings",
    "Snapshot",
    "Sources",
    "Strategies",
    "Workspace",
    "create_workspace",
    "open_workspace",
    "read_secret",
    "with_settings_of_now",
    "write_contact",
    "write_secret",
]
