"""Forms of applications. Dates and times are those of the person's own clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.validators import Optional as OptionalValue

from app.core.tracker.days import FIRST, LAST, local, zone_of
from app.core.tracker.positions import placed
from app.core.tracker.record import NOTE, ContactRecord, InterviewRecord, long_text, one_line, web_address
from app.core.tracker.status import STATUSES
from app.errors import BadInput
from app.services.import_reading import Pasted
from app.services.tracker.creating import Details
from app.services.tracker.editing import TEXTS, Seen
from app.web.forms.accounts import is_email
from app.web.forms.imports import AddressForm, TextForm
from app.words.labels import table_of

__all__ = ["AddressForm", "Pasted", "TextForm"]
PLACES = ("first", "last", "up", "down")


def _some_text(_form: FlaskForm, field: StringField) -> None:
    if not one_line(field.data or ""):
        raise ValidationError(_("Something has to stand here."))


def _web_address(_form: FlaskForm, field: StringField) -> None:
    if web_address(field.data or "") is None:
        raise ValidationError(_("Enter a web address such as https://careers.example.org/jobs/42"))


class DetailsForm(FlaskForm):  # type: ignore[misc]
    title = StringField(_("Job title"), [InputRequired(_("Give it a title.")), Length(max=255), _some_text])
    company = StringField(_("Company"), [OptionalValue(), Length(max=255)])
    location = StringField(_("Place"), [OptionalValue(), Length(max=255)])
    url = StringField(_("Address of the offer"), [OptionalValue(), Length(max=2000), _web_address])
    source = StringField(_("Found on"), [OptionalValue(), Length(max=40)])

    def details(self) -> Details:
        return Details(
            title=self.title.data,
            company=self.company.data or "",
            location=self.location.data or "",
            url=web_address(self.url.data or "") or "",
            source=self.source.data or "",
        )


class NewForm(DetailsForm):
    status = SelectField(_("Status"), validate_choice=True)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.status.choices = list(table_of("application_status").items())


class _Timed(FlaskForm):  # type: ignore[misc]
    """Forms with a day and a time of day; ``zone`` is the name of the person's zone."""

    def moment(self, zone: str) -> datetime | None:
        """In UTC. None, with the field's error set, for what no calendar or clock reaches."""
        try:
            found = local(self.day.data, self.time.data, zone_of(zone))
        except ValueError:
            found = LAST
        if FIRST <= found < LAST:
            return found
        self.day.errors = [gettext("Enter a day between 1990 and 2099.")]
        return None


class FollowUpForm(_Timed):
    day = DateField(_("Day"), [InputRequired(_("Choose a day."))])
    time = TimeField(_("Time"), [InputRequired(_("Choose a time."))])
    text = StringField(_("What to do"), [OptionalValue(), Length(max=300)])


class InterviewForm(_Timed):
    kind = SelectField(_("Kind"), validate_choice=True)
    day = DateField(_("Day"), [InputRequired(_("Choose a day."))])
    time = TimeField(_("Time"), [InputRequired(_("Choose a time."))])
    minutes = IntegerField(
        _("Minutes"),
        [InputRequired(_("How long?")), NumberRange(1, 1440, message=_("Enter 1 to 1,440 minutes."))],
        default=60,
    )
    place = StringField(_("Place or link"), [OptionalValue(), Length(max=300)])
    notes = TextAreaField(_("Notes"), [OptionalValue(), Length(max=NOTE)], render_kw={"rows": 5})
    outcome = SelectField(_("Outcome"), validate_choice=True)
    seen = HiddenField(validators=[OptionalValue(), Length(max=64)])

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.kind.choices = list(table_of("interview_kind").items())
        self.outcome.choices = [("", gettext("Not known yet")), *table_of("interview_outcome").items()]

    def record(self, starts_at: datetime) -> InterviewRecord:
        return InterviewRecord(
            starts_at=starts_at,
            kind=self.kind.data,
            minutes=self.minutes.data,
            place=one_line(self.place.data or ""),
            notes=long_text(self.notes.data or ""),
            outcome=self.outcome.data,
        )


class ContactForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [InputRequired(_("Enter a name.")), Length(max=200), _some_text])
    role = StringField(_("Role"), [OptionalValue(), Length(max=200)])
    email = StringField(_("E-mail"), [OptionalValue(), Length(max=254), is_email])
    phone = StringField(_("Phone"), [OptionalValue(), Length(max=32)])
    notes = TextAreaField(_("Notes"), [OptionalValue(), Length(max=NOTE)], render_kw={"rows": 4})
    seen = HiddenField(validators=[OptionalValue(), Length(max=64)])

    def record(self) -> ContactRecord:
        return ContactRecord(
            name=one_line(self.name.data or ""),
            role=one_line(self.role.data or ""),
            email=one_line(self.email.data or ""),
            phone=one_line(self.phone.data or ""),
            notes=long_text(self.notes.data or ""),
        )


class DocumentForm(FlaskForm):  # type: ignore[misc]
    document = FileField(_("Document"), [FileRequired(_("Choose a file first."))])


class ImportForm(FlaskForm):  # type: ignore[misc]
    table = FileField(_("File"), [FileRequired(_("Choose a file first."))])


def move_from(form: Mapping[str, str]) -> tuple[str | None, str]:
    """Where to: (status, or None to stay in the column; place). Raises BadInput."""
    to, before = form.get("to", ""), form.get("before", "")
    place = to if to in PLACES else f"before:{before}" if before else form.get("place", "first")
    try:
        placed((), 0, place)
    except ValueError:
        place = ""
    if not place or to not in (*PLACES, *STATUSES):
        raise BadInput(gettext("Choose one of the offered values."), fields={"to": gettext("Unknown value.")})
    return (None if to in PLACES else to), place


def text_from(form: Mapping[str, str]) -> tuple[str, str, Seen]:
    """Which text, what it says now, and what was seen before. Raises BadInput."""
    name, text, version = form.get("field", ""), form.get("text"), form.get("version", "")
    if (
        name not in TEXTS
        or text is None
        or not (version.isascii() and version.isdigit() and len(version) < 10)
    ):
        raise BadInput(
            gettext("The request could not be understood. Go back and try again."), code="bad_field"
        )
    return name, text, Seen(int(version), form.get("seen", "")[:64])
