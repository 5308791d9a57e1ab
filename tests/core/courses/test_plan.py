"""The plan against the best one there is, found by trying all."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.courses.plan import Choice, Gap, Plan, plan
from app.core.courses.taught import MOST_TAGS, taught_skills

SKILLS = "abcdef"
gaps_of_offers = st.lists(
    st.builds(Gap, st.integers(1, 4), st.sampled_from(SKILLS), st.booleans()),
    max_size=14,
    unique_by=lambda gap: (gap.offer, gap.skill),
)
some_choices = st.lists(
    st.builds(
        Choice,
        st.integers(1, 50),
        st.sampled_from([0.5, 1, 2, 3, 7.5, 20, 120]),
        st.frozensets(st.sampled_from(SKILLS), max_size=4),
    ),
    max_size=7,
    unique_by=lambda choice: choice.course,
)


def closable(gaps: list[Gap], choices: list[Choice]) -> set[tuple[int, str]]:
    taught = frozenset().union(*(choice.skills for choice in choices))
    return {(gap.offer, gap.skill) for gap in gaps if gap.skill in taught}


def fewest_hours(gaps: list[Gap], choices: list[Choice]) -> float:
    wanted = {skill for _offer, skill in closable(gaps, choices)}
    every = chain.from_iterable(combinations(choices, count) for count in range(len(choices) + 1))
    return min(
        sum(choice.hours for choice in chosen)
        for chosen in every
        if wanted <= frozenset().union(*(choice.skills for choice in chosen))
    )


def courses(found: Plan) -> list[int]:
    return [step.course for step in found.steps]


@given(gaps_of_offers, some_choices)
def test_what_any_course_closes_is_closed_once_and_the_rest_is_named(gaps, choices) -> None:
    found = plan(gaps, choices)
    closed = [skill for step in found.steps for skill in step.closes]
    assert len(closed) == len(set(closed))
    assert set(closed) == {skill for _offer, skill in closable(gaps, choices)}
    assert set(found.open_skills) == {gap.skill for gap in gaps} - set(closed)
    assert found.hours == pytest.approx(sum(step.hours for step in found.steps))
    by_number = {choice.course: choice for choice in choices}
    for step in found.steps:
        assert set(step.closes) <= by_number[step.course].skills
        assert set(step.offers) == {gap.offer for gap in gaps if gap.skill in step.closes}


@given(gaps_of_offers, some_choices)
def test_it_costs_at_most_what_the_bound_says(gaps, choices) -> None:
    found = plan(gaps, choices)
    assert found.bound >= 1
    assert found.hours <= found.bound * fewest_hours(gaps, choices) + 1e-6


@given(gaps_of_offers, some_choices, st.randoms(use_true_random=False))
def test_order_does_not_matter(gaps, choices, chance) -> None:
    shuffled, others = list(gaps), list(choices)
    chance.shuffle(shuffled)
    chance.shuffle(others)
    assert plan(shuffled, others) == plan(gaps, choices)


@given(gaps_of_offers, some_choices)
def test_no_course_could_be_left_out(gaps, choices) -> None:
    by_number = {choice.course: choice for choice in choices}
    found, wanted = courses(plan(gaps, choices)), {gap.skill for gap in gaps}
    for course in found:
        others = frozenset().union(*(by_number[other].skills for other in found if other != course))
        assert (by_number[course].skills & wanted) - others


@given(gaps_of_offers, some_choices)
def test_an_offer_is_unlocked_once_and_only_when_it_lacks_nothing_required(gaps, choices) -> None:
    found = plan(gaps, choices)
    unlocked = [offer for step in found.steps for offer in step.unlocked]
    assert len(unlocked) == len(set(unlocked))
    for offer in {gap.offer for gap in gaps}:
        mine = [gap for gap in gaps if gap.offer == offer]
        wanted = {gap.skill for gap in mine if gap.required} or {gap.skill for gap in mine}
        assert (offer in unlocked) == (not wanted & set(found.open_skills))


def test_the_course_with_the_fewest_hours_for_each_gap_comes_first() -> None:
    gaps = [Gap(1, "docker"), Gap(2, "docker"), Gap(3, "docker"), Gap(1, "sql"), Gap(3, "go", required=False)]
    found = plan(
        gaps,
        [
            Choice(10, 12.0, frozenset({"docker"})),  # 4 hours for each of three
            Choice(11, 5.0, frozenset({"sql"})),  # 5 hours for one
            Choice(12, 60.0, frozenset({"docker", "sql"})),
        ],
    )
    assert courses(found) == [10, 11]
    assert found.open_skills == ("go",)
    first, second = found.steps
    assert (first.offers, first.unlocked, first.hours_so_far) == ((1, 2, 3), (2, 3), 12.0)
    assert (second.unlocked, second.hours_so_far) == ((1,), 17.0)


def test_a_course_that_a_later_one_makes_needless_is_dropped() -> None:
    gaps = [Gap(1, "a"), Gap(1, "b"), Gap(1, "c")]
    found = plan(gaps, [Choice(1, 1.0, frozenset("a")), Choice(2, 4.0, frozenset("abc"))])
    assert courses(found) == [2]


def test_nothing_to_do_is_an_empty_plan() -> None:
    assert plan([], [Choice(1, 1.0, frozenset("a"))]) == Plan((), (), 1.0)
    assert plan([Gap(1, "a")], []) == Plan((), ("a",), 1.0)


@pytest.mark.parametrize("hours", [0.0, -1.0, float("nan"), float("inf")])
def test_hours_that_are_none_are_refused(hours: float) -> None:
    with pytest.raises(ValueError, match="course 7"):
        plan([Gap(1, "a")], [Choice(7, hours, frozenset("a"))])


def test_many_gaps_and_courses_take_no_time_to_speak_of() -> None:
    gaps = [Gap(offer, f"s{(offer * 7 + number) % 90}") for offer in range(50) for number in range(15)]
    choices = [
        Choice(number, 1.0 + number % 40, frozenset({f"s{number % 90}", f"s{(number * 3) % 90}"}))
        for number in range(900)
    ]
    assert not plan(gaps, choices).open_skills


def test_a_course_counts_for_its_tags_and_for_what_its_title_names() -> None:
    taught = taught_skills("Docker for beginners", ["PostgreSQL", "Some Unheard Thing", " ", "PostgreSQL"])
    assert taught[0] == taught_skills("", ["docker"])[0]
    assert "Some Unheard Thing" in taught
    assert len(taught) == 3


def test_tags_without_end_are_cut() -> None:
    assert len(taught_skills("", [f"thing number {number} qx" for number in range(5_000)])) == MOST_TAGS
    assert taught_skills("", []) == ()
