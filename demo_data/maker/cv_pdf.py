"""A CV as a PDF in two columns, drawn with the built-in fonts; the same bytes every time."""

from __future__ import annotations

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from demo_data.maker.cv import Cv

WIDTH, HEIGHT = A4
SIDE = 64 * mm  # width of the left column
GAP = 7 * mm
SIZE, LEADING = 9.5, 1.38
INK, PALE, ACCENT = HexColor("#1f2933"), HexColor("#e8eef2"), HexColor("#14637a")


class Column:
    """Writes downwards from the top; ``left`` and ``width`` in points."""

    def __init__(self, canvas: Canvas, left: float, width: float, top: float) -> None:
        self.canvas, self.left, self.width, self.y = canvas, left, width, top

    def text(self, text: str, size: float = SIZE, bold: bool = False, indent: float = 0) -> None:
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.canvas.setFillColor(INK)
        for line in simpleSplit(text, font, size, self.width - indent):
            self.y -= size * LEADING
            self.canvas.setFont(font, size)
            self.canvas.drawString(self.left + indent, self.y, line)

    def point(self, text: str) -> None:
        self.canvas.setFillColor(INK)
        self.canvas.setFont("Helvetica", SIZE)
        self.canvas.drawString(self.left, self.y - SIZE * LEADING, "•")
        self.text(text, indent=8)

    def heading(self, text: str) -> None:
        self.y -= 23
        self.canvas.setFillColor(ACCENT)
        self.canvas.setFont("Helvetica-Bold", 11)
        self.canvas.drawString(self.left, self.y, text)
        self.canvas.setStrokeColor(ACCENT)
        self.canvas.line(self.left, self.y - 3, self.left + self.width, self.y - 3)
        self.y -= 5

    def space(self, points: float) -> None:
        self.y -= points


def pdf_cv(cv: Cv, language: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0, lang=language)
    canvas.setTitle(f"{cv.name} - CV")
    canvas.setAuthor(cv.name)
    canvas.setSubject(cv.note)
    canvas.setFillColor(PALE)
    canvas.rect(0, 0, SIDE, HEIGHT, stroke=0, fill=1)
    _side(Column(canvas, GAP, SIDE - 2 * GAP, HEIGHT - 14 * mm), cv)
    _main(Column(canvas, SIDE + GAP, WIDTH - SIDE - 2 * GAP, HEIGHT - 14 * mm), cv)
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica-Oblique", 8)
    canvas.drawString(SIDE + GAP, 8 * mm, cv.note)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _side(column: Column, cv: Cv) -> None:
    column.heading(cv.headings["contact"])
    for line in cv.contact:
        column.text(line)
    column.heading(cv.headings["skills"])
    for group, skills in cv.skills.items():
        column.text(group, bold=True)
        column.text(skills)
        column.space(3)
    for name, items in cv.lists.items():
        column.heading(cv.headings[name])
        for item in items:
            column.text(item)


def _main(column: Column, cv: Cv) -> None:
    column.text(cv.name, size=24, bold=True)
    column.space(3)
    column.text(cv.headline, size=13)
    column.heading(cv.headings["summary"])
    column.text(cv.summary)
    column.heading(cv.headings["jobs"])
    for job in cv.jobs:
        column.space(7)
        column.text(job.title, size=10.5, bold=True)
        column.text(f"{job.company}, {job.place} | {job.dates}")
        for point in job.points:
            column.point(point)
    column.heading(cv.headings["education"])
    for entry in cv.education:
        column.space(5)
        column.text(entry.title, bold=True)
        column.text(f"{entry.place} | {entry.dates}")
