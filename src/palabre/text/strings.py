"""Texts of Arrow columns as kernels read them: bytes and places, whatever the string type.

No text is copied, but in columns of views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    import numpy.typing as npt

    Places = npt.NDArray[np.int64]

NO_LETTERS = np.zeros(0, np.uint8)
NO_LETTERS.flags.writeable = False


class Strings(NamedTuple):
    """Texts: the bytes of all, and where each begins and ends among them."""

    letters: npt.NDArray[np.uint8]
    places: Places


def no_strings(rows: int) -> Strings:
    """Empty texts."""
    return Strings(NO_LETTERS, np.zeros((2, rows), np.int64))


def strings_of(column: pa.Array) -> Strings:
    """The texts of a column of any string type, dictionaries too; nulls are empty."""
    kind = column.type
    if pa.types.is_null(kind) or not len(column):
        return no_strings(len(column))
    if pa.types.is_dictionary(kind):
        among = strings_of(column.dictionary)
        if not among.places.size:
            return no_strings(len(column))
        found = Strings(among.letters, among.places[:, column.indices.fill_null(0).to_numpy(zero_copy_only=False)])
    elif pa.types.is_string_view(kind):
        return strings_of(column.cast(pa.large_string()))
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        found = _placed(column, np.int64 if pa.types.is_large_string(kind) else np.int32)
    else:
        raise TypeError(f"a column of texts is wanted, not of {kind}")
    return Strings(found.letters, without_nulls(column, found.places))


def _placed(column: pa.Array, width: type[np.int32 | np.int64]) -> Strings:
    """The bytes of a column and the places of its texts in them."""
    _, places, letters = column.buffers()
    if letters is None:
        return no_strings(len(column))
    offsets = np.frombuffer(places, width, len(column) + 1, column.offset * np.dtype(width).itemsize)
    found = np.frombuffer(letters, np.uint8)
    found.flags.writeable = False
    return Strings(found, inside(offsets, len(found)))


def inside(offsets: npt.NDArray[Any], size: int) -> Places:
    """Beginnings and ends, told by offsets that must grow and stay inside."""
    places = np.empty((2, len(offsets) - 1), np.int64)
    places[0], places[1] = offsets[:-1], offsets[1:]
    if offsets[0] < 0 or offsets[-1] > size or (places[1] < places[0]).any():
        raise ValueError("a column is damaged: some of its places lie outside it")
    return places


def without_nulls(column: pa.Array, places: Places) -> Places:
    """The same places, those of nulls empty."""
    if column.null_count:
        is_null = column.is_null().to_numpy(zero_copy_only=False)
        places[1] = np.where(is_null, places[0], places[1])
    return np.ascontiguousarray(places)
