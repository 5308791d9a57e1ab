"""An alert as a form."""

from __future__ import annotations

from datetime import time
from typing import Any

from babel import dates
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.validators import Optional as OptionalValue

from app.core.search.filters import clean_text
from app.services.alerts.rules import LENGTH_OF_NAME, Alert, Wish
from app.services.saved_searches import SavedSearch
from app.words.alerts import ALERT_FREQUENCY
from app.words.language import current_language


class AlertForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_("Name"), [InputRequired(_("Give it a name.")), Length(max=LENGTH_OF_NAME)])
    search = SelectField(_("Saved search"), [OptionalValue()])
    min_score = IntegerField(
        _("Lowest score with your CV"),
        [OptionalValue(), NumberRange(1, 100, message=_("A score is 1 to 100."))],
    )
    frequency = SelectField(_("How often"), [InputRequired()])
    hour = SelectField(_("At"), [InputRequired()], coerce=int)
    weekday = SelectField(_("Day of the week"), [InputRequired()], coerce=int)

    def __init__(self, searches: tuple[SavedSearch, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        language = current_language()
        self.search.choices = [("", str(_("All offers")))] + [(str(one.id), one.name) for one in searches]
        self.frequency.choices = [(code, str(text)) for code, text in ALERT_FREQUENCY.items()]
        self.hour.choices = [(n, dates.format_time(time(n), "short", locale=language)) for n in range(24)]
        names = dates.get_day_names("wide", locale=language)
        self.weekday.choices = [(n, names[n]) for n in range(7)]

    def wish(self) -> Wish:
        return Wish(
            name=clean_text(self.name.data),
            search_id=int(self.search.data) if self.search.data else None,
            min_score=self.min_score.data,
            frequency=self.frequency.data,
            hour=self.hour.data,
            weekday=self.weekday.data,
        )


def form_for(
    searches: tuple[SavedSearch, ...], alert: Alert | None = None, chosen: int | None = None
) -> AlertForm:
    """A new alert is daily at eight, about ``chosen`` and called like it."""
    if alert is not None:
        data = {
            "name": alert.name,
            "search": str(alert.search.id) if alert.search else "",
            "min_score": alert.min_score,
            "frequency": alert.frequency,
            "hour": alert.hour,
            "weekday": alert.weekday,
        }
        return AlertForm(searches, data=data)
    names = {one.id: one.name for one in searches}
    known = chosen if chosen in names else None
    data = {
        "name": names.get(known or 0, ""),
        "search": str(known or ""),
        "frequency": "daily",
        "hour": 8,
        "weekday": 0,
    }
    return AlertForm(searches, data=data)
