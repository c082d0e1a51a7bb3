"""Every error raised on purpose. The door that catches one says it in the reader's language.

PalabreError
├── UsageError          the command or the form was written wrongly: exit status 2, answer 400
├── WorkspaceError      the folder cannot be opened or made
├── ImportRefused       nothing of this file can be taken
├── BadRecord           one record cannot be taken, the others can
├── PictureRefused      a picture cannot be compared with others
├── SourceError         a source cannot be listened to just now: trying again may help
│   ├── SourceRefused       it said no: trying again will not help until a person changes something
│   └── RateLimited         it asked to be left alone for a while
├── QueryError          a query that means nothing, with the column where it stops making sense
├── StrategyRefused     the strategy cannot be adopted, overridden or reviewed as asked
├── StoreError          the lake or the state cannot be read or written
│   └── StrategyChanged     the file of the strategy is not the one that was read
└── NotFound            what was named is not here

An error holds a message id and fields, never a sentence and never a secret; the sentences, in French and English,
are in `palabre.words.messages`.
"""

from __future__ import annotations


class PalabreError(Exception):
    """A refusal that a person can act on: `message_id` names the sentence, `fields` fill it."""

    def __init__(self, message_id: str, /, **fields: object) -> None:
        super().__init__(message_id, fields)
        self.message_id = message_id
        self.fields = fields

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.message_id} ({told})" if told else self.message_id


class UsageError(PalabreError):
    """The command or the form was written wrongly."""


class WorkspaceError(PalabreError):
    """The workspace folder cannot be opened or made."""


class ImportRefused(PalabreError):
    """Nothing of this file can be taken; nothing was written."""


class BadRecord(PalabreError):
    """One record cannot be taken: `reason` is a word of `palabre.imports.REASONS`, `detail` what it held."""

    def __init__(self, reason: str, detail: object = "") -> None:
        super().__init__(f"reject-{reason}", detail=detail)
        self.reason = reason
        self.detail = str(detail)


class PictureRefused(PalabreError):
    """A picture cannot be compared with others: it is none, or unpacks to too much."""


class SourceError(PalabreError):
    """A source cannot be listened to just now; trying again later may help."""


class SourceRefused(SourceError):
    """The source said no, so trying again will not help until a person changes something."""


class RateLimited(SourceError):
    """The source asked to be left alone for `seconds`."""

    def __init__(self, host: str, *, seconds: float) -> None:
        super().__init__("source-rate-limited", host=host, seconds=round(seconds))
        self.seconds = seconds


class QueryError(PalabreError):
    """A query that means nothing. `fields` holds `column`, counted from 1."""


class StrategyRefused(PalabreError):
    """The strategy cannot be adopted, overridden or reviewed as asked; nothing was written."""


class StoreError(PalabreError):
    """The lake or the state cannot be read or written."""


class StrategyChanged(StoreError):
    """Someone changed the file of the strategy since it was read; nothing was written."""

    def __init__(self, path: object) -> None:
        super().__init__("strategy-file-changed", path=path)


class NotFound(PalabreError):
    """What was named is not in this workspace."""
