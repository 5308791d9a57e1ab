"""The order inside a column of a board: a number for each card, with room between two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

STEP: Final = 1024.0
LEAST_GAP: Final = 1e-6


def between(above: float | None, below: float | None) -> float | None:
    """A position after ``above`` and before ``below`` (None: there is none). None when no room is left: then
    the column is numbered anew."""
    if above is None or below is None:
        found = (below - STEP) if below is not None else (above + STEP) if above is not None else 0.0
        return found if abs(found) < 2.0**40 else None  # further out, steps would be lost in rounding
    middle = above + (below - above) / 2
    return middle if middle - above > LEAST_GAP and below - middle > LEAST_GAP else None


def renumbered(count: int) -> list[float]:
    """Positions for a whole column."""
    return [number * STEP for number in range(count)]


def placed(ids: Sequence[int], moving: int, place: str) -> int | None:
    """Before which card of a column ``moving`` goes; None is the end.

    ``place`` is first, last, up, down or before:<id>; up and down count from where it stands, a card that is
    not in the column goes to its end. Raises ValueError for anything else.
    """
    others = [one for one in ids if one != moving]
    if place == "first":
        index = 0
    elif place == "last":
        index = len(others)
    elif place in {"up", "down"}:
        index = _stepped(ids, moving, -1 if place == "up" else 1, len(others))
    elif place.startswith("before:") and place[7:].isascii() and place[7:].isdigit() and len(place) < 20:
        wanted = int(place[7:])
        index = others.index(wanted) if wanted in others else len(others)
    else:
        raise ValueError("no such place")
    return others[index] if index < len(others) else None


def _stepped(ids: Sequence[int], moving: int, step: int, most: int) -> int:
    return min(max(ids.index(moving) + step, 0), most) if moving in ids else most
