"""How well all open offers fit one CV, in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

BEST: Final = 20
GOOD: Final = 70.0  # on the scale of totals, 0 to 100


@dataclass(frozen=True, slots=True)
class Standing:
    """``best_mean`` is the mean of the ``BEST`` highest totals (of fewer where there are fewer), None where nothing
    could be compared. ``good_offers`` reached ``GOOD`` as totals are shown; ``offers`` were compared."""

    best_mean: float | None
    good_offers: int
    offers: int


def standing(totals: NDArray[np.float32]) -> Standing:
    """``totals`` are 0 to 100, nan where nothing could be compared."""
    known = totals[~np.isnan(totals)].astype(np.float64)
    if not len(known):
        return Standing(None, 0, 0)
    best = np.partition(known, len(known) - min(BEST, len(known)))[-BEST:]
    good = int(np.count_nonzero(np.round(known, 1) >= GOOD))
    return Standing(round(float(best.mean()), 1), good, len(known))
