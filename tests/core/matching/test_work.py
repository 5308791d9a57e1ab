"""Conditions around a job count as far as the work itself is what the person does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.matching.inputs import Candidate
from app.core.matching.match import match
from app.core.matching.part import PartColumns
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights
from app.core.matching.work import FULL_FROM, UNTOLD, weight_of_conditions
from tests.core.matching.examples import CANDIDATE, OFFER, evidence

# The same years, place and pay in another trade.
STRANGER = replace(CANDIDATE, skills=evidence("accounting", "Excel"), titles=("Comptable",))
WORK = {"skills", "title"}
shares = st.floats(0, 1, width=32)


def part(share: float | None) -> PartColumns:
    return PartColumns.unknown(1) if share is None else PartColumns.of(np.array([share]), np.array([True]))


def weight(skills: float | None, title: float | None, weights: Weights = DEFAULT_WEIGHTS) -> float:
    return float(weight_of_conditions({"skills": part(skills), "title": part(title)}, weights)[0])


def conditions(candidate: Candidate) -> float:
    return sum(part.points for part in match(candidate, OFFER).parts if part.name not in WORK)


def test_place_pay_and_years_do_not_make_a_good_match_of_another_trade() -> None:
    found = match(STRANGER, OFFER)
    known = {part.name: part.score for part in found.parts}
    assert min(known[name] or 0 for name in ("experience", "location", "salary")) > 0.9
    assert found.band == "weak"
    assert found.reasons[-1].code == "conditions_reduced"


def test_conditions_count_in_full_for_a_strong_match_of_the_work() -> None:
    skilled = replace(CANDIDATE, skills=evidence(*OFFER.required, *OFFER.wished, rung="proof"))
    found = match(skilled, OFFER)
    assert all(
        part.points == pytest.approx((part.score or 0) * part.max_points, abs=0.11) for part in found.parts
    )
    assert "conditions_reduced" not in {reason.code for reason in found.reasons}
    assert conditions(skilled) > conditions(CANDIDATE) > conditions(STRANGER)


def test_the_reason_says_the_share_that_is_left() -> None:
    found = match(STRANGER, OFFER)
    percent = found.reasons[-1].params["percent"]
    would = sum((part.score or 0) * part.max_points for part in found.parts if part.name not in WORK)
    assert conditions(STRANGER) == pytest.approx(would * float(percent) / 100, abs=0.5)


def test_where_no_skill_can_be_compared_the_reason_says_that() -> None:
    silent = replace(OFFER, required=(), wished=(), title="Luthier d'art")
    reason = match(CANDIDATE, silent).reasons[-1]
    assert (reason.code, reason.params) == ("conditions_unsure", {"percent": round(100 * UNTOLD / FULL_FROM)})


def test_no_reason_where_no_condition_has_points_to_lose() -> None:
    bare = replace(STRANGER, years=None, places=(), salary_year_eur=None, remote_ok=None)
    assert "conditions_reduced" not in {reason.code for reason in match(bare, OFFER).reasons}


@pytest.mark.parametrize(
    ("skills", "title", "expected"),
    [
        (0.0, 0.0, 0.0),
        (0.0, None, 0.0),
        (0.3, 0.0, 0.3 / FULL_FROM),
        (0.3, 1.0, (0.75 * 0.3 + 0.25) / FULL_FROM),
        (FULL_FROM, 0.0, 1.0),
        (1.0, None, 1.0),
        (None, None, UNTOLD / FULL_FROM),
        (None, 0.0, UNTOLD / FULL_FROM),
        (None, 1.0, (0.75 * UNTOLD + 0.25) / FULL_FROM),
    ],
)
def test_a_title_can_speak_for_the_work_but_not_against_it(
    skills: float | None, title: float | None, expected: float
) -> None:
    assert weight(skills, title) == pytest.approx(expected, rel=1e-6)


def test_who_weighs_neither_skills_nor_titles_gets_conditions_in_full() -> None:
    assert weight(0.0, 0.0, Weights({"location": 20})) == 1.0
    assert weight(0.0, 1.0, Weights({"location": 20, "title": 5})) == 1.0


@given(shares, shares, shares, shares)
def test_more_of_the_work_never_takes_from_the_conditions(
    one: float, two: float, three: float, four: float
) -> None:
    less, more = sorted((one, two))
    low, high = sorted((three, four))
    assert 0 <= weight(less, low) <= weight(more, high) <= 1
