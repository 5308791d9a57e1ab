"""``flask evaluate match``: our order of CVs for an offer against that of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.core.evaluation import bootstrap, order
from app.core.evaluation.arrays import Reals
from app.core.evaluation.bootstrap import Interval
from app.core.evaluation.partial import moments, partial_correlation
from app.core.matching.candidate import candidate_from_profile
from app.core.matching.columns import OfferColumns
from app.core.matching.total import score_all
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.services.evaluation import match_bands
from app.services.evaluation.cache import Cache
from app.services.evaluation.match_bands import PairScores, suited_total
from app.services.evaluation.match_baselines import baselines, length_of
from app.services.evaluation.match_data import AskedOffer, MatchData, Shortlist, load
from app.services.evaluation.match_nearness import nearness_of_cvs
from app.services.evaluation.progress import Track, silent
from app.services.evaluation.reading import ReadCv
from app.services.evaluation.report import Figure, Headline, Report, Table
from app.services.evaluation.semantic import NO_MODEL, Meaning

PRODUCT = "product"
PARTIAL = "partial given length"
DEPTH = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One value per offer for each measure, and the sums behind the partial correlation."""

    by_offer: Mapping[str, Reals]
    moments: Reals


def run(folder: Path, meaning: Meaning, track: Track = silent, cache: Cache | None = None) -> Report:
    """Raises BadFile."""
    data = load(folder, track, cache)
    ours = score_pairs(data.cvs, data.offers, meaning)
    scores = {PRODUCT: ours.total, **baselines(data, meaning)}
    found = {name: measure(values, data) for name, values in scores.items()}
    return Report(
        name=f"Match of offers and CVs: {folder.name}",
        facts=_facts(data),
        tables=(_figures(found), _differences(found), *match_bands.tables(ours, data)),
        notes=() if meaning.semantic else (NO_MODEL,),
        headline=_headline(found),
    )


def score_pairs(cvs: Sequence[ReadCv], offers: Sequence[AskedOffer], meaning: Meaning) -> PairScores:
    columns = OfferColumns.from_offers([offer.offer for offer in offers])
    near = nearness_of_cvs(cvs, offers, meaning)
    found = PairScores.unknown(len(offers), len(cvs))
    for at, cv in enumerate(cvs):
        if cv.profile is not None:
            candidate = replace(candidate_from_profile(cv.profile, use_home_town=False), near=near[at])
            scores = score_all(candidate, columns, DEFAULT_WEIGHTS)
            found.total[:, at] = scores.total
            found.suited[:, at] = suited_total(scores, columns.skills.counts, DEFAULT_WEIGHTS)
    return found


def measure(scores: Reals, data: MatchData) -> Measured:
    lengths = length_of(data.cvs)
    rows = [
        _measure_one(values, shortlist, data, lengths)
        for values, shortlist in zip(scores, data.shortlists, strict=True)
    ]
    names = tuple(rows[0][0])
    return Measured(
        {name: np.array([values[name] for values, _ in rows]) for name in names},
        np.array([sums for _, sums in rows]),
    )


def _measure_one(
    scores: Reals, shortlist: Shortlist, data: MatchData, lengths: Reals
) -> tuple[dict[str, float], Reals]:
    ours, grades = scores[shortlist.rows], shortlist.grades
    other = scores[data.others]
    measures = {
        "Spearman": order.spearman(ours, grades),
        "pairwise accuracy": order.pairwise_accuracy(ours, grades),
        f"nDCG@{DEPTH}": order.ndcg(ours, order.exponential_gains(grades), DEPTH),
        "first choice": order.first_choice(ours, grades),
        "AUC other trades": order.auc(order.lowest_for_nan(ours), order.lowest_for_nan(other)),
    }
    sums = moments(ours, grades, lengths[shortlist.rows]) if len(grades) else np.zeros(6)
    return measures, sums


def _figures(found: Mapping[str, Measured]) -> Table:
    rows = {
        name: {
            **{measure: bootstrap.mean_interval(values) for measure, values in one.by_offer.items()},
            PARTIAL: bootstrap.interval(one.moments, partial_correlation),
        }
        for name, one in found.items()
    }
    return Table("mean over offers", rows)


def _differences(found: Mapping[str, Measured]) -> Table:
    ours = found[PRODUCT]
    rows = {f"{PRODUCT} - {name}": _against(ours, one) for name, one in found.items() if name != PRODUCT}
    return Table("paired difference", rows)


def _against(ours: Measured, theirs: Measured) -> dict[str, Figure]:
    by_measure: dict[str, Figure] = {
        name: bootstrap.paired_difference(values, theirs.by_offer[name])
        for name, values in ours.by_offer.items()
    }
    by_measure[PARTIAL] = bootstrap.difference(ours.moments, theirs.moments, partial_correlation)
    return by_measure


def _headline(found: Mapping[str, Measured]) -> Headline:
    spearman = {name: one.by_offer["Spearman"] for name, one in found.items()}
    means: dict[str, Interval] = {name: bootstrap.mean_interval(row) for name, row in spearman.items()}
    rival = max((name for name in means if name != PRODUCT), key=lambda name: means[name].value)
    difference = bootstrap.paired_difference(spearman[PRODUCT], spearman[rival])
    return Headline("Spearman", means[PRODUCT], rival, means[rival], difference)


def _facts(data: MatchData) -> dict[str, Figure]:
    refused = [cv for cv in data.cvs if cv.refusal]
    return {
        "offers": len(data.offers),
        "pairs in the file": data.pairs,
        "pairs used": data.used,
        "CVs": len(data.cvs),
        "CVs refused": len(refused),
        "CVs of other trades": len(data.others),
    }
