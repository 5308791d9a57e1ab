"""Languages, and years of a skill, count where an offer asks for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, InvalidInput, Offer, SkillEvidence
from app.core.matching.match import match
from app.core.matching.outcome import Match
from app.core.matching.parts.languages import BELOW, LEVEL_UNKNOWN
from app.core.matching.total import score_all
from app.core.matching.weights import DEFAULT_WEIGHTS
from tests.core.matching.examples import CANDIDATE, OFFER, candidates, checked, evidence, near_by, offers


def language_score(has: dict[str, str | None], wants: dict[str, str | None]) -> float | None:
    part = match(replace(CANDIDATE, languages=has), replace(OFFER, languages=wants)).parts[-1]
    assert part.name == "languages"
    return None if part.score is None else round(part.score, 3)


@pytest.mark.parametrize(
    ("has", "wants", "expected"),
    [
        ({"de": "C1"}, {"de": "B2"}, 1.0),
        ({"de": "native"}, {"de": "C2"}, 1.0),
        ({"de": "B2"}, {"de": "C1"}, BELOW[1] / 1000),
        ({"de": "A1"}, {"de": "C2"}, BELOW[-1] / 1000),
        ({"de": None}, {"de": "C2"}, LEVEL_UNKNOWN / 1000),
        ({"de": None}, {"de": None}, 1.0),
        ({"fr": "native"}, {"de": "A1"}, 0.0),
        ({"fr": "native"}, {"de": "A1", "fr": "B2"}, 0.5),
        ({"fr": "native"}, {}, None),
        ({}, {"de": "A1"}, None),
    ],
)
def test_levels_against_levels(
    has: dict[str, str | None], wants: dict[str, str | None], expected: float | None
) -> None:
    assert language_score(has, wants) == expected


def test_an_offer_that_asks_for_no_language_is_as_without_the_part() -> None:
    without = DEFAULT_WEIGHTS.changed(languages=0)
    speaks = replace(CANDIDATE, languages={"fr": "C1"})
    found, plain = match(speaks, OFFER), match(speaks, OFFER, without)
    assert (found.total, found.confidence) == (plain.total, plain.confidence)
    assert not any(reason.code.startswith("languages") for reason in found.reasons)


def test_a_language_asked_for_and_not_told_lowers_the_confidence() -> None:
    wanting = replace(OFFER, languages={"de": "B2"})
    assert match(CANDIDATE, wanting).total == match(CANDIDATE, OFFER).total
    assert match(CANDIDATE, wanting).confidence < match(CANDIDATE, OFFER).confidence
    reasons = {reason.code: reason.params for reason in match(CANDIDATE, wanting).reasons}
    assert reasons["languages_unknown"] == {"side": "cv"}


def test_languages_in_words() -> None:
    found = match(
        replace(CANDIDATE, languages={"fr": "C1"}), replace(OFFER, languages={"de": None, "fr": "B2"})
    )
    reasons = {reason.code: reason.params for reason in found.reasons}
    assert reasons["languages_covered"] == {"matched": 1, "total": 2}


# Years


def with_years(has: float | None, asked: float, rung: str = "used") -> Match:
    held = {**evidence(*CANDIDATE.skills), "kite repair": SkillEvidence("kite repair", rung, (0,), has)}
    return match(replace(CANDIDATE, skills=held), replace(OFFER, skill_years={"kite repair": asked}))


def total(found: Match) -> float:
    assert found.total is not None
    return found.total


def test_fewer_years_than_asked_cost_a_little() -> None:
    totals = [total(with_years(has, 5)) for has in (0, 2, 5, 9)]
    assert totals[0] < totals[1] < totals[2] == totals[3]
    assert totals[2] == match(CANDIDATE, OFFER).total
    assert totals[2] - totals[0] < 7


def test_years_that_the_cv_does_not_tell_cost_half_of_that() -> None:
    untold = total(with_years(None, 5))
    assert total(with_years(0, 5)) < untold < total(with_years(5, 5))
    assert total(with_years(None, 0)) == total(with_years(5, 0))


def test_a_shortfall_is_told() -> None:
    reasons = {reason.code: reason.params for reason in with_years(1.5, 5).reasons}
    assert reasons["skill_years_short"] == {"skill": "kite repair", "years": 1.5, "required": 5}
    assert not any(reason.code == "skill_years_short" for reason in with_years(6, 5).reasons)


def test_years_of_a_skill_that_is_not_asked_for_do_not_matter() -> None:
    odd = replace(OFFER, skill_years={"cheese tasting": 9.0})
    assert match(CANDIDATE, odd) == match(CANDIDATE, OFFER)
    assert match(CANDIDATE, replace(OFFER, skill_years={"Python": 9.0})) == match(CANDIDATE, OFFER)


def test_another_spelling_of_a_skill_has_the_same_years() -> None:
    offer = Offer(1, required=("PostgreSQL", "a", "b", "c"), skill_years={"Postgres": 4.0})
    held = Candidate(skills={"postgresql": SkillEvidence("postgresql", "used", (), 1.0)})
    assert total(match(held, offer)) < total(match(held, replace(offer, skill_years={})))


@checked
@given(candidates, offers())
def test_years_never_raise_a_total(candidate: Candidate, offer: Offer) -> None:
    columns = OfferColumns.from_offers([offer, replace(offer, id=2, skill_years={})])
    asked, plain = score_all(candidate, columns).total.tolist()
    assert asked != asked or asked <= plain


def test_lines_that_come_near_do_not_depend_on_years() -> None:
    lines = replace(CANDIDATE, skills={}, near=near_by({"kite repair": 600}))
    assert match(lines, replace(OFFER, skill_years={"kite repair": 9.0})).total == match(lines, OFFER).total


@pytest.mark.parametrize("years", [-1.0, float("nan"), float("inf")])
def test_bad_years_are_refused(years: float) -> None:
    with pytest.raises(InvalidInput, match="skill_years"):
        Offer(1, skill_years={"python": years})
