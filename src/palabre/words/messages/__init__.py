"""The sentence of each message id: what happened, where, and what to do now; one file per area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre.words import _
from palabre.words.messages import _adopting, _cli, _deciding, _foreseeing, _imports, _query, _store, _web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.errors import PalabreError

MESSAGES: dict[str, str] = {
    **_adopting.MESSAGES,
    **_cli.MESSAGES,
    **_deciding.MESSAGES,
    **_foreseeing.MESSAGES,
    **_imports.MESSAGES,
    **_query.MESSAGES,
    **_store.MESSAGES,
    **_web.MESSAGES,
}


def sentence(message_id: str, fields: Mapping[str, object]) -> str:
    """The sentence of a message id in the language of the current context."""
    return _(MESSAGES[message_id]).format(**fields)


def told(error: PalabreError) -> str:
    """What an error says to a person, in the language of the current context."""
    return sentence(error.message_id, error.fields)
