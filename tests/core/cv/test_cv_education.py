from __future__ import annotations

import pytest

from app.core.cv.degrees import level_of
from app.core.cv.education import education_level, find_education
from app.core.cv.profile import Education
from app.core.cv.sections import split
from tests.core.cv.cv_texts import TODAY, document_of

LEVELS = [
    ("Master's certificate in Six Sigma", None),
    ("Adult education, not degree focused", None),
    ("Baccalauréat Mathématiques", "secondary"),
    ("Bac Sciences expérimentales", "secondary"),
    ("Abitur, Gymnasium am Park", "secondary"),
    ("GCSEs", "secondary"),
    ("A-levels: Maths, Physics", "secondary"),
    ("High School Diploma", "secondary"),
    ("شهادة الباكالوريا", "secondary"),
    ("BTS Comptabilité", "vocational"),
    ("DUT Informatique", "vocational"),
    ("CAP Cuisine", "vocational"),
    ("HND Business", "vocational"),
    ("NVQ Level 3", "vocational"),
    ("Ausbildung zum Koch", "vocational"),
    ("Technicien supérieur en électronique", "vocational"),
    ("Associate of Science", "vocational"),
    ("مؤهل تقني سامي", "vocational"),
    ("Licence en droit", "bachelor"),
    ("Licence appliquée en gestion", "bachelor"),
    ("Maîtrise en économie", "bachelor"),
    ("BSc (Hons) Biology", "bachelor"),
    ("B.S. Computer Science", "bachelor"),
    ("Bachelor of Arts", "bachelor"),
    ("BachelorofArts :Business", "bachelor"),
    ("Bachelier en soins infirmiers", "bachelor"),
    ("Bac+3", "bachelor"),
    ("Diplom (FH)", "bachelor"),
    ("الإجازة في الحقوق", "bachelor"),
    ("بكالوريوس في المحاسبة", "bachelor"),
    ("Master Logistique", "master"),
    ("Master's degree in Physics", "master"),
    ("MSc Data Science", "master"),
    ("MBA", "master"),
    ("Mastère spécialisé", "master"),
    ("Diplôme national d'ingénieur", "master"),
    ("Ingénieur en génie civil", "master"),
    ("Bac +5", "master"),
    ("Diplom-Informatiker", "master"),
    ("Staatsexamen Medizin", "master"),
    ("PhD candidate", "master"),
    ("ماجستير إدارة أعمال", "master"),
    ("شهادة مهندس في الإعلامية", "master"),
    ("Doctorat en chimie", "doctorate"),
    ("PhD in Physics", "doctorate"),
    ("Dr. rer. nat.", "doctorate"),
    ("دكتوراه في الفيزياء", "doctorate"),
    ("Permis B", None),
    ("Football", None),
]


@pytest.mark.parametrize(("text", "level"), LEVELS)
def test_level(text: str, level: str | None) -> None:
    assert level_of(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "Scrum Master",
        "Webmaster",
        "Master data management",
        "Permis de conduire, licence B",
        "MS Office",
        "BA",
    ],
)
def test_words_that_are_no_degree_outside_education(text: str) -> None:
    assert level_of(text, in_education=False) is None


def entries(text: str) -> tuple[Education, ...]:
    return find_education(split(document_of(text).lines), TODAY)


def test_school_and_year_on_the_same_line() -> None:
    (found,) = entries("Formation\n2012 – 2015 : Licence en gestion, Université du Lac, Tunis")
    assert (found.title, found.institution, found.year) == ("Licence en gestion", "Université du Lac", 2015)


def test_school_and_year_on_the_lines_below() -> None:
    (found,) = entries("Education\nBSc Biology\nUniversity of North Dale, 2015")
    assert (found.institution, found.year) == ("University of North Dale", 2015)


def test_years_above_their_degrees() -> None:
    found = entries("Education\n2012\nMSc Biology\n2010\nBSc Biology\n2007\nA-levels")
    assert [entry.year for entry in found] == [2012, 2010, 2007]


def test_running_studies_have_no_year() -> None:
    (found,) = entries("Formation\nMaster en droit, Université du Lac, depuis 2025")
    assert found.year is None


def test_degree_without_a_heading() -> None:
    (found,) = entries(
        "Jane Doe\njane@example.com\n2014 - 2017 BA (Hons) Marketing, University of Westermoor"
    )
    assert (found.level, found.year) == ("bachelor", 2017)


def test_highest_level_counts() -> None:
    found = entries("Education\nMSc Biology, 2012\nBSc Biology, 2010")
    assert education_level(found) == "master"
    assert education_level(()) is None
