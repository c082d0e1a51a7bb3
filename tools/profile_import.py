"""Profiles an import into a workspace that is thrown away, and names the functions where the time went.

python -m tools.profile_import posts.csv --mapping posts.yaml
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from palabre.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence

FUNCTIONS_SHOWN = 40


def say(arguments: Sequence[str]) -> None:
    """Does what `palabre ARGUMENTS` would, without ending this program."""
    sys.argv = ["palabre", *arguments]
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise


def profile(arguments: Sequence[str]) -> pstats.Stats:
    """Where an import with these arguments spends its time."""
    with tempfile.TemporaryDirectory(prefix="palabre-profile-") as folder:
        workspace = str(Path(folder) / "workspace")
        say(["new", workspace, "--lang", "en", "--purpose", "Profiling"])
        profiler = cProfile.Profile()
        profiler.runcall(say, ["import", *arguments, "-w", workspace, "--json"])
        return pstats.Stats(profiler)


if __name__ == "__main__":
    profile(sys.argv[1:]).sort_stats("cumulative").print_stats(FUNCTIONS_SHOWN)
