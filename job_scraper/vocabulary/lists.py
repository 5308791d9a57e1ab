"""The phrase lists beside this module, one TOML file for each subject."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from job_scraper.fold import word_set
from job_scraper.phrases import Phrases

_NOTHING: Final = "nothing"  # TOML has no empty bare key


def phrases(subject: str, *sections: str) -> Phrases:
    """The lists of some sections together; under one code they add up."""
    listed = _read(subject)
    by_code: dict[str, list[str]] = {}
    for section in sections:
        for code, found in listed[section].items():
            by_code.setdefault("" if code == _NOTHING else code, []).extend(found)
    return Phrases(by_code)


def function_words() -> dict[str, frozenset[str]]:
    return {language: word_set(listed) for language, listed in _read("function_words").items()}


def _read(subject: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{subject}.toml").read_text(encoding="utf-8"))
