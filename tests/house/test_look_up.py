import pytest

from palabre.model import TABLES
from palabre.words.findings import every_finding
from tools import look_up, look_up_findings
from tools.verdict import ROOT


@pytest.mark.parametrize("name", look_up.PAGES)
def test_a_page_made_from_the_code_says_what_the_code_says_now(name: str) -> None:
    assert look_up.faults(name) == []


@pytest.mark.parametrize("name", ["commands.md", "commandes.md"])
def test_every_command_has_its_part_of_the_page(name: str) -> None:
    page = (ROOT / look_up.FOLDER / name).read_text(encoding="utf-8")

    assert [line for line in page.splitlines() if line.startswith("## palabre ")] == [
        f"## palabre {command}" for command in look_up.commands()
    ]


def test_every_table_has_its_sentence() -> None:
    assert set(look_up.ABOUT) == set(TABLES)


def test_a_page_that_is_missing_is_told(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(look_up, "FOLDER", tmp_path)

    assert "run `make docs`" in look_up.faults("formats.md")[0]


def test_a_bar_in_a_sentence_does_not_cut_its_cell() -> None:
    assert look_up._cell("fr|en\nboth") == "fr\\|en both"


def test_every_code_of_the_judge_is_on_its_page_with_how_serious_it_is() -> None:
    rows = [line.split(" | ") for line in look_up_findings.findings_lines() if line.startswith("| `")]

    assert {row[0].strip("| `") for row in rows} == set(every_finding())
    assert [row[0] for row in rows if not row[1].strip()] == []
    assert look_up_findings.areas() == set(look_up_findings.AREAS)
