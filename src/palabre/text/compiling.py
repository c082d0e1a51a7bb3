"""How the functions of kernels are compiled: what their types are called, and what each kind of function needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit, types

Hash = np.uint64
Code = TypeVar("Code", bound=Callable[..., Any])
Letters = npt.NDArray[np.uint8]
Fold = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Grid = npt.NDArray[np.int32]
Spans = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]
Halves = npt.NDArray[np.uint16]
Weights = npt.NDArray[np.float32]
WeightRows = npt.NDArray[np.float32]
# What each name of a type means to the compiler: one version of each function, whatever calls it.
TYPES = {
    "Letters": types.Array(types.uint8, 1, "C", readonly=True),
    "Fold": types.uint32[::1],
    "Hashes": types.uint64[::1],
    "Numbers": types.int32[::1],
    "Places": types.int64[::1],
    "Grid": types.int32[:, ::1],
    "Spans": types.int64[:, ::1],
    "Flags": types.uint8[::1],
    "Halves": types.uint16[:, ::1],
    "Weights": types.float32[::1],
    "WeightRows": types.float32[:, ::1],
    "Hash": types.uint64,
    "int": types.int64,
    "bool": types.boolean,
}

# The compiler's own whole number. A constant that is handed to a function is one too: it would else make one more
# version of that function for it.
whole = cast("Callable[[object], int]", np.int64)
ZERO, ONE = whole(0), whole(1)
# Arrays are the caller's for as long as a function runs: counting who holds them took a third of the time.
UNCOUNTED: dict[str, Any] = {"nogil": True, "_nrt": False}
# What Python never calls itself needs no door to it.
INNER: dict[str, Any] = {**UNCOUNTED, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Code) -> Code:
    """The function as the compiler will find it when an entry calls it; its types are those it is called with."""
    return cast("Code", njit(**INNER)(function))


def inlined(function: Code) -> Code:
    """The same, put in the place of each call: arrays are costly to hand over, and long functions to compile twice."""
    return cast("Code", njit(**INNER, inline="always")(function))


def entry(function: Code) -> Code:
    """The function compiled at once for the types it names, kept on disk where it can be; it may make arrays."""
    return _kept(function, {"nogil": True})


def borrowing_entry(function: Code) -> Code:
    """The same, for a function that makes no array."""
    return _kept(function, UNCOUNTED)


def _kept(function: Code, options: dict[str, Any]) -> Code:
    signature = tuple(TYPES[kind] for name, kind in function.__annotations__.items() if name != "return")
    try:
        return cast("Code", njit(signature, cache=True, **options)(function))
    except RuntimeError:
        # There is nowhere to keep it.
        return cast("Code", njit(signature, **options)(function))
