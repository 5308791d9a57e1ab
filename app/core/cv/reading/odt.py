"""OpenDocument text: header, body with tables and frames, footer."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from app.core.cv.document import Refused
from app.core.cv.reading.archive import Archive, local_name
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece, Raw
from app.core.cv.reading.rows import row_lines

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MIME = b"application/vnd.oasis.opendocument.text"
_SKIPPED = {"tracked-changes", "annotation", "sequence-decls", "note-citation", "forms", "hidden-text"}
_MAX_SPACES = 20


def read(data: bytes, limits: Limits) -> Raw:
    """Raises Refused("encrypted", "wrong_type" or "damaged")."""
    archive = Archive(data, limits)
    if not archive.read("mimetype").startswith(_MIME) or "content.xml" not in archive.names:
        raise Refused("wrong_type", "zip")
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused("encrypted")
    pictures = any(name.startswith("Pictures/") for name in archive.names)
    return Raw(_all_lines(archive), pictures=pictures)


def _all_lines(archive: Archive) -> Iterator[Piece]:
    content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
    roots = [root for root in (content, styles) if root is not None]
    walk = _Walk(_hidden_styles(roots))
    for name, root in (("header", styles), ("body", content), ("footer", styles)):
        if root is None:
            continue
        tag = f"{_OFFICE}body" if name == "body" else f"{_STYLE}{name}"
        for part in root.iter(tag):
            yield from walk.blocks(part)
            yield Piece("")


def _hidden_styles(roots: list[etree._Element]) -> set[str]:
    """Names of the text and paragraph styles whose text is not displayed."""
    hidden: set[str] = set()
    for root in roots:
        for style in root.iter(f"{_STYLE}style"):
            properties = style.find(f"{_STYLE}text-properties")
            if properties is not None and properties.get(f"{_TEXT}display") == "none":
                hidden.add(style.get(f"{_STYLE}name", ""))
    return hidden


class _Walk:
    def __init__(self, hidden_styles: set[str]) -> None:
        self._hidden_styles = hidden_styles

    def blocks(self, parent: etree._Element) -> list[Piece]:
        lines: list[Piece] = []
        for child in parent:
            name = local_name(child)
            if name in {"p", "h"}:
                lines += self._paragraph(child)
            elif name == "table-row":
                lines += row_lines([self.blocks(cell) for cell in child])
            elif name not in _SKIPPED:
                lines += self.blocks(child)
        return lines

    def _paragraph(self, paragraph: etree._Element) -> list[Piece]:
        frames: list[etree._Element] = []
        shown: list[str] = []
        hidden: list[str] = []
        for is_hidden, text in self._texts(paragraph, frames, hidden=self._hides(paragraph)):
            (hidden if is_hidden else shown).append(text)
        lines = [Piece(line) for line in "".join(shown).split("\n")]
        if "".join(hidden).strip():
            lines = [line for line in lines if line.text] + [Piece("".join(hidden), hidden=True)]
        for frame in frames:
            lines += self.blocks(frame)
        return lines

    def _hides(self, element: etree._Element) -> bool:
        return (
            element.get(f"{_TEXT}style-name") in self._hidden_styles
            or local_name(element) == "hidden-paragraph"
        )

    def _texts(
        self, parent: etree._Element, frames: list[etree._Element], hidden: bool
    ) -> Iterator[tuple[bool, str]]:
        """Each piece of text and whether it is hidden; frames on the way are put aside in ``frames``."""
        yield hidden, _flat(parent.text)
        for child in parent:
            name = local_name(child)
            if name == "frame":
                frames.append(child)
            elif name in {"tab", "line-break"}:
                yield hidden, "\t" if name == "tab" else "\n"
            elif name == "s":
                yield hidden, " " * _spaces(child)
            elif name not in _SKIPPED:
                yield from self._texts(child, frames, hidden or self._hides(child))
            yield hidden, _flat(child.tail)


def _flat(text: str | None) -> str:
    """A line end in the XML is only a space on the page."""
    return (text or "").replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _spaces(element: etree._Element) -> int:
    count = element.get(f"{_TEXT}c", "1")
    return min(int(count), _MAX_SPACES) if count.isdecimal() and len(count) < 10 else 1
