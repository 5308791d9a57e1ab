"""The proxy of the browser lets through what the client would ask, and nothing else."""

from __future__ import annotations

import socket

import pytest

from outgoing.deadline import Deadline
from outgoing.guard import Guard
from outgoing.limits import Limits
from outgoing.transport import Transport
from tests.fake_web import FakeWeb, Reply


def say(guard: Guard, text: str) -> bytes:
    with socket.create_connection(("127.0.0.1", guard.port), 10) as connection:
        connection.sendall(text.encode())
        answer = b""
        while block := connection.recv(65_536):
            answer += block
        return answer


@pytest.fixture
def transport(web: FakeWeb) -> Transport:
    web.answer("jobs.example", "/", lambda asked: Reply(f"{asked.method} {asked.body.decode()}"))
    return Transport(Limits(), web.routes())


def test_passes_requests_and_tunnels_to_public_hosts(transport: Transport, web: FakeWeb) -> None:
    with Guard(transport, Deadline(10), 100_000) as guard:
        post = "POST http://jobs.example/ HTTP/1.1\r\nHost: jobs.example\r\nProxy-Connection: keep-alive\r\n"
        assert say(guard, post + "Content-Length: 2\r\n\r\nhi").endswith(b"POST hi")
        tunnel = "CONNECT jobs.example:443 HTTP/1.1\r\n\r\nGET / HTTP/1.0\r\nHost: jobs.example\r\n\r\n"
        assert say(guard, tunnel).startswith(b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n")
    assert "proxy-connection" not in web.requests[0].headers
    assert web.requests[0].headers["connection"] == "close"
    assert guard.refused == set()


@pytest.mark.parametrize(
    "line",
    [
        "CONNECT 127.0.0.1:443", "CONNECT localhost:80", "CONNECT [::1]:443", "CONNECT jobs.example:22",
        "CONNECT 0x7f000001:443", "CONNECT jobs.example@127.0.0.1:443", "GET http://127.0.0.1/",
        "GET http://169.254.169.254/latest/", "GET file:///etc/passwd", "GET /", "CONNECT", "nonsense",
        "GET http://jobs.example:8080/", "GET http://10.0.0.1/",
    ],
)  # fmt: skip
def test_refuses_all_else(transport: Transport, line: str) -> None:
    with Guard(transport, Deadline(10), 100_000) as guard:
        assert say(guard, f"{line} HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 403 ")


def test_one_request_cannot_hide_behind_another(transport: Transport, web: FakeWeb) -> None:
    one = "GET http://jobs.example/ HTTP/1.1\r\nHost: jobs.example\r\n\r\n"
    with Guard(transport, Deadline(10), 100_000) as guard:
        say(guard, one + "GET http://127.0.0.1/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert {each.host for each in web.requests} == {"jobs.example"}


def test_all_bytes_of_a_page_count_together(web: FakeWeb) -> None:
    web.answer("jobs.example", "/", body="x" * 60_000)
    one = "GET http://jobs.example/ HTTP/1.1\r\nHost: jobs.example\r\n\r\n"
    with Guard(Transport(Limits(), web.routes()), Deadline(10), 100_000) as guard:
        assert len(say(guard, one)) > 60_000
        assert not guard.is_used_up
        assert len(say(guard, one)) < 60_000
        assert guard.is_used_up
