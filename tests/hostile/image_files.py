"""Pictures and drawings that call themselves a CV."""

from __future__ import annotations

import struct
import zlib

from tests.hostile.case import CV_TEXT, case
from tests.hostile.zip_writer import docx, paragraphs


def _png(width: int, height: int, more: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 4096, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + more + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@case("png.pdf", "wrong_type")
def png() -> bytes:
    return _png(1, 1)


@case("png_900_megapixels.docx", "wrong_type")
def png_large() -> bytes:
    return _png(30_000, 30_000)


@case("png.txt", "wrong_type")
def png_text() -> bytes:
    return _png(64, 64)


@case("jpeg_html.pdf", "wrong_type")
def jpeg_html() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0<html><script>alert(1)</script>%PDF-1.4"


@case("jpeg_and_zip.docx", "wrong_type")
def jpeg_and_zip() -> bytes:
    return b"\xff\xd8\xff\xe0" + bytes(16) + docx(paragraphs(*CV_TEXT.splitlines()))


@case("svg.txt", "wrong_type")
def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@case("postscript.pdf", "wrong_type")
def postscript() -> bytes:
    return b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n" + CV_TEXT.encode()


@case("gif.rtf", "wrong_type")
def gif() -> bytes:
    return b"GIF89a\xff\xff\xff\xff" + bytes(200)


@case("tiff.odt", "wrong_type")
def tiff() -> bytes:
    return b"II*\x00" + bytes(200)
