"""From a profile to what is compared, and what may never be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.profile import (
    Contact,
    Education,
    Experience,
    JobTitle,
    LanguageSkill,
    Place,
    Profile,
    ProfileSkill,
    SalaryExpectation,
)
from app.core.matching.candidate import candidate_from_profile
from app.core.matching.inputs import Candidate, InvalidInput, Offer, SkillEvidence
from app.core.matching.match import match
from app.core.matching.money import year_eur
from app.core.matching.weights import DEFAULT_WEIGHTS, Weights
from tests.core.matching.examples import checked, offers

PROFILE = Profile(
    contact=Contact(
        "Amira Ben Salah", "amira@example.org", "+216 20 000 000", Place("12 rue X, Tunis", "Tunis", "TN")
    ),
    titles=(JobTitle("Développeuse Python", 1),),
    experiences=(
        Experience("Stagiaire", "A", date(2015, 1, 1), date(2015, 6, 1)),
        Experience("Data engineer", "B", date(2019, 1, 1), current=True),
        Experience("Vendeuse", "C", date(2016, 1, 1), date(2016, 9, 1)),
        Experience("Développeuse Python", "D", date(2017, 1, 1), date(2018, 12, 1)),
    ),
    education=(Education("master", "Informatique", year=2016),),
    languages=(LanguageSkill("ar", "native"), LanguageSkill("en", "B2")),
    skills=(ProfileSkill("python", (4, 9), 3.5), ProfileSkill("sql", (9,))),
    total_years=6.0,
    salary=SalaryExpectation(Decimal(3000), currency="TND", period="month"),
    language="fr",
)

names = st.text(max_size=20)
contacts = st.builds(
    Contact,
    name=st.none() | names,
    email=st.none() | names,
    phone=st.none() | names,
    place=st.builds(Place, text=names, city=st.just("Tunis"), country=st.just("TN")),
    links=st.lists(names, max_size=2).map(tuple),
)


@checked
@given(contacts, st.lists(st.integers(1950, 2030), max_size=2), offers())
def test_name_contact_and_age_cannot_move_a_score(
    contact: Contact, graduations: list[int], offer: Offer
) -> None:
    education = tuple(Education("master", "Informatique", year=year) for year in graduations)
    other = replace(PROFILE, contact=contact, education=education)
    assert candidate_from_profile(other) == candidate_from_profile(PROFILE)
    assert match(candidate_from_profile(other), offer) == match(candidate_from_profile(PROFILE), offer)


@checked
@given(
    st.none() | st.builds(Place, text=names, city=names, country=st.sampled_from(("FR", "DE", None))),
    offers(),
)
def test_with_a_wish_the_home_cannot_move_a_score(home: Place | None, offer: Offer) -> None:
    wishing = replace(PROFILE, desired_places=(Place("Lyon", "Lyon", "FR"),))
    moved = replace(wishing, contact=replace(wishing.contact, place=home))
    assert match(candidate_from_profile(moved), offer) == match(candidate_from_profile(wishing), offer)


@checked
@given(
    offers(),
    st.sampled_from((("Développeuse", "Développeur"), ("Infirmière", "Infirmier"), ("Bäckerin", "Bäcker"))),
)
def test_the_gender_of_a_title_cannot_move_a_score(offer: Offer, forms: tuple[str, str]) -> None:
    her, him = (candidate_from_profile(replace(PROFILE, desired_titles=(form,))) for form in forms)
    for title in (offer.title, *forms):
        wanted = replace(offer, title=title)
        assert match(her, wanted).total == match(him, wanted).total


def test_a_profile_becomes_a_candidate() -> None:
    candidate = candidate_from_profile(PROFILE)
    assert candidate.skills["python"] == SkillEvidence("python", "used", (4, 9), 3.5)
    assert candidate.skills["sql"].rung == "mentioned"
    assert candidate.years == 6.0
    assert candidate.titles == ("Développeuse Python", "Data engineer", "Vendeuse")
    assert (candidate.places, candidate.places_are_home) == ((Place("", "Tunis", "TN"),), True)
    assert candidate.remote_ok is None
    assert candidate.salary_year_eur is not None
    assert candidate.salary_year_eur[0] == pytest.approx(10_800)
    assert candidate.salary_year_eur[1] is None
    assert candidate.languages == {"ar": "native", "en": "B2", "fr": None}


def test_wishes_go_before_the_past() -> None:
    wishing = replace(
        PROFILE,
        desired_titles=("Data scientist",),
        desired_places=(Place("", "Lyon", "FR"),),
        remote_wanted=True,
    )
    candidate = candidate_from_profile(wishing)
    assert candidate.titles == ("Data scientist",)
    assert [place.city for place in candidate.places] == ["Lyon"]
    assert (candidate.places_are_home, candidate.remote_ok) == (False, True)
    assert candidate_from_profile(PROFILE, use_home_town=False).places == ()


def test_the_language_of_the_cv_is_no_list_of_languages() -> None:
    assert candidate_from_profile(replace(PROFILE, languages=())).languages == {}


def test_what_was_shown_outside_the_cv_raises_a_skill() -> None:
    candidate = candidate_from_profile(PROFILE, {"python": "mentioned", "sql": "quiz", "docker": "proof"})
    assert {name: skill.rung for name, skill in candidate.skills.items()} == {
        "python": "used",
        "sql": "quiz",
        "docker": "proof",
    }
    assert candidate.skills["sql"].lines == (9,)
    with pytest.raises(InvalidInput, match="rungs"):
        candidate_from_profile(PROFILE, {"python": "heard of"})


def test_an_empty_profile_is_a_blank_candidate() -> None:
    assert candidate_from_profile(Profile()) == Candidate()
    assert Candidate().is_blank
    assert not Candidate(remote_ok=False).is_blank


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"years": -1}, "years"),
        ({"years": float("nan")}, "years"),
        ({"years": float("inf")}, "years"),
        ({"salary_year_eur": (5.0, 4.0)}, "salary_year_eur"),
        ({"salary_year_eur": (float("nan"), None)}, "salary_year_eur"),
        ({"languages": {"fr": "fluent"}}, "languages"),
        ({"skills": {"sql": SkillEvidence("python")}}, "skills"),
    ],
)
def test_a_bad_candidate_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Candidate(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"level": "wizard"}, "level"),
        ({"remote": "moon"}, "remote"),
        ({"years_min": 1e300}, "years_min"),
        ({"salary_year_eur": (-1.0, None)}, "salary_year_eur"),
        ({"languages": {"fr": "C3"}}, "languages"),
    ],
)
def test_a_bad_offer_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Offer(1, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"skill": ""}, "skill"),
        ({"skill": "sql", "rung": "x"}, "rung"),
        ({"skill": "sql", "years": -2.0}, "years"),
    ],
)
def test_bad_evidence_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        SkillEvidence(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((30_000, 40_000, "EUR", "year"), (30_000, 40_000)),
        ((2_000, None, "eur", "month"), (24_000, None)),
        ((None, 20, "EUR", "hour"), (None, 33_000)),
        ((500, 400, "GBP", "day"), (102_080, 127_600)),
        ((0, -5, "EUR", "year"), None),
        ((1, 2, "XTS", "year"), None),
        ((1, 2, "EUR", "fortnight"), None),
    ],
)
def test_pay_in_euros_a_year(
    args: tuple[float, float, str, str], expected: tuple[float, float] | None
) -> None:
    assert year_eur(*args) == (expected if expected is None else pytest.approx(expected))


def test_rates_can_be_given() -> None:
    assert year_eur(10, None, "XTS", "year", {"XTS": 2.0}) == (20.0, None)


def test_default_weights() -> None:
    assert DEFAULT_WEIGHTS.by_part == {
        "skills": 30,
        "experience": 25,
        "location": 20,
        "salary": 15,
        "title": 10,
        "languages": 10,
    }
    assert DEFAULT_WEIGHTS.changed(skills=50)["skills"] == 50
    assert Weights({"title": 1})["skills"] == 0


@pytest.mark.parametrize(
    ("by_part", "message"),
    [
        ({"charm": 1}, "charm"),
        ({"skills": -1, "title": 5}, "skills"),
        ({"skills": float("nan")}, "skills"),
        ({"skills": 0}, "at least one"),
        ({}, "at least one"),
    ],
)
def test_bad_weights_are_refused(by_part: dict[str, float], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        Weights(by_part)
