"""The workspace of the tests of listening."""

from tests.building import clock, quick_disk, template, workspace

__all__ = ["clock", "quick_disk", "template", "workspace"]
