"""Certificates and courses: those of the parts about them, and certificates named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.core.cv.document import Line
from app.core.cv.fold import fold, words
from app.core.cv.layout import is_bullet, without_bullet
from app.core.proofs.claim import LONGEST, Claim
from app.core.proofs.claims.chapters import BOTH, LANGUAGES, TRAINING, Chapter
from app.core.proofs.claims.entries import Entry, entries
from app.core.proofs.claims.fields import read_fields
from app.core.proofs.claims.kinds import category_of, says_certificate, says_course
from app.core.proofs.claims.name_index import Found
from app.core.proofs.claims.pieces import is_place, name_of, names_platform
from app.core.proofs.claims.status import is_denied, is_obtained, is_open, is_unfinished
from app.core.proofs.claims.tables import Product, language_tests, products

_ENTRIES = frozenset({"education", LANGUAGES})
_AT_WORK = frozenset({"experience", "mixed", "projects", "volunteering"})
_HARD = re.compile(r"[;؛]\s")
_PART = re.compile(r"(?:[^,،|•·(]|\([^()]{0,80}\)|\()+")
_NO_CLAIM = re.compile(
    r"permis (?:de conduire|[a-e]\b)|driving licen[cs]e|fuhrerschein(?:klasse)?|رخصه (?:ال)?سياقه|@|"
    r"(?:upon|on) request|sur demande|auf anfrage|^\s*(?:aucune?|none|keine)\b"
)
_LONGEST_LINE = 400
_WRAPPED = 30  # characters of a line that may have been cut in a sentence
_MOST_WORDS = 18


def listed_claims(chapters: Sequence[Chapter], taken: frozenset[int]) -> Iterator[Claim]:
    """What stands under headings about certificates and courses; ``taken`` lines are about diplomas."""
    for chapter in chapters:
        if chapter.kind in TRAINING:
            lines = [line for line in chapter.lines if line.number not in taken or _named(line.text)]
            for entry in entries(lines):
                yield from _of_entry(entry, chapter.kind)


def mentioned_claims(chapters: Sequence[Chapter], taken: frozenset[int]) -> Iterator[Claim]:
    """Certificates with names of their own, and what calls itself one, outside such parts."""
    for chapter in chapters:
        if chapter.kind in TRAINING or chapter.kind in ("wishes", "interests", "referees"):
            continue
        before = ""
        for line in chapter.lines:
            if line.number not in taken and len(line.text) <= _LONGEST_LINE:
                yield from _of_line(line, chapter.kind, "" if is_bullet(line.text) else _tail(before))
            before = line.text


def _tail(text: str) -> str:
    """What of the line above may be the beginning of a sentence that goes on."""
    tidy = text.rstrip()
    return tidy.rsplit(". ", 1)[-1] if len(tidy) >= _WRAPPED and not tidy.endswith((".", ":", ";")) else ""


def _of_entry(entry: Entry, kind: str) -> Iterator[Claim]:
    for text in _several(entry.text):
        claim = None if _only_test(text) else _claim(text, kind, entry.line)
        if claim is not None:
            yield claim


def _several(text: str) -> list[str]:
    """One text for each certificate of "PMP, PSM I, CCNA"; semicolons always part."""
    return [part for whole in _HARD.split(text) for part in _each_known(whole) if part.strip()]


def _each_known(text: str) -> list[str]:
    parts = [match.span() for match in _PART.finditer(text) if match[0].strip()]
    titles = [[found.entry.title for found in products().find(text[start:end])] for start, end in parts]
    tested = [bool(language_tests().find(text[start:end])) for start, end in parts]
    starts = [index for index, named in enumerate(titles) if named or tested[index]]
    if len(starts) < 2 or len({title for named in titles for title in named}) + any(tested) < 2:
        return [text]
    bounds = [0, *(parts[index][0] for index in starts[1:]), len(text)]
    return [text[start:end].strip(" ,،|–—-") for start, end in pairwise(bounds)]


def _claim(text: str, kind: str, line: int) -> Claim | None:
    folded = fold(text)
    if is_unfinished(text) or _NO_CLAIM.search(folded):
        return None
    category = category_of(text, kind)
    if category == "courses" and is_open(text):
        return None
    fields = read_fields(text, last=category == "courses")
    named = name_of(fields.rest)
    title = _tidy(named.title)
    if not _is_title(title):
        return None
    return Claim(
        category=category,
        title=title,
        issuer=named.issuer,
        date=fields.date,
        identifier=fields.identifier,
        url=fields.url,
        line=line,
    )


def _tidy(title: str) -> str:
    return " ".join(without_bullet(title).split()).strip(" ,;:|-–—*")[:LONGEST]


def _is_title(title: str) -> bool:
    letters = sum(map(str.isalpha, title))
    return letters >= 2 and len(words(title)) <= _MOST_WORDS and not is_place(title)


def _named(text: str) -> bool:
    return bool(products().find(text))


def _of_line(line: Line, kind: str, before: str) -> Iterator[Claim]:
    if kind in _ENTRIES and (_named_anywhere(line.text) or _is_unnamed(line, kind)):
        for text in _several(without_bullet(line.text)):
            claim = None if _only_test(text) else _claim(text, BOTH, line.number)
            if claim is not None and (_named_anywhere(text) or _is_unnamed(line, kind)):
                yield claim
        return
    for clause in _clauses(line.text):
        for found in products().find(clause):
            claim = _mention(clause, found, line, kind, before)
            if claim is not None:
                yield claim


def _clauses(text: str) -> list[str]:
    return [part for part in re.split(r"[;•\n]|\s\|\s|\.\s", without_bullet(text)) if part.strip()]


def _mention(clause: str, found: Found[Product], line: Line, kind: str, before: str) -> Claim | None:
    ahead = clause[: found.start]
    around = f"{before} {clause}" if clause[:40] == without_bullet(line.text)[:40] else clause
    if is_unfinished(around) or is_denied(ahead):
        return None
    if not found.entry.anywhere and not says_certificate(clause[max(0, found.start - 30) : found.end]):
        return None
    if kind in _AT_WORK and not is_obtained(clause):
        return None
    fields = read_fields(clause[found.end :])
    return Claim(
        category="certifications",
        title=clause[found.start : found.end],
        date=fields.date,
        identifier=fields.identifier,
        url=fields.url,
        line=line.number,
    )


def _named_anywhere(text: str) -> bool:
    return any(found.entry.anywhere for found in products().find(text))


def _only_test(text: str) -> bool:
    return bool(language_tests().find(text)) and not products().find(text)


def _is_unnamed(line: Line, kind: str) -> bool:
    """ "2021 : Certificat en gestion de paie, CNAM" among diplomas."""
    if kind != "education" or not (
        says_certificate(line.text) or says_course(line.text) or names_platform(line.text)
    ):
        return False
    return not is_bullet(line.text) or read_fields(line.text).date is not None
