"""Office files that are only zips: the parts a reader looks for, without an office program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_DATE = (2024, 1, 1, 0, 0, 0)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
MIME = "application/vnd.oasis.opendocument.text"


def pack(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same bytes for the same parts, whenever it is called."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = method
            archive.writestr(entry, content)
    return out.getvalue()


def docx(body: str, before: str = "", **parts: str | bytes) -> bytes:
    """``body`` goes between the body tags, ``before`` in front of the root; keywords name parts of word/."""
    document = f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'
    more = {f"word/{name}.xml": content for name, content in parts.items()}
    return pack({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document, **more})


def paragraphs(*lines: str) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)


def odt(body: str, styles: str = "", automatic: str = "", before: str = "", **parts: str | bytes) -> bytes:
    """``body`` goes into office:text, ``styles`` into styles.xml, ``automatic`` into the automatic styles."""
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content {ODT_NAMES}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    style = f"<office:document-styles {ODT_NAMES}>{styles}</office:document-styles>"
    return pack({"mimetype": MIME, "content.xml": content, "styles.xml": style, **parts})
