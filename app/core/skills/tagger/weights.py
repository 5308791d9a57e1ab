"""The learned numbers: one .npz file without any text of what was learned from."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.skills.tagger.chain import LAYERS, Chain, Reals
from app.core.skills.tagger.errors import WeightsError
from app.core.skills.tagger.features import SIZE

VERSION = 1
TAGS = 3 * len(LAYERS)
SHIPPED = Path(__file__).parent / "weights" / "words.npz"
CHAIN_SHAPES = {
    "steps": (len(LAYERS), 3, 3),
    "starts": (len(LAYERS), 3),
    "ends": (len(LAYERS), 3),
}
_SHAPES = {"hashed": (SIZE, TAGS), "scale": (TAGS,), "bias": (TAGS,), **CHAIN_SHAPES}


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """``hashed`` [SIZE, TAGS] in whole steps of ``scale``; a tag's score is bias plus the sum of its rows."""

    hashed: NDArray[np.int8]
    scale: Reals
    bias: Reals
    chain: Chain

    def scores(self, rows: NDArray[np.int32]) -> Reals:
        """[words, layers, 3] of ``features``."""
        summed = self.hashed[rows].sum(axis=1, dtype=np.int32) * self.scale + self.bias
        scores: Reals = summed.astype(np.float32).reshape(-1, len(LAYERS), 3)
        return scores


def load(path: Path = SHIPPED) -> Weights:
    """Raises WeightsError."""
    arrays = read_arrays(path, _SHAPES, VERSION)
    return Weights(arrays["hashed"].astype(np.int8), arrays["scale"], arrays["bias"], chain_of(arrays))


def chain_of(arrays: Mapping[str, Reals]) -> Chain:
    return Chain.of(arrays["steps"], arrays["starts"], arrays["ends"])


def save(path: Path, arrays: dict[str, NDArray[np.generic]]) -> None:
    """The same numbers give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in sorted({**arrays, "version": np.array([VERSION])}.items()):
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)


def read_arrays(
    path: Path, shapes: dict[str, tuple[int, ...]], version: int
) -> dict[str, NDArray[np.float32]]:
    """Raises WeightsError when an array is missing, has another shape or numbers that are not finite."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            found = {name: archive[name] for name in (*shapes, "version")}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise WeightsError(f"{path.name} cannot be read ({type(error).__name__}: {error})") from error
    if found["version"].tolist() != [version]:
        raise WeightsError(f"{path.name} is of version {found['version'].tolist()}, expected {version}")
    for name, shape in shapes.items():
        if found[name].shape != shape or found[name].dtype.kind not in "if":
            raise WeightsError(f"{path.name}: {name} is {found[name].shape}, expected {shape}")
        if not np.isfinite(found[name]).all():
            raise WeightsError(f"{path.name}: {name} has numbers that are not finite")
    return found
