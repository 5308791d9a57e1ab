"""Forms that bring an offer in: by address, as text, as a saved page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.validators import Optional as OptionalValue

from app.services.imported_jobs import MAX_TEXT, MIN_TEXT, Pasted

MAX_ADDRESS = 2000


class AddressForm(FlaskForm):  # type: ignore[misc]
    address = StringField(
        _("Address of the page"),
        [InputRequired(_("Paste the address of the page.")), Length(max=MAX_ADDRESS)],
    )
    pick = HiddenField(validators=[OptionalValue(), Length(max=64)])


class TextForm(FlaskForm):  # type: ignore[misc]
    title = StringField(_("Job title"), [InputRequired(_("Give the offer a title.")), Length(max=255)])
    company = StringField(_("Company"), [OptionalValue(), Length(max=255)])
    place = StringField(_("Place"), [OptionalValue(), Length(max=255)])
    text = TextAreaField(
        _("Text of the offer"),
        [
            InputRequired(_("Paste the text of the offer.")),
            Length(MIN_TEXT, MAX_TEXT, message=_("Paste %(a)s to %(b)s characters.", a=MIN_TEXT, b=MAX_TEXT)),
        ],
        render_kw={"rows": 10},
    )
    link = StringField(_("Address, if you know it"), [OptionalValue(), Length(max=MAX_ADDRESS)])

    def pasted(self) -> Pasted:
        return Pasted(
            title=self.title.data,
            description=self.text.data,
            company=self.company.data or "",
            location=self.place.data or "",
            url=self.link.data or "",
        )


class PageForm(FlaskForm):  # type: ignore[misc]
    page = FileField(_("Saved page (HTML)"), [FileRequired(_("Choose the saved page."))])
    page_link = StringField(_("Its address, if you know it"), [OptionalValue(), Length(max=MAX_ADDRESS)])
