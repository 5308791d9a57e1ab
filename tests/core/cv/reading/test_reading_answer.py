from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.document import REFUSAL_CODES, Document, Line, Refused
from app.core.cv.reading.answer import accept, refuse, understand
from app.core.cv.reading.kinds import KINDS
from app.core.cv.reading.limits import DEFAULT, Limits
from tests.core.cv.reading.any_input import patiently

GOOD: dict[str, Any] = {"kind": "pdf", "lines": [["a", 1, False]], "pages": 1, "ocr": False, "warnings": []}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner, max_size=5)
    ),
    max_leaves=6,
)


def test_a_document_survives_the_way() -> None:
    lines = (Line(0, "Amira ü سيرة \U0001f600"), Line(1, "", 2), Line(2, "COBOL", 2, hidden=True))
    document = Document("pdf", lines, 2, True, ("ocr", "hidden_text"))
    assert understand(accept(document), DEFAULT) == document


@pytest.mark.parametrize("code", REFUSAL_CODES)
def test_a_refusal_survives_the_way(code: str) -> None:
    with pytest.raises(Refused) as refused:
        understand(refuse(Refused(code, "why")), DEFAULT)
    assert (refused.value.code, refused.value.detail) == (code, "why")


@patiently
@given(JSON)
def test_any_other_object_is_damage(fields: Any) -> None:
    _expect_document_or_damage(json.dumps({"ok": True, "document": fields}).encode())


@patiently
@given(st.sampled_from(sorted(GOOD)), JSON)
def test_a_document_with_one_wrong_field_is_damage(name: str, value: Any) -> None:
    _expect_document_or_damage(json.dumps({"ok": True, "document": {**GOOD, name: value}}).encode())


@patiently
@given(st.binary(max_size=60))
def test_garbage_is_damage(answer: bytes) -> None:
    _expect_document_or_damage(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[" * 100_000,
        b'{"ok": true}',
        b'{"refused": true, "code": "nonsense", "detail": ""}',
        b'{"refused": true, "code": ["empty"], "detail": ""}',
        b'{"refused": true, "code": "empty", "detail": 5}',
        json.dumps({"ok": True, "document": {**GOOD, "lines": [["\ud800", 1, False]]}}).encode(),
        json.dumps({"ok": True, "document": {**GOOD, "lines": [["a", True, False]]}}).encode(),
        json.dumps({"ok": True, "document": {**GOOD, "kind": "exe"}}).encode(),
        b'{"ok": true, "document": {}} {"ok": true}',
        b"9" * 10_000,
    ],
)
def test_known_bad_answers_are_damage(answer: bytes) -> None:
    with pytest.raises(Refused, match="damaged"):
        understand(answer, DEFAULT)


def test_more_text_than_allowed_is_damage() -> None:
    document = Document("pdf", (Line(0, "a" * 200),))
    with pytest.raises(Refused, match="damaged"):
        understand(accept(document), Limits(max_characters=100))


def _expect_document_or_damage(answer: bytes) -> None:
    try:
        outcome = understand(answer, DEFAULT).kind
    except Refused as refused:
        outcome = refused.code
    assert outcome in {*KINDS, "damaged"}
