"""Date, identifier, address and what is left of an entry about one certificate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.core.cv.date_points import Point, find_points
from app.core.cv.fold import fold
from app.core.proofs.claim import InvalidClaim, StatedDate

LONGEST_TEXT = 2_000
CUT = " | "  # in place of what was taken out
# Two-digit years are of this century; a claim never depends on the day it is read.
_LATEST = date(2089, 12, 1)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s|<>\"()]{3,280}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|fr|de|io|tn|eu|be|uk|edu|ai|me|cc|academy)/[^\s|<>\"()]{2,240}",
    re.I,
)
_URL_LEAD = re.compile(
    r"(?:verify(?: at)?|verification|verifizier\w{0,6}|verifikation|verifiable(?: at)?|see credential|show credential"
    r"|(?:lien|link|url|nachweis|preuve|badge|proof|credential|certificate)"
    r"|verifiables? sur|consultable sur|الرابط|رابط التحقق|التحقق)(?: url| link| de verification)?\s{0,3}[:|]?\s{0,3}$"
)
_IDENTIFIER = re.compile(
    r"""(?<![^\W_])(?:
    (?:credential|certificate|certification|certificat|license|licence|registration|candidate|badge|zertifikat(?:s)?|
       membership|diplome|attestation|verification|validation|ausweis|bescheinigung(?:s)?|prufungs?|urkunden?)
    [\s-]{0,2}(?:id|no|nr|n°|number|num|nummer|numero|code|kennung|№|\#)
    |(?:id|no|nr|n°|number|nummer|numero|num|ref|reference|matricule|identifiant|serial|kennung|pin|№)
      (?:\s(?:de\s|du\s)?(?:certificat|certification|licence|verification|credential|diplome))?
    |(?:رقم|معرف)(?:\s(?:الشهاده|التسجيل|الرخصه|الاعتماد|التحقق))?
    )(?:\s?[.:\#]){0,2}\s{0,2}
    (?P<value>[a-z0-9][a-z0-9._/-]{2,59}(?:\s\d{3,6}){0,3})""",
    re.VERBOSE,
)
_VALIDITY = re.compile(
    r"""(?<![^\W_])(?:valid(?:e|able|ity)?|expir\w{0,6}|expires|exp\.|gultig\w{0,4}|lauft|ablauf\w{0,5}|validite|fin\sde\svalidite
    |recyclage|verlanger\w{2,5}|renouvel\w{2,8}|renew\w{0,4}|a\srenouveler|due|صالح\w?|صلاحيه|تنتهي)(?![^\W_])
    [^\d|;()]{0,28}""",
    re.VERBOSE,
)
_LENGTH = re.compile(
    r"(?:\d{1,2}|an?|one|two|three|five|deux|trois|cinq|zwei|drei|funf)\s?"
    r"(?:ans?|annees?|years?|mois|months?|jahre?|monate?|سنوات|سنه|اعوام)"
)
_DATE_LEAD = re.compile(
    r"(?<![^\W_])(?:obtenue?s?|obtained|issued|delivree?s?|emise?|emis|passee?|passed|earned|achieved|completed|awarded|"
    r"reussie?|validee?|ausgestellt|erworben|bestanden|abgeschlossen|erhalten|absolviert|date|datum|session|certifiee?|"
    r"depuis|since|seit|en|in|le|on|am|im|dated?|du|from|of|stand|annee|year|jahr|"
    r"التاريخ|تاريخ|بتاريخ|سنه|عام|في|منذ|صادره|صدرت|تحصلت عليها|نوفمبر)(?:\s?[:.])?\s{0,2}$"
)
_RANGE = re.compile(r"\s{0,3}(?:-|to|au|a|bis|until|الي|/|→|>)\s{0,3}")
_DAY = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Fields:
    """``rest`` is the text with CUT where date, identifier and address stood."""

    rest: str
    date: StatedDate | None = None
    identifier: str = ""
    url: str = ""


def read_fields(text: str, *, last: bool = False) -> Fields:
    """Of the first LONGEST_TEXT characters. ``last`` takes the end of a period instead of its beginning."""
    text = text[:LONGEST_TEXT]
    text, url = _without_url(text)
    text, identifier = _without_identifier(text)
    text = _without_validity(text)
    text, stated = _without_dates(text, last=last)
    return Fields(text, stated, identifier, url)


def _without_url(text: str) -> tuple[str, str]:
    found = ""
    while (match := _URL.search(text)) is not None:
        found = found or match[0].rstrip(".,;:")
        start = _lead(text, match.start(), _URL_LEAD)
        text = text[:start] + CUT + text[match.end() :]
    return text, found[:300]


def _without_identifier(text: str) -> tuple[str, str]:
    for match in _IDENTIFIER.finditer(fold(text)):
        value = text[match.start("value") : match.end("value")].rstrip(".-/ ")
        if sum(map(str.isdigit, value)) >= 2 or (len(value) >= 6 and value.isupper()):
            return text[: match.start()] + CUT + text[match.start("value") + len(value) :], value
    return text, ""


def _without_validity(text: str) -> str:
    """Takes out until when or how long it is valid, words and date together."""
    folded = fold(text)
    points = find_points(folded, _LATEST)
    spans = []
    for match in _VALIDITY.finditer(folded):
        point = next((point for point in points if match.start() <= point.begin <= match.end() + 2), None)
        length = _LENGTH.match(folded, match.end()) or _LENGTH.search(
            folded[match.start() : match.end() + 16]
        )
        if point is not None:
            spans.append((match.start(), point.stop))
        elif length is not None:
            spans.append(
                (match.start(), min(len(text), match.end() + 16 if length.pos == 0 else length.end()))
            )
    return _cut(text, spans)


def _without_dates(text: str, *, last: bool) -> tuple[str, StatedDate | None]:
    folded = fold(text)
    points = [point for point in find_points(folded, _LATEST) if point.year is not None and not point.now]
    if not points:
        return text, None
    period = len(points) > 1 and _RANGE.fullmatch(folded[points[0].stop : points[1].begin]) is not None
    chosen = points[1] if period and last else points[0]
    spans = [(points[0].begin, points[1].stop)] if period else []
    spans += [(point.begin, point.stop) for point in points[2 if period else 0 :]]
    spans = [(_lead(text, start, _DATE_LEAD), end) for start, end in spans]
    return _cut(text, spans), _stated(chosen, folded)


def _stated(point: Point, folded: str) -> StatedDate | None:
    try:
        return StatedDate(point.year or 0, point.month, _day(point, folded))
    except InvalidClaim:
        return None


def _day(point: Point, folded: str) -> int | None:
    """The day, for a date in full: the number beside year and month."""
    if point.month is None:
        return None
    numbers = [int(number) for number in _DAY.findall(folded[point.begin : point.stop])]
    others = [number for number in numbers if number != point.year]
    if len(numbers) == 3:
        others.remove(point.month)
        return others[0] if 1 <= others[0] <= 31 else None
    named = any(char.isalpha() for char in folded[point.begin : point.stop])
    return others[0] if named and len(others) == 1 and 1 <= others[0] <= 31 else None


def _lead(text: str, start: int, pattern: re.Pattern[str]) -> int:
    """Where the words begin that introduce what begins at ``start``."""
    cut = max(0, start - 32)
    match = pattern.search(fold(text[cut:start]))
    return cut + match.start() if match else start


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + CUT + text[end:]
    return text
