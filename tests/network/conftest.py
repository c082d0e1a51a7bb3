"""The AT Protocol's own server, for `make test-network` alone: without NETWORK these tests are not even collected.

NETWORK names the folder that `tools/network` filled: Node 22 as `node`, the packages in `node_modules`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.network.pds import Pds
from tests.servers.programs import PATIENCE_SECONDS, program_on_a_port

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = os.environ.get("NETWORK", "")
collect_ignore_glob = [] if PLACE else ["test_*.py"]


@pytest.fixture(scope="session")
def pds() -> Iterator[Pds]:
    """A running PDS, with nobody on it."""
    import httpx2

    place = Path(PLACE).resolve()
    shutil.copy(Path(__file__).parent / "pds.mjs", place)
    with (
        tempfile.TemporaryDirectory(prefix="palabre-pds-") as name,
        httpx2.Client(timeout=PATIENCE_SECONDS, trust_env=False) as http,
    ):

        def words(port: int) -> list[str]:
            return [str(place / "node"), str(place / "pds.mjs"), str(port), name]

        def answers(port: int) -> bool:
            try:
                return http.get(f"http://127.0.0.1:{port}/xrpc/_health").status_code == 200
            except httpx2.TransportError:
                return False

        with program_on_a_port(words, folder=Path(name), answers=answers) as port:
            yield Pds(address=f"http://127.0.0.1:{port}", http=http)
