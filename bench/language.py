"""How well and how fast the language of posts is told: the shared labelled posts, and posts of about 128 bytes.

python bench/language.py [--posts 200000] [--data ../shared/data]
"""

from __future__ import annotations

import argparse
import csv
import gzip
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pyarrow as pa

from bench._measure import Stopwatch, median, per, surroundings, tell
from palabre.testing import story
from palabre.text.language import WIDELY_USED, identified, languages_of, readable, restricted_to

OWED = {"posts_per_cpu_s": 100_000, "accuracy": 0.98, "accuracy_of_short": 0.93}
SHORT_WORDS = 6
# Hindi is left out: those posts are in Latin letters, half of them in English.
CODES = dict(arabic="ar", english="en", french="fr", german="de", italian="it", portuguese="pt", spanish="es")
FILES = (
    "xlmt_other6_train_val",
    "xlmt_english_train_val",
    "xlmt_french_train_val",
    "xlmt_english_test",
    "xlmt_french_test_a",
)
LOADING = "from palabre.text.language import *; restricted_to(WIDELY_USED)"


class Labelled(NamedTuple):
    """A post, the language its collectors said it is in, and the part of the data it belongs to."""

    text: str
    language: str
    part: str

    @property
    def is_short(self) -> bool:
        """Whether it has six words at most, once links, callouts and emoji are left out."""
        return len(readable(self.text).split()) <= SHORT_WORDS


def labelled(folder: Path) -> list[Labelled]:
    """The shared posts whose language is known; thresholds were chosen on `train` alone."""
    found = []
    for name in FILES:
        with gzip.open(folder / "sentiment" / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["lang"] in CODES:
                    found.append(Labelled(row["text"], CODES[row["lang"]], row["split"].removesuffix("_a")))
    return found


def quality(posts: list[Labelled]) -> dict[str, Any]:
    """The share of right answers in each part, an undetermined post being a wrong one, and without that answer."""
    import numpy as np

    texts, model = pa.array([post.text for post in posts]), restricted_to(WIDELY_USED)
    told = languages_of(texts, None, WIDELY_USED).to_pylist()
    best, _ = identified(texts, np.full(len(posts), -1, np.int32), model)
    bold = [model.names[n] if n >= 0 else None for n in best]
    parts: dict[str, list[tuple[Labelled, str, str | None]]] = defaultdict(list)
    for post, one, other in zip(posts, told, bold, strict=True):
        parts[post.part].append((post, one, other))
    return {
        part: {"all": shares(rows), "short": shares([row for row in rows if row[0].is_short])}
        for part, rows in parts.items()
    }


def shares(rows: list[tuple[Labelled, str, str | None]]) -> dict[str, Any]:
    """The figures of some posts."""
    total, right = (
        Counter(post.language for post, _, _ in rows),
        Counter(p.language for p, t, _ in rows if t == p.language),
    )
    n = len(rows)
    return {
        "posts": n,
        "accuracy": round(right.total() / n, 4),
        "accuracy_without_und": round(sum(bold == post.language for post, _, bold in rows) / n, 4),
        "undetermined": round(sum(told == "und" for _, told, _ in rows) / n, 4),
        "by_language": {name: round(right[name] / total[name], 3) for name in sorted(total)},
    }


def speed(posts: int, *, runs: int) -> dict[str, Any]:
    """Posts of a story in French, each as long as posts are, told in one column; half of them with a declaration."""
    texts = pa.array(islice(cycle([post.text for post in story(lang="fr")]), posts))
    declared = pa.array(islice(cycle(["fr", None, "en", None]), posts))
    languages_of(texts.slice(0, 10), None, WIDELY_USED)
    watches = []
    for _ in range(runs):
        with Stopwatch() as watch:
            languages_of(texts, declared, WIDELY_USED)
        watches.append(watch)
    return {
        "posts": posts,
        "bytes_per_post": round(texts.nbytes / posts, 1),
        "posts_per_cpu_s": median(per(posts, watch.cpu_s) for watch in watches),
        "runs": [watch.as_json(rows=posts) for watch in watches],
    }


def loading() -> dict[str, Any]:
    """What a process pays before its first post, the start of Python left in."""
    with Stopwatch() as watch:
        subprocess.run([sys.executable, "-c", LOADING], check=True)
    return watch.as_json()


def main() -> None:
    """Measures both, the quality only where the shared data is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    asked = parser.parse_args()
    told: dict[str, Any] = {"bench": "language", "owed": OWED, "speed": speed(asked.posts, runs=asked.runs)}
    told["loading"] = [loading() for _ in range(3)]
    told["quality"] = quality(labelled(asked.data)) if asked.data.is_dir() else None
    tell(told | {"around": surroundings()})


if __name__ == "__main__":
    main()
