"""The filter values of all active offers as small columns: counts and facets by counting, not by SQL.

About 25 bytes an offer. Rows are in order of ``doc_id``, which is date order, so newest-first is
the end of the array. Immutable: a change gives a new index, readers keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.search.filters import Filters

CODED = ("country", "job_type", "contract_type", "experience_level", "remote", "source", "language")
ID_BITS = 31
ID_MASK = (1 << ID_BITS) - 1

Positions = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What the index keeps of an offer; ``codes`` follows ``CODED``, None where unknown.

    ``salary`` is euros a year (the top of the range), 0 where unknown.
    """

    doc_id: int
    codes: tuple[str | None, ...]
    salary: int


@dataclass(frozen=True, slots=True)
class Found:
    """``positions`` are rows of the index in ascending order; counts are by facet and value."""

    positions: Positions
    facets: Mapping[str, Mapping[str, int]]


class OfferIndex:
    def __init__(
        self,
        doc_ids: NDArray[np.int64],
        codes: NDArray[np.uint16],
        salaries: NDArray[np.int32],
        vocabularies: tuple[tuple[str, ...], ...],
    ) -> None:
        self.doc_ids = doc_ids
        self._codes = codes  # one row per facet; 0 is unknown, n is vocabularies[facet][n - 1]
        self.salaries = salaries
        self._vocabularies = vocabularies

    @classmethod
    def empty(cls) -> OfferIndex:
        return cls(
            np.empty(0, np.int64),
            np.empty((len(CODED), 0), np.uint16),
            np.empty(0, np.int32),
            ((),) * len(CODED),
        )

    def __len__(self) -> int:
        return len(self.doc_ids)

    @property
    def ids(self) -> NDArray[np.int64]:
        """Offer ids in index order."""
        return self.doc_ids & ID_MASK

    def updated(self, rows: Sequence[OfferRow], removed_ids: Iterable[int] = ()) -> OfferIndex:
        """A new index in which the offers of ``rows`` and ``removed_ids`` are replaced."""
        vocabularies = tuple(
            _grown(vocabulary, (row.codes[facet] for row in rows))
            for facet, vocabulary in enumerate(self._vocabularies)
        )
        numbers = [{value: n for n, value in enumerate(vocabulary, 1)} for vocabulary in vocabularies]
        doc_ids = np.array([row.doc_id for row in rows], np.int64)
        codes = np.array(
            [[numbers[facet].get(row.codes[facet] or "", 0) for row in rows] for facet in range(len(CODED))],
            np.uint16,
        ).reshape(len(CODED), len(rows))
        salaries = np.array([row.salary for row in rows], np.int32)
        gone = np.concatenate([doc_ids & ID_MASK, np.fromiter(removed_ids, np.int64)])
        kept = ~np.isin(self.ids, gone)
        all_ids = np.concatenate([self.doc_ids[kept], doc_ids])
        order = np.argsort(all_ids, kind="stable")
        return OfferIndex(
            all_ids[order],
            np.concatenate([self._codes[:, kept], codes], axis=1)[:, order],
            np.concatenate([self.salaries[kept], salaries])[order],
            vocabularies,
        )

    def everything(self) -> Positions:
        return np.arange(len(self.doc_ids), dtype=np.int64)

    def locate(self, doc_ids: NDArray[np.int64]) -> Positions:
        """Rows of the given ids, in their order; ids that the index does not hold are left out."""
        if not len(self.doc_ids) or not len(doc_ids):
            return np.empty(0, np.int64)
        rows = np.searchsorted(self.doc_ids, doc_ids)
        rows[rows == len(self.doc_ids)] = 0
        found: Positions = rows[self.doc_ids[rows] == doc_ids].astype(np.int64)
        return found

    def find(self, filters: Filters, candidates: Positions, first_day: int | None) -> Found:
        """Apply the filters to ``candidates`` and count each facet's values.

        A facet's own selection is left out of its counts: they say what choosing another value
        would give. ``first_day`` is the oldest day (since 1970) wanted.
        """
        base = self._base_mask(filters, candidates, first_day)
        masks = {
            facet: self._facet_mask(number, getattr(filters, facet), candidates)
            for number, facet in enumerate(CODED)
            if getattr(filters, facet)
        }
        facets = {
            facet: self._count(number, candidates, _all_of(base, masks, but=facet))
            for number, facet in enumerate(CODED)
        }
        mask = _all_of(base, masks)
        return Found(candidates if mask is None else candidates[mask], facets)

    def _base_mask(self, filters: Filters, candidates: Positions, first_day: int | None) -> Mask | None:
        masks: list[Mask] = []
        if first_day is not None:
            masks.append(self.doc_ids[candidates] >= (first_day << ID_BITS))
        if filters.with_salary or filters.salary_min:
            masks.append(self.salaries[candidates] >= max(filters.salary_min or 0, 1))
        return np.logical_and.reduce(masks) if masks else None

    def _facet_mask(self, number: int, values: Sequence[str], candidates: Positions) -> Mask:
        vocabulary = self._vocabularies[number]
        wanted = np.zeros(len(vocabulary) + 1, np.bool_)
        for value in values:
            if value in vocabulary:
                wanted[vocabulary.index(value) + 1] = True
        return wanted[self._codes[number][candidates]]  # type: ignore[no-any-return]

    def _count(self, number: int, candidates: Positions, mask: Mask | None) -> dict[str, int]:
        vocabulary = self._vocabularies[number]
        everything = len(candidates) == len(self.doc_ids)
        column = self._codes[number] if everything else self._codes[number][candidates]
        counts = np.bincount(column if mask is None else column[mask], minlength=len(vocabulary) + 1)
        return {value: int(count) for value, count in zip(vocabulary, counts[1:], strict=False) if count}


def _grown(vocabulary: tuple[str, ...], values: Iterable[str | None]) -> tuple[str, ...]:
    known = set(vocabulary)
    return vocabulary + tuple(sorted({value for value in values if value and value not in known}))


def _all_of(base: Mask | None, masks: Mapping[str, Mask], but: str | None = None) -> Mask | None:
    chosen = [mask for facet, mask in masks.items() if facet != but]
    if base is not None:
        chosen.append(base)
    return np.logical_and.reduce(chosen) if chosen else None
