"""What we ship or ask for at run time is under a permissive licence, or MPL, or offers such a choice.

The distributions are those that `pyproject.toml` asks for, extras included and `dev` left out, with all they need in
turn, as far as they are installed here; and the npm packages of the lock. A licence that cannot be read is refused:
read it by hand, then add it to `READ`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.verdict import ROOT, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FREE = frozenset(
    {
        *("0BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU", "HPND"),
        *("Apache-2.0", "LLVM-exception", "BSL-1.0", "PSF-2.0", "Python-2.0", "CNRI-Python", "Zlib"),
        *("CC0-1.0", "Unicode-3.0", "Unlicense", "MPL-1.1", "MPL-2.0"),
    }
)

# As written in the older field `License` or at the end of a classifier.
OLD_NAMES = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd-0-clause": "0BSD",
    "bsd license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}

# Distributions whose metadata do not say whether their licences add up or are a choice, read in their own files.
READ = {"pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"}


def is_free(expression: str) -> bool:
    """Whether an SPDX expression lets us choose a licence of `FREE`: every part of AND, one part of OR."""
    try:
        value, rest = _either(re.findall(r"\(|\)|[^\s()]+", expression))
    except IndexError:  # it stops where a licence should stand
        return False
    return value and not rest


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _both(tokens)
    while rest and rest[0].upper() == "OR":
        other, rest = _both(rest[1:])
        value = value or other
    return value, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _one(tokens)
    while rest and rest[0].upper() in {"AND", "WITH"}:
        other, rest = _one(rest[1:])
        value = value and other
    return value, rest


def _one(tokens: list[str]) -> tuple[bool, list[str]]:
    if tokens[0] == "(":
        value, rest = _either(tokens[1:])
        return value and rest[:1] == [")"], rest[1:]
    return tokens[0] in FREE, tokens[1:]


def licence_of(found: Distribution) -> str:
    """The licence a distribution declares, as an SPDX expression; empty when it cannot be read."""
    told = found.metadata
    name = canonicalize_name(told["Name"])
    if name in READ:
        return READ[name]
    for expression in told.get_all("License-Expression") or []:
        return str(expression)
    classifiers = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    for old in (*classifiers, *(told.get_all("License") or [])):
        if is_free(spdx_of(old)):
            return spdx_of(old)
    return ", ".join(classifiers)


def spdx_of(name: str) -> str:
    """The SPDX name of a licence called by an older one; the name itself when it is not known."""
    return OLD_NAMES.get(name.strip().lower(), name)


def project(root: Path = ROOT) -> dict[str, Any]:
    """What `pyproject.toml` says of the package."""
    told: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return told


def asked(root: Path = ROOT) -> list[str]:
    """The requirements of the product at run time: the base and every extra but `dev` and `all`."""
    extras = project(root).get("optional-dependencies", {})
    return [
        *project(root)["dependencies"],
        *(line for name in extras if name not in {"dev", "all"} for line in extras[name]),
    ]


def closure(requirements: Iterable[str]) -> Iterator[Distribution]:
    """The installed distributions these requirements lead to, each once; those not installed are left out."""
    waiting = [(Requirement(line), "") for line in requirements]
    seen: set[tuple[str, str]] = set()
    told: set[str] = set()
    while waiting:
        wanted, extra = waiting.pop()
        name = canonicalize_name(wanted.name)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        for inner in {"", *wanted.extras} - {known for seen_name, known in seen if seen_name == name}:
            seen.add((name, inner))
            waiting += [(Requirement(line), inner) for line in found.requires or []]
        if name not in told:
            told.add(name)
            yield found


def python_faults(distributions: Iterable[Distribution]) -> Iterator[str]:
    """Distributions without a licence we can take."""
    for found in distributions:
        licence = licence_of(found)
        if not is_free(licence):
            yield f"{found.metadata['Name']}: licence {licence or 'unknown'!r} is neither permissive nor MPL"


def npm_faults(lock: Path) -> Iterator[str]:
    """npm packages without a licence we can take."""
    for name, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if not is_free(spdx_of(package.get("license", ""))):
            yield f"{name}: licence {package.get('license', 'unknown')!r} is neither permissive nor MPL"


def faults(root: Path = ROOT) -> list[str]:
    """Every run-time distribution and npm package that we may not use."""
    return [*python_faults(closure(asked(root))), *npm_faults(root / "package-lock.json")]


def main() -> int:
    """Lists the licences, then the faults."""
    for found in sorted(closure(asked()), key=lambda one: one.metadata["Name"].lower()):
        print(f"  {found.metadata['Name']} {found.version}: {licence_of(found)}")
    return tell("licences", faults())


if __name__ == "__main__":
    sys.exit(main())
