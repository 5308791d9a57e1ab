"""Birth, age, nationality, family, gender, address and photo as CVs state them."""

from __future__ import annotations

import re

from app.core.cv.fold import fold

_LABELS = """
    date of birth|birth ?date|birthday|d\\.?o\\.?b\\.?|place of birth|birthplace|age|nationality|citizenship|sex|gender
    marital status|family status|civil status|children|religion|photo|picture|full name|name|first name|last name
    surname|address|home address|phone|telephone|tel|mobile|e-?mail|mail
    date de naissance|(?:date et )?lieu de naissance|ne\\(?e?\\)? le|age|nationalite|sexe|genre|etat civil
    situation (?:familiale|matrimoniale|personnelle)|statut (?:familial|marital|matrimonial)|enfants?|nom|prenom
    nom et prenom|adresse|telephone|gsm|portable|courriel
    geburtsdatum|geburtsort|geburtstag|geboren(?: am| in)?|alter|staatsangehorigkeit|nationalitat|geschlecht
    familienstand|kinder|konfession|foto|vorname|nachname|anschrift|wohnort|telefon|handy
    تاريخ الولاده|مكان الولاده|تاريخ ومكان الولاده|تاريخ الميلاد|العمر|السن|الجنسيه|الجنس|الحاله المدنيه
    الحاله الاجتماعيه|الحاله العائليه|الديانه|العنوان|الهاتف|الاسم|اللقب|صوره
"""
_LABEL = "|".join(filter(None, (part.strip() for line in _LABELS.splitlines() for part in line.split("|"))))
_LABELLED = re.compile(rf"\W{{0,6}}(?:{_LABEL})\s{{0,3}}(?:\([^()]{{0,20}}\)\s{{0,2}})?[:=]")
_FAMILY = (
    r"celibataires?|marie(?:e|\(e\))?|divorce(?:e|\(e\))?|veuf|veuve|pacse(?:e|\(e\))?|single|married|divorced|widow(?:ed|er)?|"
    r"unmarried|ledig|verheiratet|geschieden|verwitwet|اعزب|عزباء|متزوجه?|مطلقه?|ارمله?"
)
_CHILDREN = (
    r"(?:and |et |und |with |avec |mit )?(?:\d{1,2}|one|two|three|four|un|deux|trois|quatre|ein|zwei|drei|no|sans|"
    r"kein(?:e|en)?|mother of \w{1,6}|father of \w{1,6}|(?:mere|pere) de \w{1,6}|mutter von \w{1,6}|vater von \w{1,6}) "
    r"(?:child(?:ren)?|kids|enfants?|kind(?:er)?)"
)
_AGE = (
    r"(?:age(?:e|d)?(?: de)?:? ?|agee? de )?\d{2} (?:ans|years old|yrs old|yo|jahre(?: alt)?)|"
    r"\d{2}[- ]years?[- ]old|(?:aged?|alter) \d{2}"
)
_BORN = r"(?:nee?|ne\(e\)|born|geboren|geb\.) (?:le|en|a|on|in|am|the|:)\b.{0,80}|مولود.{0,80}"
_GENDER = r"male|female|man|woman|homme|femme|mannlich|weiblich|mann|frau|masculin|feminin|ذكر|انثي"
_NATION = r".{0,30}\b(?:nationalit\w{1,4}|citizen(?:ship)?|staatsangehorigkeit|staatsburger\w{0,5})\b.{0,40}"
_PHOTO = (
    r"\W{0,3}(?:photo|photograph|picture|foto|bewerbungsfoto|lichtbild)(?: ?(?:d'identite|id|attached|ci-jointe?|"
    r"jointe?|enclosed|included|beigefugt|anbei|available|on request))?\W{0,3}"
)
_FACT = re.compile(
    rf"\W{{0,4}}(?:(?:{_FAMILY})(?: {_CHILDREN})?|{_CHILDREN}|{_AGE}|{_BORN}|{_GENDER}|{_NATION}|{_PHOTO})\W{{0,4}}"
)
_PHRASE = re.compile(
    rf"\b(?:\d{{2}}[- ]years?[- ]old|agee? de \d{{2}} ans|aged \d{{2}}|\d{{2}} jahre alt|{_CHILDREN}|"
    r"(?:mother|father|mum|dad|mere|pere|mutter|vater) (?:of|de|von) \w{1,8})\b"
)
_BREAK = re.compile(r"([|•·;,\t]|\s[-–—]\s|(?<=[^\W\d_]{3})\.\s)")
LONGEST = 300


def is_personal(text: str) -> bool:
    return without_facts(text) != text


def without_facts(text: str) -> str:
    """``text`` without its personal statements. Lines of more than LONGEST characters are prose: only
    phrases leave them."""
    folded = fold(text)
    if len(text) <= LONGEST:
        if _LABELLED.match(folded):
            return ""
        pieces = _BREAK.split(text)
        kept = [piece for piece in pieces if not (piece.strip() and _is_fact(piece))]
        if len(kept) != len(pieces):
            text = "".join(piece for piece in kept if not _only_numbers(piece))
            folded = fold(text)
    spans = [match.span() for match in _PHRASE.finditer(folded)]
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text


def _is_fact(piece: str) -> bool:
    folded = " ".join(fold(piece).split())
    return _FACT.fullmatch(folded) is not None or _LABELLED.match(folded) is not None


def _only_numbers(piece: str) -> bool:
    """What a date leaves when a comma stands in it."""
    return any(map(str.isdigit, piece)) and not any(map(str.isalpha, piece))
