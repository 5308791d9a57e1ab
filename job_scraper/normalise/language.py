"""The language of an offer, among those the product knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from job_scraper.fold import words
from job_scraper.vocabulary.codes import LANGUAGES
from job_scraper.vocabulary.lists import function_words

_SAMPLE: Final = 800
_ENOUGH_LETTERS: Final = 60
_SURE: Final = 0.9
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_WORD_SETS = function_words()
_WORDS_COUNTED: Final = 150
_CLEAR_SHARE: Final = 0.15
_CLEAR_LEAD: Final = 1.6


@lru_cache(maxsize=2)
def _identifier(limited: bool) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if limited:
        identifier.set_languages(sorted(LANGUAGES))
    return identifier


def language_of(text: str, title: str = "") -> str | None:
    """An ISO 639-1 code of ``LANGUAGES``; None for other languages and for too little to tell by."""
    sample = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH_LETTERS:
        sample = f"{title[:_SAMPLE]} {sample}".strip().lower()
        letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    if not sample.isascii() and len(_ARABIC.findall(sample)) > letters * 0.4:
        return "ar"
    said = words(sample).split()[:_WORDS_COUNTED]
    votes = sorted(
        ((sum(map(listed.__contains__, said)), name) for name, listed in _WORD_SETS.items()), reverse=True
    )
    (most, language), (second, _) = votes[:2]
    if letters < _ENOUGH_LETTERS:
        return language if most > second and language in LANGUAGES else _surely(sample)
    if most < len(said) * _CLEAR_SHARE or most < second * _CLEAR_LEAD:
        language, _sure = _identifier(limited=False).classify(sample)
    return language if language in LANGUAGES else None


def _surely(sample: str) -> str | None:
    """For a few words without a function word: only what is next to certain."""
    language, sure = _identifier(limited=True).classify(sample)
    return language if sure >= _SURE else None
