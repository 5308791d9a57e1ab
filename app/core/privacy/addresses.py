"""Streets, postcodes and boxes as people write them in French, English, German, Dutch and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.cv.fold import fold
from app.core.places import find_place
from app.core.privacy.spans import ADDRESS, Span

_NAME_ENDS = r"[^,;|•·\n\[]{2,48}"
_STREETS = re.compile(
    # 12 bis, rue de Marseille
    r"(?<!\w)(?:no?\.? ?|n° ?)?\d{1,4} ?(?:bis|ter|[a-d])?,? {0,2}(?:rue|r\.|avenue|av\.?|ave\.?|boulevard|bd\.?"
    r"|blvd\.?|impasse|place|chemin|ch\.|allee|route|rte|quai|cours|square|passage|cite|residence|lotissement|immeuble|imm\.?"
    rf"|faubourg|sentier|villa|rond-point|cit\.) {_NAME_ENDS}"
    # rue de Marseille, without a number
    rf"|(?<!\w)(?:rue|impasse|boulevard|bd|avenue) (?:de |du |des |d'|la |le |les |el |al |[a-z]){_NAME_ENDS}"
    # apartment 4, building B
    r"|(?<!\w)(?:apt|appt|appartement|apartment|flat|wohnung|etage|bloc|block|immeuble|residence)\.? ?(?:n° ?)?"
    r"(?:\d{1,4}[a-z]?|[a-z]\d{0,3})(?!\w)"
    # 12 Baker Street
    r"|(?<!\w)\d{1,5}[a-z]?,? (?:[a-z'.-]{2,20} ){1,4}"
    r"(?:street|road|lane|avenue|crescent|terrace|mews|boulevard)(?!\w)"
    # Berliner Strasse 12, Hauptstr. 5a, Kerkstraat 7
    r"|(?<!\w)(?:[a-zß.'-]{2,30} ){0,2}(?:[a-zß.-]{0,40}(?:stra(?:ss|ß)e|str\.?|gasse|allee|platz|ufer|damm|chaussee"
    r"|straat|laan|plein|steenweg|dreef)|[a-zß-]{2,40}(?:weg|ring|lei|kaai)),? {0,2}\d{1,4} ?(?:[a-z](?!\w))?"
    # شارع الحبيب بورقيبه 12
    r"|(?<!\w)(?:شارع|نهج|زنقه|عماره|حي|شقه|ساحه|اقامه) (?:[^\W\d_]{2,20} ?){1,5}(?:(?:رقم|عدد)? ?\d{1,4})?"
    # boxes
    r"|(?<!\w)(?:b\.? ?p\.?|p\.? ?o\.? ?box|postfach|postbus|cedex|ص\. ?ب\.?) ?:? ?\d{1,6}(?!\w)"
)
_ENGLISH = re.compile(
    r"(?<!\w)\d{1,5}[A-Za-z]?,? (?:[A-Z][A-Za-z'.-]{1,20} ){1,3}"
    r"(?:Drive|Close|Court|Way|Square|Grove|Hill|Gardens|Park|Row|St\.?|Rd\.?|Ave\.?|Ln\.?|Dr\.?)(?!\w)"
)
_BRITISH = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)")
_FIVE = re.compile(r"(?<!\w)(?:[DF][- ])?\d{5}(?= [^\W\d_])")
_FOUR = re.compile(r"(?<!\w)(?:[BL]-|TN-)?\d{4}(?= [^\W\d_])")
_AFTER = re.compile(r"\[address\],?[ -]{0,3}(?:[A-Z]{1,2}-)?\d{4,5}(?!\w)")
_PLAUSIBLE_YEAR = re.compile(r"(?:19[5-9]\d|20[0-3]\d)")


def streets(text: str) -> Iterator[Span]:
    if not any(map(str.isdigit, text)) and not _MAY_LACK_A_NUMBER.search(fold(text)):
        return
    for match in _STREETS.finditer(fold(text)):
        yield Span(*match.span())
    for match in (*_ENGLISH.finditer(text), *_BRITISH.finditer(text)):
        yield Span(*match.span())


_MAY_LACK_A_NUMBER = re.compile(
    r"(?<!\w)(?:rue|impasse|boulevard|bd|avenue|bloc|شارع|نهج|زنقه|عماره|حي|شقه|ساحه|اقامه) "
)


def postcodes(text: str) -> Iterator[Span]:
    """Numbers before the name of a town; the town stays."""
    for pattern in (_FIVE, _FOUR):
        for match in pattern.finditer(text):
            is_year = pattern is _FOUR and _PLAUSIBLE_YEAR.fullmatch(match[0])
            after = text[match.end() : match.end() + 40].strip()
            if not is_year and _begins_with_town(after):
                yield Span(*match.span())


def joined(text: str) -> str:
    """The postcode behind a street is part of it."""
    return _AFTER.sub(ADDRESS, text) if ADDRESS in text else text


def _begins_with_town(text: str) -> bool:
    found = find_place(text)
    return found is not None and text.startswith(found.text)
