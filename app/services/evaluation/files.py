"""Labelled files: read strictly, for a figure over half a file is a wrong figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from record_files.items import BadRecord, UnreadableFile
from record_files.json_lines import read_lines

Made = TypeVar("Made")


class BadFile(Exception):
    """The message is one line that names the file, and the line in it where there is one."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file; ``get_x`` raises BadFile naming it."""

    path: Path
    line: int
    values: Mapping[str, Any]

    def refuse(self, why: str) -> NoReturn:
        raise BadFile(f"{self.path}, line {self.line}: {why}")

    def get_text(self, name: str) -> str:
        found = self.values.get(name)
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        if not isinstance(found, str) or not found.strip():
            self.refuse(f"{name!r} must be a text")
        return found

    def find_text(self, name: str) -> str:
        """Empty when absent."""
        return self.get_text(name) if self.values.get(name) not in (None, "") else ""

    def get_number(self, name: str) -> float:
        found = self.values.get(name)
        if isinstance(found, bool) or not isinstance(found, int | float):
            self.refuse(f"{name!r} must be a number")
        return float(found)

    def get_texts(self, name: str) -> tuple[str, ...]:
        found = self.values.get(name)
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.refuse(f"{name!r} must be a list of texts")
        return tuple(found)

    def get_ids(self, name: str) -> frozenset[int]:
        found = self.values.get(name)
        if not isinstance(found, list) or not all(type(item) is int for item in found):
            self.refuse(f"{name!r} must be a list of whole numbers")
        return frozenset(found)


def read_records(path: Path) -> Iterator[Record]:
    """JSON Lines, also gzipped. Raises BadFile: missing, empty or broken files and lines."""
    require_file(path)
    empty = True
    try:
        for item in read_lines(path):
            if isinstance(item, BadRecord):
                raise BadFile(f"{path}, line {item.line}: {item.code} {item.detail}".rstrip())
            empty = False
            yield Record(path, item.line, item.record)
    except (UnreadableFile, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: {error}") from error
    if empty:
        raise BadFile(f"{path}: no line in it")


def read_all(path: Path, make: Callable[[Record], Made]) -> list[Made]:
    return [make(record) for record in read_records(path)]


def require_file(path: Path) -> None:
    if not path.is_file():
        raise BadFile(f"{path}: no such file")


def require_folder(path: Path) -> None:
    if not path.is_dir():
        raise BadFile(f"{path}: no such folder")
