"""What scanners and telephones do to a page."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageChops, ImageEnhance, ImageFilter

PAPER = (250, 250, 248)


def scanned(
    image: Image.Image, random: Random, noise: int = 10, angle: float = 0.0, blur: float = 0.0
) -> Image.Image:
    """``noise`` in shades, ``angle`` in degrees, ``blur`` in pixels."""
    worn = image
    if angle:
        worn = worn.rotate(angle, Image.Resampling.BICUBIC, expand=abs(angle) > 20, fillcolor=PAPER)
    if blur:
        worn = worn.filter(ImageFilter.GaussianBlur(blur))
    return with_noise(worn, random, noise) if noise else worn


def with_noise(image: Image.Image, random: Random, shades: int) -> Image.Image:
    """The same noise for the same seed on every machine: a tile of it, repeated."""
    side = 256
    tile = Image.frombytes("L", (side, side), random.randbytes(side * side))
    tile = tile.point(lambda value: value * 2 * shades // 255)
    layer = Image.new("L", image.size)
    for x in range(0, image.width, side):
        for y in range(0, image.height, side):
            layer.paste(tile, (x, y))
    noisy = ImageChops.subtract(image, Image.merge("RGB", (layer,) * 3))
    return ImageChops.add(noisy, Image.new("RGB", image.size, (shades,) * 3))


def faded(image: Image.Image, contrast: float) -> Image.Image:
    return ImageEnhance.Contrast(image).enhance(contrast)


def ruined(image: Image.Image, random: Random, how: str) -> Image.Image:
    """So that nobody could read it: blurred, tiny, or nearly white."""
    if how == "blurred":
        return with_noise(image.filter(ImageFilter.GaussianBlur(image.width / 130)), random, 12)
    if how == "tiny":
        small = image.resize((image.width * 240 // max(image.size), image.height * 240 // max(image.size)))
        return small.filter(ImageFilter.GaussianBlur(0.8))
    return with_noise(
        ImageEnhance.Contrast(ImageEnhance.Brightness(image).enhance(2.2)).enhance(0.04), random, 40
    )


def png(image: Image.Image) -> bytes:
    return _saved(image, "PNG", compress_level=4)


def jpeg(image: Image.Image, quality: int) -> bytes:
    return _saved(image, "JPEG", quality=quality)


def webp(image: Image.Image, quality: int) -> bytes:
    return _saved(image, "WEBP", quality=quality, method=2)


def _saved(image: Image.Image, name: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, name, **options)
    return out.getvalue()
