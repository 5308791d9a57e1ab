"""The sample CVs open in the product's own reader and say that they are samples."""

from __future__ import annotations

import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.core.cv.document import Document
from app.core.cv.parse import parse
from app.core.cv.reading import read
from demo_data.maker.cv import read_cv
from demo_data.maker.model import MakerError

CVS = Path(__file__).resolve().parents[2] / "demo_data" / "cvs"
TODAY = date(2026, 11, 2)
PEOPLE = {
    "amira-ben-salem.pdf": ("Amira Ben Salem", "fr", "TN", "+216 71 000 142", 6.0),
    "oliver-hartley.docx": (
        "Oliver Hartley",
        "en",
        "GB",
        "0113 496 0158",
        9.0,
    ),  # 0113 496 0xxx is for fiction
    "jana-weber.txt": ("Jana Weber", "de", "DE", "0221 4710 372", 5.0),  # 0221 4710 xxx likewise
}
everyone = pytest.mark.parametrize("name", PEOPLE)


@cache
def document(name: str) -> Document:
    return read(CVS / name, name)


@everyone
def test_it_opens_and_the_person_is_recognised(name: str) -> None:
    person, language, country, phone, years = PEOPLE[name]
    profile = parse(document(name), TODAY)
    assert profile.contact.name == person
    assert profile.contact.email is not None
    assert profile.contact.email.endswith("@example.org")
    assert profile.contact.phone == phone
    assert profile.contact.place is not None
    assert profile.contact.place.country == country
    assert profile.language == language
    assert profile.total_years is not None
    assert years <= profile.total_years < years + 1
    assert len(profile.skills) >= 10


@everyone
def test_the_last_line_says_that_the_person_is_invented(name: str) -> None:
    last = next(line.text for line in reversed(document(name).visible) if line.text.strip())
    assert last == read_cv(name.rsplit(".", 1)[0]).note
    assert PEOPLE[name][0] in last


@everyone
def test_every_job_and_skill_of_the_source_is_in_the_file(name: str) -> None:
    cv = read_cv(name.rsplit(".", 1)[0])
    text = " ".join(document(name).text.split())
    for job in cv.jobs:
        assert job.company in text
        assert job.dates in text
    for skills in cv.skills.values():
        assert all(skill in text for skill in skills.split(", "))


def test_the_pdf_is_one_page_in_two_columns() -> None:
    lines = [line.text for line in document("amira-ben-salem.pdf").visible]
    assert document("amira-ben-salem.pdf").pages == 1
    assert lines.index("Langues") < lines.index("Expérience professionnelle")


def test_the_docx_has_a_header_and_a_table_and_no_clock() -> None:
    with zipfile.ZipFile(CVS / "oliver-hartley.docx") as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 5, 9, 0, 0)}
        assert b"Oliver Hartley" in archive.read("word/header1.xml")
        assert b"<w:tbl>" in archive.read("word/document.xml")


def test_the_text_is_utf8() -> None:
    assert "Köln" in (CVS / "jana-weber.txt").read_bytes().decode("utf-8")


def test_a_cv_without_a_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demo_data.maker.cv.load", lambda path: {"headline": "x"})
    with pytest.raises(MakerError, match="nobody: 'name'"):
        read_cv("nobody")
