"""Serves a workspace as `palabre run` does, and tells the address once it answers: a child of the benches.

python bench/_serve.py WORKSPACE with-worker|alone
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from palabre.run.serving import serve


def announce(address: str) -> None:
    """Says where, at once: whoever started this waits for it."""
    print(address, flush=True)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), port=0, with_worker=sys.argv[2] == "with-worker", ready=announce)
