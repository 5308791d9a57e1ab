"""What every part of the score gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.core.matching.inputs import Candidate, Offer
from app.core.matching.outcome import Reason

if TYPE_CHECKING:
    from app.core.matching.columns import OfferColumns


@dataclass(frozen=True, slots=True, eq=False)
class PartColumns:
    """One value per offer. ``score`` runs from 0 to 1 and is 0 where not ``known``; ``certainty``
    (0 to 1) says how much of the part's weight may count for the confidence.
    """

    score: NDArray[np.float32]
    known: NDArray[np.bool_]
    certainty: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        score: NDArray[np.float64],
        known: NDArray[np.bool_],
        certainty: NDArray[np.float64] | float = 1.0,
    ) -> PartColumns:
        kept = np.where(known, np.clip(score, 0.0, 1.0), 0.0).astype(np.float32)
        return cls(kept, known, np.where(known, certainty, 0.0).astype(np.float32))

    @classmethod
    def unknown(cls, offers: int) -> PartColumns:
        none = np.zeros(offers, np.float32)
        return cls(none, np.zeros(offers, bool), none)


Score = Callable[[Candidate, "OfferColumns"], PartColumns]
Explain = Callable[[Candidate, Offer, float | None], tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class ScorePart:
    """``explain`` gets the part's score for the pair, None where it is unknown."""

    name: str
    default_weight: float
    score: Score
    explain: Explain
