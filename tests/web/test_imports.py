"""Import: files sent by a form, what is seen of them before anything is stored, what is asked, what comes of it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from palabre.imports import load_mapping
from palabre.listen import checking
from palabre.run.worker import Worker
from palabre.store import Workspace
from palabre.web.app import create_app
from tests.building import Clock, rows_of
from tests.web.conftest import HOUSE

IN_A_PROCESS = checking.seen_beside
PART = {"hx-request": "true", "hx-request-type": "partial"}
PLAIN = (
    b"id,author,created_at,text\n1,lea,2026-06-01T10:00:00Z,Le tram est en panne\n2,tom,2026-06-01T11:00:00Z,Encore\n"
)
DOUBTFUL = "Numéro;Membre;Posté;Propos\n1;lea;03/04/2026 10:00;Le fromage est bon\n2;tom;05/04/2026 11:00;Trop salé\n"


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked at within this process, except where a test is about the other one."""
    monkeypatch.setattr(checking, "seen_beside", checking.seen_here)


@pytest.fixture
def desk(workspace: Workspace) -> TestClient:
    """A reader of English in front of an empty workspace."""
    return a_reader(workspace)


def a_reader(workspace: Workspace, room: int | None = None) -> TestClient:
    limit = None if room is None else lambda: room
    app = create_app(workspace, clock=workspace.clock, file_limit=limit)
    return TestClient(app, base_url=HOUSE, headers={"accept-language": "en"}, follow_redirects=False)


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the form that is shown."""
    form = page.partition('class="mapping"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        fields[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    return fields


def sent(desk: TestClient, content: bytes, name: str = "export.csv") -> str:
    """The address of the page where a file that was sent is looked at."""
    answer = desk.post("/import", files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def on_disk(workspace: Workspace) -> list[str]:
    root = workspace.path / "imports"
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_that_says_everything_is_imported_with_one_button(workspace: Workspace, desk: TestClient) -> None:
    page = sent(desk, PLAIN)
    shown = desk.get(page)

    assert "2 posts" in words_of(shown.text)
    assert "Le tram est en panne" in shown.text
    assert "lea" in shown.text
    assert 'aria-invalid="true"' not in shown.text
    assert rows_of(workspace, "posts") == []

    job = desk.post(page, data={**fields_of(shown.text), "do": "import"}).headers["location"]
    waiting = desk.get(job)
    assert "waiting for its turn" in waiting.text
    assert 'hx-trigger="every 1s"' in waiting.text

    assert Worker(workspace).work_once()
    done = desk.get(job, headers=PART)
    assert "Read 2 New 2 Already there 0 Revised 0 Deleted 0 Refused 0" in words_of(done.text)
    assert "hx-trigger" not in done.text
    assert sorted(row["text"] for row in rows_of(workspace, "posts")) == ["Encore", "Le tram est en panne"]


def test_what_is_not_said_is_asked_in_the_form_then_imported_as_answered(
    workspace: Workspace, desk: TestClient, tmp_path: Path
) -> None:
    page = sent(desk, DOUBTFUL.encode("cp1252"))

    asked = desk.get(page)
    assert "Which columns hold the text and the date?" in asked.text
    assert 'value="import"' not in asked.text
    desk.post(page, data={**fields_of(asked.text), "do": "check"})

    asked = desk.get(page)
    assert "Is 03/04/2026 10:00 day first or month first?" in asked.text
    assert "--" not in words_of(asked.text.partition("<main")[2])
    desk.post(page, data={**fields_of(asked.text), "dates": "day-first", "do": "check"})

    asked = desk.get(page)
    assert "The dates have no time zone (column Posté: 03/04/2026 10:00)" in asked.text
    desk.post(page, data={**fields_of(asked.text), "timezone": "Europe/Paris", "do": "check"})

    shown = desk.get(page)
    assert "3 Apr 2026, 08:00" in shown.text
    assert "read as Windows-1252" in shown.text
    (tmp_path / "mapping.yaml").write_text(desk.get(f"{page}/mapping.yaml").text, encoding="utf-8")
    mapping = load_mapping(tmp_path / "mapping.yaml")
    assert (mapping.timezone, mapping.dates) == ("Europe/Paris", "day-first")
    assert mapping.columns == {"text": "Propos", "created_at": "Posté", "author": "Membre"}

    desk.post(page, data={**fields_of(shown.text), "do": "import"})
    Worker(workspace).work_once()
    rows = rows_of(workspace, "posts")
    assert [row["created_at"].isoformat() for row in rows] == ["2026-04-03T08:00:00+00:00", "2026-04-05T09:00:00+00:00"]


def test_nothing_is_imported_that_was_not_seen_as_it_will_be(workspace: Workspace, desk: TestClient) -> None:
    page = sent(desk, PLAIN)
    shown = desk.get(page)

    answer = desk.post(page, data={**fields_of(shown.text), "network": "forum", "do": "import"})

    assert answer.headers["location"] == f"{page}?changed=yes"
    assert "You changed how the file is read" in desk.get(answer.headers["location"]).text
    assert workspace.jobs.recent() == ()


def test_a_choice_is_tried_at_once_by_the_script_and_a_wrong_one_told(desk: TestClient) -> None:
    page = sent(desk, PLAIN)
    shown = desk.get(page)

    part = desk.post(page, data={**fields_of(shown.text), "network": "forum"}, headers=PART)
    assert "<html" not in part.text
    assert "10:00</time> · forum" in " ".join(part.text.split())

    wrong = desk.post(page, data={**fields_of(shown.text), "c-text": "", "do": "check"})
    assert wrong.status_code == 400
    assert "Choose the column that holds it." in wrong.text


def test_most_dates_that_cannot_be_read_are_asked_about(desk: TestClient) -> None:
    rows = "".join(f"{n},lea,le jour {n},bonjour\n" for n in range(5))
    page = sent(desk, f"id,author,date,text\n{rows}".encode())

    shown = desk.get(page)

    assert "Rows whose date could not be read: 5 (of 5)" in shown.text
    assert 'value="import"' not in shown.text


def test_a_pattern_that_means_nothing_is_told_and_can_be_mended(desk: TestClient) -> None:
    page = sent(desk, b"id,author,date,text\n1,lea,03.04.26,bonjour\n")
    for pattern, told in (
        ("%d/%Q", "Rows whose date could not be read: 1 (of 1)"),
        ("%d.%m.%y", "The dates have no time zone"),
    ):
        fields = fields_of(desk.get(page).text)
        desk.post(page, data={**fields, "dates": "pattern", "pattern": pattern, "do": "check"})
        assert told in desk.get(page).text


def test_refused_rows_are_counted_in_words_and_handed_over(workspace: Workspace, desk: TestClient) -> None:
    page = sent(desk, PLAIN + b"3,zoe,,Sans date\n4,zoe,2026-06-01T10:00:00Z,\n")
    shown = desk.get(page)
    assert "no text" in shown.text

    job = desk.post(page, data={**fields_of(shown.text), "do": "import"}).headers["location"]
    assert desk.get(f"{job}/rejects.csv").status_code == 404
    Worker(workspace).work_once()

    result = words_of(desk.get(job).text)
    assert "Read 4 New 2 Already there 0 Revised 0 Deleted 0 Refused 2" in result
    assert "1 – no text" in result
    report = desk.get(f"{job}/rejects.csv")
    assert report.headers["content-disposition"].startswith("attachment")
    assert "Sans date" in report.text
    assert f'href="{job}"' in desk.get("/import").text
    assert f'href="{job}"' in desk.get("/gaps").text


def test_the_same_file_again_brings_nothing_new(workspace: Workspace, desk: TestClient, clock: Clock) -> None:
    for told in ("New 2 Already there 0 Revised 0", "New 0 Already there 2 Revised 0"):
        page = sent(desk, PLAIN)
        job = desk.post(page, data={**fields_of(desk.get(page).text), "do": "import"}).headers["location"]
        # Taking stock of the first import waits before the second.
        while Worker(workspace).work_once():
            continue
        assert told in words_of(desk.get(job).text)
        clock.forward(days=1)


def test_a_file_nothing_recognises_says_what_to_do(workspace: Workspace, desk: TestClient) -> None:
    for content in (bytes(range(256)) * 20, b""):
        shown = desk.get(sent(desk, content, "photo.csv"))
        assert "photo.csv" in shown.text
        assert str(workspace.path) not in shown.text
        assert 'value="import"' not in shown.text
        assert "remove the file" in shown.text


def test_a_dangerous_archive_is_refused_with_its_reason(desk: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../evil.csv", PLAIN)

    shown = desk.get(sent(desk, packed.getvalue(), "archive.zip"))

    assert "points outside the archive" in shown.text


def test_an_import_is_cancelled_and_its_file_can_be_looked_at_again(workspace: Workspace, desk: TestClient) -> None:
    page = sent(desk, PLAIN)
    job = desk.post(page, data={**fields_of(desk.get(page).text), "do": "import"}).headers["location"]
    assert "This file is being imported." in desk.get(page).text
    assert desk.post(f"{page}/remove").status_code == 400

    desk.post(f"{job}/cancel")

    assert "It was cancelled." in desk.get(job).text
    assert f'href="{page}"' in desk.get(job).text
    desk.post(f"{page}/remove")
    assert on_disk(workspace) == []


def test_several_files_wait_in_a_list(workspace: Workspace, desk: TestClient) -> None:
    files = [("file", ("un.csv", PLAIN)), ("file", ("deux <b>.csv", PLAIN))]

    answer = desk.post("/import", files=files, data={"changed": ""})

    assert answer.headers["location"] == "/import"
    listed = desk.get("/import").text
    assert "un.csv" in listed
    assert "<b>" not in listed
    assert len(on_disk(workspace)) == 4


def test_a_form_without_a_file_says_so(workspace: Workspace, desk: TestClient) -> None:
    answer = desk.post("/import", files={"file": ("", b"")})

    assert answer.status_code == 400
    assert "No file was chosen." in answer.text
    assert on_disk(workspace) == []


@pytest.mark.parametrize(
    "name", ["../../state.sqlite", "..\\..\\state.sqlite", "/etc/passwd", "a/../../b.csv", "..", "."]
)
def test_a_hostile_name_stays_in_its_folder(workspace: Workspace, desk: TestClient, name: str) -> None:
    before = sorted(path.name for path in workspace.path.iterdir())

    page = sent(desk, PLAIN, name)

    assert sorted(path.name for path in workspace.path.iterdir()) == sorted([*before, "imports"])
    assert {path.split("/")[0] for path in on_disk(workspace)} == {page.rpartition("/")[2]}
    assert "2 posts" in words_of(desk.get(page).text)


@pytest.mark.parametrize(
    "path",
    ["/import/files/..%2f..", "/import/files/0123456789abcdef", "/import/files/x/mapping.yaml", "/import/jobs/9"],
)
def test_what_is_not_there_is_not_found(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_a_file_is_never_served_back(workspace: Workspace, desk: TestClient) -> None:
    page = sent(desk, b"<script>alert(1)</script>", "evil.html")

    served = [desk.get(f"{page}{more}") for more in ("", "/evil.html", "/file", "/file/evil.html", "/about.json")]

    assert [answer.status_code for answer in served] == [200, 404, 404, 404, 404]
    assert "<script>alert" not in served[0].text


def test_only_the_import_page_takes_more_than_a_form(workspace: Workspace) -> None:
    desk = a_reader(workspace, room=3_000_000)
    large = {"file": ("big.csv", PLAIN + b"3,zoe,2026-06-01T10:00:00Z," + b"x" * 2_000_000)}

    assert desk.post("/import", files=large).status_code == 303
    assert desk.post("/radars/new", files=large).status_code == 413

    huge = desk.post("/import", files={"file": ("big.csv", b"x" * 3_000_001)})
    assert huge.status_code == 413
    assert "larger than the 3 MB" in huge.text
    assert len(on_disk(workspace)) == 2


def test_a_body_sent_in_pieces_stops_at_the_limit_and_leaves_nothing(workspace: Workspace) -> None:
    desk = a_reader(workspace, room=3_000_000)
    head = b'--B\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    kind = {"content-type": "multipart/form-data; boundary=B"}

    answer = desk.post("/import", content=iter([head, *[b"x" * 1_000_000] * 4]), headers=kind)

    assert answer.status_code == 413
    assert on_disk(workspace) == []


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (
            "multipart/form-data; boundary=B",
            b'--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx',
            400,
        ),
        ("multipart/form-data; boundary=B", b"nonsense", 400),
        ("multipart/form-data", b"--B--", 415),
        ("application/x-www-form-urlencoded", b"file=x", 415),
        ("text/plain", b"file", 415),
    ],
)
def test_what_is_no_form_is_refused_and_leaves_nothing(
    workspace: Workspace, desk: TestClient, kind: str, body: bytes, status: int
) -> None:
    answer = desk.post("/import", content=body, headers={"content-type": kind})

    assert answer.status_code == status
    assert on_disk(workspace) == []


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_file_sent_by_another_site_is_refused(
    workspace: Workspace, desk: TestClient, headers: dict[str, str]
) -> None:
    answer = desk.post("/import", files={"file": ("a.csv", PLAIN)}, headers=headers)

    assert answer.status_code == 403
    assert on_disk(workspace) == []


def test_a_file_is_looked_at_once_until_something_is_decided(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def counted(question: bytes) -> bytes:
        asked.append(question)
        return checking.seen_here(question)

    monkeypatch.setattr(checking, "seen_beside", counted)
    page = sent(desk, PLAIN)

    first, again = desk.get(page).text, desk.get(page).text
    assert (len(asked), first) == (1, again)

    desk.post(page, data={**fields_of(first), "account": "lea", "do": "check"})
    desk.get(page)
    assert len(asked) == 2


def test_a_look_that_breaks_is_told_and_not_kept(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "seen_beside", IN_A_PROCESS)
    page = sent(desk, PLAIN)
    with monkeypatch.context() as broken:
        broken.setattr(checking, "_CHILD", "import os; os.abort()")
        assert "stopped suddenly" in desk.get(page).text

    assert "2 posts" in words_of(desk.get(page).text)


def test_an_empty_workspace_leads_to_the_import(desk: TestClient) -> None:
    assert 'href="/import">Import a file</a>' in desk.get("/listen").text
