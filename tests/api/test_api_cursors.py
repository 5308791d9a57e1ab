"""Lists that go on from a cursor: the same entries as page by page, whatever comes in meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import Application, Notification, ScrapingRun, User, utc_now
from app.services import cvs
from app.services.tracker import creating
from app.services.tracker.creating import Details
from app.services.transaction import transaction
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import CV_TEXT, NOW, make_user, posting, salary, store

API = "/api/v1"
SIGN_IN = Callable[..., Headers]


def ids(answer: Any, name: str) -> list[int]:
    return [one["id"] for one in answer.json[name]]


def by_pages(client: CheckingClient, address: str, headers: Headers, name: str) -> list[int]:
    first = client.get(address, headers=headers)
    found = ids(first, name)
    for page in range(2, first.json["paging"]["pages"] + 1):
        found += ids(client.get(f"{address}&page={page}", headers=headers), name)
    return found


def by_cursors(
    client: CheckingClient,
    address: str,
    headers: Headers,
    name: str,
    meanwhile: Callable[[], object] | None = None,
) -> list[int]:
    """From the first page on by the links alone; ``meanwhile`` happens after it."""
    answer = client.get(address, headers=headers)
    found = ids(answer, name)
    if meanwhile:
        meanwhile()
    cursor = answer.json["paging"]["next_cursor"]
    address = f"{address}&cursor={cursor}" if cursor else ""
    while address:
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200, answer.json
        found += ids(answer, name)
        assert answer.json["paging"]["page"] is None
        link, cursor = answer.headers.get("Link"), answer.json["paging"]["next_cursor"]
        assert (link is None) == (cursor is None)
        address = ""
        if link:
            address = link[1 : link.index(">")]
            assert link.endswith('rel="next"')
            assert parse_qs(urlsplit(address).query)["cursor"] == [cursor]
    return found


@pytest.mark.parametrize("sort", ["updated", "applied", "follow_up", "company", "title", "status", "score"])
def test_applications(app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN, sort: str) -> None:
    with app.app_context():
        for number in range(25):
            creating.add(
                amel,
                Details(f"Title {number % 5}", f"Company {number % 3}"),
                ("saved", "applied")[number % 2],
            )
        alike = utc_now() - timedelta(days=1)
        with transaction() as session:
            few = update(Application).where(Application.id % 4 == 0)
            session.execute(few.values(updated_at=alike, match_score=50.0, follow_up_at=alike))
    headers, address = sign_in(), f"{API}/applications?page_size=7&sort={sort}"

    def meanwhile() -> None:
        with app.app_context():
            creating.add(amel, Details("Another", "Company 0"))

    paged = by_pages(client, address, headers, "applications")
    assert len(set(paged)) == 25
    went_on = by_cursors(client, address, headers, "applications", meanwhile)
    assert [one for one in went_on if one in set(paged)] == paged
    assert len(went_on) == len(set(went_on))


def test_offers_in_each_order(app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN) -> None:
    with app.app_context():
        cvs.upload(amel, BytesIO(CV_TEXT.encode()), "cv.txt")
        store(*(
            posting(
                number,
                title=f"{('Python developer', 'Baker')[number % 3 == 0]} {number}",
                published_at=NOW - timedelta(days=number // 4),
                salary=salary(30_000 + number % 3 * 5000, 40_000 + number % 3 * 5000) if number % 5 else None,
            )
            for number in range(1, 51)
        ))  # fmt: skip
    headers = sign_in()
    numbers = iter(range(100, 200))

    def meanwhile() -> None:
        with app.app_context():
            store(
                *(
                    posting(next(numbers), published_at=NOW, salary=salary(90_000, 99_000))
                    for _time in range(3)
                )
            )

    for path, sort in (
        ("jobs", "newest"), ("jobs", "salary"), ("jobs", "match"), ("matching/jobs", "match"),
        ("matching/jobs", "newest"),
    ):  # fmt: skip
        address = f"{API}/{path}?sort={sort}&country=TN&page_size={len(path)}"
        paged = by_pages(client, address, headers, "jobs")
        assert len(paged) == len(set(paged)) >= 50
        assert [
            one for one in by_cursors(client, address, headers, "jobs", meanwhile) if one in set(paged)
        ] == paged
    address = f"{API}/jobs?keyword=python&sort=relevance&page_size=9"
    assert by_cursors(client, address, headers, "jobs") == by_pages(client, address, headers, "jobs")
    cursor = client.get(address, headers=headers).json["paging"]["next_cursor"]
    longer = client.get(
        f"{API}/jobs?keyword=python&sort=relevance&page_size=30&cursor={cursor}", headers=headers
    )
    assert (longer.status_code, longer.json["code"]) == (422, "bad_cursor"), "it counts in pages"
    visitor = f"{API}/jobs?sort=newest"
    assert by_cursors(client, visitor, {}, "jobs") == by_pages(client, visitor, {}, "jobs")


def test_notices(app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN) -> None:
    with app.app_context(), transaction() as session:
        for number in range(30):
            when = utc_now() - timedelta(minutes=number // 3)
            session.add(_notice(amel, number, when))
    headers, address = sign_in(), f"{API}/notifications?page_size=8"

    def meanwhile() -> None:
        with app.app_context(), transaction() as session:
            session.add(_notice(amel, 99, utc_now()))

    paged = by_pages(client, address, headers, "notifications")
    assert len(paged) == 30
    assert by_cursors(client, address, headers, "notifications", meanwhile) == paged


def _notice(user_id: int, number: int, when: Any) -> Notification:
    return Notification(
        user_id=user_id, kind="alert_failed", key=f"k{number}", values={"name": "x"}, path="", created_at=when
    )


def test_lists_of_admins(app: Flask, client: CheckingClient, sign_in: SIGN_IN) -> None:
    with app.app_context():
        make_user("root@example.org", role="admin")
        with transaction() as session:
            for number in range(130):
                when = utc_now() - timedelta(days=number // 4)
                guest = {} if number % 3 else {"is_guest": True}
                address = {"email": f"p{number}@example.org", "email_key": f"p{number}@example.org",
                           "password_hash": "x"} if not guest else {}  # fmt: skip
                session.add(User(created_at=when, last_seen_at=when, **address, **guest))
                session.add(ScrapingRun(source="demo", status="ok", started_at=when, completed_at=when))
    headers = sign_in("root@example.org")

    def meanwhile() -> None:
        with app.app_context(), transaction() as session:
            session.add(ScrapingRun(source="demo", status="ok", started_at=utc_now(), completed_at=utc_now()))

    for sort in ("newest", "oldest", "unseen", "email"):
        address = f"{API}/admin/users?kind=&sort={sort}"
        paged = by_pages(client, address, headers, "people")
        assert len(set(paged)) == 131
        assert by_cursors(client, address, headers, "people") == paged
    address = f"{API}/admin/scraping/logs?source=demo"
    paged = by_pages(client, address, headers, "runs")
    assert by_cursors(client, address, headers, "runs", meanwhile) == paged
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ScrapingRun)) == 131


def test_a_cursor_is_good_for_its_own_list_alone(
    app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN
) -> None:
    with app.app_context():
        ben = make_user("ben@example.org")
        for user_id in (amel, ben):
            for number in range(3):
                creating.add(user_id, Details(f"Title {number}"))
    headers, other = sign_in(), sign_in("ben@example.org")
    address = f"{API}/applications?page_size=1"
    cursor = client.get(address, headers=headers).json["paging"]["next_cursor"]
    good = client.get(f"{address}&cursor={cursor}", headers=headers)
    assert good.status_code == 200
    assert (
        client.get(f"{API}/applications?page_size=2&page=9&cursor={cursor}", headers=headers).status_code
        == 200
    )
    middle = len(cursor) // 2
    changed = cursor[:middle] + ("a" if cursor[middle] != "a" else "b") + cursor[middle + 1 :]
    for wrong, whose in (
        (f"{address}&cursor={changed}", headers),
        (f"{address}&cursor={cursor[:-3]}", headers),
        (f"{address}&cursor=.", headers),
        (f"{address}&cursor={cursor}", other),
        (f"{address}&status=saved&cursor={cursor}", headers),
        (f"{API}/notifications?page_size=1&cursor={cursor}", headers),
        (f"{API}/jobs?cursor={cursor}", headers),
    ):
        answer = client.get(wrong, headers=whose)
        assert (answer.status_code, answer.json["code"]) == (422, "bad_cursor")
        assert "cursor" in answer.json["errors"]
    for wrong in ("a" * 2001, "%00", "%C3%A9", "a b"):
        assert client.get(f"{address}&cursor={wrong}", headers=headers).status_code == 400
