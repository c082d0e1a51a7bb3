"""The pictures of the docs, taken of the demonstration: `make pictures` takes them anew, the suite sees they can be.

The pages of the story are held to the same as the others: no fault of accessibility, nothing wider than its window.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from palabre.run import clock
from palabre.run.demo import prepare_demo
from palabre.run.worker import Worker
from palabre.store import open_workspace
from palabre.web.app import create_app
from tests.browser.conftest import served
from tests.browser.test_pages import faults_of, overflow_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = (1280, 860)
SHOWN = {
    "state-of-play": "/overview",
    "listening": "/listen?radar=1&radar=2",
    "words": "/listen/words?radar=1",
    "radar": "/radars/1",
    "strategy": "/strategy/glance",
}


@pytest.fixture(params=["en", "fr"])
def demo(request: pytest.FixtureRequest, tmp_path: Path, free_port: int) -> Iterator[tuple[str, str]]:
    """A language, and the address of the demonstration that speaks it."""
    lang = str(request.param)
    prepare_demo(tmp_path / "demo", lang=lang, request=None, progress=lambda _done, _total: None)
    workspace = open_workspace(tmp_path / "demo", clock=clock.now, wait=clock.wait)
    # What listening says of the strategy is found by the worker.
    while Worker(workspace).work_once():
        pass
    for address in served(create_app(workspace, clock=clock.now), free_port):
        yield lang, address
    workspace.close()


def test_the_pictures_of_the_docs_show_the_demonstration(demo: tuple[str, str], chromium: Browser, axe: Path) -> None:
    lang, address = demo
    context = chromium.new_context(
        base_url=address,
        viewport={"width": SIZE[0], "height": SIZE[1]},
        locale={"en": "en-GB", "fr": "fr-FR"}[lang],
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    for name, path in SHOWN.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        taken = picture_of(page)
        file = PICTURES / f"{name}.{lang}.png"
        if os.environ.get("PICTURES"):
            PICTURES.mkdir(exist_ok=True)
            file.write_bytes(taken)
        assert size_of(taken) == size_of(file.read_bytes()) == SIZE
        assert (path, faults_of(page, axe)) == (path, [])
        assert (path, overflow_of(page)) == (path, 0)
    context.close()


def size_of(picture: bytes) -> tuple[int, int]:
    """Its width and height."""
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.size


def picture_of(page: Page) -> bytes:
    """What the window shows, in few colours: a quarter of the size, and no difference to the eye."""
    told = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    written = io.BytesIO()
    told.save(written, "PNG", optimize=True)
    return written.getvalue()


def test_every_picture_is_in_a_page_of_the_docs() -> None:
    docs = "".join(path.read_text(encoding="utf-8") for path in PICTURES.parent.rglob("*.md"))

    assert {path.name for path in PICTURES.glob("*.png") if path.name not in docs} == set()
