"""The form for a claim that the rules did not find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from app.core.proofs.claim import Claim, InvalidClaim, claim_from
from app.errors import BadInput

MAX_FIELD: Final = 300
_FIELDS: Final = ("category", "title", "issuer", "date", "identifier", "url", "language", "level")
_MESSAGES: Final[Mapping[str, LazyString]] = {
    "category": _("Choose one of the lists."),
    "title": _("Say what it is called."),
    "date": _("Enter a date such as 2024, 2024-05 or 2024-05-17."),
    "level": _("Choose one of the levels."),
    "url": _("Enter an address that begins with https:// or http://."),
    "language": _("Choose one of the languages."),
}
_TOO_LONG: Final = _("That is too long.")


def claim_of_form(form: MultiDict[str, str], languages: Mapping[str, str]) -> Claim:
    """``languages`` maps the codes that may be chosen to their names. Raises BadInput, which names the field."""
    given = {name: form.get(name, "").strip() for name in _FIELDS}
    if any(len(value) > MAX_FIELD for value in given.values()):
        field = next(name for name, value in given.items() if len(value) > MAX_FIELD)
        raise _bad(field, _TOO_LONG)
    if given["category"] != "languages":
        given["language"] = given["level"] = ""
    elif given["language"] not in languages:
        raise _bad("language")
    if given["url"] and not given["url"].lower().startswith(("https://", "http://")):
        raise _bad("url")
    given["title"] = given["title"] or languages.get(given["language"], "")
    try:
        return claim_from(given)
    except InvalidClaim as error:
        raise _bad(str(error).partition(":")[0]) from error


def _bad(field: str, message: LazyString | None = None) -> BadInput:
    text = message or _MESSAGES.get(field, _MESSAGES["title"])
    return BadInput(text, code="bad_claim", fields={field: text})
