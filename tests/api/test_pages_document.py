"""The JSON that the pages serve is described in the same document, and is as described."""

from __future__ import annotations

import inspect
import io
from typing import Any

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.api.pages_document import NOT_DESCRIBED, SERVED, TAG
from app.core.quizzes.categories import category_of
from app.extensions import db
from app.models import Task
from app.services import tasks
from app.services.proofs import overview
from app.web.policy import POLICY, Who
from app.worker import HANDLERS
from tests.client import CheckingClient, sign_in
from tests.factories import CV_TEXT, make_user, posting, salary, store
from tests.some_proofs import CV_WITH_CLAIMS, certificate_pdf
from tests.some_quizzes import load_some

ASKED = {"Accept": "application/json"}


@pytest.fixture
def document(client: CheckingClient) -> dict[str, Any]:
    return client.get("/api/openapi.json").json  # type: ignore[no-any-return]


class Checked:
    """Sends what is described, and looks at the answer with the schema of its status."""

    def __init__(self, client: CheckingClient, document: dict[str, Any]) -> None:
        self.client, self.document, self.seen = client, document, set[tuple[str, int]]()

    def ask(self, address: str, path: str = "", **given: Any) -> TestResponse:
        [(method, operation)] = self.document["paths"][address].items()
        headers = dict(ASKED)
        if any("csrf" in way for way in operation["security"]):
            headers["X-CSRFToken"] = self.client.token()
        answer = self.client.open(path or address, method=method.upper(), headers=headers, **given)
        described = operation["responses"][str(answer.status_code)]["content"]
        schema = described[answer.mimetype]["schema"]
        OAS31Validator({**schema, "components": self.document["components"]}).validate(answer.json)
        self.seen.add((address, answer.status_code))
        return answer


def test_every_json_route_of_the_pages_is_described_or_named_with_a_reason(app: Flask) -> None:
    serving = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint in POLICY
        and any(made in inspect.getsource(inspect.unwrap(view)) for made in ("jsonify(", "application/json"))
    }
    described = {each.endpoint for each in SERVED}
    assert described | set(NOT_DESCRIBED) == serving
    assert not described & set(NOT_DESCRIBED)


def test_addresses_methods_and_ways_to_enter_are_those_of_the_pages(
    app: Flask, document: dict[str, Any]
) -> None:
    there = {
        (rule.endpoint, rule.rule.replace("<int:", "{").replace("<", "{").replace(">", "}"), method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    for each in SERVED:
        assert (each.endpoint, each.address, each.method.upper()) in there
        operation = document["paths"][each.address][each.method]
        assert operation["tags"] == [TAG]
        needs = set(operation["security"][0])
        assert ("session" in needs) >= (POLICY[each.endpoint] == Who.ADMIN)
        assert ("csrf" in needs) == (
            each.method == "post" and each.endpoint != "course_api.recommend_courses"
        )
        assert set(document["components"]["securitySchemes"]) >= needs


def test_what_anybody_may_ask(app: Flask, client: CheckingClient, document: dict[str, Any]) -> None:
    with app.app_context():
        store(posting(1, salary=salary(30_000, 40_000)), posting(2, company=None, location=None, city=None))
    checked = Checked(client, document)
    assert (
        checked.ask("/api/search", "/api/search?keyword=python&country=TN").json["stats"]["total_jobs"] >= 1
    )
    assert checked.ask("/api/search", "/api/search?salary_min=x").status_code == 400
    body = {"missing_skills": ["Docker"], "job_id": None}
    checked.ask("/api/recommend-courses", json=body)
    assert checked.ask("/api/recommend-courses", json={"missing_skills": "Docker"}).status_code == 400
    assert checked.ask("/api/recommend-courses", data="x", content_type="text/plain").status_code == 415
    for address in ("/check-cv", "/healthz", "/readyz"):
        checked.ask(address)
    for address in ("/api/scraping/status", "/api/scraping/stats", "/api/chromadb/status"):
        assert checked.ask(address).status_code == 401
    missing = client.post("/remove-cv", headers=ASKED)
    assert missing.json["code"] == "csrf"


def test_what_members_ask(app: Flask, client: CheckingClient, document: dict[str, Any]) -> None:
    with app.app_context():
        load_some("python")
        sign_in(client, make_user("amel@example.org"))
    checked = Checked(client, document)
    assert checked.ask("/remove-cv").status_code == 400
    checked.ask("/upload-cv", data={"cv_file": (io.BytesIO(CV_TEXT.encode()), "cv.txt")})
    refused = {"cv_file": (io.BytesIO(b"\x00" * 99), "cv.pdf")}
    assert checked.ask("/upload-cv", data=refused).status_code == 422
    checked.ask("/check-cv")
    generate, submit = "/generate-test/{category}/{skill_index}", "/submit-test/{category}/{skill_index}"
    place = _place_of_python(client, category_of("python"))
    checked.ask(generate, f"/generate-test/{place}", json={"difficulte": "moyen"})
    assert checked.ask(submit, f"/submit-test/{place}", json={"reponses": {"q_99": 1}}).status_code == 400
    checked.ask(submit, f"/submit-test/{place}", json={"reponses": {"q_0": "2", "q_1": 0, "q_2": None}})
    assert checked.ask(submit, f"/submit-test/{place}", json={"reponses": {}}).status_code == 409
    assert checked.ask(generate, "/generate-test/connaissances/999").status_code == 404
    checked.ask("/remove-cv")
    checked.ask("/upload-cv", data={"cv_file": (io.BytesIO(CV_WITH_CLAIMS.encode()), "cv.txt")})
    _document_checked(app, client, checked)
    assert {status for _address, status in checked.seen} == {200, 202, 400, 404, 409, 422}


def _place_of_python(client: CheckingClient, category: str) -> str:
    for index in range(30):
        path = f"/generate-test/{category}/{index}"
        found = client.post(path, json={}, headers={**ASKED, "X-CSRFToken": client.token()})
        if found.status_code == 200 and found.json["test"]["competence_testee"] == "Python":
            return f"{category}/{index}"
    raise AssertionError("no quiz in Python")


def _document_checked(app: Flask, client: CheckingClient, checked: Checked) -> None:
    with app.app_context():
        user_id = db.session.scalar(select(Task.asked_by_id).limit(1)) or 1
        row = next(iter(overview.overview(user_id).entries)).row
        place = f"{row.category}/{row.index}"
    upload, verify = "/upload-proof/{category}/{item_index}", "/verify-proof/{category}/{item_index}"
    sent = {"proof_file": (io.BytesIO(certificate_pdf()), "a.pdf"), "check": "1"}
    checked.ask(upload, f"/upload-proof/{place}", data=sent)
    assert checked.ask(verify, f"/verify-proof/{place}").status_code == 202
    with app.app_context():
        for task_id in db.session.scalars(select(Task.id).where(Task.state == "queued")).all():
            tasks.run(task_id, HANDLERS)
    assert checked.ask(verify, f"/verify-proof/{place}?wait=1").json["state"] == "checked"


def test_what_administrators_ask(app: Flask, client: CheckingClient, document: dict[str, Any]) -> None:
    with app.app_context():
        store(posting(1))
        sign_in(client, make_user("root@example.org", role="admin"))
    checked = Checked(client, document)
    for address in ("/api/scraping/status", "/api/scraping/stats", "/api/chromadb/status"):
        assert checked.ask(address).status_code == 200
    assert checked.ask("/api/chromadb/migrate").status_code == 202
    name = min(client.get("/api/scraping/status").json["sources_status"])
    assert checked.ask("/api/scraping/source/{name}", f"/api/scraping/source/{name}").status_code == 202
    assert checked.ask("/api/scraping/source/{name}", "/api/scraping/source/nowhere").status_code == 404
    for address in ("/api/scraping/status", "/api/chromadb/status"):
        checked.ask(address)  # while something waits
