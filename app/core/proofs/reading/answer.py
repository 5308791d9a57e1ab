"""A ``ProofDocument`` as the child writes it, and as the parent believes it after checking."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from app.core.proofs.intake.answer import result_of, whole
from app.core.proofs.intake.kinds import CONTENT_TYPES
from app.core.proofs.limits import ProofLimits
from app.core.proofs.reading.document import SOURCES, FileFacts, ProofDocument, ProofLine, Word
from app.core.proofs.refusal import Refused
from app.core.proofs.verdict import NOTES, Note


def accept(document: ProofDocument) -> bytes:
    facts = document.facts
    fields = {
        "kind": document.kind,
        "lines": [_written(line) for line in document.lines],
        "pages": document.pages,
        "quality": document.quality,
        "facts": [facts.producer, *(day and day.isoformat() for day in (facts.created, facts.modified))],
        "notes": [[note.code, note.value] for note in document.notes],
    }
    return json.dumps({"ok": True, "document": fields}, ensure_ascii=False).encode("utf-8", "replace")


def understand(answer: bytes, limits: ProofLimits) -> ProofDocument:
    """Raises Refused: the one in the answer, or ("damaged")."""
    return document_from(result_of(answer, "document"), limits)


def document_from(fields: dict[str, Any], limits: ProofLimits) -> ProofDocument:
    """Raises Refused("damaged")."""
    try:
        document = _document(fields)
    except (TypeError, KeyError, ValueError):
        raise Refused("damaged", "bad answer") from None
    if sum(len(line.text) + 1 for line in document.lines) > limits.max_characters + 1:
        raise Refused("damaged", "bad answer")
    return document


def _written(line: ProofLine) -> list[Any]:
    place = [round(share, 4) for share in (line.left, line.top, line.right, line.height)]
    words = [[word.text, round(word.confidence, 1)] for word in line.words]
    return [line.page, words, place, line.source, line.hidden, line.seen]


def _document(fields: dict[str, Any]) -> ProofDocument:
    kind, quality = fields["kind"], _typed(fields["quality"], int)
    if kind not in CONTENT_TYPES or not 0 <= quality <= 100:
        raise ValueError
    producer, created, modified = fields["facts"]
    return ProofDocument(
        kind=kind,
        lines=tuple(_line(number, *line) for number, line in enumerate(fields["lines"])),
        pages=whole(fields["pages"]),
        quality=quality,
        facts=FileFacts(_typed(producer, str), _moment(created), _moment(modified)),
        notes=tuple(_note(*note) for note in fields["notes"]),
    )


def _line(number: int, page: Any, words: Any, place: Any, source: Any, hidden: Any, seen: Any) -> ProofLine:
    left, top, right, height = (_share(value) for value in place)
    if source not in SOURCES or seen not in (None, True, False):
        raise ValueError
    return ProofLine(
        number=number,
        words=tuple(_word(*word) for word in words),
        page=whole(page),
        left=left,
        top=top,
        right=right,
        height=height,
        source=source,
        hidden=_typed(hidden, bool),
        seen=seen,
    )


def _word(text: Any, confidence: Any) -> Word:
    text = _typed(text, str)
    text.encode()  # a lone surrogate is a ValueError
    return Word(text, float(_typed(confidence, float)))


def _note(code: Any, value: Any) -> Note:
    if code not in NOTES:
        raise ValueError
    return Note(code, _typed(value, str))


def _share(value: Any) -> float:
    return float(_typed(value, float))


def _moment(text: Any) -> datetime | None:
    return None if text is None else datetime.fromisoformat(_typed(text, str))


def _typed(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:  # a bool is an int, but not here
        raise TypeError
    return value
