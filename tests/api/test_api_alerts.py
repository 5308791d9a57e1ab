"""Saved searches, alerts, notices and what was searched for, by program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.core.search.filters import Filters
from app.services import notifications, saved_searches, searches
from app.services.alerts import rules
from app.services.transaction import transaction
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import make_user, posting, store

PREFERENCES, ALERTS = "/api/v1/search-preferences", "/api/v1/alerts"
NOTICES, SEARCHES = "/api/v1/notifications", "/api/v1/searches"
SignIn = Callable[..., Headers]


def test_a_search_is_saved_as_the_page_saves_it(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn
) -> None:
    headers = sign_in()
    filters = {
        "keyword": "python",
        "location": "Tunis | Sfax",
        "country": ["uk"],
        "job_type": ["CDI"],
        "skill": ["Python"],
    }
    wish = {"name": "Mine", "filters": {**filters, "with_salary": True}, "salary_max": 60000}
    made = client.post(PREFERENCES, json=wish, headers={**headers, "Idempotency-Key": "a"})
    assert made.status_code == 201, made.json
    path, one = made.headers["Location"], made.json
    kept = one["filters"]
    assert (kept["country"], kept["job_type"], kept["skill"]) == (["GB"], ["permanent"], ["python"])
    with app.app_context():
        [there] = saved_searches.names_of(amel)
    assert (there.id, there.filters.location, there.filters.with_salary) == (one["id"], "Tunis | Sfax", True)
    assert client.post(PREFERENCES, json={**wish, "name": "Other"}, headers=headers).status_code == 200
    second = client.post(PREFERENCES, json={"name": "Mine", "filters": {"keyword": "flask"}}, headers=headers)
    assert (second.status_code, second.json["name"]) == (201, "Mine 2")
    taken = client.put(path, json={**wish, "name": "Mine 2"}, headers=headers)
    assert (taken.status_code, list(taken.json["errors"])) == (422, ["name"])
    old = {**headers, "If-Match": client.get(path, headers=headers).headers["ETag"]}
    active = client.post(f"{path}/activate", headers=headers)
    assert active.json["is_active"]
    assert client.put(path, json=wish, headers=old).status_code == 412
    assert client.delete(path, headers=old).status_code == 412
    with app.app_context():
        store(posting(7, country="GB", salary=None), posting(8, title="Flask developer"))
    found = client.get(PREFERENCES, headers=headers).json["search_preferences"]
    assert [(row["name"], row["is_active"]) for row in found] == [("Mine", True), ("Mine 2", False)]
    assert found[1]["new"] == 1
    assert client.get(found[1]["search"], headers=headers).json["paging"]["total"] == 1
    assert client.post(f"{second.headers['Location']}/seen", headers=headers).status_code == 200
    assert client.get(PREFERENCES, headers=headers).json["search_preferences"][1]["new"] == 0
    assert not client.post(f"{path}/deactivate", headers=headers).json["is_active"]
    other = {"name": "New", "filters": {"company": "Nour", "salary_min": 0}}
    changed = client.put(path, json=other, headers=headers).json
    assert (changed["name"], changed["salary_max"], changed["filters"]["salary_min"]) == ("New", None, 0)
    assert client.delete(path, headers=headers).status_code == 204
    assert client.get(path, headers=headers).status_code == 404


@pytest.mark.usefixtures("amel")
def test_searches_that_cannot_be_saved(client: CheckingClient, sign_in: SignIn) -> None:
    headers = sign_in()
    for body, field, status in (
        ({"name": "a", "filters": {}}, "filters", 422),
        ({"name": "a", "filters": {"skill": ["no such skill"]}}, "filters.skill", 422),
        ({"name": "a", "filters": {"country": ["x"] * 21}}, "filters.country", 400),
        ({"name": "a", "filters": {"keyword": "x" * 201}}, "filters.keyword", 400),
        ({"name": "a", "filters": {"date_range": "never"}}, "filters.date_range", 400),
        ({"name": "\u200b", "filters": {"keyword": "x"}}, "name", 422),
        ({"name": "a", "filters": {"salary_min": 2}, "salary_max": 1}, "body", 422),
        ({"name": "a", "filters": {"salary_min": "2"}}, "filters.salary_min", 400),
        ({"name": "a", "filters": {"keyword": "x"}, "colour": 1}, "colour", 400),
    ):
        refused = client.post(PREFERENCES, json=body, headers=headers)
        assert (refused.status_code, list(refused.json["errors"])) == (status, [field]), refused.json


def test_an_alert_from_its_making_to_its_end(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn
) -> None:
    headers = sign_in()
    saved = client.post(
        PREFERENCES, json={"name": "Mine", "filters": {"keyword": "python"}}, headers=headers
    ).json
    wish = {"name": "Daily", "search_preference_id": saved["id"], "hour": 7}
    made = client.post(ALERTS, json=wish, headers={**headers, "Idempotency-Key": "a"})
    assert made.status_code == 201, made.json
    path = made.headers["Location"]
    with app.app_context():
        [there] = rules.of_person(amel)
        store(posting(7))
    assert (there.id, there.hour, there.frequency) == (made.json["id"], 7, "daily")
    preview = client.get(f"{path}/preview", headers=headers).json
    assert (preview["count"], preview["email"]) == (1, "amel@example.org")
    assert preview["items"][0]["job"]["title"] == "Python developer 7"
    old = {**headers, "If-Match": client.get(path, headers=headers).headers["ETag"]}
    assert client.put(path, json={**wish, "frequency": "weekly"}, headers=old).json["frequency"] == "weekly"
    assert client.put(path, json=wish, headers=old).status_code == 412
    assert not client.put(f"{path}/active", json={"is_active": False}, headers=headers).json["is_active"]
    paused = client.post(f"{path}/trigger", headers=headers)
    assert (paused.status_code, paused.json["code"]) == (409, "not_running")
    client.put(f"{path}/active", json={"is_active": True}, headers=headers)
    asked = client.post(f"{path}/trigger", headers=headers)
    assert asked.status_code == 202
    assert client.get(asked.headers["Location"], headers=headers).json["name"] == "alerts"
    assert client.post(f"{path}/trigger", headers=headers).status_code == 429
    assert client.get(f"{path}/log", headers=headers).json == {"log": []}
    for body, field, status in (
        ({"name": "a"}, "search_preference_id", 422),
        ({"name": "a", "search_preference_id": 999}, "search_preference_id", 422),
        ({"name": "a", "min_score": 70}, "min_score", 422),  # without a CV
        ({"name": "a", "min_score": 0}, "min_score", 400),
        ({**wish, "hour": 24}, "hour", 400),
        ({**wish, "hour": True}, "hour", 400),
        ({**wish, "frequency": "hourly"}, "frequency", 400),
        ({**wish, "name": "\u200b"}, "name", 422),
    ):
        refused = client.post(ALERTS, json=body, headers=headers)
        assert (refused.status_code, list(refused.json["errors"])) == (status, [field]), refused.json
    assert len(client.get(ALERTS, headers=headers).json["alerts"]) == 1
    assert client.delete(path, headers=headers).status_code == 204
    assert client.get(path, headers=headers).status_code == 404


def test_notices_and_searches(app: Flask, client: CheckingClient, amel: int, sign_in: SignIn) -> None:
    headers = sign_in()
    with app.app_context():
        with transaction() as session:
            for number in range(3):
                values = {"name": "Mine", "count": number + 1}
                notifications.add(session, amel, "alert_offers", f"key {number}", values, "/alerts/1")
        searches.remember(amel, Filters(keyword="python", country=("TN", "FR")), 57)
        searches.remember(amel, Filters(keyword="flask"), 3)
    found = client.get(f"{NOTICES}?page_size=2", headers=headers)
    assert [one["text"] for one in found.json["notifications"]] == [
        "3 new offers: Mine",
        "2 new offers: Mine",
    ]
    assert (found.json["unread"], found.json["paging"]["total"]) == (3, 3)
    first = found.json["notifications"][0]["id"]
    assert client.post(f"{NOTICES}/{first}/read", headers=headers).status_code == 204
    assert client.get(f"{NOTICES}?unread=true", headers=headers).json["paging"]["total"] == 2
    assert client.post(f"{NOTICES}/read", headers=headers).json == {"marked": 2}
    assert client.get(NOTICES, headers=headers).json["unread"] == 0

    listed = client.get(SEARCHES, headers=headers).json["searches"]
    assert [(one["words"], one["filters"], one["results"]) for one in listed] == [
        ("flask", {}, 3),
        ("python", {"country": ["TN", "FR"]}, 57),
    ]
    assert client.get(listed[1]["search"], headers=headers).status_code == 200
    assert client.delete(f"{SEARCHES}/{listed[0]['id']}", headers=headers).status_code == 204
    assert client.delete(SEARCHES, headers=headers).status_code == 204
    assert client.get(SEARCHES, headers=headers).json["searches"] == []


def test_another_persons_things_are_not_there(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn
) -> None:
    with app.app_context():
        make_user("other@example.org")
        with transaction() as session:
            notifications.add(session, amel, "alert_offers", "key", {"name": "Mine", "count": 1})
        searches.remember(amel, Filters(keyword="python"), 1)
    mine, theirs = sign_in(), sign_in("other@example.org")
    wish = {"name": "Mine", "filters": {"keyword": "python"}}
    saved = client.post(PREFERENCES, json=wish, headers=mine).json["id"]
    alert = {"name": "Mine", "search_preference_id": saved}
    made = client.post(ALERTS, json=alert, headers=mine).json["id"]
    notice = client.get(NOTICES, headers=mine).json["notifications"][0]["id"]
    search = client.get(SEARCHES, headers=mine).json["searches"][0]["id"]
    for method, path, id_, end, body in (
        ("GET", PREFERENCES, saved, "", None),
        ("PUT", PREFERENCES, saved, "", wish),
        ("DELETE", PREFERENCES, saved, "", None),
        ("POST", PREFERENCES, saved, "/activate", None),
        ("POST", PREFERENCES, saved, "/deactivate", None),
        ("POST", PREFERENCES, saved, "/seen", None),
        ("GET", ALERTS, made, "", None),
        ("PUT", ALERTS, made, "", alert),
        ("PUT", ALERTS, made, "/active", {"is_active": False}),
        ("DELETE", ALERTS, made, "", None),
        ("POST", ALERTS, made, "/trigger", None),
        ("GET", ALERTS, made, "/preview", None),
        ("GET", ALERTS, made, "/log", None),
        ("POST", NOTICES, notice, "/read", None),
        ("DELETE", SEARCHES, search, "", None),
    ):
        answers = [
            client.open(f"{path}/{number}{end}", method=method, json=body, headers=theirs)
            for number in (id_, 99999)
        ]
        assert [one.status_code for one in answers] == [404, 404], (method, path, end)
        assert {**answers[0].json, "request_id": ""} == {**answers[1].json, "request_id": ""}
    foreign = client.post(ALERTS, json=alert, headers=theirs)
    assert (foreign.status_code, list(foreign.json["errors"])) == (422, ["search_preference_id"])
    assert client.get(NOTICES, headers=theirs).json["notifications"] == []
    assert client.get(NOTICES, headers=mine).json["unread"] == 1
    assert len(client.get(SEARCHES, headers=mine).json["searches"]) == 1
    assert client.get(f"{ALERTS}/{made}", headers=mine).json["is_active"]
