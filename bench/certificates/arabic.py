"""Arabic letters as they are drawn: joined, and from the right, without a shaping library."""

from __future__ import annotations

import re
import unicodedata

_JOINS = re.compile(r"[\u0621-\u064a]")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 /:.,@_-]*[A-Za-z0-9])?")


def _forms() -> dict[str, dict[str, str]]:
    """Letter to its isolated, final, initial and medial form."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(0xFE70, 0xFEFD):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0].startswith("<"):
            forms.setdefault(chr(int(parts[1], 16)), {})[parts[0].strip("<>")] = chr(code)
    return forms


_FORMS = _forms()


def drawn(text: str) -> str:
    """The text from left to right as it stands on paper; numbers and Latin words keep their direction."""
    if not _JOINS.search(text):
        return text
    parts, position = [], 0
    shaped = _shaped(text)
    for match in _LEFT_TO_RIGHT.finditer(shaped):
        parts.append(shaped[position : match.start()][::-1])
        parts.append(match.group())
        position = match.end()
    parts.append(shaped[position:][::-1])
    return "".join(reversed(parts))


def _shaped(text: str) -> str:
    return "".join(_form(text, at) for at in range(len(text)))


def _form(text: str, at: int) -> str:
    forms = _FORMS.get(text[at])
    if forms is None:
        return text[at]
    before = at > 0 and "initial" in _FORMS.get(text[at - 1], {})
    after = at + 1 < len(text) and text[at + 1] in _FORMS and "initial" in forms and text[at + 1] != "ء"
    before = before and "final" in forms
    name = "medial" if before and after else "final" if before else "initial" if after else "isolated"
    return forms.get(name, text[at])
