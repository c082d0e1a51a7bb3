"""The benches run, and print one JSON document each; what they measure at this size means nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.slow


def bench(name: str, *arguments: object) -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "bench" / f"{name}.py"), *map(str, arguments)]
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=os.environ | {"PYTHONPATH": paths})
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["bench"] == name
    return told


def test_the_import_bench_stores_everything_once_whatever_is_imported_again() -> None:
    told = bench("importing", "--posts", 600, "--runs", 1, "--format", "mapped-csv")["formats"]["mapped-csv"]

    assert (told["runs"][0]["stored"], told["again"]["stored"], told["two_at_once"]["doubled"]) == (600, 0, 0)


def test_the_listening_bench_reads_pages_alone_and_beside_an_import(tmp_path: Path) -> None:
    asked = ("--posts", 600, "--readers", 3, "--seconds", 2.1, "--folder", tmp_path, "--no-worker")
    told = bench("listening", *asked)

    assert told["alone"]["all"]["pages"] and told["beside_an_import"]["all"]["pages"]


def test_the_start_bench_times_the_first_answer() -> None:
    told = bench("starting", "--runs", 1, "--no-worker")

    assert told["serving"]["alone"]["wall_s"] > 0


def test_the_commit_bench_erases_what_it_says() -> None:
    told = bench("committing", "--posts", 1200, "--files", 2, "--commits", 1)

    assert told["erase"]["rows_removed"]["posts"] == 1000


def test_the_strategy_bench_judges_a_strategy_without_a_fault_of_writing() -> None:
    told = bench("strategy", "--lines", 300, "--runs", 1)

    assert told["text"]["faults"] == 0
    assert told["text"]["lines"] > 200
