"""The language of an offer, among those the product knows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from job_scraper.fold import words
from job_scraper.vocabulary.codes import LANGUAGES

_SAMPLE: Final = 800
_ENOUGH_LETTERS: Final = 60
_SURE: Final = 0.9
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_LETTER = re.compile(r"[^\W\d_]")
_FUNCTION_WORDS = {
    "fr": "le la les des du et un une pour vous nous avec dans sur au aux h f en chez ou recherche poste developpeur",
    "en": "the and of for with you we our to in at is are your this engineer developer assistant officer",
    "de": "der die das und fur mit sie wir von zu im ein eine m w d bei als ihre mitarbeiter entwickler",
    "nl": "de het een en van voor met wij jij je bij ons aan naar medewerker",
    "it": "il lo gli di e per con noi nel della del che una un addetto",
    "es": "el los las y para con en una un de del que nosotros se",
}
_WORD_SETS = {language: frozenset(listed.split()) for language, listed in _FUNCTION_WORDS.items()}


@lru_cache(maxsize=2)
def _identifier(limited: bool) -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if limited:
        identifier.set_languages(sorted(LANGUAGES))
    return identifier


def language_of(text: str, title: str = "") -> str | None:
    """An ISO 639-1 code of ``LANGUAGES``; None for other languages and for too little to tell by."""
    sample = text[:_SAMPLE].lower()
    letters = len(_LETTER.findall(sample))
    if letters < _ENOUGH_LETTERS:
        sample = f"{title[:_SAMPLE]} {sample}".strip().lower()
        letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    if len(_ARABIC.findall(sample)) > letters * 0.4:
        return "ar"
    if letters < _ENOUGH_LETTERS:
        return _of_few_words(sample)
    language, _sure = _identifier(limited=False).classify(sample)
    return language if language in LANGUAGES else None


def _of_few_words(sample: str) -> str | None:
    """One language with the most function words, else a guess only when it is next to certain."""
    said = words(sample).split()
    votes = {language: sum(word in listed for word in said) for language, listed in _WORD_SETS.items()}
    most = max(votes.values())
    leaders = [language for language, count in votes.items() if count == most and most]
    if len(leaders) == 1:
        return leaders[0]
    language, sure = _identifier(limited=True).classify(sample)
    return language if sure >= _SURE else None
