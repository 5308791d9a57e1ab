"""Courses for gaps, and the catalogue searched: what is asked, what comes, in which order and why."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete

from app.ai.errors import ModelUnavailable
from app.errors import BadInput
from app.models import CourseVector, IndexPointer
from app.services.courses import catalogue, index, search
from app.services.courses.recommend import MAX_SKILLS, recommend
from app.services.transaction import transaction
from course_scraper.filters import Filters
from course_scraper.why import CODES
from tests.services.some_courses import Speller, fill, record, use


@pytest.fixture
def speller(context: Flask) -> Speller:
    speller: Speller = use(context, Speller())
    fill()
    index.build_here()
    speller.texts.clear()
    speller.calls = 0
    return speller


def test_the_best_three_of_each_skill_with_reasons(speller: Speller) -> None:
    found = recommend(["python", "Docker", "glass blowing by hand"])
    assert [skill.skill for skill in found.by_skill] == ["python", "Docker", "glass blowing by hand"]
    assert [skill.label for skill in found.by_skill] == ["Python", "Docker", "glass blowing by hand"]
    python = found.by_skill[0].suggestions
    assert len(python) == 3
    assert all("Python" in one.course.title for one in python)
    assert len({one.course.partner for one in python}) == 3
    for one in python:
        assert 0 <= one.score <= 1
        assert one.similarity is not None
        assert -1 <= one.similarity <= 1
        assert {"title", "text"} <= set(one.why) <= set(CODES)
    assert found.compares_meaning
    assert len(found.courses) == len({one.course_id for one in found.courses})


def test_a_skill_is_embedded_by_its_english_label_all_in_one_batch(speller: Speller) -> None:
    recommend(["gestion de projet", "Comptabilité", "python", "Projektmanagement"])
    assert (speller.calls, speller.texts) == (1, ["Project management", "Accounting", "Python"])
    recommend(["python", "SQL"])
    assert (speller.calls, speller.texts[3:]) == (2, ["SQL"]), "what was embedded is kept"


def test_blanks_and_repeats_are_left_out(speller: Speller) -> None:
    found = recommend(["", "  ", "python", " python ", "\n"])
    assert [skill.skill for skill in found.by_skill] == ["python"]
    assert recommend([]).by_skill == ()


@pytest.mark.parametrize(
    "skills", [["x"] * 100_000, [str(number) for number in range(MAX_SKILLS + 1)], ["x" * 10_240]]
)
def test_too_much_is_refused_with_a_reason(speller: Speller, skills: list[str]) -> None:
    with pytest.raises(BadInput, match="at most"):
        recommend(skills)
    assert speller.calls == 0


@pytest.mark.parametrize("limit", [0, -1, 1000])
def test_a_number_of_courses_out_of_range_is_refused(speller: Speller, limit: int) -> None:
    with pytest.raises(BadInput):
        recommend(["python"], limit=limit)


@pytest.mark.parametrize("skill", ["\x00", "\ud800", "🜁🜂", "a" * 120, "%_'\"\\", "ــ", "<script>"])
def test_strange_names_find_something_or_nothing(speller: Speller, skill: str) -> None:
    assert len(recommend([skill]).by_skill) <= 1
    assert search.search(skill).page == 1


def test_the_level_asked_for_comes_first_and_its_neighbours_after(speller: Speller) -> None:
    levels = ("advanced", "intermediate", "beginner", "beginner")
    catalogue.save(
        [
            record(500 + n, title=f"Welding {n}", skills=("Welding",), level=level)
            for n, level in enumerate(levels)
        ],
        "import",
    )
    index.build_here()
    found = recommend(["Welding"], level="advanced").by_skill[0].suggestions
    assert found[0].course.level == "advanced"
    assert "level" in found[0].why
    assert "other_level" in found[1].why
    assert len(found) == 3, "a level that few teach is filled up"


def test_languages_are_a_wish_or_a_condition(speller: Speller) -> None:
    french = record(501, title="Python 501", language="fr", skills=("Python",))
    catalogue.save([french], "import")
    index.build_here()
    first = recommend(["python"], wishes=Filters(languages=("fr", "en"))).by_skill[0].suggestions
    assert first[0].course.language == "fr"
    assert len(first) == 3
    only = (
        recommend(["python"], wishes=Filters(languages=("fr",), only_languages=True)).by_skill[0].suggestions
    )
    assert [one.course.course_id for one in only] == ["course~c501"]


def test_what_somebody_has_done_can_be_left_out(speller: Speller) -> None:
    first = recommend(["python"]).by_skill[0].suggestions[0].course.course_id
    rest = recommend(["python"], wishes=Filters(excluded=frozenset({first}))).by_skill[0].suggestions
    assert first not in [one.course.course_id for one in rest]


def test_the_same_question_has_the_same_answer(speller: Speller) -> None:
    assert recommend(["python", "SQL"]) == recommend(["python", "SQL"])


class Broken(Speller):
    def embed(self, texts: object) -> object:  # type: ignore[override]
        raise ModelUnavailable("the model cannot be loaded")


def test_a_model_that_does_not_load_leaves_the_words(speller: Speller, context: Flask) -> None:
    use(context, Broken())
    found = recommend(["python"])
    assert not found.compares_meaning
    assert len(found.by_skill[0].suggestions) == 3


def test_vectors_of_another_model_are_not_compared(speller: Speller, context: Flask) -> None:
    other = use(context, Speller("speller/2"))
    found = recommend(["python"])
    assert not found.compares_meaning
    assert other.calls == 0
    assert found.by_skill[0].suggestions


def test_without_an_index_courses_without_a_vector_are_found_by_their_words(speller: Speller) -> None:
    catalogue.save([record(600, title="Glass engraving", skills=("Glass engraving",))], "import")
    with transaction() as session:
        session.execute(delete(IndexPointer))
        session.execute(delete(CourseVector).where(CourseVector.course_id % 2 == 0))
    found = recommend(["Glass engraving", "python"])
    assert (found.generation, found.compares_meaning) == ("", True)
    assert found.by_skill[0].suggestions[0].course.course_id == "course~c600"
    assert "Python" in found.by_skill[1].suggestions[0].course.title


def test_by_words_alone_a_weak_match_is_found_but_not_suggested(context: Flask) -> None:
    fill()
    skill = "Python charming for beginners in zoology"
    assert recommend([skill]).by_skill[0].suggestions == ()
    assert recommend(["python"]).by_skill[0].suggestions
    assert search.search(skill).total > 0


def test_the_catalogue_is_searched_by_meaning_and_filters(speller: Speller) -> None:
    found = search.search("Python")
    assert found.found[0].course.title.startswith("Python")
    assert found.compares_meaning
    assert (found.total, found.pages, len(found.found)) == (40, 2, 20)
    second = search.search("Python", page=2)
    assert len(second.found) == 20
    assert not {one.course.id for one in found.found} & {one.course.id for one in second.found}
    assert search.search("Python", page=3).found == ()
    assert search.search("Python", Filters(max_hours=1)).total == 0


def test_without_words_the_most_taken_come_first(speller: Speller) -> None:
    catalogue.save([record(700, level="advanced", kind="project", enrolments=None)], "import")
    found = search.search("  ")
    assert (found.total, found.pages) == (41, 3)
    assert [one.course.enrolments for one in found.found[:3]] == [1039, 1038, 1037]
    assert search.search("", page=3).found[0].course.course_id == "course~c700"
    assert search.search("", Filters(levels=("advanced",))).total == 1
    assert search.search("", Filters(kinds=("project",))).total == 1
    assert search.search("", Filters(languages=("fr",), only_languages=True)).total == 0
    assert search.search("", page=-5).page == 1
    assert search.search("x" * 100_000).page == 1


def test_the_same_filters_hold_with_and_without_words(speller: Speller) -> None:
    catalogue.save(
        [record(800, level="mixed"), record(801, level=None, hours=None), record(802, hours=99)], "import"
    )
    index.build_here()
    for wishes in (
        Filters(levels=("advanced",)),
        Filters(max_hours=20),
        Filters(excluded=frozenset({"course~c1"})),
    ):
        assert search.search("", wishes).total == search.search("Python", wishes).total


def test_one_course_by_its_id(speller: Speller) -> None:
    card = search.get_card("course~c1")
    assert card is not None
    assert (card.title, card.link_checked_at) == ("Docker 1", None)
    assert search.get_card("course~unknown") is None
