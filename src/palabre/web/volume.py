"""Posts through time, as pages show them: the same bars as in reports."""

from palabre.reports.volume import STEPS, Bar, Step, Volume, volume_of

__all__ = ["STEPS", "Bar", "Step", "Volume", "volume_of"]
