"""What a notebook is given: Arrow tables that show themselves and trust no text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import palabre
from palabre.errors import UsageError, WorkspaceError
from tests.building import Clock, Waits, a_post, store, template

__all__ = ["template"]


@pytest.fixture
def ws(template: Path, tmp_path: Path) -> Path:
    from palabre.store import open_workspace

    path = shutil.copytree(template, tmp_path / "workspace")
    workspace = open_workspace(path, clock=Clock(), wait=Waits())
    store(workspace, a_post(1, "le <b>Comté</b> & co"), a_post(2, "rien"))
    workspace.close()
    return path


def test_a_search_gives_an_arrow_table_with_the_words_found(ws: Path) -> None:
    opened = palabre.open(ws)

    answer = opened.search("comté")

    assert len(answer) == 1
    row = answer.to_pylist()[0]
    start, end = row["matched"][0]
    assert row["text"][start:end] == "Comté"
    assert answer.table.schema.field("created_at").type.tz == "UTC"
    opened.close()


def test_a_table_shows_itself_without_running_what_posts_hold(ws: Path) -> None:
    shown = palabre.open(ws).sql("SELECT text FROM posts ORDER BY text")._repr_html_()

    assert "&lt;b&gt;Comté" in shown
    assert "<b>" not in shown


def test_long_answers_show_their_first_rows_and_say_how_many_more(ws: Path) -> None:
    shown = palabre.open(ws).sql("SELECT range AS n FROM range(50)")._repr_html_()

    assert shown.count("<tr>") == 21
    assert "30 more rows" in shown


def test_what_is_not_a_workspace_or_not_a_select_is_refused(ws: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        palabre.open(tmp_path / "nowhere")
    with pytest.raises(UsageError):
        palabre.open(ws).sql("DELETE FROM posts")
