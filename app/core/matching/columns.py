"""Many offers as arrays, one row each, ready to be scored at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.core.matching.inputs import Offer
from app.core.matching.place_column import PlaceColumn
from app.core.matching.ragged import Int64
from app.core.matching.skill_column import SkillColumn
from app.core.matching.title_column import TitleColumn

LEVEL_YEARS = {"entry": 0.0, "junior": 1.0, "mid": 3.0, "senior": 5.0, "lead": 8.0, "executive": 10.0}

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class OfferColumns:
    """Never changes: ``replaced`` and ``take`` give another one and share what stayed the same.

    ``years`` is what the offer asks for, NaN when unknown; without ``years_stated`` it is the
    usual figure for the level. ``salary_low`` and ``salary_high`` are euros a year, NaN when
    unknown; when one bound is missing both hold the other and ``salary_half`` is true.
    """

    ids: Int64
    skills: SkillColumn
    titles: TitleColumn
    places: PlaceColumn
    years: Floats
    years_stated: NDArray[np.bool_]
    salary_low: Floats
    salary_high: Floats
    salary_half: NDArray[np.bool_]

    @classmethod
    def empty(cls) -> OfferColumns:
        numbers, flags = np.empty(0, np.float32), np.empty(0, bool)
        return cls(
            np.empty(0, np.int64),
            SkillColumn.empty(),
            TitleColumn.empty(),
            PlaceColumn.empty(),
            numbers,
            flags,
            numbers,
            numbers,
            flags,
        )

    @classmethod
    def from_offers(cls, offers: Iterable[Offer]) -> OfferColumns:
        """Of several offers with one id the last counts."""
        return cls.empty().replaced(offers)

    def __len__(self) -> int:
        return len(self.ids)

    def replaced(self, offers: Iterable[Offer], removed: Iterable[int] = ()) -> OfferColumns:
        """Without the ids in ``removed``; ``offers`` come at the end, in place of those with their ids."""
        fresh = list({offer.id: offer for offer in offers}.values())
        gone = np.array([*removed, *(offer.id for offer in fresh)], np.int64)
        stay = ~np.isin(self.ids, gone)
        kept = self if stay.all() else self.take(np.flatnonzero(stay))
        return kept._extended(fresh) if fresh else kept

    def take(self, rows: ArrayLike) -> OfferColumns:
        """The rows at these places, in this order. Raises IndexError."""
        chosen = np.asarray(rows, np.int64)
        return OfferColumns(
            self.ids[chosen],
            self.skills.take(chosen),
            self.titles.take(chosen),
            self.places.take(chosen),
            self.years[chosen],
            self.years_stated[chosen],
            self.salary_low[chosen],
            self.salary_high[chosen],
            self.salary_half[chosen],
        )

    def _extended(self, offers: Sequence[Offer]) -> OfferColumns:
        low, high = np.array([_bounds(offer) for offer in offers], np.float32).reshape(-1, 2).T
        half = [offer.salary_year_eur is not None and None in offer.salary_year_eur for offer in offers]
        return OfferColumns(
            _joined(self.ids, [offer.id for offer in offers]),
            self.skills.extended(offers),
            self.titles.extended([offer.title for offer in offers]),
            self.places.extended(offers),
            _joined(self.years, [required_years(offer) for offer in offers]),
            _joined(self.years_stated, [offer.years_min is not None for offer in offers]),
            _joined(self.salary_low, low),
            _joined(self.salary_high, high),
            _joined(self.salary_half, half),
        )


def required_years(offer: Offer) -> float:
    """NaN when the offer says neither years nor level."""
    if offer.years_min is not None:
        return offer.years_min
    return float("nan") if offer.level is None else LEVEL_YEARS[offer.level]


def _bounds(offer: Offer) -> tuple[float, float]:
    low, high = offer.salary_year_eur or (None, None)
    known = [float(bound) for bound in (low, high) if bound is not None]
    return (known[0], known[-1]) if known else (float("nan"), float("nan"))


def _joined(column: NDArray[Any], values: ArrayLike) -> NDArray[Any]:
    return np.concatenate((column, np.asarray(values, column.dtype)))
