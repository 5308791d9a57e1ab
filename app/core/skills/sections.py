"""Which part of an offer each sentence belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.core.skills.clauses import SENTENCE, SOFT, Layout
from app.core.skills.cues import (
    CANDIDATE,
    COMPANY,
    EMPLOYER,
    EMPLOYER_START,
    EMPLOYER_WEAK,
    HIRING,
    PERK,
    Hit,
)
from app.core.skills.headings import Heading

_LONGEST = 120  # words of a sentence
_AT_START = 4  # words of a sentence in which "our company" is its subject
_SPEAKS_OF = frozenset((EMPLOYER, EMPLOYER_START, EMPLOYER_WEAK, HIRING, CANDIDATE, PERK))
_OURSELVES = ("about_us", "benefits")


class Sentence(NamedTuple):
    """Words ``first`` to before ``after``, and the cues among them."""

    first: int
    after: int
    cues: Sequence[Hit]


class Sections:
    """``of(word)`` is the section in which a word stands."""

    def __init__(self, changes: Sequence[tuple[int, str]]) -> None:
        self._places = [place for place, _ in changes]
        self._names = [name for _, name in changes]

    def of(self, word: int) -> str:
        found = bisect_right(self._places, word) - 1
        return self._names[found] if found >= 0 else "other"


def sentences_of(layout: Layout, headings: Sequence[Heading], hits: Sequence[Hit]) -> list[Sentence]:
    """Headings are sentences of their own; cues within them are left out."""
    inside = {word for heading in headings for word in range(heading.first, heading.after)}
    edges = {0, len(layout.levels) - 1, *layout.starts(SENTENCE)}
    edges = {place for place in edges if place not in inside}
    for heading in headings:
        edges |= {heading.first, heading.after}
    ordered = list(_cut(sorted(edges), layout.levels))
    found: list[Sentence] = []
    at = 0
    for first, after in pairwise(ordered):
        own: list[Hit] = []
        while at < len(hits) and hits[at].first < after:
            if hits[at].first >= first and hits[at].first not in inside:
                own.append(hits[at])
            at += 1
        found.append(Sentence(first, after, own))
    return found


def _cut(edges: Sequence[int], levels: Sequence[int]) -> Iterator[int]:
    """Sentences without an end are cut, at a comma when there is one, so that the work stays bounded."""
    for begin, after in pairwise(edges):
        first = begin
        while after - first > _LONGEST:
            yield first
            near = range(first + _LONGEST, first + _LONGEST // 2, -1)
            first = next((place for place in near if levels[place] >= SOFT), first + _LONGEST)
        yield first
    yield edges[-1]


def sections_of(sentences: Sequence[Sentence], headings: Sequence[Heading], layout: Layout) -> Sections:
    """A heading holds until the next; a sentence that speaks of the employer or to the reader may differ.

    A wish named at the start of a line that goes on is one for this line alone, a brief one for its
    sentence. A sentence that
    speaks to the reader ends what the employer says of itself.
    """
    opened = {heading.first: heading for heading in headings}
    changes: list[tuple[int, str]] = []
    current, line_end, after_line = "other", -1, "other"
    for sentence in sentences:
        if 0 <= line_end <= sentence.first:
            current, line_end = after_line, -1
        heading = opened.get(sentence.first)
        if heading is not None:
            if heading.section == "wishes" and not heading.alone:
                line_end = heading.after + 1 if heading.brief else _line_end(layout, heading.after)
                after_line = current
            current = heading.section
            changes.append((sentence.first, current))
            continue
        speaks = [hit for hit in sentence.cues if not _SPEAKS_OF.isdisjoint(hit.kinds)]
        if speaks:
            parts = _parts(sentence, speaks, current)
            changes += parts
            if current == "about_us" and parts[-1][1] in ("requirements", "duties"):
                current = parts[-1][1]
        else:
            changes.append((sentence.first, current))
    return Sections(changes)


def _line_end(layout: Layout, word: int) -> int:
    levels = layout.levels
    while word < len(levels) - 1 and levels[word] <= SENTENCE:
        word += 1
    return word


def _parts(sentence: Sentence, speaks: Sequence[Hit], current: str) -> list[tuple[int, str]]:
    """The sentence cut where it begins to speak of something else."""
    turned = [(hit.first, section) for hit in speaks if (section := _turn(hit, sentence, current))]
    if not turned:
        return [(sentence.first, current)]
    parts = [(sentence.first, turned[0][1] if turned[0][1] in _OURSELVES else current)]
    if parts[0][1] in _OURSELVES or current in _OURSELVES or current == "other":
        parts[0] = (sentence.first, turned[0][1])
    for place, section in turned:
        if section != parts[-1][1]:
            parts.append((place, section))
    return parts


def _turn(hit: Hit, sentence: Sentence, current: str) -> str:
    """The section that begins with this cue, or nothing."""
    kinds = hit.kinds
    if EMPLOYER in kinds:
        return "about_us" if current in ("other", *_OURSELVES) or _opens_on_employer(hit, sentence) else ""
    own = current in ("other", *_OURSELVES)
    opens = EMPLOYER_START in kinds and hit.first - sentence.first < _AT_START
    if own and (opens or (EMPLOYER_WEAK in kinds and _is_employer(sentence))):
        return "about_us"
    if HIRING in kinds or CANDIDATE in kinds:
        spoken_to = "requirements" if HIRING in kinds else "duties"
        return spoken_to if current in ("other", "about_us") else current
    return "benefits" if PERK in kinds and own else ""


def _opens_on_employer(hit: Hit, sentence: Sentence) -> bool:
    """Among requirements and duties the employer has to be the subject."""
    return hit.first - sentence.first < 2 * _AT_START and _is_employer(sentence)


def _is_employer(sentence: Sentence) -> bool:
    """Whether a sentence names a company and does not speak to the reader."""
    kinds = [hit.kinds for hit in sentence.cues]
    spoken_to = any(HIRING in found or CANDIDATE in found for found in kinds)
    return not spoken_to and any(COMPANY in found for found in kinds)
