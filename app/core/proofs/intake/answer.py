"""The child's answer about a file to take in, and the parent's doubts about it."""

from __future__ import annotations

import base64
import json
from typing import Any

from app.core.proofs.intake.accepted import Accepted, Preview
from app.core.proofs.intake.kinds import CONTENT_TYPES
from app.core.proofs.limits import ProofLimits
from app.core.proofs.refusal import REFUSAL_CODES, Refused


def accept(accepted: Accepted) -> bytes:
    """``data`` of a PDF stays out: it is the upload itself."""
    fields = {
        "kind": accepted.kind,
        "data": _packed(b"" if accepted.kind == "pdf" else accepted.data),
        "pages": accepted.pages,
        "previews": [[one.page, one.width, one.height, _packed(one.webp)] for one in accepted.previews],
    }
    return json.dumps({"ok": True, "accepted": fields}).encode()


def refuse(refused: Refused) -> bytes:
    return json.dumps({"refused": True, "code": refused.code, "detail": refused.detail}).encode()


def result_of(answer: bytes, name: str) -> dict[str, Any]:
    """The object called ``name`` in an answer. Raises Refused: the one in the answer, or ("damaged")."""
    try:
        said = json.loads(answer.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused("damaged", "no answer") from None
    if not isinstance(said, dict):
        raise Refused("damaged", "bad answer")
    result = said.get(name)
    if said.get("ok") is True and isinstance(result, dict):
        return result
    code, detail = said.get("code"), said.get("detail")
    if code not in REFUSAL_CODES or not isinstance(detail, str):
        raise Refused("damaged", "bad answer")
    raise Refused(code, detail[:200])


def understand(answer: bytes, upload: bytes, limits: ProofLimits) -> Accepted:
    """What the child accepted of ``upload``. Raises Refused."""
    fields = result_of(answer, "accepted")
    try:
        accepted = _accepted(fields, upload)
    except (TypeError, KeyError, ValueError):
        raise Refused("damaged", "bad answer") from None
    if len(accepted.previews) > limits.shown_pages or len(accepted.data) > limits.max_bytes:
        raise Refused("damaged", "bad answer")
    if not accepted.previews or any(len(one.webp) > limits.preview_bytes for one in accepted.previews):
        raise Refused("damaged", "bad answer")
    return accepted


def _accepted(fields: dict[str, Any], upload: bytes) -> Accepted:
    kind = fields["kind"]
    return Accepted(
        kind=kind,
        content_type=CONTENT_TYPES[kind],
        data=upload if kind == "pdf" else _unpacked(fields["data"]),
        pages=whole(fields["pages"]),
        previews=tuple(_preview(*one) for one in fields["previews"]),
    )


def _preview(page: Any, width: Any, height: Any, packed: Any) -> Preview:
    webp = _unpacked(packed)
    if webp[:4] != b"RIFF" or webp[8:12] != b"WEBP":
        raise ValueError
    return Preview(whole(page), whole(width), whole(height), webp)


def whole(value: Any) -> int:
    """Raises TypeError for anything but an int, ValueError for one that counts nothing."""
    if type(value) is not int:
        raise TypeError
    if value < 1:
        raise ValueError
    return value


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unpacked(text: Any) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text, validate=True)
