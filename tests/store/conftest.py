"""The workspace of the tests of the store."""

from tests.building import clock, quick_disk, template, workspace

__all__ = ["clock", "quick_disk", "template", "workspace"]
