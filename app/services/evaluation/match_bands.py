"""What people say of the pairs in each band: of the skills alone, and when everything else about the job suits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.core.evaluation import bootstrap
from app.core.evaluation.arrays import Reals
from app.core.matching.arrays import Reals as Counts
from app.core.matching.outcome import BANDS, band_of
from app.core.matching.part import PartColumns
from app.core.matching.total import Scores, combined
from app.core.matching.weights import Weights
from app.services.evaluation.match_data import MatchData
from app.services.evaluation.report import Figure, Table

CONDITIONS = ("experience", "location", "salary")
NAMES = (*(name for name, _ in BANDS), "weak")


@dataclass(frozen=True, slots=True, eq=False)
class PairScores:
    """0 to 100 for every CV (column) and offer (row), NaN for a CV that was refused and where nothing could be
    compared. ``total`` is the product's; ``suited`` what it would be if place, pay and years were all that the offer
    and the person want.
    """

    total: Reals
    suited: Reals

    @classmethod
    def unknown(cls, offers: int, cvs: int) -> PairScores:
        return cls(np.full((offers, cvs), np.nan), np.full((offers, cvs), np.nan))


def suited_total(scores: Scores, asked_skills: Counts, weights: Weights) -> Reals:
    everywhere = np.ones(len(asked_skills))
    met = PartColumns.of(everywhere, everywhere > 0)
    found = combined({**scores.parts, **dict.fromkeys(CONDITIONS, met)}, asked_skills, weights).total
    return np.where(np.isnan(scores.total), np.nan, found).astype(np.float64)


def tables(scores: PairScores, data: MatchData) -> tuple[Table, Table]:
    return (
        Table("bands", _rows(scores.total, data)),
        Table("bands where place, pay and years suit", _rows(scores.suited, data)),
    )


def _rows(totals: Reals, data: MatchData) -> dict[str, dict[str, Figure]]:
    bands = np.vectorize(band_of, otypes=[object])(totals)
    return {name: _row(bands == name, data) for name in NAMES}


def _row(is_in: np.ndarray[tuple[int, int], np.dtype[np.bool_]], data: MatchData) -> dict[str, Figure]:
    graded = [
        (found.sum(), len(found), one.grades[found].sum())
        for found, one in ((is_in[at, one.rows], one) for at, one in enumerate(data.shortlists))
    ]
    pairs, of, grades = np.array(graded, np.float64).reshape(-1, 3).T
    others = is_in[:, data.others].astype(np.float64)
    return {
        "pairs": int(pairs.sum()),
        "share of pairs": _ratio(pairs, of),
        "mean grade": _ratio(grades, pairs),
        "share of other trades": bootstrap.mean_interval(others.mean(axis=1)) if len(data.others) else None,
    }


def _ratio(over: Reals, under: Reals) -> bootstrap.Interval:
    """Of sums over offers."""
    return bootstrap.interval(
        np.column_stack((over, under)),
        lambda sums: np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0),
    )
