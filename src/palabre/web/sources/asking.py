"""The form of a kind of source: a field for each of its settings, what was written in them, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from palabre.errors import UsageError
from palabre.listen import sources
from palabre.web.sources.telling import told_here
from palabre.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from palabre.errors import PalabreError
    from palabre.sources import Setting, Source
    from palabre.store import Workspace

    Control = Literal["text", "list", "choice", "boxes", "key"]

SETTING, KEY = "s.", "k."


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the form. `is_kept`: its key is known already; a key is never shown, so its value is empty.

    `is_for_few`: it has a value that hardly anybody changes, so it waits behind a click.
    """

    name: str
    label: str
    hint: str
    example: str
    control: Control
    value: str
    options: tuple[str, ...]
    is_required: bool
    is_kept: bool
    is_for_few: bool
    wrong: str

    @property
    def values(self) -> tuple[str, ...]:
        """The boxes that are ticked."""
        return tuple(self.value.split("\n"))

    @property
    def key(self) -> str:
        """What its identifiers in the page end with."""
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The form as it was filled in; `keys` never go back to the page."""

    given: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    contact: str = ""
    is_ours: bool = False
    allows_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a source was not added: a sentence at a field, or one above them all."""

    setting: str = ""
    sentence: str = ""


def written_in(kind: type[Source], form: Mapping[str, tuple[str, ...]]) -> Written:
    """What a form sent of the settings of a kind; whatever else it sent is left aside."""
    sent = {name: "\n".join(values) for name, values in form.items()}
    return Written(
        given={one.name: sent.get(SETTING + one.name, "") for one in kind.settings if not one.secret},
        keys={one.name: sent.get(KEY + one.name, "") for one in kind.settings if one.secret},
        contact=sent.get("contact", "").strip(),
        is_ours="ours" in form,
        allows_private="private" in form,
    )


def refused_by(error: PalabreError) -> Refused:
    """Where and how an error is told on the form."""
    setting = str(error.fields.get("setting", "")) if isinstance(error, UsageError) else ""
    return Refused(setting=setting, sentence=told_here(error))


def fields_of(workspace: Workspace, kind: type[Source], written: Written, refused: Refused) -> tuple[Field, ...]:
    """The fields of a kind, in the order of its settings."""
    # Keys of one host are known once its address is; those of the kind, before anything is written.
    known = sources.kept_secrets(workspace, kind.name, written.given) if any(s.secret for s in kind.settings) else ()
    return tuple(_field(one, written, refused, is_kept=one.name in known) for one in kind.settings)


def _field(one: Setting, written: Written, refused: Refused, *, is_kept: bool) -> Field:
    control = _control(one)
    return Field(
        name=(KEY if one.secret else SETTING) + one.name,
        label=_(one.title),
        hint=_(one.help) if one.help else "",
        example=one.example if one.example != one.default else "",
        control=control,
        value="" if one.secret else written.given.get(one.name, one.default),
        options=one.choices,
        is_required=one.required and not is_kept,
        is_kept=is_kept,
        is_for_few=control == "text" and bool(one.default) and not one.first,
        wrong=refused.sentence if refused.setting == one.name else "",
    )


def _control(one: Setting) -> Control:
    if one.secret:
        return "key"
    if one.choices:
        return "boxes" if one.many else "choice"
    return "list" if one.many else "text"
