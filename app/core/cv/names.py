"""Whose CV it is: the name, taken from a label, from the e-mail address or from the first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.core.cv.document import Line
from app.core.cv.fold import fold, squash, words
from app.core.cv.job_words import COMPANY_WORDS, is_title_word
from app.core.cv.sections import heading_kind, is_title_of_document, label_and_rest
from app.core.places import find_place

FIRST_LINES = 5
_PARTS = re.compile(r"\s{0,3}(?:[|•·,;/()\t]|\s[-–—]\s|\s{3,})\s{0,3}")
_HONORIFIC = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|m|mme|mlle|monsieur|madame|herr|frau|ing|dipl\.?-?\s?ing|السيد|السيده|الاستاذ)"
    r"(?:\.\s{0,2}|\s{1,2})(?=\S)"
)
_PREFIX = re.compile(
    r"^(?:curriculum vitae|lebenslauf|cv|resume|السيره الذاتيه)\s{0,2}(?:de|of|von|d'|:|-)?\s{0,2}"
)
_TOKEN = re.compile(r"(?:[^\W\d_][.]?|[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_])){1,30}\.?)")
_PARTICLES_LISTED = """
    ben bin bint el al de du des la le van von der den zu dos da di ould abu abou abd af ep epouse
    nee und y e st mac
"""
_PARTICLES = frozenset(_PARTICLES_LISTED.split())
_NOT_NAME_LISTED = """
    curriculum vitae resume cv lebenslauf page profile profil summary objective contact email mail
    phone address adresse senior junior sr jr sales business development marketing engineering
    construction customer service services information technology social media design product
    project quality public relations finance digital data web healthcare aviation legal human
    resources management operations production software hardware full stack front back end mobile
    cloud security support warehouse fitness training retail international global national regional
    science sciences computer and of the for with in at to on an a my your pour avec dans sur et en
    un une les mon ma nos notre votre fur mit und der die das im am ein eine mein meine recherche
    seeking suche permis nationality nationalite married marie celibataire ledig single ans years
    born ne nee date place rue street strasse avenue route boulevard city state country available
    disponible hr it bi qa ux ui pr phd mba licence master bachelor diplome certified freelance arts
    art executive program programs group studies office night day experience experienced profession
    في من علي الي عن مع و او خبره بحث عنوان البريد الالكتروني الهاتف الجنسيه شارع نهج
"""
_NOT_NAME = frozenset(_NOT_NAME_LISTED.split())
_FULL = frozenset(
    {
        *("full name", "nom et prenom", "prenom et nom", "nom complet", "nom & prenom"),
        *("nom prenom", "prenom nom", "noms et prenoms", "nom et prenoms", "prenom & nom", "candidate name"),
        *("vor- und nachname", "vor- und zuname", "vorname name", "name vorname", "vollstandiger name"),
        *("naam", "الاسم", "الاسم واللقب", "الاسم و اللقب", "الاسم الكامل", "اسم"),
    }
)
_FIRST = frozenset({"first name", "prenom", "prenoms", "vorname", "given name", "الاسم الاول", "voornaam"})
_LAST = frozenset(
    {"last name", "surname", "family name", "nom de famille", "nachname", "familienname", "zuname", "اللقب"}
)


def find_name(
    header: Sequence[Line], everywhere: Sequence[Line], email: str | None, reachable: bool = True
) -> str | None:
    """``header`` is where a name is expected, ``everywhere`` where the e-mail address may confirm one.

    A CV that is not ``reachable`` (neither e-mail nor telephone) is probably made anonymous: capitals
    on top of it are rather a headline.
    """
    labelled = _labelled(everywhere)
    if labelled is not None:
        return labelled
    if email is not None:
        for line in (*header, *everywhere):
            for part in _parts(line.text):
                if _looks_like_name(part) and _in_address(part, email):
                    return _cleaned(part)
    for line in header[:FIRST_LINES]:
        for part in _parts(line.text)[:1]:
            if _looks_like_name(part) and not _is_something_else(part) and (reachable or not part.isupper()):
                return _cleaned(part)
    return None


def _labelled(lines: Sequence[Line]) -> str | None:
    """The name after "Full name:", or first and last name after labels of their own."""
    found: dict[str, str] = {}
    for line in lines:
        pair = label_and_rest(line.text) if ":" in line.text[:45] else None
        rest = _parts(pair[1])[0] if pair is not None else ""
        if pair is not None and _looks_like_name(rest, single=True):
            found.setdefault(_part_of_name(" ".join(pair[0].split())), _cleaned(rest))
    if "full" in found:
        return found["full"]
    last = found.get("last") or found.get("either")
    if "first" in found and last:
        return f"{found['first']} {last}"
    either = found.get("either", "")
    return either if " " in either else None


def _part_of_name(label: str) -> str:
    """ "Nom" and "Name" mean the whole name or, beside a first name, the last one."""
    if label in ("nom", "name"):
        return "either"
    if label in _FULL:
        return "full"
    if label in _FIRST:
        return "first"
    return "last" if label in _LAST else ""


def _parts(text: str) -> list[str]:
    """Pieces of a line that could be a name, without title of the document and honorific."""
    short = text[:120].strip(" \t*•·-–—_#|:")
    prefix = _PREFIX.match(fold(short))
    if prefix is not None and prefix.end() < len(short):
        short = short[prefix.end() :]
    honorific = _HONORIFIC.match(fold(short))
    if honorific is not None:
        short = short[honorific.end() :]
    return [part for part in _PARTS.split(_unspaced(short)) if part] or [""]


def _unspaced(text: str) -> str:
    """ "A M I N E   T R A B E L S I" as two words."""
    tokens = text.split()
    if len(tokens) < 5 or any(len(token) > 1 for token in tokens):
        return text
    return " ".join("".join(chunk.split()) for chunk in re.split(r"\s{2,}", text.strip()))


def _looks_like_name(text: str, *, single: bool = False) -> bool:
    tokens = text.split()
    if not (1 if single else 2) <= len(tokens) <= 6 or len(text) > 60:
        return False
    if not all(_TOKEN.fullmatch(token) for token in tokens):
        return False
    if heading_kind(text) or is_title_of_document(text):
        return False
    named = [token for token in tokens if fold(token) not in _PARTICLES]
    long_enough = sum(len(squash(token)) >= 2 for token in named) >= (1 if single else 2)
    return long_enough and all(_capital(token) for token in named) and not _has_other_words(text)


def _capital(token: str) -> bool:
    return token[0].isupper() or not (token[0].isupper() or token[0].islower())


def _has_other_words(text: str) -> bool:
    return any(word in _NOT_NAME for word in words(text))


def _is_something_else(text: str) -> bool:
    """Occupation, company or place: only an e-mail address can make such words a name ("James Cook")."""
    listed = words(text)
    if any(is_title_word(word) or word in COMPANY_WORDS for word in listed):
        return True
    place = find_place(text)
    return place is not None and (place.text.strip() == text.strip() or len(listed) == 2)


def _in_address(text: str, email: str) -> bool:
    """Whether the local part of the address is made of this name, or of initials and one long part."""
    local = squash(email.partition("@")[0])
    parts = [squash(token) for token in text.split()]
    found = [part for part in parts if len(part) >= 2 and part in local]
    covered = sum(map(len, found))
    initials = any(
        local.startswith(part[0]) or local.endswith(part[0]) for part in parts if part not in found
    )
    if len(local) < 3 or not found:
        return False
    return covered >= max(4, len(local) // 2) and (len(found) >= 2 or initials or covered >= len(local) - 2)


def _cleaned(text: str) -> str:
    return " ".join(text.split()).strip(" ,;.-–—")


def name_lines(lines: Sequence[Line], name: str | None) -> Iterator[int]:
    """Numbers of the lines on which the name is written out, also with spaced letters."""
    if not name:
        return
    squashed = squash(name)
    for line in lines:
        if name in " ".join(line.text[:300].split()) or squash(line.text[:150]) == squashed:
            yield line.number
