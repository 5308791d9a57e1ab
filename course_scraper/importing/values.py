"""Single values of a catalogue in our codes. What is not understood is None, never a guess."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from course_scraper.text import one_line, plain

HOURS_A_WEEK: Final = 10.0
"""What "2 weeks to complete" means on Coursera's pages ("at 10 hours a week")."""
_WEEKS_A_MONTH: Final = 4.0
_LIST: Final = 60
_ITEM: Final = 120
_NOTHING: Final = frozenset(
    {"", "n/a", "na", "nan", "none", "null", "-", "unknown", "not calibrated", "[]", "{}"}
)
_LEVELS: Final = {
    "beginner": "beginner", "introductory": "beginner", "basic": "beginner", "novice": "beginner",
    "debutant": "beginner", "anfanger": "beginner", "easy": "beginner", "all": "mixed", "alllevels": "mixed",
    "intermediate": "intermediate", "intermediaire": "intermediate", "mittel": "intermediate",
    "fortgeschritten": "intermediate", "medium": "intermediate", "advanced": "advanced", "avance": "advanced",
    "expert": "advanced", "conversant": "intermediate", "mixed": "mixed", "mixte": "mixed", "tous": "mixed",
}  # fmt: skip
_LANGUAGES: Final = {
    "english": "en", "anglais": "en", "englisch": "en", "french": "fr", "francais": "fr", "franzosisch": "fr",
    "german": "de", "deutsch": "de", "allemand": "de", "arabic": "ar", "arabe": "ar", "arabisch": "ar",
    "العربية": "ar", "spanish": "es", "espanol": "es", "espagnol": "es", "portuguese": "pt", "italian": "it",
    "italien": "it", "dutch": "nl", "russian": "ru", "chinese": "zh", "japanese": "ja", "korean": "ko",
    "turkish": "tr", "ukrainian": "uk", "hindi": "hi", "hebrew": "he", "indonesian": "id", "polish": "pl",
}  # fmt: skip
_CODE: Final = re.compile(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]{2,8}){0,2}")
_NUMBER: Final = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9}){0,4})\s?([kKmM]\b)?")
_LEVEL_WORD: Final = re.compile(r"\b(?:level|levels|niveau|stufe)\b")
_ISO_HOURS: Final = re.compile(
    r"P(?:([0-9]{1,4})D)?T?(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:[0-9.]{1,8}S)?", re.I
)
_PART: Final = re.compile(
    r"([0-9]{1,5}(?:[.,][0-9]{1,3})?)(?:\s?(?:-|–|to|à)\s?([0-9]{1,5}(?:[.,][0-9]{1,3})?))?\s{0,3}"
    r"(hours?|hrs?|h|heures?|stunden?|minutes?|mins?|min|weeks?|semaines?|wochen?|months?|mois|monate?)\b",
    re.I,
)
_A_WEEK: Final = re.compile(r"\s{0,3}(?:/|per|a|par|pro|each)\s?(?:week|semaine|woche)", re.I)
_SPLIT: Final = re.compile(r"[;|\n\t]|\s{2,}")


def text_of(value: Any) -> str:
    """Nested values are looked into for their name."""
    if isinstance(value, Mapping):
        named = (value.get(key) for key in ("name", "title", "label", "value", "text"))
        return next((text for part in named if isinstance(part, str) and (text := text_of(part))), "")
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value[:_LIST] if (text := text_of(item)))
    if value is None or isinstance(value, bool):
        return ""
    text = str(value) if not isinstance(value, int) or abs(value) < 10**15 else ""
    return "" if text.strip()[:20].casefold() in _NOTHING else text


def list_of(value: Any) -> tuple[str, ...]:
    """A list, or a text that lists: brackets and quotes of programs, semicolons, lines, else commas."""
    items = map(text_of, value[:_LIST]) if isinstance(value, list | tuple) else _split(text_of(value))
    cleaned = (one_line(item).strip(" '\"[]{}")[:_ITEM] for item in items)
    return tuple(dict.fromkeys(item for item in cleaned if item))[:_LIST]


def _split(text: str) -> Iterator[str]:
    bare = plain(text) if "<" in text else text[:20_000].strip()
    if bare[:1] in "[{(" and bare[-1:] in "]})":
        quote = "'" if bare[1:2] == "'" else '"'
        one = bare[1:-1].replace("\n", " ")
        yield from next(csv.reader([one], quotechar=quote, skipinitialspace=True), [])
        return
    yield from _SPLIT.split(bare) if _SPLIT.search(bare) else bare.split(",")


def level_of(value: Any) -> str | None:
    """Only a word for a level, alone or beside the word level; sentences that speak of one are none."""
    text = _LEVEL_WORD.sub("", _folded(text_of(value)[:40]))
    return _LEVELS.get("".join(sign for sign in text if sign.isalnum()))


def language_of(value: Any) -> str | None:
    """The first when there are several; "pt-BR" is "pt"."""
    first = value[0] if isinstance(value, list | tuple) and value else value
    text = text_of(first).split(",")[0].strip(" '\"[]")[:40]
    named = _LANGUAGES.get(_folded(text).split(" ")[0]) if text else None
    code = _CODE.fullmatch(text)
    return named or (code.group(1).lower() if code else None)


def hours_of(value: Any) -> float | None:
    """Work in all: "PT7H4M", "8 hours to complete", "2 weeks at 5 hours a week"; a bare number is hours."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _sensible(float(value))
    text = text_of(value).strip()[:80]
    iso = _ISO_HOURS.fullmatch(text)
    if iso and any(iso.groups()):
        days, hours, minutes = (float(part or 0) for part in iso.groups())
        return _sensible(days * 24 + hours + minutes / 60)
    if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit():
        return _sensible(float(text))
    return _spoken_hours(text)


def _spoken_hours(text: str) -> float | None:
    total, weeks, a_week = 0.0, 0.0, HOURS_A_WEEK
    for part in _PART.finditer(text):
        low, high = (float(number.replace(",", ".")) for number in (part[1], part[2] or part[1]))
        amount, unit = (low + high) / 2, part[3].lower()
        if unit.startswith(("w", "sem")):
            weeks += amount
        elif unit.startswith("mo"):
            weeks += amount * _WEEKS_A_MONTH
        elif _A_WEEK.match(text, part.end()):
            a_week = amount
        else:
            total += amount / 60 if unit.startswith("min") else amount
    return _sensible(total or weeks * a_week)


def _sensible(hours: float) -> float | None:
    return round(hours, 2) if math.isfinite(hours) and 0.01 <= hours <= 5_000 else None


def rating_of(value: Any) -> float | None:
    """Stars out of five."""
    found = _NUMBER.search(text_of(value)[:40])
    stars = (
        float(found[1].replace(",", ".")) if found and found[1].count(".") + found[1].count(",") < 2 else 0.0
    )
    return round(stars, 2) if 0 < stars <= 5 else None


def count_of(value: Any) -> int | None:
    """ "1,234 already enrolled", "5.3k", "1.2M"."""
    found = _NUMBER.search(text_of(value)[:60])
    if not found:
        return None
    if found[2]:
        return round(float(found[1].replace(",", ".")) * (1_000 if found[2] in "kK" else 1_000_000))
    whole = re.sub(r"[.,](?=[0-9]{3}(?:[^0-9]|$))", "", found[1])
    return int(re.split(r"[.,]", whole)[0])


def day_of(value: Any) -> date | None:
    try:
        return date.fromisoformat(text_of(value).strip()[:10])
    except ValueError:
        return None


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip()
