"""Good CVs of each kind, made on the spot. The people and companies are invented."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document as WordDocument
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

LEFT = (
    "Amira Ben Salah writes software",
    "for hospitals and has led machine",
    "learning projects since 2018 with",
    "small teams and strict deadlines",
    "in Tunis, Lyon and Brussels too",
)
RIGHT = (
    "Her work on continuous integration",
    "cut release times from days to a",
    "few hours and her reviews of data",
    "pipelines are known to be friendly",
    "and thorough among her colleagues",
)
FULL = "This line runs across the whole page from the left margin to the right one and ends both columns"
PARAGRAPH = (
    "Nadia Karoui, accountant in Sousse",
    "Five years in audit, three languages",
    "Excel, Sage, Power BI",
)


class Page:
    """A PDF in the making; ``text`` draws at points from the top left corner."""

    def __init__(self, rotation: int = 0) -> None:
        self._out = io.BytesIO()
        self.canvas = Canvas(self._out, pagesize=(595, 842), invariant=1)
        self.canvas.setPageRotation(rotation)

    def text(
        self, x: float, y: float, text: str, size: float = 10, spacing: float = 0, mode: int = 0
    ) -> Page:
        drawn = self.canvas.beginText(x, 842 - y)
        drawn.setFont("Helvetica", size)
        drawn.setCharSpace(spacing)
        drawn.setTextRenderMode(mode)
        drawn.textOut(text)
        self.canvas.drawText(drawn)
        return self

    def lines(self, x: float, y: float, lines: Sequence[str], pitch: float = 14) -> Page:
        for number, line in enumerate(lines):
            self.text(x, y + number * pitch, line)
        return self

    def paint(self, x: float, y: float, width: float, height: float, colour: Color = white) -> Page:
        self.canvas.setFillColor(colour)
        self.canvas.rect(x, 842 - y - height, width, height, stroke=0, fill=1)
        return self

    def colour(self, colour: Color) -> Page:
        self.canvas.setFillColor(colour)
        return self

    def next(self) -> Page:
        self.canvas.showPage()
        return self

    def pdf(self) -> bytes:
        self.canvas.save()
        return self._out.getvalue()


def word_file(document: WordDocument) -> bytes:  # type: ignore[valid-type]
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
