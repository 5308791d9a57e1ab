"""The lines of a CV without whose CV it is, so that nothing that compares texts can tell people apart.

Names, ways to reach somebody, birth, age, nationality, family and photo leave; words that differ by
gender get one form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from app.core.cv.contact import HEADER_LINES, find_contact
from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.gender import neutral
from app.core.cv.job_words import count_title_words
from app.core.cv.language_of import language_of
from app.core.cv.names import name_lines
from app.core.cv.personal_facts import is_personal, without_facts
from app.core.cv.phones import find_phone
from app.core.cv.profile import Contact
from app.core.cv.sections import Section, split
from app.core.cv.wishes import find_wishes

# Hobbies and referees say who somebody is or knows, not what the person can do.
LEFT_OUT = frozenset({"contact", "referees", "interests"})
_LINK = re.compile(
    r"(?<!\S)\S{0,80}(?:@|://|www\.|linkedin\.com|github\.com|gitlab\.com|xing\.com)\S{0,200}", re.I
)
_BULLET = re.compile(r"\s*[-*•·–▪]\s*\w")
_WORD = re.compile(r"[^\W\d_]+")
LONGEST_CONTACT = 15  # words
PROSE_WORDS = 6
_CACHE = 4096
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
            yield from (line for line in section.lines if not _is_contact(line.text))


def _is_contact(text: str) -> bool:
    """Whether a line is there to reach somebody: what stands beside telephone and e-mail is the town."""
    return len(text.split()) <= LONGEST_CONTACT and ("@" in text or _phone(text) is not None)


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
    return _LINK.search(text) is not None or _phone(text) is not None


def _is_prose(text: str) -> bool:
    found = _WORD.findall(text[:1000])
    small = sum(word[0].islower() or not word[0].isupper() for word in found)
    if len(found) < PROSE_WORDS or small < PROSE_SHARE * len(found):
        return False
    return not (_reaches(text) or is_personal(text))


def _unnamed(text: str, contact: Contact) -> str:
    text = _LINK.sub(" ", text)
    phone = _phone(text)
    for written in (phone, *_orders(contact.name)):
        at = fold(text).find(fold(written)) if written else -1
        if written and at >= 0:
            text = text[:at] + " " + text[at + len(written) :]
    return text


def _orders(name: str | None) -> tuple[str, ...]:
    parts = name.split() if name else []
    return (" ".join(parts), " ".join((*parts[1:], parts[0]))) if parts else ()


@lru_cache(_CACHE)
def _phone(text: str) -> str | None:
    return find_phone(text)
