"""Contract and working time: from a field when there is one, else from the title, else from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from job_scraper.fold import camel_words, fold
from job_scraper.phrases import Phrases
from job_scraper.vocabulary import contracts

_LABEL = re.compile(
    r"(?:type de contrat|nature du contrat|contrat propose|contrat|contract type|type of contract|job type"
    r"|employment type|vertragsart|anstellungsart|beschaftigungsart|contract|نوع العقد)\s{0,40}\Z"
)
_LABEL_LENGTH = 70
_VALUE_LENGTH = 60
_TOP_LENGTH = 1500
_SHORT_LINE = 30
_STAGE = re.compile(
    r"^\W{0,3}stage\b(?! (?:manager|director|hand|crew|technician|actor|\d))"
    r"|(?:(?<= )[-/] ?|\()stage\b(?! \d)"
)
_INTERN = re.compile(r"\bintern\b(?!\w)")


def contract_from_field(values: Sequence[str]) -> str | None:
    """The first contract named; apprenticeship wins, because its contracts are also called CDD or CDI."""
    found: list[str] = []
    for value in values:
        code = contracts.CODES.exact(value)
        found += [code] if code else contracts.FIELD.all(camel_words(value))
    if "apprenticeship" in found:
        return "apprenticeship"
    return found[0] if found else None


def contract_from_title(title: str) -> str | None:
    code = contracts.TITLE.first(title)
    if code:
        return code
    folded = fold(title)
    return "internship" if _STAGE.search(folded) or _INTERN.search(folded) else None


def contract_from_text(text: str, language: str | None = None) -> str | None:
    """A labelled contract, a line that is nothing else, or an expression of the language. Arabic offers write
    CDI and CDD as French ones do."""
    prose = contracts.FRENCH_PROSE if language in {"fr", "ar"} else contracts.PROSE
    return _labelled(fold(text)) or _alone(text, contracts.FIELD) or prose.first(text)


def _labelled(folded: str) -> str | None:
    """The contract behind ``Type de contrat :`` and the like."""
    colon = folded.find(":")
    while colon >= 0:
        if _LABEL.search(folded, max(0, colon - _LABEL_LENGTH), colon):
            value = folded[colon + 1 : colon + _VALUE_LENGTH].strip().partition("\n")[0]
            code = contracts.FIELD.first(value)
            if code:
                return code
        colon = folded.find(":", colon + 1)
    return None


def _alone(text: str, phrases: Phrases) -> str | None:
    """Boards often put such facts on short lines of their own at the top."""
    lines = (line for line in text[:_TOP_LENGTH].split("\n") if 2 < len(line) < _SHORT_LINE)
    return next((code for code in map(phrases.exact, lines) if code), None)


def work_time_from_field(values: Sequence[str]) -> str | None:
    codes = (contracts.WORK_TIME.first(camel_words(value)) for value in values)
    return next((code for code in codes if code), None)


def work_time_from_text(title: str, text: str) -> str | None:
    return contracts.WORK_TIME_PROSE.first(title) or contracts.WORK_TIME_PROSE.first(text)
