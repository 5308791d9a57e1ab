"""What an admin typed for an option of a source, checked; what was stored, as the source wants it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _

from job_scraper.option import Option

ENTRY_LENGTH = 200
SECRET_LENGTH = 2_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BETWEEN_ENTRIES = re.compile(r"[\n,;]")
_TRUE = frozenset({"1", "true", "yes", "on", "y"})
_FALSE = frozenset({"", "0", "false", "no", "off", "n"})


class WrongValue(Exception):
    """``message`` is for the person who typed it."""

    def __init__(self, message: object) -> None:
        super().__init__(str(message))
        self.message = message


def checked(option: Option, given: object) -> Any:
    """A value of the kind that the option has: str, int, bool, or a tuple of str for a list. A list may be
    given as text with a line or a comma between entries. Raises WrongValue."""
    return _CHECKS[option.kind](option, given)


def stored_or_default(option: Option, stored: object) -> Any:
    """What an older version of the program stored may not fit any more: then the default counts."""
    try:
        return checked(option, stored)
    except WrongValue:
        return option.default


def is_missing(option: Option, value: object) -> bool:
    return option.is_required and option.kind not in {"flag", "number"} and not value


def _text(option: Option, given: object) -> str:
    text = _line(given)
    if len(text) > option.maximum:
        raise WrongValue(_("Use at most %(count)s characters.", count=option.maximum))
    if text and len(text) < option.minimum:
        raise WrongValue(_("Use at least %(count)s characters.", count=option.minimum))
    return text


def _secret(_option: Option, given: object) -> str:
    text = _line(given)
    if len(text) > SECRET_LENGTH:
        raise WrongValue(_("Use at most %(count)s characters.", count=SECRET_LENGTH))
    return text


def _list(option: Option, given: object) -> tuple[str, ...]:
    if given is None or isinstance(given, str):
        raw: Iterable[object] = _BETWEEN_ENTRIES.split(given or "")
    elif isinstance(given, list | tuple):
        raw = given
    else:
        raise WrongValue(_("Write one entry a line."))
    entries = tuple(dict.fromkeys(entry for entry in map(_line, raw) if entry))
    if len(entries) > option.maximum:
        raise WrongValue(_("Use at most %(count)s entries.", count=option.maximum))
    if entries and len(entries) < option.minimum:
        raise WrongValue(_("Use at least %(count)s entries.", count=option.minimum))
    if any(len(entry) > ENTRY_LENGTH for entry in entries):
        raise WrongValue(_("An entry has at most %(count)s characters.", count=ENTRY_LENGTH))
    return entries


def _number(option: Option, given: object) -> int:
    return whole_number(given, option.minimum, option.maximum)


def whole_number(given: object, minimum: int, maximum: int) -> int:
    """Raises WrongValue."""
    text = str(given).strip() if isinstance(given, int | str) and not isinstance(given, bool) else ""
    number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,15}", text) else None
    if number is None or not minimum <= number <= maximum:
        raise WrongValue(_("Write a whole number from %(low)s to %(high)s.", low=minimum, high=maximum))
    return number


def _flag(_option: Option, given: object) -> bool:
    if given is None or isinstance(given, bool):
        return bool(given)
    text = str(given).strip().lower()
    if text not in _TRUE | _FALSE:
        raise WrongValue(_("Say yes or no."))
    return text in _TRUE


def _choice(option: Option, given: object) -> str:
    text = _line(given)
    if text not in option.choices:
        raise WrongValue(_("Choose one of the values offered."))
    return text


def _line(given: object) -> str:
    if given is not None and not isinstance(given, str | int):
        raise WrongValue(_("This is not a text."))
    text = "" if given is None else str(given)
    if _CONTROL.search(text):
        raise WrongValue(_("The text holds characters that cannot be stored."))
    return text.strip()


_CHECKS = {
    "text": _text,
    "list": _list,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "secret": _secret,
}
