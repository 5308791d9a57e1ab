"""The title of an advert: the role, how senior, and the gender note of the country."""

from __future__ import annotations

import re

from demo_data.maker.chance import choose, fraction
from demo_data.maker.model import Vacancy
from demo_data.maker.wording import Wording

LEVELLED = {
    "fr": {"software", "data", "cloud", "security", "engineering"},
    "en": {"software", "data", "cloud", "security", "engineering", "marketing"},
    "de": {"software", "data", "cloud"},
}
LEVEL_SAID = re.compile(
    r"junior|senior|confirmé|lead\b|chef|responsable|manager|rssi|azubi|ausbildung|stag|werkstudent", re.I
)
BOTH_GENDERS = re.compile(r"\((e|se|ve|ne|ère|trice)\)|(ière|euse|trice|ante|ouvernante)\b", re.I)
NOTES: dict[str, tuple[str, ...]] = {
    "FR": ("(H/F)", "H/F", "F/H", "(F/H)", "(H/F)", ""),
    "TN": ("", "", "", "(H/F)"),
    "BE": ("(H/F/X)", "H/F/X", "(H/F)", ""),
    "DE": ("(m/w/d)", "(m/w/d)", "(w/m/d)", "(m/w/x)"),
}
ENGLISH_NOTES: dict[str, tuple[str, ...]] = {"DE": ("(m/f/d)", "(f/m/x)"), "BE": ("(M/F/X)", "")}


def title(vacancy: Vacancy) -> str:
    key = vacancy.external_id
    titles = vacancy.role.titles
    own = titles.get(vacancy.level, ())
    if own and fraction(key, "own title") < 0.7:
        text = choose(own, key, "title")
    else:
        text = titles["titles"][vacancy.turn % len(titles["titles"])]
    text = Wording(vacancy.language, vacancy.company, key).local(text)
    text = f"{_levelled(vacancy, text)} {_note(vacancy, text)}".strip()
    return text.upper() if vacancy.company.kind == "agency" and fraction(key, "shout") < 0.3 else text


def _levelled(vacancy: Vacancy, text: str) -> str:
    language, level = vacancy.language, vacancy.level
    if vacancy.role.domain not in LEVELLED[language] or level not in ("junior", "senior"):
        return text
    if LEVEL_SAID.search(text) or fraction(vacancy.external_id, "level said") < 0.4:
        return text
    return f"{text} {level}" if language == "fr" else f"{level.capitalize()} {text}"


def _note(vacancy: Vacancy, text: str) -> str:
    if vacancy.language == "en":
        notes = ENGLISH_NOTES.get(vacancy.country, ("",))
    elif vacancy.language == "fr" and BOTH_GENDERS.search(text):
        return ""
    else:
        notes = NOTES[vacancy.country]
    return choose(notes, vacancy.company.name, "note")
