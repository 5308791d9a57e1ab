"""Structured logs to stdout: one line per event, ids and counts, never text of a CV or a mail."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from pathlib import Path
from types import TracebackType

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from app.settings import ROOT, Settings

OURS = "jobmatch"
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def configure(settings: Settings) -> None:
    """Send structlog and the standard library's loggers through one formatter. Libraries tell warnings
    only: below that they write out what they work on, such as values of SQL statements."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _on_one_line,
                _where_it_failed,
                _renderer(settings.log_format),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [
        *(kept for kept in root.handlers if not getattr(kept, "_jobmatch", False)),
        handler,
    ]
    handler._jobmatch = True  # type: ignore[attr-defined]
    level = logging.getLevelNamesMapping()[settings.log_level]
    logging.getLogger(OURS).setLevel(level)
    root.setLevel(max(level, logging.WARNING))


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    return structlog.stdlib.get_logger(f"{OURS}.{name}")  # type: ignore[no-any-return]


def _renderer(log_format: str) -> Processor:
    if log_format == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())


def _on_one_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Nothing that comes from outside can begin a line or turn the writing direction."""
    return {key: _escaped(value) if isinstance(value, str) else value for key, value in event.items()}


def _escaped(text: str) -> str:
    return _BREAKS.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def _where_it_failed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Kinds of exceptions and places in the code. Neither messages nor variables: those quote people."""
    given = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        event["exception"] = "\n".join(_causes(fault))
    return event


def _causes(fault: BaseException | None) -> list[str]:
    """The first cause comes first, each with its frames, the innermost last."""
    lines: list[str] = []
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        lines = [*_frames(fault.__traceback__), type(fault).__name__, *lines]
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace, limit=-40)
    ]


def _short(filename: str) -> str:
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
