"""Just enough of a PDF writer to get every detail wrong on purpose."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
A4 = b"[0 0 595 842]"


def stream(data: bytes, extra: bytes = b"", length: int | None = None) -> bytes:
    size = len(data) if length is None else length
    return b"<< /Length %d %s >>\nstream\n" % (size, extra) + data + b"\nendstream"


def deflated(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + extra)


def show(lines: Iterable[str], x: int = 60, y: int = 780, size: float = 11, setup: str = "") -> bytes:
    """Content that writes lines one below the other."""
    text = [f"BT {setup} /F1 {size} Tf {x} {y} Td 14 TL"]
    text += ["({}) Tj T*".format(line.replace("\\", "").replace("(", "").replace(")", "")) for line in lines]
    return "\n".join([*text, "ET"]).encode("cp1252", "replace")


def assemble(objects: Sequence[bytes], trailer: bytes = b"", header: bytes = b"%PDF-1.7\n") -> bytes:
    """Objects 1, 2, ... of which the first is the catalog, with a correct table."""
    out = bytearray(header)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return bytes(out)


def one_page(
    content: bytes,
    *more: bytes,
    page: bytes = b"",
    catalog: bytes = b"",
    box: bytes = A4,
    trailer: bytes = b"",
) -> bytes:
    """One page with the content object given; ``more`` become objects 6, 7, ..."""
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R " % box
            + (page or b"/Resources << /Font << /F1 5 0 R >> >>")
            + b" >>",
            content,
            FONT,
            *more,
        ],
        trailer,
    )
