"""Every operation, asked with no token, with too weak a one, by somebody who was disabled, and for another's things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.api.policy import OPEN, POLICY
from app.extensions import db
from app.models import AccountExport, Task, User, UserSession
from app.services.tokens import personal, signing_in
from app.services.tokens.caller import SCOPES
from app.services.transaction import transaction
from tests.api.examples import example
from tests.client import CheckingClient
from tests.web.everything import World, all_rows, make_world

MISSING = 10**6
PUBLIC_IDS = {
    "job_id",
    "course_id",
}  # offers and courses are everybody's; private offers have a test of their own


@pytest.fixture
def world(app: Flask) -> World:
    return make_world(app)


def operations(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api_v1."):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def headers(app: Flask, user_id: int) -> dict[str, str]:
    with app.app_context(), app.test_request_context():
        user = db.session.get_one(User, user_id)
        granted = signing_in.sign_in(user, "test")
        db.session.remove()
    return {"Authorization": f"Bearer {granted.access_token}"}


def ids_of(world: World, who: str) -> Mapping[str, int]:
    """What belongs to somebody, by the names that addresses use."""
    with world.app.app_context(), transaction() as session:
        user_id = world.users[who]
        task = Task(name="account_export", asked_by_id=user_id, state="done")
        session.add(task)
        session.flush()
        export = AccountExport(user_id=user_id, task_id=task.id, language="en")
        session.add(export)
        session.flush()
        signed_in = session.scalar(select(UserSession.id).where(UserSession.user_id == user_id)) or MISSING
        token, _secret = personal.create(user_id, "script", ["read"], None)
        session.flush()
        made = {"task_id": task.id, "export_id": export.id, "session_id": signed_in, "token_id": token.id}
    followed, tracked = world.followed[who], world.applications[who]
    return {
        **made, **tracked,
        "id": tracked["application_id"],
        "cv_id": world.cvs[who],
        "search_id": world.searches[who],
        "import_id": world.imports[who],
        "attempt_id": world.attempts[who],
        "pref_id": followed["preference_id"],
        "alert_id": followed["alert_id"],
        "notification_id": followed["notice_id"],
        "proof_id": world.proofs[who],
        "job_id": world.job_id,
        "course_id": 1,
    }  # fmt: skip


def path_of(rule: Rule, ids: Mapping[str, int]) -> str:
    path = rule.rule
    for name in rule.arguments:
        path = path.replace(f"<int:{name}>", str(ids.get(name, MISSING)))
    return path.replace("<category>", "certifications").replace("<claim>", "nosuchclaim")


def body_of(document: Mapping[str, Any], rule: Rule, method: str) -> dict[str, Any]:
    """What to send, so that a request is refused for whose it is and not for its form."""
    described = document["paths"][re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule)][method.lower()]
    content = described.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        return {"json": example(document, content["application/json"]["schema"])}
    if content:
        return {"data": {}, "content_type": "multipart/form-data"}
    return {}


def said(answer: TestResponse) -> tuple[int, object]:
    body = answer.get_json(silent=True)
    return answer.status_code, {**body, "request_id": ""} if isinstance(body, dict) else body


def asked(
    world: World, client: CheckingClient, rule: Rule, method: str, ids: Mapping[str, int], **more: Any
) -> TestResponse:
    with world.app.app_context():
        sent = body_of(client.document, rule, method)  # type: ignore[attr-defined]
    return client.open(path_of(rule, ids), method=method, **sent, **more)


@pytest.fixture
def client(world: World) -> CheckingClient:
    browser = world.client("anonymous", checks_tokens=False)
    browser.document = browser.get("/api/openapi.json").json  # type: ignore[attr-defined]
    return browser


def test_nothing_is_done_without_a_token_or_for_who_was_disabled(
    world: World, client: CheckingClient
) -> None:
    mine = ids_of(world, "member")
    held = headers(world.app, world.users["member"])
    with world.app.app_context(), transaction() as session:
        session.execute(update(User).where(User.id == world.users["member"]).values(is_active=False))
    before = all_rows(world.app)
    for rule, method in operations(world.app):
        if POLICY[rule.endpoint] == OPEN:
            continue
        for sent in ({}, held, {"Authorization": "Bearer jm_nosuchtoken"}, {"Authorization": "Basic eDp5"}):
            answer = asked(world, client, rule, method, mine, headers=sent)
            assert answer.status_code == 401, (rule, method, sent)
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert answer.mimetype == "application/problem+json"
    assert all_rows(world.app) == before


@pytest.mark.parametrize("lacking", SCOPES)
def test_a_token_does_no_more_than_it_was_made_for(
    world: World, client: CheckingClient, lacking: str
) -> None:
    with world.app.app_context():
        _row, secret = personal.create(world.users["admin"], "weak", set(SCOPES) - {lacking}, None)
        db.session.remove()
    mine, held = ids_of(world, "admin"), {"Authorization": f"Bearer {secret}"}
    client.get("/api/v1/jobs", headers=held)  # its first use is noted
    before, refused = all_rows(world.app), 0
    for rule, method in operations(world.app):
        if POLICY[rule.endpoint] != lacking:
            continue
        assert asked(world, client, rule, method, mine, headers=held).status_code == 403, (rule, method)
        refused += 1
    assert refused > 2
    assert all_rows(world.app) == before


def test_members_are_no_administrators(world: World, client: CheckingClient) -> None:
    held = headers(world.app, world.users["member"])
    for rule, method in operations(world.app):
        if POLICY[rule.endpoint] == "admin":
            assert asked(world, client, rule, method, {}, headers=held).status_code == 403, rule


def test_another_persons_things_are_not_there(world: World, client: CheckingClient) -> None:
    """To the byte, and nothing of theirs changes."""
    headers(world.app, world.users["other"])
    theirs, held = ids_of(world, "other"), headers(world.app, world.users["member"])
    before, compared = all_rows(world.app), 0
    for rule, method in operations(world.app):
        if not rule.arguments - PUBLIC_IDS:
            continue
        got = asked(world, client, rule, method, theirs, headers=held)
        missing = asked(world, client, rule, method, dict.fromkeys(theirs, MISSING), headers=held)
        assert said(got) == said(missing), (rule, method)
        assert got.status_code in {400, 404}, (rule, method, got.status_code)
        compared += got.status_code == 404
    assert compared >= 40
    assert all_rows(world.app) == before


def test_another_persons_own_offer_is_not_there(world: World, client: CheckingClient) -> None:
    held = headers(world.app, world.users["member"])
    private = world.own_jobs["other"]
    before = all_rows(world.app)
    for rule, method in operations(world.app):
        if "job_id" not in rule.arguments:
            continue
        got = asked(world, client, rule, method, {"job_id": private}, headers=held)
        missing = asked(world, client, rule, method, {"job_id": MISSING}, headers=held)
        assert said(got) == said(missing), (rule, method)
        assert got.status_code in {400, 404}, (rule, method)
    assert all_rows(world.app) == before
