"""The lines of a CV without whose CV it is, so that nothing that compares texts can tell people apart.

Names, ways to reach somebody, birth, age, nationality, family and photo leave; words that differ by
gender get one form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.cv.contact import HEADER_LINES, find_contact
from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.gender import neutral
from app.core.cv.job_words import count_title_words
from app.core.cv.language_of import language_of
from app.core.cv.names import name_lines
from app.core.cv.personal_facts import is_personal, without_facts
from app.core.cv.profile import Contact
from app.core.cv.sections import Section, split
from app.core.cv.wishes import find_wishes

# Hobbies and referees say who somebody is or knows, not what the person can do.
LEFT_OUT = frozenset({"contact", "referees", "interests"})
_REACHED = re.compile(
    r"(?<!\S)\S{0,80}(?:@|://|www\.|linkedin\.com|github\.com|gitlab\.com|xing\.com)\S{0,200}"
    r"|(?<![\w.])(?:\+\s?|\(\+|00)?\(?\d[\d ().\-/]{6,22}\d(?![\w@])",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[-*•·–▪]\s*\w")
_WORD = re.compile(r"[^\W\d_]+")
PROSE_WORDS = 6
PROSE_SHARE = 0.6  # of the words of a sentence that begin small; of an address fewer do


def without_identity(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Headings and lines that say nothing else are missing, the others keep their numbers; blank lines
    stay. Never raises on any text."""
    sections = split(lines)
    contact = find_contact(sections)
    headline = find_wishes(sections, contact).headline
    kept = []
    for line in _professional(sections, contact, headline.line if headline else None):
        text = headline.text if headline and line.number == headline.line else line.text
        text = without_facts(_unnamed(text, contact))
        if _WORD.search(text):
            kept.append(replace(line, text=text))
        elif not line.text.strip():
            kept.append(line)
    language = language_of("\n".join(line.text for line in kept))
    return tuple(replace(line, text=neutral(line.text, language)) for line in kept)


def _professional(sections: Sequence[Section], contact: Contact, headline: int | None) -> Iterator[Line]:
    """Of what stands before the work, only sentences and the occupation: the rest is name and address."""
    header = sections[0].lines
    start = _start_of_work(header, contact)
    for at, line in enumerate(header):
        if at >= start or line.number == headline or _is_prose(line.text):
            yield line
    for section in sections[1:]:
        if section.kind not in LEFT_OUT:
            yield from section.lines


def _start_of_work(header: Sequence[Line], contact: Contact) -> int:
    """Place of the first line about work after the last one that says how to reach the person."""
    named = set(name_lines(header, contact.name))
    top = header[:HEADER_LINES]
    reaching = [at for at, line in enumerate(top) if line.number in named or _reaches(line.text)]
    for at in range(max(reaching, default=-1) + 1, len(top)):
        text = top[at].text
        if not is_personal(text) and (_BULLET.match(text) or count_title_words(text) or _is_prose(text)):
            return at
    return len(top)


def _reaches(text: str) -> bool:
    return _REACHED.sub(_unless_years, text) != text


def _is_prose(text: str) -> bool:
    found = _WORD.findall(text[:1000])
    small = sum(word[0].islower() or not word[0].isupper() for word in found)
    return len(found) >= PROSE_WORDS and small >= PROSE_SHARE * len(found) and not is_personal(text)


def _unnamed(text: str, contact: Contact) -> str:
    text = _REACHED.sub(_unless_years, text)
    if not contact.name:
        return text
    parts = contact.name.split()
    for written in (" ".join(parts), " ".join((*parts[1:], parts[0]))):
        at = fold(text).find(fold(written))
        if at >= 0:
            text = text[:at] + " " + text[at + len(written) :]
    return text


def _unless_years(match: re.Match[str]) -> str:
    """ "2015 - 2018" is no telephone number."""
    digits = sum(map(str.isdigit, match[0]))
    return match[0] if digits <= 8 and "@" not in match[0] and "." not in match[0] else " "
