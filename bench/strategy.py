"""How long it takes to read, judge and edit a long strategy: a person waits for it at every change in a form.

python bench/strategy.py [--lines 2000] [--runs 5]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._measure import Stopwatch, cpu_seconds, median, surroundings, tell
from palabre.store.strategy_edit import insert_at, move_at, set_at
from palabre.store.strategy_text import read_strategy
from palabre.strategy.judging import Around, Heard, every_rule, judge

if TYPE_CHECKING:
    from collections.abc import Callable

OWED = {"read_and_judged_cpu_s": 1.0}
TODAY = date(2026, 11, 22)
HEAD = """\
# The strategy of Fromagerie des Trois Vallées
version: 1
language: en
context:
  organisation: Fromagerie des Trois Vallées  # as on the label
  sector: food
  names: [Trois Vallées, "3V"]
"""
# One of each, as often as needed: lists grow when a strategy does, sections do not.
SECTIONS = {
    "objectives": """\
  # decided with the board
  - id: goal-{n}
    kind: help_users
    goal: >-
      Answer within a day whoever asks what is in our cheese,
      wherever they ask.
    for_whom: [fans-{n}]
    indicator: answers-{n}
    now: 12
    target: 30
    due: 2027-06-30
    owner: person-{n}
""",
    "indicators": """\
  - id: answers-{n}
    definition: answer-delay
    version: 1
    source: inbox
    minimum_n: 20
""",
    "audiences": """\
  - id: fans-{n}
    name: Cooks of the valley {n}
    kind: members
    query: 'fromage AND "trois vallées" OR comté{n}'
    cares_about: [milk, prices]
""",
    "places": """\
  - id: place-{n}
    network: mastodon
    objectives:
      - goal-{n}
    audiences:
      - fans-{n}
    contact: person-{n}
    hours: mon-fri 9:00-18:00
    posts_a_week: 3
""",
    "sensitive_subjects": """\
  - id: allergens-{n}
    subject: Milk proteins in recipe {n}
    level: 2
    words: [allergen, label]
    decided_by: person-{n}
    decided_on: 2026-10-01
""",
    "operations": """\
  - id: recipes-{n}
    kind: call_for_contributions
    objective: goal-{n}
    brief: Send us your recipe
    starts: 2027-01-11
    ends: 2027-02-11
    animation:
      weeks: 14
      who: person-{n}
""",
}
PEOPLE = """\
    - id: person-{n}
      name: Anna {n}
      status: staff
      may: [listen, answer_1]
      hours: mon-fri 9:00-18:00
"""


def strategy_of(lines: int) -> str:
    """A strategy of about so many lines, that says what a real one says."""
    own = sum(part.count("\n") for part in (*SECTIONS.values(), PEOPLE))
    times = range(1, max(2, (lines - HEAD.count("\n")) // own + 1))
    text = HEAD
    for section, part in SECTIONS.items():
        text += f"{section}:\n" + "".join(part.format(n=number) for number in times)
    return text + "organisation:\n  people:\n" + "".join(PEOPLE.format(n=number) for number in times)


def measured(work: Callable[[], object], runs: int) -> float:
    """CPU seconds of the median run; the first, which brings modules in, is not counted."""
    work()
    spent = []
    for _ in range(runs):
        begun = cpu_seconds()
        work()
        spent.append(cpu_seconds() - begun)
    return round(median(spent), 3)


def first(text: str) -> float:
    """CPU seconds of a process of its own that starts, reads and judges once."""
    code = (
        "import sys; from datetime import date; from palabre.store.strategy_text import read_strategy; "
        "from palabre.strategy.judging import *; "
        "judge(read_strategy(sys.stdin.read()), Around(today=date(2026, 11, 22), heard=Heard()))"
    )
    with Stopwatch() as watch:
        subprocess.run([sys.executable, "-c", code], input=text, text=True, check=True)
    return round(watch.cpu_s, 3)


def main() -> None:
    """Measures everything and prints it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    text, around = strategy_of(asked.lines), Around(today=TODAY, heard=Heard())
    written = read_strategy(text)
    # Never the same text twice: the last ones read are kept.
    texts = (f"{text}# {number}\n" for number in count())
    told: dict[str, Any] = {
        "bench": "strategy",
        "owed": OWED,
        "text": {"lines": text.count("\n"), "kb": round(len(text) / 1000), "faults": len(written.faults)},
        "rules": len(every_rule()),
        "findings": len(judge(written, around).findings),
        "read_cpu_s": measured(lambda: read_strategy(next(texts)), asked.runs),
        "judge_cpu_s": measured(lambda: judge(written, around), asked.runs),
        "read_and_judged_cpu_s": measured(lambda: judge(read_strategy(next(texts)), around), asked.runs),
        "read_and_judged_by_a_new_process_cpu_s": first(text),
        "edit_cpu_s": {
            "a word": measured(lambda: set_at(next(texts), ("objectives", 0, "goal"), "Answer"), asked.runs),
            "a new item": measured(lambda: insert_at(next(texts), ("places",), 1, {"id": "forum"}), asked.runs),
            "an item moved": measured(lambda: move_at(next(texts), ("objectives",), 0, 1), asked.runs),
        },
        "around": surroundings(),
    }
    tell(told)


if __name__ == "__main__":
    main()
