"""PDFs that hang, swell, lie, hide or are none."""

from __future__ import annotations

import io
import random
import zlib

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.hostile.case import CV_TEXT, READ, case
from tests.hostile.pdf_writer import A4, FONT, assemble, deflated, one_page, show, stream

LINES = CV_TEXT.splitlines()
MEGA = 1 << 20


def _good() -> bytes:
    return one_page(stream(show(LINES)))


def _encrypted(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=StandardEncryption(user, owner, strength=40))
    for number, line in enumerate(LINES):
        canvas.drawString(60, 780 - 14 * number, line)
    canvas.save()
    return out.getvalue()


@case("control.pdf", READ)
def control() -> bytes:
    return _good()


@case("encrypted_user.pdf", "encrypted")
def encrypted_user() -> bytes:
    return _encrypted("secret", "owner")


@case("encrypted_owner_only.pdf", READ)
def encrypted_owner_only() -> bytes:
    return _encrypted("", "owner")


@case("pages_10k.pdf", "too_many_pages")
def pages_10k() -> bytes:
    return _pages(10_000)


@case("pages_31.pdf", "too_many_pages")
def pages_31() -> bytes:
    return _pages(31)


@case("pages_30.pdf", READ)
def pages_30() -> bytes:
    return _pages(30)


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
        % A4
    )
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", pages, stream(show(LINES[:2])), FONT, *[page] * count]
    )


@case("xref_prev_itself.pdf", READ, "damaged")
def xref_prev_itself() -> bytes:
    data = _good()
    at = int(data.rpartition(b"startxref\n")[2].split()[0])
    return data.replace(b"/Root 1 0 R", b"/Prev %010d /Root 1 0 R" % at)


@case("xref_garbage.pdf", READ, "damaged")
def xref_garbage() -> bytes:
    head, _, _ = _good().partition(b"xref\n")
    return (
        head
        + b"xref\n0 99999999\n"
        + b"\xff" * 400
        + b"\ntrailer\n<< /Root 1 0 R >>\nstartxref\n99999999999\n%%EOF"
    )


@case("kids_cycle.pdf", READ, "damaged", "empty")
def kids_cycle() -> bytes:
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
    )


@case("count_lies.pdf", READ, "damaged", "empty", "too_many_pages")
def count_lies() -> bytes:
    return _good().replace(b"/Count 1 ", b"/Count 2000000000 ")


@case("flate_bomb.pdf", READ, "damaged", "empty", "too_slow")
def flate_bomb() -> bytes:
    return one_page(deflated(_spaces(64)))


@case("flate_bomb_nested.pdf", READ, "damaged", "empty", "too_slow")
def flate_bomb_nested() -> bytes:
    twice = zlib.compress(zlib.compress(_spaces(64), 9), 9)
    return one_page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))


def _spaces(megabytes: int) -> bytes:
    return show(LINES) + b" " * (megabytes * MEGA)


@case("run_length_bomb.pdf", READ, "damaged", "empty", "too_slow")
def run_length_bomb() -> bytes:
    twice = zlib.compress(b"\x81 " * (400_000) + b"\x80", 9)
    return one_page(stream(twice, b"/Filter [/FlateDecode /RunLengthDecode]"))


@case("ascii_hex_1mb.pdf", "damaged", "empty", "too_short")
def ascii_hex_1mb() -> bytes:
    return one_page(stream(b"4" * MEGA, b"/Filter /ASCIIHexDecode"))


@case("comment_without_end.pdf", READ, "damaged", "empty")
def comment_without_end() -> bytes:
    return one_page(stream(show(LINES) + b"\n%" + b"x" * 2_000))


@case("inline_image_without_end.pdf", READ, "damaged", "empty", "scanned")
def inline_image_without_end() -> bytes:
    return one_page(stream(show(LINES) + b"\nBI /W 9 /H 9 /BPC 8 /CS /G ID " + b"\x01" * 5_000))


@case("inline_image_first.pdf", READ, "damaged", "empty", "scanned")
def inline_image_first() -> bytes:
    return one_page(stream(b"BI /W 1000000 /H 1000000 /BPC 8 /CS /RGB /F /AHx ID " + show(LINES)))


@case("deep_arrays.pdf", READ, "damaged", "empty")
def deep_arrays() -> bytes:
    return one_page(stream(show(LINES) + b"\n" + b"[" * 20_000 + b"]" * 20_000 + b" TJ"))


@case("deep_catalog.pdf", READ, "damaged", "empty")
def deep_catalog() -> bytes:
    return one_page(stream(show(LINES)), catalog=b"/Deep " + b"<< /A " * 5_000 + b"0" + b" >>" * 5_000)


@case("outline_cycle.pdf", READ)
def outline_cycle() -> bytes:
    item = b"<< /Title (again) /Parent 6 0 R /Next 7 0 R /First 6 0 R /Last 6 0 R >>"
    outline = b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>"
    return one_page(stream(show(LINES)), outline, item, catalog=b"/Outlines 6 0 R")


@case("form_cycle.pdf", READ, "damaged")
def form_cycle() -> bytes:
    form = stream(
        b"/X0 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X0 6 0 R >> >>"
    )
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X0 6 0 R >> >>"
    return one_page(stream(show(LINES) + b"\n/X0 Do"), form, page=resources)


@case("truncated.pdf", READ, "damaged", "empty")
def truncated() -> bytes:
    return _good()[:600]


@case("zero_page.pdf", "damaged", "empty")
def zero_page() -> bytes:
    return assemble([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


@case("length_negative.pdf", READ, "damaged", "empty")
def length_negative() -> bytes:
    return one_page(stream(show(LINES), length=-5))


@case("length_huge.pdf", READ, "damaged", "empty")
def length_huge() -> bytes:
    return one_page(stream(show(LINES), length=2**40))


@case("media_box_huge.pdf", READ)
def media_box_huge() -> bytes:
    return one_page(stream(show(LINES)), box=b"[0 0 200000000 200000000]")


@case("media_box_huge_white_text.pdf", READ, "empty", "damaged")
def media_box_huge_white_text() -> bytes:
    return one_page(stream(show(LINES, setup="1 1 1 rg")), box=b"[0 0 200000000 200000000]")


@case("script_and_attachment.pdf", READ)
def script_and_attachment() -> bytes:
    action = b"<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\); this.exportDataObject\\(1\\)) >>"
    attached = stream(b"MZ\x90\x00", b"/Type /EmbeddedFile")
    spec = b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>"
    catalog = b"/OpenAction 6 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 8 0 R] >> >>"
    return one_page(stream(show(LINES)), action, attached, spec, catalog=catalog)


@case("xmp_billion_laughs.pdf", READ)
def xmp_billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><x>&l9;</x>'.encode()
    return one_page(
        stream(show(LINES)), stream(xml, b"/Type /Metadata /Subtype /XML"), catalog=b"/Metadata 6 0 R"
    )


@case("to_unicode_huge_range.pdf", READ, "damaged", "empty", "too_slow")
def to_unicode_huge_range() -> bytes:
    cmap = (
        b"/CIDInit /ProcSet findresource begin begincmap"
        b" 1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange endcmap"
    )
    font = FONT.replace(b" >>", b" /ToUnicode 7 0 R >>")
    return one_page(stream(show(LINES)), font, stream(cmap), page=b"/Resources << /Font << /F1 6 0 R >> >>")


@case("many_objects.pdf", READ, "too_slow", "damaged")
def many_objects() -> bytes:
    return one_page(deflated(show(LINES) + b"\n0 0 5 5 re f" * 40_000))


@case("many_tiny_letters.pdf", "empty", "too_slow")
def many_tiny_letters() -> bytes:
    return one_page(deflated(show(["word " * 20] * 500, size=0.1)))


@case("image_only.pdf", "scanned")
def image_only() -> bytes:
    return _picture(90, 120, zlib.compress(bytes(90 * 120), 9))


@case("image_900_megapixels.pdf", "scanned", "damaged", "too_slow")
def image_900_megapixels() -> bytes:
    return _picture(30_000, 30_000, zlib.compress(bytes(9 * MEGA), 9))


def _picture(width: int, height: int, pixels: bytes) -> bytes:
    image = stream(
        pixels,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray" % (width, height)
        + b" /BitsPerComponent 8 /Filter /FlateDecode",
    )
    resources = b"/Resources << /XObject << /I0 6 0 R >> >>"
    return one_page(stream(b"q 500 0 0 700 40 40 cm /I0 Do Q"), image, page=resources)


@case("html_polyglot.pdf", "wrong_type")
def html_polyglot() -> bytes:
    return b"<html><script>alert(1)</script><!--\n" + _good() + b"--></html>"


@case("zip_polyglot.pdf", READ)
def zip_polyglot() -> bytes:
    return _good() + b"PK\x03\x04" + bytes(26) + b"PK\x05\x06" + bytes(18)


@case("zip_first.pdf", "wrong_type")
def zip_first() -> bytes:
    return b"PK\x03\x04" + bytes(60) + _good()


@case("leading_junk.pdf", READ, "damaged")
def leading_junk() -> bytes:
    return b"\r\n\x00junk from a mail gateway\r\n" + _good()


@case("header_only.pdf", "damaged")
def header_only() -> bytes:
    return b"%PDF-1.7\n"


@case("noise.pdf", "wrong_type")
def noise() -> bytes:
    return random.Random(1).randbytes(20_000)


@case("noise_with_header.pdf", "damaged")
def noise_with_header() -> bytes:
    return b"%PDF-1.4\n" + random.Random(2).randbytes(20_000)


@case("program.pdf", "wrong_type")
def program() -> bytes:
    return b"MZ\x90\x00" + bytes(300) + b"%PDF-1.4 This program cannot be run in DOS mode"


@case("nearly_too_large.pdf", READ)
def nearly_too_large() -> bytes:
    return one_page(stream(show(LINES)), stream(random.Random(3).randbytes(4 * MEGA)))


@case("six_megabytes.pdf", "too_large")
def six_megabytes() -> bytes:
    return _good() + bytes(6 * MEGA)


@case("zero_bytes.pdf", "empty")
def zero_bytes() -> bytes:
    return b""
