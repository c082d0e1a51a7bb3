"""Judges a strategy: order, vanity, platform fit, cost, sensitive subjects; and keeps what was decided about it."""
