"""Changes to a profile as values, so that they can be read from a form, stored and applied in order.

``section`` names the part of the profile a correction belongs to: contact, skills, experience, education,
languages or wishes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from app.core.cv import edits
from app.core.cv.correction_checks import CODES, InvalidCorrection, place_named
from app.core.cv.profile import (
    Contact,
    Education,
    Experience,
    LanguageSkill,
    Place,
    Profile,
    SalaryExpectation,
)

__all__ = [
    "CODES",
    "AddEducation",
    "AddExperience",
    "AddSkill",
    "AddTitle",
    "Correction",
    "EditContact",
    "EditEducation",
    "EditExperience",
    "EditSummary",
    "EditTitle",
    "EditWishes",
    "InvalidCorrection",
    "RemoveEducation",
    "RemoveExperience",
    "RemoveLanguage",
    "RemoveSkill",
    "RemoveTitle",
    "SetLanguage",
    "SetSkillYears",
    "apply",
    "place_named",
]


class Correction(Protocol):
    @property
    def section(self) -> str: ...

    def apply_to(self, profile: Profile, today: date, /) -> Profile:
        """Raises InvalidCorrection."""


def apply(profile: Profile, corrections: Iterable[Correction], today: date) -> Profile:
    """The profile after all corrections, in order. ``today`` ends current jobs, as in ``parse``.

    Raises InvalidCorrection at the first one that does not fit.
    """
    for correction in corrections:
        profile = correction.apply_to(profile, today)
    return profile


@dataclass(frozen=True, slots=True)
class EditContact:
    contact: Contact
    section: ClassVar[str] = "contact"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_contact(profile, self.contact)


@dataclass(frozen=True, slots=True)
class EditSummary:
    summary: str | None
    section: ClassVar[str] = "contact"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_summary(profile, self.summary)


@dataclass(frozen=True, slots=True)
class AddTitle:
    text: str
    section: ClassVar[str] = "wishes"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_title_added(profile, self.text)


@dataclass(frozen=True, slots=True)
class EditTitle:
    index: int
    text: str
    section: ClassVar[str] = "wishes"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_title_replaced(profile, self.index, self.text)


@dataclass(frozen=True, slots=True)
class RemoveTitle:
    index: int
    section: ClassVar[str] = "wishes"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_title_removed(profile, self.index)


@dataclass(frozen=True, slots=True)
class AddExperience:
    experience: Experience
    section: ClassVar[str] = "experience"

    def apply_to(self, profile: Profile, today: date) -> Profile:
        return edits.with_experience_added(profile, self.experience, today)


@dataclass(frozen=True, slots=True)
class EditExperience:
    index: int
    experience: Experience
    section: ClassVar[str] = "experience"

    def apply_to(self, profile: Profile, today: date) -> Profile:
        return edits.with_experience_replaced(profile, self.index, self.experience, today)


@dataclass(frozen=True, slots=True)
class RemoveExperience:
    index: int
    section: ClassVar[str] = "experience"

    def apply_to(self, profile: Profile, today: date) -> Profile:
        return edits.with_experience_removed(profile, self.index, today)


@dataclass(frozen=True, slots=True)
class AddEducation:
    education: Education
    section: ClassVar[str] = "education"

    def apply_to(self, profile: Profile, today: date) -> Profile:
        return edits.with_education_added(profile, self.education, today)


@dataclass(frozen=True, slots=True)
class EditEducation:
    index: int
    education: Education
    section: ClassVar[str] = "education"

    def apply_to(self, profile: Profile, today: date) -> Profile:
        return edits.with_education_replaced(profile, self.index, self.education, today)


@dataclass(frozen=True, slots=True)
class RemoveEducation:
    index: int
    section: ClassVar[str] = "education"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_education_removed(profile, self.index)


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: LanguageSkill
    section: ClassVar[str] = "languages"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_language(profile, self.language)


@dataclass(frozen=True, slots=True)
class RemoveLanguage:
    code: str
    section: ClassVar[str] = "languages"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_language_removed(profile, self.code)


@dataclass(frozen=True, slots=True)
class AddSkill:
    skill: str
    years: float | None = None
    section: ClassVar[str] = "skills"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_skill_added(profile, self.skill, self.years)


@dataclass(frozen=True, slots=True)
class SetSkillYears:
    skill: str
    years: float | None
    last_used: int | None = None
    section: ClassVar[str] = "skills"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_skill_years(profile, self.skill, self.years, self.last_used)


@dataclass(frozen=True, slots=True)
class RemoveSkill:
    skill: str
    section: ClassVar[str] = "skills"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_skill_removed(profile, self.skill)


@dataclass(frozen=True, slots=True)
class EditWishes:
    """All wishes at once: what is left empty is no longer wished for."""

    titles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    contracts: tuple[str, ...] = ()
    remote: bool = False
    salary: SalaryExpectation | None = None
    section: ClassVar[str] = "wishes"

    def apply_to(self, profile: Profile, _today: date) -> Profile:
        return edits.with_wishes(
            profile,
            titles=self.titles,
            places=self.places,
            contracts=self.contracts,
            remote=self.remote,
            salary=self.salary,
        )
