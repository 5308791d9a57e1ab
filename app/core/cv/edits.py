"""One function for each change a person can make to a profile. All are pure: profile in, profile out.

Years of work, years per skill, the level of education, quality and notes follow from the entries by the
same functions as in ``parse``. Wrong values raise InvalidCorrection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.core.cv import correction_checks as check
from app.core.cv.correction_checks import InvalidCorrection
from app.core.cv.education import education_level
from app.core.cv.fold import squash
from app.core.cv.profile import (
    NO_LINE,
    Contact,
    Education,
    Experience,
    JobTitle,
    LanguageSkill,
    Place,
    Profile,
    ProfileSkill,
    SalaryExpectation,
)
from app.core.cv.quality import rated
from app.core.cv.years import with_years, years_of
from app.core.skills.lexicon import Lexicon, default_lexicon

Entry = TypeVar("Entry")


def with_contact(profile: Profile, contact: Contact) -> Profile:
    return rated(replace(profile, contact=check.contact(contact)))


def with_summary(profile: Profile, summary: str | None) -> Profile:
    return replace(profile, summary=check.optional(summary, check.LONGEST_SUMMARY))


def with_title_added(profile: Profile, text: str) -> Profile:
    return rated(replace(profile, titles=_titles_with(profile.titles, JobTitle(check.required(text)))))


def with_title_replaced(profile: Profile, index: int, text: str) -> Profile:
    title = JobTitle(check.required(text), _at(profile.titles, index).line)
    return replace(profile, titles=_put(profile.titles, index, title))


def with_title_removed(profile: Profile, index: int) -> Profile:
    return rated(replace(profile, titles=_without(profile.titles, index)))


def with_experience_added(profile: Profile, experience: Experience, today: date) -> Profile:
    """The job takes its place among the others by its start, latest first."""
    added = check.experience(experience, today)
    check.not_too_many(len(profile.experiences) + 1)
    jobs = list(profile.experiences)
    starts = [job.start or date.min for job in jobs]
    place = next(
        (index for index, start in enumerate(starts) if start < (added.start or date.min)), len(jobs)
    )
    jobs.insert(place, added)
    titled = replace(profile, titles=_titles_with(profile.titles, JobTitle(added.title, added.line)))
    return _with_experiences(titled, jobs, today)


def with_experience_replaced(profile: Profile, index: int, experience: Experience, today: date) -> Profile:
    """The job keeps the lines it was read from unless the new one names its own."""
    old = _at(profile.experiences, index)
    new = check.experience(experience, today)
    if new.line == NO_LINE:
        new = replace(new, line=old.line, last_line=old.last_line)
    titles = tuple(
        JobTitle(new.title, title.line) if _is_title_of(title, old) else title for title in profile.titles
    )
    titled = replace(profile, titles=_titles_with(titles, JobTitle(new.title, new.line)))
    return _with_experiences(titled, _put(profile.experiences, index, new), today)


def with_experience_removed(profile: Profile, index: int, today: date) -> Profile:
    old = _at(profile.experiences, index)
    titles = tuple(title for title in profile.titles if not _is_title_of(title, old))
    return _with_experiences(replace(profile, titles=titles), _without(profile.experiences, index), today)


def with_education_added(profile: Profile, education: Education, today: date) -> Profile:
    check.not_too_many(len(profile.education) + 1)
    return _with_education(profile, (*profile.education, check.education(education, today)))


def with_education_replaced(profile: Profile, index: int, education: Education, today: date) -> Profile:
    old, new = _at(profile.education, index), check.education(education, today)
    new = replace(new, line=old.line) if new.line == NO_LINE else new
    return _with_education(profile, _put(profile.education, index, new))


def with_education_removed(profile: Profile, index: int) -> Profile:
    return _with_education(profile, _without(profile.education, index))


def with_language(profile: Profile, language: LanguageSkill) -> Profile:
    """Sets the level of a language, adding the language if it is not there."""
    new = check.language(language)
    codes = [known.code for known in profile.languages]
    if new.code in codes:
        return replace(profile, languages=_put(profile.languages, codes.index(new.code), new))
    check.not_too_many(len(codes) + 1)
    return rated(replace(profile, languages=(*profile.languages, new)))


def with_language_removed(profile: Profile, code: str) -> Profile:
    codes = [known.code for known in profile.languages]
    return rated(replace(profile, languages=_without(profile.languages, _index(codes, code))))


def with_skill_added(
    profile: Profile, skill: str, years: float | None = None, lexicon: Lexicon | None = None
) -> Profile:
    """``skill`` is a lexicon id. A skill that is there stays as it is, with its proofs."""
    if skill not in (lexicon or default_lexicon()).skills:
        raise InvalidCorrection("unknown_skill")
    stated = ProfileSkill(skill, years=check.years(years))
    if any(known.skill == skill for known in profile.skills):
        return profile
    return rated(replace(profile, skills=(*profile.skills, stated)))


def with_skill_years(
    profile: Profile, skill: str, years: float | None, last_used: int | None = None
) -> Profile:
    """The person's own figure. It replaces what the lines of the CV prove, so the lines go."""
    index = _index([known.skill for known in profile.skills], skill)
    stated = ProfileSkill(skill, years=check.years(years), last_used=last_used)
    return replace(profile, skills=_put(profile.skills, index, stated))


def with_skill_removed(profile: Profile, skill: str) -> Profile:
    index = _index([known.skill for known in profile.skills], skill)
    return rated(replace(profile, skills=_without(profile.skills, index)))


def with_wishes(
    profile: Profile,
    *,
    titles: Sequence[str],
    places: Sequence[Place],
    contracts: Sequence[str],
    remote: bool,
    salary: SalaryExpectation | None,
) -> Profile:
    for entries in (titles, places, contracts):
        check.not_too_many(len(entries))
    return replace(
        profile,
        desired_titles=tuple(dict.fromkeys(map(check.required, titles))),
        desired_places=tuple(dict.fromkeys(map(check.place, places))),
        desired_contracts=tuple(dict.fromkeys(map(check.contract, contracts))),
        remote_wanted=remote,
        salary=check.salary(salary) if salary is not None else None,
    )


def _with_experiences(profile: Profile, jobs: Sequence[Experience], today: date) -> Profile:
    return rated(
        replace(
            profile,
            experiences=tuple(jobs),
            total_years=years_of(jobs, today),
            skills=with_years(profile.skills, jobs, today),
        )
    )


def _with_education(profile: Profile, education: Sequence[Education]) -> Profile:
    return rated(replace(profile, education=tuple(education), education_level=education_level(education)))


def _is_title_of(title: JobTitle, job: Experience) -> bool:
    return title.line == job.line and squash(title.text) == squash(job.title)


def _titles_with(titles: tuple[JobTitle, ...], added: JobTitle) -> tuple[JobTitle, ...]:
    check.not_too_many(len(titles) + 1)
    known = {squash(title.text) for title in titles}
    return titles if squash(added.text) in known else (*titles, added)


def _at(entries: Sequence[Entry], index: int) -> Entry:
    if not 0 <= index < len(entries):
        raise InvalidCorrection("unknown_entry")
    return entries[index]


def _index(keys: Sequence[str], key: str) -> int:
    if key not in keys:
        raise InvalidCorrection("unknown_entry")
    return keys.index(key)


def _put(entries: Sequence[Entry], index: int, entry: Entry) -> tuple[Entry, ...]:
    _at(entries, index)
    return (*entries[:index], entry, *entries[index + 1 :])


def _without(entries: Sequence[Entry], index: int) -> tuple[Entry, ...]:
    _at(entries, index)
    return (*entries[:index], *entries[index + 1 :])
