from importlib.metadata import distribution
from pathlib import Path

import pytest

from tools.check_licences import asked, closure, faults, is_free, licence_of, project

AT_MOST_MEGABYTES = 800


def test_everything_used_at_run_time_is_under_a_free_licence() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    "expression",
    ["MIT", "MIT OR GPL-3.0-only", "Apache-2.0 WITH LLVM-exception AND MIT", "(GPL-2.0 OR MPL-2.0) AND MIT"],
)
def test_a_licence_with_a_free_choice_is_accepted(expression: str) -> None:
    assert is_free(expression)


@pytest.mark.parametrize(
    "expression", ["", "GPL-3.0-only", "MIT AND LGPL-3.0-or-later", "AGPL-3.0", "Proprietary", "MIT OR", "(MIT"]
)
def test_any_other_licence_is_refused(expression: str) -> None:
    assert not is_free(expression)


def test_licences_are_read_from_old_and_new_metadata() -> None:
    assert licence_of(distribution("starlette")) == "BSD-3-Clause"
    assert licence_of(distribution("duckdb")) == "MIT"


def test_what_the_base_needs_in_turn_is_looked_at_and_the_tools_are_not() -> None:
    names = {found.metadata["Name"].lower() for found in closure(asked())}

    assert {"pyarrow", "mako", "markupsafe"} <= names
    assert not names & {"pytest", "ruff", "mypy", "hypothesis"}


def test_the_base_stays_under_its_size() -> None:
    sizes = [
        place.stat().st_size
        for found in closure(project()["dependencies"])
        for file in found.files or []
        if (place := Path(file.locate())).is_file()
    ]

    assert sum(sizes) / 1e6 <= AT_MOST_MEGABYTES
