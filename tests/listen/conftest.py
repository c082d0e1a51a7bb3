"""The workspace of the tests of listening."""

from tests.building import clock, template, workspace

__all__ = ["clock", "template", "workspace"]
