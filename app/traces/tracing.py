"""Spans to an OpenTelemetry collector, by OTLP over HTTP. Imported only where one is set up.

What a span may hold is written here and in its callers. The usual instrumentation of Flask and SQLAlchemy is not
used: it sends addresses with what people searched for, where they sit, and messages of exceptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from app.outgoing import VERSION
from app.settings import Settings
from app.traces import Kind, Span, Value

EXPORT_SECONDS: Final = 5
KINDS: Final[dict[Kind, SpanKind]] = {
    "request": SpanKind.SERVER,
    "task": SpanKind.CONSUMER,
    "outgoing": SpanKind.CLIENT,
    "statement": SpanKind.CLIENT,
}
W3C: Final = TraceContextTextMapPropagator()


class OpenTelemetryTracer:
    def __init__(self, settings: Settings) -> None:
        facts = {"service.name": settings.otel_service_name, "service.version": VERSION}
        sampler = ParentBased(TraceIdRatioBased(settings.otel_traces_sampler_arg))
        self.provider = TracerProvider(sampler=sampler, resource=Resource(facts))
        exporter = OTLPSpanExporter(
            endpoint=settings.otel_exporter_otlp_endpoint.rstrip("/") + "/v1/traces",
            headers=settings.otel_headers,
            timeout=EXPORT_SECONDS,
        )
        self.provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self.provider.get_tracer("jobmatch", VERSION)

    @property
    def is_under_way(self) -> bool:
        return trace.get_current_span().is_recording()

    @contextmanager
    def span(self, kind: Kind, name: str, attributes: Mapping[str, Value]) -> Iterator[Span]:
        with self._tracer.start_as_current_span(
            name,
            kind=KINDS[kind],
            attributes=dict(attributes),
            record_exception=False,  # messages quote what people wrote
            set_status_on_exception=False,
        ) as span:
            noted = _Noted(span)
            try:
                yield noted
            except BaseException as error:
                noted.fail(type(error).__name__)
                raise

    def place(self) -> str:
        carrier: dict[str, str] = {}
        W3C.inject(carrier)
        return carrier.get("traceparent", "")

    @contextmanager
    def following(self, place: str) -> Iterator[None]:
        token = attach(W3C.extract({"traceparent": place}, Context()))
        try:
            yield
        finally:
            detach(token)


class _Noted:
    def __init__(self, span: trace.Span) -> None:
        self._span = span

    def note(self, name: str, value: Value) -> None:
        self._span.set_attribute(name, value)

    def fail(self, kind: str) -> None:
        self._span.set_attribute("error.type", kind)
        self._span.set_status(Status(StatusCode.ERROR))
