"""Course pages: the state, JSON-LD in its place, and what is neither."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_scraper.coursera.course_page import parse_course_page
from course_scraper.coursera.state import find_state
from outgoing.endings import Blocked, Changed, SourceFault
from tests.course_scraper.coursera_site import CAPTCHA, learn, page_of, state_of

URL = learn("glass-blowing")
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Course",
            "name": "Glass blowing",
            "description": "Melt sand.",
            "provider": {"@type": "Organization", "name": "Nour Institute"},
            "aggregateRating": {"ratingValue": 4.5, "ratingCount": 12},
            "inLanguage": "en",
            "educationalLevel": "Beginner",
            "teaches": ["Melt sand", "Shape a vase"],
            "hasCourseInstance": [{"@type": "CourseInstance", "courseWorkload": "PT7H"}],
            "syllabusSections": [{"@type": "Syllabus", "name": "Sand", "timeRequired": "PT2H"}],
        },
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"name": "Browse"},
                {"item": {"name": "Arts and Humanities"}},
                {"name": "Glass blowing"},
            ],
        },
    ],
}


def test_every_field_comes_from_the_state() -> None:
    page = parse_course_page(page_of(state_of()), URL, date(2026, 11, 22))
    course = page.course
    assert (course.id, course.slug, course.title) == (
        "course~id-glass-blowing",
        "glass-blowing",
        "Glass blowing",
    )
    assert (course.url, course.kind, course.checked) == (URL, "course", date(2026, 11, 22))
    assert (course.partner, course.skills) == ("Nour Institute", ("Glass", "Furnaces"))
    assert (course.level, course.language, course.hours) == ("beginner", "en", 6.5)
    assert (course.rating, course.rating_count, course.enrolments) == (4.77, 321, 12_345)
    assert page.is_state


def test_braces_quotes_and_backslashes_inside_of_strings_end_nothing() -> None:
    said = 'a } brace, a { one, a \\" quote, a \\ backslash, </script>? "quoted {}" and \\u007d'
    course = parse_course_page(page_of(state_of(description=said)), URL).course
    assert 'a } brace, a { one, a \\" quote' in course.description
    assert course.enrolments == 12_345


@given(
    st.dictionaries(st.text(max_size=20), st.text('{}"\\/<>abc\n\u2028', max_size=60), min_size=1, max_size=6)
)
@settings(max_examples=60, deadline=None)
def test_whatever_strings_hold_the_state_is_found_whole(nodes: dict[str, str]) -> None:
    found = find_state(f"<p>{{</p><script>window.__APOLLO_STATE__ = {json.dumps(nodes)};var b={{}}</script>")
    assert found is not None
    assert found.nodes == nodes


@pytest.mark.parametrize(
    ("path", "kind", "id_"),
    [
        ("learn", "course", "course~id-glass-blowing"),
        ("specializations", "specialization", "s12n~id-glass-blowing"),
        ("professional-certificates", "certificate", "s12n~id-glass-blowing"),
    ],
)
def test_the_path_says_the_kind(path: str, kind: str, id_: str) -> None:
    state = state_of(__typename="DescriptionPage_SpecializationPage")
    course = parse_course_page(page_of(state), f"https://www.coursera.org/{path}/glass-blowing").course
    assert (course.kind, course.id) == (kind, id_)


def test_one_partner_on_the_page_is_the_partner_but_several_are_not() -> None:
    state = state_of(partners=None)
    assert parse_course_page(page_of(state), URL).course.partner == "Nour Institute"
    state["DescriptionPage_Partner:8"] = {"__typename": "DescriptionPage_Partner", "name": "Somebody else"}
    assert parse_course_page(page_of(state), URL).course.partner == ""
    assert parse_course_page(page_of(state, LINKED), URL).course.partner == "Nour Institute"


def test_the_site_itself_is_no_partner() -> None:
    linked = {**LINKED["@graph"][0], "provider": {"name": "Coursera"}}  # type: ignore[index]
    assert parse_course_page(page_of(None, linked), URL).course.partner == ""


def test_references_that_lead_nowhere_or_in_circles_cost_their_field_alone() -> None:
    state = state_of(
        partners=[{"__ref": "gone"}],
        ratings={"__ref": "circle"},
        skillTags={"__ref": "gone"},
        material=[1, "x"],
    )
    state["circle"] = {"__ref": "circle"}
    course = parse_course_page(page_of(state), URL).course
    assert (course.title, course.rating, course.hours) == ("Glass blowing", None, None)
    assert course.skills == ("Glass", "Furnaces")


def test_json_ld_takes_the_place_of_a_missing_state() -> None:
    page = parse_course_page(page_of(None, LINKED), URL)
    course = page.course
    assert (course.id, course.title, course.partner) == (
        "course~glass-blowing",
        "Glass blowing",
        "Nour Institute",
    )
    assert (course.hours, course.level, course.language) == (7.0, "beginner", "en")
    assert (course.rating, course.rating_count, course.categories) == (4.5, 12, ("Arts and Humanities",))
    assert not page.is_state


@pytest.mark.parametrize("broken", ['{"a": ', '{"a": undefined}', "[1, 2]", "null", "{" * 3000, '{"a": "'])
def test_json_ld_takes_the_place_of_a_broken_state(broken: str) -> None:
    text = page_of(None, LINKED, around=f"<script>window.__APOLLO_STATE__ = {broken}</script>")
    assert parse_course_page(text, URL).course.title == "Glass blowing"


def test_a_page_of_880_kilobytes_is_read_to_its_end() -> None:
    filler = {f"Noise:{number}": {"text": '} { \\" ' * 40} for number in range(1_500)}
    text = page_of({**filler, **state_of()}, LINKED, around="<p>words</p>" * 30_000)
    assert len(text) > 880_000
    assert parse_course_page(text, URL).course.skills == ("Glass", "Furnaces")


def test_a_captcha_with_status_200_is_a_refusal() -> None:
    with pytest.raises(Blocked):
        parse_course_page(CAPTCHA, URL)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><body>A new design.</body></html>",
        page_of({"Catalogue:1": {"__typename": "NewThing", "name": "Glass blowing"}}),
        page_of(state_of(name=None)),
        page_of(None, {"@type": "Product", "name": "Glass blowing"}),
    ],
)
def test_another_shape_is_said_to_be_changed(page: str) -> None:
    with pytest.raises(Changed):
        parse_course_page(page, URL)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = sorted(state_of()["DescriptionPage_CoursePage:glass-blowing"])


@given(st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=6))
@settings(max_examples=150, deadline=None)
def test_fields_of_any_type_give_a_course_or_a_typed_fault(changes: dict[str, Any]) -> None:
    try:
        page = parse_course_page(page_of(state_of(**changes)), URL)
    except SourceFault as fault:
        assert fault.status in {"blocked", "changed"}
    else:
        assert page.course.title
        assert all(module.name for module in page.syllabus.modules)


@pytest.mark.parametrize(
    "text", ["a", '"', "{", "\\", '\\"', "<script ", "__APOLLO_STATE__={", '{"@type":"Course",']
)
def test_long_monotonous_pages_end(text: str) -> None:
    with pytest.raises(SourceFault):
        parse_course_page("__APOLLO_STATE__ = {" + text * (200_000 // len(text)), URL)
