"""Outcomes and modules, however a page says them."""

from __future__ import annotations

from typing import Any

import pytest

from course_scraper.syllabus import Module, Syllabus, parse_syllabus
from tests.course_scraper.coursera_site import learn, page_of, state_of

URL = learn("glass-blowing")


def syllabus(**changes: Any) -> Syllabus:
    return parse_syllabus(page_of(state_of(**changes)), URL)


def test_modules_have_names_topics_and_hours() -> None:
    found = syllabus()
    assert found.outcomes == ("Melt sand at 1,700 °C", "Shape a vase")
    assert found.modules == (
        Module("Sand", ("Where it lies", "How it melts"), 2.5),
        Module("Vases", ("A first vase",), 3.0),
        Module("Windows", (), 1.0),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"learningObjectives": None, "whatYouWillLearn": ["Melt", "Shape"]},
        {
            "learningObjectives": None,
            "cmlLearningObjectives": [{"cmlValue": "<p>Melt</p>"}, {"value": "Shape"}],
        },
        {"learningObjectives": {"items": [{"text": "Melt"}, {"text": "Shape"}, {"text": "Melt"}]}},
        {"learningObjectives": "Melt\nShape"},
    ],
)
def test_outcomes_are_told_in_several_ways(changes: dict[str, Any]) -> None:
    assert syllabus(**changes).outcomes == ("Melt", "Shape")


def test_outcomes_of_the_drawn_page_are_read_where_no_data_has_them() -> None:
    drawn = (
        '<div data-track-component="what_you_will_learn_section"><ul><li><svg></svg><span>Melt  sand</span></li>'
        "<li><span>Shape a vase</span></li></ul></div><ul><li>A footer</li></ul>"
    )
    text = page_of(state_of(learningObjectives=None), around=drawn)
    assert parse_syllabus(text, URL).outcomes == ("Melt sand", "Shape a vase")


def test_modules_of_a_specialization_are_its_courses() -> None:
    found = syllabus(
        __typename="DescriptionPage_SpecializationPage",
        material=None,
        courses=[{"name": "First", "totalDuration": "PT9H"}, {"name": "Second"}],
    )
    assert [(module.name, module.hours) for module in found.modules] == [("First", 9.0), ("Second", None)]


def test_json_ld_has_modules_too() -> None:
    linked = {
        "@type": "Course",
        "name": "Glass blowing",
        "syllabusSections": [{"@type": "Syllabus", "name": "Sand", "timeRequired": "PT2H"}],
    }
    assert parse_syllabus(page_of(None, linked), URL).modules == (Module("Sand", (), 2.0),)


def test_a_material_that_is_a_week_itself() -> None:
    found = syllabus(
        material={"name": "All in one", "totalDuration": "PT5H", "topics": ["Heat", "Heat", "Cold"]}
    )
    assert found.modules == (Module("All in one", ("Heat", "Cold"), 5.0),)


def test_lists_are_bounded_and_every_text_is_one_plain_line() -> None:
    objectives = [f"<b>Line</b>\n number {number} " + "x" * 400 for number in range(500)]
    found = syllabus(
        learningObjectives=objectives, material={"modules": [{"name": f"M{n}"} for n in range(500)]}
    )
    assert len(found.outcomes) == 40
    assert all("<" not in line and "\n" not in line and len(line) <= 300 for line in found.outcomes)
    assert len(found.modules) <= 60


def test_nothing_gives_an_empty_syllabus() -> None:
    assert not parse_syllabus("<html></html>")
    assert not syllabus(learningObjectives=None, material=None)


def test_the_stored_form_is_plain_json() -> None:
    assert syllabus().as_json()["modules"][1] == {"name": "Vases", "topics": ["A first vase"], "hours": 3.0}
