"""Degrees and steps that stand elsewhere than in the title: "Diplôme national de licence", "Niveau : 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.core.proofs.compare.degree_words import types_in
from app.core.proofs.compare.shown import Shown
from app.core.proofs.compare.titles import MENTION, title_of

DEGREES = frozenset({"bachelor", "master", "doctor", "baccalaureate", "bts", "but", "cap"})
_LABEL = re.compile(r"(?<![^\W_])(?:niveau|level|stufe|المستوي|مستوي)\s?:?\s?([\w]{1,12})(?![^\W_])")
_CODE = re.compile(r"(?<![^\W_])[A-Z]{1,4}-\d{3,}(?![^\W_])")  # "BA-84165" is a number, no degree
_LONGEST_LINE = 1_000  # characters
_LONGEST = 14  # words of a line that states a degree; a longer one tells of it


def degrees_named(lines: Sequence[Shown]) -> frozenset[str]:
    """Of all lines that state something and do not merely mention it."""
    return frozenset(
        degree
        for line in lines
        if _states(line)
        for degree in title_of(_CODE.sub(" ", line.text[:_LONGEST_LINE])).levels & DEGREES
    )


def degree_types(lines: Sequence[Shown]) -> frozenset[str]:
    """What the degrees are of that lines state: science, arts, engineering."""
    return frozenset(kind for line in lines if _states(line) for kind in types_in(line.text[:_LONGEST_LINE]))


def _states(line: Shown) -> bool:
    return len(line.tokens) <= _LONGEST and not line.contents and not MENTION.search(line.folded)


def labelled_levels(lines: Sequence[Shown]) -> frozenset[str]:
    """The level that a label names, if it is the same wherever one does."""
    found = {
        level
        for line in lines
        if not line.contents and not MENTION.search(line.folded)
        for match in _LABEL.finditer(line.folded)
        for level in title_of(match[1]).levels
    }
    return frozenset(found) if len(found) == 1 else frozenset()
