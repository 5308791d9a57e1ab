"""What a PDF file says about how it was made, and what it carries besides pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.core.cv.fold import fold
from app.core.cv.reading.clean import clean_line
from app.core.proofs.reading.document import FileFacts
from app.core.proofs.verdict import Note

_LONGEST = 120
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?",
)
_EDITORS = (
    *("photoshop", "gimp", "paint", "picsart", "pixlr", "affinity", "inkscape", "canva"),
    *("sejda", "ilovepdf", "smallpdf", "pdfescape", "pdffiller", "dochub", "soda pdf", "xodo", "pdf24"),
    *("phantompdf", "pdf editor", "pdf-xchange", "nitro", "wondershare", "pdfelement", "icecream"),
    *("pdf expert", "libreoffice draw", "draw_pdf", "master pdf", "acrobat pro", "lightpdf", "easeus"),
)
_LATER = timedelta(days=1)  # a file that is finished within a day of being begun was not changed later


def file_facts(document: pdfium.PdfDocument) -> FileFacts:
    said = document.get_metadata_dict()
    programs = " / ".join(dict.fromkeys(filter(None, (said.get("Creator"), said.get("Producer")))))
    return FileFacts(
        producer=clean_line(programs[: 2 * _LONGEST])[:_LONGEST],
        created=pdf_date(said.get("CreationDate", "")),
        modified=pdf_date(said.get("ModDate", "")),
    )


def file_notes(document: pdfium.PdfDocument, facts: FileFacts, data: bytes) -> Iterator[Note]:
    """What speaks for changes, and what else the file carries."""
    if any(editor in fold(facts.producer) for editor in _EDITORS):
        yield Note("edited_with", facts.producer)
    if facts.created and facts.modified and facts.modified - facts.created > _LATER:
        yield Note("changed_later", facts.modified.date().isoformat())
    if _saved_again(data):
        yield Note("saved_again")
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or b"/JavaScript" in data:
        yield Note("scripts")
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        yield Note("attachments")


def pdf_date(text: str) -> datetime | None:
    """ "D:20240312101500+01'00'" as UTC; None for anything else."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    sign, hours, minutes = match.groups()[6:]
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        moment = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _saved_again(data: bytes) -> bool:
    """Whether changes were appended; a file made for the web has two ends from the beginning."""
    ends = data.count(b"startxref")
    return ends > (2 if b"/Linearized" in data[:2048] else 1)
