"""Courses over the API: what is found, kept, and what it does to scores, as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from app.extensions import db
from app.models import Course
from app.services import cvs, job_courses, learning_plan
from app.services.courses import catalogue
from course_scraper.course import Course as Record
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import CV_TEXT, make_user, posting, store

C = "/api/v1/courses"


def record(number: int, title: str, *skills: str, **changes: object) -> Record:
    given = {"partner": f"Partner {number}", "language": "en", "hours": 10.0, "level": "beginner", **changes}
    url = f"https://courses.example.org/learn/c{number}"
    return Record(id=f"course~c{number}", title=title, skills=skills, url=url, **given)  # type: ignore[arg-type]


@pytest.fixture
def courses(app: Flask, amel: int) -> dict[str, int]:
    with app.app_context():
        kept = [record(100 + number, f"Painting {number}", "Watercolour") for number in range(22)]
        tableau = record(1, "Tableau from the beginning", "Tableau", hours=12.0)
        terraform = record(2, "Terraform at work", "Terraform", level="advanced", kind="project", hours=1.5)
        catalogue.save([tableau, terraform, *kept], "import")
        cvs.upload(amel, BytesIO(CV_TEXT.encode()), "cv.txt")
        return {row.course_id.partition("~")[2]: row.id for row in db.session.query(Course)}


@pytest.fixture
def job_id(app: Flask) -> int:
    with app.app_context():
        text = "Required: Python, Tableau and Terraform. A plus: Figma."
        return store(posting(1, description_text=text))[0]


def test_the_catalogue_is_searched(
    client: CheckingClient, courses: dict[str, int], sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    first = client.get(C, headers=headers)
    assert (len(first.json["courses"]), first.json["paging"]["total"]) == (20, 24)
    assert len(client.get(f"{C}?page=2", headers=headers).json["courses"]) == 4
    assert client.get(f"{C}?page=3", headers=headers).status_code == 404
    some = client.get(f"{C}?page=2&page_size=5", headers=headers).json
    assert some["courses"] == first.json["courses"][5:10]
    assert some["paging"]["pages"] == 5
    named = client.get(f"{C}?q=docker&page_size=2", headers=headers).json
    assert len(named["courses"]) == min(2, named["paging"]["total"])
    [found] = client.get(f"{C}?kind=project&hours=5&level=advanced&language=EN", headers=headers).json[
        "courses"
    ]
    assert (found["id"], found["title"], found["state"]) == (courses["c2"], "Terraform at work", None)
    worded = client.get(f"{C}?q=tableau", headers=headers).json
    assert worded["courses"][0]["id"] == courses["c1"]
    assert worded["courses"][0]["score"] > 0
    for wrong in ("level=expert", "kind=x", "hours=-1", "hours=nan", "language=%27", "partner=%00", "q=%00"):
        assert client.get(f"{C}?{wrong}", headers=headers).status_code == 400, wrong
    assert client.get(C).status_code == 401


def test_a_course_is_kept_done_and_taken_off(
    client: CheckingClient, courses: dict[str, int], job_id: int, sign_in: Callable[..., Headers]
) -> None:
    headers, path = sign_in(), f"{C}/{courses['c1']}"
    promised = client.get(f"{path}?job={job_id}", headers=headers).json["effects"][0]
    assert promised["job_id"] == job_id
    assert promised["gain"] > 0
    score = f"/api/v1/matching/jobs/{job_id}/score"
    assert client.get(score, headers=headers).json["total"] == promised["before"]
    for state in ("saved", "started", "done"):
        marked = client.put(f"{path}/state", json={"state": state}, headers=headers)
        assert (marked.status_code, marked.json["state"]) == (200, state)
        [kept] = client.get(f"{C}/kept", headers=headers).json["courses"]
        assert (kept["state"], kept["course"]["id"]) == (state, courses["c1"])
    assert client.get(score, headers=headers).json["total"] == promised["after"]
    assert client.put(f"{path}/state", json={"state": "none"}, headers=headers).json["state"] is None
    assert client.get(f"{C}/kept", headers=headers).json == {"courses": []}
    assert client.put(f"{path}/state", json={"state": "gone"}, headers=headers).status_code == 400
    assert client.put(f"{C}/99999/state", json={"state": "done"}, headers=headers).status_code == 404


def test_gaps_and_plans_are_those_of_the_pages(
    app: Flask,
    client: CheckingClient,
    amel: int,
    courses: dict[str, int],
    job_id: int,
    sign_in: Callable[..., Headers],
) -> None:
    headers = sign_in()
    gaps = client.get(f"{C}/jobs/{job_id}", headers=headers).json["gaps"]
    plan = client.get(f"{C}/jobs/{job_id}/plan", headers=headers).json
    best = client.get(f"{C}/plan?offers=5", headers=headers).json
    with app.app_context():
        expected = job_courses.of_job(job_id, amel, "en")
        planned = learning_plan.of_job(job_id, amel, "en")
    assert expected is not None
    assert planned is not None
    assert [(gap["id"], gap["gain"]) for gap in gaps] == [
        (gap.missing.skill, gap.missing.gain) for gap in expected.gaps
    ]
    offered = {one["id"] for gap in gaps for one in gap["courses"]}
    assert {courses["c1"], courses["c2"]} <= offered
    assert [step["course"]["id"] for step in plan["steps"]] == [step.course.id for step in planned.steps]
    assert (plan["job_id"], plan["hours"], plan["gaps"]) == (job_id, planned.hours, planned.gaps)
    assert plan["outcome"][0]["after"] > plan["outcome"][0]["before"]
    assert (best["job_id"], best["offers"], best["hours"]) == (None, 1, plan["hours"])
    with app.app_context():
        make_user("other@example.org")
    theirs = sign_in("other@example.org")
    for path in (f"jobs/{job_id}", f"jobs/{job_id}/plan", "plan"):
        refused = client.get(f"{C}/{path}", headers=theirs)
        assert (refused.status_code, refused.json["code"]) == (409, "no_cv")
    assert client.get(f"{C}/jobs/99999", headers=headers).status_code == 404
