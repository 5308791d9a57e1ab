"""A text without what says who somebody is and where to find them.

E-mail addresses, telephone numbers, links, postal addresses, birth dates and other civil facts, the person's names and
those of referees become words in brackets. Lines stay lines, so that a line's number still means the same; towns and
employers stay, because offers are compared with them. What was done once changes nothing when done again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from app.core.cv.document import Line
from app.core.cv.fold import fold, words
from app.core.cv.job_words import COMPANY_WORDS
from app.core.cv.personal_facts import LONGEST, without_facts
from app.core.cv.profile import Contact
from app.core.cv.sections import split
from app.core.privacy import addresses, persons, reachable
from app.core.privacy.spans import (
    ADDRESS,
    BIRTH,
    EMAIL,
    LINK,
    NAME,
    PERSONAL,
    PHONE,
    PLACEHOLDERS,
    REFEREE,
    Span,
    merged,
    replaced,
)

MAX_LINE = 4000
_DATE = (
    r"(?:\d{1,2}[./ -]{1,3}(?:\d{1,2}|[^\W\d_]{3,12}\.?)[./ -]{1,3}\d{2,4}|\d{4}-\d\d-\d\d"
    r"|[^\W\d_]{3,12} \d{1,2},? \d{4}|\d{4})"
)
_BIRTH = re.compile(
    r"(?<!\w)(?:nee?(?:\(e\))?(?!\w)|born|geboren|geb\.|d\.?o\.?b\.?|date of birth|birth ?date|birthday"
    r"|date de naissance|geburtsdatum|geburtstag|geboortedatum|مولوده?|تاريخ الولاده|تاريخ الميلاد)"
    rf"[^\d\n]{{0,40}}{_DATE}"
)
_ABOUT_BIRTH = re.compile(r"naissance|birth|born|geburt|geboren|(?<!\w)nee?(?!\w)|dob|ولاد|ميلاد|مولود")
_ABOUT_HOME = re.compile(r"adress|address|anschrift|wohnort|domicile|residence|عنوان")
_NAME_IN_REFERENCE = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]{1,20}(?:[ '-][^\W\d_a-zß-ÿ][^\W\d_]{1,20}){1,2}")
_BROKEN = re.compile(r"\s{2,}")
Finder = Callable[[str], Iterator[Span]]


def redact(text: str, contact: Contact | None = None, names: Iterable[str] = ()) -> str:
    """``names`` are more names of the same person, such as those of the account."""
    lines = text.split("\n")
    referees = _referee_lines(lines)
    known = persons.known([*names, *([contact.name] if contact and contact.name else [])])
    others = persons.whole(_named_in([lines[number] for number in referees]))
    own = _own(contact)
    return "\n".join(
        _referee(line) if number in referees else _line(line, known, others, own)
        for number, line in enumerate(lines)
    )


def _line(line: str, known: Finder, others: Finder, own: Sequence[tuple[str, str]]) -> str:
    if len(line) > MAX_LINE:
        return _long(line, known, others, own)
    for exact, word in own:
        line = line.replace(exact, word)
    for find, word in _FINDERS:
        line = replaced(line, find(line), word)
    line = _without_facts(addresses.joined(line))
    for find, word in ((others, REFEREE), (known, NAME), (persons.addressed, NAME)):
        line = replaced(line, find(line), word)
    return merged(line)


def _long(line: str, known: Finder, others: Finder, own: Sequence[tuple[str, str]]) -> str:
    """Prose without line breaks, in pieces that end between words."""
    pieces: list[str] = []
    at = 0
    while at < len(line):
        end = min(at + MAX_LINE, len(line))
        if end < len(line):
            space = line.rfind(" ", at + MAX_LINE // 2, end)
            end = space if space > 0 else end
        pieces.append(_line(line[at:end], known, others, own))
        at = end
    return "".join(pieces)


def _own(contact: Contact | None) -> list[tuple[str, str]]:
    """What the profile knows exactly, however it is written."""
    if contact is None:
        return []
    given = [(contact.email, EMAIL), (contact.phone, PHONE), *((link, LINK) for link in contact.links)]
    return [(text, word) for text, word in given if text and len(text) > 5]


def _births(text: str) -> Iterator[Span]:
    for match in _BIRTH.finditer(fold(text)):
        yield Span(*match.span())


def _without_facts(line: str) -> str:
    kept = without_facts(line)
    if kept == line:
        return line
    word = PERSONAL
    if len(line) <= LONGEST:
        folded = fold(line)
        word = BIRTH if _ABOUT_BIRTH.search(folded) else ADDRESS if _ABOUT_HOME.search(folded) else PERSONAL
    kept = kept.strip(" ,;|•·-\t")
    return f"{kept} {word}" if kept else word


def _referee_lines(lines: Sequence[str]) -> frozenset[int]:
    numbered = [Line(number, line[:MAX_LINE]) for number, line in enumerate(lines)]
    found = (section for section in split(numbered) if section.kind == "referees")
    return frozenset(line.number for section in found for line in section.lines if line.text.strip())


def _referee(line: str) -> str:
    """Who vouches for somebody did not agree to be told on: nothing of the line stays."""
    return line if line.strip() in PLACEHOLDERS else REFEREE


def _named_in(lines: Iterable[str]) -> Iterator[str]:
    """The first thing of a line that looks like a name and no employer."""
    for line in lines:
        matches = (match[0] for match in _NAME_IN_REFERENCE.finditer(line[:300]))
        yield from islice((name for name in matches if not COMPANY_WORDS & set(words(name))), 1)


_FINDERS: Final[tuple[tuple[Finder, str], ...]] = (
    (reachable.mails, EMAIL),
    (reachable.links, LINK),
    (_births, BIRTH),
    (reachable.phones, PHONE),
    (addresses.streets, ADDRESS),
    (addresses.postcodes, ADDRESS),
)
