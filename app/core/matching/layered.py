"""Many offers of which few change: columns that stay as they are, and beside them what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.core.matching.arrays import Flags, Places, Results
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.total import score_all
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights

FEWEST_CHANGES = 1_000  # below this folding never pays
MOST_CHANGES = 20_000
SHARE_CHANGED = 8


@dataclass(frozen=True, slots=True, eq=False)
class LayeredColumns:
    """Never changes: ``replaced`` gives another one at the cost of what changed, not of all there is.

    A row of ``base`` counts where it ``stays``; ``changed`` are the offers of ``recent`` by id.
    """

    base: OfferColumns
    stays: Flags
    changed: Mapping[int, Offer]
    recent: OfferColumns

    @classmethod
    def on(cls, base: OfferColumns, stays: Flags | None = None) -> LayeredColumns:
        """Nothing changed but what is gone, where not ``stays``."""
        return cls(base, np.ones(len(base), bool) if stays is None else stays, {}, OfferColumns.empty())

    @classmethod
    def of(cls, offers: Iterable[Offer]) -> LayeredColumns:
        return cls.on(OfferColumns.from_offers(offers))

    def __len__(self) -> int:
        return int(self.stays.sum()) + len(self.recent)

    @property
    def ids(self) -> Places:
        """Of the offers that count, in the order of ``totals``."""
        return np.concatenate((self.base.ids[self.stays], self.recent.ids))

    @property
    def is_heavy(self) -> bool:
        """Whether so much changed that ``folded`` pays."""
        changes = max(len(self.changed), int(np.count_nonzero(~self.stays)))
        return changes > min(max(FEWEST_CHANGES, len(self.base) // SHARE_CHANGED), MOST_CHANGES)

    def replaced(self, offers: Iterable[Offer], removed: Iterable[int] = ()) -> LayeredColumns:
        """Without the ids in ``removed``; ``offers`` come in place of those with their ids."""
        fresh = {offer.id: offer for offer in offers}
        gone = {*removed, *fresh}
        stays = self.stays & ~np.isin(self.base.ids, np.fromiter(gone, np.int64, len(gone)))
        changed = {id_: offer for id_, offer in self.changed.items() if id_ not in gone} | fresh
        return LayeredColumns(
            self.base, stays, changed, self.recent.replaced(fresh.values(), gone - set(fresh))
        )

    def folded(self) -> OfferColumns:
        """The same offers in one layer."""
        return self.base.replaced(self.changed.values(), self.base.ids[~self.stays].tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """By offer: ``total`` from 0 to 100, NaN where nothing could be compared, ``confidence`` from 0 to 1."""

    ids: Places
    total: Results
    confidence: Results

    def of(self, job_ids: Sequence[int]) -> dict[int, tuple[float | None, float]]:
        """(total, confidence) by offer for the ids that are known."""
        rows, known = self._find(np.asarray(job_ids, np.int64))
        return {
            int(self.ids[row]): (
                None if np.isnan(self.total[row]) else float(self.total[row]),
                float(self.confidence[row]),
            )
            for row in rows[known]
        }

    def in_order(self, ids: Places) -> Totals:
        """Of these offers: NaN with confidence 0 for those that are not known."""
        total, confidence = np.full(len(ids), np.nan, np.float32), np.zeros(len(ids), np.float32)
        rows, known = self._find(ids)
        total[known], confidence[known] = self.total[rows[known]], self.confidence[rows[known]]
        return Totals(ids, total, confidence)

    def _find(self, ids: Places) -> tuple[Places, Flags]:
        """The row of each, and whether there is one."""
        if not len(self.ids):
            return np.zeros(len(ids), np.int64), np.zeros(len(ids), bool)
        order = np.argsort(self.ids)
        rows = order[np.minimum(np.searchsorted(self.ids, ids, sorter=order), len(order) - 1)]
        return rows, self.ids[rows] == ids


def totals(candidate: Candidate, columns: LayeredColumns, weights: Weights = DEFAULT_WEIGHTS) -> Totals:
    """No offer changes the score of another, so both layers are scored for themselves."""
    base = score_all(candidate, columns.base, weights)
    recent = score_all(candidate, columns.recent, weights)
    stays = columns.stays
    return Totals(
        columns.ids,
        np.concatenate((base.total[stays], recent.total)),
        np.concatenate((base.confidence[stays], recent.confidence)),
    )
