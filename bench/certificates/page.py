"""A page as marks, and the two ways to make a file of it: text in a PDF, or pixels.

Needs the DejaVu fonts (Debian package fonts-dejavu-core), which also have Arabic letters.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import lru_cache

import pypdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.certificates.arabic import drawn

FONTS = {
    "sans": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "serif": "DejaVuSerif.ttf",
    "serif bold": "DejaVuSerif-Bold.ttf",
}
A4 = (595.0, 842.0)


class FontsMissing(RuntimeError):
    """The fonts that the pages are drawn with are not installed."""


@dataclass(frozen=True)
class Mark:
    """A text at ``x``, ``y`` (shares of the page, from the upper left), of ``size`` points.

    A ``box`` (width and height as shares) is filled before the text is drawn, or framed when ``colour`` has no
    fill. ``key`` names what an editor would change.
    """

    text: str
    x: float
    y: float
    size: float = 12.0
    font: str = "sans"
    align: str = "middle"
    colour: tuple[int, int, int] = (25, 25, 30)
    box: tuple[float, float] | None = None
    key: str = ""


@dataclass(frozen=True)
class Page:
    marks: tuple[Mark, ...]
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.landscape else A4

    def replaced(self, key: str, text: str) -> Page:
        return replace(self, marks=tuple(replace(m, text=text) if m.key == key else m for m in self.marks))

    def find(self, key: str) -> Mark:
        return next(mark for mark in self.marks if mark.key == key)


def text_pdf(
    page: Page,
    info: dict[str, str] | None = None,
    over: tuple[Mark, ...] = (),
    picture: Image.Image | None = None,
) -> bytes:
    """A PDF of the marks, or of a picture of the page; ``over`` is drawn on top of either.

    The same bytes every time; ``info`` may give Producer, Creator, CreationDate and ModDate.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page.size, invariant=1)
    if picture is not None:
        canvas.drawInlineImage(picture, 0, 0, *page.size)
    else:
        for mark in page.marks:
            _on_canvas(canvas, mark, page.size)
    for mark in over:
        _on_canvas(canvas, mark, page.size)
    canvas.save()
    return _with_info(out.getvalue(), info) if info else out.getvalue()


def picture_of(page: Page, dpi: int) -> Image.Image:
    scale = dpi / 72
    width, height = page.size
    image = Image.new("RGB", (round(width * scale), round(height * scale)), (252, 252, 250))
    draw = ImageDraw.Draw(image)
    for mark in page.marks:
        _on_image(draw, mark, image.size, scale)
    return image


def _on_canvas(canvas: Canvas, mark: Mark, size: tuple[float, float]) -> None:
    x, y = mark.x * size[0], (1 - mark.y) * size[1]
    canvas.setFillColorRGB(*(part / 255 for part in mark.colour))
    if mark.box is not None:
        width, height = mark.box[0] * size[0], mark.box[1] * size[1]
        canvas.rect(x - width / 2, y - height / 2, width, height, stroke=0, fill=1)
        return
    canvas.setFont(font_name(mark.font), mark.size)
    base = y - 0.35 * mark.size
    text = drawn(mark.text)
    if mark.align == "middle":
        canvas.drawCentredString(x, base, text)
    elif mark.align == "right":
        canvas.drawRightString(x, base, text)
    else:
        canvas.drawString(x, base, text)


def _on_image(draw: ImageDraw.ImageDraw, mark: Mark, size: tuple[int, int], scale: float) -> None:
    x, y = mark.x * size[0], mark.y * size[1]
    if mark.box is not None:
        width, height = mark.box[0] * size[0] / 2, mark.box[1] * size[1] / 2
        draw.rectangle((x - width, y - height, x + width, y + height), fill=mark.colour)
        return
    anchor = {"middle": "mm", "left": "lm", "right": "rm"}[mark.align]
    font = _font(mark.font, max(4, round(mark.size * scale)))
    draw.text((x, y), drawn(mark.text), font=font, fill=mark.colour, anchor=anchor)


@lru_cache(maxsize=200)
def _font(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(FONTS[name], pixels, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        raise FontsMissing("install the DejaVu fonts (Debian: fonts-dejavu-core)") from None


@lru_cache(maxsize=8)
def font_name(name: str) -> str:
    file_name = str(_font(name, 12).path)
    registered = f"certificate-{name.replace(' ', '-')}"
    pdfmetrics.registerFont(TTFont(registered, file_name))
    return registered


def _with_info(data: bytes, info: dict[str, str]) -> bytes:
    """Rewritten by pypdf with other statements about its making."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.metadata = {f"/{name}": value for name, value in info.items()}
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
