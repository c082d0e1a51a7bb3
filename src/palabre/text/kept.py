"""Tables that take a while to make, kept in the user's cache folder. A folder that cannot be written is no trouble."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

DIGEST = 16


def kept(name: str) -> memoryview | None:
    """What was kept under a name; None when there is nothing, or when it is not what was written."""
    try:
        content = bytearray(_place_of(name).read_bytes())
    except OSError:
        return None
    found = memoryview(content)
    return found[DIGEST:] if found[:DIGEST] == _digest(found[DIGEST:]) else None


def keep(name: str, content: bytes) -> None:
    """Keeps something, put in its place at once; what was kept before of the same kind, told by `kind-`, goes."""
    place = _place_of(name)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".new", delete=False) as written:
            written.write(_digest(content))
            written.write(content)
        os.replace(written.name, place)
    except OSError:
        return
    for other in place.parent.glob(f"{name.partition('-')[0]}-*"):
        if other != place:
            with contextlib.suppress(OSError):
                other.unlink()


def _place_of(name: str) -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "palabre" / name


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST).digest()
