"""Bytes to ``Document`` in this process. The web process never calls it: see ``reader``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from app.core.cv.document import Document, Line, Refused
from app.core.cv.reading import clean
from app.core.cv.reading.limits import DEFAULT, Limits
from app.core.cv.reading.raw import Raw

Parser = Callable[[bytes, Limits], Raw]


def parser_of(kind: str, how: str = "text") -> Parser:
    """The reader of one kind. Each pulls in its own library, so only the one that is needed is loaded."""
    module = "ocr" if how == "ocr" else kind
    read: Parser = import_module(f"app.core.cv.reading.{module}").read
    return read


def parse(data: bytes, kind: str, limits: Limits = DEFAULT, read: Parser | None = None) -> Document:
    """Raises Refused and nothing else: no list of what parsers raise on hostile input is ever complete."""
    try:
        return _document(data, kind, limits, read or parser_of(kind))
    except Refused:
        raise
    except MemoryError:
        raise Refused("too_slow", "memory") from None
    except Exception as error:
        raise Refused("damaged", type(error).__name__) from error


def _document(data: bytes, kind: str, limits: Limits, read: Parser) -> Document:
    if len(data) > limits.max_bytes:
        raise Refused("too_large", str(limits.max_bytes))
    raw = read(data, limits)
    lines, truncated = clean.tidy(raw.pieces, limits)
    _check_enough(lines, raw, limits)
    warnings = list(raw.warnings)
    if truncated and "truncated" not in warnings:
        warnings.append("truncated")
    if any(line.hidden for line in lines):
        warnings.append("hidden_text")
    return Document(kind, lines, raw.pages, raw.ocr, tuple(warnings))


def _check_enough(lines: tuple[Line, ...], raw: Raw, limits: Limits) -> None:
    visible = sum(len(line.text) - line.text.count(" ") for line in lines if not line.hidden)
    if visible >= limits.min_characters:
        return
    if raw.pictures:
        raise Refused("scanned")
    raise Refused("too_short" if visible else "empty")
