"""Traces, where the settings name a collector. Everywhere else each call here costs a look at one variable.

A span says what was done and how long it took: a route, a statement without values, a host, a task. Nothing that
people typed or are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final, Literal, Protocol

import structlog

from app.settings import InvalidSettings, Settings

Value = str | int | float | bool
Kind = Literal["request", "task", "outgoing", "statement"]
MISSING: Final = "jobmatch: OTEL_EXPORTER_OTLP_ENDPOINT needs: pip install -r requirements-traces.txt"


class Span(Protocol):
    def note(self, name: str, value: Value) -> None: ...

    def fail(self, kind: str) -> None:
        """``kind`` names a sort of fault; its message stays here."""


class Tracer(Protocol):
    @property
    def is_under_way(self) -> bool:
        """Whether there is a span around, and it is to be sent."""

    def span(
        self, kind: Kind, name: str, attributes: Mapping[str, Value]
    ) -> AbstractContextManager[Span]: ...

    def place(self) -> str: ...

    def following(self, place: str) -> AbstractContextManager[None]: ...


class _NoSpan:
    def note(self, name: str, value: Value) -> None:
        """Nobody listens."""

    def fail(self, kind: str) -> None:
        """Nobody listens."""


_NO_SPAN: Final = _NoSpan()
_tracer: Tracer | None = None  # of the process: what goes out knows no application


def configure(settings: Settings) -> None:
    """Raises InvalidSettings when a collector is named and the libraries for it are not installed."""
    if not settings.otel_exporter_otlp_endpoint or _tracer is not None:
        return
    try:
        from app.traces.tracing import OpenTelemetryTracer
    except ImportError as error:
        raise InvalidSettings(MISSING) from error
    use(OpenTelemetryTracer(settings))


def use(tracer: Tracer | None) -> None:
    global _tracer  # noqa: PLW0603 - set once, when the process starts
    _tracer = tracer


def are_on() -> bool:
    return _tracer is not None


def span(kind: Kind, name: str, attributes: Mapping[str, Value]) -> AbstractContextManager[Span]:
    """One that stands alone names the request that it belongs to."""
    if _tracer is None:
        return nullcontext(_NO_SPAN)
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    return _tracer.span(
        kind, name, {**attributes, "jobmatch.request_id": request_id} if request_id else attributes
    )


def span_inside(kind: Kind, name: str, attributes: Mapping[str, Value]) -> AbstractContextManager[Span]:
    """Only where there is one around: what a process does by itself all the time is not worth telling."""
    if _tracer is None or not _tracer.is_under_way:
        return nullcontext(_NO_SPAN)
    return span(kind, name, attributes)


def place() -> str:
    """Where in which trace this is, as W3C's traceparent; "" outside of one."""
    return "" if _tracer is None else _tracer.place()


@contextmanager
def following(place: str) -> Iterator[None]:
    """Spans inside belong to that trace."""
    with nullcontext() if _tracer is None or not place else _tracer.following(place):
        yield
