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
        if not len(self.ids) or not job_ids:
            return {}
        order = np.argsort(self.ids)
        wanted = np.asarray(job_ids, np.int64)
        rows = order[np.minimum(np.searchsorted(self.ids, wanted, sorter=order), len(order) - 1)]
        return {
            int(job_id): (
                None if np.isnan(self.total[row]) else float(self.total[row]),
                float(self.confidence[row]),
            )
            for job_id, row in zip(wanted, rows, strict=True)
            if self.ids[row] == job_id
        }


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
