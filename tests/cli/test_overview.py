"""The state of play in the terminal, as JSON and as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building import a_post, copied, store
from tests.cli.test_commands import palabre

pytestmark = pytest.mark.slow


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "workspace"
    workspace = copied(template, path)
    store(workspace, *(a_post(6 * n, "le tram") for n in range(1, 61)))
    workspace.close()
    return path


def test_it_is_told_in_both_languages(ws: Path) -> None:
    done, french = palabre("overview", "-w", ws), palabre("overview", "-w", ws, lang="fr")

    assert done.returncode == french.returncode == 0
    assert "60 posts by 1 account, from 6 Nov 2026 to 21 Nov 2026." in done.stdout
    assert "60 publications de 1 compte, du 6 nov. 2026 au 21 nov. 2026." in french.stdout.replace("\xa0", " ")
    assert list((ws / "exports").glob("state-of-play-*.json"))


def test_a_program_reads_the_figures(ws: Path) -> None:
    told = json.loads(palabre("overview", "-w", ws, "--json", "--timezone", "UTC", "--since", "2026-11-20").stdout)

    assert told["volume"]["posts"] == 5
    assert told["hours"]["zone"] == "UTC"
    assert told["asked"]["filters"]["since"] == "2026-11-20"


def test_it_is_written_to_a_file(ws: Path, tmp_path: Path) -> None:
    done = palabre("overview", "-w", ws, "--html", tmp_path / "bilan" / "page.html")

    assert done.stdout == ""
    assert "page.html" in done.stderr
    assert "60 posts" in (tmp_path / "bilan" / "page.html").read_text(encoding="utf-8")


def test_what_does_not_exist_is_refused(ws: Path) -> None:
    zone, radar = palabre("overview", "-w", ws, "--timezone", "Ici"), palabre("overview", "-w", ws, "--radar", "Rien")

    assert zone.returncode == 2
    assert "Europe/Paris" in zone.stderr
    assert radar.returncode != 0


def test_an_import_leads_to_it(ws: Path, tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("Date,Text\n2026-01-03T10:00:00Z,bonjour\n", encoding="utf-8")

    assert "palabre overview -w" in palabre("import", table, "-w", ws).stderr
