"""Where the parts of a CV begin: headings in four languages, however they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.core.cv.document import Line
from app.core.cv.fold import fold, squash
from app.core.cv.heading_words import CORE, FILLERS, NEVER, PHRASES, SOFT, TITLES, WEAK

HEADER = "header"  # what stands before the first heading
MIXED = "mixed"  # one heading for experience and education together
LONGEST_HEADING = 60
_LONGEST_SQUASHED = 45
_BULLET = re.compile(r"\s*(?:[-*•·–]|[oO]\s)\s*\S")
_DIGITS = re.compile(r"\d\d")
_INLINE = re.compile(r"\s*(?:[-*•·–]\s{0,3})?([^:]{2,40}?)\s{0,3}:\s{0,3}(\S.*)")
# Inside a job "Projet : ..." or "Technologies: ..." describes the job.
_ENDS_A_JOB = frozenset({"education", "languages", "interests", "referees", "certificates", "volunteering"})
_FIRST_AMONG = ("volunteering", "experience", "education", "languages")
_STRONG, _WEAK, _FILLER = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Section:
    """``kind`` is a key of heading_words.CORE, ``header`` or ``mixed``.

    The heading's line is not in ``lines``; of an inline heading ("Languages: French") the rest is.
    """

    kind: str
    lines: tuple[Line, ...]


def _vocabulary() -> dict[str, tuple[str | None, int]]:
    known: dict[str, tuple[str | None, int]] = dict.fromkeys(FILLERS.split(), (None, _FILLER))
    for table, weight in ((WEAK, _WEAK), (CORE, _STRONG), (PHRASES, _STRONG)):
        for kind, listed in table.items():
            known.update(dict.fromkeys(listed.split(), (kind, weight)))
    return known


_VOCABULARY = _vocabulary()
_LONGEST_WORD = max(map(len, _VOCABULARY))


def heading_kind(text: str) -> str | None:
    """What a line of text opens if it is a heading, else None."""
    if len(text) > LONGEST_HEADING or _BULLET.match(text) or _DIGITS.search(text):
        return None
    if text.rstrip().endswith((".", ",", ";")):
        return None
    return _kind(squash(text))


def is_title_of_document(text: str) -> bool:
    """ "Curriculum vitae", "Lebenslauf": names the document, opens nothing."""
    return len(text) <= LONGEST_HEADING and squash(text) in TITLES


@lru_cache(maxsize=4096)
def _kind(squashed: str) -> str | None:
    if not 2 <= len(squashed) <= _LONGEST_SQUASHED or squashed in NEVER:
        return None
    chain = _segmented(squashed)
    if chain is None:
        return None
    for weight in (_STRONG, _WEAK):
        kinds = [
            kind for kind, strength in map(_VOCABULARY.__getitem__, chain) if kind and strength == weight
        ]
        if kinds:
            return _combined(kinds)
    return None


def _combined(kinds: list[str]) -> str:
    if {"experience", "education"} <= set(kinds):
        return MIXED
    return next((kind for kind in _FIRST_AMONG if kind in kinds), kinds[0])


def _segmented(squashed: str) -> tuple[str, ...] | None:
    """The text as a chain of vocabulary words, longest words first; None when it is no such chain."""
    chains: dict[int, tuple[str, ...] | None] = {len(squashed): ()}
    for start in range(len(squashed) - 1, -1, -1):
        chains[start] = None
        for end in range(min(len(squashed), start + _LONGEST_WORD), start, -1):
            rest = chains[end]
            if rest is not None and squashed[start:end] in _VOCABULARY:
                chains[start] = (squashed[start:end], *rest)
                break
    return chains[0]


def split(lines: Sequence[Line]) -> tuple[Section, ...]:
    """The sections of a CV in order; the first is always the header, possibly without lines."""
    kinds = [heading_kind(line.text) for line in lines]
    upper = _upper_style(lines, kinds)
    sections: list[tuple[str, list[Line]]] = [(HEADER, [])]
    for index, line in enumerate(lines):
        kind = kinds[index]
        if kind and not _only_an_item(lines, index, sections[-1][0], upper):
            sections.append((kind, []))
            continue
        inline = _inline(line, sections[-1][0])
        if inline is not None:
            sections.append((inline[0], []))
        sections[-1][1].append(inline[1] if inline else line)
    return tuple(Section(kind, tuple(inside)) for kind, inside in sections)


def _upper_style(lines: Sequence[Line], kinds: Sequence[str | None]) -> bool:
    """Whether the headings of this CV are in capitals."""
    sure = [
        line.text
        for line, kind in zip(lines, kinds, strict=True)
        if kind in ("experience", "education", "skills") and squash(line.text) not in SOFT
    ]
    return len(sure) >= 2 and all(text.isupper() for text in sure)


def _only_an_item(lines: Sequence[Line], index: int, section: str, upper: bool) -> bool:
    """Whether a word that opens sections elsewhere is an entry of a list here ("Training" among skills)."""
    text = lines[index].text
    if squash(text) not in SOFT:
        return False
    if upper:
        return not text.isupper()
    if section not in ("skills", "interests", "summary") or text.rstrip().endswith(":"):
        return False
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    return len(after.split()) < 4 and not any(char.isdigit() for char in after) and "," not in after


def _inline(line: Line, section: str) -> tuple[str, Line] | None:
    """The kind and the rest of "Languages: French, English"."""
    match = _INLINE.match(line.text[:300])
    if match is None or _DIGITS.search(match[1]):
        return None
    kind = _kind(squash(match[1]))
    if kind is None or kind == section or kind in ("contact", "other", "wishes", HEADER):
        return None
    if section in ("experience", "projects", MIXED) and kind not in _ENDS_A_JOB:
        return None
    if "://" in line.text[: match.start(2) + 2]:
        return None
    start = match.start(2)
    return kind, replace(line, text=line.text[start:])


def label_and_rest(text: str) -> tuple[str, str] | None:
    """The folded label and the rest of "Label: rest"."""
    match = _INLINE.match(text[:300])
    return (fold(match[1]).strip(), text[match.start(2) :].strip()) if match else None
