"""Files packed with zstd: any format, read in a stream; what is cut, damaged or a bomb is said."""

from __future__ import annotations

import io
import sys
import tarfile
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from palabre.errors import ImportRefused

from .reading import HEADER, PLAIN, ids, posts, read, reasons, row, written

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from pathlib import Path

MANY = HEADER + "".join(row(n, f"mot {n * n}") for n in range(60_000))
SKIPPED = b"\x50\x2a\x4d\x18\x04\0\0\0abcd"


def packed(content: str, **how: int) -> bytes:
    options = {getattr(zstd.CompressionParameter, name): value for name, value in how.items()}
    return zstd.compress(content.encode(), options=options)


def in_frames(content: str) -> bytes:
    """As tools that pack in parallel write: frames to be skipped between the others."""
    half = content.index("\n", len(content) // 2) + 1
    return SKIPPED + packed(content[:half]) + SKIPPED + packed(content[half:])


@pytest.mark.parametrize(
    "raw",
    [packed(MANY), packed(MANY, window_log=31, enable_long_distance_matching=1), in_frames(MANY)],
    ids=["plain", "long", "frames"],
)
def test_a_packed_table_is_the_table(tmp_path: Path, raw: bytes) -> None:
    records = read(written(tmp_path, raw, "posts.csv.zst"), mapping=PLAIN)

    assert len(posts(records)) == len(records) == 60_000
    assert ids(records)[-1] == "59999"


def test_a_packed_archive_is_read_file_by_file(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for n in range(2):
            content = (HEADER + row(n)).encode()
            entry = tarfile.TarInfo(f"{n}.csv")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    raw = zstd.compress(stream.getvalue())

    assert ids(read(written(tmp_path, raw, "posts.tar.zst"), mapping=PLAIN)) == ["0", "1"]


@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
def test_a_cut_file_gives_what_it_still_holds(tmp_path: Path, share: float) -> None:
    raw = packed(MANY)
    records = read(written(tmp_path, raw[: int(len(raw) * share)], "posts.csv.zst"), mapping=PLAIN)

    assert 0 < len(posts(records)) < 60_000
    assert [reason for _, reason in reasons(records)] == ["truncated"]


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    raw = bytearray(packed(MANY))
    raw[len(raw) // 2 : len(raw) // 2 + 40] = b"\xff" * 40
    records = read(written(tmp_path, bytes(raw), "posts.csv.zst"), mapping=PLAIN)

    assert reasons(records)[-1][1] == "truncated"


def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = written(tmp_path, packed(HEADER + row(1) + "9" * 400_000_000), "posts.csv.zst")
    tracemalloc.start()
    try:
        with pytest.raises(ImportRefused, match="archive-bomb"):
            read(path, mapping=PLAIN)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
