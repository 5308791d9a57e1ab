"""What reading a catalogue yields, and why a file is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

RECORD_LENGTH: Final = 1_000_000  # characters of one row, line or array item
FILE_LENGTH: Final = 200_000_000  # characters of a file that can only be read whole
UNPACKED_LENGTH: Final = 1_000_000_000  # bytes that may come out of a compressed file

FILE_CODES: Final = frozenset(
    {
        "empty",  # nothing but white space
        "unknown_format",  # neither a table nor JSON
        "too_large",  # over FILE_LENGTH or UNPACKED_LENGTH
        "damaged",  # compressed and broken, or JSON that is broken at every place
        "no_courses",  # well formed, but no list of objects in it
    }
)


class UnreadableFile(Exception):
    """The file is refused from here on. ``code`` is one of ``FILE_CODES``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Record:
    """``line`` counts from 1 and is where the record begins."""

    line: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A piece of the file that is no course; reading goes on behind it. ``code`` is in rejected.CODES."""

    line: int
    code: str
    detail: str = ""


RecordOrBad = Record | BadRow
