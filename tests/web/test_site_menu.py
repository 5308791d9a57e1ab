"""The menus of every page: what each kind of person finds in them, and where they are."""

from __future__ import annotations

from flask import Flask
from werkzeug.test import TestResponse

from app.services import accounts
from tests.client import CheckingClient, sign_in, tree
from tests.factories import make_user, posting, store


def links(answer: TestResponse) -> dict[str, str]:
    """Address and aria-current of what the header offers."""
    return {link.get("href"): link.get("aria-current", "") for link in tree(answer).xpath("//header//nav//a")}


def here(answer: TestResponse) -> list[tuple[str, str]]:
    """What is marked as the place where the reader is: a link's address or the title of a menu that opens."""
    marked = tree(answer).xpath("//header//*[@aria-current]")
    return [
        (one.get("href") or " ".join(one.text_content().split()), one.get("aria-current")) for one in marked
    ]


def test_each_finds_what_they_may_enter_and_it_is_there(app: Flask, client: CheckingClient) -> None:
    with app.app_context():
        [job_id] = store(posting(1))
        people = {
            "guest": accounts.create_guest().id,
            "member": make_user(),
            "admin": make_user("admin@example.org", role="admin"),
        }
    found = {"nobody": links(client.get("/"))}
    main = {"/", "/recommendations", "/saved", "/applications"}
    career = {"/cv", "/verify-cv", "/technical-tests", "/courses", "/learning-plan", "/stats"}
    assert found["nobody"].keys() == main | career | {"/login", "/register"}
    for who, user_id in people.items():
        visitor: CheckingClient = app.test_client()  # type: ignore[assignment]
        sign_in(visitor, user_id)
        found[who] = links(visitor.get("/"))
        if who == "admin":  # who finds what the others find, and more
            assert {visitor.head(address).status_code for address in found[who]} <= {200, 302}
    data = {"/dashboard"} if "dashboard.show" in app.view_functions else set()
    guest = main | career | data | {"/account/data", "/saved-searches", "/searches"}
    assert found["guest"].keys() == guest | {"/login", "/register"}
    assert found["member"].keys() == guest | {"/account", "/alerts", "/jobs/imported", "/notifications"}
    more = found["admin"].keys() - found["member"].keys()
    assert "/admin/scraping" in more
    assert all(address.startswith("/admin") for address in more)

    assert here(client.get("/")) == [("/", "page")]
    assert here(client.get(f"/job/{job_id}")) == [("/", "true")]
    assert here(client.get("/saved")) == [("/saved", "page")]
    assert here(client.get("/saved/hidden")) == [("/saved", "true")]
    assert here(client.get("/stats"))[1:] == [("/stats", "page")]
    assert here(client.get("/courses/mine"))[1:] == [("/courses", "true")]
    assert [mark for _what, mark in here(client.get("/courses"))] == ["true", "page"], (
        "the closed menu says so too"
    )
    assert here(client.get("/nowhere")) == []
    for summary in tree(client.get("/")).xpath("//header//details/summary"):
        assert summary.text_content().strip()
        assert not summary.getparent().get("open")
