"""Which courses come for a skill, and why."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_scraper.course import LEVELS, Course
from course_scraper.filters import Filters
from course_scraper.index import Vectors
from course_scraper.rank import CourseRanker, RankedCourse, SkillQuery
from course_scraper.why import CODES

ROPE = Course(id="course~rope", title="Rope Work", description="Knots on every deck.", partner="A")
KNOTS = Course(id="course~knots", title="Knots", partner="A", level="beginner", language="en", rating=4.8)
TAGGED = Course(id="course~deck", title="On Deck", skills=("Knots", "Sailing"), partner="B", level="advanced")
NOEUDS = Course(id="course~noeuds", title="Nœuds et knots", partner="C", language="fr", level="intermediate")
COOK = Course(id="course~cook", title="Cooking", description="Soups and stews.", partner="D", hours=40.0)
PATH = Course(id="s12n~sea", title="Knots at Sea", partner="B", kind="specialization")
SHELF = [ROPE, KNOTS, TAGGED, NOEUDS, COOK, PATH]


def ids(found: list[RankedCourse]) -> list[str]:
    return [course.id.split("~")[1] for course in found]


def rank(
    query: SkillQuery, limit: int = 6, filters: Filters | None = None, shelf: list[Course] | None = None
) -> list[RankedCourse]:
    (found,) = CourseRanker(shelf or SHELF).rank([query], limit=limit, filters=filters or Filters())
    return found


def unit(rows: list[list[float]]) -> Vectors:
    array = np.array(rows, np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def test_exact_titles_and_tags_come_first_and_say_why() -> None:
    found = rank(SkillQuery("Knot"))
    assert set(ids(found)[:2]) == {"knots", "deck"}
    why = {course.id: course.why for course in found}
    assert why[KNOTS.id] == ("title_exact", "text", "well_rated")
    assert "tag" in why[TAGGED.id]
    assert "title" in why[PATH.id]
    assert why[ROPE.id] == ("text",)
    assert "cook" not in ids(found)


def test_other_names_find_courses_that_the_label_misses() -> None:
    assert ids(rank(SkillQuery("Gastronomy"))) == []
    found = rank(SkillQuery("Gastronomy", aliases=("cuisine", "cooking")))
    assert ids(found) == ["cook"]
    assert found[0].lexical < rank(SkillQuery("Cooking"))[0].lexical


def test_the_score_is_six_parts_meaning_and_four_parts_words() -> None:
    vectors = unit([[1, 0], [0, 1], [1, 1], [1, 0], [-1, 0], [0, -1]])
    (found,) = CourseRanker(SHELF, vectors).rank([SkillQuery("Knots")], unit([[1, 0]]), 6)
    for course in found:
        assert course.semantic is not None
        assert course.score == pytest.approx(0.6 * course.semantic + 0.4 * course.lexical, abs=2e-4)
        assert 0 <= course.score <= 1
        assert set(course.why) <= set(CODES)
    assert found[-1].id == COOK.id
    assert found[-1].semantic == 0.0
    assert "meaning" in next(course for course in found if course.id == NOEUDS.id).why


def test_without_vectors_words_decide_and_nothing_is_made_up() -> None:
    assert all(
        course.semantic is None and course.score == course.lexical for course in rank(SkillQuery("Knots"))
    )
    vectors = unit([[1, 0]] * len(SHELF))
    (found,) = CourseRanker(SHELF, vectors).rank([SkillQuery("Knots")], None, 6)
    assert found == rank(SkillQuery("Knots"))


def test_what_does_not_fit_can_be_left_out() -> None:
    query, ranker = SkillQuery("Knots of quantum chemistry"), CourseRanker(SHELF)
    assert all(0 < course.lexical < 0.55 for course in ranker.rank([query])[0])
    assert ranker.rank([query], fitting_only=True) == [[]]
    vectors = unit([[1, 0], [1, 1], [1, 2], [1, 3], [1, 4], [0, 1]])
    by_meaning = CourseRanker(SHELF, vectors)
    (found,) = by_meaning.rank([query], unit([[1, 0]]), 6, fitting_only=True)
    assert set(ids(found)) == {"rope", "knots", "deck"}, "a cosine of 0.4 or more"
    (named,) = by_meaning.rank([SkillQuery("Cooking")], unit([[1, 0]]), 6, fitting_only=True)
    assert "cook" in ids(named), "what is named fits whatever its vector"


def test_one_call_gives_what_single_calls_give() -> None:
    vectors = unit([[1, 0], [0, 1], [1, 1], [1, 2], [-1, 1], [2, -1]])
    ranker = CourseRanker(SHELF, vectors)
    queries = [SkillQuery("Knots"), SkillQuery("Cooking", level="beginner"), SkillQuery("")]
    asked = unit([[1, 0], [0, 1], [1, 1]])
    single = [ranker.rank([query], asked[at : at + 1], 3)[0] for at, query in enumerate(queries)]
    assert ranker.rank(queries, asked, 3) == single
    assert ranker.rank([], np.zeros((0, 2), np.float32)) == []


def test_the_level_asked_for_comes_first_then_its_neighbours() -> None:
    shelf = [
        replace(KNOTS, id=f"course~{level}", partner=level, level=level, rating=None) for level in LEVELS
    ]
    found = rank(SkillQuery("Knots", level="advanced"), shelf=shelf)
    assert ids(found) == ["advanced", "mixed", "intermediate", "beginner"]
    assert "level" in found[0].why
    assert "other_level" in found[-1].why
    assert len({course.score for course in found}) == 1


def test_languages_are_a_preference_or_a_condition() -> None:
    shelf = [replace(KNOTS, id=f"course~{code}", partner=code, language=code) for code in ("de", "fr", "en")]
    wish = Filters(languages=("fr", "en"))
    found = rank(SkillQuery("Knots"), filters=wish, shelf=shelf)
    assert ids(found) == ["fr", "en", "de"]
    assert ["other_language" in course.why for course in found] == [False, True, True]
    assert ids(rank(SkillQuery("Knots"), filters=replace(wish, only_languages=True), shelf=shelf)) == [
        "fr",
        "en",
    ]


def test_conditions() -> None:
    assert ids(rank(SkillQuery("Knots"), filters=Filters(kinds=("specialization",)))) == ["sea"]
    assert ids(rank(SkillQuery("Cooking"), filters=Filters(max_hours=10.0))) == []
    left = rank(SkillQuery("Knots"), filters=Filters(excluded=frozenset({KNOTS.id, "course~unknown"})))
    assert KNOTS.id not in {course.id for course in left}


def test_the_rating_decides_between_equals() -> None:
    shelf = [
        replace(KNOTS, id=f"course~r{stars}", partner=str(stars), rating=stars)
        for stars in (3.1, None, 4.9, 4.0)
    ]
    assert ids(rank(SkillQuery("Knots"), shelf=shelf)) == ["r4.9", "r4.0", "r3.1", "rNone"]


def test_another_partner_comes_before_the_same_again() -> None:
    shelf = [replace(KNOTS, id=f"course~{at}{partner}", partner=partner) for at, partner in enumerate("AAAB")]
    found = rank(SkillQuery("Knots"), limit=2, shelf=shelf)
    assert ids(found) == ["0A", "3B"]


def test_a_better_course_is_not_given_up_for_another_partner() -> None:
    shelf = [
        replace(KNOTS, id="course~1"),
        replace(KNOTS, id="course~2"),
        replace(COOK, title="Cooking in knots"),
    ]
    assert ids(rank(SkillQuery("Knots"), limit=2, shelf=shelf)) == ["1", "2"]


@pytest.mark.parametrize("limit", [-1, 0, 1, 3, 100])
def test_never_more_than_asked_for_and_none_twice(limit: int) -> None:
    found = ids(rank(SkillQuery("Knots"), limit=limit))
    assert len(found) == len(set(found)) <= max(0, limit)


def test_mistakes_of_the_caller_are_named() -> None:
    with pytest.raises(ValueError, match="1 vectors for 6 courses"):
        CourseRanker(SHELF, unit([[1, 0]]))
    ranker = CourseRanker(SHELF, unit([[1, 0]] * 6))
    with pytest.raises(ValueError, match="1 vectors for 2 queries"):
        ranker.rank([SkillQuery("a"), SkillQuery("b")], unit([[1, 0]]))
    with pytest.raises(ValueError, match="vectors must be"):
        ranker.rank([SkillQuery("a")], unit([[1, 0, 0]]))


def test_an_empty_shelf() -> None:
    assert CourseRanker([]).rank([SkillQuery("Knots")]) == [[]]
    assert CourseRanker([], np.zeros((0, 2), np.float32)).rank([SkillQuery("Knots")], unit([[1, 0]])) == [[]]


names = st.text(alphabet="knots rope/C+#.'é", max_size=30)
wishes = st.builds(
    Filters,
    languages=st.lists(st.sampled_from(["en", "fr", "xx"]), max_size=2, unique=True).map(tuple),
    only_languages=st.booleans(),
    kinds=st.sampled_from([(), ("course",), ("nothing",)]),
    max_hours=st.none() | st.floats(0, 50),
)


@given(names, st.lists(names, max_size=4), st.none() | st.sampled_from(LEVELS), wishes)
def test_any_query_gets_an_ordered_answer(
    label: str, aliases: list[str], level: str | None, wish: Filters
) -> None:
    query = SkillQuery(label, tuple(aliases), level)
    found = rank(query, filters=wish)
    assert found == rank(query, filters=wish)
    assert all(0 <= course.score <= 1 for course in found)
    if not wish.languages and level is None:
        steps = [course.score for course in found]
        assert all(first >= second - 0.03 for first, second in pairwise(steps))
