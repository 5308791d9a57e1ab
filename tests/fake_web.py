"""A web server on this machine that answers as any host, for what asks outside services.

``web.answer("api.adzuna.com", "/v1/jobs", body={"results": []})`` says what one address answers; a path that
ends in ``*`` stands for all that begin so. Several replies are given one after the other, the last one again
and again. A reply may be a function of what was asked. ``web.requests`` is what was asked so far.
A robots.txt that was not set answers 404 (everything allowed) and is not recorded.
"""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from outgoing.client import Client
from outgoing.limits import Pauses, Retries
from outgoing.sqlite_store import SqliteStore

Body = str | bytes | dict[str, Any] | list[Any]


@dataclass(frozen=True)
class Asked:
    """``headers`` have names in small letters; ``at`` is a monotonic time in seconds."""

    method: str
    host: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def params(self) -> dict[str, str]:
        """The last value of each query parameter, those without a value too."""
        return {name: values[-1] for name, values in self.query.items()}

    @property
    def form(self) -> dict[str, str]:
        fields = parse_qs(self.body.decode(), keep_blank_values=True)
        return {name: values[-1] for name, values in fields.items()}

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """``delay`` in seconds before the first byte."""

    body: Body = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0

    def encoded(self) -> tuple[bytes, dict[str, str]]:
        headers = dict(self.headers)
        names = {name.lower() for name in headers}
        if isinstance(self.body, dict | list):
            kind, data = "application/json", json.dumps(self.body).encode()
        elif isinstance(self.body, str):
            kind, data = "text/html; charset=utf-8", self.body.encode()
        else:
            kind, data = "application/octet-stream", self.body
        if "content-type" not in names:
            headers["Content-Type"] = kind
        if "content-length" not in names:
            headers["Content-Length"] = str(len(data))
        return data, headers


Handler = Callable[[Asked], "Reply | Body"]


class FakeWeb:
    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self._replies: dict[tuple[str, str], list[Reply | Handler]] = {}
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def folder(self) -> Path:
        """For files of clients; goes away with the server."""
        return Path(self._folder.name)

    def answer(
        self,
        host: str,
        path: str,
        *replies: Reply | Handler,
        status: int = 200,
        body: Body = b"",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Replaces what this address answered before."""
        given = list(replies) or [Reply(body, status, headers or {})]
        with self._lock:
            self._replies[host, path] = given

    def routes(self, *hosts: str) -> dict[str, str]:
        """For ``Client(routes=...)``: these hosts, by default all that answer something, live here."""
        named = hosts or {host for host, _path in self._replies}
        return dict.fromkeys(sorted(named), f"127.0.0.1:{self.port}")

    def setting(self, *hosts: str) -> str:
        """The same as the value of OUTGOING_ROUTES."""
        return ",".join(f"{host}={place}" for host, place in self.routes(*hosts).items())

    def asked(self, host: str, path: str = "*") -> list[Asked]:
        """The requests to one host, in order; a path that ends in ``*`` stands for all that begin so."""
        return [each for each in self.requests if each.host == host and _fits(path, each.path)]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
        self._folder.cleanup()

    def reply_to(self, asked: Asked) -> Reply:
        with self._lock:
            found = self._next_reply(asked)
            if found is None and asked.path == "/robots.txt":
                return Reply("no rules", 404)
            self.requests.append(asked)
        if found is None:
            return Reply(f"nothing is set for {asked.host}{asked.path}", 404)
        reply = found if isinstance(found, Reply) else found(asked)
        return reply if isinstance(reply, Reply) else Reply(reply)

    def _next_reply(self, asked: Asked) -> Reply | Handler | None:
        exact = (asked.host, asked.path)
        fitting = [key for key in self._replies if key[0] == asked.host and _fits(key[1], asked.path)]
        key = exact if exact in self._replies else max(fitting, key=lambda each: len(each[1]), default=None)
        if key is None:
            return None
        replies = self._replies[key]
        return replies.pop(0) if len(replies) > 1 else replies[0]


def _fits(pattern: str, path: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], web: FakeWeb) -> None:
        self.web = web
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up early are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = Asked(
            self.command,
            self.headers.get("Host", "").lower().removesuffix(":80").removesuffix(":443"),
            parts.path,
            parse_qs(parts.query, keep_blank_values=True),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            time.monotonic(),
        )
        reply = self.server.web.reply_to(asked)
        time.sleep(reply.delay)
        data, headers = reply.encoded()
        self.send_response_only(reply.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.status not in {204, 304}:
            self.wfile.write(data)

    do_POST = do_GET  # noqa: N815 - the name is given

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the requests are recorded."""


def client_for(web: FakeWeb, *hosts: str, **changes: Any) -> Client:
    """A client that finds these hosts, by default all that answer something so far, at ``web``; it neither
    waits for its turn nor long between attempts. ``changes`` are arguments of Client."""
    given: dict[str, Any] = {
        "store": SqliteStore(web.folder / "outgoing.db"),
        "user_agent": "JobMatch/0 (+https://jobs.example/contact)",
        "retries": Retries(first_wait=0.01, jitter=0.0),
        "pauses": Pauses(usual=0.0),
        "routes": web.routes(*hosts),
    }
    return Client(**{**given, **changes})
