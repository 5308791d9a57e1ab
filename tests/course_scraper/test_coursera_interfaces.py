"""The search gateway's recorded answers and the classic interface."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from course_scraper.coursera.classic_api import ADDRESS, fetch_catalogue, parse_slice
from course_scraper.coursera.gateway import parse_search
from outgoing.endings import Changed, Failed, QuotaUsedUp
from tests.fake_web import Asked, FakeWeb, Reply, client_for

SHARED = Path(os.environ.get("JOBMATCH_SHARED") or Path(__file__).resolve().parents[3] / "shared")
RECORDED = SHARED / "fixtures" / "coursera" / "priyank_search_graphql_2025-08.json"
API = "api.coursera.org"


def answer(*elements: Any, **pagination: Any) -> bytes:
    search = [{"elements": list(elements), "pagination": {"cursor": "1", "totalElements": 9, **pagination}}]
    return json.dumps([{"data": {"SearchResult": {"search": search}}}]).encode()


def product(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"course~abc{number}", "name": f"Glass {number}", "url": f"/learn/glass-{number}",
        "partners": ["Nour Institute", "Sand Academy"], "productType": "COURSE", "skills": ["Glass"],
        "avgProductRating": 4.83, "numProductRatings": 120, "productDifficultyLevel": "INTERMEDIATE", **changes,
    }  # fmt: skip


def test_a_product_of_the_gateway_is_a_course() -> None:
    found = parse_search(answer(product()))
    (course,) = found.courses
    assert (course.id, course.url) == ("course~abc1", "https://www.coursera.org/learn/glass-1")
    assert (course.partner, course.skills, course.level) == (
        "Nour Institute, Sand Academy",
        ("Glass",),
        "intermediate",
    )
    assert (course.rating, course.rating_count) == (4.83, 120)
    assert (found.total, found.next) == (9, "1")


def test_kinds_come_from_the_gateway_and_degrees_are_left_out() -> None:
    found = parse_search(
        answer(
            product(1, id="s12n~a", url="/specializations/a", productType="SPECIALIZATION"),
            product(
                2, id="s12n~b", url="/professional-certificates/b", productType="PROFESSIONAL_CERTIFICATE"
            ),
            product(3, url="/projects/c", productType="GUIDED_PROJECT"),
            product(4, id="degree~d", url="/degrees/d", productType="DEGREE"),
            product(5, name=""),
            product(1, id="s12n~a"),
            {},
            "odd",
            cursor=None,
        )
    )
    assert [course.kind for course in found.courses] == ["specialization", "certificate", "project"]
    assert found.left_out == {"other_product": 1, "no_title": 2, "duplicate": 1, "bad_record": 1}
    assert found.next == ""


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"errors": [{"message": "no"}]}', b'[{"data": {"SearchResult": null}}]']
)
def test_another_answer_of_the_gateway_is_changed(body: bytes) -> None:
    with pytest.raises(Changed):
        parse_search(body)


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded answer is not here")
def test_a_recorded_answer_is_read_whole() -> None:
    found = parse_search(RECORDED.read_bytes())
    kinds = Counter(course.kind for course in found.courses)
    assert kinds == {"course": 1047, "specialization": 350, "certificate": 72, "project": 9}
    assert found.left_out == {"other_product": 22, "no_title": 7}
    assert all(course.partner and course.url for course in found.courses)
    assert sum(bool(course.skills) for course in found.courses) > 1_400
    assert (found.total, found.next) == (10_000, "1")


def element(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"Key{number}", "slug": f"glass-{number}", "name": f"Glass {number}", "courseType": "v2.ondemand",
        "description": "Melt sand.", "workload": "4 weeks of study, 2-4 hours/week", "primaryLanguages": ["en"],
        "partnerIds": ["6"], "domainTypes": [{"domainId": "computer-science", "subdomainId": "x"}], **changes,
    }  # fmt: skip


def slice_of(*elements: Any, **paging: Any) -> dict[str, Any]:
    return {
        "elements": list(elements),
        "paging": {"total": 250, **paging},
        "linked": {"partners.v1": [{"id": "6", "name": "Nour Institute"}, "odd"]},
    }


def test_an_element_of_the_classic_interface_is_a_course() -> None:
    found = parse_slice(json.dumps(slice_of(element(), element(2, name=None), 7)).encode())
    (course,) = found.courses
    assert (course.id, course.url) == ("course~Key1", "https://www.coursera.org/learn/glass-1")
    assert (course.partner, course.hours, course.language) == ("Nour Institute", 12.0, "en")
    assert course.categories == ("Computer science",)
    assert found.left_out == {"no_title": 1, "bad_record": 1}
    assert (found.total, found.next) == (250, "")


def test_the_classic_interface_is_read_from_where_one_stopped(web: FakeWeb) -> None:
    def reply(asked: Asked) -> Reply:
        start = int(asked.params["start"])
        following = {"next": str(start + 100)} if start < 200 else {}
        return Reply(slice_of(element(start), **following))

    web.answer(API, "/api/courses.v1", reply)
    client = client_for(web)
    assert [part.next for part in fetch_catalogue(client)] == ["100", "200", ""]
    assert [part.courses[0].title for part in fetch_catalogue(client, "200")] == ["Glass 200"]


def test_an_offset_that_does_not_grow_ends_the_reading(web: FakeWeb) -> None:
    web.answer(API, "/api/courses.v1", body=slice_of(element(), next="0"))
    assert len(list(fetch_catalogue(client_for(web)))) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_closed_interface_is_said_and_no_fault(web: FakeWeb, status: int) -> None:
    web.answer(API, "/api/courses.v1", status=status)
    (found,) = fetch_catalogue(client_for(web))
    assert not found.courses
    assert str(status) in found.closed


def test_robots_txt_closes_it_too(web: FakeWeb) -> None:
    web.answer(API, "/robots.txt", body="User-agent: *\nDisallow: /api/\n")
    (found,) = fetch_catalogue(client_for(web))
    assert "robots.txt" in found.closed
    assert not web.asked(API, "/api/*")


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply("slower", 429), QuotaUsedUp),
        (Reply("oh", 500), Failed),
        (Reply("bad", 400), Changed),
        (Reply("<html>"), Changed),
        (Reply({"message": "no"}), Changed),
    ],
)
def test_every_other_answer_is_a_typed_fault(web: FakeWeb, reply: Reply, fault: type[Exception]) -> None:
    web.answer(API, "/api/courses.v1", reply)
    with pytest.raises(fault):
        list(fetch_catalogue(client_for(web)))
    assert ADDRESS.endswith(web.asked(API, "/api/*")[0].path)
