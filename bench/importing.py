"""How fast files go into the lake, in how much memory, and whether importing them again or twice at once doubles any.

python bench/importing.py [--posts 500000] [--runs 3]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _posts
from bench._measure import MB, answers, child, median, surroundings, tell
from bench._workspace import new_workspace, opened
from palabre.store import reading

OWED = {"posts_per_s": 60_000, "peak_mb": 1000}
COUNT = "SELECT COUNT(*) AS posts, COUNT(DISTINCT post_id) AS distinct_posts FROM posts"


def files_of(folder: Path, posts: int) -> dict[str, list[Path]]:
    """The files to import, by format, each with its mapping when it needs one."""
    rows = _posts.posts(posts, seed=1)
    table, lines, mapping = folder / "posts.csv", folder / "posts.jsonl", folder / "mapping.yaml"
    _posts.write_csv(table, rows)
    _posts.write_x_jsonl(lines, rows)
    mapping.write_text(_posts.MAPPING, encoding="utf-8")
    return {"mapped-csv": [table, mapping], "x-api-v2-jsonl": [lines]}


def imported(workspace: Path, files: list[Path], *, side_by_side: int = 1) -> list[dict[str, Any]]:
    """What one process, or several at once, say of importing a file."""
    file, *mapping = files
    return answers([child("_import.py", file, workspace, *mapping) for _ in range(side_by_side)])


def counted(path: Path) -> dict[str, int]:
    """Posts of a workspace, and how many different ones."""
    workspace = opened(path)
    row: dict[str, int] = reading.query(workspace.lake, COUNT).to_pylist()[0]
    workspace.close()
    return row


def measured(folder: Path, name: str, files: list[Path], *, runs: int) -> dict[str, Any]:
    """A format: imported alone in new workspaces, again in the last of them, then by two processes at once."""
    alone = []
    for run in range(runs):
        new_workspace(folder / f"{name}-{run}").close()
        alone += imported(folder / f"{name}-{run}", files)
    again = imported(folder / f"{name}-{runs - 1}", files)[0]
    new_workspace(folder / f"{name}-both").close()
    both = imported(folder / f"{name}-both", files, side_by_side=2)
    kept = counted(folder / f"{name}-both")
    memory = alone[-1]["memory_mb_at"]
    quarter = memory.get("25%", memory["100%"])
    return {
        "file_mb": round(files[0].stat().st_size / MB, 1),
        "posts_per_s": median(one["posts_per_s"] for one in alone),
        "posts_per_cpu_s": median(one["posts_per_cpu_s"] for one in alone),
        "peak_mb": max(one["peak_mb"] for one in alone),
        "growth": round(memory["100%"] / quarter, 2),
        "runs": alone,
        "again": again,
        "two_at_once": {"runs": both, **kept, "doubled": kept["posts"] - kept["distinct_posts"]},
    }


def main() -> None:
    """Measures both formats."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as temporary:
        folder = Path(temporary)
        formats = {
            name: measured(folder, name, files, runs=asked.runs)
            for name, files in files_of(folder, asked.posts).items()
        }
    tell({"bench": "importing", "posts": asked.posts, "owed": OWED, "formats": formats, "around": surroundings()})


if __name__ == "__main__":
    main()
