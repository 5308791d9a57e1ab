"""What administrators may do over the API, and nobody else."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from app.models import ScrapingRun
from app.services import site_figures
from app.services.people import listing
from app.services.transaction import transaction
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import make_user

A = "/api/v1/admin"


def test_administrators_see_runs_figures_and_people(
    app: Flask, client: CheckingClient, amel: int, offers: list[int], sign_in: Callable[..., Headers]
) -> None:
    with app.app_context():
        admin_id = make_user("admin@example.org", role="admin")
        with transaction() as session:
            session.add(ScrapingRun(source="demo", status="ok", jobs_found=3, jobs_new=3))
    headers = sign_in("admin@example.org")
    [run] = client.get(f"{A}/scraping/logs?source=demo", headers=headers).json["runs"]
    assert (run["source"], run["status"], run["jobs_new"]) == ("demo", "ok", 3)
    assert client.get(f"{A}/scraping/logs?source=other", headers=headers).json["paging"]["total"] == 0
    assert client.get(f"{A}/scraping/logs?page=2", headers=headers).status_code == 404
    found = client.get(f"{A}/stats", headers=headers).json
    with app.app_context():
        figures = site_figures.figures()
        people = listing.people(listing.PeopleFilter())
    assert found["people"]["registered"] == figures.people.registered == 2
    assert found["offers_listed"] == figures.offers.listed == len(offers)
    listed = client.get(f"{A}/users", headers=headers).json["people"]
    assert [one["id"] for one in listed] == [row.id for row in people.rows]
    assert "password" not in client.get(f"{A}/users", headers=headers).text
    [one] = client.get(f"{A}/users?text=amel&role=user", headers=headers).json["people"]
    assert (one["id"], one["email"]) == (amel, "amel@example.org")
    assert client.get(f"{A}/users?sort=password", headers=headers).status_code == 400
    assert admin_id != amel


def test_a_run_is_asked_for_once(app: Flask, client: CheckingClient, sign_in: Callable[..., Headers]) -> None:
    with app.app_context():
        make_user("admin@example.org", role="admin")
    headers, path = sign_in("admin@example.org"), f"{A}/scraping/trigger"
    assert client.post(path, json={"source": "nowhere"}, headers=headers).status_code == 404
    asked = client.post(path, json={"source": "arbeitnow"}, headers=headers)
    assert asked.status_code == 202, asked.json
    assert client.get(asked.headers["Location"], headers=headers).json["name"] == "scrape"
    again = client.post(path, json={"source": "arbeitnow"}, headers=headers).json["runs"]
    assert again == [{**asked.json["runs"][0], "is_new": False}]


def test_nobody_else_may(client: CheckingClient, amel: int, sign_in: Callable[..., Headers]) -> None:
    headers = sign_in()
    for method, path in (
        ("get", "scraping/logs"),
        ("post", "scraping/trigger"),
        ("get", "stats"),
        ("get", "users"),
    ):
        assert getattr(client, method)(f"{A}/{path}").status_code == 401
        assert getattr(client, method)(f"{A}/{path}", headers=headers).status_code == 403
    assert amel
