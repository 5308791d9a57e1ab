"""From a parsed CV to what may be compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.core.cv.profile import Experience, Place, Profile
from app.core.matching.inputs import CEFR, RUNGS, Candidate, InvalidInput, SalaryRange, SkillEvidence
from app.core.matching.money import EUR_RATES, year_eur

LATEST_JOBS = 3  # how far back a past title says what the person does


def candidate_from_profile(
    profile: Profile,
    rungs: Mapping[str, str] | None = None,
    *,
    use_home_town: bool = True,
    rates: Mapping[str, float] = EUR_RATES,
) -> Candidate:
    """``rungs`` holds what was shown outside the CV: a course followed, a quiz passed, a proof checked.

    Of the contact only city and country of the home count, only when no place is wished for and
    ``use_home_town`` holds; the location part then carries less certainty. Raises InvalidInput.
    """
    places = profile.desired_places
    home = () if places or not use_home_town else _home(profile.contact.place)
    return Candidate(
        skills=_skills(profile, rungs or {}),
        years=profile.total_years,
        titles=_titles(profile),
        places=places or home,
        remote_ok=True if profile.remote_wanted else None,
        salary_year_eur=_salary(profile, rates),
        languages=_languages(profile),
        places_are_home=bool(home),
    )


def _home(place: Place | None) -> tuple[Place, ...]:
    if place is None or not (place.city or place.country):
        return ()
    return (Place(text="", city=place.city, country=place.country),)


def _skills(profile: Profile, rungs: Mapping[str, str]) -> dict[str, SkillEvidence]:
    found = {}
    for skill in profile.skills:
        rung = "used" if skill.years else "mentioned"
        found[skill.skill] = SkillEvidence(skill.skill, rung, skill.lines, skill.years)
    for name, rung in rungs.items():
        if rung not in RUNGS:
            raise InvalidInput(f"rungs: {rung!r} is none of {', '.join(RUNGS)}")
        known = found.get(name, SkillEvidence(name))
        best = max(known.rung, rung, key=RUNGS.index)
        found[name] = SkillEvidence(name, best, known.lines, known.years)
    return found


def _titles(profile: Profile) -> tuple[str, ...]:
    """What the person wants to be, else what the CV says they are."""
    if profile.desired_titles:
        return profile.desired_titles
    latest = sorted(profile.experiences, key=_recency, reverse=True)[:LATEST_JOBS]
    titles = [title.text for title in profile.titles] + [job.title for job in latest]
    return tuple(dict.fromkeys(title for title in titles if title))


def _recency(job: Experience) -> tuple[bool, date, date, str]:
    return job.current, job.end or date.min, job.start or date.min, job.title


def _salary(profile: Profile, rates: Mapping[str, float]) -> SalaryRange | None:
    wish = profile.salary
    if wish is None:
        return None
    maximum = None if wish.maximum is None else float(wish.maximum)
    return year_eur(float(wish.minimum), maximum, wish.currency, wish.period, rates)


def _languages(profile: Profile) -> dict[str, str | None]:
    """The language of the CV joins a list of languages, but is no list on its own."""
    found = {skill.code: skill.level if skill.level in CEFR else None for skill in profile.languages}
    if found and profile.language:
        found.setdefault(profile.language, None)
    return found
