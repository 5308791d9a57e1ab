"""Keeping and hiding offers by program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from app.services.saved_jobs import listing
from app.services.saved_jobs.listing import Asked
from tests.api.conftest import Headers
from tests.client import CheckingClient
from tests.factories import make_user

SAVED = "/api/v1/saved-jobs"
SignIn = Callable[..., Headers]


@pytest.mark.usefixtures("amel")
def test_an_offer_is_kept_once_and_comes_back(
    client: CheckingClient, sign_in: SignIn, offers: list[int]
) -> None:
    headers, first = sign_in(), offers[0]
    made = client.post(f"{SAVED}/{first}", headers={**headers, "Idempotency-Key": "a"})
    assert made.status_code == 201, made.json
    assert made.headers["Location"] == f"{SAVED}/{first}"
    again = client.post(f"{SAVED}/{first}", headers={**headers, "Idempotency-Key": "a"})
    assert (again.status_code, again.json) == (201, made.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert client.post(f"{SAVED}/{first}", headers=headers).status_code == 200
    written = client.put(f"{SAVED}/{first}/notes", json={"notes": "ask", "version": 1}, headers=headers)
    assert (written.json["notes"], written.json["notes_version"]) == ("ask", 2)
    assert client.delete(f"{SAVED}/{first}", headers=headers).status_code == 204
    assert client.get(f"{SAVED}/{first}", headers=headers).status_code == 404
    assert client.get(SAVED, headers=headers).json["saved_jobs"] == []
    assert client.post(f"{SAVED}/{first}", headers=headers).json["notes"] == "ask"


def test_the_list_is_the_pages_list(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn, offers: list[int]
) -> None:
    headers = sign_in()
    for job_id in offers:
        client.post(f"{SAVED}/{job_id}", headers=headers)
    client.put(f"{SAVED}/{offers[1]}/favorite", json={"is_favorite": True}, headers=headers)
    for query, asked in (
        ("", Asked()),
        ("?favorites=true", Asked(favorites=True)),
        ("?q=developer 2&sort=title", Asked(words="developer 2", sort="title")),
        ("?state=closed", Asked(state="closed")),
        ("?country=tn", Asked(country="TN")),
    ):
        shown = client.get(SAVED + query, headers=headers)
        with app.app_context():
            there = listing.listing(amel, asked)
        assert [one["job_id"] for one in shown.json["saved_jobs"]] == [one.job_id for one in there.offers]
        assert (shown.json["all"], shown.json["paging"]["total"]) == (3, there.found)
    starred = client.get(f"{SAVED}/favorites", headers=headers)
    assert [one["job_id"] for one in starred.json["saved_jobs"]] == [offers[1]]
    assert 'rel="first"' in starred.headers["Link"]
    assert client.get(f"{SAVED}?page=2", headers=headers).status_code == 404
    every = client.get(SAVED, headers=headers).json["saved_jobs"]
    second = client.get(f"{SAVED}?page=2&page_size=2", headers=headers).json
    assert (second["saved_jobs"], second["paging"]["pages"]) == (every[2:], 2)
    for wrong in ("state=x", "country=1", "page=0", "page=x", "sort=x", "page_size=101", "q=" + "a" * 201):
        refused = client.get(f"{SAVED}?{wrong}", headers=headers)
        assert (refused.status_code, list(refused.json["errors"])) == (400, [wrong.split("=")[0]]), wrong


@pytest.mark.usefixtures("amel")
def test_overtaken_writers_are_told(client: CheckingClient, sign_in: SignIn, offers: list[int]) -> None:
    headers, path = sign_in(), f"{SAVED}/{offers[0]}"
    tag = client.post(path, headers=headers) and client.get(path, headers=headers).headers["ETag"]
    seen = {**headers, "If-Match": tag}
    assert client.put(f"{path}/notes", json={"notes": "one", "version": 1}, headers=seen).status_code == 200
    late = client.put(f"{path}/notes", json={"notes": "two", "version": 1}, headers=headers)
    assert (late.status_code, late.json["code"], list(late.json["errors"])) == (409, "edited", ["version"])
    for changed in (
        client.put(f"{path}/notes", json={"notes": "two", "version": 2}, headers=seen),
        client.put(f"{path}/favorite", json={"is_favorite": True}, headers=seen),
        client.delete(path, headers=seen),
    ):
        assert (changed.status_code, changed.json["code"]) == (412, "precondition_failed")
    shown = client.get(path, headers=headers)
    assert (shown.json["notes"], shown.json["is_favorite"]) == ("one", False)
    unchanged = client.get(path, headers={**headers, "If-None-Match": shown.headers["ETag"]})
    assert unchanged.status_code == 304
    for body in (
        {"notes": "x"},
        {"notes": "x" * 20_001, "version": 2},
        {"notes": "x", "version": 0},
        {"a": 1},
    ):
        assert client.put(f"{path}/notes", json=body, headers=headers).status_code == 400


@pytest.mark.usefixtures("amel")
def test_hidden_offers_leave_the_list(client: CheckingClient, sign_in: SignIn, offers: list[int]) -> None:
    headers, first = sign_in(), offers[0]
    client.post(f"{SAVED}/{first}", headers=headers)
    for _time in range(2):
        assert client.put(f"{SAVED}/hidden/{first}", headers=headers).status_code == 204
    hidden = client.get(f"{SAVED}/hidden", headers=headers).json
    assert [one["job_id"] for one in hidden["hidden_jobs"]] == [first]
    assert client.get(f"{SAVED}/{first}", headers=headers).status_code == 404
    assert client.delete(f"{SAVED}/hidden/{first}", headers=headers).status_code == 204
    assert client.get(f"{SAVED}/hidden", headers=headers).json["hidden_jobs"] == []
    assert client.put(f"{SAVED}/hidden/99999", headers=headers).status_code == 404


def test_another_persons_list_is_not_there(
    app: Flask, client: CheckingClient, amel: int, sign_in: SignIn, offers: list[int]
) -> None:
    with app.app_context():
        make_user("other@example.org")
    mine, theirs = sign_in(), sign_in("other@example.org")
    client.post(f"{SAVED}/{offers[0]}", headers=mine)
    for method, end, body in (
        ("get", "", None),
        ("delete", "", None),
        ("put", "/notes", {"notes": "x", "version": 1}),
        ("put", "/favorite", {"is_favorite": True}),
    ):
        answers = [
            client.open(f"{SAVED}/{job_id}{end}", method=method.upper(), json=body, headers=theirs)
            for job_id in (offers[0], 99999)
        ]
        assert [one.status_code for one in answers] == [404, 404]
        assert {**answers[0].json, "request_id": ""} == {**answers[1].json, "request_id": ""}
    assert client.get(f"{SAVED}/{offers[0]}", headers=mine).json["notes"] == ""
    assert client.get(SAVED).status_code == 401
    assert amel
