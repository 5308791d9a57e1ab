"""The one JSON object that the child writes and the parent believes only after checking it."""

from __future__ import annotations

import json
from typing import Any

from app.core.cv.document import REFUSAL_CODES, Document, Line, Refused
from app.core.cv.reading.kinds import KINDS
from app.core.cv.reading.limits import Limits


def accept(document: Document) -> bytes:
    fields = {
        "kind": document.kind,
        "lines": [[line.text, line.page, line.hidden] for line in document.lines],
        "pages": document.pages,
        "ocr": document.ocr,
        "warnings": list(document.warnings),
    }
    return json.dumps({"ok": True, "document": fields}, ensure_ascii=False).encode()


def refuse(refused: Refused) -> bytes:
    return json.dumps({"refused": True, "code": refused.code, "detail": refused.detail}).encode()


def understand(answer: bytes, limits: Limits) -> Document:
    """The document in the answer. Raises Refused: the one in the answer, or ("damaged")."""
    try:
        said = json.loads(answer.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused("damaged", "no answer") from None
    if not isinstance(said, dict):
        raise Refused("damaged", "bad answer")
    if said.get("ok") is True:
        return _document(said.get("document"), limits)
    code, detail = said.get("code"), said.get("detail")
    if code not in REFUSAL_CODES or not isinstance(detail, str):
        raise Refused("damaged", "bad answer")
    raise Refused(code, detail[:200])


def _document(fields: Any, limits: Limits) -> Document:
    try:
        document = Document(
            kind=_one_of(fields["kind"]),
            lines=tuple(_line(number, *line) for number, line in enumerate(fields["lines"])),
            pages=_typed(fields["pages"], int),
            ocr=_typed(fields["ocr"], bool),
            warnings=tuple(_typed(warning, str) for warning in fields["warnings"]),
        )
    except (TypeError, KeyError, ValueError):
        raise Refused("damaged", "bad answer") from None
    if sum(len(line.text) + 1 for line in document.lines) > limits.max_characters + 1:
        raise Refused("damaged", "bad answer")
    return document


def _line(number: int, text: Any, page: Any, hidden: Any) -> Line:
    text = _typed(text, str)
    text.encode()  # a lone surrogate is a ValueError
    return Line(number, text, _typed(page, int), _typed(hidden, bool))


def _typed(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:  # a bool is an int, but not here
        raise TypeError
    return value


def _one_of(kind: Any) -> str:
    if kind not in KINDS:
        raise ValueError
    return str(kind)
