"""Many offers as arrays, one row each, ready to be scored at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from app.core.matching.arrays import Places
from app.core.matching.figures import UNKNOWN, Figures
from app.core.matching.inputs import Offer
from app.core.matching.language_column import LanguageColumn
from app.core.matching.place_column import PlaceColumn
from app.core.matching.skill_column import SkillColumn
from app.core.matching.title_column import TitleColumn

LEVEL_YEARS = {"entry": 0.0, "junior": 1.0, "mid": 3.0, "senior": 5.0, "lead": 8.0, "executive": 10.0}


@dataclass(frozen=True, slots=True, eq=False)
class OfferColumns:
    """Never changes: ``replaced`` and ``take`` give another one and share what stayed the same.

    ``years`` holds pairs: what the offer asks for, and 1 where it says so itself, 0 where that is
    the usual figure for its level. ``salaries`` holds triples: lower and upper bound in euros a
    year, and 1 where both bounds are given; a missing bound is filled from the other.
    """

    ids: Places
    skills: SkillColumn
    titles: TitleColumn
    places: PlaceColumn
    years: Figures
    salaries: Figures
    languages: LanguageColumn

    @classmethod
    @cache
    def empty(cls) -> OfferColumns:
        return cls(
            np.empty(0, np.int64),
            SkillColumn.empty(),
            TitleColumn.empty(),
            PlaceColumn.empty(),
            Figures.empty(2),
            Figures.empty(3),
            LanguageColumn.empty(),
        )

    @classmethod
    def from_offers(cls, offers: Iterable[Offer]) -> OfferColumns:
        """Of several offers with one id the last counts."""
        return cls.empty()._extended(_last_of_each(offers))

    def __len__(self) -> int:
        return len(self.ids)

    def replaced(self, offers: Iterable[Offer], removed: Iterable[int] = ()) -> OfferColumns:
        """Without the ids in ``removed``; ``offers`` come at the end, in place of those with their ids."""
        fresh = _last_of_each(offers)
        gone = np.array([*removed, *(offer.id for offer in fresh)], np.int64)
        stay = ~np.isin(self.ids, gone)
        kept = self if stay.all() else self.take(np.flatnonzero(stay))
        return kept._extended(fresh) if fresh else kept

    def take(self, rows: ArrayLike) -> OfferColumns:
        """The rows at these places, in this order. Raises IndexError, or ValueError when one comes twice."""
        chosen = np.arange(len(self))[np.asarray(rows, np.int64).reshape(-1)]
        if np.bincount(chosen).max(initial=0) > 1:
            raise ValueError("no offer can be taken twice")
        return OfferColumns(
            self.ids[chosen],
            self.skills.take(chosen),
            self.titles.take(chosen),
            self.places.take(chosen),
            self.years.take(chosen),
            self.salaries.take(chosen),
            self.languages.take(chosen),
        )

    def _extended(self, offers: Sequence[Offer]) -> OfferColumns:
        return OfferColumns(
            np.concatenate((self.ids, np.array([offer.id for offer in offers], np.int64))),
            self.skills.extended(offers),
            self.titles.extended([offer.title for offer in offers]),
            self.places.extended(offers),
            self.years.extended([_years(offer) for offer in offers]),
            self.salaries.extended([_salary(offer) for offer in offers]),
            self.languages.extended([offer.languages for offer in offers]),
        )


def _last_of_each(offers: Iterable[Offer]) -> list[Offer]:
    return list({offer.id: offer for offer in offers}.values())


def required_years(offer: Offer) -> float | None:
    """None when the offer says neither years nor level."""
    if offer.years_min is not None:
        return float(offer.years_min)
    return None if offer.level is None else LEVEL_YEARS[offer.level]


def _years(offer: Offer) -> tuple[float, float]:
    years = required_years(offer)
    return UNKNOWN if years is None else years, float(offer.years_min is not None)


def salary_bounds(offer: Offer) -> tuple[float, float] | None:
    """A missing bound is filled from the other; None when both are missing."""
    known = [float(bound) for bound in offer.salary_year_eur or () if bound is not None]
    return (known[0], known[-1]) if known else None


def _salary(offer: Offer) -> tuple[float, float, float]:
    low, high = salary_bounds(offer) or (UNKNOWN, UNKNOWN)
    return low, high, float(None not in (offer.salary_year_eur or ()))
