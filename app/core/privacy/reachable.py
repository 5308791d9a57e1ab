"""E-mail addresses, links and telephone numbers anywhere in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from app.core.cv.fold import fold
from app.core.privacy.spans import Span

LONGEST_MAIL_PART: Final = 100
_AT = re.compile(r"@|＠|\s?[(\[]\s?(?:at|arobase|@)\s?[)\]]\s?", re.IGNORECASE)
_IN_MAIL = re.compile(r"[\w.+%'-]")
_HOST = re.compile(
    r"\s?[\w-]{1,63}(?:(?:\.|\s?[(\[]\s?(?:dot|point)\s?[)\]]\s?)[\w-]{1,63}){0,6}", re.IGNORECASE
)
_STOP = r"[^\s<>\"'()|,;\]\[]"
_LINK = re.compile(
    rf"[a-z][a-z0-9+.-]{{1,12}}://{_STOP}+"
    rf"|(?<!\w)www\.{_STOP}+"
    rf"|(?<![\w@])(?:[\w-]{{1,40}}\.)?(?:linkedin|github|gitlab|behance|dribbble|stackoverflow|medium|kaggle|xing|facebook"
    rf"|instagram|twitter|youtube|bitbucket|wa|t|x)\.(?:com|me|net|fr|de)/{_STOP}+"
    rf"|(?<![\w@.-])[\w-]{{1,60}}\.(?:com|org|dev|me|fr|de|tn|be|page|site|app|co\.uk)/{_STOP}+"
    rf"|(?<![\w@.-])[\w-]{{1,60}}\.(?:github|gitlab|netlify|vercel|herokuapp|wixsite|wordpress|blogspot)\.(?:io|app|com){_STOP}{{0,100}}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w@])(?:\+\s?|\(\s?\+\s?)?\(?\d[\d ().\-/\t]{4,28}\d(?!\w)")
_CUT = re.compile(r"\s{2,}|\s[-/|]\s|\t")
_PLUS = re.compile(r"[(\s]{0,2}(?:\+|00)")
_LABEL = re.compile(
    r"(?:tel|telephone|phone|mobile|mobil|mob|gsm|portable|handy|cell|telefon|fon|fax|whatsapp|n°|cin|numero|contact"
    r"|هاتف|الهاتف|جوال|الجوال|محمول|المحمول|فاكس|نقال|الرقم|رقم)\s{0,2}(?:number|no|nr|n°)?[\s.:()/|-]{0,6}$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?|\d{1,2}[./-]\d{4}"
)


def mails(text: str) -> Iterator[Span]:
    for match in _AT.finditer(text):
        start = match.start()
        while start > 0 and match.start() - start < LONGEST_MAIL_PART and _IN_MAIL.match(text[start - 1]):
            start -= 1
        host = _HOST.match(text, match.end())
        if start < match.start() and host:
            yield Span(start, host.end())


def links(text: str) -> Iterator[Span]:
    if "." in text or "://" in text:
        for match in _LINK.finditer(text):
            yield Span(*match.span())


def phones(text: str) -> Iterator[Span]:
    folded = fold(text)
    for match in _NUMBER.finditer(folded):
        start = match.start()
        labelled = _LABEL.search(folded[max(0, start - 24) : start]) is not None
        if _is_phone(match[0], labelled):
            yield Span(*match.span())
            continue
        cuts = [0, *(cut.end() for cut in _CUT.finditer(match[0])), len(match[0])]
        for begin, end in pairwise(cuts):
            piece = match[0][begin:end].rstrip(" -/|\t")
            if _is_phone(piece, labelled and begin == 0):
                yield Span(start + begin, start + begin + len(piece))


def _is_phone(written: str, labelled: bool) -> bool:
    digits = "".join(filter(str.isdigit, written))
    if _PLUS.match(written):
        return 7 <= len(digits) <= 17
    if _is_time(written) or not 6 <= len(digits) <= 14:
        return False
    if labelled:
        return True
    groups = re.findall(r"\d+", written)
    if digits.startswith("0"):
        return len(digits) >= 9
    return (len(digits) == 8 and max(map(len, groups)) != 4) or (len(digits) >= 9 and len(groups) > 2)


def _is_time(written: str) -> bool:
    """Years, days and periods of them: nothing is left when they are taken out."""
    rest = _YEAR.sub("", _DAY.sub("", written))
    return not any(map(str.isdigit, rest))
