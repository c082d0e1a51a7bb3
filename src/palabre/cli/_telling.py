"""How commands speak: answers on standard output, progress and remarks on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SHOW_AFTER_SECONDS = 1.0


# Line ends, tabs, and the two spaces at which French breaks no line.
_HARMLESS = "\n\t\u00a0\u202f"


def say(line: str = "") -> None:
    """A line of the answer, without the control characters a text may hide."""
    print(safe(line))  # noqa: T201 - the door speaks


def say_text(text: str) -> None:
    """A text to the letter where it goes into a file; a terminal is spared its control characters."""
    if sys.stdout.isatty():
        say(text.removesuffix("\n"))
    else:
        sys.stdout.buffer.write(text.encode())


def remark(line: str) -> None:
    """A line beside the answer, on standard error."""
    print(safe(line), file=sys.stderr)  # noqa: T201 - the door speaks


def safe(text: str) -> str:
    """A text that cannot drive the terminal: control characters but line ends and tabs are shown as spaces."""
    return "".join(one if one in _HARMLESS or one.isprintable() else " " for one in text)


def say_json(answer: object) -> None:
    """The answer as one JSON document."""
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(answer, enc_hook=_encoded), indent=2).decode())  # noqa: T201


def _encoded(value: Any) -> object:  # noqa: ANN401 - whatever JSON has no word for
    return value.isoformat() if isinstance(value, datetime) else str(value)


def say_table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows under headers, as wide as the terminal lets them be."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*headers, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(safe("" if cell is None else str(cell)) for cell in row))
    Console(highlight=False, markup=False).print(table)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A function to tell how far a work is (done, total); a bar shows after a second, on a terminal only."""
    from palabre.run import clock

    began = clock.monotonic()
    bar: list[Any] = []

    def tell(done: int, total: int) -> None:
        if not sys.stderr.isatty() or clock.monotonic() - began < SHOW_AFTER_SECONDS:
            return
        if not bar:
            bar.append(_started(title))
        bar[0].update(bar[0].task_ids[0], completed=done, total=total)

    try:
        yield tell
    finally:
        if bar:
            bar[0].stop()


def _started(title: str) -> Any:  # noqa: ANN401 - rich is loaded only when a bar is shown
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(safe(title).replace("[", "\\["))
    bar.start()
    return bar
