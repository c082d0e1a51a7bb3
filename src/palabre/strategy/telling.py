"""Tells the changes of a strategy in sentences, in the language of the current context."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from palabre import words
from palabre.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from palabre.model.strategy.kept import Break
    from palabre.strategy.comparing import Change, Comparison, FieldChange, Thing

THINGS = {
    "competitors": N_("competitor “{name}”"),
    "objectives": N_("objective “{name}”"),
    "indicators": N_("indicator “{name}”"),
    "audiences": N_("audience “{name}”"),
    "places": N_("place “{name}”"),
    "accounts": N_("account “{name}”"),
    "test_benches": N_("test bench “{name}”"),
    "points": N_("point “{name}”"),
    "people": N_("person “{name}”"),
    "shifts": N_("time on call “{name}”"),
    "holidays": N_("days away “{name}”"),
    "approvals": N_("approval chain “{name}”"),
    "relays": N_("internal contact “{name}”"),
    "response_levels": N_("response level {name}"),
    "key_messages": N_("key message “{name}”"),
    "risks": N_("risk “{name}”"),
    "sensitive_subjects": N_("sensitive subject “{name}”"),
    "scenarios": N_("scenario “{name}”"),
    "facts": N_("fact “{name}”"),
    "operations": N_("operation “{name}”"),
    "steps": N_("step “{name}”"),
    "time": N_("hours given by “{name}”"),
    "money": N_("money for “{name}”"),
    "norms": N_("norm of work “{name}”"),
}
ADDED, REMOVED, CHANGED = N_("{thing}: added"), N_("{thing}: removed"), N_("{thing}: {changes}")
FIELD, CAME, WENT = N_("{label} ({before} → {after})"), N_("{label} (added: {items})"), N_("{label} (removed: {items})")
REORDERED = N_("{label} (in another order: {items})")
WHOLE_STRATEGY = N_("the strategy")
# A name or a passage longer than that is cut around what changed in it.
WIDEST = 60
BEFORE_IT = 15


def changes_told(found: Comparison, *, names: tuple[str, str]) -> tuple[str, ...]:
    """A sentence for each thing that changed, and for what could not be compared; `names` are those of the two."""
    told = [
        _("{version} cannot be read as a strategy: only the texts can be compared, with --text.").format(version=name)
        for name, is_readable in zip(names, found.is_readable, strict=True)
        if not is_readable
    ]
    if told:
        return tuple(told)
    told = [change_told(one) for one in found.changes]
    for name, unread in zip(names, found.unread, strict=True):
        if unread:
            sentence = _("What cannot be read in {version} was not compared. Places: {places}")
            told.append(sentence.format(version=name, places=unread))
    if not told:
        told = [_("Nothing changed.") if found.is_same_text else _("Only comments, order or layout changed.")]
    return tuple(told)


def change_told(change: Change) -> str:
    """A sentence: objective “helpers”: due on (1 Mar 2027 → 1 Jun 2027)."""
    thing = _thing(change.thing, change.kinds)
    if change.how != "changed":
        return _(ADDED if change.how == "added" else REMOVED).format(thing=thing)
    changes = "; ".join(part for one in change.fields for part in _field(one))
    return _(CHANGED).format(thing=thing, changes=changes)


def breaks_told(breaks: Iterable[Break]) -> tuple[str, ...]:
    """A sentence for each objective whose figures before and after are not of one series."""
    told = []
    for one in breaks:
        labels = ", ".join(_field_named(name) for name in one.fields)
        pattern = _("objective “{name}”: {changes}") if one.fields else _("objective “{name}”: removed")
        told.append(pattern.format(name=one.objective, changes=labels))
    return tuple(told)


def _field_named(name: str) -> str:
    from palabre.model.strategy import Indicator, Objective

    inside, dot, last = name.rpartition(".")
    label = _label(Indicator if dot else Objective, last)
    return f"{_label(Objective, inside)}, {label}" if dot else label


def _thing(thing: Thing, kinds: tuple[type, ...]) -> str:
    """Where it is, from the outside in; sections that only hold lists are left unsaid."""
    told = []
    for (name, key), kind in zip(thing, kinds, strict=False):
        if key:
            told.append(_(THINGS[name]).format(name=_cut(key, 0)))
        elif (name, "") == thing[-1] or name not in ("context", "organisation", "content", "resources"):
            told.append(_label(kind, name))
    return ", ".join(told) or _(WHOLE_STRATEGY)


def _field(one: FieldChange) -> tuple[str, ...]:
    label = _label(one.kind, one.field)
    if isinstance(one.before, tuple) and isinstance(one.after, tuple):
        return _list(one, label, one.before, one.after)
    at = _first_difference(str(one.before), str(one.after)) if isinstance(one.after, str) else 0
    before, after = _shown(one, one.before, at), _shown(one, one.after, at)
    return (_(FIELD).format(label=label, before=before, after=after),)


def _list(one: FieldChange, label: str, before: tuple[object, ...], after: tuple[object, ...]) -> tuple[str, ...]:
    came, went = ([item for item in these if item not in those] for these, those in ((after, before), (before, after)))
    if not came and not went:
        return (_(REORDERED).format(label=label, items=", ".join(_shown(one, item, 0) for item in after)),)
    return tuple(
        _(pattern).format(label=label, items=", ".join(_shown(one, item, 0) for item in items))
        for pattern, items in ((CAME, came), (WENT, went))
        if items
    )


def _shown(one: FieldChange, value: object, at: int) -> str:
    from palabre.strategy.wording import choice_name, choices_of

    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (str, int)) and value in choices_of(one.kind, one.field):
        return choice_name(one.kind, one.field, value)
    if isinstance(value, (int, float)):
        return words.number(value)
    if isinstance(value, datetime):
        return words.moment(value)
    return words.day(value) if isinstance(value, date) else _("“{text}”").format(text=_cut(str(value), at))


def _first_difference(before: str, after: str) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    return next((at for at, (old, new) in pairs if old != new), min(len(before), len(after)))


def _cut(text: str, at: int) -> str:
    """A text on one line, cut around a place when it is long."""
    start = max(0, at - BEFORE_IT) if len(text) > WIDEST else 0
    passage = " ".join(text[start : start + WIDEST].split())
    return f"{'…' if start else ''}{passage}{'…' if start + WIDEST < len(text) else ''}"


def _label(kind: type, field: str) -> str:
    """How a field is called inside a sentence."""
    from palabre.strategy.wording import words_of

    label = _(words_of(kind, field).label)
    # “URL” stays as it is.
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
