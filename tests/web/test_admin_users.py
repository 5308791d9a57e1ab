"""Administrators look after accounts: find, disable, make administrators; never read what people keep here."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.errors import Conflict
from app.extensions import db
from app.models import AccountToken, AuditEntry, Task, User, utc_now
from app.services.people import deciding, listing
from app.services.people.listing import PER_PAGE, PeopleFilter
from app.services.transaction import transaction
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user
from tests.web.administration import as_admin
from tests.web.everything import make_world


@pytest.fixture
def admin_id(app: Flask) -> int:
    return add(app, "nadia@example.org", role="admin", first_name="Nadia")


@pytest.fixture
def admin(app: Flask, admin_id: int) -> CheckingClient:
    return as_admin(app, admin_id)


def add(app: Flask, email: str = "", **changes: Any) -> int:
    """A registered person, or a guest without an address."""
    with app.app_context():
        if email:
            return make_user(email, **changes)
        with transaction() as session:
            guest = User(is_guest=True, **changes)
            session.add(guest)
        return guest.id


def noted(app: Flask) -> list[tuple[str, int | None, int | None]]:
    with app.app_context():
        rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(row.action, row.actor_id, row.user_id) for row in rows]


def fresh(app: Flask, user_id: int) -> tuple[str, bool]:
    """(role, whether active)"""
    with app.app_context():
        user = db.session.get(User, user_id)
        assert user
        return user.role, user.is_active


def ids(**chosen: str) -> list[int]:
    return [row.id for row in listing.people(PeopleFilter(**chosen)).rows]


def test_people_are_found_by_address_name_and_number(context: Flask) -> None:
    amel = make_user("Amel.T@example.org", first_name="Amél", last_name="Trabelsi")
    sami = make_user("sami_g@example.com", first_name="SAMI", is_active=False)
    guest = add(context, last_seen_at=utc_now() - timedelta(days=40))
    found = {
        "amel": [amel], "AMEL.t@EXAMPLE": [amel], "amél": [amel], "AMÉL trabelsi": [amel], "trabelsi sami": [],
        "sami": [sami], "sami_g": [sami], "samiXg": [], "%": [], "example": [sami, amel], str(amel): [amel],
        f"#{sami}": [sami], "9" * 30: [], "\x00": [sami, amel], "": [sami, amel],
    }  # fmt: skip
    assert {text: ids(text=text) for text in found} == found
    assert ids(kind="guest") == [guest]
    assert ids(kind="", sort="unseen")[0] == guest
    assert ids(kind="", seen="not_month") == [guest]
    assert ids(seen="week", sort="oldest") == [amel, sami]
    assert ids(sort="email") == [amel, sami]
    assert ids(state="disabled") == [sami]
    assert ids(role="admin") == []


def test_the_list_has_pages_and_keeps_the_choice(app: Flask, admin: CheckingClient) -> None:
    with app.app_context(), transaction() as session:
        for number in range(PER_PAGE + 1):
            key = f"p{number}@example.org"
            session.add(User(email=key, email_key=key, password_hash="x"))
    page = tree(admin.get("/admin/users?q=example&sort=oldest&state=active"))
    assert len(page.xpath("//tbody/tr")) == PER_PAGE
    assert page.xpath("//a[@rel='next']/@href") == ["/admin/users?q=example&state=active&sort=oldest&page=2"]
    for odd in (
        "?page=x",
        "?page=999999",
        "?sort=%00&kind=x&role=y&seen=z",
        "?q=" + "a%20" * 200,
        "?kind=all",
    ):
        assert admin.get(f"/admin/users{odd}").status_code == 200
    assert "Nobody found" in words(admin.get("/admin/users?q=qqq"))


def test_what_people_keep_here_is_not_shown_to_administrators(app: Flask) -> None:
    """Names of offers, notes, documents, CVs and searches of the world's people never reach these pages."""
    world = make_world(app)
    client = world.client("admin")
    seen = [
        client.get(path).text
        for user_id in world.users.values()
        for path in (
            f"/admin/users/{user_id}",
            "/admin/users?kind=all",
            "/admin/stats",
            "/admin/audit",
            "/admin",
        )
    ]
    kept = ("Nour Systems", "Amel Trabelsi", "amel.trabelsi", "Nurse", "Clinic", "Sami Gharbi", "letter.txt",
            "member.txt", "Dear all", "Look after people", "Deep Learning", "Nour Academy", "keyword")  # fmt: skip
    for text in seen:
        assert not [word for word in kept if word in text]
    shown = words(client.get(f"/admin/users/{world.users['member']}"))
    assert "member@example.org" in shown
    assert "CVs1" in shown
    assert "Applications1" in shown


def test_disabling_ends_all_sessions_at_once(app: Flask, admin: CheckingClient, admin_id: int) -> None:
    user_id = add(app, "amel@example.org")
    theirs: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(theirs, user_id)
    assert theirs.get("/account").status_code == 200
    page = f"/admin/users/{user_id}"
    assert admin.send(f"{page}/state", {"state": "disabled"}).location == page
    assert admin.send(f"{page}/state", {"state": "disabled"}).status_code == 302
    assert theirs.get("/account").status_code == 302
    shown = words(admin.get(page))
    assert "Disabled" in shown
    assert "1 time" in shown
    assert admin.send(f"{page}/password-mail").status_code == 400
    assert admin.send(f"{page}/role", {"role": "admin"}).status_code == 409
    admin.send(f"{page}/state", {"state": "active"})
    assert theirs.get("/account").status_code == 302, "the old session stays over"
    sign_in(theirs, user_id)
    assert theirs.get("/account").status_code == 200
    assert noted(app) == [("account_disabled", admin_id, user_id), ("account_enabled", admin_id, user_id)]


def test_the_role_of_an_administrator_is_given_and_taken(
    app: Flask, admin: CheckingClient, admin_id: int
) -> None:
    user_id = add(app, "amel@example.org")
    theirs: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(theirs, user_id)
    assert theirs.get("/admin/users").status_code == 403
    admin.send(f"/admin/users/{user_id}/role", {"role": "admin"})
    assert theirs.get("/admin/users").status_code == 200
    admin.send(f"/admin/users/{user_id}/role", {"role": "user"})
    assert theirs.get("/admin/users").status_code == 403
    assert noted(app) == [("role_given", admin_id, user_id), ("role_taken", admin_id, user_id)]
    guest = add(app)
    assert admin.send(f"/admin/users/{guest}/role", {"role": "admin"}).status_code == 409
    assert fresh(app, guest) == ("user", True)


def test_nobody_shuts_themselves_or_the_last_administrator_out(
    app: Flask, admin: CheckingClient, admin_id: int
) -> None:
    own = f"/admin/users/{admin_id}"
    assert "own account" in words(admin.get(own))
    for path, data in (("state", {"state": "disabled"}), ("role", {"role": "user"})):
        assert admin.send(f"{own}/{path}", data).status_code == 409
    asleep, amel = add(app, "asleep@example.org", role="admin", is_active=False), add(app, "amel@example.org")
    with app.app_context():
        with pytest.raises(Conflict, match="last"):
            deciding.set_admin(admin_id, False, asleep)
        with pytest.raises(Conflict, match="last"):
            deciding.set_active(admin_id, False, asleep)
        with pytest.raises(Conflict, match="no administrator"):
            deciding.set_active(admin_id, False, amel)
    assert fresh(app, admin_id) == ("admin", True)
    assert noted(app) == []


def test_two_who_take_each_other_s_role_leave_one(app: Flask) -> None:
    with app.app_context():
        first, second = (make_user(f"{name}@example.org", role="admin") for name in ("one", "two"))
    ready, said = threading.Barrier(2), []

    def take(user_id: int, by: int) -> None:
        with app.app_context():
            ready.wait(10)
            try:
                deciding.set_admin(user_id, False, by)
            except Conflict as refused:
                said.append(str(refused))
            db.session.remove()

    for _round in range(3):
        threads = [threading.Thread(target=take, args=pair) for pair in ((first, second), (second, first))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        with app.app_context():
            left = db.session.scalars(select(User.id).where(User.role == "admin")).all()
            assert len(left) == 1
            with transaction() as session:
                session.execute(update(User).values(role="admin"))
    assert len(said) == 3


def test_a_mail_for_a_new_password_is_asked_for(app: Flask, admin: CheckingClient, admin_id: int) -> None:
    user_id = add(app, "amel@example.org", language="fr")
    assert admin.send(f"/admin/users/{user_id}/password-mail").status_code == 302
    with app.app_context():
        [token] = db.session.scalars(select(AccountToken))
        asked = (token.purpose, token.email_key, token.payload)
        assert asked == ("reset", "amel@example.org", {"language": "fr"})
        assert db.session.scalars(select(Task.name)).all() == ["account_mail"]
    assert noted(app) == [("password_mail_asked", admin_id, user_id)]


def test_odd_requests_change_nothing(app: Flask, admin: CheckingClient) -> None:
    user_id = add(app, "amel@example.org")
    for path, data in (("state", {}), ("state", {"state": "gone"}), ("role", {"role": "root"})):
        assert admin.send(f"/admin/users/{user_id}/{path}", data).status_code == 400
    for nobody in (4711, 10**15):
        assert admin.get(f"/admin/users/{nobody}").status_code == 404
        for path, data in (
            ("state", {"state": "disabled"}),
            ("role", {"role": "admin"}),
            ("password-mail", {}),
        ):
            assert admin.send(f"/admin/users/{nobody}/{path}", data).status_code == 404
    assert noted(app) == []


def test_an_account_is_deleted_by_who_types_its_address(
    app: Flask, admin: CheckingClient, admin_id: int
) -> None:
    user_id, guest_id, other_id = (
        add(app, "Amel@example.org"),
        add(app),
        add(app, "root@example.org", role="admin"),
    )
    path = f"/admin/users/{user_id}/delete"
    for typed in ("", "amel", "nadia@example.org", str(user_id), "\x00"):
        assert admin.send(path, {"typed": typed}).status_code == 400
    assert admin.send(f"/admin/users/{admin_id}/delete", {"typed": "nadia@example.org"}).status_code == 409
    assert admin.send(f"/admin/users/{other_id}/delete", {"typed": "root@example.org"}).status_code == 409
    assert admin.send(path, {"typed": " AMEL@example.org"}).location == "/admin/users"
    assert admin.send(f"/admin/users/{guest_id}/delete", {"typed": str(guest_id)}).status_code == 302
    assert admin.get(f"/admin/users/{user_id}").status_code == 404
    assert noted(app) == [("account_deleted", admin_id, user_id), ("account_deleted", admin_id, guest_id)]
    with app.app_context():
        assert set(db.session.scalars(select(User.id))) == {admin_id, other_id}
