"""Contract, working time, level, years, skills and languages of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from job_scraper.fields import columns
from job_scraper.fields.labels import EXPERIENCE, labelled
from job_scraper.fields.lookup import Fields, squeeze, texts_of
from job_scraper.normalise.characters import one_line
from job_scraper.normalise.contract import (
    contract_from_field,
    contract_from_text,
    contract_from_title,
    work_time_from_field,
    work_time_from_text,
)
from job_scraper.normalise.languages import languages_asked
from job_scraper.normalise.level import level_from_field, level_from_text, level_from_title
from job_scraper.normalise.years import MOST, years_from_field, years_from_text

_SPLIT = re.compile(r"[,;|\n•]| - ")
_SKILL_LENGTH = 80
_SKILLS = 50
_LANGUAGES = "languages"


def contract_of(fields: Fields, title: str, text: str, language: str | None) -> str | None:
    if fields.flag(columns.APPRENTICE):
        return "apprenticeship"
    nature = contract_from_field(fields.all_texts(columns.NATURE))
    if nature == "apprenticeship":
        return nature
    return (
        contract_from_field(fields.all_texts(columns.CONTRACT))
        or contract_from_title(title)
        or contract_from_text(text, language)
    )


def work_time_of(fields: Fields, title: str, text: str) -> str | None:
    said = fields.all_texts((*columns.WORK_TIME, *columns.CONTRACT))
    return work_time_from_field(said) or work_time_from_text(title, text)


def level_of(fields: Fields, title: str, text: str, contract: str | None) -> str | None:
    """Interns and apprentices are beginners, unless the source says otherwise."""
    said = fields.all_texts(columns.LEVEL)
    beginner = fields.text(columns.EXPERIENCE_CODE) == "D" or contract in {"internship", "apprenticeship"}
    return (
        level_from_field(said)
        or level_from_title(title)
        or ("entry" if beginner else None)
        or level_from_text(text)
    )


def years_of(fields: Fields, text: str) -> float | None:
    """Columns in years or months, a labelled line, then prose."""
    if fields.text(columns.EXPERIENCE_CODE) == "D":
        return 0.0
    months = fields.value(columns.EXPERIENCE_MONTHS)
    if isinstance(months, int | float) and not isinstance(months, bool) and 0 <= months <= MOST * 12:
        return round(months / 12, 2)
    for value in fields.each(columns.EXPERIENCE):
        number = _number(value)
        if number is not None:
            return number
        said = next((years for years in map(years_from_field, texts_of(value)) if years is not None), None)
        if said is not None:
            return said
    line = labelled(text, EXPERIENCE)
    years = years_from_field(line) if line else None
    return years if years is not None else years_from_text(text)


def languages_of(fields: Fields, title: str, text: str) -> dict[str, str | None]:
    """Languages asked for, by a column about them, the title and the text."""
    columned = (
        languages_asked(f"{_LANGUAGES}: {said}")
        for value in fields.each(columns.LANGUAGES)
        for item in (value[:20] if isinstance(value, list) else [value])
        if not _is_only_wished(item)
        for said in texts_of(item)
    )
    found: dict[str, str | None] = {}
    for asked in (*columned, languages_asked(text, title)):
        found.update((code, found.get(code) or level) for code, level in asked.items())
    return found


def _is_only_wished(item: object) -> bool:
    """France Travail marks what is asked by E and what is wished by S."""
    return isinstance(item, Mapping) and item.get("exigence") == "S"


def _number(value: object) -> float | None:
    if isinstance(value, str) and re.fullmatch(r"\d{1,2}(?:\.\d)?", value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= MOST else None


def skills_of(fields: Fields) -> tuple[str, ...]:
    """Skills the source lists, as it writes them; sentences are not skills."""
    for value in fields.each(columns.SKILLS):
        found: dict[str, str] = {}
        for text in texts_of(value):
            for piece in _SPLIT.split(text):
                skill = one_line(piece, 200)
                if 0 < len(skill) <= _SKILL_LENGTH:
                    found.setdefault(squeeze(skill) or skill, skill)
        if found:
            return tuple(found.values())[:_SKILLS]
    return ()
