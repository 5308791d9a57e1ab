"""Codes of applications as words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_date, format_datetime
from flask_babel import LazyString
from flask_babel import gettext as _now
from flask_babel import lazy_gettext as _

from app.core.tracker.days import zone_of
from app.words.language import current_language

STATUS: Mapping[str, LazyString] = {
    "saved": _("Saved"),
    "applied": _("Applied"),
    "screening": _("Screening"),
    "interview": _("Interview"),
    "offer": _("Offer"),
    "rejected": _("Rejected"),
    "withdrawn": _("Withdrawn"),
    "no_answer": _("No answer"),
}
TRACKER_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "application_status": STATUS,
    "interview_kind": {
        "phone": _("By phone"),
        "video": _("By video"),
        "on_site": _("On site"),
        "test": _("Test or exercise"),
        "other": _("Other"),
    },
    "interview_outcome": {
        "passed": _("Went well"),
        "failed": _("Did not work out"),
        "cancelled": _("Cancelled"),
    },
    "tracker_sort": {
        "updated": _("Last changed"),
        "applied": _("Date of application"),
        "follow_up": _("Next follow-up"),
        "company": _("Company"),
        "title": _("Job title"),
        "status": _("Status"),
        "score": _("Match when tracked"),
    },
    "tracker_column": {
        "title": _("Job title"),
        "company": _("Company"),
        "location": _("Place"),
        "url": _("Address"),
        "source": _("Found on"),
        "status": _("Status"),
        "applied_at": _("Date of application"),
        "follow_up_at": _("Next follow-up"),
        "follow_up_text": _("What to do"),
        "notes": _("Notes"),
        "cover_letter": _("Cover letter"),
        "cv_name": _("CV used"),
        "created_at": _("Added on"),
    },
}
_DOCUMENTS: Mapping[str, LazyString] = {
    "empty": _("The file is empty."),
    "too_large": _("The file is too large."),
    "wrong_type": _("This is not a PDF, DOCX, ODT, TXT, PNG or JPEG file, whatever its name says."),
    "encrypted": _("The file is protected by a password. Save it without one, then send it again."),
    "damaged": _("The file is damaged. Open it, save it under a new name, then send that."),
}
_FILES: Mapping[str, LazyString] = {
    "no_header": _(
        "No row names the columns. One of the first rows needs a column such as “Job title” and another such as "
        "“Company”."
    ),
    "too_many": _("The file has too many rows. Bring it in in parts."),
    "not_a_list": _("This JSON file holds no list of applications."),
    "not_json": _("This looks like JSON but is not well formed."),
    "too_large": _("The file is too large. Bring it in in parts."),
    "damaged": _("The file cannot be read. Save it anew as CSV or XLSX, then send that."),
    "wrong_type": _("This is not a CSV, XLSX or JSON file, whatever its name says."),
}
_ROWS: Mapping[str, LazyString] = {
    "no_title": _("It has no job title."),
    "bad_status": _("Its status is none that we know."),
    "bad_date": _("A date in it cannot be read."),
    "bad_address": _("Its address is no web address."),
    "too_long": _("A text in it is too long."),
    "not_an_object": _("It is no application."),
}


def document_fault(code: str) -> str:
    return str(_DOCUMENTS.get(code, _DOCUMENTS["damaged"]))


def file_fault(code: str) -> str:
    return str(_FILES.get(code, _FILES["damaged"]))


def row_fault(code: str) -> str:
    return str(_ROWS.get(code, _ROWS["not_an_object"]))


def local_day(moment: datetime | None, zone: str) -> str:
    """A day such as 5 Mar 2026 on the clock of ``zone``; "" for None."""
    if moment is None:
        return ""
    return str(format_date(moment.astimezone(zone_of(zone)).date(), "medium", locale=current_language()))


def local_clock(moment: datetime | None, zone: str) -> str:
    """Day and time of day on the clock of ``zone``; "" for None."""
    if moment is None:
        return ""
    return str(format_datetime(moment, "d MMM y, HH:mm", tzinfo=zone_of(zone), locale=current_language()))


def event_text(kind: str, before: str, after: str, zone: str) -> str:
    """A line of the timeline."""
    if kind in {"follow_up", "interview"}:
        return _planned(kind, _moment(before, zone), _moment(after, zone))
    if kind in {"contact", "document"}:
        return _named(kind, before, after)
    texts = {
        "created": _now("Added under “%(status)s”.", status=_status(after)),
        "imported": _now("Brought in from a file."),
        "status": _now(
            "Moved from “%(before)s” to “%(after)s”.", before=_status(before), after=_status(after)
        ),
        "details": _now("Details changed from “%(before)s” to “%(after)s”.", before=before, after=after),
        "note": _now("Cover letter changed.") if after == "cover_letter" else _now("Notes changed."),
        "cv": _now("CV used: %(name)s.", name=after) if after else _now("No CV named any more."),
        "reminder": _now("You were reminded of the interview.")
        if before == "interview_tomorrow"
        else _now("You were reminded to follow up."),
    }
    return texts.get(kind, f"{before} {after}".strip())


def _planned(kind: str, before: str, after: str) -> str:
    if kind == "follow_up":
        return _now("Follow-up set for %(when)s.", when=after) if after else _now("Follow-up taken away.")
    if not after:
        return _now("Interview of %(when)s taken away.", when=before)
    if before:
        return _now("Interview of %(when)s changed.", when=after)
    return _now("Interview on %(when)s.", when=after)


def _named(kind: str, before: str, after: str) -> str:
    if kind == "contact":
        return (
            _now("Contact saved: %(name)s.", name=after)
            if after
            else _now("Contact deleted: %(name)s.", name=before)
        )
    return (
        _now("Document added: %(name)s.", name=after)
        if after
        else _now("Document deleted: %(name)s.", name=before)
    )


def _status(code: str) -> str:
    return str(STATUS.get(code, code))


def _moment(text: str, zone: str) -> str:
    return local_clock(datetime.fromisoformat(text), zone) if text else ""
