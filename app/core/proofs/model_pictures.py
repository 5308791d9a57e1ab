"""Pages of a document as they may be shown to a model: few, small, pixels alone."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from typing import Final

from PIL import Image, UnidentifiedImageError

from app.core.proofs.limits import DEFAULT

MOST: Final = DEFAULT.shown_pages
LONGEST_SIDE: Final = DEFAULT.preview_side
MOST_BYTES: Final = 700_000  # of one picture


def data_urls(previews: Iterable[bytes]) -> tuple[str, ...]:
    """JPEG, which every server understands. ``previews`` are pictures that taking the document in made; one that
    is not of the size it must have, or does not open, is left out."""
    made = (_jpeg(data) for data, _ in zip(previews, range(MOST), strict=False))
    return tuple(f"data:image/jpeg;base64,{base64.b64encode(data).decode()}" for data in made if data)


def _jpeg(preview: bytes) -> bytes | None:
    try:
        with Image.open(io.BytesIO(preview), formats=("WEBP",)) as image:
            if max(image.size) > LONGEST_SIDE:
                return None
            pixels = image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    bare = Image.new("RGB", pixels.size)
    bare.paste(pixels)
    for quality in (85, 60, 35):
        out = io.BytesIO()
        bare.save(out, "JPEG", quality=quality)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    return None
