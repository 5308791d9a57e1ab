"""Saving searches, setting alerts and reading notices, as a browser does it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.core.search.filters import Filters
from app.extensions import limiter
from app.models import Notification
from app.services import notifications, saved_searches
from app.services.alerts import rules, unsubscribing
from app.services.transaction import transaction
from tests.client import CheckingClient, sign_in, tree, words
from tests.factories import make_user, posting, store
from tests.services.alerts.people import alert_of, save


@pytest.fixture
def amel(app: Flask, client: CheckingClient) -> int:
    with app.app_context():
        user_id = make_user()
        store(posting(1))
    sign_in(client, user_id)
    return user_id


def test_one_click_saves_the_search_that_is_shown(client: CheckingClient, app: Flask) -> None:
    """A visitor becomes a guest by it, and gets back to the list."""
    with app.app_context():
        store(posting(1))
    page = tree(client.get("/?keyword=python&country=TN"))
    [form] = page.xpath("//form[@action='/saved-searches']")
    sent = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    assert sent["name"] == "python · Tunisia"
    answer = client.post("/saved-searches", data=sent)
    assert answer.location == "/?keyword=python&country=TN"
    again = client.get(answer.location)
    assert "Saved as “python · Tunisia”" in words(again)
    assert not tree(again).xpath("//form[@action='/saved-searches']")


def test_with_scripts_the_button_changes_in_place(client: CheckingClient, amel: int) -> None:
    answer = client.send("/saved-searches", {"query": "keyword=python"}, headers={"HX-Request": "true"})
    assert "Saved as python" in words(answer)
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    "query", ["", "sort=newest", "page=x", "keyword=" + "x" * 6000, "&".join(["a=b"] * 300), "salary_min=-1"]
)
def test_what_is_no_search_is_refused(client: CheckingClient, amel: int, query: str) -> None:
    assert client.send("/saved-searches", {"query": query}).status_code == 400


def test_the_list_says_what_is_new_and_opening_marks_it(
    client: CheckingClient, app: Flask, amel: int
) -> None:
    with app.app_context():
        search_id = save(amel)
        store(posting(2, title="Python tester", company="Atlas"))
    assert "1 new" in words(client.get("/saved-searches"))
    opened = client.send(f"/saved-searches/{search_id}/open")
    assert opened.location == "/?keyword=python&sort=newest"
    assert "1 new" not in words(client.get("/saved-searches"))


def test_the_home_page_offers_the_default_and_does_not_force_it(
    client: CheckingClient, app: Flask, amel: int
) -> None:
    with app.app_context():
        search_id = save(amel, Filters(keyword="nurse"), "Nurses")
    client.send(f"/saved-searches/{search_id}/default", {"default": "1"})
    home = client.get("/")
    assert "Your default search Nurses" in words(home)
    assert "Python developer 1" in words(home)
    client.send(f"/saved-searches/{search_id}/default", {"default": "0"})
    assert "Your default search" not in words(client.get("/"))


def test_every_field_can_be_changed(client: CheckingClient, app: Flask, amel: int) -> None:
    with app.app_context():
        search_id = save(amel, Filters(keyword="python", source=("demo",)))
    sent = {
        "name": "Renamed", "keywords": '"data science" -stage', "cities": "Tunis, Sfax", "countries": ["TN", "FR"],
        "contract_types": ["permanent"], "experience_levels": ["senior"], "remote_policy": ["remote"],
        "skills": "Python, Docker", "salary_min": "30000", "salary_max": "60000", "industries": "Health", "sizes": "11-50",
    }  # fmt: skip
    assert client.send(f"/saved-searches/{search_id}", sent).status_code == 302
    with app.app_context():
        found = saved_searches.find(amel, search_id)
    assert found.filters == Filters(
        keyword='"data science" -stage', location="Tunis | Sfax", country=("TN", "FR"), job_type=("permanent",),
        experience_level=("senior",), remote=("remote",), skill=("python", "docker"), salary_min=30_000, source=("demo",),
    )  # fmt: skip
    assert (found.name, found.salary_max, found.industries, found.sizes) == (
        "Renamed",
        60_000,
        ("Health",),
        ("11-50",),
    )
    shown = client.get(f"/saved-searches/{search_id}")
    assert tree(shown).xpath("//input[@name='countries'][@checked]/@value") == ["TN", "FR"]
    assert tree(shown).xpath("//input[@name='cities']/@value") == ["Tunis, Sfax"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"countries": "XX"},
        {"skills": "juggling with elephants"},
        {"salary_min": "5", "salary_max": "1"},
        {"salary_min": "many"},
        {"cities": ", ".join(f"Town{n}" for n in range(11))},
        {"keywords": ""},
    ],
)
def test_a_wrong_field_says_so(client: CheckingClient, app: Flask, amel: int, change: dict[str, str]) -> None:
    with app.app_context():
        search_id = save(amel)
    answer = client.send(f"/saved-searches/{search_id}", {"name": "N", "keywords": "python", **change})
    assert answer.status_code == 400
    assert tree(answer).xpath("//*[contains(@class, 'invalid-feedback')]")


def test_an_alert_from_a_saved_search(client: CheckingClient, app: Flask, amel: int) -> None:
    with app.app_context():
        search_id = save(amel)
    form = tree(client.get(f"/alerts/new?search={search_id}"))
    assert form.xpath("//select[@name='search']/option[@selected]/@value") == [str(search_id)]
    sent = {
        "name": "Mine",
        "search": search_id,
        "frequency": "weekly",
        "hour": "7",
        "weekday": "4",
        "min_score": "",
    }
    made = client.send("/alerts/new", sent)
    assert re.fullmatch(r"/alerts/\d+", made.location)
    page = words(client.get(made.location))
    assert "every Friday at 7:00" in page
    assert "Nothing: no offer came" in page
    assert "Offers like these" in page
    edited = client.send(f"{made.location}/edit", {**sent, "frequency": "daily"})
    assert edited.location == made.location
    assert "every day at 7:00" in words(client.get(made.location))
    client.send(f"{made.location}/active", {"active": "0"})
    assert "Paused" in words(client.get("/alerts"))
    assert client.send(f"{made.location}/trigger").status_code == 409
    client.send(f"{made.location}/delete")
    assert client.get(made.location).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"frequency": "hourly"},
        {"hour": "24"},
        {"hour": "x"},
        {"search": ""},
        {"search": "99"},
        {"min_score": "101"},
        {"min_score": "50"},
    ],
)
def test_a_wrong_alert_says_so(client: CheckingClient, app: Flask, amel: int, change: dict[str, str]) -> None:
    with app.app_context():
        search_id = save(amel)
    sent = {"name": "Mine", "search": search_id, "frequency": "daily", "hour": "7", "weekday": "4", **change}
    answer = client.send("/alerts/new", sent)
    assert answer.status_code == 400
    assert tree(answer).xpath("//*[contains(@class, 'invalid-feedback')]")


def test_the_preview_and_the_trigger_s_limit(client: CheckingClient, app: Flask, amel: int) -> None:
    with app.app_context():
        alert_id = alert_of(amel, save(amel))
        store(posting(2, title="Python tester", company="Atlas"))
    limiter.enabled = True
    page = words(client.get(f"/alerts/{alert_id}"))
    assert "1 new offer Send" in page or "1 new offer" in page
    assert "Because of: python" in page
    assert [client.send(f"/alerts/{alert_id}/trigger").status_code for _ in range(3)] == [302, 302, 429]


def test_one_click_unsubscribing_needs_no_login_and_no_token(app: Flask) -> None:
    with app.app_context():
        amel = make_user()
        alert_id = alert_of(amel, save(amel), name="Python <b>jobs</b>")
        token = unsubscribing.token_of(rules.get(amel, alert_id))
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    shown = client.get(f"/alerts/unsubscribe/{token}")
    assert tree(shown).xpath("//form[@method='post']//button")
    with app.app_context():
        assert rules.get(amel, alert_id).is_active, "looking changes nothing"
    done = client.post(f"/alerts/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    with app.app_context():
        assert not rules.get(amel, alert_id).is_active
    assert client.post(f"/alerts/unsubscribe/{token}x").status_code == 400
    assert client.get("/alerts/unsubscribe/none").status_code == 400


def test_the_bell_counts_what_is_unread(client: CheckingClient, app: Flask, amel: int) -> None:
    assert not tree(client.get("/stats")).xpath("//*[contains(@class, 'bell-count')]")
    with app.app_context(), transaction() as session:
        for number in range(2):
            values = {"name": "Python", "count": number + 1}
            notifications.add(session, amel, "alert_offers", f"key {number}", values, "/alerts")
    [count] = tree(client.get("/stats")).xpath("//*[contains(@class, 'bell-count')]")
    assert count.text_content().split() == ["2", "unread"]
    page = client.get("/notifications")
    assert "2 new offers: Python" in words(page)
    [first, _second] = tree(page).xpath("//form[contains(@action, '/read')]/@action")[-2:]
    assert client.send(first).location == "/alerts"
    client.send("/notifications/read")
    assert not tree(client.get("/stats")).xpath("//*[contains(@class, 'bell-count')]")


def test_guests_see_the_bell_when_there_is_something(client: CheckingClient, app: Flask) -> None:
    with app.app_context():
        store(posting(1))
    client.send("/saved-searches", {"query": "keyword=python"})
    assert not tree(client.get("/")).xpath("//a[contains(@class, 'bell')]")
    with client.session_transaction() as session:
        guest = int(session["_user_id"].split(".")[0])
    with app.app_context(), transaction() as session:
        session.add(
            Notification(
                user_id=guest, kind="alert_failed", key="k", values={"name": "x"}, path="//evil.example"
            )
        )
    assert tree(client.get("/")).xpath("//a[contains(@class, 'bell')]")
    [action] = tree(client.get("/notifications")).xpath("//form[contains(@action, '/read')]/@action")[-1:]
    assert client.send(action).location == "/notifications"
