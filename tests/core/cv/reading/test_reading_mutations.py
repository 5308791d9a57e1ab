"""Good files with random damage: whatever it does, the parser answers a document or a refusal."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace

import pytest
from docx import Document as WordDocument

from app.core.cv.document import REFUSAL_CODES, Document, Refused
from app.core.cv.reading.limits import DEFAULT
from app.core.cv.reading.parse import parse
from tests.core.cv.reading.cv_files import LEFT, PARAGRAPH, RIGHT, Page, word_file
from tests.hostile.zip_writer import odt

LIMITS = replace(DEFAULT, max_characters=20_000)
ROUNDS = 40


def _word() -> bytes:
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = PARAGRAPH[0]
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), LEFT, strict=False):
        cell.text = text
    return word_file(word)


GOOD = {
    "pdf": Page().lines(50, 80, LEFT).lines(310, 80, RIGHT).paint(0, 0, 30, 30).pdf(),
    "docx": _word(),
    "odt": odt("".join(f"<text:p>{line}<text:s text:c='3'/></text:p>" for line in LEFT)),
    "rtf": ("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}}" + "\\par \\'e9\\u233? ".join(LEFT) + "}").encode(),
    "txt": "\n".join((*LEFT, "Développeuse à Sfax", "مهندس برمجيات")).encode(),
}


def mutate(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, a piece removed, doubled or moved, or the end cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, until = sorted(chance.choices(range(len(out) + 1), k=2))
        until = min(until, at + chance.choice((1, 4, 64, 4096)))
        way = chance.randrange(5)
        if way == 0:
            out[at:until] = chance.randbytes(until - at)
        elif way == 1:
            del out[at:until]
        elif way == 2:
            out[at:at] = out[at:until] * chance.randint(1, 20)
        elif way == 3:
            out[at:until] = bytes([chance.choice(b"\x00\xff0<>(){}[]\\/&;")]) * (until - at)
        else:
            out[at:until] = str(chance.choice((-1, 0, 2**31, 2**63, 10**30))).encode()
        out = out or bytearray(b"%")
    return bytes(out)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """The same damage inside a zip whose checksums are right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            damaged = entry.filename.endswith(".xml") and chance.random() < 0.5
            new.writestr(entry.filename, mutate(content, chance) if damaged and content else content)
    return out.getvalue()


def outcome(data: bytes, kind: str) -> str:
    try:
        document = parse(data, kind, LIMITS)
    except Refused as refused:
        return refused.code
    assert isinstance(document, Document)
    assert len(document.text) <= LIMITS.max_characters
    return "read"


@pytest.mark.parametrize("kind", GOOD)
def test_damage_is_survived(kind: str) -> None:
    chance = random.Random(f"seed-{kind}")
    assert outcome(GOOD[kind], kind) == "read"
    outcomes = {outcome(mutate(GOOD[kind], chance), kind) for _ in range(ROUNDS)}
    assert outcomes <= {"read", *REFUSAL_CODES}


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_damage_inside_a_good_zip_is_survived(kind: str) -> None:
    chance = random.Random(f"inside-{kind}")
    outcomes = {outcome(repacked(GOOD[kind], chance), kind) for _ in range(ROUNDS)}
    assert outcomes <= {"read", *REFUSAL_CODES}
    assert {"read", "damaged"} <= outcomes
