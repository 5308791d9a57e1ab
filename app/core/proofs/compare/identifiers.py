"""Numbers of certificates and addresses where they can be looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from app.core.cv.fold import fold
from app.core.cv.reading.page_bidi import has_right_to_left
from app.core.proofs.compare.match import AGREES, DIFFERS, MISSING, NOT_CLAIMED, Match
from app.core.proofs.compare.shown import Shown

_SHORTEST = 5  # characters of a number that cannot stand somewhere by chance
_CUE = re.compile(
    r"(?<![^\W_])(?:credential|certificate|certification|verification|licen[cs]e|registration|serial|candidate|candidat|report)"
    r"\s(?:id|no|number|code|n°|nr|form number)\b\.?|(?:n°|no\.|numero|num\.|matricule|nr\.|nummer|reference|ref\.)"
    r"|(?:zertifikats?|urkunden|prufungs)-?\s?(?:nr|nummer)\.?|رقم(?: الشهاده| التسجيل)?|رمز التحقق"
)
_VALUE = re.compile(r"\s?[:#=-]?\s?(?:n°\s?)?([A-Za-z0-9][A-Za-z0-9/_.-]{3,39})")
_URL = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}/[^\s<>\"]{2,120}", re.IGNORECASE)
_RUN = re.compile(r"[0-9]+|[a-z]+")
_CONFUSED = str.maketrans({"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "z": "2", "q": "0", "|": "1"})


def compare_identifier(claimed: str, lines: Sequence[Shown]) -> Match:
    """Letters that OCR takes for digits are the same in both."""
    wanted = _plain(claimed)
    if not wanted:
        return Match("identifier", NOT_CLAIMED)
    read = [_plain(line.text) for line in lines]
    if len(wanted) >= _SHORTEST:
        if any(wanted in text for text in read) or any(_has_runs(claimed, line) for line in lines):
            return Match("identifier", AGREES, claimed, claimed)
    elif any(_plain(word) == wanted for line in lines for word in line.text.split()):
        return Match("identifier", AGREES, claimed, claimed)
    other = _other_number(lines)
    return Match("identifier", DIFFERS if other else MISSING, claimed, other)


def compare_url(claimed: str, lines: Sequence[Shown]) -> Match:
    """The address of the claim, or another one of the same host, which says something else."""
    wanted = _split(claimed)
    if wanted is None:
        return Match("url", NOT_CLAIMED)
    host, path = wanted
    shown = [found.group() for line in lines for found in _URL.finditer(line.text)]
    shown += [found.group() for line in lines for found in _URL.finditer(line.text.replace(" ", ""))]
    same_host = [url for url in shown if (_split(url) or ("", ""))[0] == host]
    for url in same_host:
        if _plain((_split(url) or ("", ""))[1]) == _plain(path):
            return Match("url", AGREES, claimed, url)
    if same_host and path:
        return Match("url", DIFFERS, claimed, same_host[0])
    return Match("url", MISSING, claimed)


def shown_address(lines: Sequence[Shown]) -> str:
    """The first address in the document that may lead to a page about it."""
    return next((found.group() for line in lines for found in _URL.finditer(line.text)), "")


def _has_runs(claimed: str, line: Shown) -> bool:
    """In a line that runs from the right, letters and digits of a number may change places."""
    if not has_right_to_left(line.text):
        return False
    wanted, there = _RUN.findall(fold(claimed)), _RUN.findall(line.folded)
    return max(map(len, wanted), default=0) >= _SHORTEST - 1 and all(run in there for run in wanted)


def _plain(text: str) -> str:
    letters = "".join(letter for letter in fold(text) if letter.isalnum() or letter == "|")
    return letters.translate(_CONFUSED)


def _other_number(lines: Sequence[Shown]) -> str:
    for line in lines:
        for cue in _CUE.finditer(line.folded):
            value = _VALUE.match(line.text, cue.end())
            if value and any(letter.isdigit() for letter in value[1]):
                return value[1]
    return ""


def _split(url: str) -> tuple[str, str] | None:
    """Host without www, and path without slashes at its ends; None for what is no address."""
    text = url.strip()
    if "." not in text:
        return None
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return (host, parts.path.strip("/")) if host else None
