"""The workspace of the tests of the store."""

from tests.building import clock, template, workspace

__all__ = ["clock", "template", "workspace"]
