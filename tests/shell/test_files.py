from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import FileFolder, FileTooLarge, display_name


def test_a_draft_is_gone_unless_it_is_kept(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    with folder.draft(io.BytesIO(b"hello"), 10) as draft:
        assert draft.read_bytes() == b"hello"
    assert not draft.exists()
    with folder.draft(io.BytesIO(b"hello"), 10) as draft:
        name = folder.keep(draft, ".pdf")
    assert folder.locate(name).read_bytes() == b"hello"
    assert folder.locate(name).stat().st_mode & 0o077 == 0
    assert folder.names() == {name}
    folder.delete(name)
    assert folder.names() == set()


def test_too_much_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    folder = FileFolder(tmp_path)
    with pytest.raises(FileTooLarge), folder.draft(io.BytesIO(b"x" * 11), 10):
        pytest.fail("the draft was opened")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["../x", "a/b", "..", ".hidden", "", "a\\b", "a b"])
def test_names_that_we_never_made_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a stored name"):
        FileFolder(tmp_path).locate(name)


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
