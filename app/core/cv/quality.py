"""How much of a CV was recognised, and what to tell its reader."""

from __future__ import annotations

from dataclasses import replace

from app.core.cv.document import Document
from app.core.cv.profile import Profile

MANY_SKILLS = 8
_ON_READING = ("hidden_text", "ocr")
_WEIGHTS = {
    "name": 0.10,
    "contact": 0.10,
    "title": 0.10,
    "jobs": 0.25,
    "skills": 0.25,
    "education": 0.15,
    "languages": 0.05,
}


def quality_of(profile: Profile) -> float:
    """0 when nothing was recognised, 1 when every part was, to two decimals."""
    dated = any(job.start is not None for job in profile.experiences)
    shares = {
        "name": profile.contact.name is not None,
        "contact": bool(profile.contact.email or profile.contact.phone),
        "title": bool(profile.titles),
        "jobs": 1.0 if dated else 0.4 * bool(profile.experiences),
        "skills": min(1.0, len(profile.skills) / MANY_SKILLS),
        "education": bool(profile.education),
        "languages": bool(profile.languages),
    }
    return round(sum(_WEIGHTS[part] * share for part, share in shares.items()) / sum(_WEIGHTS.values()), 2)


def missing_of(profile: Profile) -> tuple[str, ...]:
    """Codes of what was not found, in a fixed order."""
    dated = any(job.start is not None for job in profile.experiences)
    missing = {
        "no_name": profile.contact.name is None,
        "no_contact": not (profile.contact.email or profile.contact.phone),
        "no_experience": not profile.experiences,
        "no_dates": not dated,
        "no_skills": not profile.skills,
        "no_education": not profile.education,
        "no_languages": not profile.languages,
    }
    return tuple(code for code, applies in missing.items() if applies)


def notes_on_reading(document: Document) -> tuple[str, ...]:
    """Codes of how the file was read."""
    notes = {"hidden_text": any(line.hidden for line in document.lines), "ocr": document.ocr}
    return tuple(code for code, applies in notes.items() if applies)


def rated(profile: Profile) -> Profile:
    """The profile with quality and notes that fit its entries; notes on the reading stay."""
    stay = tuple(note for note in profile.notes if note in _ON_READING)
    return replace(profile, quality=quality_of(profile), notes=(*missing_of(profile), *stay))
