"""Pictures that somebody may upload as a proof, hostile and sound."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw

from tests.hostile.case import READ, Case
from tests.hostile.zip_writer import docx, paragraphs

PROOF_IMAGES: dict[str, Case] = {}


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_with(width: int, height: int, more: bytes = b"", pixels: bytes = b"\0" * 4096) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IDAT", zlib.compress(pixels, 9))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + more + body + _chunk(b"IEND", b"")


def sound(kind: str, size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((20, 20, 90, 60), fill="black")
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def _texts(count: int) -> bytes:
    bomb = zlib.compress(b"A" * (1 << 20), 9)
    return b"".join(_chunk(b"zTXt", b"Comment\0\0" + bomb) for _ in range(count))


_LISTED = (
    ("control.png", lambda: sound("PNG"), {READ}),
    ("control.jpg", lambda: sound("JPEG"), {READ}),
    ("control.JPEG", lambda: sound("JPEG"), {READ}),
    ("control.webp", lambda: sound("WEBP"), {READ}),
    ("named_otherwise.png", lambda: sound("JPEG"), {"wrong_type"}),
    ("gif.png", lambda: sound("GIF"), {"wrong_type"}),
    ("gif.gif", lambda: sound("GIF"), {"wrong_type"}),
    ("tiff.tif", lambda: sound("TIFF"), {"wrong_type"}),
    ("postscript.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n", {"wrong_type"}),
    ("svg.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", {"wrong_type"}),
    ("no_extension", lambda: sound("PNG"), {"wrong_type"}),
    ("webp_animated.webp", lambda: animated("WEBP"), {"animated"}),
    ("png_animated.png", lambda: animated("PNG"), {"animated"}),
    ("png_900_megapixels.png", lambda: png_with(30_000, 30_000), {"too_many_pixels"}),
    ("png_26_megapixels.png", lambda: png_with(5_200, 5_001), {"too_many_pixels"}),
    ("png_25_megapixels_without_data.png", lambda: png_with(5_000, 5_000), {"damaged"}),
    ("png_strip.png", lambda: png_with(20_000_000, 1), {"damaged", "too_many_pixels"}),
    ("png_zero.png", lambda: png_with(0, 5), {"damaged"}),
    ("png_one_pixel.png", lambda: png_with(1, 1, pixels=b"\0\0"), {"damaged"}),
    ("png_text_bombs.png", lambda: png_with(64, 64, _texts(200)), {"damaged", READ, "too_slow"}),
    ("png_header_alone.png", lambda: b"\x89PNG\r\n\x1a\n", {"damaged"}),
    ("png_cut.png", lambda: sound("PNG")[:-40], {"damaged", READ}),
    ("jpeg_cut.jpg", lambda: sound("JPEG", (900, 900))[:600], {"damaged"}),
    ("jpeg_html.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\0<script>alert(1)</script>", {"damaged"}),
    ("jpeg_and_zip.jpg", lambda: sound("JPEG") + docx(paragraphs("a", "b")), {READ}),
    ("webp_header_alone.webp", lambda: b"RIFF\x10\x00\x00\x00WEBPVP8 ", {"damaged"}),
    ("webp_huge_canvas.webp", lambda: sound("WEBP")[:12] + b"VP8X" + struct.pack("<I", 10) + b"\0" * 4
     + b"\xff\xff\xff" * 2, {"damaged", "too_many_pixels"}),
    ("nine_megabytes.png", lambda: sound("PNG") + bytes(9 << 20), {"too_large"}),
    ("empty.png", lambda: b"", {"empty"}),
)  # fmt: skip

for _name, _build, _outcomes in _LISTED:
    PROOF_IMAGES[_name] = Case(_name, _build, frozenset(_outcomes))
