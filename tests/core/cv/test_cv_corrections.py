"""What a person may correct, and that it counts as what was read does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cv import corrections as c
from app.core.cv.parse import parse
from app.core.cv.profile import (
    NO_LINE,
    Contact,
    Education,
    Experience,
    LanguageSkill,
    Place,
    Profile,
    SalaryExpectation,
    from_json,
    to_json,
)
from tests.core.cv.cv_texts import TODAY, document_of, text_named

PROFILE = parse(document_of(text_named("en_engineer_london")), TODAY)
JOB = Experience("Data Engineer", "Bay Labs", date(2012, 1, 1), date(2012, 12, 1))


def corrected(*listed: c.Correction, profile: Profile = PROFILE) -> Profile:
    return c.apply(profile, listed, TODAY)


def skill(profile: Profile, name: str) -> tuple[float | None, int | None]:
    return next((known.years, known.last_used) for known in profile.skills if known.skill == name)


def test_added_job_takes_its_place_and_counts() -> None:
    found = corrected(c.AddExperience(JOB))
    assert found.experiences[-1] == JOB
    assert found.total_years == pytest.approx((PROFILE.total_years or 0) + 1.0, abs=0.11)
    assert "Data Engineer" in [title.text for title in found.titles]


def test_job_inside_another_adds_no_year() -> None:
    inside = Experience("Mentor", None, date(2020, 1, 1), date(2020, 6, 1))
    assert corrected(c.AddExperience(inside)).total_years == PROFILE.total_years


def test_days_become_months() -> None:
    found = corrected(c.AddExperience(Experience("Mentor", " ", date(2010, 1, 17), date(2010, 2, 28))))
    assert (found.experiences[-1].start, found.experiences[-1].end) == (date(2010, 1, 1), date(2010, 2, 1))
    assert found.experiences[-1].company is None


def test_edited_job_keeps_its_lines_and_its_skills_follow() -> None:
    shorter = Experience("Lead Engineer", "Larkspur", date(2025, 1, 1), date(2025, 12, 1))
    found = corrected(c.EditExperience(0, shorter))
    assert (found.experiences[0].line, found.experiences[0].last_line) == (
        PROFILE.experiences[0].line,
        PROFILE.experiences[0].last_line,
    )
    assert skill(found, "postgresql") == (1.0, 2025)
    assert "Lead Engineer" in [title.text for title in found.titles]


def test_removed_job_takes_its_years_along() -> None:
    found = corrected(c.RemoveExperience(0))
    assert len(found.experiences) == len(PROFILE.experiences) - 1
    assert skill(found, "postgresql") == (None, None)
    assert (found.total_years or 0) < (PROFILE.total_years or 0)


def test_without_any_job_there_are_no_years() -> None:
    found = corrected(*[c.RemoveExperience(0)] * len(PROFILE.experiences))
    assert (found.total_years, found.experiences) == (None, ())
    assert "no_dates" in found.notes
    assert found.quality < PROFILE.quality


def test_skill_added_and_removed() -> None:
    found = corrected(c.AddSkill("java", 3.0))
    assert skill(found, "java") == (3.0, None)
    assert corrected(c.RemoveSkill("java"), profile=found) == PROFILE


def test_skill_that_is_there_keeps_its_proofs() -> None:
    assert corrected(c.AddSkill("python")) == PROFILE


def test_stated_years_outlive_other_corrections() -> None:
    found = corrected(c.SetSkillYears("python", 2.5, 2024), c.RemoveExperience(0))
    assert skill(found, "python") == (2.5, 2024)


def test_education_decides_the_level() -> None:
    found = corrected(c.AddEducation(Education("doctorate", "PhD Physics", None, 2020)))
    assert found.education_level == "doctorate"
    assert corrected(c.RemoveEducation(0)).education_level == "bachelor"
    edited = corrected(c.EditEducation(0, Education("vocational", "HND", "Dale College", 2014)))
    assert edited.education[0].line == PROFILE.education[0].line
    assert edited.education_level == "bachelor"


def test_languages() -> None:
    found = corrected(c.SetLanguage(LanguageSkill("fr", "C2")), c.SetLanguage(LanguageSkill("de")))
    assert {known.code: known.level for known in found.languages} == {
        "en": "native",
        "hi": "B1",
        "fr": "C2",
        "de": None,
    }
    assert len(corrected(c.RemoveLanguage("hi")).languages) == 2


def test_contact_summary_and_titles() -> None:
    contact = Contact(
        " Priya  A. ", "p@example.com", "+44 7700 900123", Place("Leeds", "Leeds", "GB"), ("a.example",)
    )
    found = corrected(
        c.EditContact(contact),
        c.EditSummary("  Short.  "),
        c.AddTitle("Architect"),
        c.EditTitle(0, "Principal Engineer"),
        c.RemoveTitle(1),
    )
    assert found.contact.name == "Priya A."
    assert found.summary == "Short."
    texts = [title.text for title in found.titles]
    assert texts[0] == "Principal Engineer"
    assert texts[-1] == "Architect"
    assert len(texts) == len(PROFILE.titles)


def test_empty_contact_is_allowed_and_noted() -> None:
    found = corrected(c.EditContact(Contact("", " ", "")))
    assert found.contact == Contact()
    assert {"no_name", "no_contact"} <= set(found.notes)


def test_wishes_replace_each_other() -> None:
    wishes = c.EditWishes(
        ("Architect", "Architect"),
        (c.place_named("Köln"), c.place_named("Atlantis")),
        ("permanent",),
        remote=True,
        salary=SalaryExpectation(Decimal(60000), Decimal(70000), "EUR", "year"),
    )
    found = corrected(wishes)
    assert found.desired_titles == ("Architect",)
    assert found.desired_places == (Place("Köln", "Cologne", "DE"), Place("Atlantis"))
    assert (found.desired_contracts, found.remote_wanted) == (("permanent",), True)
    emptied = corrected(c.EditWishes(), profile=found)
    assert (emptied.desired_titles, emptied.desired_places, emptied.salary) == ((), (), None)


REFUSED = [
    (c.AddExperience(Experience(" - ")), "empty"),
    (c.AddExperience(Experience("x" * 201)), "too_long"),
    (c.AddExperience(Experience("Chef", None, None, date(2020, 1, 1))), "missing_start"),
    (c.AddExperience(Experience("Chef", current=True)), "missing_start"),
    (c.AddExperience(Experience("Chef", None, date(2020, 2, 1), date(2020, 1, 1))), "end_before_start"),
    (c.AddExperience(Experience("Chef", None, date(2020, 1, 1), date(2020, 2, 1), True)), "end_of_current"),
    (c.AddExperience(Experience("Chef", None, date(2026, 4, 1))), "in_future"),
    (c.AddExperience(Experience("Chef", None, date(1900, 1, 1))), "bad_year"),
    (c.EditExperience(9, JOB), "unknown_entry"),
    (c.EditExperience(-1, JOB), "unknown_entry"),
    (c.RemoveExperience(3), "unknown_entry"),
    (c.AddEducation(Education("wizard", "Magic")), "bad_level"),
    (c.AddEducation(Education("master", "MSc", None, 1800)), "bad_year"),
    (c.AddEducation(Education("master", "")), "empty"),
    (c.RemoveEducation(99), "unknown_entry"),
    (c.SetLanguage(LanguageSkill("French")), "bad_language"),
    (c.SetLanguage(LanguageSkill("fr", "D1")), "bad_level"),
    (c.RemoveLanguage("zz"), "unknown_entry"),
    (c.AddSkill("no-such-skill-anywhere"), "unknown_skill"),
    (c.AddSkill("java", -1.0), "bad_years"),
    (c.AddSkill("java", float("nan")), "bad_years"),
    (c.SetSkillYears("python", 99.0), "bad_years"),
    (c.SetSkillYears("java", 1.0), "unknown_entry"),
    (c.RemoveSkill("java"), "unknown_entry"),
    (c.AddTitle(""), "empty"),
    (c.EditTitle(99, "Chef"), "unknown_entry"),
    (c.RemoveTitle(99), "unknown_entry"),
    (c.EditContact(Contact(email="not an address")), "bad_email"),
    (c.EditContact(Contact(phone="call me")), "bad_phone"),
    (c.EditContact(Contact(links=("javascript:alert(1)",))), "bad_link"),
    (c.EditContact(Contact(place=Place("Lyon", None, "France"))), "bad_country"),
    (c.EditWishes(contracts=("forever",)), "bad_contract"),
    (c.EditWishes(titles=("Chef",) * 101), "too_many"),
    (c.EditWishes(salary=SalaryExpectation(Decimal(0))), "bad_salary"),
    (c.EditWishes(salary=SalaryExpectation(Decimal(10), Decimal(5))), "bad_salary"),
    (c.EditWishes(salary=SalaryExpectation(Decimal("NaN"))), "bad_salary"),
    (c.EditWishes(salary=SalaryExpectation(Decimal(10), None, "EUR", "week")), "bad_salary"),
    (c.EditSummary("x" * 2000), "too_long"),
]


@pytest.mark.parametrize(("correction", "code"), REFUSED)
def test_refused(correction: c.Correction, code: str) -> None:
    with pytest.raises(c.InvalidCorrection) as caught:
        corrected(correction)
    assert caught.value.code == code
    assert code in c.CODES
    assert isinstance(caught.value, ValueError)


def test_every_code_can_happen() -> None:
    assert {code for _, code in REFUSED} == set(c.CODES)


def test_every_correction_names_its_section() -> None:
    assert c.AddSkill("java").section == "skills"
    assert c.EditWishes().section == "wishes"


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2), st.integers(2010 * 12, 2026 * 12 + 2), st.integers(0, 60))
def test_edit_counts_like_parsing(index: int, first: int, length: int) -> None:
    """A job edited to what another CV says gives the years that CV gives."""
    last = min(first + length, 2026 * 12 + 2)
    start, end = date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1)
    old = PROFILE.experiences[index]
    written = ("Sept 2019 to Current", "June 2016 - August 2019", "Jan 2018 - Dec 2018")[index]
    text = text_named("en_engineer_london").replace(written, f"{start:%m/%Y} - {end:%m/%Y}")
    read = parse(document_of(text), TODAY)
    edited = corrected(c.EditExperience(index, Experience(old.title, old.company, start, end)))
    assert edited.total_years == read.total_years
    assert edited.skills == read.skills


def test_typed_entries_have_no_line_and_survive_storage() -> None:
    found = corrected(c.AddExperience(JOB), c.AddSkill("java"), c.SetLanguage(LanguageSkill("de", "A1")))
    assert found.experiences[-1].line == NO_LINE
    assert from_json(to_json(found)) == found
