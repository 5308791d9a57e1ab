"""Invented CVs as documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.core.cv.document import Document, Line

TODAY = date(2026, 3, 15)
TEXTS = Path(__file__).parent / "texts"


def document_of(text: str, kind: str = "txt") -> Document:
    return Document(kind, tuple(Line(number, line) for number, line in enumerate(text.splitlines())))


def text_named(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def names() -> list[str]:
    return sorted(file.stem for file in TEXTS.glob("*.txt"))
