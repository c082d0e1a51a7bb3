from pathlib import Path

import pytest

from tools.check_code import clock_faults, faults, size_faults

HERE = Path("src/palabre/listen/radar.py")


def function_of(lines: int, docstring: int = 0) -> str:
    told = ['    """One.', *["    more"] * (docstring - 2), '    """'] if docstring else []
    return "\n".join(["def spot():", *told, *["    x = 1"] * (lines - 1)]) + "\n"


def test_the_tree_is_in_order() -> None:
    assert faults() == []


def test_a_function_of_forty_lines_is_allowed_and_of_forty_one_is_not() -> None:
    assert not list(size_faults(HERE, function_of(40)))
    assert list(size_faults(HERE, function_of(41))) == [f"{HERE}:1: spot has 41 lines, 40 at most"]


def test_a_docstring_costs_no_line() -> None:
    assert not list(size_faults(HERE, function_of(40, docstring=12)))


def test_a_kernel_and_the_query_tokenizer_may_be_longer() -> None:
    for path in ("src/palabre/query/_kernel.py", "src/palabre/query/_tokens.py"):
        assert not list(size_faults(Path(path), function_of(120)))
        assert list(size_faults(Path(path), function_of(121)))


def test_a_file_of_more_than_five_hundred_lines_is_refused() -> None:
    assert not list(size_faults(HERE, "x = 1\n" * 500))
    assert len(list(size_faults(HERE, "x = 1\n" * 501))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import datetime, UTC\ndatetime.now(UTC)",
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.date.today()",
        "import time\ntime.time()",
        "import time as clock\nclock.monotonic()",
        "from time import sleep as wait\nwait(1)",
        "import random\nrandom.choice([1])",
        "from random import shuffle\nshuffle([])",
        "import numpy as np\nnp.random.rand(3)",
    ],
)
def test_an_ambient_clock_or_random_state_is_refused(line: str) -> None:
    assert list(clock_faults(HERE, line))


@pytest.mark.parametrize(
    "line",
    [
        "import random\nrng = random.Random(7)\nrng.choice([1])",
        "import numpy as np\nrng = np.random.default_rng(7)\nrng.random(3)",
        "from datetime import datetime\ndatetime.fromisoformat('2026-11-21')",
        "now = clock.now()\nself.time.time",
        "import random\ndef draw(rng: random.Random) -> None: ...",
    ],
)
def test_what_is_handed_in_or_seeded_is_allowed(line: str) -> None:
    assert not list(clock_faults(HERE, line))
