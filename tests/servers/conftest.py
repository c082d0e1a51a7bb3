"""A workspace for each test, and other people's servers: each starts once per test run, when a test first asks for it.

With several pytest workers each one has servers of its own, so that no test sees what another one wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.building import clock, template, workspace
from tests.conftest import require
from tests.servers import wordpress

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["clock", "template", "workspace"]


@pytest.fixture(scope="session")
def wordpress_server() -> Iterator[wordpress.WordPress]:
    """A running WordPress, whatever tests left in it."""
    require("WordPress with PHP and MariaDB", not wordpress.missing(), f"make system ({wordpress.missing()} missing)")
    with wordpress.running() as site:
        yield site


@pytest.fixture(name="wordpress")
def wordpress_as_new(wordpress_server: wordpress.WordPress) -> wordpress.WordPress:
    """A running WordPress without a post."""
    wordpress_server.empty()
    return wordpress_server
