"""Which words around a date are the job title and which the company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.cv.date_words import UNTIL
from app.core.cv.fold import fold
from app.core.cv.job_words import count_company_words, count_title_words, is_contract_only
from app.core.cv.layout import parted
from app.core.cv.sections import label_and_rest
from app.core.places import find_place

MAX_TITLE = 120
MAX_COMPANY = 100
_EDGES = " \t,;:|•·-–—/▪➢►●○■□*>()[]"
_SEPARATORS = re.compile(
    r"\s[-–—|•·~]\s|\s?[|•·\t]\s?|,\s|\s,|،\s?|;\s|\s{3,}|\s?[–—]\s|\s[–—]\s?|\s/\s|\)\s?|\s\(|:\s"
    r"|\s?(?:ï1⁄4|ï¼|â€“|â€”)\s?"  # dashes that were misread somewhere on the way
)
_EMPLOYED_AT = re.compile(
    r"\s(?:chez|at|@|bei(?: der| dem)?|au sein (?:de la|de l'|du|d'|de)|aupres de|لدي"
    r"|(?:في|ب)(?=\s?(?:شركه|موسسه|بنك|مجموعه|مكتب|وزاره|مستشفي|جامعه)))\s"
)
_TITLE_LABELS_LISTED = """poste fonction titre position role title designation stelle tatigkeit functie
    الوظيفه المنصب المسمي"""
_COMPANY_LABELS_LISTED = """entreprise societe employeur company employer organisation organization
    arbeitgeber unternehmen firma client werkgever الشركه الموسسه"""
_PLACEHOLDERS = frozenset(
    {"city", "state", "country", "ville", "pays", "stadt", "land", "ort"}
)  # of templates
_EMPTY_LABELS = """periode period date dates duree duration zeitraum lieu location ort place الفتره"""
_TITLE_LABELS = frozenset(
    {*_TITLE_LABELS_LISTED.split(), "job title", "intitule du poste", "poste occupe", "المسمي الوظيفي"}
)
_COMPANY_LABELS = frozenset(_COMPANY_LABELS_LISTED.split())
_LABELS_ALONE = frozenset(_EMPTY_LABELS.split())


@dataclass(frozen=True, slots=True)
class Header:
    title: str
    company: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    titles: int
    companies: int


def read_header(texts: Sequence[str]) -> Header | None:
    """Title and company from the texts around a date, in reading order; None when nothing is left.

    The first part with an occupation word is the title, the first of all when there is none; the company is
    the part that follows "chez" or "at", else the one with a company word, else the first other part.
    """
    title, company, loose = _labelled(texts)
    parts: list[_Part] = []
    for text in loose:
        left, right = _employed_at(text)
        company = company or right
        parts.extend(_parts(left))
    if title is None and parts:
        chosen = max(parts, key=_likeness_of_title)
        title = chosen.text
        parts.remove(chosen)
    terms = [part for part in parts if is_contract_only(part.text)]
    if company is None:
        company = _company([part for part in parts if part not in terms])
    if title is None:
        return Header(company[:MAX_TITLE], company[:MAX_COMPANY]) if company else None
    return Header(title[:MAX_TITLE].strip(_EDGES), company[:MAX_COMPANY].strip(_EDGES) if company else None)


def _likeness_of_title(part: _Part) -> int:
    """ "Stage" and "CDI" are titles only where nothing better is written."""
    if is_contract_only(part.text):
        return 1 if part.titles else -5
    return min(part.titles, 1) * 4 - part.companies


def _labelled(texts: Sequence[str]) -> tuple[str | None, str | None, list[str]]:
    """ "Poste : ..." and "Entreprise : ..." say it themselves."""
    title = company = None
    loose = []
    for text in texts:
        pair = label_and_rest(text) if ":" in text[:45] else None
        rest = pair[1].strip(_EDGES) if pair else ""
        if pair and rest and pair[0] in _TITLE_LABELS:
            title = rest
        elif pair and rest and pair[0] in _COMPANY_LABELS:
            company = rest
        elif not is_only_label(text):
            loose.append(text)
    return title, company, loose


def is_only_label(text: str) -> bool:
    """ "Période :" says that something follows, nothing else."""
    return fold(text).strip(_EDGES) in _LABELS_ALONE


def _employed_at(text: str) -> tuple[str, str | None]:
    """Both sides of "Développeur chez Exemple SARL, Tunis"."""
    match = _EMPLOYED_AT.search(fold(text))
    if match is None or not count_title_words(text[: match.start()]):
        return text, None
    after = [part.text for part in _parts(text[match.end() :])]
    return (text[: match.start()], after[0]) if after else (text, None)


def without_employer(text: str) -> str:
    """ "Data Scientist" of "Data Scientist chez Exemple SA"."""
    return _employed_at(text)[0]


def _parts(text: str) -> list[_Part]:
    pieces = (piece.strip(_EDGES) for piece in _SEPARATORS.split(parted(text)))
    return [
        _Part(piece, count_title_words(piece), count_company_words(piece))
        for piece in pieces
        if _says_something(piece) and not _is_place(piece)
    ]


def _says_something(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1 and fold(text) not in UNTIL


def _is_place(text: str) -> bool:
    if fold(text) in _PLACEHOLDERS:
        return True
    place = find_place(text) if len(text) <= 60 else None
    return place is not None and len(place.text) >= len(text) - 1


def _company(parts: Sequence[_Part]) -> str | None:
    if not parts:
        return None
    known = [part for part in parts if part.companies]
    plain = [part for part in parts if not part.titles and len(part.text) <= 60]
    return next((part.text for part in (*known, *plain)), None)
