"""Whose CV it is: the name, taken from a label, from the e-mail address or from the first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.core.cv.document import Line
from app.core.cv.fold import fold, squash, words
from app.core.cv.job_words import COMPANY_WORDS, is_title_word
from app.core.cv.name_words import DEGREES, FIRST, FULL, LAST, NOT_NAME, NOT_NAME_UNFOLDED, PARTICLES
from app.core.cv.sections import heading_kind, is_title_of_document, label_and_rest
from app.core.places import find_place
from app.core.skills.extract import skill_ids

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
_PROFILE_LINK = re.compile(r"(?:linkedin\.com/in/|github\.com/|gitlab\.com/)([\w.%-]{3,60})", re.IGNORECASE)


def find_name(
    header: Sequence[Line], everywhere: Sequence[Line], email: str | None, reachable: bool = True
) -> str | None:
    """``header`` is where a name is expected, ``everywhere`` where an address may confirm one: that of the
    e-mail, or of a page about the person.

    A CV that is not ``reachable`` (neither e-mail nor telephone) is probably made anonymous: capitals
    on top of it are rather a headline.
    """
    labelled = _labelled(everywhere)
    if labelled is not None:
        return labelled
    addresses = _addresses(header, email)
    return _confirmed(header, everywhere, addresses) or _on_top(header, reachable or bool(addresses))


def _addresses(header: Sequence[Line], email: str | None) -> list[str]:
    """What people make of their names: the local part of an e-mail address, the end of a profile's link."""
    found = [email.partition("@")[0]] if email else []
    links = (_PROFILE_LINK.search(line.text) for line in header if "/" in line.text)
    return found + [link[1] for link in links if link]


def _confirmed(header: Sequence[Line], everywhere: Sequence[Line], addresses: Sequence[str]) -> str | None:
    for local in addresses:
        for line in (*header, *everywhere):
            for part in _parts(line.text):
                if _looks_like_name(part) and _in_address(part, local):
                    return _cleaned(part)
        for text in (*_over_two_lines(header), *_before_titles(header)):
            if _looks_like_name(text) and _in_address(text, local):
                return _cleaned(text)
        for line in header:
            for part in _parts(line.text)[:1]:
                if _looks_like_name(part.title(), initial=True) and _is_address(part, local):
                    return _cleaned(part)
    return None


def _on_top(header: Sequence[Line], reachable: bool) -> str | None:
    """A name in the first lines that nothing confirms and nothing speaks against."""
    for line in header[:FIRST_LINES]:
        for part in _parts(line.text)[:1]:
            if _looks_like_name(part) and not _is_something_else(part) and (reachable or not part.isupper()):
                return _cleaned(part)
    return _stacked(header) if reachable else None


def _over_two_lines(header: Sequence[Line]) -> Iterator[str]:
    lines = [line.text.strip() for line in header[: FIRST_LINES + 1] if line.text.strip()]
    for first, second in pairwise(lines):
        if len(first.split()) <= 2 and len(second.split()) <= 3:
            yield f"{first} {second}"


def _before_titles(header: Sequence[Line]) -> Iterator[str]:
    """ "Jean Dupont" of "Jean Dupont Développeur Web"."""
    for line in header[:FIRST_LINES]:
        tokens = line.text[:120].split()
        at = next((at for at, token in enumerate(tokens) if is_title_word(fold(token).strip(",.;"))), 0)
        if 2 <= at <= 4:
            yield " ".join(tokens[:at])


def _stacked(header: Sequence[Line]) -> str | None:
    """First and last name on lines of their own, in capitals, above an occupation."""
    lines = [line.text.strip() for line in header[: FIRST_LINES + 1] if line.text.strip()]
    for first, second, third in zip(lines, lines[1:], lines[2:], strict=False):
        name = f"{first} {second}"
        if first.isupper() and second.isupper() and len(first.split()) == 1 and len(second.split()) <= 3:
            told = any(map(is_title_word, words(third))) and _looks_like_name(name)
            return _cleaned(name) if told and not _is_something_else(name) else None
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
    if label in FULL:
        return "full"
    if label in FIRST:
        return "first"
    return "last" if label in LAST else ""


def _parts(text: str) -> list[str]:
    """Pieces of a line that could be a name, without title of the document and honorific."""
    short = text[:120].strip(" \t*•·-–—_#|:")
    prefix = _PREFIX.match(fold(short))
    if prefix is not None and prefix.end() < len(short):
        short = short[prefix.end() :]
    honorific = _HONORIFIC.match(fold(short))
    if honorific is not None:
        short = short[honorific.end() :]
    parts = (_without_degrees(part) for part in _PARTS.split(_unspaced(short)))
    return [part for part in parts if part] or [""]


def _without_degrees(text: str) -> str:
    """ "Emma Taylor" of "Emma Taylor BSc MBA"."""
    tokens = text.split()
    while len(tokens) > 2 and squash(tokens[-1]) in DEGREES and not tokens[-1].islower():
        tokens.pop()
    return " ".join(tokens) if len(tokens) < len(text.split()) else text


def _unspaced(text: str) -> str:
    """ "A M I N E   T R A B E L S I" as two words."""
    tokens = text.split()
    if len(tokens) < 5 or any(len(token) > 1 for token in tokens):
        return text
    return " ".join("".join(chunk.split()) for chunk in re.split(r"\s{2,}", text.strip()))


def _looks_like_name(text: str, *, single: bool = False, initial: bool = False) -> bool:
    """``single``: one word will do. ``initial``: so does "J. Smith"."""
    tokens = text.split()
    if not (1 if single else 2) <= len(tokens) <= 6 or len(text) > 60:
        return False
    if not all(_TOKEN.fullmatch(token) for token in tokens):
        return False
    if heading_kind(text) or is_title_of_document(text):
        return False
    named = [token for token in tokens if fold(token) not in PARTICLES]
    long_enough = sum(len(squash(token)) >= 2 for token in named) >= (1 if single or initial else 2)
    return long_enough and all(_capital(token) for token in named) and not _has_other_words(text)


def _capital(token: str) -> bool:
    return token[0].isupper() or not (token[0].isupper() or token[0].islower())


def _has_other_words(text: str) -> bool:
    if any(token.lower() in NOT_NAME_UNFOLDED for token in text.split()):
        return True
    return any(word in NOT_NAME for word in words(text))


def _is_something_else(text: str) -> bool:
    """Occupation, company, place or skill: only an address can make such words a name ("James Cook")."""
    listed = words(text)
    if skill_ids(text):
        return True
    if any(is_title_word(word) or word in COMPANY_WORDS for word in listed):
        return True
    place = find_place(text)
    return place is not None and (place.text.strip() == text.strip() or len(listed) == 2)


def _is_address(text: str, address: str) -> bool:
    """Whether an address is nothing but this name: "j.smith", "jean.dupont75"."""
    return len(squash(text)) >= 5 and squash(address) == squash(text)


def _in_address(text: str, address: str) -> bool:
    """Whether the local part of an address is made of this name, or of initials and one long part."""
    local = squash(address)
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
