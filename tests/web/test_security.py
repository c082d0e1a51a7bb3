"""Nobody but the reader's own browser, at our own address, gets or changes anything."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from palabre.web.security import RequestRefused, as_named, check_origin, is_allowed, measured
from tests.web.conftest import HOUSE
from tests.web.staging import Stage

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize("path", ["/listen", "/activity", "/gaps", "/nowhere", "/healthz", "/static/house.css"])
def test_every_answer_carries_the_policy(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers

    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "localhost:80:80", ""])
def test_a_foreign_name_is_refused_and_learns_nothing(reader: TestClient, host: str) -> None:
    answer = reader.get("/listen", headers={"host": host})

    assert answer.status_code == 421
    assert "Halle" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8765", True),
        ("LOCALHOST:1", True),
        ("[::1]:8765", True),
        ("[::1]", True),
        ("::1", False),
        ("localhost:", False),
        ("localhost:x", False),
        ("localhost.", False),
    ],
)
def test_a_name_is_ours_on_any_port_and_nothing_else_is(host: str, is_ours: bool) -> None:
    assert is_allowed(host, LOOPBACK) is is_ours


@pytest.mark.parametrize(
    ("host", "named"),
    [("::1", "[::1]"), ("[::1]:80", "[::1]:80"), ("Veille.Example", "veille.example"), ("a:80", "a:80")],
)
def test_a_host_is_compared_as_headers_name_it(host: str, named: str) -> None:
    assert as_named(host) == named


def test_a_name_allowed_with_a_port_is_allowed_on_that_port_alone() -> None:
    assert is_allowed("veille.example:8443", ("veille.example:8443",))
    assert not is_allowed("veille.example:80", ("veille.example:8443",))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_asked_by_another_site_is_refused(reader: TestClient, headers: dict[str, str]) -> None:
    answer = reader.post("/listen", headers=headers)

    assert answer.status_code == 403


@pytest.mark.parametrize("said", [{}, {"origin": HOUSE}, {"origin": HOUSE, "sec-fetch-site": "same-origin"}])
def test_a_change_asked_from_our_own_page_is_let_through(said: dict[str, str]) -> None:
    check_origin("POST", Headers({"host": "127.0.0.1:8765", **said}), LOOPBACK)


def test_pages_take_no_changes(reader: TestClient) -> None:
    answer = reader.post("/listen", headers={"origin": HOUSE})

    assert answer.status_code == 405
    assert "cannot be asked that way" in answer.text


@pytest.mark.parametrize("size", ["2000000", "-1", "many"])
def test_a_body_over_the_limit_is_refused_unread(reader: TestClient, size: str) -> None:
    assert reader.post("/listen", headers={"content-length": size}).status_code == 413


def test_a_body_sent_in_pieces_is_counted() -> None:
    async def piece() -> dict[str, object]:
        return {"type": "http.request", "body": b"x" * 60, "more_body": True}

    async def read_twice() -> None:
        counted = measured(piece, 100)
        await counted()
        await counted()

    # In a thread of its own: the browser of other tests keeps a loop running in this one.
    with ThreadPoolExecutor(1) as pool, pytest.raises(RequestRefused, match="body-too-large"):
        pool.submit(asyncio.run, read_twice()).result()


def test_an_unforeseen_error_gives_an_incident_and_keeps_its_secret(
    stage: Stage, reader: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("token=" + "s3cr3t".upper())

    monkeypatch.setattr("palabre.listen.views.overview", breaks)
    with caplog.at_level(logging.ERROR):
        answer = reader.get("/listen?q=private")

    assert answer.status_code == 500
    incident = answer.text.partition("incident ")[2][:8]
    assert incident in caplog.text
    assert "RuntimeError" in caplog.text
    assert "S3CR3T" not in caplog.text + answer.text
    assert "private" not in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_of_ours_is_kept_for_a_year_only_by_its_fingerprint(reader: TestClient) -> None:
    assert "immutable" in reader.get("/static/house.css?v=1").headers["cache-control"]
    assert "immutable" not in reader.get("/static/house.css").headers["cache-control"]
    assert reader.get("/static/../app.py").status_code == 404
