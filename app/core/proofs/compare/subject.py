"""What a document is about, beside what is claimed: a title with its level, or a language with its level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.proofs.claim import Claim
from app.core.proofs.compare.degree_words import types_in
from app.core.proofs.compare.language_tests import Test
from app.core.proofs.compare.languages import compare_language, find_test, what_is_shown
from app.core.proofs.compare.levels import DEGREES, degree_types, degrees_named, labelled_levels
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, WEAK, Match
from app.core.proofs.compare.shown import Shown
from app.core.proofs.compare.titles import Segment, TitleMatch, best_title_match, title_of

_ALL = 0.99  # share of the claimed words that must be there
_MOST = 0.7  # share that makes it nearly the same title
_LITTLE_MORE = 0.3  # share of other words that a title may have besides
_SMALL = 0.38  # of the height of the largest letters on the page
_SOMETHING = 0.34  # share from which the document is about something alike


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """``lines`` are those of the title. ``test`` is the language test that the document reports."""

    matches: tuple[Match, ...]
    lines: tuple[int, ...] = ()
    test: Test | None = None


def compare_subject(claim: Claim, lines: Sequence[Shown]) -> SubjectMatch:
    if claim.category == "languages" or find_test(claim.title):
        shows = what_is_shown(lines)
        matches = compare_language(claim, shows)
        return SubjectMatch(tuple(matches), test=shows.test)
    best = best_title_match(claim.title, lines, claim.issuer)
    if best is None:
        return SubjectMatch((Match("title", MISSING, claim.title),))
    return SubjectMatch(tuple(_title(claim.title, best, lines)), best.segment.lines)


def _title(claimed: str, best: TitleMatch, lines: Sequence[Shown]) -> list[Match]:
    """The title, and its level where that alone differs."""
    read = best.segment
    if read.mention or read.contents or best.covered < _SOMETHING:
        return [
            Match("title", MISSING if best.covered < _SOMETHING else DIFFERS, claimed, read.text, read.sure)
        ]
    if best.covered < _MOST or best.excess > 0.5 or not best.kinds_agree:
        return [Match("title", DIFFERS, claimed, read.text, read.sure)]
    levels = _levels(claimed, best, lines)
    if best.covered < _ALL or best.excess > _LITTLE_MORE or _is_small_print(read, lines):
        return [Match("title", WEAK, claimed, read.text, read.sure), *levels]
    return [Match("title", AGREES, claimed, read.text, read.sure), *levels]


def _is_small_print(read: Segment, lines: Sequence[Shown]) -> bool:
    """What a certificate is about stands in letters that are not much smaller than its largest."""
    return read.height < _SMALL * max(line.line.height for line in lines)


def _levels(claimed: str, best: TitleMatch, lines: Sequence[Shown]) -> list[Match]:
    wanted, read = title_of(claimed).levels, best.segment.title.levels
    degrees = degrees_named(lines)
    if not wanted & DEGREES and not read & DEGREES:
        degrees = frozenset()
    read |= degrees if len(degrees) == 1 else frozenset()
    read |= labelled_levels(lines) if wanted - read - DEGREES else frozenset()
    said, there = ", ".join(sorted(wanted)), ", ".join(sorted(read))
    types = types_in(claimed), degree_types(lines)
    if wanted & DEGREES and all(types) and not types[0] & types[1]:
        return [Match("level", DIFFERS, ", ".join(sorted(types[0])), ", ".join(sorted(types[1])))]
    if wanted <= read and not (wanted & DEGREES and degrees - wanted):
        state = AGREES if wanted or not read else WEAK
        return [Match("level", state, said, there)] if wanted or read else []
    return [Match("level", DIFFERS if read else MISSING, said, there)]
