"""The sentence of each message id: what happened, where, and what to do now; one file per area, discovered."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from palabre.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.errors import PalabreError

MESSAGES: dict[str, str] = {
    message_id: text
    for area in sorted(one.name for one in pkgutil.iter_modules(__path__))
    for message_id, text in importlib.import_module(f"{__name__}.{area}").MESSAGES.items()
}


def sentence(message_id: str, fields: Mapping[str, object]) -> str:
    """The sentence of a message id in the language of the current context."""
    return _(MESSAGES[message_id]).format(**fields)


def told(error: PalabreError) -> str:
    """What an error says to a person, in the language of the current context."""
    return sentence(error.message_id, error.fields)
