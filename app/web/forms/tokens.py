"""A personal token as a form. Its maker says the password again: a token outlives the session that makes it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.services.passwords import MAX_LENGTH
from app.services.tokens.caller import ADMIN, READ
from app.services.tokens.personal import LONGEST_NAME
from app.web.forms.accounts import NAME_RULE
from app.web.forms.saved_searches import Boxes
from app.words.labels import table_of

LIVES = (
    SelectChoice("30", _("30 days")),
    SelectChoice("90", _("90 days")),
    SelectChoice("366", _("One year")),
    SelectChoice("", _("Until I delete it")),
)


class TokenForm(FlaskForm):  # type: ignore[misc]
    name = StringField(
        _("What is it for?"),
        [
            DataRequired(_("Give the token a name of up to 80 characters.")),
            Length(max=LONGEST_NAME),
            NAME_RULE,
        ],
    )
    scopes = Boxes(
        _("What may it do?"),
        [InputRequired(_("Choose what the token may do."))],
        default=[READ],
    )
    days = SelectField(_("How long is it good?"), choices=LIVES, default="90")
    password = PasswordField(
        _("Password"), [InputRequired(_("Enter your password.")), Length(max=MAX_LENGTH)]
    )

    @classmethod
    def of(cls, *, is_admin: bool, **given: Any) -> TokenForm:
        """Only administrators are offered what only they may do."""
        form = cls(**given)
        scopes = table_of("token_scope").items()
        form.scopes.choices = [
            SelectChoice(scope, said) for scope, said in scopes if is_admin or scope != ADMIN
        ]
        return form
