"""Bytes to ``ProofDocument`` in this process. Only the child calls it: see ``reading.read``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2 as pdfium
from PIL import Image

from app.core.proofs.intake.pdf_pages import open_pdf, picture
from app.core.proofs.intake.pictures import open_picture
from app.core.proofs.limits import ProofLimits
from app.core.proofs.reading import program as ocr_program
from app.core.proofs.reading.document import FileFacts, ProofDocument, ProofLine
from app.core.proofs.reading.file_facts import file_facts, file_notes
from app.core.proofs.reading.look import Look
from app.core.proofs.reading.ocr import line_reader, read_page
from app.core.proofs.reading.patches import covers_words
from app.core.proofs.reading.quality import quality_of_look, quality_of_pages
from app.core.proofs.reading.text_layer import as_line, compared, is_arabic, layer_lines
from app.core.proofs.refusal import Refused
from app.core.proofs.verdict import Note

_RESERVE = 4.0  # seconds kept for handing over what was read
_ENOUGH = 20  # visible letters that make a page one with text


def parse(data: bytes, kind: str, limits: ProofLimits) -> ProofDocument:
    """Raises Refused and nothing else."""
    try:
        deadline = time.monotonic() + limits.reading_seconds - _RESERVE
        if kind == "pdf":
            return _pdf(data, limits, deadline)
        return _picture(open_picture(data, kind, limits), kind, limits, deadline)
    except Refused:
        raise
    except MemoryError:
        raise Refused("too_slow", "memory") from None
    except Exception as error:
        raise Refused("damaged", type(error).__name__) from error


def _picture(image: Image.Image, kind: str, limits: ProofLimits, deadline: float) -> ProofDocument:
    program = ocr_program.find(deadline)
    if program is None:
        return ProofDocument(kind, (), notes=(Note("no_ocr"),))
    look = _look(image, program, limits, ())
    lines = [as_line(line, 1) for line in look.lines]
    notes = [Note("ocr"), *([Note("reading_cut")] if look.is_cut else [])]
    return _document(kind, lines, 1, quality_of_look(look, image), FileFacts(), notes, limits)


def _pdf(data: bytes, limits: ProofLimits, deadline: float) -> ProofDocument:
    document = open_pdf(data, limits)
    facts = file_facts(document)
    notes = list(file_notes(document, facts, data))
    program = ocr_program.find(deadline)
    if program is None:
        notes.append(Note("not_compared"))
    if len(document) > limits.read_pages:
        notes.append(Note("first_pages_only", str(limits.read_pages)))
    lines: list[ProofLine] = []
    qualities: list[tuple[int, int]] = []
    for number in range(1, min(len(document), limits.read_pages) + 1):
        found, quality, noticed = _page(document, number, program, limits)
        lines += found
        notes += noticed
        qualities.append((sum(len(line.text) for line in found), quality))
        if number <= limits.shown_pages and covers_words(document, number):
            notes.append(Note("text_covered"))
    if any(line.source == "ocr" for line in lines):
        notes.append(Note("ocr"))
    return _document("pdf", lines, len(document), quality_of_pages(qualities), facts, notes, limits)


def _page(
    document: pdfium.PdfDocument, number: int, program: ocr_program.Program | None, limits: ProofLimits
) -> tuple[list[ProofLine], int, list[Note]]:
    """Lines and quality of a page; the first ones are also looked at, to see whether they show their text."""
    try:
        lines = layer_lines(document, number, limits.max_characters)
    except pdfium.PdfiumError:  # a page that cannot be loaded shows nothing
        return [], 0, []
    visible = [line for line in lines if not line.hidden]
    has_text = sum(len(line.text) for line in visible) >= _ENOUGH
    if program is None or number > limits.shown_pages:
        return lines, 95 if has_text else 0, []
    if has_text and is_arabic(visible) and not program.knows("ara"):
        return lines, 95, [Note("not_compared")]
    dpi = limits.compared_dpi if has_text else limits.ocr_dpi
    image = picture(document[number - 1], limits.ocr_pixels, dpi)
    look = _look(image, program, limits, visible if has_text else ())
    noticed = [Note("reading_cut")] if look.is_cut else []
    if not has_text:
        hidden = [line for line in lines if line.hidden]
        seen = [as_line(line, number) for line in look.lines]
        return seen + hidden, quality_of_look(look, image), noticed
    found = compared(lines, look, line_reader(image, program, is_arabic(visible)))
    return found, _quality_of_layer(found, look, image), noticed


def _look(
    image: Image.Image, program: ocr_program.Program, limits: ProofLimits, visible: Sequence[ProofLine]
) -> Look:
    if len(set(image.convert("L").tobytes())) < 2:  # a page of one colour
        return Look()
    return read_page(image, program, limits, is_arabic(visible) if visible else None)


def _quality_of_layer(lines: Sequence[ProofLine], look: Look, image: Image.Image) -> int:
    """That of the file's text where the page shows it, else that of the look."""
    shown = [line for line in lines if line.source == "text" and not line.hidden and line.seen is not False]
    return 95 if shown else quality_of_look(look, image)


def _document(
    kind: str,
    lines: Sequence[ProofLine],
    pages: int,
    quality: int,
    facts: FileFacts,
    notes: list[Note],
    limits: ProofLimits,
) -> ProofDocument:
    kept: list[ProofLine] = []
    room = limits.max_characters
    for line in lines:
        room -= len(line.text) + 1
        if room < 0:
            break
        kept.append(replace(line, number=len(kept)))
    if any(line.hidden for line in kept):
        notes.append(Note("hidden_text"))
    return ProofDocument(kind, tuple(kept), pages, quality, facts, tuple(dict.fromkeys(notes)))
