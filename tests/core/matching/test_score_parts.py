"""The rule of each part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.profile import Place
from app.core.matching.columns import LEVEL_YEARS, OfferColumns
from app.core.matching.geography import spot
from app.core.matching.inputs import LEVELS, RUNGS, Candidate, Offer
from app.core.matching.match import match
from app.core.matching.parts import PARTS
from app.core.matching.place_column import PlaceColumn
from app.core.matching.relations import BROADER_HELD, NARROWER_HELD, RELATED_HELD, RUNG_CREDIT, credits_of
from app.core.places import distance_km
from app.core.skills.lexicon import default_lexicon
from tests.core.matching.examples import checked, evidence


def scored(part: str, candidate: Candidate, offer: Offer) -> tuple[float, float] | None:
    """Score and certainty, None where unknown."""
    columns = OfferColumns.from_offers([offer])
    found = next(one for one in PARTS if one.name == part).score(candidate, columns)
    return (round(float(found.score[0]), 3), round(float(found.certainty[0]), 3)) if found.known[0] else None


def score(part: str, candidate: Candidate, offer: Offer) -> float:
    found = scored(part, candidate, offer)
    assert found is not None
    return found[0]


# Skills


def test_a_required_skill_weighs_three_wished_ones() -> None:
    offer = Offer(1, required=("kite repair",), wished=("lute making", "puppet surgery", "glacier reading"))
    required = score("skills", Candidate(skills=evidence("kite repair", rung="proof")), offer)
    wished = score("skills", Candidate(skills=evidence(*offer.wished, rung="proof")), offer)
    assert required == wished == 0.5


@pytest.mark.parametrize("rung", RUNGS)
def test_each_rung_has_its_factor(rung: str) -> None:
    asked = ("kite repair", "lute making", "puppet surgery", "glacier reading")
    assert score("skills", Candidate(skills=evidence(*asked, rung=rung)), Offer(1, required=asked)) == (
        pytest.approx(RUNG_CREDIT[rung] / 1000)
    )
    assert sorted(RUNG_CREDIT, key=RUNG_CREDIT.__getitem__) == list(RUNGS)


def test_the_lexicon_gives_partial_credit_both_ways() -> None:
    lexicon = default_lexicon()
    narrow = next(skill for skill in lexicon.skills.values() if skill.broader)
    assert narrow.broader is not None
    up, down = (
        credits_of(evidence(narrow.id, rung="proof")),
        credits_of(evidence(narrow.broader, rung="proof")),
    )
    assert NARROWER_HELD <= up[narrow.broader].points < 1000
    assert BROADER_HELD <= down[narrow.id].points < 1000
    sideways = next(skill for skill in lexicon.skills.values() if skill.related)
    other = sideways.related[0]
    assert credits_of(evidence(sideways.id, rung="proof"))[other].points >= RELATED_HELD
    assert credits_of(evidence(other, rung="proof"))[sideways.id].points >= RELATED_HELD


def test_a_skill_itself_always_earns_more_than_a_close_one() -> None:
    held = {**evidence("python", rung="mentioned"), **evidence("Django", rung="proof")}
    assert credits_of(held)["python"].held == "python"
    assert credits_of(held)["python"].points == RUNG_CREDIT["mentioned"]


# Experience


@checked
@given(st.floats(0, 40), st.floats(0, 40), st.floats(0, 30))
def test_more_years_never_hurt_up_to_what_is_asked(first: float, second: float, asked: float) -> None:
    fewer, more = sorted((min(first, asked), min(second, asked)))
    offer = Offer(1, years_min=asked)
    assert score("experience", Candidate(years=fewer), offer) <= score(
        "experience", Candidate(years=more), offer
    )


@pytest.mark.parametrize(
    ("has", "asked", "expected"),
    [(5, 5, 1.0), (10, 5, 1.0), (3, 5, 0.692), (0, 0, 1.0), (0, 2, 0.59), (0, 10, 0.138), (20, 0, 0.828)],
)
def test_years_against_years(has: float, asked: float, expected: float) -> None:
    assert scored("experience", Candidate(years=has), Offer(1, years_min=asked)) == (expected, 1.0)


def test_much_more_experience_costs_little() -> None:
    assert 0.8 <= score("experience", Candidate(years=45), Offer(1, level="entry")) < 0.9


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_stands_for_years_with_less_certainty(level: str) -> None:
    by_level = scored("experience", Candidate(years=4), Offer(1, level=level))
    by_years = scored("experience", Candidate(years=4), Offer(1, years_min=LEVEL_YEARS[level]))
    assert by_level is not None
    assert by_years is not None
    assert by_level[0] == by_years[0]
    assert by_level[1] < by_years[1]


def test_stated_years_go_before_the_level() -> None:
    assert scored("experience", Candidate(years=1), Offer(1, years_min=1, level="executive")) == (1.0, 1.0)


# Location


def wishing(*towns: tuple[str | None, str | None], **fields: object) -> Candidate:
    return Candidate(places=tuple(Place("", city, country) for city, country in towns), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wished", "offered", "low", "high"),
    [
        (("Lille", "FR"), ("Lille", "FR"), 1.0, 1.0),
        (("Lille", None), ("lille", "FR"), 1.0, 1.0),
        (("Lille", "FR"), ("Roubaix", "FR"), 0.9, 1.0),
        (("Paris", "FR"), ("Marseille", "FR"), 0.3, 0.3),
        (("Lille", "FR"), ("Tournai", "BE"), 0.6, 0.85),
        (("Lille", "FR"), ("Berlin", "DE"), 0.05, 0.05),
        ((None, "FR"), ("Marseille", "FR"), 1.0, 1.0),
        ((None, "FR"), ("Berlin", "DE"), 0.05, 0.05),
        (("Paris", "FR"), ("Paris", "US"), 0.05, 0.05),
        (("Munich", "DE"), ("München", "DE"), 1.0, 1.0),
        (("Nowhere on Sea", "GB"), ("Nowhere on Sea", "GB"), 1.0, 1.0),
        (("Nowhere on Sea", "GB"), ("Elsewhere on Sea", "GB"), 0.3, 0.3),
    ],
)  # fmt: skip
def test_towns_and_countries(
    wished: tuple[str | None, str | None], offered: tuple[str | None, str | None], low: float, high: float
) -> None:
    found = score("location", wishing(wished), Offer(1, city=offered[0], country=offered[1]))
    assert low <= found <= high


def test_no_part_of_a_name_is_a_town() -> None:
    assert score("location", wishing(("Sur", "FR")), Offer(1, city="Vitry-sur-Seine", country="FR")) < 0.5
    assert scored("location", wishing(("Ham", None)), Offer(1, city="Birmingham")) is None


def test_the_nearest_wish_counts() -> None:
    offer = Offer(1, city="Roubaix", country="FR")
    both = score("location", wishing(("Tunis", "TN"), ("Lille", "FR")), offer)
    assert both == score("location", wishing(("Lille", "FR")), offer)
    reason = match(wishing(("Tunis", "TN"), ("Lille", "FR")), offer).reasons[2]
    assert (reason.code, reason.params["wanted"]) == ("location_near", "Lille")


def test_a_right_country_without_a_town_is_half_certain() -> None:
    assert scored("location", wishing(("Lille", "FR")), Offer(1, country="FR")) == (0.6, 0.5)


def test_a_home_is_less_certain_than_a_wish() -> None:
    offer = Offer(1, city="Lille", country="FR")
    assert scored("location", wishing(("Lille", "FR")), offer) == (1.0, 1.0)
    assert scored("location", wishing(("Lille", "FR"), places_are_home=True), offer) == (1.0, 0.5)
    reasons = match(wishing(("Lille", "FR"), places_are_home=True), offer).reasons
    assert [reason.code for reason in reasons[2:4]] == ["location_same_city", "location_from_home"]


def test_hybrid_work_halves_the_way() -> None:
    onsite, hybrid = (
        Offer(1, city="Dunkerque", country="FR", remote=policy) for policy in ("onsite", "hybrid")
    )
    assert score("location", wishing(("Lille", "FR")), onsite) < score(
        "location", wishing(("Lille", "FR")), hybrid
    )


def test_remote_work() -> None:
    abroad = Offer(1, city="Berlin", country="DE", remote="remote")
    home = Offer(1, city="Marseille", country="FR", remote="remote")
    lille = wishing(("Lille", "FR"))
    keen, silent, averse = (replace(lille, remote_ok=ok) for ok in (True, None, False))
    assert [score("location", one, home) for one in (keen, silent, averse)] == [1.0, 0.7, 0.3]
    assert [score("location", one, abroad) for one in (keen, silent, averse)] == [0.8, 0.4, 0.05]
    assert match(keen, home).reasons[2].code == "location_remote"


def test_remote_work_alone_may_be_wished_for() -> None:
    anywhere = Candidate(remote_ok=True)
    found = [
        scored("location", anywhere, Offer(1, city="Lille", remote=policy))
        for policy in ("remote", "hybrid", "onsite")
    ]
    assert found == [(1.0, 1.0), (0.5, 1.0), (0.2, 1.0)]
    assert scored("location", anywhere, Offer(1, city="Lille")) is None
    assert match(anywhere, Offer(1, city="Lille", remote="onsite")).reasons[2].code == "location_not_remote"


@pytest.mark.parametrize(("here", "there"), [("Lille", "Paris"), ("Tunis", "Sfax"), ("Berlin", "London")])
def test_distances_agree_with_the_great_circle(here: str, there: str) -> None:
    column = PlaceColumn.empty().extended([Offer(1, city=there)])
    expected = distance_km(here, there)
    assert expected is not None
    assert float(column.kilometres(spot(here, None))[0]) == pytest.approx(expected, rel=0.002)


# Salary


@pytest.mark.parametrize(
    ("wish", "offer", "expected"),
    [
        ((40_000, None), (40_000, 40_000), 1.0),
        ((40_000, 45_000), (60_000, 80_000), 1.0),
        ((40_000, None), (38_000, 38_000), 0.7),
        ((40_000, None), (30_000, 40_000), 0.75),
        ((40_000, None), (20_000, 30_000), 0.35),
        ((40_000, None), (10_000, 20_000), 0.0),
        ((None, 50_000), (40_000, 40_000), 1.0),
    ],
)
def test_pay_against_pay(wish: tuple[float, float], offer: tuple[float, float], expected: float) -> None:
    assert scored("salary", Candidate(salary_year_eur=wish), Offer(1, salary_year_eur=offer)) == (
        expected,
        1.0,
    )


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        ((40_000, 46_000), "salary_fits"),
        ((36_000, 41_000), "salary_partly"),
        ((20_000, 30_000), "salary_below"),
    ],
)
def test_pay_in_words(offer: tuple[float, float], code: str) -> None:
    found = match(Candidate(salary_year_eur=(42_000, None)), Offer(1, salary_year_eur=offer))
    reason = next(reason for reason in found.reasons if reason.code.startswith("salary"))
    assert reason.code == code
    assert reason.params == {"low": offer[0], "high": offer[1], "wanted": 42_000}


@checked
@given(st.floats(1_000, 200_000), st.floats(0, 200_000), st.floats(0, 200_000), st.floats(0, 50_000))
def test_more_pay_is_never_worse(wish: float, low: float, width: float, more: float) -> None:
    candidate = Candidate(salary_year_eur=(wish, None))
    before = score("salary", candidate, Offer(1, salary_year_eur=(low, low + width)))
    after = score("salary", candidate, Offer(1, salary_year_eur=(low + more, low + width + more)))
    assert after >= before - 0.001


def test_one_bound_is_enough_and_less_certain() -> None:
    candidate = Candidate(salary_year_eur=(40_000, None))
    for bounds in ((42_000, None), (None, 42_000)):
        assert scored("salary", candidate, Offer(1, salary_year_eur=bounds)) == (1.0, 0.8)


@pytest.mark.parametrize("wish", [None, (None, None), (0, None), (0, 0), (1e-300, None)])
def test_no_wish_no_comparison(wish: tuple[float | None, float | None] | None) -> None:
    assert scored("salary", Candidate(salary_year_eur=wish), Offer(1, salary_year_eur=(1.0, 2.0))) is None


# Title


@pytest.mark.parametrize(
    ("wanted", "offered", "low", "high"),
    [
        ("Développeuse Java", "Senior Java Developer (m/f/d)", 1.0, 1.0),
        ("Comptable", "Buchhalterin (m/w/d)", 1.0, 1.0),
        ("Nurse", "Infirmier/ère D.E. - CDI", 1.0, 1.0),
        ("Data Engineer", "Data Engineer Snowflake - Lille H/F", 0.75, 0.95),
        ("Data Engineer", "Data Scientist", 0.3, 0.6),
        ("Data Engineer", "Boulanger", 0.0, 0.0),
        ("Luthier", "Luthiers d'art", 0.7, 1.0),
        ("Glaciologist", "Glaciologiste", 0.5, 1.0),
        ("Comptable", "Comptage de stocks", 0.0, 0.0),
        ("Luthier", "Lutteur", 0.0, 0.0),
    ],
)
def test_titles(wanted: str, offered: str, low: float, high: float) -> None:
    assert low <= score("title", Candidate(titles=(wanted,)), Offer(1, title=offered)) <= high


def test_two_words_like_one_wanted_word_do_not_count_twice() -> None:
    offer = Offer(1, title="Glaciologue Glaciologie Xylograf")
    assert 0.5 < score("title", Candidate(titles=("Glaciologist",)), offer) < 0.9


def test_the_best_of_several_titles_counts() -> None:
    offer = Offer(1, title="Boulanger")
    assert score("title", Candidate(titles=("Comptable", "Baker")), offer) == 1.0
    reason = match(Candidate(titles=("Comptable", "Baker")), offer).reasons[4]
    assert (reason.code, reason.params) == ("title_fits", {"title": "Boulanger", "wanted": "Baker"})


@pytest.mark.parametrize("empty", ["", "Stagiaire H/F", "2024", "😀 !!"])
def test_a_title_without_a_job_is_unknown(empty: str) -> None:
    assert scored("title", Candidate(titles=("Baker",)), Offer(1, title=empty)) is None
    assert scored("title", Candidate(titles=(empty,)), Offer(1, title="Baker")) is None
