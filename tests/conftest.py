"""What every test can ask for: the shared data, a browser, a free port; and what happens when one of them is missing.

A test that needs something this machine may lack says so with `require`, and is skipped under the name of what it
lacks. With `REQUIRE_ALL=1` every skip is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, event

from tests import ready

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


_engines: weakref.WeakSet[Engine] = weakref.WeakSet()
event.listen(Engine, "engine_connect", lambda connection: _engines.add(connection.engine))


@pytest.fixture(autouse=True)
def no_state_left_open() -> Iterator[None]:
    """Lets go of every state a test opened: from Python 3.13 on, one that is collected open is a failure elsewhere."""
    yield
    for engine in list(_engines):
        engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def nothing_waits_longer() -> Iterator[None]:
    """Ends the process from which commands are forked, when there is one."""
    yield
    ready.stop()


def require(name: str, found: object, how_to_install: str) -> None:
    """Skips the test when `found` is false, naming what is missing and how to get it."""
    if not found:
        pytest.skip(f"{name} is not here: {how_to_install}")


def is_all_required() -> bool:
    """Whether a skipped test is a failed one."""
    return os.environ.get("REQUIRE_ALL", "") not in {"", "0"}


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped."""
    told = report.longrepr
    return str(told[2] if isinstance(told, tuple) else told).removeprefix("Skipped: ")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skip into a failure when everything is required; an expected failure stays what it is."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and is_all_required():
        report.outcome = "failed"
        report.longrepr = f"skipped though REQUIRE_ALL is set: {reason_of(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    report = yield
    if report.skipped and is_all_required():
        report.outcome = "failed"
        report.longrepr = f"skipped though REQUIRE_ALL is set: {reason_of(report)}"
    return report


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The one event loop the product runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data, read in place; nothing of it is ever copied into the repository."""
    folder = Path(os.environ.get("PALABRE_DATA") or ROOT.parent / "shared" / "data")
    require("the folder of real data", folder.is_dir(), "set PALABRE_DATA to it; only the makers of Palabre have it")
    return folder


@pytest.fixture
def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def chromium_path() -> str | None:
    """Where Chromium is, when it is installed: without a window, a page takes a third of the time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("PALABRE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium, one for the tests of a file; each test opens a context of its own and closes it.

    While it runs, its driver keeps an event loop of its own going, in which tests that are async could not start: it
    must be gone before those of another file.
    """
    require("playwright", importlib.util.find_spec("playwright"), "make setup")
    path = chromium_path()
    require("Chromium", path, "make system")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core, which finds faults of accessibility in a page."""
    script = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    require("axe-core", script.is_file(), "install npm, then make setup")
    return script
