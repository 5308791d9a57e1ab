"""What holds for every candidate and every offer."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import RUNGS, Candidate, Offer
from app.core.matching.match import match
from app.core.matching.parts import PARTS
from app.core.matching.total import Scores, score_all
from app.core.matching.weights import Weights
from app.core.skills.lexicon import default_lexicon
from tests.core.matching.examples import SKILLS, candidates, checked, evidence, holding, offer_lists, offers

weight = st.integers(0, 50)
weights = (
    st.fixed_dictionaries({part.name: weight for part in PARTS})
    .filter(lambda by: sum(by.values()) > 0)
    .map(Weights)
)

STUFFED = evidence(*tuple(default_lexicon().skills)[::10], *SKILLS, rung="mentioned")


def total(candidate: Candidate, offer: Offer) -> float:
    return float(score_all(candidate, OfferColumns.from_offers([offer])).total[0])


def same(left: Scores, right: Scores, rows: slice | list[int] = slice(None)) -> bool:
    """To the last bit, NaN equal to NaN."""
    return np.array_equal(left.total, right.total[rows], equal_nan=True) and np.array_equal(
        left.confidence, right.confidence[rows]
    )


@checked
@given(candidates, offer_lists, weights)
def test_every_number_keeps_its_range(candidate: Candidate, offers_: list[Offer], weighing: Weights) -> None:
    scores = score_all(candidate, OfferColumns.from_offers(offers_), weighing)
    known = ~np.isnan(scores.total)
    assert ((scores.total[known] >= 0) & (scores.total[known] <= 100)).all()
    assert ((scores.confidence >= 0) & (scores.confidence <= 1)).all()
    assert (scores.confidence[~known] == 0).all()
    for part in scores.parts.values():
        assert ((part.score >= 0) & (part.score <= 1) & (part.certainty >= 0) & (part.certainty <= 1)).all()
        assert (part.score[~part.known] == 0).all()
        assert (part.certainty > 0).tolist() == part.known.tolist()


@checked
@given(candidates, offer_lists, weights)
def test_one_offer_alone_scores_as_among_others(
    candidate: Candidate, offers_: list[Offer], weighing: Weights
) -> None:
    together = score_all(candidate, OfferColumns.from_offers(offers_), weighing)
    for row, offer in enumerate(offers_):
        alone = score_all(candidate, OfferColumns.from_offers([offer]), weighing)
        assert same(alone, together, slice(row, row + 1))
        explained = match(candidate, offer, weighing)
        if explained.total is None:
            assert np.isnan(together.total[row])
        else:
            assert abs(explained.total - float(together.total[row])) <= 0.05 + 1e-6


@checked
@given(candidates, offer_lists, st.randoms(use_true_random=False))
def test_the_order_of_offers_does_not_matter(
    candidate: Candidate, offers_: list[Offer], dice: Random
) -> None:
    before = score_all(candidate, OfferColumns.from_offers(offers_))
    order = list(range(len(offers_)))
    dice.shuffle(order)
    after = score_all(candidate, OfferColumns.from_offers([offers_[at] for at in order]))
    assert same(after, before, order)


@checked
@given(candidates, offers())
def test_the_same_pair_gives_the_same_match(candidate: Candidate, offer: Offer) -> None:
    turned = replace(candidate, skills=dict(reversed(list(candidate.skills.items()))))
    assert match(candidate, offer) == match(turned, offer)


@checked
@given(candidates, offers(), st.sampled_from(SKILLS), st.sampled_from(RUNGS))
def test_one_more_skill_never_lowers_the_total(
    candidate: Candidate, offer: Offer, skill: str, rung: str
) -> None:
    wanting = replace(offer, required=(*offer.required, skill))
    without = replace(candidate, skills={k: v for k, v in candidate.skills.items() if k != skill})
    before, after = total(without, wanting), total(holding(without, skill, rung=rung), wanting)
    assert np.isnan(before) or after >= before


@checked
@given(candidates, offers(), st.sampled_from(SKILLS))
def test_better_proof_never_lowers_the_total(candidate: Candidate, offer: Offer, skill: str) -> None:
    totals = [total(holding(candidate, skill, rung=rung), offer) for rung in RUNGS]
    assert np.isnan(totals).all() or totals == sorted(totals)


@checked
@given(candidates, offers(), st.sampled_from(RUNGS[1:]))
def test_listing_every_skill_does_not_beat_evidence_of_those_asked(
    candidate: Candidate, offer: Offer, rung: str
) -> None:
    asked = (*offer.required, *offer.wished) or ("kite repair",)
    offer = replace(offer, required=asked)
    shown = match(replace(candidate, skills=evidence(*asked, rung=rung)), offer)
    stuffed = match(replace(candidate, skills=STUFFED), offer)
    assert (shown.total or 0) >= (stuffed.total or 0)
    assert shown.confidence >= stuffed.confidence


@checked
@given(offer_lists)
def test_a_blank_candidate_is_not_scored(offers_: list[Offer]) -> None:
    scores = score_all(Candidate(), OfferColumns.from_offers(offers_))
    assert np.isnan(scores.total).all()
    assert (scores.confidence == 0).all()


@checked
@given(candidates, offers(), weights, st.sampled_from((0.01, 3.0, 100.0)))
def test_only_the_proportions_of_the_weights_matter(
    candidate: Candidate, offer: Offer, weighing: Weights, factor: float
) -> None:
    columns = OfferColumns.from_offers([offer])
    scaled = Weights({name: value * factor for name, value in weighing.by_part.items()})
    before, after = score_all(candidate, columns, weighing), score_all(candidate, columns, scaled)
    np.testing.assert_allclose(before.total, after.total, rtol=1e-5)
    np.testing.assert_allclose(before.confidence, after.confidence, rtol=1e-5)


@checked
@given(candidates, offers())
def test_an_unknown_part_takes_no_share(candidate: Candidate, offer: Offer) -> None:
    """Leaving a part out by its weight, or because nothing is known, gives the same total."""
    silent = replace(offer, salary_year_eur=None)
    by_weight = score_all(
        candidate,
        OfferColumns.from_offers([offer]),
        Weights({"skills": 30, "title": 10, "location": 20, "experience": 25, "languages": 10}),
    )
    by_silence = score_all(candidate, OfferColumns.from_offers([silent]))
    np.testing.assert_allclose(by_weight.total, by_silence.total, rtol=1e-5)
    assert by_silence.confidence[0] <= by_weight.confidence[0] + 1e-6
