"""One pair with its reasons."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from pydantic import TypeAdapter

from app.core.cv.profile import Place
from app.core.matching.inputs import Candidate, Offer, SkillEvidence
from app.core.matching.match import DEAL_BREAKERS, GAIN_RUNG, REASONS, Match, band_of, match
from app.core.matching.weights import DEFAULT_WEIGHTS
from tests.core.matching.examples import CANDIDATE, OFFER, candidates, checked, evidence, holding, offers

KNOWN = [(77.7, 0.95), (65.5, 0.85), (32.2, 0.95), (0.0, 0.05)]  # total and confidence


def codes(found: Match) -> list[str]:
    return [reason.code for reason in found.reasons]


def params(found: Match, code: str) -> dict[str, object]:
    return next(dict(reason.params) for reason in found.reasons if reason.code == code)


def test_nothing_against_nothing_cannot_be_told() -> None:
    found = match(Candidate(), Offer(1))
    assert (found.total, found.band, found.confidence) == (None, "unknown", 0.0)
    assert [part.score for part in found.parts] == [None] * 6
    assert {reason.params["side"] for reason in found.reasons} == {"both"}


def test_a_match_says_what_is_held_and_what_is_missing() -> None:
    found = match(CANDIDATE, OFFER)
    assert [(skill.skill, skill.via, skill.lines) for skill in found.matched] == [
        ("kite repair", None, (0,)),
        ("lute making", None, (1,)),
        ("glacier reading", None, (2,)),
    ]
    assert [(skill.skill, skill.required) for skill in found.missing] == [
        ("puppet surgery", True),
        ("sworn beekeeping", False),
    ]
    assert found.missing[0].gain > found.missing[1].gain > 0
    assert params(found, "required_covered") == {"matched": 2, "total": 3}
    assert params(found, "wished_covered") == {"matched": 1, "total": 2}


def test_a_close_skill_counts_in_part_and_is_named() -> None:
    offer = Offer(1, required=("Python", "kite repair", "lute making", "puppet surgery"))
    found = match(Candidate(skills=evidence("Django")), offer)
    (held,) = found.matched
    assert (held.skill, held.via, held.rung) == ("Python", "Django", "used")
    assert params(found, "required_covered") == {"matched": 0, "total": 4}
    assert params(found, "skills_close") == {"count": 1}
    assert held.gain > 0
    exact = match(Candidate(skills=evidence("python")), offer)
    assert exact.matched[0].via is None
    assert exact.total is not None
    assert found.total is not None
    assert exact.total > found.total > 0


def test_skills_are_the_same_by_any_of_their_names() -> None:
    offer = Offer(1, required=("PostgreSQL", "postgresql", "Postgres"))
    found = match(Candidate(skills=evidence("postgresql")), offer)
    assert [skill.skill for skill in found.matched] == ["PostgreSQL"]
    assert found.missing == ()


def test_a_skill_required_and_wished_is_required() -> None:
    found = match(CANDIDATE, Offer(1, required=("puppet surgery",), wished=("puppet surgery", "lute making")))
    assert [(skill.skill, skill.required) for skill in found.missing] == [("puppet surgery", True)]


@checked
@given(candidates, offers())
def test_points_add_up_to_the_total(candidate: Candidate, offer: Offer) -> None:
    found = match(candidate, offer)
    assert round(sum(part.points for part in found.parts), 1) == (found.total or 0.0)
    for part in found.parts:
        assert 0 <= part.points <= part.max_points + 0.1
        assert (part.max_points == 0) == (part.score is None)


@checked
@given(candidates, offers())
def test_a_gain_is_what_holding_the_skill_brings(candidate: Candidate, offer: Offer) -> None:
    found = match(candidate, offer)
    partly = [(skill.skill, skill.gain) for skill in found.matched if skill.via]
    for skill, gain in (*((skill.skill, skill.gain) for skill in found.missing), *partly):
        after = match(holding(candidate, skill, rung=GAIN_RUNG), offer)
        if found.total is not None and after.total is not None:
            assert gain >= 0
            assert gain == pytest.approx(after.total - found.total, abs=0.11)


@checked
@given(candidates, offers())
def test_reasons_are_declared_with_their_parameters(candidate: Candidate, offer: Offer) -> None:
    found = match(candidate, offer)
    for reason in found.reasons:
        assert set(reason.params) == set(REASONS[reason.code])
    for reason in found.deal_breakers:
        assert set(reason.params) == set(DEAL_BREAKERS[reason.code])


@checked
@given(candidates, offers())
def test_unknown_parts_say_so_and_known_ones_do_not(candidate: Candidate, offer: Offer) -> None:
    found = match(candidate, offer)
    asked = [part for part in found.parts if part.name != "languages" or offer.languages]
    unknown = {f"{part.name}_unknown" for part in asked if part.score is None}
    assert {code for code in codes(found) if code.endswith("_unknown")} == unknown


@checked
@given(candidates, offers())
def test_a_match_survives_storage(candidate: Candidate, offer: Offer) -> None:
    adapter = TypeAdapter(Match)
    found = match(candidate, offer)
    assert adapter.validate_python(json.loads(json.dumps(adapter.dump_python(found, mode="json")))) == found


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (100.0, "strong"),
        (75.0, "strong"),
        (74.96, "strong"),
        (74.9, "good"),
        (60.0, "good"),
        (59.9, "fair"),
        (40.0, "fair"),
        (39.9, "weak"),
        (0.0, "weak"),
        (None, "unknown"),
        (float("nan"), "unknown"),
    ],
)
def test_bands(total: float | None, band: str) -> None:
    assert band_of(total) == band


def test_little_to_compare_is_never_a_strong_match() -> None:
    assert [band_of(90.0, confidence) for confidence in (0.9, 0.4, 0.39, 0.0)] == [
        "strong", "strong", "good", "good",
    ]  # fmt: skip
    assert (band_of(70.0, 0.1), band_of(50.0, 0.1), band_of(10.0, 0.1)) == ("good", "fair", "weak")


def test_evidence_beyond_a_mention_is_counted() -> None:
    mentioned = match(Candidate(skills=evidence("kite repair", rung="mentioned")), OFFER)
    assert "skills_proven" not in codes(mentioned)
    assert params(match(CANDIDATE, OFFER), "skills_proven") == {"count": 3}


def test_a_long_list_without_evidence_lowers_the_confidence() -> None:
    short = replace(CANDIDATE, skills=evidence(*(f"craft {n}" for n in range(60)), rung="mentioned"))
    long = holding(short, *(f"trade {n}" for n in range(60)), rung="mentioned")
    assert match(long, OFFER).confidence < match(short, OFFER).confidence
    assert params(match(long, OFFER), "skills_unproven") == {"count": 120}
    assert "skills_unproven" not in codes(match(short, OFFER))


def test_few_asked_skills_give_little_certainty() -> None:
    one, four = (
        Offer(1, required=tuple(CANDIDATE.skills)[:n] + ("puppet surgery",) * (n > 3)) for n in (1, 4)
    )
    held = Candidate(skills=evidence(*CANDIDATE.skills, "puppet surgery", rung="proof"))
    assert (match(held, one).total, match(held, four).total) == (62.5, 100.0)
    assert match(held, one).confidence < match(held, four).confidence
    none_held = Candidate(skills=evidence("sworn beekeeping"))
    assert (match(none_held, one).total, match(none_held, four).total) == (37.5, 0.0)
    assert params(match(held, one), "skills_few_asked") == {"count": 1}


def test_no_recognised_skill_scores_nothing_but_says_little() -> None:
    silent = replace(CANDIDATE, skills={})
    part = match(silent, OFFER).parts[0]
    assert part.score == 0
    assert match(silent, OFFER).confidence < match(CANDIDATE, OFFER).confidence


def languages(
    has: dict[str, str | None], wants: dict[str, str | None]
) -> list[tuple[str, dict[str, object]]]:
    found = match(replace(CANDIDATE, languages=has), replace(OFFER, languages=wants))
    return [(reason.code, dict(reason.params)) for reason in found.deal_breakers]


def test_a_language_that_is_missing_or_too_weak() -> None:
    assert languages({"fr": "native"}, {"de": "B2"}) == [
        ("language_missing", {"language": "de", "level": "B2"})
    ]
    assert languages({"de": "A2"}, {"de": "B2"}) == [
        ("language_below", {"language": "de", "level": "B2", "has": "A2"})
    ]
    assert languages({"de": "native"}, {"de": "C2"}) == []
    assert languages({"de": None}, {"de": "C2"}) == []
    assert languages({}, {"de": "C2"}) == []


def test_other_deal_breakers() -> None:
    def broken(candidate: Candidate, offer: Offer) -> list[str]:
        return [reason.code for reason in match(candidate, offer).deal_breakers]

    berlin = replace(OFFER, city="Berlin", country="DE")
    assert broken(CANDIDATE, OFFER) == []
    assert broken(CANDIDATE, berlin) == ["country_not_wished"]
    assert broken(replace(CANDIDATE, places_are_home=True), berlin) == []
    assert broken(CANDIDATE, replace(berlin, remote="remote")) == []
    assert broken(CANDIDATE, replace(OFFER, city="Tournai", country="BE")) == []
    assert broken(CANDIDATE, replace(OFFER, salary_year_eur=(20_000.0, 31_000.0))) == ["salary_far_below"]
    assert broken(replace(CANDIDATE, remote_ok=False), replace(OFFER, remote="remote")) == ["remote_refused"]


def test_deal_breakers_leave_the_total_alone() -> None:
    speaks = replace(CANDIDATE, languages={"fr": None})
    wanting, weights = replace(OFFER, languages={"de": "C2"}), DEFAULT_WEIGHTS.changed(languages=0)
    assert match(speaks, wanting, weights).deal_breakers
    assert match(speaks, wanting, weights).total == match(CANDIDATE, OFFER, weights).total


def test_known_totals_stay() -> None:
    """Another result for these is another scorer: say why in the change log."""
    home = replace(CANDIDATE, places=(Place("", "Lyon", "FR"),), places_are_home=True)
    proven = replace(CANDIDATE, skills={"kite repair": SkillEvidence("kite repair", "proof")}, years=1.0)
    far = replace(OFFER, city="Marseille", level="senior", salary_year_eur=(30_000.0, 36_000.0))
    pairs = [(CANDIDATE, OFFER), (home, OFFER), (proven, far), (CANDIDATE, Offer(1, title="Buchhalter"))]
    found = [match(candidate, offer) for candidate, offer in pairs]
    assert [(one.total, one.confidence) for one in found] == KNOWN
    assert [part.weight for part in found[0].parts] == list(DEFAULT_WEIGHTS.by_part.values())
