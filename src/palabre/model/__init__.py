"""What exists, in the words of the product; nothing here reads or writes."""

from palabre.model.posts import (
    POST_KINDS,
    AccountMetric,
    Actor,
    Count,
    Deletion,
    Interaction,
    Media,
    Metrics,
    Post,
    PostKind,
    Record,
    Reject,
)
from palabre.model.radars import SUBJECTS, Radar, Rule, Subject
from palabre.model.signals import SIGNALS, Signal, signals_in
from palabre.model.tables import ROLLUPS, STORED, TABLES, Table

__all__ = [
    "POST_KINDS",
    "ROLLUPS",
    "SIGNALS",
    "STORED",
    "SUBJECTS",
    "TABLES",
    "AccountMetric",
    "Actor",
    "Count",
    "Deletion",
    "Interaction",
    "Media",
    "Metrics",
    "Post",
    "PostKind",
    "Radar",
    "Record",
    "Reject",
    "Rule",
    "Signal",
    "Subject",
    "Table",
    "signals_in",
]
