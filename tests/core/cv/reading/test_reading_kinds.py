from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.document import Refused
from app.core.cv.reading import Limits, read
from app.core.cv.reading.kinds import KINDS, detect
from tests.core.cv.reading.any_input import patiently

HEADS = {
    "pdf": b"%PDF-1.7\n",
    "docx": b"PK\x03\x04....",
    "odt": b"PK\x03\x04....",
    "rtf": b"{\\rtf1",
    "txt": "Lina Trabelsi, ingénieure".encode(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name", ["cv.{}", "CV.{}", "سيرة.{}", " my cv.final.{} ", "cv.{}.", "a/b\\c.{}", "x\0.{}"]
)
def test_content_and_name_agree(kind: str, name: str) -> None:
    assert detect(HEADS[kind], name.format(kind.upper() if name[0] == "C" else kind)) == kind


@pytest.mark.parametrize("named", KINDS)
@pytest.mark.parametrize("content", KINDS)
def test_a_name_that_contradicts_the_content_is_refused(named: str, content: str) -> None:
    if HEADS[named] == HEADS[content]:
        return
    with pytest.raises(Refused, match="wrong_type"):
        detect(HEADS[content], f"cv.{named}")


@pytest.mark.parametrize("name", ["cv", "cv.doc", "cv.pdf.exe", "pdf", ".pdf", "", ".", "cv.pages"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(Refused, match="wrong_type"):
        detect(HEADS["pdf"], name)


@patiently
@given(st.binary(max_size=64), st.text(max_size=20))
def test_nothing_else_is_ever_raised(head: bytes, name: str) -> None:
    try:
        outcome = detect(head, name)
    except Refused as refused:
        outcome = refused.code
    assert outcome in {*KINDS, "wrong_type"}


def test_size_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cv"
    path.write_bytes(b"x" * 101)
    with pytest.raises(Refused, match="too_large"):
        read(path, "cv.txt", Limits(max_bytes=100))
    path.write_bytes(b"")
    with pytest.raises(Refused, match="empty"):
        read(path, "cv.exe")


def test_a_file_that_is_not_there_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none", "cv.pdf")
