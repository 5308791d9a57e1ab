"""Scores of tags from vectors of words, and the changes of the sentence model that make the vectors fit.

``Tuned`` computes no vectors itself: ``changes`` go to whoever runs the sentence model, the vectors come back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.core.skills.tagger.chain import LAYERS, Chain, Reals
from app.core.skills.tagger.weights import CHAIN_SHAPES, TAGS, chain_of, read_arrays

VERSION = 1
SHIPPED = Path(__file__).parent / "weights" / "tuned.npz"
WIDTH, HIDDEN, AROUND = 384, 128, 3
RANK, LOWEST, HIGHEST = 8, 2, 5
PARTS: Mapping[str, tuple[int, int]] = {
    "attention.self.query": (WIDTH, WIDTH),
    "attention.self.key": (WIDTH, WIDTH),
    "attention.self.value": (WIDTH, WIDTH),
    "attention.output.dense": (WIDTH, WIDTH),
    "intermediate.dense": (4 * WIDTH, WIDTH),
    "output.dense": (WIDTH, 4 * WIDTH),
}
"""Weights of a layer of the sentence model that are changed, [out, in]."""
CHANGED = {
    f"encoder.layer.{layer}.{part}.weight": shape
    for layer in range(LOWEST, HIGHEST + 1)
    for part, shape in PARTS.items()
}
HEAD_SHAPES = {
    "inner": (HIDDEN, WIDTH),
    "inner_bias": (HIDDEN,),
    "around": (AROUND, HIDDEN, HIDDEN),
    "around_bias": (HIDDEN,),
    "outer": (TAGS, HIDDEN),
    "outer_bias": (TAGS,),
}
SHAPES: dict[str, tuple[int, ...]] = {
    **HEAD_SHAPES,
    **CHAIN_SHAPES,
    **{f"{name}.down": (RANK, inputs) for name, (_, inputs) in CHANGED.items()},
    **{f"{name}.up": (outputs, RANK) for name, (outputs, _) in CHANGED.items()},
}

Words = Sequence[Sequence[str]]
VectorsOf = Callable[[Words], Sequence[Reals]]
"""[words, WIDTH] for each sentence, from the sentence model with ``Tuned.changes``."""


@dataclass(frozen=True, slots=True, eq=False)
class Tuned:
    """``head`` by the names of HEAD_SHAPES, [out, in]; ``around`` has the word before, itself, the word after."""

    head: Mapping[str, Reals]
    changes: Mapping[str, tuple[Reals, Reals]]
    chain: Chain

    def scores(self, vectors: Sequence[Reals]) -> Reals:
        """[all words, layers, 3]; the words of one sentence do not look at those of another."""
        rows, kept = _apart(vectors)
        head = self.head
        own = np.maximum(rows @ head["inner"].T + head["inner_bias"], 0.0)
        own[~kept] = 0.0
        near = (own[:-2], own[1:-1], own[2:])
        around = sum(
            (part @ side.T for part, side in zip(near, head["around"], strict=True)), head["around_bias"]
        )
        seen = own[1:-1] + np.maximum(around, 0.0)
        scores: Reals = (seen @ head["outer"].T + head["outer_bias"])[kept[1:-1]]
        return scores.reshape(-1, len(LAYERS), 3)


def _apart(vectors: Sequence[Reals]) -> tuple[Reals, NDArray[np.bool_]]:
    """All rows with an empty one before, between and after the sentences; and which are words."""
    lengths = [len(one) for one in vectors]
    kept = np.zeros(sum(lengths) + len(lengths) + 1, dtype=bool)
    rows = np.zeros((len(kept), WIDTH), dtype=np.float32)
    at = 1
    for one in vectors:
        kept[at : at + len(one)] = True
        rows[at : at + len(one)] = one
        at += len(one) + 1
    return rows, kept


def load_tuned(path: Path = SHIPPED) -> Tuned:
    """Raises WeightsError."""
    arrays = {name: array.astype(np.float32) for name, array in read_arrays(path, SHAPES, VERSION).items()}
    changes = {name: (arrays[f"{name}.down"], arrays[f"{name}.up"]) for name in CHANGED}
    return Tuned({name: arrays[name] for name in HEAD_SHAPES}, changes, chain_of(arrays))
