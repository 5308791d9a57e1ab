"""A CV as DOCX with a page header, a table and a footer; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.shared import Cm, Pt

from demo_data.maker.cv import Cv

WRITTEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
STYLES = {
    "Normal",
    "Header",
    "Footer",
    "Heading 1",
    "List Bullet",
    "Table Grid",
    "Normal Table",
    "Default Paragraph Font",
    "No List",
}
UNUSED = ("stylesWithEffects", "thumbnail", "customXml")
ZIP_DATE = (2026, 1, 5, 9, 0, 0)


def docx_cv(cv: Cv) -> bytes:
    document = Document()
    _properties(document, cv)
    _page(document, cv)
    document.add_heading(cv.headings["summary"], 1)
    document.add_paragraph(cv.summary)
    _skills(document, cv)
    _jobs(document, cv)
    _education(document, cv)
    for name, items in cv.lists.items():
        document.add_heading(cv.headings[name], 1)
        for item in items:
            document.add_paragraph(item, style="List Bullet")
    _slim(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_dates(buffer.getvalue())


def _properties(document: DocxDocument, cv: Cv) -> None:
    known = document.core_properties
    known.author = known.last_modified_by = cv.name
    known.title = f"{cv.name} - CV"
    known.created = known.modified = WRITTEN
    known.comments = cv.note


def _page(document: DocxDocument, cv: Cv) -> None:
    """Name and contact stand in the page header, as many templates have it."""
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    header = section.header
    title = header.paragraphs[0].add_run(cv.name)
    title.bold, title.font.size = True, Pt(18)
    header.add_paragraph(cv.headline)
    header.add_paragraph(" | ".join(cv.contact))
    section.footer.paragraphs[0].text = cv.note


def _skills(document: DocxDocument, cv: Cv) -> None:
    document.add_heading(cv.headings["skills"], 1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for group, skills in cv.skills.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = group, skills
        cells[0].width, cells[1].width = Cm(3.5), Cm(13.5)


def _jobs(document: DocxDocument, cv: Cv) -> None:
    document.add_heading(cv.headings["jobs"], 1)
    for job in cv.jobs:
        line = document.add_paragraph()
        line.add_run(f"{job.title}, {job.company}, {job.place}").bold = True
        line.add_run(f"\t{job.dates}")
        for point in job.points:
            document.add_paragraph(point, style="List Bullet")


def _education(document: DocxDocument, cv: Cv) -> None:
    document.add_heading(cv.headings["education"], 1)
    for entry in cv.education:
        document.add_paragraph(f"{entry.dates}  {entry.title}, {entry.place}")


def _slim(document: DocxDocument) -> None:
    """Leaves out what the library's template brings along and nobody sees."""
    for style in list(document.styles):
        if style.name not in STYLES:
            style.delete()
    for holder in (document.part, document.part.package):
        unused = [key for key, rel in holder.rels.items() if rel.reltype.endswith(UNUSED)]
        for key in unused:
            del holder.rels[key]


def _without_dates(data: bytes) -> bytes:
    """The archive again, stored and dated alike, so that neither clock nor zlib shows."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
