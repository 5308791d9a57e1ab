"""Pictures of pages that may be shown to a model: few, small, and nothing but pixels."""

from __future__ import annotations

import base64
import io
import random

import pytest
from PIL import Image

from app.ai.question import MAX_IMAGE_LENGTH, MAX_IMAGES
from app.core.proofs.model_pictures import LONGEST_SIDE, MOST, MOST_BYTES, data_urls


def webp(image: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", **options)
    return out.getvalue()


def noise(side: int) -> Image.Image:
    return Image.frombytes("RGB", (side, side), random.Random(1).randbytes(side * side * 3))


def decoded(url: str) -> bytes:
    kind, _, data = url.partition(";base64,")
    assert kind == "data:image/jpeg"
    return base64.b64decode(data)


def test_they_are_few_and_together_fit_into_a_question() -> None:
    urls = data_urls([webp(noise(LONGEST_SIDE), quality=80)] * 10)
    assert len(urls) == MOST <= MAX_IMAGES
    assert all(len(decoded(url)) <= MOST_BYTES for url in urls)
    assert sum(map(len, urls)) <= MAX_IMAGE_LENGTH


def test_nothing_but_pixels_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Camera of Amel", {1: "N", 2: (36.8, 10.1, 0.0)}
    (url,) = data_urls([webp(Image.new("RGB", (60, 40), "red"), exif=exif.tobytes(), icc_profile=b"profile")])
    with Image.open(io.BytesIO(decoded(url))) as image:
        assert (image.format, image.size) == ("JPEG", (60, 40))
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "icc_profile", "comment", "xmp"}
    assert b"Amel" not in decoded(url)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"<svg/>", webp(Image.new("RGB", (50, 50)))[:40],
        webp(Image.new("L", (LONGEST_SIDE + 1, 10))),
    ],
)  # fmt: skip
def test_what_is_no_preview_of_ours_is_left_out(data: bytes) -> None:
    good = webp(Image.new("RGB", (20, 20)))
    assert len(data_urls([data, good])) == 1
