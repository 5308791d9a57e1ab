"""Traces as a collector gets them: what belongs together, and nothing of anybody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import structlog
from flask import Flask
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from sqlalchemy import event, text

from app import create_app, traces, worker
from app.extensions import db
from app.outgoing import traced
from app.services import tasks
from app.services.transaction import transaction
from app.settings import InvalidSettings, Settings
from app.traces import statements
from tests.fake_web import FakeWeb, client_for

CANARY = "canary-of-somebody"
ADDRESS = f"{CANARY}@example.org"


class Collector:
    """Answers as an OpenTelemetry collector does, and keeps what it got."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.resources: list[dict[str, Any]] = []
        self.spans: list[Span] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                collector.take(
                    self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))
                )
                self.send_response(200)
                self.send_header("Content-Type", "application/x-protobuf")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing: all is kept."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def take(self, path: str, headers: dict[str, str], body: bytes) -> None:
        assert path == "/v1/traces"
        self.raw.append(body)
        self.headers.append(headers)
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            self.resources.append(
                {pair.key: pair.value.string_value for pair in resource.resource.attributes}
            )
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


@pytest.fixture
def traced_app(settings: Settings, collector: Collector) -> Iterator[Flask]:
    more = {
        "otel_exporter_otlp_endpoint": collector.url + "/",
        "otel_exporter_otlp_headers": settings.secret_key.__class__("x-tenant=jobs%20here"),
        "otel_service_name": "jobs-test",
    }
    app = create_app(settings.model_copy(update=more))
    worker.init_app(app)
    yield app
    traces._tracer.provider.shutdown()  # type: ignore[union-attr]
    traces.use(None)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def sent(collector: Collector) -> list[Span]:
    traces._tracer.provider.force_flush()  # type: ignore[union-attr]
    return collector.spans


def attributes(span: Span) -> dict[str, Any]:
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in span.attributes}


def test_a_request_its_statements_and_its_task_belong_together(
    traced_app: Flask, collector: Collector
) -> None:
    client = traced_app.test_client()
    answer = client.get(f"/?keyword={CANARY}", headers={"X-Request-ID": "request-0123456789"})
    assert answer.status_code == 200
    client.get(f"/{CANARY}")
    client.get("/livez")
    with traced_app.test_request_context(f"/?q={CANARY}", headers={"X-Request-ID": "request-of-a-task"}):
        traced_app.preprocess_request()
        with transaction() as session:
            task = tasks.add(session, "hourly", {})
        tasks.start(task)
        task_id = task.id
    huey = traced_app.extensions["queue"]
    huey.execute(huey.dequeue())

    spans = {span.name: span for span in sent(collector)}
    page = next(span for span in collector.spans if span.name == "GET /")
    asked = {"http.request.method": "GET", "http.route": "/", "http.response.status_code": 200}
    assert attributes(page) == {**asked, "jobmatch.request_id": "request-0123456789"}
    assert attributes(spans["GET"])["http.response.status_code"] == 404
    inside = [span for span in collector.spans if span.parent_span_id == page.span_id]
    assert {span.name for span in inside} >= {"SELECT"}
    assert all(span.trace_id == page.trace_id for span in inside)
    assert all("SELECT" in attributes(span)["db.query.text"] for span in inside if span.name == "SELECT")

    done = spans["task hourly"]
    assert attributes(done) == {
        "jobmatch.task": task_id, "jobmatch.attempt": 1, "jobmatch.outcome": "done",
        "jobmatch.request_id": "request-of-a-task",
    }  # fmt: skip
    [asker] = [span for span in collector.spans if span.span_id == done.parent_span_id]
    assert attributes(asker)["jobmatch.request_id"] == "request-of-a-task"
    assert collector.resources[0]["service.name"] == "jobs-test"
    assert collector.headers[0]["x-tenant"] == "jobs here"
    assert not [span for span in collector.spans if "livez" in span.name]


def test_nothing_of_anybody_leaves(traced_app: Flask, collector: Collector, web: FakeWeb) -> None:
    web.answer("jobs.example", f"/{CANARY}", body="ok")
    traced_app.config["WTF_CSRF_ENABLED"] = False
    client = traced_app.test_client()
    headers = {"User-Agent": CANARY, "Referer": f"http://localhost/{CANARY}", "Accept-Language": CANARY}
    client.get(f"/?keyword={CANARY}&location={CANARY}", headers=headers)
    client.post("/login", data={"email": ADDRESS, "password": CANARY}, headers=headers)
    client.post("/register", data={"email": ADDRESS, "password": CANARY * 2, "name": CANARY}, headers=headers)
    structlog.contextvars.clear_contextvars()
    with traced_app.app_context(), traces.span("task", "task of a test", {}):
        client_for(web, "jobs.example", watch=traced).get(f"https://jobs.example/{CANARY}?key={CANARY}")
        with pytest.raises(ValueError, match=CANARY), traces.span("task", "inner", {}):
            raise ValueError(CANARY)
        with pytest.raises(Exception, match="no_such"):
            db.session.execute(text(f"SELECT * FROM no_such_table WHERE name = '{CANARY}'"))
        db.session.rollback()
    spans = {span.name: span for span in sent(collector)}
    assert attributes(spans["GET jobs.example"]) == {
        "http.request.method": "GET", "server.address": "jobs.example", "http.response.status_code": 200,
    }  # fmt: skip
    assert attributes(spans["inner"]) == {"error.type": "ValueError"}
    assert spans["inner"].status.code == 2
    broken = [one for one in collector.spans if one.status.code == 2 and one.name == "SELECT"]
    assert [attributes(one)["db.query.text"] for one in broken] == [
        "SELECT * FROM no_such_table WHERE name = ?"
    ]
    assert {"POST /login", "POST /register"} <= spans.keys()
    assert not [span for span in collector.spans if span.events]
    assert CANARY.encode() not in b"".join(collector.raw)


def test_without_a_collector_nothing_is_watched(app: Flask) -> None:
    assert not traces.are_on()
    with app.app_context():
        assert not event.contains(db.engine, "before_cursor_execute", statements._before)
    assert "tracing" not in {hook.__module__.rpartition(".")[2] for hook in app.before_request_funcs[None]}
    assert traces.place() == ""
    with traces.span("task", "a", {}) as span, traces.following("00-" + "1" * 32 + "-" + "1" * 16 + "-01"):
        span.note("x", 1)
        span.fail("kind")


def test_a_collector_without_the_libraries_ends_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "app.traces.tracing", None)
    with pytest.raises(InvalidSettings) as ended:
        traces.configure(settings.model_copy(update={"otel_exporter_otlp_endpoint": "http://127.0.0.1:1"}))
    assert "requirements-traces.txt" in ended.value.message


@pytest.mark.parametrize(
    ("statement", "kept"),
    [
        ("SELECT a FROM b WHERE c = ?", "SELECT a FROM b WHERE c = ?"),
        ("SELECT 'x''y', \"d\" FROM b", 'SELECT ?, "d" FROM b'),
        ("'" * 100_000, "?"),
        ("SELECT '" + "a" * 200_000, "SELECT ?"),
    ],
)
def test_statements_keep_no_text(statement: str, kept: str) -> None:
    assert statements.text_of(statement) == kept
