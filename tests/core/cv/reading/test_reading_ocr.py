from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.core.cv.document import Refused
from app.core.cv.reading import DEFAULT, ocr, read, reader, tesseract
from tests.core.cv.reading.cv_files import PARAGRAPH, Page

needs_tesseract = pytest.mark.skipif(tesseract.find_program() is None, reason="tesseract is not installed")


def scan(path: Path, pages: int = 1) -> Path:
    """A PDF of photographs of pages."""
    page = Page()
    for number, line in enumerate(PARAGRAPH):
        page.text(60, 90 + 30 * number, line, size=18)
    image = pypdfium2.PdfDocument(page.pdf())[0].render(scale=2, grayscale=True).to_pil()
    canvas = Canvas(str(path), pagesize=(595, 842))
    for _ in range(pages):
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return path


@needs_tesseract
def test_a_scan_is_read(tmp_path: Path) -> None:
    document = read(scan(tmp_path / "cv.pdf"), "cv.pdf", replace(DEFAULT, ocr_dpi=110, ocr_seconds=90))
    assert [line for line in document.text.splitlines() if line] == list(PARAGRAPH)
    assert (document.ocr, document.pages, document.warnings) == (True, 1, ("ocr",))


def test_without_tesseract_a_scan_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.tesseract, "find_program", lambda: None)
    with pytest.raises(Refused, match="scanned"):
        read(scan(tmp_path / "cv.pdf"), "cv.pdf")


@needs_tesseract
def test_without_time_a_scan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too_slow"):
        read(scan(tmp_path / "cv.pdf"), "cv.pdf", replace(DEFAULT, ocr_seconds=2))


def test_pages_over_the_limit_are_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = _fake(monkeypatch)
    raw = ocr.read(scan(tmp_path / "cv.pdf", pages=3).read_bytes(), replace(DEFAULT, ocr_pages=2))
    assert [(piece.text, piece.page) for piece in raw.pieces] == [("a line", 1), ("a line", 2)]
    assert (raw.pages, raw.warnings) == (3, ("ocr", "truncated"))
    assert len(sizes) == 2


def test_pages_that_took_too_long_are_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake(monkeypatch, slow_from=2)
    raw = ocr.read(scan(tmp_path / "cv.pdf", pages=3).read_bytes(), DEFAULT)
    assert ([piece.page for piece in raw.pieces], raw.warnings) == ([1], ("ocr", "truncated"))


def test_pictures_stay_below_the_pixel_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = _fake(monkeypatch)
    ocr.read(scan(tmp_path / "cv.pdf").read_bytes(), replace(DEFAULT, ocr_pixels=100_000))
    assert 80_000 < sizes[0] < 110_000


@pytest.mark.parametrize(
    ("installed", "script", "chosen"),
    [
        ("eng osd fra deu", "Latin", "fra+eng+deu"),
        ("eng osd fra deu ara", "Latin", "fra+eng+deu"),
        ("eng osd fra deu ara", "Arabic", "ara+eng"),
        ("eng ara", "", "ara+eng"),
        ("eng", "Latin", "eng"),
        ("jpn", "Latin", ""),
    ],
)
def test_languages_are_those_installed(
    installed: str, script: str, chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], image: bytes, seconds: float) -> str:
        listed = "List of available languages:\n" + "\n".join(installed.split())
        return (
            listed if "--list-langs" in command else f"Page number: 0\nScript: {script}\nScript confidence: 2"
        )

    monkeypatch.setattr(tesseract, "_run", run)
    assert tesseract.languages("tesseract", b"P5", 5) == chosen


def test_no_language_means_no_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake(monkeypatch)
    monkeypatch.setattr(tesseract, "languages", lambda *_: "")
    with pytest.raises(Refused, match="scanned"):
        ocr.read(scan(tmp_path / "cv.pdf").read_bytes(), DEFAULT)


def _fake(monkeypatch: pytest.MonkeyPatch, slow_from: int = 99) -> list[int]:
    """A tesseract that reads one line a page; the list it returns fills with the sizes of the images."""
    sizes: list[int] = []

    def text(program: str, page: bytes, languages: str, seconds: float) -> str:
        if len(sizes) + 1 >= slow_from:
            raise subprocess.TimeoutExpired("tesseract", seconds)
        sizes.append(len(page))
        return "a line\n"

    monkeypatch.setattr(tesseract, "find_program", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(tesseract, "languages", lambda *_: "eng")
    monkeypatch.setattr(tesseract, "text", text)
    return sizes
