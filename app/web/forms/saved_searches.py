"""A saved search as a form: all that is kept of it, in the words of the search page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.validators import Optional as OptionalValue
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.search.filters import MAX_TEXT, MAX_VALUES, Filters, clean_text
from app.core.search.query import MAX_PLACES, PLACE_SIGN
from app.core.skills.lexicon import default_lexicon
from app.services.saved_searches import LENGTH_OF_NAME, SavedSearch, Wish
from app.web.words import country_name
from app.words.labels import EXPERIENCE_LEVEL, JOB_TYPE, REMOTE
from app.words.skills import skill_name

COUNTRIES = ("TN", "FR", "DE", "BE", "GB")
MOST_PAY = 10_000_000


class Boxes(SelectMultipleField):  # type: ignore[misc]
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _list_of(most: int) -> Any:
    def check(_form: FlaskForm, field: StringField) -> None:
        if len(listed(field.data)) > most:
            raise ValidationError(_("Give at most %(most)s.", most=most))

    return check


def _known_skills(_form: FlaskForm, field: StringField) -> None:
    for name in listed(field.data):
        if default_lexicon().find(name) is None:
            raise ValidationError(_("We do not know the skill “%(name)s”.", name=name))


class SavedSearchForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [InputRequired(_("Give it a name.")), Length(max=LENGTH_OF_NAME)])
    keywords = StringField(_("Words"), [OptionalValue(), Length(max=MAX_TEXT)])
    cities = StringField(_("Towns"), [OptionalValue(), Length(max=MAX_TEXT - 30), _list_of(MAX_PLACES)])
    countries = Boxes(_("Countries"))
    contract_types = Boxes(_("Contracts"))
    experience_levels = Boxes(_("Levels"))
    remote_policy = Boxes(_("Remote work"))
    skills = StringField(
        _("Skills"), [OptionalValue(), Length(max=1000), _list_of(MAX_VALUES), _known_skills]
    )
    salary_min = IntegerField(_("Lowest salary, € a year"), [OptionalValue(), NumberRange(0, MOST_PAY)])
    salary_max = IntegerField(_("Highest salary, € a year"), [OptionalValue(), NumberRange(0, MOST_PAY)])
    industries = StringField(_("Industries"), [OptionalValue(), Length(max=500), _list_of(MAX_VALUES)])
    sizes = StringField(_("Company sizes"), [OptionalValue(), Length(max=300), _list_of(MAX_VALUES)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.countries.choices = _with(self.countries, {code: country_name(code) for code in COUNTRIES})
        self.contract_types.choices = _with(self.contract_types, JOB_TYPE)
        self.experience_levels.choices = _with(self.experience_levels, EXPERIENCE_LEVEL)
        self.remote_policy.choices = _with(self.remote_policy, REMOTE)

    def validate_salary_max(self, field: IntegerField) -> None:
        if field.data is not None and self.salary_min.data is not None and field.data < self.salary_min.data:
            raise ValidationError(_("The highest salary is lower than the lowest."))

    def wish(self, before: Filters) -> Wish:
        """What the form does not show stays as it was."""
        filters = replace(
            before,
            keyword=clean_text(self.keywords.data or ""),
            location=f" {PLACE_SIGN} ".join(listed(self.cities.data)),
            country=tuple(self.countries.data or ()),
            job_type=tuple(self.contract_types.data or ()),
            experience_level=tuple(self.experience_levels.data or ()),
            remote=tuple(self.remote_policy.data or ()),
            skill=tuple(dict.fromkeys(_skill_id(name) for name in listed(self.skills.data))),
            salary_min=self.salary_min.data,
        )
        return Wish(
            name=clean_text(self.name.data),
            filters=filters,
            salary_max=self.salary_max.data,
            industries=tuple(listed(self.industries.data)),
            sizes=tuple(listed(self.sizes.data)),
        )


def form_of(search: SavedSearch) -> SavedSearchForm:
    """Filled with the stored values unless something was sent."""
    filters = search.filters
    return SavedSearchForm(
        data={
            "name": search.name,
            "keywords": filters.keyword,
            "cities": filters.location.replace(f" {PLACE_SIGN} ", ", "),
            "countries": list(filters.country),
            "contract_types": list(filters.job_type),
            "experience_levels": list(filters.experience_level),
            "remote_policy": list(filters.remote),
            "skills": ", ".join(skill_name(skill) for skill in filters.skill),
            "salary_min": filters.salary_min,
            "salary_max": search.salary_max,
            "industries": ", ".join(search.industries),
            "sizes": ", ".join(search.sizes),
        }
    )


def listed(text: str | None) -> list[str]:
    """The parts of a list with commas, without what would split it again."""
    parts = (clean_text(part.replace(PLACE_SIGN, " ")) for part in (text or "").split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _skill_id(name: str) -> str:
    found = default_lexicon().find(name)
    assert found is not None, "checked before"
    return found.id


def _with(field: Boxes, labels: Mapping[str, object]) -> list[tuple[str, str]]:
    """The choices, and values stored from a search that are none of them."""
    stored = [value for value in field.object_data or () if value not in labels]
    return [(value, str(text)) for value, text in labels.items()] + [(value, value) for value in stored]
