"""Functions of pdfium that are called once for every letter, with as little as possible in between.

A page of a CV has thousands of letters, often each drawn on its own. Handing plain addresses around
instead of typed pointers, and holding the interpreter's lock, halves the cost of such a call; letting ``map`` make
the calls, into one array, halves it again.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from pypdfium2 import raw

ADDRESS = ctypes.c_void_p
INT = ctypes.c_int
UINT = ctypes.c_uint
FLOAT = ctypes.c_float

Call = Callable[..., Any]


def call(name: str, result: Any, *arguments: Any) -> Call:
    """The function of that name; addresses are plain integers, None for null."""
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(raw, name)))


def address(handle: Any) -> int:
    """Where a handle of pypdfium2 points."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def run(calls: Iterable[Any]) -> None:
    """Make lazy calls whose answers are in what they were given."""
    deque(calls, maxlen=0)
