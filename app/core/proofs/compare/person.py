"""Whether a document is about the person of the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, WEAK, Match
from app.core.proofs.compare.name_parts import parts_of_name
from app.core.proofs.compare.names import INITIAL, MISREAD, NOT_NAMES, NameMatch, best_name_match
from app.core.proofs.compare.shown import Shown, Token, tokens_of
from app.core.proofs.verdict import Note

_SHORT = 4  # words of a line that may be half a name
_CUE = re.compile(
    r"(?<![^\W_])(?:certif(?:y|ies) that|awarded to|presented to|granted to|atteste que|certifie que|decerne[e]? a"
    r"|delivre[e]? a|attribue[e]? a|bescheinigt,? dass|verliehen an|candidate name|candidate|nom et prenom|name|nom"
    r"|herr|frau|ان السيد[ه]?|تشهد .{0,60}ان|بان|المترشح|الاسم)\s?:?\s?"
)


def compare_person(claimed: str, lines: Sequence[Shown]) -> Match:
    """DIFFERS when the document names somebody else, MISSING when it names nobody who could be meant."""
    parts = parts_of_name(claimed)
    if not parts:
        return Match("name", NOT_CLAIMED)
    found = [match for tokens in _rows(lines) if (match := best_name_match(parts, tokens)) is not None]
    best = max(found, key=lambda match: (match.full, match.merit), default=None)
    if best is not None and best.full:
        return _found(claimed, best)
    shorter = best is not None and _is_shorter(best)
    if best is not None and shorter:
        notes = (Note("shorter_name", best.text),)
        return Match("name", WEAK, claimed, best.text, best.sure, notes)
    other = _named(lines) or (best.text if best is not None and sum(map(bool, best.alike)) > 0 else "")
    return Match("name", DIFFERS if other else MISSING, claimed, other)


def _found(claimed: str, best: NameMatch) -> Match:
    notes = []
    if best.other_script:
        notes.append(Note("other_script", best.text))
    if best.extra:
        notes.append(Note("longer_name", best.text))
    if INITIAL in best.alike:
        notes.append(Note("only_initials", best.text))
    only_one = len(best.alike) < 2  # a given name and a family name are needed to know somebody
    unsure = INITIAL in best.alike or best.outside or list(best.alike).count(MISREAD) > 1 or only_one
    return Match("name", WEAK if unsure else AGREES, claimed, best.text, best.sure, tuple(notes))


def _is_shorter(best: NameMatch) -> bool:
    """First and last part of a longer name, and nobody else's beside them."""
    alike = best.alike
    return len(alike) >= 3 and alike[-1] is not None and best.extra == 0 and sum(map(bool, alike)) >= 2


def _rows(lines: Sequence[Shown]) -> Iterator[tuple[Token, ...]]:
    for line in lines:
        yield line.tokens
        if "(" in line.text:
            yield _without_brackets(line)
    for above, below in pairwise([_without_labels(line) for line in lines]):
        if 0 < len(above) <= _SHORT and 0 < len(below) <= _SHORT:
            yield (*above, *below)


def _without_labels(line: Shown) -> tuple[Token, ...]:
    """ "Family name AYARI" over "First name(s) Khaled" is a name in two parts."""
    return tuple(
        token
        for token in line.tokens
        if token.text not in NOT_NAMES and (len(token.text) > 1 or token.capital)
    )


def _without_brackets(line: Shown) -> tuple[Token, ...]:
    """Another family name may stand in brackets: that of before a marriage."""
    outside, depth = [], 0
    for word in line.line.words:
        depth += word.text.count("(")
        if depth == 0:
            outside.append(word)
        depth = max(0, depth - word.text.count(")"))
    return tokens_of(replace(line.line, words=tuple(outside)))


def _named(lines: Sequence[Shown]) -> str:
    """Whom the document says it is for."""
    for line, below in zip_longest(lines, lines[1:]):
        cue = _CUE.search(line.folded)
        if cue is None:
            continue
        rest = line.text[cue.end() :].strip()
        for text in (rest, below.text if below and len(rest) < 3 else ""):
            if _is_name(text):
                return text
    return ""


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 6 or any(letter.isdigit() for letter in text):
        return False
    capital = all(word[:1].isupper() or not word[:1].islower() or len(word) <= 3 for word in words)
    return capital and not any(word.lower() in NOT_NAMES for word in words)
