"""How much each part of the score counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from app.core.matching.inputs import InvalidInput
from app.core.matching.parts import PARTS


@dataclass(frozen=True, slots=True)
class Weights:
    """Names of parts with any numbers from 0 up, of which only the proportions matter.

    A part that is not named has weight 0. Raises InvalidInput for unknown names, bad numbers, or
    when nothing counts.
    """

    by_part: Mapping[str, float]

    def __post_init__(self) -> None:
        unknown = self.by_part.keys() - {part.name for part in PARTS}
        if unknown:
            raise InvalidInput(f"weights: no part is called {', '.join(sorted(unknown))}")
        for name, weight in self.by_part.items():
            if not (isfinite(weight) and weight >= 0):
                raise InvalidInput(f"weights: {name} is {weight!r}, not a number from 0 up")
        if not sum(self.by_part.values()):
            raise InvalidInput("weights: at least one part must count")
        object.__setattr__(self, "by_part", dict(self.by_part))

    def __getitem__(self, part: str) -> float:
        return self.by_part.get(part, 0.0)

    @property
    def total(self) -> float:
        return sum(self.by_part.values())

    def changed(self, **weights: float) -> Weights:
        """With other weights for the named parts."""
        return Weights({**self.by_part, **weights})


DEFAULT_WEIGHTS = Weights({part.name: part.default_weight for part in PARTS})
