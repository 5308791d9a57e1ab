"""Why a record cannot become an offer."""

from __future__ import annotations

from typing import Final

CODES: Final = frozenset(
    {
        "bad_record",  # not a mapping of names to values, or nested deeper than 40 levels
        "too_large",  # more than a million characters or 50,000 values
        "no_title",  # no title, or one without a letter
        "no_text",  # a title and nothing else: no description, no company, no address
        "bad_source",  # the caller named no source
    }
)


class Rejected(Exception):
    """``code`` is one of ``CODES``; ``detail`` is for the person who reads the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
