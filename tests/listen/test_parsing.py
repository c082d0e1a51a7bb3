"""A large file is parsed by a process of its own: same chunks, same refusals, and its end is never ours."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from palabre.errors import ImportRefused
from palabre.listen import Request, chunks, parsing
from palabre.listen.parsing import parsed_beside, parsed_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from palabre.listen.chunks import Chunk
    from palabre.listen.parsing import Parsed

WHEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
MAPPING = "network: x\ncolumns: {native_id: id, created_at: date, author: user, text: text, likes: likes, tags: tags}\n"


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """A table of 12,000 rows; one in a hundred has no date, one in seventy an unreadable count."""
    rows = [
        f"{n},{'' if n % 100 == 0 else f'2026-10-0{n % 9 + 1}T10:00:00Z'},u{n % 37},"
        f'"l\'été, n° {n}",{"?" if n % 70 == 0 else n},"a{n % 3}, b"'
        for n in range(12_000)
    ]
    table, mapping = tmp_path / "posts.csv", tmp_path / "mapping.yaml"
    table.write_text("\n".join(["id,date,user,text,likes,tags", *rows]), encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    return Request(path=table, mapping=mapping)


def test_the_account_asked_for_goes_with_the_request_and_an_older_request_has_none(request_: Request) -> None:
    payload = Request(path=request_.path, account="ana").payload()

    assert Request.of(payload).account == "ana"
    del payload["account"]
    assert Request.of(payload).account is None


def all_of(file: Parsed) -> list[Chunk]:
    return list(file)


def test_beside_says_what_here_says(request_: Request) -> None:
    with parsed_here(request_, observed_at=WHEN) as here, parsed_beside(request_, observed_at=WHEN) as beside:
        wanted, found = all_of(here), all_of(beside)
        assert found == wanted
        assert len(found) == 3
        assert sum(len(chunk.rejects) for chunk in found) == 120
        assert found[-1].position == here.size_bytes
        assert (beside.format, beside.size_bytes) == (here.format, here.size_bytes)
        assert list(map(str, beside.notes)) == list(map(str, here.notes)) != []


@pytest.mark.parametrize("how", [parsed_here, parsed_beside])
def test_a_refusal_is_the_same_from_both(
    how: Callable[..., AbstractContextManager[Parsed]], request_: Request, tmp_path: Path
) -> None:
    table = tmp_path / "nothing.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused, how(Request(path=table), observed_at=WHEN):
        pass
    assert refused.value.message_id == "columns-unknown"
    assert refused.value.fields["file"] == "nothing.csv"


def test_large_files_go_beside(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "BESIDE_FROM", 1)
    with parsing.parsed(request_, observed_at=WHEN) as file:
        assert sum(chunk.read for chunk in file) == 12_000
        assert not isinstance(file, parsing._Here)


def test_a_parser_that_dies_is_told_and_what_it_gave_is_kept(request_: Request) -> None:
    with parsed_beside(request_, observed_at=WHEN) as beside:
        assert isinstance(beside, parsing._Beside)
        rest = iter(beside)
        assert next(rest).read == chunks.CHUNK
        os.kill(beside.pid, signal.SIGKILL)
        with pytest.raises(ImportRefused) as refused:
            list(rest)
        assert refused.value.message_id == "parser-stopped"


def test_a_parser_nobody_reads_ends(request_: Request) -> None:
    with parsed_beside(request_, observed_at=WHEN) as beside:
        assert isinstance(beside, parsing._Beside)
        next(iter(beside))
        pid = beside.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
