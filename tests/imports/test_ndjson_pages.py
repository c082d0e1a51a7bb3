"""Pages of records, as interfaces answer them, read as the records they hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from palabre.imports import Mapping

from .reading import ids, read, written

if TYPE_CHECKING:
    from pathlib import Path

RECORD = {"resourceId": "1", "date": "2026-03-02T09:15:00Z", "fullText": "bonjour", "data": {"x": 1}}
TWIN = {**RECORD, "resourceId": "2"}
MAPPING = Mapping(
    columns={"native_id": "resourceId", "created_at": "date", "text": "fullText"}, network="web", timezone="UTC"
)


@pytest.mark.parametrize(
    "page",
    [
        {"resultsTotal": 2, "resultsPage": 0, "results": [RECORD, TWIN]},
        {
            "status_code": "0",
            "pagination": {"next": "x"},
            "result_content": {"data": [{"data": RECORD}, {"data": TWIN}]},
        },
        {"data": [RECORD, TWIN], "paging": {"cursors": {}}},
    ],
)
@pytest.mark.parametrize("spread", [None, 2])
def test_a_page_gives_its_records(tmp_path: Path, page: dict[str, object], spread: int | None) -> None:
    content = json.dumps(page, indent=spread) + "\n" + json.dumps({**page, "results": []} if "results" in page else {})

    assert ids(read(written(tmp_path, content, "a.json"), mapping=MAPPING)) == ["1", "2"]


def test_a_list_inside_a_record_makes_it_no_page(tmp_path: Path) -> None:
    record = {**RECORD, "items": [TWIN]}

    assert ids(read(written(tmp_path, json.dumps(record), "a.jsonl"), mapping=MAPPING)) == ["1"]
