"""What a course may hold, what it is called, and when its vector is out of date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_scraper.course import EMBEDDED, Course, content_hash, embedding_text
from course_scraper.identity import ID, address, canonical_id, kind_word, slug_of
from course_scraper.rejected import CODES, Rejected
from course_scraper.text import TEXT_LENGTH, one_line, plain

SEWING = Course(
    id="course~sewing", title="Sewing for Sailors", description="Sails and bags.", skills=("Sewing",)
)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("id", "sewing", "bad_id"),
        ("id", "course~a b", "bad_id"),
        ("title", "", "no_title"),
        ("title", " 123 !", "no_title"),
        ("title", "a" * 301, "bad_title"),
        ("url", "javascript:alert(1)", "bad_url"),
        ("url", "https://", "bad_url"),
        ("kind", "book", "bad_kind"),
        ("level", "expert", "bad_level"),
        ("hours", 0.0, "bad_hours"),
        ("hours", float("nan"), "bad_hours"),
        ("language", "English", "bad_language"),
        ("rating", 5.1, "bad_rating"),
        ("rating", float("nan"), "bad_rating"),
        ("enrolments", -1, "bad_enrolments"),
    ],
)
def test_a_course_out_of_range_is_refused_with_a_reason(field: str, value: Any, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        replace(SEWING, **{field: value})
    assert refused.value.code == code
    assert code in CODES


def test_the_hash_follows_what_is_embedded_and_nothing_else() -> None:
    same = replace(SEWING, rating=4.0, enrolments=7, url="https://example.org/learn/x", level="beginner")
    assert content_hash(same) == content_hash(SEWING)
    for changed in ({"title": "Knots"}, {"description": "Bags."}, {"skills": ("Sewing", "Knots")}):
        assert content_hash(replace(SEWING, **changed)) != content_hash(SEWING)


def test_the_text_to_embed_begins_with_the_title_and_the_tags() -> None:
    assert embedding_text(SEWING).split("\n") == ["Sewing for Sailors", "Sewing", "Sails and bags."]
    assert embedding_text(Course(id="course~x", title="Knots")) == "Knots"
    assert len(embedding_text(replace(SEWING, description="sail " * 1000))) == EMBEDDED


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ("course~AbC_9-x", "course", "course~AbC_9-x"),
        ("course:AbC", "course", "course~AbC"),
        ("COURSE~abc", "specialization", "course~abc"),
        ("s12n:abc", "course", "s12n~abc"),
        ("S12N~abc", "course", "s12n~abc"),
        ("specialization:abc", "course", "s12n~abc"),
        ("learn/python", "course", "course~learn%2Fpython"),
        ("abc", "certificate", "s12n~abc"),
        ("abc", "project", "course~abc"),
        ("microeconomics-", "course", "course~microeconomics-"),
        ("été", "course", "course~%C3%A9t%C3%A9"),
        (" ", "course", None),
        ("--", "course", None),
    ],
)
def test_ids_have_one_form(written: str, kind: str, expected: str | None) -> None:
    assert canonical_id(written, kind) == expected


@given(st.text(max_size=300), st.sampled_from(["course", "certificate"]))
def test_a_canonical_id_is_valid_and_stays_what_it_is(written: str, kind: str) -> None:
    found = canonical_id(written, kind)
    assert found is None or ID.fullmatch(found)
    if found and "%" not in found:
        assert canonical_id(found, kind) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/learn/knots", "https://www.coursera.org/learn/knots"),
        ("http://Example.org/learn/knots/?a=1#b", "https://example.org/learn/knots"),
        ("//example.org/x", None),
        ("javascript:alert(1)", None),
        ("https://exa mple.org/x", None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_addresses(written: str, expected: str | None) -> None:
    assert address(written) == expected


@given(st.text(max_size=100))
def test_no_address_is_a_surprise(written: str) -> None:
    found = address(written)
    if found is not None:
        assert Course(id="course~x", title="Knots", url=found).url == found
        slug_of(found)


def test_the_path_says_the_kind() -> None:
    assert slug_of("https://www.coursera.org/professional-certificates/tailor") == ("tailor", "certificate")
    assert slug_of("https://www.coursera.org/learn/Knots") == ("knots", "course")
    assert slug_of("https://example.org/a/b") == ("b", None)
    assert slug_of("https://example.org") == ("", None)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("SPECIALIZATION", "specialization"),
        ("Spécialisation", "specialization"),
        ("PROFESSIONAL_CERTIFICATE", "certificate"),
        ("Guided Project", "project"),
        ("v2.ondemand", "course"),
        ("", None),
    ],
)
def test_words_for_kinds(written: str, kind: str | None) -> None:
    assert kind_word(written) == kind


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; two</p><p>three</p>", "One & two\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("a<br/>b", "a\nb"),
        ("<script>alert(1)</script>Hello <b>you</b>", "Hello you"),
        ("x < y and y > z", "x < y and y > z"),
        ("a\u200bb\x00c\r\n\r\n  d", "abc\nd"),
        ("C++ &lt;vector&gt;", "C++ <vector>"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain(markup) == text


@given(st.text(alphabet="<>/ab p&;\n\"'=!-", max_size=400))
def test_any_markup_gives_bounded_text(markup: str) -> None:
    assert len(plain(markup)) <= TEXT_LENGTH
    assert "\n" not in one_line(markup)


@pytest.mark.parametrize("piece", ["<", "<a", "<br ", "&", "<!--", "a", " ", "\n", "<p x='", "</"])
def test_long_monotonous_texts_come_to_an_end(piece: str) -> None:
    """Backtracking would take hours."""
    assert len(plain(piece * (200_000 // len(piece)))) <= TEXT_LENGTH
