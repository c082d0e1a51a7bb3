"""How templates are read, for pages and reports alike: strict, escaped, in the reader's language."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from palabre import words
from palabre.words import ngettext


def environment_of(package: str) -> Environment:
    """What reads the templates of a package: a name that is not given is an error, words follow the reader."""
    environment = Environment(
        loader=PackageLoader(package),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    adapter: Any = environment
    adapter.install_gettext_callables(words._, ngettext, newstyle=True)
    environment.filters.update(number=words.number, day=words.day, moment=words.moment)
    return environment
