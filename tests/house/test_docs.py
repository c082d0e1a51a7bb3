import os
import textwrap

import pytest

from tests import ready
from tools.check_docs import blocks_of, faults, pages, script_of
from tools.verdict import ROOT


@pytest.mark.slow
@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_code_of_the_page_runs_and_its_links_lead_somewhere(page) -> None:
    words = ["--commands", str(ready.ready().commands), str(page)]
    done = ready.run("tools.check_docs", words, env=os.environ, cwd=ROOT, timeout=600)

    assert done.returncode == 0, done.stderr


def page_of(tmp_path, text: str):
    path = tmp_path / "page.md"
    path.write_text(textwrap.dedent(text))
    return path


def test_a_console_block_is_its_orders_without_the_answers() -> None:
    assert (
        script_of("$ cat > a.csv <<END\n> x\n> END\nanswer\n$ wc a.csv\n 1 1 2")
        == "cat > a.csv <<END\nx\nEND\nwc a.csv"
    )


def test_blocks_run_in_order_in_one_folder_and_share_names(tmp_path) -> None:
    page = page_of(
        tmp_path,
        """
        ```console
        $ echo one > a.txt
        ```
        ```python
        import pathlib; told = pathlib.Path("a.txt").read_text()
        ```
        ```python
        assert told == "one\\n"
        ```
        """,
    )

    assert faults(page) == []


@pytest.mark.parametrize(
    "block", ["```console\n$ false\n```", "```python\n1 / 0\n```", "```console\n$ false | true\n```"]
)
def test_a_block_that_fails_is_told_with_its_line(tmp_path, block: str) -> None:
    told = faults(page_of(tmp_path, f"\n{block}\n"))

    assert len(told) == 1
    assert ":3: " in told[0]


def test_a_block_that_is_not_to_be_run_is_left_out() -> None:
    assert not list(blocks_of("```console no-run\n$ palabre run\n```\n```yaml\na: 1\n```\n"))


def test_a_link_to_nowhere_is_found(tmp_path) -> None:
    told = faults(page_of(tmp_path, "[here](page.md#top) [web](https://example.org) [lost](gone.md)"))

    assert len(told) == 1
    assert told[0].endswith("gone.md")
