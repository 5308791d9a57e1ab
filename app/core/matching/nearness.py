"""How near a CV comes in meaning to each skill that offers ask for.

Vectors come from outside: this compares arrays and knows no model. For each skill the nearest piece of
the CV counts, and its lines are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.core.cv.chunks import Chunk
from app.core.matching.arrays import Ints, Places
from app.core.matching.codebook import Codebook
from app.core.matching.invalid import InvalidInput
from app.core.matching.relations import FULL, canonical
from app.core.skills.lexicon import default_lexicon

Vectors = NDArray[np.float32]

# Measured: see docs/matching.md. The nearest pieces of a CV are averaged, so that one chance word is no
# evidence: the best two, of a long CV the best part of all pieces, so that length alone wins nothing.
LEAST_PIECES = 2
SHARE_OF_PIECES = 0.08
# A mean cosine of FLOOR or less says nothing, one of CEILING is as much as pieces of a CV can say. That
# closes MOST_CLOSED thousandths of what named and related skills leave open.
FLOOR = 0.15
CEILING = 0.50
MOST_CLOSED = 800
_BLOCK = 8_192  # names compared at a time
_LONGEST_NAME = 200


def skill_text(name: str) -> str:
    """What is embedded for a canonical name: the model reads English, so the English label if there is one."""
    skill = default_lexicon().skills.get(name)
    return skill.label if skill else " ".join(name.split())[:_LONGEST_NAME]


@dataclass(frozen=True, slots=True, eq=False)
class SkillSpace:
    """Canonical names and their vectors, one row each, of length 1 (or 0 for a name without letters).

    Never changes: ``extended`` gives another one.
    """

    names: Codebook[str]
    vectors: Vectors
    model_id: str

    @classmethod
    def of(cls, names: Sequence[str], vectors: Vectors, model_id: str) -> SkillSpace:
        """``names`` may be any names of skills. Raises InvalidInput when rows do not fit."""
        empty = np.empty((0, vectors.shape[1] if vectors.ndim == 2 else 0), np.float32)
        return cls(Codebook(), empty, model_id).extended(names, vectors)

    def missing(self, names: Sequence[str]) -> list[str]:
        """Canonical, each once: what has no vector yet."""
        wanted = dict.fromkeys(map(canonical, names))
        return [name for name in wanted if self.names.find(name) is None]

    def extended(self, names: Sequence[str], vectors: Vectors) -> SkillSpace:
        """With further names; one that is known keeps its vector. Raises InvalidInput."""
        rows = np.asarray(vectors, np.float32)
        if rows.shape != (len(names), self.vectors.shape[1]):
            raise InvalidInput(f"vectors: {rows.shape} for {len(names)} names")
        if not np.isfinite(rows).all():
            raise InvalidInput("vectors: not all numbers are finite")
        first: dict[str, int] = {}
        for at, name in enumerate(map(canonical, names)):
            first.setdefault(name, at)
        book, _, fresh = self.names.extended(first)
        chosen = rows[[first[name] for name in fresh]]
        return SkillSpace(book, np.concatenate((self.vectors, chosen)), self.model_id)


@dataclass(frozen=True, slots=True)
class Near:
    """``points`` is what it closes, in thousandths; ``lines`` are those of the nearest piece."""

    points: int
    lines: tuple[int, ...]

    @property
    def nearness(self) -> float:
        """0 to 1 with two decimals; 1 is as near as lines of a CV come."""
        return round(self.points / MOST_CLOSED, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """One CV against every name of a space. ``nearest`` is the place of the nearest piece in ``lines``."""

    names: Codebook[str]
    points: Ints
    nearest: Ints
    lines: tuple[tuple[int, ...], ...]
    model_id: str

    def find(self, name: str) -> Near | None:
        """None for a name that was not compared. ``name`` is canonical."""
        at = self.names.find(name)
        return None if at is None else Near(int(self.points[at]), self.lines[self.nearest[at]])

    def points_for(self, name: str) -> int:
        """0 for a name that was not compared."""
        at = self.names.find(name)
        return 0 if at is None else int(self.points[at])

    def points_by_code(self, names: Codebook[str]) -> Ints:
        """For each name of another codebook; 0 where it was not compared."""
        return np.append(self.points, np.int32(0))[_places(names, self.names)]


def nearness_of(chunks: Sequence[Chunk], vectors: Vectors, space: SkillSpace) -> Nearness | None:
    """None when the CV has no piece to compare. ``vectors`` are those of the pieces, from the model of
    the space. Raises InvalidInput when rows do not fit.
    """
    rows = np.asarray(vectors, np.float32)
    if len(rows) != len(chunks):
        raise InvalidInput(f"vectors: {len(rows)} for {len(chunks)} pieces of the CV")
    if not chunks:
        return None
    if rows.shape[1:] != space.vectors.shape[1:] or not np.isfinite(rows).all():
        raise InvalidInput(f"vectors: {rows.shape} against {space.vectors.shape}, or not all finite")
    means = np.empty(len(space.names), np.float32)
    nearest = np.empty(len(space.names), np.int32)
    for start in range(0, len(means), _BLOCK):
        cosines = space.vectors[start : start + _BLOCK] @ rows.T
        nearest[start : start + _BLOCK] = cosines.argmax(axis=1)
        means[start : start + _BLOCK] = _mean_of_best(cosines)
    lines = tuple(chunk.lines for chunk in chunks)
    return Nearness(space.names, _points(means), nearest, lines, space.model_id)


def _mean_of_best(cosines: Vectors) -> Vectors:
    """Of each row the mean of its largest numbers."""
    width = cosines.shape[1]
    count = min(width, max(LEAST_PIECES, round(SHARE_OF_PIECES * width)))
    best = np.partition(cosines, width - count, axis=1)[:, width - count :]
    return best.mean(axis=1, dtype=np.float64).astype(np.float32)


def _points(means: Vectors) -> Ints:
    """In proportion between FLOOR and CEILING."""
    share = np.clip((means.astype(np.float64) - FLOOR) / (CEILING - FLOOR), 0.0, 1.0)
    return np.round(share * MOST_CLOSED).astype(np.int32)


def closed(points: int, near: int) -> int:
    """Thousandths of a credit when lines of the CV close a part of what ``points`` leave open."""
    return points + (FULL - points) * near // FULL


def closed_all(points: Ints, near: Ints) -> Ints:
    """As ``closed``, for arrays."""
    return points + (FULL - points) * near // FULL


@lru_cache(maxsize=8)
def _places(names: Codebook[str], among: Codebook[str]) -> Places:
    """Codebooks are the same when they are one object; where absent, the place after the last."""
    absent = len(among)
    found = (among.find(name) for name in names.keys)
    return np.fromiter((absent if at is None else at for at in found), np.int64, len(names))
