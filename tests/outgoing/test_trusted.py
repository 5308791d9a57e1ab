"""Requests to the address that an admin wrote down: anywhere, but bounded and straight."""

from __future__ import annotations

import httpx
import pytest

from outgoing.faults import AddressForbidden, Fault, Interrupted, TooLarge, TooSlow, Unreachable
from outgoing.httpx_bridge import bridged
from outgoing.trusted import MAX_ANSWER, TrustedClient, provider_of
from tests.fake_web import FakeWeb, Reply
from tests.outgoing.hostile_server import BEHAVIOURS, HostileServer
from tests.servers import free_port

CLIENT = TrustedClient("JobMatch/test")
BOMBS = {
    "/gzip-bomb",
    "/deflate-bomb",
    "/double-gzip-bomb",
    "/endless",
    "/endless-chunks",
    "/says-ten-gigabytes",
}
# Read to their end, or as far as a refusal or a redirect says it all.
READ = {
    "/long-body", "/odd-length", "/redirect-without-end", "/refusal-without-end", "/refusal-bomb", "/refusal-cut-short",
    "/redirect-loop", "/redirect-to-nowhere",
}  # fmt: skip


def port_of(server: HostileServer) -> str:
    return next(iter(server.routes("x").values()))


@pytest.mark.parametrize("path", sorted({*BEHAVIOURS, "/reset"} - {"/odd-headers"} - READ))
def test_every_misbehaviour_is_a_fault_in_time(hostile: HostileServer, path: str) -> None:
    with pytest.raises(Fault) as caught:
        CLIENT.exchange("GET", f"http://{port_of(hostile)}{path}", seconds=6.0 if path in BOMBS else 0.8)
    assert isinstance(caught.value, TooLarge if path in BOMBS else Unreachable)
    assert len(hostile.requests) <= 1, "nothing is tried again"


def test_redirects_are_answers_and_followed_by_nobody(web: FakeWeb) -> None:
    web.answer(
        "models.example.org",
        "/v1/models",
        body="",
        status=307,
        headers={"location": "https://elsewhere.example/"},
    )
    client = TrustedClient("JobMatch/test", routes=web.routes())
    answer = client.exchange("POST", "https://models.example.org/v1/models", seconds=5, body=b"{}")
    assert answer.status == 307
    assert [asked.host for asked in web.requests] == ["models.example.org"]
    response = bridged(client).post("https://models.example.org/v1/models", json={"a": 1})
    assert response.status_code == 307
    assert [asked.host for asked in web.requests] == ["models.example.org"] * 2


def test_what_is_sent_arrives_and_what_comes_is_decoded(web: FakeWeb) -> None:
    web.answer("models.example.org", "/v1/x", body={"a": "é" * 100})
    client = TrustedClient("JobMatch/test", routes=web.routes())
    headers = {"Authorization": "Bearer k", "User-Agent": "other"}
    answer = client.exchange(
        "POST", "https://models.example.org/v1/x", seconds=5, headers=headers, body=b"{}"
    )
    assert answer.json() == {"a": "é" * 100}
    [asked] = web.requests
    assert (asked.body, asked.headers["authorization"], asked.headers["user-agent"]) == (
        b"{}",
        "Bearer k",
        "JobMatch/test",
    )
    assert bridged(client).post("https://models.example.org/v1/x", content=b"{}").json() == {"a": "é" * 100}


@pytest.mark.parametrize("size", [MAX_ANSWER - 10, MAX_ANSWER + 1])
def test_a_mebibyte_is_the_most(web: FakeWeb, size: int) -> None:
    web.answer("models.example.org", "/", body=b"x" * size)
    client = TrustedClient("JobMatch/test", routes=web.routes())
    if size <= MAX_ANSWER:
        assert len(client.exchange("GET", "https://models.example.org/", seconds=9).body) == size
    else:
        with pytest.raises(TooLarge):
            client.exchange("GET", "https://models.example.org/", seconds=9)


def test_a_slow_answer_ends_by_the_deadline(web: FakeWeb) -> None:
    web.answer("models.example.org", "/", Reply("late", delay=5))
    client = TrustedClient("JobMatch/test", routes=web.routes())
    with pytest.raises(TooSlow):
        client.exchange("GET", "https://models.example.org/", seconds=0.3)
    with pytest.raises(TooSlow):
        bridged(client).get("https://models.example.org/", timeout=0.3)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://localhost/",
        "file:///etc/passwd",
        "http://a@b/",
        "http://a\\b/",
        "http://a\r\nb/",
        "//x",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(AddressForbidden):
        CLIENT.exchange("GET", url, seconds=1)
    with pytest.raises(AddressForbidden):
        provider_of(url)


@pytest.mark.parametrize("value", ["a\r\nX-More: 1", "é\u2028", "\x00"])
def test_headers_that_would_be_two_are_refused(web: FakeWeb, value: str) -> None:
    with pytest.raises(AddressForbidden):
        CLIENT.exchange(
            "GET", f"http://127.0.0.1:{free_port()}/", seconds=1, headers={"authorization": value}
        )


def test_where_nobody_listens_is_a_fault() -> None:
    with pytest.raises(Interrupted):
        CLIENT.exchange("GET", f"http://127.0.0.1:{free_port()}/v1", seconds=2)
    with pytest.raises((Unreachable, httpx.HTTPError)):
        bridged(CLIENT).get(f"http://127.0.0.1:{free_port()}/v1")
