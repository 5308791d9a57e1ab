"""The correction that a form on the CV page asks for. ``action`` says which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from flask_babel import LazyString
from werkzeug.datastructures import MultiDict

from app.core.cv import corrections as c
from app.core.cv.profile import Education, Experience, LanguageSkill, Profile, SalaryExpectation
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput
from app.services.cv_corrections import Change
from app.words.corrections import MESSAGES, correction_text

Form = MultiDict[str, str]
MAX_LINES = 20
MAX_SALARY = 10_000_000


def correction_from(form: Form) -> Change:
    """The change that the form asks for. The form is read when the change is applied, so that who may
    not change this CV learns nothing else. Raises BadInput, or InvalidCorrection, then."""

    def change(profile: Profile) -> Profile:
        maker = ACTIONS.get(form.get("action", ""))
        if maker is None:
            raise _bad("bad_action")
        return maker(form).apply_to(profile, datetime.now(UTC).date())

    return change


def section_of(form: Form) -> str:
    """The part of the CV page that the corrected entry stands in."""
    _verb, _, noun = form.get("action", "").partition("_")
    return {"skill": "skills", "language": "languages", "title": "wishes"}.get(noun, noun)


def correction_error(error: ValueError) -> LazyString:
    """What to do about an InvalidCorrection."""
    return correction_text(getattr(error, "code", ""))


class _EditContact:
    """Links have no field in the form and stay."""

    section = "contact"

    def __init__(self, form: Form) -> None:
        place = form.get("place", "").strip()
        self._name, self._email, self._phone = (
            form.get(name, "").strip() or None for name in ("name", "email", "phone")
        )
        self._place = c.place_named(place) if place else None

    def apply_to(self, profile: Profile, today: date) -> Profile:
        contact = replace(
            profile.contact, name=self._name, email=self._email, phone=self._phone, place=self._place
        )
        return c.EditContact(contact).apply_to(profile, today)


def _skill(form: Form) -> str:
    written = form.get("skill", "").strip()
    lexicon = default_lexicon()
    found = lexicon.skills.get(written) or lexicon.find(written)
    if found is None:
        raise _bad("unknown_skill")
    return found.id


def _experience(form: Form) -> Experience:
    current = form.get("current") == "1"
    return Experience(
        title=form.get("title", ""),
        company=form.get("company") or None,
        start=_month(form, "start"),
        end=None if current else _month(form, "end"),
        current=current,
    )


def _education(form: Form) -> Education:
    year = form.get("year", "").strip()
    if year and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise _bad("bad_year")
    return Education(
        level=form.get("level", ""),
        title=form.get("title", ""),
        institution=form.get("institution") or None,
        year=int(year) if year else None,
    )


def _wishes(form: Form) -> c.EditWishes:
    return c.EditWishes(
        titles=_lines(form, "titles"),
        places=tuple(c.place_named(line) for line in _lines(form, "places")),
        contracts=tuple(dict.fromkeys(form.getlist("contracts"))),
        remote=form.get("remote_wanted") == "1",
        salary=_salary(form),
    )


def _salary(form: Form) -> SalaryExpectation | None:
    written = form.get("salary_minimum", "").strip().replace(" ", "").replace(",", ".")
    if not written:
        return None
    try:
        minimum = Decimal(written[:20])
    except InvalidOperation as error:
        raise _bad("bad_salary") from error
    if not minimum.is_finite() or minimum > MAX_SALARY:
        raise _bad("bad_salary")
    currency, period = form.get("salary_currency", "EUR"), form.get("salary_period", "year")
    return SalaryExpectation(minimum, None, currency, period)


def _lines(form: Form, name: str) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(line.strip() for line in form.get(name, "").splitlines() if line.strip()))
    if len(lines) > MAX_LINES:
        raise _bad("too_many")
    return lines


def _month(form: Form, name: str) -> date | None:
    written = form.get(name, "").strip()
    if not written:
        return None
    try:
        return datetime.strptime(written, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise _bad("bad_month") from error


def _index(form: Form) -> int:
    written = form.get("index", "")
    if not (written.isascii() and written.isdigit() and len(written) < 5):
        raise _bad("unknown_entry")
    return int(written)


def _bad(code: str) -> BadInput:
    return BadInput(MESSAGES[code], code=code)


ACTIONS: Mapping[str, Callable[[Form], c.Correction]] = {
    "add_skill": lambda form: c.AddSkill(_skill(form)),
    "remove_skill": lambda form: c.RemoveSkill(form.get("skill", "")),
    "edit_contact": _EditContact,
    "add_experience": lambda form: c.AddExperience(_experience(form)),
    "edit_experience": lambda form: c.EditExperience(_index(form), _experience(form)),
    "remove_experience": lambda form: c.RemoveExperience(_index(form)),
    "add_education": lambda form: c.AddEducation(_education(form)),
    "edit_education": lambda form: c.EditEducation(_index(form), _education(form)),
    "remove_education": lambda form: c.RemoveEducation(_index(form)),
    "set_language": lambda form: c.SetLanguage(
        LanguageSkill(form.get("code", ""), form.get("level") or None)
    ),
    "remove_language": lambda form: c.RemoveLanguage(form.get("code", "")),
    "edit_wishes": _wishes,
    "add_title": lambda form: c.AddTitle(form.get("text", "")),
    "remove_title": lambda form: c.RemoveTitle(_index(form)),
}
