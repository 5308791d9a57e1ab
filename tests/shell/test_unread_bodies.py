"""Answers given before all of a request was read: they reach who still sends."""

from __future__ import annotations

import logging
import runpy
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPResponse
from time import monotonic, sleep
from types import SimpleNamespace

import pytest
from flask import Flask
from gunicorn.config import Config
from gunicorn.http import get_parser

from app.settings import ROOT, Settings
from tests.processes import python
from tests.servers import free_port, wait_for

MEGABYTE = 1024 * 1024
HEAD = b"POST /upload-cv HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
CHUNK = b"10000\r\n" + bytes(65536) + b"\r\n"


@pytest.fixture
def port(context: Flask, settings: Settings) -> Iterator[int]:
    port = free_port()
    server = ("-m", "gunicorn", "--config", str(ROOT / "gunicorn_config.py"), "app:create_app()")
    with python(settings, *server, PORT=str(port), WEB_WORKERS="1", EMBEDDER="lexical"):
        wait_for(port, 120)
        yield port


def sent(port: int, length: bytes, body: bytes) -> HTTPResponse:
    """The answer for a client that looks at it only when all is sent, as nginx does when it is busy."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(HEAD + length + b"\r\n\r\n" + body[:1000])
        sleep(0.5)  # by then it is answered
        line.sendall(body[1000:])
        answer = HTTPResponse(line)
        answer.begin()
        answer.read()
        return answer


def test_who_sends_a_file_that_is_too_large_is_told_so(port: int) -> None:
    for megabytes in (7, 60):
        answer = sent(port, b"Content-Length: %d" % (megabytes * MEGABYTE), bytes(megabytes * MEGABYTE))
        assert answer.status == 413
        assert answer.getheader("Content-Security-Policy")
    assert 400 <= sent(port, b"Transfer-Encoding: chunked", CHUNK * 160 + b"0\r\n\r\n").status < 500


@pytest.fixture
def after_request(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], float]:
    """Seconds that are given to a request of which these bytes came, while the client stays."""
    hook = runpy.run_path("gunicorn_config.py")["post_request"]
    monkeypatch.setitem(hook.__globals__, "UNREAD_SECONDS", 2.0)
    stack = ExitStack()

    def took(came: bytes) -> float:
        ours, theirs = (stack.enter_context(end) for end in socket.socketpair())
        theirs.sendall(came)
        request = next(get_parser(Config(), ours, ("127.0.0.1", 1)))
        started = monotonic()
        hook(SimpleNamespace(log=logging.getLogger("gunicorn")), request, {}, SimpleNamespace(sock=ours))
        assert ours.gettimeout() is None
        return monotonic() - started

    with stack:
        yield took


def test_who_stops_sending_is_not_waited_for_long(after_request: Callable[[bytes], float]) -> None:
    announced = HEAD + b"Content-Length: 1000\r\n\r\n"
    assert after_request(announced + bytes(10)) > 1.5, "the rest may still come"
    assert after_request(announced + bytes(1000)) < 1.5
    assert after_request(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") < 1.5
    assert after_request(HEAD + b"Transfer-Encoding: chunked\r\n\r\nnot a length\r\n") < 1.5, "nonsense"
