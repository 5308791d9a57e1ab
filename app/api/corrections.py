"""Corrections of a CV as they are sent, made into changes of its profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext as _

from app.api.schemas import corrections as given
from app.core.cv import corrections as c
from app.core.cv.profile import Education, Experience, LanguageSkill, Profile, SalaryExpectation
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput
from app.services.cv_corrections import Change
from app.words.corrections import correction_text


def change_of(wanted: Sequence[Any]) -> Change:
    """All corrections in order. Read when they are applied, so that who may not change this CV learns nothing else.
    The change raises BadInput that names the one that does not fit."""

    def change(profile: Profile) -> Profile:
        today = datetime.now(UTC).date()
        for number, one in enumerate(wanted):
            try:
                profile = MAKERS[type(one)](one, profile).apply_to(profile, today)
            except c.InvalidCorrection as error:
                said = correction_text(error.code)
                field = {f"corrections.{number}": said}
                raise BadInput(
                    _("This correction does not fit."), code="bad_correction", fields=field
                ) from error
        return profile

    return change


def _skill(name: str) -> str:
    """Raises InvalidCorrection."""
    lexicon = default_lexicon()
    found = lexicon.skills.get(name) or lexicon.find(name)
    if found is None:
        raise c.InvalidCorrection("unknown_skill")
    return found.id


def _contact(sent: given.EditContact, profile: Profile) -> c.Correction:
    """Links are not sent and stay."""
    contact = replace(
        profile.contact,
        name=sent.name or None,
        email=sent.email or None,
        phone=sent.phone or None,
        place=c.place_named(sent.place) if sent.place else None,
    )
    return c.EditContact(contact)


def _experience(sent: given.Job) -> Experience:
    end = None if sent.current else _month(sent.end)
    return Experience(sent.title, sent.company or None, _month(sent.start), end, sent.current)


def _education(sent: given.Diploma) -> Education:
    return Education(sent.level, sent.title, sent.institution or None, sent.year)


def _wishes(sent: given.EditWishes) -> c.Correction:
    salary = sent.salary
    return c.EditWishes(
        titles=tuple(dict.fromkeys(filter(None, sent.titles))),
        places=tuple(c.place_named(place) for place in dict.fromkeys(filter(None, sent.places))),
        contracts=tuple(dict.fromkeys(sent.contracts)),
        remote=sent.remote,
        salary=SalaryExpectation(salary.minimum, None, salary.currency, salary.period) if salary else None,
    )


def _month(written: str | None) -> date | None:
    return date(int(written[:4]), int(written[5:]), 1) if written else None


def _plain(make: Callable[[Any], c.Correction]) -> Callable[[Any, Profile], c.Correction]:
    return lambda sent, _profile: make(sent)


MAKERS: Mapping[type, Callable[[Any, Profile], c.Correction]] = {
    given.EditContact: _contact,
    given.AddSkill: _plain(lambda sent: c.AddSkill(_skill(sent.skill))),
    given.RemoveSkill: _plain(lambda sent: c.RemoveSkill(_skill(sent.skill))),
    given.AddExperience: _plain(lambda sent: c.AddExperience(_experience(sent))),
    given.EditExperience: _plain(lambda sent: c.EditExperience(sent.index, _experience(sent))),
    given.RemoveExperience: _plain(lambda sent: c.RemoveExperience(sent.index)),
    given.AddEducation: _plain(lambda sent: c.AddEducation(_education(sent))),
    given.EditEducation: _plain(lambda sent: c.EditEducation(sent.index, _education(sent))),
    given.RemoveEducation: _plain(lambda sent: c.RemoveEducation(sent.index)),
    given.SetLanguage: _plain(lambda sent: c.SetLanguage(LanguageSkill(sent.code, sent.level))),
    given.RemoveLanguage: _plain(lambda sent: c.RemoveLanguage(sent.code)),
    given.EditWishes: _plain(_wishes),
    given.AddTitle: _plain(lambda sent: c.AddTitle(sent.text)),
    given.RemoveTitle: _plain(lambda sent: c.RemoveTitle(sent.index)),
}
