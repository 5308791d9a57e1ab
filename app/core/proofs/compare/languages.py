"""Which language, which test and which level a document shows, beside what is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.core.cv.fold import fold, words
from app.core.cv.language_words import LANGUAGE_CODE
from app.core.proofs.claim import LEVELS, Claim
from app.core.proofs.compare.language_tests import TESTS, Test, level_of_score
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, Match
from app.core.proofs.compare.shown import Shown, in_rows
from app.core.proofs.verdict import Note

_LEVEL = re.compile(r"(?<![^\W_])([abc])\s?([12])(?:\.[12])?(?:\+)?(?![^\W_])")
_MISREAD_LEVEL = re.compile(
    r"(?<![^\W_])(?:niveau|level|stufe|zertifikat|delf|dalf|deutsch)\s?:?\s([abc8])\s?([12liz|])(?![^\W_])"
)
_LABELLED = re.compile(r"(?<![^\W_])(?:niveau|level|stufe|المستوي)(?![^\W_])")
_READ_AS = str.maketrans({"8": "b", "l": "1", "i": "1", "|": "1", "z": "2"})
_NUMBER = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d)?)(?![\d]|[.,]\d)")
_TOTAL = re.compile(
    r"(?<![^\W_])(?:total score|overall band score|overall band|overall score|score total|score global|note totale"
    r"|total|overall|gesamtpunktzahl|gesamtergebnis|gesamt|المجموع|النتيجه الجمليه)(?![^\W_])"
)
_TDN = re.compile(r"(?:tdn|niveaustufe|testdaf-niveaustufe)\s?([345])(?!\d)")
_NEAR = 40  # characters after "Total" in which the total stands


@dataclass(frozen=True, slots=True)
class Shows:
    """What a document says about a language; empty where it says nothing."""

    test: Test | None = None
    score: float | None = None
    level: str = ""
    languages: tuple[str, ...] = ()


def find_test(text: str) -> Test | None:
    plain = f" {' '.join(words(text))} "
    return next((test for test in TESTS if any(f" {name} " in plain for name in test.names)), None)


def what_is_shown(lines: Sequence[Shown]) -> Shows:
    test = find_test(" ".join(line.text for line in lines))
    score = _score(test, lines) if test and test.scores else None
    by_score = level_of_score(test, score) if test and score is not None else None
    level = by_score or _printed_level(lines)
    named = {LANGUAGE_CODE[word] for line in lines for word in words(line.text) if word in LANGUAGE_CODE}
    languages = (test.language,) if test and test.language else tuple(sorted(named))
    return Shows(test, score, level, languages)


def compare_language(claim: Claim, shows: Shows) -> list[Match]:
    """A match for the language and one for the level; that of the score too, when one is claimed."""
    found = [_language(claim, shows), _level(claim, shows)]
    return [match for match in found if match.state != NOT_CLAIMED]


def _language(claim: Claim, shows: Shows) -> Match:
    wanted = claim.language or next(
        (LANGUAGE_CODE[word] for word in words(claim.title) if word in LANGUAGE_CODE), None
    )
    if wanted is None:
        test = find_test(claim.title)
        wanted = test.language if test else None
    if not wanted:
        return Match("language", MISSING, claim.title)
    read = ", ".join(shows.languages)
    notes = (Note("test_recognised", shows.test.name),) if shows.test else ()
    if wanted in shows.languages:
        return Match("language", AGREES, wanted, wanted, notes=notes)
    return Match("language", DIFFERS if shows.test and read else MISSING, wanted, read, notes=notes)


def _level(claim: Claim, shows: Shows) -> Match:
    stated = find_test(claim.title)
    score = _claimed_score(stated, claim.title) if stated and stated.scores else None
    wanted = claim.level or (level_of_score(stated, score) if stated and score is not None else None) or ""
    wanted = wanted or _only_level([fold(claim.title)])
    read = shows.level
    notes = _notes(shows)
    if (
        stated
        and score is not None
        and shows.test is stated
        and shows.score is not None
        and shows.score < score
    ):
        return Match(
            "level", DIFFERS, f"{stated.name} {score:g}", f"{stated.name} {shows.score:g}", notes=notes
        )
    if not wanted:
        return Match("level", NOT_CLAIMED)
    if not read:
        return Match("level", MISSING, wanted)
    if LEVELS.index(read) < LEVELS.index("C2" if wanted == "native" else wanted):
        return Match("level", DIFFERS, wanted, read, notes=notes)
    if wanted not in (read, "native"):
        notes = (*notes, Note("level_higher", read))
    return Match("level", AGREES, wanted, read, notes=notes)


def _notes(shows: Shows) -> tuple[Note, ...]:
    if shows.test is None or shows.score is None or not shows.level:
        return ()
    return (Note("level_of_score", f"{shows.test.name} {shows.score:g}: {shows.level}, {shows.test.source}"),)


def _claimed_score(test: Test, title: str) -> float | None:
    numbers = [value for value in _numbers(fold(title)) if value <= test.highest]
    return max(numbers, default=None)


def _score(test: Test | None, lines: Sequence[Shown]) -> float | None:
    """The total that the lines state, for TestDaF the lowest of the four parts."""
    if test is None:
        return None
    texts = [*(line.folded for line in lines), *in_rows(lines)]
    if test.name == "TestDaF":
        return min((float(number) for text in texts for number in _TDN.findall(text)), default=None)
    for text, below in zip_longest(texts, texts[1:], fillvalue=""):
        for cue in _TOTAL.finditer(text):
            after = text[cue.end() : cue.end() + _NEAR]
            near = [value for value in _numbers(after) if value <= test.highest]
            near = near or [value for value in _numbers(below[:_NEAR]) if value <= test.highest]
            if near:
                return near[0]
    return _score_beside_name(test, texts)


def _score_beside_name(test: Test, texts: Sequence[str]) -> float | None:
    """ "TOEIC: 850" on one line."""
    for text in texts:
        plain = " ".join(words(text))
        if any(name in plain for name in test.names) and "score" in text:
            near = [value for value in _numbers(text) if test.scores[-1][0] <= value <= test.highest]
            if len(near) == 1:
                return near[0]
    return None


def _numbers(text: str) -> Iterator[float]:
    return (float(match[1].replace(",", ".")) for match in _NUMBER.finditer(text))


def _printed_level(lines: Sequence[Shown]) -> str:
    """The level that the document states; lines that list several are a key, not a result."""
    level = _only_level([line.folded for line in lines])
    return level or _only_level([row for row in in_rows(lines) if _LABELLED.search(row)])


def _only_level(texts: Sequence[str]) -> str:
    """The first level of a line that names only one; of different ones the lowest counts."""
    found: list[str] = []
    for text in texts:
        here = {f"{match[1]}{match[2]}".upper() for match in _LEVEL.finditer(text)}
        if not here:
            misread = ("".join(match.groups()) for match in _MISREAD_LEVEL.finditer(text))
            here = {letters.translate(_READ_AS).upper() for letters in misread}
        if len(here) == 1:
            found += here
    return min(found, key=LEVELS.index) if found else ""
