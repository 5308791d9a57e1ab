from __future__ import annotations

import sqlite3
import time
from typing import Any

import pytest
import time_machine

from tests.fake_web import Asked, FakeWeb, Reply, client_for


def with_tag(asked: Asked) -> Reply:
    if asked.headers.get("if-none-match") == '"v1"' or "if-modified-since" in asked.headers:
        return Reply(b"", 304, {"ETag": '"v1"'})
    return Reply("<p>été</p>", 200, {"ETag": '"v1"', "X-Total": "7", "Set-Cookie": "id=1"})


def statuses(web: FakeWeb) -> list[bool]:
    """Whether each request asked for changes only."""
    return ["if-none-match" in each.headers for each in web.requests]


def test_what_did_not_change_is_not_sent_again(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", with_tag)
    first, second = (client_for(web).get("https://jobs.example/?q=1") for _ in range(2))
    assert (first.is_cached, second.is_cached) == (False, True)
    assert (second.status, second.text, second.url) == (200, "<p>été</p>", first.url)
    assert second.headers["x-total"] == "7"
    assert "set-cookie" not in second.headers
    assert statuses(web) == [False, True]


def test_a_date_serves_as_well(web: FakeWeb) -> None:
    date = "Mon, 16 Nov 2026 08:00:00 GMT"
    web.answer(
        "jobs.example",
        "/",
        lambda asked: Reply(b"", 304) if asked.headers.get("if-modified-since") == date
        else Reply("page", 200, {"Last-Modified": date}),
    )  # fmt: skip
    assert [client_for(web).get("https://jobs.example/").is_cached for _ in range(2)] == [False, True]


def test_a_new_version_replaces_the_old(web: FakeWeb) -> None:
    web.answer(
        "jobs.example", "/", *(Reply(f"page {n}", 200, {"ETag": f'"{n}"'}) for n in (1, 2)), Reply(b"", 304)
    )
    pages = [client_for(web).get("https://jobs.example/") for _ in range(3)]
    assert [page.text for page in pages] == ["page 1", "page 2", "page 2"]
    assert web.requests[-1].headers["if-none-match"] == '"2"'


@pytest.mark.parametrize(
    "arguments",
    [
        {"auth": ("user", "word")},
        {"headers": {"Authorization": "Bearer t"}},
        {"headers": {"X-API-Key": "k"}},
        {"headers": {"Cookie": "session=1"}},
        {"headers": {"If-None-Match": '"v1"'}},
        *({"params": {name: "s3cret"}} for name in ("app_key", "api_key", "apikey", "key", "access_token", "Token", "sig")),
    ],
)  # fmt: skip
def test_what_was_asked_with_a_key_is_not_kept(web: FakeWeb, arguments: dict[str, Any]) -> None:
    web.answer("jobs.example", "/", with_tag)
    for _ in range(2):
        assert not client_for(web).get("https://jobs.example/", **arguments).is_cached
    assert kept_names(web) == []


@pytest.mark.parametrize(
    "headers",
    [{"Cache-Control": "no-store"}, {"Cache-Control": "private, max-age=0"}, {"Vary": "*"}],
)
def test_what_the_service_wants_forgotten_is_not_kept(web: FakeWeb, headers: dict[str, str]) -> None:
    web.answer("jobs.example", "/", body="page", headers={"ETag": '"1"', **headers})
    client_for(web).get("https://jobs.example/")
    assert kept_names(web) == []


@pytest.mark.parametrize(("status", "method"), [(404, "GET"), (206, "GET"), (200, "POST")])
def test_only_whole_answers_to_get_are_kept(web: FakeWeb, status: int, method: str) -> None:
    web.answer("jobs.example", "/", status=status, body="page", headers={"ETag": '"1"'})
    client = client_for(web)
    client.get("https://jobs.example/") if method == "GET" else client.post("https://jobs.example/", json=1)
    assert kept_names(web) == []


def test_the_language_that_was_asked_for_makes_a_difference(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", with_tag)
    for language in ("fr", "de"):
        assert (
            not client_for(web).get("https://jobs.example/", headers={"Accept-Language": language}).is_cached
        )


def test_what_is_kept_is_named_by_a_hash_and_ends(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", with_tag)
    client = client_for(web)
    client.get("https://jobs.example/?q=someone")
    names = kept_names(web)
    assert len(names) == 1
    assert "someone" not in names[0]
    with time_machine.travel(time.time() + 8 * 24 * 3600):
        assert not client.get("https://jobs.example/?q=someone").is_cached


def test_a_kept_answer_of_another_version_is_none(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", with_tag)
    client_for(web).get("https://jobs.example/")
    with sqlite3.connect(web.folder / "outgoing.db") as connection:
        connection.execute("UPDATE kept SET value = x'00ff' WHERE key LIKE 'answer:%'")
    connection.close()
    assert not client_for(web).get("https://jobs.example/").is_cached


def kept_names(web: FakeWeb) -> list[str]:
    with sqlite3.connect(web.folder / "outgoing.db") as connection:
        rows = connection.execute("SELECT key FROM kept WHERE key LIKE 'answer:%'").fetchall()
    connection.close()
    return [row[0] for row in rows]
