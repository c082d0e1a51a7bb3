"""A workspace for each test, and other people's servers: each starts once per test run, when a test first asks for it.

With several pytest workers each one has servers of its own, so that no test sees what another one wrote.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from tests.building import clock, template, workspace
from tests.conftest import require
from tests.servers import fediverse, wordpress

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


@pytest.fixture(scope="session")
def mastodon_server() -> Iterator[fediverse.Fediverse]:
    """A running stand-in for a Mastodon server, whatever tests left in it."""
    for name, called in (("mastodon_mock", "mastodon-mock"), ("mastodon", "Mastodon.py")):
        require(called, importlib.util.find_spec(name), "make setup")
    with fediverse.running() as server:
        yield server


@pytest.fixture
def mastodon(mastodon_server: fediverse.Fediverse) -> fediverse.Fediverse:
    """A running stand-in for a Mastodon server, where nobody has posted yet."""
    mastodon_server.as_new()
    return mastodon_server
