"""What is wrong with a correction of a CV, in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

MESSAGES: Mapping[str, LazyString] = {
    "empty": _("Fill in the name or title."),
    "too_long": _("That is too long."),
    "too_many": _("There are too many entries."),
    "unknown_entry": _("This entry is not there any more. Reload the page."),
    "unknown_skill": _("We do not know this skill yet. Choose one of the suggestions."),
    "missing_start": _("Say when the job began."),
    "end_before_start": _("The job ends before it begins."),
    "end_of_current": _("A job that you still have has no end."),
    "in_future": _("That month is in the future."),
    "bad_year": _("Enter a year with four digits."),
    "bad_years": _("Enter a number of years."),
    "bad_level": _("Choose one of the levels."),
    "bad_language": _("Choose one of the languages."),
    "bad_email": _("Enter an e-mail address such as name@example.org."),
    "bad_phone": _("Use digits, spaces and + only."),
    "bad_contract": _("Choose one of the contracts."),
    "bad_salary": _("Enter a salary as a number, with currency and period."),
    "bad_month": _("Enter a month such as 2022-09."),
    "bad_action": _("The request could not be understood. Go back and try again."),
}


def correction_text(code: str) -> LazyString:
    """What to do about an InvalidCorrection with this code."""
    return MESSAGES.get(code, MESSAGES["bad_action"])
