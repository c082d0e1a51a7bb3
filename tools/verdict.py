"""What every check of the house shares: where the tree is, and how faults are told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent


def tell(subject: str, faults: Iterable[str]) -> int:
    """Prints the faults, or that there are none; the exit status of the check."""
    found = list(faults)
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{subject}: {f'{len(found)} to mend' if found else 'in order'}")
    return 1 if found else 0
