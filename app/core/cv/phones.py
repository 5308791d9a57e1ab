"""Telephone numbers in the forms of Tunisia, France, Germany, Belgium, the UK, and international ones."""

from __future__ import annotations

import re
from datetime import date

from app.core.cv.dates import find_ranges
from app.core.cv.fold import fold

_DIGIT = re.compile(r"\d")
_CANDIDATE = re.compile(r"(?<![\w@/=])(?:\+\s?|\(\+|00)?\(?\d[\d\s().\-/]{5,22}\d(?![\w@])")
_LABEL = re.compile(
    r"(?:tel|telephone|phone|mobile|mobil|mob|gsm|portable|handy|cell|telefon|fon|whatsapp|numero|num|n°|contact"
    r"|هاتف|الهاتف|جوال|الجوال|محمول|المحمول|نقال|الرقم|رقم)\s{0,2}(?:number|no|nr|n°)?[\s.:()/|-]{0,6}$"
)
_FAX = re.compile(r"fax[\s.:()-]{0,6}$|فاكس[\s.:()-]{0,6}$")
_TUNISIAN = re.compile(r"[234579]\d(?:[ .-]?\d{3}[ .-]?\d{3}|(?:[ .-]\d\d){3})")
_AMERICAN = re.compile(r"\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]\d{4}")
_BETWEEN = re.compile(r"\s/|/\s|\s{2}|\s-\s")
_ANY_DAY = date(2100, 1, 1)  # far enough for every four-digit year to be read as one
_TRUNK_ZERO = re.compile(r"\(\s?0\s?\)")


def find_phone(text: str, *, anywhere: bool = True) -> str | None:
    """The first telephone number of a line as it is written, without label.

    Only international numbers and labelled ones count unless ``anywhere``.
    """
    if not _DIGIT.search(text):
        return None
    folded = fold(text[:500])
    for match in _CANDIDATE.finditer(folded):
        before = folded[max(0, match.start() - 24) : match.start()]
        if _FAX.search(before):
            continue
        for start, end in (match.span(), _first_of_two(match)):
            if _is_phone(folded[start:end], bool(_LABEL.search(before)), anywhere):
                return _as_written(text[start:end])
    return None


def _first_of_two(match: re.Match[str]) -> tuple[int, int]:
    """ "71 123 456 / 20 111 222" are two numbers."""
    cut = _BETWEEN.search(match[0])
    return match.start(), match.start() + cut.start() if cut else match.end()


def _as_written(number: str) -> str:
    tidy = " ".join(number.split())
    return tidy.lstrip("( ") if tidy.count("(") > tidy.count(")") else tidy


def _is_phone(candidate: str, labelled: bool, anywhere: bool) -> bool:
    stripped = _TRUNK_ZERO.sub("", candidate).strip("( ")
    digits = "".join(char for char in stripped if char.isdigit())
    if stripped.startswith("+") or digits.startswith("00"):
        return 8 <= len(digits.removeprefix("00")) <= 15
    if _is_date(candidate):
        return False
    if labelled:
        return 7 <= len(digits) <= 13
    if not anywhere:
        return False
    if digits.startswith("0"):
        return 9 <= len(digits) <= 12 and "/" not in candidate[-5:]
    return bool(_TUNISIAN.fullmatch(candidate) or _AMERICAN.fullmatch(candidate))


def _is_date(candidate: str) -> bool:
    """A period or a day; four digits in the middle of a number alone are no year."""
    return any(not found.lone or found.exact for found in find_ranges(candidate, _ANY_DAY))
