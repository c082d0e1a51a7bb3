"""How fast files go into the lake, in how much memory, and whether importing them again or twice at once doubles any.

python bench/importing.py [--posts 500000] [--runs 3] [--radars 0] [--format mapped-csv|x-api-v2-jsonl]

With `--radars 100`, each post is also matched with that many queries drawn from real posts.
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
from bench._queries import Drawn, texts
from bench._workspace import counted, new_workspace
from palabre.listen.radars import save_new
from palabre.query import said

FORMATS = ("mapped-csv", "x-api-v2-jsonl")
OWED = {"posts_per_s": 60_000, "posts_per_s_with_100_radars": 30_000, "peak_mb": 1000}
DRAWN_FROM = 20_000


def written(folder: Path, name: str, posts: int) -> list[Path]:
    """The file of a format, with its mapping when it needs one."""
    rows = _posts.posts(posts, seed=1)
    if name == "mapped-csv":
        table, mapping = folder / "posts.csv", folder / "mapping.yaml"
        _posts.write_csv(table, rows)
        mapping.write_text(_posts.MAPPING, encoding="utf-8")
        return [table, mapping]
    lines = folder / "posts.jsonl"
    _posts.write_x_jsonl(lines, rows)
    return [lines]


def made(path: Path, radars: int) -> None:
    """A new workspace with some radars."""
    workspace = new_workspace(path)
    if radars:
        drawn = Drawn(texts(DRAWN_FROM, seed=1).to_pylist(), seed=2)
        for number, node in enumerate(drawn.queries(radars, boolean=False)):
            save_new(workspace, name=f"radar {number}", query=said(node), subject="topic", queue=False)
    workspace.close()


def imported(workspace: Path, files: list[Path], *, side_by_side: int = 1) -> list[dict[str, Any]]:
    """What one process, or several at once, say of importing a file."""
    file, *mapping = files
    return answers([child("_import.py", file, workspace, *mapping) for _ in range(side_by_side)])


def measured(folder: Path, name: str, files: list[Path], *, runs: int, radars: int) -> dict[str, Any]:
    """A format: imported alone in new workspaces, again in the last of them, then by two processes at once."""
    alone = []
    for run in range(runs):
        made(folder / f"{name}-{run}", radars)
        alone += imported(folder / f"{name}-{run}", files)
    again = imported(folder / f"{name}-{runs - 1}", files)[0]
    made(folder / f"{name}-both", radars)
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
    """Measures the formats asked for, else both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--radars", type=int, default=0)
    parser.add_argument("--format", choices=FORMATS, action="append")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as temporary:
        folder = Path(temporary)
        formats = {
            name: measured(folder, name, written(folder, name, asked.posts), runs=asked.runs, radars=asked.radars)
            for name in asked.format or FORMATS
        }
    found = {"posts": asked.posts, "radars": asked.radars, "owed": OWED, "formats": formats}
    tell({"bench": "importing", **found, "around": surroundings()})


if __name__ == "__main__":
    main()
