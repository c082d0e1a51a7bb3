"""A workspace is made whole or not at all, opened only when it can be used, and keeps its secrets."""

from __future__ import annotations

import errno
import os
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from palabre.errors import PalabreError, StoreError, UsageError, WorkspaceError
from palabre.store import Lake, create_workspace, read_secret, with_settings_of_now, write_contact, write_secret
from palabre.store import workspace as making
from palabre.store.state import open_state, read_settings, stored_version
from tests.building import NOW, Clock, Waits, reopened

if TYPE_CHECKING:
    from palabre.store import Workspace


def make(path: Path, **changed: Any) -> Workspace:
    told: dict[str, Any] = {"lang": "fr", "purpose": "écouter", "clock": Clock(), "wait": Waits()}
    return create_workspace(path, **(told | changed))


def test_a_new_workspace_says_what_it_was_told(tmp_path: Path) -> None:
    made = make(tmp_path / "w", purpose="  écouter  ", fictional=True)
    made.close()
    again = reopened(tmp_path / "w")
    again.close()

    assert again.settings == made.settings
    assert (again.settings.name, again.settings.purpose, again.settings.fictional) == ("w", "écouter", True)
    assert again.settings.created_at == NOW.isoformat()
    assert (tmp_path / "w" / "secrets.toml").stat().st_mode & 0o777 == 0o600
    assert {one.name for one in tmp_path.iterdir()} == {"w"}


def test_a_workspace_expects_the_languages_it_was_told_else_french_and_english(tmp_path: Path) -> None:
    told, untold = make(tmp_path / "w", languages=(" PL", "fr", "pl", "")), make(tmp_path / "v")
    before = make(tmp_path / "before")
    with before.state.begin() as connection:
        connection.exec_driver_sql("DELETE FROM settings WHERE key = 'languages'")
    again = reopened(tmp_path / "before")
    for one in (told, untold, before, again):
        one.close()

    assert (told.settings.languages, untold.settings.languages) == (("pl", "fr"), ("fr", "en"))
    assert again.settings.languages == ("fr", "en")


def test_a_language_that_cannot_be_told_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="languages=french, xx") as refused:
        make(tmp_path / "w", languages=("fr", "french", "xx"))

    assert refused.value.message_id == "workspace-unknown-languages"
    assert not (tmp_path / "w").exists()


def test_an_empty_folder_can_become_one_and_a_full_one_cannot(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()

    make(tmp_path / "empty").close()
    for name in ("full", "file", "empty"):
        with pytest.raises(WorkspaceError, match="workspace-not-empty"):
            make(tmp_path / name)
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("place", ["w", "lake/w", "exports/a/b"])
def test_no_workspace_is_made_inside_another(workspace: Workspace, place: str) -> None:
    before = sorted(workspace.path.rglob("*"))

    with pytest.raises(WorkspaceError, match="workspace-inside-another") as refused:
        make(workspace.path / place)
    assert refused.value.fields["other"] == workspace.path
    assert sorted(workspace.path.rglob("*")) == before


def test_a_purpose_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="workspace-needs-purpose"):
        make(tmp_path / "w", purpose=" \n")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="workspace-cannot-write"):
        make(tmp_path / "file" / "w")


@pytest.mark.parametrize("step", ["folder", "secrets", "lake"])
def test_a_workspace_that_could_not_be_made_leaves_nothing_behind(tmp_path: Path, monkeypatch, step: str) -> None:
    def full(*_asked: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    place = {"folder": (Path, "mkdir"), "secrets": (making, "new_secrets"), "lake": (Lake, "create")}
    with monkeypatch.context() as broken:
        broken.setattr(*place[step], full)
        with pytest.raises(PalabreError):
            make(tmp_path / "w")

    assert list(tmp_path.iterdir()) == []
    make(tmp_path / "w").close()


def test_what_is_not_a_workspace_is_refused_and_not_written(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(WorkspaceError, match="no-such-workspace"):
            reopened(path)
    assert list(tmp_path.iterdir()) == []


def test_a_half_made_workspace_says_so(tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    open_state(tmp_path / "state.sqlite").dispose()

    with pytest.raises(WorkspaceError, match="workspace-unfinished"):
        reopened(tmp_path)


@pytest.mark.parametrize("closed", ["", "lake"])
def test_a_read_only_folder_is_told(workspace: Workspace, monkeypatch, closed: str) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != workspace.path / closed and access(path, mode))

    with pytest.raises(WorkspaceError, match="workspace-read-only"):
        reopened(workspace.path)


def test_a_state_of_a_newer_palabre_is_left_alone(workspace: Workspace) -> None:
    with workspace.state.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WorkspaceError, match="workspace-newer"):
        reopened(workspace.path)

    assert stored_version(workspace.state) == "9999"
    assert read_settings(workspace.state)["lang"] == "fr"


def test_a_spoilt_state_is_told(workspace: Workspace) -> None:
    workspace.close()
    (workspace.path / "state.sqlite").write_bytes(b"spoilt " * 1000)
    with pytest.raises(StoreError, match="state-unreadable"):
        reopened(workspace.path)


def test_a_secret_comes_from_the_environment_then_the_file(workspace: Workspace) -> None:
    file = workspace.path / "secrets.toml"
    assert read_secret(workspace.path, "key", {}) is None
    file.write_text('key = "of the file"\nport = 3\n')

    assert read_secret(workspace.path, "key", {}) == "of the file"
    assert read_secret(workspace.path, "key", {"PALABRE_SECRET_KEY": "given"}) == "given"
    assert read_secret(workspace.path, "port", {}) is None


@pytest.mark.parametrize(("mode", "text"), [(0o644, 'key = "hush"'), (0o600, 'key = "hush'), (0o600, "key = hush")])
def test_bad_secrets_are_told_without_their_words(workspace: Workspace, mode: int, text: str) -> None:
    (workspace.path / "secrets.toml").write_text(text)
    (workspace.path / "secrets.toml").chmod(mode)

    with pytest.raises(StoreError) as refused:
        read_secret(workspace.path, "key", {})

    assert "hush" not in str(refused.value)


def test_a_secret_is_written_beside_the_lines_of_others(workspace: Workspace) -> None:
    file = workspace.path / "secrets.toml"
    file.write_text('# mine\nkey = "old" # of Ana\nlast = "x"\n\n[other]\nkey = "y"\nmore = "z"')
    write_secret(workspace.path, "key", 'a "new"\\ one\x7f é')
    write_secret(workspace.path, "more", "m")

    assert file.read_text().splitlines()[0] == "# mine"
    assert tomllib.loads(file.read_text()) == {
        "key": 'a "new"\\ one\x7f é',
        "last": "x",
        "more": "m",
        "other": {"key": "y", "more": "z"},
    }
    assert file.stat().st_mode & 0o777 == 0o600
    file.unlink()
    write_secret(workspace.path, "key", "again")
    assert read_secret(workspace.path, "key", {}) == "again"
    assert file.stat().st_mode & 0o777 == 0o600


def test_secrets_given_at_once_are_all_kept(workspace: Workspace) -> None:
    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda n: write_secret(workspace.path, f"key{n}", str(n)), range(40)))

    assert [read_secret(workspace.path, f"key{n}", {}) for n in range(40)] == [str(n) for n in range(40)]


@pytest.mark.parametrize(
    ("mode", "text"),
    [(0o644, ""), (0o600, 'key = "hush'), (0o600, "key = '''hush\nhush'''\n"), (0o600, 'key.of = "hush"\n')],
)
def test_a_secret_that_cannot_be_written_leaves_the_file(workspace: Workspace, mode: int, text: str) -> None:
    file = workspace.path / "secrets.toml"
    file.write_text(text)
    file.chmod(mode)

    with pytest.raises(StoreError) as refused:
        write_secret(workspace.path, "key", "hush")

    assert "hush" not in str(refused.value)
    assert (file.read_text(), list(workspace.path.glob(".secrets*"))) == (text, [])


def test_a_contact_given_elsewhere_is_known(workspace: Workspace) -> None:
    other = reopened(workspace.path)

    assert write_contact(other, " ana@example.org ").settings.contact == "ana@example.org"
    assert with_settings_of_now(workspace).settings == reopened(workspace.path).settings
