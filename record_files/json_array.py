"""A JSON array read item by item: a long file needs little memory, a broken item costs only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final, NamedTuple

from record_files.files import open_text
from record_files.items import RECORD_LENGTH, BadRecord, ImportedRecord, RecordOrError
from record_files.json_lines import item_of

_CHUNK: Final = 262_144
_OUTSIDE = re.compile(r'["{}\[\],\n]')
_INSIDE = re.compile(r'["\\\n]')
_BETWEEN = re.compile(r"\}\s{0,200},\s{0,200}(?=\{)")
_NEXT_KEY = re.compile(r'[ \t]{0,40}(?:[\]}],?[ \t]{0,9}(?:[\r\n]|\Z)|\{\s{0,40}"|"[^"\n]{1,60}"[ \t]{0,9}:)')
_SALVAGES: Final = 10_000


class Piece(NamedTuple):
    """The text of one item; None when it is too long."""

    line: int
    text: str | None


class _Cutter:
    """Finds where items end by counting brackets outside of strings."""

    def __init__(self) -> None:
        self._line = self._begin_line = 1
        self._depth = 0
        self._in_string = self._is_escaped = self._is_lost = False
        self._kept: list[str] = []
        self._size = 0

    def feed(self, chunk: str) -> Iterator[Piece]:
        begin = position = 0
        while position < len(chunk):
            if self._is_lost:
                between = _BETWEEN.search(chunk, position)
                if between is None:
                    break
                yield Piece(self._begin_line, None)
                self._start_again(chunk, position, between.end())
                begin = position = between.end()
            if self._is_escaped:
                self._is_escaped = False
                self._line += chunk[position] == "\n"
                position += 1
                continue
            found = (_INSIDE if self._in_string else _OUTSIDE).search(chunk, position)
            if found is None:
                break
            position = found.end()
            if self._ends_item(found.group(), chunk, position):
                yield from self._take(chunk[begin : found.start()])
                begin = position
        self._keep(chunk[begin:])

    def _start_again(self, chunk: str, position: int, at: int) -> None:
        """Behind an item that grew too long, probably for want of a quotation mark."""
        self._line += chunk.count("\n", position, at)
        self._depth = 1
        self._in_string = self._is_escaped = self._is_lost = False
        self._kept.clear()
        self._size = 0

    def _ends_item(self, sign: str, chunk: str, position: int) -> bool:
        if sign == "\n":
            self._line += 1
            if self._in_string and _NEXT_KEY.match(chunk, position):
                self._in_string = False  # the closing quotation mark is missing
        elif sign == "\\":
            self._is_escaped = True
        elif sign == '"':
            self._in_string = not self._in_string
        elif sign in "{[":
            self._depth += 1
            return self._depth == 1
        elif sign in "}]":
            self._depth -= 1
            return self._depth == 0
        else:
            return self._depth == 1
        return False

    def _keep(self, piece: str) -> None:
        if not self._size and not piece.strip():
            return
        if not self._size:
            self._begin_line = self._line - piece.lstrip().count("\n")
        self._size += len(piece)
        self._is_lost = self._size > RECORD_LENGTH
        if not self._is_lost:
            self._kept.append(piece)

    def _take(self, piece: str) -> Iterator[Piece]:
        self._keep(piece)
        if self._size:
            yield Piece(self._begin_line, None if self._is_lost else "".join(self._kept))
        self._is_lost = False
        self._kept.clear()
        self._size = 0

    def rest(self) -> Iterator[Piece]:
        """What stands behind the last complete item: something only when the file breaks off."""
        yield from self._take("")


def is_object(value: object) -> bool:
    return isinstance(value, Mapping)


def read_array(path: Path, is_item: Callable[[object], bool] = is_object) -> Iterator[RecordOrError]:
    """``is_item`` tells items from other objects when those behind a break are looked for."""
    for piece in pieces_of(path):
        if piece.text is None:
            yield BadRecord(piece.line, "too_large", f"more than {RECORD_LENGTH} characters")
            continue
        item = item_of(piece.line, piece.text)
        yield item
        if isinstance(item, BadRecord) and item.code == "broken_json":
            yield from _salvaged(piece.line, piece.text, is_item)


def _salvaged(line: int, text: str, is_item: Callable[[object], bool]) -> Iterator[ImportedRecord]:
    """Whole items behind a break that swallowed them."""
    decoder = json.JSONDecoder(strict=False)
    end = 0
    for _, between in zip(range(_SALVAGES), _BETWEEN.finditer(text), strict=False):
        if between.end() < end:
            continue
        try:
            found, end = decoder.raw_decode(text, between.end())
        except (ValueError, RecursionError):
            continue
        if is_item(found):
            yield ImportedRecord(line + text.count("\n", 0, between.end()), found)


def pieces_of(path: Path) -> Iterator[Piece]:
    cutter = _Cutter()
    with open_text(path) as text:
        for chunk in _chunks(text):
            yield from cutter.feed(chunk)
    yield from cutter.rest()


def _chunks(text: IO[str]) -> Iterator[str]:
    while chunk := text.read(_CHUNK):
        yield chunk
