"""A person with a CV, an offer that lacks something, a course for it, another person's application, and tokens."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pytest
from flask import Flask

from app.services import cvs
from app.services.courses import catalogue
from app.services.tokens import personal
from app.services.tracker import creating
from app.services.tracker.creating import Details
from course_scraper.course import Course
from tests.factories import CV_TEXT, make_user, posting, store


@dataclass(frozen=True)
class Scene:
    amel: int
    job: int
    somebody_elses: int
    reading: str
    writing: str
    disabled: str
    empty: str


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        amel = make_user("amel@example.org", language="fr")
        ben, gone = make_user("ben@example.org"), make_user("gone@example.org", is_active=False)
        text = "Required: Python, PostgreSQL and Tableau. A plus: Figma."
        job = store(posting(1, description_text=text), posting(2))[0]
        learn = "https://courses.example.org/learn/c1"
        catalogue.save(
            [Course(id="course~c1", title="Tableau from the beginning", skills=("Tableau",), url=learn,
                    partner="Partner", language="en", hours=12.0, level="beginner")],
            "import",
        )  # fmt: skip
        cvs.upload(amel, BytesIO(CV_TEXT.encode()), "cv.txt")
        return Scene(
            amel=amel,
            job=job,
            somebody_elses=creating.add(ben, Details("A secret wish", "Elsewhere"), "saved"),
            reading=personal.create(amel, "reads", ["read"], 30)[1],
            writing=personal.create(amel, "writes", ["read", "write"], 30)[1],
            disabled=personal.create(gone, "gone", ["read", "write"], 30)[1],
            empty=personal.create(ben, "no CV", ["read"], None)[1],
        )
