"""Asking tesseract for words with their places and how sure it is of each."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from app.core.cv.reading.tesseract import find_program

LATIN = ("fra", "eng", "deu")
ARABIC = ("ara", "eng")
_COLUMNS = 12
_WORD_ROW = "5"


class SeenWord(NamedTuple):
    """``place`` numbers block, paragraph and line; pixels from the upper left corner."""

    text: str
    confidence: float
    place: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int


class OutOfTime(Exception):
    """There is no time left for another look."""


@dataclass(frozen=True, slots=True)
class Program:
    """Where the OCR program is, what it knows, and until when (``time.monotonic``) it may be asked."""

    path: str
    installed: frozenset[str]
    deadline: float

    def knows(self, language: str) -> bool:
        return language in self.installed

    def words(self, grey: Image.Image, wanted: tuple[str, ...], layout: int) -> list[SeenWord]:
        """``layout`` is tesseract's page segmentation mode. Raises OutOfTime; a failure reads as no word."""
        names = "+".join(name for name in wanted if name in self.installed)
        if not names:
            return []
        command = [self.path, "stdin", "stdout", "-l", names, "--psm", str(layout), "tsv"]
        return list(_rows(_run(command, _pgm(grey), self.deadline)))


def find(deadline: float) -> Program | None:
    """None when there is no program, or none of the languages."""
    path = find_program()
    if path is None:
        return None
    installed = frozenset(_run([path, "--list-langs"], b"", deadline).split())
    return Program(path, installed, deadline) if installed & {*LATIN, *ARABIC} else None


def _run(command: list[str], image: bytes, deadline: float) -> str:
    left = deadline - time.monotonic()
    if left <= 0:
        raise OutOfTime
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program with fixed arguments
            command, input=image, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=left, check=False
        )
    except subprocess.TimeoutExpired:
        raise OutOfTime from None
    return done.stdout.decode("utf-8", "replace")


def _pgm(grey: Image.Image) -> bytes:
    return b"P5\n%d %d\n255\n" % grey.size + grey.tobytes()


def _rows(table: str) -> Iterator[SeenWord]:
    for row in table.splitlines()[1:]:
        columns = row.split("\t", _COLUMNS - 1)
        if len(columns) == _COLUMNS and columns[0] == _WORD_ROW and columns[-1].strip():
            numbers = [int(float(column)) for column in columns[1:10]]
            place = (numbers[1], numbers[2], numbers[3])
            yield SeenWord(columns[-1].strip(), float(columns[10]), place, *numbers[5:9])
