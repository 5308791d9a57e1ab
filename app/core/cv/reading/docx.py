"""Word: header, body with tables and text boxes, footer, straight from the XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from app.core.cv.document import Refused
from app.core.cv.reading import kinds
from app.core.cv.reading.archive import Archive, local_name
from app.core.cv.reading.docx_hidden import Visibility
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece, Raw
from app.core.cv.reading.rows import row_lines

_MAIN = re.compile(r"word/document\d*\.xml")
_HEADER = re.compile(r"word/header\d*\.xml")
_FOOTER = re.compile(r"word/footer\d*\.xml")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "sym": " "}
_SKIPPED = {
    "pPr",
    "rPr",
    "tblPr",
    "tblGrid",
    "tcPr",
    "trPr",
    "sdtPr",
    "del",
    "moveFrom",
    "instrText",
    "delText",
}
_DRAWN = {"drawing", "pict", "object"}


def read(data: bytes, limits: Limits) -> Raw:
    """Raises Refused("encrypted", "wrong_type" or "damaged")."""
    if kinds.protected_office_file(data):
        raise Refused("encrypted")
    if not data.startswith(b"PK"):
        raise Refused("wrong_type", "old .doc")
    archive = Archive(data, limits)
    names = archive.names
    main = [name for name in names if _MAIN.fullmatch(name)]
    if "[Content_Types].xml" not in names or not main:
        raise Refused("wrong_type", "zip")
    parts = [*filter(_HEADER.fullmatch, names), *main[:1], *filter(_FOOTER.fullmatch, names)]
    pictures = any(name.startswith("word/media/") for name in names)
    return Raw(_all_lines(archive, parts, main[0]), pictures=pictures)


def _all_lines(archive: Archive, parts: list[str], main: str) -> Iterator[Piece]:
    """The body is read as far as it is wanted; first pages and other pages often share one header."""
    seen: set[tuple[Piece, ...]] = {()}
    body = archive.xml(main)
    walk = _Walk(Visibility(archive.xml("word/styles.xml"), body))
    for name in parts:
        if name == main and body is not None:
            yield from walk.blocks(body)
        else:
            root = archive.xml(name)
            lines = () if root is None else tuple(walk.blocks(root))
            yield from () if lines in seen else lines
            seen.add(lines)
        yield Piece("")


class _Walk:
    """Walks one part of the file; text boxes are read after the paragraph they are anchored in."""

    def __init__(self, visibility: Visibility) -> None:
        self._visibility = visibility

    def blocks(self, parent: etree._Element) -> Iterator[Piece]:
        for child in parent:
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tr":
                yield from row_lines([list(self.blocks(cell)) for cell in _cells(child)])
            elif name == "AlternateContent":
                yield from self.blocks(_first_choice(child))
            elif name not in _SKIPPED:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> list[Piece]:
        boxes: list[etree._Element] = []
        shown: list[str] = []
        hidden: list[str] = []
        for run, text in _texts(paragraph, boxes, paragraph):
            (hidden if self._visibility.hides(run, paragraph) else shown).append(text)
        lines = [Piece(line) for line in "".join(shown).split("\n")]
        if "".join(hidden).strip():
            lines = [line for line in lines if line.text] + [Piece("".join(hidden), hidden=True)]
        for box in boxes:
            lines += list(self.blocks(box))
        return lines


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Cells may be wrapped in content controls or tracked insertions."""
    for child in row:
        if local_name(child) == "tc":
            yield child
        elif local_name(child) not in _SKIPPED:
            yield from _cells(child)


def _texts(
    parent: etree._Element, boxes: list[etree._Element], run: etree._Element
) -> Iterator[tuple[etree._Element, str]]:
    """Each piece of text with the run it stands in; text boxes on the way are put aside in ``boxes``."""
    for child in parent:
        name = local_name(child)
        if name == "t":
            yield run, (child.text or "").replace("\n", " ")
        elif name in _BREAKS:
            yield run, _BREAKS[name]
        elif name == "AlternateContent":
            yield from _texts(_first_choice(child), boxes, run)
        elif name in _DRAWN:
            boxes += _text_boxes(child)
        elif name not in _SKIPPED:
            yield from _texts(child, boxes, child if name == "r" else run)


def _first_choice(alternatives: etree._Element) -> etree._Element:
    """The same text box comes twice, for new and for old programs."""
    return next(iter(alternatives), alternatives)


def _text_boxes(drawing: etree._Element) -> list[etree._Element]:
    """The outermost boxes; those for old programs are left out when the new ones are there."""
    boxes = []
    for box in drawing.iter("{*}txbxContent"):
        inside = {local_name(up) for up in takewhile(lambda up: up is not drawing, box.iterancestors())}
        if not inside & {"Fallback", "txbxContent"}:
            boxes.append(box)
    return boxes
