"""What every part of the score gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.core.matching.arrays import Flags, Places, Reals, Results
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.outcome import Reason

if TYPE_CHECKING:
    from app.core.matching.columns import OfferColumns


@dataclass(frozen=True, slots=True, eq=False)
class PartColumns:
    """One value per offer. ``score`` runs from 0 to 1 and is 0 where not ``known``; ``certainty``
    (0 to 1) says how much of the part's weight may count for the confidence. Where ``idle`` the offer
    does not ask, and nobody misses the part; None is nowhere.
    """

    score: Results
    known: Flags
    certainty: Results
    idle: Flags | None = None

    @classmethod
    def of(cls, score: Reals, known: Flags, certainty: Reals | float = 1.0) -> PartColumns:
        """``certainty`` is above 0; score and certainty may be anything where not ``known``."""
        kept = np.minimum(np.maximum(score, 0.0), 1.0)
        return cls(
            np.where(known, kept, 0.0).astype(np.float32),
            known,
            np.where(known, certainty, 0.0).astype(np.float32),
        )

    @classmethod
    def unknown(cls, offers: int) -> PartColumns:
        none = np.zeros(offers, np.float32)
        return cls(none, np.zeros(offers, bool), none)

    def spread(self, index: Places) -> PartColumns:
        """From one value per distinct answer to one per offer."""
        certainty = self.certainty.take(index)
        idle = None if self.idle is None else self.idle.take(index)
        return PartColumns(self.score.take(index), certainty > 0, certainty, idle)


Score = Callable[[Candidate, "OfferColumns"], PartColumns]
Explain = Callable[[Candidate, Offer, "OfferColumns", float | None], tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class ScorePart:
    """``explain`` gets an offer, its columns of one row, and the part's score, None where unknown."""

    name: str
    default_weight: float
    score: Score
    explain: Explain
