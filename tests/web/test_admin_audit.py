"""The audit log as administrators read it and take it along."""

from __future__ import annotations

import csv
import io
import json

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.extensions import db
from app.models import AuditEntry, utc_now
from app.services import audit
from app.services.audit_list import PER_PAGE
from app.services.transaction import transaction
from tests.client import CheckingClient, tree, words
from tests.factories import make_user
from tests.web.administration import as_admin


@pytest.fixture
def admin_id(app: Flask) -> int:
    with app.app_context():
        return make_user("nadia@example.org", role="admin")


@pytest.fixture
def admin(app: Flask, admin_id: int) -> CheckingClient:
    return as_admin(app, admin_id)


def fill(app: Flask, admin_id: int) -> int:
    """The id of somebody about whom there are entries."""
    with app.app_context(), transaction() as session:
        user_id = make_user("amel@example.org")
        audit.note(session, "role_given", actor_id=admin_id, user_id=user_id, details={"role": "admin"})
        audit.note(session, "sign_in_failed", user_id=user_id)
        audit.note(
            session, "source_saved", actor_id=admin_id, subject="source:adzuna", details={"version": 3}
        )
        audit.note(session, "account_deleted", actor_id=4711, user_id=4711)
    return user_id


def actions(admin: CheckingClient, query: str) -> list[str]:
    return [cell.text_content() for cell in tree(admin.get(f"/admin/audit{query}")).xpath("//tbody/tr/td[1]")]


def test_entries_are_found_by_what_who_whom_and_when(
    app: Flask, admin: CheckingClient, admin_id: int
) -> None:
    user_id = fill(app, admin_id)
    given, failed, saved, deleted = (
        "Gave the role of administrator",
        "Failed log-in",
        "Changed a source",
        "Deleted an account",
    )
    today = utc_now().date().isoformat()
    expected = {
        "": [deleted, saved, failed, given],
        "?action=source_saved": [saved],
        "?action=nonsense": [deleted, saved, failed, given],
        "?actor=nadia@example.org": [saved, given],
        f"?actor={admin_id}&person=%23{user_id}": [given],
        "?person=AMEL@example.org": [failed, given],
        "?person=4711": [deleted],
        "?person=nobody@example.org": [],
        "?actor=%00nobody": [],
        f"?person={'9' * 15}": [],
        f"?since={today}&until={today}": [deleted, saved, failed, given],
        "?until=2020-01-01": [],
        "?since=9999-12-31": [],
        "?until=9999-12-31": [deleted, saved, failed, given],
    }
    assert {query: actions(admin, query) for query in expected} == expected
    text = words(admin.get("/admin/audit"))
    for said in (
        "nadia@example.org",
        "amel@example.org",
        "#4711",
        "source:adzuna",
        "version 3",
        "role admin",
    ):
        assert said in text
    for wrong in (
        "since=yesterday",
        "until=2026-13-01",
        "since=20260101",
        "since=2026-02-02&until=2026-02-01",
    ):
        assert admin.get(f"/admin/audit?{wrong}").status_code == 400
        assert (
            admin.send("/admin/audit/export", dict(pair.split("=") for pair in wrong.split("&"))).status_code
            == 400
        )
    assert "Gave the role" in words(admin.get(f"/admin/users/{user_id}"))


def test_a_long_log_has_pages_and_a_whole_file(app: Flask, admin: CheckingClient, admin_id: int) -> None:
    rows = [{"action": "signed_in", "user_id": number, "at": utc_now(), "subject": "", "details": {}, "request_id": ""}
            for number in range(1, 1102)]  # fmt: skip
    with app.app_context(), transaction() as session:
        session.execute(insert(AuditEntry), rows)
        audit.note(session, "role_given", user_id=7, details={"role": "admin"})
    page = tree(admin.get("/admin/audit?action=signed_in&page=2"))
    assert len(page.xpath("//tbody/tr")) == PER_PAGE
    assert page.xpath("//a[@rel='next']/@href") == ["/admin/audit?action=signed_in&page=3"]
    assert page.xpath("//form[@action='/admin/audit/export']/input[@name='action']/@value") == ["signed_in"]
    answer = admin.send("/admin/audit/export", {"action": "signed_in"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    read = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [int(row["user_id"]) for row in read] == list(range(1, 1102))
    assert "example.org" not in answer.text
    with app.app_context():
        newest = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert newest
        assert (newest.action, newest.actor_id) == ("audit_exported", admin_id)
    everything = list(
        csv.DictReader(io.StringIO(admin.send("/admin/audit/export").text.removeprefix("\ufeff")))
    )
    assert [row["action"] for row in everything[-3:]] == ["role_given", "audit_exported", "audit_exported"]
    assert json.loads(everything[-3]["details"]) == {"role": "admin"}


def test_no_cell_of_the_file_is_a_formula(app: Flask, admin: CheckingClient) -> None:
    row = {"action": "=1+1", "subject": "+cmd", "details": {}, "request_id": "@x", "at": utc_now()}
    with app.app_context(), transaction() as session:
        session.execute(insert(AuditEntry), [row])
    [first, _export] = csv.DictReader(
        io.StringIO(admin.send("/admin/audit/export").text.removeprefix("\ufeff"))
    )
    assert (first["action"], first["subject"], first["request_id"]) == ("'=1+1", "'+cmd", "'@x")
