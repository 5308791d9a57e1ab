"""Offers brought in over the API, with applications for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Task
from app.outgoing import client_of
from app.services import tasks
from app.worker import HANDLERS
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import make_user
from tests.fake_web import FakeWeb

API, HOST = "/api/v1", "careers.example.org"
PAGE = f"https://{HOST}/jobs/42"
TEXT = "We build tools with Python, Docker and PostgreSQL in a small team near the sea. Permanent contract."
SIGN_IN = Callable[..., Headers]


def offer_page(title: str = "Python developer") -> str:
    offer = {
        "@type": "JobPosting",
        "title": title,
        "description": f"<p>{TEXT}</p>",
        "hiringOrganization": {"name": "Nour Systems"},
        "jobLocation": {"address": {"addressLocality": "Tunis", "addressCountry": "TN"}},
    }
    return f'<html><head><script type="application/ld+json">{json.dumps(offer)}</script></head><body><h1>x</h1></body></html>'


@pytest.fixture
def web(app: Flask) -> Iterator[FakeWeb]:
    with FakeWeb() as started:
        routes = {"outgoing_routes": started.setting(HOST), "host_pause": 0.0}
        settings = app.extensions["settings"].model_copy(update=routes)
        with app.app_context():
            app.extensions["outgoing_client"] = client_of(settings)
        yield started


def work(app: Flask) -> None:
    with app.app_context():
        for task_id in db.session.scalars(select(Task.id).where(Task.state == "queued")).all():
            tasks.run(task_id, HANDLERS)


def test_an_application_by_address(
    app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN, web: FakeWeb
) -> None:
    web.answer(HOST, "/jobs/42", body=offer_page())
    headers = sign_in()
    asked = client.post(f"{API}/imports", json={"address": f"{HOST}/jobs/42", "track": True}, headers=headers)
    assert (asked.status_code, asked.json["state"], asked.json["url"]) == (202, "waiting", PAGE)
    assert client.get(asked.headers["Location"], headers=headers).json["state"] in {
        "queued",
        "running",
        "done",
    }
    work(app)
    done = client.get(f"{API}/imports/{asked.json['id']}", headers=headers).json
    assert (done["state"], done["fault"], done["said"]) == ("done", None, None)
    application = client.get(f"{API}/applications/{done['application_id']}", headers=headers).json
    assert (application["title"], application["job_id"]) == ("Python developer", done["job_id"])
    assert client.get(f"{API}/jobs/{done['job_id']}", headers=headers).json["company"] == "Nour Systems"
    assert client.get(f"{API}/jobs/{done['job_id']}").status_code == 404  # nobody else sees it
    again = client.post(f"{API}/imports", json={"address": PAGE, "track": True}, headers=headers)
    same = {"job_id": done["job_id"], "application_id": done["application_id"]}
    assert (again.status_code, again.json) == (200, same)
    [own] = client.get(f"{API}/imports", headers=headers).json["offers"]
    assert own["id"] == done["job_id"]
    with app.app_context():
        make_user("ben@example.org")
    others = sign_in("ben@example.org")
    assert client.get(f"{API}/imports/{asked.json['id']}", headers=others).status_code == 404
    assert client.delete(f"{API}/imports/offers/{own['id']}", headers=others).status_code == 404
    assert client.delete(f"{API}/imports/offers/{own['id']}", headers=headers).status_code == 204
    assert client.get(f"{API}/jobs/{own['id']}", headers=headers).status_code == 404


def test_what_cannot_be_read_says_why(
    app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN, web: FakeWeb
) -> None:
    web.answer(HOST, "/jobs/1", body="<html><body><p>Nothing here.</p></body></html>")
    headers = {**sign_in(), "Accept-Language": "en"}
    asked = client.post(f"{API}/imports", json={"address": f"https://{HOST}/jobs/1"}, headers=headers)
    work(app)
    failed = client.get(f"{API}/imports/{asked.json['id']}", headers=headers).json
    assert (failed["state"], failed["fault"], failed["job_id"]) == ("failed", "no_offer", None)
    assert "offer" in failed["said"]
    for body, code in (
        ({"address": "javascript:alert(1)"}, "bad_address"),
        ({"address": "not an address at all"}, "bad_address"),
        ({"address": "x" * 2001}, "invalid"),
        ({"address": ""}, "invalid"),
        ({"address": PAGE, "more": 1}, "invalid"),
    ):
        refused = client.post(f"{API}/imports", json=body, headers=headers)
        assert (refused.status_code in {400, 422}, refused.json["code"]) == (True, code), refused.json


def test_text_and_saved_pages(app: Flask, client: CheckingClient, amel: int, sign_in: SIGN_IN) -> None:
    headers = sign_in()
    given = {
        "title": "Data engineer",
        "text": TEXT,
        "company": "Nour Systems",
        "location": "Tunis",
        "track": True,
    }
    keyed = {**headers, "Idempotency-Key": "once"}
    first, second = (client.post(f"{API}/imports/text", json=given, headers=keyed) for _time in (1, 2))
    assert (first.status_code, first.json) == (201, second.json)
    assert client.get(first.headers["Location"], headers=headers).json["title"] == "Data engineer"
    [application] = client.get(f"{API}/applications", headers=headers).json["applications"]
    assert application["id"] == first.json["application_id"]
    for wrong in ({**given, "text": "short"}, {**given, "title": " "}, {**given, "text": "x" * 60_001}):
        assert client.post(f"{API}/imports/text", json=wrong, headers=headers).status_code in {400, 422}

    def send(content: bytes) -> object:
        form = {"file": (BytesIO(content), "offer.html"), "url": PAGE}
        return client.post(f"{API}/imports/page", data=form, headers=headers)

    saved = send(offer_page("Cook").encode())
    assert (saved.status_code, saved.json["application_id"]) == (201, None)  # type: ignore[attr-defined]
    empty = send(b"")
    assert (empty.status_code, empty.json["code"]) in {(422, "not_a_page"), (422, "no_offer")}  # type: ignore[attr-defined]
    assert len(client.get(f"{API}/imports", headers=headers).json["offers"]) == 2
