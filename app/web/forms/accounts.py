"""Forms of accounts. Only the fields named here can be set from outside."""

from __future__ import annotations

from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Regexp, ValidationError
from wtforms.validators import Optional as OptionalValue

from app.services.passwords import MAX_LENGTH, MIN_LENGTH

MAX_EMAIL = 254
NAME_RULE = Regexp(r"^[^\x00-\x1f\x7f<>]*$", message=_("Leave out control characters and angle brackets."))


def is_email(_form: FlaskForm, field: StringField) -> None:
    try:
        validate_email(field.data or "", check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValidationError(_("Enter an e-mail address such as name@example.org.")) from error


EMAIL_RULES = [InputRequired(_("Enter your e-mail address.")), Length(max=MAX_EMAIL), is_email]
NEW_PASSWORD_RULES = [
    InputRequired(_("Choose a password.")),
    Length(MIN_LENGTH, MAX_LENGTH, message=_("Use %(a)s to %(b)s characters.", a=MIN_LENGTH, b=MAX_LENGTH)),
]


class RegisterForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(_("E-mail"), EMAIL_RULES)
    password = PasswordField(_("Password"), NEW_PASSWORD_RULES)
    first_name = StringField(_("First name"), [OptionalValue(), Length(max=100), NAME_RULE])
    last_name = StringField(_("Last name"), [OptionalValue(), Length(max=100), NAME_RULE])


class LoginForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(_("E-mail"), [InputRequired(_("Enter your e-mail address.")), Length(max=MAX_EMAIL)])
    password = PasswordField(
        _("Password"), [InputRequired(_("Enter your password.")), Length(max=MAX_LENGTH)]
    )
    next = HiddenField()


class ResetRequestForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(_("E-mail"), EMAIL_RULES)


class NewPasswordForm(FlaskForm):  # type: ignore[misc]
    password = PasswordField(_("New password"), NEW_PASSWORD_RULES)
    again = PasswordField(
        _("New password again"), [EqualTo("password", message=_("The two passwords differ."))]
    )


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField(
        _("Current password"), [InputRequired(_("Enter your current password.")), Length(max=MAX_LENGTH)]
    )


class ProfileForm(FlaskForm):  # type: ignore[misc]
    first_name = StringField(_("First name"), [OptionalValue(), Length(max=100), NAME_RULE])
    last_name = StringField(_("Last name"), [OptionalValue(), Length(max=100), NAME_RULE])
    phone = StringField(
        _("Phone"),
        [
            OptionalValue(),
            Length(max=32),
            Regexp(r"^[0-9+() ./-]*$", message=_("Use digits, spaces and + only.")),
        ],
    )
    timezone = SelectField(
        _("Time zone"), [InputRequired(_("Choose a time zone."))], choices=sorted(available_timezones())
    )
    email_notifications = BooleanField(_("Send me e-mails about new offers"))
    reminder_mails = BooleanField(_("Remind me by e-mail of follow-ups and interviews"))


class AvatarForm(FlaskForm):  # type: ignore[misc]
    picture = FileField(_("Picture"), [FileRequired(_("Choose a picture."))])


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """A form with nothing but its token: a link in a mail is confirmed by a person, not by a scanner."""
