"""A workspace for each test."""

from tests.building import clock, quick_disk, template, workspace

__all__ = ["clock", "quick_disk", "template", "workspace"]
