"""A CV and what was read from it, as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.api.schemas.cv import (
    CVResponse,
    LineResponse,
    Note,
    ParsedCV,
    ReadContact,
    ReadEducation,
    ReadExperience,
    ReadLanguage,
    ReadSalary,
    ReadSkill,
    ReadTitle,
)
from app.core.cv.profile import Profile
from app.models import CV
from app.services import cvs
from app.words.labels import note_text
from app.words.skills import skill_name


def cv_response(cv: CV) -> CVResponse:
    short = cvs.summary(cv)
    return CVResponse(
        **{name: getattr(short, name) for name in _SAME},
        extracted_skills=[skill_name(skill) for skill in cv.extracted_skills],
        total_experience_years=short.total_years,
        education_level=cv.education_level,
        desired_job_titles=cv.desired_job_titles,
        desired_locations=cv.desired_locations,
        desired_contract_types=cv.desired_contract_types,
    )


def parsed(cv: CV) -> ParsedCV:
    profile, lines = cvs.profile_of(cv), cv.lines
    salary = profile.salary
    return ParsedCV(
        cv_id=cv.id,
        contact=_contact(profile),
        titles=[ReadTitle(text=one.text, line=_line(lines, one.line)) for one in profile.titles],
        experience=[
            ReadExperience(**_of(one, ReadExperience), line=_line(lines, one.line))
            for one in profile.experiences
        ],
        education=[
            ReadEducation(**_of(one, ReadEducation), line=_line(lines, one.line)) for one in profile.education
        ],
        languages=[
            ReadLanguage(**_of(one, ReadLanguage), line=_line(lines, one.line)) for one in profile.languages
        ],
        skills=[
            ReadSkill(
                id=one.skill,
                name=skill_name(one.skill),
                years=one.years,
                last_used=one.last_used,
                lines=lines_of(lines, one.lines),
            )
            for one in profile.skills
        ],
        desired_places=[place.text for place in profile.desired_places],
        salary=ReadSalary(**_of(salary, ReadSalary), line=_line(lines, salary.line)) if salary else None,
        notes=[Note(code=code, text=note_text(code)) for code in profile.notes],
        was_ocr=cv.was_ocr,
        is_corrected=cv.profile != cv.parsed_data,
        **{name: getattr(profile, name) for name in _AS_READ},
    )


def lines_of(lines: Sequence[str], numbers: Iterable[int]) -> list[LineResponse]:
    return [found for number in numbers if (found := _line(lines, number))]


def _line(lines: Sequence[str], number: int) -> LineResponse | None:
    """Lines without text are hidden ones."""
    text = lines[number] if 0 <= number < len(lines) else ""
    return LineResponse(number=number + 1, text=text) if text else None


def _contact(profile: Profile) -> ReadContact:
    contact = profile.contact
    return ReadContact(
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        place=contact.place.text if contact.place else None,
        links=list(contact.links),
    )


def _of(read: object, schema: Any) -> dict[str, Any]:
    return {name: getattr(read, name) for name in schema.model_fields if name != "line"}


_SAME = ("id", "file_name", "kind", "size", "pages", "uploaded_at", "is_primary", "parse_quality")
_AS_READ = (
    "total_years", "education_level", "desired_titles", "desired_contracts", "remote_wanted", "summary", "language",
    "quality",
)  # fmt: skip
