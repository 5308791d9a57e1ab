"""Correlation of score and grade that is left when a third quantity is held still."""

from __future__ import annotations

import numpy as np

from app.core.evaluation.arrays import Reals
from app.core.evaluation.order import ranks

_PAIRS = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))


def moments(scores: Reals, grades: Reals, control: Reals) -> Reals:
    """The six sums of products of one group, to be added up over groups. Scores and grades count as
    ranks scaled to the size of the group, the control as it is; each around its mean in the group."""
    columns = (ranks(scores) / len(scores), ranks(grades) / len(grades), control)
    centred = [column - column.mean() for column in columns]
    return np.array([centred[one] @ centred[other] for one, other in _PAIRS])


def partial_correlation(sums: Reals) -> Reals:
    """(r_xy - r_xz r_yz) / sqrt((1 - r_xz^2)(1 - r_yz^2)), one for each row of summed moments; NaN where
    score or grade never vary, the plain correlation where the control does not."""
    xx, yy, zz, xy, xz, yz = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        r_xy = xy / np.sqrt(xx * yy)
        r_xz = np.where(zz > 0, xz / np.sqrt(xx * zz), 0.0)
        r_yz = np.where(zz > 0, yz / np.sqrt(yy * zz), 0.0)
        found: Reals = (r_xy - r_xz * r_yz) / np.sqrt((1 - r_xz**2) * (1 - r_yz**2))
    return np.where(np.isfinite(found), np.clip(found, -1.0, 1.0), np.nan)
