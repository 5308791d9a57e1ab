"""What a reader of one format hands over, before cleaning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """One line as found; an empty one separates paragraphs."""

    text: str
    page: int = 1
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """``pieces`` may be lazy: reading stops when enough text was seen. ``pictures``: there are images."""

    pieces: Iterable[Piece]
    pages: int = 1
    pictures: bool = False
    ocr: bool = False
    warnings: tuple[str, ...] = ()
