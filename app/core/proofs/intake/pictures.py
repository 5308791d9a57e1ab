"""Uploaded pictures: opened with suspicion, kept as nothing but their pixels."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image, ImageOps

from app.core.proofs.limits import ProofLimits
from app.core.proofs.refusal import Refused

_FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
_WHITE = (255, 255, 255)
_SMALLEST = 8  # pixels a side
_QUALITY = 92


class Picture(NamedTuple):
    """A picture file without metadata; ``kind`` is jpeg where a PNG would have been too large."""

    data: bytes
    kind: str
    width: int
    height: int


def open_picture(data: bytes, kind: str, limits: ProofLimits) -> Image.Image:
    """The pixels of the first frame, upright, in RGB; nothing is decoded before the header was looked at.

    Raises Refused("too_many_pixels", "animated", "damaged"), and whatever Pillow raises on a broken file.
    """
    with _opened(data, kind) as image:
        width, height = image.size
        if width * height > limits.max_pixels:
            raise Refused("too_many_pixels", f"{width}x{height}")
        if min(width, height) < _SMALLEST:
            raise Refused("damaged", f"{width}x{height}")
        if kind != "jpeg" and getattr(image, "is_animated", False):  # a JPEG only carries smaller copies
            raise Refused("animated")
        if kind == "jpeg":
            image.draft("RGB", image.size)
        image.load()
        return _rgb(_upright(image))


def _opened(data: bytes, kind: str) -> Image.Image:
    """Only the header is read. Raises Refused("too_many_pixels") where Pillow itself refuses."""
    try:
        return Image.open(io.BytesIO(data), formats=[_FORMATS[kind]])
    except Image.DecompressionBombError:
        raise Refused("too_many_pixels") from None


def kept(image: Image.Image, kind: str, limits: ProofLimits) -> Picture:
    """What is stored in place of the upload, at most ``max_bytes`` long."""
    image = _at_most(image, limits.kept_pixels)
    if kind == "png":
        data = _encoded(image, "PNG", compress_level=4)
        if len(data) <= limits.max_bytes:
            return Picture(data, "png", *image.size)
        kind = "jpeg"
    if kind == "webp":
        return Picture(_encoded(image, "WEBP", quality=_QUALITY, method=2), "webp", *image.size)
    return Picture(_encoded(image, "JPEG", quality=_QUALITY), "jpeg", *image.size)


def preview(image: Image.Image, limits: ProofLimits) -> Picture:
    """A smaller WebP, at most ``preview_bytes`` long."""
    small = image.convert("RGB") if image.mode not in ("RGB", "L") else image.copy()
    small.thumbnail((limits.preview_side, limits.preview_side))
    for quality in (80, 50, 20):
        data = _encoded(small, "WEBP", quality=quality, method=2)
        if len(data) <= limits.preview_bytes:
            return Picture(data, "webp", *small.size)
    raise Refused("damaged", "preview")


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; a picture with broken EXIF stays as it is."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # what reading hostile EXIF raises is not to be listed
        return image


def _rgb(image: Image.Image) -> Image.Image:
    """On white where it is transparent."""
    if image.mode.startswith(("I", "F")):
        image = image.convert("F").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", clear.size, _WHITE)
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    return image.convert("RGB")


def _at_most(image: Image.Image, pixels: int) -> Image.Image:
    width, height = image.size
    if width * height <= pixels:
        return image
    shrink = (pixels / (width * height)) ** 0.5
    return image.resize((max(1, int(width * shrink)), max(1, int(height * shrink))), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, name: str, **options: int) -> bytes:
    """Of a new image made of the pixels alone: no EXIF, no profile, no comment comes along."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, name, **options)
    return out.getvalue()
