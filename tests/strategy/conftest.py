"""The workspace of the tests of strategies."""

from tests.building import clock, template, workspace

__all__ = ["clock", "template", "workspace"]
