"""From the lines of a CV to a profile. Pure: the same document and day give the same profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.core.cv.contact import find_contact
from app.core.cv.document import Document, Line
from app.core.cv.education import education_level, find_education
from app.core.cv.experiences import find_experiences
from app.core.cv.fold import squash
from app.core.cv.language_of import language_of
from app.core.cv.languages import find_languages
from app.core.cv.profile import Experience, JobTitle, Profile
from app.core.cv.quality import notes_on_reading, rated
from app.core.cv.sections import Section, split
from app.core.cv.skills import find_skills
from app.core.cv.wishes import find_wishes
from app.core.cv.years import with_years, years_of
from app.core.skills.lexicon import Lexicon

MAX_CHARACTERS = 200_000
MAX_LINES = 4000
MAX_LINE = 1000
MAX_SUMMARY = 1500


def parse(document: Document, today: date, lexicon: Lexicon | None = None) -> Profile:
    """Reads the visible lines: the first MAX_LINES of them, MAX_LINE characters each, MAX_CHARACTERS in all.

    ``today`` ends current jobs. ``lexicon`` is the product's own unless given. Never raises on any text.
    """
    lines = _readable(document)
    sections = split(lines)
    contact = find_contact(sections)
    wishes = find_wishes(sections, contact)
    experiences = find_experiences(sections, today)
    education = find_education(sections, today)
    language = language_of("\n".join(line.text for line in lines))
    profile = Profile(
        contact=contact,
        titles=_titles(wishes.headline, experiences),
        experiences=experiences,
        education=education,
        languages=find_languages(sections),
        skills=with_years(find_skills(lines, lexicon, experiences, language), experiences, today),
        total_years=years_of(experiences, today),
        education_level=education_level(education),
        desired_titles=wishes.titles,
        desired_places=wishes.places,
        desired_contracts=wishes.contracts,
        remote_wanted=wishes.remote,
        salary=wishes.salary,
        summary=_summary(sections),
        language=language,
        notes=notes_on_reading(document),
    )
    return rated(profile)


def _readable(document: Document) -> tuple[Line, ...]:
    kept: list[Line] = []
    left = MAX_CHARACTERS
    for line in document.visible[:MAX_LINES]:
        text = line.text[: min(MAX_LINE, left)]
        kept.append(line if text == line.text else replace(line, text=text))
        left -= len(text)
        if left <= 0:
            break
    return tuple(kept)


def _titles(headline: JobTitle | None, experiences: Sequence[Experience]) -> tuple[JobTitle, ...]:
    """The headline, then the titles of the jobs, each once."""
    listed = [headline] if headline is not None else []
    listed += [JobTitle(job.title, job.line) for job in experiences]
    unique: dict[str, JobTitle] = {}
    for title in listed:
        unique.setdefault(squash(title.text), title)
    return tuple(unique.values())


def _says(text: str) -> bool:
    """Not a ruler of dashes, underscores or stars."""
    return any(map(str.isalnum, text))


def _summary(sections: Sequence[Section]) -> str | None:
    for section in sections:
        if section.kind == "summary":
            text = " ".join(" ".join(line.text for line in section.lines if _says(line.text)).split())
            if text:
                return text[:MAX_SUMMARY]
    return None
