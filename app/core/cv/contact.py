"""How to reach a person: name, e-mail, telephone, town, links. Nothing else about the person is read:
no date or place of birth, no nationality, no marital status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.names import find_name, name_lines
from app.core.cv.phones import find_phone
from app.core.cv.profile import Contact, Place
from app.core.cv.sections import Section, label_and_rest
from app.core.places import find_place

HEADER_LINES = 20
MAX_LINKS = 10
_EMAIL = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9_%+-]{1,40}(?:\.[A-Za-z0-9_%+-]{1,40}){0,6}"
    r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,24}(?![\w@])"
)
_STOP = r"[^\s<>\"'()|,;\]\[]"
_LINK = re.compile(
    rf"(?:https?://|(?<!\w)www\.){_STOP}{{3,200}}"
    rf"|(?<![\w.@/-])(?:[a-z]{{2,3}}\.)?(?:linkedin\.com|github\.com|gitlab\.com|behance\.net|dribbble\.com"
    rf"|stackoverflow\.com|medium\.com|kaggle\.com|xing\.com)/{_STOP}{{1,150}}"
    rf"|(?<![\w.@/-])[\w-]{{2,40}}\.(?:github|gitlab)\.io(?:/{_STOP}{{1,100}})?",
    re.IGNORECASE,
)
_ADDRESSES = """adresse address wohnort anschrift ville city location lieu residence domicile localisation
    standort ort العنوان عنوان المدينه السكن الاقامه woonplaats adres"""
_ADDRESS_LABELS = frozenset(_ADDRESSES.split())
_NOT_HOME = re.compile(
    r"\b(?:nee?|born|geboren|geburts\w{0,10}|naissance|birth|nationalit\w{0,5}|staatsangehorigkeit|recherche|seeking|"
    r"looking|suche|mobilite|mobil|relocat\w{0,5}|wunsch\w{0,10}|universit\w{0,5}|permis)\b"
    r"|مولود|الولاده|الجنسيه|ابحث|جامعه"
)


def find_contact(sections: Sequence[Section]) -> Contact:
    header = sections[0].lines[:HEADER_LINES]
    details = tuple(line for section in sections if section.kind == "contact" for line in section.lines)
    rest = tuple(
        line
        for section in sections[1:]
        if section.kind not in ("contact", "referees")
        for line in section.lines
    )
    near, everywhere = (*header, *details), (*header, *details, *sections[0].lines[HEADER_LINES:], *rest)
    email = _first_email(everywhere)
    phone = _first_phone(near, everywhere)
    name = find_name(near, everywhere, email, reachable=bool(email or phone))
    return Contact(
        name=name,
        email=email,
        phone=phone,
        place=_home(near, name),
        links=_links(everywhere),
    )


def is_email(text: str) -> bool:
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def _first_email(lines: Iterable[Line]) -> str | None:
    for line in lines:
        match = _EMAIL.search(line.text) if "@" in line.text else None
        if match is not None:
            return match[0]
    return None


def _first_phone(near: Sequence[Line], everywhere: Sequence[Line]) -> str | None:
    for line in near:
        found = find_phone(line.text)
        if found is not None:
            return found
    return next(filter(None, (find_phone(line.text, anywhere=False) for line in everywhere)), None)


def _links(lines: Iterable[Line]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for line in lines:
        if "." not in line.text:
            continue
        for match in _LINK.finditer(line.text):
            link = match[0].rstrip(".:/")
            found.setdefault(link.lower().removeprefix("https://").removeprefix("www."), link)
    return tuple(found.values())[:MAX_LINKS]


def _home(lines: Sequence[Line], name: str | None) -> Place | None:
    """The town of the address: from a labelled line, else the first place near the name."""
    for line in lines:
        pair = label_and_rest(line.text) if ":" in line.text[:45] else None
        if pair is not None and pair[0] in _ADDRESS_LABELS:
            found = _place(pair[1])
            if found is not None:
                return found
    named = set(name_lines(lines, name))
    for line in lines:
        text = line.text.replace(name, "") if name and line.number in named else line.text
        found = None if len(text) > 200 or _NOT_HOME.search(fold(text)) else _place(text)
        if found is not None:
            return found
    return None


def _place(text: str) -> Place | None:
    found = find_place(text)
    return Place(found.text, found.city, found.country) if found is not None else None
