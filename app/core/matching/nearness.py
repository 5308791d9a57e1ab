"""How near a CV comes to each skill that offers ask for: in meaning, and in the words that it uses.

The lines of the nearest piece are shown. Vectors come from outside: this compares arrays and knows no
model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.core.cv.chunks import Chunk
from app.core.matching.arrays import Ints, Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.invalid import InvalidInput
from app.core.matching.rarity import rarity
from app.core.matching.relations import FULL
from app.core.matching.skill_space import SkillSpace, Vectors, skill_text, words_of

__all__ = ["Near", "Nearness", "SkillSpace", "closed", "closed_all", "nearness_of", "skill_text"]

# Measured: see docs/matching.md. The nearest pieces of a CV are averaged, so that one chance word is no
# evidence: the best two, of a long CV the best part of all pieces, so that length alone wins nothing.
LEAST_PIECES = 2
SHARE_OF_PIECES = 0.08
# A mean cosine of FLOOR or less says nothing, one of CEILING is as much as pieces of a CV can say.
FLOOR = 0.15
CEILING = 0.50
# How often the words of the name stand in the CV, saturating as in BM25.
SATURATION = 1.5
LENGTH_SHARE = 0.75
TYPICAL_WORDS = 350
WORDS_SHARE = 0.4  # the rest is meaning
# Meaning counts in full where the CV is about the words of the name: a cosine, words weighing as they are rare.
# Without them it is a likeness of trades that differ, and counts in this part.
CONFIRMED = 0.10
UNCONFIRMED = 0.3
# Both together close so many thousandths of what named and related skills leave open.
MOST_CLOSED = 800
_BLOCK = 8_192  # names compared at a time
FEW_NAMES = 64  # of one offer, not worth a table of places


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
        if len(names) <= FEW_NAMES:
            return np.array([self.points_for(name) for name in names.keys], np.int32)
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
    means = np.empty(len(space.names), np.float64)
    nearest = np.empty(len(space.names), np.int32)
    for start in range(0, len(means), _BLOCK):
        cosines = space.vectors[start : start + _BLOCK] @ rows.T
        nearest[start : start + _BLOCK] = cosines.argmax(axis=1)
        means[start : start + _BLOCK] = _mean_of_best(cosines)
    meaning = np.clip((means - FLOOR) / (CEILING - FLOOR), 0.0, 1.0)
    counts = Counter(word for chunk in chunks for word in words_of(chunk.text))
    about = np.minimum(_about(counts, space) / CONFIRMED, 1.0)
    meaning *= UNCONFIRMED + (1.0 - UNCONFIRMED) * about
    share = (1.0 - WORDS_SHARE) * meaning + WORDS_SHARE * _words_used(counts, space)
    points = np.round(share * MOST_CLOSED).astype(np.int32)
    return Nearness(space.names, points, nearest, tuple(chunk.lines for chunk in chunks), space.model_id)


def _mean_of_best(cosines: Vectors) -> Reals:
    """Of each row the mean of its largest numbers."""
    width = cosines.shape[1]
    count = min(width, max(LEAST_PIECES, round(SHARE_OF_PIECES * width)))
    best: Reals = np.partition(cosines, width - count, axis=1)[:, width - count :].astype(np.float64)
    return np.asarray(best.mean(axis=1), np.float64)


def _words_used(counts: Counter[str], space: SkillSpace) -> Reals:
    """For each name the mean over its words, 0 to 1; 0 for a name without words."""
    length = 1.0 - LENGTH_SHARE + LENGTH_SHARE * counts.total() / TYPICAL_WORDS
    used = _by_word(space, {word: count / (count + SATURATION * length) for word, count in counts.items()})
    return _sums(space, used) / np.maximum(np.diff(space.starts), 1)


def _about(counts: Counter[str], space: SkillSpace) -> Reals:
    """For each name the cosine with the words of the CV, 0 to 1, each word weighing its rarity."""
    weights = {word: count * rarity(word) for word, count in counts.items()}
    norm = np.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    rare = _rarities(space.words)
    return _sums(space, _by_word(space, weights) * rare) / (
        norm * np.sqrt(np.maximum(_sums(space, rare**2), 1.0))
    )


def _by_word(space: SkillSpace, values: Mapping[str, float]) -> Reals:
    """Each value at the code of its word, 0 at the others."""
    found = np.zeros(len(space.words))
    for word, value in values.items():
        code = space.words.find(word)
        if code is not None:
            found[code] = value
    return found


def _sums(space: SkillSpace, by_word: Reals) -> Reals:
    """For each name the sum over its words."""
    sums = np.concatenate((np.zeros(1), np.cumsum(by_word[space.parts])))
    return np.asarray(sums[space.starts[1:]] - sums[space.starts[:-1]], np.float64)


@lru_cache(maxsize=4)
def _rarities(words: Codebook[str]) -> Reals:
    """Codebooks are the same when they are one object."""
    return np.array([rarity(word) for word in words.keys])


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
