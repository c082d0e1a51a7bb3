"""The fixtures every test leans on, and what REQUIRE_ALL makes of a skip."""

import os
import subprocess
import sys

import pytest

from tools.verdict import ROOT

SKIPS = """
import pytest
from tests.conftest import require

def test_of_a_server():
    require("the server", False, "make system")

@pytest.mark.xfail
def test_expected_to_fail():
    assert False

def test_here():
    require("the server", True, "make system")
"""


def outcome(folder, **environment: str) -> str:
    (folder / "test_skips.py").write_text(SKIPS)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:randomly", "-p", "no:cacheprovider"]
    env = {**os.environ, "REQUIRE_ALL": "", **environment}
    options = ["-q", "-rs", "--rootdir", str(folder), "--import-mode=importlib", str(folder)]
    return subprocess.run([*command, *options], cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout


def test_what_is_missing_is_skipped_under_its_name(tmp_path) -> None:
    told = outcome(tmp_path)

    assert "1 passed, 1 skipped, 1 xfailed" in told
    assert "the server is not here: make system" in told


def test_a_skip_is_a_failure_when_all_is_required(tmp_path) -> None:
    told = outcome(tmp_path, REQUIRE_ALL="1")

    assert "1 failed, 1 passed, 1 xfailed" in told
    assert "skipped though REQUIRE_ALL is set: the server is not here: make system" in told


def test_a_file_that_skips_itself_is_a_failure_when_all_is_required(tmp_path) -> None:
    (tmp_path / "test_whole.py").write_text("import pytest\npytest.skip('no Spark', allow_module_level=True)\n")

    assert "skipped though REQUIRE_ALL is set: no Spark" in outcome(tmp_path, REQUIRE_ALL="1")


def test_a_free_port_can_be_listened_on(free_port: int) -> None:
    assert 1024 < free_port < 65536


def test_the_shared_data_is_where_it_was_said_to_be(shared_data) -> None:
    assert shared_data.is_dir()


@pytest.mark.browser
def test_chromium_and_axe_are_ready(chromium, axe) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.set_content("<html lang='en'><title>One</title><main><h1>One</h1><img src='x.png'></main></html>")
    page.add_script_tag(path=axe)
    found = page.evaluate("axe.run().then(told => told.violations.map(one => one.id))")
    context.close()

    assert found == ["image-alt"]
