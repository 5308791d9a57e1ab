"""The skills that offers ask for, as vectors and as words.

Vectors come from outside: this knows no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.matching.arrays import Places
from app.core.matching.codebook import Codebook
from app.core.matching.invalid import InvalidInput
from app.core.matching.relations import canonical
from app.core.matching.title_forms import words_in
from app.core.skills.lexicon import default_lexicon

Vectors = NDArray[np.float32]
LONGEST_NAME = 200  # characters
MOST_WORDS = 12  # of a name; what follows is a sentence


def skill_text(name: str) -> str:
    """What is embedded for a canonical name: the model reads English, so the English label if there is one."""
    skill = default_lexicon().skills.get(name)
    return skill.label if skill else " ".join(name[:LONGEST_NAME].split())


@dataclass(frozen=True, slots=True, eq=False)
class SkillSpace:
    """Canonical names, their vectors (one row each, of length 1, or 0 for a name without letters) and their
    words: those of name ``i`` are ``parts[starts[i]:starts[i + 1]]``, codes of ``words``.

    Never changes: ``extended`` gives another one.
    """

    names: Codebook[str]
    vectors: Vectors
    words: Codebook[str]
    parts: Places
    starts: Places
    model_id: str

    @classmethod
    def of(cls, names: Sequence[str], vectors: Vectors, model_id: str) -> SkillSpace:
        """``names`` may be any names of skills, ``vectors`` are those of their ``skill_text``. Raises
        InvalidInput when rows do not fit.
        """
        width = np.asarray(vectors).shape[1] if np.ndim(vectors) == 2 else 0
        none, start = np.empty(0, np.int64), np.zeros(1, np.int64)
        empty = cls(Codebook(), np.empty((0, width), np.float32), Codebook(), none, start, model_id)
        return empty.extended(names, vectors)

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
        spelled = [words_of(skill_text(name))[:MOST_WORDS] for name in fresh]
        words, parts, _ = self.words.extended(word for one in spelled for word in one)
        ends = self.starts[-1] + np.cumsum([len(one) for one in spelled], dtype=np.int64)
        return SkillSpace(
            book,
            np.concatenate((self.vectors, chosen)),
            words,
            np.concatenate((self.parts, parts)),
            np.concatenate((self.starts, ends)),
            self.model_id,
        )


def words_of(text: str) -> list[str]:
    """Base forms without articles and prepositions, as they are counted in names and in CVs."""
    return words_in(text)
