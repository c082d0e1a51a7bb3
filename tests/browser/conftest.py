"""The pages served for real over a stage, and a reader with a browser in front of them."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
import uvicorn

from tests.web.staging import NOW, Stage, a_gap, a_job, a_year_of_posts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page
    from starlette.applications import Starlette

    Reader = Callable[..., Page]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    posts = a_year_of_posts()
    stage = Stage(
        posts=posts,
        gaps=[a_gap()],
        jobs=[
            a_job(1),
            a_job(2, status="failed", error_id="date-malformed", error_fields={"value": "hier"}, result=None),
        ],
        fictional=True,
        slice_length=20,
    )
    stage.show(posts[2], thread=tuple(posts[:5]), seen_at=NOW)
    stage.set_on(monkeypatch)
    return stage


@pytest.fixture
def house(stage: Stage, free_port: int) -> Iterator[str]:
    """The address of the site over a stage."""
    yield from served(stage.app(), free_port)


def served(app: Starlette, port: int) -> Iterator[str]:
    """The address of a site, served by the same server as in real life."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def open_page(chromium: Browser, house: str) -> Iterator[Reader]:
    """Opens a page as a given reader; at the end nothing may have been said on the console."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def opened(
        path: str,
        *,
        lang: str = "en",
        theme: str = "light",
        width: int = 1280,
        script: bool = True,
        bypass_csp: bool = False,
        may_fail: bool = False,
    ) -> Page:
        context = chromium.new_context(
            base_url=house,
            viewport={"width": width, "height": 900},
            locale={"en": "en-GB", "fr": "fr-FR"}[lang],
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if not may_fail:
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """The same stage while an import runs."""
    stage.jobs.insert(0, a_job(9, status="running", done=45, finished_at=None, result=None))
    return stage
