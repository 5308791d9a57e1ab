"""What reading a file yields, and why a file is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

RECORD_LENGTH: Final = 1_000_000  # characters of one row, line or array item
FILE_LENGTH: Final = 64_000_000  # bytes of a file that can only be read whole
UNPACKED_LENGTH: Final = 1_000_000_000  # bytes that may come out of a compressed file

FILE_CODES: Final = frozenset(
    {
        "empty",  # nothing but white space
        "unknown_format",  # neither a table nor JSON nor a web page
        "too_large",  # over FILE_LENGTH or UNPACKED_LENGTH
        "damaged",  # compressed, and broken
        "no_records",  # well formed, but none of what was looked for in it
    }
)
ITEM_CODES: Final = frozenset(
    {"broken_json", "broken_row", "not_an_object", "too_large", "too_deep", "damaged"}
)


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """``line`` counts from 1 and is where the record begins."""

    line: int
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A piece of the file that is no record; reading goes on behind it."""

    line: int
    code: str
    detail: str = ""


RecordOrError = ImportedRecord | BadRecord


class UnreadableFile(Exception):
    """The whole file is refused. ``code`` is one of ``FILE_CODES``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
