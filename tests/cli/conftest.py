"""A workspace for each test."""

from tests.building import clock, template, workspace

__all__ = ["clock", "template", "workspace"]
