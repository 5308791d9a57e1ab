"""Spans of statements: their text as the database gets it, with places for the values and without those."""

from __future__ import annotations

import re
from typing import Any, Final

from sqlalchemy import Engine, event

from app import traces

LONGEST: Final = 2_000
_WRITTEN = re.compile(r"'(?:[^']|'')*(?:'|$)")  # what stands in the text itself
_SPAN: Final = "traced"


def watch(engine: Engine) -> None:
    """Nothing where nobody traces: each listener would cost every statement something."""
    if not traces.are_on():
        return
    event.listen(engine, "before_cursor_execute", _before)
    event.listen(engine, "after_cursor_execute", _after)
    event.listen(engine, "handle_error", _failed)


def text_of(statement: str) -> str:
    return _WRITTEN.sub("?", statement[:LONGEST])


def _before(_connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:
    if context is None:
        return
    verb = statement.lstrip()[:20].partition(" ")[0].partition("\n")[0].upper()
    around = traces.span_inside("statement", verb, {"db.query.text": text_of(statement)})
    setattr(context, _SPAN, (around, around.__enter__()))


def _after(_connection: Any, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool) -> None:
    _end(context)


def _failed(context: Any) -> None:
    _end(context.execution_context, type(context.original_exception).__name__)


def _end(context: Any, fault: str = "") -> None:
    started = getattr(context, _SPAN, None)
    if started is None:
        return
    delattr(context, _SPAN)
    around, span = started
    if fault:
        span.fail(fault)
    around.__exit__(None, None, None)
