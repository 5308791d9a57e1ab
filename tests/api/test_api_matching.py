"""Scores over the API: the numbers of the pages, with their evidence."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import isclose

import pytest
from flask import Flask

from app.core.matching.weights import DEFAULT_WEIGHTS
from app.models import CV
from app.services import cv_analysis, cvs, jobs, matching
from app.services.course_effects import best_offers
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import CV_TEXT, make_user, posting, store

M = "/api/v1/matching"
ASKING = "Requirements: Python, Docker, Kubernetes. You speak German. Remote only. 5 years of experience."


@pytest.fixture
def cv_id(app: Flask, amel: int) -> int:
    with app.app_context():
        return cvs.upload(amel, BytesIO(CV_TEXT.encode()), "cv.txt").id


@pytest.fixture
def asking(app: Flask, offers: list[int]) -> int:
    with app.app_context():
        return store(posting(9, title="Data engineer", description_text=ASKING))[0]


def test_a_score_says_why(
    app: Flask, client: CheckingClient, amel: int, cv_id: int, asking: int, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    found = client.get(f"{M}/jobs/{asking}/score", headers=headers).json
    with app.app_context():
        page = jobs.job_page(asking, amel)
        version = matching.version()
    assert page.match is not None
    assert (found["total"], found["band"], found["confidence"]) == (
        page.match.total,
        page.match.band,
        page.match.confidence,
    )
    assert (found["cv_id"], found["scorer_version"]) == (cv_id, version)
    assert isclose(sum(part["points"] for part in found["parts"]), found["total"], abs_tol=0.05)
    assert {part["name"]: part["weight"] for part in found["parts"]} == dict(DEFAULT_WEIGHTS.by_part)
    lines = CV_TEXT.splitlines()
    python = next(skill for skill in found["matched"] if skill["id"] == "python")
    assert python["evidence"]
    assert all("ython" in lines[line["number"] - 1] for line in python["evidence"])
    assert {skill["id"] for skill in found["matched"]} | {skill["id"] for skill in found["related"]} == {
        skill.skill for skill in page.match.matched
    }
    gaps = {gap["id"]: gap["gain"] for gap in found["missing"]}
    assert gaps == {gap.skill: gap.gain for gap in page.match.missing}
    assert all("%(" not in reason["text"] and reason["text"] != reason["code"] for reason in found["reasons"])
    assert [one["code"] for one in found["deal_breakers"]] == [one.code for one in page.match.deal_breakers]
    french = client.get(f"{M}/jobs/{asking}/score", headers={**headers, "Accept-Language": "fr"}).json
    assert [one["code"] for one in french["reasons"]] == [one["code"] for one in found["reasons"]]
    assert french["total"] == found["total"]


def test_recommendations_come_in_pages_and_can_be_narrowed(
    app: Flask, client: CheckingClient, amel: int, cv_id: int, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    with app.app_context():
        store(*(posting(number, country="FR" if number % 2 else "TN") for number in range(1, 24)))
    first = client.get(f"{M}/jobs", headers=headers)
    assert len(first.json["jobs"]) == 20
    totals = [job["match"]["total"] for job in first.json["jobs"]]
    assert totals == sorted(totals, reverse=True)
    assert all(job["reasons"] for job in first.json["jobs"])
    assert 'rel="next"' in first.headers["Link"]
    second = client.get(f"{M}/jobs?page=2", headers=headers).json
    assert second["paging"] == {"page": 2, "page_size": 20, "pages": 2, "total": 23, "next_cursor": None}
    assert len({job["id"] for job in first.json["jobs"] + second["jobs"]}) == 23
    best = client.get(f"{M}/jobs?page_size=3", headers=headers).json
    assert [job["id"] for job in best["jobs"]] == [job["id"] for job in first.json["jobs"][:3]]
    assert (best["paging"]["pages"], best["paging"]["total"]) == (8, 23)
    narrow = client.get(f"{M}/jobs?country=FR", headers=headers).json
    assert {job["country"] for job in narrow["jobs"]} == {"FR"}
    assert client.get(f"{M}/jobs?page=3", headers=headers).status_code == 404
    assert client.get(f"{M}/jobs?salary_min=abc", headers=headers).status_code == 400
    assert cv_id


def test_a_cv_against_the_offers_and_many_offers_at_once(
    app: Flask, client: CheckingClient, amel: int, cv_id: int, asking: int, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    found = client.get(f"{M}/cv/{cv_id}/analyze", headers=headers).json
    with app.app_context():
        cv = cvs.get(amel, cv_id)
        each = list(matching.explain_many(cv, best_offers(cv)).values())
        assert found["offers"] == len(each) == 4
        assert found["overall_score"] == round(sum(one.total or 0 for one in each) / 4, 1)
        expected = {gap.skill for one in each for gap in one.missing}
        assert {one["id"] for one in found["missing_skills"]} == expected
    held = {one["id"]: one["offers"] for one in found["skills_match"]}
    assert held["python"] == 4
    assert found["parts"][0]["label"] != found["parts"][0]["name"]
    body = {"job_ids": [asking, asking, 99999], "cv_id": cv_id}
    many = client.post(f"{M}/batch/analyze", json=body, headers=headers).json
    assert (many["cv_id"], many["missing"]) == (cv_id, [99999])
    [one] = many["results"]
    alone = client.get(f"{M}/jobs/{asking}/score", headers=headers).json
    assert one == {name: value for name, value in alone.items() if name in one}
    assert client.post(f"{M}/batch/analyze", json={"job_ids": [1] * 51}, headers=headers).status_code == 400
    assert client.post(f"{M}/batch/analyze", json={"job_ids": []}, headers=headers).status_code == 400


def test_without_a_cv_and_with_another_persons(
    app: Flask, client: CheckingClient, cv_id: int, asking: int, sign_in: Callable[..., Headers]
) -> None:
    with app.app_context():
        make_user("other@example.org")
    theirs = sign_in("other@example.org")
    for path in ("jobs", f"jobs/{asking}/score"):
        refused = client.get(f"{M}/{path}", headers=theirs)
        assert (refused.status_code, refused.json["code"]) == (409, "no_cv")
    asked = client.post(f"{M}/batch/analyze", json={"job_ids": [asking]}, headers=theirs)
    assert (asked.status_code, asked.json["code"]) == (409, "no_cv")
    for id_ in (cv_id, 99999):
        assert client.get(f"{M}/cv/{id_}/analyze", headers=theirs).status_code == 404
        body = {"job_ids": [asking], "cv_id": id_}
        assert client.post(f"{M}/batch/analyze", json=body, headers=theirs).status_code == 404
    assert client.get(f"{M}/jobs/99999/score", headers=theirs).status_code == 404
    assert client.get(f"{M}/jobs").status_code == 401


def test_a_cv_is_analyzed_where_nothing_is_open(app: Flask, amel: int, cv_id: int) -> None:
    with app.app_context():
        found = cv_analysis.analyze(amel, cv_id)
        assert isinstance(found.cv, CV)
        assert (found.offers, found.total, found.parts, found.missing) == (0, None, (), ())
