"""A picture of a page under text that is not drawn, as programs for scanners make it."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from bench.certificates.arabic import drawn
from bench.certificates.page import Page, font_name, picture_of

_INVISIBLE = 3


def with_layer(seen: Page, said: Page, dpi: int = 150) -> bytes:
    """``seen`` is what the picture shows, ``said`` what machines read in the file."""
    out = io.BytesIO()
    width, height = seen.size
    canvas = Canvas(out, pagesize=seen.size, invariant=1)
    canvas.drawInlineImage(picture_of(seen, dpi), 0, 0, width, height)
    for mark in said.marks:
        if mark.text:
            text = canvas.beginText()
            text.setTextRenderMode(_INVISIBLE)
            text.setFont(font_name(mark.font), mark.size)
            line = drawn(mark.text)
            wide = canvas.stringWidth(line, font_name(mark.font), mark.size)
            left = {
                "middle": mark.x * width - wide / 2,
                "right": mark.x * width - wide,
                "left": mark.x * width,
            }[mark.align]
            text.setTextOrigin(left, (1 - mark.y) * height - 0.35 * mark.size)
            text.textLine(line)
            canvas.drawText(text)
    canvas.save()
    return out.getvalue()
