"""A person imports a file in the browser: drops it, answers what it does not say, sees its posts, follows it."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from palabre.listen import checking, uploads
from palabre.run.worker import Worker
from palabre.store import Workspace
from palabre.web.app import create_app
from tests.browser.conftest import served
from tests.browser.test_pages import must_be_sound
from tests.building import clock, quick_disk, template, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Reader

__all__ = ["clock", "quick_disk", "template", "workspace"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DOUBTFUL = (
    "Id;Membre;Date;Message;J'aime\n"
    "1;lea;03/04/2026 10:00;Le fromage est bon;3\n"
    "2;tom;05/04/2026 11:00;Trop salé pour moi;\n"
    "3;zoé;;Sans date;1\n"
)
WIDE = (
    "Posté;Propos;" + ";".join(f"Une colonne au nom fort long, numéro {n}" for n in range(6)) + "\n"
    "2026-04-03T10:00:00Z;" + "x" * 200 + ";" + ";".join(["y" * 90] * 6) + "\n"
    "hier;\u202eevil\u202c <script>alert(1)</script>;" + ";" * 5 + "\n"
)
# What a browser does with a file that is dropped on a field, which no driver does by itself.
DROP = """(field, [name, content]) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name));
    field.files = dropped.files;
    field.dispatchEvent(new Event("change", {bubbles: true}));
}"""


@pytest.fixture
def house(workspace: Workspace, free_port: int) -> Iterator[str]:
    """The address of the site over an empty workspace."""
    yield from served(create_app(workspace, clock=workspace.clock), free_port)


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked at within this process: what another would add is seconds."""
    monkeypatch.setattr(checking, "seen_beside", checking.seen_here)


def send(page: Page, content: str, name: str = "avis.csv") -> None:
    page.goto("/import")
    page.get_by_label("Files", exact=False).or_(page.get_by_label("Fichiers", exact=False)).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )
    page.locator(".sending button").click()


def test_a_file_is_dropped_its_dates_explained_and_its_posts_imported(workspace: Workspace, open_page: Reader) -> None:
    page = open_page("/listen")
    page.get_by_role("link", name="Import a file").click()
    packed = base64.b64encode(DOUBTFUL.encode()).decode()
    page.get_by_label("Files", exact=False).evaluate(DROP, ["avis.csv", packed])
    page.get_by_role("button", name="Send").click()

    expect(page.locator("#question")).to_contain_text("Is 03/04/2026 10:00 day first or month first?")
    order = page.get_by_label("How dates are written")
    expect(order).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Import it", exact=True)).to_have_count(0)

    order.select_option("day-first")
    expect(page.locator("#question")).to_contain_text("The dates have no time zone")
    zone = page.get_by_label("Time zone")
    zone.fill("Europe/Paris")
    zone.press("Tab")
    expect(page.locator(".posts")).to_contain_text("3 Apr 2026, 08:00")
    expect(page.locator("#check")).to_contain_text("1 – no date")
    expect(page.locator("#columns summary").first).to_contain_text("Text ← Message · Date ← Date · Account ← Membre")

    page.locator("#columns summary").first.click()
    page.get_by_label("Network the posts come from").fill("forum")
    page.get_by_label("Network the posts come from").press("Tab")
    expect(page.locator(".posts")).to_contain_text("forum")
    expect(page.locator("#columns")).to_have_attribute("open", "")
    assert workspace.jobs.recent() == ()

    page.get_by_role("button", name="Import it", exact=True).click()
    follow(page, workspace)
    page.get_by_role("link", name="See the posts in Listening").click()
    expect(page.locator(".posts")).to_contain_text("Trop salé pour moi")


def follow(page: Page, workspace: Workspace) -> None:
    """Sees an import wait, go on and end while its page stays open, and takes the rows it refused."""
    expect(page.locator("#state")).to_contain_text("waiting for its turn")
    page.reload()
    job = workspace.jobs.claim(("import",))
    assert job is not None
    workspace.jobs.progress(job.job_id, done=1, total=4)
    expect(page.locator("#state progress")).to_have_attribute("value", "1")
    workspace.jobs.release(job.job_id)
    assert Worker(workspace).work_once()
    expect(page.locator(".outcome")).to_contain_text("New2")
    expect(page.locator("#state")).to_contain_text("1 – no date")
    with page.expect_download() as report:
        page.get_by_role("link", name="Download the refused rows").click()
    assert "Sans date" in Path(report.value.path()).read_text(encoding="utf-8-sig")


def test_a_file_is_imported_without_script(workspace: Workspace, open_page: Reader) -> None:
    page = open_page("/import", script=False, may_fail=True)
    send(page, DOUBTFUL)
    page.get_by_label("How dates are written").select_option("day-first")
    page.get_by_label("Time zone").fill("Europe/Paris")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".posts")).to_contain_text("Le fromage est bon")

    page.get_by_role("button", name="Import it", exact=True).click()
    Worker(workspace).work_once()
    page.get_by_role("link", name="Reload").click()
    expect(page.locator(".outcome")).to_contain_text("New2")


def test_files_too_large_are_told_before_they_are_sent(
    workspace: Workspace, open_page: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palabre.web.app.room", lambda _workspace: 2_000_000)
    page = open_page("/import")
    field = page.get_by_label("Files", exact=False)

    field.set_input_files({"name": "big.zip", "mimeType": "application/zip", "buffer": b"x" * 2_000_001})
    assert (
        field.evaluate("one => one.validationMessage")
        == "Together, these files are larger than what there is room for."
    )
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile("/import$"))
    assert uploads.uploads(workspace) == ()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_of_imports_is_without_fault_and_nothing_is_cut(
    workspace: Workspace, open_page: Reader, axe: Path, lang: str, width: int
) -> None:
    page = open_page("/import", lang=lang, width=width, bypass_csp=True, may_fail=True)

    def judge() -> None:
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        expect(page.locator("html")).to_have_attribute("lang", lang)
        must_be_sound(page, axe)

    judge()
    for content, name in ((DOUBTFUL, "avis.csv"), (WIDE, "x" * 140 + ".csv"), ("\x00\x01", "photo.csv")):
        send(page, content, name)
        expect(page.locator("#check")).to_be_visible()
        judge()
    page.goto("/import")
    page.get_by_role("link", name="x" * 140).click()
    page.locator("#columns select").nth(1).select_option("0")
    page.locator("button[value=import]").click()
    expect(page.locator("#state progress")).to_be_visible()
    judge()
    Worker(workspace).work_once()
    expect(page.locator(".outcome")).to_be_visible()
    judge()
    page.goto("/import")
    judge()
