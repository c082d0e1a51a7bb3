"""The columns of Arrow batches as the kernel reads them.

No text is copied, but in columns of views, and where a handle or a link must be put in small letters beyond ASCII.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from palabre.query._programs import HAS
from palabre.text.strings import Strings, inside, no_strings, strings_of, without_nulls

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Places = npt.NDArray[np.int64]

# Every blank of `str.isspace`, as a regular expression of RE2.
NOT_BLANK = r"[^\x09-\x0d\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
# The fields whose values are few, and the columns they look at.
OF_VALUES = {"lang": "lang", "source": "network", "kind": "kind"}


class Batch(NamedTuple):
    """The columns that the kernel reads of a batch, in its order.

    `codes` hold, for each column of few values, where in `code_starts` the terms that a row answers to begin.
    """

    title: npt.NDArray[np.uint8]
    title_places: Places
    text: npt.NDArray[np.uint8]
    text_places: Places
    author: npt.NDArray[np.uint8]
    author_places: Places
    link_lists: Places
    links: npt.NDArray[np.uint8]
    link_places: Places
    hosts: npt.NDArray[np.uint8]
    host_places: Places
    codes: npt.NDArray[np.int32]
    code_starts: npt.NDArray[np.int32]
    code_terms: npt.NDArray[np.int32]


def batch_of(rows: pa.RecordBatch, columns: frozenset[str], terms: Mapping[str, int]) -> Batch:
    """The columns of a batch that some queries look at, as the kernel reads them; those that are missing are empty."""
    has = {name: rows.column(name) for name in columns.intersection(rows.schema.names)}
    title, text, author = (
        strings_of(has[name]) if name in has else no_strings(rows.num_rows) for name in ("title", "text", "handle")
    )
    if "handle" in has:
        author = in_small_letters(has["handle"], author)
    lists, members = lists_of(has["links"]) if "links" in has else no_lists(rows.num_rows)
    links = hosts = no_strings(0)
    if members is not None:
        links = strings_of(members)
        hosts = in_small_letters(members, links)
    return Batch(*title, *text, *author, lists, *links, *hosts, *_codes(has, rows.num_rows, terms))


def no_lists(rows: int) -> tuple[Places, None]:
    """Empty lists."""
    return np.zeros((2, rows), np.int64), None


def lists_of(column: pa.Array) -> tuple[Places, pa.Array | None]:
    """Where each list of a column begins and ends among its members, and the members; null lists are empty."""
    if pa.types.is_null(column.type) or not len(column):
        return no_lists(len(column))
    if not (pa.types.is_list(column.type) or pa.types.is_large_list(column.type)):
        column = column.cast(pa.large_list(column.type.value_type))
    places = inside(column.offsets.to_numpy(zero_copy_only=False), len(column.values))
    return without_nulls(column, places), column.values


def in_small_letters(column: pa.Array, found: Strings) -> Strings:
    """The same texts without the blanks around them and in small letters; plain ASCII is left to the kernel."""
    if pa.types.is_null(column.type) or not len(column):
        return found
    plain = _plain(column)
    if pc.all(pc.string_is_ascii(plain)).as_py() is not False:
        return found
    return strings_of(pa.array([one and one.strip().lower() for one in plain.to_pylist()], pa.large_string()))


def _codes(
    has: Mapping[str, pa.Array], rows: int, terms: Mapping[str, int]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """For each column of few values a code in each row, and the terms that each code answers to."""
    columns: list[npt.NDArray[np.int32]] = []
    answers: list[tuple[int, ...]] = [()]
    for field, name in OF_VALUES.items():
        if name in has:
            codes, values = _values(has[name])
            columns.append(np.where(codes < 0, 0, codes + len(answers)).astype(np.int32))
            answers += [_answered(field, value, terms) for value in values]
    flags, asked = _flags(has, rows, terms)
    if asked:
        columns.append((flags + len(answers)).astype(np.int32))
        answers += [tuple(term for n, term in enumerate(asked) if flag >> n & 1) for flag in range(1 << len(asked))]
    starts = np.cumsum([0, *map(len, answers)]).astype(np.int32)
    every = np.array([term for one in answers for term in one], np.int32)
    return np.array(columns, np.int32) if columns else np.zeros((0, rows), np.int32), starts, every


def _values(column: pa.Array) -> tuple[npt.NDArray[np.int64], list[str | None]]:
    """A code in each row, below 0 for a null, and the value of each code."""
    if pa.types.is_null(column.type):
        return np.full(len(column), -1), []
    among = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    return among.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False), among.dictionary.to_pylist()


def _answered(field: str, value: str | None, terms: Mapping[str, int]) -> tuple[int, ...]:
    """The terms that a value of a column answers to: itself; a language also by what stands before its first `-`."""
    lowered = (value or "").lower()
    names = dict.fromkeys((lowered, lowered.split("-")[0]) if field == "lang" else (lowered,))
    return tuple(terms[f"{field}:{name}"] for name in names if name and f"{field}:{name}" in terms)


def _flags(has: Mapping[str, pa.Array], rows: int, terms: Mapping[str, int]) -> tuple[npt.NDArray[np.int64], list[int]]:
    """What each row has, a bit for each `has:` that is asked for, and the terms of the bits."""
    asked = [value for value in HAS if f"has:{value}" in terms]
    flags = np.zeros(rows, np.int64)
    for n, value in enumerate(asked):
        if HAS[value] in has:
            flags |= _having(value, has[HAS[value]]).astype(np.int64) << n
    return flags, [terms[f"has:{value}"] for value in asked]


def _having(value: str, column: pa.Array) -> npt.NDArray[np.bool_]:
    """Which rows have what a `has:` asks for."""
    if value == "title":
        return _are_true(pc.match_substring_regex(_plain(column), NOT_BLANK))
    (firsts, ends), members = lists_of(column)
    if members is None or value in ("link", "media", "tag", "callout"):
        return np.asarray(ends > firsts)
    kinds = pc.struct_field(members, "kind") if pa.types.is_struct(members.type) else members
    before = np.concatenate([[0], np.cumsum(_are_true(pc.equal(_plain(kinds), value)))])
    return np.asarray(before[ends] > before[firsts])


def _are_true(found: pa.BooleanArray) -> npt.NDArray[np.bool_]:
    """Where a column is true; nulls are false."""
    return np.asarray(found.fill_null(False).to_numpy(zero_copy_only=False))


def _plain(column: pa.Array) -> pa.Array:
    """The same texts as large strings."""
    return (column.dictionary_decode() if pa.types.is_dictionary(column.type) else column).cast(pa.large_string())
