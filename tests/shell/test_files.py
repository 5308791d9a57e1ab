from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import LocalFolder, display_name


@pytest.mark.parametrize("name", ["../x", "a/b", "..", ".hidden", "", "a\\b", "a b"])
def test_names_that_we_never_made_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a stored name"):
        LocalFolder(tmp_path).locate(name)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("سيرة ذاتية.pdf", "سيرة ذاتية.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\cv.docx", "cv.docx"),
        ("cv\u202efdp.exe\x00.pdf", "cvfdp.exe.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("", "cv"),
        (None, "cv"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_shown_without_tricks(raw: str | None, shown: str) -> None:
    assert display_name(raw) == shown


@given(st.text(max_size=400))
def test_any_name_can_be_shown(raw: str) -> None:
    shown = display_name(raw)
    assert 0 < len(shown) <= 120
    assert "/" not in shown
