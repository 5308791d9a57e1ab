"""Being sure before everything goes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired, Length

from app.services.passwords import MAX_LENGTH


class DeleteAccountForm(FlaskForm):  # type: ignore[misc]
    password = PasswordField(
        _("Password"), [InputRequired(_("Enter your password.")), Length(max=MAX_LENGTH)]
    )


class DeleteGuestForm(FlaskForm):  # type: ignore[misc]
    confirm = BooleanField(_("Yes, delete everything"), [InputRequired(_("Tick this if you are sure."))])
