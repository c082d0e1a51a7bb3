"""Sources, as pages and commands handle them: tried before they are saved, opened with their keys, paused, removed."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from palabre.errors import SourceError, UsageError
from palabre.listen._trying import waited
from palabre.listen.source_rows import SourceRow, listed, register_csv, row_of
from palabre.sources import Http, Source, Tested, source_named
from palabre.sources.http import host_of
from palabre.store import read_secret, with_settings_of_now, write_contact, write_secret
from palabre.store.secrets import variable_of
from palabre.words import _

if TYPE_CHECKING:
    from palabre.sources import Setting
    from palabre.sources._budget import Budgets
    from palabre.store import KeptSource, Workspace

__all__ = [
    "Added",
    "SourceRow",
    "add_source",
    "contact_of",
    "http_of",
    "kept_secrets",
    "listed",
    "needs",
    "opened",
    "pause",
    "private_of",
    "register_csv",
    "remove",
    "resume",
    "row_of",
    "secret_names",
    "test_source",
]
LONGEST_CONTACT = 200
LONGEST_TITLE = 200
PER_HOST: Literal["host"] = "host"
_CONTACT = re.compile(r"(?:mailto:)?[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https?://[^\s<>()]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A source that was tried and saved, with what it found when it was tried."""

    kept: KeptSource
    tested: Tested


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What is known of a source once it was tried: how it is kept, and the keys that are to be kept with it."""

    label: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    allows_private: bool
    tested: Tested


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A source somebody asks for. `typed` holds the keys given with it, `http` all of the way out but its hosts."""

    workspace: Workspace
    kind: type[Source]
    given: Mapping[str, str]
    typed: Mapping[str, str]
    http: Http
    allows_private: bool
    known: Collection[str] = field(default_factory=frozenset)


def add_source(
    workspace: Workspace,
    kind: str,
    given: Mapping[str, str],
    *,
    by: str,
    is_ours: bool = False,
    allows_private: bool = False,
    contact: str | None = None,
    secrets: Mapping[str, str] | None = None,
) -> Added:
    """Saves a source once it was tried; whatever is refused on the way leaves everything as it was.

    `given` holds the settings by name, `secrets` the keys typed now, those of before being in the workspace. Raises
    `UsageError` with the `setting` it is about, or what the source raises when it is tried.
    """
    from palabre.sources._budget import Budgets

    workspace = with_settings_of_now(workspace)
    if not workspace.settings.purpose.strip():
        raise UsageError("workspace-needs-purpose")
    wanted, typed = source_named(kind), _stripped(secrets or {})
    asked = _Asked(
        workspace=workspace,
        kind=wanted,
        given=_checked(wanted, given),
        typed=typed,
        http=http_of(workspace, Budgets(), contact=_checked_contact(workspace, contact)),
        allows_private=allows_private,
        known=frozenset(one.name for one in workspace.sources.all()),
    )
    named = wanted(asked.given, asked.http)
    if is_ours and not named.can_be_ours:
        raise UsageError("source-cannot-be-ours", kind=_(wanted.title), setting="is_ours")
    _secrets_for(asked, named, typed)
    tried = waited(lambda: _settled_and_tested(asked), kind=_(wanted.title))
    return Added(kept=_saved(asked, tried, contact, is_ours=is_ours, by=by), tested=tried.tested)


def _saved(asked: _Asked, tried: _Tried, contact: str | None, *, is_ours: bool, by: str) -> KeptSource:
    workspace = asked.workspace
    if contact and contact.strip():
        write_contact(workspace, contact)
    for name, value in tried.secrets.items():
        write_secret(workspace.path, name, value)
    return workspace.sources.add(
        asked.kind.name,
        tried.label,
        title=tried.tested.title[:LONGEST_TITLE],
        settings=tried.settings,
        purpose=workspace.settings.purpose,
        by=by,
        is_ours=is_ours,
        allows_private=tried.allows_private,
    )


async def _settled_and_tested(asked: _Asked) -> _Tried:
    """Lets a source find out what it will listen to, then tries just that, as it will be listened to."""
    kind, named = asked.kind, asked.kind(asked.given, asked.http)
    async with AsyncExitStack() as ways:
        http = await ways.enter_async_context(_way_out(asked, _private(named, asked.allows_private)))
        found = await kind({**asked.given, **_secrets_for(asked, named, asked.typed)}, http).settled()
        settings = {one.name: found.get(one.name, one.default) for one in kind.settings if not one.secret}
        settled = kind(settings, http)
        if (name := f"{kind.name} {settled.label}") in asked.known:
            raise UsageError("source-there-already", label=name)
        # A key, or a leave to reach a private machine, was given for the host that was named: another has neither.
        is_named = _host(settled) == _host(named)
        typed = {
            one.name: asked.typed[one.name]
            for one in kind.settings
            if one.name in asked.typed and (is_named or one.secret != PER_HOST)
        }
        allows_private = asked.allows_private and is_named
        if asked.allows_private and not is_named:
            http = await ways.enter_async_context(_way_out(asked, frozenset()))
        tested = await kind({**settings, **_secrets_for(asked, settled, typed)}, http).test()
    names = secret_names(kind, settled)
    return _Tried(
        label=settled.label,
        settings=settings,
        secrets={names[one]: value for one, value in typed.items() if not os.environ.get(variable_of(names[one]))},
        allows_private=allows_private,
        tested=tested,
    )


def _way_out(asked: _Asked, private: Collection[str]) -> Http:
    return replace(asked.http, private=private)


def test_source(workspace: Workspace, kept: KeptSource) -> Tested:
    """Tries a source once more as it is kept, and gives what was found; raises `SourceError` and its kinds."""
    from palabre.sources._budget import Budgets

    kind = source_named(kept.kind)

    async def tried() -> Tested:
        async with http_of(workspace, Budgets(), private=private_of(workspace, kept)) as http:
            return await opened(workspace, kept, http).test()

    return waited(tried, kind=_(kind.title))


# Its name begins as those of tests do.
test_source.__test__ = False  # type: ignore[attr-defined]


def opened(workspace: Workspace, kept: KeptSource, http: Http) -> Source:
    """A source ready to be listened to, with its settings and its keys; raises `UsageError` on an unknown kind."""
    kind = source_named(kept.kind)
    names = secret_names(kind, kind(kept.settings, http))
    secrets = {name: read_secret(workspace.path, secret, os.environ) or "" for name, secret in names.items()}
    return kind({**kept.settings, **secrets}, http)


def http_of(
    workspace: Workspace, budgets: Budgets, *, private: Collection[str] = (), contact: str | None = None
) -> Http:
    """The way out to servers, under the contact of the workspace as it is now; `private` as in `Http`."""
    shown = contact_of(workspace) if contact is None else contact
    return Http(contact=shown, now=workspace.clock, budgets=budgets, private=private)


def contact_of(workspace: Workspace) -> str:
    """Where the people behind a server can reach us, as the workspace says it now; empty when it was never said."""
    return with_settings_of_now(workspace).settings.contact


def private_of(workspace: Workspace, kept: KeptSource) -> frozenset[str]:
    """The private machine a source may reach: the host of its address when that was allowed, else none."""
    return _private(_unasked(workspace, source_named(kept.kind), kept.settings), kept.allows_private)


def kept_secrets(workspace: Workspace, kind: str, given: Mapping[str, str]) -> frozenset[str]:
    """The settings of a kind whose key is known already, from the environment or given before."""
    wanted = source_named(kind)
    source = _unasked(workspace, wanted, given)
    names = secret_names(wanted, source).items()
    return frozenset(name for name, secret in names if read_secret(workspace.path, secret, os.environ))


def _unasked(workspace: Workspace, kind: type[Source], given: Mapping[str, str]) -> Source:
    """A source of which only the address is read: nobody is asked anything."""
    from palabre.sources._budget import Budgets

    return kind(given, http_of(workspace, Budgets(), contact=""))


def secret_names(kind: type[Source], source: Source) -> Mapping[str, str]:
    """The name under which each key of a source is kept, by setting: shared by its kind, or by those of one host."""
    asked = [one for one in kind.settings if one.secret]
    host = re.sub(r"[^a-z0-9]", "_", _host(source)) if any(one.secret == PER_HOST for one in asked) else ""
    return {one.name: f"{kind.name}_{one.name}" + (f"_{host}" if one.secret == PER_HOST else "") for one in asked}


def needs(kind: type[Source]) -> tuple[Setting, ...]:
    """What must be said before such a source can be added, keys included."""
    return tuple(one for one in kind.settings if one.required)


def pause(workspace: Workspace, kept: KeptSource, *, by: str) -> None:
    """Stops listening to a source until `resume`."""
    workspace.sources.pause(kept.source_id, purpose=workspace.settings.purpose, by=by)


def resume(workspace: Workspace, kept: KeptSource, *, by: str) -> None:
    """Listens to a source again from where it stopped."""
    workspace.sources.resume(kept.source_id, purpose=workspace.settings.purpose, by=by)


def remove(workspace: Workspace, kept: KeptSource, *, by: str) -> None:
    """Listens to a source no more; what it brought stays, and so do its keys, which others of its kind may use."""
    workspace.sources.remove(kept.source_id, purpose=workspace.settings.purpose, by=by)


def _checked(kind: type[Source], given: Mapping[str, str]) -> Mapping[str, str]:
    """The settings as they were meant: trimmed, lists without blanks or repeats, defaults in place."""
    known = {one.name: one for one in kind.settings if not one.secret}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "–"
            raise UsageError("source-no-such-setting", kind=_(kind.title), name=name, names=names, setting=name)
    return {name: _value(kind, one, given.get(name, "")) for name, one in known.items()}


def _value(kind: type[Source], one: Setting, written: str) -> str:
    words = tuple(dict.fromkeys(filter(None, map(str.strip, written.splitlines()))))
    value = ("\n" if one.many else " ").join(words) or one.default
    if one.required and not value:
        example = one.example or one.name
        raise UsageError("source-needs", kind=_(kind.title), what=_(one.title), example=example, setting=one.name)
    for word in value.split("\n") if value else ():
        if one.choices and word not in one.choices:
            choices = ", ".join(one.choices)
            raise UsageError("source-bad-choice", value=word[:80], what=_(one.title), choices=choices, setting=one.name)
    return value


def _stripped(secrets: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value.strip() for name, value in secrets.items() if value.strip()}


def _checked_contact(workspace: Workspace, contact: str | None) -> str:
    """The contact to show, new or known; it travels in a header, so it is an address in plain letters."""
    said = (contact or "").strip()
    if not said:
        if workspace.settings.contact:
            return workspace.settings.contact
        raise UsageError("source-needs-contact", setting="contact")
    if len(said) > LONGEST_CONTACT or not said.isascii() or not _CONTACT.fullmatch(said):
        raise UsageError("source-bad-contact", contact=said[:80], setting="contact")
    return said


def _secrets_for(asked: _Asked, source: Source, typed: Mapping[str, str]) -> Mapping[str, str]:
    """The keys of a source: of the environment, typed now, or kept before; raises `UsageError` when one lacks."""
    found, names = {}, secret_names(asked.kind, source)
    for one in asked.kind.settings:
        if not one.secret:
            continue
        secret = names[one.name]
        given = os.environ.get(variable_of(secret)) or typed.get(one.name)
        found[one.name] = given or read_secret(asked.workspace.path, secret, os.environ) or ""
        if one.required and not found[one.name]:
            kind, what = _(asked.kind.title), _(one.title)
            raise UsageError("source-needs-secret", kind=kind, what=what, option=f"--{one.name}", setting=one.name)
    return found


def _host(source: Source) -> str:
    """The machine a source asks; empty when what was typed is no address, which `settled` will say."""
    try:
        return host_of(source.address) or host_of(f"//{source.address}")
    except (ValueError, SourceError):
        return ""


def _private(source: Source, allows_private: bool) -> frozenset[str]:
    host = _host(source)
    return frozenset((host,)) if allows_private and host else frozenset()
