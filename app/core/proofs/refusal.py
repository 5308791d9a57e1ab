"""Why a file cannot be taken in as a proof."""

from __future__ import annotations

from app.core.cv.document import Refused

__all__ = ["REFUSAL_CODES", "Refused"]

REFUSAL_CODES = (
    "empty",  # zero bytes, or a PDF without a page that can be shown
    "too_large",  # over the size limit
    "too_many_pages",
    "too_many_pixels",
    "wrong_type",  # content is none of the accepted kinds, or disagrees with the file name
    "encrypted",  # needs a password
    "animated",  # several pictures in one file
    "damaged",  # the parser gave up
    "too_slow",  # time or memory limit reached
)
