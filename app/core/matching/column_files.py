"""Columns in a folder, a file for each array, so that processes share what they read instead of each making it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.core.matching.codebook import Codebook
from app.core.matching.columns import OfferColumns

Part = TypeVar("Part")
Json = Any
ABOUT = "columns.json"
KEYS, ARRAY, CHECK = "keys", "array", "crc32"


class DamagedColumns(ValueError):
    """The files are not those that were written, or of another form of the columns."""


def write(columns: OfferColumns, folder: Path) -> None:
    """Into a folder that exists and is empty. Raises OSError."""
    said = json.dumps(_written(columns, folder, "offers"))
    (folder / ABOUT).write_text(json.dumps([crc32(said.encode()), said]), "utf-8")


def read(folder: Path) -> OfferColumns:
    """Arrays are mapped, not read, and cannot be written to. Raises DamagedColumns, also where there are none."""
    try:
        check, said = json.loads((folder / ABOUT).read_text("utf-8"))
        if crc32(said.encode()) != check:
            raise DamagedColumns(folder)
        return _read(OfferColumns.empty(), json.loads(said), folder)
    except (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedColumns(folder) from error


def _written(part: Any, folder: Path, name: str) -> Json:
    if isinstance(part, Codebook):
        return {KEYS: part.keys}
    if isinstance(part, np.ndarray):
        np.save(folder / f"{name}.npy", np.ascontiguousarray(part), allow_pickle=False)
        return {ARRAY: f"{name}.npy", CHECK: _check(part)}
    if is_dataclass(part):
        return {
            field.name: _written(getattr(part, field.name), folder, f"{name}.{field.name}")
            for field in fields(part)
        }
    return part


def _read(like: Part, said: Json, folder: Path) -> Part:
    """What ``_written`` told of something that is made like ``like``."""
    found: Any
    if isinstance(like, Codebook):
        found = Codebook(_tuples(key) for key in said[KEYS])
    elif isinstance(like, np.ndarray):
        found = _mapped(folder / Path(said[ARRAY]).name, like, said[CHECK])
    elif is_dataclass(like) and not isinstance(like, type):
        found = replace(
            like,
            **{
                field.name: _read(getattr(like, field.name), said[field.name], folder)
                for field in fields(like)
            },
        )
    else:
        found = int(said)
    return cast(Part, found)


def _mapped(path: Path, like: NDArray[Any], check: int) -> NDArray[Any]:
    # Nothing can be mapped of an empty file.
    size = path.stat().st_size
    found: NDArray[Any] = np.load(path, mmap_mode="r" if size > 128 else None, allow_pickle=False)
    found = found.view(np.ndarray)
    if (found.dtype, found.ndim) != (like.dtype, like.ndim) or _check(found) != check:
        raise DamagedColumns(path)
    return found


def _check(array: NDArray[Any]) -> int:
    return crc32(np.ascontiguousarray(array).data.cast("B")) if array.size else 0


def _tuples(said: Json) -> Any:
    return tuple(map(_tuples, said)) if isinstance(said, list) else said
