"""Why an offer could not be brought in, and what to try instead."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

_FAULTS: Mapping[str, LazyString] = {
    "bad_address": _(
        "This is no address of a web page. Copy the whole address from the address bar, with https://."
    ),
    "private_address": _(
        "This address is not on the public internet, so it is not opened. Paste the text of the offer "
        "instead."
    ),
    "robots": _(
        "This site asks programs not to open this page (robots.txt), and we keep to that. Save the "
        "page in your browser and upload it, or paste its text."
    ),
    "refused": _(
        "The site refuses programs, or wants to see a person first. Save the page in your browser and "
        "upload it, or paste its text."
    ),
    "login": _(
        "The site shows this page only to those who are logged in there. Save the page in your "
        "browser and upload it, or paste its text."
    ),
    "needs_script": _(
        "This page stays empty until a browser runs its scripts. Save the page in your browser and "
        "upload it, or paste its text."
    ),
    "gone": _("There is no such page any more. The offer may have been withdrawn."),
    "unreachable": _("The site did not answer in time. Try again later, or paste the text of the offer."),
    "redirects": _(
        "The address leads in circles. Copy the address from the address bar once the page is open."
    ),
    "too_large": _("The page is too large. Paste the text of the offer instead."),
    "not_a_page": _("This is no web page. If it is a PDF or a Word file, paste its text instead."),
    "no_offer": _("We found no offer on this page. Open the page of a single offer, or paste its text."),
    "many_offers": _("This page lists several offers. Choose one."),
    "too_many_waiting": _("Wait until the pages that you asked for are read, then ask for more."),
    "too_many_offers": _("You have as many imported offers as can be kept. Delete some of them first."),
    "unexpected": _(
        "Something went wrong while the page was read. Try again, or paste the text of the offer."
    ),
}


def import_fault_text(code: str | None) -> str:
    """Unknown codes are unexpected."""
    return str(_FAULTS.get(code or "", _FAULTS["unexpected"]))


def saved_list_text() -> LazyString:
    """A saved page cannot be chosen from: it is not kept."""
    return _("This page lists several offers. Open one of them, save that page and upload it.")
