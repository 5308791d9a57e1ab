"""Languages asked for against those that the CV lists. Counts only where an offer asks for one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import CEFR, Candidate, Offer
from app.core.matching.language_column import Demand, demands_in
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns
from app.core.matching.relations import FULL

NAME = "languages"
# In thousandths, by the number of CEFR levels that are missing; from three on the last.
BELOW = (FULL, 600, 300, 100)
LEVEL_UNKNOWN = 800  # the CV names the language and not how well it is spoken


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    """Mean over the languages asked for; unknown for a CV that lists none."""
    languages = columns.languages
    idle = languages.counts == 0
    if not candidate.languages:
        part = PartColumns.unknown(len(idle))
        return replace(part, idle=idle).spread(languages.distinct.index)
    worth = np.array([_worth(candidate, demand) for demand in languages.demands.keys], np.float64)
    held = languages.postings.sums(np.arange(len(worth)), worth)
    fit = held / (FULL * np.maximum(languages.counts, 1.0))
    return replace(PartColumns.of(fit, ~idle), idle=idle).spread(languages.distinct.index)


def _worth(candidate: Candidate, demand: Demand) -> int:
    code, level = demand
    if code not in candidate.languages:
        return 0
    has = candidate.languages[code]
    if not level:
        return FULL
    if has is None:
        return LEVEL_UNKNOWN
    missing = CEFR.index(level) - CEFR.index(has)
    return BELOW[min(max(missing, 0), len(BELOW) - 1)]


def explain(
    candidate: Candidate, offer: Offer, _columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    """Nothing where no language is asked for: the part is not missed then."""
    if not offer.languages:
        return ()
    if part_score is None:
        return (unknown(NAME, cv=False, offer=True),)
    demands = demands_in(offer.languages)
    spoken = sum(_worth(candidate, demand) == FULL for demand in demands)
    return (Reason("languages_covered", {"matched": spoken, "total": len(demands)}),)
