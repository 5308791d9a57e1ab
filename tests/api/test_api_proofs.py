"""Documents for what a CV claims, over the API."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Task
from app.services import tasks
from app.worker import HANDLERS
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.some_proofs import certificate_pdf, stored_cv


def work(app: Flask) -> None:
    """What a worker would do with the tasks that wait."""
    with app.app_context():
        for task_id in db.session.scalars(select(Task.id).where(Task.state == "queued")).all():
            tasks.run(task_id, HANDLERS)
        db.session.remove()


def file(content: bytes, name: str = "certificate.pdf") -> dict[str, object]:
    return {"data": {"file": (io.BytesIO(content), name)}, "content_type": "multipart/form-data"}


def test_a_document_is_uploaded_checked_looked_at_and_deleted(
    app: Flask, client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    headers = sign_in()
    assert client.get("/api/v1/proofs/claims", headers=headers).json["code"] == "no_cv"
    with app.app_context():
        stored_cv(amel)
        db.session.remove()
    claims = client.get("/api/v1/proofs/claims", headers=headers).json["claims"]
    [claim] = [one for one in claims if "Deep Learning" in one["title"]]
    assert claim["proof"] is None
    assert claim["date"] == "2024-05"
    place = f"/api/v1/proofs/claims/{claim['category']}/{claim['key']}"
    sent = client.post(place, headers={**headers, "Idempotency-Key": "one"}, **file(certificate_pdf()))
    assert (sent.status_code, sent.json["state"]) == (201, "checking")
    again = client.post(place, headers={**headers, "Idempotency-Key": "one"}, **file(certificate_pdf()))
    assert again.json["id"] == sent.json["id"]
    assert again.headers["Idempotency-Replayed"] == "true"
    work(app)
    shown = client.get(sent.headers["Location"], headers=headers).json
    assert (shown["state"], shown["verdict"]) == ("checked", "confirmed")
    assert {one["code"] for one in shown["confirmed"]} >= {"title"}
    assert "authentic" not in str(shown).lower()
    picture = client.get(f"{sent.headers['Location']}/pages/1", headers=headers)
    assert (picture.status_code, picture.mimetype) == (200, "image/webp")
    asked = client.post(f"{sent.headers['Location']}/check", headers=headers)
    assert (asked.status_code, asked.json["state"]) == (202, "checking")
    assert client.delete(sent.headers["Location"], headers=headers).status_code == 204
    assert client.get(sent.headers["Location"], headers=headers).status_code == 404


def test_what_is_no_document_is_refused(
    app: Flask, client: CheckingClient, amel: int, sign_in: Callable[..., Headers]
) -> None:
    with app.app_context():
        stored_cv(amel)
        db.session.remove()
    headers = sign_in()
    claim = client.get("/api/v1/proofs/claims", headers=headers).json["claims"][0]
    place = f"/api/v1/proofs/claims/{claim['category']}/{claim['key']}"
    refused = client.post(place, headers=headers, **file(b"GIF89a nothing", "certificate.png"))
    assert refused.status_code == 422
    assert refused.json["detail"]
    plain = client.post(place, headers=headers, data={"file": "text"}, content_type="multipart/form-data")
    assert (plain.status_code, plain.json["code"]) == (400, "invalid")
    empty = client.post(place, headers=headers, data={}, content_type="multipart/form-data")
    assert empty.status_code == 400
    large = client.post(place, headers=headers, **file(b"%PDF-1.7" + b"x" * (30 << 20)))
    assert large.status_code == 413
    unknown = client.post(f"{place[:-4]}zzzz", headers=headers, **file(certificate_pdf()))
    assert unknown.status_code == 404
    odd = client.post("/api/v1/proofs/claims/skills/x", headers=headers, **file(certificate_pdf()))
    assert odd.status_code == 400
