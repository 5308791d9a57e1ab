"""Where words begin, from the distances between letters: not every PDF draws its spaces.

Distances are in line heights, and compared with what is usual: on one line, where letters may be set
wide or tight, and after one letter, because some (f, T) reach over the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SPACE = 0.3  # beyond the usual distance: a space even if none was drawn
_ONLY_SPACE = 0.14  # the same on pages that never draw a space; there no letter stands so far off
_DRAWN_SPACES = 0.02  # drawn spaces for each letter, from which on a page is one that draws them
_FEW = 4  # distances that do not yet show what is usual
_LETTER_SPACED = 0.7  # share of one-letter words that makes a line a letter-spaced one
_WORD_GAP = 1.7  # times the usual distance: a space between letter-spaced words


class Gap(NamedTuple):
    """Before a letter: its distance to the one before, and whether the file has a space there."""

    width: float
    spaced: bool


Run = tuple[Sequence[str], Sequence[Gap]]  # letters on one line, and one gap less


class Spelling:
    """Knows how one page is set; ``text`` then spells its runs."""

    def __init__(self, runs: Iterable[Run], drawn_spaces: int) -> None:
        runs = list(runs)
        self._draws_spaces = drawn_spaces > _DRAWN_SPACES * sum(len(letters) for letters, _ in runs)
        self._usual_after = {} if self._draws_spaces else _usual_after(runs)

    def text(self, letters: Sequence[str], gaps: Sequence[Gap]) -> str:
        usual = median(gap.width for gap in gaps) if len(gaps) >= _FEW else 0.0
        needed = _SPACE if self._draws_spaces else _ONLY_SPACE
        spaces = [
            gap.spaced or gap.width > min(usual, self._usual_after.get(letter, usual)) + needed
            for letter, gap in zip(letters, gaps, strict=False)
        ]
        alphabetic = sum(letter.isalpha() for letter in letters)
        if len(gaps) >= 3 and min(sum(spaces), alphabetic) >= _LETTER_SPACED * len(gaps):
            wide = _WORD_GAP * median(gap.width for gap in gaps)
            spaces = [gap.width > wide for gap in gaps]
        return letters[0] + "".join(
            " " * space + letter for space, letter in zip(spaces, letters[1:], strict=True)
        )


def median(values: Iterable[float]) -> float:
    """The upper one of two middle values; the statistics module is slow to load."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _usual_after(runs: list[Run]) -> dict[str, float]:
    """The distance after each letter when the word goes on: of all, the one a quarter from below."""
    seen: dict[str, list[float]] = {}
    for letters, gaps in runs:
        for letter, gap in zip(letters, gaps, strict=False):
            seen.setdefault(letter, []).append(gap.width)
    return {letter: sorted(found)[len(found) // 4] for letter, found in seen.items() if len(found) >= _FEW}
