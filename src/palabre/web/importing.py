"""What the pages of imports say of a file: whether it can be imported, what is still to be answered, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from palabre.listen.uploads import Upload, is_busy, uploads
from palabre.web.mapping_form import COLUMNS
from palabre.web.naming import message, number

if TYPE_CHECKING:
    from palabre.listen.checking import Look
    from palabre.store import Workspace

# What a command line would answer by an option, the form answers by fields: the sentence, and the fields to fill in,
# the first being the one that is asked for.
QUESTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "timezone-needed": ("check-timezone", ("timezone",)),
    "dates-order": ("check-dates-order", ("dates", "timezone")),
    "columns-unknown": ("check-columns", (COLUMNS,)),
    "column-missing": ("check-column-missing", (COLUMNS,)),
    "format-unknown": ("check-format-unknown", ("format",)),
    "mapping-bad-dates": ("check-pattern", ("pattern",)),
}
OF_ROWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "bad-date": ("check-dates-unread", ("dates", "pattern")),
    "ambiguous-date": ("check-dates-unread", ("dates",)),
    "no-offset": ("check-zone-lacking", ("timezone",)),
    "no-date": ("check-rows-lacking", (COLUMNS,)),
    "no-text": ("check-rows-lacking", (COLUMNS,)),
}
_OF_ACCOUNTS = "account-"
_UNSEEN = "look-too-long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Why a file cannot be taken yet, in words, and the fields of the form that answer it, the one asked for first."""

    sentence: str
    fields: tuple[str, ...] = ()


def can_import(look: Look) -> bool:
    """Whether something would come of importing it: records were seen, or it was too slow to look at."""
    if look.refusal is not None:
        return look.refusal[0] == _UNSEEN
    return look.posts + look.actors + look.deletions + look.others > 0


def question_of(workspace: Workspace, look: Look) -> Question | None:
    """What stands between the file and its import."""
    if look.refusal is None:
        return _question_of_rows(look)
    message_id, fields = look.refusal
    asked, where = QUESTIONS.get(message_id, (message_id, ()))
    if message_id.startswith(_OF_ACCOUNTS):
        where = ("account",)
    return Question(sentence=told_plainly(workspace, asked, fields), fields=where)


def _question_of_rows(look: Look) -> Question | None:
    """What most rows are refused for, when the form can mend it."""
    reason, count = next(iter(look.reasons.items()), ("", 0))
    if not look.is_table or count <= look.posts or reason not in OF_ROWS:
        return None
    asked, where = OF_ROWS[reason]
    return Question(sentence=message(asked, {"count": number(count), "read": number(look.read)}), fields=where)


def told_plainly(workspace: Workspace, message_id: str, fields: Mapping[str, Any]) -> str:
    """The sentence of a message, in which a file of the workspace has its name but not its place on the disk."""
    root = str(workspace.path)
    plain = {
        name: PurePath(value).name if isinstance(value, str) and value.startswith(root) else value
        for name, value in fields.items()
    }
    return message(message_id, plain)


def waiting(workspace: Workspace) -> tuple[Upload, ...]:
    """The files that were sent and neither imported nor being so."""
    return tuple(one for one in uploads(workspace) if one.is_here and not is_busy(workspace, one))
