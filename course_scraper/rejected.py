"""Why a record cannot become a course."""

from __future__ import annotations

from typing import Final

CODES: Final = frozenset(
    {
        "bad_record",  # not a mapping of names to values
        "too_large",  # more than a million characters
        "no_title",  # no title, or one without a letter
        "bad_title",  # longer than a title is
        "no_id",  # neither an id nor an address to name it by
        "bad_id",  # not of the form kind~key
        "bad_url",  # not an http or https address
        "bad_kind",  # not one of course.KINDS
        "bad_level",  # not one of course.LEVELS
        "bad_hours",  # not a positive number of hours a person could spend
        "bad_language",  # not two or three small letters
        "bad_rating",  # not between 0 and 5, or by a negative number of people
        "bad_enrolments",  # negative
    }
)


class Rejected(Exception):
    """``code`` is one of ``CODES``; ``detail`` is for the person who reads the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
