"""Catalogues in the shapes they come in, whole and broken."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_scraper.course import Course
from course_scraper.importing.catalogue import Account, Row, courses_of, read_catalogue
from course_scraper.importing.record import course_from_record
from course_scraper.rejected import CODES, Rejected
from record_files.items import FILE_CODES, ITEM_CODES, BadRecord, UnreadableFile

KNOTS = {"id": 0, "url": "https://www.coursera.org/learn/knots", "title": "Knots", "description": "Tie them."}
SAILS = {
    "id": 1,
    "url": "https://www.coursera.org/learn/sails-",
    "title": "Sails",
    "difficulty": "Beginner level",
}
SHARED = Path(os.environ.get("JOBMATCH_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.any"


def titles(path: Path, account: Account | None = None) -> list[str]:
    return [row.course.title for row in read_catalogue(path, account) if isinstance(row, Row)]


def problems(path: Path) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in read_catalogue(path) if isinstance(row, BadRecord)]


def test_json_lines_packed_or_not(file: Path) -> None:
    text = "".join(json.dumps(course) + "\n" for course in (KNOTS, SAILS))
    file.write_text(text, "utf-8")
    assert titles(file) == ["Knots", "Sails"]
    file.write_bytes(gzip.compress(text.encode()))
    assert titles(file) == ["Knots", "Sails"]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_and_an_answer_that_wraps_it(file: Path, indent: int | None) -> None:
    file.write_text(json.dumps([KNOTS, SAILS], indent=indent), "utf-8-sig")
    assert titles(file) == ["Knots", "Sails"]
    wrapped = [{"data": {"SearchResult": {"search": [{"elements": [KNOTS]}, {"elements": [SAILS]}]}}}]
    file.write_text(json.dumps(wrapped, indent=indent), "utf-8")
    assert titles(file) == ["Knots", "Sails"]


def test_the_shape_of_a_search_answer() -> None:
    course = course_from_record(
        {
            "id": "s12n~9ab-_C", "name": "Sailing", "url": "/specializations/sailing", "partners": ["Port A", "Port B"],
            "productType": "SPECIALIZATION", "skills": ["Knots", "Sails"], "avgProductRating": 4.61,
            "productDifficultyLevel": "MIXED", "productDuration": "3 months at 5 hours a week",
        }
    )  # fmt: skip
    assert course == Course(
        id="s12n~9ab-_C", title="Sailing", slug="sailing", partner="Port A, Port B", skills=("Knots", "Sails"),
        url="https://www.coursera.org/specializations/sailing", level="mixed", hours=60.0, rating=4.61,
        kind="specialization",
    )  # fmt: skip


def test_the_shape_of_the_listing_of_courses() -> None:
    course = course_from_record(
        {
            "id": "69Bku0KoEeWZtA4u62x6lQ", "slug": "gamification", "name": "Gamification", "courseType": "v2.ondemand",
            "description": "<p>Play &amp; work</p>", "primaryLanguages": ["en"], "domainTypes": [{"name": "business"}],
        }
    )  # fmt: skip
    assert (course.id, course.slug, course.language) == (
        "course~69Bku0KoEeWZtA4u62x6lQ",
        "gamification",
        "en",
    )
    assert (course.description, course.categories, course.url) == ("Play & work", ("business",), None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_with_other_names_for_columns(file: Path, delimiter: str) -> None:
    rows = [
        ["", "course_title", "course_organization", "course_Certificate_type", "course_rating", "course_difficulty",
         "course_students_enrolled", "Course Url"],
        ["0", '"Knots, old and\nnew"' if delimiter == "," else "Knots", "Port", "COURSE", "4.7", "Mixed", "5.3k",
         "https://www.coursera.org/learn/knots"],
    ]  # fmt: skip
    file.write_text("\n".join(delimiter.join(row) for row in rows), "utf-8")
    (course,) = courses_of(file)
    assert (course.id, course.partner, course.rating) == ("course~knots", "Port", 4.7)
    assert (course.level, course.enrolments, course.kind) == ("mixed", 5300, "course")


def test_windows_letters(file: Path) -> None:
    file.write_bytes("titre;lien\nNœuds été;/learn/noeuds\n".encode("cp1252"))
    assert titles(file) == ["Nœuds été"]


def test_a_broken_row_costs_only_itself(file: Path) -> None:
    lines = [json.dumps(KNOTS), "{broken", '["no object"]', json.dumps({"id": "x9"}), json.dumps(SAILS)]
    file.write_text("\n".join(lines), "utf-8")
    account = Account()
    assert titles(file, account) == ["Knots", "Sails"]
    assert problems(file) == [(2, "broken_json"), (3, "not_an_object"), (4, "no_title")]
    assert account == Account(2, 0, account.rejected)
    assert account.rejected == {"broken_json": 1, "not_an_object": 1, "no_title": 1}


def test_a_broken_item_of_an_array_costs_only_itself(file: Path) -> None:
    items = [json.dumps(KNOTS, indent=1), '{"id": 5, "title": "Lost" "url": 3}', json.dumps(SAILS)]
    file.write_text("[" + ",\n".join(items) + "]", "utf-8")
    assert titles(file) == ["Knots", "Sails"]
    assert [code for _, code in problems(file)] == ["broken_json"]


def test_a_cut_array_gives_what_is_whole(file: Path) -> None:
    file.write_text(json.dumps([KNOTS, SAILS])[:-20], "utf-8")
    assert titles(file) == ["Knots"]


def test_a_broken_row_of_a_table(file: Path) -> None:
    file.write_text("title,url\nKnots,/learn/knots\nSails,/learn/sails,too,many\nOars,/learn/oars\n", "utf-8")
    assert titles(file) == ["Knots", "Oars"]
    assert problems(file) == [(3, "broken_row")]


def test_duplicates_are_counted_by_id_and_by_address(file: Path) -> None:
    again = KNOTS | {"id": "course~other"}
    file.write_text("\n".join(json.dumps(course) for course in (KNOTS, SAILS, KNOTS, again)), "utf-8")
    account = Account()
    assert titles(file, account) == ["Knots", "Sails"]
    assert (account.courses, account.duplicates) == (2, 2)


def test_a_row_number_is_no_id_when_there_is_a_name(file: Path) -> None:
    file.write_text(json.dumps(KNOTS) + "\n" + json.dumps({"id": 7, "title": "Oars"}), "utf-8")
    first, second = (row for row in read_catalogue(file) if isinstance(row, Row))
    assert (first.course.id, first.written_id, first.number) == ("course~knots", "0", 0)
    assert (second.course.id, second.number) == ("course~7", 1)


@pytest.mark.parametrize(
    ("record", "code"),
    [({"title": "  "}, "no_title"), ({"title": "42", "id": "a"}, "no_title"), ({"title": "Knots"}, "no_id"),
     ({"title": "K" * 400, "id": "a"}, "bad_title"), ({}, "no_title")],
)  # fmt: skip
def test_reasons(record: dict[str, Any], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        course_from_record(record)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"only words", "unknown_format"),
        (b"a,b\x00c", "unknown_format"),
        (b"[1, 2]", "no_records"),
        (gzip.compress(json.dumps(KNOTS).encode() * 50, mtime=0)[:-30], "damaged"),
    ],
)
def test_useless_files(file: Path, content: bytes, code: str) -> None:
    file.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        list(read_catalogue(file))
    assert refused.value.code == code


@given(st.binary(max_size=200) | st.text(alphabet='[]{}",:\n title0', max_size=200).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_file_is_a_surprise(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    try:
        rows = list(read_catalogue(file))
    except UnreadableFile as refused:
        assert refused.code in FILE_CODES
        return
    assert all(isinstance(row, Row) or row.code in CODES | ITEM_CODES for row in rows)


@pytest.mark.parametrize("piece", ['{"a":', "[", '},{"', '{"title":"', "a,", '"'])
def test_long_monotonous_files_come_to_an_end(file: Path, piece: str) -> None:
    file.write_text(piece * (200_000 // len(piece)), "utf-8")
    try:
        assert not titles(file)
    except UnreadableFile as refused:
        assert refused.code in FILE_CODES


records = st.dictionaries(
    st.sampled_from(
        ["id", "title", "url", "skills", "level", "hours", "rating", "language", "kind", "partner"]
    ),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.lists(st.text(max_size=9)),
)


@given(records)
def test_every_record_is_a_course_or_a_reason(record: dict[str, Any]) -> None:
    try:
        course = course_from_record(record)
    except Rejected as refused:
        assert refused.code in CODES
    else:
        assert course == course_from_record(record)


@pytest.mark.skipif(
    not (SHARED / "eval/courses").is_dir(), reason="needs the labelled data beside the repository"
)
def test_a_real_catalogue_is_read_whole() -> None:
    account = Account()
    for row in read_catalogue(SHARED / "eval/courses/catalogue.jsonl.gz", account):
        assert isinstance(row, Row)
        if account.courses == 2_000:
            break
    assert account.duplicates == 0
