"""Every route x {anonymous, guest, owner, other user, disabled, administrator} x verbs, against the policy table.

All ask for what belongs to the owner. Whoever may not have it gets what they would get for something that does not
exist, and nothing changes; and what one person keeps here reaches nobody else, whatever they ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.models import User
from app.services.transaction import transaction
from app.web.policy import POLICY, Who
from tests.client import CheckingClient, sign_in
from tests.factories import make_user
from tests.web import canaries
from tests.web.canaries import CONTENT, IDENTITY, holds
from tests.web.everything import MAY, PEOPLE, World, all_rows, make_world, page_rules, rules, who_may

OWNER = "other"  # of tests/web/everything: with something of everything
STRANGERS = ("anonymous", "disabled", "guest", "member", "admin")
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OWNED = {  # arguments of addresses: ids of what belongs to one person
    "cv_id", "search_id", "import_id", "attempt_id", "proof_id", "claim_id", "application_id", "interview_id",
    "contact_id", "document_id", "preference_id", "alert_id", "notice_id", "call_id", "session_id", "export_id",
    "token_id",
}  # fmt: skip
SHARED = {  # what belongs to all, to administrators, or to whoever knows a secret; parts of what is owned
    "job_id", "other_id", "course_id", "category", "filename", "name", "secret", "what", "purpose", "run_id",
    "question_id", "task_id", "number", "user_id", "item_index", "skill_index",
}  # fmt: skip
REFUSED_OTHERWISE = (
    "POST /compare/<int:job_id>/remove",
)  # from a list in the visitor's own cookie: back to it


@pytest.fixture
def world(app: Flask) -> World:
    made = make_world(app)
    with app.app_context():
        disabled = make_user("disabled@example.org")
    made.users["disabled"] = disabled
    return made


def visitor(world: World, who: str) -> CheckingClient:
    """A disabled person comes with the cookie of before."""
    client = world.client(who, checks_tokens=False)
    if who == "disabled":
        with world.app.app_context(), transaction() as session:
            session.execute(update(User).where(User.id == world.users[who]).values(is_active=False))
    return client


def may_enter(endpoint: str, who: str) -> bool:
    return {"disabled": "anonymous"}.get(who, who) in who_may(endpoint)


def assert_closed(answer: TestResponse, who: str, rule: object, note: str) -> None:
    """What a route answers to those whom its policy leaves out."""
    policy, path = POLICY[rule.endpoint], answer.request.path  # type: ignore[attr-defined]
    if policy is Who.GUEST:
        assert answer.status_code == 404, note
    elif who in {"anonymous", "disabled", "guest"}:
        asked = 401 if path.startswith("/api/") else 302
        assert answer.status_code == asked, note
        assert asked == 401 or urlsplit(answer.location).path == "/login", note
    else:
        assert answer.status_code == 403, note


def without_reference(answer: TestResponse) -> str:
    """The bytes of a page but for what differs from request to request: its number, tokens, its own address."""
    text = answer.get_data(as_text=True).replace(answer.headers["X-Request-ID"], "")
    return re.sub(r'(content|value)="[^"]*"', "", text)


def theirs_and_missing(world: World, rule: object, who: str) -> Iterator[tuple[str, str]]:
    """Addresses with ids of the owner's things, each with one of ids that nobody has."""
    if OWNED & rule.arguments or world.takes_own_job(rule):  # type: ignore[attr-defined]
        yield world.path(rule, owner=OWNER), world.path(rule, owner="nobody")
    if "job_id" in rule.arguments and not world.takes_own_job(rule):  # type: ignore[attr-defined]
        own, nobodys = world.own_jobs[OWNER], 10**6
        yield world.path(rule, owner=who, job_id=own), world.path(rule, owner=who, job_id=nobodys)


def test_every_argument_of_an_address_is_known(app: Flask) -> None:
    """A new kind of id has to be put on one of the lists here, and into the world of the tests."""
    assert {name for rule in page_rules(app) for name in rule.arguments} == OWNED | SHARED
    assert set(PEOPLE) | {OWNER, "disabled"} == set(STRANGERS) | {OWNER}
    assert set(MAY) == set(Who)


def test_who_may_not_gets_nothing_and_changes_nothing(world: World) -> None:
    """Closed routes, things of others, and verbs that a route does not take."""
    clients = {who: visitor(world, who) for who in STRANGERS}
    before, asked = all_rows(world.app), 0
    router = world.app.url_map.bind("localhost")
    for turn, rule in enumerate(page_rules(world.app)):
        path = world.path(rule, owner=OWNER)
        taken = [verb for verb in VERBS if verb in (rule.methods or ())]
        others = [verb for verb in VERBS if verb not in router.allowed_methods(path)]
        for place, (who, client) in enumerate(clients.items()):
            if turn % len(clients) == place:  # which verbs there are does not hang on who asks
                wrong = others[turn // len(clients) % len(others)]
                answer = client.open(path, method=wrong, check=False)
                assert answer.status_code in {404, 405}, f"{wrong} {rule} as {who}: {answer.status_code}"
            for verb in taken:
                if not may_enter(rule.endpoint, who):
                    answer = client.open(path, method=verb, check=False)
                    assert_closed(answer, who, rule, f"{verb} {rule} as {who}: {answer.status_code}")
                    asked += 1
                    continue
                for theirs, missing in theirs_and_missing(world, rule, who):
                    asked += 1
                    assert_same(client, verb, theirs, missing, f"{verb} {rule} as {who}")
    assert asked > 600
    assert all_rows(world.app) == before


def assert_same(client: CheckingClient, verb: str, theirs: str, missing: str, note: str) -> None:
    """For another person's id the same answer, to the byte, as for one that nobody has."""
    found = client.open(theirs, method=verb, check=False)
    other = client.open(missing, method=verb, check=False)
    assert found.status_code == other.status_code, f"{note}: {found.status_code}, {other.status_code}"
    assert 400 <= found.status_code < 500 or note.startswith(REFUSED_OTHERWISE), (
        f"{note}: {found.status_code}"
    )
    assert without_reference(found) == without_reference(other), note


def test_who_may_gets_in(world: World) -> None:
    """All routes with one's own things, for everybody whom the policy lets in, those that end something last."""
    ordered = sorted(rules(world.app), key=lambda one: ends_something(one[0].endpoint))
    for who in PEOPLE:
        client = world.client(who, checks_tokens=False)
        for rule, verb in ordered:
            if who not in who_may(rule.endpoint):
                continue
            if ends_something(rule.endpoint) or who not in world.users:
                client = signed_in(world, client, who)
            answer = client.open(world.path(rule, owner=who), method=verb, check=False)
            note = f"{verb} {rule} as {who}: {answer.status_code}"
            assert answer.status_code < 500 or rule.endpoint == "system.readyz", note
            assert answer.status_code not in {401, 403, 405}, note
            sent_to_login = answer.status_code == 302 and urlsplit(answer.location).path == "/login"
            assert not sent_to_login or rule.endpoint == "accounts.reset", note


def signed_in(world: World, client: CheckingClient, who: str) -> CheckingClient:
    """Some buttons make a guest of a visitor, and some end a session."""
    if who not in world.users:
        return world.client(who, checks_tokens=False)
    sign_in(client, world.users[who])
    return client


def ends_something(endpoint: str) -> int:
    """Routes that delete what others show come after those."""
    words = ("delete", "remove", "clear", "logout", "password", "sessions")
    return (
        any(word in endpoint for word in words)
        + 2 * ("logout" in endpoint)
        + 4 * ("delete_account" in endpoint)
    )


FOUND_BY = (
    "/?keyword=nurse", "/?keyword=python&sort=newest", "/?source=imported", "/api/search?keyword=nurse", "/api/search?source=imported",
    "/api/search?company=clinic", f"/api/search?keyword={CONTENT}", "/recommendations?page=1", "/stats", "/courses?q=python",
    "/api/skills?q=py", "/saved-searches", "/applications?status=saved", "/compare",
)  # fmt: skip
FOR_ADMINS = (
    "/admin/users?kind=all", "/admin/users?q=example", "/admin/tasks?state=queued", "/admin/tasks?state=done", "/admin/audit",
    "/admin/scraping/copies?show=joined", "/admin/scraping/copies?show=decided", "/admin/quizzes?reported=1",
)  # fmt: skip


def test_what_one_keeps_here_reaches_nobody_else(world: World) -> None:
    """Words that only the owner has, in every place where something of theirs is kept, are in no answer to others:
    all pages and files with their own things, lists, searches, exports, JSON. Administrators see names."""
    planted = canaries.plant(world.app, world.users[OWNER])
    assert len(planted) > 40, sorted(planted)
    own = [address for address, answer in everything(world, OWNER) if holds(answer, CONTENT)]
    assert len(own) > 15, own
    for who in STRANGERS:
        for address, answer in everything(world, who):
            if CONTENT in address:
                continue  # the page says what was looked for
            assert not holds(answer, CONTENT), f"{address} as {who}"
            may_see_names = who == "admin" and address.startswith("/admin/")
            assert may_see_names or not holds(answer, IDENTITY), f"{address} as {who}"
    for who in ("member", "admin"):
        assert not world.client(who).get(f"/api/search?keyword={CONTENT}").json["jobs"]


def everything(world: World, who: str) -> Iterator[tuple[str, TestResponse]]:
    client = visitor(world, who)
    paths = [world.path(rule, owner=who) for rule, verb in rules(world.app) if verb == "GET"]
    shown = world.users[OWNER]
    more = (*FOR_ADMINS, f"/admin/users/{shown}", f"/admin/audit?person={shown}") if who == "admin" else ()
    for path in (*paths, *FOUND_BY, *more):
        yield path, client.get(path, check=False)
    if who == "admin":
        yield "/admin/audit/export", client.post("/admin/audit/export", check=False)
