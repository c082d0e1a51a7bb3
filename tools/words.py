"""The words: extracts them, updates the French catalogue, compiles it, and says what is not translated.

python -m tools.words update    new strings go into the catalogue, empty; those no longer used leave it
python -m tools.words check     every string has a French one, not fuzzy, with the same fields in it
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tools.build_web import LOCALE, compile_words
from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Message

SOURCE = "src/palabre"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
# A date that moves with each run would make every change of words collide with every other.
BEGUN = datetime(2026, 11, 21, tzinfo=UTC)
HEADER: dict[str, Any] = {
    "header_comment": "# The French words of Palabre; `make i18n` brings new ones here.",
    "project": "palabre",
    "version": "1",
    "msgid_bugs_address": "CONTRIBUTING.md",
    "creation_date": BEGUN,
    "revision_date": BEGUN,
    "last_translator": "Palabre",
    "language_team": "French",
    "charset": "utf-8",
    "fuzzy": False,
}
FIELD = re.compile(r"%\(\w+\)[a-z]|(?<!\{)\{(?!\{)\w*[^{}]*\}(?!\})")


def extracted(root: Path = ROOT) -> Catalog:
    """Every string marked for translation in the code and the templates."""
    catalogue = Catalog(charset="utf-8", creation_date=BEGUN)
    options = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
    found = extract_from_dir(root / SOURCE, METHODS, options, keywords=KEYWORDS, comment_tags=("words:",))
    for name, line, message, comments, context in found:
        catalogue.add(message, None, [(f"{SOURCE}/{name}", line)], auto_comments=comments, context=context)
    return catalogue


def catalogue_of(path: Path) -> Catalog:
    """The catalogue of a file; an empty French one when there is none yet."""
    if not path.is_file():
        return Catalog("fr", **HEADER)
    with path.open("rb") as text:
        return read_po(text, locale=path.parent.parent.name)


def catalogues(root: Path = ROOT) -> list[Path]:
    """The files of all translations; French is always one of them."""
    french = root / LOCALE / "fr" / "LC_MESSAGES" / "palabre.po"
    return sorted({french, *(root / LOCALE).glob("*/LC_MESSAGES/palabre.po")})


def update(root: Path = ROOT) -> None:
    """Brings each catalogue to the strings of the code. Nothing is guessed: a new string comes in empty."""
    template = extracted(root)
    for path in catalogues(root):
        catalogue = catalogue_of(path)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as text:
            write_po(text, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """A message or a translation as the list of its plural forms."""
    return [text] if isinstance(text, str) else list(text or ())


def message_faults(where: str, message: Message, translated: Message | None) -> Iterator[str]:
    """What is wrong with the translation of one message."""
    asked = forms(message.id)
    told = forms(translated.string) if translated else []
    if translated is None or not all(told):
        yield f"{where}: not translated: {asked[0]!r}"
        return
    if translated.fuzzy:
        yield f"{where}: fuzzy, to be read again: {asked[0]!r}"
    fields = set(FIELD.findall(asked[-1]))
    wrong = [form for form in told[:-1] if not set(FIELD.findall(form)) <= fields]
    wrong += [form for form in told[-1:] if set(FIELD.findall(form)) != fields]
    if wrong:
        yield f"{where}: {wrong[0]!r} has not the fields of {asked[-1]!r}"


def faults(root: Path = ROOT) -> list[str]:
    """Every message that a language lacks, or says with other fields."""
    template = extracted(root)
    found: list[str] = []
    for path in catalogues(root):
        catalogue = catalogue_of(path)
        where = path.relative_to(root).as_posix()
        for message in template:
            if message.id:
                found += message_faults(where, message, catalogue.get(message.id, message.context))
    return found


def main(order: str) -> int:
    """Does what the command line asks."""
    if order == "check":
        return tell("words", faults())
    update()
    compile_words(ROOT)
    tell("words", faults())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
